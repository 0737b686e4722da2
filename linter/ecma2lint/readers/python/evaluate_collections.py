"""Lists, dictionaries, sets and tuples: elements, subscripts, slices, iteration, comparison and the methods that change them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ecma2lint.readers.heap import Element, HeapObject, Opaque, Record, Sequence, open_sequence
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Cause, Const, Ref, join, single
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python.evaluate_causes import cause_of
from ecma2lint.readers.python.evaluate_machine import DICT, INSTANCE, LIST, SET, Machine
from ecma2lint.readers.python.evaluate_values import (
    NONE,
    External,
    Function,
    Input,
    Lazy,
    NotPlainError,
    Plain,
    Tuple,
    View,
    known_text,
    python_value,
    to_value,
)
from ecma2lint.records import replace

if TYPE_CHECKING:
    pass

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
        machine.escape([value], "iteration over an object of the sources is not followed")
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


# --- changing ---------------------------------------------------------------------------------------------------------


def append(machine: Machine, target: Abstract, value: Abstract) -> None:
    """Add an element at the end of a list or to a set."""
    value = kept(machine, value)
    element = Element(value, None, True, machine.place())
    for atom in target.atoms:
        # Adding copies the elements: long collections cost more of the budget.
        items = sequence(machine, atom)
        machine.steps += len(items.elements) >> 3 if items is not None else 0

    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Sequence):
            return obj
        if obj.type == SET:
            return _adding_to_set(machine, value)(obj)
        return appended(obj, element)

    machine.change(target, change)


def appended(obj: Sequence, element: Element) -> Sequence:
    """The sequence with one element more; an open one does not grow by what it may hold already."""
    if obj.high is None and any(covers(e.value, element.value) and _covers_key(e.key, element.key) for e in obj.elements):
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


def _covers_key(wide: Abstract | None, narrow: Abstract | None) -> bool:
    return narrow is None if wide is None else narrow is not None and covers(wide, narrow)


def _adding_to_set(machine: Machine, value: Abstract) -> Callable[[HeapObject], HeapObject]:
    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Sequence):
            return obj
        atom = value.atom
        plain = isinstance(atom, Const | Plain) and all(isinstance(e.value.atom, Const | Plain) for e in obj.elements)
        if not plain:
            return open_sequence(replace(obj, elements=(*obj.elements, Element(value))), machine.cause("a set of objects"))
        if any(same_key(e.value, atom) and e.always for e in obj.elements):
            return obj
        if any(same_key(e.value, atom) for e in obj.elements) or obj.high is None:
            return open_sequence(obj, machine.cause("a set whose elements are not known"))
        return appended(obj, Element(value))

    return change


def same_key(value: Abstract, atom: Atom | None) -> bool | None:
    """Whether two keys are equal as Python sees it (``1 == True``); None when not known."""
    mine = value.atom
    if mine is None or atom is None:
        return None
    if mine == atom:
        return True
    if isinstance(mine, Ref | Function) or isinstance(atom, Ref | Function):
        both = isinstance(mine, Ref | Function) and isinstance(atom, Ref | Function)
        return None if both and type(mine) is not type(atom) else False if both else None
    try:
        return bool(python_value(mine) == python_value(atom))
    except NotPlainError:
        if isinstance(mine, Const) and isinstance(atom, Const):
            return False if mine.type == atom.type else None
        return None


def set_item(machine: Machine, target: Abstract, key: Abstract, value: Abstract) -> None:
    """``target[key] = value`` on dictionaries and lists."""
    value = kept(machine, value)
    if target.cause is not None:
        machine.may_throw()
        machine.escape([value, key], "stored in a collection that is not known")
    several = target.cause or (machine.cause("one of several collections") if len(target.atoms) > 1 else None)
    for atom in target.atoms:
        one = Abstract((atom,), several)
        items = sequence(machine, atom)
        if items is None:
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
            machine.change(one, lambda obj: _with_item(machine, obj, key, value))
        else:
            _set_at(machine, one, items, key, value)


def _with_item(machine: Machine, obj: HeapObject, key: Abstract, value: Abstract) -> HeapObject:
    if not isinstance(obj, Sequence):
        return obj
    atom = key.atom
    same = [same_key(e.key, atom) if e.key is not None else None for e in obj.elements]
    if atom is None or any(answer is None for answer in same):
        cause = key.cause or machine.cause("a key that is not known")
        elements = tuple(
            e if answer is False else replace(e, value=join(e.value, value, cause))
            for e, answer in zip(obj.elements, same, strict=True)
        )
        known = any(covers(e.value, value) and _covers_key(e.key, key) for e in elements)
        added = elements if known and obj.high is None else (*elements, Element(value, key, False, machine.place()))
        return replace(obj, elements=added, low=obj.low, high=None, cause=obj.cause or cause)
    if True in same:
        matching = same.count(True)
        replaced = tuple(
            replace(e, value=value, always=e.always or matching == 1) if answer else e
            for e, answer in zip(obj.elements, same, strict=True)
        )
        low = sum(e.always for e in replaced)
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
    wanted = key.atom
    if items is not None and items.exact and wanted is not None and not items.summary:
        if items.type == DICT:
            same = [same_key(e.key, wanted) if e.key is not None else None for e in items.elements]
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
    held = [e.value for e in source.elements] if source is not None else [other]
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
