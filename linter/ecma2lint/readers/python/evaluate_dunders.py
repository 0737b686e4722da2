"""Special methods: an operation on an instance of a class of the sources calls them, with all that they do."""

from __future__ import annotations

import ast
from typing import Final

from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.readers.python.evaluate_frames import INSTANCE
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    NONE,
    External,
    Function,
    Plain,
    Tuple,
    boolean,
    either,
    to_value,
)

_NOT_IMPLEMENTED: Final = External("builtins.NotImplemented")
_ORDER: Final[dict[type[ast.cmpop], tuple[str, str]]] = {
    ast.Eq: ("__eq__", "__eq__"),
    ast.NotEq: ("__ne__", "__ne__"),
    ast.Lt: ("__lt__", "__gt__"),
    ast.LtE: ("__le__", "__ge__"),
    ast.Gt: ("__gt__", "__lt__"),
    ast.GtE: ("__ge__", "__le__"),
}
_OPERATORS: Final[dict[type[ast.operator], str]] = {
    ast.Add: "add",
    ast.Sub: "sub",
    ast.Mult: "mul",
    ast.MatMult: "matmul",
    ast.Div: "truediv",
    ast.FloorDiv: "floordiv",
    ast.Mod: "mod",
    ast.Pow: "pow",
    ast.LShift: "lshift",
    ast.RShift: "rshift",
    ast.BitOr: "or",
    ast.BitXor: "xor",
    ast.BitAnd: "and",
}
_UNARY: Final[dict[type[ast.unaryop], str]] = {ast.UAdd: "__pos__", ast.USub: "__neg__", ast.Invert: "__invert__"}


def class_of(machine: Machine, atom: Atom) -> Ref | None:
    """The class of an instance of the sources; None for everything else."""
    record = machine.record(atom)
    return record.fields["__class__"].only_ref if record is not None and record.type == INSTANCE else None


def is_instance(machine: Machine, atom: Atom) -> bool:
    """Whether an alternative is an instance of a class of the sources."""
    record = machine.record(atom)
    return record is not None and record.type == INSTANCE


def has(machine: Machine, atom: Atom, *names: str) -> bool:
    """Whether the class of an instance has one of the methods, or may have."""
    if not is_instance(machine, atom):
        return False
    cls = class_of(machine, atom)
    return cls is None or any(machine.class_chain(cls.id, name) is not None for name in names)


def call(machine: Machine, atom: Atom, name: str, args: list[Abstract]) -> Abstract | None:
    """What a special method of an instance returns; None when the class has none of that name."""
    cls = class_of(machine, atom)
    if cls is None:
        reason = "an object whose class is not known"
        return machine.call_unknown(reason, [single(atom), *args], {}) if is_instance(machine, atom) else None
    found = machine.class_chain(cls.id, name)
    if found is None or found == NONE:
        return None
    if found.cause is not None:
        return machine.call_unknown(found.cause.reason, [single(atom), *args], {}, found)
    return machine.call(machine.bind_all(found, cls, atom, atom), args, {})


# --- truth and length -------------------------------------------------------------------------------------------------


def truth(machine: Machine, atom: Atom) -> Abstract:
    """``bool(x)`` of an instance that has ``__bool__`` or ``__len__``."""
    result = call(machine, atom, "__bool__", [])
    if result is None:
        result = call(machine, atom, "__len__", [])
    return machine.condition(result) if result is not None and not machine.dead else NEVER


# --- comparison -------------------------------------------------------------------------------------------------------


def compare(machine: Machine, kind: type[ast.cmpop], left: Atom, right: Atom) -> Abstract | None:
    """A comparison in which an instance takes part; None when none does."""
    if kind in (ast.In, ast.NotIn):
        return _contains(machine, kind, left, right) if is_instance(machine, right) else None
    if not is_instance(machine, left) and not is_instance(machine, right):
        return None
    own, reflected = _ORDER[kind]
    sides = [(left, right, own), (right, left, reflected)]
    if _derives(machine, right, left):
        sides.reverse()
    for receiver, other, name in sides:
        answer = call(machine, receiver, name, [single(other)])
        if answer is None and kind is ast.NotEq:
            equal = call(machine, receiver, "__eq__", [single(other)])
            answer = _negated(machine, equal) if equal is not None else None
        if answer is None or (answer.cause is None and answer.atom == _NOT_IMPLEMENTED):
            continue
        if _NOT_IMPLEMENTED in answer.atoms:
            return machine.call_unknown("a comparison that is not always implemented", [single(left), single(right)], {})
        return answer if not machine.dead else NEVER
    plain = (Const, Plain, Tuple, Function)
    known = all(
        isinstance(a, plain) or is_instance(machine, a) or machine.heap_type(a) in ("list", "dict", "set") for a in (left, right)
    )
    if kind in (ast.Eq, ast.NotEq) and known:
        if left == right and getattr(machine.heap.get(left.id), "summary", True):  # type: ignore[attr-defined]
            return either(machine.cause("depends on which of several objects it is"))
        return boolean((left == right) == (kind is ast.Eq))
    if known and not machine.total_ordered:
        return machine.throw_builtin("TypeError")
    machine.may_throw()
    machine.escape([single(left), single(right)], "a comparison that is not modelled")
    return either(machine.cause("depends on a comparison that is not modelled"))


def _negated(machine: Machine, answer: Abstract) -> Abstract:
    if machine.dead or answer.atom == _NOT_IMPLEMENTED:
        return answer
    return machine.negate(machine.condition(answer))


def _derives(machine: Machine, sub: Atom, base: Atom) -> bool:
    mine, theirs = class_of(machine, sub), class_of(machine, base)
    return mine is not None and theirs is not None and mine != theirs and theirs.id in machine.classes[mine.id].mro


def _contains(machine: Machine, kind: type[ast.cmpop], wanted: Atom, holder: Atom) -> Abstract:
    from ecma2lint.readers.python import evaluate_lookup as lookups

    answer = call(machine, holder, "__contains__", [single(wanted)])
    if answer is not None:
        outcome = machine.condition(answer) if not machine.dead else NEVER
        return machine.negate(outcome) if kind is ast.NotIn else outcome
    items = machine.iterate(single(holder))
    if machine.dead:
        return NEVER
    return either(items) if isinstance(items, Cause) else lookups.contains(machine, kind, wanted, items)


# --- operators --------------------------------------------------------------------------------------------------------


def binary(machine: Machine, kind: type[ast.operator], left: Atom, right: Atom) -> Abstract | None:
    """A binary operator in which an instance takes part; None when none does."""
    if not is_instance(machine, left) and not is_instance(machine, right):
        return None
    if kind is ast.Mod and isinstance(left, Const) and left.type == "str":
        return machine.call_unknown("a formatted value", [single(right)], {})
    name = _OPERATORS[kind]
    sides = [(left, right, f"__{name}__"), (right, left, f"__r{name}__")]
    if _derives(machine, right, left):
        sides.reverse()
    for receiver, other, method in sides:
        answer = call(machine, receiver, method, [single(other)])
        if answer is None or (answer.cause is None and answer.atom == _NOT_IMPLEMENTED):
            continue
        if _NOT_IMPLEMENTED in answer.atoms:
            return machine.call_unknown("an operator that is not always implemented", [single(left), single(right)], {})
        return answer if not machine.dead else NEVER
    if all(isinstance(a, Const | Plain | Tuple) or is_instance(machine, a) for a in (left, right)):
        return machine.throw_builtin("TypeError")
    return machine.call_unknown("an operator on these objects is not modelled", [single(left), single(right)], {})


def in_place(machine: Machine, kind: type[ast.operator], left: Atom, right: Abstract) -> Abstract | None:
    """``left += right`` by ``__iadd__`` and the like; None when the class has none."""
    answer = call(machine, left, f"__i{_OPERATORS[kind]}__", [right])
    return None if answer is None or (answer.cause is None and answer.atom == _NOT_IMPLEMENTED) else answer


def unary(machine: Machine, kind: type[ast.unaryop], value: Atom) -> Abstract | None:
    """``-x``, ``+x``, ``~x`` of an instance; None for everything else."""
    if not is_instance(machine, value):
        return None
    answer = call(machine, value, _UNARY[kind], [])
    return answer if answer is not None else machine.throw_builtin("TypeError")


# --- items and iteration ----------------------------------------------------------------------------------------------


def set_item(machine: Machine, atom: Atom, key: Abstract, value: Abstract | None) -> bool:
    """``x[key] = value`` or ``del x[key]`` of an instance; False for everything else."""
    if not is_instance(machine, atom):
        return False
    args = [key] if value is None else [key, value]
    if call(machine, atom, "__delitem__" if value is None else "__setitem__", args) is None:
        machine.throw_builtin("TypeError")
    return True


def iterated(machine: Machine, atom: Atom) -> Abstract | Cause:
    """What ``__iter__`` of an instance returns; the cause when going through it is not followed."""
    result = call(machine, atom, "__iter__", [])
    if machine.dead:
        return machine.cause("an iteration that raises")
    if result is None:
        if not has(machine, atom, "__getitem__"):
            machine.throw_builtin("TypeError")
            return machine.cause("not an iterable")
        return _by_hand(machine, atom)
    found = result.atom
    if found is None or is_instance(machine, found):
        machine.call_unknown("iteration over an object of the sources is not followed", [result], {})
        return result.cause or machine.cause("iteration over an object of the sources is not followed")
    return result


def _by_hand(machine: Machine, atom: Atom) -> Cause:
    reason = "iteration over an object of the sources is not followed"
    machine.call_unknown(reason, [single(atom)], {})
    return machine.cause(reason)


# --- text -------------------------------------------------------------------------------------------------------------


def text(machine: Machine, atom: Atom, *names: str) -> Abstract | None:
    """``str(x)`` of an instance by the first of the methods its class has; None when it has none."""
    for name in names:
        args = [to_value("")] if name == "__format__" else []
        result = call(machine, atom, name, args)
        if result is not None:
            return result
    return None
