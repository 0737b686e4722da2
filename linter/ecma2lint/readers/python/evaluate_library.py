"""Functions that call what they are given, or go through it: ``map``, ``sum``, ``reduce``, ``itertools``, ``operator``."""

from __future__ import annotations

import ast
import itertools
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, Final

from ecma2lint.readers.lattice import TRUE, Abstract, Cause, Const, single
from ecma2lint.readers.python import evaluate_iterables as iterables
from ecma2lint.readers.python import evaluate_lookup as lookups
from ecma2lint.readers.python.evaluate_collections import LONGEST_UNROLLED
from ecma2lint.readers.python.evaluate_computed import Args, Keywords
from ecma2lint.readers.python.evaluate_iterators import read_while_running
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    NONE,
    External,
    Lazy,
    Partial,
    Tuple,
    known_text,
    read_by,
    to_value,
)

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator

Handler = Callable[["Evaluator", Args, Keywords], Abstract]


def _known_items(machine: Evaluator, value: Abstract) -> list[Abstract] | Cause:
    """The elements of an iterable when all of them are there for certain."""
    items = machine.iterate(value)
    if isinstance(items, Cause):
        return items
    if not all(always for _, always in items):
        return machine.cause("elements that are there on some paths only")
    return [item for item, _ in items]


def _given_up(machine: Evaluator, args: Args, keywords: Keywords, cause: Cause) -> Abstract:
    return machine.call_unknown(cause.reason, args, keywords) if not machine.dead else NEVER


# --- folding ----------------------------------------------------------------------------------------------------------


def total(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``sum(x, start)``."""
    items = _known_items(machine, args[0]) if 1 <= len(args) <= 2 and set(keywords) <= {"start"} else machine.cause("sum()")
    if isinstance(items, Cause):
        return _given_up(machine, args, keywords, items)
    result = keywords.get("start", args[1] if len(args) > 1 else to_value(0))
    if any(isinstance(atom, Const) and atom.type == "str" for atom in result.atoms):
        return machine.throw_builtin("TypeError")
    for item in items:
        result = machine.binary(ast.Add, result, item)
        if machine.dead:
            return NEVER
    return result


def extreme(kind: type[ast.cmpop]) -> Handler:
    """``min`` (``ast.Lt``) and ``max`` (``ast.Gt``), with ``key`` and ``default``."""

    def call(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
        if not args or set(keywords) - {"key", "default"}:
            return machine.call_unknown("min() and max() of this", args, keywords)
        items = _known_items(machine, args[0]) if len(args) == 1 else list(args)
        if isinstance(items, Cause):
            return _given_up(machine, args, keywords, items)
        if not items:
            return keywords["default"] if "default" in keywords else machine.throw_builtin("ValueError")
        keys = _keys(machine, items, keywords.get("key"))
        best = 0
        for position in range(1, len(items)):
            if machine.dead:
                return NEVER
            outcome = machine.condition(machine.compare(kind, keys[position], keys[best]))
            if machine.dead:
                return NEVER
            if len(outcome.atoms) != 1:
                why = outcome.why or machine.cause("depends on a comparison that is not modelled")
                iterables.compared(machine, keys)
                return machine.unknown(why, *items)
            best = position if outcome == TRUE else best
        return items[best] if not machine.dead else NEVER

    return call


def _keys(machine: Evaluator, items: list[Abstract], key: Abstract | None) -> list[Abstract]:
    """What ``key`` makes of each element, called in their order."""
    if key is None or key == NONE:
        return items
    found: list[Abstract] = []
    for item in items:
        found.append(machine.call(key, [item], {}) if not machine.dead else NEVER)
    return found


def ordered(machine: Evaluator, items: list[Abstract], keywords: Keywords) -> list[Abstract] | None:
    """The elements in the order ``sorted`` gives them; None when it is not known."""
    keys = _keys(machine, items, keywords.get("key"))
    backwards = keywords.get("reverse", to_value(False)).atom
    plain = [lookups.to_plain(key) for key in keys]
    if machine.dead or not isinstance(backwards, Const) or None in plain or set(keywords) - {"key", "reverse"}:
        return None
    try:
        order = sorted(range(len(items)), key=lambda i: (plain[i] or ("", 0))[1], reverse=bool(backwards.value))
    except TypeError:
        machine.throw_builtin("TypeError")
        return None
    return [items[i] for i in order]


def reduced(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``functools.reduce(f, x, start)``."""
    items = _known_items(machine, args[1]) if 2 <= len(args) <= 3 and not keywords else machine.cause("reduce()")
    if isinstance(items, Cause):
        return _given_up(machine, args, keywords, items)
    rest = [*args[2:], *items]
    if not rest:
        return machine.throw_builtin("TypeError")
    result = rest[0]
    for item in rest[1:]:
        result = machine.call(args[0], [result, item], {})
        if machine.dead:
            return NEVER
    return result


# --- iterators --------------------------------------------------------------------------------------------------------


def _ahead(machine: Evaluator, args: Args, keywords: Keywords, run: Callable[[], list[tuple[Abstract, bool]] | None]) -> Abstract:
    """An iterator that calls a function, run ahead: right when the calls change nothing, or when it is used up at once."""
    before = machine.heap.fork()
    collected: list[Any] = []
    machine.handlers.append(collected)
    results = run()
    machine.handlers.pop()
    used_up = machine.node is machine.used_up
    if results is not None and not machine.dead and (used_up or (not collected and not machine._changed_since(before))):
        machine.handlers[-1].extend(collected)
        return single(Lazy(tuple(results), read_while_running(machine, list(args))))
    if used_up and (machine.dead or results is not None):
        machine.handlers[-1].extend(collected)
        return NEVER
    machine.heap, machine.dead = before, False
    return machine.call_unknown("map() and filter() are not followed", args, keywords)


def mapped(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``map(f, x, ...)``."""

    def run() -> list[tuple[Abstract, bool]] | None:
        columns = [_known_items(machine, value) for value in args[1:]]
        if not columns or keywords or any(isinstance(column, Cause) for column in columns):
            return None
        results = []
        for row in zip(*columns, strict=False):
            results.append((machine.call(args[0], list(row), {}), True))
            if machine.dead:
                return None
        return results

    return _ahead(machine, args, keywords, run)


def filtered(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``filter(f, x)``."""

    def run() -> list[tuple[Abstract, bool]] | None:
        items = _known_items(machine, args[1]) if len(args) == 2 and not keywords else machine.cause("filter()")
        if isinstance(items, Cause):
            return None
        results = []
        for item in items:
            kept = item if args[0] == NONE else machine.call(args[0], [item], {})
            outcome = machine.condition(kept) if not machine.dead else NEVER
            if machine.dead:
                return None
            if len(outcome.atoms) != 1:
                results.append((item, False))
            elif outcome == TRUE:
                results.append((item, True))
        return results

    return _ahead(machine, args, keywords, run)


def _lazy(results: list[Abstract], args: Args) -> Abstract:
    return single(Lazy(tuple((value, True) for value in results), tuple(w for value in args for w in read_by(value))))


def _columns(build: Callable[[list[list[Abstract]], list[Any]], Iterator[Any]], numbers: bool = False) -> Handler:
    """An ``itertools`` function of known elements; with ``numbers`` all arguments but the first are plain numbers."""

    def call(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
        split = 1 if numbers else len(args)
        columns = [_known_items(machine, value) for value in args[:split]]
        plain = [lookups.to_plain(value) for value in args[split:]]
        unclear = next((column for column in columns if isinstance(column, Cause)), None)
        if keywords or None in plain or unclear is not None or (numbers and not args):
            return _given_up(machine, args, keywords, unclear or machine.cause("an itertools function is not followed"))
        try:
            rows = build([column for column in columns if not isinstance(column, Cause)], [item[1] for item in plain if item])
            found = list(itertools.islice(rows, LONGEST_UNROLLED + 1))
        except (TypeError, ValueError) as error:
            return machine.throw_builtin(type(error).__name__)
        if len(found) > LONGEST_UNROLLED:
            return machine.call_unknown("an iterator that is too long to follow", args, keywords)
        return _lazy([row if isinstance(row, Abstract) else single(Tuple(tuple(row))) for row in found], args)

    return call


def _chained(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``itertools.chain.from_iterable(x)``."""
    outer = _known_items(machine, args[0]) if len(args) == 1 and not keywords else machine.cause("chain.from_iterable()")
    if isinstance(outer, Cause):
        return _given_up(machine, args, keywords, outer)
    results: list[Abstract] = []
    for value in outer:
        inner = _known_items(machine, value)
        if isinstance(inner, Cause):
            return _given_up(machine, args, keywords, inner)
        results.extend(inner)
    return _lazy(results, [*args, *outer])


def iterator(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``iter(x)``."""
    items = machine.iterate(args[0]) if len(args) == 1 and not keywords else machine.cause("iter() of a function")
    if isinstance(items, Cause):
        return _given_up(machine, args, keywords, items)
    return single(Lazy(tuple(items), read_by(args[0])))


def first(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``next(x, default)`` of an iterator that is made in the same expression."""
    atom = args[0].atom if 1 <= len(args) <= 2 and not keywords else None
    if not isinstance(atom, Lazy) or not all(always for _, always in atom.items):
        return machine.call_unknown("next() of an iterator that is kept", args, keywords)
    if atom.items:
        return atom.items[0][0]
    return args[1] if len(args) == 2 else machine.throw_builtin("StopIteration")


# --- operator ---------------------------------------------------------------------------------------------------------


def _operator(kind: type[ast.operator]) -> Handler:
    def call(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
        return machine.binary(kind, args[0], args[1]) if len(args) == 2 and not keywords else machine.throw_builtin("TypeError")

    return call


def _comparison(kind: type[ast.cmpop]) -> Handler:
    def call(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
        return machine.compare(kind, args[0], args[1]) if len(args) == 2 and not keywords else machine.throw_builtin("TypeError")

    return call


def _getter(path: str) -> Handler:
    def call(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
        if len(args) != 1 or keywords or (path.startswith("operator.attr") and "." in (known_text(args[0]) or ".")):
            return machine.call_unknown("a getter of several parts", args, keywords)
        return single(Partial(single(External(path)), (args[0],), ()))

    return call


def _item(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    return machine.subscript(args[1], args[0]) if len(args) == 2 else machine.throw_builtin("TypeError")


def _attribute(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    name = known_text(args[0]) if len(args) == 2 else None
    return machine.get_attribute(args[1], name) if name is not None else machine.throw_builtin("TypeError")


# --- copies -----------------------------------------------------------------------------------------------------------


def deep_copy(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``copy.deepcopy`` of lists, dictionaries, sets, tuples and constants."""
    from ecma2lint.readers.python.evaluate_copies import copied

    found = copied(machine, args[0], {}) if len(args) == 1 and not keywords else None
    return found if found is not None else machine.call_unknown("a copy of objects that is not followed", args, keywords)


def shallow_copy(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``copy.copy`` of lists, dictionaries, sets, tuples and constants."""
    from ecma2lint.readers.python.evaluate_copies import copied

    found = copied(machine, args[0], None) if len(args) == 1 and not keywords else None
    return found if found is not None else machine.call_unknown("a copy of objects that is not followed", args, keywords)


def product(columns: list[list[Abstract]], _: list[Any]) -> Iterator[Any]:
    """``itertools.product``."""
    return itertools.product(*columns)


_OPERATORS: Final = {
    "add": ast.Add,
    "sub": ast.Sub,
    "mul": ast.Mult,
    "or_": ast.BitOr,
    "and_": ast.BitAnd,
    "xor": ast.BitXor,
    "mod": ast.Mod,
    "floordiv": ast.FloorDiv,
    "truediv": ast.Div,
    "concat": ast.Add,
}
_COMPARISONS: Final = {"eq": ast.Eq, "ne": ast.NotEq, "lt": ast.Lt, "le": ast.LtE, "gt": ast.Gt, "ge": ast.GtE}

CALLS: Final[dict[str, Handler]] = {
    "builtins.sum": total,
    "builtins.min": extreme(ast.Lt),
    "builtins.max": extreme(ast.Gt),
    "builtins.map": mapped,
    "builtins.filter": filtered,
    "builtins.iter": iterator,
    "builtins.next": first,
    "functools.reduce": reduced,
    "itertools.chain": _columns(lambda columns, _: itertools.chain(*columns)),
    "itertools.chain.from_iterable": _chained,
    "itertools.product": _columns(product),
    "itertools.combinations": _columns(lambda columns, numbers: itertools.combinations(columns[0], *numbers), True),
    "itertools.permutations": _columns(lambda columns, numbers: itertools.permutations(columns[0], *numbers), True),
    "itertools.islice": _columns(lambda columns, numbers: itertools.islice(columns[0], *numbers), True),
    "operator.not_": lambda m, a, k: m.negate(m.condition(a[0])) if len(a) == 1 else m.throw_builtin("TypeError"),
    "operator.itemgetter": _getter("operator.itemgetter()"),
    "operator.attrgetter": _getter("operator.attrgetter()"),
    "operator.itemgetter()": _item,
    "operator.attrgetter()": _attribute,
    "copy.deepcopy": deep_copy,
    "copy.copy": shallow_copy,
    **{f"operator.{name}": _operator(kind) for name, kind in _OPERATORS.items()},
    **{f"operator.{name}": _comparison(kind) for name, kind in _COMPARISONS.items()},
}
