//@ abstractbasethrow | 131=fail
public abstract class B : IMAExtensible2GetSchema { public virtual Schema GetSchema(CP p) { throw new NotImplementedException(); } } public class C : B {}
//@ abstractbaseoverride | 131=pass
public abstract class B : IMAExtensible2GetSchema { public virtual Schema GetSchema(CP p) { throw new NotImplementedException(); } } public class C : B { public override Schema GetSchema(CP p) { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); return s; } }
//@ notsupportedbranch | 131=pass 132=pass
public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p) { if (p == null) throw new NotSupportedException(); return Schema.Create(); } }
//@ anchorinloop | 306=pass 307=pass 305=pass
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); foreach (var n in new[] { "id", "mail" }) { if (n == "id") t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute(n, AttributeType.String)); else t.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(n, AttributeType.String)); } s.Types.Add(t); return s; } }
//@ anchorinopenloop | 306=pass 305=undecided 307=undecided
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String)); foreach (var n in System.IO.File.ReadAllLines("x")) t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute(n, AttributeType.String)); s.Types.Add(t); return s; } }
//@ attrconditional | 310=undecided 306=pass
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); if (p["X"].Value == "1") t.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("m", AttributeType.String)); s.Types.Add(t); return s; } }
//@ anchorconditional | 306=pass 305=undecided
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("m", AttributeType.String)); if (p["X"].Value == "1") t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); return s; } }
//@ typenotadded | 301=pass 304=pass 306=pass 319=pass 310=pass 313=pass
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); var g = SchemaType.Create("group", true); g.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("member.x", AttributeType.Reference)); return s; } }
//@ attributenotadded | 310=pass 311=pass 313=pass
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); SchemaAttribute.CreateMultiValuedAttribute("member.x", AttributeType.Reference); return s; } }
//@ attrafteradd | 310=fail
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); s.Types[0].Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("m", AttributeType.String)); return s; } }
//@ attrafteraddbykey | 310=fail
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); s.Types["user"].Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("m", AttributeType.String)); return s; } }
//@ schemanullpath | 401=undecided
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); if (p["a"].Value == "x") return null; return s; } }
//@ schemanullinfeasible | 401=pass
%SCHEMA% { var s = Schema.Create(); var t = SchemaType.Create("user", true); t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String)); s.Types.Add(t); if (s.Types.Count == 0) return null; return s; } }
//@ schemanullcatch | 401=undecided
%SCHEMA% { try { var s = Schema.Create(); System.IO.File.ReadAllText("x"); return s; } catch (Exception) { return null; } } }
//@ partstatic | 322=pass
public class C : IMAExtensible2GetPartitions { static readonly Guid G = new Guid("11111111-2222-3333-4444-555555555555"); public IList<Partition> GetPartitions(CP p) { return new List<Partition> { Partition.Create(G, "dc=a", "a") }; } }
//@ partnewguidfield | 322=fail
public class C : IMAExtensible2GetPartitions { readonly Guid g = Guid.NewGuid(); public IList<Partition> GetPartitions(CP p) { return new List<Partition> { Partition.Create(g, "dc=a", "a") }; } }
//@ partnewguidstatic | 322=fail
public class C : IMAExtensible2GetPartitions { static readonly Guid G = Guid.NewGuid(); public IList<Partition> GetPartitions(CP p) { return new List<Partition> { Partition.Create(G, "dc=a", "a") }; } }
//@ partnewguidlocal | 322=fail
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { var g = Guid.NewGuid(); var l = new List<Partition>(); l.Add(Partition.Create(g, "dc=a", "a")); return l; } }
//@ partnewguidhelper | 322=fail
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { var l = new List<Partition>(); l.Add(Make("dc=a")); return l; } static Partition Make(string dn) { return Partition.Create(Guid.NewGuid(), dn, "a"); } }
//@ partguidconfig | 322=undecided
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { return new List<Partition> { Partition.Create(new Guid(p["Id"].Value), "dc=a", "a") }; } }
//@ partguidfile | 322=undecided
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { Guid g; if (System.IO.File.Exists("id")) g = new Guid(System.IO.File.ReadAllText("id")); else { g = Guid.NewGuid(); System.IO.File.WriteAllText("id", g.ToString()); } return new List<Partition> { Partition.Create(g, "dc=a", "a") }; } }
//@ partparse | 322=pass 323=pass
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { return new List<Partition> { Partition.Create(Guid.Parse("11111111-2222-3333-4444-555555555555"), "dc=a", "a") }; } }
//@ partemptydn | 323=fail
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { return new List<Partition> { Partition.Create(Guid.Parse("11111111-2222-3333-4444-555555555555"), "") }; } }
//@ partnulldn | 323=fail
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { return new List<Partition> { Partition.Create(Guid.Parse("11111111-2222-3333-4444-555555555555"), null) }; } }
//@ partdnownguid | 323=pass
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { var g = Guid.Parse("11111111-2222-3333-4444-555555555555"); return new List<Partition> { Partition.Create(g, "dc=11111111-2222-3333-4444-555555555555") }; } }
//@ partdncond | 323=undecided
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { var g = Guid.Parse("11111111-2222-3333-4444-555555555555"); return new List<Partition> { Partition.Create(g, p["A"].Value) }; } }
//@ partnotreturned | 322=pass 323=pass
public class C : IMAExtensible2GetPartitions { public IList<Partition> GetPartitions(CP p) { Partition.Create(Guid.NewGuid(), ""); return new List<Partition> { Partition.Create(Guid.Parse("11111111-2222-3333-4444-555555555555"), "dc=a") }; } }
//@ puthelper | 401=pass 410=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) r.CSEntryChangeResults.Add(One(e)); return r; } static CSEntryChangeResult One(CSEntryChange e) { Guid id = e.Identifier; return CSEntryChangeResult.Create(id, new List<AttributeChange>(), MAExportError.Success); } }
//@ putlinq | 401=pass 410=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { return new PutExportEntriesResults(csentries.Select(e => CSEntryChangeResult.Create(e.Identifier, null, MAExportError.Success)).ToList()); } }
//@ putdict | 410=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var d = new Dictionary<Guid, MAExportError>(); foreach (var e in csentries) d[e.Identifier] = MAExportError.Success; var r = new PutExportEntriesResults(); foreach (var kv in d) r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(kv.Key, null, kv.Value)); return r; } }
//@ putnewguid | 410=fail
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success)); return r; } }
//@ putnewguidlocal | 410=fail
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) { var id = Guid.NewGuid(); r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(id, null, MAExportError.Success)); } return r; } }
//@ putemptyguid | 410=fail
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) { r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(Guid.Empty, null, MAExportError.Success)); } return r; } }
//@ putdefaultguard | 410=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); var id = Guid.Empty; foreach (var e in csentries) { id = e.Identifier; r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(id, null, MAExportError.Success)); } return r; } }
//@ putnewguidchosen | 410=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) { var id = Guid.NewGuid(); if (e.Identifier != Guid.Empty) id = e.Identifier; r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(id, null, MAExportError.Success)); } return r; } }
//@ putnewguidcorrelation | 410=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var correlation = Guid.NewGuid(); Console.WriteLine(correlation); var r = new PutExportEntriesResults(); foreach (var e in csentries) { r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(e.Identifier, null, MAExportError.Success, correlation.ToString(), "")); } return r; } }
//@ putnewguidhelperarg | 410=fail
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) r.CSEntryChangeResults.Add(Make(Guid.NewGuid())); return r; } static CSEntryChangeResult Make(Guid g) { return CSEntryChangeResult.Create(g, null, MAExportError.Success); } }
//@ deadnewguid | 410=pass
public class C : IMAExtensible2CallExport { %EXPORT% %PUT% { var r = new PutExportEntriesResults(); foreach (var e in csentries) r.CSEntryChangeResults.Add(CSEntryChangeResult.Create(e.Identifier, null, MAExportError.Success)); return r; } CSEntryChangeResult Unused() { return CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success); } }
