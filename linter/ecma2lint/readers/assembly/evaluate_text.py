"""Numbers and GUIDs, their equality and their text: framework functions on constants, carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.facts import NEW_IDENTIFIER
from ecma2lint.readers.assembly import evaluate_convert
from ecma2lint.readers.assembly.evaluate_constants import MAX_TEXT, Args, combined
from ecma2lint.readers.assembly.evaluate_numbers import WIDTHS
from ecma2lint.readers.assembly.evaluate_state import Boxed, boolean, some_bool
from ecma2lint.readers.assembly.evaluate_strings import string_method
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Atom, Cause, Const, constant, text, unknown

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine
    from ecma2lint.readers.assembly.handles import ExternalMethod

#: The type of the constants that stand for the framework's comparers of texts.
COMPARER_TYPE: Final = "comparer"
#: Value types whose text is that of the number or GUID itself, whatever the culture.
PLAIN_TEXT: Final = frozenset(f"System.{name}" for name in ("Byte", "SByte", "Int16", "UInt16", "Int32", "Int64", "Guid"))


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
            if len(stripped) < 32 and stripped[:1] != "{":
                raise ValueError
            if len(stripped) not in (32, 36, 38):
                return None
            return constant("guid", str(uuid.UUID(stripped)))
        except ValueError:
            raise Thrown("System.FormatException", "no GUID") from None

    return combined([value], function) or unknown("a GUID that is not followed")


def guid_of(parts: Args) -> Abstract | None:
    """``new Guid`` of its eleven numbers."""
    import uuid

    def function(*values: object) -> Abstract | None:
        numbers = [value for value in values if isinstance(value, int)]
        if len(numbers) != 11:
            return None
        head = (numbers[0] & 0xFFFFFFFF).to_bytes(4, "big") + b"".join((n & 0xFFFF).to_bytes(2, "big") for n in numbers[1:3])
        return constant("guid", str(uuid.UUID(bytes=head + bytes(n & 0xFF for n in numbers[3:]))))

    return combined(parts, function)


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


def call(machine: Machine, callee: ExternalMethod, args: Args) -> Abstract | None:
    """A function of ``System.String``, of a number type, of ``System.Guid``, ``System.Convert`` or ``System.Char``."""
    owner, name = callee.owner.name, callee.name
    if owner == "System.String":
        return string_method(machine, name, args, [str(parameter) for parameter in callee.signature.parameters])
    if owner == "System.Guid":
        return _guid(machine, name, args)
    if owner in ("System.Math", "System.Convert", "System.Char", "System.Boolean") or owner in WIDTHS:
        return evaluate_convert.call(machine, callee, args)
    if owner == "System.Object" and name == "Equals" and len(args) == 2:
        return equal(args[0], args[1])
    if owner == "System.Object" and name == "ReferenceEquals" and len(args) == 2:
        from ecma2lint.readers.assembly.evaluate_branches import compare

        answer = compare(machine, args[0], args[1], "==")
        return some_bool(args[0].reason or args[1].reason) if answer is None else boolean(answer)
    if owner == "System.StringComparer" and name.startswith("get_"):
        return constant(COMPARER_TYPE, {"get_Ordinal": "o", "get_OrdinalIgnoreCase": "i"}.get(name, "?"))
    return None


def _guid(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name == "NewGuid":
        return unknown(Cause(NEW_IDENTIFIER, machine.place(), fresh=True))
    if name == "Parse" and len(args) == 1:
        return guid(args[0])
    if name == "ParseExact" and len(args) == 2:
        shape = args[1].atom
        lengths = {"D": 36, "d": 36, "N": 32, "n": 32, "B": 38, "b": 38}
        wanted = lengths.get(str(shape.value)) if isinstance(shape, Const) else None
        word = args[0].atom
        fits = isinstance(word, Const) and isinstance(word.value, str) and len(word.value) == wanted
        return guid(args[0]) if fits else None
    if name == "TryParse" and len(args) == 2:
        return _try_guid(machine, args)
    if name in ("op_Equality", "op_Inequality") and len(args) == 2:
        return combined(args, lambda a, b: boolean((a == b) == (name == "op_Equality")))
    return None


def _try_guid(machine: Machine, args: Args) -> Abstract | None:
    atom = args[0].atom
    if not isinstance(atom, Const) or not (atom.value is None or isinstance(atom.value, str)):
        return None
    try:
        found = guid(args[0]) if atom.value is not None else None
    except Thrown:
        found = None
    else:
        if found is None and atom.value is not None and len(str(atom.value).strip()) >= 32:
            return None
    made = found if found is not None and found.known else None
    machine.steps_of.write(args[1], made or constant("guid", "00000000-0000-0000-0000-000000000000"))
    return boolean(made is not None)
