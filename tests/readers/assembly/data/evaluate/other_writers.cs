//# virtual tune
public class C : IMAExtensible2GetCapabilities { readonly Lazy<MACapabilities> capabilities = new Lazy<MACapabilities>(() => new Q().Build()); public MACapabilities Capabilities { get { return capabilities.Value; } } }
abstract class P { protected virtual void Tune(MACapabilities c) {} public MACapabilities Build() { var c = new MACapabilities(); Tune(c); return c; } }
class Q : P { protected override void Tune(MACapabilities c) { Action<MACapabilities>[] steps = { x => x.DeltaImport = false }; foreach (var s in steps) s(c); } }
//# method group
public class C : IMAExtensible2GetCapabilities { readonly Lazy<MACapabilities> capabilities = new Lazy<MACapabilities>(() => new Q().Build()); public MACapabilities Capabilities { get { return capabilities.Value; } } }
class Q { public MACapabilities Build() { var c = new MACapabilities(); Action<MACapabilities>[] steps = { N, x => x.DeltaImport = false }; foreach (var s in steps) s(c); return c; } static void N(MACapabilities c) { c.FullExport = true; } }
//# nested lambda cached in lambda
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { return L.Value; } } static readonly Lazy<MACapabilities> L = new Lazy<MACapabilities>(() => { Action<MACapabilities> s = x => x.DeltaImport = false; var c = new MACapabilities(); s(c); return c; }); }
//# import member uses capabilities
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { readonly Lazy<MACapabilities> capabilities = new Lazy<MACapabilities>(() => new Q().Build()); public MACapabilities Capabilities { get { return capabilities.Value; } } public Schema GetSchema(CP p) { var s = Schema.Create(); if (capabilities.Value.FullExport) s.Types.Add(SchemaType.Create("user", true)); return s; } }
class Q { public MACapabilities Build() { var c = new MACapabilities(); Action<MACapabilities>[] steps = { N, x => x.DeltaImport = false }; foreach (var s in steps) s(c); return c; } static void N(MACapabilities c) { c.FullExport = true; } }
//# lambda cache written elsewhere
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { static bool Run(Func<bool> f) { return f(); } bool Make(int n) { return Run(() => true); } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = Make(1) }; } } public Schema GetSchema(CP p) { Make(2); return Schema.Create(); } }
//# a static field that holds one of two lambdas [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { static Func<bool> f; static bool T() { return true; } static bool F() { return false; } void Set(int n) { if (n > 1) f = T; else f = F; } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = f != null && f() }; } } public Schema GetSchema(CP p) { Set(2); return Schema.Create(); } }
//# a static field that may hold one lambda [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { static Func<bool> f; static bool T() { return true; } void Set(int n) { f = T; } public MACapabilities Capabilities { get { return new MACapabilities { FullExport = f != null && f() }; } } public Schema GetSchema(CP p) { Set(2); return Schema.Create(); } }
//# a static field holds a lambda whose target is another static field [open]
public class C : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema { class K { public bool B; public bool G() { return B; } } static Func<bool> f; static K k = new K(); void Set(int n) { k = new K { B = true }; f = k.G; } public MACapabilities Capabilities { get { var c = new MACapabilities { FullExport = f == null ? false : f() }; k = new K(); f = k.G; return c; } } public Schema GetSchema(CP p) { Set(2); return Schema.Create(); } }
//# names gone through by the import
public static class Names { public static readonly string[] F = { "id", "a", "b" }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2CallImport { public int ImportDefaultPageSize { get { return 1; } } public int ImportMaxPageSize { get { return 1; } }
 public OpenImportConnectionResults OpenImportConnection(CP p, Schema t, OpenImportConnectionRunStep r) { var l = new List<string>(Names.F); l.Add("x"); var s = new HashSet<string>(Names.F); s.Remove("id"); var q = Names.F.Where(x => x != "id").ToList(); q.Clear(); var z = Names.F.ToArray(); z[0] = "changed"; return new OpenImportConnectionResults(); }
 public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep r) { var e = CSEntryChange.Create(); foreach (var f in Names.F) e.AttributeChanges.Add(AttributeChange.CreateAttributeAdd(f, f)); var l = new List<CSEntryChange>(); l.Add(e); return new GetImportEntriesResults("", false, l); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep r) { return new CloseImportConnectionResults(); }
 public Schema GetSchema(CP p) { var type = SchemaType.Create("Person", false); for (int i = 0; i < Names.F.Length; i++) { var a = i == 0 ? SchemaAttribute.CreateAnchorAttribute(Names.F[i], AttributeType.String) : SchemaAttribute.CreateSingleValuedAttribute(Names.F[i], AttributeType.String); type.Attributes.Add(a); } var s = Schema.Create(); s.Types.Add(type); if (Names.F[0] == "id" && Names.F.Length == 3) s.Types.Add(SchemaType.Create("other", true)); return s; } }
//# names changed by the import [open]
public static class Names { public static readonly string[] F = { "id", "a", "b" }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2CallImport { public int ImportDefaultPageSize { get { return 1; } } public int ImportMaxPageSize { get { return 1; } }
 public OpenImportConnectionResults OpenImportConnection(CP p, Schema t, OpenImportConnectionRunStep r) { var z = Names.F; z[0] = "changed"; return new OpenImportConnectionResults(); }
 public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep r) { return new GetImportEntriesResults("", false, new List<CSEntryChange>()); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep r) { return new CloseImportConnectionResults(); }
 public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("user", true)); if (Names.F[0] != "id") s.Types.Add(SchemaType.Create("other", true)); return s; } }
//# a list of names changed through an interface [open]
public static class Names { public static readonly List<string> F = new List<string> { "id", "a", "b" }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2CallImport { public int ImportDefaultPageSize { get { return 1; } } public int ImportMaxPageSize { get { return 1; } }
 public OpenImportConnectionResults OpenImportConnection(CP p, Schema t, OpenImportConnectionRunStep r) { IList<string> z = Names.F; z.Insert(0, "x"); return new OpenImportConnectionResults(); }
 public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep r) { foreach (var f in Names.F) Console.WriteLine(f); return new GetImportEntriesResults("", false, new List<CSEntryChange>()); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep r) { return new CloseImportConnectionResults(); }
 public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("user", true)); if (Names.F[0] != "id") s.Types.Add(SchemaType.Create("other", true)); return s; } }
//# a list kept in another object [open]
public class Holder { public IEnumerable<string> Kept; }
public static class Names { public static readonly List<string> F = new List<string> { "id" }; public static readonly Holder H = new Holder(); }
public class C : IMAExtensible2GetSchema, IMAExtensible2CallImport { public int ImportDefaultPageSize { get { return 1; } } public int ImportMaxPageSize { get { return 1; } }
 public OpenImportConnectionResults OpenImportConnection(CP p, Schema t, OpenImportConnectionRunStep r) { Names.H.Kept = Names.F; return new OpenImportConnectionResults(); }
 public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep r) { ((List<string>)Names.H.Kept).Clear(); return new GetImportEntriesResults("", false, new List<CSEntryChange>()); }
 public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep r) { return new CloseImportConnectionResults(); }
 public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var f in Names.F) s.Types.Add(SchemaType.Create(f, true)); return s; } }
//# operators with unknown arguments leave the collection alone
public class C : IMAExtensible2GetSchema { static readonly string[] F = { "id", "mail" }; public Schema GetSchema(CP p) { var type = SchemaType.Create("user", true); foreach (var x in p) { if (F.Contains(x.Name) || F.SequenceEqual(x.Value.Split(new[] { (char)44 }))) continue; } foreach (var n in F) type.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(n, AttributeType.String)); var s = Schema.Create(); s.Types.Add(type); if (F.Length == 3) s.Types.Add(SchemaType.Create("other", true)); return s; } }
//# what an operator with unknown arguments finds may be changed [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var all = new[] { new MACapabilities { FullExport = false }, new MACapabilities { FullExport = false } }; var c = all.FirstOrDefault(x => p.Contains("Mode")); if (c != null) c.FullExport = true; return all[0]; } }
//# the very collection is handed on [open]
public class C : IMAExtensible2GetCapabilitiesEx { public MACapabilities GetCapabilitiesEx(CP p) { var l = new List<string> { "a" }; var e = l.Cast<string>(); if (p.Contains("Mode")) ((List<string>)e).Clear(); return new MACapabilities { FullExport = l.Count == 1 }; } }
//# an iterator goes through the same dictionary
public sealed class R { public string Name { get; private set; } public R(string n) { Name = n; } }
public static class Cat { static readonly Dictionary<string, R> All = new Dictionary<string, R>(); static Cat() { Add(new R("user")); } static void Add(R r) { All[r.Name] = r; } public static IEnumerable<R> Rs { get { return All.Values; } } }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var r in Cat.Rs) s.Types.Add(SchemaType.Create(r.Name, true)); return s; } IEnumerable<ConfigParameterDefinition> D(ConfigParameterPage page) { if (page == ConfigParameterPage.Global) foreach (var r in Cat.Rs) yield return ConfigParameterDefinition.CreateCheckBoxParameter(r.Name, true); } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { return D(page).ToList(); } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# a field keeps the list for a while, and adds to it [open]
public static class Cat { public static readonly List<string> All = new List<string> { "user" }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { List<string> kept; public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var r in Cat.All) s.Types.Add(SchemaType.Create(r, true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { kept = Cat.All; return new List<ConfigParameterDefinition>(); } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { if (kept != null) kept.Add("late"); return new ParameterValidationResult(); } }
//# a field keeps the list for a while, and reads it
public static class Cat { public static readonly List<string> All = new List<string> { "user" }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { List<string> kept; public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var r in Cat.All) s.Types.Add(SchemaType.Create(r, true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { kept = Cat.All; return new List<ConfigParameterDefinition>(); } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { if (kept != null && kept.Count > 0) Console.WriteLine(kept[0]); return new ParameterValidationResult(); } }
//# two getters hand the list on, and one caller of both adds to it [open]
public static class Cat { static readonly List<string> all = new List<string> { "user" }; public static List<string> One { get { return all; } } public static List<string> Two() { var l = One; Console.WriteLine(all.Count); return l; } }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var r in Cat.One) s.Types.Add(SchemaType.Create(r, true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { Cat.Two().Add("late"); return new List<ConfigParameterDefinition>(); } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# an element of the list is changed [open]
public class R { public string Name; }
public static class Cat { public static readonly List<R> All = new List<R> { new R { Name = "user" } }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var r in Cat.All) s.Types.Add(SchemaType.Create(r.Name, true)); if (Cat.All[0].Name != "user") s.Types.Add(SchemaType.Create("two", true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { foreach (var r in Cat.All) r.Name = "late"; return new List<ConfigParameterDefinition>(); } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# the list is captured by a lambda that adds to it [open]
public static class Cat { public static readonly List<string> All = new List<string> { "user" }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var r in Cat.All) s.Types.Add(SchemaType.Create(r, true)); return s; } static void Do(Action a) { a(); } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { var l = Cat.All; Do(() => l.Add("late" + page)); return new List<ConfigParameterDefinition>(); } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# the initialiser of another class writes a static that was read before it ran [open]
static class A { public static bool V; } static class B { static B() { A.V = true; } public static bool M() { return false; } }
public class C : IMAExtensible2GetCapabilities { readonly MACapabilities made = new MACapabilities { FullExport = A.V | B.M() }; public MACapabilities Capabilities { get { return made; } } }
//# fields of objects that another class makes on the spot
public class F { public string Name; public bool Key; }
public static class A { public static readonly F Id = new F { Name = "id", Key = true }; }
public static class B { public static readonly F Other = new F { Name = "other", Key = false }; public static readonly F[] All = { new F { Name = "x" }, new F { Name = "y" } }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create(A.Id.Name, A.Id.Key)); if (A.Id.Name != "id") s.Types.Add(SchemaType.Create("two", true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter(B.Other.Name, B.All[0].Name) }; } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# properties of objects that another class makes on the spot
public class F { public string Name { get; set; } public bool Key { get; set; } }
public static class A { public static readonly F Id = new F { Name = "id", Key = true }; }
public static class B { public static readonly F Other = new F { Name = "other", Key = false }; public static readonly F[] All = { new F { Name = "x" }, new F { Name = "y" } }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create(A.Id.Name, A.Id.Key)); if (A.Id.Name != "id") s.Types.Add(SchemaType.Create("two", true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { return new List<ConfigParameterDefinition> { ConfigParameterDefinition.CreateStringParameter(B.Other.Name, B.All[0].Name) }; } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# an object that the initialiser of another class changes [open]
public class F { public string Name; }
public static class A { public static readonly F Id = new F { Name = "id" }; }
public static class B { public static readonly bool Done; static B() { var f = A.Id; f.Name = "changed"; Done = true; } }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("user", true)); if (A.Id.Name != "id") s.Types.Add(SchemaType.Create("two", true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { var l = new List<ConfigParameterDefinition>(); if (B.Done) l.Add(ConfigParameterDefinition.CreateDividerParameter()); return l; } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# an object that the initialiser of another class changes through a property [open]
public class F { public string Name { get; set; } }
public static class A { public static readonly F Id = new F { Name = "id" }; }
public static class B { public static readonly bool Done; static B() { var f = A.Id; f.Name = "changed"; Done = true; } }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("user", true)); if (A.Id.Name != "id") s.Types.Add(SchemaType.Create("two", true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { var l = new List<ConfigParameterDefinition>(); if (B.Done) l.Add(ConfigParameterDefinition.CreateDividerParameter()); return l; } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# a setter that is also called on an object that was there before [open]
public class F { public string Name { get; set; } }
public static class A { public static readonly F Id = new F { Name = "id" }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("user", true)); if (A.Id.Name != "id") s.Types.Add(SchemaType.Create("two", true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { var fresh = new F { Name = "x" }; var f = p.Count > 1000 ? fresh : A.Id; f.Name = "changed"; return new List<ConfigParameterDefinition>(); } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# a setter that writes into another object [open]
public class F { public string Name; public string Other { set { A.Id.Name = value; } } }
public static class A { public static readonly F Id = new F { Name = "id" }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("user", true)); if (A.Id.Name != "id") s.Types.Add(SchemaType.Create("two", true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { new F { Other = "changed" }.ToString(); return new List<ConfigParameterDefinition>(); } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
//# a variable that holds a new object and then one that was there before [open]
public class F { public string Name { get; set; } }
public static class A { public static readonly F Id = new F { Name = "id" }; }
public class C : IMAExtensible2GetSchema, IMAExtensible2GetParameters { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("user", true)); if (A.Id.Name != "id") s.Types.Add(SchemaType.Create("two", true)); return s; } public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page) { var f = new F(); f.Name = "a"; f = A.Id; f.Name = "b"; return new List<ConfigParameterDefinition>(); } public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page) { return new ParameterValidationResult(); } }
