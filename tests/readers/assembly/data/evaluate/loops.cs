//# toggled in a loop
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); bool b = false; foreach (var x in p) b = !b; s.Types.Add(SchemaType.Create(b ? "odd" : "even", true)); return s; } }
//# counted in a loop
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); int n = 0; foreach (var x in p) n++; s.Types.Add(SchemaType.Create(n > 1 ? "many" : n == 1 ? "one" : "none", true)); return s; } }
//# cleared in a loop [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new List<string> { "a", "b" }; foreach (var x in p) { l.Clear(); l.Add("c"); } foreach (var x in l) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# removed in a loop [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new List<string> { "a", "b", "c" }; foreach (var x in p) l.RemoveAt(0); foreach (var x in l) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# the last object of a loop
class O { public string N; public O(string n) { N = n; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); O last = new O("none"); foreach (var x in p) { if (last.N == "none") last = new O("first"); else last = new O("next"); } s.Types.Add(SchemaType.Create(last.N, true)); return s; } }
//# objects of a loop written afterwards [open]
class O { public string N; public O Next; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); O head = null; foreach (var x in p) { head = new O { N = "old", Next = head }; } if (head != null) head.N = "new"; for (var o = head; o != null; o = o.Next) { if (!s.Types.Contains(o.N)) s.Types.Add(SchemaType.Create(o.N, true)); } return s; } }
//# swapped in a loop
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); string a = "a", b = "b"; foreach (var x in p) { var t = a; a = b; b = t; } s.Types.Add(SchemaType.Create(a, true)); s.Types.Add(SchemaType.Create(b, true)); return s; } }
//# lists swapped in a loop [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new List<string>(); var b = new List<string>(); foreach (var x in p) { var t = a; a = b; b = t; a.Add("x" + a.Count + b.Count); } foreach (var x in a) s.Types.Add(SchemaType.Create("a" + x, true)); foreach (var x in b) s.Types.Add(SchemaType.Create("b" + x, true)); return s; } }
//# capabilities made in a loop [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { MACapabilities c = new MACapabilities { FullExport = true }; foreach (var x in p) { var d = new MACapabilities(); d.FullExport = !c.FullExport; d.ExportType = c.ExportType == MAExportType.AttributeUpdate ? MAExportType.AttributeReplace : MAExportType.AttributeUpdate; c = d; } return c; } }
//# capabilities set in a loop until a break [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); foreach (var x in p) { c.FullExport = true; if (x.Value == "b") { c.DeltaImport = false; break; } c.ExportPasswordInFirstPass = true; } return c; } }
//# return from a try in a loop [open]
public class C : IMAExtensible2GetCapabilitiesEx { int n; public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); foreach (var x in p) { try { if (x.Value == "a") { c.FullExport = true; return c; } } finally { c.DeltaImport = false; } } c.ConcurrentOperation = true; return c; } }
//# while true with a break [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); int n = 0; while (true) { if (n >= p.Count) break; s.Types.Add(SchemaType.Create("t" + n, true)); n++; } s.Types.Add(SchemaType.Create(n == 0 ? "zero" : "some", true)); return s; } }
//# constant loop in a loop [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new List<string>(); foreach (var x in p) { foreach (var y in new[] { "a", "b" }) if (!l.Contains(y)) l.Add(y); } s.Types.Add(SchemaType.Create("n" + l.Count, true)); foreach (var x in l) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# a dictionary filled in a loop [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var d = new Dictionary<string, string> { { "Mode", "none" }, { "k", "v" } }; foreach (var x in p) d[x.Name] = x.Value; foreach (var x in d) s.Types.Add(SchemaType.Create(x.Key + x.Value, true)); return s; } }
//# a dictionary entry changed in a loop
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var d = new Dictionary<string, string> { { "k", "v" } }; foreach (var x in p) d["k"] = d["k"] + "w"; foreach (var x in d) s.Types.Add(SchemaType.Create(x.Value, true)); return s; } }
//# closures of a loop
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new List<Func<string>>(); int i = 0; foreach (var y in new[] { "a", "b" }) { l.Add(() => y + i); i++; } foreach (var f in l) s.Types.Add(SchemaType.Create(f(), true)); return s; } }
//# a closure called in a loop
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); int i = 0; Action a = () => i++; foreach (var x in p) a(); s.Types.Add(SchemaType.Create(i == 0 ? "zero" : i == 1 ? "one" : "two", true)); return s; } }
//# an iterator over unknown data [open]
public class C : IMAExtensible2GetSchema { IEnumerable<string> Names(CP p) { yield return "first"; foreach (var x in p) if (x.Value == "b") yield break; yield return "last"; } public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var x in Names(p)) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# a struct changed in a loop
struct V { public int N; public void Inc() { N++; } }
public class C : IMAExtensible2GetSchema { V f; public Schema GetSchema(CP p) { var s = Schema.Create(); var v = new V(); var w = v; foreach (var x in p) { v.Inc(); w = v; v.N++; } s.Types.Add(SchemaType.Create("v" + v.N + (w.N == v.N), true)); return s; } }
//# an array written in a loop
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new[] { "a", "b", "c" }; int i = 0; foreach (var x in p) a[i++] = x.Name; foreach (var x in a) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# an alias grows while the other is counted
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new List<string>(); var b = p.Count > 0 ? a : new List<string>(); b.Add("x"); s.Types.Add(SchemaType.Create("a" + a.Count, true)); a.Add("y"); s.Types.Add(SchemaType.Create("b" + b.Count, true)); return s; } }
//# a field tested and changed in between
public class C : IMAExtensible2GetSchema { bool f; bool Flip() { f = !f; return true; } public Schema GetSchema(CP p) { var s = Schema.Create(); f = p.Count > 1; if (f && Flip() && f) s.Types.Add(SchemaType.Create("both", true)); else s.Types.Add(SchemaType.Create(f ? "yes" : "no", true)); return s; } }
//# a local tested and changed through a closure
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); bool f = p.Count > 1; Func<bool> flip = () => { f = !f; return true; }; if (f && flip() && f) s.Types.Add(SchemaType.Create("both", true)); else s.Types.Add(SchemaType.Create(f ? "yes" : "no", true)); return s; } }
//# two fields of one value
public class C : IMAExtensible2GetSchema { string a, b; public Schema GetSchema(CP p) { var s = Schema.Create(); var n = p.Count > 1 ? "x" : null; a = n; b = n; if (a != null) { a = null; } s.Types.Add(SchemaType.Create((a ?? "null") + (b ?? "null"), true)); return s; } }
//# types removed in a loop [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("Mode", true)); s.Types.Add(SchemaType.Create("k", true)); foreach (var x in p) s.Types.Remove(x.Name); return s; } }
//# types cleared on some paths [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("a", true)); if (p.Count == 2) s.Types.Clear(); s.Types.Add(SchemaType.Create("b", true)); return s; } }
//# do while [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); int n = p.Count; do { s.Types.Add(SchemaType.Create("t" + n, true)); n--; } while (n > 0); return s; } }
//# goto back [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); int n = 0; again: s.Types.Add(SchemaType.Create("t" + n, true)); if (++n < p.Count) goto again; s.Types.Add(SchemaType.Create("end", true)); return s; } }
//# exception caught in a loop
public class C : IMAExtensible2GetSchema { static int P(string v) { return int.Parse(v); } public Schema GetSchema(CP p) { var s = Schema.Create(); int ok = 0, bad = 0; foreach (var x in p) { try { P(x.Value); ok++; } catch (FormatException) { bad++; } } s.Types.Add(SchemaType.Create(ok > 0 ? "ok" : "none", true)); s.Types.Add(SchemaType.Create(bad > 1 ? "bad" : "good", true)); return s; } }
//# a partition list grown through a property [open]
public class C : IMAExtensible2GetPartitions { List<Partition> l = new List<Partition>(); IList<Partition> L { get { return l; } } public IList<Partition> GetPartitions(CP p) { L.Add(Partition.Create(new Guid("11111111-1111-1111-1111-111111111111"), "a", "a")); foreach (var x in p) L.Add(Partition.Create(new Guid("21111111-1111-1111-1111-111111111111"), x.Name, "b")); return l; } }
//# queue
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var q = new Queue<string>(); q.Enqueue("a"); foreach (var x in p) q.Enqueue(x.Name); s.Types.Add(SchemaType.Create("n" + q.Count, true)); s.Types.Add(SchemaType.Create(q.Dequeue(), true)); s.Types.Add(SchemaType.Create("m" + q.Count, true)); return s; } }
//# stack [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var q = new Stack<string>(); q.Push("a"); q.Push("b"); s.Types.Add(SchemaType.Create(q.Pop(), true)); s.Types.Add(SchemaType.Create("m" + q.Count, true)); foreach (var x in q) s.Types.Add(SchemaType.Create(x, true)); return s; } }
