//# calls build on each other: later schemas have one more type [open]
public class C : IMAExtensible2GetSchema { Schema last; int n; public Schema GetSchema(CP p) { n++; var s = Schema.Create(); s.Types.Add(SchemaType.Create("user", true)); if (last != null) s.Types.Add(SchemaType.Create("person", true)); last = s; return s; } }
//# the previous schema is changed after it was returned [open]
public class C : IMAExtensible2GetSchema { Schema last; int n; public Schema GetSchema(CP p) { n++; if (last != null && last.Types.Count < 2) last.Types.Add(SchemaType.Create("late", true)); var s = last ?? Schema.Create(); if (last == null) s.Types.Add(SchemaType.Create("user", true)); last = s; return s; } }
//# every schema is kept, and the first one is handed out [open]
public class C : IMAExtensible2GetSchema { readonly List<Schema> all = new List<Schema>(); public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("t" + all.Count, true)); all.Add(s); return all[0]; } }
//# every schema is kept, a new one is handed out
public class C : IMAExtensible2GetSchema { readonly List<Schema> all = new List<Schema>(); public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("user", true)); all.Add(s); return s; } }
//# a linked row of calls
class Call { public Call Before; public string Name; }
public class C : IMAExtensible2GetSchema { Call calls; public Schema GetSchema(CP p) { calls = new Call { Before = calls, Name = "user" }; var s = Schema.Create(); s.Types.Add(SchemaType.Create(calls.Name, true)); return s; } }
//# a linked row of calls that is gone through [open]
class Call { public Call Before; public string Name; }
public class C : IMAExtensible2GetSchema { Call calls; int n; public Schema GetSchema(CP p) { n++; calls = new Call { Before = calls, Name = "t" + n }; var s = Schema.Create(); for (var c = calls; c != null; c = c.Before) s.Types.Add(SchemaType.Create(c.Name, true)); return s; } }
//# a delegate keeps the capabilities of the last call [open]
public class C : IMAExtensible2GetCapabilities { Func<MACapabilities> last; int n; public MACapabilities Capabilities { get { n++; var old = last == null ? null : last(); var c = new MACapabilities { FullExport = old != null, DeltaImport = false }; last = () => c; if (old != null) old.FullExport = true; return c; } } }
//# the capabilities of the last call are handed out again [open]
public class C : IMAExtensible2GetCapabilities { MACapabilities kept, next; int n; public MACapabilities Capabilities { get { n++; var c = kept ?? new MACapabilities { FullExport = false }; kept = next; next = new MACapabilities { FullExport = n > 1 }; return c; } } }
//# counters and a log, kept for ever
public class C : IMAExtensible2GetSchema { static int calls; static readonly List<string> log = new List<string>(); readonly StringBuilder trace = new StringBuilder(); void Log(string text) { calls++; log.Add(text + calls); trace.Append(text); } public Schema GetSchema(CP p) { Log("begin"); var s = Schema.Create(); foreach (var n in new[] { "id", "mail" }) Log(n); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); Log("end"); return s; } }
//# a log in a string builder
public class C : IMAExtensible2GetSchema { readonly StringBuilder log = new StringBuilder(); public Schema GetSchema(CP p) { log.Append("a"); var s = Schema.Create(); var t = SchemaType.Create("user", true); s.Types.Add(t); return s; } }
//# the constructor counts instances
public class C : IMAExtensible2GetSchema { static int instances; int id; public C() { id = ++instances; } public Schema GetSchema(CP p) { Console.WriteLine(id); var s = Schema.Create(); var t = SchemaType.Create("user", true); s.Types.Add(t); return s; } }
//# a capability depends on the number of calls [open]
public class C : IMAExtensible2GetCapabilities { int n; public MACapabilities Capabilities { get { n++; var c = new MACapabilities(); c.FullExport = false; c.ObjectRename = n > 0; return c; } } }
//# partitions are counted
public class C : IMAExtensible2GetPartitions { int n; public IList<Partition> GetPartitions(CP p) { n++; return new List<Partition> { Partition.Create(Guid.Empty, "x", "y") }; } }
