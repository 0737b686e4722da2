"""Random Python connectors: the patterns real ones are made of, nested in each other.

Every program runs in the simulator; conditions that no reader can know come from environment variables.
"""

# ruff: noqa: E501 - sources of one line are easier to read than wrapped ones
from __future__ import annotations

import random
from textwrap import indent

from ecma2lint.contract import CAPABILITIES, ENUMS

BOOLS = [spec.name for spec in CAPABILITIES.values() if spec.enum is None]
ENUM_CAPABILITIES = [(spec.name, spec.enum) for spec in CAPABILITIES.values() if spec.enum is not None]
VARIABLES = ("A", "B", "C", "N", "P")
ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {},
    {"A": "1", "B": "", "N": "x,y"},
    {"A": "1", "B": "1", "C": "1", "N": "x", "P": "7"},
    {"B": "1", "N": "y,x,z", "P": "no"},
    {"C": "1", "N": "FullExport", "P": "3"},
    {"A": "0", "B": "1", "C": "x", "N": "", "P": "0"},
)

PRELUDE = """\
import clr
import os
clr.AddReference("Microsoft.MetadirectoryServicesEx")
from Microsoft.MetadirectoryServices import *
from System.Collections.Generic import List
from System import Guid
from functools import lru_cache, partial, wraps

FLAGS = {"DeltaImport": False, "SupportExport": True}
NAMES = ("FullExport", "DeltaImport", "SupportImport")
SWITCH = True
COUNTER = 0
SHARED = []


def risky():
    if os.environ.get("P") == "no":
        raise ValueError("no")
    return 1


def sure(value):
    return value


def put(target, name, value):
    setattr(target, name, value)
    return target


def fill(target, **values):
    for key, value in values.items():
        setattr(target, key, value)


def choose(flag, yes, no=False):
    if flag:
        return yes
    return no


def bump():
    global COUNTER
    COUNTER += 1
    return COUNTER


def twice(function):
    @wraps(function)
    def run(*args):
        function(*args)
        return function(*args)
    return run


@twice
def decorated(target, value):
    target.SupportPassword = value
    return value


@lru_cache(maxsize=None)
def cached():
    return {"k": True, "n": 2}


class Box:
    size = 2

    def __init__(self, value, name="FullExport"):
        self.value = value
        self.name = name

    @property
    def flipped(self):
        return not self.value

    def apply(self, target):
        setattr(target, self.name, self.value)

    def __enter__(self):
        return self.value

    def __exit__(self, *rest):
        self.value = False
        return self.name == "swallow"


class Sub(Box):
    def apply(self, target):
        super().apply(target)
        target.SupportImport = self.flipped
"""


class Grammar:
    """One random connector. ``caps`` are the names of variables that hold MACapabilities."""

    def __init__(self, source: random.Random) -> None:
        self.random = source
        self.caps: list[str] = ["c"]
        self.bools: list[str] = []
        self.lists: list[str] = []
        self.counter = 0
        self.loops = 0
        self.functions: list[str] = []
        self.inside_function = False
        self.returned = "c"

    def pick(self, *options: str) -> str:
        return self.random.choice(options)

    def name(self, prefix: str) -> str:
        self.counter += 1
        return f"{prefix}{self.counter}"

    # --- expressions ---------------------------------------------------------------------------------------------------------

    def condition(self, depth: int = 0) -> str:
        """A condition: known, or one that only the environment knows."""
        kind = self.random.randrange(16)
        variable = self.pick(*VARIABLES[:3])
        if kind < 5:
            return f"os.environ.get({variable!r}) == '1'"
        if kind == 5:
            return f"os.environ.get({variable!r})"
        if kind == 6 and self.bools:
            return self.random.choice(self.bools)
        if kind == 7 and self.bools:
            return f"not {self.random.choice(self.bools)}"
        if kind == 8:
            return f"{self.random.randrange(4)} {self.pick('<', '==', '>=', '!=')} {self.random.randrange(4)}"
        if kind == 9:
            return f"{self.random.choice(self.caps)}.{self.random.choice(BOOLS)}"
        if kind == 10 and depth < 2:
            return f"({self.condition(depth + 1)} {self.pick('and', 'or')} {self.condition(depth + 1)})"
        if kind == 11:
            return self.pick(
                "SWITCH", "'x' in NAMES", "FLAGS['DeltaImport']", "len(SHARED) == 0", "COUNTER > 1", "self.mode == 'full'"
            )
        if kind == 12 and self.lists:
            return f"len({self.random.choice(self.lists)}) {self.pick('>', '==')} {self.random.randrange(4)}"
        if kind == 13:
            return f"any(n == {self.pick('FullExport', 'q')!r} for n in NAMES)"
        if kind == 14:
            return f"(w := {self.condition(depth + 1)})" if depth < 2 else "True"
        return self.pick("True", "False", "None", "''", "cached()['k']", "self.cold is None")

    def boolean(self, depth: int = 0) -> str:
        """An expression that is certainly a bool."""
        kind = self.random.randrange(12)
        if kind < 4:
            return self.pick("True", "False")
        if kind == 4:
            return f"bool({self.condition(depth)})"
        if kind == 5 and depth < 2:
            return f"({self.boolean(depth + 1)} if {self.condition(depth + 1)} else {self.boolean(depth + 1)})"
        if kind == 6 and self.bools:
            return self.random.choice(self.bools)
        if kind == 7 and depth < 2:
            return f"choose({self.condition(depth + 1)}, {self.boolean(depth + 1)}, {self.boolean(depth + 1)})"
        if kind == 8:
            return f"not ({self.condition(depth)})"
        if kind == 9:
            return self.pick("SWITCH", "FLAGS['SupportExport']", "Box(True).flipped", "sure(False)", "(lambda v: not v)(True)")
        if kind == 10:
            return f"{self.random.choice(self.caps)}.{self.random.choice(BOOLS)}"
        return self.pick("os.environ.get('A') == '1'", "'x' in os.environ.get('N', '').split(',')", "self.flag", "Connector.flag")

    def enum(self, name: str) -> str:
        value = self.random.choice(list(ENUMS[name].values))
        number = ENUMS[name].values[value]
        if self.random.random() < 0.3:
            return f"{name}({number})"
        if value == "None" or self.random.random() < 0.2:
            return f"getattr({name}, {value!r})"
        if self.random.random() < 0.15:
            return f"({name}.{value} if {self.condition(1)} else {name}({number}))"
        return f"{name}.{value}"

    # --- statements ------------------------------------------------------------------------------------------------------------

    def block(self, depth: int) -> str:
        """A few statements; names bound inside are forgotten behind it, for they may be unbound."""
        bools, lists, caps = list(self.bools), list(self.lists), list(self.caps)
        lines = [self.statement(depth) for _ in range(self.random.randrange(1, 4))]
        self.bools, self.lists, self.caps = bools, lists, caps
        return indent("\n".join(lines), "    ")

    def assignment(self) -> str:
        target = self.random.choice(self.caps)
        kind = self.random.randrange(12)
        if kind < 5:
            return f"{target}.{self.random.choice(BOOLS)} = {self.boolean()}"
        if kind < 8:
            name, enum = self.random.choice(ENUM_CAPABILITIES)
            return f"{target}.{name} = {self.enum(str(enum))}"
        if kind == 8:
            return f"{target}.set_{self.random.choice(BOOLS)}({self.boolean()})"
        if kind == 9:
            return f"setattr({target}, {self.pick(*BOOLS)!r}, {self.boolean()})"
        if kind == 10:
            return f"{target}.Normalizations |= MANormalizations({self.random.randrange(3)})"
        return f"put({target}, {self.pick(*BOOLS)!r}, {self.boolean()}).{self.random.choice(BOOLS)} = {self.boolean()}"

    def statement(self, depth: int) -> str:
        kind = self.random.randrange(34)
        if kind < 9 or depth > 3:
            return self.assignment()
        simple = {
            9: self.new_bool, 10: self.new_list, 11: self.list_change, 12: self.new_caps, 13: self.state, 14: self.call,
            15: self.state, 16: self.call, 17: self.list_change,
        }  # fmt: skip
        if kind in simple:
            return simple[kind]()
        compound = {
            18: self.branch, 19: self.branch, 20: self.branch, 21: self.for_known, 22: self.for_unknown, 23: self.while_,
            24: self.try_, 25: self.try_, 26: self.with_, 27: self.match, 28: self.function, 29: self.for_known, 30: self.jump,
            31: self.for_unknown, 32: self.jump, 33: self.closure,
        }  # fmt: skip
        return compound[kind](depth)

    def new_bool(self) -> str:
        name = self.name("b")
        text = f"{name} = {self.boolean()}"
        if self.random.random() < 0.2:
            text = f"{name}, *_ = ({self.boolean()}, 1, 2)"
        self.bools.append(name)
        return text

    def new_list(self) -> str:
        name = self.name("l")
        text = f"{name} = " + self.pick(
            "[]", "['FullExport', 'DeltaImport']", "list(NAMES)", "[n for n in NAMES if n != 'FullExport']", "sorted({'b', 'a'})",
            f"['SupportImport'] if {self.condition(1)} else []", "os.environ.get('N', '').split(',')", "list(FLAGS)",
            "'FullExport,DeltaImport'.split(',')", "[*NAMES[:1]]",
        )  # fmt: skip
        self.lists.append(name)
        return text

    def list_change(self) -> str:
        if not self.lists:
            return self.new_list()
        target = self.random.choice([*self.lists, "SHARED"])
        return self.pick(
            f"{target}.append('SupportExport')", f"{target}.insert(0, 'FullExport')", f"{target}.extend(NAMES[1:])",
            f"{target} += ['DeltaImport']" if target != "SHARED" else "SHARED.append('x')", f"{target}.clear()", f"{target}.reverse()",
            f"if {target}:\n    {target}.pop()", f"if {self.condition(1)}:\n    {target}.append('ObjectRename')",
        )  # fmt: skip

    def new_caps(self) -> str:
        name = self.name("d")
        text = f"{name} = " + self.pick(
            "MACapabilities()", *self.caps, f"MACapabilities() if {self.condition(1)} else {self.caps[0]}"
        )
        self.caps.append(name)
        return text

    def state(self) -> str:
        return self.pick(
            f"self.flag = {self.boolean()}", "self.mode = 'full'", f"self.mode = {self.pick('part', 'full')!r}", "bump()",
            f"FLAGS['DeltaImport'] = {self.boolean()}", "self.cold = MACapabilities()", f"Connector.other = {self.boolean()}",
            f"self.seen.append({self.pick('x', 'y')!r})", f"{self.caps[0]}.SupportHierarchy = len(self.seen) > 2",
            f"{self.caps[0]}.SupportPartitions = self.other",
            f"if self.cold is None:\n    self.cold = MACapabilities()\n    self.cold.FullExport = {self.boolean()}",
            f"{self.caps[0]}.IsDNAsAnchor = self.cold.FullExport if self.cold is not None else {self.boolean()}",
            f"if self.cold:\n    self.cold.DeltaImport = {self.boolean()}",
            f"{self.caps[0]}.FullExport = getattr(self, 'cold2', {self.boolean()})", f"self.cold2 = {self.boolean()}",
            f"cached()['k'] = {self.boolean()}",
        )  # fmt: skip

    def call(self) -> str:
        target = self.random.choice(self.caps)
        options = [
            f"fill({target}, FullExport={self.boolean()}, SupportImport={self.boolean()})", f"fill({target}, **FLAGS)",
            f"decorated({target}, {self.boolean()})", f"Box({self.boolean()}).apply({target})", f"Sub({self.boolean()}, 'DeltaImport').apply({target})",
            f"self.helper({target}, {self.boolean()})", f"partial(put, {target})('FullExport', {self.boolean()})",
            f"put({target}, *('SupportExport', {self.boolean()}))", f"print({target})", f"list(map(lambda n: put({target}, n, True), NAMES))",
        ]  # fmt: skip
        options += [f"{function}({target}, {self.boolean()})" for function in self.functions]
        return self.random.choice(options)

    def branch(self, depth: int) -> str:
        text = f"if {self.condition()}:\n{self.block(depth + 1)}"
        if self.random.random() < 0.3:
            text += f"\nelif {self.condition()}:\n{self.block(depth + 1)}"
        if self.random.random() < 0.5:
            text += f"\nelse:\n{self.block(depth + 1)}"
        return text

    def loop_body(self, depth: int, use: str) -> str:
        self.loops += 1
        body = self.block(depth + 1)
        self.loops -= 1
        return f"{indent(use, '    ')}\n{body}" if use else body

    def for_known(self, depth: int) -> str:
        variable = self.name("v")
        target = self.random.choice(self.caps)
        iterable = self.pick("NAMES", "('FullExport', 'SupportExport')", "list(FLAGS)", *self.lists)
        use = f"if {variable} in ('FullExport', 'DeltaImport', 'SupportExport'):\n    setattr({target}, {variable}, {self.boolean()})"
        text = f"for {variable} in {iterable}:\n{self.loop_body(depth, use)}"
        if self.random.random() < 0.3:
            text += f"\nelse:\n{self.block(depth + 1)}"
        if self.random.random() < 0.2:
            text = f"for {variable}, value in FLAGS.items():\n{self.loop_body(depth, f'setattr({target}, {variable}, value)')}"
        return text

    def for_unknown(self, depth: int) -> str:
        variable = self.name("v")
        iterable = self.pick("os.environ.get('N', '').split(',')", "os.environ.get('N', '')", "sorted(os.environ)")
        use = f"if {variable} == {self.pick('x', 'y', 'FullExport')!r}:\n    {self.assignment()}"
        return f"for {variable} in {iterable}:\n{self.loop_body(depth, use)}"

    def while_(self, depth: int) -> str:
        variable = self.name("i")
        limit = self.pick("3", "2", "len(os.environ.get('N', ''))")
        return f"{variable} = 0\nwhile {variable} < {limit}:\n    {variable} += 1\n{self.loop_body(depth, '')}"

    def try_(self, depth: int) -> str:
        bools, lists, caps = list(self.bools), list(self.lists), list(self.caps)
        lines = []
        for _ in range(self.random.randrange(1, 4)):
            lines.append(self.statement(depth + 1))
            if self.random.random() < 0.5:
                lines.append(self.pick("risky()", "int(os.environ.get('P', '1'))", "raise ValueError('x')" if self.random.random() < 0.3 else "pass",
                                       "FLAGS['nothing']" if self.random.random() < 0.3 else "NAMES[1]", "os.environ['A']"))  # fmt: skip
        self.bools, self.lists, self.caps = bools, lists, caps
        text = "try:\n" + indent("\n".join(lines), "    ")
        text += f"\nexcept {self.pick('Exception', 'ValueError', '(ValueError, KeyError)', 'KeyError')}:\n{self.block(depth + 1)}"
        if self.random.random() < 0.3:
            text += f"\nelse:\n{self.block(depth + 1)}"
        if self.random.random() < 0.4:
            text += f"\nfinally:\n{indent(self.assignment(), '    ')}"
        return text

    def with_(self, depth: int) -> str:
        variable = self.name("b")
        self.bools.append(variable)
        kind = self.pick("'FullExport'", "'swallow'")
        text = f"{variable} = False\nwith Box({self.boolean()}, {kind}) as {variable}:\n{self.block(depth + 1)}"
        if self.random.random() < 0.4:
            text += f"\n    {self.pick('risky()', 'pass')}\n    {self.assignment()}"
        return text

    def match(self, depth: int) -> str:
        subject = self.pick("os.environ.get('A')", "self.mode", "NAMES[0]", "len(SHARED)")
        return (
            f"match {subject}:\n    case '1' | 'FullExport':\n{indent(self.block(depth + 1), '    ')}\n"
            f"    case 'full' if {self.condition(1)}:\n{indent(self.block(depth + 1), '    ')}\n"
            f"    case _:\n{indent(self.block(depth + 1), '    ')}"
        )

    def function(self, depth: int) -> str:
        if self.inside_function:
            return self.branch(depth)
        name = self.name("f")
        saved = (self.caps, self.bools, self.lists, self.loops, self.inside_function, self.functions, self.returned)
        self.caps, self.bools, self.lists, self.loops, self.inside_function = ["t"], ["flag"], [], 0, True
        self.functions, self.returned = [], "flag"
        body = self.block(depth + 1)
        self.caps, self.bools, self.lists, self.loops, self.inside_function, self.functions, self.returned = saved
        self.functions = [*self.functions, name] if depth == 0 else self.functions
        text = f"def {name}(t, flag=False):\n{body}\n    return flag"
        return f"{text}\n{name}({self.random.choice(self.caps)}, {self.boolean()})"

    def closure(self, depth: int) -> str:
        if self.inside_function:
            return self.assignment()
        name, cell = self.name("g"), self.name("b")
        text = f"{cell} = {self.boolean()}\ndef {name}():\n    nonlocal {cell}\n    {cell} = {self.pick('not ' + cell, 'True', 'False')}\n    return {cell}"
        if self.random.random() < 0.7:
            text += f"\n{name}()"
        if self.random.random() < 0.3:
            text += f"\nif {self.condition(1)}:\n    {name}()"
        self.bools.append(cell)
        return text

    def jump(self, depth: int) -> str:
        what = self.pick(f"return {self.returned}", "raise RuntimeError('x')")
        if self.loops and self.random.random() < 0.6:
            what = self.pick("break", "continue")
        return f"if {self.condition()}:\n    {what}"

    # --- members ---------------------------------------------------------------------------------------------------------------

    def capabilities(self) -> str:
        self.caps, self.bools, self.lists, self.functions = ["c"], [], [], []
        lines = [self.statement(0) for _ in range(self.random.randrange(2, 8))]
        start = self.pick("c = MACapabilities()", "c = MACapabilities()", "c = self.start()")
        return "def get_Capabilities(self):\n" + indent("\n".join([start, *lines, "return c"]), "    ")

    def schema(self) -> str:
        self.caps, self.bools, self.lists, self.functions, self.returned = ["MACapabilities()"], [], [], [], "s"
        lines = ["s = Schema.Create()"]
        for position in range(self.random.randrange(1, 4)):
            lines.append(self.schema_part(position))
        self.returned = "c"
        return "def GetSchema(self, configParameters):\n" + indent("\n".join([*lines, "return s"]), "    ")

    def schema_part(self, position: int) -> str:
        name = f"n{position}"
        add = f"t = SchemaType.Create({name!r}, {self.boolean()})\nt.Attributes.Add(SchemaAttribute.CreateAnchorAttribute('id', AttributeType.String))\ns.Types.Add(t)"
        kind = self.random.randrange(9)
        if kind == 0:
            return add
        if kind == 1:
            return f"if {self.condition()}:\n{indent(add, '    ')}"
        if kind == 2:
            return f"for x in {self.pick('(1, 2)', 'range(2)', 'NAMES')}:\n    s.Types.Add(SchemaType.Create({name!r} + str(x), False))"
        if kind == 3:
            return (
                f"for x in sorted(set(os.environ.get('N', '').split(','))):\n"
                f"    if {self.condition()}:\n        s.Types.Add(SchemaType.Create({name!r} + x, False))"
            )
        if kind == 4:
            return f"names = [n for n in ('a', 'b') if {self.condition()}]\nfor n in names:\n    s.Types.Add(SchemaType.Create({name!r} + n, True))"
        if kind == 5:
            return f"try:\n{indent(add, '    ')}\n    risky()\n    s.Types.Add(SchemaType.Create('r' + {name!r}, False))\nexcept ValueError:\n    pass"
        if kind == 6:
            return f"self.add(s, {name!r}, {self.condition()})"
        if kind == 7:
            return f"if {self.condition()}:\n    return s\n{add}"
        return f"def later{position}():\n{indent(add, '    ')}\nif {self.condition()}:\n    later{position}()"

    def partitions(self) -> str:
        self.caps, self.bools, self.lists = ["MACapabilities()"], [], []
        lines = ["found = List[Partition]()"]
        for position in range(self.random.randrange(1, 4)):
            add = f"found.Add(Partition.Create(Guid('{position}{position}000000-0000-0000-0000-000000000000'), 'dn{position}'))"
            if self.random.random() < 0.5:
                lines.append(self.pick(f"if {self.condition()}:\n    {add}", f"for x in range({position}):\n    {add}",
                                       f"for x in os.environ.get('N', ''):\n    {add}"))  # fmt: skip
            else:
                lines.append(add)
        return "def GetPartitions(self, configParameters):\n" + indent("\n".join([*lines, "return found"]), "    ")

    def connector(self) -> str:
        """The whole source."""
        members = [self.capabilities(), self.schema(), self.partitions()]
        if self.random.random() < 0.5:
            self.caps, self.bools, self.lists, self.functions, self.returned = ["MACapabilities()"], [], [], [], "None"
            lines = [self.state() for _ in range(self.random.randrange(1, 4))]
            members.append(
                "def OpenExportConnection(self, configParameters, types, exportRunStep):\n" + indent("\n".join(lines), "    ")
            )
        helpers = (
            "flag = False\nother = True\nmode = 'part'\ncold = None\nseen = []\n\n"
            f"def start(self):\n    c = MACapabilities()\n    c.FullExport = {self.pick('True', 'False', 'self.flag')}\n    return c\n\n"
            f"def helper(self, target, value):\n    target.{self.random.choice(BOOLS)} = value\n\n"
            "def add(self, s, name, more):\n    s.Types.Add(SchemaType.Create(name, False))\n    if more:\n"
            "        s.Types.Add(SchemaType.Create(name + 'x', False))\n"
        )
        body = "__namespace__ = 'Contoso'\n" + helpers + "\n" + "\n\n".join(members)
        bases = "IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2GetPartitions, IMAExtensible2CallExport"
        return f"{PRELUDE}\n\nclass Connector({bases}):\n{indent(body, '    ')}\n"
