//@ throw0 | 130=fail
type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = raise <| NotImplementedException()
        member this.CloseExportConnection(exportRunStep) = ()

//@ throw1 | 130=fail
type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = NotImplementedException() |> raise
        member this.CloseExportConnection(exportRunStep) = ()

//@ throw2 | 130=fail
type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = raise (new NotImplementedException("later"))
        member this.CloseExportConnection(exportRunStep) = ()

//@ throw3 | 130=fail
type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = raise (NotSupportedException())
        member this.CloseExportConnection(exportRunStep) = ()

//@ failwith | 130=pass
type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = failwith "not implemented"
        member this.CloseExportConnection(exportRunStep) = ()

//@ defaultof | 402=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000
        member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()
        member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
        member this.CloseImportConnection(importRunStep) = Unchecked.defaultof<_>

//@ nullput | 401=fail
type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = Unchecked.defaultof<PutExportEntriesResults>
        member this.CloseExportConnection(exportRunStep) = ()

//@ module-size | 405=fail
module Settings =
    let pageSize = 0

type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = Settings.pageSize
        member this.ExportMaxPageSize = Settings.pageSize
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = PutExportEntriesResults()
        member this.CloseExportConnection(exportRunStep) = ()

//@ literal-size | 405=fail
module Settings =
    [<Literal>]
    let PageSize = 0

type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = Settings.PageSize
        member this.ExportMaxPageSize = Settings.PageSize
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = PutExportEntriesResults()
        member this.CloseExportConnection(exportRunStep) = ()

//@ let-size | 405=fail
type Connector() =
    let size = 0

    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = size
        member this.ExportMaxPageSize = size
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = PutExportEntriesResults()
        member this.CloseExportConnection(exportRunStep) = ()

//@ member-val | 405=fail
type Connector() =
    member val Size = 0 with get, set
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = this.Size
        member this.ExportMaxPageSize = this.Size
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
        member this.PutExportEntries(csentries) = PutExportEntriesResults()
        member this.CloseExportConnection(exportRunStep) = ()

//@ match-page | 501=fail
type Connector() =
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            let definitions = ResizeArray()

            match page with
            | ConfigParameterPage.Connectivity -> definitions.Add(ConfigParameterDefinition.CreateStringParameter("Client secret", ""))
            | _ -> ()

            definitions :> IList<ConfigParameterDefinition>

        member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()

//@ match-list | 501=fail
type Connector() =
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            match page with
            | ConfigParameterPage.Connectivity -> ResizeArray [ ConfigParameterDefinition.CreateStringParameter("Client secret", "") ] :> IList<ConfigParameterDefinition>
            | _ -> ResizeArray() :> IList<ConfigParameterDefinition>

        member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()

//@ yield-list | 501=fail
type Connector() =
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            ResizeArray [ if page = ConfigParameterPage.Connectivity then yield ConfigParameterDefinition.CreateStringParameter("Client secret", "") ] :> IList<ConfigParameterDefinition>

        member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()

//@ array | 501=fail
type Connector() =
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            if page = ConfigParameterPage.Connectivity then [| ConfigParameterDefinition.CreateStringParameter("Client secret", "") |] :> IList<ConfigParameterDefinition> else [||] :> IList<ConfigParameterDefinition>

        member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()

//@ module-helper | 501=fail
module Helper =
    let define page =
        let definitions = List<ConfigParameterDefinition>()
        if page = ConfigParameterPage.Connectivity then definitions.Add(ConfigParameterDefinition.CreateStringParameter("Client secret", ""))
        definitions

type Connector() =
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            Helper.define page :> IList<ConfigParameterDefinition>

        member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()

//@ seq-to-list | 501=fail
type Connector() =
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            [ "Client secret"; "Password" ] |> List.map (fun n -> ConfigParameterDefinition.CreateStringParameter(n, "")) |> ResizeArray :> IList<_>

        member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()

//@ read-in-closure | 502=fail
type Connector() =
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            ResizeArray [ ConfigParameterDefinition.CreateEncryptedStringParameter("Password", "") ] :> IList<ConfigParameterDefinition>

        member this.ValidateConfigParameters(configParameters, page) =
            let value name = configParameters.["Password"].Value + name

            if String.IsNullOrEmpty(value "x") then ParameterValidationResult(ParameterValidationResultCode.Failure, "", "") else ParameterValidationResult()

//@ read-in-lambda | 502=fail
type Connector() =
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            ResizeArray [ ConfigParameterDefinition.CreateEncryptedStringParameter("Password", "") ] :> IList<ConfigParameterDefinition>

        member this.ValidateConfigParameters(configParameters, page) =
            let bad = [ "a"; "b" ] |> List.exists (fun n -> configParameters.["Password"].Value = n)

            if bad then ParameterValidationResult(ParameterValidationResultCode.Failure, "", "") else ParameterValidationResult()

//@ read-in-module | 502=fail
module Reading =
    let password (configParameters: KeyedCollection<string, ConfigParameter>) = configParameters.["Password"].Value

type Connector() =
    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            ResizeArray [ ConfigParameterDefinition.CreateEncryptedStringParameter("Password", "") ] :> IList<ConfigParameterDefinition>

        member this.ValidateConfigParameters(configParameters, page) =
            if isNull (Reading.password configParameters) then ParameterValidationResult(ParameterValidationResultCode.Failure, "", "") else ParameterValidationResult()

//@ read-const | 502=fail
type Connector() =
    let name = "Password"

    interface IMAExtensible2GetParameters with
        member this.GetConfigParameters(configParameters, page) =
            ResizeArray [ ConfigParameterDefinition.CreateEncryptedStringParameter("Password", "") ] :> IList<ConfigParameterDefinition>

        member this.ValidateConfigParameters(configParameters, page) =
            if isNull configParameters.[name].Value then ParameterValidationResult(ParameterValidationResultCode.Failure, "", "") else ParameterValidationResult()

//@ secret-module | 504=fail
module Settings =
    let connection = "Server=sql01;User Id=ma;Password=Tr0ub4dor3;"

type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000

        member this.OpenImportConnection(configParameters, types, importRunStep) =
            Console.WriteLine(Settings.connection)
            OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ secret-Literal | 504=fail
module Settings =
    [<Literal>]
    let Connection = "Server=sql01;User Id=ma;Password=Tr0ub4dor3;"

type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000

        member this.OpenImportConnection(configParameters, types, importRunStep) =
            Console.WriteLine(Settings.Connection)
            OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ secret-let | 504=fail
type Connector() =
    let connection = "Server=sql01;User Id=ma;Password=Tr0ub4dor3;"

    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000

        member this.OpenImportConnection(configParameters, types, importRunStep) =
            Console.WriteLine(connection)
            OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ secret-sprintf | 504=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000

        member this.OpenImportConnection(configParameters, types, importRunStep) =
            let connection = sprintf "Server=%s;User Id=ma;Password=Tr0ub4dor3;" importRunStep.CustomData
            Console.WriteLine(connection)
            OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ secret-closure | 504=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000

        member this.OpenImportConnection(configParameters, types, importRunStep) =
            let send () = Console.WriteLine("Server=sql01;User Id=ma;Password=Tr0ub4dor3;")
            send ()
            OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ secret-lazy | 504=fail
type Connector() =
    let connection = lazy ("Server=sql01;User Id=ma;Password=Tr0ub4dor3;")

    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000

        member this.OpenImportConnection(configParameters, types, importRunStep) =
            Console.WriteLine(connection.Value)
            OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ result-seq-iter | 410=fail
type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()

        member this.PutExportEntries(csentries) =
            let results = PutExportEntriesResults()

            csentries
            |> Seq.iter (fun e -> results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success)))

            results

        member this.CloseExportConnection(exportRunStep) = ()

//@ result-seq-map | 410=fail
type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()

        member this.PutExportEntries(csentries) =
            let results = PutExportEntriesResults()

            for r in csentries |> Seq.map (fun e -> CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success)) do
                results.CSEntryChangeResults.Add r

            results

        member this.CloseExportConnection(exportRunStep) = ()

//@ result-helper | 410=fail
module Results =
    let success () = CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success)

type Connector() =
    interface IMAExtensible2CallExport with
        member this.ExportDefaultPageSize = 1
        member this.ExportMaxPageSize = 1
        member this.OpenExportConnection(configParameters, types, exportRunStep) = ()

        member this.PutExportEntries(csentries) =
            let results = PutExportEntriesResults()

            for _ in csentries do
                results.CSEntryChangeResults.Add(Results.success ())

            results

        member this.CloseExportConnection(exportRunStep) = ()

//@ engine-closure | 411=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000

        member this.OpenImportConnection(configParameters, types, importRunStep) =
            let agents () = Utils.MAs
            agents () |> ignore
            OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ engine-module | 411=fail
module Engine =
    let preview () = Utils.InPreviewMode

type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000

        member this.OpenImportConnection(configParameters, types, importRunStep) =
            if Engine.preview () then failwith "preview"
            OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ change-helper | 408=fail
module Changes =
    let add (change: CSEntryChange) (name: string) (value: string) =
        change.AttributeChanges.Add(AttributeChange.CreateAttributeReplace(name, value))

type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000
        member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) =
            let change = CSEntryChange.Create()
            change.ObjectModificationType <- ObjectModificationType.Add
            Changes.add change "mail" "ada@contoso.com"
            GetImportEntriesResults(CSEntries = ResizeArray [ change ])

        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ change-pipeline | 408=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000
        member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) =
            let change = CSEntryChange.Create()
            change.ObjectModificationType <- ObjectModificationType.Add
            AttributeChange.CreateAttributeReplace("mail", "ada@contoso.com") |> change.AttributeChanges.Add
            GetImportEntriesResults(CSEntries = ResizeArray [ change ])

        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ value-float | 409=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000
        member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) =
            let change = CSEntryChange.Create()
            change.ObjectModificationType <- ObjectModificationType.Add
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("pay", 1.5))
            GetImportEntriesResults(CSEntries = ResizeArray [ change ])

        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ value-guid | 409=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000
        member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) =
            let change = CSEntryChange.Create()
            change.ObjectModificationType <- ObjectModificationType.Add
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("id", Guid.NewGuid()))
            GetImportEntriesResults(CSEntries = ResizeArray [ change ])

        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ value-list | 409=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000
        member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) =
            let change = CSEntryChange.Create()
            change.ObjectModificationType <- ObjectModificationType.Add
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mails", [ "a"; "b" ]))
            GetImportEntriesResults(CSEntries = ResizeArray [ change ])

        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ endless-ctor | 404=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000
        member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()

        member this.GetImportEntries(importRunStep) =
            GetImportEntriesResults("", true, ResizeArray<CSEntryChange>())

        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ null-list | 403=fail
type Connector() =
    interface IMAExtensible2CallImport with
        member this.ImportDefaultPageSize = 100
        member this.ImportMaxPageSize = 1000
        member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()
        member this.GetImportEntries(importRunStep) = GetImportEntriesResults("", false, null)
        member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()

//@ schema-loop | 301=fail
type Connector() =
    interface IMAExtensible2GetSchema with
        member this.GetSchema(configParameters) =
            let schema = Schema.Create()

            for name in [ "user"; "group" ] do
                schema.Types.Add(SchemaType.Create(name, false))

            schema

//@ schema-iter | 301=fail
type Connector() =
    interface IMAExtensible2GetSchema with
        member this.GetSchema(configParameters) =
            let schema = Schema.Create()
            [ "user"; "group" ] |> List.iter (fun name -> schema.Types.Add(SchemaType.Create(name, false)))
            schema

//@ schema-tuples | 312=fail
type Connector() =
    interface IMAExtensible2GetSchema with
        member this.GetSchema(configParameters) =
            let schema = Schema.Create()
            let user = SchemaType.Create("user", true)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))

            for name, kind in [ "mail", AttributeType.String; "photo", AttributeType.Binary ] do
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(name, kind))

            schema.Types.Add user
            schema

//@ schema-record | 312=fail
type Field = { Name: string; Kind: AttributeType }

type Connector() =
    interface IMAExtensible2GetSchema with
        member this.GetSchema(configParameters) =
            let schema = Schema.Create()
            let user = SchemaType.Create("user", true)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))

            for field in [ { Name = "mail"; Kind = AttributeType.String }; { Name = "photo"; Kind = AttributeType.Binary } ] do
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(field.Name, field.Kind))

            schema.Types.Add user
            schema

//@ schema-module | 309=fail
module Directory =
    let userType () =
        let user = SchemaType.Create("user", true)
        user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.Binary))
        user

type Connector() =
    interface IMAExtensible2GetSchema with
        member this.GetSchema(configParameters) =
            let schema = Schema.Create()
            Directory.userType () |> schema.Types.Add
            schema

//@ module-list | 301=fail
module Directory =
    let types = [ "user"; "group" ]

type Connector() =
    interface IMAExtensible2GetSchema with
        member this.GetSchema(configParameters) =
            let schema = Schema.Create()

            for name in Directory.types do
                schema.Types.Add(SchemaType.Create(name, false))

            schema

//@ caps-mutable | 202=fail
type Connector() =
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities =
            let capabilities = MACapabilities()
            capabilities.FullExport <- true
            capabilities

//@ caps-let | 202=fail 217=pass
type Connector() =
    let capabilities = MACapabilities(FullExport = true)

    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = capabilities

//@ caps-module | 202=fail 217=fail
module Defaults =
    let capabilities = MACapabilities(FullExport = true)

type Connector() =
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = Defaults.capabilities

//@ caps-module-fn | 202=fail 217=pass
module Defaults =
    let capabilities () = MACapabilities(FullExport = true)

type Connector() =
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = Defaults.capabilities ()

//@ caps-lazy | 202=fail
type Connector() =
    let capabilities = lazy (MACapabilities(FullExport = true))

    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = capabilities.Value

//@ caps-flags | 203=fail
type Connector() =
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(Normalizations = (MANormalizations.Uppercase ||| MANormalizations.RemoveAccents))

//@ caps-base | 202=fail
[<AbstractClass>]
type Base() =
    abstract Capabilities: MACapabilities
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = this.Capabilities

type Connector() =
    inherit Base()
    override this.Capabilities = MACapabilities(FullExport = true)

//@ caps-zero | 213=fail
type Connector() =
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(ExportType = Unchecked.defaultof<MAExportType>)

//@ partition-array | 322=fail
type Connector() =
    interface IMAExtensible2GetPartitions with
        member this.GetPartitions(configParameters) = [| Partition.Create(Guid.NewGuid(), "dc=x") |] :> IList<_>

//@ partition-comp | 322=fail 302=fail
type Connector() =
    interface IMAExtensible2GetPartitions with
        member this.GetPartitions(configParameters) =
            ResizeArray [ for dn in [ "dc=a"; "dc=b" ] -> Partition.Create(Guid.NewGuid(), dn) ] :> IList<_>

//@ partition-map | 322=fail 302=fail
type Connector() =
    interface IMAExtensible2GetPartitions with
        member this.GetPartitions(configParameters) =
            [ "dc=a"; "dc=b" ] |> List.map (fun dn -> Partition.Create(Guid.NewGuid(), dn)) |> ResizeArray :> IList<_>
