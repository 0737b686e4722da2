//# calls nested deeply through closures [open]
module M =
    let f0 (n: int) = n + 1
    let f1 (n: int) = [n] |> List.map (fun x -> f0 x) |> List.head
    let f2 (n: int) = [n] |> List.map (fun x -> f1 x) |> List.head
    let f3 (n: int) = [n] |> List.map (fun x -> f2 x) |> List.head
    let f4 (n: int) = [n] |> List.map (fun x -> f3 x) |> List.head
    let f5 (n: int) = [n] |> List.map (fun x -> f4 x) |> List.head
    let f6 (n: int) = [n] |> List.map (fun x -> f5 x) |> List.head
    let f7 (n: int) = [n] |> List.map (fun x -> f6 x) |> List.head
    let f8 (n: int) = [n] |> List.map (fun x -> f7 x) |> List.head
    let f9 (n: int) = [n] |> List.map (fun x -> f8 x) |> List.head
    let f10 (n: int) = [n] |> List.map (fun x -> f9 x) |> List.head
    let f11 (n: int) = [n] |> List.map (fun x -> f10 x) |> List.head
    let f12 (n: int) = [n] |> List.map (fun x -> f11 x) |> List.head
    let f13 (n: int) = [n] |> List.map (fun x -> f12 x) |> List.head
    let f14 (n: int) = [n] |> List.map (fun x -> f13 x) |> List.head
    let f15 (n: int) = [n] |> List.map (fun x -> f14 x) |> List.head
    let f16 (n: int) = [n] |> List.map (fun x -> f15 x) |> List.head
    let f17 (n: int) = [n] |> List.map (fun x -> f16 x) |> List.head
    let f18 (n: int) = [n] |> List.map (fun x -> f17 x) |> List.head
    let f19 (n: int) = [n] |> List.map (fun x -> f18 x) |> List.head
    let f20 (n: int) = [n] |> List.map (fun x -> f19 x) |> List.head
    let f21 (n: int) = [n] |> List.map (fun x -> f20 x) |> List.head
    let f22 (n: int) = [n] |> List.map (fun x -> f21 x) |> List.head
    let f23 (n: int) = [n] |> List.map (fun x -> f22 x) |> List.head
    let f24 (n: int) = [n] |> List.map (fun x -> f23 x) |> List.head
    let f25 (n: int) = [n] |> List.map (fun x -> f24 x) |> List.head
    let f26 (n: int) = [n] |> List.map (fun x -> f25 x) |> List.head
    let f27 (n: int) = [n] |> List.map (fun x -> f26 x) |> List.head
    let f28 (n: int) = [n] |> List.map (fun x -> f27 x) |> List.head
    let f29 (n: int) = [n] |> List.map (fun x -> f28 x) |> List.head
    let f30 (n: int) = [n] |> List.map (fun x -> f29 x) |> List.head
    let f31 (n: int) = [n] |> List.map (fun x -> f30 x) |> List.head
    let f32 (n: int) = [n] |> List.map (fun x -> f31 x) |> List.head
    let f33 (n: int) = [n] |> List.map (fun x -> f32 x) |> List.head
    let f34 (n: int) = [n] |> List.map (fun x -> f33 x) |> List.head
    let f35 (n: int) = [n] |> List.map (fun x -> f34 x) |> List.head
    let f36 (n: int) = [n] |> List.map (fun x -> f35 x) |> List.head
    let f37 (n: int) = [n] |> List.map (fun x -> f36 x) |> List.head
    let f38 (n: int) = [n] |> List.map (fun x -> f37 x) |> List.head
    let f39 (n: int) = [n] |> List.map (fun x -> f38 x) |> List.head
    let f40 (n: int) = [n] |> List.map (fun x -> f39 x) |> List.head
    let f41 (n: int) = [n] |> List.map (fun x -> f40 x) |> List.head
    let f42 (n: int) = [n] |> List.map (fun x -> f41 x) |> List.head
    let f43 (n: int) = [n] |> List.map (fun x -> f42 x) |> List.head
    let f44 (n: int) = [n] |> List.map (fun x -> f43 x) |> List.head
    let f45 (n: int) = [n] |> List.map (fun x -> f44 x) |> List.head
    let f46 (n: int) = [n] |> List.map (fun x -> f45 x) |> List.head
    let f47 (n: int) = [n] |> List.map (fun x -> f46 x) |> List.head
    let f48 (n: int) = [n] |> List.map (fun x -> f47 x) |> List.head
    let f49 (n: int) = [n] |> List.map (fun x -> f48 x) |> List.head
    let f50 (n: int) = [n] |> List.map (fun x -> f49 x) |> List.head
    let f51 (n: int) = [n] |> List.map (fun x -> f50 x) |> List.head
    let f52 (n: int) = [n] |> List.map (fun x -> f51 x) |> List.head
    let f53 (n: int) = [n] |> List.map (fun x -> f52 x) |> List.head
    let f54 (n: int) = [n] |> List.map (fun x -> f53 x) |> List.head
    let f55 (n: int) = [n] |> List.map (fun x -> f54 x) |> List.head
    let f56 (n: int) = [n] |> List.map (fun x -> f55 x) |> List.head
    let f57 (n: int) = [n] |> List.map (fun x -> f56 x) |> List.head
    let f58 (n: int) = [n] |> List.map (fun x -> f57 x) |> List.head
    let f59 (n: int) = [n] |> List.map (fun x -> f58 x) |> List.head
    let g0 (n: int) = n + 1
    let g1 (n: int) = [n] |> Seq.map (fun x -> g0 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g2 (n: int) = [n] |> Seq.map (fun x -> g1 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g3 (n: int) = [n] |> Seq.map (fun x -> g2 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g4 (n: int) = [n] |> Seq.map (fun x -> g3 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g5 (n: int) = [n] |> Seq.map (fun x -> g4 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g6 (n: int) = [n] |> Seq.map (fun x -> g5 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g7 (n: int) = [n] |> Seq.map (fun x -> g6 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g8 (n: int) = [n] |> Seq.map (fun x -> g7 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g9 (n: int) = [n] |> Seq.map (fun x -> g8 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g10 (n: int) = [n] |> Seq.map (fun x -> g9 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g11 (n: int) = [n] |> Seq.map (fun x -> g10 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g12 (n: int) = [n] |> Seq.map (fun x -> g11 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g13 (n: int) = [n] |> Seq.map (fun x -> g12 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g14 (n: int) = [n] |> Seq.map (fun x -> g13 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g15 (n: int) = [n] |> Seq.map (fun x -> g14 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g16 (n: int) = [n] |> Seq.map (fun x -> g15 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g17 (n: int) = [n] |> Seq.map (fun x -> g16 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g18 (n: int) = [n] |> Seq.map (fun x -> g17 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g19 (n: int) = [n] |> Seq.map (fun x -> g18 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g20 (n: int) = [n] |> Seq.map (fun x -> g19 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g21 (n: int) = [n] |> Seq.map (fun x -> g20 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g22 (n: int) = [n] |> Seq.map (fun x -> g21 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g23 (n: int) = [n] |> Seq.map (fun x -> g22 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g24 (n: int) = [n] |> Seq.map (fun x -> g23 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g25 (n: int) = [n] |> Seq.map (fun x -> g24 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g26 (n: int) = [n] |> Seq.map (fun x -> g25 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g27 (n: int) = [n] |> Seq.map (fun x -> g26 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g28 (n: int) = [n] |> Seq.map (fun x -> g27 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g29 (n: int) = [n] |> Seq.map (fun x -> g28 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g30 (n: int) = [n] |> Seq.map (fun x -> g29 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g31 (n: int) = [n] |> Seq.map (fun x -> g30 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g32 (n: int) = [n] |> Seq.map (fun x -> g31 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g33 (n: int) = [n] |> Seq.map (fun x -> g32 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g34 (n: int) = [n] |> Seq.map (fun x -> g33 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g35 (n: int) = [n] |> Seq.map (fun x -> g34 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g36 (n: int) = [n] |> Seq.map (fun x -> g35 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g37 (n: int) = [n] |> Seq.map (fun x -> g36 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g38 (n: int) = [n] |> Seq.map (fun x -> g37 x) |> Seq.filter (fun x -> true) |> Seq.head
    let g39 (n: int) = [n] |> Seq.map (fun x -> g38 x) |> Seq.filter (fun x -> true) |> Seq.head
---
c.FullExport <- (M.f59 1 = 2)
c.DeltaImport <- (M.f3 1 = 3)
c.ConcurrentOperation <- (M.g39 1 = 2)
//# long list
let l = [1 .. 1500]
c.FullExport <- (List.sum l = 1125750)
c.ConcurrentOperation <- (List.length (List.map (fun x -> x + 1) l) = 1500)
//# list too long [open]
let l = [1 .. 5000]
c.FullExport <- (List.length l = 5000)
//# structs in arrays are copies
[<Struct>]
type P =
    val mutable N: int
    new(n) = { N = n }
---
let a = [| P(1); P(2) |]
let b = Array.copy a
a.[0].N <- 9
c.FullExport <- (b.[0].N = 1)
let d = Array.zeroCreate<P> 2
d.[0].N <- 5
c.ConcurrentOperation <- (d.[1].N = 0)
let e = Array.append a b
e.[0].N <- 7
c.SupportExport <- (a.[0].N = 9)
//# event handlers [open]
type K() =
    let e = Event<int>()
    member this.Changed = e.Publish
    member this.Fire n = e.Trigger n
---
let k = K()
k.Changed.Add(fun n -> c.FullExport <- (n = 3))
k.Fire 3
//# sequence handed to the framework [open]
let r = ref 0
let s = [1; 2] |> Seq.map (fun x -> (incr r; x))
let l = List<int>(s)
c.FullExport <- (l.Count = 2 && !r = 2)
let t = s.ToList()
c.ConcurrentOperation <- (!r = 4)
let j = String.Join(",", s)
c.SupportExport <- (!r = 6)
//# sequence handed to a collection
let r = ref 0
let s = [1; 2] |> Seq.map (fun x -> (incr r; x))
let l = List<int>(s)
c.FullExport <- (l.Count = 2 && !r = 2)
c.ConcurrentOperation <- (HashSet<int>(s).Count = 2)
c.SupportExport <- (!r = 4)
//# closure in a static field of a module
module M =
    let mutable n = 0
    let bump = fun k -> n <- n + k
---
c.DeltaImport <- true
//# function in a dictionary
let d = Dictionary<string, MACapabilities -> unit>()
d.["a"] <- fun (c: MACapabilities) -> c.FullExport <- true
d.["a"] c
//# partial application in a list
let add a b = a + b
let fs = [1; 2] |> List.map add
c.FullExport <- (fs |> List.map (fun f -> f 10) = [11; 12])
//# pipeline of two arguments
c.FullExport <- ((1, 2) ||> (+) = 3)
//# sumBy and maxBy
c.FullExport <- (["a"; "bb"] |> List.sumBy (fun s -> s.Length) = 3)
c.ConcurrentOperation <- (["a"; "bb"] |> List.maxBy (fun s -> s.Length) = "bb")
//# unions with fields of lists
type Tree = Leaf of int | Node of Tree list
module M =
    let rec sum t = match t with Leaf n -> n | Node l -> l |> List.sumBy sum
---
c.FullExport <- (M.sum (Node [Leaf 1; Node [Leaf 2; Leaf 3]]) = 6)
//# one of two functions [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            let c = MACapabilities()
            let f = if p.Contains "Mode" then (fun (c: MACapabilities) -> c.FullExport <- true) else (fun c -> c.DeltaImport <- false)
            f c
            c
//# one of two unions [open]
type Mode = On of bool | Off
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            let m = if p.Contains "Mode" then On true else Off
            MACapabilities(FullExport = (match m with On b -> b | Off -> false), DeltaImport = (m = Off))
//# exception filter by one of two lists [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            let c = MACapabilities()
            let l = if p.Contains "Mode" then [1] else []
            try
                c.FullExport <- (List.head l = 1)
            with :? ArgumentException -> c.ConcurrentOperation <- true
            c
//# option value of one of two [open]
type C() =
    interface IMAExtensible2GetCapabilitiesEx with
        member this.GetCapabilitiesEx(p) =
            let c = MACapabilities()
            let o = if p.Contains "Mode" then Some 1 else None
            try
                c.FullExport <- (o.Value = 1)
            with :? NullReferenceException -> c.ConcurrentOperation <- true
            c
//# text of a union and a record [open]
type Mode = On | Off
---
c.FullExport <- (string On = "On")
c.ConcurrentOperation <- (On.ToString() = "On")
