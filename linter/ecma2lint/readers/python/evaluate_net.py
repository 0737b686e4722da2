"""The .NET collections as Python meets them: ``List[T]``, arrays, and the keyed collections of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers import contract_model as model
from ecma2lint.readers import contract_types
from ecma2lint.readers.heap import Element, HeapObject, Record, Sequence
from ecma2lint.readers.lattice import Abstract, Atom, Const, Ref, single
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_values import NONE, External, Method, Plain, Tuple, to_value

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_collections import Items

NET_LIST, NET_ARRAY, KEYED = "List`1", "Array", contract_types.KEYED
KEYED_TYPES: Final = (KEYED,)
NET_COLLECTIONS: Final = (NET_LIST, NET_ARRAY, KEYED)
_COLLECTION_METHODS: Final = frozenset(
    {"Add", "AddRange", "Clear", "Insert", "RemoveAt", "Remove", "Contains", "IndexOf", "ToArray"}
)


def collection_attribute(machine: Machine, atom: Ref, obj: Sequence, name: str) -> Abstract:
    """An attribute of a list, dictionary or .NET collection."""
    if obj.type in NET_COLLECTIONS:
        if name in ("Count", "Length"):
            return count_of(machine, obj)
        if obj.type == NET_ARRAY and name in ("Add", "Clear"):
            return machine.throw_builtin("AttributeError")
        if name in _COLLECTION_METHODS:
            return single(Method(atom, name))
        machine.may_throw()
        machine.escape([single(atom)], f"{obj.type}.{name} is not modelled")
        return machine.unknown(f"{obj.type}.{name} is not modelled")
    known = {"list": list, "dict": dict, "set": set}[obj.type] if obj.type in ("list", "dict", "set") else object
    return single(Method(atom, name)) if hasattr(known, name) else machine.throw_builtin("AttributeError")


def count_of(machine: Machine, obj: Sequence) -> Abstract:
    """How many elements a collection has."""
    if obj.low == obj.high:
        return to_value(obj.low)
    if obj.high is not None and obj.high - obj.low < model_limit():
        return Abstract(tuple(Const("int", n) for n in range(obj.low, obj.high + 1)), None, obj.cause)
    return machine.unknown(obj.cause or "the length of a collection that is not known")


def model_limit() -> int:
    """How many alternatives a length may have."""
    return 8


def keyed_item(machine: Machine, atom: Atom, items: Sequence, key: Abstract) -> Abstract:
    """``schema.Types["user"]`` or ``schema.Types[0]``."""
    wanted = key.atom
    values = [element.value for element in items.elements]
    if isinstance(wanted, Const) and wanted.type == "int" and items.exact and isinstance(wanted.value, int):
        if 0 <= wanted.value < len(values):
            return values[wanted.value]
        return machine.throw(External("System.ArgumentOutOfRangeException"))
    if isinstance(wanted, Const) and wanted.type == "str" and items.exact:
        keys = [model.key_of(machine.heap, value) for value in values]
        if all(k is not None and k.known for k in keys):
            found = [value for value, k in zip(values, keys, strict=True) if k is not None and k.atom == wanted]
            return found[0] if found else machine.throw(External("System.Collections.Generic.KeyNotFoundException"))
    machine.may_throw()
    return machine.unknown(key.cause or items.cause or "an element of a collection that is not known", *values)


def add_to_collection(machine: Machine, atom: Ref, obj: Sequence, value: Abstract) -> Abstract:
    """``Add`` of a .NET collection."""
    if obj.type == KEYED:
        if value.cause is None and all(isinstance(a, Const | Plain | Tuple) for a in value.atoms):
            return machine.throw_builtin("TypeError")
        try:
            model.check_keyed_add(machine, obj, value, _owner_of(machine, atom))
        except contract_types.Thrown as thrown:
            return machine.throw(External(thrown.exception))
        if not _certainly_new(machine, obj, value):
            machine.may_throw()
    element = Element(value, None, True, machine.place())

    def change(old: HeapObject) -> HeapObject:
        from ecma2lint.readers.python.evaluate_collections import appended

        return appended(old, element) if isinstance(old, Sequence) else old

    machine.change(single(atom), change)
    return NONE


def _certainly_new(machine: Machine, obj: Sequence, value: Abstract) -> bool:
    key = model.key_of(machine.heap, value)
    if key is None or not key.known or obj.high is None:
        return False
    others = [model.key_of(machine.heap, element.value) for element in obj.elements]
    return all(other is not None and other.known and other != key for other in others)


def _owner_of(machine: Machine, collection: Ref) -> Record | None:
    """The change whose AttributeChanges a collection is."""
    for id_ in range(collection.id, min(collection.id + 4, machine.next_id + 1)):
        obj = machine.heap.get(id_)
        if isinstance(obj, Record) and obj.type == "CSEntryChange" and obj.fields["AttributeChanges"].only_ref == collection:
            return obj
    return None


def new_collection(machine: Machine, path: str, items: Items | None) -> Abstract:
    """``List[T]()`` and ``Array[T]([...])``."""
    type_ = NET_ARRAY if path.startswith("System.Array") else NET_LIST
    elements = tuple(Element(value, None, always, machine.place()) for value, always in items or ())
    low = sum(element.always for element in elements)
    return single(machine.allocate(Sequence(type_, elements, low, len(elements), None, machine.place())))
