"""FSharp.Core: the types and functions that F# programs are compiled to use, known by name whether the library is there or not.

Options, references, results and choices are records, lists are sequences that never change. What is not known here, and what
runs on elements that are not known, counts as code that is not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly import evaluate_fsharp_lists, evaluate_fsharp_maps, evaluate_fsharp_operators
from ecma2lint.readers.assembly.evaluate_fsharp_equality import same
from ecma2lint.readers.assembly.evaluate_fsharp_functions import OPTIMISED, apply, new_format
from ecma2lint.readers.assembly.evaluate_fsharp_seq import elements
from ecma2lint.readers.assembly.evaluate_fsharp_values import (
    LIST,
    OPTION,
    NotFollowed,
    contents,
    new_list,
    new_reference,
    option,
    option_value,
    record_of,
    set_reference,
    true,
)
from ecma2lint.readers.assembly.evaluate_state import VOID, boolean, integer
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Record, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Const, join_all, single

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework
    from ecma2lint.readers.assembly.evaluate_machine import Machine

Args = list[Abstract]
NAMESPACE: Final = "Microsoft.FSharp."
_CORE: Final = NAMESPACE + "Core."
_COLLECTIONS: Final = NAMESPACE + "Collections."
#: Bases of compiled classes whose constructors keep nothing.
BASES: Final = frozenset(
    {
        _CORE + "FSharpFunc`2",
        _CORE + "FSharpTypeFunc",
        _CORE + "CompilerServices.GeneratedSequenceBase`1",
        *(f"{OPTIMISED}{number}" for number in range(3, 7)),
    }
)


def call(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    """A member of FSharp.Core; None when it is not known or works on what is not known."""
    machine = framework.machine
    owner = callee.owner.name
    try:
        if name in ("op_Equality", "op_Inequality") and len(args) == 2:
            answer = same(machine, args[0], args[1])
            return None if answer is None else boolean(answer == (name == "op_Equality"))
        if name == "Equals" and callee.signature.has_this and len(args) in (2, 3):
            answer = same(machine, args[0], args[1])
            return None if answer is None else boolean(answer)
        if owner.startswith(_COLLECTIONS):
            return _collection(machine, callee, name, args)
        short = owner.removeprefix(_CORE)
        if short == "FSharpFunc`2" and name == "InvokeFast":
            return apply(machine, args[0], args[1:])
        if short.startswith("OptimizedClosures+FSharpFunc`") and name == "Adapt":
            return args[0]
        if short in ("FSharpOption`1", "FSharpRef`1"):
            return (_option if short == "FSharpOption`1" else _reference)(machine, name, args)
        if short.startswith(("FSharpResult`2", "FSharpChoice`")):
            return _union(machine, short, name, args)
        if short == "OptionModule":
            return _option_function(machine, name, args)
        if short == "ResultModule":
            return _result_function(machine, name, args)
        return evaluate_fsharp_operators.call(framework, callee, owner.removeprefix(NAMESPACE), name, args)
    except NotFollowed:
        return None


def construct(framework: Framework, callee: ExternalMethod, args: Args) -> Abstract | None:
    """``new`` of a type of FSharp.Core; None when it is not known."""
    machine = framework.machine
    owner = callee.owner.name
    try:
        if owner == _CORE + "FSharpOption`1" and len(args) == 1:
            return option(machine, args[0])
        if owner == _CORE + "FSharpRef`1" and len(args) == 1:
            return new_reference(machine, args[0])
        if owner == evaluate_fsharp_maps.MAP:
            return evaluate_fsharp_maps.map_method(machine, ".ctor", args[-1:])
        if owner == evaluate_fsharp_maps.SET:
            return evaluate_fsharp_maps.set_method(machine, ".ctor", args[-1:])
        if owner.startswith(_CORE + "PrintfFormat`") and len(args) == 1:
            return new_format(machine, args[0])
    except NotFollowed:
        pass
    return None


# Lists and modules


def _collection(machine: Machine, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    short = callee.owner.name.removeprefix(_COLLECTIONS)
    if short == "FSharpList`1":
        return _list(machine, name, args)
    if short == "FSharpMap`2":
        return evaluate_fsharp_maps.map_method(machine, name, args)
    if short == "FSharpSet`1":
        return evaluate_fsharp_maps.set_method(machine, name, args)
    if short in ("MapModule", "SetModule"):
        return evaluate_fsharp_maps.call(machine, short, name, args)
    if (short, name) == ("ArrayModule", "ZeroCreate") and len(callee.arguments) == 1:
        return evaluate_fsharp_lists.zeroes(machine, args[0], callee.arguments[0])
    return evaluate_fsharp_lists.call(machine, short, name, args)


def _list(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name == "get_Empty":
        return new_list(machine, [])
    if name == "Cons" and len(args) == 2:
        return _cons(machine, args[0], args[1])
    if len(args) == 2 and name in ("get_Item", "Item"):
        return evaluate_fsharp_lists.item_at(machine, args[0], args[1])
    if len(args) != 1 or not name.startswith("get_"):
        return None
    if args[0].cause is None and len(args[0].atoms) > 1:
        return join_all([_part(machine, name, single(atom)) for atom in args[0].atoms], args[0].why)
    return _part(machine, name, args[0])


def _cons(machine: Machine, head: Abstract, tail: Abstract) -> Abstract:
    return new_list(machine, [head, *elements(machine, tail)])


def _part(machine: Machine, name: str, value: Abstract) -> Abstract:
    found = machine.heap.get(value.only_ref.id) if value.only_ref else None
    if not isinstance(found, Sequence) or found.type != LIST or not found.exact or found.summary:
        raise NotFollowed
    items = [element.value for element in found.elements]
    if name == "get_IsEmpty":
        return boolean(not items)
    if name in ("get_IsCons", "get_Tag"):
        return boolean(bool(items))
    if name == "get_Length":
        return integer(len(items))
    if name == "get_TailOrNull":
        return new_list(machine, items[1:]) if items else NULL
    if not items:
        if name == "get_HeadOrDefault":
            raise NotFollowed
        raise Thrown("System.InvalidOperationException", "the list is empty")
    if name in ("get_Head", "get_HeadOrDefault"):
        return items[0]
    if name == "get_Tail":
        return new_list(machine, items[1:])
    raise NotFollowed


# Options, references, results and choices


def _option(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name == "Some" and len(args) == 1:
        return option(machine, args[0])
    if name == "get_None":
        return NULL
    if len(args) != 1:
        return None
    if name in ("get_IsSome", "get_IsNone", "GetTag"):
        return _is_some(machine, args[0], name != "get_IsNone")
    if name == "get_Value":
        return join_all(
            [record_of(machine, single(atom), OPTION).fields["v"] for atom in _present(machine, args[0])], args[0].why
        )
    return None


def _present(machine: Machine, value: Abstract) -> list[object]:
    """The alternatives that are ``Some``; reading the value of ``None`` throws."""
    if value.cause is not None or not value.atoms:
        raise NotFollowed
    atoms: list[object] = [atom for atom in value.atoms if atom != NULL_ATOM]
    if not atoms:
        raise Thrown("System.NullReferenceException", "the value of None")
    if len(atoms) < len(value.atoms):
        machine.may_throw()
    return atoms


def _is_some(machine: Machine, value: Abstract, wanted: bool) -> Abstract | None:
    if value.cause is not None:
        return None
    return join_all([boolean((atom != NULL_ATOM) == wanted) for atom in value.atoms], value.why)


def _reference(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name in ("get_Value", "get_contents", "get_Contents") and len(args) == 1:
        return contents(machine, args[0])
    if name in ("set_Value", "set_contents", "set_Contents") and len(args) == 2:
        return set_reference(machine, args[0], args[1])
    return None


def _union(machine: Machine, owner: str, name: str, args: Args) -> Abstract | None:
    """``Result`` and ``Choice``: a tag and a value."""
    kind = "result" if owner.startswith("FSharpResult") else "choice"
    if name in ("NewOk", "NewError"):
        return _new_union(machine, kind, 0 if name == "NewOk" else 1, args[0])
    if name.startswith("NewChoice") and len(args) == 1:
        return _new_union(machine, kind, int(name.removeprefix("NewChoice").partition("Of")[0]) - 1, args[0])
    if len(args) != 1:
        return None
    record = record_of(machine, args[0], kind)
    if name == "get_Tag":
        return record.fields["tag"]
    if name in ("get_ResultValue", "get_ErrorValue", "get_Item"):
        return record.fields["v"]
    return None


def _new_union(machine: Machine, kind: str, tag: int, value: Abstract) -> Abstract:
    return single(machine.allocate(Record(kind, {"tag": integer(tag), "v": value}, {}, machine.place())))


def _option_function(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name in ("IsSome", "IsNone"):
        return _is_some(machine, args[0], name == "IsSome")
    if name in ("OfObj", "OfNullable"):
        if args[0].cause is not None or (NULL_ATOM in args[0].atoms and len(args[0].atoms) > 1):
            return None
        return NULL if args[0].atom == NULL_ATOM else option(machine, args[0])
    held = option_value(machine, args[-1])
    if name in ("Map", "Bind"):
        result = NULL if held is None else apply(machine, args[0], [held])
        return result if held is None or name == "Bind" else option(machine, result)
    if name == "Iterate":
        if held is not None:
            apply(machine, args[0], [held])
        return VOID
    if name in ("Exists", "ForAll"):
        return boolean(name == "ForAll") if held is None else apply(machine, args[0], [held])
    if name == "Filter":
        return args[1] if held is not None and true(apply(machine, args[0], [held])) else NULL
    if name == "DefaultValue":
        return args[0] if held is None else held
    if name == "DefaultWith":
        return apply(machine, args[0], [NULL]) if held is None else held
    if name == "OrElse":
        return args[0] if held is None else args[1]
    if name == "GetValue":
        if held is None:
            raise Thrown("System.ArgumentException", "the value of None")
        return held
    if name in ("ToList", "ToArray"):
        return new_list(machine, [] if held is None else [held], LIST if name == "ToList" else "array[]")
    if name == "ToObj":
        return NULL if held is None else held
    return None


def _result_function(machine: Machine, name: str, args: Args) -> Abstract | None:
    record = record_of(machine, args[1], "result")
    is_ok = record.fields["tag"].atom == Const("int", 0)
    if is_ok == (name == "MapError"):
        return args[1]
    if name in ("Map", "MapError", "Bind"):
        value = apply(machine, args[0], [record.fields["v"]])
        return value if name == "Bind" else _new_union(machine, "result", 0 if is_ok else 1, value)
    return None


def case_of(record: Record, name: str) -> bool | None:
    """Whether a choice is of the case a nested class stands for; None for other types."""
    prefix, found, case = name.partition("+Choice")
    if record.type != "choice" or not found or not prefix.startswith(_CORE + "FSharpChoice`"):
        return None
    return record.fields["tag"].atom == Const("int", int(case.partition("Of")[0]) - 1)
