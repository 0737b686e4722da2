"""Arithmetic on known numbers as a machine word holds them: operators, conversions and comparisons.

A number is kept as the signed word of its width (``int`` 32 bits, ``long`` 64 bits); unsigned operations read the same bits.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_branches import compare
from ecma2lint.readers.assembly.evaluate_state import FLOAT, NATIVE, Activation, State, boolean, some_bool
from ecma2lint.readers.assembly.il import Instruction
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.lattice import Abstract, Atom, Const, constant, join_all, unknown

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

Handler = Callable[[Activation, State, Instruction], None]

_WRAP: Final = {"i1": (8, True), "u1": (8, False), "i2": (16, True), "u2": (16, False), "i4": (32, True), "u4": (32, False)}
_OVERFLOW: Final = "System.OverflowException"


def wrap(value: int, bits: int, signed: bool = True) -> int:
    """The number as a machine word holds it."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed and value >> (bits - 1) else value


def _divide(a: int, b: int) -> int:
    if b == 0:
        raise Thrown("System.DivideByZeroException", "a division by zero")
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


def _shifted(a: int, b: int, bits: int, right: bool) -> int | None:
    if not 0 <= b < bits:
        return None
    return a >> b if right else a << b


#: The operators on the operands' values and the width; None when the result is not specified.
OPERATORS: Final[dict[str, Callable[[int, int, int], int | None]]] = {
    "add": lambda a, b, bits: a + b,
    "sub": lambda a, b, bits: a - b,
    "mul": lambda a, b, bits: a * b,
    "and": lambda a, b, bits: a & b,
    "or": lambda a, b, bits: a | b,
    "xor": lambda a, b, bits: a ^ b,
    "shl": lambda a, b, bits: _shifted(a, b, bits, False),
    "shr": lambda a, b, bits: _shifted(a, b, bits, True),
    "div": lambda a, b, bits: _divide(a, b),
    "rem": lambda a, b, bits: a - b * _divide(a, b),
}
_THROWING: Final = ("div", "rem")


def _numbers(value: Abstract) -> list[Const] | None:
    found = [atom for atom in value.atoms if isinstance(atom, Const) and isinstance(atom.value, int)]
    return found if len(found) == len(value.atoms) else None


def _bits(atom: Atom) -> int:
    return 64 if isinstance(atom, Const) and atom.type == "long" else 32


class Arithmetic:
    """The instructions that compute."""

    machine: Machine

    def _unary(self, function: Callable[[int], int]) -> Handler:
        def run(activation: Activation, state: State, instruction: Instruction) -> None:
            self._each(state, lambda v, t: constant(t, wrap(function(v), 64 if t == "long" else 32)), False)

        return run

    def _each(self, state: State, function: Callable[[int, str], Abstract], throws: bool) -> None:
        """Replace the number on the stack by a function of it.

        Raises:
            Thrown: the function throws for every value the number may have.
        """
        value = state.stack.pop()
        numbers = _numbers(value)
        if value.cause is not None or not numbers:
            if throws:
                self.machine.may_throw()
            state.stack.append(Abstract((), value.cause) if value.cause is not None else unknown(NATIVE))
            return
        ways = [partial(function, int(atom.value or 0), "long" if atom.type == "long" else "int") for atom in numbers]
        state.stack.append(self._some(ways, value))

    def _some(self, ways: Sequence[Callable[[], Abstract]], why: Abstract) -> Abstract:
        """What the ways come to, joined; those that throw are left out, for the handlers around run then."""
        results: list[Abstract] = []
        thrown: Thrown | None = None
        for way in ways:
            try:
                results.append(way())
            except Thrown as error:
                thrown = error
        if thrown is not None and not results:
            raise thrown
        if thrown is not None:
            self.machine.may_throw(self.machine.exceptions.of(thrown))
        return join_all(results, why.reason)

    def _binary(self, name: str) -> Handler:
        plain = name.removesuffix(".un").removesuffix(".ovf")
        function, unsigned, checked = OPERATORS[plain], name.endswith(".un"), ".ovf" in name

        def run(activation: Activation, state: State, instruction: Instruction) -> None:
            right, left = state.stack.pop(), state.stack.pop()
            lefts, rights = _numbers(left), _numbers(right)
            if left.cause is not None or right.cause is not None or not lefts or not rights:
                if checked or plain in _THROWING:
                    self.machine.may_throw()
                cause = left.cause or right.cause
                state.stack.append(Abstract((), cause) if cause is not None else unknown(NATIVE))
                return
            ways = [partial(self._combined, a, b, plain, function, unsigned, checked) for a in lefts for b in rights]
            state.stack.append(self._some(ways, left if left.reason else right))

        return run

    def _combined(
        self, left: Const, right: Const, name: str, function: Callable[[int, int, int], int | None], unsigned: bool, checked: bool
    ) -> Abstract:
        shift = name.startswith("sh")
        bits = _bits(left) if shift else max(_bits(left), _bits(right))
        a, b = int(left.value or 0), int(right.value or 0)
        if unsigned:
            a, b = wrap(a, _bits(left), False), b if shift else wrap(b, _bits(right), False)
        lowest = -(1 << (bits - 1))
        if name == "div" and not unsigned and a == lowest and b == -1:
            raise Thrown(_OVERFLOW, "a quotient that is too large")
        number = function(a, b, bits)
        if number is None or (name == "rem" and not unsigned and a == lowest and b == -1):
            self.machine.may_throw()
            return unknown("a number that is not followed", self.machine.place())
        if checked and wrap(number, bits, not unsigned) != number:
            raise Thrown(_OVERFLOW, "a number that is too large")
        return constant("long" if bits == 64 else "int", wrap(number, bits))

    def _convert(self, name: str) -> Handler:
        parts = name.split(".")[1:]
        kind = next((part for part in parts if part not in ("ovf", "un")), "i4")
        if kind in ("r4", "r8", "r"):
            return self._to_float
        bits, signed = _WRAP.get(kind, (64, kind not in ("u8", "u")))
        type_ = "long" if kind in ("i8", "u8") else "int"
        checked, from_unsigned = "ovf" in parts, "un" in parts
        if kind == "u8" and not checked:
            from_unsigned = True

        def convert(value: int, of: str) -> Abstract:
            number = wrap(value, 64 if of == "long" else 32, not from_unsigned)
            wrapped = wrap(number, bits, signed)
            if checked and wrapped != number:
                raise Thrown(_OVERFLOW, "a number that is too large")
            word = wrap(wrapped, 64 if bits == 64 else 32)
            return constant(type_, word)

        return lambda a, s, i: self._each(s, convert, checked)

    def _to_float(self, activation: Activation, state: State, instruction: Instruction) -> None:
        state.stack[-1] = unknown(state.stack[-1].cause or FLOAT)

    def _compare(self, relation: str, unsigned: bool) -> Handler:
        def run(activation: Activation, state: State, instruction: Instruction) -> None:
            right, left = state.stack.pop(), state.stack.pop()
            answer = compare(self.machine, left, right, relation, unsigned)
            state.stack.append(some_bool(left.reason or right.reason) if answer is None else boolean(answer))

        return run
