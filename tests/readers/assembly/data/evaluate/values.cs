//# counter property [open]
public class C : IMAExtensible2GetCapabilities { int n; public MACapabilities Capabilities { get { n++; return new MACapabilities { FullExport = n > 1 }; } } }
//# aliasing
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var a = new MACapabilities(); var b = a; b.FullExport = true; a.DeltaImport = false; return b; } } }
//# struct copies
struct S { public bool F; public void Set(bool f) { F = f; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { S a = new S(); S b = a; b.Set(true); S c = b; c.F = false; var arr = new S[2]; arr[0] = b; S d = arr[0]; d.F = false;
 return new MACapabilities { FullExport = a.F, DeltaImport = b.F, ConcurrentOperation = c.F, DeleteAddAsReplace = arr[0].F, SupportExport = d.F }; } } }
//# switch on string
public class C : IMAExtensible2GetCapabilities { static MAExportType T(string s) { switch (s) { case "a": return MAExportType.AttributeUpdate; case "b": return MAExportType.ObjectReplace; case "c": case "d": return MAExportType.AttributeReplace; case "e": return MAExportType.MultivaluedReferenceAttributeUpdate; case "f": case "g": case "h": return MAExportType.AttributeUpdate; default: return MAExportType.AttributeReplace; } }
 public MACapabilities Capabilities { get { return new MACapabilities { ExportType = T("e") }; } } }
//# try finally order
public class C : IMAExtensible2GetCapabilities { static void F(MACapabilities c) { try { c.FullExport = true; return; } finally { c.FullExport = false; c.DeltaImport = false; } }
 public MACapabilities Capabilities { get { var c = new MACapabilities(); F(c); return c; } } }
//# try catch thrown
public class C : IMAExtensible2GetCapabilities { static void F(MACapabilities c) { c.FullExport = true; throw new InvalidOperationException(); }
 public MACapabilities Capabilities { get { var c = new MACapabilities(); try { F(c); c.DeltaImport = false; } catch (InvalidOperationException) { c.ConcurrentOperation = false; } return c; } } }
//# nested finally in loop
public class C : IMAExtensible2GetCapabilities { 
 public MACapabilities Capabilities { get { var c = new MACapabilities(); int n = 0; for (int i = 0; i < 5; i++) { try { if (i == 1) continue; if (i == 3) break; n += 10; } finally { n++; } } c.FullExport = n == 24; c.DeltaImport = n == 23; return c; } } }
//# deferred linq mutated [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var names = new List<string> { "user" }; var q = names.Select(n => SchemaType.Create(n, false)); names.Add("group"); var s = Schema.Create(); foreach (var t in q) { t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); } return s; } }
//# deferred linq twice [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var names = new[] { "user" }; var q = names.Select(n => SchemaType.Create(n, false)); foreach (var t in q) t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); var s = Schema.Create(); foreach (var t in q) s.Types.Add(t); return s; } }
//# linq select tolist
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var t in new[] { "user", "group" }.Where(n => n != "group").Select(n => SchemaType.Create(n, true)).ToList()) { t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); } return s; } }
//# closure captured modified
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { bool x = false; Func<bool> f = () => x; x = true; var c = new MACapabilities { FullExport = f() }; Action a = () => x = false; a(); c.DeltaImport = f(); return c; } } }
//# multicast [open]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); Action<MACapabilities> a = k => k.FullExport = true; a += k => k.DeltaImport = false; a(c); return c; } } }
//# async result
public class C : IMAExtensible2GetCapabilities { async Task<bool> G() { await Task.FromResult(1); return true; } async Task<MACapabilities> M() { var c = new MACapabilities(); c.FullExport = await G(); return c; } public MACapabilities Capabilities { get { return M().Result; } } }
//# task from result
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { return Task.FromResult(new MACapabilities { FullExport = true }).Result; } } }
//# virtual in base ctor
public abstract class B { protected bool v; protected B() { v = Get(); } protected abstract bool Get(); }
public class C : B, IMAExtensible2GetCapabilities { bool x = true; bool y; public C() { y = true; } protected override bool Get() { return x && !y; } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = v, DeltaImport = y }; } } }
//# static ctor order
static class A { public static int N = 1; static A() { N = B.N + 1; } }
static class B { public static int N = 5; }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { return new MACapabilities { FullExport = A.N == 6, DeltaImport = B.N == 5 }; } } }
//# generic factory new T
class O { public bool F = true; }
public class C : IMAExtensible2GetCapabilities { static T Make<T>() where T : class, new() { return new T(); } public MACapabilities Capabilities { get { var c = Make<MACapabilities>(); c.FullExport = Make<O>().F; return c; } } }
//# value tuple deconstruct [roslyn]
public class C : IMAExtensible2GetCapabilities { static (bool a, MAExportType b) G() { return (true, MAExportType.AttributeUpdate); } public MACapabilities Capabilities { get { var (a, b) = G(); var t = G(); var u = t; u.a = false; return new MACapabilities { FullExport = a, ExportType = b, DeltaImport = t.a, ConcurrentOperation = u.a }; } } }
//# nullable
public class C : IMAExtensible2GetCapabilities { bool? full; bool? delta = false; public MACapabilities Capabilities { get { int? n = 3; n += 2; return new MACapabilities { FullExport = full ?? true, DeltaImport = delta.Value, SupportExport = delta.HasValue, ConcurrentOperation = n == 5, SupportImport = full.GetValueOrDefault() }; } } }
//# lock memo
public class C : IMAExtensible2GetCapabilities { readonly object g = new object(); MACapabilities c; public MACapabilities Capabilities { get { if (c == null) { lock (g) { if (c == null) { c = new MACapabilities { FullExport = true }; } } } return c; } } }
//# static memo other class
static class P { static MACapabilities c; public static MACapabilities Get() { return c ?? (c = Build()); } static MACapabilities Build() { var x = new MACapabilities(); x.DistinguishedNameStyle = MADistinguishedNameStyle.None; return x; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { return P.Get(); } } }
//# correlated branches [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { bool x = p.Contains("Mode"); var s = Schema.Create(); if (x) s.Types.Add(SchemaType.Create("a", false)); if (!x) s.Types.Add(SchemaType.Create("b", false)); return s; } }
//# dictionary loop
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var d = new Dictionary<string, AttributeType> { { "id", AttributeType.String }, { "age", AttributeType.Integer } }; var t = SchemaType.Create("user", true); foreach (var kv in d) t.Attributes.Add(kv.Key == "id" ? SchemaAttribute.CreateAnchorAttribute(kv.Key, kv.Value) : SchemaAttribute.CreateSingleValuedAttribute(kv.Key, kv.Value)); var s = Schema.Create(); s.Types.Add(t); return s; } }
//# string key build
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); for (int i = 0; i < 3; i++) s.Types.Add(SchemaType.Create("t" + i, false)); s.Types.Add(SchemaType.Create(string.Format("{0}-{1}", "x", 7), true)); return s; } }
//# while iterator
public class C : IMAExtensible2GetSchema { static IEnumerable<string> N() { yield return "a"; for (int i = 0; i < 2; i++) yield return "b" + i; } public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var n in N()) s.Types.Add(SchemaType.Create(n, true)); return s; } }
//# list remove index
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var l = new List<string> { "a", "b", "c" }; l.Remove("b"); l.Insert(0, "z"); l.RemoveAt(1); var s = Schema.Create(); foreach (var n in l) s.Types.Add(SchemaType.Create(n, true)); s.Types.Remove("c"); return s; } }
//# catch filter [roslyn]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); int k = 2; try { throw new Exception("x"); } catch (Exception) when (k == 1) { c.FullExport = true; } catch (Exception) { c.DeltaImport = false; } return c; } } }
//# exception object fields
class E : Exception { public bool F; public E(bool f) { F = f; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); try { throw new E(true); } catch (E e) { c.FullExport = e.F; } return c; } } }
//# catch type mismatch
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); try { try { throw new InvalidOperationException(); } catch (ArgumentException) { c.FullExport = true; } } catch { c.DeltaImport = false; } return c; } } }
//# enum ops
[Flags] enum M { A = 1, B = 2, C = 4 }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { M m = M.A | M.C; m &= ~M.A; m ^= M.B; return new MACapabilities { FullExport = m == (M.B | M.C), DeltaImport = (m & M.A) != 0, SupportExport = m.HasFlag(M.B), Normalizations = (MANormalizations)(int)(m & M.B) | MANormalizations.Uppercase }; } } }
//# unsigned and overflow
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { uint u = 0; u--; int i = int.MaxValue; unchecked { i++; } int big = 300; byte b = (byte)big; long l = 1L << 40; int m1 = -1; sbyte sb = (sbyte)m1; ushort us = (ushort)sb; ulong ul = u; int sh = -8 >> 1; uint ush = 0xF0000000u >> 28; return new MACapabilities { FullExport = u > 5, DeltaImport = i < 0, ConcurrentOperation = b == 44, DeleteAddAsReplace = l == 1099511627776L, SupportExport = us == 65535, SupportImport = ul == 4294967295UL, SupportPassword = sh == -4, ObjectRename = ush == 15 }; } } }
//# negative modulo division [open]
public class C : IMAExtensible2GetCapabilities { static int Z = -7; public MACapabilities Capabilities { get { return new MACapabilities { FullExport = Z / 2 == -3, DeltaImport = Z % 2 == -1, SupportExport = (uint)Z / 2 == 2147483644u, SupportImport = Z >> 1 == -4 }; } } }
//# jagged arrays
public class C : IMAExtensible2GetSchema { static readonly string[][] T = { new[] { "user", "id", "mail" }, new[] { "group", "gid" } }; public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var r in T) { var t = SchemaType.Create(r[0], true); for (int i = 1; i < r.Length; i++) t.Attributes.Add(i == 1 ? SchemaAttribute.CreateAnchorAttribute(r[i], AttributeType.String) : SchemaAttribute.CreateSingleValuedAttribute(r[i], AttributeType.String)); s.Types.Add(t); } return s; } }
//# int array rva
public class C : IMAExtensible2GetCapabilities { static readonly int[] N = { 1, 2, 3, 5, 8, 13 }; public MACapabilities Capabilities { get { int t = 0; foreach (int n in N) t += n; return new MACapabilities { FullExport = t == 32, ExportType = (MAExportType)N[3] }; } } }
//# recursion
public class C : IMAExtensible2GetCapabilities { static int F(int n) { return n <= 1 ? 1 : n * F(n - 1); } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = F(5) == 120 }; } } }
//# goto loop
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { int i = 0; again: i++; if (i < 7) goto again; return new MACapabilities { FullExport = i == 7 }; } } }
//# events delegates static method group
public class C : IMAExtensible2GetCapabilities { delegate bool D(int x); static bool Odd(int x) { return x % 2 == 1; } bool Even(int x) { return !Odd(x); } public MACapabilities Capabilities { get { D o = Odd; D e = Even; Predicate<int> q = Odd; return new MACapabilities { FullExport = o(3), DeltaImport = e(3), SupportExport = q(2) }; } } }
//# unknown then overwrite [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); c.FullExport = p.Contains("Mode"); c.DeltaImport = p.Contains("Mode"); c.FullExport = true; if (p.Contains("Other")) return c; c.DeltaImport = false; c.SupportExport = false; return c; } }
//# dn style order [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); c.ObjectRename = true; if (p.Contains("Mode")) c.DistinguishedNameStyle = MADistinguishedNameStyle.None; else c.DistinguishedNameStyle = MADistinguishedNameStyle.Ldap; return c; } }
//# dn style from unknown number [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); c.ObjectRename = true; c.DistinguishedNameStyle = (MADistinguishedNameStyle)(p.Count); return c; } }
//# ref to field and array element
public class C : IMAExtensible2GetCapabilities { bool f; static void Set(ref bool b, bool v) { b = v; } public MACapabilities Capabilities { get { var a = new bool[3]; Set(ref a[1], true); Set(ref f, true); bool l = false; Set(ref l, true); return new MACapabilities { FullExport = a[1], DeltaImport = a[0], SupportExport = f, SupportImport = l }; } } }
//# out var tryparse
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { int n; bool ok = int.TryParse("17", out n); MAExportType t; bool ok2 = Enum.TryParse("AttributeUpdate", out t); bool ok3 = Enum.TryParse("nope", out MAExportType u); return new MACapabilities { FullExport = ok && n == 17, ExportType = t, DeltaImport = ok2, SupportExport = ok3 }; } } }
//# properties and indexers
class Opt { readonly Dictionary<string, bool> d = new Dictionary<string, bool>(); public bool this[string k] { get { bool v; return d.TryGetValue(k, out v) && v; } set { d[k] = value; } } }
public class C : IMAExtensible2GetCapabilities { readonly Opt o = new Opt(); public C() { o["Full"] = true; o["Delta"] = false; } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = o["Full"], DeltaImport = o["Delta"], SupportExport = o["None"] }; } } }
//# foreach unknown break [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var n in new[] { "a", "b", "c" }) { if (n == "c" && p.Contains("Mode")) break; s.Types.Add(SchemaType.Create(n, true)); } return s; } }
//# set clear and re-add [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("a", true)); s.Types.Add(SchemaType.Create("b", true)); if (p.Contains("Mode")) s.Types.Clear(); s.Types.Add(SchemaType.Create("c", true)); return s; } }
//# interface dispatch generic
interface IP<T> { T Get(); } class P1 : IP<bool> { public bool Get() { return true; } } class P2<T> : IP<T> { T v; public P2(T v) { this.v = v; } T IP<T>.Get() { return v; } }
public class C : IMAExtensible2GetCapabilities { static T R<T>(IP<T> p) { return p.Get(); } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = R(new P1()), DeltaImport = R(new P2<bool>(false)), ExportType = R(new P2<MAExportType>(MAExportType.AttributeUpdate)) }; } } }
//# new hides
class B0 { public virtual bool F() { return false; } public bool G() { return false; } } class B1 : B0 { public override bool F() { return true; } public new bool G() { return true; } } class B2 : B1 { public new virtual bool F() { return false; } } class B3 : B2 { public override bool F() { return true; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { B0 b = new B3(); B2 c = new B3(); return new MACapabilities { FullExport = b.F(), DeltaImport = b.G(), SupportExport = c.F(), SupportImport = ((B1)b).G() }; } } }
//# partitions [open]
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { var l = new List<Partition>(); l.Add(Partition.Create(new Guid("4bd2ee7a-0b51-4ef5-a4cb-1a7cdb0d5a63"), "DC=a", "a")); if (p.Contains("Mode")) l.Add(Partition.Create(Guid.NewGuid(), "")); return l.ToArray(); } }
//# list of partitions initialiser
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { return new List<Partition> { Partition.Create(Guid.Empty, null), Partition.Create(Guid.Parse("{4bd2ee7a-0b51-4ef5-a4cb-1a7cdb0d5a63}"), "x") }; } }
//# using statement
class D : IDisposable { MACapabilities c; public D(MACapabilities c) { this.c = c; } public void Dispose() { c.FullExport = true; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); using (new D(c)) { c.FullExport = false; } return c; } } }
//# reader loop unknown [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var e = p.GetEnumerator(); while (e.MoveNext()) { var t = SchemaType.Create(e.Current.Name, true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); } return s; } }
//# string functions
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var parts = "FullExport=true; DeltaImport=false".Split(';'); var c = new MACapabilities(); foreach (var x in parts) { var kv = x.Trim().Split('='); bool v = bool.Parse(kv[1]); if (kv[0] == "FullExport") c.FullExport = v; else if (kv[0].Equals("deltaimport", StringComparison.OrdinalIgnoreCase)) c.DeltaImport = v; } return c; } } }
//# stringbuilder [open]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var b = new StringBuilder(); for (int i = 0; i < 3; i++) b.Append("x"); return new MACapabilities { FullExport = b.ToString() == "xxx", DeltaImport = b.Length == 2 }; } } }
//# chars
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { int n = 0; foreach (char ch in "hello") if (ch == 'l') n++; return new MACapabilities { FullExport = n == 2, DeltaImport = "abc"[1] == 'c' }; } } }
