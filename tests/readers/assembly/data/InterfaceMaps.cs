using System; using System.IO; using System.Reflection; using System.Collections.Generic;
public static class InterfaceMaps {
  public static int Main(string[] a) {
    string contract=a[0];
    for (int i=1;i<a.Length;i++) {
      string file=Path.GetFullPath(a[i]); string dir=Path.GetDirectoryName(file);
      ResolveEventHandler h=(s,e)=>{ string n=new AssemblyName(e.Name).Name; 
        string p = n=="Microsoft.MetadirectoryServicesEx" ? contract : Path.Combine(dir,n+".dll");
        return File.Exists(p)? Assembly.LoadFile(p):null; };
      AppDomain.CurrentDomain.AssemblyResolve+=h;
      try {
        Assembly asm=Assembly.LoadFile(file);
        foreach (Type t in asm.GetTypes()) {
          if (t.IsInterface) continue;
          Type[] its; try { its=t.GetInterfaces(); } catch(Exception e) { Console.WriteLine("{0}|{1}|!{2}",a[i],t.FullName,e.GetType().Name); continue; }
          foreach (Type it in its) {
            if (it.Namespace!="Microsoft.MetadirectoryServices"||!it.Name.StartsWith("IMAExtensible2")) continue;
            try { InterfaceMapping m=t.GetInterfaceMap(it);
            for (int k=0;k<m.InterfaceMethods.Length;k++) { MethodInfo x=m.TargetMethods[k];
              string d="none"; if (x!=null) { Type dt=x.DeclaringType; if (dt.IsGenericType) dt=dt.GetGenericTypeDefinition(); d=dt.FullName+"::"+x.Name; }
              Console.WriteLine("{0}|{1}|{2}|{3}|{4}",a[i],t.FullName,it.Name,m.InterfaceMethods[k].Name,d); }
            } catch(Exception e) { Console.WriteLine("{0}|{1}|{2}|!{3}",a[i],t.FullName,it.Name,e.GetType().Name); }
          }
        }
      } catch(Exception e) { Console.WriteLine("{0}|!{1} {2}",a[i],e.GetType().Name, e.Message.Replace("\n"," ")); }
      AppDomain.CurrentDomain.AssemblyResolve-=h;
    }
    return 0; } }
