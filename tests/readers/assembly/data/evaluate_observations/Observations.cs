using System;
using System.Collections.Generic;
using Microsoft.MetadirectoryServices;
using CP = System.Collections.ObjectModel.KeyedCollection<string, Microsoft.MetadirectoryServices.ConfigParameter>;
public class C : IMAExtensible2CallImport, IMAExtensible2CallExport, IMAExtensible2GetSchema, IMAExtensible2GetParameters {
 string cs = "Data Source=x;User Id=sa;Password=Secr3t!x"; string cs2 = "Data Source=x;Password={0}";
 public int ImportDefaultPageSize { get { return 100; } } public int ImportMaxPageSize { get { return Max; } } const int Max = 500;
 public int ExportDefaultPageSize { get; set; } = 10; public int ExportMaxPageSize => ExportDefaultPageSize * 2;
 public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { var f = Utils.InPreviewMode; var x = p["Server"].Value; var y = p["Pwd"].SecureValue; return null; }
 public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep s) { var c = CSEntryChange.Create(); c.ObjectModificationType = ObjectModificationType.Add; c.AttributeChanges.Add(AttributeChange.CreateAttributeReplace("a", "b")); return new GetImportEntriesResults { MoreToImport = true }; }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { if (s.Reason == CloseReason.Normal) return null; return new CloseImportConnectionResults(); }
 public void OpenExportConnection(CP p, Schema types, OpenExportConnectionRunStep s) { var q = MAUtils.MAFolder; }
 public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> l) { var r = new PutExportEntriesResults(); foreach (var e in l) { r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success)); var a = AttributeChange.CreateAttributeAdd("x", DateTime.Now); var b = AnchorAttribute.Create("y", Guid.Empty); var d = AttributeChange.CreateAttributeAdd("z", (object)new List<string>()); } return r; }
 public void CloseExportConnection(CloseExportConnectionRunStep s) { var error = new NotImplementedException("x"); throw error; }
 public Schema GetSchema(CP p) { var s = Schema.Create(); s.SetReadOnly(); s.Types.Add(SchemaType.Create("u", true)); try { s.Types.Add(SchemaType.Create("u", false)); } catch (ArgumentException) { } try { SchemaAttribute.CreateAnchorAttribute("x", AttributeType.Boolean); } catch (NotSupportedException) { } return s; }
 public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { if (page != ConfigParameterPage.Connectivity) return null; return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", "", "x"), ConfigParameterDefinition.CreateEncryptedStringParameter("Pwd", "") }; }
 public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); }
}
