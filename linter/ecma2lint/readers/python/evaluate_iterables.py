"""Built-in functions that make or use up collections: ``list``, ``range``, ``zip``, ``sorted``, ``any`` and the like."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from ecma2lint.readers.heap import Element, Sequence
from ecma2lint.readers.lattice import TRUE, Abstract, Atom, Cause, Const, single
from ecma2lint.readers.python import evaluate_changes as changes
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python import evaluate_net as net
from ecma2lint.readers.python.evaluate_equality import ordered_by_sources
from ecma2lint.readers.python.evaluate_frames import LIST
from ecma2lint.readers.python.evaluate_values import NEVER, Lazy, Range, Tuple, View, boolean, either, read_by, to_value

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator

Args = list[Abstract]
Keywords = dict[str, Abstract]


def length(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``len(x)``."""

    def one(atom: Atom) -> Abstract:
        items = collections.sequence(machine, atom)
        if items is not None:
            return net.count_of(machine, items)
        if isinstance(atom, Tuple):
            return to_value(len(atom.items))
        if isinstance(atom, View) and (viewed := collections.sequence(machine, atom.receiver)) is not None:
            return net.count_of(machine, viewed)
        if dunders.is_instance(machine, atom):
            own = dunders.call(machine, atom, "__len__", [])
            return own if own is not None else machine.throw_builtin("TypeError")
        if isinstance(atom, Const) and isinstance(atom.value, str):
            return to_value(len(atom.value))
        machine.may_throw()
        return machine.call_unknown_value("the length of this is not modelled", atom)

    if not args:
        return machine.throw_builtin("TypeError")
    if args[0].cause is not None:
        machine.may_throw()
        return machine.unknown(args[0].cause)
    return machine.over_atoms(args[0], one)


def collecting(type_: str) -> Callable[[Evaluator, Args, Keywords], Abstract]:
    """``list``, ``tuple`` or ``set`` of an iterable."""

    def call(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
        if keywords or len(args) > 1:
            return machine.call_unknown("a collection made this way is not modelled", args, keywords)
        items: Any = machine.iterate(args[0]) if args else []
        if machine.dead:
            return NEVER
        if isinstance(items, Cause):
            machine.may_throw()
            element = collections.element_of(machine, args[0], items)
            if type_ == "tuple":
                return machine.unknown(items, element)
            result = collections.new_sequence(machine, type_, items)
            machine.change(result, collections.rewriting(elements=(Element(element, None, False),)))
            return result
        if type_ == "tuple":
            if not all(always for _, always in items):
                return machine.unknown("a tuple whose length is not known", *(v for v, _ in items))
            return single(Tuple(tuple(collections.kept(machine, value) for value, _ in items)))
        return collections.new_set(machine, items) if type_ == "set" else collections.new_sequence(machine, type_, items)

    return call


def make_dict(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``dict(...)``."""
    result = collections.new_dict(machine, [])
    if args:
        changes.update_dict(machine, result, args[0])
    for name, value in keywords.items():
        changes.set_item(machine, result, to_value(name), value)
    return result


def _lazy(items: list[tuple[Abstract, bool]], args: Args) -> Abstract:
    return single(Lazy(tuple(items), tuple(id_ for value in args for id_ in read_by(value))))


def _unclear(machine: Evaluator, args: Args, items: Cause) -> Abstract:
    machine.may_throw()
    return machine.unknown(items, *(collections.element_of(machine, value, items) for value in args))


def make_range(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``range(...)`` with known bounds."""
    numbers = []
    for value in args:
        atom = value.atom
        if not isinstance(atom, Const) or atom.type != "int" or not isinstance(atom.value, int):
            machine.may_throw()
            return machine.unknown(value.reason or "a range whose bounds are not known")
        numbers.append(atom.value)
    try:
        found = range(*numbers)
    except (TypeError, ValueError) as error:
        return machine.throw_builtin(type(error).__name__)
    if len(found) > collections.LONGEST_UNROLLED:
        return machine.unknown("a range that is too long to unroll")
    return single(Range(tuple(to_value(number) for number in found)))


def enumerated(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``enumerate(x)``."""
    items = machine.iterate(args[0]) if args else []
    start = keywords.get("start", args[1] if len(args) > 1 else to_value(0)).atom
    if isinstance(items, Cause):
        return _unclear(machine, args, items)
    if not all(always for _, always in items) or not isinstance(start, Const) or not isinstance(start.value, int):
        return _unclear(machine, args, machine.cause("positions that are not known"))
    first = start.value
    return _lazy([(single(Tuple((to_value(first + i), value))), True) for i, (value, _) in enumerate(items)], args)


def zipped(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``zip(...)``."""
    columns = []
    for value in args:
        items = machine.iterate(value)
        if isinstance(items, Cause):
            return _unclear(machine, args, items)
        if not all(always for _, always in items):
            return _unclear(machine, args, machine.cause("positions that are not known"))
        columns.append([element for element, _ in items])
    if keywords and len({len(column) for column in columns}) > 1:
        return machine.call_unknown("zip() of different lengths", args, {})
    return _lazy([(single(Tuple(tuple(row))), True) for row in zip(*columns, strict=False)], args)


def reverse(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``reversed(x)``."""
    items = machine.iterate(args[0])
    return _unclear(machine, args, items) if isinstance(items, Cause) else _lazy(list(reversed(items)), args)


def ordered(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``sorted(x)``."""
    obj = collections.sequence(machine, args[0].atom) if args and args[0].atom is not None else None
    if obj is not None and obj.type == "set" and obj.high is not None:
        items: Any = [(e.value, e.always) for e in obj.elements]
    else:
        items = machine.iterate(args[0]) if args else []
    if isinstance(items, Cause):
        machine.may_throw()
        if "key" in keywords:
            machine.escape([keywords["key"], collections.element_of(machine, args[0], items)], "sorting by a key is not followed")
        result = collections.new_sequence(machine, LIST, items)
        element = collections.element_of(machine, args[0], items)
        machine.change(result, collections.rewriting(elements=(Element(element, None, False),)))
        return result
    if all(always for _, always in items):
        from ecma2lint.readers.python.evaluate_library import ordered as in_order

        found = in_order(machine, [value for value, _ in items], keywords)
        if machine.dead:
            return NEVER
        if found is not None:
            return collections.new_sequence(machine, LIST, [(value, True) for value in found])
    machine.may_throw()
    compared(machine, [value for value, _ in items])
    if "key" in keywords and not all(always for _, always in items):
        machine.call_unknown("sorting by a key is not followed", [keywords["key"], *(value for value, _ in items)], {})
    cause = machine.cause("the order after sorting is not known")
    element = machine.unknown(cause, *(value for value, _ in items))
    low = sum(always for _, always in items)
    elements = tuple(Element(element, None, i < low) for i in range(len(items)))
    return single(machine.allocate(Sequence(LIST, elements, low, len(items), cause, machine.place())))


def compared(machine: Evaluator, values: list[Abstract]) -> None:
    """Values are compared with each other: what their classes define for that runs."""
    own = [single(atom) for value in values for atom in value.atoms if ordered_by_sources(machine, atom)]
    if own:
        machine.call_unknown("a comparison of the sources", own, {})


def quantified(machine: Evaluator, args: Args, wanted: bool) -> Abstract:
    """``any(x)`` (``wanted`` is True) or ``all(x)``."""
    items = machine.iterate(args[0])
    if isinstance(items, Cause):
        machine.may_throw()
        return either(items)
    unclear: Cause | None = None
    for value, always in items:
        outcome = machine.condition(value)
        if len(outcome.atoms) == 1 and always and (outcome == TRUE) is wanted:
            return boolean(wanted)
        if len(outcome.atoms) != 1 or ((outcome == TRUE) is wanted):
            unclear = unclear or outcome.why or machine.cause("depends on an element that is not known")
    return either(unclear) if unclear is not None else boolean(not wanted)
