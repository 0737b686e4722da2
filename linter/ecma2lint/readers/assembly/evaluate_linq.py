"""LINQ: the operators that answer with a query make one, the others read their source to the end or as far as they must.

What cannot be followed counts as a call of unknown code: its functions may have run or not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly import evaluate_order
from ecma2lint.readers.assembly.evaluate_arithmetic import wrap
from ecma2lint.readers.assembly.evaluate_operators import comparison, find, grouped
from ecma2lint.readers.assembly.evaluate_queries import LOOKUP, QUERY, Queries, Unclear
from ecma2lint.readers.assembly.evaluate_state import Delegate, TypeAtom, boolean, integer
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import ITEMS, Element, Record, Sequence, sequence_of
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Const, constant, single, text

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework

_G: Final = "System.Collections.Generic."
_LIST: Final = f"{_G}List`1"
_INVALID: Final = "System.InvalidOperationException"
#: Operators with a function, and those with another source.
_WITH_FUNCTION: Final = ("Select", "Where", "TakeWhile", "SkipWhile", "SelectMany")
_WITH_SOURCE: Final = ("Concat", "Union", "Intersect", "Except")
_DIRECTIONS: Final = {"OrderBy": False, "ThenBy": False, "OrderByDescending": True, "ThenByDescending": True}


def call(framework: Framework, callee: ExternalMethod, name: str, args: list[Abstract]) -> Abstract | None:
    """An operator of ``System.Linq.Enumerable``; None when it is not known or its input is not."""
    queries = framework.machine.calls.queries
    if args and args[0].atom == NULL_ATOM:
        raise Thrown("System.ArgumentNullException", "the source is null")
    try:
        found = _query(framework, queries, callee, name, args)
        return found if found is not None else _answer(framework, queries, callee, name, args)
    except Unclear:
        return None


def _source(queries: Queries, value: Abstract) -> Abstract:
    """The source of a query, which must be one that can be followed: a query that is made of anything else is not known."""
    inner = queries.machine.calls.collections.inner(value)
    found = queries.machine.heap.get(inner.only_ref.id) if inner.only_ref else None
    atom = inner.atom
    if isinstance(atom, Const) and atom.type == "str":
        return value
    if isinstance(found, Record) and (found.type == QUERY or found.type in queries.machine.calls.types):
        return value
    if not isinstance(found, Sequence) or found.summary:
        raise Unclear
    return value


def _query(framework: Framework, q: Queries, callee: ExternalMethod, name: str, args: list[Abstract]) -> Abstract | None:
    if name == "Range" and len(args) == 2:
        start, count = _int(args[0]), _int(args[1])
        if not 0 <= count <= 10_000:
            raise Unclear
        return q.query("Plain", _new(framework, "array[]", [integer(start + i) for i in range(count)]))
    if name == "Repeat" and len(args) == 2:
        count = _int(args[1])
        if not 0 <= count <= 10_000:
            raise Unclear
        return q.query("Plain", _new(framework, "array[]", [args[0]] * count))
    if name == "Empty" and not args:
        return _new(framework, "array[]", [])
    if not args:
        return None
    if name == "AsEnumerable":
        return args[0]
    functions = [arg for arg in args[1:] if isinstance(arg.atom, Delegate)]
    if name in _WITH_FUNCTION and functions:
        indexed = boolean("Func`3" in str(callee.signature.parameters[1]))
        more = {"pick": functions[1]} if name == "SelectMany" and len(functions) == 2 else {}
        return q.query(name, _source(q, args[0]), fn=functions[0], indexed=indexed, **more)
    if name in _WITH_SOURCE and len(args) >= 2:
        comparer = {"comparer": args[2]} if len(args) == 3 else {}
        return q.query(name, _source(q, args[0]), more=_source(q, args[1]), **comparer)
    if name in ("Skip", "Take") and len(args) == 2:
        return q.query(name, _source(q, args[0]), count=integer(_int(args[1])))
    if name == "Zip" and len(args) == 3:
        return q.query(name, _source(q, args[0]), more=_source(q, args[1]), fn=args[2])
    if name in ("Append", "Prepend") and len(args) == 2:
        other = _new(framework, "array[]", [args[1]])
        first, second = (args[0], other) if name == "Append" else (other, args[0])
        return q.query("Concat", _source(q, first), more=_source(q, second))
    if name == "Distinct":
        comparer = {"comparer": args[1]} if len(args) == 2 else {}
        return q.query(name, _source(q, args[0]), **comparer)
    if name == "Reverse" and len(args) == 1:
        return q.query(name, _source(q, args[0]))
    if name == "DefaultIfEmpty":
        default = args[1] if len(args) == 2 else framework.machine.calls.default(callee.arguments[0])
        return q.query(name, _source(q, args[0]), default=default)
    if name in _DIRECTIONS and functions:
        after = args[0] if name.startswith("Then") else NULL
        fields = {"fn": functions[0], "after": after, "down": boolean(_DIRECTIONS[name])}
        fields |= {"comparer": args[2] if len(args) == 3 else NULL, "type": text(str(callee.arguments[1]))}
        return q.query("Order", _source(q, args[0]), **fields)
    return _relations(q, callee, name, args, functions)


def _relations(q: Queries, callee: ExternalMethod, name: str, args: list[Abstract], functions: list[Abstract]) -> Abstract | None:
    if name == "GroupBy" and functions:
        parameters = [str(parameter) for parameter in callee.signature.parameters]
        fields = {"fn": functions[0]}
        if any("Comparer" in parameter for parameter in parameters):
            fields["comparer"] = args[-1]
        rest = functions[1:]
        if rest and "IEnumerable" in parameters[1 + len(functions) - 1]:
            fields["result"] = rest.pop()
        if rest:
            fields["pick"] = rest[0]
        return q.query(name, _source(q, args[0]), **fields)
    if name == "Join" and len(functions) == 3 and len(args) == 5:
        return q.query(name, _source(q, args[0]), more=_source(q, args[1]), fn=args[2], inner=args[3], result=args[4])
    if name == "OfType" and callee.arguments:
        return q.query(name, _source(q, args[0]), type=single(TypeAtom(callee.arguments[0])))
    if name == "Cast" and callee.arguments:
        target = callee.arguments[0]
        number = q.machine.steps_of.is_value_type(target)
        for item in q.listed(args[0]):
            boxed_number = isinstance(item.atom, Const) and isinstance(item.atom.value, int)
            if not number and (boxed_number or item.cause is not None):
                raise Unclear
            if q.machine.calls.instance_of(item, target) != {True} and not (number and boxed_number):
                raise Unclear
        return q.query("Plain", _source(q, args[0]))
    return None


def _int(value: Abstract) -> int:
    atom = value.atom
    if not isinstance(atom, Const) or not isinstance(atom.value, int):
        raise Unclear
    return int(atom.value)


def _new(framework: Framework, type_: str, items: list[Abstract]) -> Abstract:
    machine = framework.machine
    return single(machine.allocate(sequence_of(type_, items, machine.place())))


# Operators that read their source


def _answer(framework: Framework, q: Queries, callee: ExternalMethod, name: str, args: list[Abstract]) -> Abstract | None:
    functions = [arg for arg in args[1:] if isinstance(arg.atom, Delegate)]
    if len(functions) < len([arg for arg in args[1:] if "Func" in str(callee.signature.parameters[args.index(arg)])]):
        raise Unclear
    if name in ("ToList", "ToArray") and len(args) == 1:
        return _new(framework, _LIST if name == "ToList" else f"{callee.arguments[0]}[]", q.listed(args[0]))
    if name == "ToHashSet" and len(args) == 1:
        kept: list[Abstract] = []
        for item in q.each(args[0]):
            if find(q, kept, item) < 0:
                kept.append(item)
        return _new(framework, f"{_G}HashSet`1", kept)
    if name in ("ToDictionary", "ToLookup") and functions:
        return _filed(framework, q, callee, name, args, functions)
    if name in ("Count", "LongCount"):
        count = sum(1 for item in q.each(args[0]) if not functions or q.test(functions[0], item))
        return constant("long", count) if name == "LongCount" else integer(count)
    if name in ("Any", "All"):
        return boolean(_quantified(q, name, args[0], functions))
    if name.removesuffix("OrDefault") in ("First", "Last", "Single", "ElementAt"):
        return _picked(framework, q, callee, name, args, functions)
    if name == "Contains":
        comparer = Record(QUERY, {"comparer": args[2]}) if len(args) == 3 else None
        for item in q.each(args[0]):
            if find(q, [item], args[1], comparer) == 0:
                return boolean(True)
        return boolean(False)
    if name == "SequenceEqual" and len(args) == 2:
        left, right = q.listed(args[0]), q.listed(args[1])
        answers = [evaluate_order.same(q.machine, a, b) for a, b in zip(left, right, strict=False)]
        if len(left) != len(right) or False in answers:
            return boolean(False)
        return None if None in answers else boolean(True)
    if name == "Aggregate" and functions:
        return _aggregated(q, args, functions)
    return _number(q, callee, name, args, functions)


def _quantified(q: Queries, name: str, source: Abstract, functions: list[Abstract]) -> bool:
    at = q.enumerator(source)
    answer = name == "All"
    while q.move(at):
        if not functions or q.test(functions[0], q.current(at)) is (name == "Any"):
            answer = not answer
            break
    q.end(at)
    return answer


def _filed(
    framework: Framework, q: Queries, callee: ExternalMethod, name: str, args: list[Abstract], functions: list[Abstract]
) -> Abstract:
    comparers = [arg for arg, sig in zip(args, callee.signature.parameters, strict=True) if "Comparer" in str(sig)]
    fields = {"source": args[0], "fn": functions[0]}
    if len(functions) == 2:
        fields["pick"] = functions[1]
    if comparers:
        fields["comparer"] = comparers[0]
    asked = Record(QUERY, fields)
    if name == "ToLookup":
        groups = _new(framework, "array[]", grouped(q, asked))
        lookup = {ITEMS: groups, "comparer": comparers[0] if comparers else NULL}
        return single(framework.machine.allocate(Record(LOOKUP, lookup, {}, framework.machine.place())))
    keys: list[Abstract] = []
    entries: list[Element] = []
    for item in q.each(args[0]):
        key = q.apply(functions[0], item)
        if key.atom == NULL_ATOM:
            raise Thrown("System.ArgumentNullException", "a key is null")
        value = q.apply(functions[1], item) if len(functions) == 2 else item
        if find(q, keys, key, asked) >= 0:
            raise Thrown("System.ArgumentException", "a key is there twice")
        keys.append(key)
        entries.append(Element(value, key))
    suffix = framework.comparer(comparers[0]) if comparers else ""
    count = len(entries)
    made = Sequence(f"{_G}Dictionary`2{suffix}", tuple(entries), count, count, None, framework.machine.place())
    return single(framework.machine.allocate(made))


def _picked(
    framework: Framework, q: Queries, callee: ExternalMethod, name: str, args: list[Abstract], functions: list[Abstract]
) -> Abstract:
    plain = name.removesuffix("OrDefault")
    chosen: Abstract | None = None
    count = 0
    wanted = _int(args[1]) if plain == "ElementAt" else -1
    at = q.enumerator(args[0])
    while q.move(at):
        item = q.current(at)
        if functions and not q.test(functions[0], item):
            continue
        count += 1
        if plain == "Single" and count > 1:
            q.end(at)
            raise Thrown(_INVALID, "more than one element")
        if plain != "ElementAt" or count - 1 == wanted:
            chosen = item
        if plain == "First" or (plain == "ElementAt" and chosen is not None):
            break
    q.end(at)
    if chosen is not None:
        return chosen
    if name.endswith("OrDefault"):
        return framework.machine.calls.default(callee.arguments[0])
    raise Thrown("System.ArgumentOutOfRangeException" if plain == "ElementAt" else _INVALID, "no such element")


def _aggregated(q: Queries, args: list[Abstract], functions: list[Abstract]) -> Abstract:
    seeded = not isinstance(args[1].atom, Delegate)
    total: Abstract | None = args[1] if seeded else None
    for item in q.each(args[0]):
        total = item if total is None else q.apply(functions[0], total, item)
    if total is None:
        raise Thrown(_INVALID, "no element")
    return q.apply(functions[1], total) if len(functions) == 2 else total


def _number(q: Queries, callee: ExternalMethod, name: str, args: list[Abstract], functions: list[Abstract]) -> Abstract | None:
    """``Sum``, ``Min`` and ``Max`` of whole numbers, and of texts and enumerations where their order is known."""
    if name not in ("Sum", "Min", "Max"):
        return None
    returns = str(callee.signature.returns)
    if returns.startswith("!!"):
        returns = str(callee.arguments[-1])
    values = [q.apply(functions[0], item) if functions else item for item in q.each(args[0])]
    if name == "Sum":
        if returns not in ("System.Int32", "System.Int64"):
            return None
        total = sum(_int(value) for value in values)
        bits = 64 if returns == "System.Int64" else 32
        if wrap(total, bits) != total:
            raise Thrown("System.OverflowException", "a sum that is too large")
        return constant("long" if bits == 64 else "int", total)
    if any(value.atom == NULL_ATOM for value in values) or (not values and "Nullable" in returns):
        return None
    kind = callee.arguments[-1] if callee.arguments else callee.signature.returns
    if not values and not q.machine.steps_of.is_value_type(kind):
        return NULL
    if not values:
        raise Thrown(_INVALID, "no element")
    compare = comparison(q, None, returns)
    best = values[0]
    for value in values[1:]:
        answer = compare(value, best)
        if answer is None:
            return None
        if answer and (answer < 0) is (name == "Min"):
            best = value
    return best
