"""Which method runs: virtual slots and interface members, bound as the CLR binds them.

Source: ECMA-335 II.12.2 and II.10.3; where the standard leaves room, what .NET Framework, .NET Core and Mono do alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from ecma2lint.readers.assembly.damage import UnreadableAssembly, corrupt
from ecma2lint.readers.assembly.handles import (
    AnyMethod,
    AnyType,
    External,
    ExternalKind,
    ExternalMethod,
    MethodHandle,
    TypeHandle,
)
from ecma2lint.readers.assembly.image import Image
from ecma2lint.records import dataclass

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.universe import Universe

MAX_INTERFACES: Final = 1024
MAX_SLOTS: Final = 4096
_STRICT: Final = 0x200


class Shape(NamedTuple):
    """A method's name and signature as text; two methods of one shape override or implement each other."""

    name: str
    returns: str
    parameters: tuple[str, ...]
    generic_arity: int = 0

    def fits(self, method: AnyMethod) -> bool:
        """Whether a method has this shape."""
        if method.name != self.name:
            return False
        signature = method.signature
        return (
            signature.has_this
            and signature.generic_arity == self.generic_arity
            and len(signature.parameters) == len(self.parameters)
            and str(signature.returns) == self.returns
            and tuple(map(str, signature.parameters)) == self.parameters
        )


def shape_of(method: AnyMethod) -> Shape:
    """The shape of a method, its generic arguments put in."""
    signature = method.signature
    return Shape(method.name, str(signature.returns), tuple(map(str, signature.parameters)), signature.generic_arity)


class Bound(NamedTuple):
    """What a call ends in: a method; or a type that could not be read and may supply it; or neither: nothing is bound.

    ``declared`` says that a MethodImpl row bound it.
    """

    method: MethodHandle | None = None
    unreadable: External | None = None
    declared: bool = False


@dataclass(slots=True)
class _Slots:
    """The virtual slots of a type.

    ``current`` is what each runs; ``placed`` the method that holds it by name (a MethodImpl row changes the former alone);
    ``index`` is the slot of every virtual method by its key, ``named`` the slots by the name they are held under.
    """

    current: list[MethodHandle]
    placed: list[MethodHandle]
    index: dict[tuple[Image, int], int]
    named: dict[str, list[int]]


class Dispatch:
    """Virtual slots and interface members of the types of one universe, computed once each."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe
        self._slots: dict[TypeHandle, _Slots] = {}
        self._listed: dict[TypeHandle, dict[str, AnyType]] = {}
        self._declared_by: dict[TypeHandle, dict[tuple[str, str], list[tuple[AnyMethod, int]]]] = {}
        self._virtual: dict[TypeHandle, dict[str, list[MethodHandle]]] = {}

    def find_override(self, method: AnyMethod, runtime_type: TypeHandle) -> Bound:
        """The method that a virtual call of ``method`` on an object of ``runtime_type`` runs.

        Interface methods are bound as interface members. Nothing is bound when an external virtual method is not overridden.
        """
        if isinstance(method, ExternalMethod):
            if str(method.owner) in self.implemented(runtime_type):
                return self.bind(runtime_type, str(method.owner), shape_of(method))
            return self._override_of_external(shape_of(method), runtime_type)
        if method.declaring_type.is_interface:
            return self.bind(runtime_type, str(method.declaring_type), shape_of(method))
        if not method.is_virtual:
            return Bound(method)
        slots = self._slots_of(runtime_type)
        slot = slots.index.get(method.key)
        return Bound(slots.current[slot] if slot is not None else method)

    def _override_of_external(self, shape: Shape, runtime_type: TypeHandle) -> Bound:
        for level in self._universe.chain(runtime_type):
            if isinstance(level, External):
                return Bound(unreadable=level if level.kind is ExternalKind.UNREADABLE else None)
            for method in level.methods:
                if method.is_virtual and not method.is_new_slot and shape.fits(method):
                    return Bound(method)
        return Bound()

    def implemented(self, type_: TypeHandle) -> dict[str, AnyType]:
        """Every interface the type implements, by its spelling, the ones of its bases included."""
        found: dict[str, AnyType] = {}
        for level in self._universe.chain(type_):
            if isinstance(level, TypeHandle):
                for name, interface in self.listed(level).items():
                    found.setdefault(name, interface)
        return found

    def listed(self, type_: TypeHandle) -> dict[str, AnyType]:
        """The interfaces the type itself lists and those they extend, by their spelling."""
        found = self._listed.get(type_)
        if found is None:
            found = {}
            rest = list(reversed(self._universe.interfaces(type_)))
            while rest:
                interface = rest.pop()
                name = str(interface)
                if name in found:
                    continue
                found[name] = interface
                if len(found) > MAX_INTERFACES:
                    raise corrupt(f"the interfaces of {type_.name} do not end")
                if isinstance(interface, TypeHandle):
                    rest += reversed(self._universe.interfaces(interface))
            self._listed[type_] = found
        return found

    def bind(self, type_: TypeHandle, interface: str, shape: Shape) -> Bound:
        """The method that implements an interface member for objects of exactly ``type_``.

        Args:
            type_: the class or struct.
            interface: the interface's spelling, generic arguments included.
            shape: the member.
        """
        bound = self._bind(type_, interface, shape)
        if bound.method is None:
            return bound if bound.unreadable else self._default_body(type_, interface, shape)
        slots = self._slots_of(type_)
        slot = slots.index.get(bound.method.key)
        return Bound(slots.current[slot], declared=bound.declared) if slot is not None else bound

    def _bind(self, type_: TypeHandle, interface: str, shape: Shape) -> Bound:
        chain = self._universe.chain(type_)
        for depth, level in enumerate(chain):
            if isinstance(level, External):
                return Bound(unreadable=level if level.kind is ExternalKind.UNREADABLE else None)
            declared = self._declared(level, interface, shape)
            if declared is not None:
                return declared
            if interface not in self.listed(level):
                continue
            own = self._public_virtual(level, shape)
            if own is not None:
                return Bound(own)
            bases = [base for base in chain[depth + 1 :] if isinstance(base, TypeHandle)]
            if any(interface in self.listed(base) for base in bases):
                continue  # listed again without a body of its own: the base's implementation stays
            for base in bases:
                inherited = self._public_virtual(base, shape)
                if inherited is not None:
                    return Bound(inherited)
        return Bound()

    def _public_virtual(self, type_: TypeHandle, shape: Shape) -> MethodHandle | None:
        """The type's own public virtual method of a shape."""
        named = self._virtual.get(type_)
        if named is None:
            named = self._virtual[type_] = {}
            for method in type_.methods:
                if method.is_public and method.is_virtual:
                    named.setdefault(method.name, []).append(method)
        return next((method for method in named.get(shape.name, ()) if shape.fits(method)), None)

    def _declared(self, level: TypeHandle, interface: str, shape: Shape) -> Bound | None:
        """What the MethodImpl rows of a type bind the member to."""
        for declared, body in self._declarations(level).get((interface, shape.name), ()):
            if shape.fits(declared):
                found = self._universe.method_of(level.image, body, level.arguments)
                if isinstance(found, MethodHandle):
                    return Bound(found, declared=True)
                return Bound(unreadable=found.owner)
        return None

    def _declarations(self, type_: TypeHandle) -> dict[tuple[str, str], list[tuple[AnyMethod, int]]]:
        """The MethodImpl rows of a type: (spelling of the declaring type, method name) to declared methods and body tokens."""
        found = self._declared_by.get(type_)
        if found is None:
            found = {}
            for body, declaration in type_.image.overrides.get(type_.row, ()):
                method = self._universe.method_of(type_.image, declaration, type_.arguments)
                owner = method.owner if isinstance(method, ExternalMethod) else method.declaring_type
                found.setdefault((str(owner), method.name), []).append((method, body))
            self._declared_by[type_] = found
        return found

    def _default_body(self, type_: TypeHandle, interface: str, shape: Shape) -> Bound:
        """A default body that an own interface gives the member (.NET Core 3.0 and later)."""
        for candidate in self.implemented(type_).values():
            if isinstance(candidate, TypeHandle):
                declared = self._declared(candidate, interface, shape)
                if declared is not None:
                    return declared
                if str(candidate) == interface:
                    for method in candidate.methods:
                        if shape.fits(method) and method.body is not None:
                            return Bound(method)
        return Bound()

    def _slots_of(self, type_: TypeHandle) -> _Slots:
        """The virtual slots of a type, from its furthest readable base down."""
        missing: list[TypeHandle] = []
        slots: _Slots | None = None
        for level in self._universe.chain(type_):
            if isinstance(level, External):
                break
            slots = self._slots.get(level)
            if slots is not None:
                break
            missing.append(level)
        for level in reversed(missing):
            slots = self._extended(slots, level)
            self._slots[level] = slots
        return slots or _Slots([], [], {}, {})

    def _extended(self, base: _Slots | None, type_: TypeHandle) -> _Slots:
        slots = _Slots([], [], {}, {})
        if base is not None:
            named = {name: list(found) for name, found in base.named.items()}
            slots = _Slots(list(base.current), list(base.placed), dict(base.index), named)
        for method in type_.methods:
            if not method.is_virtual or method.is_static:
                continue
            slot = None if method.is_new_slot else self._overridden(slots, method)
            if slot is None:
                slot = len(slots.current)
                if slot >= MAX_SLOTS:
                    raise UnreadableAssembly(f"over the limit: {type_.name} has more than {MAX_SLOTS} virtual methods")
                slots.current.append(method)
                slots.placed.append(method)
                slots.named.setdefault(method.name, []).append(slot)
            slots.current[slot] = slots.placed[slot] = method
            slots.index[method.key] = slot
        for body, declaration in type_.image.overrides.get(type_.row, ()):
            declared = self._universe.method_of(type_.image, declaration, type_.arguments)
            if isinstance(declared, MethodHandle) and declared.key in slots.index:
                found = self._universe.method_of(type_.image, body, type_.arguments)
                if isinstance(found, MethodHandle):
                    slots.current[slots.index[declared.key]] = found
        return slots

    def _overridden(self, slots: _Slots, method: MethodHandle) -> int | None:
        """The slot a virtual method without ``newslot`` takes over: the youngest overridable one of its shape."""
        shape: Shape | None = None
        for slot in reversed(slots.named.get(method.name, ())):
            shape = shape or shape_of(method)
            held = slots.placed[slot]
            # Access counts for methods marked strict only (C# `internal virtual`): the CLR lets private slots be overridden.
            access = held.flags & 7
            hidden = held.flags & _STRICT and (access < 2 or (access in (2, 3) and held.image is not method.image))
            if not hidden and shape.fits(held):
                return slot
        return None
