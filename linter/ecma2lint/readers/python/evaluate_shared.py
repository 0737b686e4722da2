"""The state all members of a connector share: what earlier calls may have left behind.

It starts as the state behind the import of the modules. What the members change in objects that were there before is joined to
it. An object that a member made and that survives its call (a memoised result) is one abstract object for all calls: those made
at the same place in later rounds are merged into it.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ecma2lint.readers.heap import Heap, HeapObject, Record, Sequence, join_objects
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref
from ecma2lint.readers.python.evaluate_frames import CLASS, MODULE, SCOPE
from ecma2lint.readers.python.evaluate_records import forgotten
from ecma2lint.readers.python.evaluate_values import (
    Bound,
    External,
    Function,
    Lazy,
    Method,
    Namespace,
    Partial,
    Raised,
    Super,
    Tuple,
    View,
    Wrapped,
    held,
)
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_interpreter import Interpreter

_EARLIER = Cause("depends on earlier calls of the connector")
_EVERY_CALL = Cause("is changed by every call of the connector")


class SharedState:
    """The state from which every member starts.

    ``frozen`` is the number of the last object that the modules made; ``lost`` is why a member could not be followed, so that
    it may have changed anything.
    """

    def __init__(self, machine: Interpreter) -> None:
        self.machine = machine
        self.base = Heap()
        self.frozen = 0
        self.survivors: dict[object, int] = {}
        self.lost: str | None = None

    def absorb(self, exits: list[Heap], give_up: bool) -> bool:
        """Join the states in which members were left; whether that changed anything."""
        names = self._survivor_names(exits)
        state = self.base.fork()
        changed = False
        pending = list(self.base.flat())
        seen = set(pending)
        while pending:
            id_ = pending.pop()
            before = state.get(id_)
            after = before
            for heap in exits:
                for source in names.get(id_, (id_,)):
                    obj = heap.get(source)
                    if obj is None or obj is before:
                        continue
                    obj = self._renamed(obj)
                    after = obj if after is None else join_objects(after, obj, _EARLIER, widen=True)
            if after is None:
                continue
            if id_ > self.frozen and isinstance(after, Record | Sequence) and after.type not in (CLASS, MODULE, SCOPE):
                after = replace(after, summary=True)
            if self.lost is not None and id_ <= self.frozen and after == before and self._may_change(after):
                after = _lost(after, Cause(self.lost))
            if after != before and give_up:
                after = forgotten(after, _EVERY_CALL, before)
            if after != before:
                changed = True
                state.put(id_, after)
            for inner in references(after):
                if inner not in seen:
                    seen.add(inner)
                    pending.append(inner)
        self.base = state
        return changed

    def _may_change(self, obj: HeapObject) -> bool:
        return isinstance(obj, Sequence) or (isinstance(obj, Record) and obj.type != MODULE)

    def _survivor_names(self, exits: list[Heap]) -> dict[int, list[int]]:
        """For every object that stands for those made at one place: the numbers they have in this round."""
        names: dict[int, list[int]] = {}
        for heap in exits:
            for id_ in heap.flat():
                if id_ > self.frozen:
                    names.setdefault(self._survivor(id_), []).append(id_)
        return {id_: list(dict.fromkeys([id_, *numbers])) for id_, numbers in names.items()}

    def _survivor(self, id_: int) -> int:
        birth = self.machine.births.get(id_)
        return id_ if birth is None else self.survivors.setdefault(birth, id_)

    # --- renaming -----------------------------------------------------------------------------------------------------

    def _renamed(self, obj: HeapObject) -> HeapObject:
        if isinstance(obj, Record):
            return replace(obj, fields={name: self._value(value) for name, value in obj.fields.items()})
        if isinstance(obj, Sequence):
            elements = tuple(
                replace(e, value=self._value(e.value), key=self._value(e.key) if e.key is not None else None)
                for e in obj.elements
            )
            return replace(obj, elements=elements)
        return obj

    def _value(self, value: Abstract) -> Abstract:
        if all(isinstance(atom, Const) for atom in value.atoms):
            return value
        return replace(value, atoms=tuple(dict.fromkeys(self._atom(atom) for atom in value.atoms)))

    def _atom(self, atom: Atom) -> Atom:
        if isinstance(atom, Ref):
            return Ref(self._id(atom.id))
        if isinstance(atom, Tuple):
            return replace(atom, items=tuple(self._value(item) for item in atom.items))
        if isinstance(atom, Function):
            return replace(
                atom,
                env=tuple(self._id(scope) for scope in atom.env),
                defaults=tuple(self._value(value) for value in atom.defaults),
                keyword_defaults=tuple((name, self._value(value)) for name, value in atom.keyword_defaults),
            )
        if isinstance(atom, Bound):
            return Bound(self._atom(atom.function), self._atom(atom.receiver))
        if isinstance(atom, Method | View | Super):
            return replace(atom, receiver=self._atom(atom.receiver))
        if isinstance(atom, Wrapped):
            setter, deleter = (self._value(part) if part is not None else None for part in (atom.setter, atom.deleter))
            cell = self._id(atom.cell) if atom.cell else 0
            return replace(atom, function=self._value(atom.function), cell=cell, setter=setter, deleter=deleter)
        if isinstance(atom, Namespace):
            return replace(atom, owner=Ref(self._id(atom.owner.id)))
        if isinstance(atom, Partial):
            args = tuple(self._value(value) for value in atom.args)
            return Partial(self._value(atom.function), args, tuple((name, self._value(value)) for name, value in atom.keywords))
        if isinstance(atom, Raised):
            instance = Ref(self._id(atom.instance.id)) if atom.instance is not None else None
            return Raised(self._atom(atom.cls) if isinstance(atom.cls, Ref) else atom.cls, instance)
        if isinstance(atom, Lazy):
            items = tuple((self._value(value), always) for value, always in atom.items)
            return Lazy(items, tuple(self._id(w) if isinstance(w, int) else (self._id(w[0]), w[1]) for w in atom.watched))
        return atom

    def _id(self, id_: int) -> int:
        return self._survivor(id_) if id_ > self.frozen and id_ not in self.machine.classes else id_


def _lost(obj: HeapObject, cause: Cause) -> HeapObject:
    """An object that a member may have changed which could not be followed: its data is unknown, its code stays."""
    if not isinstance(obj, Record):
        return forgotten(obj, cause)
    fixed = (Function, Wrapped, External)
    kept = {
        name: value
        for name, value in obj.fields.items()
        if name == "__class__" or (value.cause is None and value.atoms and all(isinstance(atom, fixed) for atom in value.atoms))
    }
    return forgotten(obj, cause, replace(obj, fields=kept))


def references(obj: HeapObject | None) -> Iterable[int]:
    """The numbers of the objects an object refers to, through whatever it holds."""
    pending: list[Abstract] = []
    if isinstance(obj, Record):
        pending.extend(obj.fields.values())
    elif isinstance(obj, Sequence):
        pending.extend(value for e in obj.elements for value in (e.value, e.key) if value is not None)
    while pending:
        for atom in pending.pop().atoms:
            if isinstance(atom, Ref):
                yield atom.id
            elif isinstance(atom, Function):
                yield from atom.env
                pending.extend(atom.defaults)
            elif not isinstance(atom, Const):
                pending.extend(held(atom))
