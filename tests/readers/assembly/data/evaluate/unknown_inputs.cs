//# delegate or null unknown [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); Action a = null; if (p.Contains("Mode")) a = () => c.FullExport = true; a += () => c.DeltaImport = false; a -= p.Contains("Other") ? a : null; if (a != null) a(); else c.SupportExport = false; return c; } }
//# sort with unknown element
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var l = new List<string> { "b", p.Contains("Mode") ? "a" : "c" }; l.Sort(StringComparer.Ordinal); var s = Schema.Create(); s.Types.Add(SchemaType.Create(l[0], true)); return s; } }
//# orderby unknown keys [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var n in new[] { "a", "b" }.OrderBy(x => p.Contains(x + "Mode") ? 1 : 0).Take(1)) s.Types.Add(SchemaType.Create(n, true)); return s; } }
//# where unknown then count [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { int n = 0; var q = new[] { "Mode", "Other" }.Where(x => { n++; return p.Contains(x); }); var c = new MACapabilities { FullExport = q.Any(), DeltaImport = q.Count() == 0 }; c.SupportExport = n > 1; return c; } }
//# exception from a query element
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); try { foreach (var x in new[] { "1", "x", "3" }.Select(int.Parse)) { c.FullExport = x == 1; } c.DeltaImport = false; } catch (FormatException) { c.SupportExport = false; } return c; } }
//# query source changed while read [open]
public class C : IMAExtensible2GetCapabilities {  public MACapabilities Capabilities { get { var l = new List<int> { 1, 2, 3 }; var q = l.Where(x => x > 1); l[1] = 0; int a = q.Count(); l.Clear(); l.AddRange(new[] { 5, 6 }); var b = q.ToList(); int n = 0; try { foreach (var x in q) l.Add(x); } catch (InvalidOperationException) { n = l.Count; } return new MACapabilities { FullExport = a == 1, DeltaImport = b.Count == 2, ConcurrentOperation = n == 3 }; } } }
//# filter unknown [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); try { try { throw new FormatException(); } finally { c.FullExport = true; } } catch (FormatException) when (p.Contains("Mode")) { c.DeltaImport = false; } catch (Exception) { c.SupportExport = false; } return c; } }
//# filter sees state before finally [open]
public class C : IMAExtensible2GetCapabilitiesEx { bool seen, flag; void W() { try { throw new FormatException(); } finally { flag = true; } } bool Look() { seen = flag; return true; } public MACapabilities GetCapabilitiesEx(CP p) { seen = flag = false; try { W(); } catch (FormatException) when (Look()) { } return new MACapabilities { FullExport = seen, DeltaImport = flag }; } }
//# cctor throws sometimes [open]
static class X { public static bool F = true; static X() { if (Environment.GetEnvironmentVariable("NOPE_X") == null) throw new Exception(); } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); for (int i = 0; i < 2; i++) try { c.FullExport = X.F; } catch (Exception) { c.DeltaImport = false; } return c; } } }
//# boxed struct shared through unknown call
interface IB { bool B { get; set; } } struct Sb : IB { public bool B { get; set; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { IB b = new Sb(); var l = new ArrayList { b }; GC.KeepAlive(l); ((IB)l[0]).B = true; return new MACapabilities { FullExport = b.B }; } } }
//# grid with unknown index [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var g = new bool[2, 2]; int i = p.Contains("Mode") ? 1 : 0; g[i, 1] = true; return new MACapabilities { FullExport = g[1, 1], DeltaImport = g[0, 0], SupportExport = g[0, 1] }; } }
//# own list handed out and changed by unknown [open]
class L : List<string> { }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var l = new L { "a" }; var c = new System.Collections.Specialized.StringCollection(); foreach (var q in p) l.Add(q.Name); var s = Schema.Create(); foreach (var n in l) s.Types.Add(SchemaType.Create(n, true)); return s; } }
//# dictionary of removed and added iterated [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var d = new Dictionary<string, int> { { "a", 1 }, { "b", 2 }, { "c", 3 } }; d.Remove("b"); d["d"] = 4; var s = Schema.Create(); foreach (var k in d.Keys.Take(2)) s.Types.Add(SchemaType.Create(k, true)); return s; } }
//# lazy in unknown branch [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { int n = 0; var z = new Lazy<int>(() => ++n); if (p.Contains("Mode")) { int q = z.Value; } int r = z.Value; return new MACapabilities { FullExport = n == 1, DeltaImport = r == 1, SupportExport = z.IsValueCreated }; } }
//# enumerator object passed around [open]
public class C : IMAExtensible2GetCapabilities { static int Next(IEnumerator<int> e) { return e.MoveNext() ? e.Current : -1; } public MACapabilities Capabilities { get { IEnumerator<int> e = new List<int> { 4, 5 }.GetEnumerator(); int a = Next(e), b = Next(e), c = Next(e); var f = new List<int> { 7, 8 }.GetEnumerator(); var g = f; f.MoveNext(); f.MoveNext(); g.MoveNext(); return new MACapabilities { FullExport = a == 4, DeltaImport = b == 5, ConcurrentOperation = c == -1, DeleteAddAsReplace = f.Current == 8, ExportPasswordInFirstPass = g.Current == 7 }; } } }
//# int parse alternatives throw [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); try { int k = int.Parse(p.Contains("Mode") ? "1" : "x"); c.FullExport = k == 1; } catch (FormatException) { c.DeltaImport = false; } return c; } }
