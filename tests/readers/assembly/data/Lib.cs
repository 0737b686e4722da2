using System.Collections.Generic; using Microsoft.MetadirectoryServices;
using CP = System.Collections.ObjectModel.KeyedCollection<string, Microsoft.MetadirectoryServices.ConfigParameter>;
namespace L { 
 public class Plain { public Schema GetSchema(CP p){return null;} public virtual IList<Partition> GetPartitions(CP p){return null;} public MACapabilities Capabilities { get { return null; } } public void ChangePassword(CSEntry a, System.Security.SecureString b, System.Security.SecureString c){} }
 public class Impl : IMAExtensible2GetSchema { public virtual Schema GetSchema(CP p){return null;} }
 public class Gen<T> where T: class { public virtual T GetSchema(CP p){return null;} }
 public interface IBoth : IMAExtensible2GetSchema, IMAExtensible2GetPartitions {}
}
