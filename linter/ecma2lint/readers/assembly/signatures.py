"""Signature blobs as typed trees (ECMA-335 II.23.2).

Types compare by their names in reflection form, not by where they are declared: the framework moves types between assemblies
by forwarding. ``str`` of a type is the spelling the contract's data uses.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.damage import corrupt
from ecma2lint.readers.assembly.names import name_of_token
from ecma2lint.readers.assembly.tables import TYPE_DEF_OR_REF, Table, decode
from ecma2lint.records import dataclass, field

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.image import Image

MAX_DEPTH: Final = 64
MAX_NODES: Final = 4096


@dataclass(frozen=True, slots=True)
class Named:
    """A class, value type or primitive. ``token`` (TypeDef or TypeRef in ``image``) is 0 for primitives."""

    name: str
    value_type: bool = field(default=False, compare=False)
    token: int = field(default=0, compare=False)
    image: Image | None = field(default=None, compare=False, repr=False)

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Generic:
    """A constructed generic type."""

    definition: Named
    arguments: tuple[TypeSig, ...]

    def __str__(self) -> str:
        return f"{self.definition}<{','.join(map(str, self.arguments))}>"


@dataclass(frozen=True, slots=True)
class Variable:
    """A generic parameter: of the type (``!0``) or of the method (``!!0``)."""

    index: int
    of_method: bool

    def __str__(self) -> str:
        return f"{'!!' if self.of_method else '!'}{self.index}"


@dataclass(frozen=True, slots=True)
class Array:
    """An array; ``rank`` is 0 for a vector (``T[]``), else the number of dimensions."""

    element: TypeSig
    rank: int = 0

    def __str__(self) -> str:
        return f"{self.element}[{','.join([''] * self.rank) if self.rank != 1 else '*'}]"


@dataclass(frozen=True, slots=True)
class Reference:
    """A managed reference (``T&``)."""

    element: TypeSig

    def __str__(self) -> str:
        return f"{self.element}&"


@dataclass(frozen=True, slots=True)
class Pointer:
    """An unmanaged pointer."""

    element: TypeSig

    def __str__(self) -> str:
        return f"{self.element}*"


@dataclass(frozen=True, slots=True)
class Modified:
    """A type with a custom modifier, which is part of its identity."""

    element: TypeSig
    modifier: TypeSig
    required: bool

    def __str__(self) -> str:
        return f"{self.element} mod{'req' if self.required else 'opt'}({self.modifier})"


@dataclass(frozen=True, slots=True)
class FunctionPointer:
    """A pointer to a function."""

    signature: MethodSig

    def __str__(self) -> str:
        return f"method {self.signature}"


TypeSig = Named | Generic | Variable | Array | Reference | Pointer | Modified | FunctionPointer


@dataclass(frozen=True, slots=True)
class MethodSig:
    """A method's signature. ``convention`` is the low nibble of its first byte (5: vararg)."""

    has_this: bool
    generic_arity: int
    returns: TypeSig
    parameters: tuple[TypeSig, ...]
    convention: int = 0

    def __str__(self) -> str:
        return f"{self.returns}({', '.join(map(str, self.parameters))})"


@dataclass(frozen=True, slots=True)
class Local:
    """A local variable."""

    type: TypeSig
    pinned: bool = False


_PRIMITIVES: Final = {
    0x01: Named("System.Void", True),
    0x02: Named("System.Boolean", True),
    0x03: Named("System.Char", True),
    0x04: Named("System.SByte", True),
    0x05: Named("System.Byte", True),
    0x06: Named("System.Int16", True),
    0x07: Named("System.UInt16", True),
    0x08: Named("System.Int32", True),
    0x09: Named("System.UInt32", True),
    0x0A: Named("System.Int64", True),
    0x0B: Named("System.UInt64", True),
    0x0C: Named("System.Single", True),
    0x0D: Named("System.Double", True),
    0x0E: Named("System.String"),
    0x16: Named("System.TypedReference", True),
    0x18: Named("System.IntPtr", True),
    0x19: Named("System.UIntPtr", True),
    0x1C: Named("System.Object"),
}
OBJECT: Final = _PRIMITIVES[0x1C]
STRING: Final = _PRIMITIVES[0x0E]
VOID: Final = _PRIMITIVES[0x01]


class _Reader:
    """A cursor over one signature blob, with limits on depth and size."""

    def __init__(self, image: Image, blob: bytes, outer: _Reader | None = None) -> None:
        self.image = image
        self.blob = blob
        self.at = 0
        self.depth: int = outer.depth + 1 if outer else 0
        self.budget: list[int] = outer.budget if outer else [MAX_NODES]  # shared: a TypeSpec may name TypeSpecs, and itself

    def byte(self) -> int:
        if self.at >= len(self.blob):
            raise corrupt("a signature ends too early")
        self.at += 1
        return self.blob[self.at - 1]

    def peek(self) -> int:
        return self.blob[self.at] if self.at < len(self.blob) else -1

    def number(self) -> int:
        first = self.byte()
        if first < 0x80:
            return first
        if first < 0xC0:
            return (first & 0x3F) << 8 | self.byte()
        if first < 0xE0:
            return (first & 0x1F) << 24 | self.byte() << 16 | self.byte() << 8 | self.byte()
        raise corrupt("a signature holds an invalid number")

    def count(self) -> int:
        number = self.number()
        if number > len(self.blob):
            raise corrupt("a signature claims more parts than it has bytes")
        return number

    def token(self) -> int:
        coded = self.number()
        table, row = TYPE_DEF_OR_REF.tables[coded & 3], coded >> 2
        if table is None or not 0 < row <= self.image.counts[table]:
            raise corrupt("a signature names a type that does not exist")
        return decode(TYPE_DEF_OR_REF, coded)

    def type(self) -> TypeSig:
        self.depth += 1
        self.budget[0] -= 1
        if self.depth > MAX_DEPTH or self.budget[0] < 0:
            raise corrupt("a signature is nested too deeply or too large")
        try:
            return self._type(self.byte())
        finally:
            self.depth -= 1

    def _type(self, element: int) -> TypeSig:
        primitive = _PRIMITIVES.get(element)
        if primitive is not None:
            return primitive
        match element:
            case 0x0F:
                return Pointer(self.type())
            case 0x10:
                return Reference(self.type())
            case 0x11 | 0x12:
                return self.named(element == 0x11)
            case 0x13 | 0x1E:
                return Variable(self.number(), element == 0x1E)
            case 0x14:
                return self._array()
            case 0x15:
                kind = self.byte()
                if kind not in (0x11, 0x12):
                    raise corrupt("a generic type in a signature is neither class nor value type")
                definition = self.named(kind == 0x11)
                return Generic(definition, tuple(self.type() for _ in range(self.count())))
            case 0x1B:
                return FunctionPointer(self.method())
            case 0x1D:
                return Array(self.type())
            case 0x1F | 0x20:
                modifier = _type_of_token(self.image, self.token(), self)
                return Modified(self.type(), modifier, element == 0x1F)
        raise corrupt(f"a signature holds the unknown element type 0x{element:02X}")

    def named(self, value_type: bool) -> Named:
        token = self.token()
        if token >> 24 == Table.TYPE_SPEC:
            raise corrupt("a signature names a class by a type specification")
        return Named(name_of_token(self.image, token), value_type, token, self.image)

    def _array(self) -> TypeSig:
        element, rank = self.type(), self.number()
        for _ in range(2):  # sizes, then lower bounds
            for _ in range(self.count()):
                self.number()
        if not 0 < rank <= 32:
            raise corrupt(f"a signature holds an array of rank {rank}")
        return Array(element, rank)

    def method(self) -> MethodSig:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise corrupt("a signature is nested too deeply or too large")
        first = self.byte()
        arity = self.number() if first & 0x10 else 0
        count = self.count()
        returns = self.type()
        parameters: list[TypeSig] = []
        for _ in range(count):
            if self.peek() == 0x41:  # the sentinel before the variable arguments of a call
                self.byte()
            parameters.append(self.type())
        self.depth -= 1
        return MethodSig(bool(first & 0x20), arity, returns, tuple(parameters), first & 0x0F)


def method_signature(image: Image, offset: int) -> MethodSig:
    """The signature of a MethodDef, MemberRef or StandAloneSig at a blob offset."""
    blob = image.blob(offset)
    if not blob or blob[0] & 0x0F not in (0, 1, 2, 3, 4, 5, 9):
        raise corrupt(f"blob 0x{offset:X} is no method signature")
    return _Reader(image, blob).method()


def is_field_signature(image: Image, offset: int) -> bool:
    """Whether the blob of a MemberRef describes a field."""
    return image.blob(offset)[:1] == b"\x06"


def field_signature(image: Image, offset: int) -> TypeSig:
    """The type of a field at a blob offset."""
    reader = _Reader(image, image.blob(offset))
    if reader.byte() != 0x06:
        raise corrupt(f"blob 0x{offset:X} is no field signature")
    return reader.type()


def local_signature(image: Image, token: int) -> tuple[Local, ...]:
    """The local variables of a StandAloneSig token; none for token 0."""
    if not token:
        return ()
    reader = _Reader(image, image.blob(image.stand_alone_sigs[(token & 0xFFFFFF) - 1].signature))
    if reader.byte() != 0x07:
        raise corrupt(f"token 0x{token:08X} is no signature of local variables")
    found: list[Local] = []
    for _ in range(reader.count()):
        pinned = False
        while reader.peek() == 0x45:
            reader.byte()
            pinned = True
        found.append(Local(reader.type(), pinned))
    return tuple(found)


def method_arguments(image: Image, offset: int) -> tuple[TypeSig, ...]:
    """The type arguments of a MethodSpec's instantiation at a blob offset."""
    reader = _Reader(image, image.blob(offset))
    if reader.byte() != 0x0A:
        raise corrupt(f"blob 0x{offset:X} is no method instantiation")
    return tuple(reader.type() for _ in range(reader.count()))


def type_of_token(image: Image, token: int) -> TypeSig:
    """The type a TypeDef, TypeRef or TypeSpec token names."""
    return _type_of_token(image, token, None)


def _type_of_token(image: Image, token: int, outer: _Reader | None) -> TypeSig:
    if token >> 24 != Table.TYPE_SPEC:
        return Named(name_of_token(image, token), False, token, image)
    row = token & 0xFFFFFF
    if not 0 < row <= image.counts[Table.TYPE_SPEC]:
        raise corrupt(f"type 0x{token:08X} does not exist")
    return _Reader(image, image.blob(image.type_specs[row - 1].signature), outer).type()


def substitute(sig: TypeSig, of_type: tuple[TypeSig, ...], of_method: tuple[TypeSig, ...] = ()) -> TypeSig:
    """The type with generic parameters replaced; a parameter without an argument stays."""
    match sig:
        case Variable():
            arguments = of_method if sig.of_method else of_type
            return arguments[sig.index] if sig.index < len(arguments) else sig
        case Generic():
            return Generic(sig.definition, tuple(substitute(part, of_type, of_method) for part in sig.arguments))
        case Array():
            return Array(substitute(sig.element, of_type, of_method), sig.rank)
        case Reference():
            return Reference(substitute(sig.element, of_type, of_method))
        case Pointer():
            return Pointer(substitute(sig.element, of_type, of_method))
        case Modified():
            return Modified(substitute(sig.element, of_type, of_method), sig.modifier, sig.required)
        case FunctionPointer():
            return FunctionPointer(substitute_method(sig.signature, of_type, of_method))
    return sig


def substitute_method(sig: MethodSig, of_type: tuple[TypeSig, ...], of_method: tuple[TypeSig, ...] = ()) -> MethodSig:
    """The signature with generic parameters replaced."""
    if not of_type and not of_method:
        return sig
    return MethodSig(
        sig.has_this,
        sig.generic_arity,
        substitute(sig.returns, of_type, of_method),
        tuple(substitute(part, of_type, of_method) for part in sig.parameters),
        sig.convention,
    )


_CONSTANTS: Final = {
    0x03: "<H",
    0x04: "<b",
    0x05: "<B",
    0x06: "<h",
    0x07: "<H",
    0x08: "<i",
    0x09: "<I",
    0x0A: "<q",
    0x0B: "<Q",
    0x0C: "<f",
    0x0D: "<d",
}


def constant_value(image: Image, element: int, offset: int) -> bool | int | float | str | None:
    """The value of a Constant row; characters come as numbers, null as None."""
    blob = image.blob(offset)
    if element == 0x0E:
        return blob[: len(blob) & ~1].decode("utf-16-le", "backslashreplace")
    if element == 0x02 and blob:
        return blob[0] != 0
    pattern = _CONSTANTS.get(element)
    if pattern is None:
        return None
    if len(blob) < struct.calcsize(pattern):
        raise corrupt(f"the constant at blob 0x{offset:X} is too short")
    value: int | float = struct.unpack_from(pattern, blob)[0]
    return value
