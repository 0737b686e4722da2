using System.Collections.Generic; using Microsoft.MetadirectoryServices;
using CP = System.Collections.ObjectModel.KeyedCollection<string, Microsoft.MetadirectoryServices.ConfigParameter>;
namespace U {
 public class A : L.Plain, IMAExtensible2GetSchema, IMAExtensible2GetPartitions, IMAExtensible2GetCapabilities {}
 public class B : L.Impl {}
 public class C : L.Impl { public override Schema GetSchema(CP p){return null;} }
 public class D : L.Impl, IMAExtensible2GetSchema { public new Schema GetSchema(CP p){return null;} }
 public class E : L.Gen<Schema>, IMAExtensible2GetSchema {}
 public class F : L.Plain, L.IBoth {}
}
