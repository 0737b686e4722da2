//@ renamelost | 207=fail
%CAPS% { get { var c = new MACapabilities(); c.ObjectRename = true; c.DistinguishedNameStyle = MADistinguishedNameStyle.None; return c; } } }
//@ renamelostthenset | 207=fail
%CAPS% { get { var c = new MACapabilities(); c.ObjectRename = true; c.DistinguishedNameStyle = MADistinguishedNameStyle.None; c.ObjectRename = true; return c; } } }
//@ renamelostthenfalse | 207=pass
%CAPS% { get { var c = new MACapabilities(); c.ObjectRename = true; c.DistinguishedNameStyle = MADistinguishedNameStyle.None; c.ObjectRename = false; return c; } } }
//@ renamenotassigned | 207=pass
%CAPS% { get { var c = new MACapabilities(); c.DistinguishedNameStyle = MADistinguishedNameStyle.None; return c; } } }
//@ renamefalse | 207=pass
%CAPS% { get { var c = new MACapabilities(); c.ObjectRename = false; c.DistinguishedNameStyle = MADistinguishedNameStyle.None; return c; } } }
//@ renamestyleback | 207=pass
%CAPS% { get { var c = new MACapabilities(); c.ObjectRename = true; c.DistinguishedNameStyle = MADistinguishedNameStyle.None; c.DistinguishedNameStyle = MADistinguishedNameStyle.Generic; c.ObjectRename = true; return c; } } }
//@ renamelosthelper | 207=fail
%CAPS% { get { var c = Make(); Style(c); return c; } } static MACapabilities Make() { return new MACapabilities { ObjectRename = true }; } static void Style(MACapabilities c) { c.DistinguishedNameStyle = MADistinguishedNameStyle.None; } }
//@ renamelostsome | 207=undecided
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); c.ObjectRename = true; if (p["x"].Value == "1") c.DistinguishedNameStyle = MADistinguishedNameStyle.None; return c; } }
//@ sharedstatic | 217=fail
%CAPS% { get { return S; } } static readonly MACapabilities S = new MACapabilities(); }
//@ sharedlazy | 217=fail
%CAPS% { get { if (s == null) s = new MACapabilities { FullExport = false }; return s; } } static MACapabilities s; }
//@ sharedlazycoalesce | 217=fail
%CAPS% { get { return s ?? (s = new MACapabilities()); } } static MACapabilities s; }
//@ sharedlazyt | 217=fail
%CAPS% { get { return S.Value; } } static readonly Lazy<MACapabilities> S = new Lazy<MACapabilities>(() => new MACapabilities()); }
//@ sharedother | 217=fail
public static class D { public static readonly MACapabilities All = new MACapabilities(); } %CAPS% { get { return D.All; } } }
//@ sharedinstance | 217=pass
%CAPS% { get { if (s == null) s = new MACapabilities(); return s; } } MACapabilities s; }
//@ sharedinstancefield | 217=pass
%CAPS% { get { return s; } } readonly MACapabilities s = new MACapabilities(); }
//@ sharedcopy | 217=pass
%CAPS% { get { return new MACapabilities { FullExport = S.FullExport }; } } static readonly MACapabilities S = new MACapabilities(); }
//@ sharedsome | 217=pass
%CAPS% { get { return System.IO.File.Exists("x") ? S : new MACapabilities(); } } static readonly MACapabilities S = new MACapabilities(); }
//@ delta1 | 218=fail
public class C : IMAExtensible2GetCapabilities, IMAExtensible2CallImport { public MACapabilities Capabilities { get { return new MACapabilities { DeltaImport = true }; } } %IMPORT% %GET% { %EMPTY% } }
//@ deltadefault | 218=fail
public class C : IMAExtensible2GetCapabilities, IMAExtensible2CallImport { public MACapabilities Capabilities { get { return new MACapabilities(); } } %IMPORT% %GET% { %EMPTY% } }
//@ deltafalse | 218=pass
public class C : IMAExtensible2GetCapabilities, IMAExtensible2CallImport { public MACapabilities Capabilities { get { return new MACapabilities { DeltaImport = false }; } } %IMPORT% %GET% { %EMPTY% } }
//@ deltaread | 218=pass
public class C : IMAExtensible2GetCapabilities, IMAExtensible2CallImport { public MACapabilities Capabilities { get { return new MACapabilities { DeltaImport = true }; } } OperationType t; public int ImportDefaultPageSize { get { return 100; } } public int ImportMaxPageSize { get { return 1000; } } public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { Keep(s); return new OpenImportConnectionResults(); } void Keep(OpenImportConnectionRunStep s) { t = s.ImportType; } public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { return new CloseImportConnectionResults(); } %GET% { Console.WriteLine(t); %EMPTY% } }
//@ deltareflection | 218=undecided
public class C : IMAExtensible2GetCapabilities, IMAExtensible2CallImport { public MACapabilities Capabilities { get { return new MACapabilities { DeltaImport = true }; } } OperationType t; public int ImportDefaultPageSize { get { return 100; } } public int ImportMaxPageSize { get { return 1000; } } public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { t = (OperationType)s.GetType().GetProperty("ImportType").GetValue(s, null); return new OpenImportConnectionResults(); } public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { return new CloseImportConnectionResults(); } %GET% { Console.WriteLine(t); %EMPTY% } }
//@ updateignored | 219=fail 412=fail
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2CallExport { public MACapabilities Capabilities { get { return new MACapabilities { ExportType = MAExportType.AttributeUpdate }; } } public Schema GetSchema(CP p) { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); t.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mails", AttributeType.String)); s.Types.Add(t); return s; } %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) { foreach (var a in e.AttributeChanges) foreach (var v in a.ValueChanges) Console.WriteLine(v.Value); r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(e.Identifier, null, MAExportError.Success)); } return r; } }
//@ updatehandled | 219=pass 412=pass
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2CallExport { public MACapabilities Capabilities { get { return new MACapabilities { ExportType = MAExportType.AttributeUpdate }; } } public Schema GetSchema(CP p) { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); t.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mails", AttributeType.String)); s.Types.Add(t); return s; } %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries.Where(x => x.ObjectModificationType != ObjectModificationType.None)) { foreach (var a in e.AttributeChanges) foreach (var v in a.ValueChanges) if (v.ModificationType == ValueModificationType.Add) Console.WriteLine(v.Value); r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(e.Identifier, null, MAExportError.Success)); } return r; } }
//@ updatesingle | 219=pass
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2CallExport { public MACapabilities Capabilities { get { return new MACapabilities { ExportType = MAExportType.AttributeUpdate }; } } public Schema GetSchema(CP p) { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); return s; } %EXPORT% %PUT% { return new PutExportEntriesResults(); } }
//@ unread | 510=fail
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p["Server"].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", ""), ConfigParameterDefinition.CreateStringParameter("Port", ""), ConfigParameterDefinition.CreateLabelParameter("Note") }; } }
//@ unreadall | 510=pass
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p["Server"].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", "") }; } }
//@ unreadhelper | 510=pass
public class C : IMAExtensible2GetParameters { static string G(CP p, string n) { return p.Contains(n) ? p[n].Value : null; } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(G(p, "Server")); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", "") }; } }
//@ unreadhelper2 | 510=fail
public class C : IMAExtensible2GetParameters { static string G(CP p, string n) { return p.Contains(n) ? p[n].Value : null; } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(G(p, "Server")); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", ""), ConfigParameterDefinition.CreateStringParameter("Port", "") }; } }
//@ unreadloop | 510=undecided
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { foreach (var x in p) Console.WriteLine(x.Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", "") }; } }
//@ unreadcomputed | 510=pass
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { for (int i = 0; i < 2; i++) Console.WriteLine(p["Server" + i].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server0", "") }; } }
//@ unreadtext | 510=undecided
public class C : IMAExtensible2GetParameters { public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { Console.WriteLine(p[System.IO.File.ReadAllText("name.txt")].Value); return new ParameterValidationResult(); } %DEFS% { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter("Server", "") }; } }
