//# a tracer in loops over data that is not known
static class T { static readonly System.Diagnostics.TraceSource trace = new System.Diagnostics.TraceSource("x"); public static void Info(string m, params object[] a) { if (a == null || a.Length == 0) { trace.TraceInformation(m); return; } try { trace.TraceInformation(m, a); } catch (FormatException) { var sb = new StringBuilder(m ?? ""); for (int i = 0; i < a.Length; i++) { if (i > 0) sb.Append(", "); sb.Append(a[i] == null ? "null" : a[i].ToString()); } trace.TraceInformation("{0}", sb.ToString()); } } public static void Enter(string m) { Info("enter " + m); } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { T.Enter("schema"); var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); foreach (var a in p) { T.Info("a {0}", a.Name); foreach (var b in p) { T.Info("b {0} {1}", a.Name, b.Name); foreach (var c in p) { T.Info("c {0} {1} {2}", a.Name, b.Value, c.Name); if (c.Name == "x") { T.Info("x"); continue; } T.Info("more {0}", b.Name); t.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(c.Name + b.Name, AttributeType.String)); } } } s.Types.Add(t); T.Info("done {0}", s.Types.Count); return s; } }
//# a logger that counts is noticed
static class T { public static int N; public static void Info(string m) { N++; Console.WriteLine(m); } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { T.N = 0; T.Info("a"); T.Info("b"); T.Info("c"); return new MACapabilities { FullExport = T.N == 3, DeltaImport = T.N == 1 }; } } }
//# a logger that keeps lines is noticed
static class T { public static readonly List<string> L = new List<string>(); public static void Info(string m) { L.Add(m); } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { T.L.Clear(); T.Info("a"); T.Info("b"); T.Info("c"); return new MACapabilities { FullExport = T.L.Count == 3, DeltaImport = T.L[2] == "a" }; } } }
//# a logger that changes what it is handed is noticed
static class T { public static void Fix(MACapabilities c, bool on) { c.FullExport = on; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities(); T.Fix(c, true); T.Fix(c, false); T.Fix(c, true); return c; } } }
//# a method that fills an array is noticed
static class T { public static void Fill(string[] a, string v) { a[0] = v; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var a = new string[1]; T.Fill(a, "x"); T.Fill(a, "y"); T.Fill(a, "z"); return new MACapabilities { FullExport = a[0] == "z", DeltaImport = a[0] == "x" }; } } }
//# a method that writes through a reference is noticed
static class T { public static void Set(ref bool b, bool v) { b = v; } public static void Out(out int n) { n = 3; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { bool b = false; T.Set(ref b, false); T.Set(ref b, true); T.Set(ref b, true); int n; T.Out(out n); n = 0; T.Out(out n); return new MACapabilities { FullExport = b, DeltaImport = n == 3 }; } } }
//# a method that throws at its second call is noticed
static class T { static readonly string S = "x"; public static void Check(string m) { if (m != S) throw new ArgumentException(m); } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var c = new MACapabilities { FullExport = false }; T.Check("x"); T.Check("x"); try { T.Check("y"); c.DeltaImport = false; } catch (ArgumentException) { c.FullExport = true; } return c; } } }
//# the framework may throw in a method that logs [open]
static class T { public static void Log(string m, string a) { Console.WriteLine(string.Format(m, a)); } }
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var c = new MACapabilities(); T.Log("x", "y"); try { T.Log(p.Contains("Mode") ? p["Mode"].Value : "{0}", "z"); T.Log("{0} {1}", "z"); c.DeltaImport = false; } catch (FormatException) { c.FullExport = true; } return c; } }
//# a method that runs what it is handed is noticed
static class T { public static void Run(Action a) { a(); } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { int n = 0; T.Run(() => n++); T.Run(() => n++); T.Run(() => n++); return new MACapabilities { FullExport = n == 3 }; } } }
//# a method that calls what changes is noticed
static class U { public static int N; public static void Up(string s) { N += s.Length; } }
static class T { public static void Info(string m) { Console.WriteLine(m); U.Up(m); } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { U.N = 0; T.Info("a"); T.Info("bb"); T.Info("ccc"); return new MACapabilities { FullExport = U.N == 6, DeltaImport = U.N == 1 }; } } }
//# the text of an object of its own may change things [open]
class K { public static int N; public override string ToString() { N++; return "k"; } }
static class T { public static void Info(string m, params object[] a) { Console.WriteLine(string.Format(m, a)); } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { K.N = 0; T.Info("{0}", new K()); T.Info("{0}", new K()); return new MACapabilities { FullExport = K.N == 2 }; } } }
