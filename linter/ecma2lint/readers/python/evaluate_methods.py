"""Methods of strings, lists, dictionaries, sets, .NET collections, enum values and contract objects."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.contract import CAPABILITIES, ENUMS
from ecma2lint.readers import contract_model as model
from ecma2lint.readers import contract_types
from ecma2lint.readers.heap import Element, HeapObject, Record, Sequence
from ecma2lint.readers.lattice import Abstract, Cause, Const, Ref, single
from ecma2lint.readers.python import evaluate_changes as changes
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_iterables as iterables
from ecma2lint.readers.python import evaluate_library as library
from ecma2lint.readers.python import evaluate_lookup as lookups
from ecma2lint.readers.python import evaluate_namespaces as namespaces
from ecma2lint.readers.python import evaluate_net as net
from ecma2lint.readers.python.evaluate_computed import Args, Keywords
from ecma2lint.readers.python.evaluate_equality import equal_values, own_comparison
from ecma2lint.readers.python.evaluate_frames import DICT, LIST, SET
from ecma2lint.readers.python.evaluate_machine import join_values
from ecma2lint.readers.python.evaluate_strings import string_method
from ecma2lint.readers.python.evaluate_values import NEVER, NONE, Method, Namespace, Tuple, View, Wrapped, either, to_value
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator


def call_method(machine: Evaluator, method: Method, args: Args, keywords: Keywords) -> Abstract:
    """Call a method of something the evaluator models itself."""
    receiver, name = method.receiver, method.name
    if isinstance(receiver, Ref):
        obj = machine.heap.get(receiver.id)
        if isinstance(obj, Sequence):
            table = _DICT if obj.type == DICT else _NET if obj.type in net.NET_COLLECTIONS else _LIST
            handler = table.get(name)
            if handler is not None and not (obj.type == SET and name not in ("add", "update", "copy", "clear", "discard")):
                return handler(machine, receiver, obj, args, keywords)
            return _unmodelled(machine, receiver, obj, args, keywords, name)
        if isinstance(obj, Record):
            return _contract_method(machine, receiver, obj, name, args, keywords)
        return machine.call_unknown("a method of an object that is not known", args, keywords, single(receiver))
    if isinstance(receiver, Const) and receiver.type == "str":
        return string_method(machine, str(receiver.value), name, args, keywords)
    if isinstance(receiver, Const) and receiver.type in ENUMS:
        if name == "ToString" and not args:
            return to_value(ENUMS[receiver.type].name_of(int(receiver.value or 0)) or str(receiver.value))
        if name == "HasFlag" and len(args) == 1 and isinstance(args[0].atom, Const) and args[0].atom.type == receiver.type:
            wanted = int(args[0].atom.value or 0)
            return to_value(int(receiver.value or 0) & wanted == wanted)
    if isinstance(receiver, Const) and receiver.type == "guid" and name == "ToString" and not args:
        return to_value(str(receiver.value))
    if isinstance(receiver, Wrapped) and name in ("getter", "setter", "deleter") and len(args) == 1:
        if name == "getter":
            return single(replace(receiver, function=args[0]))
        return single(replace(receiver, setter=args[0]) if name == "setter" else replace(receiver, deleter=args[0]))
    if isinstance(receiver, Namespace):
        return namespaces.call_method(machine, receiver, name, args, keywords)
    if isinstance(receiver, Tuple) and name in ("index", "count") and len(args) == 1 and not keywords:
        return (_index_in if name == "index" else _count_in)(machine, list(receiver.items), args[0])
    return machine.call_unknown(f"method {name} is not modelled", args, keywords, single(receiver))


def _unmodelled(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords, name: str) -> Abstract:
    reason = f"{obj.type}.{name}() is not modelled"
    held = [element.value for element in obj.elements]
    machine.may_throw()
    machine.escape([single(receiver), *args, *keywords.values()], reason)
    return machine.unknown(reason, *held)


# --- lists and sets ---------------------------------------------------------------------------------------------------


def _append(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    if len(args) != 1:
        return machine.throw_builtin("TypeError")
    collections.append(machine, single(receiver), args[0])
    return NONE


def _extend(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    for value in args:
        extend(machine, single(receiver), value)
    return NONE


def extend(machine: Evaluator, target: Abstract, value: Abstract) -> None:
    """Add the elements of an iterable."""
    items = machine.iterate(value)
    if machine.dead:
        return
    if not isinstance(items, list):
        changes.blur(machine, target, items, [collections.element_of(machine, value, items)])
        return

    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Sequence):
            return obj
        added = tuple(Element(item, None, always, machine.place()) for item, always in items)
        if obj.high is None:
            low = obj.low + sum(element.always for element in added)
            added = tuple(e for e in added if not any(collections.covers(old.value, e.value) for old in obj.elements))
            return replace(obj, elements=(*obj.elements, *added), low=low)
        low = obj.low + sum(element.always for element in added)
        high = None if obj.high is None else obj.high + len(added)
        return replace(obj, elements=(*obj.elements, *added), low=low, high=high)

    if any(s is not None and s.type == SET for s in (collections.sequence(machine, atom) for atom in target.atoms)):
        for item, always in items:
            one = target if always else Abstract(target.atoms, machine.cause("an element that is there on some paths only"))
            collections.append(machine, one, item)
        return
    machine.change(target, change)


def _insert(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    position = args[0].atom if len(args) == 2 else None
    if isinstance(position, Const) and isinstance(position.value, int) and obj.exact:
        elements = list(obj.elements)
        elements.insert(position.value, Element(collections.kept(machine, args[1]), None, True, machine.place()))
        size = len(elements)
        machine.change(single(receiver), collections.rewriting(elements=tuple(elements), low=size, high=size))
        return NONE
    cause = machine.cause("an element is inserted at an unknown position")
    element = Element(args[-1] if args else NONE, None, False)
    low, high = obj.low + 1, None if obj.high is None else obj.high + 1

    def change(old: HeapObject) -> HeapObject:
        if not isinstance(old, Sequence):
            return old
        shuffled = tuple(replace(e, value=machine.unknown(cause, *(x.value for x in (*old.elements, element))), always=False)
                         for e in (*old.elements, element))  # fmt: skip
        return replace(old, elements=shuffled, low=low, high=high, cause=cause)

    machine.change(single(receiver), change)
    return NONE


def _position(machine: Evaluator, values: list[Abstract], wanted: Abstract) -> int | None | Cause:
    """Where the first element that equals a value stands; None when there is none."""
    for index, value in enumerate(values):
        if any(own_comparison(machine, atom) for one in (value, wanted) for atom in one.atoms):
            machine.call_unknown("a comparison of the sources", [value, wanted], {})
            return machine.cause("depends on a comparison of the sources")
        same = equal_values(machine, value, wanted)
        if same is None:
            return value.reason or wanted.reason or machine.cause("depends on an element that is not known")
        if same:
            return index
    return None


def _remove(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    if len(args) != 1 or keywords:
        return machine.throw_builtin("TypeError")
    at = _position(machine, [e.value for e in obj.elements], args[0]) if obj.exact and not obj.summary else None
    if isinstance(at, int):
        left = (*obj.elements[:at], *obj.elements[at + 1 :])
        machine.change(single(receiver), collections.rewriting(elements=left, low=len(left), high=len(left)))
        return NONE
    if at is None and obj.exact and not obj.summary:
        return machine.throw_builtin("ValueError" if obj.type == LIST else "KeyError")
    cause = at if isinstance(at, Cause) else obj.cause or machine.cause("an element is removed that is not known")
    machine.escape([e.value for e in obj.elements if any(own_comparison(machine, a) for a in e.value.atoms)], cause)
    changes.blur(machine, single(receiver), cause, [])
    return NONE


def _index(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    if len(args) != 1 or keywords or not obj.exact:
        return _unmodelled(machine, receiver, obj, args, keywords, "index")
    return _index_in(machine, [e.value for e in obj.elements], args[0])


def _index_in(machine: Evaluator, values: list[Abstract], wanted: Abstract) -> Abstract:
    at = _position(machine, values, wanted)
    if isinstance(at, Cause):
        machine.may_throw()
        return machine.unknown(at)
    return to_value(at) if at is not None else machine.throw_builtin("ValueError")


def _count(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    if len(args) != 1 or keywords or not obj.exact:
        return _unmodelled(machine, receiver, obj, args, keywords, "count")
    return _count_in(machine, [e.value for e in obj.elements], args[0])


def _count_in(machine: Evaluator, values: list[Abstract], wanted: Abstract) -> Abstract:
    found = 0
    for value in values:
        at = _position(machine, [value], wanted)
        if isinstance(at, Cause):
            return machine.unknown(at)
        found += at is not None
    return to_value(found)


def _clear(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    machine.change(single(receiver), collections.rewriting(elements=(), low=0, high=0, cause=None))
    return NONE


def _pop(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    position = args[0] if args else to_value(-1)
    atom = position.atom
    if obj.exact and not obj.summary and isinstance(atom, Const) and isinstance(atom.value, int):
        size = len(obj.elements)
        if not -size <= atom.value < size:
            return machine.throw_builtin("IndexError")
        index = atom.value % size
        left = (*obj.elements[:index], *obj.elements[index + 1 :])
        machine.change(single(receiver), collections.rewriting(elements=left, low=size - 1, high=size - 1))
        return obj.elements[index].value
    cause = position.cause or obj.cause or machine.cause("an element is taken from an unknown position")
    changes.blur(machine, single(receiver), cause, [])
    return machine.unknown(cause, *(e.value for e in obj.elements))


def _copy(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    return single(machine.allocate(replace(obj, place=machine.place(), summary=False)))


def _shuffle(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    """``sort`` and ``reverse``: the number stays, the positions do not."""
    if obj.exact and not args and obj.type == LIST and not obj.summary:
        found = library.ordered(machine, [e.value for e in obj.elements], keywords)
        if machine.dead:
            return NEVER
        if found is not None:
            now = collections.sequence(machine, receiver)
            if now is obj:
                elements = tuple(Element(value, None, True, machine.place()) for value in found)
                machine.change(single(receiver), collections.rewriting(elements=elements))
                return NONE
    iterables.compared(machine, [e.value for e in obj.elements])
    held = [e.value for e in obj.elements] if args or keywords else []
    machine.call_unknown("sorting is not followed", [*args, *keywords.values(), *held], {})
    cause = machine.cause("the order after sorting is not known")
    value = machine.unknown(cause, *(e.value for e in obj.elements))
    elements = tuple(replace(e, value=value) for e in obj.elements)
    machine.change(single(receiver), collections.rewriting(elements=elements))
    return NONE


def _reverse(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    if obj.high is None:
        return _shuffle(machine, receiver, obj, args, keywords)
    elements = tuple(reversed(obj.elements))
    machine.change(single(receiver), collections.rewriting(elements=elements))
    return NONE


_Handler = Callable[["Evaluator", Ref, Sequence, Args, Keywords], Abstract]

_LIST: Final[dict[str, _Handler]] = {
    "append": _append,
    "add": _append,
    "extend": _extend,
    "update": _extend,
    "insert": _insert,
    "clear": _clear,
    "pop": _pop,
    "copy": _copy,
    "sort": _shuffle,
    "reverse": _reverse,
    "remove": _remove,
    "index": _index,
    "count": _count,
}


# --- dictionaries -----------------------------------------------------------------------------------------------------


def _view(kind: str) -> _Handler:
    return lambda machine, receiver, obj, args, keywords: single(View(receiver, kind))


def _get(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    if not args:
        return machine.throw_builtin("TypeError")
    default = args[1] if len(args) > 1 else NONE
    found, certain = lookups.lookup(machine, obj, args[0])
    if certain and found:
        return join_values(found, args[0].why)
    if obj.high is None or args[0].cause is not None:
        cause = args[0].cause or obj.cause or machine.cause("a dictionary that is not known")
        return machine.unknown(cause, default, *(e.value for e in obj.elements))
    return join_values([*found, default], obj.cause or args[0].why or machine.cause("depends on whether a key is there"))


def _update(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    for value in args:
        changes.update_dict(machine, single(receiver), value)
    for name, value in keywords.items():
        changes.set_item(machine, single(receiver), to_value(name), value)
    return NONE


def _setdefault(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    default = args[1] if len(args) > 1 else NONE
    found, certain = lookups.lookup(machine, obj, args[0])
    if certain and found:
        return join_values(found, args[0].why)
    if not found and obj.high is not None and args[0].known:
        changes.set_item(machine, single(receiver), args[0], default)
        return default
    several = Abstract((receiver,), machine.cause("depends on whether a key is there"))
    changes.set_item(machine, several, args[0], default)
    return machine.unknown("depends on whether a key is there", default, *(e.value for e in obj.elements))


def _dict_pop(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    found, certain = lookups.lookup(machine, obj, args[0])
    if obj.exact and args[0].known and not obj.summary:
        if certain and len(found) == 1:
            changes.delete_item(machine, single(receiver), args[0])
            return found[0]
        if not found:
            return args[1] if len(args) > 1 else machine.throw_builtin("KeyError")
    cause = args[0].cause or obj.cause or machine.cause("depends on whether a key is there")
    changes.blur(machine, single(receiver), cause, [])
    return machine.unknown(cause, *args[1:], *(e.value for e in obj.elements))


_DICT: Final[dict[str, _Handler]] = {
    "keys": _view("keys"),
    "values": _view("values"),
    "items": _view("items"),
    "get": _get,
    "update": _update,
    "setdefault": _setdefault,
    "pop": _dict_pop,
    "clear": _clear,
    "copy": _copy,
}


# --- .NET collections -------------------------------------------------------------------------------------------------


def _add(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    if len(args) != 1 or keywords:
        return machine.throw_builtin("TypeError")
    return net.add_to_collection(machine, receiver, obj, args[0])


def _add_range(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    source = collections.sequence(machine, args[0].atom) if args and args[0].atom is not None else None
    if source is not None and source.type in (LIST, DICT, SET):
        return machine.throw_builtin("TypeError")
    extend(machine, single(receiver), args[0])
    return NONE


def _remove_at(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    atom = args[0].atom if args else None
    if obj.exact and isinstance(atom, Const) and isinstance(atom.value, int) and not 0 <= atom.value < len(obj.elements):
        return machine.throw_builtin("IndexError")
    _pop(machine, receiver, obj, args, keywords)
    return NONE


def _net_remove(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    """``Remove`` by key or by object."""
    wanted = args[0].atom if args else None
    if obj.exact and not obj.summary and wanted is not None:
        keys = [model.key_of(machine.heap, e.value) for e in obj.elements]
        same: list[bool | None] = [
            e.value.atom == wanted
            if isinstance(wanted, Ref) and e.value.known
            else key.atom == wanted
            if key is not None and key.known and obj.type == net.KEYED
            else None
            for e, key in zip(obj.elements, keys, strict=True)
        ]
        if None not in same:
            left = list(obj.elements)
            if True in same:
                del left[same.index(True)]
            size = len(left)
            machine.change(single(receiver), collections.rewriting(elements=tuple(left), low=size, high=size))
            return to_value(True in same)
    cause = machine.cause("an element is removed that is not known")
    changes.blur(machine, single(receiver), cause, [])
    return either(cause)


def _net_contains(machine: Evaluator, receiver: Ref, obj: Sequence, args: Args, keywords: Keywords) -> Abstract:
    wanted = args[0].atom if args else None
    if obj.exact and isinstance(wanted, Const) and wanted.type == "str":
        keys = [model.key_of(machine.heap, e.value) for e in obj.elements]
        if all(k is not None and k.known for k in keys):
            return to_value(any(k is not None and k.atom == wanted for k in keys))
    return either(obj.cause or machine.cause("depends on whether an element is there"))


_NET: Final[dict[str, _Handler]] = {
    "Add": _add,
    "AddRange": _add_range,
    "Clear": _clear,
    "Insert": _insert,
    "RemoveAt": _remove_at,
    "Remove": _net_remove,
    "Contains": _net_contains,
}


# --- contract objects -------------------------------------------------------------------------------------------------


def _contract_method(machine: Evaluator, receiver: Ref, obj: Record, name: str, args: Args, keywords: Keywords) -> Abstract:
    if name.startswith("set_") and len(args) == 1 and not keywords:
        machine.set_attribute(single(receiver), name[4:], args[0])
        return NONE if not machine.dead else NEVER
    if (
        name.startswith("get_")
        and not args
        and (name[4:] in CAPABILITIES or name[4:] in contract_types.PROPERTY_TYPES.get(obj.type, {}))
    ):
        return machine.get_attribute(single(receiver), name[4:])
    if model.call_method(machine, obj.type, name):
        return NONE
    if name in ("ToString", "GetType", "Equals", "GetHashCode", "Validate"):
        machine.may_throw()
        return machine.unknown(f"{obj.type}.{name}() is not modelled")
    return machine.call_unknown(f"{obj.type}.{name}() is not modelled", args, keywords, single(receiver))
