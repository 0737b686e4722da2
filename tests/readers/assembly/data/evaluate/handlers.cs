//# what may throw stands alone
class H { public int F; public void M() { } }
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); int n = p.Count, m = n - 1, i = 0; string v; int w; var a = new[] { "a", "b" }; string[] z = n > 0 ? a : null; var l = new List<string> { "a" }; if (n > 1) l.Clear(); var d = new Dictionary<string, string>(); if (n > 1) d["k"] = "v"; H h = n > 1 ? new H() : null;
try { v = a[n]; i = 1; } catch (IndexOutOfRangeException) { i = 2; } s.Types.Add(SchemaType.Create("a" + i, true));
try { a[n] = "x"; i = 3; } catch (IndexOutOfRangeException) { i = 4; } s.Types.Add(SchemaType.Create("b" + i, true));
try { w = z.Length; i = 5; } catch (NullReferenceException) { i = 6; } s.Types.Add(SchemaType.Create("c" + i, true));
try { v = z[0]; i = 7; } catch (NullReferenceException) { i = 8; } s.Types.Add(SchemaType.Create("d" + i, true));
try { z[0] = "y"; i = 9; } catch (NullReferenceException) { i = 10; } s.Types.Add(SchemaType.Create("e" + i, true));
try { v = l[0]; i = 11; } catch (ArgumentOutOfRangeException) { i = 12; } s.Types.Add(SchemaType.Create("f" + i, true));
try { l[0] = "w"; i = 13; } catch (ArgumentOutOfRangeException) { i = 14; } s.Types.Add(SchemaType.Create("g" + i, true));
try { v = d["k"]; i = 15; } catch (KeyNotFoundException) { i = 16; } s.Types.Add(SchemaType.Create("h" + i, true));
try { d.Add("k", "u"); i = 17; } catch (ArgumentException) { i = 18; } s.Types.Add(SchemaType.Create("i" + i, true));
try { w = h.F; i = 19; } catch (NullReferenceException) { i = 20; } s.Types.Add(SchemaType.Create("j" + i, true));
try { h.F = 2; i = 21; } catch (NullReferenceException) { i = 22; } s.Types.Add(SchemaType.Create("k" + i, true));
try { h.M(); i = 23; } catch (NullReferenceException) { i = 24; } s.Types.Add(SchemaType.Create("l" + i, true));
try { z = new string[m]; i = 25; } catch (OverflowException) { i = 26; } s.Types.Add(SchemaType.Create("m" + i, true));
try { l.RemoveAt(0); i = 27; } catch (ArgumentOutOfRangeException) { i = 28; } s.Types.Add(SchemaType.Create("n" + i, true));
return s; } }
//# an element of a list that unknown elements were added to
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var l = new List<string>(); l.AddRange(p.Select(x => x.Name)); l.Add("z"); s.Types.Add(SchemaType.Create("x" + l[0], true)); return s; } }
//# two queries of which the second changed [open]
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { var s = Schema.Create(); var a = new List<string> { "a" }; var b = new List<string> { "b" }; var q = a.Where(x => x != "c"); var r = b.Where(x => x != "c"); var k = p.Count > 1 ? q : r; b.Add("d"); foreach (var x in k) s.Types.Add(SchemaType.Create(x, true)); return s; } }
