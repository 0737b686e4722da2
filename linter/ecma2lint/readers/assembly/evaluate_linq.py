"""The LINQ operators that connectors use to build lists, on collections whose elements are all known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_elements import DEFERRED
from ecma2lint.readers.assembly.evaluate_runner import Dead
from ecma2lint.readers.assembly.evaluate_state import Delegate, Pair, boolean, held, integer
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Element, Sequence, reachable, sequence_of
from ecma2lint.readers.lattice import NULL, Abstract, Const, single

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework

_LIST = "System.Collections.Generic.List`1"
_DICTIONARY = "System.Collections.Generic.Dictionary`2"
#: The answer of a predicate after which an operator asks no more.
_DECIDED_BY = {"Any": True, "First": True, "FirstOrDefault": True, "All": False}


def _elements(framework: Framework, value: Abstract) -> list[Abstract] | None:
    ref = value.only_ref
    framework.machine.calls.collections.use(value)
    found = framework.machine.heap.get(ref.id) if ref else None
    if not isinstance(found, Sequence) or not found.exact or found.summary:
        return None
    if any(element.key is not None for element in found.elements):
        return [single(Pair(element.key or NULL, element.value)) for element in found.elements]
    return [element.value for element in found.elements]


def call(framework: Framework, callee: ExternalMethod, name: str, args: list[Abstract]) -> Abstract | None:
    """An operator of ``System.Linq.Enumerable``; None when it is not known or its input is not.

    Operators are carried out at once, though at run time most wait until their result is read. What makes the difference is
    checked: a function that changes an object makes the call count as not followed, and a result whose source has changed
    since, or that is read twice and holds objects, is not known (see ``Collections.use``).
    """
    machine = framework.machine
    if name == "Empty" and not args:
        return _new(framework, _LIST, [])
    items = _elements(framework, args[0]) if args else None
    if items is None or any(not arg.known for arg in args[1:]):
        return None
    if any("Func`3" in str(parameter) for parameter in callee.signature.parameters):
        # The overloads that hand the position to the function as well.
        return None
    function = args[1] if len(args) > 1 and isinstance(args[1].atom, Delegate) else None
    if name == "AsEnumerable" and len(args) == 1:
        return args[0]
    if name in ("ToList", "ToArray") and len(args) == 1:
        return _new(framework, _LIST if name != "ToArray" else "array[]", items)
    if name in ("Count", "Any", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "All"):
        chosen = items
        if function is not None:
            answers = _applied(framework, function, items, _DECIDED_BY.get(name))
            if answers is None or any(truth_of(answer) is None for answer in answers):
                return None
            if name == "All":
                return boolean(all(truth_of(answer) for answer in answers))
            chosen = [item for item, answer in zip(items, answers, strict=False) if truth_of(answer)]
        elif len(args) > 1:
            return None
        return _reduced(name, chosen)
    if name == "Select" and function is not None and len(args) == 2:
        results = _later(framework, function, items)
        return None if results is None else _deferred(framework, results, args)
    if name == "Where" and function is not None and len(args) == 2:
        answers = _later(framework, function, items)
        if answers is None or any(truth_of(answer) is None for answer in answers):
            return None
        return _deferred(framework, [item for item, answer in zip(items, answers, strict=True) if truth_of(answer)], args)
    if name == "Concat" and len(args) == 2:
        more = _elements(framework, args[1])
        return None if more is None else _deferred(framework, items + more, args)
    if name in ("Skip", "Take") and len(args) == 2:
        atom = args[1].atom
        if isinstance(atom, Const) and isinstance(atom.value, int):
            number = max(0, int(atom.value))
            return _deferred(framework, items[number:] if name == "Skip" else items[:number], args)
    if name == "Distinct" and len(args) == 1 and all(isinstance(item.atom, Const) for item in items):
        return _deferred(framework, list(dict.fromkeys(items)), args)
    if name == "Reverse" and len(args) == 1:
        return _deferred(framework, items[::-1], args)
    if name == "ToDictionary" and 2 <= len(args) <= 3 and all(isinstance(a.atom, Delegate) for a in args[1:]):
        keys = _applied(framework, args[1], items)
        values = _applied(framework, args[2], items) if len(args) == 3 else items
        if keys is None or values is None or not all(isinstance(key.atom, Const) for key in keys) or len(set(keys)) != len(keys):
            return None
        if NULL in keys:
            raise Thrown("System.ArgumentNullException", "a key that is null")
        entries = tuple(Element(value, key) for key, value in zip(keys, values, strict=True))
        return single(machine.allocate(Sequence(_DICTIONARY, entries, len(entries), len(entries), None, machine.place())))
    return None


def truth_of(value: Abstract) -> bool | None:
    """Whether a known value is true; None when it is not known."""
    return truth(value.atom) if value.known else None


def _applied(framework: Framework, function: Abstract, items: list[Abstract], until: bool | None = None) -> list[Abstract] | None:
    """The function's results up to the answer that decides; None when it changed an object that was there before."""
    state = framework.machine.state
    before = state.heap.fork()
    results: list[Abstract] = []
    for item in items:
        results.append(framework.machine.calls.invoke_delegate(function, [item]))
        if until is not None and truth_of(results[-1]) in (until, None):
            break
    changed = any(id_ in before for id_, _ in state.heap.changes(before))
    return None if changed else results


def _later(framework: Framework, function: Abstract, items: list[Abstract]) -> list[Abstract] | None:
    """The same for a query; None also when the function does not return, for that is met where the query is read."""
    try:
        return _applied(framework, function, items)
    except (Thrown, Dead):
        return None


def _reduced(name: str, items: list[Abstract]) -> Abstract | None:
    if name == "Count":
        return integer(len(items))
    if name == "Any":
        return boolean(bool(items))
    if name == "All":
        return None
    if items:
        if name.startswith("Single") and len(items) > 1:
            raise Thrown("System.InvalidOperationException", "more than one element")
        return items[-1] if name == "Last" else items[0]
    if name.endswith("Default"):
        return None
    raise Thrown("System.InvalidOperationException", "no element")


def _new(framework: Framework, type_: str, items: list[Abstract]) -> Abstract:
    machine = framework.machine
    return single(machine.allocate(sequence_of(type_, items, machine.place())))


def _deferred(framework: Framework, items: list[Abstract], sources: list[Abstract]) -> Abstract:
    """A query that is evaluated when it is read."""
    result = _new(framework, DEFERRED, items)
    heap = framework.machine.heap
    used = {id_: obj for id_ in reachable(heap, sources, held) if (obj := heap.get(id_)) is not None}
    framework.machine.calls.collections.deferred[result.refs[0].id] = used
    return result
