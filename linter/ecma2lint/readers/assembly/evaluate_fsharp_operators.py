"""The functions of F#'s ``Operators``, ``LanguagePrimitives`` and ``String``: references, equality, casts, ranges, formats."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly import evaluate_fsharp_maps
from ecma2lint.readers.assembly.evaluate_constants import combined, concatenated
from ecma2lint.readers.assembly.evaluate_fsharp_equality import order, same
from ecma2lint.readers.assembly.evaluate_fsharp_functions import apply, print_format
from ecma2lint.readers.assembly.evaluate_fsharp_lists import pair_of, tuple_of
from ecma2lint.readers.assembly.evaluate_fsharp_seq import elements
from ecma2lint.readers.assembly.evaluate_fsharp_values import (
    NotFollowed,
    contents,
    new_list,
    new_reference,
    number,
    option_value,
    set_reference,
)
from ecma2lint.readers.assembly.evaluate_state import VOID, Pair, boolean, integer
from ecma2lint.readers.assembly.handles import ExternalMethod, MethodHandle
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Const, Ref, constant, single, text

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework
    from ecma2lint.readers.assembly.evaluate_machine import Machine

Args = list[Abstract]
_RELATIONS: Final[dict[str, Callable[[int], bool]]] = {
    "GenericLessThanIntrinsic": lambda found: found < 0,
    "GenericLessOrEqualIntrinsic": lambda found: found <= 0,
    "GenericGreaterThanIntrinsic": lambda found: found > 0,
    "GenericGreaterOrEqualIntrinsic": lambda found: found >= 0,
}
_FORMATS: Final = {
    "PrintFormatToString": "text",
    "PrintFormatToStringThen": "text",
    "PrintFormat": "print",
    "PrintFormatLine": "print",
    "PrintFormatToError": "print",
    "PrintFormatLineToError": "print",
    "PrintFormatToStringThenFail": "fail",
}


def call(framework: Framework, callee: ExternalMethod, owner: str, name: str, args: Args) -> Abstract | None:
    """A function by its owner, without the namespace ``Microsoft.FSharp``; None when it is not known.

    Raises:
        NotFollowed: it works on elements that are not known one by one.
    """
    machine = framework.machine
    if owner == "Core.Operators":
        return _operator(framework, callee, name, args)
    if owner == "Core.Operators+OperatorIntrinsics" and name == "RangeInt32" and len(args) == 3:
        return _range(machine, *(number(arg) for arg in args))
    if owner == "Core.LanguagePrimitives+HashCompare":
        return _compared(machine, name, args)
    if owner == "Core.LanguagePrimitives+IntrinsicFunctions":
        return _intrinsic(framework, callee, name, args)
    if owner == "Core.LanguagePrimitives":
        return _primitive(machine, name, args)
    if owner == "Core.ExtraTopLevelOperators":
        return _top_level(machine, name, args)
    if owner == "Core.PrintfModule" and name in _FORMATS and len(args) == 1:
        return print_format(machine, _FORMATS[name], args[0])
    if owner == "Control.LazyExtensions":
        return _lazy(framework, name, args)
    if owner == "Core.StringModule":
        return _string(machine, name, args)
    return None


def _operator(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    machine = framework.machine
    if name == "Ref":
        return new_reference(machine, args[0])
    if name in ("op_Dereference", "op_ColonEquals", "Increment", "Decrement"):
        return _on_reference(machine, name, args)
    if name in ("CreateSequence", "Identity", "op_UnaryPlus") and len(args) == 1:
        return args[0]
    if name == "op_Append" and len(args) == 2:
        return new_list(machine, [*elements(machine, args[0]), *elements(machine, args[1])])
    if name == "DefaultArg" and len(args) == 2:
        held = option_value(machine, args[0])
        return args[1] if held is None else held
    if name == "Failure" and len(args) == 1:
        return single(machine.allocate(Record("System.Exception", {}, {}, machine.place())))
    if name == "KeyValuePattern" and len(args) == 1 and isinstance(args[0].atom, Pair):
        return tuple_of(machine, args[0].atom.key, args[0].atom.value)
    if name == "Using" and len(args) == 2:
        return _using(machine, args[0], args[1])
    if name == "Not" and len(args) == 1:
        return boolean(number(args[0]) == 0)
    if name == "Ignore":
        return VOID
    if name == "Lock" and len(args) == 2:
        return apply(machine, args[1], [NULL])
    if name == "Compare" and len(args) == 2:
        return _ordered(machine, args[0], args[1])
    if name in ("Fst", "Snd") and len(args) == 1:
        return pair_of(machine, args[0])[name == "Snd"]
    return None


def _on_reference(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name == "op_ColonEquals":
        return set_reference(machine, args[0], args[1])
    held = contents(machine, args[0])
    if name == "op_Dereference":
        return held
    return set_reference(machine, args[0], integer(number(held) + (1 if name == "Increment" else -1)))


def _using(machine: Machine, resource: Abstract, body: Abstract) -> Abstract | None:
    """``using resource body``: the resource is disposed of after the body."""
    dispose, activation = _dispose_of(machine, resource), machine.activation
    if dispose is None or activation is None or activation.handled or activation.code.enclosing_clauses(activation.offset):
        # A handler would see what the body and the disposal did when the body fails.
        return None
    result = apply(machine, body, [resource])
    machine.calls.invoke(dispose, [resource], False)
    return result


def _dispose_of(machine: Machine, resource: Abstract) -> MethodHandle | None:
    found = machine.heap.get(resource.only_ref.id) if resource.only_ref else None
    type_ = machine.calls.types.get(found.type) if isinstance(found, Record) else None
    if type_ is None:
        return None
    names = ("System.IDisposable.Dispose", "System-IDisposable-Dispose", "Dispose")
    return next((method for name in names for method in type_.methods_named(name) if not method.signature.parameters), None)


def _range(machine: Machine, start: int, step: int, stop: int) -> Abstract:
    """``start .. step .. stop``."""
    if step == 0:
        raise Thrown("System.ArgumentException", "a range with step 0")
    values = range(start, stop + (1 if step > 0 else -1), step)
    if len(values) > 10_000:
        raise NotFollowed
    return new_list(machine, [integer(value) for value in values])


# Equality and casts


def _ordered(machine: Machine, left: Abstract, right: Abstract) -> Abstract:
    found = order(machine, left, right)
    if found is None:
        raise NotFollowed
    return integer(found)


def _compared(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name in ("GenericEqualityWithComparerIntrinsic", "GenericComparisonWithComparerIntrinsic"):
        args = args[1:]
    if name.startswith("GenericEquality") and len(args) == 2:
        answer = same(machine, args[0], args[1])
        return None if answer is None else boolean(answer)
    if name.startswith("GenericComparison") and len(args) == 2:
        return _ordered(machine, args[0], args[1])
    if name.startswith("FastEqualsTuple") and len(args) == 3:
        answer = same(machine, args[1], args[2])
        return None if answer is None else boolean(answer)
    if name in _RELATIONS and len(args) == 2:
        found = order(machine, args[0], args[1])
        return None if found is None else boolean(_RELATIONS[name](found))
    return None


def _intrinsic(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    machine = framework.machine
    if name == "CheckThis" and len(args) == 1:
        return args[0] if args[0].known and args[0].atom != NULL_ATOM else None
    if name == "FailInit":
        raise Thrown("System.InvalidOperationException", "the object is used before it is ready")
    if len(callee.arguments) != 1 or len(args) != 1:
        return _get_string(args) if name == "GetString" and len(args) == 2 else None
    sig = callee.arguments[0]
    answers = machine.calls.instance_of(args[0], sig)
    if name in ("TypeTestGeneric", "TypeTestFast"):
        if args[0].atom == NULL_ATOM:
            return boolean(False)
        return boolean(answers == {True}) if answers in ({True}, {False}) else None
    if name in ("UnboxGeneric", "UnboxFast") and answers == {True} and args[0].atom not in (None, NULL_ATOM):
        atom = args[0].atom
        return machine.steps_of.opened(atom)
    if name == "Dispose":
        dispose = _dispose_of(machine, args[0])
        return machine.calls.invoke(dispose, args, False) if dispose is not None else None
    return None


def _get_string(args: Args) -> Abstract | None:
    def function(value: object, at: object) -> Abstract | None:
        if not isinstance(value, str) or not isinstance(at, int) or not value.isascii() or not 0 <= at < len(value):
            return None
        return integer(ord(value[at]))

    return combined(args, function)


def _primitive(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name in ("ParseInt32", "ParseInt64") and len(args) == 1:
        kind, bits = ("int", 31) if name == "ParseInt32" else ("long", 63)

        def parsed(value: object) -> Abstract | None:
            word = value.strip() if isinstance(value, str) else ""
            digits = word.removeprefix("-")
            if not digits.isdecimal() or not word.isascii() or int(digits) >= 1 << bits:
                return None
            return constant(kind, int(word))

        return combined(args, parsed)
    if name in ("get_GenericEqualityComparer", "get_GenericEqualityERComparer", "get_GenericComparer"):
        return single(machine.allocate(Record("object", {}, {}, machine.place())))
    if name == "PhysicalEqualityIntrinsic" and len(args) == 2 and isinstance(args[0].atom, Ref) and isinstance(args[1].atom, Ref):
        return boolean(args[0].atom == args[1].atom)
    return None


# Formats, lazy values, dictionaries and texts


def _top_level(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name in _FORMATS and len(args) == 1:
        return print_format(machine, _FORMATS[name], args[0])
    if name == "CreateDictionary":
        pairs = evaluate_fsharp_maps.pairs_of(machine, args[0])
        return evaluate_fsharp_maps.new_map(machine, "read-only dictionary", pairs)
    if name == "CreateSet":
        return evaluate_fsharp_maps.new_set(machine, list(elements(machine, args[0])))
    return None


def _lazy(framework: Framework, name: str, args: Args) -> Abstract | None:
    machine = framework.machine
    if name in ("Create", "CreateFromValue") and len(args) == 1:
        made = name == "CreateFromValue"
        fields = {"factory": NULL if made else args[0], "value": args[0] if made else NULL, "made": boolean(made)}
        fields |= {"failed": boolean(False), "keeps": boolean(True)}
        return single(machine.allocate(Record("lazy", fields, {}, machine.place())))
    return framework.lazy_value(args) if name == "Force" else None


def _string(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name == "Concat" and len(args) == 2:
        parts: Args = []
        for item in elements(machine, args[1]):
            parts += [args[0], item] if parts else [item]
        return concatenated(parts) if parts else text("")
    if name == "Length" and len(args) == 1:
        return combined(args, lambda v: integer(len(str(v or ""))) if v is None or str(v).isascii() else None)
    if name == "Replicate" and len(args) == 2:
        atom = args[1].atom
        value = atom.value if isinstance(atom, Const) else None
        times = number(args[0])
        return text(value * times) if isinstance(value, str) and 0 <= times * len(value) <= 65_536 else None
    if name in ("Map", "Filter", "Collect") and len(args) == 2:
        return _each_character(machine, name, args)
    return None


def _each_character(machine: Machine, name: str, args: Args) -> Abstract | None:
    parts: Args = []
    for item in elements(machine, args[1]):
        result = apply(machine, args[0], [item])
        if name == "Filter":
            result, kept = item, number(result)
            if not kept:
                continue
        if name == "Collect":
            parts.append(result)
            continue
        code = number(result)
        if not 0 <= code < 0x80:
            raise NotFollowed
        parts.append(text(chr(code)))
    return concatenated(parts) if parts else text("")
