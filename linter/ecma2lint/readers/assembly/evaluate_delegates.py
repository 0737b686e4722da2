"""Delegates of several methods: combining, removing and comparing them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from ecma2lint.readers.assembly.evaluate_branches import compare
from ecma2lint.readers.assembly.evaluate_state import Delegate, boolean, some_bool
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.heap import Record, sequence_of
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Atom, join_all, single
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework
    from ecma2lint.readers.assembly.evaluate_machine import Machine


def call(framework: Framework, callee: ExternalMethod, name: str, args: list[Abstract]) -> Abstract | None:
    """A method of ``System.Delegate``; None when it is not known."""
    machine = framework.machine
    if name in ("Combine", "Remove") and len(args) == 2:
        return _paired(machine, args, _combined if name == "Combine" else _removed)
    if name in ("op_Equality", "op_Inequality", "Equals") and len(args) == 2:
        answer = _equal(machine, *args)
        return boolean(answer != (name == "op_Inequality")) if answer is not None else some_bool(args[0].reason or args[1].reason)
    atom = args[0].atom if args else None
    if name == "get_Target" and isinstance(atom, Delegate):
        has_this = not getattr(atom.callee, "is_static", False)
        return atom.target if has_this else NULL
    if name == "GetInvocationList" and isinstance(atom, Delegate):
        parts = [single(part) for part in atom.parts]
        return single(machine.allocate(sequence_of("System.Delegate[]", parts, machine.place())))
    return None


def _paired(
    machine: Machine, args: list[Abstract], function: Callable[[Machine, Atom, Atom], Abstract | None]
) -> Abstract | None:
    if args[0].cause is not None or args[1].cause is not None:
        return None
    results: list[Abstract] = []
    for left in args[0].atoms:
        for right in args[1].atoms:
            found = function(machine, left, right)
            if found is None:
                return None
            results.append(found)
    return join_all(results, args[0].why or args[1].why) if results else None


def _made(machine: Machine, parts: tuple[Delegate, ...]) -> Abstract:
    id_ = machine.allocate(Record("delegate", {}, {}, machine.place())).id
    return single(replace(parts[-1], id=id_, before=parts[:-1]))


def _combined(machine: Machine, left: Atom, right: Atom) -> Abstract | None:
    if NULL_ATOM in (left, right):
        return single(right if left == NULL_ATOM else left)
    if not isinstance(left, Delegate) or not isinstance(right, Delegate):
        return None
    return _made(machine, left.parts + right.parts)


def _removed(machine: Machine, left: Atom, right: Atom) -> Abstract | None:
    """The last occurrence of the whole list of the one is taken out of the other."""
    if NULL_ATOM in (left, right):
        return single(left)
    if not isinstance(left, Delegate) or not isinstance(right, Delegate):
        return None
    parts, gone = left.parts, right.parts
    for at in range(len(parts) - len(gone), -1, -1):
        answers = [_same(machine, a, b) for a, b in zip(parts[at : at + len(gone)], gone, strict=True)]
        if None in answers:
            return None
        if all(answers):
            rest = parts[:at] + parts[at + len(gone) :]
            return single(rest[0]) if len(rest) == 1 else _made(machine, rest) if rest else NULL
    return single(left)


def _same(machine: Machine, left: Delegate, right: Delegate) -> bool | None:
    """Whether two delegates call the same method on the same object."""
    if left.callee != right.callee or left.type != right.type:
        return False
    return True if left.target == right.target == NULL else compare(machine, left.target, right.target, "==")


def _equal(machine: Machine, left: Abstract, right: Abstract) -> bool | None:
    if not left.known or not right.known:
        return None
    a, b = left.atoms[0], right.atoms[0]
    if NULL_ATOM in (a, b):
        return a == b
    if not isinstance(a, Delegate) or not isinstance(b, Delegate):
        return None
    if len(a.parts) != len(b.parts):
        return False
    answers = [_same(machine, x, y) for x, y in zip(a.parts, b.parts, strict=True)]
    return False if False in answers else None if None in answers else True
