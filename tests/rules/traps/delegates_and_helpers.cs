//@ putnewguidinlinq | 410=fail
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { return new PutExportEntriesResults(csentries.Select(e => CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success)).ToList()); } }
//@ omtinlinq | 407=fail
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var l = System.IO.File.ReadAllLines("a").Select(x => { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.ObjectModificationType = ObjectModificationType.Delete; return e; }).ToList(); return new GetImportEntriesResults("", false, l); } }
//@ omtinopen | 407=fail
public class C : IMAExtensible2CallImport { public int ImportDefaultPageSize { get { return 100; } } public int ImportMaxPageSize { get { return 1000; } } List<CSEntryChange> l = new List<CSEntryChange>();
 public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s) { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.ObjectModificationType = ObjectModificationType.Delete; l.Add(e); return new OpenImportConnectionResults(); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s) { return new CloseImportConnectionResults(); } %GET% { return new GetImportEntriesResults("", false, l); } }
//@ omtafterbigloop | 407=fail
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) { foreach (var a in e.AttributeChanges) { foreach (var v in a.ValueChanges) Console.WriteLine(v.Value); } } One(); return r; } void One() { var e = CSEntryChange.Create(); e.ObjectModificationType = ObjectModificationType.Add; e.ObjectModificationType = ObjectModificationType.Delete; } }
//@ setreadonlypassword | 321=fail
public class C : IMAExtensible2CallExport { public int ExportDefaultPageSize { get { return 100; } } public int ExportMaxPageSize { get { return 1000; } } public void OpenExportConnection(CP p, Schema types, OpenExportConnectionRunStep s) { types.SetReadOnly(); } public void CloseExportConnection(CloseExportConnectionRunStep s) { } %PUT% { return new PutExportEntriesResults(); } }
//@ throwhelper | 131=fail 132=pass 130=pass
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { throw Oops("x"); } static Exception Oops(string m) { return new NotImplementedException(m); } }
//@ throwhelpercall | 131=fail
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { Oops(); return null; } static void Oops() { throw new NotImplementedException(); } }
//@ throwvirtual | 131=pass
public class B : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { Oops(); return Schema.Create(); } protected virtual void Oops() { throw new NotImplementedException(); } } public class C : B { protected override void Oops() { } }
//@ lambdafine | 407=pass 408=pass 410=pass
public class C : IMAExtensible2CallImport { %IMPORT% %GET% { var l = System.IO.File.ReadAllLines("a").Select(x => Make(x, x == "d" ? ObjectModificationType.Delete : ObjectModificationType.Add)).ToList(); return new GetImportEntriesResults("", false, l); } static CSEntryChange Make(string x, ObjectModificationType t) { var e = CSEntryChange.Create(); e.ObjectModificationType = t; if (t == ObjectModificationType.Add) e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("a", x)); return e; } }
