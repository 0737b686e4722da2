"""More methods of ``System.String`` on constants: searching, comparing, padding, cutting and characters."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ecma2lint.readers.assembly import evaluate_order
from ecma2lint.readers.assembly.evaluate_constants import MAX_TEXT, Args, combined
from ecma2lint.readers.assembly.evaluate_state import Sign, boolean, integer
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.lattice import Abstract, single, text

_RANGE: Final = "System.ArgumentOutOfRangeException"
_COMPARISON: Final = "System.StringComparison"
#: How a StringComparison compares: by the culture, without case in the culture, ordinal, ordinal without case.
_MODES: Final = {0: "", 1: "c", 2: "", 3: "c", 4: "o", 5: "i"}


def method(name: str, args: Args, parameters: list[str]) -> Abstract | None:
    """A method that its declared parameters tell apart; None when it is not known or an argument is no constant."""
    if name in ("Compare", "CompareTo", "CompareOrdinal"):
        return _compare(name, args, parameters)
    function = _FUNCTIONS.get((name, *(parameter.rpartition(".")[2] for parameter in parameters)))
    return combined(args, function) if function is not None else None


def _compare(name: str, args: Args, parameters: list[str]) -> Abstract | None:
    if len(args) > 3 or (len(args) == 3 and parameters[2] not in (_COMPARISON, "System.Boolean")):
        return None

    def function(a: object, b: object, mode: object = None) -> Abstract | None:
        if not (a is None or isinstance(a, str)) or not (b is None or isinstance(b, str)):
            return None
        if a is None or b is None:
            return integer(0) if a == b else single(Sign(-1 if a is None else 1))
        how = "o" if name == "CompareOrdinal" else ""
        if isinstance(mode, int):
            how = ("c" if mode else "") if parameters[2] == "System.Boolean" else _MODES.get(int(mode), "c")
        if how == "c" and a.lower() == b.lower() and a.isascii() and a.isalnum() and "i" not in a.lower():
            return integer(0)
        order = evaluate_order.texts(a, b, how) if how != "c" else None
        if order is None:
            return None
        return integer(0) if order == 0 else single(Sign(order))

    return combined(args, function)


def _culture_safe(*words: str) -> bool:
    """Whether a search by the culture finds the same everywhere: printable ASCII without a hyphen."""
    return all(word.isascii() and word.isprintable() and "-" not in word for word in words)


def _index(last: bool) -> Callable[..., Abstract | None]:
    def function(word: object, part: object, mode: object = None) -> Abstract | None:
        if not isinstance(word, str) or not word.isascii():
            return None
        if isinstance(part, int):
            if mode is not None or part >= 128:
                return None
            return integer(word.rfind(chr(part)) if last else word.find(chr(part)))
        if not isinstance(part, str) or not part or not part.isascii():
            return None
        if mode == 5:
            word, part = word.lower(), part.lower()
        elif mode not in (4, None) or (mode is None and not _culture_safe(word, part)):
            return None
        return integer(word.rfind(part) if last else word.find(part))

    return function


def _edge(start: bool) -> Callable[..., Abstract | None]:
    def function(word: object, part: object, mode: object) -> Abstract | None:
        if not isinstance(word, str) or not isinstance(part, str) or not word.isascii() or not part.isascii():
            return None
        if mode == 5:
            word, part = word.lower(), part.lower()
        elif mode != 4 and not (mode in (0, 2) and _culture_safe(word, part)):
            return None
        return boolean(word.startswith(part) if start else word.endswith(part))

    return function


def _padded(left: bool) -> Callable[..., Abstract | None]:
    def function(word: object, width: object, filler: object = 32) -> Abstract | None:
        if not isinstance(word, str) or not isinstance(width, int) or not isinstance(filler, int) or not word.isascii():
            return None
        if width < 0:
            raise Thrown(_RANGE, "a negative width")
        if width > MAX_TEXT or filler >= 128:
            return None
        return text(word.rjust(width, chr(filler)) if left else word.ljust(width, chr(filler)))

    return function


def _insert(word: object, at: object, part: object) -> Abstract | None:
    if not isinstance(word, str) or not isinstance(at, int) or not word.isascii():
        return None
    if part is None:
        return None
    if not isinstance(part, str):
        return None
    if not 0 <= at <= len(word):
        raise Thrown(_RANGE, "an index outside of the text")
    return text(word[:at] + part + word[at:])


def _remove(word: object, at: object, count: object = None) -> Abstract | None:
    if not isinstance(word, str) or not isinstance(at, int) or not word.isascii():
        return None
    end = len(word) if count is None else at + count if isinstance(count, int) else -1
    if count is None and not 0 <= at < len(word):
        raise Thrown(_RANGE, "an index outside of the text")
    if not 0 <= at <= end <= len(word):
        raise Thrown(_RANGE, "a range outside of the text")
    return text(word[:at] + word[end:])


def _replace(word: object, old: object, new: object) -> Abstract | None:
    if not isinstance(word, str) or not isinstance(old, int) or not isinstance(new, int) or max(old, new) >= 128:
        return None
    return text(word.replace(chr(old), chr(new)))


def _contains(word: object, part: object) -> Abstract | None:
    return boolean(part in word) if isinstance(word, str) and isinstance(part, str) else None


_FUNCTIONS: Final[dict[tuple[str, ...], Callable[..., Abstract | None]]] = {
    ("IndexOf", "Char"): _index(False),
    ("IndexOf", "String"): _index(False),
    ("IndexOf", "String", "StringComparison"): _index(False),
    ("LastIndexOf", "Char"): _index(True),
    ("LastIndexOf", "String"): _index(True),
    ("LastIndexOf", "String", "StringComparison"): _index(True),
    ("StartsWith", "String", "StringComparison"): _edge(True),
    ("EndsWith", "String", "StringComparison"): _edge(False),
    ("PadLeft", "Int32"): _padded(True),
    ("PadLeft", "Int32", "Char"): _padded(True),
    ("PadRight", "Int32"): _padded(False),
    ("PadRight", "Int32", "Char"): _padded(False),
    ("Insert", "Int32", "String"): _insert,
    ("Remove", "Int32"): _remove,
    ("Remove", "Int32", "Int32"): _remove,
    ("Replace", "Char", "Char"): _replace,
    ("Contains", "String"): _contains,
}
