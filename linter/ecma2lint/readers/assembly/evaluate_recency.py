"""Between two calls of a member: what the last call allocated and kept gets older numbers, what it did not keep is gone.

The next call allocates under the same numbers again, and each of its objects is then one object. Without this a schema built
anew by every call would stand for the schemas of all calls, and nothing could be added to it for certain.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from ecma2lint.readers.assembly.evaluate_state import Boxed, Delegate, Enumerator, Pair, Pointer, held
from ecma2lint.readers.heap import Element, Heap, HeapObject, Record, Sequence, join_objects, reachable
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

#: The first part of the keys that older numbers are interned under: no activation has it.
_OLDER = -2


class Recency:
    """The numbers of one row of calls: those below ``first`` were there before it and stay."""

    def __init__(self, machine: Machine, this: Abstract, why: Cause) -> None:
        self.machine = machine
        self.this = this
        self.why = why
        self.first = machine.following
        self.older: dict[int, int] = {}

    def settle(self) -> None:
        """Make room for the next call; the machine's state is then the one between the two calls."""
        machine, state = self.machine, self.machine.state
        statics = set(state.statics.values())
        kept = reachable(state.heap, [self.this, *(single(Ref(id_)) for id_ in statics)], held)
        known = set(self.older.values())
        for id_ in kept:
            if id_ >= self.first and id_ not in statics and id_ not in known and id_ not in self.older:
                self.older[id_] = machine.intern((_OLDER, id_, 0, 0))
        renamed = {id_: self.older[id_] for id_ in kept if id_ in self.older}
        heap = Heap()
        for id_ in kept:
            obj = state.heap.get(id_)
            if obj is None:
                continue
            obj = self._object(obj, renamed)
            target = renamed.get(id_, id_)
            other = heap.get(target)
            heap.put(target, obj if other is None else replace(join_objects(other, obj, self.why), summary=True))
        state.heap = heap
        machine.shared = {renamed.get(id_, id_): cause for id_, cause in machine.shared.items() if id_ in kept}
        machine.changes = [renamed.get(id_, id_) for id_ in machine.changes if id_ in kept]

    def _object(self, obj: HeapObject, renamed: Mapping[int, int]) -> HeapObject:
        if isinstance(obj, Record):
            return replace(obj, fields={name: _value(value, renamed) for name, value in obj.fields.items()})
        if isinstance(obj, Sequence):
            return replace(obj, elements=tuple(_element(element, renamed) for element in obj.elements))
        return obj


def _element(element: Element, renamed: Mapping[int, int]) -> Element:
    key = _value(element.key, renamed) if element.key is not None else None
    return replace(element, value=_value(element.value, renamed), key=key)


def _value(value: Abstract, renamed: Mapping[int, int]) -> Abstract:
    if all(isinstance(atom, Const) for atom in value.atoms):
        return value
    return replace(value, atoms=tuple(dict.fromkeys(_atom(atom, renamed) for atom in value.atoms)))


def _delegate(delegate: Delegate, renamed: Mapping[int, int]) -> Delegate:
    target, before = _value(delegate.target, renamed), tuple(_delegate(part, renamed) for part in delegate.before)
    return replace(delegate, target=target, id=renamed.get(delegate.id, delegate.id), before=before)


def _atom(atom: Atom, renamed: Mapping[int, int]) -> Atom:
    if isinstance(atom, Ref):
        return Ref(renamed[atom.id]) if atom.id in renamed else atom
    if isinstance(atom, Pointer):
        return replace(atom, id=renamed.get(atom.id, atom.id))
    if isinstance(atom, Delegate):
        return _delegate(atom, renamed)
    if isinstance(atom, Boxed):
        return replace(atom, value=_value(atom.value, renamed))
    if isinstance(atom, Pair):
        return Pair(_value(atom.key, renamed), _value(atom.value, renamed))
    if isinstance(atom, Enumerator):
        elements = tuple(_value(value, renamed) for value in atom.elements) if atom.elements is not None else None
        source = (renamed.get(atom.source[0], atom.source[0]), atom.source[1]) if atom.source is not None else None
        return replace(atom, elements=elements, any=_value(atom.any, renamed), source=source)
    return atom
