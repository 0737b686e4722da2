//@ fsrename | 207=fail 217=pass
type C() =
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities =
            let c = MACapabilities()
            c.ObjectRename <- true
            c.DistinguishedNameStyle <- MADistinguishedNameStyle.None
            c
//@ fsread | 510=fail 508=pass
type C() =
    let value (p: KeyedCollection<string, ConfigParameter>) (name: string) = p.[name].Value
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(p, page) =
            List<ConfigParameterDefinition>([ ConfigParameterDefinition.CreateStringParameter("Server", ""); ConfigParameterDefinition.CreateStringParameter("Port", "") ]) :> IList<ConfigParameterDefinition>
        member this.ValidateConfigParameters(p, page) =
            Console.WriteLine(value p "Server")
            ParameterValidationResult()
//@ fsseq | 412=pass
type C() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(p, types, s) = ()
        member this.PutExportEntries(csentries) =
            csentries |> Seq.iter (fun one -> if one.ObjectModificationType = ObjectModificationType.Delete then Console.WriteLine(one.DN))
            PutExportEntriesResults()
        member this.CloseExportConnection(s) = ()
//@ fsseqnever | 412=fail
type C() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(p, types, s) = ()
        member this.PutExportEntries(csentries) =
            csentries |> Seq.iter (fun one -> Console.WriteLine(one.DN))
            PutExportEntriesResults()
        member this.CloseExportConnection(s) = ()
