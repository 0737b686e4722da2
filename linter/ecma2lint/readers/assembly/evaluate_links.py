"""Tokens resolved once per context, virtual dispatch, and what is known of a type: fields, defaults, enumerations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from ecma2lint.contract import ENUMS, NAMESPACE
from ecma2lint.readers.assembly import signatures as sg
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_code import Code, load_code
from ecma2lint.readers.assembly.handles import (
    AnyField,
    AnyMethod,
    AnyType,
    External,
    ExternalKind,
    ExternalMethod,
    FieldHandle,
    MethodHandle,
    TypeHandle,
)
from ecma2lint.readers.assembly.il import IlError
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.signatures import Generic, MethodSig, Named, TypeSig
from ecma2lint.readers.assembly.universe import Universe
from ecma2lint.readers.contract_types import PROPERTY_TYPES
from ecma2lint.records import dataclass, field

T = TypeVar("T")

Callee = AnyMethod
#: The contract types whose objects the model knows.
CONTRACT_TYPES = frozenset({*PROPERTY_TYPES, "MACapabilities", "ConfigParameter", "Utils"})
_VALUE_BASES = ("System.ValueType", "System.Enum")


@dataclass(frozen=True, slots=True)
class Context:
    """The generic arguments a body runs with."""

    of_type: tuple[TypeSig, ...] = ()
    of_method: tuple[TypeSig, ...] = ()


@dataclass
class Links:
    """The universe with memory: every token is resolved once."""

    universe: Universe
    _methods: dict[tuple[Image, int, Context], AnyMethod] = field(default_factory=dict)
    _fields: dict[tuple[Image, int, Context], AnyField] = field(default_factory=dict)
    _types: dict[tuple[Image, int, Context], TypeSig] = field(default_factory=dict)
    _codes: dict[tuple[Image, int], Code | str | None] = field(default_factory=dict)
    _dispatch: dict[tuple[TypeHandle, object], AnyMethod | None] = field(default_factory=dict)
    _signatures: dict[MethodHandle, MethodSig] = field(default_factory=dict)
    _locals: dict[MethodHandle, tuple[TypeSig, ...]] = field(default_factory=dict)
    _instance_fields: dict[TypeHandle, tuple[FieldHandle, ...]] = field(default_factory=dict)
    _initialisers: dict[TypeHandle, MethodHandle | None] = field(default_factory=dict)
    _field_keys: dict[FieldHandle, str] = field(default_factory=dict)
    _fields_by_key: dict[str, FieldHandle] = field(default_factory=dict)

    _made: dict[object, object] = field(default_factory=dict)

    def remembered(self, make: Callable[[Links], T]) -> T:
        """What is made of the universe once, whichever class is evaluated."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[return-value]

    def method(self, image: Image, token: int, context: Context) -> AnyMethod:
        """The method a token names."""
        key = (image, token, context)
        found = self._methods.get(key)
        if found is None:
            found = self.universe.method_of(image, token, context.of_type, context.of_method)
            if isinstance(found, MethodHandle):
                found = _of_merged_contract(found)
            self._methods[key] = found
        return found

    def field(self, image: Image, token: int, context: Context) -> AnyField:
        """The field a token names."""
        key = (image, token, context)
        found = self._fields.get(key)
        if found is None:
            found = self._fields[key] = self.universe.field_of(image, token, context.of_type, context.of_method)
        return found

    def type(self, image: Image, token: int, context: Context) -> TypeSig:
        """The type a token names, with the context's generic arguments put in."""
        key = (image, token, context)
        found = self._types.get(key)
        if found is None:
            found = sg.substitute(sg.type_of_token(image, token), context.of_type, context.of_method)
            self._types[key] = found
        return found

    def code(self, method: MethodHandle) -> Code | None:
        """The decoded body; None when there is none.

        Raises:
            IlError: it is damaged.
        """
        key = method.key
        if key not in self._codes:
            try:
                self._codes[key] = load_code(method, self.universe.target)
            except IlError as error:
                self._codes[key] = str(error)
        found = self._codes[key]
        if isinstance(found, str):
            raise IlError(found)
        return found

    def images(self) -> list[Image]:
        """The target and every sibling whose code was run, in that order."""
        return list(dict.fromkeys([self.universe.target, *(image for image, _ in self._codes)]))

    def signature(self, method: MethodHandle) -> MethodSig:
        """The method's signature with generic arguments put in."""
        found = self._signatures.get(method)
        if found is None:
            found = self._signatures[method] = method.signature
        return found

    def locals(self, method: MethodHandle) -> tuple[TypeSig, ...]:
        """The types of the local variables."""
        found = self._locals.get(method)
        if found is None:
            found = self._locals[method] = tuple(local.type for local in method.locals)
        return found

    def handle(self, sig: TypeSig) -> AnyType:
        """What a type leads to."""
        return self.universe.type_of_signature(sig)

    def sig_of(self, type_: TypeHandle) -> TypeSig:
        """The type as a signature."""
        named = Named(type_.name, self.is_value_type(type_), type_.token, type_.image)
        return Generic(named, type_.arguments) if type_.arguments else named

    def is_value_type(self, type_: TypeHandle) -> bool:
        """Whether it is a struct or an enumeration."""
        base = self.universe.base(type_)
        return isinstance(base, External) and base.name in _VALUE_BASES and type_.name != "System.Enum"

    def enum_values(self, sig: TypeSig) -> dict[str, int] | None:
        """The names and numbers of an enumeration of the contract or of the universe; None when it is none."""
        name = str(sig)
        if name.startswith(NAMESPACE + ".") and name[len(NAMESPACE) + 1 :] in ENUMS:
            return ENUMS[name[len(NAMESPACE) + 1 :]].values
        handle = self.handle(sig)
        if not isinstance(handle, TypeHandle) or not self.is_enum(handle):
            return None
        values: dict[str, int] = {}
        for entry in handle.fields:
            constant = entry.constant if entry.is_literal else None
            if isinstance(constant, int):
                values[entry.name] = int(constant)
        return values

    def is_enum(self, type_: TypeHandle) -> bool:
        """Whether it is an enumeration."""
        base = self.universe.base(type_)
        return isinstance(base, External) and base.name == "System.Enum"

    def field_key(self, entry: FieldHandle) -> str:
        """The key of a field in a record: its declaring type and name, since bases may have private fields of the same name."""
        found = self._field_keys.get(entry)
        if found is None:
            found = self._field_keys[entry] = f"{entry.declaring_type.name}::{entry.name}"
            self._fields_by_key.setdefault(found, entry)
        return found

    def field_of_key(self, key: str) -> FieldHandle | None:
        """The field of a key that was asked for before."""
        return self._fields_by_key.get(key)

    def instance_fields(self, type_: TypeHandle) -> tuple[FieldHandle, ...]:
        """The instance fields of the type and of its readable bases."""
        found = self._instance_fields.get(type_)
        if found is None:
            fields: list[FieldHandle] = []
            for level in self.universe.chain(type_):
                if isinstance(level, TypeHandle):
                    fields.extend(entry for entry in level.fields if not entry.is_static)
            found = self._instance_fields[type_] = tuple(fields)
        return found

    def initialiser(self, type_: TypeHandle) -> MethodHandle | None:
        """The static constructor."""
        if type_ not in self._initialisers:
            self._initialisers[type_] = next(iter(type_.methods_named(".cctor")), None)
        return self._initialisers[type_]

    def unreadable_base(self, type_: TypeHandle) -> External | None:
        """The base type that could not be read, if any."""
        last = self.universe.chain(type_)[-1]
        return last if isinstance(last, External) and last.kind is ExternalKind.UNREADABLE else None

    def assignable(self, type_: TypeHandle, target: str, own: bool = False) -> bool | None:
        """Whether objects of the type are instances of the type of that name; None when a part could not be read.

        ``own`` says that the target is declared in an assembly that is read: no type of the framework derives from it.
        """
        unsure = False
        known = (ExternalKind.CONTRACT, ExternalKind.FRAMEWORK) if own else (ExternalKind.CONTRACT,)
        for level in self.universe.chain(type_):
            if str(level) == target:
                return True
            if isinstance(level, External):
                unsure = unsure or (level.name != "System.Object" and not (own and level.kind in known))
                continue
            pending = self.universe.interfaces(level)
            seen = 0
            while pending and seen < 256:
                seen += 1
                interface = pending.pop()
                if str(interface) == target:
                    return True
                if isinstance(interface, TypeHandle):
                    pending.extend(self.universe.interfaces(interface))
                elif interface.name != target:
                    unsure = unsure or interface.kind not in known
        return True if target == "System.Object" else None if unsure else False

    # Dispatch

    def dispatch(self, runtime: TypeHandle, callee: AnyMethod) -> AnyMethod | None:
        """The method a virtual call reaches on an object of exactly that type; None when that cannot be told."""
        key = (runtime, callee)
        if key not in self._dispatch:
            try:
                found = self._find_override(runtime, callee)
            except UnreadableAssembly:
                found = None
            if isinstance(found, MethodHandle) and isinstance(callee, MethodHandle | ExternalMethod) and callee.arguments:
                found = MethodHandle(found.image, found.row, found.type_arguments, callee.arguments)
            self._dispatch[key] = found
        return self._dispatch[key]

    def _find_override(self, runtime: TypeHandle, callee: AnyMethod) -> AnyMethod | None:
        bound = self.universe.dispatch.find_override(callee, runtime)
        if bound.unreadable is not None:
            return None
        if bound.method is None:
            if isinstance(callee, ExternalMethod) and any(
                str(level) == str(callee.owner) for level in self.universe.chain(runtime)
            ):
                return callee
            return None
        return None if bound.method.is_abstract else bound.method


def _of_merged_contract(method: MethodHandle) -> AnyMethod:
    """A method of a contract type that the assembly declares itself (a merged copy) counts as the contract's."""
    name = method.declaring_type.name
    if not name.startswith(NAMESPACE + ".") or name[len(NAMESPACE) + 1 :] not in CONTRACT_TYPES:
        return method
    return ExternalMethod(External(name, "", ExternalKind.CONTRACT), method.name, method.signature, method.arguments)
