"""Structural equality and order of F#: texts, numbers, tuples, options, lists, arrays, own types by their ``Equals``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_fsharp_values import LIST, OPTION
from ecma2lint.readers.assembly.evaluate_state import Boxed, Pointer, TypeAtom
from ecma2lint.readers.assembly.handles import MethodHandle, TypeHandle
from ecma2lint.readers.heap import Record, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Atom, Const, Ref, single

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

#: Records of these types are equal when their fields are.
_PLAIN: Final = frozenset({"tuple", "*tuple", OPTION, "result", "choice"})


def same(machine: Machine, left: Abstract, right: Abstract) -> bool | None:
    """Whether two values are equal; None when that cannot be told."""
    if any(isinstance(atom, Pointer) for value in (left, right) for atom in value.atoms):
        steps = machine.steps_of
        left, right = (steps.read(v) if any(isinstance(a, Pointer) for a in v.atoms) else v for v in (left, right))
    if left.cause is not None or right.cause is not None or not left.atoms or not right.atoms:
        return None
    answers = {_same_atoms(machine, a, b) for a in left.atoms for b in right.atoms}
    return answers.pop() if len(answers) == 1 else None


def _same_atoms(machine: Machine, left: Atom, right: Atom) -> bool | None:
    if isinstance(left, Const) and isinstance(right, Const):
        if isinstance(left.value, int) and isinstance(right.value, int):
            # Booleans and values of enumerations are numbers here and there.
            return int(left.value) == int(right.value)
        if "null" in (left.type, right.type) and {left.type, right.type} & {"int", "bool"}:
            return None
        return left == right
    if NULL_ATOM in (left, right):
        return False
    if isinstance(left, Boxed) and isinstance(right, Boxed):
        return same(machine, left.value, right.value) if left.type == right.type else False
    if isinstance(left, Boxed) != isinstance(right, Boxed):
        # Equals on a struct: the receiver is not boxed, the argument is.
        one, other = (machine.steps_of.opened(part) for part in (left, right))
        return same(machine, one, other) if one.refs and other.refs else None
    if isinstance(left, TypeAtom) and isinstance(right, TypeAtom):
        return str(left.type) == str(right.type)
    if not isinstance(left, Ref) or not isinstance(right, Ref):
        return None
    a, b = machine.heap.get(left.id), machine.heap.get(right.id)
    if isinstance(a, Sequence) and isinstance(b, Sequence):
        ordered = a.type == b.type == LIST or (a.type.endswith("[]") and b.type.endswith("[]"))
        if not ordered or not a.exact or not b.exact:
            return True if left == right and ordered and not a.summary else None
        if len(a.elements) != len(b.elements):
            return False
        return _all(machine, [(x.value, y.value) for x, y in zip(a.elements, b.elements, strict=True)])
    if not isinstance(a, Record) or not isinstance(b, Record):
        return None
    if a.type in _PLAIN and b.type in _PLAIN:
        if a.type != b.type or a.fields.keys() != b.fields.keys():
            return None
        return _all(machine, [(a.fields[name], b.fields[name]) for name in a.fields])
    return _own(machine, left, right, a)


def _all(machine: Machine, pairs: list[tuple[Abstract, Abstract]]) -> bool | None:
    answers = [same(machine, x, y) for x, y in pairs]
    return False if False in answers else None if None in answers else True


def _own(machine: Machine, left: Ref, right: Ref, record: Record) -> bool | None:
    """What the type's own ``Equals`` says; without one, whether it is the same object."""
    type_ = machine.calls.types.get(record.type)
    if type_ is None:
        return None
    levels = [level for level in machine.universe.chain(type_) if isinstance(level, TypeHandle)]
    methods = [m for level in levels for m in level.methods_named("Equals") if m.is_virtual and not m.is_static]
    method = next((m for m in methods if _takes(m, 2)), None) or next((m for m in methods if _takes(m, 1)), None)
    if method is None:
        return left == right if not record.summary else None
    args = [single(left), single(right), NULL][: 1 + len(method.signature.parameters)]
    answer = machine.calls.invoke(method, args, False)
    return truth(answer.atom) if answer.known else None


def _takes(method: MethodHandle, number: int) -> bool:
    parameters = [str(sig) for sig in method.signature.parameters]
    return len(parameters) == number and parameters[0] == "System.Object"


def order(machine: Machine, left: Abstract, right: Abstract) -> int | None:
    """-1, 0 or 1 for two numbers or two texts (by their codes), and for tuples and lists of them; None for everything else."""
    a, b = left.atom, right.atom
    if isinstance(a, Const) and isinstance(b, Const):
        if isinstance(a.value, str) and isinstance(b.value, str):
            x, y = a.value.encode("utf-16-be"), b.value.encode("utf-16-be")
            return (x > y) - (x < y)
        if a.type == b.type and isinstance(a.value, int) and isinstance(b.value, int):
            return (a.value > b.value) - (a.value < b.value)
        return None
    one = machine.heap.get(a.id) if isinstance(a, Ref) else None
    other = machine.heap.get(b.id) if isinstance(b, Ref) else None
    if isinstance(one, Record) and isinstance(other, Record) and one.type == other.type == "tuple":
        for name in one.fields:
            found = order(machine, one.fields[name], other.fields[name]) if name in other.fields else None
            if found != 0:
                return found
        return 0
    return None
