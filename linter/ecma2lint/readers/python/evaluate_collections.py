"""Lists, dictionaries, sets and tuples: making them, going through their elements, and adding to them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from ecma2lint.readers.heap import Element, HeapObject, Opaque, Record, Sequence, open_sequence
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python.evaluate_causes import cause_of
from ecma2lint.readers.python.evaluate_equality import key_of, same_key
from ecma2lint.readers.python.evaluate_frames import DICT, INSTANCE, SET
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_values import (
    NONE,
    External,
    Input,
    Lazy,
    Namespace,
    Plain,
    Tuple,
    View,
    known_text,
    to_value,
)
from ecma2lint.records import replace

#: Longer collections are not unrolled.
LONGEST_UNROLLED: Final = 2_000

Items = list[tuple[Abstract, bool]]


def sequence(machine: Machine, atom: Atom) -> Sequence | None:
    """The sequence an atom refers to."""
    obj = machine.heap.get(atom.id) if isinstance(atom, Ref) else None
    return obj if isinstance(obj, Sequence) else None


def rewriting(**parts: Any) -> Callable[[HeapObject], HeapObject]:
    """A change of a sequence that replaces some of its parts."""
    return lambda obj: replace(obj, **parts) if isinstance(obj, Sequence) else obj


def new_sequence(machine: Machine, type_: str, items: Items | Cause) -> Abstract:
    """A new list with these elements; an open one when they are not known."""
    machine.steps += len(items) if isinstance(items, list) else 0
    if isinstance(items, Cause):
        return single(machine.allocate(Sequence(type_, (), 0, None, items, machine.place())))
    elements = tuple(Element(kept(machine, value), None, always, machine.place()) for value, always in items)
    low = sum(element.always for element in elements)
    return single(machine.allocate(Sequence(type_, elements, low, len(elements), None, machine.place())))


def new_dict(machine: Machine, items: list[tuple[Abstract, Abstract]]) -> Abstract:
    """A new dictionary with known keys."""
    elements = tuple(Element(value, key, True, machine.place()) for key, value in items)
    return single(machine.allocate(Sequence(DICT, elements, len(elements), len(elements), None, machine.place())))


def new_set(machine: Machine, items: Items | Cause) -> Abstract:
    """A new set: known when its elements are known constants, else open."""
    if isinstance(items, Cause):
        return new_sequence(machine, SET, items)
    result = new_sequence(machine, SET, [])
    for value, always in items:
        if always:
            append(machine, result, value)
        else:
            machine.change(
                Abstract(result.atoms, machine.cause("an element that is there on some paths only")),
                _adding_to_set(machine, value),
            )
    return result


def kept(machine: Machine, value: Abstract) -> Abstract:
    """A value that is stored: an iterator that is kept may be used up at any time, so it is not known."""
    if any(isinstance(atom, Lazy) for atom in value.atoms):
        return machine.unknown(
            "an iterator that is kept is not followed", *(v for a in value.atoms if isinstance(a, Lazy) for v, _ in a.items)
        )
    return value


def element_of(machine: Machine, value: Abstract, cause: Cause) -> Abstract:
    """What one element of an iterable that is not unrolled may be: unknown, or one of the objects it holds."""
    found: list[Abstract] = [value] if value.cause is not None else []
    for atom in value.atoms:
        items = sequence(machine, atom)
        if items is not None:
            found.extend(e.key if e.key is not None else e.value for e in items.elements)
        elif isinstance(atom, Tuple):
            found.extend(atom.items)
        elif isinstance(atom, Lazy):
            found.extend(item for item, _ in atom.items)
        elif isinstance(atom, View):
            inner = sequence(machine, atom.receiver)
            for element in inner.elements if inner is not None else ():
                found.extend(v for v in (element.key, element.value) if v is not None)
    return machine.unknown(cause, *found)


def iterate(machine: Machine, value: Abstract) -> Items | Cause:
    """The elements of an iterable in order, each with whether it is always there; the cause when they are not known."""
    if value.cause is not None:
        return value.cause
    atoms = [atom for atom in value.atoms if atom is not ABSENT]
    if len(atoms) != 1:
        return value.why or machine.cause("one of several collections")
    atom = atoms[0]
    if isinstance(atom, Tuple):
        return [(item, True) for item in atom.items]
    if isinstance(atom, Lazy):
        return list(atom.items)
    if isinstance(atom, View):
        return _view_items(machine, atom)
    if isinstance(atom, Namespace):
        from ecma2lint.readers.python.evaluate_namespaces import iterate as names

        return names(machine, atom)
    if isinstance(atom, Const) and atom.type == "str" and len(str(atom.value)) <= LONGEST_UNROLLED:
        return [(to_value(character), True) for character in str(atom.value)]
    if isinstance(atom, Input):
        return machine.cause(contract.input_reason(atom))
    items = sequence(machine, atom)
    if items is not None:
        if items.high is None or len(items.elements) > LONGEST_UNROLLED:
            return items.cause or machine.cause("a collection that is too long to unroll")
        if items.type == SET and len(items.elements) > 1:
            return machine.cause("the order of a set is not known")
        return [(e.key if e.key is not None else e.value, e.always) for e in items.elements]
    if isinstance(atom, Const | Plain):
        if not isinstance(atom, Plain) or atom.type != "bytes":
            machine.throw_builtin("TypeError")
        return machine.cause("not an iterable")
    obj = machine.heap.get(atom.id) if isinstance(atom, Ref) else None
    if isinstance(obj, Opaque):
        return obj.cause
    if isinstance(obj, Record) and obj.type == INSTANCE:
        found = dunders.iterated(machine, atom)
        return found if isinstance(found, Cause) else iterate(machine, found)
    if isinstance(atom, External):
        return machine.cause(cause_of(atom.path))
    return machine.cause("iteration over this is not modelled")


def _view_items(machine: Machine, view: View) -> Items | Cause:
    items = sequence(machine, view.receiver)
    if items is None:
        return machine.cause("a dictionary that is not known")
    if items.high is None:
        return items.cause or machine.cause("a dictionary that is not known")
    result: Items = []
    for element in items.elements:
        key = element.key or NONE
        if view.kind == "keys":
            result.append((key, element.always))
        elif view.kind == "values":
            result.append((element.value, element.always))
        else:
            result.append((single(Tuple((key, element.value))), element.always))
    return result


def known_items(machine: Machine, value: Abstract) -> dict[str, Abstract] | Cause:
    """The items of a dictionary with known string keys, for ``**value``."""
    items = sequence(machine, value.atom) if value.atom is not None else None
    if items is None or items.type != DICT or not items.exact:
        return (
            value.cause or (items.cause if items is not None else None) or machine.cause("keyword arguments that are not known")
        )
    result: dict[str, Abstract] = {}
    for element in items.elements:
        name = known_text(element.key) if element.key is not None else None
        if name is None:
            return machine.cause("keyword arguments that are not known")
        result[name] = element.value
    return result


def append(machine: Machine, target: Abstract, value: Abstract) -> None:
    """Add an element at the end of a list or to a set."""
    value = kept(machine, value)
    is_set = any(s is not None and s.type == SET for s in (sequence(machine, atom) for atom in target.atoms))
    hashed = key_of(machine, value) if is_set else value
    element = Element(value, None, True, machine.place())
    for atom in target.atoms:
        # Adding copies the elements: long collections cost more of the budget.
        items = sequence(machine, atom)
        machine.steps += len(items.elements) >> 3 if items is not None else 0

    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Sequence):
            return obj
        if obj.type == SET:
            return _adding_to_set(machine, hashed)(obj)
        return appended(obj, element)

    machine.change(target, change)


def appended(obj: Sequence, element: Element) -> Sequence:
    """The sequence with one element more; an open one does not grow by what it may hold already."""
    if obj.high is None and any(covers(e.value, element.value) and covers_key(e.key, element.key) for e in obj.elements):
        return replace(obj, low=obj.low + 1)
    high = None if obj.high is None else obj.high + 1
    if len(obj.elements) > LONGEST_UNROLLED:
        return replace(obj, low=obj.low + 1, high=None, cause=obj.cause or Cause("a collection that is too long to follow"))
    return replace(obj, elements=(*obj.elements, element), low=obj.low + 1, high=high)


def covers(wide: Abstract, narrow: Abstract) -> bool:
    """Whether a value says nothing that the other does not allow already."""
    atoms = set(wide.atoms)
    if wide.cause is not None:
        return all(isinstance(atom, Const) or atom in atoms for atom in narrow.atoms)
    return narrow.cause is None and all(atom in atoms for atom in narrow.atoms)


def covers_key(wide: Abstract | None, narrow: Abstract | None) -> bool:
    return narrow is None if wide is None else narrow is not None and covers(wide, narrow)


def _adding_to_set(machine: Machine, value: Abstract) -> Callable[[HeapObject], HeapObject]:
    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Sequence):
            return obj
        atom = value.atom
        plain = isinstance(atom, Const | Plain) and all(isinstance(e.value.atom, Const | Plain) for e in obj.elements)
        if not plain:
            return open_sequence(replace(obj, elements=(*obj.elements, Element(value))), machine.cause("a set of objects"))
        if any(same_key(machine, e.value, atom) and e.always for e in obj.elements):
            return obj
        if any(same_key(machine, e.value, atom) for e in obj.elements) or obj.high is None:
            return open_sequence(obj, machine.cause("a set whose elements are not known"))
        return appended(obj, Element(value))

    return change
