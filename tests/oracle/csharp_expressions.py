"""Expressions of generated C# connectors: constants dressed up in everything a compiler lowers to another shape of IL.

Every expression compiles with Roslyn and with mcs, terminates, and throws only where a statement around it catches.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

from ecma2lint.records import dataclass, field, replace

Draw = Callable[[st.SearchStrategy[Any]], Any]

EXPORT_TYPES = ("AttributeUpdate", "AttributeReplace", "ObjectReplace", "MultivaluedReferenceAttributeUpdate")
EXPORT_NUMBERS = (1, 2, 3, 5)
STYLES = ("None", "Generic", "Ldap")
CONFIRMATIONS = ("Normal", "NoDeleteConfirmation", "NoAddAndDeleteConfirmation")
NORMALIZATIONS = ("None", "Uppercase", "RemoveAccents")
FIELDS = ("const", "readonly", "static", "static constructor", "property", "computed", "constructor", "other class")
WORDS = ("a", "b", "user", "mail", "x1")


@dataclass(frozen=True)
class Scope:
    """What an expression may name: Boolean, integer and text variables, and the configuration where there is one."""

    bools: tuple[str, ...] = ()
    ints: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    configuration: str | None = None
    instance: bool = True

    def with_bool(self, name: str) -> Scope:
        """The scope with one more Boolean."""
        return replace(self, bools=(*self.bools, name))

    def with_int(self, name: str) -> Scope:
        """The scope with one more integer."""
        return replace(self, ints=(*self.ints, name))

    def with_text(self, name: str) -> Scope:
        """The scope with one more text."""
        return replace(self, texts=(*self.texts, name))


@dataclass
class Expressions:
    """Draws expressions; what they need beside them (helpers, fields) is collected in ``members`` and ``nested``."""

    draw: Draw
    members: list[str] = field(default_factory=list)
    nested: list[str] = field(default_factory=list)
    setup: list[str] = field(default_factory=list)
    static_setup: list[str] = field(default_factory=list)
    #: what a derived class overrides, where there is one
    overrides: list[str] = field(default_factory=list)
    #: whether something is used that mcs does not parse
    roslyn_only: bool = False
    count: int = 0

    def fresh(self, prefix: str) -> str:
        """A name not used yet."""
        self.count += 1
        return f"{prefix}{self.count}"

    def pick(self, *options: Any) -> Any:
        """One of the options."""
        return self.draw(st.sampled_from(options))

    def chance(self, percent: int) -> bool:
        """True about so often."""
        return bool(self.draw(st.integers(0, 99)) < percent)

    def number(self) -> int:
        """A small number."""
        return int(self.draw(st.integers(0, 4)))

    # Booleans

    def boolean(self, depth: int, scope: Scope) -> str:
        """A Boolean expression, in parentheses where it needs them."""
        if depth <= 0:
            return str(self.pick("true", "false", *scope.bools, *scope.bools))
        if self.chance(45):
            return self.more_booleans(depth, scope)
        shape = self.pick(
            self._bool_leaf,
            self._bool_operator,
            self._bool_comparison,
            self._bool_ternary,
            self._bool_text,
            self._bool_field,
            self._bool_helper,
            self._bool_delegate,
            self._bool_out,
            self._bool_nullable,
            self._bool_collection,
            self._bool_enum,
            self._bool_lazy,
            self._bool_struct,
            self._bool_configuration,
        )
        return str(shape(depth - 1, scope))

    def more_booleans(self, depth: int, scope: Scope) -> str:
        """A Boolean expression of another pattern."""
        return self.boolean(depth - 1, scope)

    def _bool_leaf(self, depth: int, scope: Scope) -> str:
        return self.boolean(0, scope)

    def _bool_operator(self, depth: int, scope: Scope) -> str:
        first, second = self.boolean(depth, scope), self.boolean(depth, scope)
        return str(self.pick(f"!({first})", *(f"({first} {op} {second})" for op in ("&&", "||", "&", "|", "^", "==", "!="))))

    def _bool_comparison(self, depth: int, scope: Scope) -> str:
        first, second = self.integer(depth, scope), self.integer(depth, scope)
        return f"({first} {self.pick('<', '<=', '>', '>=', '==', '!=')} {second})"

    def _bool_ternary(self, depth: int, scope: Scope) -> str:
        return f"({self.boolean(depth, scope)} ? {self.boolean(depth, scope)} : {self.boolean(depth, scope)})"

    def _bool_text(self, depth: int, scope: Scope) -> str:
        first, second = self.text(depth, scope), self.text(depth, scope)
        return str(
            self.pick(
                f"({first} == {second})",
                f"({first} != {second})",
                f"string.Equals({first}, {second})",
                f"string.IsNullOrEmpty({first})",
                f"({first}).StartsWith({second}, StringComparison.Ordinal)",
                f"({first}).Contains({second})",
            )
        )

    def _bool_field(self, depth: int, scope: Scope) -> str:
        name, value = self.fresh("F"), self.boolean(min(depth, 1), Scope(instance=False))
        kind = self.pick(
            "const", "readonly", "static", "static constructor", "property", "computed", "constructor", "other class"
        )
        if kind == "const":
            self.members.append(f"private const bool {name} = {self.pick('true', 'false')};")
        elif kind == "other class":
            self.members.append(f"private static class {name} {{ internal static readonly bool Value = {value}; }}")
            return f"{name}.Value"
        elif kind == "static" or not scope.instance:
            self.members.append(f"private static {self.pick('', 'readonly ')}bool {name} = {value};")
        elif kind == "static constructor":
            self.members.append(f"private static readonly bool {name};")
            self.static_setup.append(f"{name} = {value};")
        elif kind == "readonly":
            self.members.append(f"private readonly bool {name} = {value};")
        elif kind == "property":
            self.members.append(f"private bool {name} {{ get; set; }} = {value};")
        elif kind == "computed":
            self.members.append(f"private bool {name} => {value};")
        else:
            self.members.append(f"private bool {name};")
            self.setup.append(f"{name} = {value};")
        return name

    def _bool_helper(self, depth: int, scope: Scope) -> str:
        name, inner = self.fresh("H"), Scope(("b",), ("i",), instance=False)
        shape = self.pick("return", "branches", "switch", "loop", "expression")
        if shape == "expression":
            body = f"=> {self.boolean(depth, inner)};"
        elif shape == "return":
            body = f"{{ return {self.boolean(depth, inner)}; }}"
        elif shape == "branches":
            early = f"if ({self.boolean(depth, inner)}) {{ return {self.boolean(depth, inner)}; }}"
            body = f"{{ {early} return {self.boolean(0, inner)}; }}"
        elif shape == "switch":
            cases = " ".join(f"case {n}: return {self.boolean(0, inner)};" for n in range(int(self.pick(2, 4))))
            body = f"{{ switch (i) {{ {cases} default: return b; }} }}"
        else:
            body = f"{{ for (int k = 0; k < 3; k++) {{ if (k == i) {{ return {self.boolean(0, inner)}; }} }} return b; }}"
        self.members.append(f"private static bool {name}(bool b, int i) {body}")
        return f"{name}({self.boolean(depth, scope)}, {self.integer(depth, scope)})"

    def _bool_delegate(self, depth: int, scope: Scope) -> str:
        inner = scope.with_bool("y")
        if any(name == "y" for name in scope.bools):
            return self.boolean(0, scope)
        function = f"y => {self.boolean(depth, inner)}"
        return f"new Func<bool, bool>({function})({self.boolean(0, scope)})"

    def _bool_out(self, depth: int, scope: Scope) -> str:
        name = self.fresh("T")
        inner = Scope(("b",), instance=False)
        first, second = self.boolean(depth, inner), self.boolean(0, inner)
        self.members.append(f"private static bool {name}(bool b, out bool r) {{ r = {first}; return {second}; }}")
        wrapper, result = self.fresh("O"), self.pick("r", "s", "r && s", "s ? r : b")
        self.members.append(f"private static bool {wrapper}(bool b) {{ bool r; bool s = {name}(b, out r); return {result}; }}")
        return f"{wrapper}({self.boolean(depth, scope)})"

    def _bool_nullable(self, depth: int, scope: Scope) -> str:
        value = f"({self.boolean(depth, scope)} ? (bool?){self.boolean(0, scope)} : null)"
        return str(self.pick(f"({value} ?? {self.boolean(0, scope)})", f"{value}.HasValue", f"{value}.GetValueOrDefault()"))

    def _bool_collection(self, depth: int, scope: Scope) -> str:
        items = ", ".join(self.boolean(0, scope) for _ in range(3))
        text = self.text(0, scope)
        return str(
            self.pick(
                f"new[] {{ {items} }}[{self.number() % 3}]",
                f"new List<bool> {{ {items} }}[{self.number() % 3}]",
                f'new Dictionary<string, bool> {{ {{ "k", {self.boolean(0, scope)} }} }}["k"]',
                f'new HashSet<string> {{ "a", "user" }}.Contains({text})',
                f'new[] {{ "a", "b" }}.Contains({text})',
                f"new[] {{ {items} }}.Any(v => v)",
                f"new[] {{ {items} }}.All(v => v)",
                f"(new List<bool> {{ {items} }}.Count > {self.number()})",
            )
        )

    def _bool_enum(self, depth: int, scope: Scope) -> str:
        return f"({self.export_type(depth, scope)} == {self.export_type(0, scope)})"

    def _bool_lazy(self, depth: int, scope: Scope) -> str:
        name = self.fresh("L")
        value = self.boolean(depth, Scope(instance=False))
        self.members.append(f"private static readonly Lazy<bool> {name} = new Lazy<bool>(() => {value});")
        return f"{name}.Value"

    def _bool_struct(self, depth: int, scope: Scope) -> str:
        name = self.fresh("S")
        kind = self.pick("struct", "sealed class")
        self.nested.append(
            f"internal {kind} {name} {{ internal readonly bool V; internal {name}(bool v) {{ V = v; }} "
            f"internal bool Not() {{ return !V; }} internal bool P {{ get {{ return V; }} }} }}"
        )
        return f"new {name}({self.boolean(depth, scope)}).{self.pick('V', 'Not()', 'P')}"

    def _bool_configuration(self, depth: int, scope: Scope) -> str:
        if scope.configuration is None:
            return self.boolean(depth, scope)
        p = scope.configuration
        return str(self.pick(f'{p}.Contains("Mode")', f'({p}.Contains("Mode") && {p}["Mode"].Value == "a")', f"({p}.Count > 0)"))

    # Numbers, texts, enumerations

    def integer(self, depth: int, scope: Scope) -> str:
        """An integer expression."""
        if depth <= 0:
            return str(self.pick(str(self.number()), *scope.ints))
        first, second = self.integer(depth - 1, scope), self.integer(0, scope)
        return str(
            self.pick(
                *(f"({first} {op} {second})" for op in ("+", "-", "*", "&", "|", "<<")),
                f"({self.boolean(depth - 1, scope)} ? {first} : {second})",
                f"({self.text(0, scope)}).Length",
                f"Math.Max({first}, {second})",
                f"((int)({self.export_type(0, scope)}))",
                f"new[] {{ {first}, {second} }}.Length",
                f"({first} % 3)",
            )
        )

    def text(self, depth: int, scope: Scope) -> str:
        """A text that is never null."""
        literal = f'"{self.pick(*WORDS)}"'
        if depth <= 0:
            return str(self.pick(literal, *scope.texts))
        first, second = self.text(depth - 1, scope), self.text(0, scope)
        return str(
            self.pick(
                f"({first} + {second})",
                f"({self.boolean(depth - 1, scope)} ? {first} : {second})",
                f"({first}).ToUpperInvariant()",
                f'string.Format("{{0}}{{1}}", {first}, {second})',
                f'string.Join("-", new[] {{ {first}, {second} }})',
                f"(null ?? {second})" if second.startswith('"') else second,
                f'({first}).Replace("a", "b")',
                f'$"{{{first}}}.{{{second}}}"' if '"' not in first + second else first,
            )
        )

    def export_type(self, depth: int, scope: Scope) -> str:
        """An MAExportType."""
        name = f"MAExportType.{self.pick(*EXPORT_TYPES)}"
        if depth <= 0:
            return name
        other = f"MAExportType.{self.pick(*EXPORT_TYPES)}"
        return str(
            self.pick(
                name,
                f"((MAExportType){self.pick(*EXPORT_NUMBERS)})",
                f"({self.boolean(depth - 1, scope)} ? {name} : {other})",
                f'((MAExportType)Enum.Parse(typeof(MAExportType), "{self.pick(*EXPORT_TYPES)}"))',
            )
        )

    def normalizations(self, depth: int, scope: Scope) -> str:
        """A combination of MANormalizations."""
        name, other = (f"MANormalizations.{self.pick(*NORMALIZATIONS)}" for _ in range(2))
        return str(
            self.pick(
                name,
                f"{name} | {other}",
                f"({name} | {other}) & ~{other}",
                f"(MANormalizations){self.number() % 4}",
                f"{self.boolean(depth, scope)} ? {name} : {other}",
                f"{name} ^ {other}",
            )
        )

    def value_for(self, capability: str, depth: int, scope: Scope) -> str:
        """An expression of a capability's type."""
        if capability == "ExportType":
            return self.export_type(depth, scope)
        if capability == "Normalizations":
            return self.normalizations(depth, scope)
        if capability == "DistinguishedNameStyle":
            first, second = (f"MADistinguishedNameStyle.{self.pick(*STYLES)}" for _ in range(2))
            return str(
                self.pick(
                    first, f"{self.boolean(depth, scope)} ? {first} : {second}", f"(MADistinguishedNameStyle){self.number() % 3}"
                )
            )
        if capability == "ObjectConfirmation":
            first, second = (f"MAObjectConfirmation.{self.pick(*CONFIRMATIONS)}" for _ in range(2))
            return str(self.pick(first, f"{self.boolean(depth, scope)} ? {first} : {second}"))
        return self.boolean(depth, scope)
