"""Which of two values comes first, and whether they are equal, as the framework's default comparers see them.

Texts follow the culture of the machine the connector runs on: what cultures do not agree on is not decided.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cmp_to_key
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_state import Boxed, Pair, Pointer
from ecma2lint.readers.heap import Record, Sequence
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Atom, Const, Ref

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

Compare = Callable[[Abstract, Abstract], int | None]

_UNSIGNED: Final = ("System.UInt32", "System.UInt64", "System.UIntPtr")
#: Letters that some culture sorts elsewhere, and pairs that some culture sorts as one letter.
_MOVING: Final = frozenset("yzvwqx")
_PAIRS: Final = frozenset("aa ch cs dz gy ly ny sz ty zs lj nj dh gj ll rr sh th xh zh dd ff ng ph rh".split())


# Equality


def same(machine: Machine, left: Abstract, right: Abstract, ignore_case: bool = False) -> bool | None:
    """Whether two values are equal to the default comparer (or to one that ignores case); None when that cannot be told."""
    if not left.known or not right.known:
        return None
    return _same_atoms(machine, left.atoms[0], right.atoms[0], ignore_case)


def _same_atoms(machine: Machine, left: Atom, right: Atom, ignore_case: bool) -> bool | None:
    if isinstance(left, Const) and isinstance(right, Const):
        if ignore_case and isinstance(left.value, str) and isinstance(right.value, str):
            if left.value != right.value and not (left.value.isascii() and right.value.isascii()):
                return None
            return left.value.lower() == right.value.lower()
        if isinstance(left.value, int) and isinstance(right.value, int):
            return int(left.value) == int(right.value)
        return left == right
    if NULL_ATOM in (left, right):
        return False
    if isinstance(left, Boxed) and isinstance(right, Boxed):
        if left.type != right.type:
            return False
        if isinstance(left.value.atom, Pointer) or isinstance(right.value.atom, Pointer):
            read = machine.steps_of.read
            return same(machine, read(left.value), read(right.value))
        return same(machine, left.value, right.value)
    if isinstance(left, Ref) and isinstance(right, Ref):
        return _same_objects(machine, left, right)
    if isinstance(left, Pair) and isinstance(right, Pair):
        return _all([same(machine, left.key, right.key), same(machine, left.value, right.value)])
    plain = (Const, Boxed)
    return False if {type(left), type(right)} <= {*plain, Ref} and type(left) is not type(right) else None


def _same_objects(machine: Machine, left: Ref, right: Ref) -> bool | None:
    one, other = machine.heap.get(left.id), machine.heap.get(right.id)
    if isinstance(one, Record) and isinstance(other, Record) and one.type == other.type and one.type.startswith("*"):
        if _own_equality(machine, one):
            return None
        answers = [
            same(machine, value, other.fields[name]) if name in other.fields else None for name, value in one.fields.items()
        ]
        return _all(answers)
    if left.id == right.id:
        if isinstance(one, Record):
            return None if one.summary or _own_equality(machine, one) else True
        return True if isinstance(one, Sequence) and not one.summary else None
    for obj in (one, other):
        if not isinstance(obj, Record | Sequence) or (isinstance(obj, Record) and _own_equality(machine, obj)):
            return None
    return False


def _all(answers: list[bool | None]) -> bool | None:
    if False in answers:
        return False
    return None if None in answers else True


def _own_equality(machine: Machine, record: Record) -> bool:
    """Whether objects of the type may say for themselves what they are equal to."""
    if record.type in ("*tuple", "object", "MACapabilities", "SchemaType", "SchemaAttribute", "Partition", "Schema"):
        return False
    type_ = machine.calls.types.get(record.type)
    if type_ is None:
        return record.type not in ("ConfigParameterDefinition", "HierarchyNode")
    for level in machine.universe.chain(type_):
        methods = getattr(level, "methods", None)
        if methods is None:
            if level.name not in ("System.Object", "System.ValueType", "System.Exception"):
                return True
            continue
        if any(method.name.rpartition(".")[2] == "Equals" for method in methods):
            return True
    return False


# Order


def ordered(left: Abstract, right: Abstract, type_: str, mode: str = "") -> int | None:
    """The sign of a comparison; None when it cannot be told.

    Args:
        type_: the declared type of the values.
        mode: how texts compare: ``o`` ordinal, ``i`` ordinal ignoring case, else as the machine's culture has it.
    """
    a, b = left.atom, right.atom
    if isinstance(a, Boxed) and isinstance(b, Boxed):
        if a.type != b.type:
            return None
        return ordered(a.value, b.value, a.type, mode)
    if not isinstance(a, Const) or not isinstance(b, Const):
        return None
    if a == b:
        return 0
    if NULL_ATOM in (a, b):
        return -1 if a == NULL_ATOM else 1
    if isinstance(a.value, str) and isinstance(b.value, str) and a.type == b.type == "str":
        return texts(a.value, b.value, mode)
    if not isinstance(a.value, int) or not isinstance(b.value, int):
        return None
    x, y = int(a.value), int(b.value)
    if type_ in _UNSIGNED:
        mask = (1 << (64 if type_ == "System.UInt64" else 32)) - 1
        x, y = x & mask, y & mask
    elif (x < 0) != (y < 0) and not type_.startswith("System.Int") and type_ != "System.SByte":
        return None
    return _sign(x, y)


def _sign(a: object, b: object) -> int:
    return 0 if a == b else -1 if a < b else 1  # type: ignore[operator]


def texts(a: str, b: str, mode: str) -> int | None:
    """The sign of a comparison of two texts; None where cultures differ."""
    if a == b:
        return 0
    if mode == "o":
        return _sign(a.encode("utf-16-be"), b.encode("utf-16-be"))
    if not (a.isascii() and b.isascii()):
        return None
    if mode == "i":
        return _sign(a.upper(), b.upper())
    return _by_culture(a, b, mode)


def _by_culture(a: str, b: str, mode: str) -> int | None:
    if not all(part.isalnum() for part in (a, b) if part):
        return None
    low, other = a.lower(), b.lower()
    if low == other:
        # Cultures put the small letter first, but a Turkish one tells I from i before that.
        return None if mode == "c" or "i" in low else _first_small(a, b)
    at = next((i for i, (x, y) in enumerate(zip(low, other, strict=False)) if x != y), min(len(low), len(other)))
    for word in (low, other):
        around = {word[at - 1 : at + 1], word[at : at + 2]} if at else {word[at : at + 2]}
        if around & _PAIRS or word[at : at + 1] in _MOVING:
            return None
    # A Turkish machine has a dotless i, and the capital I is that one.
    if "i" in {low[at : at + 1], other[at : at + 1]} or ("I" in a[:at] + b[:at] and "i" in a[:at] + b[:at]):
        return None
    return _sign(low, other)


def _first_small(a: str, b: str) -> int:
    for x, y in zip(a, b, strict=True):
        if x != y:
            return -1 if x.islower() else 1
    return 0


def sorted_by(items: list[Abstract], keys: list[Abstract], compare: Compare, stable: bool) -> list[Abstract] | None:
    """The items in the order of their keys; None when the order cannot be told.

    Args:
        stable: whether items with equal keys keep their order, as ``OrderBy`` has it; ``Sort`` makes no such promise.
    """
    known = True

    def by(i: int, j: int) -> int:
        nonlocal known
        answer = compare(keys[i], keys[j]) if known else None
        if answer is None:
            known = False
            return 0
        return answer

    order = sorted(range(len(items)), key=cmp_to_key(by))
    if not known:
        return None
    for i, j in pairwise(order):
        if not stable and items[i] != items[j] and compare(keys[i], keys[j]) == 0:
            return None
    return [items[i] for i in order]
