//# static caps mutated by other member [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { static readonly MACapabilities c = new MACapabilities(); public MACapabilities Capabilities { get { return c; } } public Schema GetSchema(CP p) { c.FullExport = true; return Schema.Create(); } }
//# list mutated by other member [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { readonly List<string> n = new List<string> { "user" }; public MACapabilities Capabilities { get { n.Add("group"); return new MACapabilities(); } } public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var x in n) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# list via property mutated elsewhere [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { readonly List<string> n = new List<string> { "user" }; List<string> N { get { return n; } } public MACapabilities Capabilities { get { N.Add("group"); return new MACapabilities(); } } public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var x in N) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# list passed to helper that mutates [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { readonly List<string> n = new List<string> { "user" }; static void Put(ICollection<string> l) { Put2(l); } static void Put2(ICollection<string> l) { l.Add("x"); } public MACapabilities Capabilities { get { Put(n); return new MACapabilities(); } } public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var x in n) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# array element written elsewhere [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { static readonly string[] n = { "user" }; public MACapabilities Capabilities { get { Fix(n); return new MACapabilities(); } } static void Fix(string[] a) { a[0] = "group"; } public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var x in n) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# schema cached and grown each call [open]
public class C : IMAExtensible2GetSchema { readonly Schema s = Schema.Create(); int k; public Schema GetSchema(CP p) { s.Types.Add(SchemaType.Create("t" + k++, true)); return s; } }
//# nested settings object written elsewhere [open]
class O { public bool Full; } 
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { readonly O o = new O(); public MACapabilities Capabilities { get { return new MACapabilities { FullExport = o.Full }; } } public Schema GetSchema(CP p) { o.Full = true; return Schema.Create(); } }
//# settings object written through setter elsewhere [open]
class O { public bool Full { get; set; } } 
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { readonly O o = new O(); public MACapabilities Capabilities { get { return new MACapabilities { FullExport = o.Full }; } } public Schema GetSchema(CP p) { o.Full = true; return Schema.Create(); } }
//# init guarded with argument [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { bool done, full; void Init(bool f) { if (!done) { full = f; done = true; } } public MACapabilities Capabilities { get { Init(false); return new MACapabilities { FullExport = full }; } } public Schema GetSchema(CP p) { Init(true); return Schema.Create(); } }
//# setter only in ctor
class O { public bool Full { get; set; } public string Name { get; private set; } public O(string n) { Name = n; } } 
public class C : IMAExtensible2GetCapabilities { readonly O o = new O("x") { Full = true }; public MACapabilities Capabilities { get { return new MACapabilities { FullExport = o.Full, DeltaImport = o.Name == "x" }; } } }
//# field written by ref elsewhere [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { bool f; static void S(ref bool b) { b = true; } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = f }; } } public Schema GetSchema(CP p) { S(ref f); return Schema.Create(); } }
//# field written by lambda elsewhere [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { bool f; public MACapabilities Capabilities { get { return new MACapabilities { FullExport = f }; } } public Schema GetSchema(CP p) { Action a = () => f = true; a(); return Schema.Create(); } }
//# static counter in ctor [open]
public class C : IMAExtensible2GetCapabilities { static int n; public C() { n++; } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = n > 1, DeltaImport = n < 3 }; } } }
//# dictionary lazily filled
public class C : IMAExtensible2GetCapabilities { readonly Dictionary<string, bool> d = new Dictionary<string, bool>(); bool G(string k) { bool v; if (!d.TryGetValue(k, out v)) { v = k == "Full"; d[k] = v; } return v; } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = G("Full"), DeltaImport = G("Delta") }; } } }
//# while unknown with flag [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { bool any = false; int n = 0; foreach (var x in p) { n++; if (x.Name == "Mode") any = true; } var c = new MACapabilities { FullExport = any, DeltaImport = n > 0, SupportExport = n >= 0 }; for (int i = 0; i < n; i++) c.SupportImport = false; return c; } }
//# do while unknown with list [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); int i = 0; do { s.Types.Add(SchemaType.Create("t" + i, true)); i++; } while (i < p.Count); return s; } }
//# one then unknown loop attributes
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); foreach (var x in p) t.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(x.Name, AttributeType.String)); s.Types.Add(t); return s; } }
//# exceptions from unknown call in try [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); try { c.FullExport = true; var v = p["Mode"].Value; c.FullExport = false; c.DeltaImport = v == "a"; } catch (Exception) { c.SupportExport = false; } finally { c.SupportImport = false; } return c; } }
//# return in try with finally change
public class C : IMAExtensible2GetCapabilitiesEx { bool x; bool G(CP p) { try { return x; } finally { x = !x; } } public MACapabilities GetCapabilitiesEx(CP p) { return new MACapabilities { FullExport = new C().G(p) }; } }
//# nested loops const
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); for (int i = 0; i < 3; i++) { var t = SchemaType.Create("t" + i, true); for (int j = 0; j <= i; j++) t.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("a" + i + j, (AttributeType)j)); s.Types.Add(t); } return s; } }
//# loop over unknown with inner const loop [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var x in p) { var t = SchemaType.Create(x.Name, true); foreach (var a in new[] { "id", "mail" }) t.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(a, AttributeType.String)); s.Types.Add(t); } return s; } }
//# callee in unknown loop [open]
public class C : IMAExtensible2GetSchema { static SchemaType M(string n) { var t = SchemaType.Create(n, true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); return t; } public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(M("base")); foreach (var x in p) s.Types.Add(M(x.Name)); return s; } }
//# caps swapped in unknown loop [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var a = new MACapabilities { FullExport = true }; var b = new MACapabilities(); foreach (var x in p) { var t = a; a = b; b = t; } a.DeltaImport = false; return b; } }
//# linked objects in unknown loop [open]
class N { public N Next; public bool F; }
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { N h = null; foreach (var x in p) { h = new N { Next = h, F = h == null }; } bool f = false; while (h != null) { f |= h.F; h = h.Next; } return new MACapabilities { FullExport = f }; } }
//# recency summary [open]
class N { public bool F; }
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { N keep = null; foreach (var x in p) { var n = new N(); if (keep == null) { keep = n; keep.F = true; } else n.F = false; } return new MACapabilities { FullExport = keep != null && keep.F, DeltaImport = keep == null || keep.F }; } }
//# switch unknown string [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); string m = p.Contains("Mode") ? p["Mode"].Value : "none"; switch (m) { case "a": c.ExportType = MAExportType.AttributeUpdate; break; case "b": c.ExportType = MAExportType.AttributeReplace; goto case "x"; case "x": c.FullExport = true; break; default: c.DeltaImport = false; break; } return c; } }
//# conditional access and coalescing
class K { public K Inner; public bool? F; public string S; }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var k = new K { Inner = new K { F = true, S = "x" } }; K z = null; return new MACapabilities { FullExport = k?.Inner?.F ?? false, DeltaImport = z?.F ?? false, SupportExport = (z?.S ?? "d") == "d", SupportImport = k.Inner.Inner?.S == null }; } }
}
//# ref struct field via pointer
struct Q { public bool A; public int N; } 
public class C : IMAExtensible2GetCapabilities { Q q; static void Inc(ref Q x) { x.N++; x.A = !x.A; } public MACapabilities Capabilities { get { Q l = q; Inc(ref l); Inc(ref l); Inc(ref l); Q m = l; Inc(ref m); return new MACapabilities { FullExport = l.A, DeltaImport = m.A, SupportExport = l.N == 3, SupportImport = m.N == 4, SupportPassword = q.A }; } } }
//# list of structs
struct Q { public string N; public bool A; public Q(string n, bool a) { N = n; A = a; } }
public class C : IMAExtensible2GetSchema { static readonly List<Q> l = new List<Q> { new Q("id", true), new Q("mail", false) }; public Schema GetSchema(CP p) { var t = SchemaType.Create("user", true); foreach (var q in l) t.Attributes.Add(q.A ? SchemaAttribute.CreateAnchorAttribute(q.N, AttributeType.String) : SchemaAttribute.CreateSingleValuedAttribute(q.N, AttributeType.String)); var s = Schema.Create(); s.Types.Add(t); return s; } }
//# sort and reverse [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var l = new List<string> { "b", "a" }; l.Sort(); var s = Schema.Create(); if (l[0] == "a") s.Types.Add(SchemaType.Create("x", true)); else { s.Types.Add(SchemaType.Create("y", true)); s.Types.Add(SchemaType.Create("z", true)); } return s; } }
//# hashset ignore case [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var h = new HashSet<string>(StringComparer.OrdinalIgnoreCase) { "user" }; var s = Schema.Create(); foreach (var n in new[] { "user", "USER", "group" }) if (h.Add(n)) s.Types.Add(SchemaType.Create(n, true)); return s; } }
//# dictionary ignore case [open]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var d = new Dictionary<string, bool>(StringComparer.OrdinalIgnoreCase) { { "Full", true } }; bool v; return new MACapabilities { FullExport = d["full"], DeltaImport = d.TryGetValue("FULL", out v), SupportExport = d.ContainsKey("x") }; } } }
//# string equality via object and interning [open]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { object a = "x"; string y = "xy".Substring(0, 1); object b = y; return new MACapabilities { FullExport = a == b, DeltaImport = a.Equals(b), SupportExport = (string)a == y }; } } }
//# boxed equals [open]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { object a = 1, b = 1, c = 1L; return new MACapabilities { FullExport = a == b, DeltaImport = a.Equals(b), SupportExport = a.Equals(c), SupportImport = a is int, SupportPassword = a is long }; } } }
//# enum tostring parse
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var s = MAExportType.AttributeReplace.ToString(); return new MACapabilities { ExportType = (MAExportType)Enum.Parse(typeof(MAExportType), s), FullExport = s == "AttributeReplace", Normalizations = (MANormalizations)Enum.Parse(typeof(MANormalizations), "Uppercase, RemoveAccents"), ObjectConfirmation = (MAObjectConfirmation)Enum.Parse(typeof(MAObjectConfirmation), "3") }; } } }
//# a dictionary filled under unknown keys beside a schema
public class C : IMAExtensible2GetSchema { readonly Dictionary<string, string> settings = new Dictionary<string, string>(); readonly System.Collections.Hashtable old = new System.Collections.Hashtable(); public Schema GetSchema(CP p) { foreach (var x in p) { if (settings.ContainsKey(x.Name)) continue; if (x.Value != null) settings.Add(x.Name, x.Value); else settings[x.Name] = ""; old[x.Name] = x.Value; } var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); return s; } }
//# loops in loops over data that is not known, each with a finally block
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); foreach (var a in p) foreach (var b in p) foreach (var c in p) foreach (var d in p) foreach (var e in p) { if (a.Name == e.Name) continue; if (b.Name == d.Name) break; t.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(a.Name + c.Name, AttributeType.String)); } s.Types.Add(t); return s; } }
//# leaving two finally blocks at once from an inner loop
public class C : IMAExtensible2GetSchema { static int closed; sealed class D : IDisposable { public void Dispose() { closed++; } } public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var a in p) { using (new D()) { try { foreach (var b in p) { if (a.Name == b.Name) goto next; if (b.Value == "stop") goto done; } } finally { closed++; } } next: ; } done: s.Types.Add(SchemaType.Create("user", true)); return s; } }
