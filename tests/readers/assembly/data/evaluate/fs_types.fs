//# object expression
type C() =
    let inner = { new IMAExtensible2GetCapabilities with member x.Capabilities = MACapabilities(FullExport = true) }
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = inner.Capabilities
//# object expression of own interface
type IFlag =
    abstract Full: bool
    abstract Kind: int -> MAExportType
module M =
    let make full = { new IFlag with
                        member x.Full = full
                        member x.Kind n = if n = 1 then MAExportType.AttributeReplace else MAExportType.AttributeUpdate }
---
let f = M.make true
c.FullExport <- f.Full
c.ExportType <- f.Kind 1
//# object expression of class
[<AbstractClass>]
type B(n: int) =
    abstract F: int -> int
    member this.G() = this.F n
---
let b = { new B(3) with member x.F n = n * 2 }
c.FullExport <- (b.G() = 6)
//# let bindings in class
type C() =
    let full = true
    let mutable n = 1
    let kind = MAExportType.AttributeReplace
    let names = ["a"; "b"]
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(FullExport = full, ExportType = kind, ConcurrentOperation = (names.Length = 2))
//# let function in class
type C() =
    let k = 2
    let twice x = x * k
    let fill (c: MACapabilities) = c.FullExport <- (twice 2 = 4)
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities =
            let c = MACapabilities()
            fill c
            c
//# let with capabilities field
type C() =
    let capabilities = MACapabilities(FullExport = true)
    do capabilities.DeltaImport <- false
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = capabilities
//# member val
type C() =
    member val Full = true with get, set
    member val Kind = MAExportType.AttributeReplace
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(ExportType = this.Kind)
//# member val private setter
type C() =
    member val private Full = true
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(FullExport = this.Full)
//# static let
type C() =
    static let full = true
    static let names = [| "a"; "b" |]
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(FullExport = full, ConcurrentOperation = (names.Length = 2))
//# static do
type C() =
    static let mutable n = 1
    static do n <- n + 2
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(FullExport = (n = 3))
//# static member val
type K() =
    static member val Full = true
---
c.FullExport <- K.Full
//# static member
type K =
    static member Full = true
    static member Make(full: bool) = MACapabilities(FullExport = full)
---
let d = K.Make K.Full
c.FullExport <- d.FullExport
//# primary constructor args
type K(full: bool, kind: MAExportType) =
    member this.Full = full
    member this.Kind = kind
    new() = K(true, MAExportType.AttributeReplace)
---
let k = K()
c.FullExport <- k.Full
c.ExportType <- k.Kind
//# constructor with then
type K(n: int) =
    member val N = n with get, set
    new() as this = K(1) then this.N <- 5
---
c.FullExport <- (K().N = 5)
//# self reference in constructor
type K() as this =
    let mutable n = 1
    do this.Set 4
    member this.Set x = n <- x
    member this.N = n
---
c.FullExport <- (K().N = 4)
//# explicit val fields
type K =
    val Full: bool
    val mutable N: int
    new(f) = { Full = f; N = 3 }
---
let k = K(true)
k.N <- k.N + 1
c.FullExport <- k.Full
c.ConcurrentOperation <- (k.N = 4)
//# default value fields
type K() =
    [<DefaultValue>] val mutable Full: bool
    [<DefaultValue>] val mutable N: int
---
let k = K()
c.DeltaImport <- k.Full
k.Full <- true
c.FullExport <- k.Full
//# struct types
[<Struct>]
type P(a: bool, n: int) =
    member this.A = a
    member this.N = n
---
let p = P(true, 2)
c.FullExport <- p.A
c.ConcurrentOperation <- (p.N = 2)
c.DeltaImport <- (P()).A
//# mutable struct
[<Struct>]
type P =
    val mutable N: int
    new(n) = { N = n }
    member this.Set k = this.N <- k
---
let mutable p = P(1)
let q = p
p.Set 5
c.FullExport <- (p.N = 5)
c.ConcurrentOperation <- (q.N = 1)
//# abstract class with default
[<AbstractClass>]
type B() =
    abstract Full: bool
    default this.Full = false
    abstract Kind: MAExportType
type D() =
    inherit B()
    override this.Full = true
    override this.Kind = MAExportType.AttributeReplace
type E() =
    inherit B()
    override this.Kind = MAExportType.AttributeUpdate
---
c.FullExport <- (D() :> B).Full
c.ExportType <- (D() :> B).Kind
c.DeltaImport <- (E() :> B).Full
//# base call
type B() =
    abstract F: unit -> int
    default this.F() = 1
type D() =
    inherit B()
    override this.F() = base.F() + 1
---
c.FullExport <- (D().F() = 2)
//# connector base class
[<AbstractClass>]
type B() =
    abstract Full: bool
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(FullExport = this.Full)
type C() =
    inherit B()
    override this.Full = true
//# connector base class generic
[<AbstractClass>]
type B<'T>(v: 'T) =
    member this.V = v
    abstract Full: 'T -> bool
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(FullExport = this.Full this.V)
type C() =
    inherit B<int>(3)
    override this.Full n = (n = 3)
//# module values
module Config =
    let full = true
    let kind = MAExportType.AttributeReplace
    let names = ["user"; "group"]
    let n = 2 + 3
---
c.FullExport <- Config.full
c.ExportType <- Config.kind
c.ConcurrentOperation <- (Config.names.Length = 2)
c.DeltaImport <- (Config.n = 6)
//# module values computed
module Config =
    let build n = n * 2
    let a = build 4
    let b = a + 1
    let o = Some b
    let t = (a, b)
    let arr = [| a; b |]
---
c.FullExport <- (Config.a = 8)
c.ConcurrentOperation <- (Config.b = 9)
c.DeltaImport <- (Config.o = None)
c.SupportExport <- (fst Config.t = 8)
c.SupportImport <- (Config.arr.[1] = 9)
//# module mutable value [open]
module Config =
    let mutable full = true
    let set v = full <- v
---
c.FullExport <- Config.full
//# module mutable never written
module Config =
    let mutable full = true
---
c.FullExport <- Config.full
//# module do
module Config =
    let l = List<string>()
    do l.Add "a"
    let n = l.Count
---
c.FullExport <- (Config.n = 1)
//# module capabilities value
module Config =
    let capabilities = MACapabilities(FullExport = true)
type C() =
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = Config.capabilities
//# module value from environment [open]
module Config =
    let full = (Environment.GetEnvironmentVariable "X" = "1")
---
c.FullExport <- Config.full
//# module value beside unknown one
module Config =
    let other = Environment.GetEnvironmentVariable "X"
    let full = true
    let names = ["a"]
---
c.FullExport <- Config.full
c.ConcurrentOperation <- (List.length Config.names = 1)
//# nested modules
module Outer =
    module Inner =
        let full = true
        let f n = n > 1
---
c.FullExport <- Outer.Inner.full
c.ConcurrentOperation <- Outer.Inner.f 2
//# module function value
module Config =
    let check = fun n -> n > 2
    let add = (+) 2
---
c.FullExport <- Config.check 3
c.ConcurrentOperation <- (Config.add 1 = 3)
//# type extension
module Ext =
    type MACapabilities with
        member this.SetFull v = this.FullExport <- v
        member this.IsFull = this.FullExport
open Ext
---
c.SetFull true
c.ConcurrentOperation <- c.IsFull
//# intrinsic extension
type K() =
    member this.A = true
type K with
    member this.B = not this.A
---
c.FullExport <- K().A
c.DeltaImport <- K().B
//# operators
type V =
    { N: int }
    static member (+) (a, b) = { N = a.N + b.N }
    static member Zero = { N = 0 }
module M =
    let (=~) a b = a = b || b = 0
---
c.FullExport <- (({ N = 1 } + { N = 2 }).N = 3)
c.ConcurrentOperation <- M.(=~) 3 0
//# indexers
type K() =
    let d = Dictionary<string, bool>()
    member this.Item with get n = d.[n] and set n v = d.[n] <- v
---
let k = K()
k.["a"] <- true
c.FullExport <- k.["a"]
//# events
type K() =
    let e = Event<int>()
    [<CLIEvent>]
    member this.Changed = e.Publish
    member this.Fire() = e.Trigger 3
---
let k = K()
let mutable n = 0
c.FullExport <- true
//# interface inheritance
type IA =
    abstract A: bool
type IB =
    inherit IA
    abstract B: bool
type K() =
    interface IB with
        member this.A = true
        member this.B = false
---
let k = K() :> IB
c.FullExport <- k.A
c.DeltaImport <- k.B
//# generic class
type Box<'T>(v: 'T) =
    member this.Value = v
    member this.Map f = Box(f v)
---
c.FullExport <- (Box(3).Map(fun n -> n > 2)).Value
//# generic with new constraint
type O() =
    member val F = true
module M =
    let make<'T when 'T : (new : unit -> 'T)> () = new 'T()
---
c.FullExport <- (M.make<O>()).F
//# optional and named args
type K() =
    static member F(a: bool, [<System.Runtime.InteropServices.Optional; System.Runtime.InteropServices.DefaultParameterValue(3)>] n: int) = if a then n else 0
---
c.FullExport <- (K.F(a = true) = 3)
//# byref
type K() =
    static member F(a: byref<int>) = a <- a + 1
---
let mutable n = 1
K.F(&n)
c.FullExport <- (n = 2)
//# recursive types
type Node = { V: int; Next: Node option }
module M =
    let rec sum n = n.V + (match n.Next with Some m -> sum m | None -> 0)
---
c.FullExport <- (M.sum { V = 1; Next = Some { V = 2; Next = None } } = 3)
//# enum type
type Level =
    | Low = 1
    | High = 2
---
let l = Level.High
c.FullExport <- (match l with Level.High -> true | _ -> false)
c.DeltaImport <- (int l = 3)
c.ConcurrentOperation <- (enum<Level> 1 = Level.Low)
//# memoised lazily
type C() =
    let mutable cached : MACapabilities = null
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities =
            if isNull cached then
                cached <- MACapabilities(FullExport = true)
            cached
//# lazy field
type C() =
    let caps = lazy (MACapabilities(FullExport = true))
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = caps.Value
//# let mutable written by member [open]
type C() =
    let mutable full = true
    member this.Set v = full <- v
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(FullExport = full)
//# schema list iter [schema]
["user"; "group"] |> List.iter (fun n -> s.Types.Add(SchemaType.Create(n, false)))
//# schema for in [schema]
for n in ["user"; "group"] do s.Types.Add(SchemaType.Create(n, false))
//# schema seq iter [schema]
Seq.iter (fun (n: string) -> s.Types.Add(SchemaType.Create(n, false))) ["user"; "group"]
//# schema map iter [schema]
["user"; "group"] |> List.map (fun n -> SchemaType.Create(n, false)) |> List.iter s.Types.Add
//# schema records [schema]
type Attr = { Name: string; Type: AttributeType; Anchor: bool }
type Obj = { Kind: string; Attrs: Attr list }
module Model =
    let objects = [ { Kind = "user"; Attrs = [ { Name = "id"; Type = AttributeType.String; Anchor = true }; { Name = "mail"; Type = AttributeType.String; Anchor = false } ] } ]
    let toAttr a = if a.Anchor then SchemaAttribute.CreateAnchorAttribute(a.Name, a.Type) else SchemaAttribute.CreateSingleValuedAttribute(a.Name, a.Type)
    let toType o =
        let t = SchemaType.Create(o.Kind, true)
        o.Attrs |> List.map toAttr |> List.iter t.Attributes.Add
        t
---
Model.objects |> List.map Model.toType |> List.iter s.Types.Add
//# schema tuples array [schema]
for (n, a) in [| ("user", "id"); ("group", "gid") |] do
    let t = SchemaType.Create(n, true)
    t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute(a, AttributeType.String))
    s.Types.Add t
//# schema seq expression [schema]
let types = seq { for n in ["user"; "group"] do yield SchemaType.Create(n, false) }
for t in types do s.Types.Add t
//# schema list expression [schema]
for t in [ for n in ["user"; "group"] -> SchemaType.Create(n, false) ] do s.Types.Add t
//# schema recursive [schema]
let rec add (l: string list) =
    match l with
    | [] -> ()
    | n :: rest ->
        s.Types.Add(SchemaType.Create(n, false))
        add rest
add ["user"; "group"]
//# schema range [schema]
for i in 0 .. 2 do s.Types.Add(SchemaType.Create("t" + string i, false))
//# schema sprintf [schema]
for i in 0 .. 1 do s.Types.Add(SchemaType.Create(sprintf "t%d" i, false))
//# schema fold [schema]
let r = ["user"; "group"] |> List.fold (fun (acc: Schema) n -> acc.Types.Add(SchemaType.Create(n, false)); acc) s
ignore r
//# schema choose [schema]
["user"; ""; "group"] |> List.choose (fun n -> if n = "" then None else Some n) |> List.iter (fun n -> s.Types.Add(SchemaType.Create(n, false)))
//# schema map pairs [schema]
for KeyValue(k, v) in Map.ofList [ "user", "id"; "group", "gid" ] do s.Types.Add(SchemaType.Create(k + v, false))
//# schema open [open] [schema]
for x in p do s.Types.Add(SchemaType.Create(x.Name, false))
//# schema open seq iter [open] [schema]
p |> Seq.iter (fun x -> s.Types.Add(SchemaType.Create(x.Name, false)))
//# schema open map filter [open] [schema]
p |> Seq.map (fun x -> x.Name) |> Seq.filter (fun n -> n <> "") |> Seq.iter (fun n -> s.Types.Add(SchemaType.Create(n, false)))
//# static let beside one that changes
type C() =
    static let size = 25
    static let mutable counter = 0
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(DeltaImport = (size > 20), FullExport = (size = 3))
    interface IMAExtensible2GetSchema with
        member this.GetSchema(p) =
            counter <- counter + size
            let s = Schema.Create()
            s.Types.Add(SchemaType.Create("user", true))
            s
