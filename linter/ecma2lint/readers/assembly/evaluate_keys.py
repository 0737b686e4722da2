"""What is filed in a collection: membership, dictionaries, and the contract's keyed collections."""

from __future__ import annotations

from collections.abc import Callable

from ecma2lint.readers import contract_model
from ecma2lint.readers.assembly.evaluate_elements import COMPARER, DEFERRED, Elements, definite
from ecma2lint.readers.assembly.evaluate_state import boolean, some_bool
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Element, HeapObject, Sequence
from ecma2lint.readers.lattice import NULL, Abstract, Atom, Cause, Const, Ref, join, join_all, single, unknown
from ecma2lint.records import replace


def _is_key(atom: Atom | None) -> bool:
    """Whether two such keys are equal exactly when they are the same: objects may say otherwise through Equals."""
    return atom is not None and definite(atom) and not isinstance(atom, Ref)


class Keys(Elements):
    """Finding elements by key or value."""

    def _membership(self, sequence: Sequence, value: Abstract) -> bool | None:
        """Whether an element is in the collection; None when that cannot be told."""
        atom = value.atom
        if atom is None or not definite(atom) or isinstance(atom, Ref):
            return None
        unsure = sequence.high is None or sequence.type.endswith(COMPARER)
        for element in sequence.elements:
            held = element.value.atom
            if held == atom and element.always:
                return True
            if held is None or not definite(held) or held == atom:
                unsure = True
        return None if unsure else False

    def _entries(self, sequence: Sequence, dictionary: bool) -> list[tuple[Abstract | None, Element]]:
        heap = self.machine.heap
        return [(e.key if dictionary else contract_model.key_of(heap, e.value), e) for e in sequence.elements]

    def _find(self, sequence: Sequence, key: Abstract, dictionary: bool) -> tuple[bool | None, list[Element]]:
        """Whether the key is there, and the elements it may name."""
        wanted, candidates = key.atom, []
        unsure = sequence.high is None or not _is_key(wanted) or sequence.type.endswith(COMPARER)
        for held, element in self._entries(sequence, dictionary):
            atom = held.atom if held is not None else None
            if atom == wanted and element.always and not sequence.summary and _is_key(wanted):
                return True, [element]
            if not _is_key(atom) or not _is_key(wanted) or atom == wanted:
                candidates.append(element)
        return (None if unsure or candidates else False), candidates

    def _lookup(self, receiver: Abstract, key: Abstract, dictionary: bool) -> Abstract:
        def read(sequence: Sequence) -> Abstract:
            there, elements = self._find(sequence, key, dictionary)
            if there:
                return elements[0].value
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
            return some_bool(value.reason or sequence.cause) if there is None else boolean(there)

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
        cause = key.reason or receiver.reason or Cause("a dictionary that is not known", self.machine.place())
        pointer(out, unknown(cause))
        return some_bool(cause)

    def _put(self, receiver: Abstract, key: Abstract, value: Abstract, replace_old: bool) -> None:
        place = self.machine.place()
        self._hand_over(receiver, value)
        self._hand_over(receiver, key)

        def change(obj: HeapObject) -> HeapObject:
            if not isinstance(obj, Sequence):
                return obj
            there, _ = self._find(obj, key, True)
            if there and not replace_old:
                raise Thrown("System.ArgumentException", "the key is there already")
            if there:
                elements = tuple(replace(e, value=value) if e.key == key else e for e in obj.elements)
                return replace(obj, elements=elements)
            if there is None and not replace_old:
                self.machine.may_throw()
            if there is False or not replace_old:
                high = None if obj.high is None else obj.high + 1
                return replace(obj, elements=(*obj.elements, Element(value, key, True, place)), low=obj.low + 1, high=high)
            elements = tuple(replace(e, value=join(e.value, value)) for e in obj.elements)
            cause = obj.cause or key.reason or Cause("a key that is not known", place)
            high = None if obj.high is None else obj.high + 1
            return replace(obj, elements=(*elements, Element(value, key, False, place)), high=high, cause=cause)

        self._update(receiver, change)

    def _keys(self, receiver: Abstract, keys: bool) -> Abstract | None:
        """``Keys`` or ``Values`` of a dictionary: a view, which is not known any more once the dictionary has changed."""
        found = self._only(receiver)
        if found is None or not found.exact:
            return None
        elements = tuple(Element((e.key if keys else e.value) or NULL, place=e.place) for e in found.elements)
        view = self.machine.allocate(Sequence(DEFERRED, elements, found.low, found.high, None, self.machine.place()))
        self.deferred[view.id] = {receiver.refs[0].id: found}
        return single(view)
