"""More expressions of generated C# connectors: delegates, collections, exceptions, tasks, generics.

Each pattern adds what it needs beside it (a helper, a nested type) and gives an expression that compiles with Roslyn and with
mcs, terminates and does not throw. What stands inside is drawn again, so that patterns nest in each other.
"""

from __future__ import annotations

from oracle.csharp_expressions import Scope
from oracle.csharp_types import INNER, TypePatterns


class Patterns(TypePatterns):
    """Boolean, integer and text patterns beside those of the classes it derives from."""

    def more_booleans(self, depth: int, scope: Scope) -> str:
        """A Boolean expression of one of the patterns below."""
        shape = self.pick(
            self._task,
            self._generic_method,
            self._generic_class,
            self._struct_copy,
            self._operator_class,
            self._virtual_call,
            self._interface_call,
            self._cast,
            self._linq,
            self._deferred,
            self._enum_functions,
            self._dictionary,
            self._exception,
            self._text_functions,
            self._counter,
            self._multicast,
            self._recursion,
            self._grid,
            self._tuple,
            self._lazily,
            self._static_order,
            self._indexer,
            self._lifted,
            self._stepped,
            self._returning_iterator,
            self._other_constants,
            self._extension,
            self._switch_pattern,
            self._default_arguments,
            self._number_kinds,
        )
        return str(shape(depth - 1, scope))

    def _task(self, depth: int, scope: Scope) -> str:
        waits = ("await Task.FromResult(0);", "await Task.Delay(0);", "await Task.Run(() => 0);", "")
        first, second = self.boolean(depth, INNER), self.boolean(depth, INNER)
        early = f"if ({self.boolean(0, INNER)}) {{ return {self.boolean(0, INNER)}; }}" if self.chance(40) else ""
        body = f"bool r = {first}; {self.pick(*waits)} {early} b = r ^ {second}; {self.pick(*waits)} return b;"
        call = self._call("async Task<bool>", body, depth, scope)
        return str(self.pick(f"{call}.Result", f"{call}.GetAwaiter().GetResult()"))

    def _cast(self, depth: int, scope: Scope) -> str:
        value = f"({self.boolean(depth, scope)} ? (object){self.text(0, scope)} : {self.integer(0, scope)})"
        return str(
            self.pick(
                f"({value} is string)",
                f"(({value} as string) == {self.text(0, scope)})",
                f"({value}.Equals({self.integer(0, scope)}))",
                f"({value} as string ?? {self.text(0, scope)}).StartsWith({self.text(0, scope)}, StringComparison.Ordinal)",
                f"((bool)(object){self.boolean(depth, scope)})",
                f"({value}.ToString() == {self.text(0, scope)})",
            )
        )

    def _linq(self, depth: int, scope: Scope) -> str:
        texts = ", ".join(self.text(0, scope) for _ in range(3))
        numbers = ", ".join(self.integer(0, scope) for _ in range(3))
        y = self.fresh("y")
        test = self.boolean(depth, scope.with_int(y))
        ints, words = f"new[] {{ {numbers} }}", f"new[] {{ {texts} }}"
        return str(
            self.pick(
                f"{ints}.Any({y} => {test})",
                f"{ints}.All({y} => {test})",
                f"({ints}.Count({y} => {test}) > {self.number()})",
                f"({ints}.Where({y} => {test}).Sum() > {self.number()})",
                f"({ints}.FirstOrDefault({y} => {test}) == {self.number()})",
                f"({ints}.Skip(1).Take(1).First() == {self.number()})",
                f"({ints}.OrderBy({y} => -{y}).First() > {ints}.Min())",
                f"({ints}.Distinct().Count() == {self.number()})",
                f"({ints}.Aggregate((left, right) => left + right) > {self.number()})",
                f"{words}.Select({y} => {y}.Length).Contains({self.number()})",
                f"({words}.Concat({words}).Last() == {self.text(0, scope)})",
                f"({words}.Reverse().First() == {self.text(0, scope)})",
                f"(Enumerable.Range(0, {self.number()}).Count({y} => {test}) == {self.number()})",
                f"Enumerable.Repeat({self.boolean(0, scope)}, 2).All({y} => {y})",
                f"({words}.ToList().IndexOf({self.text(0, scope)}) >= 0)",
                f"(string.Concat({words}.Select({y} => {y}.ToUpperInvariant())).Length == {self.number()})",
                f"({words}.GroupBy({y} => {y}.Length).Count() == {self.number()})",
                f"({words}.Zip({ints}, (left, right) => left + right).First() == {self.text(0, scope)})",
                f"(from {y} in {ints} where {test} select {y} * 2).Any()",
                f"{words}.SequenceEqual(new[] {{ {texts} }})",
            )
        )

    def _deferred(self, depth: int, scope: Scope) -> str:
        source = self.pick(
            "new[] { 1, 2, 3 }.Where(x => f && x > i)",
            "new List<int> { 1, 2 }.Where(x => { f = !f; return f; })",
            "Enumerable.Range(0, 3).Where(x => f || x == i)",
            "new[] { 1, 2, 3 }.Select(x => { n++; return x; }).Where(x => x > i)",
        )
        forced = self.pick("", ".ToList()", ".ToArray()")
        change = self.pick("f = !f;", f"f = {self.boolean(0, INNER)};", "if (b) { f = false; }", "")
        result = self.pick("q.Any()", "q.Count() == 2", "q.Any() && f", "f", "q.Count() + q.Count() > n", "n == 0")
        body = f"bool f = {self.boolean(depth, INNER)}; int n = 0; var q = {source}{forced}; {change} return {result};"
        return self._call("bool", body, depth, scope)

    def _enum_functions(self, depth: int, scope: Scope) -> str:
        kind, value = "MANormalizations", self.normalizations(depth, scope)
        name = self.pick("None", "Uppercase", "RemoveAccents", "uppercase", "2")
        body = f'{kind} n; bool r = Enum.TryParse<{kind}>(b ? "{name}" : "nothing", out n); return r && n == {kind}.Uppercase;'
        return str(
            self.pick(
                f"((({value}) & {kind}.Uppercase) != 0)",
                f"(({value})).HasFlag({kind}.RemoveAccents)",
                f'(({value}).ToString() == "{name}")',
                f"Enum.IsDefined(typeof({kind}), {self.number()})",
                f"(({kind})Enum.ToObject(typeof({kind}), {self.number()}) == ({value}))",
                f"((int)({value}) > {self.number()})",
                f"({self.export_type(depth, scope)}.ToString() == \"{self.pick('ObjectReplace', 'AttributeUpdate')}\")",
                f'(Enum.GetName(typeof({kind}), 1) == "{name}")',
                f"(({kind})Enum.Parse(typeof({kind}), "
                f"\"{self.pick('uppercase', 'Uppercase', 'Uppercase, RemoveAccents')}\", true) "
                f"== ({value}))",
                self._call("bool", body, 0, scope),
            )
        )

    def _dictionary(self, depth: int, scope: Scope) -> str:
        made = (
            f"Dictionary<string, bool> d = new Dictionary<string, bool>{self.pick('', '(StringComparer.OrdinalIgnoreCase)')}; "
            f"d[{self.text(0, INNER)}] = b; d[{self.text(0, INNER)}] = {self.boolean(depth, INNER)}; bool r;"
        ).replace("bool>;", "bool>();")
        key = self.text(0, INNER)
        result = self.pick(
            f"return d.TryGetValue({key}, out r) && r;",
            f"return d.ContainsKey({key});",
            "r = d.Count == 2; return r;",
            f"r = d.Remove({key}); return r || d.Count == i;",
            "r = false; foreach (KeyValuePair<string, bool> e in d) { r ^= e.Value; } return r;",
            "r = d.Values.Any(v => v); return r;",
            f"r = d.Keys.Contains({key}); return r;",
            "r = false; foreach (string k in d.Keys) { if (k.Length == i) { r = true; break; } } return r;",
        )
        return self._call("bool", f"{made} {result}", depth, scope)

    def _exception(self, depth: int, scope: Scope) -> str:
        risky, kind = self.pick(
            ("int z = 10 / i; r ^= z > 3;", "DivideByZeroException"),
            ("r ^= new[] { true, b }[i];", "IndexOutOfRangeException"),
            ("r ^= new List<bool> { b, true }[i];", "ArgumentException"),
            ('string s = b ? "ab" : null; r ^= s.Length == i;', "NullReferenceException"),
            ('object o = b ? (object)1 : "a"; r ^= (int)o == i;', "InvalidCastException"),
            ('r ^= int.Parse(b ? "12" : "x") > i;', "FormatException"),
            ("r ^= new Dictionary<int, bool> { { 1, b } }[i];", "KeyNotFoundException"),
            ("int z = checked(int.MaxValue - 2 + i); r ^= z > 3;", "OverflowException"),
            ("r ^= new int[0].First() == i;", "InvalidOperationException"),
            ("if (b) { throw new InvalidOperationException(); } r = !r;", "InvalidOperationException"),
            ("r ^= new[] { 1, 2 }.Single(x => x > i) == 2;", "InvalidOperationException"),
            ('r ^= bool.Parse(b ? "True" : "yes");', "FormatException"),
            ("r ^= \"abc\".Substring(i)[0] == 'a';", "Exception"),
            ('Enum.Parse(typeof(MAExportType), b ? "ObjectReplace" : "Nothing"); r = !r;', "ArgumentException"),
        )
        when = self.pick("", "", f" when ({self.boolean(0, INNER)})") if not self.chance(50) else ""
        handler = (
            f"catch ({kind}){when} {{ {self.pick(f'r = {self.boolean(depth, INNER)};', 'r = !r;', 'return !r;', 'r |= b;')} }}"
        )
        others = f" catch (Exception) {{ {self.pick('r = true;', 'r = false;', 'return b;')} }}"
        last = self.pick("", " finally { r ^= b; }", f" finally {{ n += {self.number()}; }}")
        around = f"try {{ {risky} {self.pick('', 'r = !r;', 'n++;')} }} {handler}{others if kind != 'Exception' else ''}{last}"
        if when and kind == "Exception":
            around += ""
            around = around.replace(when, "")
        body = f"bool r = {self.boolean(0, INNER)}; int n = 0; {around} return {self.pick('r', 'r ^ n > 0', 'r && n == 0')};"
        return self._call("bool", body, depth, scope)

    def _text_functions(self, depth: int, scope: Scope) -> str:
        one, two = self.text(depth, scope), self.text(0, scope)
        return str(
            self.pick(
                f"(({one}).IndexOf({two}, StringComparison.Ordinal) >= 0)",
                f"(({one}).Trim().Length == {self.number()})",
                f"(({one}).Substring(0, 1) == {two})",
                f"(({one})[0] == 'a')",
                f"(string.CompareOrdinal({one}, {two}) < 0)",
                f"string.Equals({one}, {two}, StringComparison.OrdinalIgnoreCase)",
                f"(({one}).PadLeft(3, '0') == {two})",
                f"(({one}).Split('-').Length > {self.number()})",
                f"(string.Concat({one}, {two}).Length == {self.number()})",
                f"(new System.Text.StringBuilder({one}).Append({two}).Append({self.number()}).ToString().Length > 3)",
                f"(({one}).ToLowerInvariant() == {two})",
                f"(({one}).Insert(0, {two}).EndsWith({two}, StringComparison.Ordinal))",
                f"string.IsNullOrWhiteSpace({one})",
                f"char.IsUpper(({one})[0])",
                f"(({one}).ToCharArray().Length == {self.number()})",
                f"(({one}).TrimStart('a') == {two})",
                f"(({one}).Remove(0, 1) == {two})",
                f"(({one}).LastIndexOf('a') == {self.number()})",
                f"(({one})?.Length > {self.number()})",
            )
        )

    def _counter(self, depth: int, scope: Scope) -> str:
        name = self.fresh("K")
        inner = Scope(("s", "b"), instance=False)
        self.members.append(
            f"private static Func<bool> {name}(bool b) {{ bool s = b; int n = 0; "
            f"return () => {{ n++; s = {self.boolean(depth, inner)} ^ n > 1; return s; }}; }}"
        )
        body = (
            f"Func<bool> f = {name}(b), g = {self.pick('f', f'{name}(!b)')}; f(); g(); return "
            f"{self.pick('f()', 'g()', 'f() ^ g()')};"
        )
        return self._call("bool", body, depth, scope)

    def _multicast(self, depth: int, scope: Scope) -> str:
        inner = Scope(("x", "b"), instance=False)
        body = (
            f"bool x = b; Action a = () => x = {self.boolean(depth, inner)}; a += () => x = !x; "
            f"{self.pick('', 'a += a;', 'Action c = a; a -= c;', 'a = (Action)Delegate.Combine(a, (Action)(() => x |= b));')} "
            f"{self.pick('a?.Invoke();', 'if (a != null) { a(); }')} return x;"
        )
        return self._call("bool", body, depth, scope)

    def _recursion(self, depth: int, scope: Scope) -> str:
        name = self.fresh("R")
        step = self.pick("!b", self.boolean(depth, Scope(("b",), ("n",), instance=False)))
        self.members.append(f"private static bool {name}(int n, bool b) {{ return n <= 0 ? b : {name}(n - 1, {step}); }}")
        return f"{name}({self.integer(0, scope)} % 5, {self.boolean(depth, scope)})"

    def _grid(self, depth: int, scope: Scope) -> str:
        body = self.pick(
            "bool[,] g = new bool[2, 2]; g[0, 1] = b; g[1, 0] = !g[0, 1]; return g[i & 1, 0] | g[0, 0];",
            "bool[][] g = { new[] { b, true }, new[] { !b } }; g[0][1] ^= b; return g[0][i & 1];",
            "bool[] g = new bool[3]; for (int k = 0; k < g.Length; k++) { g[k] = k == i; } return g[1];",
            "bool[] g = { b, !b }; bool[] h = g; h[0] = !h[0]; return g[0];",
            "bool[] g = { b, !b }; bool[] h = (bool[])g.Clone(); h[0] = !h[0]; return g[0];",
            "int[] g = { 3, 1, 2 }; Array.Sort(g); return g[0] == i;",
            "int[] g = { 3, 1, 2 }; Array.Reverse(g); return g[0] == i;",
            "List<int> g = new List<int> { 3, 1, 2 }; g.Sort((x, y) => y - x); g.RemoveAt(0); return g[0] == i;",
            "Stack<bool> g = new Stack<bool>(); g.Push(b); g.Push(!b); return g.Pop() ^ g.Count == i;",
            "Queue<bool> g = new Queue<bool>(); g.Enqueue(b); g.Enqueue(!b); return g.Dequeue() ^ g.Peek();",
            "LinkedList<int> g = new LinkedList<int>(); g.AddLast(1); g.AddFirst(i); return g.First.Value == 1;",
            "int[] g = new int[2]; int k = 0; g[k++] = k; g[k] += k++; return g[0] == i | g[1] == k;",
            "HashSet<int> g = new HashSet<int> { 1, 2 }; return g.Add(i) ^ b;",
            'var g = new SortedDictionary<string, int> { { "b", 1 }, { "a", 2 } }; return g.First().Value == i;',
        )
        return self._call("bool", str(body), depth, scope)

    def _tuple(self, depth: int, scope: Scope) -> str:
        one, two = self.boolean(depth, scope), self.boolean(0, scope)
        return str(
            self.pick(
                f"Tuple.Create({one}, {two}).Item{self.pick('1', '2')}",
                f"new {{ A = {one}, B = {two} }}.{self.pick('A', 'B')}",
                f"new KeyValuePair<string, bool>({self.text(0, scope)}, {one}).Value",
                f"Tuple.Create({one}, {self.integer(0, scope)}).Equals(Tuple.Create({two}, {self.integer(0, scope)}))",
                f"new {{ A = {one} }}.Equals(new {{ A = {two} }})",
            )
        )

    def _lazily(self, depth: int, scope: Scope) -> str:
        name, value = self.fresh("Z"), self.boolean(depth, Scope(instance=False))
        shape = self.pick("nullable", "coalesce", "flag", "list", "holder")
        if shape == "nullable":
            self.members.append(
                f"private static bool? {name}f; private static bool {name} {{ get {{ "
                f"if (!{name}f.HasValue) {{ {name}f = {value}; }} return {name}f.Value; }} }}"
            )
        elif shape == "coalesce":
            self.members.append(
                f"private static string {name}f; private static bool {name} {{ get {{ "
                f"return ({name}f ?? ({name}f = {self.text(0, Scope())})) == {self.text(0, Scope())}; }} }}"
            )
        elif shape == "flag":
            self.members.append(
                f"private static bool {name}f, {name}d; private static bool {name} {{ get {{ "
                f"if (!{name}d) {{ {name}d = true; {name}f = {value}; }} return {name}f; }} }}"
            )
        elif shape == "list":
            self.members.append(
                f"private static List<bool> {name}f; private static bool {name} {{ get {{ "
                f"if ({name}f == null) {{ {name}f = new List<bool>(); {name}f.Add({value}); }} return {name}f[0] && "
                f"{name}f.Count == 1; }} }}"
            )
        else:
            self.members.append(
                f"internal static class {name}h {{ internal static readonly Lazy<bool> L = new Lazy<bool>(() => {value}); }}"
            )
            return f"{name}h.L.Value"
        return name

    def _lifted(self, depth: int, scope: Scope) -> str:
        number = f"({self.boolean(depth, scope)} ? (int?){self.integer(0, scope)} : null)"
        flag = f"({self.boolean(depth, scope)} ? (bool?){self.boolean(0, scope)} : null)"
        return str(
            self.pick(
                f"({number} + 1 > {self.number()})",
                f"({number} == {self.number()})",
                f"({number} != null)",
                f"(({flag} & {self.boolean(0, scope)}) == true)",
                f"(({flag} | {self.boolean(0, scope)}) ?? {self.boolean(0, scope)})",
                f"({flag} == {self.boolean(0, scope)})",
                f"({number} ?? {self.integer(0, scope)}).Equals({self.number()})",
            )
        )

    def _stepped(self, depth: int, scope: Scope) -> str:
        body = self.pick(
            "int n = i; return n++ == i && ++n == i + 2;",
            "int n = 0; for (int k = 0, m = 5; k < m; k += 2, m--) { n += m; if (n > 8) { break; } } return n == i;",
            "int n = 0; foreach (char k in \"abc\") { switch (k) { case 'a': continue; case 'b': n += 2; break; "
            "default: n++; break; } } return n > i;",
            "int n = i; while (true) { if (n > 3) { b = !b; break; } n += 2; if (n == 3) { continue; } b ^= true; } return b;",
            "int n = 0; for (int k = 0; k < 3; k++) { for (int m = 0; m < 3; m++) { if (m == i) { goto done; } n++; } } "
            "done: return n > 2;",
            "bool[] seen = new bool[2]; int n = 0; do { seen[n] = !b; n++; } while (n < 2 && !seen[n - 1]); return n == 2;",
            "byte n = unchecked((byte)(i + 250)); unchecked { n += 10; } return n > 3;",
            "int n = 7; n = n << 1 | (b ? 1 : 0); n ^= i; return (n & 1) == 1;",
            "long n = (long)int.MaxValue + i; return n > int.MaxValue;",
            "int n = unchecked(int.MaxValue + i); return n < 0;",
            "uint n = unchecked((uint)i); return unchecked(n - 1) > 5;",
            "double n = i / 2.0; return n > 1.0 || n == 0.5;",
            "decimal n = 1.5m * i; return n > 2m;",
            "char n = (char)('a' + (i & 3)); return n == 'b';",
            "int n = (-7) / 2 * i + (-7) % 3; return n == -1;",
            "int n = -9 >> 1; uint m = 0xFFFFFFF7u >> 28; return n == -5 ^ m == 15u ^ b;",
        )
        return self._call("bool", str(body), depth, scope)

    def _returning_iterator(self, depth: int, scope: Scope) -> str:
        name = self.fresh("G")
        inner = Scope(("b",), ("k",), instance=False)
        self.members.append(
            f"private static int {name}c; private static IEnumerable<bool> {name}(bool b) {{ "
            f"for (int k = 0; k < 3; k++) {{ if ({self.boolean(0, inner)}) {{ yield break; }} "
            f"try {{ yield return {self.boolean(depth, inner)}; }} finally {{ b = !b; }} }} }}"
        )
        y, call = self.fresh("y"), f"{name}({self.boolean(depth, scope)})"
        return str(
            self.pick(
                f"{call}.Any({y} => {y})", f"({call}.Count() == {self.number()})", f"{call}.FirstOrDefault()",
                f"{call}.Skip(1).LastOrDefault()", f"{call}.ToList().Contains({self.boolean(0, scope)})",
            )
        )  # fmt: skip

    def _switch_pattern(self, depth: int, scope: Scope) -> str:
        one, two, three = (self.boolean(0, INNER) for _ in range(3))
        body = (
            f"object o = b ? (object)i : {self.text(0, INNER)}; switch (o) {{ case int n when n > 2: return {one}; "
            f"case int n: return n == 1; case string s when s.Length == 1: return {two}; default: return {three}; }}"
        )
        self.roslyn_only = True
        return self._call("bool", body, depth, scope)

    def _default_arguments(self, depth: int, scope: Scope) -> str:
        name = self.fresh("D")
        inner = Scope(("x", "y"), instance=False)
        self.members.append(
            f"private static bool {name}(bool x, bool y = true, params int[] more) {{ return "
            f"{self.boolean(depth, inner)} ^ more.Length > 1; }}"
        )
        one, two = self.boolean(depth, scope), self.boolean(0, scope)
        return str(self.pick(f"{name}({one})", f"{name}(y: {one}, x: {two})", f"{name}({one}, {two}, 1, 2)"))

    def _number_kinds(self, depth: int, scope: Scope) -> str:
        one, two = self.integer(depth, scope), self.integer(0, scope)
        return str(
            self.pick(
                f"((long)({one}) * 4 > {two})", f"(unchecked((byte)({one})) == {two})",
                f"(unchecked((short)({one})) < {two})", f"(unchecked((uint)({one})) > 5u)",
                f"(({one}) / 2 == {two})", f"(({one}).ToString() == {self.text(0, scope)})", f"(({one}).CompareTo({two}) > 0)",
                f"(Math.Abs({one}) == {two})", f"(Math.Min({one}, {two}) == {self.number()})", f"((double)({one}) / 2 > {two})",
                f"(~({one}) < {two})", f"(-({one}) > {two})", f"(Convert.ToInt32(\"{self.number()}\") == {one})",
                f"(({one}) >> 1 == {two})",
            )
        )  # fmt: skip
