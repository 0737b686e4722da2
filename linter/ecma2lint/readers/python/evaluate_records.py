"""Objects of which a part is replaced, or forgotten."""

from __future__ import annotations

from ecma2lint.readers.heap import Element, HeapObject, Opaque, Record, Sequence
from ecma2lint.readers.lattice import Abstract, Cause, Const
from ecma2lint.readers.python.evaluate_frames import DICT
from ecma2lint.records import replace


def with_field(record: Record, name: str, value: Abstract) -> Record:
    """The record with one field replaced."""
    return replace(record, fields={**record.fields, name: value})


def forgotten(obj: HeapObject, cause: Cause, before: HeapObject | None = None) -> HeapObject:
    """An object that keeps changing: what differs from ``before`` is unknown from here on, but for what it may refer to."""
    if isinstance(obj, Record):
        old = before.fields if isinstance(before, Record) else {}
        fields = {name: value if old.get(name) == value else _blurred([value], cause) for name, value in obj.fields.items()}
        return replace(obj, fields=fields)
    if isinstance(obj, Sequence):
        values = [value for e in obj.elements for value in (e.value, e.key) if value is not None]
        blurred = _blurred(values, cause)
        key = blurred if obj.type == DICT else None
        return replace(obj, elements=(Element(blurred, key, False, obj.place),), low=0, high=None, cause=cause, summary=True)
    return Opaque(obj.type, cause, obj.place)


def _blurred(values: list[Abstract], cause: Cause) -> Abstract:
    atoms = dict.fromkeys(atom for value in values for atom in value.atoms if not isinstance(atom, Const))
    return Abstract(tuple(atoms), cause)
