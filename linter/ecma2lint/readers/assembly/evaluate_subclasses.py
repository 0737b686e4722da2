"""Own classes derived from the framework's collections: what the base class does with the elements it keeps.

The object has a field that holds its elements; ``Collection<T>`` and ``KeyedCollection<K, T>`` hand every change to a virtual
method first, which the own class may have overridden.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_operators import find
from ecma2lint.readers.assembly.evaluate_order import same
from ecma2lint.readers.assembly.evaluate_queries import Unclear
from ecma2lint.readers.assembly.evaluate_state import VOID, boolean, integer
from ecma2lint.readers.assembly.handles import External, ExternalMethod, MethodHandle
from ecma2lint.readers.assembly.signatures import VOID as VOID_SIG
from ecma2lint.readers.assembly.signatures import MethodSig, Named, TypeSig
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import ITEMS, Element, Record, Sequence
from ecma2lint.readers.lattice import Abstract, Const
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_containers import Containers

COLLECTION: Final = "System.Collections.ObjectModel.Collection`1"
KEYED: Final = "System.Collections.ObjectModel.KeyedCollection`2"
_INT: Final = Named("System.Int32", True)
_HOOKS: Final = ("InsertItem", "SetItem", "RemoveItem", "ClearItems")

Args = list[Abstract]


def base_of_own(framework: Containers, record: Record) -> External | None:
    """The framework's collection class that an own class is derived from."""
    type_ = framework.machine.calls.types.get(record.type)
    last = framework.machine.universe.chain(type_)[-1] if type_ is not None else None
    return last if isinstance(last, External) else None


def call(framework: Containers, callee: ExternalMethod, name: str, record: Record, args: Args) -> Abstract | None:
    """A method of ``Collection<T>`` or ``KeyedCollection<K, T>`` on an own object; None when the plain list's will do."""
    base = base_of_own(framework, record)
    if base is None or base.name not in (COLLECTION, KEYED):
        return None
    try:
        return _Call(framework, base, record, args).run(callee, name)
    except Unclear:
        return None


class _Call:
    def __init__(self, framework: Containers, base: External, record: Record, args: Args) -> None:
        self.framework, self.base, self.record, self.args = framework, base, record, args
        self.machine = framework.machine
        self.rest = args[1:]
        self.items = record.fields[ITEMS]
        self.item_type: TypeSig = base.arguments[-1]

    @property
    def sequence(self) -> Sequence:
        """The elements as they are now."""
        found = self.machine.heap.get(self.items.only_ref.id) if self.items.only_ref else None
        if not isinstance(found, Sequence) or not found.exact or found.summary:
            raise Unclear
        return found

    def run(self, callee: ExternalMethod, name: str) -> Abstract | None:
        """Carry out the call."""
        count = len(self.sequence.elements)
        if name == "get_Items":
            return self.items
        if name in _HOOKS:
            return self._plain(name, self.rest)
        if callee.owner.name == KEYED and name in ("get_Item", "Contains", "Remove") and len(self.rest) == 1:
            return self._by_key(name)
        if name == "Add" and len(self.rest) == 1:
            return self._hook("InsertItem", [integer(count), self.rest[0]])
        if name == "Insert" and len(self.rest) == 2:
            return self._hook("InsertItem", self.rest)
        if name == "set_Item" and len(self.rest) == 2:
            return self._hook("SetItem", self.rest)
        if name == "RemoveAt" and len(self.rest) == 1:
            return self._hook("RemoveItem", self.rest)
        if name == "Clear" and not self.rest:
            return self._hook("ClearItems", [])
        if name == "Remove" and len(self.rest) == 1:
            at = find(self.machine.calls.queries, [e.value for e in self.sequence.elements], self.rest[0])
            if at >= 0:
                self._hook("RemoveItem", [integer(at)])
            return boolean(at >= 0)
        return None

    def _hook(self, name: str, args: Args) -> Abstract:
        """The virtual method: the own class's, or what the base class does."""
        parameters: dict[str, tuple[TypeSig, ...]] = {
            "InsertItem": (_INT, self.item_type),
            "SetItem": (_INT, self.item_type),
            "RemoveItem": (_INT,),
        }
        found = self._own(name, MethodSig(True, 0, VOID_SIG, parameters.get(name, ())))
        if found is not None:
            self.machine.calls.invoke(found, [self.args[0], *args], False)
            return VOID
        return self._plain(name, args)

    def _own(self, name: str, signature: MethodSig) -> MethodHandle | None:
        type_ = self.machine.calls.types[self.record.type]
        found = self.machine.links.dispatch(type_, ExternalMethod(self.base, name, signature))
        return found if isinstance(found, MethodHandle) else None

    def _key(self, item: Abstract) -> Abstract | None:
        if self.base.name != KEYED:
            return None
        found = self._own("GetKeyForItem", MethodSig(True, 0, self.base.arguments[0], (self.item_type,)))
        if found is None:
            raise Unclear
        return self.machine.calls.invoke(found, [self.args[0], item], False)

    def _at(self, value: Abstract, count: int) -> int:
        atom = value.atom
        if not isinstance(atom, Const) or not isinstance(atom.value, int):
            raise Unclear
        if not 0 <= atom.value < count:
            raise Thrown("System.ArgumentOutOfRangeException", "an index outside of the collection")
        return int(atom.value)

    def _plain(self, name: str, args: Args) -> Abstract:
        """What the base class does."""
        if name == "ClearItems":
            self._put([])
            return VOID
        elements = list(self.sequence.elements)
        at = self._at(args[0], len(elements) + (name == "InsertItem"))
        if name == "RemoveItem":
            del elements[at]
            self._put(elements)
            return VOID
        key = self._key(args[1])
        elements = list(self.sequence.elements)
        for index, element in enumerate(elements):
            if key is None or element.key is None or (name == "SetItem" and index == at):
                continue
            answer = same(self.machine, element.key, key)
            if answer is None:
                raise Unclear
            if answer:
                raise Thrown("System.ArgumentException", "the key is there already")
        added = Element(args[1], key, place=self.machine.place())
        elements[at : at + (name == "SetItem")] = [added]
        self._put(elements)
        return VOID

    def _put(self, elements: list[Element]) -> None:
        count = len(elements)
        if self.items.only_ref is not None:
            changed = replace(self.sequence, elements=tuple(elements), low=count, high=count)
            self.machine.heap.put(self.items.only_ref.id, changed)

    def _by_key(self, name: str) -> Abstract:
        for index, element in enumerate(self.sequence.elements):
            answer = same(self.machine, element.key, self.rest[0]) if element.key is not None else None
            if answer is None:
                raise Unclear
            if answer:
                if name == "get_Item":
                    return element.value
                if name == "Remove":
                    self._hook("RemoveItem", [integer(index)])
                return boolean(True)
        if name == "get_Item":
            raise Thrown("System.Collections.Generic.KeyNotFoundException", "the key is not there")
        return boolean(False)
