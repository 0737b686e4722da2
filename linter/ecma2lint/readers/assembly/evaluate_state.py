"""States, activations and the atoms that only IL has: managed pointers, delegates, boxes, types and functions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Final

from ecma2lint.facts import Location
from ecma2lint.readers.heap import Heap
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref, constant, join, single
from ecma2lint.records import dataclass, field, replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_code import Code
    from ecma2lint.readers.assembly.evaluate_links import Callee, Context
    from ecma2lint.readers.assembly.evaluate_runner import Runner
    from ecma2lint.readers.assembly.signatures import TypeSig

LOOP: Final = Cause("changes in a loop over data that is not known")
FLOAT: Final = Cause("a floating-point number")
NATIVE: Final = Cause("a pointer into memory")


@dataclass(frozen=True, slots=True)
class Pointer:
    """A managed pointer to a field of a record (a variable's cell has the field ``v``) or to an element of an array."""

    id: int
    key: str | int


@dataclass(frozen=True, slots=True)
class Boxed:
    """A boxed value type other than the ones that stand for themselves; ``type`` is its reflection-form name."""

    type: str
    value: Abstract


@dataclass(frozen=True, slots=True)
class TypeAtom:
    """A ``System.Type`` or a runtime type handle."""

    type: TypeSig


@dataclass(frozen=True, slots=True)
class FieldAtom:
    """A runtime field handle; ``data`` are the initial bytes of the field it names."""

    name: str
    data: bytes | None


@dataclass(frozen=True, slots=True)
class Enumerator:
    """An enumerator as a value: the elements it goes through and how many it has passed (0: before the first).

    ``elements`` is None when they are not known one by one; then ``any`` covers every element and ``cause`` says why.
    ``source`` is the collection's number and what it held at the start: it must not change while it is gone through.
    """

    elements: tuple[Abstract, ...] | None
    passed: int
    any: Abstract
    cause: Cause | None
    source: tuple[int, tuple[object, ...]] | None = None


@dataclass(frozen=True, slots=True)
class ThreadId:
    """The number of the thread the member runs on: equal to itself and nothing else is known of it."""


@dataclass(frozen=True, slots=True)
class Sign:
    """A number of which only the sign is known, -1 or 1: what a comparison of texts answers."""

    value: int


@dataclass(frozen=True, slots=True)
class Pair:
    """A ``KeyValuePair`` or ``DictionaryEntry``."""

    key: Abstract
    value: Abstract


@dataclass(frozen=True, slots=True)
class Function:
    """What ``ldftn`` pushes."""

    callee: Callee


@dataclass(frozen=True, slots=True)
class Delegate:
    """A delegate whose methods are known: ``before`` are the delegates it calls before its own method, the last one.

    ``id`` is the number of the object: two delegates of one method are two objects.
    """

    type: str
    callee: Callee
    target: Abstract
    id: int = 0
    before: tuple[Delegate, ...] = ()

    @property
    def parts(self) -> tuple[Delegate, ...]:
        """The delegates it calls, in order."""
        return (*self.before, replace(self, before=()))


def held(atom: Atom) -> Iterable[Abstract]:
    """The values that an atom of this module holds."""
    if isinstance(atom, Delegate):
        return tuple(part.target for part in atom.parts)
    if isinstance(atom, Boxed):
        return (atom.value,)
    if isinstance(atom, Pair):
        return (atom.key, atom.value)
    if isinstance(atom, Enumerator):
        return (*(atom.elements or ()), atom.any)
    if isinstance(atom, Pointer):
        return (single(Ref(atom.id)),)
    return ()


def integer(value: int) -> Abstract:
    """A known 32-bit number (Booleans, characters and enumeration values are such numbers in IL)."""
    return constant("int", value)


#: What a method without a result returns.
VOID: Final = Abstract((None,))
ZERO: Final = integer(0)
ONE: Final = integer(1)
SOME_BOOL: Final = Abstract((Const("int", 0), Const("int", 1)))


def boolean(value: bool) -> Abstract:
    """A known Boolean as IL has it."""
    return ONE if value else ZERO


def some_bool(cause: Cause | None) -> Abstract:
    """A Boolean that is not known, and what it depends on."""
    return Abstract((), cause) if cause is not None else SOME_BOOL


class State:
    """One state of one activation: variables, evaluation stack, heap and the classes initialised so far."""

    __slots__ = ("args", "heap", "locals", "stack", "statics", "why")

    def __init__(
        self, heap: Heap, statics: Mapping[str, int], args: list[Abstract], local_values: list[Abstract], why: Cause | None = None
    ) -> None:
        self.heap = heap
        self.statics = statics
        self.args = args
        self.locals = local_values
        self.stack: list[Abstract] = []
        self.why = why

    def fork(self) -> State:
        """A second state that is the same for now."""
        twin = State(self.heap.fork(), self.statics, self.args.copy(), self.locals.copy(), self.why)
        twin.stack = self.stack.copy()
        return twin

    def join(self, other: State, widen: bool = False) -> tuple[State, bool]:
        """What covers both states, and whether that is more than this one. Stacks of different depth: the shorter one's."""
        why = other.why or self.why
        heap, changed = self.heap.join(other.heap, why, widen)
        joined = State(heap, self.statics, [], [], why)
        if len(other.statics) > len(self.statics):
            joined.statics, changed = other.statics, True
        joined.args, more = _join_lists(self.args, other.args, why, widen)
        joined.locals, most = _join_lists(self.locals, other.locals, why, widen)
        joined.stack, last = _join_lists(self.stack, other.stack, why, widen)
        return joined, changed or more or most or last


def _join_lists(left: list[Abstract], right: list[Abstract], why: Cause | None, widen: bool) -> tuple[list[Abstract], bool]:
    changed = False
    result = left
    for index, (mine, other) in enumerate(zip(left, right, strict=False)):
        if mine is other:
            continue
        joined = widened(mine, join(mine, other, why)) if widen else join(mine, other, why)
        if joined is not mine and joined != mine:
            if not changed:
                result = left.copy()
                changed = True
            result[index] = joined
    return result[: len(right)], changed


def widened(old: Abstract, new: Abstract) -> Abstract:
    """The new value when it is the old one; else unknown, so that a loop comes to an end."""
    if old == new or new.cause is not None:
        return new
    if all(not isinstance(atom, Const) or atom.value in (0, 1, None) for atom in new.atoms):
        return new
    return Abstract(tuple(atom for atom in new.atoms if not isinstance(atom, Const)), LOOP)


@dataclass(slots=True)
class Activation:
    """One call of one method: what does not differ between the states inside it."""

    code: Code
    context: Context
    key: int
    depth: int
    caller: Activation | None = None
    offset: int = 0
    visits: dict[tuple[int, int], int] = field(default_factory=dict)
    handled: bool = False
    thrown: State | None = None
    exception: Abstract | None = None
    returned: State | None = None
    value: Abstract | None = None
    counter: int = 0
    slots: int = 0
    constrained: TypeSig | None = None
    runner: Runner | None = None

    def location(self) -> Location:
        """The place of the current instruction."""
        return Location(self.code.type_name, self.code.name, self.code.token, self.offset, path=self.code.path)
