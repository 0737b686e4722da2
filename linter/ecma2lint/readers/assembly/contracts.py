"""Which types implement interfaces of the contract, and through which type.

Contract interfaces are told by their full name; where the name leads says whether it is the contract itself, a copy merged into
the target, or a copy in another assembly.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Final, NamedTuple, TypeGuard

from ecma2lint.contract import CONTRACT_INTERFACES, LEGACY_INTERFACES, NAMESPACE, RULES_EXTENSIONS
from ecma2lint.readers.assembly.damage import corrupt
from ecma2lint.readers.assembly.handles import AnyType, External, ExternalKind, TypeHandle
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.universe import MAX_INHERITANCE, Universe

_PREFIX: Final = NAMESPACE + "."
_KNOWN: Final = frozenset(CONTRACT_INTERFACES) | frozenset(LEGACY_INTERFACES) | RULES_EXTENSIONS


class Copy(StrEnum):
    """Where an interface with a contract name is declared."""

    GENUINE = "genuine"
    MERGED = "merged"
    FOREIGN = "foreign"


class Listed(NamedTuple):
    """An interface of the contract's namespace that a type implements; ``declared_on`` is the type that lists it."""

    name: str
    declared_on: str
    copy: Copy
    assembly: str


class Implemented(NamedTuple):
    """What a type implements: interfaces by simple name in order of declaration, and the types that could not be read."""

    interfaces: dict[str, Listed]
    unreadable: tuple[External, ...] = ()


_NOTHING: Final = Implemented({})


class Contracts:
    """Finds the contract interfaces of types; every type of the universe is looked at once."""

    def __init__(self, universe: Universe) -> None:
        self._universe = universe
        self._found: dict[tuple[Image, int], Implemented] = {}

    def of(self, type_: TypeHandle) -> Implemented:
        """What a type implements, itself and through its bases and interfaces."""
        return self._of(type_, 0)

    def _of(self, type_: TypeHandle, depth: int) -> Implemented:
        key = (type_.image, type_.row)
        found = self._found.get(key)
        if found is None:
            if depth > MAX_INHERITANCE:
                raise corrupt(f"the inheritance of {type_.name} is too deep or runs in a circle")
            found = self._found[key] = self._read(type_, depth)
        return found

    def _read(self, type_: TypeHandle, depth: int) -> Implemented:
        universe = self._universe
        extends = type_.extends
        tokens = type_.image.interfaces.get(type_.row, ())
        base = universe.type_of(type_.image, extends) if extends else None
        if not tokens and not isinstance(base, TypeHandle):
            return Implemented({}, (base,)) if _unreadable(base) else _NOTHING
        found: dict[str, Listed] = {}
        unreadable: dict[str, External] = {}
        for interface in universe.interfaces(type_):
            listed = self._listed(interface, type_)
            if listed is not None:
                found.setdefault(listed.name, listed)
            elif isinstance(interface, TypeHandle):
                inner = self._of(interface.definition, depth + 1)
                for name, through in inner.interfaces.items():
                    # Compilers list what an own interface extends on the class too: the own interface is the one that brings it.
                    if name not in found or found[name].declared_on == type_.name:
                        found[name] = through
                unreadable.update((lost.name, lost) for lost in inner.unreadable)
            elif _unreadable(interface):
                unreadable[interface.name] = interface
        if isinstance(base, TypeHandle):
            inherited = self._of(base.definition, depth + 1)
            for name, through in inherited.interfaces.items():
                found.setdefault(name, through)
            unreadable.update((lost.name, lost) for lost in inherited.unreadable)
        elif _unreadable(base):
            unreadable[base.name] = base
        return Implemented(found, tuple(unreadable.values()))

    def _listed(self, interface: AnyType, on: TypeHandle) -> Listed | None:
        """The contract interface a listed interface is, or None."""
        name = interface.name
        if not name.startswith(_PREFIX) or name[len(_PREFIX) :] not in _KNOWN:
            return None
        simple = name[len(_PREFIX) :]
        if isinstance(interface, TypeHandle):
            merged = interface.image is self._universe.target
            image = interface.image
            assembly = image.string(image.assemblies[0].name) if image.assemblies else ""
            return Listed(simple, on.name, Copy.MERGED if merged else Copy.FOREIGN, assembly)
        genuine = interface.kind is ExternalKind.CONTRACT
        return Listed(simple, on.name, Copy.GENUINE if genuine else Copy.FOREIGN, interface.assembly)


def _unreadable(type_: AnyType | None) -> TypeGuard[External]:
    return isinstance(type_, External) and type_.kind is ExternalKind.UNREADABLE
