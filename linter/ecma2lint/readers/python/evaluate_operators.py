"""Operators on known constants: arithmetic, comparison, containment; everything else is unknown or both."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable
from typing import Any, Final

from ecma2lint.contract import ENUMS, NAMESPACE
from ecma2lint.readers.lattice import Atom, Const, Ref
from ecma2lint.readers.python.evaluate_values import (
    Bound,
    External,
    Function,
    Input,
    Method,
    NotPlainError,
    Plain,
    Range,
    Tuple,
    python_value,
    to_atom,
)

#: Results longer than this are not computed: a repeated string may not eat the memory.
LONGEST: Final = 65_536

_BINARY: Final[dict[type[ast.operator], Callable[[Any, Any], Any]]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
    ast.BitOr: operator.or_,
    ast.BitAnd: operator.and_,
    ast.BitXor: operator.xor,
    ast.LShift: operator.lshift,
    ast.RShift: operator.rshift,
}

ORDER: Final[dict[type[ast.cmpop], Callable[[Any, Any], Any]]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,
    ast.LtE: operator.le,
    ast.Gt: operator.gt,
    ast.GtE: operator.ge,
}

_UNARY: Final[dict[type[ast.unaryop], Callable[[Any], Any]]] = {
    ast.UAdd: operator.pos,
    ast.USub: operator.neg,
    ast.Invert: operator.invert,
}


class NotModelledError(Exception):
    """The operation is not modelled: its result is unknown."""


class RaisesError(Exception):
    """The operation certainly raises; ``name`` is Python's own exception."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _sized(kind: type[ast.operator], left: Any, right: Any) -> None:
    """Refuse what would be huge."""
    if kind is ast.Mult:
        for text, times in ((left, right), (right, left)):
            if isinstance(text, str | bytes | tuple) and isinstance(times, int) and len(text) * max(times, 0) > LONGEST:
                raise NotModelledError
        if isinstance(left, int) and isinstance(right, int) and left.bit_length() + right.bit_length() > LONGEST:
            raise NotModelledError
    elif kind is ast.LShift and isinstance(right, int) and right > LONGEST:
        raise NotModelledError
    elif kind is ast.Mod and isinstance(left, str | bytes):
        # A width in the format could ask for any amount of memory.
        if any(character.isdigit() or character == "*" for character in str(left)):
            raise NotModelledError
    elif isinstance(left, str | bytes | tuple) and isinstance(right, str | bytes | tuple) and len(left) + len(right) > LONGEST:
        raise NotModelledError


def binary(kind: type[ast.operator], left: Atom, right: Atom) -> Atom:
    """The result of a binary operator on two alternatives.

    Raises:
        NotModelledError: the result is not known.
        RaisesError: the operation raises.
    """
    if isinstance(left, Const) and left.type in ENUMS:
        return _enum_binary(kind, left, right)
    if isinstance(right, Const) and right.type in ENUMS and isinstance(left, Const | Plain | Tuple):
        raise NotModelledError
    if any(isinstance(one, Range) for one in (left, right)):
        raise NotModelledError
    if kind is ast.Add and isinstance(left, Tuple) and isinstance(right, Tuple):
        return Tuple(left.items + right.items)
    try:
        first, second = python_value(left), python_value(right)
    except NotPlainError:
        raise NotModelledError from None
    if kind not in _BINARY:
        return _power(first, second) if kind is ast.Pow else _not_modelled()
    _sized(kind, first, second)
    try:
        return to_atom(_BINARY[kind](first, second))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, KeyError) as error:
        raise RaisesError(type(error).__name__) from None


def _not_modelled() -> Atom:
    raise NotModelledError


def _power(first: Any, second: Any) -> Atom:
    if isinstance(first, int) and isinstance(second, int) and 0 <= second <= 64 and abs(first) <= 1 << 32:
        return to_atom(first**second)
    raise NotModelledError


def _enum_binary(kind: type[ast.operator], left: Const, right: Atom) -> Atom:
    if isinstance(right, Const) and right.type == left.type and kind in (ast.BitOr, ast.BitAnd, ast.BitXor):
        return Const(left.type, int(_BINARY[kind](int(left.value or 0), int(right.value or 0))))
    raise NotModelledError


def unary(kind: type[ast.unaryop], value: Atom) -> Atom:
    """The result of ``+``, ``-`` or ``~``.

    Raises:
        NotModelledError, RaisesError: as for ``binary``.
    """
    try:
        return to_atom(_UNARY[kind](python_value(value)))
    except NotPlainError:
        raise NotModelledError from None
    except TypeError:
        raise RaisesError("TypeError") from None


def is_definition(atom: External) -> bool:
    """Whether something outside is a class or function that is known to be one, not a variable that may hold anything."""
    return atom.path.startswith(("builtins.", NAMESPACE + "."))


def identical(left: Atom, right: Atom) -> bool | None:
    """``left is right``; None when not known."""
    if any(isinstance(atom, Input) or (isinstance(atom, External) and not is_definition(atom)) for atom in (left, right)):
        return None
    singletons = (Const("null", None), Const("bool", True), Const("bool", False))
    if left in singletons or right in singletons:
        return left == right
    if isinstance(left, Ref) and isinstance(right, Ref):
        return left == right
    if isinstance(left, Ref) != isinstance(right, Ref):
        return False
    return None


def compare(kind: type[ast.cmpop], left: Atom, right: Atom) -> bool | None:
    """A comparison of two alternatives that are no heap objects; None when not known.

    Raises:
        RaisesError: the comparison raises.
    """
    if kind is ast.Is:
        return identical(left, right)
    if kind is ast.IsNot:
        same = identical(left, right)
        return None if same is None else not same
    if isinstance(left, Const) and isinstance(right, Const) and (left.type in ENUMS or right.type in ENUMS):
        if kind not in (ast.Eq, ast.NotEq):
            return None
        if left.type != right.type:
            # An enumeration is equal to nothing but its own values; a number on the other side depends on the bridge.
            return (kind is ast.NotEq) if "null" in (left.type, right.type) or "str" in (left.type, right.type) else None
        return (left.value == right.value) == (kind is ast.Eq)
    if kind in (ast.Eq, ast.NotEq) and isinstance(left, Const) and isinstance(right, Const) and left.type == right.type == "guid":
        return (left.value == right.value) == (kind is ast.Eq)
    if any(isinstance(atom, Input) or (isinstance(atom, External) and not is_definition(atom)) for atom in (left, right)):
        return None
    same_kind = (Function, External, Method, Bound)
    if isinstance(left, same_kind) or isinstance(right, same_kind):
        if kind not in (ast.Eq, ast.NotEq):
            return None
        plain = (Const, Plain, Tuple)
        if left == right and isinstance(left, Function | External):
            return kind is ast.Eq
        return (kind is ast.NotEq) if isinstance(left, plain) or isinstance(right, plain) else None
    try:
        first, second = python_value(left), python_value(right)
    except NotPlainError:
        return None
    if kind in (ast.In, ast.NotIn):
        try:
            return (first in second) == (kind is ast.In)
        except TypeError:
            raise RaisesError("TypeError") from None
    try:
        return bool(ORDER[kind](first, second))
    except TypeError:
        raise RaisesError("TypeError") from None
