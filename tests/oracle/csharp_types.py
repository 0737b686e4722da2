"""Expressions of generated C# connectors that need types of their own: structs, generics, operators, overrides, statics."""

from __future__ import annotations

from oracle.csharp_expressions import Expressions, Scope

#: What a helper of its own may name: its parameters.
INNER = Scope(("b",), ("i",), instance=False)


class TypePatterns(Expressions):
    """Boolean patterns for which types are added to the connector."""

    def _call(self, signature: str, body: str, depth: int, scope: Scope) -> str:
        """A static helper ``Name(bool b, int i)`` with this body, called with drawn arguments."""
        name = self.fresh("Q")
        self.members.append(f"private static {signature} {name}(bool b, int i) {{ {body} }}")
        return f"{name}({self.boolean(depth, scope)}, {self.integer(0, scope)})"

    def _generic_method(self, depth: int, scope: Scope) -> str:
        name = self.fresh("P")
        body = self.pick("return b ? x : y;", "if (b) { return x; } return y;", "T z = x; if (!b) { z = y; } return z;")
        self.members.append(f"private static T {name}<T>(bool b, T x, T y) {{ {body} }}")
        values = [self.boolean(depth, scope), self.boolean(0, scope), self.boolean(0, scope)]
        texts = [self.boolean(depth, scope), self.text(0, scope), self.text(0, scope)]
        return str(self.pick(f"{name}({', '.join(values)})", f"({name}({', '.join(texts)}) == {self.text(0, scope)})"))

    def _generic_class(self, depth: int, scope: Scope) -> str:
        name = self.fresh("Box")
        self.members.append(
            f"internal class {name}<T> {{ internal static int Made; internal static T Last; internal T V; "
            f"internal {name}(T v) {{ V = v; Made++; }} internal {name}<T> Set(T v) {{ Last = V; V = v; return this; }} "
            f"internal R Map<R>(Func<T, R> f) {{ return f(V); }} internal bool Same(T other) {{ return V.Equals(other); }} }}"
        )
        y, value, other = self.fresh("y"), self.boolean(depth, scope), self.boolean(0, scope)
        made = f"new {name}<bool>({value})"
        return str(
            self.pick(
                f"{made}.V",
                f"{made}.Set({other}).V",
                f"{made}.Map({y} => {self.boolean(depth, scope.with_bool(y))})",
                f"{made}.Same({other})",
                f"({made}.V && {name}<int>.Made == 0)",
                f"({made}.Set({other}).V | {name}<bool>.Last)",
                f"({made}.V ^ {name}<bool>.Made == 1)",
                f"new {name}<string>({self.text(0, scope)}).Same({self.text(0, scope)})",
            )
        )

    def _struct_copy(self, depth: int, scope: Scope) -> str:
        name = self.fresh("V")
        self.members.append(
            f"internal struct {name} {{ internal bool F; internal int N; internal bool P {{ get; set; }} "
            f"internal void Flip() {{ F = !F; N++; }} internal {name} With(bool v) {{ {name} c = this; c.F = v; return c; }} "
            f"internal static void Pass({name} s) {{ s.Flip(); }} internal static void Change(ref {name} s) {{ s.Flip(); }} }}"
        )
        work = self.pick(
            f"{name} t = s; t.Flip(); return s.F ^ t.F;",
            f"{name} t = s; s.Flip(); t.P = s.F; return t.F || t.P;",
            f"{name}.Pass(s); return s.F;",
            f"{name}.Change(ref s); return s.F;",
            f"{name}[] a = {{ s, s }}; a[0].Flip(); return a[0].F & !a[1].F;",
            f"List<{name}> l = new List<{name}> {{ s }}; l[0].Flip(); return l[0].F;",
            f"object o = s; s.Flip(); return (({name})o).F;",
            f"return s.With({self.boolean(0, INNER)}).F && s.F;",
            f"Dictionary<int, {name}> d = new Dictionary<int, {name}>(); d[1] = s; {name} t = d[1]; t.Flip(); return d[1].F;",
            f"{name} t = default({name}); if (b) {{ t = s; }} t.F |= {self.boolean(0, INNER)}; return t.F;",
            f"foreach ({name} e in new[] {{ s, s }}) {{ {name} t = e; t.Flip(); s = t; }} return s.F && s.N == 1;",
            "Func<bool> f = () => { s.Flip(); return s.F; }; f(); return f();",
        )
        body = f"{name} s = new {name} {{ F = {self.boolean(depth, INNER)} }}; {work}"
        return self._call("bool", body, depth, scope)

    def _operator_class(self, depth: int, scope: Scope) -> str:
        name, kind = self.fresh("Op"), self.pick("struct", "sealed class")
        self.members.append(
            f"internal {kind} {name} {{ internal readonly bool V; internal {name}(bool v) {{ V = v; }} "
            f"public static implicit operator {name}(bool v) {{ return new {name}(v); }} "
            f"public static explicit operator bool({name} o) {{ return o.V; }} "
            f"public static {name} operator !({name} o) {{ return new {name}(!o.V); }} "
            f"public static {name} operator +({name} o, bool v) {{ return new {name}(o.V ^ v); }} "
            f"public static bool operator <({name} o, {name} p) {{ return !o.V && p.V; }} "
            f"public static bool operator >({name} o, {name} p) {{ return o.V && !p.V; }} }}"
        )
        one, two = f"new {name}({self.boolean(depth, scope)})", f"new {name}({self.boolean(0, scope)})"
        return str(
            self.pick(
                f"((bool)({one}))", f"(!{one}).V", f"({one} + {self.boolean(0, scope)}).V", f"({one} < {two})", f"({one} > {two})"
            )
        )

    def _virtual_call(self, depth: int, scope: Scope) -> str:
        top, middle, last = (self.fresh("N") for _ in range(3))
        inner = Scope(("b", "W"), instance=False)
        first, second, third = (self.boolean(depth, inner) for _ in range(3))
        self.members.append(
            f"internal abstract class {top} {{ protected readonly bool made; protected {top}() {{ made = Start(); }} "
            f"protected virtual bool Start() {{ return false; }} internal virtual bool W {{ get {{ return made; }} }} "
            f"internal abstract bool V(bool b); internal bool U(bool b) {{ return V(W ^ b); }} }} "
            f"internal class {middle} : {top} {{ internal override bool V(bool b) {{ return {first}; }} "
            f"protected override bool Start() {{ return {self.pick('true', 'false')}; }} }} "
            f"internal class {last} : {middle} {{ {self.pick('internal override', 'internal new')} bool V(bool b) "
            f"{{ return base.V({second}); }} internal override bool W {{ get {{ return !base.W; }} }} "
            f"internal bool X(bool b) {{ return {third}; }} }}"
        )
        call = self.pick("V", "U")
        made = self.pick(
            f"new {middle}()",
            f"new {last}()",
            f"(({top})new {last}())",
            f"({self.boolean(0, scope)} ? ({top})new {middle}() : new {last}())",
        )
        return f"{made}.{call}({self.boolean(depth, scope)})"

    def _interface_call(self, depth: int, scope: Scope) -> str:
        contract, one, two = self.fresh("I"), self.fresh("C"), self.fresh("C")
        inner = Scope(("b",), instance=False)
        self.members.append(
            f"internal interface {contract} {{ bool Ask(bool b); bool Flag {{ get; set; }} }} "
            f"internal class {one} : {contract} {{ public bool Flag {{ get; set; }} "
            f"public virtual bool Ask(bool b) {{ return {self.boolean(depth, inner)} | Flag; }} }} "
            f"internal {self.pick('struct', 'class')} {two} : {contract} {{ public bool Flag {{ get; set; }} "
            f"bool {contract}.Ask(bool b) {{ Flag = !Flag; return Flag && {self.boolean(depth, inner)}; }} }}"
        )
        body = (
            f"{contract} o = {self.boolean(0, INNER)} ? ({contract})new {one} {{ Flag = {self.boolean(0, INNER)} }} : "
            f"new {two}(); "
            f"{self.pick('', 'o.Flag = b;')} bool r = o.Ask({self.boolean(0, INNER)}); return "
            f"{self.pick('r', 'o.Ask(r)', 'o.Flag')};"
        )
        return self._call("bool", body, depth, scope)

    def _static_order(self, depth: int, scope: Scope) -> str:
        one, two = self.fresh("A"), self.fresh("A")
        value = self.boolean(depth, Scope(instance=False))
        self.members.append(
            f"internal static class {one} {{ internal static bool V; }} "
            f"internal static class {two} {{ static {two}() {{ {one}.V = {value}; W = !{one}.V; }} internal static bool W; "
            f"internal static bool M() {{ return W; }} }}"
        )
        return str(self.pick(f"({two}.W || {one}.V)", f"({one}.V | {two}.M())", f"({two}.M() & {one}.V)"))

    def _indexer(self, depth: int, scope: Scope) -> str:
        name = self.fresh("X")
        inner = Scope(("value",), ("k",), instance=False)
        self.members.append(
            f"internal sealed class {name} {{ private readonly bool[] all = new bool[4]; internal int Sets; "
            f"internal bool this[int k] {{ get {{ return all[k & 3]; }} set {{ Sets++; all[k & 3] = "
            f"{self.boolean(depth, inner)}; }} }} "
            f"internal bool First {{ get {{ return this[0]; }} set {{ this[0] = value; this[1] = !value; }} }} }}"
        )
        body = (
            f"{name} x = new {name}(); x[i] = b; x.First = {self.boolean(0, INNER)}; x[1] ^= b; return "
            f"{self.pick('x[i]', 'x.First', 'x[1]', 'x.Sets == 4')};"
        )
        return self._call("bool", body, depth, scope)

    def _other_constants(self, depth: int, scope: Scope) -> str:
        name = self.fresh("Const")
        self.members.append(
            f"internal static class {name} {{ internal const int Number = {self.number()}; internal const string Word = "
            f"{self.text(0, Scope())}; "
            f"internal const MAExportType Kind = MAExportType.{self.pick('ObjectReplace', 'AttributeUpdate')}; "
            f"internal static readonly string[] Words = {{ Word, {self.text(0, Scope())} }}; internal static readonly bool On; "
            f"internal static int Count {{ get; }} = Words.Length + Number; static {name}() {{ On = "
            f"{self.boolean(depth, Scope(instance=False))}; }} }}"
        )
        return str(
            self.pick(
                f"{name}.On", f"({name}.Word == {self.text(0, scope)})", f"({name}.Number > {self.integer(0, scope)})",
                f"{name}.Words.Contains({self.text(0, scope)})", f"({name}.Count > {self.number()})",
                f"({name}.Kind == {self.export_type(depth, scope)})",
            )
        )  # fmt: skip

    def _extension(self, depth: int, scope: Scope) -> str:
        name = self.fresh("Ext")
        self.nested.append(
            f"internal static class {name} {{ internal static bool Turn{name}(this bool b, int i) "
            f"{{ return {self.pick('b ^ i > 1', '!b', 'b && i == 0')}; }} }}"
        )
        return f"({self.boolean(depth, scope)}).Turn{name}({self.integer(0, scope)})"
