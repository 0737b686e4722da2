//# list foreach lambda
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); new List<string> { "a", "b" }.ForEach(n => s.Types.Add(SchemaType.Create(n, true))); return s; } }
//# array foreach lambda captured counter
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { int n = 0; Array.ForEach(new[] { 1, 2, 3 }, i => n += i); return new MACapabilities { FullExport = n == 6, DeltaImport = n == 0 }; } } }
//# sort comparison side effect [open]
public class C : IMAExtensible2GetCapabilities { static int k; public MACapabilities Capabilities { get { k = 0; var l = new List<int> { 3, 1, 2 }; l.Sort((a, b) => { k++; return a - b; }); return new MACapabilities { FullExport = k > 0, DeltaImport = l[0] == 1 }; } } }
//# orderby side effect [open]
public class C : IMAExtensible2GetCapabilities { bool f; public MACapabilities Capabilities { get { f = false; var l = new[] { 2, 1 }.OrderBy(x => { f = true; return x; }).ToList(); return new MACapabilities { FullExport = f, DeltaImport = l[0] == 1 }; } } }
//# dictionary keys values
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var d = new Dictionary<string, bool> { { "user", true }, { "group", false } }; var s = Schema.Create(); foreach (var k in d.Keys) s.Types.Add(SchemaType.Create(k, d[k])); int n = 0; foreach (var v in d.Values) if (v) n++; if (n != 1) s.Types.Clear(); return s; } }
//# base capabilities modified
public class B : IMAExtensible2GetCapabilities { public virtual MACapabilities Capabilities { get { return new MACapabilities { FullExport = true, DeltaImport = false }; } } }
public class C : B { public override MACapabilities Capabilities { get { var c = base.Capabilities; c.FullExport = false; return c; } } }
//# schema queries
public class C : IMAExtensible2GetSchema { static void Fill(Schema s, out SchemaType t) { t = SchemaType.Create("user", false); s.Types.Add(t); } public Schema GetSchema(CP p) { var s = Schema.Create(); SchemaType t; Fill(s, out t); if (s.Types.Contains("user")) s.Types["user"].Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); if (s.Types.Count == 1) s.Types.Add(SchemaType.Create(s.Types[0].Name + "2", !t.Locked)); if (t.Attributes.Count == 0) s.Types.Clear(); return s; } }
//# while true break
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { int i = 10, n = 0; while (true) { if (--i < 0) break; if (i % 2 == 0) continue; n += i; } return new MACapabilities { FullExport = n == 25, ConcurrentOperation = i == -1 }; } } }
//# checked overflow caught [open]
public class C : IMAExtensible2GetCapabilities { static int M = int.MaxValue; public MACapabilities Capabilities { get { var c = new MACapabilities(); try { int x = checked(M + 1); c.FullExport = x > 0; } catch (OverflowException) { c.DeltaImport = false; } return c; } } }
//# static ctor throws [open]
static class X { public static readonly bool F; static X() { F = true; throw new Exception(); } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); try { c.FullExport = X.F; } catch (Exception) { c.DeltaImport = false; } return c; } } }
//# type tests [roslyn]
abstract class Sh { } class Ci : Sh { public int R = 3; } class Sq : Sh { public int A = 4; }
public class C : IMAExtensible2GetCapabilities { static int Size(Sh s) { switch (s) { case Ci c when c.R > 5: return 1; case Ci c: return 2; case Sq q: return q.A; default: return 0; } } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = Size(new Ci()) == 2, DeltaImport = Size(new Sq()) == 4, ConcurrentOperation = Size(null) == 0, SupportExport = new Ci() is Sh }; } } }
//# params optional named
public class C : IMAExtensible2GetCapabilities { static int Sum(params int[] a) { int t = 0; foreach (var x in a) t += x; return t; } static bool O(bool a = true, string s = "x") { return a && s == "x"; } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = Sum(1, 2, 3) == 6, DeltaImport = Sum() == 0, SupportExport = O(s: "y") }; } } }
//# await in loop
public class C : IMAExtensible2GetSchema { async Task<string> N(int i) { await Task.CompletedTask; return "t" + i; } async Task<Schema> M() { var s = Schema.Create(); for (int i = 0; i < 2; i++) { var n = await N(i); s.Types.Add(SchemaType.Create(n, true)); } return s; } public Schema GetSchema(CP p) { return M().GetAwaiter().GetResult(); } }
//# task run [open]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); Task.Run(() => c.FullExport = true).Wait(); return c; } } }
//# thread [open]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); var t = new System.Threading.Thread(() => c.FullExport = true); t.Start(); t.Join(); return c; } } }
//# own list subclass [open]
class L : List<string> { public L() { Add("user"); Add("group"); } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var n in new L()) s.Types.Add(SchemaType.Create(n, true)); return s; } }
//# own enumerable
class E3 : IEnumerable<string> { public IEnumerator<string> GetEnumerator() { yield return "a"; yield return "b"; } System.Collections.IEnumerator System.Collections.IEnumerable.GetEnumerator() { return GetEnumerator(); } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var n in new E3()) s.Types.Add(SchemaType.Create(n, true)); s.Types.Add(SchemaType.Create("x" + new E3().Count(), true)); return s; } }
//# iterator finally side effect
public class C : IMAExtensible2GetCapabilities { static bool f; static IEnumerable<int> I() { try { yield return 1; yield return 2; } finally { f = true; } } public MACapabilities Capabilities { get { f = false; foreach (var i in I()) { if (i == 1) break; } return new MACapabilities { FullExport = f }; } } }
//# int tostring compare
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { int i = 42; char ch = (char)('a' + 2); return new MACapabilities { FullExport = i.ToString() == "42", DeltaImport = ch.ToString() == "c", SupportExport = string.Join(",", new[] { "a", "b" }) == "a,b", SupportImport = $"{i}-{ch}" == "42-c", SupportPassword = true.ToString() == "True" }; } } }
//# delegates stored in dictionary
public class C : IMAExtensible2GetCapabilities { static readonly Dictionary<string, Action<MACapabilities>> d = new Dictionary<string, Action<MACapabilities>> { { "a", c => c.FullExport = true }, { "b", c => c.DeltaImport = false } }; public MACapabilities Capabilities { get { var c = new MACapabilities(); foreach (var kv in d) kv.Value(c); return c; } } }
//# visitor double dispatch generic virtual
interface IV<T> { T V(Nd n); } class Nd { public virtual T A<T>(IV<T> v) { return v.V(this); } public virtual bool B { get { return false; } } } class Nd2 : Nd { public override bool B { get { return true; } } } class V1 : IV<bool> { public bool V(Nd n) { return n.B; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { return new MACapabilities { FullExport = new Nd2().A(new V1()), DeltaImport = new Nd().A(new V1()) }; } } }
//# finally overriding exception
public class C : IMAExtensible2GetCapabilities { static bool G() { bool r = false; try { try { throw new Exception(); } finally { r = true; } } catch { } return r; } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = G() }; } } }
//# throw in finally loop retry
public class C : IMAExtensible2GetCapabilities { int n; bool T() { if (++n < 3) throw new InvalidOperationException(); return true; } public MACapabilities Capabilities { get { n = 0; bool r = false; while (!r) { try { r = T(); } catch (InvalidOperationException) { } } return new MACapabilities { FullExport = n == 3 }; } } }
//# config value through pure calls [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var v = p.Contains("Mode") ? p["Mode"].Value : ""; return new MACapabilities { FullExport = v.Trim().ToUpper() == "A", ExportType = v.Length > 0 ? MAExportType.AttributeUpdate : MAExportType.AttributeReplace }; } }
//# null flow [open]
public class C : IMAExtensible2GetCapabilitiesEx { static string G(CP p) { return p.Contains("Mode") ? "x" : null; } public MACapabilities GetCapabilitiesEx(CP p) { var s = G(p); var c = new MACapabilities(); if (s == null) { c.FullExport = true; return c; } c.DeltaImport = s.Length == 1; return c; } }
//# multi dim array [open]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var a = new int[2, 2]; a[1, 1] = 5; return new MACapabilities { FullExport = a[1, 1] == 5, DeltaImport = a[0, 0] == 5 }; } } }
//# array covariance clone copyto [open]
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var a = new[] { 1, 2, 3 }; var b = (int[])a.Clone(); b[0] = 9; var c = new int[3]; a.CopyTo(c, 0); Array.Reverse(c); Array.Resize(ref a, 5); return new MACapabilities { FullExport = a[0] == 1, DeltaImport = b[0] == 1, ConcurrentOperation = c[0] == 3, SupportExport = a.Length == 5 }; } } }
//# struct in interface box [open]
interface ICnt { void Inc(); int N { get; } } struct Cnt : ICnt { int n; public void Inc() { n++; } public int N { get { return n; } } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { Cnt c = new Cnt(); ICnt i = c; i.Inc(); i.Inc(); c.Inc(); object o = c; Cnt d = (Cnt)o; d.Inc(); return new MACapabilities { FullExport = c.N == 1, DeltaImport = i.N == 2, SupportExport = d.N == 2, SupportImport = ((ICnt)o).N == 1 }; } } }
//# partitions from linq [open]
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { return new[] { "a", "b" }.Select((n, i) => Partition.Create(Guid.Empty, n, n)).Take(1).ToList(); } }
//# parameters by page
public class C : IMAExtensible2GetParameters { public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { var l = new List<ConfigParameterDefinition>(); switch (page) { case ConfigParameterPage.Connectivity: l.Add(ConfigParameterDefinition.CreateStringParameter("Server", "", "x")); l.Add(ConfigParameterDefinition.CreateDropDownParameter("M", new[] { "a", "b,c" }, false, "a")); break; case ConfigParameterPage.Global: l.Add(ConfigParameterDefinition.CreateCheckBoxParameter("Full", true)); break; } return l; } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
