"""What is filed in a collection: membership, dictionaries, and the contract's keyed collections."""

from __future__ import annotations

from collections.abc import Callable

from ecma2lint.readers import contract_model
from ecma2lint.readers.assembly.evaluate_elements import SETS, SORTED, UNORDERED, VIEW, Elements, base_of, comparer_of
from ecma2lint.readers.assembly.evaluate_order import ordered, same
from ecma2lint.readers.assembly.evaluate_state import boolean, some_bool
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import ITEMS, Element, HeapObject, Record, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Cause, Const, join, join_all, single, unknown
from ecma2lint.records import replace


class Keys(Elements):
    """Finding elements by key or value."""

    def _membership(self, sequence: Sequence, value: Abstract) -> bool | None:
        """Whether an element is in the collection; None when that cannot be told."""
        unsure = sequence.high is None
        for element in sequence.elements:
            answer = self._same(sequence, element.value, value)
            if answer and element.always and not sequence.summary:
                return True
            unsure = unsure or answer is not False
        return None if unsure else False

    def _same(self, sequence: Sequence, left: Abstract, right: Abstract) -> bool | None:
        """Whether two keys are the same to the collection."""
        mode = comparer_of(sequence.type)
        return None if mode == "?" else same(self.machine, left, right, mode == "i")

    def _entries(self, sequence: Sequence, dictionary: bool) -> list[tuple[Abstract | None, Element]]:
        heap = self.machine.heap
        return [(e.key if dictionary else contract_model.key_of(heap, e.value), e) for e in sequence.elements]

    def _find(self, sequence: Sequence, key: Abstract, dictionary: bool) -> tuple[bool | None, list[Element]]:
        """Whether the key is there, and the elements it may name."""
        candidates: list[Element] = []
        for held, element in self._entries(sequence, dictionary):
            answer = self._same(sequence, held, key) if held is not None else None
            if answer and element.always and not sequence.summary:
                return True, [element]
            if answer is not False:
                candidates.append(element)
        return (None if sequence.high is None or candidates else False), candidates

    def _lookup(self, receiver: Abstract, key: Abstract, dictionary: bool) -> Abstract:
        def read(sequence: Sequence) -> Abstract:
            if key.atom == NULL_ATOM:
                raise Thrown("System.ArgumentNullException", "the key is null")
            there, elements = self._find(sequence, key, dictionary)
            if there:
                return elements[0].value
            if there is False and base_of(sequence.type) == "System.Collections.Hashtable":
                return NULL
            if there is False:
                raise Thrown("System.Collections.Generic.KeyNotFoundException", "the key is not there")
            self.machine.may_throw()
            values = [element.value for element in elements]
            if sequence.high is None or not values:
                values.append(unknown(key.cause or sequence.cause or Cause("an element that is not known", self.machine.place())))
            return join_all(values, key.reason or sequence.cause)

        return self._each(receiver, read, "an element that is not known")

    def _contains(self, receiver: Abstract, value: Abstract, dictionary: bool, keyed: bool) -> Abstract:
        def read(sequence: Sequence) -> Abstract:
            by_key = dictionary or (keyed and any(isinstance(a, Const) for a in value.atoms))
            there = self._find(sequence, value, dictionary)[0] if by_key else self._membership(sequence, value)
            if there is not None:
                return boolean(there)
            cause = value.reason or sequence.cause
            return some_bool(cause or Cause("a key that says for itself what it equals", self.machine.place()))

        return self._each(receiver, read, "whether an element is there is not known")

    def _try_get(
        self, receiver: Abstract, key: Abstract, out: Abstract, pointer: Callable[[Abstract, Abstract], None], default: Abstract
    ) -> Abstract:
        sequence = self._only(receiver)
        if sequence is not None:
            there, elements = self._find(sequence, key, True)
            if there:
                pointer(out, elements[0].value)
                return boolean(True)
            if there is False:
                pointer(out, default)
                return boolean(False)
        cause = key.reason or receiver.reason or Cause("a dictionary or a key that is not known", self.machine.place())
        pointer(out, unknown(cause))
        return some_bool(cause)

    def put(self, receiver: Abstract, key: Abstract, value: Abstract) -> None:
        """Set the value of a key."""
        self._put(receiver, key, value, replace_old=True)

    def _put(self, receiver: Abstract, key: Abstract, value: Abstract, replace_old: bool) -> None:
        place = self.machine.place()
        self._hand_over(receiver, value)
        self._hand_over(receiver, key)

        def change(obj: HeapObject) -> HeapObject:
            if not isinstance(obj, Sequence):
                return obj
            if key.atom == NULL_ATOM:
                raise Thrown("System.ArgumentNullException", "the key is null")
            there, found = self._find(obj, key, True)
            if there and not replace_old and not receiver.known:
                self.machine.may_throw()
                return obj
            if there and not replace_old:
                raise Thrown("System.ArgumentException", "the key is there already")
            if there:
                elements = tuple(replace(e, value=value) if e is found[0] else e for e in obj.elements)
                return replace(obj, elements=elements)
            if there is None and not replace_old:
                self.machine.may_throw()
            if there is False or not replace_old:
                high = None if obj.high is None else obj.high + 1
                added = replace(obj, elements=(*obj.elements, Element(value, key, True, place)), low=obj.low + 1, high=high)
                return self._arranged(added)
            elements = tuple(replace(e, value=join(e.value, value)) for e in obj.elements)
            cause = obj.cause or key.reason or Cause("a key that is not known", place)
            high = None if obj.high is None else obj.high + 1
            maybe = replace(obj, elements=(*elements, Element(value, key, False, place)), high=high, cause=cause)
            return self._arranged(maybe)

        self._update(receiver, change)

    def _arranged(self, sequence: Sequence) -> Sequence:
        """A collection that an element has just been added to, with the element where it belongs."""
        base = base_of(sequence.type)
        if sequence.freed or (base in UNORDERED and len(sequence.elements) > 1):
            return replace(sequence, ordered=False)
        if base not in SORTED:
            return sequence
        keyed = base not in SETS
        elements = list(sequence.elements)
        held = [(e.key or NULL) if keyed else e.value for e in elements]
        at = len(elements) - 1
        mode = comparer_of(sequence.type)
        while at > 0:
            answer = ordered(held[-1], held[at - 1], "", mode) if mode != "?" else None
            if answer is None or not elements[-1].always:
                return replace(sequence, ordered=False)
            if answer > 0:
                break
            at -= 1
        elements.insert(at, elements.pop())
        return replace(sequence, elements=tuple(elements))

    def _keys(self, receiver: Abstract, keys: bool) -> Abstract:
        """``Keys`` or ``Values`` of a dictionary: a view, which shows the dictionary as it is when it is read."""
        fields = {ITEMS: receiver, "keys": boolean(keys)}
        return single(self.machine.allocate(Record(VIEW, fields, {}, self.machine.place())))
