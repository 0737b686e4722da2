//# this assigned in a struct's constructor
struct V { public int N; public string S; public V(V o) { this = o; N++; } public V(int n) { this = default(V); N = n; } public V(bool b) { this = b ? new V(7) { S = "x" } : new V(8); } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new V(3) { S = "s" }; var b = new V(a); var d = new V(true); var e = new V(p.Count > 1); s.Types.Add(SchemaType.Create("a" + a.N + b.N + b.S + d.N + (a.S ?? "null"), true)); s.Types.Add(SchemaType.Create("e" + e.N + e.S, true)); return s; } }
//# this assigned in a method through one of two variables
struct V { public int N; public void Reset(V o) { this = o; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); V a = new V { N = 1 }, b = new V { N = 2 }; (p.Count > 1 ? ref a : ref b).Reset(new V { N = 3 }); s.Types.Add(SchemaType.Create("a" + a.N + b.N, true)); a.Reset(b); s.Types.Add(SchemaType.Create("b" + (a.N == b.N), true)); return s; } }
//# one of two locals by reference
public class C : IMAExtensible2GetSchema { static void B(ref int v) { v = 8; } public Schema GetSchema(CP p) { var s = Schema.Create(); int x = 1, y = 2; ref int r = ref (p.Count > 1 ? ref x : ref y); s.Types.Add(SchemaType.Create("r" + r, true)); r = 5; s.Types.Add(SchemaType.Create("a" + x + y, true)); B(ref r); s.Types.Add(SchemaType.Create("b" + x + y + r, true)); return s; } }
//# struct reached by one of two references
struct V { public int N; } class H { public V F; }
public class C : IMAExtensible2GetSchema { static void B(ref V v) { v.N = 8; } public Schema GetSchema(CP p) { var s = Schema.Create(); var x = new H(); var y = new H(); B(ref (p.Count > 1 ? x : y).F); (p.Count > 1 ? x : y).F.N += 1; s.Types.Add(SchemaType.Create("a" + x.F.N + y.F.N, true)); return s; } }
//# one of two structs copied
struct V { public int N; public string S; }
public class C : IMAExtensible2GetSchema { static V Id(V v) { v.S = "i"; return v; } public Schema GetSchema(CP p) { var s = Schema.Create(); V a = new V { N = 1 }, b = new V { N = 2 }; V v = p.Count > 1 ? a : b; v.N += 5; var w = Id(v); s.Types.Add(SchemaType.Create("a" + a.N + b.N + "v" + v.N + (v.S ?? "null") + w.S, true)); return s; } }
//# a struct that may be there copied
struct V { public int N; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); object o = p.Count > 1 ? (object)"text" : new V { N = 1 }; var q = o; if (q is V) { var v = (V)q; v.N = 2; s.Types.Add(SchemaType.Create("v" + v.N + ((V)o).N, true)); } else s.Types.Add(SchemaType.Create((string)q, true)); return s; } }
//# elements written through references
public class C : IMAExtensible2GetSchema { static void Set(ref string x, string v) { x = v; } static void Swap(ref string x, ref string y) { var t = x; x = y; y = t; } public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new[] { "a", "b", "c" }; Set(ref a[0], "x"); Set(ref a[2], "z"); s.Types.Add(SchemaType.Create(string.Concat(a), true)); Swap(ref a[0], ref a[1]); s.Types.Add(SchemaType.Create(string.Concat(a), true)); var b = a; Set(ref b[1], b[0]); s.Types.Add(SchemaType.Create(string.Concat(a) + a.Length, true)); return s; } }
//# an element of unknown place written through a reference [open]
public class C : IMAExtensible2GetSchema { static void Set(ref string x, string v) { x = v; } public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new[] { "a", "b", "c" }; Set(ref a[p.Count], "x"); foreach (var x in a) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# stored in an object after it was handed over [open]
class H { public List<string> L; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var h = new H(); AppDomain.CurrentDomain.SetData("w1", h); var l = new List<string> { "a" }; h.L = l; ((H)AppDomain.CurrentDomain.GetData("w1")).L.Add("b"); foreach (var x in l) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# stored in an array after it was handed over [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var h = new List<string>[1]; AppDomain.CurrentDomain.SetData("w2", h); var l = new List<string> { "a" }; h[0] = l; ((List<string>[])AppDomain.CurrentDomain.GetData("w2"))[0].Add("b"); foreach (var x in l) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# put in a list after it was handed over [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var h = new List<List<string>>(); AppDomain.CurrentDomain.SetData("w3", h); var l = new List<string> { "a" }; h.Add(l); ((List<List<string>>)AppDomain.CurrentDomain.GetData("w3"))[0].Add("b"); foreach (var x in l) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# put in a dictionary after it was handed over [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var h = new Dictionary<string, List<string>>(); AppDomain.CurrentDomain.SetData("w4", h); var l = new List<string> { "a" }; h["k"] = l; ((Dictionary<string, List<string>>)AppDomain.CurrentDomain.GetData("w4"))["k"].Add("b"); foreach (var x in l) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# stored through a reference into an object after it was handed over [open]
class H { public List<string> L; }
public class C : IMAExtensible2GetSchema { static void Set(ref List<string> at, List<string> l) { at = l; } public Schema GetSchema(CP p) { var s = Schema.Create(); var h = new H(); AppDomain.CurrentDomain.SetData("w5", h); var l = new List<string> { "a" }; Set(ref h.L, l); ((H)AppDomain.CurrentDomain.GetData("w5")).L.Add("b"); foreach (var x in l) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# stored in a held list's element [open]
class H { public List<string> L; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var h = new H(); AppDomain.CurrentDomain.SetData("w6", new object[] { h }); var l = new List<string> { "a" }; h.L = l; ((H)((object[])AppDomain.CurrentDomain.GetData("w6"))[0]).L.Add("b"); foreach (var x in l) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# variables that may be null by reference
class H { public int F = 1; }
public class C : IMAExtensible2GetSchema { static void B(ref int v) { v = 8; } public Schema GetSchema(CP p) { var s = Schema.Create(); H h = new H(), k = p.Count > 1 ? h : null; try { B(ref k.F); s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } s.Types.Add(SchemaType.Create("h" + h.F, true)); try { H n = null; B(ref n.F); s.Types.Add(SchemaType.Create("good2", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad2", true)); } return s; } }
//# fields of null read and written
class H { public int F = 1; } struct V { public int N; } class W { public V F; }
public class C : IMAExtensible2GetSchema { static H Null() { return null; } public Schema GetSchema(CP p) { var s = Schema.Create(); try { var x = Null().F; s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } try { Null().F = 2; s.Types.Add(SchemaType.Create("good2", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad2", true)); } H k = p.Count > 1 ? new H() : null; try { k.F = 3; s.Types.Add(SchemaType.Create("good3", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad3", true)); } W w = p.Count > 1 ? new W() : null; try { w.F.N = 3; s.Types.Add(SchemaType.Create("good4", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad4", true)); } return s; } }
//# fields of what is not known
class H { public int F = 1; public static H K; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var h = (H)AppDomain.CurrentDomain.GetData("w7"); try { h.F = 3; s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } try { var x = h.F; s.Types.Add(SchemaType.Create("good2", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad2", true)); } return s; } }
//# a method of what is not known
class H { public int F = 1; public int G() { return 2; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var h = (H)AppDomain.CurrentDomain.GetData("w8"); try { h.G(); s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# one of two objects with fields
class H { public string F; public H(string f) { F = f; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); H a = new H("a"), b = new H("b"), k = p.Count > 1 ? a : b; s.Types.Add(SchemaType.Create("k" + k.F, true)); k.F = "z"; s.Types.Add(SchemaType.Create(a.F + b.F, true)); return s; } }
//# statics written and read
static class G { public static string A = "a", B; public static readonly string R = A + "r"; public const string K = "k"; public static int N; public static void Set(ref string x) { x += "s"; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); G.B = "b"; G.Set(ref G.B); s.Types.Add(SchemaType.Create(G.A + G.B + G.R + G.K + string.Empty, true)); return s; } }
//# fields of tuples
public class C : IMAExtensible2GetSchema { static (string A, int B) T() { return ("t", 1); } public Schema GetSchema(CP p) { var s = Schema.Create(); var t = T(); t.B = 5; t.A += "u"; ref var r = ref t.B; r = 6; var u = t; u.B = 7; s.Types.Add(SchemaType.Create(t.A + t.B + u.B, true)); return s; } }
//# struct in an array changed in place
struct V { public int N; public void Inc() { N++; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new V[2]; a[0].N = 5; a[0].Inc(); var b = a[0]; b.Inc(); a[1] = b; s.Types.Add(SchemaType.Create("a" + a[0].N + a[1].N + b.N, true)); return s; } }
//# struct in a list is a copy
struct V { public int N; public void Inc() { N++; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new List<V> { new V { N = 1 } }; var v = l[0]; v.Inc(); l[0].Inc(); s.Types.Add(SchemaType.Create("a" + l[0].N + v.N, true)); l[0] = v; v.Inc(); s.Types.Add(SchemaType.Create("b" + l[0].N + v.N, true)); return s; } }
//# struct in a read-only field is not changed
struct V { public int N; public void Inc() { N++; } }
public class C : IMAExtensible2GetSchema { readonly V r = new V { N = 1 }; V w = new V { N = 1 }; public Schema GetSchema(CP p) { var s = Schema.Create(); r.Inc(); w.Inc(); s.Types.Add(SchemaType.Create("a" + r.N + (w.N > 1), true)); return s; } }
//# struct in a struct
struct I { public int N; } struct V { public I F; public I P { get { return F; } } public V With(int n) { var c = this; c.F.N = n; return c; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var v = new V(); v.F.N = 1; var w = v; w.F.N = 2; var q = v.P; q.N = 3; var x = v.With(4); s.Types.Add(SchemaType.Create("a" + v.F.N + w.F.N + q.N + x.F.N, true)); return s; } }
//# struct by value and by reference
struct V { public int N; }
public class C : IMAExtensible2GetSchema { static void A(V v) { v.N = 7; } static void B(ref V v) { v.N = 8; } static void D(out V v) { v = new V { N = 9 }; } public Schema GetSchema(CP p) { var s = Schema.Create(); var v = new V(); A(v); var a = v.N; B(ref v); var b = v.N; D(out v); s.Types.Add(SchemaType.Create("a" + a + b + v.N, true)); return s; } }
//# tuples
public class C : IMAExtensible2GetSchema { static (string, int) T(int n) { return ("t", n); } public Schema GetSchema(CP p) { var s = Schema.Create(); var t = T(1); var u = t; u.Item2 = 2; (string a, int b) = T(3); s.Types.Add(SchemaType.Create(t.Item1 + t.Item2 + u.Item2 + a + b, true)); return s; } }
//# struct captured by a closure
struct V { public int N; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var v = new V { N = 1 }; Action a = () => v.N++; var w = v; a(); a(); s.Types.Add(SchemaType.Create("a" + v.N + w.N, true)); return s; } }
//# struct default and constructor
struct V { public int N; public string S; public V(int n) { N = n; S = "c"; } }
public class C : IMAExtensible2GetSchema { static T D<T>() { return default(T); } V f; public Schema GetSchema(CP p) { var s = Schema.Create(); V v = new V(3); v = default(V); var w = D<V>(); s.Types.Add(SchemaType.Create("a" + v.N + (v.S ?? "null") + w.N + (f.S ?? "null") + new V(2).S, true)); return s; } }
//# struct in a dictionary
struct V { public int N; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var d = new Dictionary<string, V> { { "k", new V { N = 1 } } }; var v = d["k"]; v.N = 2; V w; d.TryGetValue("k", out w); w.N = 3; s.Types.Add(SchemaType.Create("a" + d["k"].N + v.N + w.N, true)); foreach (var e in d) { var x = e.Value; x.N = 9; } s.Types.Add(SchemaType.Create("b" + d["k"].N, true)); return s; } }
//# array copied and cloned
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new[] { "a", "b" }; var b = a; var c = (string[])a.Clone(); var d = a.ToArray(); b[0] = "x"; s.Types.Add(SchemaType.Create(a[0] + c[0] + d[0], true)); return s; } }
//# array resized
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new[] { "a", "b" }; var b = a; Array.Resize(ref a, 1); a[0] = "z"; s.Types.Add(SchemaType.Create(a[0] + a.Length + b[0] + b.Length, true)); return s; } }
//# arrays of arrays
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new string[2][]; a[0] = new[] { "a" }; a[1] = a[0]; a[1][0] = "b"; s.Types.Add(SchemaType.Create(a[0][0], true)); var m = new string[2, 2]; m[0, 1] = "q"; s.Types.Add(SchemaType.Create("m" + m[0, 1], true)); return s; } }
//# nullable
public class C : IMAExtensible2GetSchema { static int? N(bool b) { return b ? (int?)3 : null; } public Schema GetSchema(CP p) { var s = Schema.Create(); var n = N(true); var m = N(false); int? k = n; k++; s.Types.Add(SchemaType.Create("a" + n.Value + n.HasValue + m.HasValue + (m ?? 7) + k + m.GetValueOrDefault(), true)); try { var z = m.Value; s.Types.Add(SchemaType.Create("good", true)); } catch (InvalidOperationException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# statics of a generic class
class G<T> { public static string N = "n" + typeof(T).Name; public static int K; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); G<int>.K = 1; G<string>.K += 5; s.Types.Add(SchemaType.Create("a" + (G<int>.K) + (G<string>.K > 4), true)); return s; } }
//# readonly list seen through a wrapper [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new List<string> { "a" }; var r = l.AsReadOnly(); l.Add("b"); foreach (var x in r) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# event handlers
public class C : IMAExtensible2GetSchema { event Action E; public Schema GetSchema(CP p) { var s = Schema.Create(); int n = 0; Action a = () => n++; E += a; E += a; E(); E -= a; E(); s.Types.Add(SchemaType.Create("n" + n, true)); E -= a; return s; } }
//# a field of one of two objects or of null
class H { public string F; public H(string f) { F = f; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); H k = null; if (p.Count == 1) k = new H("a"); if (p.Count == 2) k = new H("b"); try { s.Types.Add(SchemaType.Create(k.F, true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("none", true)); } H q = new H("c"); if (p.Count == 1) q = null; else if (p.Count == 2) q = new H("d"); try { s.Types.Add(SchemaType.Create(q.F, true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("nothing", true)); } return s; } }
//# an address in one of two objects or in null [open]
class H { public int F; }
public class C : IMAExtensible2GetSchema { static void B(ref int v) { v = 8; } public Schema GetSchema(CP p) { var s = Schema.Create(); H a = new H(), b = new H(), k = null; if (p.Count == 1) k = a; if (p.Count == 2) k = b; try { B(ref k.F); k.F++; } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("none", true)); } s.Types.Add(SchemaType.Create("h" + a.F + b.F, true)); return s; } }
