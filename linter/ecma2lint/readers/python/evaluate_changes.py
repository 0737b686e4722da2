"""Items of lists and dictionaries assigned and deleted; a change that cannot be followed leaves the collection open."""

from __future__ import annotations

from ecma2lint.readers.heap import Element, HeapObject, Sequence, open_sequence
from ecma2lint.readers.lattice import Abstract, Cause, Const, Ref, join, single
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python import evaluate_namespaces as namespaces
from ecma2lint.readers.python.evaluate_collections import (
    appended,
    covers,
    covers_key,
    iterate,
    kept,
    rewriting,
    sequence,
)
from ecma2lint.readers.python.evaluate_equality import key_of, same_key
from ecma2lint.readers.python.evaluate_frames import DICT, LIST, SET
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_values import Namespace, Tuple
from ecma2lint.records import replace


def set_item(machine: Machine, target: Abstract, key: Abstract, value: Abstract) -> None:
    """``target[key] = value`` on dictionaries and lists."""
    value, key = kept(machine, value), kept(machine, key)
    if target.cause is not None:
        machine.may_throw()
        machine.escape([value, key], "stored in a collection that is not known")
    several = target.cause or (machine.cause("one of several collections") if len(target.atoms) > 1 else None)
    for atom in target.atoms:
        one = Abstract((atom,), several)
        items = sequence(machine, atom)
        if isinstance(atom, Namespace):
            namespaces.set_item(machine, atom, key, value)
        elif items is None:
            if not dunders.set_item(machine, atom, key, value):
                machine.may_throw()
                machine.escape([single(atom), value, key], "an item of an object that is not modelled")
        elif items.type == DICT:
            if (
                isinstance(key.atom, Ref)
                and (listed := sequence(machine, key.atom)) is not None
                and listed.type in (LIST, DICT, SET)
            ):
                machine.throw_builtin("TypeError")
                return
            name = key_of(machine, key)
            machine.change(one, lambda obj, name=name: _with_item(machine, obj, name, value))  # type: ignore[misc]
        else:
            _set_at(machine, one, items, key, value)


def _with_item(machine: Machine, obj: HeapObject, key: Abstract, value: Abstract) -> HeapObject:
    if not isinstance(obj, Sequence):
        return obj
    atom = key.atom
    same = [same_key(machine, e.key, atom) if e.key is not None else None for e in obj.elements]
    if atom is None or any(answer is None for answer in same):
        cause = key.cause or machine.cause("a key that is not known")
        elements = tuple(
            e if answer is False else replace(e, value=join(e.value, value, cause))
            for e, answer in zip(obj.elements, same, strict=True)
        )
        known = any(covers(e.value, value) and covers_key(e.key, key) for e in elements)
        added = elements if known and obj.high is None else (*elements, Element(value, key, False, machine.place()))
        return replace(obj, elements=added, low=obj.low, high=None, cause=obj.cause or cause)
    if True in same:
        matching = same.count(True)
        replaced = tuple(
            replace(e, value=value, always=e.always or matching == 1) if answer else e
            for e, answer in zip(obj.elements, same, strict=True)
        )
        low = sum(e.always for e in replaced)
        if matching == 1 and not obj.elements[same.index(True)].always and same[-1] is not True:
            # The key stands where it was, or behind all others.
            cause = obj.cause or machine.cause("the order of keys that were there on some paths only")
            return replace(obj, elements=replaced, low=max(obj.low, low), high=None, cause=cause)
        return replace(obj, elements=replaced, low=max(obj.low, low), cause=obj.cause)
    if obj.high is None:
        return replace(obj, elements=(*obj.elements, Element(value, key, True, machine.place())), low=max(obj.low, 1))
    return appended(obj, Element(value, key, True, machine.place()))


def _set_at(machine: Machine, target: Abstract, items: Sequence, key: Abstract, value: Abstract) -> None:
    atom = key.atom
    if isinstance(atom, Const) and atom.type == "int" and isinstance(atom.value, int) and items.exact and not items.summary:
        size = len(items.elements)
        if not -size <= atom.value < size:
            machine.throw_builtin("IndexError")
            return
        index = atom.value % size

        def change(obj: HeapObject) -> HeapObject:
            if not isinstance(obj, Sequence) or len(obj.elements) != size:
                return obj
            elements = list(obj.elements)
            elements[index] = Element(value, None, True, machine.place())
            return replace(obj, elements=tuple(elements))

        machine.change(target, change)
        return
    blur(machine, target, key.cause or machine.cause("a position that is not known"), [value])


def blur(machine: Machine, target: Abstract, cause: Cause, values: list[Abstract]) -> None:
    """Something changed in a collection that cannot be followed: it is open from here on."""

    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Sequence):
            return obj
        fresh = [value for value in values if not any(covers(e.value, value) for e in obj.elements)]
        elements = (
            *obj.elements,
            *(Element(value, None if obj.type != DICT else machine.unknown(cause), False) for value in fresh),
        )
        return open_sequence(replace(obj, elements=elements), cause)

    machine.may_throw()
    machine.change(target, change)


def delete_item(machine: Machine, target: Abstract, key: Abstract) -> None:
    """``del target[key]``."""
    atom = target.atom
    items = sequence(machine, atom) if atom is not None else None
    if isinstance(atom, Namespace):
        namespaces.set_item(machine, atom, key, None)
        return
    if atom is not None and dunders.set_item(machine, atom, key, None):
        return
    key = key_of(machine, key) if items is not None and items.type == DICT else key
    wanted = key.atom
    if items is not None and items.exact and wanted is not None and not items.summary:
        if items.type == DICT:
            same = [same_key(machine, e.key, wanted) if e.key is not None else None for e in items.elements]
            if None not in same:
                if True not in same:
                    machine.throw_builtin("KeyError")
                    return
                left = tuple(e for e, answer in zip(items.elements, same, strict=True) if not answer)
                machine.change(target, rewriting(elements=left, low=len(left), high=len(left)))
                return
        elif isinstance(wanted, Const) and isinstance(wanted.value, int):
            size = len(items.elements)
            if not -size <= wanted.value < size:
                machine.throw_builtin("IndexError")
                return
            left = tuple(e for i, e in enumerate(items.elements) if i != wanted.value % size)
            machine.change(target, rewriting(elements=left, low=size - 1, high=size - 1))
            return
    blur(machine, target, key.cause or machine.cause("a deletion that is not followed"), [])
    if items is None:
        machine.escape([target, key], "a deletion from an object that is not modelled")


def update_dict(machine: Machine, target: Abstract, other: Abstract) -> None:
    """``target.update(other)`` for another dictionary or pairs."""
    atom = other.atom
    source = sequence(machine, atom) if atom is not None else None
    if source is not None and source.type == DICT and source.high is not None:
        for element in source.elements:
            if element.key is None:
                continue
            if element.always:
                set_item(machine, target, element.key, element.value)
            else:
                several = Abstract(target.atoms, target.cause or machine.cause("a key that is there on some paths only"))
                key, value = element.key, element.value
                machine.change(several, lambda obj, key=key, value=value: _with_item(machine, obj, key, value))  # type: ignore[misc]
        return
    pairs = iterate(machine, other)
    if isinstance(pairs, list) and all(always and isinstance(p.atom, Tuple) and len(p.atom.items) == 2 for p, always in pairs):
        for pair, _ in pairs:
            assert isinstance(pair.atom, Tuple)
            set_item(machine, target, pair.atom.items[0], pair.atom.items[1])
        return
    cause = pairs if isinstance(pairs, Cause) else machine.cause("the other dictionary is not known")
    sources = [items for atom in other.atoms if (items := sequence(machine, atom)) is not None]
    held = [other, *(element.value for items in sources for element in items.elements)]
    machine.change(target, lambda obj: _scrambled(machine, obj, cause, held))
    machine.may_throw()


def _scrambled(machine: Machine, obj: HeapObject, cause: Cause, values: list[Abstract]) -> HeapObject:
    """A dictionary after unknown keys were assigned: every value may have been replaced."""
    if not isinstance(obj, Sequence):
        return obj
    elements = tuple(replace(e, value=machine.unknown(cause, e.value, *values)) for e in obj.elements)
    fresh = [value for value in values if not any(covers(e.value, value) and e.value.cause for e in elements)]
    extra = tuple(Element(machine.unknown(cause, value), machine.unknown(cause), False) for value in fresh)
    return replace(obj, elements=(*elements, *extra), high=None, cause=obj.cause or cause)
