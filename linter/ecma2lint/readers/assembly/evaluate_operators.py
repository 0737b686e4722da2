"""The operators of LINQ that answer with a query: what each does on a step of a pass, or gathers before the first one."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ecma2lint.readers.assembly import evaluate_order
from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_queries import GROUP, QUERY, Queries, Unclear
from ecma2lint.readers.assembly.evaluate_state import Boxed, TypeAtom, integer
from ecma2lint.readers.assembly.evaluate_text import COMPARER_TYPE
from ecma2lint.readers.heap import ITEMS, Record, sequence_of
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Const, single

# What each operator does on a step


def _select(q: Queries, at: Abstract, asked: Record) -> bool:
    element = q.step(at)
    return element is not None and q.give(at, q.apply(asked.fields["fn"], *q.arguments(at, asked, element)))


def _where(q: Queries, at: Abstract, asked: Record) -> bool:
    while (element := q.step(at)) is not None:
        if q.test(asked.fields["fn"], *q.arguments(at, asked, element)):
            return q.give(at, element)
    return False


def _plain(q: Queries, at: Abstract, asked: Record) -> bool:
    element = q.step(at)
    return element is not None and q.give(at, element)


def _limit(asked: Record) -> int:
    atom = asked.fields["count"].atom
    if not isinstance(atom, Const) or not isinstance(atom.value, int):
        raise Unclear
    return int(atom.value)


def _take(q: Queries, at: Abstract, asked: Record) -> bool:
    return q.number(at) < _limit(asked) and _plain(q, at, asked)


def _skip(q: Queries, at: Abstract, asked: Record) -> bool:
    while q.number(at) < _limit(asked):
        if q.step(at) is None:
            return False
    return _plain(q, at, asked)


def _take_while(q: Queries, at: Abstract, asked: Record) -> bool:
    element = q.step(at)
    return element is not None and q.test(asked.fields["fn"], *q.arguments(at, asked, element)) and q.give(at, element)


def _skip_while(q: Queries, at: Abstract, asked: Record) -> bool:
    started = q.source(at, "second").atom != NULL_ATOM
    while (element := q.step(at)) is not None:
        if started or not q.test(asked.fields["fn"], *q.arguments(at, asked, element)):
            q.put(at, second=integer(1))
            return q.give(at, element)
    return False


def _concat(q: Queries, at: Abstract, asked: Record) -> bool:
    while True:
        element = q.step(at)
        if element is not None:
            return q.give(at, element)
        if q.source(at, "second").atom != NULL_ATOM:
            return False
        following = q.enumerator(asked.fields["more"])
        q.put(at, source=following, second=integer(1))


def _select_many(q: Queries, at: Abstract, asked: Record) -> bool:
    while True:
        inner = q.source(at, "second")
        if inner.atom != NULL_ATOM and q.move(inner):
            element = q.current(inner)
            pick = asked.fields.get("pick")
            return q.give(at, q.apply(pick, q.source(at, "outer"), element) if pick is not None else element)
        outer = q.step(at)
        if outer is None:
            return False
        q.put(at, outer=outer)
        q.put(at, second=q.enumerator(q.apply(asked.fields["fn"], *q.arguments(at, asked, outer))))


def _zip(q: Queries, at: Abstract, asked: Record) -> bool:
    if q.source(at, "second").atom == NULL_ATOM:
        q.put(at, second=q.enumerator(asked.fields["more"]))
    element = q.step(at)
    other = q.source(at, "second")
    if element is None or not q.move(other):
        return False
    return q.give(at, q.apply(asked.fields["fn"], element, q.current(other)))


def _default_if_empty(q: Queries, at: Abstract, asked: Record) -> bool:
    element = q.step(at)
    if element is None and q.number(at) == 0 and q.source(at, "second").atom == NULL_ATOM:
        q.put(at, second=integer(1))
        return q.give(at, asked.fields["default"])
    return element is not None and q.give(at, element)


# What each operator gathers before its first step


def comparison(q: Queries, comparer: Abstract | None, type_: str) -> evaluate_order.Compare:
    """How keys compare: by the default comparer, by a comparer of the framework, or by an own one."""
    atom = comparer.atom if comparer is not None else NULL_ATOM
    if atom == NULL_ATOM:
        return lambda a, b: evaluate_order.ordered(a, b, type_)
    if isinstance(atom, Const) and atom.type == COMPARER_TYPE and atom.value != "?":
        return lambda a, b: evaluate_order.ordered(a, b, type_, str(atom.value))
    raise Unclear


def _order(q: Queries, asked: Record) -> list[Abstract]:
    levels: list[Record] = []
    level: Record | None = asked
    while level is not None:
        levels.append(level)
        level = q.record(level.fields["after"], QUERY) if level.fields["after"].atom != NULL_ATOM else None
    levels.reverse()
    items = q.listed(levels[0].fields["source"])
    ranks: list[list[Abstract]] = [[q.apply(level.fields["fn"], item) for item in items] for level in levels]
    comparisons = [comparison(q, level.fields["comparer"], str(_word(level, "type"))) for level in levels]
    downward = [bool(truth(level.fields["down"].atom)) for level in levels]
    positions = [integer(number) for number in range(len(items))]

    def compare(left: Abstract, right: Abstract) -> int | None:
        i, j = (int(v.atom.value) if isinstance(v.atom, Const) and isinstance(v.atom.value, int) else 0 for v in (left, right))
        for keys, by, down in zip(ranks, comparisons, downward, strict=True):
            answer = by(keys[i], keys[j])
            if answer is None or answer:
                return -answer if answer and down else answer
        return 0

    found = evaluate_order.sorted_by(items, positions, compare, stable=True)
    if found is None:
        raise Unclear
    return found


def _word(record: Record, name: str) -> str:
    atom = record.fields[name].atom
    return str(atom.value) if isinstance(atom, Const) else ""


def _reverse(q: Queries, asked: Record) -> list[Abstract]:
    return q.listed(asked.fields["source"])[::-1]


def find(q: Queries, items: list[Abstract], wanted: Abstract, asked: Record | None = None) -> int:
    """Where a value stands among others; -1 when it is not there."""
    comparer = asked.fields.get("comparer") if asked is not None else None
    atom = comparer.atom if comparer is not None else NULL_ATOM
    ignore = isinstance(atom, Const) and atom.type == COMPARER_TYPE and atom.value == "i"
    if atom != NULL_ATOM and not (isinstance(atom, Const) and atom.type == COMPARER_TYPE and atom.value in ("i", "o")):
        raise Unclear
    for index, item in enumerate(items):
        answer = evaluate_order.same(q.machine, item, wanted, ignore)
        if answer is None:
            raise Unclear
        if answer:
            return index
    return -1


def _distinct(q: Queries, asked: Record) -> list[Abstract]:
    kept: list[Abstract] = []
    for name in ("source", "more"):
        for element in q.each(asked.fields[name]) if name in asked.fields else ():
            if find(q, kept, element, asked) < 0:
                kept.append(element)
    return kept


def _set_operation(both: bool) -> Callable[[Queries, Record], list[Abstract]]:
    def gather(q: Queries, asked: Record) -> list[Abstract]:
        others = q.listed(asked.fields["more"])
        kept: list[Abstract] = []
        for element in q.each(asked.fields["source"]):
            if (find(q, others, element, asked) >= 0) is both and find(q, kept, element, asked) < 0:
                kept.append(element)
        return kept

    return gather


def grouped(q: Queries, asked: Record) -> list[Abstract]:
    """The groups of a source in the order of their first elements."""
    keys: list[Abstract] = []
    members: list[list[Abstract]] = []
    for element in q.each(asked.fields["source"]):
        key = q.apply(asked.fields["fn"], element)
        value = q.apply(asked.fields["pick"], element) if "pick" in asked.fields else element
        index = find(q, keys, key, asked)
        if index < 0:
            index = len(keys)
            keys.append(key)
            members.append([])
        members[index].append(value)
    groups = []
    for key, values in zip(keys, members, strict=True):
        listed = single(q.machine.allocate(sequence_of("array[]", values, q.machine.place())))
        group = Record(GROUP, {"Key": key, ITEMS: listed}, {}, q.machine.place())
        groups.append(single(q.machine.allocate(group)))
    if "result" in asked.fields:
        return [q.apply(asked.fields["result"], key, group) for key, group in zip(keys, groups, strict=True)]
    return groups


def _join(q: Queries, asked: Record) -> list[Abstract]:
    inner = q.listed(asked.fields["more"])
    keys = [q.apply(asked.fields["inner"], item) for item in inner]
    found: list[Abstract] = []
    for outer in q.each(asked.fields["source"]):
        key = q.apply(asked.fields["fn"], outer)
        for item, other in zip(inner, keys, strict=True):
            answer = evaluate_order.same(q.machine, key, other)
            if answer is None:
                raise Unclear
            if answer:
                found.append(q.apply(asked.fields["result"], outer, item))
    return found


def _of_type(q: Queries, at: Abstract, asked: Record) -> bool:
    wanted = asked.fields["type"].atom
    while (element := q.step(at)) is not None:
        answers = q.machine.calls.instance_of(element, wanted.type) if isinstance(wanted, TypeAtom) else {None}
        if element.atom == NULL_ATOM:
            continue
        if answers == {True}:
            opened = q.machine.steps_of.opened(element.atom) if isinstance(element.atom, Boxed) else element
            return q.give(at, opened)
        if answers != {False}:
            raise Unclear
    return False


STEPS: Final[dict[str, Callable[[Queries, Abstract, Record], bool]]] = {
    "Select": _select,
    "Where": _where,
    "Take": _take,
    "Skip": _skip,
    "TakeWhile": _take_while,
    "SkipWhile": _skip_while,
    "Concat": _concat,
    "SelectMany": _select_many,
    "Zip": _zip,
    "DefaultIfEmpty": _default_if_empty,
    "OfType": _of_type,
    "Plain": _plain,
}
BUFFERED: Final[dict[str, Callable[[Queries, Record], list[Abstract]]]] = {
    "Order": _order,
    "Reverse": _reverse,
    "Distinct": _distinct,
    "Union": _distinct,
    "Intersect": _set_operation(True),
    "Except": _set_operation(False),
    "GroupBy": grouped,
    "Join": _join,
}
STEPS.update(dict.fromkeys(BUFFERED, _plain))
