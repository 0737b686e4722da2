"""Which methods of an assembly a host can get to run by calling the members of a class.

From the members, constructors and virtual methods of the class along calls and delegates; a type that reachable code makes or
touches brings its virtual methods and its static constructor, so that overrides, iterators, closures and state machines are in.
What only reflection could call is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_code import Code
from ecma2lint.readers.assembly.evaluate_links import Context, Links
from ecma2lint.readers.assembly.handles import ExternalMethod, FieldHandle, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import OP, IlError, Instruction
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.signatures import Array, Generic, Named, TypeSig
from ecma2lint.records import dataclass, field

CALLS: Final = frozenset({OP["call"], OP["callvirt"], OP["newobj"], OP["ldftn"], OP["ldvirtftn"], OP["jmp"]})
FIELDS: Final = frozenset({OP["ldfld"], OP["ldflda"], OP["stfld"], OP["ldsfld"], OP["ldsflda"], OP["stsfld"]})
_TYPES: Final = frozenset({OP["initobj"], OP["castclass"], OP["isinst"], OP["box"], OP["newarr"], OP["ldtoken"]})
_EMPTY: Final = Context()
#: A class that reaches more methods has been looked at well enough.
MAX_METHODS: Final = 4_000


def callee_of(links: Links, code: Code, instruction: Instruction) -> MethodHandle | ExternalMethod | None:
    """The method a call, construction or delegate names; None for other instructions and what cannot be read."""
    if instruction.op not in CALLS or not isinstance(instruction.operand, int):
        return None
    try:
        return links.method(code.image, instruction.operand, _EMPTY)
    except UnreadableAssembly:
        return None


def reachable(
    links: Links, type_: TypeHandle, members: Mapping[tuple[str, str], MethodHandle]
) -> dict[tuple[Image, int], MethodHandle]:
    """The methods with a body, in the class's own assembly, that calling its members may run, in the order they were met."""
    walk = _Walk(links, type_.image)
    for method in members.values():
        walk.add(method)
    for level in links.universe.chain(type_):
        if isinstance(level, TypeHandle):
            walk.live(level)
            for constructor in level.methods_named(".ctor"):
                walk.add(constructor)
    return walk.run()


def delegates(links: Links, methods: Iterable[MethodHandle]) -> tuple[MethodHandle, ...]:
    """The methods of no generic kind that the bodies of others make delegates of, in order."""
    found: dict[MethodHandle, None] = {}
    for method in methods:
        try:
            code = links.code(method)
        except (IlError, UnreadableAssembly):
            continue
        for instruction in code.instructions if code is not None else ():
            target = callee_of(links, code, instruction) if code is not None and instruction.op == OP["ldftn"] else None
            if isinstance(target, MethodHandle) and target.image is method.image and not _generic(target):
                found[target] = None
    return tuple(found)


def _generic(method: MethodHandle) -> bool:
    return bool(method.arguments or method.type_arguments or method.declaring_type.arity or method.signature.generic_arity)


@dataclass
class _Walk:
    links: Links
    image: Image
    found: dict[tuple[Image, int], MethodHandle] = field(default_factory=dict)
    types: set[int] = field(default_factory=set)
    pending: list[MethodHandle] = field(default_factory=list)

    def add(self, method: MethodHandle) -> None:
        """A method that may run."""
        if method.image is self.image and method.key not in self.found:
            plain = MethodHandle(method.image, method.row)
            self.found[method.key] = plain
            self.pending.append(plain)

    def live(self, type_: TypeHandle) -> None:
        """A type whose objects may be there: its virtual methods may be called through a base or an interface."""
        if type_.image is not self.image or type_.row in self.types:
            return
        self.types.add(type_.row)
        for method in type_.definition.methods:
            if method.is_virtual or method.name == ".cctor":
                self.add(method)

    def run(self) -> dict[tuple[Image, int], MethodHandle]:
        """Follow everything."""
        while self.pending and len(self.found) < MAX_METHODS:
            try:
                code = self.links.code(self.pending.pop())
            except (IlError, UnreadableAssembly):
                continue
            for instruction in code.instructions if code is not None else ():
                if code is not None and isinstance(instruction.operand, int):
                    self._step(code, instruction)
        return self.found

    def _step(self, code: Code, instruction: Instruction) -> None:
        callee = callee_of(self.links, code, instruction)
        if isinstance(callee, MethodHandle):
            self.add(callee)
            self.live(callee.declaring_type)
        elif callee is not None:
            for argument in (*callee.arguments, *callee.owner.arguments):
                self._mentions(argument)
        elif instruction.op in FIELDS or instruction.op in _TYPES:
            self._touches(code, instruction)

    def _touches(self, code: Code, instruction: Instruction) -> None:
        token = instruction.operand
        if not isinstance(token, int):
            return
        try:
            if instruction.op in FIELDS:
                entry = self.links.field(code.image, token, _EMPTY)
                if isinstance(entry, FieldHandle):
                    self.live(entry.declaring_type)
            elif token >> 24 in (0x01, 0x02, 0x1B):
                self._mentions(self.links.type(code.image, token, _EMPTY))
        except UnreadableAssembly:
            return

    def _mentions(self, sig: TypeSig, depth: int = 0) -> None:
        if depth > 8:
            return
        if isinstance(sig, Array):
            self._mentions(sig.element, depth + 1)
        elif isinstance(sig, Generic):
            self._mentions(sig.definition, depth + 1)
            for argument in sig.arguments:
                self._mentions(argument, depth + 1)
        elif isinstance(sig, Named):
            handle = self.links.handle(sig)
            if isinstance(handle, TypeHandle):
                self.live(handle)
