"""Equality as Python sees it (``1 == True``, lists by their elements), and what may run when objects are compared."""

from __future__ import annotations

from ecma2lint.contract import ENUMS
from ecma2lint.readers.heap import Opaque, Record, Sequence
from ecma2lint.readers.lattice import Abstract, Atom, Const, Ref
from ecma2lint.readers.python.evaluate_frames import CLASS, DICT, INSTANCE, LIST, MODULE, SET
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_special import changes_something
from ecma2lint.readers.python.evaluate_values import External, Function, NotPlainError, Plain, Tuple, python_value

_PYTHON = (LIST, DICT, SET)
#: Deeper structures are not compared.
_DEEPEST = 8


def same_key(machine: Machine, value: Abstract, atom: Atom | None) -> bool | None:
    """Whether a value equals an atom; None when not known."""
    mine = value.atom
    return None if mine is None or atom is None else equal(machine, mine, atom)


def equal_values(machine: Machine, left: Abstract, right: Abstract, depth: int = 0) -> bool | None:
    """Whether two values are equal; None when not known."""
    if left.cause is not None or right.cause is not None or not left.atoms or not right.atoms:
        return None
    answers = {equal(machine, a, b, depth) for a in left.atoms for b in right.atoms}
    return answers.pop() if len(answers) == 1 else None


def equal(machine: Machine, left: Atom, right: Atom, depth: int = 0) -> bool | None:
    """Whether two alternatives are equal; None when not known, or when a comparison of the sources decides."""
    if depth > _DEEPEST:
        return None
    if isinstance(left, Tuple) and isinstance(right, Tuple):
        if left.__class__ is not right.__class__ or len(left.items) != len(right.items):
            return False
        return _all(equal_values(machine, a, b, depth + 1) for a, b in zip(left.items, right.items, strict=True))
    if isinstance(left, Ref) or isinstance(right, Ref):
        return _objects(machine, left, right, depth)
    if left == right and isinstance(left, Const | Function | External | Plain):
        # Whether two values that are no number are the same object is not known.
        return None if isinstance(left, Plain) and left.text == "nan" else True
    if isinstance(left, Function) or isinstance(right, Function):
        return False if isinstance(left, Function | Const) and isinstance(right, Function | Const) else None
    try:
        return bool(python_value(left) == python_value(right))
    except NotPlainError:
        if isinstance(left, Const) and isinstance(right, Const):
            return _constants(left, right)
        if (isinstance(left, Tuple) and isinstance(right, Const)) or (isinstance(left, Const) and isinstance(right, Tuple)):
            return False
        return None


def _constants(left: Const, right: Const) -> bool | None:
    if left.type == right.type:
        return left.value == right.value
    if left.type in ENUMS or right.type in ENUMS:
        # A number on the other side depends on the bridge.
        return False if {left.type, right.type} & {"null", "str"} else None
    return None


def _all(answers: object) -> bool | None:
    found = list(answers)  # type: ignore[call-overload]
    return False if False in found else None if None in found else True


def _objects(machine: Machine, left: Atom, right: Atom, depth: int) -> bool | None:
    mine = machine.heap.get(left.id) if isinstance(left, Ref) else None
    theirs = machine.heap.get(right.id) if isinstance(right, Ref) else None
    if isinstance(mine, Opaque) or isinstance(theirs, Opaque) or own_comparison(machine, left) or own_comparison(machine, right):
        return None
    if isinstance(left, Ref) and left == right:
        return None if mine is None or mine.summary else True
    if isinstance(mine, Sequence) and isinstance(theirs, Sequence):
        return _sequences(machine, mine, theirs, depth)
    if mine is None or theirs is None:
        other = right if isinstance(left, Ref) else left
        known = mine if mine is not None else theirs
        if isinstance(known, Sequence) and known.type not in _PYTHON:
            return None
        return False if isinstance(other, Const | Plain | Tuple | Function) else None
    return False if _by_identity(machine, left, mine) and _by_identity(machine, right, theirs) else None


def _by_identity(machine: Machine, atom: Atom, obj: Record | Sequence | Opaque) -> bool:
    if isinstance(obj, Sequence):
        return obj.type in _PYTHON
    if isinstance(obj, Record) and obj.type == CLASS and isinstance(atom, Ref):
        return not machine.classes[atom.id].strange
    return isinstance(obj, Record) and obj.type in (MODULE, INSTANCE)


def _sequences(machine: Machine, left: Sequence, right: Sequence, depth: int) -> bool | None:
    if left.type not in _PYTHON or right.type not in _PYTHON:
        return None
    if left.type != right.type:
        return False
    if left.high is not None and right.high is not None and (left.high < right.low or right.high < left.low):
        return False
    if not left.exact or not right.exact:
        return None
    if left.type == LIST:
        pairs = zip(left.elements, right.elements, strict=True)
        return _all(equal_values(machine, a.value, b.value, depth + 1) for a, b in pairs)
    answers: list[bool | None] = []
    for element in left.elements:
        name = element.key if element.key is not None else element.value
        same = [
            equal_values(machine, name, other.key if other.key is not None else other.value, depth + 1)
            for other in right.elements
        ]
        if True in same:
            found = right.elements[same.index(True)]
            answers.append(equal_values(machine, element.value, found.value, depth + 1) if left.type == DICT else True)
        else:
            answers.append(None if None in same else False)
    return _all(answers)


def own_comparison(machine: Machine, atom: Atom) -> bool:
    """Whether comparing or hashing an object may run code of the sources."""
    if not isinstance(atom, Ref):
        return isinstance(atom, Tuple) and any(own_comparison(machine, inner) for item in atom.items for inner in item.atoms)
    record = machine.record(atom)
    if record is None or record.type != INSTANCE:
        return False
    cls = record.fields["__class__"].only_ref
    return cls is None or any(machine.class_chain(cls.id, name) is not None for name in ("__eq__", "__hash__"))


_ORDERS = ("__eq__", "__hash__", "__lt__", "__gt__", "__le__", "__ge__", "__ne__")


def ordered_by_sources(machine: Machine, atom: Atom) -> bool:
    """Whether an object's class has any comparison of its own."""
    record = machine.record(atom)
    if record is None or record.type != INSTANCE:
        return False
    cls = record.fields["__class__"].only_ref
    return cls is None or any(machine.class_chain(cls.id, name) is not None for name in _ORDERS)


def key_of(machine: Machine, key: Abstract) -> Abstract:
    """A key as a dictionary or set sees it: unknown when the sources themselves decide what it equals."""
    if not any(own_comparison(machine, atom) for atom in key.atoms):
        return key
    reason = "depends on a comparison of the sources"
    machine.may_throw()
    if any(_changes(machine, atom) for atom in key.atoms):
        machine.escape([key], reason)
    return machine.unknown(reason, key)


def _changes(machine: Machine, atom: Atom) -> bool:
    """Whether comparing or hashing an object may do more than look."""
    if isinstance(atom, Tuple):
        return any(_changes(machine, inner) for item in atom.items for inner in item.atoms)
    record = machine.record(atom)
    cls = record.fields["__class__"].only_ref if record is not None and record.type == INSTANCE else None
    if cls is None:
        return record is not None and record.type == INSTANCE
    for name in ("__eq__", "__hash__"):
        found = machine.class_chain(cls.id, name)
        for part in found.atoms if found is not None else ():
            if not isinstance(part, Const) and not (isinstance(part, Function) and not changes_something(part.code.node)):
                return True
        if found is not None and found.cause is not None:
            return True
    return False
