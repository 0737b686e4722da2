//@ omtexclusive | 407=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var l = new List<CSEntryChange>(); foreach (var x in System.IO.File.ReadAllLines("a")) { var e = CSEntryChange.Create(); if (x.StartsWith("d")) e.ObjectModificationType = ObjectModificationType.Delete; else e.ObjectModificationType = ObjectModificationType.Add; l.Add(e); } return new GetImportEntriesResults("", false, l); } }
//@ omttwice | 407=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var l = new List<CSEntryChange>(); foreach (var x in System.IO.File.ReadAllLines("a")) { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.ObjectModificationType = ObjectModificationType.Delete; l.Add(e); } return new GetImportEntriesResults("", false, l); } }
//@ omttwicecond | 407=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var l = new List<CSEntryChange>(); foreach (var x in System.IO.File.ReadAllLines("a")) { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; if (x == "d") e.ObjectModificationType = ObjectModificationType.Delete; l.Add(e); } return new GetImportEntriesResults("", false, l); } }
//@ omttwoobjects | 407=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var l = new List<CSEntryChange>(); CSEntryChange e = null; foreach (var x in System.IO.File.ReadAllLines("a")) { e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; l.Add(e); } return new GetImportEntriesResults("", false, l); } }
//@ omthelper | 407=pass 408=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var l = new List<CSEntryChange>(); foreach (var x in System.IO.File.ReadAllLines("a")) l.Add(Make(x, ObjectModificationType.Add)); l.Add(Make("z", ObjectModificationType.Delete)); return new GetImportEntriesResults("", false, l); } static CSEntryChange Make(string x, ObjectModificationType t) { var e = CSEntryChange.Create(); e.ObjectModificationType = t; e.DN = x; if (t != ObjectModificationType.Delete) e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", x)); return e; } }
//@ omtswitch | 408=pass 407=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var l = new List<CSEntryChange>(); foreach (var x in System.IO.File.ReadAllLines("a")) { var t = x.Length == 1 ? ObjectModificationType.Add : x.Length == 2 ? ObjectModificationType.Update : ObjectModificationType.Delete; var e = CSEntryChange.Create(); e.ObjectModificationType = t; switch (t) { case ObjectModificationType.Add: e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", x)); break; case ObjectModificationType.Update: e.AttributeChanges.Add(AttributeChange.CreateAttributeReplace("a", x)); break; } l.Add(e); } return new GetImportEntriesResults("", false, l); } }
//@ replaceonadd | 408=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var l = new List<CSEntryChange>(); foreach (var x in System.IO.File.ReadAllLines("a")) { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(AttributeChange.CreateAttributeReplace("a", x)); l.Add(e); } return new GetImportEntriesResults("", false, l); } }
//@ omtaftercond | 407=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", "x")); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ omtafter | 407=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", "x")); e.ObjectModificationType = ObjectModificationType.Add; return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ omtexport | 407=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) { switch (e.ObjectModificationType) { case ObjectModificationType.Add: break; case ObjectModificationType.Delete: break; default: throw new NotSupportedException(); } r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(e.Identifier, null, MAExportError.Success)); } return r; } }
//@ boxguid | 409=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", Guid.NewGuid())); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ boxguidlocal | 409=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; object o = Guid.NewGuid(); e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", o)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ boxdate | 409=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AnchorAttributes.Add(AnchorAttribute.Create("a", DateTime.Now)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ boxint | 409=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AnchorAttributes.Add(AnchorAttribute.Create("a", 1)); e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("b", 1L)); e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("c", true)); e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("d", new byte[] {1})); e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("f", (short)3)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ boxenum | 409=pass
public enum K { A, B } public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", K.B)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ boxenumframework | 409=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", DayOfWeek.Friday)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ boxstruct | 409=pass
public struct K { public int A; } public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", new K())); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ boxbyte | 409=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; byte b = 3; e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", b)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ nullableint | 409=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; int? b = 3; e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", b)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ nullableguid | 409=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; Guid? b = Guid.NewGuid(); e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", b)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ generichelper | 409=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(Make("a", 5)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } static AttributeChange Make<T>(string n, T v) { return AttributeChange.CreateAttributeAdd(n, v); } }
//@ generichelperguid | 409=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(Make("a", Guid.NewGuid())); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } static AttributeChange Make<T>(string n, T v) { return AttributeChange.CreateAttributeAdd(n, v); } }
//@ liststring | 409=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", new List<string>())); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ liststringlocal | 409=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; var l = new List<string>(); l.Add("x"); e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", l)); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ listobject | 409=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", new List<object> { "x" })); return new GetImportEntriesResults("", false, new List<CSEntryChange> { e }); } }
//@ dead409 | 409=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { %EMPTY% } AttributeChange Unused() { return AttributeChange.CreateAttributeAdd("a", Guid.NewGuid()); } }
//@ dead411 | 411=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { %EMPTY% } object Unused() { return Utils.MAs; } }
//@ reach411 | 411=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { Used(); %EMPTY% } object Used() { return Utils.MAs; } }
//@ catch411 | 411=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { Func<object> f = () => Utils.MAs; f(); %EMPTY% } }
//@ infeasible411 | 411=fail
public class C : IMAExtensible2CallImport { static readonly bool Mim = false; %IMPORT% %GET% { if (Mim) { var x = Utils.MAs; } %EMPTY% } }
//@ workdir411 | 411=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var w = Utils.WorkingDirectory; %EMPTY% } }
//@ mafolder411 | 411=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var w = MAUtils.MAFolder; %EMPTY% } }
//@ ownutils411 | 411=pass
namespace My { public static class Utils { public static object MAs { get { return 1; } } } public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var w = My.Utils.MAs; %EMPTY% } } }
//@ ownsetreadonly | 321=pass
public class Thing { public void SetReadOnly() {} } %SCHEMA% { new Thing().SetReadOnly(); return Schema.Create(); } }
//@ setreadonly | 321=fail
%SCHEMA% { var s = Schema.Create(); s.SetReadOnly(); return s; } }
//@ setreadonlyimport | 321=fail
public class C : IMAExtensible2CallImport { public int ImportDefaultPageSize { get { return 100; } } public int ImportMaxPageSize { get { return 1000; } } public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { types.SetReadOnly(); return new OpenImportConnectionResults(); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { return new CloseImportConnectionResults(); } %GET% { %EMPTY% } }
//@ page1 | 405=pass 406=fail
public class C : IMAExtensible2CallImport { public int ImportDefaultPageSize { get { return 100; } } public int ImportMaxPageSize { get { return int.MaxValue; } } public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { return new OpenImportConnectionResults(); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { return new CloseImportConnectionResults(); } %GET% { %EMPTY% } }
//@ page2 | 405=fail 406=pass
public class C : IMAExtensible2CallImport { public int ImportDefaultPageSize { get { return 0; } } public int ImportMaxPageSize { get { return 10; } } public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { return new OpenImportConnectionResults(); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { return new CloseImportConnectionResults(); } %GET% { %EMPTY% } }
//@ page3 | 405=fail
public class C : IMAExtensible2CallImport { const int M = 10; static int D = 20; public int ImportDefaultPageSize { get { return D; } } public int ImportMaxPageSize { get { return M; } } public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { return new OpenImportConnectionResults(); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { return new CloseImportConnectionResults(); } %GET% { %EMPTY% } }
//@ page4 | 405=undecided
public class C : IMAExtensible2CallImport { static int D = int.Parse(System.IO.File.ReadAllText("x")); public int ImportDefaultPageSize { get { return D; } } public int ImportMaxPageSize { get { return 10; } } public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { return new OpenImportConnectionResults(); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { return new CloseImportConnectionResults(); } %GET% { %EMPTY% } }
//@ page5 | 405=fail
public class C : IMAExtensible2CallImport { public int ImportDefaultPageSize { get { return -5; } } public int ImportMaxPageSize { get { throw new NotImplementedException(); } } public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { return new OpenImportConnectionResults(); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { return new CloseImportConnectionResults(); } %GET% { %EMPTY% } }
//@ csnull | 403=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { return new GetImportEntriesResults(); } }
//@ csnullctor | 403=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { return new GetImportEntriesResults("", false, null); } }
//@ csset | 403=pass 404=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var r = new GetImportEntriesResults(); r.CSEntries = new List<CSEntryChange>(); return r; } }
//@ csnullsome | 403=undecided
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var r = new GetImportEntriesResults(); if (s.FullObjectEntries.Count > 0) r.CSEntries = new List<CSEntryChange>(); return r; } }
//@ csnulleither | 403=undecided
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { if (System.IO.File.Exists("x")) return new GetImportEntriesResults(); var r = new GetImportEntriesResults(); r.CSEntries = new List<CSEntryChange>(); return r; } }
//@ moretrue | 404=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { return new GetImportEntriesResults("", true, new List<CSEntryChange>()); } }
//@ moredecided | 404=pass
public class C : IMAExtensible2CallImport { int n; %IMPORT% %GET% { n++; return new GetImportEntriesResults("", n < 10, new List<CSEntryChange>()); } }
//@ morethrows | 404=fail
public class C : IMAExtensible2CallImport { int n; %IMPORT% %GET% { n++; if (n > 10) throw new Exception(); return new GetImportEntriesResults("", true, new List<CSEntryChange>()); } }
//@ nestedloops | 401=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) { foreach (var a in e.AttributeChanges) { foreach (var v in a.ValueChanges) Console.WriteLine(v.Value); } } return r; } }
//@ nestedloopshelper | 401=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { return All(csentries); } PutExportEntriesResults All(IList<CSEntryChange> csentries) { try { foreach (var e in csentries) { foreach (var a in e.AttributeChanges) { foreach (var v in a.ValueChanges) Console.WriteLine(v.Value); } } } finally { Console.WriteLine("end"); } return new PutExportEntriesResults(); } }
//@ nestedloopsnull | 401=undecided
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { PutExportEntriesResults r = null; foreach (var e in csentries) { foreach (var a in e.AttributeChanges) { foreach (var v in a.ValueChanges) r = new PutExportEntriesResults(); } } return r; } }
//@ nestedloopscaught | 401=undecided
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { PutExportEntriesResults r = null; try { System.IO.File.Delete("x"); r = new PutExportEntriesResults(); foreach (var e in csentries) { foreach (var a in e.AttributeChanges) { foreach (var v in a.ValueChanges) Console.WriteLine(v.Value); } } } catch (Exception) { return r; } return r; } }
