"""The contract's own objects, as both evaluators run them: what their properties, collections and methods do to the heap.

The evaluators offer themselves as a :class:`Machine`. What the types are is in :mod:`ecma2lint.readers.contract_types`, how
objects come to be in :mod:`ecma2lint.readers.contract_factories`.

Source: the contract assembly, read and run (setter side effect, duplicate keys).
Observations emitted here: ``set-read-only``, ``duplicate-key``, ``capability-lost``, ``omt-set-twice``, ``omt-after-changes``,
``omt-invalid``, ``change-not-allowed``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ecma2lint.contract import ENUMS, SETTER_SIDE_EFFECT
from ecma2lint.facts import Origin
from ecma2lint.readers.contract_types import CAPABILITIES_TYPE, KEY_PROPERTY, PROPERTY_TYPES, SETTABLE, Machine, Thrown, shaped
from ecma2lint.readers.heap import Heap, HeapObject, Mark, Opaque, Record, Sequence, join_marks
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Cause, Const, Place, constant, join, unknown
from ecma2lint.records import replace


def set_capability(machine: Machine, target: Abstract, name: str, value: Abstract) -> None:
    """Assign a capability on every object the target may be, with the setter's side effect on ObjectRename."""
    capability = machine.contract.capabilities.get(name)
    if capability is None:
        return
    mark = Mark(Origin.ASSIGNED, machine.place())
    value = shaped(value, capability.enum or "bool")
    _observe_lost(machine, target, name, value)
    trigger, trigger_value, affected, affected_value = SETTER_SIDE_EFFECT

    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Record) or obj.type != CAPABILITIES_TYPE:
            return obj
        fields, marks = dict(obj.fields), dict(obj.marks)
        fields[name], marks[name] = value, mark
        if name == trigger and affected in fields:
            side_effect = constant("bool", affected_value)
            fires = Const(capability.enum or "", ENUMS[capability.enum or ""].values[trigger_value])
            if value.atom == fires:
                fields[affected], marks[affected] = side_effect, mark
            elif value.cause is not None or fires in value.atoms:
                fields[affected] = join(fields[affected], side_effect, value.reason)
                joined = join_marks(marks.get(affected), mark)
                if joined is not None:
                    marks[affected] = joined
        return Record(obj.type, fields, marks, obj.place, obj.summary)

    machine.heap.update(target, change)


def _observe_lost(machine: Machine, target: Abstract, name: str, value: Abstract) -> None:
    """A capability that was certainly assigned, and that another one's setter now certainly sets back."""
    trigger, trigger_value, affected, affected_value = SETTER_SIDE_EFFECT
    ref = target.only_ref
    record = machine.heap.get(ref.id) if ref else None
    if name != trigger or not isinstance(record, Record) or record.summary or affected not in record.fields:
        return
    enum = machine.contract.capabilities[trigger].enum or ""
    mark = record.marks.get(affected)
    before = record.fields[affected]
    fires = value.atom == Const(enum, ENUMS[enum].values[trigger_value])
    lost = before.known and before.atom != Const("bool", affected_value)
    if fires and lost and mark is not None and mark.origin is Origin.ASSIGNED:
        at = f", assigned at {mark.place.location}" if str(mark.place.location) else ""
        machine.observe("capability-lost", affected, f"{trigger} = {trigger_value} sets it back to false{at}")


def get_property(machine: Machine, target: Abstract, type_: str, name: str) -> Abstract | None:
    """Read a property of a contract object; None when the model does not know it."""
    known_names = machine.contract.capabilities if type_ == CAPABILITIES_TYPE else PROPERTY_TYPES.get(type_)
    if known_names is None or name not in known_names:
        return None

    def read(record: Record) -> Abstract:
        return record.fields.get(name) or unknown(f"{type_}.{name} is not known", machine.place())

    return read_objects(machine.heap, target, read, machine.place())


def read_objects(heap: Heap, target: Abstract, read: Callable[[Record], Abstract], place: Place) -> Abstract:
    """What ``read`` says of every object the target may be, joined; null is left out, for reading it throws.

    Raises:
        Thrown: the target is certainly null.
    """
    result: Abstract | None = Abstract((), target.cause) if target.cause is not None else None
    for ref in target.refs:
        obj = heap.get(ref.id)
        if isinstance(obj, Record):
            value = read(obj)
        elif isinstance(obj, Opaque):
            value = unknown(obj.cause)
        else:
            value = unknown("an object of another kind", place)
        result = value if result is None else join(result, value, target.why)
    if result is None:
        if target.atom == NULL_ATOM:
            raise Thrown("System.NullReferenceException", "an object that is null")
        return unknown("an object that is not known", place)
    return result


def set_property(machine: Machine, target: Abstract, type_: str, name: str, value: Abstract) -> bool:
    """Assign a property of a contract object; False when the model does not know it.

    Raises:
        Thrown: the assignment certainly throws.
    """
    if type_ == CAPABILITIES_TYPE:
        if name not in machine.contract.capabilities:
            return False
        set_capability(machine, target, name, value)
        return True
    if name not in SETTABLE.get(type_, ()):
        return False
    value = shaped(value, PROPERTY_TYPES[type_][name])
    if name == "ObjectModificationType":
        _check_object_modification(machine, target, value)
    mark = Mark(Origin.ASSIGNED, machine.place())

    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Record) or obj.type != type_:
            return obj
        return replace(obj, fields={**obj.fields, name: value}, marks={**obj.marks, name: mark})

    machine.heap.update(target, change)
    return True


def _check_object_modification(machine: Machine, target: Abstract, value: Abstract) -> None:
    """ObjectModificationType is set once, before any attribute change, and never to Unconfigured or None."""
    atom = value.atom
    enum = ENUMS["ObjectModificationType"]
    if isinstance(atom, Const) and isinstance(atom.value, int) and enum.name_of(atom.value) in ("Unconfigured", "None"):
        machine.observe("omt-invalid", str(enum.name_of(atom.value)), "ObjectModificationType refuses this value")
        raise Thrown("System.ArgumentException", "ObjectModificationType refuses this value")
    ref = target.only_ref
    record = machine.heap.get(ref.id) if ref else None
    if not isinstance(record, Record) or record.summary or record.type != "CSEntryChange":
        machine.may_throw()
        return
    before = record.fields["ObjectModificationType"].atom
    if isinstance(before, Const) and before.value != 0:
        machine.observe("omt-set-twice", "ObjectModificationType", f"was {enum.name_of(int(before.value or 0))} already")
        raise Thrown("System.InvalidOperationException", "ObjectModificationType is set twice")
    changes = record.fields["AttributeChanges"].only_ref
    listed = machine.heap.get(changes.id) if changes else None
    if isinstance(listed, Sequence) and listed.low > 0:
        machine.observe("omt-after-changes", "ObjectModificationType", "attribute changes were added before")
        raise Thrown("System.InvalidOperationException", "ObjectModificationType is set after attribute changes")
    if atom is None or before is None or not isinstance(listed, Sequence) or listed.high != 0:
        machine.may_throw()


def call_method(machine: Machine, type_: str, method: str) -> bool:
    """A method of Schema or SchemaType that changes nothing the facts hold; False when the model does not know it."""
    if type_ in ("Schema", "SchemaType") and method == "SetReadOnly":
        machine.observe("set-read-only", type_, f"{type_}.SetReadOnly() is called")
        return True
    return False


def key_of(heap: Heap, element: Abstract) -> Abstract | None:
    """The key under which a keyed collection of the contract files an element; None when it is not known."""
    ref = element.only_ref
    record = heap.get(ref.id) if ref else None
    if not isinstance(record, Record) or record.type not in KEY_PROPERTY or record.summary:
        return None
    return record.fields.get(KEY_PROPERTY[record.type])


def label_of(heap: Heap, element: Abstract) -> str | None:
    """The text under which a keyed collection files an element, when it is one known text."""
    key = key_of(heap, element)
    atom = key.atom if key is not None else None
    return atom.value if isinstance(atom, Const) and isinstance(atom.value, str) else None


def check_keyed_add(machine: Machine, collection: Sequence, element: Abstract, owner: Record | None = None) -> bool:
    """What a keyed collection of the contract checks when an element is added.

    Args:
        owner: the change the collection belongs to, when it is the AttributeChanges of a known CSEntryChange.

    Returns:
        Whether it certainly accepts the element.

    Raises:
        Thrown: the key is certainly there already, or the change's kind is certainly refused.
    """
    key = key_of(machine.heap, element)
    ref = element.only_ref
    record = machine.heap.get(ref.id) if ref else None
    if element.atom == NULL_ATOM:
        raise Thrown("System.Exception", "an element that is null has no key")
    if key is not None and isinstance(key.atom, Const) and key.atom.value is None:
        raise Thrown("System.ArgumentNullException", "the key is null")
    new = key is not None and key.known and collection.high is not None and not collection.summary
    if key is not None and key.known and isinstance(record, Record):
        label = key.atom.value if isinstance(key.atom, Const) else None
        for other in collection.elements:
            held = key_of(machine.heap, other.value) if other.label is None else None
            same = other.label == label if other.label is not None else held == key
            new = new and not same and (other.label is not None or (held is not None and held.known))
            if same and other.always:
                name = key.atom.value if isinstance(key.atom, Const) else ""
                machine.observe("duplicate-key", str(name), f"{record.type} '{name}' is added twice")
                raise Thrown("System.ArgumentException", f"{record.type} '{name}' is added twice")
    if not isinstance(record, Record) or record.type != "AttributeChange":
        return new
    return owner is not None and _check_change(machine, owner, record) and new


_ALLOWED_CHANGES: Final = {
    "Add": ("Add",),
    "Replace": ("Add",),
    "Update": ("Add", "Replace", "Update", "Delete"),
    "Delete": (),
}


def _check_change(machine: Machine, owner: Record, change: Record) -> bool:
    """Whether the change is certainly allowed in the object's change."""
    object_change = owner.fields["ObjectModificationType"].atom
    attribute_change = change.fields["ModificationType"].atom
    if not isinstance(object_change, Const) or not isinstance(attribute_change, Const):
        return False
    outer = ENUMS["ObjectModificationType"].name_of(int(object_change.value or 0))
    inner = ENUMS["AttributeModificationType"].name_of(int(attribute_change.value or 0))
    if outer in _ALLOWED_CHANGES and inner not in _ALLOWED_CHANGES[outer]:
        machine.observe("change-not-allowed", str(inner), f"ObjectModificationType is {outer}")
        raise Thrown("System.ArgumentException", f"{inner} is not allowed when ObjectModificationType is {outer}")
    return True


def depends_on_parameter(name: Abstract, place: Place) -> Abstract:
    """The value of a configuration parameter: never known, with the parameter's name in the reason."""
    atom = name.atom
    if isinstance(atom, Const) and isinstance(atom.value, str):
        return unknown(Cause(f"depends on configuration parameter '{atom.value}'", place))
    return unknown(Cause("depends on a configuration parameter whose name is not known", place))
