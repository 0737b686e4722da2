"""The functions of ``System.Enum`` on enumerations that are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecma2lint.readers.assembly import evaluate_numbers
from ecma2lint.readers.assembly.evaluate_numbers import WIDTHS
from ecma2lint.readers.assembly.evaluate_state import Boxed, Pointer, TypeAtom, boolean, some_bool
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.assembly.signatures import TypeSig
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import sequence_of
from ecma2lint.readers.lattice import NULL, Abstract, Const, constant, join_all, single, text

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework

Args = list[Abstract]


def call(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    """A function of ``System.Enum``; None when it is not known."""
    if callee.arguments:
        sig: TypeSig | None = callee.arguments[0]
        rest = args
    else:
        atom = args[0].atom if args else None
        sig = atom.type if isinstance(atom, TypeAtom) else None
        rest = args[1:]
    if name == "HasFlag" and len(args) == 2:
        return _has_flag(framework, args)
    values = framework.machine.links.enum_values(sig) if sig is not None else None
    if sig is None or values is None:
        return None
    framework.machine.calls.enum_types.setdefault(str(sig), sig)
    if name in ("Parse", "TryParse") and rest:
        return _parse(framework, sig, values, name, bool(callee.arguments), rest)
    if name == "ToObject" and len(rest) == 1:
        return _to_object(framework, sig, rest[0])
    if name in ("GetValues", "GetNames") and not rest:
        return _listed(framework, sig, values, name)
    if name in ("IsDefined", "GetName") and len(rest) == 1:
        part = framework.plain(rest[0]).atom
        if not isinstance(part, Const):
            return None
        if name == "IsDefined":
            return boolean(part.value in (values if part.type == "str" else values.values()))
        found = [key for key, number in values.items() if number == part.value]
        return text(found[0]) if len(found) == 1 else NULL if not found and isinstance(part.value, int) else None
    return None


def _has_flag(framework: Framework, args: Args) -> Abstract | None:
    whole, flag = framework.plain(args[0]).atom, framework.plain(args[1]).atom
    if isinstance(whole, Const) and isinstance(flag, Const) and isinstance(whole.value, int) and isinstance(flag.value, int):
        return boolean(whole.value & flag.value == flag.value)
    return some_bool(args[0].reason or args[1].reason)


def _number(framework: Framework, sig: TypeSig, value: int) -> Abstract:
    """A number as values of the enumeration hold it."""
    type_ = framework.machine.calls.number_type(str(sig))
    long = WIDTHS.get(type_, (32, True))[0] == 64
    return constant("long" if long else "int", evaluate_numbers.valued(value, "System.Int64" if long else type_))


def _to_object(framework: Framework, sig: TypeSig, value: Abstract) -> Abstract | None:
    number = framework.plain(value).atom
    if not isinstance(number, Const) or not isinstance(number.value, int):
        return None
    return single(Boxed(str(sig), _number(framework, sig, int(number.value))))


def _listed(framework: Framework, sig: TypeSig, values: dict[str, int], name: str) -> Abstract | None:
    """The values or names in the order of the unsigned numbers; two names of one number leave the order open."""
    type_ = framework.machine.calls.number_type(str(sig))
    mask = (1 << WIDTHS.get(type_, (32, True))[0]) - 1
    ordered = sorted(values.items(), key=lambda item: item[1] & mask)
    if name == "GetNames" and len(set(values.values())) != len(values):
        return None
    items = [text(key) if name == "GetNames" else _number(framework, sig, number) for key, number in ordered]
    type_name = "System.String[]" if name == "GetNames" else f"{sig}[]"
    return single(framework.machine.allocate(sequence_of(type_name, items, framework.machine.place())))


def _parse(framework: Framework, sig: TypeSig, values: dict[str, int], name: str, generic: bool, rest: Args) -> Abstract | None:
    out = next((value for value in rest if any(isinstance(a, Pointer) for a in value.atoms)), None)
    flag = rest[1].atom if len(rest) > 1 and rest[1] is not out else None
    if len(rest) > 1 and rest[1] is not out and not isinstance(flag, Const):
        return None
    ignore = isinstance(flag, Const) and bool(flag.value)
    if rest[0].cause is not None:
        if name == "Parse":
            framework.machine.may_throw()
            return Abstract((), rest[0].cause)
        if out is not None:
            framework.steps.write(out, Abstract((), rest[0].cause))
        return some_bool(rest[0].cause)
    type_ = framework.machine.calls.number_type(str(sig))
    words = [atom.value for atom in rest[0].atoms if isinstance(atom, Const) and (atom.value is None or atom.type == "str")]
    found = [evaluate_numbers.enum_number(values, type_, word if isinstance(word, str) else None, ignore) for word in words]
    if len(found) != len(rest[0].atoms) or None in found:
        return None
    numbers = [_number(framework, sig, number) for number in found if isinstance(number, int)]
    if name == "Parse":
        if not numbers:
            raise Thrown(str(found[0]) if len(set(found)) == 1 else "System.Exception", "no value of the enumeration")
        if len(numbers) != len(found):
            framework.machine.may_throw()
        return join_all([part if generic else single(Boxed(str(sig), part)) for part in numbers], rest[0].why)
    if out is None or len(found) != 1:
        return None
    framework.steps.write(out, numbers[0] if numbers else _number(framework, sig, 0))
    return boolean(bool(numbers))
