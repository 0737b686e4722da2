"""What an evaluator knows of a value: known, one of a few, or unknown with the cause.

Shared by the evaluators of IL and of Python; it knows neither. Values (:class:`Abstract`) are immutable; the objects they refer
to are in :mod:`ecma2lint.readers.heap`.

Soundness in one sentence: whatever can happen at run time is covered by ``atoms`` or by ``cause``; where both paths of a branch
are possible their states are joined.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Final

from ecma2lint.facts import NOWHERE, Location
from ecma2lint.records import dataclass, field

#: More alternatives than these are unknown: no rule profits from longer lists, and joins stay bounded.
MAX_ALTERNATIVES: Final = 16


@dataclass(frozen=True, slots=True)
class Place:
    """Where something happens: the innermost place and the places it was reached through, outermost first."""

    location: Location = NOWHERE
    trace: tuple[Location, ...] = ()


NO_PLACE: Final = Place()


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something is not known: the reason in words and the place.

    ``fresh``: the value is certainly another one each time it is made; what may also come from elsewhere is not.
    """

    reason: str
    place: Place = NO_PLACE
    fresh: bool = False


@dataclass(frozen=True, slots=True)
class Const:
    """A constant. ``type`` is ``bool``, ``int``, ``long``, ``str``, ``null``, ``guid``, or the simple name of an enumeration.

    The type is part of the identity because Python holds ``True == 1``.
    """

    type: str
    value: bool | int | str | None


@dataclass(frozen=True, slots=True)
class Ref:
    """A reference to the heap object of that number."""

    id: int


#: A constant, a reference, or anything hashable an evaluator adds (a function, a type, a managed pointer).
Atom = Hashable


@dataclass(frozen=True, slots=True)
class Abstract:
    """A value: one of ``atoms``, or, when ``cause`` is set, also anything else.

    With a cause only references are kept among the atoms: they say which objects a write through the value may reach.
    ``why`` says what decides between several atoms, where that is known; it takes no part in comparisons.
    """

    atoms: tuple[Atom, ...]
    cause: Cause | None = None
    why: Cause | None = field(default=None, compare=False)

    @property
    def known(self) -> bool:
        """Whether exactly one value is possible."""
        return self.cause is None and len(self.atoms) == 1

    @property
    def atom(self) -> Atom | None:
        """The only possible atom, or None when not known."""
        return self.atoms[0] if self.cause is None and len(self.atoms) == 1 else None

    @property
    def refs(self) -> tuple[Ref, ...]:
        """The objects the value may refer to."""
        return tuple(atom for atom in self.atoms if isinstance(atom, Ref))

    @property
    def only_ref(self) -> Ref | None:
        """The one object the value certainly refers to."""
        atom = self.atom
        return atom if isinstance(atom, Ref) else None

    @property
    def reason(self) -> Cause | None:
        """Why the value is not known, for an unknown value as for one of several."""
        return self.cause or self.why


def constant(type_: str, value: bool | int | str | None) -> Abstract:
    """A known constant."""
    return Abstract((Const(type_, value),))


def single(atom: Atom) -> Abstract:
    """A known value."""
    return Abstract((atom,))


def unknown(reason: str | Cause, place: Place = NO_PLACE) -> Abstract:
    """A value that is not known."""
    return Abstract((), reason if isinstance(reason, Cause) else Cause(reason, place))


@dataclass(frozen=True, slots=True)
class Absent:
    """No value: a field of a ``partial`` record that is not there."""


ABSENT: Final = Absent()
NULL_ATOM: Final = Const("null", None)
NULL: Final = Abstract((NULL_ATOM,))
TRUE: Final = constant("bool", True)
FALSE: Final = constant("bool", False)


def text(value: str) -> Abstract:
    """A known string."""
    return Abstract((Const("str", value),))


def join(left: Abstract, right: Abstract, why: Cause | None = None) -> Abstract:
    """What covers both values; ``why`` says what decides between them."""
    if left is right or (left == right and (left.why or not (right.why or why))):
        return left
    cause = left.cause or right.cause
    if cause is not None and cause.fresh:
        cause = _less_fresh(cause, right.cause if left.cause is not None else None)
    atoms = dict.fromkeys(left.atoms)
    atoms.update(dict.fromkeys(right.atoms))
    decided_by = left.why or right.why or why
    if cause is not None:
        return Abstract(tuple(atom for atom in atoms if not isinstance(atom, Const)), cause)
    if len(atoms) > MAX_ALTERNATIVES:
        kept = tuple(atom for atom in atoms if not isinstance(atom, Const))
        if decided_by is not None and decided_by.fresh:
            decided_by = _less_fresh(decided_by, None)
        return Abstract(kept, decided_by or Cause(f"more than {MAX_ALTERNATIVES} values are possible"))
    if len(atoms) == 1:
        return left
    return Abstract(tuple(atoms), None, decided_by)


def _less_fresh(fresh: Cause, other: Cause | None) -> Cause:
    """The cause of a value that is a new one on one path, and on another what ``other`` says, or something known."""
    if other is not None:
        return other
    return Cause(f"may be {fresh.reason}", fresh.place)


def join_all(values: Iterable[Abstract], why: Cause | None = None) -> Abstract:
    """What covers all of the values, of which there is at least one."""
    iterator = iter(values)
    result = next(iterator)
    for value in iterator:
        result = join(result, value, why)
    return result
