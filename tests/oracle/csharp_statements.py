"""More statements of generated C# connectors: what acts upon an object from elsewhere, later, or through another name.

Each takes the work (what is acted upon), a depth and a scope, and gives statements in which others are drawn again.
"""

from __future__ import annotations

from dataclasses import dataclass

from oracle.csharp_expressions import Scope
from oracle.csharp_patterns import Patterns
from oracle.csharp_types import INNER


@dataclass(frozen=True)
class Work:
    """What statements act upon: how to write one of them, given a depth and a scope."""

    variable: str
    type: str
    made: str


class Statements(Patterns):
    """Statement patterns beside those of :class:`oracle.csharp_programs.Program`, which draws the bodies."""

    def statements(self, work: Work, depth: int, scope: Scope, most: int = 4) -> str:
        """A few statements that act upon the object of the work."""
        raise NotImplementedError

    def simple(self, work: Work, depth: int, scope: Scope) -> str:
        """A statement that does something to the object."""
        raise NotImplementedError

    def more_statements(self, work: Work, depth: int, scope: Scope) -> str:
        """A statement of one of the patterns below."""
        shape = self.pick(
            self._disposed,
            self._event,
            self._builder,
            self._replaced,
            self._actions_later,
            self._on_a_thread,
            self._for_each,
            self._through_container,
            self._task_method,
            self._iterating_effect,
            self._nested_protection,
            self._unknown_loop,
            self._counted_state,
            self._generic_visitor,
            self._nested_loops,
            self._other_class,
            self._override_elsewhere,
            self._handed_over,
            self._out_object,
            self._closure_chain,
        )
        return str(shape(work, depth - 1, scope))

    def _body(self, work: Work, depth: int, scope: Scope = INNER) -> str:
        return self.statements(work, depth, scope, 2)

    def _disposed(self, work: Work, depth: int, scope: Scope) -> str:
        name, v = self.fresh("Using"), work.variable
        self.members.append(
            f"internal sealed class {name} : IDisposable {{ private readonly {work.type} {v}; private readonly bool b; "
            f"internal {name}({work.type} {v}, bool b) {{ this.{v} = {v}; this.b = b; }} "
            f"public void Dispose() {{ int i = 1; {self._body(work, depth)} }} }}"
        )
        leave = f"if ({self.boolean(0, scope)}) {{ throw new InvalidOperationException(); }}" if self.chance(25) else ""
        used = f"using (new {name}({v}, {self.boolean(depth, scope)})) {{ {self._body(work, depth, scope)} {leave} }}"
        return f"try {{ {used} }} catch (InvalidOperationException) {{ {self.simple(work, 1, scope)} }}" if leave else used

    def _elsewhere(self, work: Work, depth: int) -> str:
        """Statements for a class of its own, which knows no member of the connector."""
        return self.simple(work, min(depth, 0), Scope(("b",), ("i",), instance=False))

    def _event(self, work: Work, depth: int, scope: Scope) -> str:
        name, bus, x = self.fresh("Bus"), self.fresh("u"), self.fresh("x")
        self.members.append(
            f"internal sealed class {name} {{ internal event Action<{work.type}> Raised; "
            f"internal void Raise({work.type} x) {{ if (Raised != null) {{ Raised(x); }} }} }}"
        )
        inner = Work(x, work.type, work.made)
        handlers = [f"{bus}.Raised += {x} => {{ {self._body(inner, depth, scope)} }};" for _ in range(int(self.pick(0, 1, 2)))]
        return f"{name} {bus} = new {name}(); {' '.join(handlers)} {bus}.Raise({work.variable});"

    def _builder(self, work: Work, depth: int, scope: Scope) -> str:
        name, v = self.fresh("Build"), work.variable
        methods = " ".join(
            f"internal {name} Do{n}(bool b, int i) {{ {self._body(work, depth)} last = b; return this; }}" for n in range(2)
        )
        self.members.append(
            f"internal class {name} {{ private readonly {work.type} {v}; private bool last; "
            f"internal {name}({work.type} {v}) {{ this.{v} = {v}; }} {methods} internal {work.type} Get() {{ return {v}; }} }}"
        )
        calls = "".join(
            f".Do{self.pick('0', '1')}({self.boolean(depth, scope)}, {self.integer(0, scope)})"
            for _ in range(int(self.pick(1, 2, 3)))
        )
        return f"new {name}({v}){calls};"

    def _replaced(self, work: Work, depth: int, scope: Scope) -> str:
        name, local = self.fresh("Ref"), self.fresh("k")
        inner = Work("z", work.type, work.made)
        self.members.append(
            f"private static void {name}(ref {work.type} k, bool b, int i) {{ {work.type} z = k; "
            f"if ({self.boolean(depth, INNER)}) {{ z = {work.made}; }} {self._body(inner, depth)} k = z; }}"
        )
        return (
            f"{work.type} {local} = {work.variable}; {name}(ref {local}, {self.boolean(depth, scope)}, "
            f"{self.integer(0, scope)}); "
            f"{self.simple(Work(local, work.type, work.made), 1, scope)}"
        )

    def _out_object(self, work: Work, depth: int, scope: Scope) -> str:
        name, local, flag = self.fresh("Out"), self.fresh("k"), self.fresh("h")
        inner = Work("z", work.type, work.made)
        self.members.append(
            f"private static bool {name}({work.type} given, bool b, int i, out {work.type} k) {{ {work.type} z = "
            f"{self.boolean(depth, INNER)} ? given : {work.made}; {self._body(inner, depth)} k = z; return z == given; }}"
        )
        call = f"{name}({work.variable}, {self.boolean(depth, scope)}, {self.integer(0, scope)}, out {local})"
        after = self.simple(Work(local, work.type, work.made), 1, scope.with_bool(flag))
        return f"{work.type} {local}; bool {flag} = {call}; {after}"

    def _actions_later(self, work: Work, depth: int, scope: Scope) -> str:
        todo, k, copy, a = (self.fresh(x) for x in ("todo", "k", "j", "a"))
        inner = scope.with_int(k if self.chance(50) else copy)
        body = f"int {copy} = {k}; {todo}.Add(() => {{ {self._body(work, depth, inner)} }});"
        loop = self.pick(
            f"for (int {k} = 0; {k} < {int(self.number()) % 3 + 1}; {k}++)",
            f"foreach (int {k} in new[] {{ 2, {self.number()} }})",
        )
        run = self.pick(
            f"foreach (Action {a} in {todo}) {{ {a}(); }}",
            f"{todo}.ForEach({a} => {a}());",
            f"{todo}[{todo}.Count - 1]();",
            f"if ({self.boolean(0, scope)}) {{ {todo}[0](); }}",
            "",
        )
        return f"List<Action> {todo} = new List<Action>(); {loop} {{ {body} }} {run}"

    def _on_a_thread(self, work: Work, depth: int, scope: Scope) -> str:
        t, body = self.fresh("t"), self._body(work, depth, scope)
        return str(
            self.pick(
                f"Task.Run(() => {{ {body} }}).Wait();",
                f"System.Threading.Thread {t} = new System.Threading.Thread(() => {{ {body} }}); {t}.Start(); {t}.Join();",
                f"Task {t} = Task.Run(() => {{ {body} }}).ContinueWith(x => {{ }}); {t}.Wait();",
                f"System.Threading.Tasks.Parallel.Invoke(() => {{ {body} }});",
                f"Task.Factory.StartNew(() => {{ {body} }}).GetAwaiter().GetResult();",
            )
        )

    def _for_each(self, work: Work, depth: int, scope: Scope) -> str:
        k = self.fresh("k")
        body = self._body(work, depth, scope.with_int(k))
        numbers = ", ".join(str(self.number()) for _ in range(int(self.pick(0, 1, 2))))
        made = f"new int[] {{ {numbers} }}"
        return str(
            self.pick(
                f"new List<int>({made}).ForEach({k} => {{ {body} }});",
                f"Array.ForEach({made}, {k} => {{ {body} }});",
                f"{made}.Select({k} => {{ {body} return {k}; }}).ToList();",
                f"{made}.Select({k} => {{ {body} return {k}; }});",
                f"{made}.Any({k} => {{ {body} return {k} > 1; }});",
                f"foreach (int {k} in {made}.OrderBy(x => -x)) {{ {body} }}",
                f"foreach (int {k} in {made}.Reverse()) {{ {body} }}",
            )
        )

    def _through_container(self, work: Work, depth: int, scope: Scope) -> str:
        name, v, kind = self.fresh("z"), work.variable, work.type
        holder = self.fresh("Hold")
        self.members.append(
            f"internal {self.pick('class', 'struct')} {holder} {{ internal {kind} O; internal static {kind} S; }}"
        )
        got = self.pick(
            f"(({kind})new object[] {{ {v} }}[0])",
            f"new List<{kind}> {{ {v}, {work.made} }}[{self.pick('0', '1')}]",
            f'new Dictionary<string, {kind}> {{ {{ "k", {v} }} }}["k"]',
            f"new {holder} {{ O = {v} }}.O",
            f"Tuple.Create({v}, 1).Item1",
            f"new[] {{ {v}, {work.made} }}.{self.pick('First()', 'Last()')}",
            f"({self.boolean(depth, scope)} ? {v} : {work.made})",
            f"({v} ?? {work.made})",
            f"((Func<{kind}>)(() => {v}))()",
            f"new Lazy<{kind}>(() => {v}).Value",
            f"({v} as {kind})",
        )
        target = Work(name, kind, work.made)
        return f"{kind} {name} = {got}; {self._body(target, depth, scope)}"

    def _task_method(self, work: Work, depth: int, scope: Scope) -> str:
        name = self.fresh("T")
        waits = ("await Task.FromResult(0);", "await Task.Delay(0);", "await Task.Run(() => 0);")
        kind = self.pick("Task", "Task<int>")
        first, second = self._body(work, depth), self._body(work, depth)
        guarded = f"try {{ {first} }} finally {{ {self.simple(work, 0, INNER)} }}" if self.chance(30) else first
        end = "return 0;" if kind == "Task<int>" else ""
        self.members.append(
            f"private static async {kind} {name}({work.type} {work.variable}, bool b, int i) "
            f"{{ {guarded} {self.pick(*waits)} {second} {end} }}"
        )
        call = f"{name}({work.variable}, {self.boolean(depth, scope)}, {self.integer(0, scope)})"
        return f"{call}.{self.pick('Wait()', 'GetAwaiter().GetResult()')};"

    def _iterating_effect(self, work: Work, depth: int, scope: Scope) -> str:
        name, k = self.fresh("Y"), self.fresh("k")
        steps = " ".join(f"{self.simple(work, 0, INNER)} yield return {n};" for n in range(int(self.pick(1, 2))))
        self.members.append(
            f"private static IEnumerable<int> {name}({work.type} {work.variable}, bool b, int i) "
            f"{{ try {{ {steps} }} finally {{ {self._body(work, depth)} }} {self.simple(work, 0, INNER)} }}"
        )
        call = f"{name}({work.variable}, {self.boolean(depth, scope)}, {self.integer(0, scope)})"
        stop = f"if ({self.boolean(0, scope.with_int(k))}) {{ break; }}"
        return str(
            self.pick(
                f"foreach (int {k} in {call}) {{ {self.simple(work, 0, scope.with_int(k))} {stop} }}",
                f"{call}.ToList();",
                f"{call}.First();",
                f"{call};",
                f"{call}.GetEnumerator().MoveNext();",
            )
        )

    def _nested_protection(self, work: Work, depth: int, scope: Scope) -> str:
        k, flag = self.fresh("k"), self.fresh("f")
        inner = scope.with_int(k).with_bool(flag)
        one, two, three = (self.simple(work, 0, inner) for _ in range(3))
        throw = (
            f"if ({self.boolean(depth, inner)}) {{ throw new "
            f"{self.pick('ArgumentException', 'ArgumentNullException', 'FormatException')}(); }}"
        )
        leave = f"if ({self.boolean(0, inner)}) {{ {self.pick('break', 'continue')}; }}"
        again = self.pick("throw;", "", 'throw new FormatException("x");', f"{flag} = !{flag};")
        return (
            f"bool {flag} = {self.boolean(depth, scope)}; for (int {k} = 0; {k} < 3; {k}++) {{ try {{ try {{ {one} "
            f"{leave} {throw} }} "
            f"catch (ArgumentException) {{ {self._body(work, depth, inner)} {again} }} finally {{ {two} {flag} = !{flag}; }} }} "
            f"catch (Exception) {{ {three} }} }}"
        )

    def _unknown_loop(self, work: Work, depth: int, scope: Scope) -> str:
        if scope.configuration is None:
            return self.simple(work, 1, scope)
        p, q, w = scope.configuration, self.fresh("q"), self.fresh("w")
        words = f'({p}.Contains("Mode") ? {p}["Mode"].Value : "a;b").Split(\';\')'
        return str(
            self.pick(
                f"foreach (ConfigParameter {q} in {p}) {{ {self._body(work, depth, scope)} }}",
                f"for (int {q} = 0; {q} < {p}.Count; {q}++) {{ {self._body(work, depth, scope.with_int(q))} }}",
                f"foreach (string {w} in {words}) {{ {self._body(work, depth, scope.with_text(w))} }}",
                f"if ({p}.Any({q} => {q}.Value == {self.text(0, scope)})) {{ {self._body(work, depth, scope)} }}",
                f"int {q} = {p}.Count; while ({q}-- > 0) {{ {self._body(work, depth, scope)} }}",
            )
        )

    def _counted_state(self, work: Work, depth: int, scope: Scope) -> str:
        if not scope.instance:
            return self.simple(work, 1, scope)
        name, k = self.fresh("calls"), self.fresh("k")
        self.members.append(f"private {self.pick('', 'static ')}int {name};")
        inner = scope.with_int(k)
        change = self.pick(f"{name}++;", f"{name} += {self.number()};", f"{name} = {self.number()};")
        return f"{change} int {k} = {name}; if ({k} {self.pick('==', '>', '>=')} 1) {{ {self._body(work, depth, inner)} }}"

    def _generic_visitor(self, work: Work, depth: int, scope: Scope) -> str:
        name, x = self.fresh("Visit"), self.fresh("x")
        self.members.append(
            f"private static T {name}<T>(T target, Action<T> act, bool twice) where T : class "
            f"{{ act(target); if (twice) {{ act(target); }} return target; }}"
        )
        body = self._body(Work(x, work.type, work.made), depth, scope)
        return f"{name}({work.variable}, {x} => {{ {body} }}, {self.boolean(depth, scope)});"

    def _nested_loops(self, work: Work, depth: int, scope: Scope) -> str:
        k, m = self.fresh("k"), self.fresh("m")
        inner = scope.with_int(k).with_int(m)
        leave = f"if ({self.boolean(0, inner)}) {{ {self.pick('break', 'continue')}; }}"
        return (
            f"for (int {k} = 2; {k} >= 0; {k}--) {{ foreach (int {m} in new[] {{ 0, 1 }}) "
            f"{{ {leave} {self._body(work, depth, inner)} }} if ({self.boolean(0, scope.with_int(k))}) {{ break; }} }}"
        )

    def _other_class(self, work: Work, depth: int, scope: Scope) -> str:
        name, v = self.fresh("Other"), work.variable
        kind = self.pick("static", "instance", "extension", "base")
        first = self._body(work, depth)
        arguments = f"{self.boolean(depth, scope)}, {self.integer(0, scope)}"
        if kind == "static":
            self.members.append(
                f"internal static class {name} {{ internal static void Fill({work.type} {v}, bool b, int i) {{ {first} }} }}"
            )
            return f"{name}.Fill({v}, {arguments});"
        if kind == "extension":
            first = self._elsewhere(work, depth)
            self.nested.append(
                f"internal static class {name} {{ internal static {work.type} Fill{name}(this {work.type} {v}, bool b, "
                f"int i) {{ {first} return {v}; }} }}"
            )
            return f"{v}.Fill{name}({arguments}).Fill{name}({arguments});"
        if kind == "instance":
            self.members.append(
                f"internal class {name} {{ private readonly bool b; private int i; internal {name}(bool b, int i) {{ "
                f"this.b = b; this.i = i; }} "
                f"internal void Fill({work.type} {v}) {{ {first} i++; }} }}"
            )
            return f"{name} o{name} = new {name}({arguments}); o{name}.Fill({v});"
        self.members.append(
            f"internal abstract class {name}Base<T> {{ internal void Fill(T {v}, bool b, int i) {{ if (b) {{ One({v}, b, "
            f"i); }} Two({v}, !b, i); }} "
            f"protected abstract void One(T {v}, bool b, int i); protected virtual void Two(T {v}, bool b, int i) {{ }} }} "
            f"internal sealed class {name} : {name}Base<{work.type}> {{ protected override void One({work.type} {v}, "
            f"bool b, int i) {{ {first} }} "
            f"protected override void Two({work.type} {v}, bool b, int i) {{ {self._body(work, depth)} base.Two({v}, b, i); }} }}"
        )
        return f"new {name}().Fill({v}, {arguments});"

    def _override_elsewhere(self, work: Work, depth: int, scope: Scope) -> str:
        """A virtual method of the base class that the connector overrides, where there is one."""
        if not scope.instance:
            return self.simple(work, 1, scope)
        name = self.fresh("Virtual")
        signature = f"void {name}({work.type} {work.variable}, bool b, int i)"
        self.members.append(f"protected virtual {signature} {{ {self._body(work, depth)} }}")
        call = f"base.{name}({work.variable}, {self.boolean(0, INNER)}, i);" if self.chance(50) else ""
        self.overrides.append(f"protected override {signature} {{ {self._elsewhere(work, depth)} {call} }}")
        return f"{name}({work.variable}, {self.boolean(depth, scope)}, {self.integer(0, scope)});"

    def _handed_over(self, work: Work, depth: int, scope: Scope) -> str:
        v, o = work.variable, self.fresh("o")
        if not self.chance(30):
            return str(
                self.pick(f"GC.KeepAlive({v});", f"string {o} = {v}.ToString();", f"bool {o} = ReferenceEquals({v}, null);")
            )
        if work.type != "MACapabilities":
            return f"System.Collections.ArrayList {o} = new System.Collections.ArrayList(); {o}.Add({v});"
        flag = self.boolean(0, scope)
        return str(
            self.pick(
                f'typeof(MACapabilities).GetProperty("FullExport").SetValue({v}, {flag}, null);',
                f"foreach (System.Reflection.PropertyInfo {o} in {v}.GetType().GetProperties()) "
                f"{{ if ({o}.PropertyType == typeof(bool)) {{ {o}.SetValue({v}, {flag}, null); }} }}",
                f"dynamic {o} = {v};".replace("dynamic", "object"),
            )
        )

    def _closure_chain(self, work: Work, depth: int, scope: Scope) -> str:
        one, two, flag = self.fresh("a"), self.fresh("a"), self.fresh("f")
        inner = scope.with_bool(flag)
        return (
            f"bool {flag} = {self.boolean(depth, scope)}; Action<bool> {one} = null; "
            f"Action {two} = () => {{ {flag} = !{flag}; if ({one} != null) {{ {one}({flag}); }} }}; "
            f"{self.pick('', f'{two}();')} {one} = b{flag} => {{ {self._body(work, depth, inner.with_bool(f'b{flag}'))} }}; "
            f"{two}(); {self.pick('', f'{two}();')}"
        )
