"""Values by their type: defaults, constants and initial data, new objects of own types, and instance tests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.contract import ENUMS, NAMESPACE
from ecma2lint.readers.assembly.evaluate_exceptions import is_exception
from ecma2lint.readers.assembly.evaluate_state import FLOAT, ZERO, Boxed, Pointer
from ecma2lint.readers.assembly.handles import External, FieldHandle, TypeHandle
from ecma2lint.readers.assembly.signatures import Array, Generic, Named, Reference, TypeSig, Variable
from ecma2lint.readers.assembly.signatures import Pointer as NativePointer
from ecma2lint.readers.heap import Opaque, Record, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Atom, Const, Ref, constant, single, unknown

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_NUMBERS: Final = frozenset(
    f"System.{name}" for name in ("Boolean", "Char", "SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "IntPtr", "UIntPtr")
)
_LONGS: Final = frozenset({"System.Int64", "System.UInt64"})
_FLOATS: Final = frozenset({"System.Single", "System.Double", "System.Decimal"})
_STRUCTS: Final = (
    frozenset({"System.Guid", "System.DateTime", "System.DateTimeOffset", "System.TimeSpan"}) | _NUMBERS | _LONGS | _FLOATS
)
#: Interfaces that numbers and enumerations implement.
_OF_NUMBERS: Final = frozenset({"System.IFormattable", "System.IConvertible", "System.IComparable"})
_OF_ENUMERATORS: Final = ("System.IDisposable", "System.Collections.IEnum", "System.Collections.Generic.IEnum")
EMPTY_GUID: Final = constant("guid", "00000000-0000-0000-0000-000000000000")
_OWN: Final = "own:"


def _may_be_interface(name: str) -> bool:
    """Whether a framework type's name is spelled as interfaces are."""
    simple = name.partition("<")[0].rpartition(".")[2]
    return simple[:1] == "I" and simple[1:2].isupper()


class Types:
    """What the types of one machine's values say about them."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.links = machine.links
        self.types: dict[str, TypeHandle] = {}
        self.static_types: dict[str, TypeHandle] = {}
        self.enum_types: dict[str, TypeSig] = {}

    def known_struct(self, name: str) -> bool:
        """Whether a framework type of that name is a struct the evaluator meets."""
        return name in _STRUCTS

    def type_of_statics(self, name: str) -> TypeHandle | None:
        """The type whose statics were initialised under that name."""
        return self.static_types.get(name)

    def default(self, sig: TypeSig, struct: bool = False) -> Abstract:
        """The initial value of a variable of that type; ``struct`` says that it is a value type for certain."""
        name = str(sig)
        if name in _NUMBERS:
            return ZERO
        if name in _LONGS:
            return constant("long", 0)
        if name in _FLOATS:
            return unknown(FLOAT)
        if name == "System.Guid":
            return EMPTY_GUID
        if isinstance(sig, Array | Reference | NativePointer):
            return NULL
        if isinstance(sig, Generic) and sig.definition.name == "System.Nullable`1":
            return NULL
        if isinstance(sig, Variable):
            return unknown("a value of a generic type")
        if self.links.enum_values(sig) is not None:
            return ZERO
        handle = self.links.handle(sig)
        if isinstance(handle, TypeHandle):
            return single(self.new_record(handle)) if self.links.is_value_type(handle) else NULL
        named = sig.definition if isinstance(sig, Generic) else sig
        if struct or (isinstance(named, Named) and named.value_type):
            return unknown(f"the default of {name}")
        return NULL

    def new_record(self, type_: TypeHandle) -> Ref:
        """A new object of an own type with its fields at their defaults."""
        prefix = "*" if self.links.is_value_type(type_) else _OWN
        name = prefix + str(type_)
        self.types[name] = type_
        fields = {self.links.field_key(entry): self.default(entry.type) for entry in self.links.instance_fields(type_)}
        return self.machine.allocate(Record(name, fields, {}, self.machine.place()))

    def initial_data(self, entry: FieldHandle) -> bytes | None:
        """The bytes an array is initialised from; None when they cannot be told."""
        if not entry.data_rva:
            return None
        sizes = {"System.SByte": 1, "System.Byte": 1, "System.Int16": 2, "System.Int32": 4, "System.Int64": 8}
        size = sizes.get(str(entry.type))
        if size is None:
            handle = self.links.handle(entry.type)
            name = handle.name if isinstance(handle, TypeHandle) else ""
            digits = name.rpartition("=")[2].split("_")[0]
            if not digits.isdigit():
                digits = name.rpartition("$ArrayType=")[2]
            size = int(digits) if digits.isdigit() else None
        return entry.image.bytes_at(entry.data_rva, size) if size is not None and size <= 1 << 20 else None

    def instance_of(self, value: Abstract, sig: TypeSig) -> set[bool | None]:
        """Whether each alternative can be cast to the type; null can."""
        if value.cause is not None:
            return {None}
        return {True if atom == NULL_ATOM else self.atom_instance_of(atom, sig) for atom in value.atoms}

    def _boxed_instance_of(self, atom: Boxed, sig: TypeSig, name: str) -> bool | None:
        if name in (atom.type, f"System.Nullable`1<{atom.type}>", "System.ValueType"):
            return True
        part = atom.value.atom
        held = self.machine.steps_of.read(atom.value).only_ref if isinstance(part, Pointer) else None
        inner = self.machine.heap.get(held.id) if held else None
        own = self.types.get(inner.type) if isinstance(inner, Record) else None
        if own is None and atom.type in self.enum_types:
            handle = self.links.handle(self.enum_types[atom.type])
            own = handle if isinstance(handle, TypeHandle) else None
        if own is not None:
            found = self.links.assignable(own, name)
            return False if found is None and (self.known_struct(name) or name == "System.String") else found
        if name == "System.String" or self.known_struct(name) or self.links.enum_values(sig) is not None:
            return False
        return False if isinstance(self.links.handle(sig), TypeHandle) and self.known_struct(atom.type) else None

    def unboxed_to(self, value: Abstract, sig: TypeSig) -> set[bool | None]:
        """Whether each alternative can be unboxed to the type: enumerations and the numbers they are made of are the same."""
        if value.cause is not None:
            return {None}
        answers: set[bool | None] = set()
        for atom in value.atoms:
            same = isinstance(atom, Boxed) and self.number_type(atom.type) == self.number_type(str(sig))
            answers.add(True if same else self.atom_instance_of(atom, sig))
        return answers

    def number_type(self, name: str) -> str:
        """The type of number that values of an enumeration are; any other type is itself."""
        sig = self.enum_types.get(name)
        if sig is not None and self.links.enum_values(sig) is None:
            return name
        if sig is None and not name.startswith(f"{NAMESPACE}."):
            return name
        handle = self.links.handle(sig) if sig is not None else None
        if isinstance(handle, TypeHandle):
            return next((str(entry.type) for entry in handle.fields if not entry.is_static), name)
        return "System.Int32" if sig is not None or name[len(NAMESPACE) + 1 :] in ENUMS else name

    def _is_enum(self, name: str) -> bool:
        sig = self.enum_types.get(name)
        return sig is not None and self.links.enum_values(sig) is not None

    def atom_instance_of(self, atom: Atom, sig: TypeSig) -> bool | None:
        """Whether one alternative is an instance of the type; None when that cannot be told."""
        name = str(sig)
        if name == "System.Object":
            return atom != NULL_ATOM
        if isinstance(atom, Const):
            if atom.type == "null":
                return False
            if atom.type == "str":
                if name == "System.String":
                    return True
                return None if isinstance(self.links.handle(sig), External) and _may_be_interface(name) else False
            return None
        if isinstance(atom, Boxed):
            if name in _OF_NUMBERS and (atom.type in _NUMBERS | _LONGS | _FLOATS or self._is_enum(atom.type)):
                # Only Boolean and Char have no formats.
                return name != "System.IFormattable" or atom.type not in ("System.Boolean", "System.Char")
            return self._boxed_instance_of(atom, sig, name)
        obj = self.machine.heap.get(atom.id) if isinstance(atom, Ref) else None
        if isinstance(obj, Record) and obj.type == "choice":
            from ecma2lint.readers.assembly import evaluate_fsharp

            return evaluate_fsharp.case_of(obj, name)
        if isinstance(obj, Record) and obj.type.endswith("Exception"):
            return is_exception(self.machine, obj.type, name)
        if name.startswith(_OF_ENUMERATORS) and self.machine.calls.framework.is_lazy(single(atom)):
            # The classes of seq { … } are their own enumerators.
            kind = obj.type if isinstance(obj, Record) else ""
            return True if kind in self.types or (kind == "enumerator" and "IEnumerable" not in name) else None
        if isinstance(obj, Record | Opaque) and obj.type in self.types:
            return self.links.assignable(self.types[obj.type], name, isinstance(self.links.handle(sig), TypeHandle))
        if isinstance(obj, Record | Opaque) and name == f"{NAMESPACE}.{obj.type}":
            return True
        if isinstance(obj, Sequence) and name == "System.String":
            return False
        return None
