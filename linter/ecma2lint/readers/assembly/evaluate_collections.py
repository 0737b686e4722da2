"""Lists, arrays, sets, dictionaries and the contract's keyed collections: what their methods do to a sequence of elements."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers import contract_model
from ecma2lint.readers.assembly.evaluate_state import VOID, Boxed, Enumerator, Pair, boolean, integer, some_bool
from ecma2lint.readers.contract_types import KEYED, Thrown
from ecma2lint.readers.heap import Element, HeapObject, Opaque, Record, Sequence, open_sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Atom, Cause, Const, Ref, join, join_all, single, unknown
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_CHANGING: Final = frozenset(
    {"Add", "AddRange", "Insert", "InsertRange", "Remove", "RemoveAt", "RemoveAll", "RemoveRange", "Clear"}
)
_CHANGING_MORE: Final = frozenset(
    {"set_Item", "Reverse", "Sort", "UnionWith", "ExceptWith", "IntersectWith", "TryAdd", "Enqueue", "Push"}
)
DICTIONARIES: Final = (
    "System.Collections.Generic.Dictionary`2",
    "System.Collections.Generic.SortedDictionary`2",
    "System.Collections.Hashtable",
)
#: The type of a LINQ query that has not been read yet.
DEFERRED: Final = "query"
#: Ends the type of a collection with a comparer of its own: keys that differ may be the same to it.
COMPARER: Final = "~"
SETS: Final = ("System.Collections.Generic.HashSet`1", "System.Collections.Generic.SortedSet`1")


def definite(atom: Atom) -> bool:
    """Whether two of these atoms are equal exactly when they are the same, by value or by identity."""
    return isinstance(atom, Const | Ref) or (isinstance(atom, Boxed) and isinstance(atom.value.atom, Const))


def _is_key(atom: Atom | None) -> bool:
    """Whether two such keys are equal exactly when they are the same: objects may say otherwise through Equals."""
    return atom is not None and definite(atom) and not isinstance(atom, Ref)


class Collections:
    """The methods of collections for one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.deferred: dict[int, dict[int, HeapObject]] = {}
        self._read: set[int] = set()

    def snapshot(self) -> tuple[dict[int, dict[int, HeapObject]], frozenset[int]]:
        """What is known of queries now."""
        return dict(self.deferred), frozenset(self._read)

    def restore(self, snapshot: tuple[dict[int, dict[int, HeapObject]], frozenset[int]]) -> None:
        """Go back to a snapshot."""
        self.deferred, self._read = dict(snapshot[0]), set(snapshot[1])

    def use(self, collection: Abstract) -> None:
        """A query is read: what it was built from must not have changed since, and new objects it makes are made once."""
        heap = self.machine.heap
        for ref in collection.refs:
            query = heap.get(ref.id)
            if not isinstance(query, Sequence) or query.type != DEFERRED:
                continue
            changed = any(heap.get(id_) != obj for id_, obj in self.deferred.get(ref.id, {}).items())
            again = ref.id in self._read and any(not isinstance(e.value.atom, Const) for e in query.elements)
            self._read.add(ref.id)
            if changed or again or query.summary:
                heap.put(ref.id, Opaque(DEFERRED, Cause("a query that is evaluated later or twice", self.machine.place())))

    # Reading

    def _each(self, collection: Abstract, read: Callable[[Sequence], Abstract], otherwise: str) -> Abstract:
        result: Abstract | None = unknown(collection.cause) if collection.cause is not None else None
        for atom in collection.atoms:
            obj = self.machine.heap.get(atom.id) if isinstance(atom, Ref) else None
            if isinstance(obj, Sequence):
                value = read(obj)
            elif isinstance(obj, Opaque):
                value = unknown(obj.cause)
            elif atom == NULL_ATOM:
                self.machine.may_throw()
                continue
            else:
                value = unknown(otherwise, self.machine.place())
            result = value if result is None else join(result, value, collection.why)
        if result is None:
            raise Thrown("System.NullReferenceException", "a collection that is null")
        return result

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
                    raise Thrown("System.ArgumentOutOfRangeException", "an index outside of the collection")
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
            raise Thrown("System.IndexOutOfRangeException", "an index outside of the collection")
        if sequence is None or known is None:
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

    def _only(self, collection: Abstract) -> Sequence | None:
        ref = collection.only_ref
        obj = self.machine.heap.get(ref.id) if ref else None
        return obj if isinstance(obj, Sequence) and not obj.summary else None

    def _hand_over(self, collection: Abstract, value: Abstract) -> None:
        for ref in collection.refs:
            obj = self.machine.heap.get(ref.id)
            if isinstance(obj, Opaque):
                self.machine.escape((value,), obj.cause)

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
        self.use(receiver)
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
            return self.at(receiver, args[0])
        if name in ("set_Item",) and len(args) == 2:
            if dictionary:
                self._put(receiver, args[0], args[1], replace_old=True)
            else:
                self.set_at(receiver, args[0], args[1])
            return VOID
        if name in ("Contains", "ContainsKey") and len(args) == 1:
            return self._contains(receiver, args[0], dictionary, keyed)
        if name == "TryGetValue" and len(args) == 2:
            return self._try_get(receiver, args[0], args[1], pointer, default or unknown("the default of a value"))
        if name == "ToArray" and not args:
            return self.copy(receiver, "array")
        return self._change(name, receiver, args, dictionary)

    def _is_dictionary(self, ref: Ref) -> bool:
        obj = self.machine.heap.get(ref.id)
        return isinstance(obj, Sequence | Opaque) and obj.type.rstrip(COMPARER) in DICTIONARIES

    def _is_keyed(self, ref: Ref) -> bool:
        obj = self.machine.heap.get(ref.id)
        return isinstance(obj, Sequence | Opaque) and obj.type == KEYED

    @staticmethod
    def _is_number(value: Abstract) -> bool:
        return bool(value.atoms) and all(isinstance(a, Const) and a.type == "int" for a in value.atoms)

    def _change(self, name: str, receiver: Abstract, args: list[Abstract], dictionary: bool) -> Abstract | None:
        if name in ("Add", "Enqueue", "TryAdd", "System.Collections.IList.Add") and len(args) == (2 if dictionary else 1):
            if dictionary:
                self._put(receiver, args[0], args[1], replace_old=False)
                return VOID
            return self.add(receiver, args[0])
        if name == "AddRange" and len(args) == 1:
            self.add_range(receiver, args[0])
            return VOID
        if name == "Clear" and not args:
            self.machine.heap.update(
                receiver, lambda o: replace(o, elements=(), low=0, high=0, cause=None) if isinstance(o, Sequence) else o
            )
            return VOID
        if name == "Insert" and len(args) == 2:
            return self._insert(receiver, args[0], args[1])
        if name in ("Remove", "RemoveAt") and len(args) == 1:
            return self._remove(name, receiver, args[0], dictionary)
        if name in _CHANGING or name in _CHANGING_MORE:
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
        sequence = self._only(receiver)
        if sequence is not None and sequence.type == KEYED:
            contract_model.check_keyed_add(self.machine, sequence, value, self._owner(receiver))
        results: list[Abstract] = []

        def change(obj: HeapObject) -> HeapObject:
            if not isinstance(obj, Sequence):
                return obj
            if obj.type.rstrip(COMPARER) in SETS:
                there = None if obj.summary else self._membership(obj, value)
                if there is not False:
                    results.append(boolean(False) if there else some_bool(value.reason))
                    return obj if there else open_sequence(obj, Cause("elements of a set that are not known", place))
                results.append(boolean(True))
            if obj.type.endswith("]"):
                return obj
            high = None if obj.high is None else obj.high + 1
            label = contract_model.label_of(self.machine.heap, value) if obj.type == KEYED else None
            elements = (*obj.elements, Element(value, None, True, place, label))
            if obj.high is None and any(e.value == value for e in obj.elements):
                elements = obj.elements
            return replace(obj, elements=elements, low=obj.low + 1, high=high)

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
        self.use(values)
        source = self._only(values)
        if source is None or not source.exact:
            cause = (
                (source.cause if source else None) or values.reason or Cause("elements that are not known", self.machine.place())
            )
            for ref in values.refs:
                obj = self.machine.heap.get(ref.id)
                cause = obj.cause if isinstance(obj, Opaque) else cause
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
            self.machine.escape((receiver, value), cause)
            return VOID
        if not 0 <= at.value <= len(sequence.elements):
            raise Thrown("System.ArgumentOutOfRangeException", "an index outside of the collection")
        if sequence.type == KEYED:
            contract_model.check_keyed_add(self.machine, sequence, value, self._owner(receiver))
        elements = list(sequence.elements)
        elements.insert(int(at.value), Element(value, None, True, self.machine.place()))
        self._set(receiver, replace(sequence, elements=tuple(elements), low=len(elements), high=len(elements)))
        return VOID

    def _set(self, receiver: Abstract, sequence: Sequence) -> None:
        if receiver.only_ref is not None:
            self.machine.heap.put(receiver.only_ref.id, sequence)

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
                self._set(receiver, replace(sequence, elements=elements, low=len(elements), high=len(elements)))
                return VOID if name == "RemoveAt" else boolean(True)

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

    # Keys

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
            if there is False or not replace_old:
                high = None if obj.high is None else obj.high + 1
                return replace(obj, elements=(*obj.elements, Element(value, key, True, place)), low=obj.low + 1, high=high)
            elements = tuple(replace(e, value=join(e.value, value)) for e in obj.elements)
            cause = obj.cause or key.reason or Cause("a key that is not known", place)
            high = None if obj.high is None else obj.high + 1
            return replace(obj, elements=(*elements, Element(value, key, False, place)), high=high, cause=cause)

        self.machine.heap.update(receiver, change)

    # Enumerators and copies

    def _keys(self, receiver: Abstract, keys: bool) -> Abstract | None:
        """``Keys`` or ``Values`` of a dictionary: a view, which is not known any more once the dictionary has changed."""
        found = self._only(receiver)
        if found is None or not found.exact:
            return None
        elements = tuple(Element((e.key if keys else e.value) or NULL, place=e.place) for e in found.elements)
        view = self.machine.allocate(Sequence(DEFERRED, elements, found.low, found.high, None, self.machine.place()))
        self.deferred[view.id] = {receiver.refs[0].id: found}
        return single(view)

    def enumerator(self, receiver: Abstract) -> Abstract:
        """A new enumerator over what the collection holds now."""
        sequence = self._only(receiver)
        dictionary = any(self._is_dictionary(ref) for ref in receiver.refs)
        if sequence is not None and sequence.exact:
            items = tuple(self._item(e, dictionary) for e in sequence.elements)
            return single(Enumerator(items, 0, NULL, None, (receiver.refs[0].id, sequence.elements)))
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
        self.use(source)
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
