//# named argument setters
type C() =
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities = MACapabilities(FullExport = true, DeltaImport = false, ExportType = MAExportType.AttributeReplace)
//# enum flags
c.Normalizations <- MANormalizations.Uppercase ||| MANormalizations.RemoveAccents
//# enum of int
c.ExportType <- enum<MAExportType> 2
c.FullExport <- (int MAExportType.AttributeReplace = 2)
//# enum parse
c.ExportType <- Enum.Parse(typeof<MAExportType>, "AttributeReplace") :?> MAExportType
c.ObjectConfirmation <- unbox (Enum.Parse(typeof<MAObjectConfirmation>, "NoDeleteConfirmation"))
//# if then else
let n = 3
c.FullExport <- if n > 2 then true else false
c.ExportType <- (if n = 4 then MAExportType.ObjectReplace elif n = 3 then MAExportType.AttributeReplace else MAExportType.AttributeUpdate)
//# mutable let
let mutable n = 1
n <- n + 2
c.FullExport <- (n = 3)
//# for to
let mutable n = 0
for i in 1 .. 3 do n <- n + i
for i = 3 downto 1 do n <- n + i
c.FullExport <- (n = 12)
//# for step range
let mutable n = 0
for i in 1 .. 2 .. 7 do n <- n + i
for i in 10 .. -3 .. 1 do n <- n + i
c.FullExport <- (n = 38)
c.DeltaImport <- (n = 37)
//# while
let mutable n = 0
while n < 5 do n <- n + 2
c.FullExport <- (n = 6)
//# for over list
let mutable n = 0
for x in [1; 2; 3] do n <- n + x
c.FullExport <- (n = 6)
//# for over array
let mutable n = 0
for x in [|1; 2; 3|] do n <- n + x
c.FullExport <- (n = 6)
//# for over seq
let mutable n = 0
for x in Seq.ofList [1; 2; 3] do n <- n + x
c.FullExport <- (n = 6)
//# for over tuple list
let mutable n = 0
for (a, b) in [("x", 1); ("y", 2)] do (if a = "y" then n <- b)
c.FullExport <- (n = 2)
//# match constants
let f n = match n with 1 -> MAExportType.AttributeUpdate | 2 | 3 -> MAExportType.AttributeReplace | _ -> MAExportType.ObjectReplace
c.ExportType <- f 3
c.FullExport <- (f 9 = MAExportType.ObjectReplace)
//# match strings
let f s = match s with "a" -> true | "b" | "c" -> false | _ -> failwith "no"
c.FullExport <- f "a"
c.DeltaImport <- f "c"
//# match guards
let f n = match n with x when x < 0 -> 1 | x when x > 10 -> 2 | _ -> 3
c.FullExport <- (f -1 = 1)
c.DeltaImport <- (f 11 = 3)
c.ConcurrentOperation <- (f 5 = 3)
//# match enum
let f e = match e with MAExportType.AttributeUpdate -> true | MAExportType.AttributeReplace -> false | _ -> true
c.FullExport <- f MAExportType.AttributeUpdate
c.DeltaImport <- f MAExportType.AttributeReplace
//# match tuple
let f a b = match a, b with true, 1 -> "x" | true, _ -> "y" | false, _ -> "z"
c.FullExport <- (f true 1 = "x")
c.DeltaImport <- (f false 1 = "x")
//# union match
type Mode =
    | Plain
    | Delta of bool
    | Both of full: bool * kind: MAExportType
module M =
    let apply (c: MACapabilities) m =
        match m with
        | Plain -> c.FullExport <- true
        | Delta d -> c.DeltaImport <- d
        | Both (f, k) ->
            c.ConcurrentOperation <- f
            c.ExportType <- k
---
M.apply c Plain
M.apply c (Delta false)
M.apply c (Both (true, MAExportType.AttributeReplace))
//# union two cases
type Mode = On | Off
module M =
    let on m = match m with On -> true | Off -> false
---
c.FullExport <- M.on On
c.DeltaImport <- M.on Off
//# union many nullary
type Mode = A | B | C1 | D | E | F
module M =
    let n m = match m with A -> 1 | B -> 2 | C1 -> 3 | D -> 4 | E -> 5 | F -> 6
---
c.FullExport <- (M.n E = 5)
c.DeltaImport <- (M.n A = 2)
//# union equality
type Mode = A | B of int
---
c.FullExport <- (B 1 = B 1)
c.DeltaImport <- (A = B 1)
//# single case union
type Name = Name of string
---
let (Name n) = Name "user"
c.FullExport <- (n = "user")
//# struct union
[<Struct>]
type Mode = On of a: bool | Off of b: int
module M =
    let on m = match m with On a -> a | Off b -> b = 1
---
c.FullExport <- M.on (On true)
c.DeltaImport <- M.on (Off 2)
//# record
type Options = { Full: bool; Kind: MAExportType; Name: string }
module M =
    let defaults = { Full = true; Kind = MAExportType.AttributeReplace; Name = "x" }
---
let o = { M.defaults with Kind = MAExportType.ObjectReplace }
c.FullExport <- o.Full
c.ExportType <- o.Kind
c.DeltaImport <- (M.defaults.Kind = MAExportType.ObjectReplace)
//# record pattern and equality
type Options = { Full: bool; N: int }
---
let o = { Full = true; N = 2 }
let { Full = f; N = n } = o
c.FullExport <- (f && n = 2)
c.ConcurrentOperation <- (o = { Full = true; N = 2 })
c.DeltaImport <- (match o with { Full = true; N = 3 } -> true | _ -> false)
//# mutable record
type Options = { mutable Full: bool }
---
let o = { Full = false }
o.Full <- true
c.FullExport <- o.Full
//# struct record
[<Struct>]
type Options = { Full: bool; N: int }
---
let o = { Full = true; N = 2 }
let p = { o with N = 3 }
c.FullExport <- o.Full
c.ConcurrentOperation <- (p.N = 3)
c.DeltaImport <- (o.N = 3)
//# anonymous record
let o = {| Full = true; N = 2 |}
c.FullExport <- o.Full
c.ConcurrentOperation <- (o.N = 2)
//# option
let o = Some true
let n : bool option = None
c.FullExport <- (match o with Some v -> v | None -> false)
c.DeltaImport <- (match n with Some v -> v | None -> false)
c.ConcurrentOperation <- o.IsSome
c.SupportExport <- n.IsNone
c.SupportImport <- o.Value
//# option functions
c.FullExport <- (Some 3 |> Option.map (fun x -> x > 2) |> Option.defaultValue false)
c.DeltaImport <- (None |> Option.defaultValue false)
c.ConcurrentOperation <- (Option.isSome (Some 1))
c.SupportExport <- (Option.isNone (Some 1))
c.SupportImport <- (Some 4 |> Option.bind (fun x -> if x > 3 then Some true else None) |> Option.get)
//# option functions 2
let mutable n = 0
Some 3 |> Option.iter (fun x -> n <- x)
c.FullExport <- (n = 3)
c.ConcurrentOperation <- (Some 3 |> Option.exists (fun x -> x = 3))
c.DeltaImport <- (defaultArg None false)
c.SupportExport <- (Option.ofObj (null: string) |> Option.isNone)
//# optional arguments
type K() =
    member this.F(?full: bool, ?n: int) = (defaultArg full false, defaultArg n 3)
---
let a, n = K().F(full = true)
c.FullExport <- a
c.ConcurrentOperation <- (n = 3)
//# result
let f n = if n > 2 then Ok n else Error "small"
c.FullExport <- (match f 3 with Ok _ -> true | Error _ -> false)
c.DeltaImport <- (match f 1 with Ok _ -> true | Error _ -> false)
c.ConcurrentOperation <- (match f 5 |> Result.map (fun x -> x + 1) with Ok 6 -> true | _ -> false)
//# tuples
let a, b = (true, MAExportType.AttributeReplace)
c.FullExport <- a
c.ExportType <- b
let t = (1, "x", false)
let (_, x, d) = t
c.ConcurrentOperation <- (x = "x")
c.DeltaImport <- d
c.SupportExport <- (fst (true, 1))
//# tuple returned
module M =
    let f n = (n > 1, n + 1)
---
let a, n = M.f 2
c.FullExport <- a
c.ConcurrentOperation <- (n = 3)
//# struct tuples
module M =
    let f n = struct (n > 1, n + 1)
---
let struct (a, n) = M.f 2
c.FullExport <- a
c.ConcurrentOperation <- (n = 3)
//# tuple equality
c.FullExport <- ((1, "a") = (1, "a"))
//# out parameter as tuple
let d = Dictionary<string, bool>()
d.["a"] <- true
c.FullExport <- (match d.TryGetValue "a" with true, v -> v | _ -> false)
c.DeltaImport <- (match d.TryGetValue "b" with true, v -> v | _ -> false)
//# active pattern
module M =
    let (|Even|Odd|) n = if n % 2 = 0 then Even else Odd
    let (|Big|_|) n = if n > 10 then Some (n - 10) else None
    let (|Times|) k n = n * k
---
c.FullExport <- (match 4 with M.Even -> true | M.Odd -> false)
c.DeltaImport <- (match 12 with M.Big 3 -> true | _ -> false)
c.ConcurrentOperation <- (match 2 with M.Times 3 6 -> true | _ -> false)
//# pattern failure
try
    let f n = match n with 1 -> true
    c.FullExport <- f 2
with :? MatchFailureException -> c.ConcurrentOperation <- true
//# try with
try
    failwith "x"
    c.FullExport <- true
with
| :? ArgumentException -> c.DeltaImport <- false
| e -> c.ConcurrentOperation <- true
//# try with pattern
exception Mine of int
---
try
    raise (Mine 3)
    c.FullExport <- true
with
| Mine n when n = 2 -> c.DeltaImport <- false
| Mine n -> c.ConcurrentOperation <- true
//# try with invalid operation
try
    raise (InvalidOperationException "x")
with :? InvalidOperationException as e -> c.FullExport <- true
//# try finally
try
    c.FullExport <- true
finally
    c.FullExport <- false
    c.ConcurrentOperation <- true
//# use
type D(c: MACapabilities) =
    interface IDisposable with
        member this.Dispose() = c.FullExport <- true
---
(use d = new D(c)
 c.DeltaImport <- false)
//# using
type D(c: MACapabilities) =
    interface IDisposable with
        member this.Dispose() = c.FullExport <- true
---
using (new D(c)) (fun _ -> c.DeltaImport <- false)
//# lock
let o = obj()
lock o (fun () -> c.FullExport <- true)
//# by parameter [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            let c = MACapabilities()
            (if p.Contains "Mode" then
                match p.["Mode"].Value with
                | "a" -> c.FullExport <- true
                | "b" -> c.ExportType <- MAExportType.AttributeReplace
                | _ -> c.DeltaImport <- false)
            c
//# by parameter seq [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            MACapabilities(FullExport = (p |> Seq.exists (fun x -> x.Name = "a")))
//# by parameter tryFind [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            let c = MACapabilities()
            match p |> Seq.tryFind (fun x -> x.Name = "a") with
            | Some x -> c.FullExport <- x.Value = "1"
            | None -> c.DeltaImport <- false
            c
//# boolean operators
let t = true
let f = false
c.FullExport <- (t && not f)
c.DeltaImport <- (f || (t && f))
c.ConcurrentOperation <- (not f)
//# arithmetic [open]
let n = 7
c.FullExport <- (n / 2 = 3 && n % 4 = 3 && -n = -7)
c.ConcurrentOperation <- (n ||| 8 = 15 && (n &&& 3) = 3 && (n ^^^ 1) = 6 && n <<< 1 = 14 && n >>> 1 = 3 && ~~~n = -8)
c.DeltaImport <- (pown 2 3 = 9)
c.SupportExport <- (abs -3 = 3 && max 1 2 = 2 && min 1 2 = 1)
//# units of measure
[<Measure>] type page
---
let n = 5<page>
c.FullExport <- (n + 1<page> = 6<page>)
c.ConcurrentOperation <- (int n = 5)
//# floats [open]
let x = 1.5
c.FullExport <- (x * 2.0 = 3.0)
c.DeltaImport <- (x > 2.0)
//# conversions
c.FullExport <- (int "42" = 42)
c.ConcurrentOperation <- (string 3 = "3")
c.DeltaImport <- (int64 3 = 4L)
c.SupportExport <- (char 97 = 'a' && int 'a' = 97 && byte 300 = 44uy)
//# literal patterns
module K =
    [<Literal>]
    let Name = "user"
    [<Literal>]
    let Max = 5
---
c.FullExport <- (match "user" with K.Name -> true | _ -> false)
c.DeltaImport <- (match 4 with K.Max -> true | _ -> false)
//# null handling
let s : string = null
c.FullExport <- isNull s
c.ConcurrentOperation <- (match s with null -> true | _ -> false)
c.DeltaImport <- (match box "x" with null -> true | _ -> false)
//# type tests
let o = box "x"
c.FullExport <- (match o with :? string as s -> s = "x" | _ -> false)
c.DeltaImport <- (match box 3 with :? string -> true | :? int as n -> n = 4 | _ -> true)
c.ConcurrentOperation <- (o :? string)
c.SupportExport <- (unbox<int> (box 5) = 5)
//# typeof
c.FullExport <- (typeof<string>.Name = "String")
c.DeltaImport <- (typeof<int> = typeof<string>)
//# downcast
let o = box c
let d = o :?> MACapabilities
d.FullExport <- true
