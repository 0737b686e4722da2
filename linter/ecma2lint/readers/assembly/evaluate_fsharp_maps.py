"""``Map`` and ``Set`` of F#, and ``dict``: collections of constants, maps and sets in the order of their keys."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_fsharp_functions import apply
from ecma2lint.readers.assembly.evaluate_fsharp_lists import (
    FUNCTIONS,
    Args,
    contained,
    filtered,
    in_order,
    mapped,
    optional,
    pair_of,
    tuple_of,
)
from ecma2lint.readers.assembly.evaluate_fsharp_seq import elements
from ecma2lint.readers.assembly.evaluate_fsharp_values import LIST, NotFollowed, new_list, true
from ecma2lint.readers.assembly.evaluate_state import VOID, boolean, integer
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Element, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Const, single

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

MAP: Final = "Microsoft.FSharp.Collections.FSharpMap`2"
SET: Final = "Microsoft.FSharp.Collections.FSharpSet`1"


def new_map(machine: Machine, type_: str, pairs: list[tuple[Abstract, Abstract]]) -> Abstract:
    """A dictionary or map of these pairs, the last of equal keys; maps are in the order of their keys."""
    entries: dict[Abstract, Abstract] = {}
    for key, value in pairs:
        if not isinstance(key.atom, Const) or key.atom == NULL_ATOM:
            raise NotFollowed
        entries[key] = value
    keys = list(entries)
    if type_ == MAP:
        keys = in_order(machine, keys, keys)
    listed = tuple(Element(entries[key], key) for key in keys)
    return single(machine.allocate(Sequence(type_, listed, len(listed), len(listed), None, machine.place())))


def new_set(machine: Machine, items: Args) -> Abstract:
    """A set of constants, in their order."""
    if not all(isinstance(item.atom, Const) for item in items):
        raise NotFollowed
    items = list(dict.fromkeys(items))
    return new_list(machine, in_order(machine, items, items), SET)


def pairs_of(machine: Machine, source: Abstract) -> list[tuple[Abstract, Abstract]]:
    """Pairs that are tuples in a sequence."""
    return [pair_of(machine, item) for item in elements(machine, source)]


def _entries(machine: Machine, value: Abstract) -> list[tuple[Abstract, Abstract]]:
    found = machine.heap.get(value.only_ref.id) if value.only_ref else None
    if not isinstance(found, Sequence) or found.type != MAP or not found.exact:
        raise NotFollowed
    return [(element.key or NULL, element.value) for element in found.elements]


def map_method(machine: Machine, name: str, args: Args) -> Abstract | None:
    """A method of ``Map``."""
    if name == ".ctor":
        return new_map(machine, MAP, pairs_of(machine, args[0]))
    entries = _entries(machine, args[0])
    if name in ("get_Count", "get_IsEmpty"):
        return integer(len(entries)) if name == "get_Count" else boolean(not entries)
    if len(args) == 1:
        return None
    if not isinstance(args[1].atom, Const):
        raise NotFollowed
    found = dict(entries).get(args[1])
    if name == "ContainsKey":
        return boolean(found is not None)
    if name == "TryFind":
        return optional(machine, found)
    if name == "get_Item":
        if found is None:
            raise Thrown("System.Collections.Generic.KeyNotFoundException", "the key is not there")
        return found
    if name == "Add":
        return new_map(machine, MAP, [*entries, (args[1], args[2])])
    if name == "Remove":
        return new_map(machine, MAP, [entry for entry in entries if entry[0] != args[1]])
    return None


_MAP_METHODS: Final = {
    "Add": "Add",
    "Find": "get_Item",
    "TryFind": "TryFind",
    "ContainsKey": "ContainsKey",
    "Remove": "Remove",
    "IsEmpty": "get_IsEmpty",
    "Count": "get_Count",
}


def call(machine: Machine, module: str, name: str, args: Args) -> Abstract | None:
    """A function of the modules ``Map`` and ``Set``.

    Raises:
        NotFollowed: its elements are not known one by one.
    """
    if module == "SetModule":
        return _set_function(machine, name, args)
    if name in ("OfList", "OfArray", "OfSeq"):
        return new_map(machine, MAP, pairs_of(machine, args[0]))
    if name == "Empty":
        return new_map(machine, MAP, [])
    if name in _MAP_METHODS:
        return map_method(machine, _MAP_METHODS[name], [args[-1], *args[:-1]])
    if name == "Iterate":
        for key, value in _entries(machine, args[1]):
            apply(machine, args[0], [key, value])
        return VOID
    if name == "Fold":
        state = args[1]
        for key, value in _entries(machine, args[2]):
            state = apply(machine, args[0], [state, key, value])
        return state
    if name == "Map":
        applied = [(key, apply(machine, args[0], [key, value])) for key, value in _entries(machine, args[1])]
        return new_map(machine, MAP, applied)
    if name in ("Exists", "ForAll"):
        answers = (true(apply(machine, args[0], [key, value])) for key, value in _entries(machine, args[1]))
        return boolean(any(answers) if name == "Exists" else all(answers))
    if name == "Filter":
        kept = [(k, v) for k, v in _entries(machine, args[1]) if true(apply(machine, args[0], [k, v]))]
        return new_map(machine, MAP, kept)
    if name in ("ToList", "ToArray", "ToSeq"):
        items = [tuple_of(machine, key, value) for key, value in _entries(machine, args[0])]
        return new_list(machine, items, "array[]" if name == "ToArray" else LIST)
    return None


def set_method(machine: Machine, name: str, args: Args) -> Abstract | None:
    """A method of ``Set``."""
    if name == ".ctor":
        return new_set(machine, list(elements(machine, args[0])))
    items = list(elements(machine, args[0]))
    if name in ("get_Count", "get_IsEmpty"):
        return integer(len(items)) if name == "get_Count" else boolean(not items)
    if name == "Contains":
        return contained(machine, [args[1], args[0]])
    if name in ("op_Addition", "op_Subtraction") and len(args) == 2:
        others = list(elements(machine, args[1]))
        if not all(isinstance(item.atom, Const) for item in others):
            raise NotFollowed
        kept = [item for item in items if item not in others]
        return new_set(machine, kept if name == "op_Subtraction" else items + others)
    if name in ("Add", "Remove"):
        rest = [item for item in items if item != args[1]]
        return new_set(machine, [*rest, args[1]] if name == "Add" else rest)
    return None


def _set_function(machine: Machine, name: str, args: Args) -> Abstract | None:
    if name in ("OfList", "OfArray", "OfSeq"):
        return new_set(machine, list(elements(machine, args[0])))
    if name == "Empty":
        return new_set(machine, [])
    if name in ("Contains", "Add", "Remove"):
        return set_method(machine, name, [args[1], args[0]])
    if name in ("Count", "IsEmpty"):
        return set_method(machine, f"get_{name}", args)
    if name in ("ToList", "ToArray", "ToSeq"):
        return new_list(machine, list(elements(machine, args[0])), "array[]" if name == "ToArray" else LIST)
    if name == "Map":
        return new_set(machine, mapped(machine, args))
    if name in ("Filter", "Union"):
        items = filtered(machine, args) if name == "Filter" else [*elements(machine, args[0]), *elements(machine, args[1])]
        return new_set(machine, items)
    function = FUNCTIONS.get(name) if name in ("Iterate", "Fold", "Exists", "ForAll") else None
    return function(machine, args) if function is not None else None
