using System.Collections.Generic; using System.Collections.ObjectModel; using Microsoft.MetadirectoryServices;
using CP = System.Collections.ObjectModel.KeyedCollection<string, Microsoft.MetadirectoryServices.ConfigParameter>;
namespace T {
 public class B1 : IMAExtensible2GetSchema { Schema IMAExtensible2GetSchema.GetSchema(CP p){return null;} public virtual Schema GetSchema(CP p){return null;} }
 public class D1a : B1, IMAExtensible2GetSchema {}
 public class D1b : B1 { public override Schema GetSchema(CP p){return null;} }
 public class D1c : B1, IMAExtensible2GetSchema { public override Schema GetSchema(CP p){return null;} }
 public class B2 : IMAExtensible2GetSchema { Schema IMAExtensible2GetSchema.GetSchema(CP p){return null;} }
 public class D2 : B2 { public virtual Schema GetSchema(CP p){return null;} }
 public class E2 : D2, IMAExtensible2GetSchema {}
 public class D2n : B2 { public Schema GetSchema(CP p){return null;} }
 public class E2n : D2n, IMAExtensible2GetSchema {}
 public class B3 : IMAExtensible2GetSchema { public virtual Schema GetSchema(CP p){return null;} }
 public class D3 : B3 { public new virtual Schema GetSchema(CP p){return null;} }
 public class E3 : D3 { public override Schema GetSchema(CP p){return null;} }
 public class F3 : D3, IMAExtensible2GetSchema {}
 public class G3 : E3, IMAExtensible2GetSchema {}
 public class B4 : IMAExtensible2GetSchema { public Schema GetSchema(CP p){return null;} }
 public class D4 : B4, IMAExtensible2GetSchema { public new Schema GetSchema(CP p){return null;} }
 public class D4x : B4 { public new Schema GetSchema(CP p){return null;} }
 public interface IOwn<X> : IMAExtensible2GetSchema, IMAExtensible2GetPartitions { X Get(); }
 public class C5 : IOwn<int> { public int Get(){return 1;} public Schema GetSchema(CP p){return null;} IList<Partition> IMAExtensible2GetPartitions.GetPartitions(CP p){return null;} }
 public interface IHide : IMAExtensible2GetSchema { new Schema GetSchema(CP p); }
 public class C6 : IHide { public Schema GetSchema(CP p){return null;} }
 public class C6b : IHide { public Schema GetSchema(CP p){return null;} Schema IMAExtensible2GetSchema.GetSchema(CP p){return null;} }
 public class C6c : IHide { Schema IHide.GetSchema(CP p){return null;} public Schema GetSchema(CP p){return null;} }
 public abstract class B8 : IMAExtensible2GetSchema { public abstract Schema GetSchema(CP p); }
 public class D8 : B8 { public sealed override Schema GetSchema(CP p){return null;} }
 public class A9 : IMAExtensible2GetSchema { public virtual Schema GetSchema(CP p){return null;} }
 public class B9 : A9 { public override Schema GetSchema(CP p){return null;} }
 public class C9 : B9 { public new virtual Schema GetSchema(CP p){return null;} }
 public class D9 : C9 { public override Schema GetSchema(CP p){return null;} }
 public struct S10 : IMAExtensible2GetSchema, IMAExtensible2GetCapabilities { public Schema GetSchema(CP p){return null;} MACapabilities IMAExtensible2GetCapabilities.Capabilities { get { return null; } } }
 public class B11<X> where X: class { public virtual X GetSchema(KeyedCollection<string, ConfigParameter> p){return null;} public virtual IList<X> GetPartitions(CP p){return null;} }
 public class D11 : B11<Schema>, IMAExtensible2GetSchema {}
 public class D11b : B11<Partition>, IMAExtensible2GetPartitions {}
 public class D11c : B11<Schema>, IMAExtensible2GetSchema { public override Schema GetSchema(CP p){return null;} }
 public class G12<K,V> { public virtual Schema GetSchema(KeyedCollection<K,V> p){return null;} }
 public class D12 : G12<string,ConfigParameter>, IMAExtensible2GetSchema {}
 public class Outer { protected class In : IMAExtensible2GetSchema { public Schema GetSchema(CP p){return null;} } private class Pr<Q> : B3 {} }
 public class Over : IMAExtensible2GetSchema { public Schema GetSchema(object p){return null;} public Schema GetSchema(CP p){return null;} public Schema GetSchema(CP p,int i){return null;} public Schema GetSchema<Z>(CP p){return null;} }
 public class NonV { public Schema GetSchema(CP p){return null;} public MACapabilities Capabilities { get { return null; } } }
 public class DNonV : NonV, IMAExtensible2GetSchema, IMAExtensible2GetCapabilities {}
 public class DDNonV : DNonV { public new Schema GetSchema(CP p){return null;} }
 public abstract class P1 : IMAExtensible2GetSchema { Schema IMAExtensible2GetSchema.GetSchema(CP p){ return Make(p);} protected abstract Schema Make(CP p); }
 public class P2 : P1 { protected override Schema Make(CP p){return null;} public Schema GetSchema(CP p){return null;} }
 public class P3 : P2, IMAExtensible2GetSchema { }
}
