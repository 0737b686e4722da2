"""Generated C# connectors: the patterns of real connectors, nested in each other by hypothesis.

A program is the text of one namespace with a class ``Connector``; many go into one assembly.
"""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from oracle.csharp_expressions import Draw, Scope
from oracle.csharp_members import DEFINITIONS, NODES, PARAMETER, PARTITIONS, Members
from oracle.csharp_statements import Work
from oracle.pruning import needed

CAPABILITIES = (
    "DistinguishedNameStyle",
    "ObjectRename",
    "DeltaImport",
    "ConcurrentOperation",
    "DeleteAddAsReplace",
    "ExportPasswordInFirstPass",
    "FullExport",
    "ObjectConfirmation",
    "ExportType",
    "Normalizations",
    "SupportHierarchy",
    "SupportPassword",
)
HEADER = """using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.MetadirectoryServices;
"""


CAPS = Work("c", "MACapabilities", "new MACapabilities()")
SCHEMA = Work("s", "Schema", "Schema.Create()")
LISTS = (PARTITIONS.type, NODES.type, DEFINITIONS.type)


class Program(Members):
    """Draws the statements and members of one connector."""

    def __init__(self, draw: Draw) -> None:
        super().__init__(draw)
        #: a field that members assign and read: what one of them left there the next one finds
        self.state: tuple[str, ...] = ()

    # Statements

    def statements(self, work: Work, depth: int, scope: Scope, most: int = 4) -> str:
        """A few statements that act upon the object of the work."""
        lines = []
        for _ in range(int(self.draw(st.integers(1, most)))):
            text, scope = self.statement(work, depth, scope)
            lines.append(text)
        return "\n".join(lines)

    def block(self, work: Work, depth: int, scope: Scope) -> str:
        """Statements in braces."""
        return "{ " + self.statements(work, depth, scope, 2) + " }"

    def statement(self, work: Work, depth: int, scope: Scope) -> tuple[str, Scope]:
        """One statement, and the scope after it."""
        if depth <= 0 or self.chance(35):
            return self.simple(work, max(depth, 1), scope), scope
        if self.chance(25):
            return self._local(depth - 1, scope)
        if self.chance(40):
            return self.more_statements(work, depth, scope), scope
        shape = self.pick(
            self._if,
            self._if_else,
            self._switch,
            self._text_switch,
            self._for,
            self._foreach,
            self._while,
            self._do,
            self._try_finally,
            self._try_catch,
            self._helper_call,
            self._action,
            self._local_function,
            self._goto,
            self._using,
            self._alias,
            self._changed_local,
            self._reference,
            self._iterator,
        )
        return str(shape(work, depth - 1, scope)), scope

    def simple(self, work: Work, depth: int, scope: Scope) -> str:
        """A statement that does something to the object."""
        v = work.variable
        if set(self.state) & set(scope.bools) and self.chance(15):
            return f"{self.state[0]} = {self.boolean(depth, scope)};"
        if work.type == CAPS.type:
            name = self.pick(*CAPABILITIES)
            if name not in ("DistinguishedNameStyle", "ObjectConfirmation", "ExportType", "Normalizations") and self.chance(10):
                return f"{v}.{name} {self.pick('|=', '&=', '^=')} {self.boolean(depth, scope)};"
            return f"{v}.{name} = {self.value_for(name, depth, scope)};"
        if work.type in LISTS:
            return self.listed(work, depth, scope)
        if self.chance(20):
            return self._schema_change(work, depth, scope)
        name = self.fresh("t")
        lines = [f"SchemaType {name} = SchemaType.Create({self._unique_text(depth, scope)}, {self.boolean(0, scope)});"]
        for number in range(self.number() % 3):
            create = self.pick("CreateAnchorAttribute", "CreateSingleValuedAttribute", "CreateMultiValuedAttribute")
            kind = self.pick("String", "Integer", "Binary")
            operation = f", AttributeOperation.{self.pick('ImportOnly', 'ExportOnly', 'ImportExport')}" if self.chance(30) else ""
            attribute = f'SchemaAttribute.{create}("n{number}" + {self.text(0, scope)}, AttributeType.{kind}{operation})'
            add = f"{name}.Attributes.Add({attribute});"
            lines.append(f"if ({self.boolean(depth, scope)}) {{ {add} }}" if self.chance(25) else add)
        lines.append(f"{v}.Types.Add({name});")
        return "{ " + " ".join(lines) + " }"

    def _schema_change(self, work: Work, depth: int, scope: Scope) -> str:
        """A statement that changes, reads or refuses what is in the schema."""
        v, name, k = work.variable, self.fresh("t"), self.fresh("k")
        made = f"SchemaType {name} = SchemaType.Create({self._unique_text(depth, scope)}, {self.boolean(0, scope)});"
        attribute = 'SchemaAttribute.CreateSingleValuedAttribute("{}", AttributeType.{})'
        first, second = attribute.format("id", "String"), attribute.format("id", self.pick("String", "Boolean"))
        words = ", ".join(f'"{word}"' for word in ("w1", "w2", "w3")[: self.number() % 4])
        body = self.pick(
            f"{made} {v}.Types.Add({name}); {name}.Attributes.Add({first});",
            f"{made} {v}.Types.Add({name}); try {{ {v}.Types.Add({name}); }} catch (ArgumentException) {{ "
            f"{v}.Types.Remove({name}); }}",
            f"{made} {name}.Attributes.Add({first}); try {{ {name}.Attributes.Add({second}); }} catch (Exception) {{ "
            f"{name}.Attributes.Clear(); }} {v}.Types.Add({name});",
            f"{made} foreach (string {k} in new string[] {{ {words} }}) {{ "
            f"{name}.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute({k}, AttributeType.String)); }} "
            f"{v}.Types.Add({name});",
            f"{made} {v}.Types.Add({name}); if ({v}.Types.Count > {self.number()}) {{ {v}.Types.RemoveAt(0); }}",
            f"{made} {v}.Types.Add({name}); {v}.Types[{name}.Name].Attributes.Add({first});",
            f"{made} {v}.Types.Add({name}); if ({v}.Types.Contains({name}.Name)) {{ "
            f"{v}.Types[0].Attributes.Add({attribute.format(f'x{name}', 'Reference')}); }}",
            f"{v}.Types.Clear();",
            f"foreach (SchemaType {k} in {v}.Types) {{ {k}.Attributes.Add({attribute.format(f'y{name}', 'Integer')}); }}",
            f"new[] {{ {words or chr(34) + 'w' + chr(34)} }}.Select({k} => "
            f"SchemaType.Create({self._unique_text(0, scope)} + {k}, false)).ToList().ForEach({k} => {v}.Types.Add({k}));",
            f"{made} {v}.Types.Add({name}); try {{ {name}.Attributes.Add(SchemaAttribute.CreateAnchorAttribute(\"r\", "
            f"AttributeType.{self.pick('Reference', 'Boolean', 'String')})); }} catch (NotSupportedException) {{ "
            f"{self.simple(work, 0, scope)} }}",
        )
        return f"{{ {body} }}"

    def _unique_text(self, depth: int, scope: Scope) -> str:
        unique = f'"{self.fresh("type")}"'
        return str(self.pick(unique, f"{unique} + {self.text(depth, scope)}", *(f"{unique} + {name}" for name in scope.ints)))

    def _local(self, depth: int, scope: Scope) -> tuple[str, Scope]:
        name = self.fresh("v")
        kind = self.pick("bool", "int", "string")
        if kind == "bool":
            return f"bool {name} = {self.boolean(depth, scope)};", scope.with_bool(name)
        if kind == "int":
            return f"int {name} = {self.integer(depth, scope)};", scope.with_int(name)
        return f"string {name} = {self.text(depth, scope)};", scope.with_text(name)

    def _if(self, work: Work, depth: int, scope: Scope) -> str:
        return f"if ({self.boolean(depth, scope)}) {self.block(work, depth, scope)}"

    def _if_else(self, work: Work, depth: int, scope: Scope) -> str:
        first, second = self.block(work, depth, scope), self.block(work, depth, scope)
        return f"if ({self.boolean(depth, scope)}) {first} else {second}"

    def _switch(self, work: Work, depth: int, scope: Scope) -> str:
        start = self.number() - 1
        cases = " ".join(f"case {start + n}: {self.block(work, depth, scope)} break;" for n in range(int(self.pick(1, 3, 4))))
        default = f" default: {self.block(work, depth, scope)} break;" if self.chance(60) else ""
        return f"switch ({self.integer(depth, scope)}) {{ {cases}{default} }}"

    def _text_switch(self, work: Work, depth: int, scope: Scope) -> str:
        words = ("a", "b", "user", "mail", "x1", "aa", "ab", "ba")[: int(self.pick(2, 8))]
        cases = " ".join(f'case "{word}": {self.simple(work, 1, scope)} break;' for word in words)
        return f"switch ({self.text(depth, scope)}) {{ {cases} default: {self.simple(work, 1, scope)} break; }}"

    def _leave(self, scope: Scope) -> str:
        return f" if ({self.boolean(1, scope)}) {{ {self.pick('break', 'continue')}; }} " if self.chance(40) else " "

    def _for(self, work: Work, depth: int, scope: Scope) -> str:
        name = self.fresh("i")
        inner = scope.with_int(name)
        body = self._leave(inner) + self.statements(work, depth, inner, 2)
        return f"for (int {name} = 0; {name} < {self.pick('0', '1', '2', '3')}; {name}++) {{{body}}}"

    def _foreach(self, work: Work, depth: int, scope: Scope) -> str:
        name = self.fresh("e")
        inner = scope.with_text(name)
        texts = ", ".join(self.text(0, scope) for _ in range(self.number()))
        source = self.pick(
            f"new string[] {{ {texts} }}",
            f"new List<string> {{ {texts} }}",
            f"new string[] {{ {texts} }}.Where(w => w != {self.text(0, scope)})",
            f"new string[] {{ {texts} }}.Select(w => w + {self.text(0, scope)})",
            "\"a;b\".Split(';')",
        )
        body = self._leave(inner) + self.statements(work, depth, inner, 2)
        return f"foreach (string {name} in {source}) {{{body}}}"

    def _while(self, work: Work, depth: int, scope: Scope) -> str:
        name = self.fresh("w")
        body = f" {name}--;" + self._leave(scope.with_int(name)) + self.statements(work, depth, scope.with_int(name), 2)
        return f"int {name} = {self.number() % 4}; while ({name} > 0) {{{body}}}"

    def _do(self, work: Work, depth: int, scope: Scope) -> str:
        name = self.fresh("w")
        body = f" {name}++; " + self.statements(work, depth, scope.with_int(name), 2)
        return f"int {name} = 0; do {{{body}}} while ({name} < {self.number() % 3} && {self.boolean(depth, scope)});"

    def _try_finally(self, work: Work, depth: int, scope: Scope) -> str:
        return f"try {self.block(work, depth, scope)} finally {self.block(work, depth, scope)}"

    def _try_catch(self, work: Work, depth: int, scope: Scope) -> str:
        kinds = {"InvalidOperationException": "InvalidOperationException", "ArgumentException": "Exception"}
        thrown = self.pick(*kinds)
        throw = f'if ({self.boolean(depth, scope)}) {{ throw new {thrown}("x"); }}'
        filtered = f" when ({self.boolean(0, scope)} || true)" if self.chance(15) else ""
        before, after = self.simple(work, 1, scope), self.simple(work, 1, scope)
        handler = f"catch ({kinds[thrown]}){filtered} {self.block(work, depth, scope)}"
        final = f" finally {self.block(work, depth, scope)}" if self.chance(30) else ""
        return f"try {{ {before} {throw} {after} }} {handler}{final}"

    def _helper_call(self, work: Work, depth: int, scope: Scope) -> str:
        name, static = self.fresh("M"), not scope.instance or self.chance(50)
        inner = Scope(("b",), ("i",), instance=not static)
        body = self.statements(work, depth, inner, 3)
        early = f"if ({self.boolean(depth, inner)}) {{ return; }} " if self.chance(30) else ""
        kind = self.pick("method", "method", "other class", "virtual") if not static else self.pick("method", "other class")
        arguments = f"{work.variable}, {self.boolean(depth, scope)}, {self.integer(depth, scope)}"
        signature = f"{name}({work.type} {work.variable}, bool b, int i)"
        if kind == "virtual":
            self.members.append(f"protected virtual void {signature} {{ {early}{body} }}")
        else:
            self.members.append(f"private {'static ' if static else ''}void {signature} {{ {early}{body} }}")
        return f"{name}({arguments});"

    def _action(self, work: Work, depth: int, scope: Scope) -> str:
        name, flag = self.fresh("a"), self.fresh("f")
        body = self.statements(work, depth, scope.with_bool(flag), 2)
        change = f" {flag} = {self.boolean(depth, scope)};" if self.chance(60) else ""
        calls = f" {name}();" * int(self.pick(0, 1, 1, 2))
        return f"bool {flag} = {self.boolean(depth, scope)}; Action {name} = () => {{ {body} }};{change}{calls}"

    def _local_function(self, work: Work, depth: int, scope: Scope) -> str:
        self.roslyn_only = True
        name = self.fresh("g")
        inner = scope.with_bool("q") if "q" not in scope.bools else scope
        parameter = "bool q" if "q" not in scope.bools else "bool unused"
        body = self.statements(work, depth, inner, 2)
        return f"void {name}({parameter}) {{ {body} }} {name}({self.boolean(depth, scope)});"

    def _goto(self, work: Work, depth: int, scope: Scope) -> str:
        label = self.fresh("label")
        return f"if ({self.boolean(depth, scope)}) {{ goto {label}; }} {self.block(work, depth, scope)} {label}: ;"

    def _using(self, work: Work, depth: int, scope: Scope) -> str:
        head = self.pick(
            "using (new System.IO.MemoryStream())", "lock (this)" if scope.instance else "lock (typeof(string))", "checked"
        )
        return f"{head} {self.block(work, depth, scope)}"

    def _alias(self, work: Work, depth: int, scope: Scope) -> str:
        name = self.fresh("z")
        other = Work(name, work.type, work.made)
        if work.type != CAPS.type:
            return self.simple(work, depth, scope)
        value = self.pick(work.variable, f"{self.boolean(depth, scope)} ? {work.variable} : new MACapabilities()")
        capability = self.pick(*CAPABILITIES)
        return f"{other.type} {name} = {value}; {name}.{capability} = {self.value_for(capability, depth, scope)};"

    def _changed_local(self, work: Work, depth: int, scope: Scope) -> str:
        name = self.fresh("m")
        inner = scope.with_bool(name)
        change = f"if ({self.boolean(depth, scope)}) {{ {name} = {self.boolean(depth, inner)}; }}"
        return f"bool {name} = {self.boolean(depth, scope)}; {change} {self.statements(work, depth, inner, 2)}"

    def _reference(self, work: Work, depth: int, scope: Scope) -> str:
        name, local = self.fresh("R"), self.fresh("r")
        self.members.append(
            f"private static void {name}(ref bool r, bool b) {{ {self.pick('r = b;', 'r |= b;', 'if (b) { r = !r; }')} }}"
        )
        call = f"bool {local} = {self.boolean(depth, scope)}; {name}(ref {local}, {self.boolean(depth, scope)});"
        return f"{call} {self.simple(work, depth + 1, scope.with_bool(local))}"

    def _iterator(self, work: Work, depth: int, scope: Scope) -> str:
        name, item = self.fresh("Y"), self.fresh("e")
        inner = Scope(("b",), instance=False)
        last = f"if ({self.boolean(depth, inner)}) {{ yield return {self.text(0, inner)}; }}"
        self.members.append(f"private static IEnumerable<string> {name}(bool b) {{ yield return {self.text(0, inner)}; {last} }}")
        body = self.simple(work, depth + 1, scope.with_text(item))
        return f"foreach (string {item} in {name}({self.boolean(depth, scope)})) {{ {body} }}"

    # Members

    def capabilities(self, depth: int) -> tuple[str, str]:
        """The interface and the member that gives the capabilities."""
        if self.chance(12):
            return "IMAExtensible2GetCapabilities", self._declared_capabilities(depth)
        extended = self.chance(35)
        scope = Scope(self.state, configuration="p" if extended else None)
        body = self._capabilities_body(depth, scope)
        if extended:
            return "IMAExtensible2GetCapabilitiesEx", f"public MACapabilities GetCapabilitiesEx({PARAMETER}) {{ {body} }}"
        head = self.pick("public MACapabilities", "MACapabilities IMAExtensible2GetCapabilities.")
        head = f"{head} Capabilities" if head.startswith("public") else f"{head}Capabilities"
        return "IMAExtensible2GetCapabilities", f"{head} {{ get {{ {body} }} }}"

    def _declared_capabilities(self, depth: int) -> str:
        """A property without a body of its own: initialised, computed, or set by the constructor."""
        scope = Scope(self.state)
        made = ", ".join(f"{name} = {self.value_for(name, depth, scope)}" for name in dict.fromkeys(self._some_capabilities()))
        fixed = self._fieldable(self._some_capabilities())
        name = self.fresh("lazy")
        shape = self.pick("computed", "initialised", "set", "lazy", "static")
        if shape == "computed":
            return f"public MACapabilities Capabilities => new MACapabilities {{ {made} }};"
        if shape == "initialised":
            return f"public MACapabilities Capabilities {{ get; }} = {fixed};"
        if shape == "set":
            body = self.statements(CAPS, depth, Scope(instance=False))
            self.setup.append(f"MACapabilities c = {fixed}; {body} Capabilities = c;")
            return "public MACapabilities Capabilities { get; private set; }"
        if shape == "lazy":
            body = self.statements(CAPS, depth, Scope(instance=False))
            self.members.append(
                f"private static readonly Lazy<MACapabilities> {name} = new Lazy<MACapabilities>(() => {{ MACapabilities "
                f"c = {fixed}; {body} return c; }});"
            )
            return f"public MACapabilities Capabilities => {name}.Value;"
        self.members.append(f"private static readonly MACapabilities {name} = {fixed};")
        return f"public MACapabilities Capabilities {{ get {{ return {name}; }} }}"

    def _some_capabilities(self) -> list[str]:
        return [str(self.pick(*CAPABILITIES)) for _ in range(int(self.pick(0, 1, 3)))]

    def _capabilities_body(self, depth: int, scope: Scope) -> str:
        shape = self.pick("straight", "straight", "initialiser", "early", "memoised", "field", "factory", "two objects")
        names = self._some_capabilities()
        made = ", ".join(f"{name} = {self.value_for(name, depth, scope)}" for name in dict.fromkeys(names))
        new = f"new MACapabilities {{ {made} }}" if made else "new MACapabilities()"
        statements = self.statements(CAPS, depth, scope)
        if shape == "initialiser":
            return f"return {new};"
        if shape == "early":
            early = f"if ({self.boolean(depth, scope)}) {{ return {new}; }}"
            return f"MACapabilities c = new MACapabilities(); {self.simple(CAPS, depth, scope)} {early} {statements} return c;"
        if shape == "memoised" and scope.configuration is None:
            self.members.append("private MACapabilities memo0;")
            return f"if (memo0 == null) {{ MACapabilities c = {new}; {statements} memo0 = c; }} return memo0;"
        if shape == "field" and scope.configuration is None:
            self.members.append(f"private readonly MACapabilities made0 = {self._fieldable(names)};")
            return f"MACapabilities c = made0; {statements} return c;"
        if shape == "factory":
            name = self.fresh("Make")
            inner = Scope(("b",), instance=False)
            body = self.statements(CAPS, depth, inner)
            self.members.append(
                f"private static MACapabilities {name}(bool b) {{ MACapabilities c = new MACapabilities(); {body} return c; }}"
            )
            return f"MACapabilities c = {name}({self.boolean(depth, scope)}); {self.simple(CAPS, depth, scope)} return c;"
        if shape == "two objects":
            return (
                f"MACapabilities d = {new}; MACapabilities c = new MACapabilities(); {statements} "
                f"return {self.boolean(depth, scope)} ? c : d;"
            )
        return f"MACapabilities c = {new}; {statements} return c;"

    def _fieldable(self, names: list[str]) -> str:
        scope = Scope(instance=False)
        made = ", ".join(f"{name} = {self.value_for(name, 1, scope)}" for name in dict.fromkeys(names))
        return f"new MACapabilities {{ {made} }}"

    def schema(self, depth: int) -> str:
        """GetSchema."""
        scope = Scope(self.state, configuration="p")
        body = self.statements(SCHEMA, depth, scope)
        return f"public Schema GetSchema({PARAMETER}) {{ Schema s = Schema.Create(); {body} return s; }}"


@dataclass(frozen=True)
class Source:
    """The body of a namespace with one connector; ``roslyn_only`` where it uses what mcs does not parse (local functions)."""

    text: str
    roslyn_only: bool


@st.composite
def programs(draw: Draw) -> Source:
    """One connector."""
    program = Program(draw)
    depth = int(draw(st.integers(1, 3)))
    if program.chance(25):
        program.state = ("state0",)
        program.members.append(f"private {program.pick('', 'static ')}bool state0{program.pick('', ' = true')};")
    interface, capabilities = program.capabilities(depth)
    interfaces, members = [interface], [capabilities]
    if program.chance(70):
        interfaces.append("IMAExtensible2GetSchema")
        members.append(program.schema(depth))
    if program.chance(35):
        interfaces.append("IMAExtensible2GetPartitions")
        members.append(program.partitions(depth, program.state))
    if program.chance(25):
        interfaces.append("IMAExtensible2GetHierarchy")
        members.append(program.hierarchy(depth, program.state))
    if program.chance(30):
        interface, text = program.parameters(depth, program.state)
        interfaces.append(interface)
        members.append(text)
    if program.chance(25):
        interfaces.append("IMAExtensible2CallImport")
        members.append(program.imports(depth, program.state))
    return _assembled(program, interfaces, members)


def _assembled(program: Program, interfaces: list[str], members: list[str]) -> Source:
    """The class, in one part or two, or its abstract (generic) base and the class derived from it."""
    inherited = program.chance(35)
    name = "ConnectorBase" if inherited else "Connector"
    constructor = f"{'protected' if inherited else 'public'} {name}() {{ {' '.join(program.setup)} }}" if program.setup else ""
    static = f"static {name}() {{ {' '.join(program.static_setup)} }}" if program.static_setup else ""
    kept = needed([*program.nested, *program.members], [static, constructor, *members])
    nested = "\n".join(one for one in program.nested if one in kept)
    listed, own = ", ".join(interfaces), [one for one in program.members if one in kept]
    first, second = "\n".join([*own, static, constructor]), "\n".join(members)
    if not inherited:
        body = f"public class Connector : {listed}\n{{\n{first}\n{second}\n}}"
        if program.chance(25):
            body = f"public partial class Connector : {listed}\n{{\n{second}\n}}\npublic partial class Connector\n{{\n{first}\n}}"
        return Source(f"{body}\n{nested}", program.roslyn_only)
    generic = program.pick("", "<T>")
    overrides = "\n".join(one for one in program.overrides if f" {one.partition('(')[0].split()[-1]}(" in first)
    derived = f"public class Connector : ConnectorBase{generic.replace('T', 'string')}\n{{\n{overrides}\n}}"
    base = f"public abstract class ConnectorBase{generic} : {listed}\n{{\n{first}\n{second}\n}}"
    return Source(f"{base}\n{derived}\n{nested}", program.roslyn_only)


def assembly_source(sources: dict[str, Source]) -> str:
    """One source file with each program in a namespace of its own."""
    return HEADER + "\n".join(f"namespace {name}\n{{\n{source.text}\n}}" for name, source in sources.items())
