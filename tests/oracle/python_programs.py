"""Generated Python connectors: the patterns of real connectors, nested in each other by hypothesis."""

from __future__ import annotations

import textwrap

from hypothesis import strategies as st

from oracle.csharp_expressions import CONFIRMATIONS, EXPORT_NUMBERS, EXPORT_TYPES, NORMALIZATIONS, STYLES, WORDS
from oracle.csharp_programs import CAPABILITIES
from oracle.pruning import needed
from oracle.python_statements import MADE, PAGES, Statements
from oracle.python_types import Draw, Names

HEADER = '''"""A generated connector."""

import clr

clr.AddReference("Microsoft.MetadirectoryServicesEx")

from Microsoft.MetadirectoryServices import *
from System import Array, Enum, Guid
from System.Collections.Generic import List
'''
#: what members assign and read: what one of them left there the next one finds
STATE = "bag.value"


class Program(Statements):
    """Draws one connector."""

    def boolean(self, depth: int, names: Names) -> str:
        """A Boolean expression: the contract takes no other truth value."""
        known = [name for name in names if name.startswith("b")]
        if depth <= 0:
            return self.pick("True", "False", *known, *known)
        if self.chance(40):
            return self.more_booleans(depth, names)
        first, second, third = (self.boolean(depth - 1, names) for _ in range(3))
        shape = self.pick(
            "operator", "comparison", "ternary", "text", "constant", "helper", "lambda", "collection", "configuration"
        )
        if shape == "operator":
            return self.pick(f"(not {first})", f"({first} and {second})", f"({first} or {second})", f"({first} == {second})")
        if shape == "comparison":
            signs = [self.pick("<", "<=", ">", "==", "!=") for _ in range(2)]
            numbers = [self.integer(depth - 1, names) for _ in range(3)]
            return f"({numbers[0]} {signs[0]} {numbers[1]}" + (f" {signs[1]} {numbers[2]})" if self.chance(30) else ")")
        if shape == "ternary":
            return f"({first} if {second} else {third})"
        if shape == "text":
            one, two = self.text(depth - 1, names), self.text(0, names)
            return self.pick(f"({one} == {two})", f"({two} in {one})", f"({one}).startswith({two})", f"bool({one})")
        if shape == "constant":
            return self._constant(depth - 1)
        if shape == "helper":
            return self._helper(depth - 1, first, self.integer(0, names))
        if shape == "lambda":
            return f"(lambda b0: {self.boolean(depth - 1, (*names, 'b0'))})({first})"
        if shape == "collection":
            items = f"[{first}, {second}, {third}]"
            key = self.pick("a", "b")
            at = self.number() % 3
            return self.pick(
                f"{items}[{at}]", f"any({items})", f"all({items})", f'{{"a": {first}, "b": {second}}}["{key}"]', f"({items}[-1])"
            )
        return (
            self.pick('p.Contains("Mode")', '(p["Mode"].Value == "a" if p.Contains("Mode") else False)')
            if "p" in names
            else first
        )

    def _constant(self, depth: int) -> str:
        name, value = self.fresh("C"), self.boolean(depth, ())
        if self.chance(50):
            self.outer.append(f"{name} = {value}")
            return name
        holder = self.fresh("Holder")
        self.outer.append(
            f"class {holder}:\n    {name} = {value}\n\n    @property\n    def other(self):\n        return not self.{name}"
        )
        return self.pick(f"{holder}.{name}", f"{holder}().other", f"getattr({holder}, {name!r})")

    def _helper(self, depth: int, boolean: str, integer: str) -> str:
        name = self.fresh("helper")
        inner = ("b", "i")
        body = self.pick(
            f"return {self.boolean(depth, inner)}",
            f"if {self.boolean(depth, inner)}:\n        return {self.boolean(depth, inner)}\n    return {self.boolean(0, inner)}",
            "for i2 in range(3):\n        if i2 == i:\n            return b\n    return not b",
            "while i > 0:\n        i -= 1\n        b = not b\n    return b",
        )
        self.outer.append(f"def {name}(b, i=2):\n    {body}")
        return self.pick(f"{name}({boolean}, {integer})", f"{name}(i={integer}, b={boolean})", f"{name}(*[{boolean}])")

    def integer(self, depth: int, names: Names) -> str:
        """An integer expression."""
        known = [name for name in names if name.startswith("i")]
        if depth <= 0:
            return self.pick(str(self.number()), *known)
        first, second = self.integer(depth - 1, names), self.integer(0, names)
        operations = [f"({first} {sign} {second})" for sign in ("+", "-", "*", "|", "&")]
        return self.pick(*operations, f"max({first}, {second})", f"len({self.text(0, names)})", f"sum([{first}, {second}])")

    def text(self, depth: int, names: Names) -> str:
        """A text expression."""
        known = [name for name in names if name.startswith("t")]
        if depth <= 0:
            return self.pick(f'"{self.pick(*WORDS)}"', *known)
        first, second = self.text(depth - 1, names), self.text(0, names)
        joined = f'"-".join([{first}, {second}])'
        plain = [
            f"({first} + {second})",
            f"({first}).upper()",
            joined,
            f'({first}).replace("a", "b")',
            f"str({self.integer(0, names)})",
        ]
        return self.pick(*plain, f'"{{}}.{{}}".format({first}, {second})', f"({first} if {self.boolean(0, names)} else {second})")

    def value_for(self, capability: str, depth: int, names: Names) -> str:
        """An expression of a capability's type."""

        def enum(kind: str, options: tuple[str, ...]) -> str:
            option = self.pick(*options)
            return f"{kind}.{option}" if option != "None" else f'getattr({kind}, "None")'

        if capability == "ExportType":
            number, name = self.draw(st.sampled_from(EXPORT_NUMBERS)), self.pick(*EXPORT_TYPES)
            return self.pick(enum("MAExportType", EXPORT_TYPES), f"MAExportType({number})", f'Enum.Parse(MAExportType, "{name}")')
        if capability == "Normalizations":
            first, second = (enum("MANormalizations", NORMALIZATIONS) for _ in range(2))
            return self.pick(first, f"{first} | {second}", f"{first} if {self.boolean(depth, names)} else {second}")
        if capability == "DistinguishedNameStyle":
            first, second = (enum("MADistinguishedNameStyle", STYLES) for _ in range(2))
            return self.pick(first, f"{first} if {self.boolean(depth, names)} else {second}")
        if capability == "ObjectConfirmation":
            return enum("MAObjectConfirmation", CONFIRMATIONS)
        return self.boolean(depth, names)

    def block(self, kind: str, depth: int, names: Names, most: int = 2) -> str:
        """Statements, one below the other."""
        lines: list[str] = []
        for _ in range(int(self.draw(st.integers(1, most)))):
            text, names = self.statement(kind, depth, names)
            lines.append(text)
        return "\n".join(lines)

    def inner(self, kind: str, depth: int, names: Names) -> str:
        """Statements, indented."""
        return textwrap.indent(self.block(kind, depth, names), "    ")

    def simple(self, kind: str, depth: int, names: Names) -> str:
        """A statement that does something to the object ``x``."""
        if STATE in names and self.chance(15):
            return f"{STATE} = {self.boolean(depth, names)}"
        if kind == "capabilities":
            name = self.pick(*CAPABILITIES)
            value = self.value_for(name, depth, names)
            return self.pick(f"x.{name} = {value}", f'setattr(x, "{name}", {value})', f"x.set_{name}({value})")
        if kind in ("partitions", "hierarchy", "parameters"):
            return self.listed(kind, depth, names)
        if self.chance(20):
            return self._schema_change(depth, names)
        name, unique = self.fresh("kind"), f'"{self.fresh("type")}"'
        known = [f"{unique} + str({one})" for one in names if one.startswith("i")]
        named = self.pick(unique, f"{unique} + {self.text(depth, names)}", *known)
        lines = [f"{name} = SchemaType.Create({named}, {self.boolean(0, names)})"]
        for number in range(self.number() % 3):
            create = self.pick("CreateAnchorAttribute", "CreateSingleValuedAttribute", "CreateMultiValuedAttribute")
            data_type = self.pick("String", "Integer", "Binary")
            lines.append(
                f'{name}.Attributes.Add(SchemaAttribute.{create}("n{number}" + {self.text(0, names)}, AttributeType.{data_type}))'
            )
        return "\n".join([*lines, f"x.Types.Add({name})"])

    def _schema_change(self, depth: int, names: Names) -> str:
        """A statement that changes, reads or refuses what is in the schema."""
        kind, one = self.fresh("kind"), self.fresh("one")
        made = f'{kind} = SchemaType.Create("{self.fresh("type")}" + {self.text(depth, names)}, {self.boolean(0, names)})'
        create = "SchemaAttribute.CreateSingleValuedAttribute"
        attribute = f'{kind}.Attributes.Add({create}("id", AttributeType.String))'
        refused = self.pick("Reference", "Boolean", "String")
        return self.pick(
            f"{made}\nx.Types.Add({kind})\n{attribute}",
            f"{made}\nx.Types.Add({kind})\ntry:\n    x.Types.Add({kind})\nexcept Exception:\n    x.Types.Remove({kind})",
            f"{made}\n{attribute}\ntry:\n    {attribute}\nexcept Exception:\n    {kind}.Attributes.Clear()\nx.Types.Add({kind})",
            f'{made}\nfor {one} in ["w1", "w2"]:\n    {kind}.Attributes.Add({create}({one}, AttributeType.Integer))\n'
            f"x.Types.Add({kind})",
            f"{made}\nx.Types.Add({kind})\nif x.Types.Count > {self.number()}:\n    x.Types.RemoveAt(0)",
            f"{made}\nx.Types.Add({kind})\n{kind} = x.Types[{kind}.Name]\n{attribute}",
            f"x.Types.Clear()\n{made}\nx.Types.Add({kind})",
            f"{made}\nx.Types.Add({kind})\nfor {one} in x.Types:\n"
            f'    {one}.Attributes.Add({create}("y{kind}", AttributeType.Binary))',
            f'{made}\ntry:\n    {kind}.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("r", AttributeType.{refused}))\n'
            f"except Exception:\n    {attribute}\nx.Types.Add({kind})",
        )

    def statement(self, kind: str, depth: int, names: Names) -> tuple[str, Names]:
        """One statement, and the names after it."""
        if depth <= 0 or self.chance(35):
            return self.simple(kind, max(depth, 1), names), names
        if self.chance(40):
            return self.more_statements(kind, depth, names), names
        depth -= 1
        shape = self.pick(
            "local", "if", "else", "for", "texts", "while", "finally", "except", "helper", "closure", "match", "alias"
        )
        condition, body = self.boolean(depth, names), self.inner(kind, depth, names)
        leave = f"    if {self.boolean(0, names)}:\n        {self.pick('break', 'continue')}\n" if self.chance(40) else ""
        if shape == "local":
            prefix = self.pick("b", "i", "t")
            name = self.fresh(prefix)
            value = {"b": self.boolean, "i": self.integer, "t": self.text}[prefix](depth, names)
            return f"{name} = {value}", (*names, name)
        if shape == "if":
            return f"if {condition}:\n{body}", names
        if shape == "else":
            middle = f"elif {self.boolean(depth, names)}:\n{self.inner(kind, depth, names)}\n" if self.chance(30) else ""
            return f"if {condition}:\n{body}\n{middle}else:\n{self.inner(kind, depth, names)}", names
        if shape == "for":
            name = self.fresh("i")
            return f"for {name} in range({self.number()}):\n{leave}{self.inner(kind, depth, (*names, name))}", names
        if shape == "texts":
            name, items = self.fresh("t"), ", ".join(self.text(0, names) for _ in range(self.number()))
            source = self.pick(f"[{items}]", f"[t.upper() for t in [{items}]]", '"a b".split()', f"sorted({{*[{items}]}})")
            tail = f"\nelse:\n{self.inner(kind, depth, names)}" if self.chance(20) else ""
            return f"for {name} in {source}:\n{leave}{self.inner(kind, depth, (*names, name))}{tail}", names
        if shape == "while":
            name = self.fresh("i")
            return f"{name} = {self.number()}\nwhile {name} > 0:\n    {name} -= 1\n{leave}{body}", names
        if shape == "finally":
            return f"try:\n{body}\nfinally:\n{self.inner(kind, depth, names)}", names
        if shape == "except":
            thrown = f"    if {condition}:\n        raise {self.pick('ValueError', 'KeyError')}('x')"
            caught = self.pick("ValueError", "Exception", "(KeyError, ValueError)")
            handled = f"except {caught}:\n{self.inner(kind, depth, names)}\nexcept KeyError:\n    pass"
            return f"try:\n{body}\n{thrown}\n{self.inner(kind, 0, names)}\n{handled}", names
        if shape == "helper":
            name = self.fresh("fill")
            early = f"    if {self.boolean(depth, ('b', 'i'))}:\n        return\n" if self.chance(30) else ""
            self.outer.append(f"def {name}(x, b, i):\n{early}{self.inner(kind, depth, ('b', 'i'))}")
            return f"{name}(x, {condition}, {self.integer(0, names)})", names
        if shape == "closure":
            name, flag = self.fresh("act"), self.fresh("b")
            inside = self.inner(kind, depth, (*names, flag))
            change = f"{flag} = {self.boolean(0, names)}\n" if self.chance(50) else ""
            return f"{flag} = {condition}\n\ndef {name}():\n{inside}\n\n{change}{name}()", (*names, flag)
        if shape == "match":
            cases = "".join(
                f"    case {n}:\n{textwrap.indent(self.inner(kind, depth, names), '    ')}\n" for n in range(self.number() % 3)
            )
            return f"match {self.integer(depth, names)}:\n{cases}    case _:\n{textwrap.indent(body, '    ')}", names
        return f"x, y = x, x\ndel y\n{self.block(kind, depth, names)}", names

    def member(self, head: str, kind: str, made: str, depth: int, names: Names) -> str:
        """A contract member that makes an object, works on it and returns it."""
        early = f"if {self.boolean(depth, names)}:\n    return {made}\n" if self.chance(20) else ""
        body = f"x = {made}\n{self.block(kind, depth, names, 4)}\n{early}{self.block(kind, depth, names)}\nreturn x"
        return f"def {head}:\n" + textwrap.indent(body, "    ")

    def parameters(self, depth: int, names: Names) -> tuple[str, list[str]]:
        """The interface and the members that define parameters, by the page."""
        page = f"ConfigParameterPage.{self.pick(*PAGES)}"
        one, two = self.inner("parameters", depth, names), self.inner("parameters", depth, names)
        body = self.pick(
            f"if page == {page}:\n{one}",
            f"if page == {page}:\n{one}\nelse:\n{two}",
            f"if page != {page}:\n    return x\n{textwrap.dedent(one)}",
            f"if page in (ConfigParameterPage.Global, {page}):\n{one}",
            f"if page == {page}:\n    return None\n{textwrap.dedent(two)}",
        )
        more, suffix = (", number", "Ex") if self.chance(25) else ("", "")
        body = f"x = {MADE['parameters']}\n{body}\nreturn x"
        valid = "return ParameterValidationResult(ParameterValidationResultCode.Success, None, None)"
        return f"IMAExtensible2GetParameters{suffix}", [
            f"def GetConfigParameters{suffix}(self, p, page{more}):\n{textwrap.indent(body, '    ')}",
            f"def ValidateConfigParameters{suffix}(self, p, page{more}):\n    {valid}",
        ]

    def imports(self, depth: int, names: Names) -> list[str]:
        """The members of IMAExtensible2CallImport: page sizes that are worked out, and work that only raises or returns."""
        raised = self.pick("NotImplementedError", "NotImplementedError('x')", "ValueError")
        opened = self.pick("return OpenImportConnectionResults()", "return None", f"raise {raised}", "pass")
        adjusted = self.pick(
            f"if {self.boolean(depth, (*names, 'i0'))}:\n        i0 += 10",
            f"for i1 in range(3):\n        if {self.boolean(0, ('i0', 'i1'))}:\n            i0 += i1",
            "i0 = i0 // 2 + 1",
        )
        return [
            f"def get_ImportDefaultPageSize(self):\n    i0 = {self.integer(depth, names)}\n    {adjusted}\n    return i0",
            f"def get_ImportMaxPageSize(self):\n    return {self.integer(depth, names)}",
            f"def OpenImportConnection(self, p, types, step):\n    {opened}",
            f"def GetImportEntries(self, step):\n    raise {raised}",
            "def CloseImportConnection(self, step):\n    return None",
        ]


@st.composite
def programs(draw: Draw) -> str:
    """The source of one connector, whose namespace is ``NAMESPACE``."""
    program = Program(draw)
    depth = int(draw(st.integers(1, 3)))
    interfaces, members = ["IMAExtensible2GetSchema"], []
    state = (STATE,) if program.chance(25) else ()
    head: list[str] = []
    if state:
        head = [f"class bag:\n    value = {program.pick('True', 'False')}"]
    names = ("self", "p", *state)
    members.append(program.member("GetSchema(self, p)", "schema", MADE["schema"], depth, names))
    if program.chance(35):
        interfaces.append("IMAExtensible2GetCapabilitiesEx")
        members.append(program.member("GetCapabilitiesEx(self, p)", "capabilities", MADE["capabilities"], depth, names))
    else:
        interfaces.append("IMAExtensible2GetCapabilities")
        members.append(program.member("get_Capabilities(self)", "capabilities", MADE["capabilities"], depth, ("self", *state)))
    if program.chance(35):
        interfaces.append("IMAExtensible2GetPartitions")
        members.append(program.member("GetPartitions(self, p)", "partitions", MADE["partitions"], depth, names))
    if program.chance(25):
        interfaces.append("IMAExtensible2GetHierarchy")
        members.append(program.member("GetHierarchy(self, p, node)", "hierarchy", MADE["hierarchy"], depth, names))
    if program.chance(30):
        interface, more = program.parameters(depth, names)
        interfaces.append(interface)
        members += more
    if program.chance(25):
        interfaces.append("IMAExtensible2CallImport")
        members += program.imports(depth, state)
    own = needed(program.members, members)
    body = "\n\n".join(['__namespace__ = "NAMESPACE"', *own, *members])
    imports = dict.fromkeys(one for one in program.outer if "\n" not in one and one.startswith("import "))
    outer = "\n\n\n".join([*imports, *head, *needed(program.outer, [*members, *own])])
    return f"{HEADER}\n\n{outer}\n\n\nclass Connector({', '.join(interfaces)}):\n{textwrap.indent(body, '    ')}\n"
