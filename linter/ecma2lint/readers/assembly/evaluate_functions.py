"""Functions and properties of single framework types: nullables, lazy values, enumerations, builders, reflection of types."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly import (
    evaluate_arrays,
    evaluate_builder,
    evaluate_constants,
    evaluate_delegates,
    evaluate_enums,
    evaluate_text,
)
from ecma2lint.readers.assembly.evaluate_arithmetic import wrap
from ecma2lint.readers.assembly.evaluate_state import VOID, Boxed, FieldAtom, Pointer, TypeAtom, boolean, integer, some_bool
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Element, Record, Sequence
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, constant, join, join_all, single
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework

Args = list[Abstract]

Handler = Callable[["Framework", ExternalMethod, str, Args], Abstract | None]


def _nullable(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    value = framework.steps.read(args[0]) if any(isinstance(a, Pointer) for a in args[0].atoms) else args[0]
    if name in ("ToString", "Equals", "GetHashCode") and callee.owner.arguments:
        return _nullable_object(framework, str(callee.owner.arguments[0]), name, value, args[1:])
    if name == "get_HasValue":
        if value.cause is not None:
            return some_bool(value.cause)
        answers = {atom != NULL_ATOM for atom in value.atoms}
        return boolean(answers.pop()) if len(answers) == 1 else some_bool(value.why)
    if name in ("get_Value", "GetValueOrDefault", "op_Implicit", "op_Explicit"):
        rest = tuple(atom for atom in value.atoms if atom != NULL_ATOM)
        if value.cause is not None or len(rest) == len(value.atoms):
            if value.cause is not None and name in ("get_Value", "op_Explicit"):
                framework.machine.may_throw()
            return value
        if name in ("get_Value", "op_Explicit"):
            if not rest:
                raise Thrown("System.InvalidOperationException", "a nullable without a value")
            framework.machine.may_throw()
            return Abstract(rest, None, value.why)
        default = args[1] if len(args) == 2 else None
        if default is None and callee.owner.arguments:
            default = framework.machine.calls.default(callee.owner.arguments[0])
        if default is None:
            return None
        return join(Abstract(rest, None, value.why), default) if rest else default
    return None


def _nullable_object(framework: Framework, type_: str, name: str, value: Abstract, rest: Args) -> Abstract | None:
    """What every object has, of a nullable: null is the empty text and equals null."""
    if value.cause is not None:
        return Abstract((), value.cause)
    boxed = Abstract(tuple(a if a == NULL_ATOM else Boxed(type_, single(a)) for a in value.atoms), None, value.why)
    if name == "Equals" and len(rest) == 1:
        return evaluate_text.equal(boxed, rest[0])
    parts: list[Abstract] = []
    for atom in boxed.atoms:
        if name == "ToString":
            parts.append(constant("str", "") if atom == NULL_ATOM else framework.text_of(single(atom)))
        elif atom == NULL_ATOM:
            parts.append(integer(0))
        else:
            return None
    return join_all(parts, value.why)


def _lazy(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    if name == "get_IsValueCreated":
        return framework.lazy_made(args)
    return framework.lazy_value(args) if name == "get_Value" else None


def _tuple(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    ref = args[0].only_ref if args else None
    record = framework.machine.heap.get(ref.id) if ref else None
    if isinstance(record, Record) and record.type == "tuple" and name.startswith("get_Item"):
        return record.fields.get(name[4:])
    return None


def _array(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    if name == "Empty" and not args:
        return single(framework.machine.allocate(Sequence("array[]", place=framework.machine.place())))
    if name == "Clone" and args:
        return framework.machine.calls.collections.copy(args[0], "array[]")
    if name == "ForEach" and len(args) == 2:
        return framework.for_each(args[0], args[1])
    return evaluate_arrays.array_call(framework, callee, name, args) if args and not callee.signature.has_this else None


def _runtime_helpers(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    if name == "GetObjectValue" and not any(isinstance(atom, Boxed) and atom.value.refs for atom in args[0].atoms):
        # A boxed struct would be copied; everything else is handed back as it is.
        return args[0]
    if name != "InitializeArray" or len(args) != 2:
        return None
    ref, data = args[0].only_ref, args[1].atom
    array = framework.machine.heap.get(ref.id) if ref else None
    sizes = {"System.Boolean": 1, "System.Byte": 1, "System.SByte": -1, "System.Int16": -2, "System.UInt16": 2, "System.Char": 2}
    if isinstance(array, Sequence) and array.exact and isinstance(data, FieldAtom) and data.data is not None and ref is not None:
        element = array.type.removesuffix("[]")
        long = element in ("System.Int64", "System.UInt64")
        size = sizes.get(element, -8 if long else -4)
        if element in ("System.Single", "System.Double", "System.Decimal"):
            return None
        width = abs(size)
        if len(data.data) >= width * len(array.elements):
            numbers = [
                int.from_bytes(data.data[width * i : width * (i + 1)], "little", signed=size < 0)
                for i in range(len(array.elements))
            ]
            kind = "long" if long else "int"
            elements = tuple(Element(constant(kind, number)) for number in numbers)
            framework.machine.heap.put(ref.id, replace(array, elements=elements))
            return VOID
    return None


def _type(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    atom = args[0].atom if args else None
    if name == "GetTypeFromHandle":
        return args[0]
    if name in ("op_Equality", "op_Inequality") and len(args) == 2:
        other = args[1].atom
        if isinstance(atom, TypeAtom) and isinstance(other, TypeAtom):
            return boolean((str(atom.type) == str(other.type)) == (name == "op_Equality"))
    if isinstance(atom, TypeAtom) and name in ("get_Name", "get_FullName"):
        full = str(atom.type)
        if name == "get_Name" and "[" not in full:
            full = full.partition("<")[0]
        if "<" not in full and "[" not in full:
            return constant("str", full.rpartition(".")[2].rpartition("+")[2] if name == "get_Name" else full)
    return None


def _linq(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    from ecma2lint.readers.assembly.evaluate_linq import call

    return call(framework, callee, name, args)


def _interlocked(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    if name == "CompareExchange" and len(args) == 3:
        from ecma2lint.readers.assembly.evaluate_branches import compare

        old = framework.steps.read(args[0])
        answer = compare(framework.machine, old, args[2], "==")
        framework.steps.write(args[0], args[1] if answer else old if answer is False else join(old, args[1]))
        return old
    if name in ("Increment", "Decrement", "Add"):
        return _added(framework, callee, name, args)
    if name == "Exchange" and len(args) == 2:
        old = framework.steps.read(args[0])
        framework.steps.write(args[0], args[1])
        return old
    return None


def _added(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    """``Interlocked.Increment``, ``Decrement`` and ``Add``: the new number."""
    bits = 64 if str(callee.signature.returns) == "System.Int64" else 32
    change = args[1] if name == "Add" else integer(1 if name == "Increment" else -1)

    def function(old: object, more: object) -> Abstract | None:
        if not isinstance(old, int) or not isinstance(more, int):
            return None
        return constant("long" if bits == 64 else "int", wrap(old + more, bits))

    found = evaluate_constants.combined([framework.steps.read(args[0]), change], function)
    if found is not None:
        framework.steps.write(args[0], found)
    return found


def _volatile(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    if name == "Read" and len(args) == 1:
        return framework.steps.read(args[0])
    if name == "Write" and len(args) == 2:
        framework.steps.write(args[0], args[1])
        return VOID
    return None


def _monitor(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    if name == "Enter":
        if len(args) == 2:
            framework.steps.write(args[1], boolean(True))
        return VOID
    return VOID if name == "Exit" else None


#: The functions by the type that declares them.
HANDLERS: Final[dict[str, Handler]] = {
    "System.Nullable`1": _nullable,
    "System.Lazy`1": _lazy,
    "System.Text.StringBuilder": evaluate_builder.call,
    "System.Array": _array,
    "System.Runtime.CompilerServices.RuntimeHelpers": _runtime_helpers,
    "System.Type": _type,
    "System.Reflection.MemberInfo": _type,
    "System.Enum": evaluate_enums.call,
    "System.Delegate": evaluate_delegates.call,
    "System.MulticastDelegate": evaluate_delegates.call,
    "System.Linq.Enumerable": _linq,
    "System.Threading.Interlocked": _interlocked,
    "System.Threading.Volatile": _volatile,
    "System.Threading.Monitor": _monitor,
    **{f"System.Tuple`{n}": _tuple for n in range(1, 9)},
}
