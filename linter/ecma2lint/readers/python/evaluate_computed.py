"""Python's own functions on known constants: computed for every combination of alternatives."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ecma2lint.contract import ENUMS
from ecma2lint.readers.lattice import Abstract, Atom, Const
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python.evaluate_causes import cause_of
from ecma2lint.readers.python.evaluate_machine import Machine, join_values
from ecma2lint.readers.python.evaluate_values import NEVER, Made, NotPlainError, python_value, to_value

Args = list[Abstract]
Keywords = dict[str, Abstract]


def to_text(machine: Machine, value: Abstract, *own: str) -> Abstract:
    """``str(value)``; ``own`` are the methods of the sources' classes that are asked, the first one there is."""
    if value.cause is not None:
        return machine.unknown(value.cause)

    def one(atom: Atom) -> Abstract:
        if isinstance(atom, Const) and atom.type in ENUMS and isinstance(atom.value, int):
            return to_value(ENUMS[atom.type].name_of(atom.value) or str(atom.value))
        if isinstance(atom, Const) and atom.type == "guid":
            return to_value(str(atom.value))
        if isinstance(atom, Made):
            return machine.unknown(cause_of(atom.cls))
        written = dunders.text(machine, atom, *(own or ("__str__", "__repr__")))
        if written is not None:
            return written
        try:
            return to_value(str(python_value(atom)))
        except NotPlainError:
            return machine.call_unknown_value("the text of this value is not modelled", atom)

    return machine.over_atoms(value, one)


#: A format specification with more digits could ask for any amount of memory.
_LONGEST_SPEC = 8


def formatted(machine: Machine, value: Abstract, spec: Abstract, conversion: int) -> Abstract:
    """``format(value, spec)`` behind a conversion (``!r``, ``!a``, ``!s``), of known constants."""
    cause = value.cause or spec.cause
    if cause is not None:
        machine.may_throw()
        machine.escape([value], cause)
        return machine.unknown(cause)

    def run(first: Any, second: Any) -> str:
        convert: dict[int, Callable[[Any], Any]] = {ord("r"): repr, ord("a"): ascii, ord("s"): str}
        return format(convert[conversion](first) if conversion in convert else first, second)

    short = all(isinstance(atom, Const) and len(str(atom.value)) <= _LONGEST_SPEC for atom in spec.atoms)
    if not short or sum(character.isdigit() for atom in spec.atoms for character in str(getattr(atom, "value", ""))) > 4:
        return machine.call_unknown("a formatted value", [value], {})
    return apply(machine, run, [value, spec], 0, [])


def apply(machine: Machine, function: Callable[..., Any], args: Args, position: int, chosen: list[Any]) -> Abstract:
    """The function on every combination of alternatives; what raises on all of them ends the path."""
    results: list[Abstract] = []
    raised: list[str] = []

    def over(position: int, chosen: list[Any]) -> bool:
        if position == len(args):
            try:
                results.append(to_value(function(*chosen)))
            except (TypeError, ValueError, KeyError, IndexError, OverflowError, ArithmeticError, LookupError) as error:
                raised.append(type(error).__name__)
            return len(results) <= 64
        for atom in args[position].atoms:
            try:
                value = python_value(atom)
            except NotPlainError:
                return False
            if not over(position + 1, [*chosen, value]):
                return False
        return True

    if not over(position, chosen):
        return machine.call_unknown_value("a built-in on these values is not modelled", *(a for v in args for a in v.atoms))
    if not results:
        return machine.throw_builtin(raised[0]) if raised else NEVER
    if raised:
        machine.may_throw()
    return join_values(results, next((value.why for value in args if value.why is not None), None))
