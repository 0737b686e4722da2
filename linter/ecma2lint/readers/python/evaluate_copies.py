"""Copies of lists, dictionaries, sets and tuples, shallow and deep."""

from __future__ import annotations

from ecma2lint.readers.heap import Sequence
from ecma2lint.readers.lattice import Abstract, Atom, Const, Ref
from ecma2lint.readers.python.evaluate_frames import CLASS, DICT, LIST, SET
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_values import External, Function, Plain, Tuple
from ecma2lint.records import replace


def copied(machine: Machine, value: Abstract, memo: dict[int, Ref] | None) -> Abstract | None:
    """A copy of a value, deep with a memo; None when that is not followed."""
    if value.cause is not None:
        return None
    atoms: list[Atom] = []
    for atom in value.atoms:
        found = _copy(machine, atom, memo)
        if found is None:
            return None
        atoms.append(found)
    return replace(value, atoms=tuple(atoms))


def _copy(machine: Machine, atom: Atom, memo: dict[int, Ref] | None) -> Atom | None:
    if isinstance(atom, Const | Plain | Function | External):
        return atom
    if isinstance(atom, Tuple):
        if memo is None:
            return atom
        items = [copied(machine, item, memo) for item in atom.items]
        return None if None in items else Tuple(tuple(item for item in items if item is not None))
    if not isinstance(atom, Ref):
        return None
    obj = machine.heap.get(atom.id)
    if obj is not None and obj.type == CLASS:
        return atom
    if not isinstance(obj, Sequence) or obj.type not in (LIST, DICT, SET) or obj.summary:
        return None
    if memo is None:
        return machine.allocate(replace(obj, place=machine.place()))
    if atom.id in memo:
        return memo[atom.id]
    memo[atom.id] = machine.allocate(Sequence(obj.type, place=machine.place()))
    elements = []
    for element in obj.elements:
        inner, key = copied(machine, element.value, memo), element.key
        key = copied(machine, key, memo) if key is not None else None
        if inner is None or (key is None) != (element.key is None):
            return None
        elements.append(replace(element, value=inner, key=key))
    machine.put(memo[atom.id].id, replace(obj, elements=tuple(elements), place=machine.place()))
    return memo[atom.id]
