"""F# functions: closures are objects with ``Invoke`` methods; partial application; the functions that ``sprintf`` makes.

A closure of two or more parameters derives from ``OptimizedClosures.FSharpFunc``, whose one-argument ``Invoke`` and whose
``InvokeFast`` lie in FSharp.Core: :func:`apply` does what they do.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_constants import concatenated
from ecma2lint.readers.assembly.evaluate_state import VOID, Boxed, integer
from ecma2lint.readers.assembly.handles import MethodHandle, TypeHandle
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Opaque, Record
from ecma2lint.readers.lattice import NULL, Abstract, Atom, Cause, Const, Ref, single, text
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

#: The types whose ``Invoke`` applies a function.
FUNCTION: Final = "Microsoft.FSharp.Core.FSharpFunc`2"
OPTIMISED: Final = "Microsoft.FSharp.Core.OptimizedClosures+FSharpFunc`"
PARTIAL: Final = "partial application"
FORMAT: Final = "format"
_SPECIFIER: Final = re.compile(r"%(%|[sdibc]|.)")


def is_application(owner: str, name: str) -> bool:
    """Whether a method applies the function it is called on."""
    return name == "Invoke" and (owner == FUNCTION or owner.startswith(OPTIMISED))


def apply(machine: Machine, function: Abstract, args: list[Abstract]) -> Abstract:
    """The function applied to arguments, one after the other as far as it takes them.

    Raises:
        Dead: it never returns.
    """
    ways = [_way(machine, atom, args) for atom in function.atoms]
    if function.cause is not None or not ways:
        cause = function.cause or Cause("a function that is not known", machine.place())
        ways.append(lambda: machine.calls.give_up(cause, args, own=True))
    return ways[0]() if len(ways) == 1 else machine.calls.either(ways, function.reason)


def _way(machine: Machine, atom: Atom, args: list[Abstract]) -> Callable[[], Abstract]:
    return lambda: _apply_atom(machine, atom, args)


def _apply_atom(machine: Machine, atom: Atom, args: list[Abstract]) -> Abstract:
    obj = machine.heap.get(atom.id) if isinstance(atom, Ref) else None
    if isinstance(obj, Record) and obj.type == PARTIAL and not obj.summary:
        held = [obj.fields[str(index)] for index in range(len(obj.fields) - 1)]
        return apply(machine, obj.fields["function"], held + args)
    if isinstance(obj, Record) and obj.type == FORMAT and not obj.summary:
        return _formatted(machine, obj, args)
    type_ = machine.calls.types.get(obj.type) if isinstance(obj, Record | Opaque) else None
    methods = _bodies(machine, type_) if type_ is not None else {}
    if not methods:
        cause = obj.cause if isinstance(obj, Opaque) else Cause("a function whose body is not known", machine.place())
        return machine.calls.give_up(cause, [single(atom), *args], own=True)
    taken = max((number for number in methods if number <= len(args)), default=0)
    if not taken:
        fields = {"function": single(atom), **{str(index): arg for index, arg in enumerate(args)}}
        return single(machine.allocate(Record(PARTIAL, fields, {}, machine.place())))
    result = machine.calls.invoke(methods[taken], [single(atom), *args[:taken]], False)
    return apply(machine, result, args[taken:]) if taken < len(args) else result


def _bodies(machine: Machine, type_: TypeHandle) -> dict[int, MethodHandle]:
    """The ``Invoke`` methods of a closure by the number of their parameters."""
    found: dict[int, MethodHandle] = {}
    for level in machine.universe.chain(type_):
        if isinstance(level, TypeHandle):
            for method in level.methods_named("Invoke"):
                if not method.is_static and not method.is_abstract:
                    found.setdefault(len(method.signature.parameters), method)
    return found


# Formats


def new_format(machine: Machine, template: Abstract) -> Abstract | None:
    """``new PrintfFormat(text)``."""
    atom = template.atom
    if not isinstance(atom, Const) or not isinstance(atom.value, str):
        return None
    return single(machine.allocate(Record(FORMAT, {"template": template}, {}, machine.place())))


def print_format(machine: Machine, kind: str, format_: Abstract) -> Abstract | None:
    """``sprintf`` (``text``), ``printf`` (``print``) or ``failwithf`` (``fail``) of a format: a function, or its result."""
    ref = format_.only_ref
    record = machine.heap.get(ref.id) if ref else None
    if not isinstance(record, Record) or record.type != FORMAT or record.summary:
        return None
    fields = {**record.fields, "kind": text(kind), "count": integer(0)}
    return _formatted(machine, replace(record, fields=fields), [])


def _formatted(machine: Machine, record: Record, args: list[Abstract]) -> Abstract:
    """The format with more arguments: its result when there are enough of them."""
    number = len([name for name in record.fields if name.isdigit()])
    fields = {**record.fields, **{str(number + index): arg for index, arg in enumerate(args)}}
    template, kind = str(_value(fields["template"])), _value(fields["kind"])
    wanted = [found for found in _SPECIFIER.findall(template) if found != "%"]
    given = number + len(args)
    if given < len(wanted):
        return single(machine.allocate(Record(FORMAT, fields, {}, machine.place())))
    values = [fields[str(index)] for index in range(len(wanted))]
    if kind == "fail":
        raise Thrown("System.Exception", "failwithf")
    if kind == "print":
        if any(value.refs for value in values):
            return machine.calls.give_up(Cause("text made of an object", machine.place()), values, own=True)
        return VOID if given == len(wanted) else NULL
    parts = [_part(machine, found, value) for found, value in zip(wanted, values, strict=True)]
    if any(part is None for part in parts):
        return machine.calls.give_up(Cause("a text made by sprintf that is not followed", machine.place()), values, own=True)
    return concatenated(_pieces(template, [part for part in parts if part is not None]))


def _value(value: Abstract) -> object:
    return value.atom.value if isinstance(value.atom, Const) else None


def _part(machine: Machine, specifier: str, value: Abstract) -> Abstract | None:
    """The text of one argument; None where it depends on more than its value."""
    if specifier == "s":
        return value
    numbers = [atom.value for atom in value.atoms if isinstance(atom, Const) and atom.type in ("int", "long")]
    if specifier in ("d", "i") and value.cause is None and len(numbers) == len(value.atoms):
        # A negative number may be a large one of a type without a sign.
        return machine.calls.framework.text_of(value) if all(int(number or 0) >= 0 for number in numbers) else None
    if specifier == "b":
        boxed = machine.calls.framework.text_of(single(Boxed("System.Boolean", value)))
        atom = boxed.atom
        return text(str(atom.value).lower()) if isinstance(atom, Const) else None
    return Abstract((), value.cause) if value.cause is not None and not value.refs else None


def _pieces(template: str, parts: list[Abstract]) -> list[Abstract]:
    pieces: list[Abstract] = []
    rest = list(parts)
    at = 0
    for match in _SPECIFIER.finditer(template):
        pieces.append(text(template[at : match.start()]))
        pieces.append(text("%") if match.group(1) == "%" else rest.pop(0))
        at = match.end()
    return [*pieces, text(template[at:])]
