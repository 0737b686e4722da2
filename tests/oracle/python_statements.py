"""More statements of generated Python connectors: what acts upon an object from elsewhere, later, or through another name.

The object is called ``x``. Each pattern gives statements in which others are drawn again.
"""

from __future__ import annotations

import textwrap

from hypothesis import strategies as st

from oracle.python_patterns import Patterns
from oracle.python_types import INNER, Names

#: How an empty object of each kind of work is made.
MADE = {
    "capabilities": "MACapabilities()",
    "schema": "Schema.Create()",
    "partitions": "List[Partition]()",
    "hierarchy": "List[HierarchyNode]()",
    "parameters": "List[ConfigParameterDefinition]()",
}
PAGES = ("Connectivity", "Global", "RunStep", "Partition", "Capabilities", "Schema")


class Statements(Patterns):
    """Statement patterns beside those of :class:`oracle.python_programs.Program`, which draws the bodies."""

    def inner(self, kind: str, depth: int, names: Names) -> str:
        """Statements, indented."""
        raise NotImplementedError

    def simple(self, kind: str, depth: int, names: Names) -> str:
        """A statement that does something to the object ``x``."""
        raise NotImplementedError

    def more_statements(self, kind: str, depth: int, names: Names) -> str:
        """A statement of one of the patterns below."""
        shape = self.draw(
            st.sampled_from(
                [
                    self._with,
                    self._object_method,
                    self._later,
                    self._generator_effect,
                    self._comprehension_effect,
                    self._container,
                    self._replaced,
                    self._protected,
                    self._unknown_loop,
                    self._table,
                    self._applied,
                    self._counted,
                    self._nested_loops,
                    self._handed_over,
                    self._recursive,
                    self._own_method,
                ]
            )
        )
        return str(shape(kind, depth - 1, names))

    def _with(self, kind: str, depth: int, names: Names) -> str:
        name = self.fresh("Around")
        self.outer.append(
            f"class {name}:\n    def __init__(self, x, b):\n        self.x = x\n        self.b = b\n\n"
            f"    def __enter__(self):\n        return self.x\n\n"
            f"    def __exit__(self, *what):\n        x, b, i = self.x, self.b, "
            f"1\n{textwrap.indent(self.inner(kind, depth, INNER), '    ')}\n"
            f"        return {self.pick('True', 'False', 'what[0] is ValueError')}"
        )
        thrown = f"\n    if {self.boolean(0, names)}:\n        raise ValueError('x')" if self.chance(25) else ""
        used = f"with {name}(x, {self.boolean(depth, names)}) as x:\n{self.inner(kind, depth, names)}{thrown}"
        return f"try:\n{textwrap.indent(used, '    ')}\nexcept ValueError:\n{self.inner(kind, 0, names)}" if thrown else used

    def _object_method(self, kind: str, depth: int, names: Names) -> str:
        name = self.fresh("Filler")
        base = f"{name}Base"
        self.outer.append(
            f"class {base}:\n    step = 1\n\n    def __init__(self, x, b):\n        self.x = x\n        self.b = b\n\n"
            f"    def fill(self, b, i=1):\n        x = self.x\n        if b:\n            self.extra(i)\n"
            f"{textwrap.indent(self.inner(kind, depth, INNER), '    ')}\n        self.b = not self.b\n        return self\n\n"
            f"    def extra(self, i):\n        pass\n\n\n"
            f"class {name}({base}):\n    def extra(self, i):\n        x, b = self.x, self.b\n"
            f"{textwrap.indent(self.inner(kind, depth, INNER), '    ')}\n        self.step += 1"
        )
        calls = "".join(f".fill({self.boolean(depth, names)}, {self.integer(0, names)})" for _ in range(1 + self.number() % 2))
        return f"{self.pick(name, base)}(x, {self.boolean(0, names)}){calls}"

    def _later(self, kind: str, depth: int, names: Names) -> str:
        todo, i, act = self.fresh("todo"), self.fresh("i"), self.fresh("act")
        bound = self.pick("", f"{i}={i}")
        run = self.pick(
            f"for {act} in {todo}:\n    "
            f"{act}()", f"{todo}[-1]()", f"[{act}() for {act} in {todo}]", f"while {todo}:\n    {todo}.pop()()", ""
        )  # fmt: skip
        return (
            f"{todo} = []\nfor {i} in [2, {self.number()}]:\n    def {act}({bound}):\n"
            f"{textwrap.indent(self.inner(kind, depth, (*names, i)), '    ')}\n    {todo}.append({act})\n{run}"
        )

    def _generator_effect(self, kind: str, depth: int, names: Names) -> str:
        name, i = self.fresh("walk"), self.fresh("i")
        self.outer.append(
            f"def {name}(x, b, i):\n    try:\n        yield "
            f"1\n{textwrap.indent(self.inner(kind, depth, INNER), '    ')}\n        yield 2\n"
            f"    finally:\n{textwrap.indent(self.inner(kind, 0, INNER), '    ')}"
        )
        call = f"{name}(x, {self.boolean(depth, names)}, {self.integer(0, names)})"
        kept = self.fresh("steps")
        return self.pick(
            f"for {i} in {call}:\n{self.inner(kind, 0, (*names, i))}", f"list({call})",
            f"{kept} = {call}\nnext({kept})\n{kept}.close()",
            f"{kept} = {call}", f"for {i} in {call}:\n    if {self.boolean(0, (*names, i))}:\n        break\n",
        )  # fmt: skip

    def _comprehension_effect(self, kind: str, depth: int, names: Names) -> str:
        name, i = self.fresh("touch"), self.fresh("i")
        self.outer.append(f"def {name}(x, b, i=0):\n{self.inner(kind, depth, INNER)}\n    return b")
        flag = self.boolean(0, (*names, i))
        return self.pick(
            f"[{name}(x, {flag}, {i}) for {i} in range({self.number()})]", f"any({name}(x, {flag}) for {i} in [1, 2, 3])",
            f"list(map(lambda {i}: {name}(x, {flag}, {i}), [1, 2]))", f"({name}(x, {flag.replace(i, '1')}) for {i} in [1])",
            f"{{{i}: {name}(x, {flag}) for {i} in [0, 1] if {flag}}}",
            f"{self.boolean(depth, names)} and {name}(x, {self.boolean(0, names)})",
            f"{self.boolean(depth, names)} or {name}(x, {self.boolean(0, names)})",
        )  # fmt: skip

    def _container(self, kind: str, depth: int, names: Names) -> str:
        name, made = self.fresh("kept"), MADE[kind]
        holder = self.pick(f"[x, {made}]", "{'x': x}", "(x,)", "Holder", f"[x if {self.boolean(0, names)} else {made}]")
        if holder == "Holder":
            holder = f"type('Holder', (), {{'x': None}})() if {self.boolean(0, names)} else type('Holder', (), {{}})()"
            return f"{name} = {holder}\n{name}.x = x\nx, {name}.x = {name}.x, x\n{self.simple(kind, depth, names)}"
        got = f"{name}['x']" if holder.startswith("{") else f"{name}[0]"
        other = f"{name}_x"
        lines = [f"{name} = {holder}", f"{other} = x", f"x = {got}", self.simple(kind, depth, names)]
        if self.chance(40):
            lines += [f"x = {other}", self.simple(kind, 1, names)]
        return "\n".join(lines)

    def _replaced(self, kind: str, depth: int, names: Names) -> str:
        name = self.fresh("other")
        self.outer.append(
            f"def {name}(x, b, i):\n    if {self.boolean(depth, INNER)}:\n        x = "
            f"{MADE[kind]}\n{self.inner(kind, depth, INNER)}\n    return x"
        )
        return f"{self.pick('x', f'{name}_x')} = {name}(x, {self.boolean(depth, names)}, {self.integer(0, names)})"

    def _protected(self, kind: str, depth: int, names: Names) -> str:
        i = self.fresh("i")
        inner = (*names, i)
        throw = f"raise {self.pick('ValueError', 'KeyError', 'TypeError')}('x')"
        again = self.pick("        raise", "        raise KeyError('y')", "        pass", "        continue")
        body = (
            f"try:\n{self.inner(kind, 0, inner)}\n    if {self.boolean(depth, inner)}:\n        {throw}\n"
            f"except ValueError:\n{self.inner(kind, depth, inner)}\n{again[4:]}\n"
            f"else:\n{self.inner(kind, 0, inner)}\nfinally:\n{self.inner(kind, 0, inner)}"
        )
        whole = f"try:\n{textwrap.indent(body, '    ')}\nexcept Exception as error:\n{self.inner(kind, 0, inner)}"
        return f"for {i} in range(2):\n{textwrap.indent(whole, '    ')}"

    def _unknown_loop(self, kind: str, depth: int, names: Names) -> str:
        if "p" not in names:
            return self.simple(kind, 1, names)
        one, t, i = self.fresh("one"), self.fresh("t"), self.fresh("i")
        words = '(p["Mode"].Value if p.Contains("Mode") else "a;b").split(";")'
        return self.pick(
            f"for {one} in p:\n{self.inner(kind, depth, names)}",
            f"for {t} in {words}:\n{self.inner(kind, depth, (*names, t))}",
            f"for {i} in range(p.Count):\n{self.inner(kind, depth, (*names, i))}",
            f"{i} = p.Count\nwhile {i} > 0:\n    {i} -= 1\n{self.inner(kind, depth, (*names, i))}",
            f"if any(one.Value == {self.text(0, names)} for one in p):\n{self.inner(kind, depth, names)}",
        )

    def _table(self, kind: str, depth: int, names: Names) -> str:
        one, two, table = self.fresh("do"), self.fresh("do"), self.fresh("table")
        for name in (one, two):
            self.outer.append(f"def {name}(x, b, i):\n{self.inner(kind, depth, INNER)}")
        key = self.pick(f'"a" if {self.boolean(depth, names)} else "b"', self.text(0, names))
        call = f"{table}.get({key}, {one})(x, {self.boolean(0, names)}, {self.integer(0, names)})"
        return f'{table} = {{"a": {one}, "b": {two}}}\n{call}'

    def _applied(self, kind: str, depth: int, names: Names) -> str:
        name, x = self.fresh("twice"), self.fresh("act")
        self.outer.append(f"def {name}(function, x, more):\n    function(x)\n    if more:\n        function(x)\n    return x")
        body = textwrap.indent(self.inner(kind, depth, names), "")
        return f"def {x}(x):\n{body}\n{name}({x}, x, {self.boolean(depth, names)})"

    def _counted(self, kind: str, depth: int, names: Names) -> str:
        name, i = self.fresh("Calls"), self.fresh("i")
        self.outer.append(f"class {name}:\n    count = 0")
        body = self.inner(kind, depth, (*names, i))
        return f"{name}.count += {self.pick('1', '0', '2')}\n{i} = {name}.count\nif {i} {self.pick('==', '>', '>=')} 1:\n{body}"

    def _nested_loops(self, kind: str, depth: int, names: Names) -> str:
        one, two = self.fresh("i"), self.fresh("i")
        body = textwrap.indent(self.inner(kind, depth, (*names, one, two)), "    ")
        leave = f"        if {self.boolean(0, (*names, one, two))}:\n            {self.pick('break', 'continue')}\n"
        last = f"    if {self.boolean(0, (*names, one))}:\n        break"
        return f"for {one} in range(2, -1, -1):\n    for {two} in (0, 1):\n{leave}{body}\n{last}"

    def _handed_over(self, kind: str, depth: int, names: Names) -> str:
        kept = self.fresh("kept")
        if self.chance(70):
            return self.pick(
                "str(x)", f"{kept} = [x]\nlen({kept})", "x is None", f"{kept} = (lambda x: x)(x)", "repr(x)\nhash(1)"
            )
        self.outer.append("import importlib")
        return f'importlib.import_module("math").sqrt(4)\n{kept} = getattr(x, "ToString")()'

    def _recursive(self, kind: str, depth: int, names: Names) -> str:
        name = self.fresh("again")
        self.outer.append(
            f"def {name}(x, b, i):\n    if i <= 0:\n        return\n{self.inner(kind, depth, INNER)}\n    {name}(x, not b, i - 1)"
        )
        return f"{name}(x, {self.boolean(depth, names)}, {self.integer(0, names)} % 3)"

    def _own_method(self, kind: str, depth: int, names: Names) -> str:
        if "self" not in names:
            return self.simple(kind, 1, names)
        name = self.fresh("_own")
        form = self.pick("", "@staticmethod\n", "@classmethod\n")
        receiver = {"": "self, ", "@staticmethod\n": "", "@classmethod\n": "cls, "}[form]
        # A method knows the state of the connector's module as any function does.
        self.members.append(f"{form}def {name}({receiver}x, b, i):\n{self.inner(kind, depth, INNER)}")
        return (
            f"{self.pick('self', 'type(self)' if receiver != 'self, ' else 'self')}.{name}(x, "
            f"{self.boolean(depth, names)}, {self.integer(0, names)})"
        )

    # Lists of contract objects

    def listed(self, kind: str, depth: int, names: Names) -> str:
        """A statement that does something to a list of partitions, nodes or parameter definitions."""
        if self.chance(80):
            return f"x.Add({self._item(kind, depth, names)})"
        return self.pick(
            "x.Clear()", f"x.Insert(0, {self._item(kind, depth, names)})", "if x.Count > 1:\n    x.RemoveAt(1)",
            f"if x.Count == {self.number()}:\n    "
            f"x.Add({self._item(kind, 0, names)})", f"if x.Count > 0:\n    x[0] = {self._item(kind, 0, names)}",
            "x.Reverse()",
        )  # fmt: skip

    def _item(self, kind: str, depth: int, names: Names) -> str:
        one, two = self.text(depth, names), self.text(0, names)
        if kind == "hierarchy":
            return f"HierarchyNode.Create({one}, {two})"
        if kind == "partitions":
            identifier = self.pick("Guid.NewGuid()", "Guid.Empty", 'Guid("0d1c2b3a-0000-4000-8000-000000000001")')
            return f"Partition.Create({identifier}, {one}{self.pick('', f', {two}')})"
        flag = self.boolean(depth, names)
        made = self.pick(
            f"StringParameter({one}, {two})", f'StringParameter({one}, "^.+$", {two})', f'EncryptedStringParameter({one}, "")',
            f"CheckBoxParameter({one}, {flag})", f"LabelParameter({one})", "DividerParameter()", f"FileParameter({one})",
            f'DropDownParameter({one}, "x,y", {flag}, {two})', f"TextParameter({one}, {two})", f"TextParameter({one})",
        )  # fmt: skip
        return f"ConfigParameterDefinition.Create{made}"
