"""Lists, arrays, sets, dictionaries and the contract's keyed collections: what their methods do to a sequence of elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

from ecma2lint.readers import contract_model
from ecma2lint.readers.assembly.evaluate_elements import FROZEN, SETS, base_of, definite
from ecma2lint.readers.assembly.evaluate_keys import Keys
from ecma2lint.readers.assembly.evaluate_state import VOID, Enumerator, Pair, boolean, integer, some_bool
from ecma2lint.readers.contract_types import KEYED, Thrown
from ecma2lint.readers.heap import Element, HeapObject, Opaque, Record, Sequence, open_sequence, sequence_of
from ecma2lint.readers.lattice import NULL, Abstract, Cause, Const, Ref, join_all, single, unknown
from ecma2lint.records import replace

Result = TypeVar("Result")

#: Methods that change a collection.
CHANGING: Final = frozenset(
    {"Add", "AddRange", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "Clear"}
    | {"set_Item", "Reverse", "Sort", "UnionWith", "ExceptWith", "IntersectWith", "TryAdd", "Enqueue", "Push"}
)


def _cleared(sequence: Sequence) -> Sequence:
    """The collection without elements."""
    return replace(sequence, elements=(), low=0, high=0, cause=None, ordered=True, freed=False)


class Collections(Keys):
    """The methods of collections for one machine."""

    # Methods

    def call(
        self,
        name: str,
        receiver: Abstract,
        args: list[Abstract],
        pointer: Callable[[Abstract, Abstract], None],
        default: Abstract | None = None,
    ) -> Abstract | None:
        """A method of a collection; None when it is not known and the collection has to be given up.

        Args:
            pointer: writes a value through a managed pointer (for ``TryGetValue``).
            default: what ``TryGetValue`` writes when the key is not there.
        """
        if not any(isinstance(self.machine.heap.get(ref.id), Sequence | Opaque) for ref in receiver.refs):
            return None
        if name in ("get_Count", "get_Length", "get_LongLength"):
            return self.count(receiver)
        if name in ("get_Keys", "get_Values") and all(self._is_dictionary(ref) for ref in receiver.refs):
            return self._keys(receiver, name == "get_Keys")
        if name in ("get_IsReadOnly", "get_IsFixedSize", "get_SyncRoot"):
            return unknown("a property of a collection")
        if name in ("GetEnumerator",):
            return self.enumerator(receiver)
        dictionary = any(self._is_dictionary(ref) for ref in receiver.refs)
        keyed = any(self._is_keyed(ref) for ref in receiver.refs)
        if name in ("get_Item", "GetValue") and len(args) == 1:
            if dictionary or (keyed and not self._is_number(args[0])):
                return self._lookup(receiver, args[0], dictionary)
            return self._through_interface(receiver, lambda: self.at(receiver, args[0]))
        if name in CHANGING and any(self._is_frozen(ref) for ref in receiver.refs):
            if receiver.known:
                raise Thrown("System.NotSupportedException", "a collection that is read-only")
            return None
        if name in ("set_Item",) and len(args) == 2:
            if dictionary:
                self._put(receiver, args[0], args[1], replace_old=True)
            else:
                self._through_interface(receiver, lambda: self.set_at(receiver, args[0], args[1]))
            return VOID
        if name in ("Contains", "ContainsKey") and len(args) == 1:
            return self._contains(receiver, args[0], dictionary, keyed)
        if name == "TryGetValue" and len(args) == 2:
            return self._try_get(receiver, args[0], args[1], pointer, default or unknown("the default of a value"))
        if name == "ToArray" and not args:
            return self.copy(receiver, "array[]")
        return self._change(name, receiver, args, dictionary)

    def _through_interface(self, receiver: Abstract, run: Callable[[], Result]) -> Result:
        """An index through an interface of an array: what one outside of it throws differs between runtimes."""
        try:
            return run()
        except Thrown as error:
            sequence = self._only(receiver)
            array = sequence is not None and sequence.type.endswith("]")
            raise Thrown("System.Exception" if array else error.exception, error.message) from None

    def _is_frozen(self, ref: Ref) -> bool:
        """Whether the collection refuses every change: the call throws."""
        found = self.machine.heap.get(ref.id)
        return isinstance(found, Sequence) and found.type in FROZEN

    @staticmethod
    def _is_number(value: Abstract) -> bool:
        return bool(value.atoms) and all(isinstance(a, Const) and a.type == "int" for a in value.atoms)

    def _change(self, name: str, receiver: Abstract, args: list[Abstract], dictionary: bool) -> Abstract | None:
        if name in ("Add", "Enqueue", "System.Collections.IList.Add") and len(args) == (2 if dictionary else 1):
            if dictionary:
                self._put(receiver, args[0], args[1], replace_old=False)
                return VOID
            return self.add(receiver, args[0])
        if name == "AddRange" and len(args) == 1:
            self.add_range(receiver, args[0])
            return VOID
        if name == "Clear" and not args:
            self._refuse_fixed(receiver)
            self.machine.heap.update(receiver, lambda o: _cleared(o) if isinstance(o, Sequence) else o)
            return VOID
        if name in ("Insert", "Remove", "RemoveAt"):
            self._refuse_fixed(receiver)
        if name == "Insert" and len(args) == 2:
            return self._insert(receiver, args[0], args[1])
        if name in ("Remove", "RemoveAt") and len(args) == 1:
            return self._remove(name, receiver, args[0], dictionary)
        if name in CHANGING:
            cause = Cause(f"{name} on a collection is not followed", self.machine.place())
            for arg in args:
                self._hand_over(receiver, arg)
            self.machine.escape((*args, receiver), cause)
            return unknown(cause)
        return None

    def add(self, receiver: Abstract, value: Abstract) -> Abstract:
        """Append one element; sets keep what they have, keyed collections refuse a key they have."""
        place = self.machine.place()
        self._hand_over(receiver, value)
        if not receiver.known:
            self.machine.may_throw()
        self._refuse_fixed(receiver)
        sequence = self._only(receiver)
        keyed = sequence if sequence is not None and sequence.type == KEYED else None
        if keyed is not None and not contract_model.check_keyed_add(self.machine, keyed, value, self._owner(receiver)):
            self.machine.may_throw()
        results: list[Abstract] = []

        def change(obj: HeapObject) -> HeapObject:
            if not isinstance(obj, Sequence):
                return obj
            if base_of(obj.type) in SETS:
                there = None if obj.summary else self._membership(obj, value)
                if there is not False:
                    results.append(boolean(False) if there else some_bool(value.reason))
                    return obj if there else open_sequence(obj, Cause("elements of a set that are not known", place))
                results.append(boolean(True))
            high = None if obj.high is None else obj.high + 1
            label = contract_model.label_of(self.machine.heap, value) if obj.type == KEYED else None
            elements = (*obj.elements, Element(value, None, True, place, label))
            if obj.high is None and any(e.value == value for e in obj.elements):
                elements = obj.elements
            return self._arranged(replace(obj, elements=elements, low=obj.low + 1, high=high))

        self.machine.heap.update(receiver, change)
        if results and receiver.cause is not None:
            results.append(some_bool(receiver.cause))
        return join_all(results) if results else unknown(receiver.cause) if receiver.cause is not None else VOID

    def _owner(self, receiver: Abstract) -> Record | None:
        """The change that the collection is the AttributeChanges of, when that is plain to see."""
        ref = receiver.only_ref
        for value in self.machine.changes[:-17:-1]:
            record = self.machine.heap.get(value)
            if isinstance(record, Record) and not record.summary and record.fields["AttributeChanges"].only_ref == ref:
                return record
        return None

    def add_range(self, receiver: Abstract, values: Abstract) -> None:
        """Append the elements of another collection."""
        values = self.materialised(values)
        source = self._only(values)
        if source is None or not source.exact:
            cause = (
                (source.cause if source else None) or values.reason or Cause("elements that are not known", self.machine.place())
            )
            for ref in values.refs:
                obj = self.machine.heap.get(ref.id)
                cause = obj.cause if isinstance(obj, Opaque) else cause
                if isinstance(obj, Record):
                    # Going through it runs code.
                    self.machine.escape((single(ref),), cause)
            extra = source.elements if source is not None else ()
            low, high = (source.low, source.high) if source is not None else (0, None)

            def widen(obj: HeapObject) -> HeapObject:
                if not isinstance(obj, Sequence):
                    return obj
                top = None if obj.high is None or high is None else obj.high + high
                return replace(obj, elements=obj.elements + extra, low=obj.low + low, high=top, cause=obj.cause or cause)

            self.machine.heap.update(receiver, widen)
            if source is None:
                self.machine.heap.update(receiver, lambda o: replace(o, high=None) if isinstance(o, Sequence) else o)
            return
        for element in source.elements:
            self.add(receiver, element.value)

    def _insert(self, receiver: Abstract, index: Abstract, value: Abstract) -> Abstract:
        sequence, at = self._only(receiver), index.atom
        self._hand_over(receiver, value)
        if sequence is None or not sequence.exact or not isinstance(at, Const) or not isinstance(at.value, int):
            cause = Cause("Insert on a collection is not followed", self.machine.place())
            self.machine.may_throw()
            self.machine.escape((receiver, value), cause)
            return VOID
        if not 0 <= at.value <= len(sequence.elements):
            raise Thrown("System.ArgumentOutOfRangeException", "an index outside of the collection")
        if sequence.type == KEYED and not contract_model.check_keyed_add(self.machine, sequence, value, self._owner(receiver)):
            self.machine.may_throw()
        elements = list(sequence.elements)
        elements.insert(int(at.value), Element(value, None, True, self.machine.place()))
        self._set(receiver, replace(sequence, elements=tuple(elements), low=len(elements), high=len(elements)))
        return VOID

    def _remove(self, name: str, receiver: Abstract, what: Abstract, dictionary: bool) -> Abstract:
        sequence, atom = self._only(receiver), what.atom
        cause = what.reason or Cause("an element was removed that is not known", self.machine.place())
        if sequence is not None and sequence.exact and atom is not None:
            at = self._position(sequence, name, what, dictionary)
            if at == -1:
                if name == "RemoveAt":
                    raise Thrown("System.ArgumentOutOfRangeException", "an index outside of the collection")
                return boolean(False)
            if at is not None:
                elements = sequence.elements[:at] + sequence.elements[at + 1 :]
                hashed = (dictionary or base_of(sequence.type) in SETS) and at < len(elements)
                count = len(elements)
                freed = replace(sequence, elements=elements, low=count, high=count, freed=hashed or sequence.freed)
                self._set(receiver, freed if elements else _cleared(freed))
                return VOID if name == "RemoveAt" else boolean(True)

        self.machine.may_throw()

        def change(obj: HeapObject) -> HeapObject:
            if not isinstance(obj, Sequence):
                return obj
            elements = tuple(replace(e, always=False) for e in obj.elements)
            return replace(obj, elements=elements, low=max(0, obj.low - 1), cause=obj.cause or cause)

        self.machine.heap.update(receiver, change)
        return VOID if name == "RemoveAt" else some_bool(cause)

    def _position(self, sequence: Sequence, name: str, what: Abstract, dictionary: bool) -> int | None:
        """Where the element to remove stands; -1 when it is not there, None when that cannot be told."""
        atom = what.atom
        by_key = sequence.type == KEYED and isinstance(atom, Const) and atom.type == "str"
        if name == "RemoveAt":
            number = atom.value if isinstance(atom, Const) and isinstance(atom.value, int) else None
            return None if number is None else int(number) if 0 <= number < len(sequence.elements) else -1
        for index, element in enumerate(sequence.elements):
            held = (
                element.key
                if dictionary
                else contract_model.key_of(self.machine.heap, element.value)
                if by_key
                else element.value
            )
            if held is None or held.atom is None or atom is None or not (definite(held.atom) and definite(atom)):
                return None
            if held.atom == atom:
                return index
            if isinstance(held.atom, Ref) and isinstance(self.machine.heap.get(held.atom.id), Record):
                record = self.machine.heap.get(held.atom.id)
                if isinstance(record, Record) and record.type not in ("SchemaType", "Partition", "ConfigParameterDefinition"):
                    return None
        return -1

    def materialised(self, value: Abstract) -> Abstract:
        """A collection with the elements of a query or of an own enumerable; any other value as it is."""
        value = self.inner(value)
        record = self.machine.heap.get(value.only_ref.id) if value.only_ref else None
        if not isinstance(record, Record) or (record.type != "query" and record.type not in self.machine.calls.types):
            return value
        from ecma2lint.readers.assembly.evaluate_queries import Unclear

        try:
            items = self.machine.calls.queries.listed(value)
        except Unclear:
            cause = Cause("a query that is not followed", self.machine.place())
            return self.machine.calls.give_up(cause, [value], own=True)
        return single(self.machine.allocate(sequence_of("array[]", items, self.machine.place())))

    # Enumerators and copies

    def enumerator(self, receiver: Abstract, watched: tuple[int, tuple[object, ...]] | None = None) -> Abstract:
        """A new enumerator over what the collection holds now; ``watched`` is another collection that must not change."""
        sequence = self._only(receiver)
        dictionary = any(self._is_dictionary(ref) for ref in receiver.refs)
        if sequence is not None and sequence.exact:
            items = tuple(self._item(e, dictionary) for e in sequence.elements)
            return single(Enumerator(items, 0, NULL, None, watched or (receiver.refs[0].id, sequence.elements)))
        cause = receiver.reason
        parts: list[Abstract] = [unknown(receiver.cause)] if receiver.cause is not None else []
        for ref in receiver.refs:
            obj = self.machine.heap.get(ref.id)
            if isinstance(obj, Sequence):
                cause = cause or obj.cause
                parts.extend(self._item(e, dictionary) for e in obj.elements)
                if obj.high is None:
                    parts.append(unknown(obj.cause or Cause("elements that are not known")))
            elif isinstance(obj, Opaque):
                cause = cause or obj.cause
                parts.append(unknown(obj.cause))
        cause = cause or Cause("elements that are not known", self.machine.place())
        known = (
            cause
            if cause.reason.startswith("loop over")
            else Cause(f"loop over data that is not known: {cause.reason}", cause.place)
        )
        return single(Enumerator(None, 0, join_all(parts) if parts else unknown(known), known))

    @staticmethod
    def _item(element: Element, dictionary: bool) -> Abstract:
        return single(Pair(element.key or NULL, element.value)) if dictionary else element.value

    def copy(self, source: Abstract, type_: str) -> Abstract:
        """A new collection with the same elements."""
        place = self.machine.place()
        source = self.materialised(source)
        found = self._only(source)
        if found is not None and found.exact:
            return single(self.machine.allocate(replace(found, type=type_, place=place)))
        cause = source.reason or (found.cause if found is not None else None) or Cause("elements that are not known", place)
        held = tuple(replace(e, always=False) for e in found.elements) if found is not None else ()
        return single(self.machine.allocate(Sequence(type_, held, 0, None, cause, place)))

    def numbers(self, values: list[int], type_: str) -> Abstract:
        """A new array of numbers."""
        elements = tuple(Element(integer(value)) for value in values)
        return single(self.machine.allocate(Sequence(type_, elements, len(elements), len(elements), None, self.machine.place())))
