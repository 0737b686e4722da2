"""The elements of a collection: how many there are, which stands where, and queries that are read later."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_state import ONE, Boxed
from ecma2lint.readers.contract_types import KEYED, Thrown
from ecma2lint.readers.heap import ITEMS, Element, HeapObject, Opaque, Record, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Atom, Cause, Const, Ref, join, join_all, single, unknown
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_G: Final = "System.Collections.Generic."
DICTIONARIES: Final = (
    f"{_G}Dictionary`2",
    f"{_G}SortedDictionary`2",
    f"{_G}SortedList`2",
    "System.Collections.Hashtable",
    "Microsoft.FSharp.Collections.FSharpMap`2",
    "System.Collections.Concurrent.ConcurrentDictionary`2",
    "read-only dictionary",
)
#: Collections that refuse every change.
FROZEN: Final = frozenset(
    {
        "Microsoft.FSharp.Collections.FSharpList`1",
        "Microsoft.FSharp.Collections.FSharpMap`2",
        "Microsoft.FSharp.Collections.FSharpSet`1",
        "read-only dictionary",
    }
)
#: Collections that keep their elements in the order of their keys.
SORTED: Final = (f"{_G}SortedDictionary`2", f"{_G}SortedList`2", f"{_G}SortedSet`1")
#: Hash tables whose order is that of their buckets.
UNORDERED: Final = ("System.Collections.Hashtable", "System.Collections.Concurrent.ConcurrentDictionary`2")
#: The keys or values of a dictionary, as they are whenever they are read.
VIEW: Final = "view"
#: In the type of a collection, what follows says how it compares: ``o`` ordinal, ``i`` ordinal ignoring case, ``?`` not known.
COMPARER: Final = "~"
SETS: Final = (f"{_G}HashSet`1", f"{_G}SortedSet`1")


def base_of(type_: str) -> str:
    """The type of a collection without how it compares."""
    return type_.partition(COMPARER)[0]


def comparer_of(type_: str) -> str:
    """How a collection compares."""
    return type_.partition(COMPARER)[2]


def definite(atom: Atom) -> bool:
    """Whether two of these atoms are equal exactly when they are the same, by value or by identity."""
    return isinstance(atom, Const | Ref) or (isinstance(atom, Boxed) and isinstance(atom.value.atom, Const))


def _outside(sequence: Sequence) -> str:
    """What an index outside of the collection throws."""
    array = sequence.type.endswith("]")
    return "System.IndexOutOfRangeException" if array else "System.ArgumentOutOfRangeException"


class Elements:
    """Reading and replacing the elements of collections for one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    def _each(self, collection: Abstract, read: Callable[[Sequence], Abstract], otherwise: str) -> Abstract:
        """What is read of every collection the value may be; those that throw are left out.

        Raises:
            Thrown: all of them throw.
        """
        result: Abstract | None = unknown(collection.cause) if collection.cause is not None else None
        unsure, thrown = result is not None, Thrown("System.NullReferenceException", "a collection that is null")
        for atom in collection.atoms:
            obj = self.machine.heap.get(atom.id) if isinstance(atom, Ref) else None
            if isinstance(obj, Sequence):
                try:
                    value = read(obj)
                except Thrown as error:
                    thrown, unsure = error, True
                    continue
            elif isinstance(obj, Opaque):
                value, unsure = unknown(obj.cause), True
            elif atom == NULL_ATOM:
                unsure = True
                continue
            else:
                value = unknown(otherwise, self.machine.place())
            result = value if result is None else join(result, value, collection.why)
        if result is None:
            raise thrown
        if unsure:
            self.machine.may_throw()
        return result

    def _update(self, collection: Abstract, change: Callable[[HeapObject], HeapObject]) -> None:
        """Change every collection the value may be; one whose change throws stays as it is.

        Raises:
            Thrown: all of them throw.
        """
        heap, refused = self.machine.heap, dict[int, Thrown]()
        for ref in collection.refs if not collection.known else ():
            obj = heap.get(ref.id)
            try:
                _ = change(obj) if obj is not None else None
            except Thrown as error:
                refused[id(obj)] = error
        if refused and len(refused) == len(collection.atoms) and collection.cause is None:
            raise next(iter(refused.values()))
        if not collection.known:
            self.machine.may_throw()
        heap.update(collection, lambda obj: obj if id(obj) in refused else change(obj))

    def count(self, collection: Abstract) -> Abstract:
        """How many elements there are."""

        def read(sequence: Sequence) -> Abstract:
            if sequence.high is None:
                return unknown(sequence.cause or Cause("how many elements there are is not known"))
            if sequence.high - sequence.low > 8:
                return unknown(sequence.cause or Cause("how many elements there are is not known"))
            return Abstract(tuple(Const("int", n) for n in range(sequence.low, sequence.high + 1)), None, sequence.cause)

        return self._each(collection, read, "how many elements there are is not known")

    def any_element(self, sequence: Sequence) -> Abstract:
        """What covers every element the sequence may hold."""
        values = [element.value for element in sequence.elements]
        if sequence.high is None or not values:
            values.append(unknown(sequence.cause or Cause("an element that is not known", self.machine.place())))
        return join_all(values, sequence.cause)

    def at(self, collection: Abstract, index: Abstract) -> Abstract:
        """The element at a position."""

        def read(sequence: Sequence) -> Abstract:
            at = index.atom
            if isinstance(at, Const) and isinstance(at.value, int) and sequence.exact:
                if not 0 <= int(at.value) < len(sequence.elements):
                    raise Thrown(_outside(sequence), "an index outside of the collection")
                return sequence.elements[int(at.value)].value
            self.machine.may_throw()
            return self.any_element(sequence)

        return self._each(collection, read, "an element that is not known")

    def set_at(self, collection: Abstract, index: Abstract, value: Abstract) -> None:
        """Replace the element at a position."""
        at = index.atom
        self._hand_over(collection, value)
        sequence = self._only(collection)
        known = at.value if isinstance(at, Const) and isinstance(at.value, int) else None
        if sequence is not None and sequence.exact and known is not None and not 0 <= known < len(sequence.elements):
            raise Thrown(_outside(sequence), "an index outside of the collection")
        if collection.atom == NULL_ATOM:
            raise Thrown("System.NullReferenceException", "a collection that is null")
        if sequence is None or known is None or not sequence.exact:
            self.machine.may_throw()

        def change(obj: HeapObject) -> HeapObject:
            if not isinstance(obj, Sequence):
                return obj
            if obj.exact and known is not None and 0 <= known < len(obj.elements):
                elements = list(obj.elements)
                elements[int(known)] = Element(value, None, True, self.machine.place())
                return replace(obj, elements=tuple(elements))
            if obj.exact:
                elements = [replace(e, value=join(e.value, value, index.reason)) for e in obj.elements]
                return replace(obj, elements=tuple(elements))
            maybe = Element(value, None, False, self.machine.place())
            return replace(obj, elements=(*(replace(e, always=False) for e in obj.elements), maybe))

        self.machine.heap.update(collection, change)

    def _refuse_fixed(self, collection: Abstract) -> None:
        """An array refuses to grow or shrink."""
        sequence = self._only(collection)
        if sequence is not None and sequence.type.endswith("]"):
            raise Thrown("System.NotSupportedException", "an array has a fixed size")

    def inner(self, value: Abstract) -> Abstract:
        """The collection itself where the value is a wrapper around one or an object of an own subclass."""
        if not value.refs:
            return value
        parts: list[Abstract] = []
        for atom in value.atoms:
            obj = self.machine.heap.get(atom.id) if isinstance(atom, Ref) else None
            held = obj.fields.get(ITEMS) if isinstance(obj, Record) else None
            if isinstance(obj, Record) and obj.type == VIEW and held is not None:
                held = self._viewed(held, obj)
            parts.append(Abstract((atom,)) if held is None else self.inner(held))
        if all(part.atoms == (atom,) for part, atom in zip(parts, value.atoms, strict=True)):
            return value
        joined = join_all(parts, value.why)
        return Abstract(joined.atoms, value.cause or joined.cause, joined.why)

    def _viewed(self, dictionary: Abstract, view: Record) -> Abstract:
        """The keys or values of a dictionary as they are now."""
        found = self._only(self.inner(dictionary))
        place = self.machine.place()
        if found is None:
            cause = dictionary.reason or Cause("a dictionary that is not known", place)
            return single(self.machine.allocate(Sequence("view[]", (), 0, None, cause, place)))
        keys = view.fields["keys"].atom == ONE.atom
        elements = tuple(replace(e, value=(e.key if keys else e.value) or NULL, key=None) for e in found.elements)
        return single(self.machine.allocate(replace(found, type="view[]", elements=elements, place=place)))

    def _only(self, collection: Abstract) -> Sequence | None:
        ref = collection.only_ref
        obj = self.machine.heap.get(ref.id) if ref else None
        return obj if isinstance(obj, Sequence) and not obj.summary else None

    def _hand_over(self, collection: Abstract, value: Abstract) -> None:
        """What is put into a collection that unknown code may hold is in its hands as well."""
        self.machine.steps_of.hand_over(collection, value)

    def _is_dictionary(self, ref: Ref) -> bool:
        obj = self.machine.heap.get(ref.id)
        return isinstance(obj, Sequence | Opaque) and base_of(obj.type) in DICTIONARIES

    def _is_keyed(self, ref: Ref) -> bool:
        obj = self.machine.heap.get(ref.id)
        return isinstance(obj, Sequence | Opaque) and obj.type == KEYED

    def _set(self, receiver: Abstract, sequence: Sequence) -> None:
        if receiver.only_ref is not None:
            self.machine.heap.put(receiver.only_ref.id, sequence)
