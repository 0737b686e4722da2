"""The objects that values refer to, and the heap that holds them: an overlay of writes over a shared base.

Heap objects are immutable: forking a :class:`Heap` is cheap and joining two costs what changed since the fork. An object that
code which cannot be followed may hold is :class:`Opaque` for good.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from ecma2lint.facts import Origin
from ecma2lint.readers.lattice import ABSENT, MAX_ALTERNATIVES, NO_PLACE, Abstract, Atom, Cause, Const, Place, Ref, join, single
from ecma2lint.records import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a field's value was written, and whether it was written at all."""

    origin: Origin
    place: Place = NO_PLACE


def join_marks(left: Mark | None, right: Mark | None) -> Mark | None:
    """What covers both marks: assigned on one path and default on the other is mixed; the first assignment's place stays."""
    if left is None or right is None or left == right:
        return left or right
    if left.origin is right.origin:
        return left
    place = right.place if left.origin is Origin.DEFAULT else left.place
    return Mark(Origin.MIXED, place)


@dataclass(frozen=True, slots=True)
class Record:
    """An object with fields. ``marks`` is kept for those types whose fields' origin matters (capabilities).

    ``summary``: the record stands for several objects (allocated in a loop that was not unrolled), so writes never replace.
    ``partial``: fields come and go at run time (Python); one that is set on some paths only has ``ABSENT`` among its atoms.
    """

    type: str
    fields: Mapping[str, Abstract]
    marks: Mapping[str, Mark] = field(default_factory=dict)
    place: Place = NO_PLACE
    summary: bool = False
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Element:
    """One element of a sequence; ``key`` is set in dictionaries. ``always`` is False when it is there on some paths only.

    ``label`` is the text under which a keyed collection files the element, where that was known when it was added.
    """

    value: Abstract
    key: Abstract | None = None
    always: bool = True
    place: Place = NO_PLACE
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list, array, set or dictionary: its possible elements in order, and how many there are.

    ``low`` and ``high`` bound the number of elements; ``high`` is None when it is not known (an *open* sequence: elements
    may be missing from ``elements``), and then ``cause`` says why. ``ordered`` is False when the order of the elements is not
    known; ``freed`` says that an element was removed whose room another one may take (hash tables).
    """

    type: str
    elements: tuple[Element, ...] = ()
    low: int = 0
    high: int | None = 0
    cause: Cause | None = None
    place: Place = NO_PLACE
    summary: bool = False
    ordered: bool = True
    freed: bool = False

    @property
    def exact(self) -> bool:
        """Whether every element stands at its position for certain."""
        return self.low == self.high == len(self.elements) and self.ordered


@dataclass(frozen=True, slots=True)
class Opaque:
    """An object that code which cannot be followed may have changed, or may still change."""

    type: str
    cause: Cause
    place: Place = NO_PLACE
    summary: bool = False


#: The field of a wrapper or of an own subclass that holds the collection it shows.
ITEMS: Final = "#items"

HeapObject = Record | Sequence | Opaque


def sequence_of(type_: str, values: Iterable[Abstract], place: Place = NO_PLACE) -> Sequence:
    """A sequence with exactly these elements."""
    elements = tuple(Element(value, place=place) for value in values)
    return Sequence(type_, elements, len(elements), len(elements), None, place)


def open_sequence(sequence: Sequence, cause: Cause) -> Sequence:
    """The sequence after an unknown number of unknown elements came or went."""
    elements = tuple(replace(element, always=False) if element.always else element for element in sequence.elements)
    return replace(sequence, elements=elements, low=0, high=None, cause=sequence.cause or cause)


def _join_elements(left: tuple[Element, ...], right: tuple[Element, ...]) -> tuple[Element, ...]:
    """Both element lists merged in order: what is in both stays, what is in one is there on some paths only."""
    result: list[Element] = []
    prefix = 0
    shortest = min(len(left), len(right))
    while prefix < shortest and left[prefix].value == right[prefix].value and left[prefix].key == right[prefix].key:
        always = left[prefix].always and right[prefix].always
        result.append(left[prefix] if left[prefix].always == always else right[prefix])
        prefix += 1
    rest = list(right[prefix:])
    for element in left[prefix:]:
        at = next((i for i, other in enumerate(rest) if other.value == element.value and other.key == element.key), None)
        if at is None:
            result.append(replace(element, always=False))
            continue
        # What stands before it on the right alone keeps its position: the result is a supersequence of both.
        result.extend(replace(other, always=False) for other in rest[:at])
        twin = rest[at]
        del rest[: at + 1]
        result.append(replace(element, always=element.always and twin.always))
    result.extend(replace(element, always=False) for element in rest)
    return tuple(result)


def without_repeats(elements: tuple[Element, ...]) -> tuple[Element, ...]:
    """The elements of an open sequence without those that only say again that one like an earlier one may be there.

    One that is always there ends a run: what may stand before it is not what may stand after it.
    """
    result: list[Element] = []
    run: set[Element] = set()
    for element in elements:
        if element.always:
            run = set()
        elif element in run:
            continue
        else:
            run.add(element)
        result.append(element)
    return elements if len(result) == len(elements) else tuple(result)


def _join_sequences(left: Sequence, right: Sequence, why: Cause | None, widen: bool) -> Sequence:
    cause = left.cause or right.cause
    same_shape = left.exact and right.exact and len(left.elements) == len(right.elements)
    if same_shape and all(a.key == b.key for a, b in zip(left.elements, right.elements, strict=True)):
        elements = tuple(
            a if a.value == b.value else replace(a, value=join(a.value, b.value, why))
            for a, b in zip(left.elements, right.elements, strict=True)
        )
    else:
        elements = _join_elements(left.elements, right.elements)
    low = min(left.low, right.low)
    high = None if left.high is None or right.high is None else max(left.high, right.high)
    if widen and (left.low, left.high) != (low, high):
        low, high = (0 if left.low != low else low), (None if left.high != high else high)
    if high is None:
        elements = without_repeats(elements)
    if len(elements) > 4 * MAX_ALTERNATIVES and not same_shape and widen:
        elements, high = elements[: 4 * MAX_ALTERNATIVES], None
    if high is None or low != high:
        cause = cause or why
    ordered = left.ordered and right.ordered
    return Sequence(
        left.type, elements, low, high, cause, left.place, left.summary or right.summary, ordered, left.freed or right.freed
    )


def _join_records(left: Record, right: Record, why: Cause | None) -> Record:
    fields = dict(left.fields)
    partial = left.partial or right.partial
    for name, value in right.fields.items():
        mine = fields.get(name)
        fields[name] = join(mine, value, why) if mine is not None else _on_some_paths(name, value, partial, why)
    for name, value in left.fields.items():
        if name not in right.fields:
            fields[name] = _on_some_paths(name, value, partial, why)
    marks: dict[str, Mark] = dict(left.marks)
    for name, mark in right.marks.items():
        joined = join_marks(marks.get(name), mark)
        if joined is not None:
            marks[name] = joined
    return Record(left.type, fields, marks, left.place, left.summary or right.summary, partial)


def _on_some_paths(name: str, value: Abstract, partial: bool, why: Cause | None) -> Abstract:
    if partial:
        return join(value, single(ABSENT), why)
    return Abstract(value.refs, Cause(f"'{name}' is set on some paths only"))


def join_objects(left: HeapObject, right: HeapObject, why: Cause | None = None, widen: bool = False) -> HeapObject:
    """What covers both objects; with ``widen`` a sequence whose length differs becomes open."""
    if left is right or left == right:
        return left
    if isinstance(left, Opaque):
        return left
    if isinstance(right, Opaque):
        return right
    if isinstance(left, Sequence) and isinstance(right, Sequence):
        return _join_sequences(left, right, why, widen)
    if isinstance(left, Record) and isinstance(right, Record):
        return _join_records(left, right, why)
    return Opaque(left.type, why or Cause("two kinds of object meet here"), left.place)


class Heap:
    """The objects of one state by number: an overlay of this state's writes over a base shared with others."""

    __slots__ = ("_base", "_delta")

    def __init__(self, base: Heap | None = None) -> None:
        self._base = base
        self._delta: dict[int, HeapObject] = {}

    def get(self, id_: int) -> HeapObject | None:
        """The object of that number, or None."""
        heap: Heap | None = self
        while heap is not None:
            found = heap._delta.get(id_)
            if found is not None:
                return found
            heap = heap._base
        return None

    @property
    def written(self) -> int:
        """How many objects this state wrote over its base; after a join, how many were compared."""
        return len(self._delta)

    def __getitem__(self, id_: int) -> HeapObject:
        found = self.get(id_)
        if found is None:
            raise KeyError(id_)
        return found

    def __contains__(self, id_: int) -> bool:
        return self.get(id_) is not None

    def put(self, id_: int, value: HeapObject) -> None:
        """Set the object of that number in this state."""
        self._delta[id_] = value

    def fork(self) -> Heap:
        """A second state with the same objects; both may be written from then on."""
        shared = Heap(self._base)
        shared._delta = self._delta
        # Levels shrink geometrically, so that a long row of branches keeps look-ups short.
        while shared._base is not None and len(shared._base._delta) <= 2 * len(shared._delta):
            merged = Heap(shared._base._base)
            merged._delta = {**shared._base._delta, **shared._delta}
            shared = merged
        self._base, self._delta = shared, {}
        return Heap(shared)

    def items(self) -> Iterator[tuple[int, HeapObject]]:
        """All objects of this state, the oldest level first."""
        yield from self.flat().items()

    def flat(self) -> dict[int, HeapObject]:
        """All objects of this state by number."""
        levels = []
        heap: Heap | None = self
        while heap is not None:
            levels.append(heap._delta)
            heap = heap._base
        result: dict[int, HeapObject] = {}
        for delta in reversed(levels):
            result.update(delta)
        return result

    def _since(self, ancestor: Heap | None) -> dict[int, HeapObject]:
        levels = []
        heap: Heap | None = self
        while heap is not None and heap is not ancestor:
            levels.append(heap._delta)
            heap = heap._base
        result: dict[int, HeapObject] = {}
        for delta in reversed(levels):
            result.update(delta)
        return result

    def changes(self, since: Heap) -> list[tuple[int, HeapObject]]:
        """The objects that differ from those of another state, by number."""
        ours = self.flat()
        return [(id_, obj) for id_, obj in ours.items() if since.get(id_) is not obj]

    def join(self, other: Heap, why: Cause | None = None, widen: bool = False) -> tuple[Heap, bool]:
        """What covers both states, and whether that says anything else than this state alone."""
        mine: set[int] = set()
        heap: Heap | None = self
        while heap is not None:
            mine.add(id(heap))
            heap = heap._base
        ancestor: Heap | None = other
        while ancestor is not None and id(ancestor) not in mine:
            ancestor = ancestor._base
        ours, theirs = self._since(ancestor), other._since(ancestor)
        result = Heap(ancestor)
        result._delta = dict(ours)
        changed = False
        for id_, their in theirs.items():
            our = ours.get(id_)
            if our is None and ancestor is not None:
                our = ancestor.get(id_)
            if our is None:
                # Allocated on the other path alone: nothing on this path refers to it.
                result._delta[id_] = their
                changed = True
                continue
            joined = join_objects(our, their, why, widen)
            if joined is not our:
                changed = changed or joined != our
                result._delta[id_] = joined
        if ancestor is not None:
            for id_, our in ours.items():
                before = None if id_ in theirs else ancestor.get(id_)
                if before is not None:
                    joined = join_objects(our, before, why, widen)
                    if joined is not our:
                        changed = changed or joined != our
                        result._delta[id_] = joined
        return result, changed

    def update(self, target: Abstract, change: Callable[[HeapObject], HeapObject], why: Cause | None = None) -> None:
        """Change the objects a value may refer to: replaced when there is exactly one, else joined with what they were."""
        refs = target.refs
        strong = target.known and len(refs) == 1
        for ref in refs:
            old = self.get(ref.id)
            if old is None or isinstance(old, Opaque):
                continue
            new = change(old)
            if new is old:
                continue
            self.put(ref.id, new if strong and not old.summary else join_objects(old, new, why or target.reason, False))


#: Types whose objects cannot be changed once made: they survive being handed to code that cannot be followed.
IMMUTABLE_TYPES: Final = frozenset({"SchemaAttribute", "Partition", "HierarchyNode", "ConfigParameterDefinition"})


def children(obj: HeapObject) -> Iterator[Abstract]:
    """The values an object holds."""
    if isinstance(obj, Record):
        yield from obj.fields.values()
    elif isinstance(obj, Sequence):
        for element in obj.elements:
            yield element.value
            if element.key is not None:
                yield element.key


def reachable(heap: Heap, roots: Iterable[Abstract], extra: Callable[[Atom], Iterable[Abstract]] | None = None) -> list[int]:
    """The numbers of all objects that can be reached from the values; ``extra`` yields what an evaluator's own atoms hold."""
    seen: dict[int, None] = {}
    pending = list(roots)
    while pending:
        value = pending.pop()
        for atom in value.atoms:
            if isinstance(atom, Ref):
                if atom.id in seen:
                    continue
                seen[atom.id] = None
                obj = heap.get(atom.id)
                if obj is not None:
                    pending.extend(children(obj))
            elif extra is not None and not isinstance(atom, Const):
                pending.extend(extra(atom))
    return list(seen)


def escape(
    heap: Heap, values: Iterable[Abstract], cause: Cause, extra: Callable[[Atom], Iterable[Abstract]] | None = None
) -> list[int]:
    """Hand values to code that cannot be followed: everything reachable that can change becomes unknown from here on.

    Returns:
        The numbers of the objects that were reached.
    """
    found = reachable(heap, values, extra)
    for id_ in found:
        obj = heap.get(id_)
        if obj is None or isinstance(obj, Opaque) or obj.type in IMMUTABLE_TYPES:
            continue
        heap.put(id_, Opaque(obj.type, cause, obj.place, obj.summary))
    return found
