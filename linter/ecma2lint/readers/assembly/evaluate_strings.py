"""The methods of ``System.String`` on constants; what depends on the host's culture is left out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly import evaluate_words
from ecma2lint.readers.assembly.evaluate_constants import Args, combined, concatenated, wrapped
from ecma2lint.readers.assembly.evaluate_state import Boxed, boolean, integer
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Sequence, sequence_of
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Const, Ref, single, text

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine


def _ascii(*values: object) -> bool:
    """Whether upper and lower case are the same in every culture but for Turkish i, which only culture-bound calls meet."""
    return all(not isinstance(v, str) or v.isascii() for v in values)


def _printable(*values: object) -> bool:
    return all(not isinstance(v, str) or v.isprintable() for v in values)


def _of(kind: type, function: Callable[..., object]) -> Callable[..., Abstract | None]:
    """The function on values of one type, wrapped up as an abstract result."""

    def run(*values: object) -> Abstract | None:
        if not all(isinstance(v, kind) for v in values):
            return None
        return wrapped(function(*values))

    return run


_SPACES: Final = " \t\r\n\v\f\x85\xa0"


def _array(machine: Machine, value: Abstract) -> list[Abstract] | None:
    ref = value.only_ref
    array = machine.heap.get(ref.id) if ref else None
    return [e.value for e in array.elements] if isinstance(array, Sequence) and array.exact else None


def string_method(machine: Machine, name: str, args: Args, parameters: list[str]) -> Abstract | None:
    """A method of ``System.String``; None when it is not known or an argument is no constant.

    Args:
        parameters: the declared types of the parameters.
    """
    if name == "Concat" and "IEnumerable" not in parameters[0]:
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
    if name in ("Join", "Concat") and parameters[-1:] and "IEnumerable" in parameters[-1]:
        args = [*args[:-1], machine.calls.collections.materialised(args[-1])]
    if name == "Concat":
        listed = _array(machine, args[0])
        return concatenated([_text_of(machine, part) for part in listed]) if listed is not None else None
    if name == "Join" and len(args) == 2:
        listed = _array(machine, args[1])
        if listed is None or (listed and NULL in listed[:1] and parameters[1] == "System.Object[]"):
            # Objects of which the first is null come to nothing on the .NET Framework.
            return None
        if any(isinstance(a, Boxed | Ref) for part in listed for a in part.atoms):
            listed = [_text_of(machine, part) for part in listed]
        return combined([args[0], *listed], _joined)
    if name == "Split":
        return None if "System.Int32" in parameters else _split(machine, args)
    if name in ("op_Equality", "op_Inequality", "Equals") and 2 <= len(args) <= 3:
        return _equality(name, args)
    if name == "ToCharArray" and len(args) == 1:
        return _letters(machine, args[0])
    if name in ("Trim", "TrimStart", "TrimEnd") and len(args) == 2:
        return _stripped(machine, name, args)
    found = evaluate_words.method(name, args, parameters)
    if found is not None:
        return found
    function = _FUNCTIONS.get((name, len(args)))
    return combined(args, function) if function is not None else None


def _letters(machine: Machine, value: Abstract) -> Abstract | None:
    atom = value.atom
    if not isinstance(atom, Const) or not isinstance(atom.value, str) or not atom.value.isascii():
        return None
    numbers = [integer(ord(character)) for character in atom.value]
    return single(machine.allocate(sequence_of("System.Char[]", numbers, machine.place())))


def _stripped(machine: Machine, name: str, args: Args) -> Abstract | None:
    """``Trim`` with the characters to take away."""
    letters = characters(machine, args[1]) if args[1].refs else combined([args[1]], _letter)
    if letters is None:
        return None
    strip = {"Trim": str.strip, "TrimStart": str.lstrip, "TrimEnd": str.rstrip}[name]

    def function(value: object, away: object) -> Abstract | None:
        if not isinstance(value, str) or not isinstance(away, str):
            return None
        return text(strip(value, away or _SPACES)) if value.isascii() else None

    return combined([args[0], letters], function)


def _letter(value: object) -> Abstract | None:
    return text(chr(value)) if isinstance(value, int) and 0 <= value < 128 else None


def characters(machine: Machine, value: Abstract) -> Abstract | None:
    """The text that an array of characters makes."""
    listed = _array(machine, value)
    if listed is None:
        return None
    letters = [combined([item], _letter) for item in listed]
    return concatenated([letter for letter in letters if letter is not None]) if None not in letters else None


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
        if mode in (0, 1, 2, 3) and not _printable(left, right):
            # Comparisons of a culture pass over characters without a weight.
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
    pieces = _pieces(template.value, len(values))
    if pieces is None:
        return None
    parts: list[Abstract] = []
    for piece in pieces:
        if isinstance(piece, str):
            parts.append(text(piece))
            continue
        number, width, spec = piece
        value = machine.calls.framework.formatted(values[number], spec) if spec else _text_of(machine, values[number])
        aligned = _aligned(value, width) if value is not None else None
        if aligned is None:
            return None
        parts.append(aligned)
    return concatenated(parts)


def _pieces(template: str, count: int) -> list[str | tuple[int, int, str]] | None:
    """A format string as literal texts and arguments (number, alignment, format); None when it is none.

    Raises:
        Thrown: it names an argument that is not there.
    """
    pieces: list[str | tuple[int, int, str]] = []
    at = 0
    while at < len(template):
        character = template[at]
        if character in "{}" and template[at : at + 2] in ("{{", "}}"):
            pieces.append(character)
            at += 2
        elif character == "{":
            end = template.find("}", at)
            inside = template[at + 1 : end] if end > 0 else ""
            place, _, spec = inside.partition(":")
            number, _, width = place.partition(",")
            if not number.isdecimal() or "{" in inside or (width and not width.strip().lstrip("-").isdecimal()):
                return None
            if int(number) >= count:
                raise Thrown("System.FormatException", "no such argument")
            pieces.append((int(number), int(width or 0), spec))
            at = end + 1
        elif character == "}":
            return None
        else:
            pieces.append(character)
            at += 1
    return pieces


def _aligned(value: Abstract, width: int) -> Abstract | None:
    if not width:
        return value

    def function(word: object) -> Abstract | None:
        if not (word is None or isinstance(word, str)):
            return None
        return text((word or "").rjust(width) if width > 0 else (word or "").ljust(-width))

    return combined([value], function)


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
    if not separators and value.value.isascii():
        separators = list(_SPACES[:6])
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


def cased(upper: bool, invariant: bool) -> Callable[..., Abstract | None]:
    def function(value: str) -> str | None:
        if not value.isascii() or (not invariant and "i" in value.lower()):
            # Turkish machines have another i; the host's culture is not known.
            return None
        return value.upper() if upper else value.lower()

    return _of(str, function)


def _is_empty(value: object) -> Abstract | None:
    return boolean(value is None or value == "")


def _is_blank(value: object) -> Abstract | None:
    if value is not None and not isinstance(value, str):
        return None
    if value is None or value.isascii():
        return boolean(not (value or "").strip(_SPACES))
    return boolean(False) if any(character.isalnum() for character in value) else None


def _starts(value: str, part: str) -> bool | None:
    # The overload without a comparison follows the culture; for ASCII without NUL the cultures agree.
    return value.startswith(part) if _ascii(value, part) and "\0" not in value + part and "-" not in value + part else None


def _ends(value: str, part: str) -> bool | None:
    return value.endswith(part) if _ascii(value, part) and "\0" not in value + part and "-" not in value + part else None


def _character(value: object, at: object) -> Abstract | None:
    if not isinstance(value, str) or not isinstance(at, int) or any(ord(character) >= 0x10000 for character in value):
        return None
    if not 0 <= at < len(value):
        raise Thrown("System.IndexOutOfRangeException", "an index outside of the text")
    return integer(ord(value[at]))


_FUNCTIONS: Final[dict[tuple[str, int], Callable[..., Abstract | None]]] = {
    ("IsNullOrEmpty", 1): _is_empty,
    ("IsNullOrWhiteSpace", 1): _is_blank,
    ("get_Length", 1): _of(str, lambda v: len(v.encode("utf-16-le")) // 2),
    ("ToUpperInvariant", 1): cased(True, True),
    ("ToLowerInvariant", 1): cased(False, True),
    ("ToUpper", 1): cased(True, False),
    ("ToLower", 1): cased(False, False),
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
    ("get_Chars", 2): _character,
}
