//# split with a count [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var x in "a,b,c".Split(new[] { ',' }, 1)) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# split with a count and options [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var x in "a,b,c".Split(new[] { ',' }, 2, StringSplitOptions.None)) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# split with no count
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("n" + "a,b,c".Split(new[] { ',' }, 0).Length, true)); return s; } }
//# join of objects of which the first is null
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("n" + string.Join("x", new object[] { null, "b" }), true)); return s; } }
//# join of texts of which the first is null
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("n" + string.Join("x", null, "b", null), true)); return s; } }
//# equals of null
public class C : IMAExtensible2GetSchema { static string N() { return null; } public Schema GetSchema(CP p) { var s = Schema.Create(); try { var q = N().Equals("a"); s.Types.Add(SchemaType.Create(q ? "yes" : "no", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# method of null text
public class C : IMAExtensible2GetSchema { static string N() { return null; } public Schema GetSchema(CP p) { var s = Schema.Create(); try { var q = N().Trim(); s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# text of null
public class C : IMAExtensible2GetSchema { static object N() { return null; } public Schema GetSchema(CP p) { var s = Schema.Create(); try { var q = N().ToString(); s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# blank control characters
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create(string.IsNullOrWhiteSpace("\x1c") ? "blank" : "not", true)); return s; } }
//# culture ignores nul
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); s.Types.Add(SchemaType.Create("a\0b".Equals("ab", StringComparison.InvariantCulture) ? "same" : "not", true)); return s; } }
//# any stops at the first
class O { public string F; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new[] { new O { F = "a" }, null }; try { if (l.Any(x => x.F == "a")) s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# first stops at the first
class O { public string F; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new[] { new O { F = "a" }, null }; s.Types.Add(SchemaType.Create(l.First(x => x.F == "a").F, true)); return s; } }
//# all stops at the first
class O { public string F; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new[] { new O { F = "a" }, null }; try { s.Types.Add(SchemaType.Create(l.All(x => x.F == "b") ? "all" : "some", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# a query that is never read does not throw
class O { public string F; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new O[] { null }; try { var q = l.Select(x => x.F); s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# a query throws where it is read [open]
class O { public string F; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new O[] { null }; IEnumerable<string> q = null; try { q = l.Select(x => x.F); s.Types.Add(SchemaType.Create("one", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } try { foreach (var x in q) s.Types.Add(SchemaType.Create(x, true)); s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("two", true)); } return s; } }
//# a dictionary with a null key
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { var d = new[] { "a", null }.ToDictionary(x => x); s.Types.Add(SchemaType.Create("n" + d.Count, true)); } catch (ArgumentNullException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# distinct numbers and take
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); foreach (var x in new[] { 1, 2, 1, 3 }.Distinct().Take(2)) s.Types.Add(SchemaType.Create("n" + x, true)); foreach (var x in new[] { "a", "b" }.Skip(-1).Reverse()) s.Types.Add(SchemaType.Create(x, true)); return s; } }
//# last of those chosen
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new[] { "ax", "b", "ay", "c" }; s.Types.Add(SchemaType.Create(l.Last(x => x.StartsWith("a", StringComparison.Ordinal)) + l.Count(x => x.Length == 1), true)); return s; } }
//# single of two throws
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { s.Types.Add(SchemaType.Create(new[] { "a", "b" }.Single(), true)); } catch (InvalidOperationException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# char at an index outside
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { var c = "ab"[2]; s.Types.Add(SchemaType.Create("good", true)); } catch (IndexOutOfRangeException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# substring outside
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { var c = "ab".Substring(1, 2); s.Types.Add(SchemaType.Create("good", true)); } catch (ArgumentOutOfRangeException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# substring outside on some paths
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var n = p.Contains("Mode") && p["Mode"].Value == "b" ? 1 : 3; try { var c = "ab".Substring(n); s.Types.Add(SchemaType.Create("good" + c, true)); } catch (ArgumentOutOfRangeException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# format refuses
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { var c = string.Format("{1}", "a"); s.Types.Add(SchemaType.Create("good", true)); } catch (FormatException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# replace nothing
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { var c = "a".Replace("", "b"); s.Types.Add(SchemaType.Create("good", true)); } catch (ArgumentException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# parse refuses
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { var c = int.Parse("x"); s.Types.Add(SchemaType.Create("good", true)); } catch (FormatException) { s.Types.Add(SchemaType.Create("bad", true)); } try { var c = (MAExportType)Enum.Parse(typeof(MAExportType), "Nope"); s.Types.Add(SchemaType.Create("good2", true)); } catch (ArgumentException) { s.Types.Add(SchemaType.Create("bad2", true)); } return s; } }
//# list enumerated while changed [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new List<string> { "a", "b" }; try { foreach (var x in l) { s.Types.Add(SchemaType.Create(x, true)); l.Add("c"); } s.Types.Add(SchemaType.Create("good", true)); } catch (InvalidOperationException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# first of nothing
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { var x = new List<string>().First(); s.Types.Add(SchemaType.Create("good", true)); } catch (InvalidOperationException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# first of what may be nothing
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new List<string>(); if (p.Contains("Mode") && p["Mode"].Value == "b") l.Add("x"); try { var x = l.First(); s.Types.Add(SchemaType.Create("good", true)); } catch (InvalidOperationException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# field of what may be null
class O { public string F = "f"; }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); O o = null; if (p.Contains("Mode") && p["Mode"].Value == "b") o = new O(); try { var x = o.F; s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# method of what may be null
class O { public string F() { return "f"; } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); O o = null; if (p.Contains("Mode") && p["Mode"].Value == "b") o = new O(); try { var x = o.F(); s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# capability of what may be null
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); MACapabilities o = null; if (p.Contains("Mode") && p["Mode"].Value == "b") o = new MACapabilities(); try { o.FullExport = true; s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# property of a contract object that may be null
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); SchemaType o = null; if (p.Contains("Mode") && p["Mode"].Value == "b") o = SchemaType.Create("x", true); try { var n = o.Name; s.Types.Add(SchemaType.Create("good", true)); } catch (NullReferenceException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# a parameter that is not there
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { var n = p["Mode"]; s.Types.Add(SchemaType.Create("good", true)); } catch (KeyNotFoundException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# an attribute that may be refused
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); try { var n = SchemaAttribute.CreateAnchorAttribute("x", p.Contains("Mode") ? AttributeType.Boolean : AttributeType.String); s.Types.Add(SchemaType.Create("good", true)); } catch (NotSupportedException) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
//# a change that may be refused
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var e = CSEntryChange.Create(); try { e.ObjectModificationType = p.Contains("Mode") ? ObjectModificationType.None : ObjectModificationType.Add; s.Types.Add(SchemaType.Create("good", true)); } catch (Exception) { s.Types.Add(SchemaType.Create("bad", true)); } return s; } }
