"""``StringBuilder`` whose text is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecma2lint.readers.assembly import evaluate_constants, evaluate_strings
from ecma2lint.readers.assembly.evaluate_state import VOID, Boxed
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Const, constant, single, text, unknown
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework

Args = list[Abstract]
_RANGE = "System.ArgumentOutOfRangeException"


def call(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    """A method of ``StringBuilder``; None when it is not known."""
    ref = args[0].only_ref
    record = framework.machine.heap.get(ref.id) if ref else None
    if ref is None or not isinstance(record, Record) or record.type != "text" or record.summary:
        return None
    held = record.fields["v"]
    if name == "ToString" and len(args) == 1:
        return held
    if name in ("get_Length", "get_Chars", "ToString"):
        kind = {"ToString": "Substring"}.get(name, name)
        return evaluate_strings.string_method(framework.machine, kind, [held, *args[1:]], parameters(callee))
    changed = _changed(framework, callee, name, held, args[1:])
    if changed is None:
        return None
    framework.machine.heap.put(ref.id, replace(record, fields={"v": changed}))
    return VOID if name.startswith("set_") else args[0]


def parameters(callee: ExternalMethod) -> list[str]:
    """The declared types of a method's parameters."""
    return [str(parameter) for parameter in callee.signature.parameters]


def _changed(framework: Framework, callee: ExternalMethod, name: str, held: Abstract, rest: Args) -> Abstract | None:
    machine = framework.machine
    if name == "Append" and rest:
        added = appended(framework, callee, rest)
        return evaluate_constants.concatenated([held, added]) if added is not None else None
    if name == "AppendLine":
        # It ends with the line end of the platform the connector runs on.
        return unknown("depends on the environment's line end", machine.place())
    if name == "AppendFormat" and len(rest) > 1:
        found = evaluate_strings.string_method(machine, "Format", rest, parameters(callee))
        return evaluate_constants.concatenated([held, found]) if found is not None else None
    if name == "Clear":
        return text("")
    if name in ("Insert", "Remove", "Replace") and len(rest) == 2:
        parts = rest
        if name == "Insert":
            inserted = _text(framework, str(callee.signature.parameters[1]), rest[1])
            if inserted is None:
                return None
            parts = [rest[0], inserted]
        return evaluate_strings.string_method(machine, name, [held, *parts], parameters(callee))
    length = rest[0].atom if name == "set_Length" and rest else None
    word = held.atom
    if isinstance(length, Const) and isinstance(length.value, int) and isinstance(word, Const) and isinstance(word.value, str):
        if length.value < 0:
            raise Thrown(_RANGE, "a negative length")
        return text(word.value[: length.value].ljust(int(length.value), "\0")) if word.value.isascii() else None
    return None


def appended(framework: Framework, callee: ExternalMethod, rest: Args) -> Abstract | None:
    """The text that an overload of ``Append`` adds."""
    kind = str(callee.signature.parameters[0])
    if len(rest) == 2 and kind == "System.Char":
        from ecma2lint.readers.assembly.evaluate_text import repeated

        return repeated(rest[0], rest[1])
    if len(rest) != 1:
        return None
    if kind == "System.Char[]":
        return evaluate_strings.characters(framework.machine, rest[0])
    return _text(framework, kind, rest[0])


def _text(framework: Framework, kind: str, value: Abstract) -> Abstract | None:
    """The text of a value of a declared type; null is the empty text."""
    if kind == "System.String":
        return value
    if kind == "System.Object":
        return framework.text_or_empty(value)
    return framework.text_of(single(Boxed(kind, value)))


def started(callee: ExternalMethod, args: Args) -> Abstract:
    """The text that a new builder starts with."""
    first = str(callee.signature.parameters[0]) if args else ""
    return args[0] if first == "System.String" and args[0].atom != NULL_ATOM else constant("str", "")
