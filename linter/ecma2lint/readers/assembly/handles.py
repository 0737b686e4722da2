"""Types, methods and fields of an opened assembly, with their generic arguments: what everything above the tables speaks of."""

from __future__ import annotations

from enum import StrEnum
from typing import Final

from ecma2lint.readers.assembly import signatures as sg
from ecma2lint.readers.assembly import tables as md
from ecma2lint.readers.assembly.image import Image, MethodBody
from ecma2lint.readers.assembly.names import type_def_name
from ecma2lint.readers.assembly.signatures import MethodSig, TypeSig
from ecma2lint.readers.assembly.tables import Table
from ecma2lint.records import dataclass, field

_INTERFACE: Final = 0x20
_ABSTRACT: Final = 0x80
_METHOD_ACCESS: Final = (
    "private",
    "private",
    "private protected",
    "internal",
    "protected",
    "protected internal",
    "public",
    "private",
)
_CODE_KIND: Final = 0x7  # IL is 0 in the low two bits, managed is 0 in bit 2


class ExternalKind(StrEnum):
    """Why the declaration of a type is not read."""

    CONTRACT = "contract"
    FRAMEWORK = "framework"
    UNREADABLE = "unreadable"


@dataclass(frozen=True, slots=True)
class External:
    """A type that is known by name only.

    ``reason`` says why an unreadable one could not be read, ``element`` what an array holds.
    """

    name: str
    assembly: str
    kind: ExternalKind
    reason: str | None = None
    arguments: tuple[TypeSig, ...] = ()
    element: TypeSig | None = field(default=None, compare=False)

    def __str__(self) -> str:
        return _spelled(self.name, self.arguments)


@dataclass(frozen=True, slots=True)
class TypeHandle:
    """A TypeDef, constructed with ``arguments`` when generic; without them it is the open definition."""

    image: Image
    row: int
    arguments: tuple[TypeSig, ...] = ()

    def __str__(self) -> str:
        return _spelled(self.name, self.arguments)

    @property
    def definition(self) -> TypeHandle:
        """The same type without arguments."""
        return TypeHandle(self.image, self.row) if self.arguments else self

    @property
    def name(self) -> str:
        """The name in reflection form, without arguments."""
        return type_def_name(self.image, self.row)

    @property
    def token(self) -> int:
        """The TypeDef token."""
        return md.token(Table.TYPE_DEF, self.row)

    @property
    def flags(self) -> int:
        """TypeAttributes."""
        return self.image.type_defs[self.row - 1].flags

    @property
    def is_interface(self) -> bool:
        """Whether it is an interface."""
        return bool(self.flags & _INTERFACE)

    @property
    def is_abstract(self) -> bool:
        """Whether it is abstract (static classes are)."""
        return bool(self.flags & _ABSTRACT)

    @property
    def extends(self) -> int:
        """The TypeDefOrRef token of its base type, 0 for none."""
        return md.decode(md.TYPE_DEF_OR_REF, self.image.type_defs[self.row - 1].extends)

    @property
    def arity(self) -> int:
        """How many generic parameters it has, those of the types around it included."""
        return len(self.image.type_parameters.get(self.token, ()))

    @property
    def enclosing(self) -> TypeHandle | None:
        """The type it is nested in."""
        outer = self.image.enclosing.get(self.row)
        return TypeHandle(self.image, outer) if outer else None

    @property
    def methods(self) -> tuple[MethodHandle, ...]:
        """Its own methods in metadata order."""
        return tuple(MethodHandle(self.image, row, self.arguments) for row in self.image.methods_of(self.row))

    @property
    def fields(self) -> tuple[FieldHandle, ...]:
        """Its own fields in metadata order."""
        return tuple(FieldHandle(self.image, row, self.arguments) for row in self.image.fields_of(self.row))

    def methods_named(self, name: str) -> tuple[MethodHandle, ...]:
        """Its own methods of that name."""
        return tuple(method for method in self.methods if method.name == name)


@dataclass(frozen=True, slots=True)
class MethodHandle:
    """A MethodDef with the arguments of its type and its own."""

    image: Image
    row: int
    type_arguments: tuple[TypeSig, ...] = ()
    arguments: tuple[TypeSig, ...] = ()

    def __str__(self) -> str:
        return f"{self.declaring_type}::{self.name}"

    @property
    def key(self) -> tuple[Image, int]:
        """What identifies the method whatever its generic arguments."""
        return (self.image, self.row)

    @property
    def name(self) -> str:
        """The name in metadata (``get_Capabilities``, ``Namespace.IInterface.Method`` ...)."""
        return self.image.string(self.image.method_defs[self.row - 1].name)

    @property
    def token(self) -> int:
        """The MethodDef token."""
        return md.token(Table.METHOD_DEF, self.row)

    @property
    def declaring_type(self) -> TypeHandle:
        """The type that declares it."""
        return TypeHandle(self.image, self.image.owner_of_method(self.row), self.type_arguments)

    @property
    def flags(self) -> int:
        """MethodAttributes."""
        return self.image.method_defs[self.row - 1].flags

    @property
    def accessibility(self) -> str:
        """``public``, ``internal``, ``private``, ``protected``, ``protected internal`` or ``private protected``."""
        return _METHOD_ACCESS[self.flags & 7]

    @property
    def is_public(self) -> bool:
        """Whether it is public."""
        return self.flags & 7 == 6

    @property
    def is_static(self) -> bool:
        """Whether it is static."""
        return bool(self.flags & 0x10)

    @property
    def is_virtual(self) -> bool:
        """Whether it is virtual."""
        return bool(self.flags & 0x40)

    @property
    def is_new_slot(self) -> bool:
        """Whether it always gets a slot of its own (C# ``new``, and every virtual that overrides nothing)."""
        return bool(self.flags & 0x100)

    @property
    def is_abstract(self) -> bool:
        """Whether it has no body because derived types give it one."""
        return bool(self.flags & 0x400)

    @property
    def signature(self) -> MethodSig:
        """Its signature with the generic arguments put in."""
        signature = sg.method_signature(self.image, self.image.method_defs[self.row - 1].signature)
        return sg.substitute_method(signature, self.type_arguments, self.arguments)

    @property
    def parameter_names(self) -> tuple[str, ...]:
        """The names of its parameters, empty where the metadata gives none."""
        rows = [self.image.params[row - 1] for row in self.image.params_of(self.row)]
        names = {row.sequence: self.image.string(row.name) for row in rows}
        return tuple(names.get(number, "") for number in range(1, len(self.signature.parameters) + 1))

    @property
    def body(self) -> MethodBody | None:
        """Its IL; None when abstract, native or provided by the runtime. Raises UnreadableAssembly when damaged."""
        row = self.image.method_defs[self.row - 1]
        if not row.rva or row.impl_flags & _CODE_KIND:
            return None
        return self.image.method_body(row.rva)

    @property
    def locals(self) -> tuple[sg.Local, ...]:
        """The local variables of its body, with the generic arguments put in."""
        body = self.body
        found = sg.local_signature(self.image, body.locals_token) if body else ()
        return tuple(sg.Local(sg.substitute(local.type, self.type_arguments, self.arguments), local.pinned) for local in found)

    @property
    def property_name(self) -> str | None:
        """The property it is an accessor of."""
        return self.image.property_of_method.get(self.row)


@dataclass(frozen=True, slots=True)
class FieldHandle:
    """A Field with the arguments of its type."""

    image: Image
    row: int
    type_arguments: tuple[TypeSig, ...] = ()

    def __str__(self) -> str:
        return f"{self.declaring_type}::{self.name}"

    @property
    def key(self) -> tuple[Image, int]:
        """What identifies the field whatever the generic arguments of its type."""
        return (self.image, self.row)

    @property
    def name(self) -> str:
        """The name in metadata."""
        return self.image.string(self.image.fields[self.row - 1].name)

    @property
    def token(self) -> int:
        """The Field token."""
        return md.token(Table.FIELD, self.row)

    @property
    def declaring_type(self) -> TypeHandle:
        """The type that declares it."""
        return TypeHandle(self.image, self.image.owner_of_field(self.row), self.type_arguments)

    @property
    def flags(self) -> int:
        """FieldAttributes."""
        return self.image.fields[self.row - 1].flags

    @property
    def is_static(self) -> bool:
        """Whether it is static."""
        return bool(self.flags & 0x10)

    @property
    def is_read_only(self) -> bool:
        """Whether only constructors may write it."""
        return bool(self.flags & 0x20)

    @property
    def is_literal(self) -> bool:
        """Whether it is a compile-time constant."""
        return bool(self.flags & 0x40)

    @property
    def type(self) -> TypeSig:
        """Its type with the generic arguments put in."""
        return sg.substitute(sg.field_signature(self.image, self.image.fields[self.row - 1].signature), self.type_arguments)

    @property
    def constant(self) -> bool | int | float | str | None:
        """The value of a literal; None for null or when there is none."""
        found = self.image.constant_of.get(self.token)
        return sg.constant_value(self.image, *found) if found else None

    @property
    def data_rva(self) -> int:
        """The RVA of its initial bytes, 0 for none."""
        return self.image.field_data.get(self.row, 0)


@dataclass(frozen=True, slots=True)
class ExternalMethod:
    """A method of a type that is not read. ``signature`` has the generic arguments put in."""

    owner: External
    name: str
    signature: MethodSig
    arguments: tuple[TypeSig, ...] = ()

    def __str__(self) -> str:
        return f"{self.owner}::{self.name}"


@dataclass(frozen=True, slots=True)
class ExternalField:
    """A field of a type that is not read."""

    owner: External
    name: str
    type: TypeSig

    def __str__(self) -> str:
        return f"{self.owner}::{self.name}"


AnyType = TypeHandle | External
AnyMethod = MethodHandle | ExternalMethod
AnyField = FieldHandle | ExternalField


def _spelled(name: str, arguments: tuple[TypeSig, ...]) -> str:
    return f"{name}<{','.join(map(str, arguments))}>" if arguments else name
