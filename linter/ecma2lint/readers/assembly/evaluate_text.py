"""Numbers and GUIDs, their equality and their text: framework functions on constants, carried out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.facts import NEW_IDENTIFIER
from ecma2lint.readers.assembly.evaluate_constants import MAX_TEXT, Args, combined
from ecma2lint.readers.assembly.evaluate_state import Boxed, boolean, integer, some_bool
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


def call(machine: Machine, callee: ExternalMethod, args: Args) -> Abstract | None:
    """A function of ``System.String``, of a number type, of ``System.Guid``, ``System.Convert`` or ``System.Char``."""
    owner, name = callee.owner.name, callee.name
    if owner == "System.String":
        return string_method(machine, name, args, [str(parameter) for parameter in callee.signature.parameters])
    if owner == "System.Guid":
        return _guid(name, args, machine)
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
        return constant(COMPARER_TYPE, {"get_Ordinal": "o", "get_OrdinalIgnoreCase": "i"}.get(name, "?"))
    return None


def _converted(name: str, value: object) -> Abstract | None:
    if isinstance(value, str):
        word = value.strip()
        if name == "ToBoolean":
            return boolean(word.lower() == "true") if word.lower() in ("true", "false") else None
        return integer(int(word)) if word.lstrip("+-").isdecimal() and word.isascii() and abs(int(word)) < 2**31 else None
    if isinstance(value, int):
        return boolean(bool(value)) if name == "ToBoolean" else integer(value)
    return None


def _guid(name: str, args: Args, machine: Machine) -> Abstract | None:
    if name == "NewGuid":
        return unknown(Cause(NEW_IDENTIFIER, machine.place(), fresh=True))
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
