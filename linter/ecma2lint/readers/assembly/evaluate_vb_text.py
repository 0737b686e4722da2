"""Texts as Visual Basic sees them: comparisons with and without case, ``Like``, and the functions of ``Strings``."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_constants import MAX_TEXT, Args, combined
from ecma2lint.readers.assembly.evaluate_state import boolean, integer
from ecma2lint.readers.assembly.evaluate_strings import cased
from ecma2lint.readers.heap import Sequence, sequence_of
from ecma2lint.readers.lattice import Abstract, Const, single, text

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework

_MIN, _MAX = -1, 1
_NOT_EQUAL: Final = Abstract((Const("int", _MIN), Const("int", _MAX)))


def _printable(value: str) -> bool:
    """Whether every character counts in every culture's comparison."""
    return all(" " <= character <= "~" for character in value)


def _folded(value: str) -> str | None:
    """The text without its case; None where the culture decides (Turkish has another i)."""
    return value.lower() if _printable(value) and "I" not in value else None


def compared(left: object, right: object, by_text: object = 0) -> Abstract | None:
    """``Operators.CompareString``: Nothing counts as empty; with ``Option Compare Text`` case does not count."""
    a, b = left if left is not None else "", right if right is not None else ""
    if not isinstance(a, str) or not isinstance(b, str):
        return None
    if a == b:
        return integer(0)
    if not by_text:
        first, second = a.encode("utf-16-be"), b.encode("utf-16-be")
        return integer(_MIN if first < second else _MAX)
    if not a or not b:
        return integer(_MIN if not a else _MAX) if _printable(a + b) else None
    if not _printable(a + b):
        return None
    if a.lower() != b.lower():
        # Which is less depends on the culture.
        return _NOT_EQUAL
    return integer(0) if "i" not in a.lower() else None


def like(source: object, pattern: object, mode: object) -> Abstract | None:
    """``source Like pattern``."""
    value, wanted = source if source is not None else "", pattern if pattern is not None else ""
    if not isinstance(value, str) or not isinstance(wanted, str) or not _printable(value + wanted):
        return None
    if mode != 0:
        one, other = _folded(value), _folded(wanted)
        if one is None or other is None or "i" in one + other:
            return None
        value, wanted = one, other
    expression = _expression(wanted)
    return boolean(re.fullmatch(expression, value) is not None) if expression is not None else None


def _expression(pattern: str) -> str | None:
    """A ``Like`` pattern as a regular expression; None for forms that are not followed."""
    parts: list[str] = []
    at = 0
    while at < len(pattern):
        character = pattern[at]
        if character == "[":
            end = pattern.find("]", at)
            listed = pattern[at + 1 : end]
            negated = listed.startswith("!")
            body = listed[negated:]
            if end < 0 or not re.fullmatch(r"(?:[A-Za-z0-9_?*#](?:-[A-Za-z0-9])?)+", body):
                return None
            if any(low > high for low, high in re.findall(r"(.)-(.)", body)):
                return None
            parts.append(f"[{'^' if negated else ''}{body}]")
            at = end + 1
            continue
        parts.append({"?": ".", "*": ".*", "#": "[0-9]"}.get(character) or re.escape(character))
        at += 1
    # Many stars in one pattern could make the search slow.
    return "".join(parts) if pattern.count("*") <= 4 else None


def _strip(left: bool, right: bool) -> Callable[[object], Abstract | None]:
    def function(value: object) -> Abstract | None:
        if value is None:
            return text("")
        if not isinstance(value, str) or "\u3000" in value:
            return None
        value = value.lstrip(" ") if left else value
        return text(value.rstrip(" ") if right else value)

    return function


def _mid(value: object, start: object, length: object = MAX_TEXT) -> Abstract | None:
    if not isinstance(start, int) or not isinstance(length, int) or start < 1 or length < 0:
        return None
    return text(value[start - 1 : start - 1 + length]) if isinstance(value, str) and value.isascii() else None


def _left(value: object, length: object) -> Abstract | None:
    if not isinstance(value, str) or not isinstance(length, int) or length < 0 or not value.isascii():
        return None
    return text(value[:length])


def _right(value: object, length: object) -> Abstract | None:
    if not isinstance(value, str) or not isinstance(length, int) or length < 0 or not value.isascii():
        return None
    return text(value[len(value) - length if length < len(value) else 0 :])


def _replaced(value: object, old: object, new: object, start: object, count: object, mode: object) -> Abstract | None:
    if not (isinstance(value, str) and isinstance(old, str) and value and old) or (start, count, mode) != (1, -1, 0):
        return None
    if new is not None and not isinstance(new, str):
        return None
    replaced = value.replace(old, new or "")
    return text(replaced) if len(replaced) <= MAX_TEXT else None


def _position(value: object, part: object, mode: object) -> Abstract | None:
    if mode != 0 or not isinstance(value, str) or not isinstance(part, str) or not value.isascii():
        return None
    return integer(value.find(part) + 1 if value else 0)


def _order(left: object, right: object, mode: object) -> Abstract | None:
    return compared(left, right, mode) if mode in (0, 1) else None


def _code(value: object) -> Abstract | None:
    character = value[:1] if isinstance(value, str) else chr(value) if isinstance(value, int) and 0 <= value < 128 else ""
    return integer(ord(character)) if character and character.isascii() else None


def _length(value: object) -> Abstract | None:
    if value is None:
        return integer(0)
    return integer(len(value)) if isinstance(value, str) and value.isascii() else None


def _spaces(number: object) -> Abstract | None:
    return text(" " * number) if isinstance(number, int) and 0 <= number <= MAX_TEXT else None


def _reversed(value: object) -> Abstract | None:
    return text((value or "")[::-1]) if value is None or (isinstance(value, str) and value.isascii()) else None


_FUNCTIONS: Final[dict[tuple[str, int], Callable[..., Abstract | None]]] = {
    ("Trim", 1): _strip(True, True),
    ("LTrim", 1): _strip(True, False),
    ("RTrim", 1): _strip(False, True),
    ("Mid", 2): _mid,
    ("Mid", 3): _mid,
    ("Left", 2): _left,
    ("Right", 2): _right,
    ("UCase", 1): cased(True, False),
    ("LCase", 1): cased(False, False),
    ("Replace", 6): _replaced,
    ("InStr", 3): _position,
    ("StrComp", 3): _order,
    ("Asc", 1): _code,
    ("Len", 1): _length,
    ("Space", 1): _spaces,
    ("StrReverse", 1): _reversed,
}


def call(framework: Framework, owner: str, name: str, args: Args) -> Abstract | None:
    """A function of ``Strings``, or ``Like``."""
    if owner == "CompilerServices.LikeOperator" and name == "LikeString" and len(args) == 3:
        return combined(args, like)
    if owner != "Strings":
        return None
    if name == "Chr" and len(args) == 1:
        return combined(args, lambda number: integer(number) if isinstance(number, int) and 0 <= number < 128 else None)
    if name == "Split" and len(args) == 4:
        return _split(framework, args)
    if name == "Join" and len(args) == 2:
        ref = args[0].only_ref
        array = framework.machine.heap.get(ref.id) if ref else None
        if not isinstance(array, Sequence) or not array.exact:
            return None
        return combined([args[1], *(element.value for element in array.elements)], _joined)
    function = _FUNCTIONS.get((name, len(args)))
    return combined(args, function) if function is not None else None


def _joined(separator: object, *values: object) -> Abstract | None:
    if any(part is not None and not isinstance(part, str) for part in (separator, *values)):
        return None
    return text(str(separator or "").join(str(value or "") for value in values))


def _split(framework: Framework, args: Args) -> Abstract | None:
    value, separator, limit, mode = (arg.atom.value if isinstance(arg.atom, Const) else None for arg in args)
    if not isinstance(value, str) or not isinstance(separator, str) or not separator or (limit, mode) != (-1, 0):
        return None
    machine = framework.machine
    parts = [text(part) for part in value.split(separator)]
    return single(machine.allocate(sequence_of("System.String[]", parts, machine.place())))
