//# cctor throws then second access
static class X { public static bool F = true; public static bool G; static X() { G = true; int z = 0; if (G) throw new Exception(); } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { bool a = false, b = false; try { a = X.F; } catch (TypeInitializationException) { a = false; } try { b = X.G; } catch (Exception) { b = false; } return new MACapabilities { FullExport = a, DeltaImport = b, ConcurrentOperation = !a && !b }; } } }
//# cctor throws caught by wrong type
static class X { public static bool F; static X() { throw new InvalidOperationException(); } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { int n = 0; try { n = X.F ? 1 : 2; } catch (InvalidOperationException) { n = 3; } catch (TypeInitializationException) { n = 4; } return new MACapabilities { FullExport = n == 4, DeltaImport = n == 3 }; } } }
//# cctor throws static method call second
class X { static X() { throw new Exception(); } public static bool M() { return true; } public bool I = true; }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { int n = 0; try { X.M(); n = 1; } catch (Exception) { n += 10; } try { new X(); n += 1; } catch (Exception) { n += 10; } return new MACapabilities { FullExport = n == 20 }; } } }
//# multicast order and result
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var l = new List<int>(); Func<int> f = () => { l.Add(1); return 1; }; f += () => { l.Add(2); return 2; }; f += () => { l.Add(3); return 3; }; int r = f(); return new MACapabilities { FullExport = r == 3, DeltaImport = l.Count == 3, ConcurrentOperation = l[0] == 1 }; } } }
//# multicast removal
public class C : IMAExtensible2GetCapabilities { static int n; static void A() { n += 1; } static void B() { n += 10; } public MACapabilities Capabilities { get { n = 0; Action a = A; a += B; a += A; a -= A; a(); Action z = A; z -= A; return new MACapabilities { FullExport = n == 11, DeltaImport = z == null }; } } }
//# multicast removal of sublist
public class C : IMAExtensible2GetCapabilities { static int n; static void A() { n += 1; } static void B() { n += 10; } public MACapabilities Capabilities { get { n = 0; Action ab = A; ab += B; Action all = A; all += B; all += A; all += B; all -= ab; all(); return new MACapabilities { FullExport = n == 11, DeltaImport = all.GetInvocationList().Length == 2 }; } } }
//# event field
public class C0 { }
public class C : IMAExtensible2GetCapabilities { event Action<MACapabilities> Fill; static void F1(MACapabilities c) { c.FullExport = true; } void F2(MACapabilities c) { c.DeltaImport = !c.FullExport; } public MACapabilities Capabilities { get { var c = new MACapabilities(); Fill = null; Fill += F1; Fill += F2; Fill(c); Fill -= F1; Fill -= F2; return new MACapabilities { FullExport = c.FullExport, DeltaImport = c.DeltaImport, ConcurrentOperation = Fill == null }; } } }
//# multicast exception stops [open]
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { int n = 0; Action a = () => n++; a += () => { throw new Exception(); }; a += () => n += 100; try { a(); } catch { } return new MACapabilities { FullExport = n == 1 }; } } }
//# sorted list ints
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var l = new List<int> { 5, 3, 9, 1 }; l.Sort(); var a = new[] { 4, 2, 8 }; Array.Sort(a); l.Reverse(); return new MACapabilities { FullExport = l[0] == 9, DeltaImport = l[3] == 1, ConcurrentOperation = a[0] == 2, DeleteAddAsReplace = a[2] == 8 }; } } }
//# sort with comparison
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var l = new List<string> { "bb", "a", "ccc" }; l.Sort((x, y) => y.Length - x.Length); return new MACapabilities { FullExport = l[0] == "ccc", DeltaImport = l[2] == "a" }; } } }
//# orderby thenby
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var q = new[] { "bb", "a", "cc", "b" }.OrderBy(x => x.Length).ThenByDescending(x => x[0]).ToList(); return new MACapabilities { FullExport = q[0] == "b", DeltaImport = q[1] == "a", ConcurrentOperation = q[2] == "cc", DeleteAddAsReplace = q[3] == "bb" }; } } }
//# orderby stable
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var q = new[] { 31, 12, 21, 22 }.OrderBy(x => x % 10).ToArray(); return new MACapabilities { FullExport = q[0] == 31, DeltaImport = q[1] == 21, ConcurrentOperation = q[2] == 12, DeleteAddAsReplace = q[3] == 22 }; } } }
//# multi dim array
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var a = new int[2, 3]; a[1, 2] = 5; a[0, 0] += 2; int s = 0; for (int i = 0; i < a.GetLength(0); i++) for (int j = 0; j < a.GetLength(1); j++) s += a[i, j]; return new MACapabilities { FullExport = s == 7, DeltaImport = a.Length == 6, ConcurrentOperation = a.Rank == 2, DeleteAddAsReplace = a.GetUpperBound(1) == 2 }; } } }
//# multi dim initialised
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var a = new[,] { { "a", "b" }, { "c", "d" } }; int n = 0; foreach (var x in a) n += x[0]; return new MACapabilities { FullExport = a[1, 0] == "c", DeltaImport = n == 'a' + 'b' + 'c' + 'd' }; } } }
//# multi dim int initialised [open]
public class C : IMAExtensible2GetCapabilities { static readonly int[,] T = { { 1, 2, 3 }, { 4, 5, 6 } }; public MACapabilities Capabilities { get { int s = 0; foreach (var x in T) s = s * 10 + x; return new MACapabilities { FullExport = s == 123456, DeltaImport = T[1, 1] == 5 }; } } }
//# own list subclass
class L : List<string> { public L() { Add("user"); Add("group"); } public new int Count { get { return base.Count * 10; } } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var l = new L(); int n = 0; foreach (var x in l) n++; return new MACapabilities { FullExport = n == 2, DeltaImport = l.Count == 20, ConcurrentOperation = ((List<string>)l).Count == 2, DeleteAddAsReplace = l[1] == "group" }; } } }
//# dictionary subclass
class Dd : Dictionary<string, bool> { public Dd() : base() { this["a"] = true; } public bool Get(string k) { bool v; return TryGetValue(k, out v) && v; } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var d = new Dd { { "b", false } }; return new MACapabilities { FullExport = d.Get("a"), DeltaImport = d.Get("b"), ConcurrentOperation = d.Get("c"), DeleteAddAsReplace = d.Count == 2 }; } } }
//# keyed collection subclass
class It { public string K; public bool V; } class Kc : KeyedCollection<string, It> { protected override string GetKeyForItem(It i) { return i.K; } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var k = new Kc { new It { K = "a", V = true }, new It { K = "b" } }; bool dup = false; try { k.Add(new It { K = "a" }); } catch (ArgumentException) { dup = true; } return new MACapabilities { FullExport = k["a"].V, DeltaImport = k["b"].V, ConcurrentOperation = k.Contains("b"), DeleteAddAsReplace = dup, ExportPasswordInFirstPass = k.Count == 2, NoReferenceValuesInFirstExport = k[1].K == "b" }; } } }
//# collection subclass with insert override
class Co : Collection<int> { public int N; protected override void InsertItem(int index, int item) { N++; base.InsertItem(0, item); } protected override void ClearItems() { N = -1; base.ClearItems(); } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var c = new Co(); c.Add(1); c.Add(2); int f = c[0]; int n = c.N; c.Clear(); return new MACapabilities { FullExport = f == 2, DeltaImport = n == 2, ConcurrentOperation = c.N == -1, DeleteAddAsReplace = c.Count == 0 }; } } }
//# groupby
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var g = new[] { "apple", "avocado", "banana", "blueberry", "cherry" }.GroupBy(x => x[0]).ToList(); return new MACapabilities { FullExport = g.Count == 3, DeltaImport = g[0].Key == 'a', ConcurrentOperation = g[1].Count() == 2, DeleteAddAsReplace = g[2].First() == "cherry" }; } } }
//# tolookup
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var g = new[] { 1, 2, 3, 4 }.ToLookup(x => x % 2 == 0 ? "e" : "o"); return new MACapabilities { FullExport = g["e"].Count() == 2, DeltaImport = g["x"].Any(), ConcurrentOperation = g.Contains("o"), DeleteAddAsReplace = g.Count == 2 }; } } }
//# queue
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var q = new Queue<int>(); q.Enqueue(1); q.Enqueue(2); q.Enqueue(3); int a = q.Dequeue(); int b = q.Peek(); return new MACapabilities { FullExport = a == 1, DeltaImport = b == 2, ConcurrentOperation = q.Count == 2, DeleteAddAsReplace = q.Contains(1) }; } } }
//# stack
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var q = new Stack<int>(new[] { 7 }); q.Push(1); q.Push(2); q.Push(3); int a = q.Pop(); int b = q.Peek(); int t = 0; foreach (var x in q) t = t * 10 + x; return new MACapabilities { FullExport = a == 3, DeltaImport = b == 2, ConcurrentOperation = q.Count == 3, DeleteAddAsReplace = t == 217, ExportPasswordInFirstPass = q.ToArray()[0] == 2 }; } } }
//# sorted dictionary
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var d = new SortedDictionary<int, string> { { 3, "c" }, { 1, "a" }, { 2, "b" } }; string s = ""; foreach (var kv in d) s += kv.Value; d[0] = "z"; string k = ""; foreach (var v in d.Values) k += v; return new MACapabilities { FullExport = s == "abc", DeltaImport = k == "zabc", ConcurrentOperation = d.First().Key == 0 }; } } }
//# sorted list and set
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var d = new SortedList<string, int>(StringComparer.Ordinal) { { "b", 2 }, { "a", 1 } }; var h = new SortedSet<int> { 5, 1, 3 }; int t = 0; foreach (var x in h) t = t * 10 + x; return new MACapabilities { FullExport = d.Values[0] == 1, DeltaImport = d.Keys[1] == "b", ConcurrentOperation = t == 135, DeleteAddAsReplace = h.Min == 1, ExportPasswordInFirstPass = h.Max == 5 }; } } }
//# stringbuilder all
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var b = new StringBuilder("x"); b.Append('y').Append(3).Append(true).AppendFormat("{0}-{1}", "a", 2).Insert(0, "<").Replace("a", "AA"); b.Length -= 1; return new MACapabilities { FullExport = b.ToString() == "<xy3TrueAA-", DeltaImport = b.Length == 11, ConcurrentOperation = b[1] == 'x' }; } } }
//# local functions [roslyn]
public class C : IMAExtensible2GetCapabilities { int f = 2; public MACapabilities Capabilities { get { int k = 3; int Add(int a) { return a + k + f; } int Fact(int n) => n < 2 ? 1 : n * Fact(n - 1); k = 4; void Inc(ref int z) { z++; k++; } int q = 0; Inc(ref q); return new MACapabilities { FullExport = Add(1) == 8, DeltaImport = Fact(5) == 120, ConcurrentOperation = q == 1, DeleteAddAsReplace = k == 5 }; } } }
//# switch expression [roslyn] [open]
public class C : IMAExtensible2GetCapabilities { static string Cls(object o) => o switch { null => "null", int i when i > 5 => "big", int _ => "int", string { Length: 0 } => "empty", string s => s, (int a, int b) => "pair" + a, MAExportType e => e.ToString(), _ => "other" }; public MACapabilities Capabilities { get {  return new MACapabilities { FullExport = Cls(null) == "null", DeltaImport = Cls(7) == "big", ConcurrentOperation = Cls(5) == "int", DeleteAddAsReplace = Cls("") == "empty", ExportPasswordInFirstPass = Cls("q") == "q", NoReferenceValuesInFirstExport = Cls(MAExportType.AttributeUpdate) == "AttributeUpdate", SupportExport = Cls((1, 2)) == "pair1", SupportImport = Cls(3L) == "other" }; } } }
//# tuple switch [roslyn]
public class C : IMAExtensible2GetCapabilities { static int F(bool a, int b) => (a, b) switch { (true, 1) => 1, (false, 1) => 2, (_, var x) when x > 3 => x, _ => 0 }; public MACapabilities Capabilities { get {  return new MACapabilities { FullExport = F(true, 1) == 1, DeltaImport = F(false, 1) == 2, ConcurrentOperation = F(true, 9) == 9, DeleteAddAsReplace = F(false, 2) == 0 }; } } }
//# ref locals and returns [open]
public class C : IMAExtensible2GetCapabilities { int[] arr = { 1, 2, 3 }; ref int At(int i) { return ref arr[i]; } public MACapabilities Capabilities { get { ref int r = ref At(1); r = 20; At(2)++; int x = 5; ref int y = ref x; y = 6; return new MACapabilities { FullExport = arr[1] == 20, DeltaImport = arr[2] == 4, ConcurrentOperation = x == 6 }; } } }
//# aliasing two refs
public class C : IMAExtensible2GetCapabilities { static int F(ref int a, ref int b) { a = 1; b = 2; return a; } static int G2(in int a, ref int b) { b++; return a; } public MACapabilities Capabilities { get { int x = 0; int r = F(ref x, ref x); int z = 5; int g = G2(in z, ref z); int g2 = G2(z, ref z); return new MACapabilities { FullExport = r == 2, DeltaImport = x == 2, ConcurrentOperation = g == 6, DeleteAddAsReplace = g2 == 7, ExportPasswordInFirstPass = z == 7 }; } } }
//# loop closures
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var fs = new List<Func<int>>(); for (int i = 0; i < 3; i++) fs.Add(() => i); var gs = new List<Func<int>>(); foreach (var i in new[] { 0, 1, 2 }) gs.Add(() => i); var hs = new List<Func<int>>(); for (int i = 0; i < 3; i++) { int j = i; hs.Add(() => j++); } hs[1](); return new MACapabilities { FullExport = fs[0]() == 3, DeltaImport = gs[0]() == 0, ConcurrentOperation = gs[2]() == 2, DeleteAddAsReplace = hs[1]() == 2, ExportPasswordInFirstPass = hs[0]() == 0 }; } } }
//# defensive copy readonly struct field
struct Ct { int n; public int Inc() { return ++n; } public int N { get { return n; } } }
public class C : IMAExtensible2GetCapabilities { readonly Ct r; Ct m;  public MACapabilities Capabilities { get { m = new Ct(); int a = r.Inc(); int b = r.Inc(); int c = m.Inc(); int d = m.Inc(); return new MACapabilities { FullExport = a == 1, DeltaImport = b == 1, ConcurrentOperation = c == 1, DeleteAddAsReplace = d == 2, ExportPasswordInFirstPass = m.N == 2, NoReferenceValuesInFirstExport = r.N == 0 }; } } }
//# struct in list and dictionary
struct P { public int X; public P(int x) { X = x; } public void Set(int x) { X = x; } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var l = new List<P> { new P(1) }; l[0].Set(9); var p = l[0]; p.X = 7; var d = new Dictionary<string, P> { { "a", new P(2) } }; d["a"].Set(5); var q = d["a"]; q.Set(6); var a = new P[1]; a[0].Set(3); return new MACapabilities { FullExport = l[0].X == 1, DeltaImport = p.X == 7, ConcurrentOperation = d["a"].X == 2, DeleteAddAsReplace = q.X == 6, ExportPasswordInFirstPass = a[0].X == 3 }; } } }
//# struct boxed via object and interface
interface IInc { void Inc(); int N { get; } } struct Cn : IInc { int n; public void Inc() { n++; } public int N { get { return n; } } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { Cn c = new Cn(); object o = c; ((IInc)o).Inc(); ((IInc)o).Inc(); IInc i = (IInc)o; i.Inc(); Cn d = (Cn)o; d.Inc(); ((IInc)c).Inc(); return new MACapabilities { FullExport = ((Cn)o).N == 3, DeltaImport = d.N == 4, ConcurrentOperation = c.N == 0, DeleteAddAsReplace = i.N == 3 }; } } }
//# struct this assignment and nested
struct In { public int V; } struct Out { public In I; public int W; public void Reset() { this = new Out { W = 9 }; } public Out With(int v) { I.V = v; return this; } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var o = new Out(); o.I.V = 3; var o2 = o; o2.I.V = 4; var o3 = o.With(8); o2.Reset(); var arr = new[] { o, o2 }; arr[0].I.V = 77; return new MACapabilities { FullExport = o.I.V == 8, DeltaImport = o3.I.V == 8, ConcurrentOperation = o2.I.V == 0, DeleteAddAsReplace = o2.W == 9, ExportPasswordInFirstPass = arr[0].I.V == 77 }; } } }
//# lifted operators
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { int? a = 5, b = null; bool? t = true, u = null, f = false; return new MACapabilities { FullExport = (a + b) == null, DeltaImport = (a > b) == false, ConcurrentOperation = !(a < b), DeleteAddAsReplace = (t | u) == true, ExportPasswordInFirstPass = (f & u) == false, NoReferenceValuesInFirstExport = (t & u) == null, SupportExport = (a ?? 1) + (b ?? 2) == 7, SupportImport = a == 5, SupportPassword = b != a, SupportPartitions = (u ?? false) == false }; } } }
//# nullable boxing
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { int? a = 5, b = null; object o = a, p = b; int? c = (int?)o; int? d = (int?)p; return new MACapabilities { FullExport = o is int, DeltaImport = p == null, ConcurrentOperation = c == 5, DeleteAddAsReplace = d.HasValue, ExportPasswordInFirstPass = o.Equals(5), NoReferenceValuesInFirstExport = a.Equals(5), SupportExport = a.ToString() == "5", SupportImport = b.ToString() == "", SupportPassword = b.GetHashCode() == 0 }; } } }
//# nullable struct member
struct S { public int X; public S(int x) { X = x; } }
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { S? s = new S(3); S? n = null; var k = s.Value; k.X = 9; var w = s; return new MACapabilities { FullExport = s.Value.X == 3, DeltaImport = n?.X == null, ConcurrentOperation = s?.X == 3, DeleteAddAsReplace = w.Value.X == 3, ExportPasswordInFirstPass = n.GetValueOrDefault().X == 0, NoReferenceValuesInFirstExport = (n ?? new S(4)).X == 4 }; } } }
