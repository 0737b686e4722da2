"""The texts of numbers and of enumerations' values, and numbers and names read from text, as the framework has them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.contract import ENUMS, NAMESPACE
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_links import Context
from ecma2lint.readers.assembly.handles import MethodHandle, TypeHandle
from ecma2lint.readers.assembly.signatures import TypeSig

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

#: Whole numbers by the simple name of their type: bits, and whether they have a sign.
WIDTHS: Final = {
    "System.Byte": (8, False),
    "System.SByte": (8, True),
    "System.Int16": (16, True),
    "System.UInt16": (16, False),
    "System.Int32": (32, True),
    "System.UInt32": (32, False),
    "System.Int64": (64, True),
    "System.UInt64": (64, False),
}


def valued(number: int, type_: str) -> int:
    """The number a machine word stands for in a type."""
    bits, signed = WIDTHS.get(type_, (64, True))
    number &= (1 << bits) - 1
    return number - (1 << bits) if signed and number >> (bits - 1) else number


def formatted(number: int, type_: str, spec: str) -> str | None:
    """A whole number in a standard or custom format; None for what depends on the culture or is not followed."""
    if not spec or spec in ("G", "g"):
        return str(valued(number, type_))
    kind, digits = spec[0], spec[1:]
    if digits and not digits.isdecimal():
        return _custom(number, type_, spec)
    value, width = valued(number, type_), int(digits or 0)
    if kind in "Dd" and width <= 99:
        return ("-" if value < 0 else "") + str(abs(value)).rjust(width, "0")
    if kind in "Xx" and width <= 99:
        bits = WIDTHS.get(type_, (32, True))[0]
        word = format(value & ((1 << bits) - 1), "X" if kind == "X" else "x")
        return word.rjust(width, "0")
    return _custom(number, type_, spec)


def _custom(number: int, type_: str, spec: str) -> str | None:
    value = valued(number, type_)
    return str(value).rjust(len(spec), "0") if spec.strip("0") == "" and value >= 0 else None


def parsed(word: str | None, type_: str) -> int | str:
    """A whole number from text, or the exception that reading it throws."""
    if word is None:
        return "System.ArgumentNullException"
    stripped = word.strip(" \t\n\v\f\r").rstrip("\0")
    sign = stripped[:1] in ("+", "-")
    if not stripped[sign:].isdecimal() or not stripped.isascii():
        return "System.FormatException"
    number = int(stripped)
    bits, signed = WIDTHS[type_]
    low, high = (-(1 << (bits - 1)), (1 << (bits - 1)) - 1) if signed else (0, (1 << bits) - 1)
    return number if low <= number <= high else "System.OverflowException"


# Enumerations


def is_flags(machine: Machine, sig: TypeSig) -> bool:
    """Whether an enumeration is marked with ``[Flags]``."""
    name = str(sig)
    if name.startswith(f"{NAMESPACE}.") and name[len(NAMESPACE) + 1 :] in ENUMS:
        return ENUMS[name[len(NAMESPACE) + 1 :]].flags
    handle = machine.links.handle(sig)
    if not isinstance(handle, TypeHandle):
        return False
    for constructor, _ in handle.image.attributes.get(0x02000000 | handle.row, ()):
        try:
            method = machine.links.method(handle.image, constructor, Context())
        except UnreadableAssembly:
            continue
        owner = method.declaring_type if isinstance(method, MethodHandle) else method.owner
        if owner.name == "System.FlagsAttribute":
            return True
    return False


def enum_text(machine: Machine, sig: TypeSig, number: int) -> str | None:
    """The text of an enumeration's value; None when two names of one number leave it open."""
    values = machine.links.enum_values(sig)
    if values is None:
        return None
    type_ = machine.calls.number_type(str(sig))
    bits = WIDTHS.get(type_, (32, True))[0]
    mask = (1 << bits) - 1
    number &= mask
    names: dict[int, list[str]] = {}
    for name, value in values.items():
        names.setdefault(value & mask, []).append(name)
    if number in names:
        return names[number][0] if len(names[number]) == 1 else None
    if not is_flags(machine, sig) or not number:
        return str(valued(number, type_))
    parts: list[str] = []
    rest = number
    for value in sorted(names, reverse=True):
        if value and rest & value == value:
            if len(names[value]) > 1:
                return None
            rest -= value
            parts.insert(0, names[value][0])
    return str(valued(number, type_)) if rest else ", ".join(parts)


def enum_number(values: dict[str, int], type_: str, word: str | None, ignore: bool) -> int | str | None:
    """The number of an enumeration's name or names, or the exception that reading them throws; None when not followed."""
    if word is None:
        return "System.ArgumentNullException"
    stripped = word.strip()
    if not stripped:
        return "System.ArgumentException"
    if stripped[0] in "+-" or stripped[0].isdigit():
        number = parsed(stripped, type_) if stripped.isascii() else None
        return number if isinstance(number, int) else None
    table: dict[str, int] = {}
    for name, value in values.items():
        key = name.lower() if ignore else name
        if key in table and table[key] != value:
            return None
        table.setdefault(key, value)
    total = 0
    for part in stripped.split(","):
        key = part.strip().lower() if ignore else part.strip()
        if key not in table:
            return None if ignore and not part.isascii() else "System.ArgumentException"
        total |= table[key]
    return total
