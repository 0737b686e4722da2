"""Strings, numbers and GUIDs: framework functions on constants, carried out; on anything unknown the result keeps its cause."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_state import Boxed, boolean, integer, some_bool
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Sequence, sequence_of
from ecma2lint.readers.lattice import (
    MAX_ALTERNATIVES,
    NULL_ATOM,
    Abstract,
    Atom,
    Const,
    Ref,
    constant,
    join_all,
    single,
    text,
    unknown,
)

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

#: Value types whose text is that of the number or GUID itself, whatever the culture.
PLAIN_TEXT: Final = frozenset(f"System.{name}" for name in ("Byte", "SByte", "Int16", "UInt16", "Int32", "Int64", "Guid"))
MAX_TEXT: Final = 65_536

Args = list[Abstract]


def _opened(atom: Atom) -> Atom:
    return atom.value.atom if isinstance(atom, Boxed) and atom.value.known else atom


def combined(args: Iterable[Abstract], function: Callable[..., Abstract | None]) -> Abstract | None:
    """A function of constants for every combination of alternatives; None when one of them is no constant."""
    args = list(args)
    for arg in args:
        if arg.cause is not None:
            return Abstract((), arg.cause)
    total = 1
    for arg in args:
        total *= len(arg.atoms)
    if total > 4 * MAX_ALTERNATIVES or total == 0:
        return None
    results: list[Abstract] = []
    for atoms in product(*(arg.atoms for arg in args)):
        values = []
        for atom in atoms:
            plain = _opened(atom)
            if not isinstance(plain, Const):
                return None
            values.append(plain.value)
        result = function(*values)
        if result is None:
            return None
        results.append(result)
    return join_all(results, next((arg.why for arg in args if arg.why), None))


def concatenated(parts: Iterable[Abstract]) -> Abstract:
    """The texts one after the other; null counts as empty."""

    def function(*values: object) -> Abstract | None:
        if any(v is not None and not isinstance(v, str) for v in values):
            return None
        whole = "".join(v for v in values if isinstance(v, str))
        return text(whole) if len(whole) <= MAX_TEXT else unknown("a very long text")

    found = combined(parts, function)
    return found if found is not None else unknown("a text that is not followed")


def equal(left: Abstract, right: Abstract) -> Abstract:
    """``Equals`` on values; boxes are equal when their types are the same and their values equal."""
    if left.cause is not None or right.cause is not None:
        return some_bool(left.cause or right.cause)
    answers = {_equal_atoms(a, b) for a in left.atoms for b in right.atoms}
    answer = answers.pop() if len(answers) == 1 else None
    return boolean(answer) if answer is not None else some_bool(left.reason or right.reason)


def _equal_atoms(left: Atom, right: Atom) -> bool | None:
    if isinstance(left, Const) and isinstance(right, Const):
        return left == right
    if isinstance(left, Boxed) and isinstance(right, Boxed):
        if left.type != right.type:
            return False
        a, b = left.value.atom, right.value.atom
        return a == b if isinstance(a, Const) and isinstance(b, Const) else None
    return False if NULL_ATOM in (left, right) else None


def guid(value: Abstract) -> Abstract:
    """``new Guid(string)`` and ``Guid.Parse``."""
    import uuid

    def function(value: object) -> Abstract | None:
        if not isinstance(value, str):
            return None
        stripped = value.strip()
        try:
            if len(stripped) not in (32, 36, 38):
                return None
            return constant("guid", str(uuid.UUID(stripped)))
        except ValueError:
            raise Thrown("System.FormatException", "no GUID") from None

    return combined([value], function) or unknown("a GUID that is not followed")


def repeated(character: Abstract, count: Abstract) -> Abstract | None:
    """``new string(c, n)``."""

    def function(character: object, count: object) -> Abstract | None:
        if (
            not isinstance(character, int)
            or not isinstance(count, int)
            or not 0 <= count <= MAX_TEXT
            or 0xD800 <= character < 0xE000
        ):
            return None
        return text(chr(character) * count)

    return combined([character, count], function)


def _ascii(*values: object) -> bool:
    """Whether upper and lower case are the same in every culture but for Turkish i, which only culture-bound calls meet."""
    return all(not isinstance(v, str) or v.isascii() for v in values)


def _of(kind: type, function: Callable[..., object]) -> Callable[..., Abstract | None]:
    """The function on values of one type, wrapped up as an abstract result."""

    def run(*values: object) -> Abstract | None:
        if not all(isinstance(v, kind) for v in values):
            return None
        return wrapped(function(*values))

    return run


def wrapped(value: object) -> Abstract | None:
    """A Python value as an abstract one."""
    if isinstance(value, bool):
        return boolean(value)
    if isinstance(value, int):
        return integer(value)
    return text(value) if isinstance(value, str) else None


_SPACES: Final = " \t\r\n\v\f\x85\xa0"


def call(machine: Machine, owner: str, name: str, args: Args) -> Abstract | None:
    """A function of ``System.String``, of a number type, of ``System.Guid``, ``System.Convert`` or ``System.Char``."""
    if owner == "System.String":
        return _string(machine, name, args)
    if owner == "System.Guid":
        return _guid(name, args)
    if owner in ("System.Int32", "System.Int64", "System.Boolean"):
        return _parsed(owner, name, args, machine)
    if owner == "System.Object" and name == "Equals" and len(args) == 2:
        return equal(args[0], args[1])
    if owner == "System.Object" and name == "ReferenceEquals" and len(args) == 2:
        from ecma2lint.readers.assembly.evaluate_branches import compare

        answer = compare(machine, args[0], args[1], "==")
        return some_bool(args[0].reason or args[1].reason) if answer is None else boolean(answer)
    if owner == "System.Convert" and name in ("ToBoolean", "ToInt32") and len(args) == 1:
        return combined(args, lambda v: _converted(name, v))
    if owner == "System.StringComparer" and name.startswith("get_"):
        return unknown("a comparer")
    return None


def _plain(value: Abstract) -> Abstract:
    if value.cause is not None:
        return value
    return join_all([a.value if isinstance(a, Boxed) else single(a) for a in value.atoms], value.why)


def _converted(name: str, value: object) -> Abstract | None:
    if isinstance(value, str):
        word = value.strip()
        if name == "ToBoolean":
            return boolean(word.lower() == "true") if word.lower() in ("true", "false") else None
        return integer(int(word)) if word.lstrip("+-").isdecimal() and word.isascii() and abs(int(word)) < 2**31 else None
    if isinstance(value, int):
        return boolean(bool(value)) if name == "ToBoolean" else integer(value)
    return None


def _array(machine: Machine, value: Abstract) -> list[Abstract] | None:
    ref = value.only_ref
    array = machine.heap.get(ref.id) if ref else None
    return [e.value for e in array.elements] if isinstance(array, Sequence) and array.exact else None


def _string(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name == "Concat":
        parts = args
        if len(args) == 1 and args[0].refs:
            listed = _array(machine, args[0])
            if listed is None:
                return None
            parts = listed
        if any(isinstance(a, Boxed | Ref) for p in parts for a in p.atoms):
            parts = [_text_of(machine, p) for p in parts]
        return concatenated(parts)
    if name == "Format":
        return _format(machine, args)
    if name == "Join" and len(args) == 2:
        listed = _array(machine, args[1])
        if listed is not None:
            return combined([args[0], *listed], _joined)
        return None
    if name == "Split":
        return _split(machine, args)
    if name in ("op_Equality", "op_Inequality", "Equals") and 2 <= len(args) <= 3:
        return _equality(name, args)
    function = _FUNCTIONS.get((name, len(args)))
    return combined(args, function) if function is not None else None


def _equality(name: str, args: Args) -> Abstract | None:
    def function(left: object, right: object, mode: object = 4) -> Abstract | None:
        if mode not in (0, 2, 4, 1, 3, 5):
            return None
        if isinstance(left, str) and isinstance(right, str) and mode in (1, 3, 5):
            if not _ascii(left, right):
                return None
            same = left.lower() == right.lower()
            # A Turkish machine tells i from I when the comparison follows its culture.
            if mode == 1 and same and left != right and "i" in left.lower():
                return None
        else:
            same = left == right
            if mode in (0, 2) and not same and not _ascii(left, right):
                return None
        return boolean(same != (name == "op_Inequality"))

    return combined(args, function)


def _joined(separator: object, *values: object) -> Abstract | None:
    if any(v is not None and not isinstance(v, str) for v in (separator, *values)):
        return None
    return text(str(separator or "").join(str(v or "") for v in values))


def _text_of(machine: Machine, value: Abstract) -> Abstract:
    if value.atoms == (NULL_ATOM,) and value.cause is None:
        return value
    framework = machine.calls.framework
    return framework.text_of(value)


def _format(machine: Machine, args: Args) -> Abstract | None:
    if not args:
        return None
    if (len(args) > 1 and any(isinstance(a, Const) and a.type == "null" for a in args[0].atoms)) or not args[0].known:
        return None
    values = args[1:]
    if len(values) == 1 and values[0].refs:
        listed = _array(machine, values[0])
        if listed is None:
            return None
        values = listed
    template = args[0].atom
    if not isinstance(template, Const) or not isinstance(template.value, str):
        return None
    texts = [_text_of(machine, value) for value in values]
    pieces = _pieces(template.value, len(texts))
    if pieces is None:
        return None
    return concatenated([text(piece) if isinstance(piece, str) else texts[piece] for piece in pieces])


def _pieces(template: str, count: int) -> list[str | int] | None:
    """A format string as literal texts and argument numbers; None when it holds alignments or formats."""
    pieces: list[str | int] = []
    at = 0
    while at < len(template):
        character = template[at]
        if character in "{}" and template[at : at + 2] in ("{{", "}}"):
            pieces.append(character)
            at += 2
        elif character == "{":
            end = template.find("}", at)
            number = template[at + 1 : end] if end > 0 else ""
            if not number.isdecimal() or int(number) >= count:
                return None
            pieces.append(int(number))
            at = end + 1
        elif character == "}":
            return None
        else:
            pieces.append(character)
            at += 1
    return pieces


def _split(machine: Machine, args: Args) -> Abstract | None:
    value = args[0].atom
    if args[0].cause is not None:
        return Abstract((), args[0].cause)
    if not isinstance(value, Const) or not isinstance(value.value, str):
        return None
    separators: list[str] = []
    without_empty = False
    for arg in args[1:]:
        listed = _array(machine, arg) if arg.refs else [arg]
        if listed is None:
            return None
        is_option = not arg.refs and len(args) > 2 and arg is args[-1]
        for entry in listed:
            atom = entry.atom
            if not isinstance(atom, Const) or atom.value is None:
                return None
            if is_option and isinstance(atom.value, int):
                if atom.value not in (0, 1):
                    return None
                without_empty = atom.value == 1
            else:
                separators.append(chr(atom.value) if isinstance(atom.value, int) else str(atom.value))
    if not separators or any(not s for s in separators):
        return None
    parts = [value.value]
    for separator in separators:
        if len(separators) > 1 and len(separator) != 1:
            return None
        parts = [piece for part in parts for piece in part.split(separator)]
    if without_empty:
        parts = [part for part in parts if part]
    return single(machine.allocate(sequence_of("System.String[]", [text(part) for part in parts], machine.place())))


def _substring(value: object, start: object, length: object = None) -> Abstract | None:
    if not isinstance(value, str) or not isinstance(start, int) or not (length is None or isinstance(length, int)):
        return None
    end = len(value) if length is None else start + length
    if not 0 <= start <= end <= len(value):
        raise Thrown("System.ArgumentOutOfRangeException", "a substring outside of the text")
    return text(value[start:end])


def _trimmed(side: str) -> Callable[..., Abstract | None]:
    strip = {"Trim": str.strip, "TrimStart": str.lstrip, "TrimEnd": str.rstrip}[side]
    return _of(str, lambda v: strip(v, _SPACES) if v.isascii() else None)


def _cased(upper: bool, invariant: bool) -> Callable[..., Abstract | None]:
    def function(value: str) -> str | None:
        if not value.isascii() or (not invariant and "i" in value.lower()):
            # Turkish machines have another i; the host's culture is not known.
            return None
        return value.upper() if upper else value.lower()

    return _of(str, function)


def _is_empty(value: object) -> Abstract | None:
    return boolean(value is None or value == "")


def _is_blank(value: object) -> Abstract | None:
    return boolean(value is None or (isinstance(value, str) and not value.strip()))


def _starts(value: str, part: str) -> bool | None:
    # The overload without a comparison follows the culture; for ASCII without NUL the cultures agree.
    return value.startswith(part) if _ascii(value, part) and "\0" not in value + part and "-" not in value + part else None


def _ends(value: str, part: str) -> bool | None:
    return value.endswith(part) if _ascii(value, part) and "\0" not in value + part and "-" not in value + part else None


_FUNCTIONS: Final[dict[tuple[str, int], Callable[..., Abstract | None]]] = {
    ("IsNullOrEmpty", 1): _is_empty,
    ("IsNullOrWhiteSpace", 1): _is_blank,
    ("get_Length", 1): _of(str, lambda v: len(v.encode("utf-16-le")) // 2),
    ("ToUpperInvariant", 1): _cased(True, True),
    ("ToLowerInvariant", 1): _cased(False, True),
    ("ToUpper", 1): _cased(True, False),
    ("ToLower", 1): _cased(False, False),
    ("Trim", 1): _trimmed("Trim"),
    ("TrimStart", 1): _trimmed("TrimStart"),
    ("TrimEnd", 1): _trimmed("TrimEnd"),
    ("Contains", 2): _of(str, lambda v, part: part in v),
    ("StartsWith", 2): _of(str, _starts),
    ("EndsWith", 2): _of(str, _ends),
    ("Replace", 3): _of(str, lambda v, old, new: v.replace(old, new) if old else None),
    ("Substring", 2): _substring,
    ("Substring", 3): _substring,
    ("ToString", 1): _of(str, lambda v: v),
    ("get_Chars", 2): lambda v, at: integer(ord(v[at]))
    if isinstance(v, str) and isinstance(at, int) and 0 <= at < len(v) and v.isascii()
    else None,
}


def _guid(name: str, args: Args) -> Abstract | None:
    if name == "NewGuid":
        return None
    if name == "Parse" and len(args) == 1:
        return guid(args[0])
    if name in ("op_Equality", "op_Inequality") and len(args) == 2:
        return combined(args, lambda a, b: boolean((a == b) == (name == "op_Equality")))
    return None


def _parsed(owner: str, name: str, args: Args, machine: Machine) -> Abstract | None:
    if name not in ("Parse", "TryParse") or not args:
        return None
    steps = machine.calls.framework.steps
    if args[0].cause is not None:
        if name == "Parse":
            machine.may_throw()
            return Abstract((), args[0].cause)
        if len(args) == 2:
            steps.write(args[1], Abstract((), args[0].cause))
            return some_bool(args[0].cause)
        return None
    atom = args[0].atom
    if not isinstance(atom, Const) or not (isinstance(atom.value, str) or atom.value is None) or len(args) > 2:
        return None
    number = _number(owner, atom.value)
    kind = "long" if owner == "System.Int64" else "int"
    if name == "Parse" and len(args) == 1:
        if number is None:
            raise Thrown("System.FormatException", "the text is no such value")
        return constant(kind, number)
    if name == "TryParse" and len(args) == 2:
        steps.write(args[1], constant(kind, number if number is not None else 0))
        return boolean(number is not None)
    return None


def _number(owner: str, value: str | None) -> int | None:
    word = (value or "").strip()
    if owner == "System.Boolean":
        return {"true": 1, "false": 0}.get(word.lower())
    sign = word[:1] in ("+", "-")
    if not word[sign:].isdecimal() or not word.isascii():
        return None
    bits = 63 if owner == "System.Int64" else 31
    number = int(word)
    return number if -(1 << bits) <= number < 1 << bits else None
