//# a struct taken out of a list is a copy
struct V { public bool F; public void Flip() { F = !F; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { V s = new V(); var l = new List<V> { s }; l[0].Flip(); V t = l[0]; t.Flip(); return new MACapabilities { FullExport = l[0].F, DeltaImport = t.F }; } } }
//# a struct taken out of a dictionary is a copy
struct V { public bool F; public void Flip() { F = !F; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var d = new Dictionary<int, V>(); d[1] = new V { F = true }; V t = d[1]; t.Flip(); V u; d.TryGetValue(1, out u); u.Flip(); return new MACapabilities { FullExport = d[1].F, DeltaImport = t.F, SupportExport = u.F }; } } }
//# a struct given to a delegate of a collection is a copy
struct V { public bool F; public bool Flip() { F = !F; return F; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var l = new List<V> { new V(), new V() }; l.ForEach(x => x.Flip()); bool any = l.Any(x => x.Flip()); return new MACapabilities { FullExport = l[0].F, DeltaImport = any, SupportExport = l[1].F }; } } }
//# elements of an array of structs are told apart
struct V { public bool F; public void Flip() { F = !F; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { var a = new V[2]; a[0].Flip(); var l = a.ToList(); a[1].F = true; a[0].F = false; var b = l.ToArray(); b[1].Flip(); return new MACapabilities { FullExport = a[0].F, DeltaImport = a[1].F, SupportExport = l[0].F, SupportImport = l[1].F }; } } }
//# a struct taken out of its box is a copy
struct V { public bool F; public void Flip() { F = !F; } }
public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities { get { object o = new V(); V t = (V)o; t.Flip(); ((V)o).Flip(); return new MACapabilities { FullExport = ((V)o).F, DeltaImport = t.F }; } } }
