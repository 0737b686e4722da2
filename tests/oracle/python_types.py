"""Expressions of generated Python connectors that need classes, decorators or modules of the library.

Each pattern adds what it needs before the connector and gives an expression that ends and does not raise.
"""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from typing import Any

from hypothesis import strategies as st

Draw = Callable[[st.SearchStrategy[Any]], Any]
Names = tuple[str, ...]
INNER: Names = ("b", "i")


class Drawn:
    """Draws; ``outer`` collects what stands before the connector's class, ``members`` what stands in it.

    Variables are prefixed by their type: ``b`` Boolean, ``i`` number, ``t`` text.
    """

    def __init__(self, draw: Draw) -> None:
        self.draw = draw
        self.outer: list[str] = []
        self.members: list[str] = []
        self.count = 0

    def fresh(self, prefix: str) -> str:
        """A name not used yet."""
        self.count += 1
        return f"{prefix}{self.count}"

    def pick(self, *options: str) -> str:
        """One of the options."""
        return str(self.draw(st.sampled_from(options)))

    def chance(self, percent: int) -> bool:
        """True about so often."""
        return bool(self.draw(st.integers(0, 99)) < percent)

    def number(self) -> int:
        """A small number."""
        return int(self.draw(st.integers(0, 4)))

    def boolean(self, depth: int, names: Names) -> str:
        """A Boolean expression: the contract takes no other truth value."""
        raise NotImplementedError

    def integer(self, depth: int, names: Names) -> str:
        """An integer expression."""
        raise NotImplementedError

    def text(self, depth: int, names: Names) -> str:
        """A text expression."""
        raise NotImplementedError


class TypePatterns(Drawn):
    """Boolean patterns for which classes and modules are added."""

    def _call(self, body: str, depth: int, names: Names) -> str:
        """A function of its own ``name(b, i)`` with this body, called with drawn arguments."""
        name = self.fresh("q")
        self.outer.append(f"def {name}(b, i):\n" + textwrap.indent(textwrap.dedent(body).strip("\n"), "    "))
        first, second = self.boolean(depth, names), self.integer(0, names)
        return self.pick(f"{name}({first}, {second})", f"{name}(i={second}, b={first})")

    def _class(self, depth: int, names: Names) -> str:
        name = self.fresh("Thing")
        self.outer.append(
            f"class {name}:\n    made = 0\n    flags = []\n\n    def __init__(self, b, i=1):\n        self.b = b\n       "
            f" self.i = i\n"
            f"        {self.pick('self.made += 1', f'{name}.made += 1', 'self.flags.append(b)', 'self.flags = [b]')}\n\n"
            f"    def ask(self, i):\n        b = self.b\n        self.i += i\n        return {self.boolean(depth, INNER)}\n\n"
            f"    @property\n    def turned(self):\n        return not self.b\n\n"
            f"    @turned.setter\n    def turned(self, b):\n        self.b = {self.boolean(0, ('b',))}\n\n"
            f"    @classmethod\n    def create(cls, b):\n        return cls(b, cls.made)\n\n"
            f"    @staticmethod\n    def of(b, i):\n        return {self.boolean(depth, INNER)}"
        )
        made = f"{name}({self.boolean(depth, names)})"
        guarded = 'thing.ask(1) if hasattr(thing, "i") else b'
        result = self.pick("thing.b", "other.turned", guarded, "thing is other", "other.b == b")
        body = (
            f"thing = {name}(b)\nother = {self.pick('thing', f'{name}.create(b)')}\nother.turned = {self.boolean(0, INNER)}\n"
            f"{self.pick('', 'thing.b ^= True', 'del thing.i')}\nreturn {result}"
        )
        return self.pick(
            f"{made}.ask({self.integer(0, names)})", f"{made}.turned",
            f"{name}.of({self.boolean(0, names)}, {self.integer(0, names)})",
            f"({made}.made == {self.number()})", f"(len({made}.flags) == {self.number()})", f"getattr({made}, 'b')",
            self._call(body, depth, names),
        )  # fmt: skip

    def _inheritance(self, depth: int, names: Names) -> str:
        base, derived, last = (self.fresh("Kind") for _ in range(3))
        self.outer.append(
            f"class {base}:\n    level = 1\n\n    def __init__(self, b):\n        self.b = self.start(b)\n\n"
            f"    def start(self, b):\n        return {self.boolean(0, ('b',))}\n\n"
            f"    def ask(self, b):\n        return self.b ^ b\n\n\n"
            f"class {derived}({base}):\n    level = 2\n\n    def start(self, b):\n        return not b\n\n"
            f"    def ask(self, b, i=1):\n        return super().ask({self.boolean(depth, INNER)})\n\n\n"
            f"class {last}({self.pick(derived, f'{derived}, {base}')}):\n    def __init__(self, b):\n"
            f"        {self.pick('super().__init__(b)', f'{base}.__init__(self, not b)')}\n        self.level += 1"
        )
        made = f"{self.pick(base, derived, last)}({self.boolean(depth, names)})"
        return self.pick(
            f"{made}.ask({self.boolean(depth, names)})", f"({made}.level > {self.number()})", f"isinstance({made}, {derived})",
            f"(type({made}) is {last})", f"issubclass({last}, {base})", f"{base}.ask({made}, {self.boolean(0, names)})",
            f"hasattr({made}, 'b')",
        )  # fmt: skip

    def _special_methods(self, depth: int, names: Names) -> str:
        name = self.fresh("Special")
        self.outer.append(
            f"class {name}:\n    def __init__(self, b):\n        self.b = b\n\n"
            f"    def __bool__(self):\n        return not self.b\n\n    def __len__(self):\n        return 3\n\n"
            f"    def __getitem__(self, i):\n        b = self.b\n        return {self.boolean(depth, INNER)}\n\n"
            f"    def __call__(self, b):\n        return self.b or b\n\n    def __eq__(self, other):\n        return "
            f"self.b == other.b\n\n"
            f"    def __getattr__(self, name):\n        return name == 'found'\n\n"
            f"    def __iter__(self):\n        yield self.b\n        yield not self.b\n\n"
            f"    def __enter__(self):\n        self.b = not self.b\n        return self\n\n"
            f"    def __exit__(self, *what):\n        self.b = not self.b\n        return {self.pick('True', 'False')}\n\n"
            f"    def __and__(self, other):\n        return {name}(self.b and other.b)\n\n"
            f"    def __contains__(self, b):\n        return self.b == b"
        )
        one, two = f"{name}({self.boolean(depth, names)})", f"{name}({self.boolean(0, names)})"
        body = (
            f"thing = {name}(b)\nwith thing as other:\n    b = other.b\n    i += 1\nreturn "
            f"{self.pick('b', 'thing.b', 'b ^ thing.b')}"
        )
        return self.pick(
            f"bool({one})", f"(not {one})", f"(len({one}) == {self.number()})", f"{one}[{self.integer(0, names)}]",
            f"{one}({self.boolean(0, names)})", f"({one} == {two})", f"{one}.found", f"{one}.missing", f"any({one})",
            f"({one} & {two}).b", f"({self.boolean(0, names)} in {one})", f"(True if {one} else False)",
            self._call(body, depth, names),
        )  # fmt: skip

    def _memo(self, depth: int, names: Names) -> str:
        name = self.fresh("memo")
        value = self.boolean(depth, ())
        self.outer.append(
            self.pick(
                f"{name}_value = None\n\n\ndef {name}():\n    global {name}_value\n    if {name}_value is None:\n"
                f"        {name}_value = {value}\n    return {name}_value",
                f"{name}_cache = {{}}\n\n\ndef {name}():\n    if 'k' not in {name}_cache:\n"
                f"        {name}_cache['k'] = {value}\n    return {name}_cache['k']",
                f"import functools\n\n\n@functools.lru_cache(maxsize=None)\ndef {name}():\n    return {value}",
                f"def {name}(found=[]):\n    if not found:\n        found.append({value})\n    return found[0]",
                f"class {name}_holder:\n    kept = None\n\n\ndef {name}():\n    if {name}_holder.kept is None:\n"
                f"        {name}_holder.kept = [{value}]\n    return {name}_holder.kept[0]",
            )
        )
        return f"{name}()"

    def _decorator(self, depth: int, names: Names) -> str:
        name = self.fresh("wrap")
        argument = self.pick("", "(2)")
        inner = "def inner(function):\n    def wrapped(b, *rest):\n        return not function(b, *rest)\n    return wrapped\n"
        if argument:
            self.outer.append(f"def {name}(times):\n" + textwrap.indent(f"{inner}return inner", "    "))
        else:
            self.outer.append(inner.replace("def inner", f"def {name}").rstrip())
        self.outer.append(f"@{name}{argument}\ndef {name}_used(b, i=0):\n    return {self.boolean(depth, INNER)}")
        return f"{name}_used({self.boolean(depth, names)})"

    def _shared(self, depth: int, names: Names) -> str:
        name = self.fresh("shared")
        self.outer.append(f"{name} = {self.pick('[]', '{}')}\n{name}_on = {self.boolean(depth, ())}")
        change = f"{name}.append(b)" if self.outer[-1].startswith(f"{name} = []") else f"{name}[i] = b"
        body = self.pick(
            f"{change}\nreturn len({name}) == 1",
            f"global {name}_on\n{name}_on = not {name}_on\nreturn {name}_on",
            f"return {name}_on and b",
            f"kept = {name}\n{change.replace(name, 'kept')}\nreturn len({name}) > 1",
            f"if not {name}:\n    {change}\nreturn bool({name}) ^ b",
        )
        return self._call(body, depth, names)

    def _library(self, depth: int, names: Names) -> str:
        name, one = self.fresh("Lib"), self.boolean(depth, names)
        which = self.pick(
            "enum", "dataclass", "namedtuple", "reduce", "contextmanager", "partial", "chain", "environ", "json", "counter"
        )
        if which == "enum":
            self.outer.append(
                f"import enum\n\n\nclass {name}(enum.Enum):\n    ON = True\n    OFF = False\n\n    "
                f"@property\n    def not_value(self):\n        return not self.value"
            )
            return self.pick(
                f"{name}.ON.value", f"{name}({one}).value", f"{name}['OFF'].not_value", f"({name}({one}) is {name}.ON)"
            )
        if which == "dataclass":
            self.outer.append(
                f"import dataclasses\n\n\n@dataclasses.dataclass\nclass {name}:\n    b: bool\n    kept: list = "
                f"dataclasses.field(default_factory=list)\n\n"
                "    def __post_init__(self):\n        self.kept.append(self.b)"
            )
            return self.pick(
                f"{name}({one}).kept[0]", f"({name}({one}) == {name}(True))", f"dataclasses.replace({name}(True), b={one}).b"
            )
        if which == "namedtuple":
            self.outer.append(f"from collections import namedtuple\n\n{name} = namedtuple('{name}', 'b i')")
            return self.pick(f"{name}({one}, 1).b", f"{name}({one}, 1)[0]", f"{name}(i=1, b=True)._replace(b={one}).b")
        if which == "reduce":
            self.outer.append("import functools")
            return f"functools.reduce(lambda left, right: left ^ right, [{one}, {self.boolean(0, names)}, True])"
        if which == "contextmanager":
            self.outer.append(
                f"import contextlib\n\n\n@contextlib.contextmanager\ndef {name}(kept):\n    kept.append(True)\n    "
                f"try:\n        yield kept\n    finally:\n        kept.append(False)"
            )
            return self._call(
                f"kept = [b]\nwith {name}(kept) as other:\n    other.append(i > 1)\nreturn " f"kept[{self.pick('-1', '1', '2')}]",
                depth,
                names,
            )
        if which == "partial":
            self.outer.append(f"import functools\n\n\ndef {name}(b, i):\n    return {self.boolean(depth, INNER)}")
            return f"functools.partial({name}, i={self.integer(0, names)})({one})"
        if which == "chain":
            self.outer.append("import itertools")
            return f"any(itertools.chain([{one}], [{self.boolean(0, names)}]))"
        if which == "environ":
            self.outer.append("import os")
            return f"(os.environ.get('ECMA_NOT_SET', {self.text(0, names)}) == {self.text(0, names)})"
        if which == "json":
            self.outer.append("import json")
            return f"(json.loads(json.dumps({{'k': {one}}}))['k'])"
        self.outer.append("import collections")
        return f"(collections.Counter({self.text(0, names)})['a'] == {self.number()})"

    def _task(self, depth: int, names: Names) -> str:
        name = self.fresh("later")
        self.outer.append(
            f"import asyncio\n\n\nasync def {name}(b, i):\n    await asyncio.sleep(0)\n    return "
            f"{self.boolean(depth, INNER)}"
        )
        return (
            (f"asyncio.run({name}({self.boolean(depth, names)}, " f"{self.integer(0, names)}))")
            if self.chance(30)
            else self.boolean(depth, names)
        )
