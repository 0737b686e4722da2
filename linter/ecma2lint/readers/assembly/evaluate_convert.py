"""``Math``, ``Convert``, ``Char`` and the functions of number types, on constants."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly import evaluate_numbers
from ecma2lint.readers.assembly.evaluate_constants import Args, combined
from ecma2lint.readers.assembly.evaluate_numbers import WIDTHS
from ecma2lint.readers.assembly.evaluate_state import Boxed, boolean, integer, some_bool
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Const, constant, single, text

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine
    from ecma2lint.readers.assembly.handles import ExternalMethod

_OVERFLOW: Final = "System.OverflowException"


def word(number: int, type_: str) -> Abstract:
    """A number of a type as a machine word."""
    if WIDTHS[type_][0] == 64:
        return constant("long", evaluate_numbers.valued(number, "System.Int64"))
    return integer(evaluate_numbers.valued(number, "System.Int32"))


def call(machine: Machine, callee: ExternalMethod, args: Args) -> Abstract | None:
    """A function; None when it is not known."""
    owner, name = callee.owner.name, callee.name
    parameters = [str(parameter) for parameter in callee.signature.parameters]
    if owner == "System.Math":
        return _math(name, args, parameters)
    if owner == "System.Char":
        return combined(args, lambda v: _char(name, v)) if len(args) == 1 else None
    if owner in WIDTHS or owner == "System.Boolean":
        return parse(owner, name, args, machine)
    if owner == "System.Convert" and len(args) == 1:
        return _convert(machine, name, args[0], parameters[0])
    return None


def _math(name: str, args: Args, parameters: list[str]) -> Abstract | None:
    type_ = parameters[0] if parameters else ""
    if type_ not in WIDTHS or len(set(parameters)) != 1:
        return None
    low = -(1 << (WIDTHS[type_][0] - 1))

    def function(*words: object) -> Abstract | None:
        if not all(isinstance(value, int) for value in words):
            return None
        values = [evaluate_numbers.valued(int(value), type_) for value in words if isinstance(value, int)]
        if name in ("Max", "Min"):
            return word(max(values) if name == "Max" else min(values), type_)
        if name == "Abs":
            if values[0] == low:
                raise Thrown(_OVERFLOW, "a number that is too large")
            return word(abs(values[0]), type_)
        return integer((values[0] > 0) - (values[0] < 0)) if name == "Sign" else None

    return combined(args, function)


def _char(name: str, value: object) -> Abstract | None:
    if not isinstance(value, int) or not 0 <= value < 128:
        return None
    character = chr(value)
    answers = {
        "IsDigit": character.isdigit(),
        "IsNumber": character.isdigit(),
        "IsLetter": character.isalpha(),
        "IsLetterOrDigit": character.isalnum(),
        "IsUpper": character.isupper(),
        "IsLower": character.islower(),
        "IsWhiteSpace": character in " \t\n\v\f\r",
    }
    if name in answers:
        return boolean(answers[name])
    if name in ("ToUpperInvariant", "ToLowerInvariant") or (name in ("ToUpper", "ToLower") and character not in "iI"):
        return integer(ord(character.upper() if "Upper" in name else character.lower()))
    return text(character) if name == "ToString" else None


def parse(owner: str, name: str, args: Args, machine: Machine) -> Abstract | None:
    """``Parse`` and ``TryParse`` of a number type or of Boolean, without a format."""
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
    number = _parsed(owner, atom.value if isinstance(atom.value, str) else None)
    if name == "Parse" and len(args) == 1:
        if isinstance(number, str):
            raise Thrown(number, "the text is no such value")
        return _value(owner, number)
    if name == "TryParse" and len(args) == 2:
        steps.write(args[1], _value(owner, number if isinstance(number, int) else 0))
        return boolean(isinstance(number, int))
    return None


def _value(owner: str, number: int) -> Abstract:
    return boolean(bool(number)) if owner == "System.Boolean" else word(number, owner)


def _parsed(owner: str, value: str | None) -> int | str:
    if owner != "System.Boolean":
        return evaluate_numbers.parsed(value, owner)
    if value is None:
        return "System.ArgumentNullException"
    return {"true": 1, "false": 0}.get(value.strip().lower(), "System.FormatException")


def _convert(machine: Machine, name: str, value: Abstract, type_: str) -> Abstract | None:
    target = {"ToBoolean": "System.Boolean", "ToChar": "System.Char"}.get(name, f"System.{name[2:]}")
    if type_ == "System.Object":
        atom = value.atom
        if atom == NULL_ATOM:
            return text("") if name == "ToString" else integer(0) if target in ("System.Int32", "System.Boolean") else None
        if isinstance(atom, Boxed):
            return _convert(machine, name, atom.value, machine.calls.number_type(atom.type))
        return _convert(machine, name, value, "System.String") if isinstance(atom, Const) and atom.type == "str" else None
    if name == "ToString":
        if type_ == "System.String":
            return value
        return machine.calls.framework.text_of(single(Boxed(type_, value)))
    if target not in WIDTHS and target not in ("System.Boolean", "System.Char"):
        return None
    return combined([value], lambda part: _converted(target, part, type_))


def _converted(target: str, part: object, type_: str) -> Abstract | None:
    if type_ == "System.String":
        if part is None:
            return _value(target, 0) if target in WIDTHS or target == "System.Boolean" else None
        number = _parsed(target, part) if isinstance(part, str) and target != "System.Char" else None
        if isinstance(number, str):
            raise Thrown(number, "the text is no such value")
        return _value(target, number) if number is not None else None
    if not isinstance(part, int) or (type_ not in WIDTHS and type_ not in ("System.Boolean", "System.Char")):
        return None
    value = evaluate_numbers.valued(int(part), type_ if type_ in WIDTHS else "System.Int32")
    if target == "System.Boolean":
        return boolean(bool(value)) if type_ != "System.Char" else None
    if target == "System.Char":
        return integer(value) if type_ != "System.Boolean" and 0 <= value < 0x10000 else None
    if evaluate_numbers.valued(value, target) != value:
        raise Thrown(_OVERFLOW, "a number that is too large")
    return word(value, target)
