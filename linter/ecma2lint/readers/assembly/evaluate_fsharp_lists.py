"""The functions of ``List``, ``Seq`` and ``Array`` of F# on elements that are known one by one."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_fsharp_equality import order, same
from ecma2lint.readers.assembly.evaluate_fsharp_functions import apply
from ecma2lint.readers.assembly.evaluate_fsharp_seq import elements, lazily, reading
from ecma2lint.readers.assembly.evaluate_fsharp_values import LIST, NotFollowed, new_list, number, option, option_value, true
from ecma2lint.readers.assembly.evaluate_state import VOID, boolean, integer
from ecma2lint.readers.assembly.signatures import TypeSig
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Record, Sequence
from ecma2lint.readers.lattice import NULL, Abstract, single

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

Args = list[Abstract]
_MODULES: Final = {"ListModule": LIST, "ArrayModule": "array[]", "SeqModule": ""}
#: Functions of ``Seq`` that are carried out when their result is read, with their names in an enumerator.
_LAZY: Final = {
    "Map": "map",
    "MapIndexed": "mapi",
    "Filter": "filter",
    "Where": "filter",
    "Choose": "choose",
    "Collect": "collect",
    "Concat": "concat",
    "Append": "append",
    "Take": "take",
    "Truncate": "truncate",
    "Skip": "skip",
    "TakeWhile": "takeWhile",
    "SkipWhile": "skipWhile",
    "Delay": "delay",
    "InitializeInfinite": "infinite",
}


def tuple_of(machine: Machine, *values: Abstract) -> Abstract:
    """A tuple."""
    fields = {f"Item{index + 1}": value for index, value in enumerate(values)}
    return single(machine.allocate(Record("tuple", fields, {}, machine.place())))


def pair_of(machine: Machine, value: Abstract) -> tuple[Abstract, Abstract]:
    record = machine.heap.get(value.only_ref.id) if value.only_ref else None
    if not isinstance(record, Record) or record.type != "tuple" or record.summary:
        raise NotFollowed
    return record.fields["Item1"], record.fields["Item2"]


def call(machine: Machine, module: str, name: str, args: Args) -> Abstract | None:
    """A function of a module.

    Raises:
        NotFollowed: its elements are not known one by one.
    """
    kind = _MODULES.get(module)
    if kind is None:
        return None
    if kind == "" and name in _LAZY:
        return lazily(machine, _LAZY[name], *args)
    if name in ("OfList", "OfArray", "OfSeq", "ToList", "ToArray", "ToSeq", "Copy", "AsEnumerable"):
        return _converted(machine, kind, name, args[0])
    maker = _MAKERS.get(name)
    if maker is not None:
        return new_list(machine, maker(machine, args), kind or LIST)
    function = FUNCTIONS.get(name)
    return function(machine, args) if function is not None else None


def _converted(machine: Machine, kind: str, name: str, source: Abstract) -> Abstract:
    found = machine.heap.get(source.only_ref.id) if source.only_ref else None
    if (kind == "" and name in ("OfList", "OfArray", "ToSeq")) or name == "ToSeq":
        # The same object seen as a sequence: an array may change before it is read.
        return source
    wanted = {"ToList": LIST, "ToArray": "array[]"}.get(name, kind)
    if isinstance(found, Sequence) and found.type == wanted == LIST:
        return source
    return new_list(machine, list(elements(machine, source)), wanted)


# Functions that make a list


def mapped(machine: Machine, args: Args) -> Args:
    return [apply(machine, args[0], [item]) for item in elements(machine, args[1])]


def _map_indexed(machine: Machine, args: Args) -> Args:
    return [apply(machine, args[0], [integer(at), item]) for at, item in enumerate(elements(machine, args[1]))]


def _map2(machine: Machine, args: Args) -> Args:
    return [apply(machine, args[0], [a, b]) for a, b in _both(machine, args[1], args[2])]


def _both(machine: Machine, left: Abstract, right: Abstract) -> Iterator[tuple[Abstract, Abstract]]:
    one, other = list(elements(machine, left)), list(elements(machine, right))
    if len(one) != len(other):
        raise NotFollowed
    yield from zip(one, other, strict=True)


def filtered(machine: Machine, args: Args) -> Args:
    return [item for item in elements(machine, args[1]) if true(apply(machine, args[0], [item]))]


def _chosen(machine: Machine, args: Args) -> Args:
    found = (option_value(machine, apply(machine, args[0], [item])) for item in elements(machine, args[1]))
    return [item for item in found if item is not None]


def _collected(machine: Machine, args: Args) -> Args:
    return [inner for item in elements(machine, args[1]) for inner in elements(machine, apply(machine, args[0], [item]))]


def in_order(machine: Machine, items: Args, keys: Args, descending: bool = False) -> Args:
    def compared(left: tuple[Abstract, Abstract], right: tuple[Abstract, Abstract]) -> int:
        found = order(machine, left[0], right[0])
        if found is None:
            raise NotFollowed
        return -found if descending else found

    pairs = sorted(zip(keys, items, strict=True), key=functools.cmp_to_key(compared))
    return [item for _, item in pairs]


def _sort(machine: Machine, args: Args) -> Args:
    items = list(elements(machine, args[0]))
    return in_order(machine, items, items)


def _sort_by(machine: Machine, args: Args) -> Args:
    items = list(elements(machine, args[1]))
    return in_order(machine, items, [apply(machine, args[0], [item]) for item in items])


def _sort_with(machine: Machine, args: Args) -> Args:
    def compared(left: Abstract, right: Abstract) -> int:
        return number(apply(machine, args[0], [left, right]))

    return sorted(elements(machine, args[1]), key=functools.cmp_to_key(compared))


def _sort_descending(machine: Machine, args: Args) -> Args:
    items = list(elements(machine, args[0]))
    return in_order(machine, items, items, descending=True)


def _distinct(machine: Machine, args: Args) -> Args:
    kept: Args = []
    for item in elements(machine, args[0]):
        answers = [same(machine, item, other) for other in kept]
        if None in answers:
            raise NotFollowed
        if True not in answers:
            kept.append(item)
    return kept


def _repeated(machine: Machine, args: Args) -> Args:
    return [args[1]] * _size(args[0])


def _initialised(machine: Machine, args: Args) -> Args:
    return [apply(machine, args[1], [integer(at)]) for at in range(_size(args[0]))]


def _size(value: Abstract) -> int:
    size = number(value)
    if not 0 <= size <= 10_000:
        raise NotFollowed
    return size


def _taken(machine: Machine, args: Args) -> Args:
    items, size = list(elements(machine, args[1])), number(args[0])
    if size > len(items):
        raise NotFollowed
    return items[: max(0, size)]


def _skipped(machine: Machine, args: Args) -> Args:
    items, size = list(elements(machine, args[1])), number(args[0])
    if size > len(items):
        raise NotFollowed
    return items[max(0, size) :]


def _tail(machine: Machine, args: Args) -> Args:
    items = list(elements(machine, args[0]))
    if not items:
        raise Thrown("System.ArgumentException", "the list is empty")
    return items[1:]


def _while(machine: Machine, args: Args) -> Args:
    with reading(machine, args[1]) as items:
        return list(takewhile(lambda item: true(apply(machine, args[0], [item])), items))


_MAKERS: Final[dict[str, Callable[[Machine, Args], Args]]] = {
    "get_Empty": lambda m, a: [],
    "Empty": lambda m, a: [],
    "Singleton": lambda m, a: [a[0]],
    "Map": mapped,
    "MapIndexed": _map_indexed,
    "Map2": _map2,
    "Filter": filtered,
    "Where": filtered,
    "Choose": _chosen,
    "Collect": _collected,
    "Append": lambda m, a: [*elements(m, a[0]), *elements(m, a[1])],
    "Concat": lambda m, a: [item for part in elements(m, a[0]) for item in elements(m, part)],
    "Reverse": lambda m, a: list(elements(m, a[0]))[::-1],
    "Sort": _sort,
    "SortBy": _sort_by,
    "SortWith": _sort_with,
    "SortDescending": _sort_descending,
    "Distinct": _distinct,
    "Replicate": _repeated,
    "Create": _repeated,
    "Initialize": _initialised,
    "Take": _taken,
    "Truncate": lambda m, a: list(elements(m, a[1]))[: max(0, number(a[0]))],
    "Skip": _skipped,
    "TakeWhile": _while,
    "Tail": _tail,
    "Zip": lambda m, a: [tuple_of(m, x, y) for x, y in _both(m, a[0], a[1])],
    "Indexed": lambda m, a: [tuple_of(m, integer(at), item) for at, item in enumerate(elements(m, a[0]))],
}


# Functions that go through a list


def _iterated(machine: Machine, args: Args) -> Abstract:
    for item in elements(machine, args[1]):
        apply(machine, args[0], [item])
    return VOID


def _iterated_indexed(machine: Machine, args: Args) -> Abstract:
    for at, item in enumerate(elements(machine, args[1])):
        apply(machine, args[0], [integer(at), item])
    return VOID


def _iterated2(machine: Machine, args: Args) -> Abstract:
    for a, b in _both(machine, args[1], args[2]):
        apply(machine, args[0], [a, b])
    return VOID


def _folded(machine: Machine, args: Args) -> Abstract:
    state = args[1]
    for item in elements(machine, args[2]):
        state = apply(machine, args[0], [state, item])
    return state


def _folded_back(machine: Machine, args: Args) -> Abstract:
    state = args[2]
    for item in reversed(list(elements(machine, args[1]))):
        state = apply(machine, args[0], [item, state])
    return state


def _reduced(machine: Machine, args: Args) -> Abstract:
    state: Abstract | None = None
    for item in elements(machine, args[1]):
        state = item if state is None else apply(machine, args[0], [state, item])
    if state is None:
        raise Thrown("System.ArgumentException", "the list is empty")
    return state


def _exists(machine: Machine, args: Args) -> Abstract:
    with reading(machine, args[1]) as items:
        answer = any(true(apply(machine, args[0], [item])) for item in items)
    return boolean(answer)


def _for_all(machine: Machine, args: Args) -> Abstract:
    with reading(machine, args[1]) as items:
        answer = all(true(apply(machine, args[0], [item])) for item in items)
    return boolean(answer)


def contained(machine: Machine, args: Args) -> Abstract:
    """Whether an element is in a collection."""

    def is_same(item: Abstract) -> bool:
        answer = same(machine, args[0], item)
        if answer is None:
            raise NotFollowed
        return answer

    with reading(machine, args[1]) as items:
        answer = any(is_same(item) for item in items)
    return boolean(answer)


def _first(machine: Machine, args: Args) -> Abstract | None:
    with reading(machine, args[1]) as items:
        return next((item for item in items if true(apply(machine, args[0], [item]))), None)


def _found(machine: Machine, args: Args) -> Abstract:
    found = _first(machine, args)
    if found is None:
        raise Thrown("System.Collections.Generic.KeyNotFoundException", "no element fits")
    return found


def optional(machine: Machine, found: Abstract | None) -> Abstract:
    return NULL if found is None else option(machine, found)


def _picked(machine: Machine, args: Args) -> Abstract | None:
    with reading(machine, args[1]) as items:
        results = (option_value(machine, apply(machine, args[0], [item])) for item in items)
        return next((result for result in results if result is not None), None)


def _pick(machine: Machine, args: Args) -> Abstract:
    found = _picked(machine, args)
    if found is None:
        raise Thrown("System.Collections.Generic.KeyNotFoundException", "no element fits")
    return found


def _first_of(machine: Machine, args: Args) -> Abstract | None:
    with reading(machine, args[0]) as items:
        return next(items, None)


def _head(machine: Machine, args: Args) -> Abstract:
    found = _first_of(machine, args)
    if found is None:
        raise Thrown("System.ArgumentException", "the list is empty")
    return found


def _last(machine: Machine, args: Args) -> Abstract:
    items = list(elements(machine, args[0]))
    if not items:
        raise Thrown("System.ArgumentException", "the list is empty")
    return items[-1]


def item_at(machine: Machine, source: Abstract, index: Abstract) -> Abstract:
    """The element at a position."""
    at = number(index)
    with reading(machine, source) as items:
        found = next(islice(items, at, None), None) if at >= 0 else None
    if found is None:
        raise NotFollowed
    return found


def _parted(machine: Machine, args: Args) -> Abstract:
    found = machine.heap.get(args[1].only_ref.id) if args[1].only_ref else None
    kind = found.type if isinstance(found, Sequence) else LIST
    parts: tuple[Args, Args] = ([], [])
    for item in elements(machine, args[1]):
        parts[not true(apply(machine, args[0], [item]))].append(item)
    return tuple_of(machine, new_list(machine, parts[0], kind), new_list(machine, parts[1], kind))


def _sum(machine: Machine, args: Args) -> Abstract:
    total = sum(number(item) for item in elements(machine, args[0]))
    if not -(2**31) <= total < 2**31:
        raise NotFollowed
    return integer(total)


def _array_set(machine: Machine, args: Args) -> Abstract:
    machine.calls.collections.set_at(args[0], args[1], args[2])
    return VOID


FUNCTIONS: Final[dict[str, Callable[[Machine, Args], Abstract]]] = {
    "Iterate": _iterated,
    "IterateIndexed": _iterated_indexed,
    "Iterate2": _iterated2,
    "Fold": _folded,
    "FoldBack": _folded_back,
    "Reduce": _reduced,
    "Exists": _exists,
    "ForAll": _for_all,
    "Contains": contained,
    "Find": _found,
    "TryFind": lambda m, a: optional(m, _first(m, a)),
    "Pick": _pick,
    "TryPick": lambda m, a: optional(m, _picked(m, a)),
    "IsEmpty": lambda m, a: boolean(_first_of(m, a) is None),
    "Length": lambda m, a: integer(sum(1 for _ in elements(m, a[0]))),
    "Head": _head,
    "TryHead": lambda m, a: optional(m, _first_of(m, a)),
    "Last": _last,
    "Get": lambda m, a: item_at(m, a[0], a[1]),
    "Item": lambda m, a: item_at(m, a[1], a[0]),
    "Nth": lambda m, a: item_at(m, a[1], a[0]),
    "Partition": _parted,
    "Sum": _sum,
    "Set": _array_set,
}


def zeroes(machine: Machine, size: Abstract, sig: TypeSig) -> Abstract:
    """``Array.zeroCreate``: a new array of defaults."""
    return new_list(machine, [machine.calls.default(sig)] * _size(size), f"{sig}[]")
