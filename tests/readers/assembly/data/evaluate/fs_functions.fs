//# pipelines
true |> (fun b -> c.FullExport <- b)
let n = [1; 2] |> List.map (fun x -> x * 2) |> List.sum
c.ConcurrentOperation <- (n = 6)
//# composition
let f = (fun x -> x + 1) >> (fun x -> x * 2)
c.FullExport <- (f 2 = 6)
let g = not << (fun x -> x > 3)
c.DeltaImport <- g 4
//# partial application
module M =
    let add a b = a + b
    let three a b c = a * 100 + b * 10 + c
---
let f = M.add 2
c.FullExport <- (f 3 = 5)
let g = M.three 1 2
c.ConcurrentOperation <- (g 3 = 123)
let h = M.three 1
c.SupportExport <- (h 2 4 = 124)
//# closures curried
let f a b = a + b
let g = f 1
let k h = h 2
c.FullExport <- (k g = 3)
let apply h a b = h a b
c.ConcurrentOperation <- (apply f 2 3 = 5)
//# closures with three arguments
module M =
    let run (f: int -> int -> int -> int) = f 1 2 3
    let run4 (f: int -> int -> int -> int -> int) = f 1 2 3 4
---
let k = 10
c.FullExport <- (M.run (fun a b d -> a + b + d + k) = 16)
c.ConcurrentOperation <- (M.run4 (fun a b d e -> a + b + d + e + k) = 20)
c.DeltaImport <- (M.run (fun a -> (fun b d -> a * b * d)) = 7)
//# function values in record
type Ops = { Run: int -> bool; Name: string }
---
let o = { Run = (fun n -> n > 2); Name = "x" }
c.FullExport <- o.Run 3
c.DeltaImport <- o.Run 1
//# function list
let fs = [ (fun (c: MACapabilities) -> c.FullExport <- true); (fun c -> c.DeltaImport <- false) ]
for f in fs do f c
//# function list iter
[ (fun (c: MACapabilities) -> c.FullExport <- true); (fun c -> c.DeltaImport <- false) ] |> List.iter (fun f -> f c)
//# inline function
module M =
    let inline add a b = a + b
    let inline when1 cond f = if cond then f ()
---
c.FullExport <- (M.add 1 2 = 3)
M.when1 true (fun () -> c.ConcurrentOperation <- true)
//# recursion
module M =
    let rec fact n = if n <= 1 then 1 else n * fact (n - 1)
    let rec sum acc n = if n = 0 then acc else sum (acc + n) (n - 1)
---
c.FullExport <- (M.fact 5 = 120)
c.ConcurrentOperation <- (M.sum 0 10 = 55)
//# recursion over list
module M =
    let rec total l = match l with [] -> 0 | x :: rest -> x + total rest
    let rec last l = match l with [x] -> x | _ :: r -> last r | [] -> failwith "empty"
---
c.FullExport <- (M.total [1; 2; 3] = 6)
c.ConcurrentOperation <- (M.last ["a"; "b"] = "b")
//# inner recursion
let rec loop n acc = if n = 0 then acc else loop (n - 1) (acc + n)
c.FullExport <- (loop 4 0 = 10)
//# mutual recursion
module M =
    let rec even n = if n = 0 then true else odd (n - 1)
    and odd n = if n = 0 then false else even (n - 1)
---
c.FullExport <- M.even 4
c.DeltaImport <- M.odd 4
//# tail call to member
type K() =
    member this.F(n) = if n > 0 then this.G(n - 1) else true
    member this.G(n) = this.F(n)
---
c.FullExport <- K().F(3)
//# generic functions
module M =
    let id2 x = x
    let pair a b = (a, b)
    let choose b x y = if b then x else y
---
c.FullExport <- M.id2 true
c.ExportType <- M.choose false MAExportType.AttributeUpdate MAExportType.AttributeReplace
c.DeltaImport <- snd (M.pair 1 false)
//# statically resolved
module M =
    let inline name (x: ^a) = (^a : (member Name: string) x)
    let inline twice (x: ^a) = x + x
type P = { Name: string }
---
c.FullExport <- (M.name { Name = "a" } = "a")
c.ConcurrentOperation <- (M.twice 3 = 6 && M.twice "a" = "aa")
//# lazy
let l = lazy (1 + 2)
c.FullExport <- (l.Value = 3)
c.ConcurrentOperation <- (l.Force() = 3)
//# ref cells
let r = ref 1
r := !r + 2
c.FullExport <- (!r = 3)
let f () = r := 10
f ()
c.ConcurrentOperation <- (r.Value = 10)
//# incr decr
let r = ref 1
incr r
c.FullExport <- (!r = 2)
//# closure over ref
let count = ref 0
[1; 2; 3] |> List.iter (fun x -> count := !count + x)
c.FullExport <- (!count = 6)
//# own builder
type MaybeBuilder() =
    member this.Bind(m, f) = match m with Some v -> f v | None -> None
    member this.Return(v) = Some v
    member this.Zero() = None
---
let maybe = MaybeBuilder()
let r = maybe {
    let! a = Some 1
    let! b = Some 2
    return a + b }
c.FullExport <- (r = Some 3)
c.ConcurrentOperation <- (match r with Some 3 -> true | _ -> false)
let q = maybe {
    let! a = Some 1
    let! b = None
    return a + b }
c.DeltaImport <- q.IsSome
//# async [open]
let a = async {
    let! x = async { return 2 }
    return x + 1 }
c.FullExport <- (Async.RunSynchronously a = 3)
//# sequence expression
let s = seq {
    yield 1
    yield 2
    for x in [3; 4] do yield x }
c.FullExport <- (Seq.length s = 4)
c.ConcurrentOperation <- (Seq.sum s = 10)
//# list expression
let l = [ for x in 1 .. 3 -> x * 2 ]
c.FullExport <- (l = [2; 4; 6])
c.ConcurrentOperation <- (l.Length = 3)
c.DeltaImport <- (List.head l = 3)
let m = [ for x in 1 .. 5 do if x % 2 = 1 then yield x ]
c.SupportExport <- (List.length m = 3)
//# array expression
let l = [| for x in 1 .. 3 -> x * 2 |]
c.FullExport <- (l.[1] = 4)
c.ConcurrentOperation <- (Array.length l = 3)
//# range list
let l = [1 .. 4]
c.FullExport <- (List.sum l = 10)
let a = [| 1 .. 2 .. 7 |]
c.ConcurrentOperation <- (a.Length = 4)
//# list functions
let l = [1; 2; 3; 4]
c.FullExport <- (List.filter (fun x -> x > 2) l = [3; 4])
c.ConcurrentOperation <- (List.fold (fun a x -> a + x) 0 l = 10)
c.DeltaImport <- (List.contains 5 l)
c.SupportExport <- (List.exists (fun x -> x = 3) l)
c.SupportImport <- (List.forall (fun x -> x > 0) l)
//# list functions 2
let l = [3; 1; 2]
c.FullExport <- (List.sort l = [1; 2; 3])
c.ConcurrentOperation <- (List.rev l = [2; 1; 3])
c.DeltaImport <- List.isEmpty l
c.SupportExport <- (List.head l = 3 && List.tail l = [1; 2])
c.SupportImport <- (List.append l [4] |> List.length = 4 && (l @ [5]).Length = 4)
//# list functions 3
let l = [3; 1; 2]
c.FullExport <- (List.find (fun x -> x < 3) l = 1)
c.ConcurrentOperation <- (List.tryFind (fun x -> x > 5) l = None)
c.DeltaImport <- (List.choose (fun x -> if x > 1 then Some (x * 2) else None) l = [6])
c.SupportExport <- (List.collect (fun x -> [x; x]) l |> List.length = 6)
c.SupportImport <- (List.zip l ["a"; "b"; "c"] |> List.item 1 = (1, "b"))
//# list functions 4
let l = ["a"; "b"]
c.FullExport <- (List.mapi (fun i x -> string i + x) l = ["0a"; "1b"])
c.ConcurrentOperation <- (List.nth l 1 = "b" && l.[0] = "a" && l.Item 1 = "b")
c.DeltaImport <- (List.partition (fun x -> x = "a") l |> fst |> List.isEmpty)
c.SupportExport <- (List.toArray l).Length.Equals(2)
c.SupportImport <- (List.ofArray [|1|] = [1] && List.length (List.replicate 3 "x") = 3 && List.init 3 id = [0; 1; 2])
//# list functions 5
let l = [1; 2; 3]
c.FullExport <- (List.reduce (+) l = 6)
c.ConcurrentOperation <- (List.max l = 3 && List.min l = 1)
c.DeltaImport <- (List.last l = 1)
c.SupportExport <- (List.distinct [1; 1; 2] |> List.length = 2)
let mutable n = 0
List.iteri (fun i x -> n <- n + i * x) l
c.SupportImport <- (n = 8)
//# list fold back and map2
let l = [1; 2; 3]
c.FullExport <- (List.foldBack (fun x a -> x - a) l 0 = 2)
c.ConcurrentOperation <- (List.map2 (fun a b -> a * b) l l |> List.sum = 14)
//# list patterns
let f l = match l with [] -> 0 | [x] -> 1 | [x; y] -> 2 | x :: y :: _ -> 3
c.FullExport <- (f [1; 2; 3] = 3)
c.DeltaImport <- (f [] = 1)
c.ConcurrentOperation <- (f [1; 2] = 2)
//# list cons and properties
let l = 1 :: 2 :: []
c.FullExport <- (l.Head = 1)
c.ConcurrentOperation <- (l.Tail.Head = 2)
c.DeltaImport <- l.IsEmpty
c.SupportExport <- (l.Length = 2)
//# seq functions
let s = Seq.ofArray [|1; 2; 3|]
c.FullExport <- (s |> Seq.map (fun x -> x * 2) |> Seq.toList = [2; 4; 6])
c.ConcurrentOperation <- (s |> Seq.filter (fun x -> x > 1) |> Seq.length = 2)
c.DeltaImport <- Seq.isEmpty s
c.SupportExport <- (Seq.head s = 1 && Seq.exists (fun x -> x = 2) s)
let mutable n = 0
s |> Seq.iter (fun x -> n <- n + x)
c.SupportImport <- (n = 6)
//# array functions
let a = [|3; 1; 2|]
c.FullExport <- ((Array.map (fun x -> x + 1) a).[0] = 4)
c.ConcurrentOperation <- (Array.fold (+) 0 a = 6)
c.DeltaImport <- (Array.contains 4 a)
c.SupportExport <- ((Array.filter (fun x -> x > 1) a).Length = 2)
a.[0] <- 9
c.SupportImport <- (a.[0] = 9 && Array.exists (fun x -> x = 9) a)
//# array functions 2
let a = Array.zeroCreate<int> 3
c.FullExport <- (a.Length = 3 && a.[2] = 0)
let b = Array.create 2 true
c.ConcurrentOperation <- b.[1]
let d = Array.init 3 (fun i -> i * i)
c.DeltaImport <- (d.[2] = 5)
c.SupportExport <- (Array.append [|1|] [|2|]).Length.Equals(2)
let mutable n = 0
[|1; 2|] |> Array.iter (fun x -> n <- n + x)
c.SupportImport <- (n = 3)
//# map
let m = Map.ofList [("a", 1); ("b", 2)]
c.FullExport <- (m.["b"] = 2)
c.ConcurrentOperation <- (Map.containsKey "a" m)
c.DeltaImport <- (Map.tryFind "z" m |> Option.isSome)
c.SupportExport <- (Map.find "a" (Map.add "a" 5 m) = 5)
c.SupportImport <- (m.Count = 2)
//# map expression
let m = Map [ "user", true; "group", false ]
c.FullExport <- m.["user"]
c.DeltaImport <- (match m.TryFind "group" with Some v -> v | None -> true)
//# set
let s = Set.ofList ["a"; "b"; "a"]
c.FullExport <- (s.Count = 2)
c.ConcurrentOperation <- (Set.contains "a" s)
c.DeltaImport <- (s.Contains "z")
c.SupportExport <- (Set.add "z" s |> Set.count = 3)
//# set function
let s = set [1; 2]
c.FullExport <- (s.Contains 1)
//# dict
let d = dict [ "a", true; "b", false ]
c.FullExport <- d.["a"]
c.DeltaImport <- d.ContainsKey "z"
//# sprintf
c.FullExport <- (sprintf "%s-%d" "a" 3 = "a-3")
c.ConcurrentOperation <- (sprintf "x" = "x")
c.DeltaImport <- (sprintf "%b" true = "x")
//# string functions
let s = "abc"
c.FullExport <- (s.Length = 3 && s.Substring(1) = "bc")
c.ConcurrentOperation <- (String.concat "-" ["a"; "b"] = "a-b")
c.DeltaImport <- (s.Contains "x")
c.SupportExport <- (s + "d" = "abcd" && s.ToUpperInvariant() = "ABC")
c.SupportImport <- (s.[1] = 'b' && String.length s = 3)
//# string functions 2
let parts = "user;group".Split(';')
c.FullExport <- (parts.Length = 2 && parts.[1] = "group")
c.ConcurrentOperation <- String.IsNullOrEmpty null
c.DeltaImport <- (String.Join(",", parts) = "x")
c.SupportExport <- (String.map (fun ch -> ch) "ab" = "ab")
//# string comparison
let s = "abc"
c.FullExport <- (s < "abd")
c.DeltaImport <- (s > "b")
c.ConcurrentOperation <- String.Equals(s, "ABC", StringComparison.OrdinalIgnoreCase)
c.SupportExport <- (compare 1 2 < 0)
//# compare and hash [open]
c.FullExport <- (compare "a" "b" < 0)
c.ConcurrentOperation <- (max "a" "b" = "b")
//# ignore and unit
ignore (c.FullExport <- true)
let f () = true
c.ConcurrentOperation <- f ()
//# print
printfn "hello %s" "x"
c.FullExport <- true
//# printf side
eprintfn "value %d" 3
c.FullExport <- true
//# linq
let l = List<int>([1; 2; 3])
c.FullExport <- (l.Count = 3)
c.ConcurrentOperation <- (l.Where(fun x -> x > 1).ToList().Count = 2)
//# resizearray
let l = ResizeArray<string>()
l.Add "a"
c.FullExport <- (l.Count = 1)
for x in l do c.ConcurrentOperation <- (x = "a")
//# delegates
let f = Func<int, bool>(fun n -> n > 2)
c.FullExport <- f.Invoke 3
let a = Action(fun () -> c.DeltaImport <- false)
a.Invoke()
//# failwithf and raise
let r = try (if c.DeltaImport then invalidOp "x" else true) with :? InvalidOperationException -> false
c.FullExport <- r
//# nested functions capture
let n = 5
let add x = x + n
let twice f x = f (f x)
c.FullExport <- (twice add 1 = 11)
//# let in branches
let f b =
    let x = if b then 3 else 4
    let y = x + 1
    y
c.FullExport <- (f true = 4)
c.DeltaImport <- (f false = 4)
//# shadowing
let n = 1
let n = n + 1
c.FullExport <- (n = 2)
//# seq cache and take
let s = Seq.initInfinite (fun i -> i) |> Seq.take 3 |> Seq.toList
c.FullExport <- (s = [0; 1; 2])
//# seq fold
c.FullExport <- ([1; 2; 3] |> Seq.fold (fun a x -> a + x) 0 = 6)
c.ConcurrentOperation <- ([1; 2] |> Seq.append [3] |> Seq.length = 3)
