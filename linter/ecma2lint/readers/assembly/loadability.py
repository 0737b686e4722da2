"""Whether a host can create a class: what `Activator.CreateInstance` needs, read from the metadata."""

from __future__ import annotations

from typing import Final

from ecma2lint.facts import NotLoadable
from ecma2lint.readers.assembly.handles import External, TypeHandle
from ecma2lint.readers.assembly.universe import Universe

# From the least to the most restrictive; the index in the second tuple is the visibility in TypeAttributes.
_ORDER: Final = ("public", "protected internal", "protected", "internal", "private protected", "private")
_VISIBILITY: Final = (
    "internal",
    "public",
    "public",
    "private",
    "protected",
    "internal",
    "private protected",
    "protected internal",
)


def visibility(type_: TypeHandle) -> str:
    """The effective visibility: the most restrictive one of the type and the types around it."""
    worst = 0
    current: TypeHandle | None = type_
    while current is not None:
        worst = max(worst, _ORDER.index(_VISIBILITY[current.flags & 7]))
        current = current.enclosing
    return _ORDER[worst]


def is_value_type(universe: Universe, type_: TypeHandle) -> bool:
    """Whether the type is a struct."""
    base = universe.base(type_)
    return isinstance(base, External) and base.name in ("System.ValueType", "System.Enum")


def not_loadable_because(universe: Universe, type_: TypeHandle) -> tuple[NotLoadable, ...]:
    """Why a host cannot create the class; empty when it can."""
    reasons: list[NotLoadable] = []
    if type_.is_abstract:
        reasons.append(NotLoadable.ABSTRACT)
    if type_.arity:
        reasons.append(NotLoadable.OPEN_GENERIC)
    if visibility(type_) != "public":
        reasons.append(NotLoadable.NOT_PUBLIC)
    if not type_.is_abstract and not is_value_type(universe, type_) and not _has_constructor(type_):
        reasons.append(NotLoadable.NO_CONSTRUCTOR)
    return tuple(reasons)


def _has_constructor(type_: TypeHandle) -> bool:
    return any(
        method.is_public and not method.is_static and not method.signature.parameters for method in type_.methods_named(".ctor")
    )
