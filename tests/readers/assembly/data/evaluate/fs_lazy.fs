//# sequence read twice runs twice
let mutable n = 0
let r = ref 0
let s = Seq.map (fun x -> (incr r; x)) [1; 2]
let a = Seq.length s
let b = Seq.length s
c.FullExport <- (!r = 4)
c.DeltaImport <- (!r = 2)
//# sequence never read does nothing
let r = ref 0
let s = Seq.map (fun x -> (incr r; x)) [1; 2]
c.FullExport <- (!r = 0)
//# sequence reads what is there when it is read
let a = [| 1; 2 |]
let s = Seq.map (fun x -> x * 10) a
a.[0] <- 5
c.FullExport <- (Seq.head s = 50)
//# sequence over list that grows
let l = ResizeArray<int>([1; 2])
let s = l |> Seq.map (fun x -> x + 1)
l.Add 7
c.FullExport <- (Seq.length s = 3)
c.DeltaImport <- (Seq.length s = 2)
//# sequence interleaved with its reader
let r = ref 0
let s = [1; 2; 3] |> Seq.map (fun x -> (incr r; x))
let seen = ref 0
for x in s do (if x = 2 then seen := !r)
c.FullExport <- (!seen = 2)
c.DeltaImport <- (!seen = 3)
//# sequence iter interleaved
let r = ref 0
let seen = ref 0
[1; 2; 3] |> Seq.map (fun x -> (incr r; x)) |> Seq.iter (fun x -> if x = 2 then seen := !r)
c.FullExport <- (!seen = 2)
//# sequence stops early
let r = ref 0
let found = [1; 2; 3] |> Seq.map (fun x -> (incr r; x)) |> Seq.find (fun x -> x = 2)
c.FullExport <- (!r = 2)
c.ConcurrentOperation <- (found = 2)
//# list map then find is eager
let r = ref 0
let found = [1; 2; 3] |> List.map (fun x -> (incr r; x)) |> List.find (fun x -> x = 2)
c.FullExport <- (!r = 3)
//# sequence expression with finally read early
let r = ref 0
let s = seq {
    try
        yield 1
        yield 2
    finally
        r := 5 }
let h = Seq.head s
c.FullExport <- (!r = 5)
//# sequence expression with finally read by loop
let r = ref 0
let s = seq {
    try
        yield 1
        yield 2
    finally
        r := 5 }
for x in s do (if x = 1 then c.DeltaImport <- (!r = 5))
c.FullExport <- (!r = 5)
//# sequence expression with use
type D(r: int ref) =
    interface IDisposable with
        member this.Dispose() = r := 5
---
let r = ref 0
let s = seq {
    use d = new D(r)
    yield 1
    yield 2 }
let h = Seq.head s
c.FullExport <- (!r = 5)
//# sequence expression with nested sequences
let inner n = seq { yield n; yield n + 1 }
let s = seq {
    yield! inner 1
    for x in [10; 20] do
        yield! inner x
    if true then yield 7
    yield! [8; 9] }
c.FullExport <- (Seq.length s = 9)
c.ConcurrentOperation <- (Seq.sum s = 1 + 2 + 10 + 11 + 20 + 21 + 7 + 8 + 9)
//# sequence expression with mutable and while
let s = seq {
    let i = ref 0
    while !i < 3 do
        yield !i
        i := !i + 1 }
c.FullExport <- (Seq.toList s = [0; 1; 2])
c.ConcurrentOperation <- (Seq.toList s = [0; 1; 2])
//# sequence expression recursive
let rec down n = seq {
    if n > 0 then
        yield n
        yield! down (n - 1) }
c.FullExport <- (Seq.toList (down 3) = [3; 2; 1])
//# sequence expression with match and let
let s = seq {
    for x in [1; 2; 3] do
        let y = x * 2
        match y with
        | 4 -> ()
        | _ -> yield y }
c.FullExport <- (Seq.toList s = [2; 6])
//# sequence cached [open]
let r = ref 0
let s = Seq.cache (Seq.map (fun x -> (incr r; x)) [1; 2])
let a = Seq.length s + Seq.length s
c.FullExport <- (!r = 2)
//# exception inside iter
let r = ref 0
try
    [1; 2; 3] |> List.iter (fun x ->
        if x = 2 then failwith "x"
        r := !r + x)
    c.DeltaImport <- false
with _ -> c.ConcurrentOperation <- true
c.FullExport <- (!r = 1)
//# exception of find
try
    let x = List.find (fun x -> x > 5) [1; 2]
    c.DeltaImport <- false
with :? KeyNotFoundException -> c.FullExport <- true
//# exception of head of nothing
try
    let x = List.head ([] : int list)
    c.DeltaImport <- false
with :? ArgumentException -> c.FullExport <- true
//# exception of option get
try
    let x = (None : int option).Value
    c.DeltaImport <- false
with :? NullReferenceException -> c.FullExport <- true
//# exception of map lookup
try
    let x = (Map.ofList ["a", 1]).["b"]
    c.DeltaImport <- false
with :? KeyNotFoundException -> c.FullExport <- true
//# exception of index [open]
try
    let x = [1; 2].[5]
    c.DeltaImport <- false
with :? ArgumentException -> c.FullExport <- true
//# exception of array index [debug]
try
    let x = Array.get [| 1 |] 3
    c.DeltaImport <- false
with :? IndexOutOfRangeException -> c.FullExport <- true
//# dict is read-only
let d = dict ["a", 1]
try
    d.Add("b", 2)
    c.DeltaImport <- false
with :? NotSupportedException -> c.FullExport <- true
c.ConcurrentOperation <- (d.Count = 1)
//# map as dictionary is read-only
let m = Map.ofList ["a", 1] :> IDictionary<string, int>
try
    m.Add("b", 2)
    c.DeltaImport <- false
with _ -> c.FullExport <- true
c.ConcurrentOperation <- (m.Count = 1)
//# struct in a list is a copy
[<Struct>]
type P =
    val mutable N: int
    new(n) = { N = n }
    member this.Set k = this.N <- k
---
let mutable p = P(1)
let l = [p]
p.Set 5
let mutable q = l.Head
q.Set 7
c.FullExport <- (l.Head.N = 1)
c.ConcurrentOperation <- (q.N = 7)
let o = Some p
let mutable w = o.Value
w.Set 9
c.SupportExport <- (o.Value.N = 5)
//# struct in a resizearray is a copy
[<Struct>]
type P =
    val mutable N: int
    new(n) = { N = n }
    member this.Set k = this.N <- k
---
let l = ResizeArray<P>()
l.Add(P(1))
let mutable q = l.[0]
q.Set 7
c.FullExport <- (l.[0].N = 1)
//# tuple of booleans and properties
c.FullExport <- true
c.ConcurrentOperation <- ((c.FullExport, c.DeltaImport) = (true, true))
c.SupportExport <- ((c.ExportType, 1) = (MAExportType.AttributeUpdate, 2))
//# equality of classes is identity
type K(n: int) =
    member this.N = n
---
let a = K(1)
let b = K(1)
c.FullExport <- (a = a)
c.DeltaImport <- (a = b)
c.ConcurrentOperation <- ([a] = [a])
c.SupportExport <- obj.ReferenceEquals(a, a)
//# custom equality
[<CustomEquality; NoComparison>]
type K =
    { N: int; M: int }
    override this.Equals(o) = match o with :? K as k -> k.N = this.N | _ -> false
    override this.GetHashCode() = 1
---
c.FullExport <- ({ N = 1; M = 1 } = { N = 1; M = 2 })
c.ConcurrentOperation <- List.contains { N = 1; M = 5 } [{ N = 1; M = 6 }]
c.DeltaImport <- ([{ N = 1; M = 5 }] = [{ N = 2; M = 5 }])
//# reference equality attribute
[<ReferenceEquality>]
type K = { N: int }
---
c.DeltaImport <- ({ N = 1 } = { N = 1 })
//# nested structural equality
type K = { N: int; L: string list; O: (int * string) option }
---
c.FullExport <- ({ N = 1; L = ["a"]; O = Some (1, "b") } = { N = 1; L = ["a"]; O = Some (1, "b") })
c.DeltaImport <- ({ N = 1; L = ["a"]; O = None } = { N = 1; L = ["b"]; O = None })
c.ConcurrentOperation <- ([| 1; 2 |] = [| 1; 2 |])
//# option of unknown [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            let c = MACapabilities()
            let o = if p.Contains "Mode" then Some true else None
            match o with
            | Some v -> c.FullExport <- v
            | None -> c.DeltaImport <- false
            c.ConcurrentOperation <- Option.isSome o
            c.SupportExport <- defaultArg o false
            c
//# list of unknown length [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            let c = MACapabilities()
            let l = if p.Contains "Mode" then [1; 2] else [1]
            c.FullExport <- (List.length l = 2)
            c.DeltaImport <- (List.head l = 1)
            c.ConcurrentOperation <- (match l with [x] -> true | _ -> false)
            c
//# list grown in an open loop [open] [schema]
let mutable l = []
for x in p do l <- x.Name :: l
for n in l do s.Types.Add(SchemaType.Create(n, false))
if List.isEmpty l then s.Types.Add(SchemaType.Create("none", false))
//# list filtered by what is not known [open] [schema]
["a"; "b"] |> List.filter (fun n -> p.Contains n) |> List.iter (fun n -> s.Types.Add(SchemaType.Create(n, false)))
//# fold over what is not known [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            MACapabilities(FullExport = (p |> Seq.fold (fun a x -> a || x.Name = "y") false), DeltaImport = (Seq.length p > 1))
//# callback over what is not known [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            let c = MACapabilities()
            p |> Seq.iter (fun x -> c.FullExport <- true)
            let n = ref 0
            p |> Seq.iter (fun x -> incr n)
            c.ConcurrentOperation <- (!n > 0)
            c
//# static changed by callback over what is not known [open]
module State =
    let mutable full = false
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            p |> Seq.iter (fun x -> State.full <- true)
            MACapabilities(FullExport = State.full)
//# unbox of null throws
try
    let n : int = unbox null
    c.DeltaImport <- false
with :? NullReferenceException -> c.FullExport <- true
//# sprintf of numbers
c.FullExport <- (sprintf "%d %i %%" 3 4L = "3 4 %")
c.ConcurrentOperation <- (sprintf "%b" true = "true")
c.DeltaImport <- (sprintf "%d" 40000u = "4")
c.SupportExport <- (sprintf "%s" null = "")
//# sprintf partial [open]
let f = sprintf "%s-%s" "a"
c.FullExport <- (f "b" = "a-b")
c.DeltaImport <- (sprintf "%5d" 3 = "x")
c.ConcurrentOperation <- (sprintf "%A" [1] = "[1]")
//# sprintf of objects [open]
type K(c: MACapabilities) =
    override this.ToString() = c.FullExport <- true; "k"
---
let t = sprintf "%O" (K(c))
printfn "%O" (K(c))
//# failwithf
try
    failwithf "no %s" "x"
    c.DeltaImport <- false
with e -> c.FullExport <- true
//# using and exception
type D(c: MACapabilities) =
    interface IDisposable with
        member this.Dispose() = c.FullExport <- true
---
try
    use d = new D(c)
    failwith "x"
with _ -> c.ConcurrentOperation <- true
//# using function and exception [open]
type D(c: MACapabilities) =
    interface IDisposable with
        member this.Dispose() = c.FullExport <- true
---
try
    using (new D(c)) (fun _ -> failwith "x")
with _ -> c.ConcurrentOperation <- true
//# lazy runs once
let r = ref 0
let l = lazy (incr r; true)
c.FullExport <- l.Value
c.ConcurrentOperation <- l.Value
c.DeltaImport <- (!r = 2)
//# lazy never read
let r = ref 0
let l = lazy (incr r; true)
c.FullExport <- (!r = 0)
//# closures capture by value
let mutable fs = []
for i in 1 .. 3 do fs <- (fun () -> i) :: fs
c.FullExport <- (fs |> List.map (fun f -> f ()) = [3; 2; 1])
//# mutual closures
let rec f n = if n = 0 then true else g (n - 1)
and g n = if n = 0 then false else f (n - 1)
c.FullExport <- f 4
c.DeltaImport <- f 3
//# generic inner function
let swap (a, b) = (b, a)
let x, y = swap (1, "a")
c.FullExport <- (x = "a" && y = 1)
//# function returning function
let adder a =
    let r = ref a
    fun b -> r := !r + b; !r
let f = adder 1
c.FullExport <- (f 2 = 3)
c.ConcurrentOperation <- (f 2 = 5)
//# partial application keeps effects
let r = ref 0
let add a b = r := !r + 1; a + b
let f = add 1
c.FullExport <- (!r = 0)
c.ConcurrentOperation <- (f 1 = 2 && !r = 1)
//# partial of two staged
let staged a =
    let b = a * 2
    fun d -> b + d
c.FullExport <- (staged 2 3 = 7)
//# member as function value
type K(n: int) =
    member this.Add m = n + m
---
let k = K(1)
c.FullExport <- (List.map k.Add [1; 2] = [2; 3])
//# constructor as function value
type K(n: int) =
    member this.N = n
---
c.FullExport <- ([1; 2] |> List.map K |> List.sumBy (fun k -> k.N) = 3)
//# map add remove fold
let m = Map.empty |> Map.add "b" 2 |> Map.add "a" 1 |> Map.remove "z"
c.FullExport <- (m |> Map.toList = ["a", 1; "b", 2])
c.ConcurrentOperation <- (Map.fold (fun a k v -> a + k) "" m = "ab")
c.DeltaImport <- (m |> Map.exists (fun k v -> v = 3))
//# map iteration order
let mutable t = ""
for KeyValue(k, v) in Map.ofList ["b", "2"; "a", "1"; "B", "3"] do t <- t + k + v
c.FullExport <- (t = "B3a1b2")
//# set operations
let a = set ["b"; "a"]
c.FullExport <- (Set.toList a = ["a"; "b"])
c.ConcurrentOperation <- (Set.union a (set ["c"]) |> Set.count = 3)
//# sort order is by code
c.FullExport <- (List.sort ["b"; "B"; "a"; "_"] = ["B"; "_"; "a"; "b"])
c.ConcurrentOperation <- (List.sortBy (fun (x: string) -> x.Length) ["ccc"; "a"; "bb"; "d"] = ["a"; "d"; "bb"; "ccc"])
c.DeltaImport <- (List.sortDescending [1; 3; 2] = [1; 2; 3])
//# group and count [open]
c.FullExport <- (["a"; "b"; "a"] |> List.groupBy id |> List.length = 2)
c.ConcurrentOperation <- (["a"; "b"; "a"] |> List.countBy id |> List.length = 2)
//# array is changed in place
let a = [| 1; 2; 3 |]
let b = a
b.[0] <- 9
let d = Array.copy a
d.[1] <- 7
c.FullExport <- (a.[0] = 9 && a.[1] = 2)
c.ConcurrentOperation <- (a = [| 9; 2; 3 |])
//# array of function changed while mapped
let a = [| 1; 2; 3 |]
let b = Array.map (fun x -> (a.[2] <- 9; x)) a
c.FullExport <- (b.[2] = 9)
//# two dimensional array [open]
let a = Array2D.create 2 2 1
c.FullExport <- (a.[0, 0] = 1)
//# string slicing
let s = "abcdef"
c.FullExport <- (s.[1..2] = "bc")
//# choice and nested active patterns
let (|A|B|C|) n = if n = 1 then A elif n = 2 then B "x" else C (n, true)
let f n = match n with A -> "a" | B t -> t | C (k, true) -> "c" | C _ -> "d"
c.FullExport <- (f 1 = "a" && f 2 = "x" && f 5 = "c")
//# result chain
let parse s = if s = "1" then Ok 1 else Error ("bad " + s)
c.FullExport <- (parse "1" |> Result.bind (fun n -> Ok (n = 1)) = Ok true)
c.ConcurrentOperation <- (match parse "x" |> Result.mapError (fun e -> e.Length) with Error 5 -> true | _ -> false)
//# value option [open]
let v = ValueSome 3
c.FullExport <- (match v with ValueSome 3 -> true | _ -> false)
//# exceptions with data
exception Wrong of string * int
---
try
    raise (Wrong ("a", 2))
with
| Wrong (t, 2) when t = "b" -> c.DeltaImport <- false
| Wrong ("a", n) -> c.FullExport <- (n = 2)
//# reraise
try
    try failwith "x"
    with _ -> (c.ConcurrentOperation <- true; reraise ())
with _ -> c.FullExport <- true
//# nested try finally order
let r = ref ""
try
    try
        r := !r + "a"
        failwith "x"
    finally
        r := !r + "b"
with _ -> r := !r + "c"
c.FullExport <- (!r = "abc")
//# sequence with finally and a failing reader [open]
let r = ref 0
let s = seq {
    try
        yield 1
        yield 2
    finally
        r := 5 }
try
    s |> Seq.iter (fun x -> failwith "x")
with _ -> c.ConcurrentOperation <- true
c.FullExport <- (!r = 5)
//# sequence with finally inside another
let r = ref 0
let inner n = seq {
    try
        yield n
        yield n + 1
    finally
        r := !r + 1 }
let s = seq {
    yield! inner 1
    yield! inner 2
    yield 9 }
let h = Seq.head s
c.FullExport <- (!r = 1)
c.ConcurrentOperation <- (Seq.length s = 5)
c.SupportExport <- (!r = 3)
//# collect of sequences with finally
let r = ref 0
let inner n = seq {
    try
        yield n
        yield n + 1
    finally
        r := !r + 1 }
c.FullExport <- ([1; 2; 3] |> Seq.collect inner |> Seq.take 3 |> Seq.toList = [1; 2; 2])
c.ConcurrentOperation <- (!r = 2)
//# take while
let r = ref 0
let s = seq {
    try
        yield 1
        yield 5
        yield 2
    finally
        r := 1 }
c.FullExport <- (s |> Seq.takeWhile (fun x -> x < 3) |> Seq.toList = [1])
c.ConcurrentOperation <- (!r = 1)
//# unsigned format [open]
c.FullExport <- (sprintf "%d" 4000000000u = "4000000000")
c.DeltaImport <- (sprintf "%d" -3 = "-3")
