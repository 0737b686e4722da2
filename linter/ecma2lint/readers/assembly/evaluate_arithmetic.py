"""Arithmetic on known numbers as a machine word holds them: operators, conversions and comparisons."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_branches import compare
from ecma2lint.readers.assembly.evaluate_state import FLOAT, NATIVE, Activation, State, boolean, some_bool
from ecma2lint.readers.assembly.il import Instruction
from ecma2lint.readers.lattice import Abstract, Const, constant, join_all, unknown

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

Handler = Callable[[Activation, State, Instruction], None]

_WRAP: Final = {"i1": (8, True), "u1": (8, False), "i2": (16, True), "u2": (16, False), "i4": (32, True), "u4": (32, True)}


def wrap(value: int, bits: int, signed: bool = True) -> int:
    """The number as a machine word holds it."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed and value >> (bits - 1) else value


def _divide(a: int, b: int) -> int:
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


OPERATORS: Final[dict[str, Callable[[int, int], int | None]]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "shl": lambda a, b: a << b if 0 <= b < 64 else None,
    "shr": lambda a, b: a >> b if 0 <= b < 64 else None,
    "shr.un": lambda a, b: a >> b if 0 <= b < 64 and a >= 0 else None,
    "div": lambda a, b: _divide(a, b) if b else None,
    "rem": lambda a, b: a - b * _divide(a, b) if b else None,
    "div.un": lambda a, b: a // b if b > 0 and a >= 0 else None,
    "rem.un": lambda a, b: a % b if b > 0 and a >= 0 else None,
}


def _each(value: Abstract, function: Callable[[int, str], Abstract]) -> Abstract:
    if value.cause is not None:
        return Abstract((), value.cause)
    results: list[Abstract] = []
    for atom in value.atoms:
        if not isinstance(atom, Const) or not isinstance(atom.value, int):
            return unknown(NATIVE)
        results.append(function(int(atom.value), "long" if atom.type == "long" else "int"))
    return join_all(results, value.why) if results else unknown(NATIVE)


class Arithmetic:
    """The instructions that compute."""

    machine: Machine

    def _unary(self, function: Callable[[int], int]) -> Handler:
        def run(activation: Activation, state: State, instruction: Instruction) -> None:
            state.stack.append(_each(state.stack.pop(), lambda v, t: constant(t, wrap(function(v), 64 if t == "long" else 32))))

        return run

    def _binary(self, function: Callable[[int, int], int | None], checked: bool) -> Handler:
        def run(activation: Activation, state: State, instruction: Instruction) -> None:
            right, left = state.stack.pop(), state.stack.pop()
            state.stack.append(self._combined(left, right, function, checked))

        return run

    def _combined(self, left: Abstract, right: Abstract, function: Callable[[int, int], int | None], checked: bool) -> Abstract:
        if left.cause is not None or right.cause is not None:
            return Abstract((), left.cause or right.cause)
        results: list[Abstract] = []
        for a in left.atoms:
            for b in right.atoms:
                if not (isinstance(a, Const) and isinstance(b, Const) and isinstance(a.value, int) and isinstance(b.value, int)):
                    return unknown(NATIVE)
                number = function(int(a.value), int(b.value))
                bits = 64 if "long" in (a.type, b.type) else 32
                if number is None or (checked and wrap(number, bits) != number):
                    self.machine.may_throw()
                    results.append(unknown("a number that is not followed", self.machine.place()))
                else:
                    results.append(constant("long" if bits == 64 else "int", wrap(number, bits)))
        return join_all(results, left.reason or right.reason)

    def _convert(self, name: str) -> Handler:
        kind = next((part for part in name.split(".")[1:] if part not in ("ovf", "un")), "i4")
        if kind in ("r4", "r8", "r"):
            return self._to_float
        bits, signed = _WRAP.get(kind, (64, True))
        type_ = "int" if kind in _WRAP else "long" if kind in ("i8", "u8") else "int"
        from_unsigned = kind == "u8"

        def convert(value: int, of: str) -> Abstract:
            if from_unsigned and of != "long":
                value &= 0xFFFFFFFF
            wrapped = wrap(value, bits, signed)
            if ".ovf" in name and (wrapped != value or (kind.startswith("u") and value < 0)):
                self.machine.may_throw()
                return unknown("a number that is not followed", self.machine.place())
            return constant(type_, wrapped)

        return lambda a, s, i: s.stack.append(_each(s.stack.pop(), convert))

    def _to_float(self, activation: Activation, state: State, instruction: Instruction) -> None:
        state.stack[-1] = unknown(state.stack[-1].cause or FLOAT)

    def _compare(self, relation: str, unsigned: bool) -> Handler:
        def run(activation: Activation, state: State, instruction: Instruction) -> None:
            right, left = state.stack.pop(), state.stack.pop()
            answer = compare(self.machine, left, right, relation, unsigned)
            state.stack.append(some_bool(left.reason or right.reason) if answer is None else boolean(answer))

        return run
