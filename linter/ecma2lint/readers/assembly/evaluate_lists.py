"""Methods of lists, arrays, queues, stacks and sets whose elements are all known.

A method here is carried out exactly or not at all: None says that the call counts as not followed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly import evaluate_order
from ecma2lint.readers.assembly.evaluate_elements import SETS, base_of, comparer_of
from ecma2lint.readers.assembly.evaluate_operators import comparison, find
from ecma2lint.readers.assembly.evaluate_queries import Unclear
from ecma2lint.readers.assembly.evaluate_state import VOID, Delegate, Sign, boolean, integer
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Element, Record, Sequence, sequence_of
from ecma2lint.readers.lattice import NULL, Abstract, Const, single
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_containers import Containers

_G: Final = "System.Collections.Generic."
LIST: Final = f"{_G}List`1"
QUEUES: Final = (f"{_G}Queue`1", "System.Collections.Queue", "System.Collections.Concurrent.ConcurrentQueue`1")
STACKS: Final = (f"{_G}Stack`1", "System.Collections.Stack")
_RANGE: Final = "System.ArgumentOutOfRangeException"
_INVALID: Final = "System.InvalidOperationException"

Args = list[Abstract]


class Call:
    """One call on a collection that is known element by element."""

    def __init__(self, framework: Containers, callee: ExternalMethod, receiver: Abstract, sequence: Sequence, rest: Args) -> None:
        self.framework, self.callee, self.receiver, self.sequence, self.rest = framework, callee, receiver, sequence, rest
        self.machine = framework.machine
        self.queries = self.machine.calls.queries
        self.items = [element.value for element in sequence.elements]

    @property
    def element_type(self) -> str:
        """The declared type of the elements."""
        arguments = self.callee.owner.arguments or self.callee.arguments
        return str(arguments[0]) if arguments else ""

    def number(self, at: int) -> int:
        """An argument that is a known number."""
        atom = self.rest[at].atom
        if not isinstance(atom, Const) or not isinstance(atom.value, int):
            raise Unclear
        return int(atom.value)

    def within(self, start: int, count: int) -> None:
        """A range must lie inside."""
        if start < 0 or count < 0:
            raise Thrown(_RANGE, "a range outside of the collection")
        if start + count > len(self.items):
            raise Thrown("System.ArgumentException", "a range outside of the collection")

    def put(self, items: list[Abstract]) -> Abstract:
        """Replace the elements."""
        old = {id(element.value): element for element in self.sequence.elements}
        elements = tuple(old.get(id(item)) or Element(item, place=self.machine.place()) for item in items)
        count = len(elements)
        changed = replace(self.sequence, elements=elements, low=count, high=count)
        if self.receiver.only_ref is not None:
            self.machine.heap.put(self.receiver.only_ref.id, changed)
        return VOID

    def made(self, items: list[Abstract], type_: str = LIST) -> Abstract:
        """A new collection."""
        return single(self.machine.allocate(sequence_of(type_, items, self.machine.place())))

    def asked(self, function: Abstract) -> list[bool]:
        """What a predicate says of every element; it must leave the collection alone."""
        answers = [self.queries.test(function, item) for item in self.items]
        if self.receiver.only_ref is None or self.machine.heap.get(self.receiver.only_ref.id) is not self.sequence:
            raise Unclear
        return answers

    def sort(self, items: list[Abstract], keys: list[Abstract]) -> list[Abstract]:
        """The items sorted as the arguments say."""
        comparer = self.rest[-1] if self.rest and not self.rest[-1].refs else None
        if comparer is not None and isinstance(comparer.atom, Delegate):
            compare = self._own(comparer)
        elif self.rest and comparer is None:
            raise Unclear
        else:
            compare = comparison(self.queries, comparer, self.element_type)
        found = evaluate_order.sorted_by(items, keys, compare, stable=False)
        if found is None:
            raise Unclear
        return found

    def _own(self, function: Abstract) -> evaluate_order.Compare:
        """A comparison of the connector's own: it must change nothing and be an order."""
        if len(self.items) > 24:
            raise Unclear
        signs: dict[tuple[int, int], int] = {}
        before = self.machine.state.heap.fork()
        for i, left in enumerate(self.items):
            for j, right in enumerate(self.items):
                atom = self.queries.apply(function, left, right).atom if i != j else integer(0).atom
                if not isinstance(atom, Const | Sign) or not isinstance(atom.value, int):
                    raise Unclear
                signs[i, j] = (atom.value > 0) - (atom.value < 0)
        if any(id_ in before for id_, _ in self.machine.state.heap.changes(before)):
            raise Unclear
        positions = {id(item): index for index, item in enumerate(self.items)}
        count = len(self.items)
        ranks = [sum(signs[i, j] > 0 for j in range(count)) for i in range(count)]
        consistent = all(signs[i, j] == (ranks[i] > ranks[j]) - (ranks[i] < ranks[j]) for i in range(count) for j in range(count))
        if len(positions) != count or not consistent:
            raise Unclear
        return lambda a, b: signs[positions[id(a)], positions[id(b)]]


def _sort(call: Call) -> Abstract | None:
    if len(call.rest) > 1:
        return None
    return call.put(call.sort(call.items, call.items))


def _reverse(call: Call) -> Abstract:
    if call.rest:
        start, count = call.number(0), call.number(1)
        call.within(start, count)
        return call.put(call.items[:start] + call.items[start : start + count][::-1] + call.items[start + count :])
    return call.put(call.items[::-1])


def _remove_all(call: Call) -> Abstract:
    answers = call.asked(call.rest[0])
    call.put([item for item, out in zip(call.items, answers, strict=True) if not out])
    return integer(sum(answers))


def _remove_range(call: Call) -> Abstract:
    start, count = call.number(0), call.number(1)
    call.within(start, count)
    return call.put(call.items[:start] + call.items[start + count :])


def _get_range(call: Call) -> Abstract:
    start, count = call.number(0), call.number(1)
    call.within(start, count)
    return call.made(call.items[start : start + count])


def _insert_range(call: Call) -> Abstract:
    start = call.number(0)
    if not 0 <= start <= len(call.items):
        raise Thrown(_RANGE, "an index outside of the collection")
    return call.put(call.items[:start] + call.queries.listed(call.rest[1]) + call.items[start:])


def _index_of(call: Call) -> Abstract | None:
    if len(call.rest) != 1:
        return None
    return integer(find(call.queries, call.items, call.rest[0]))


def _last_index_of(call: Call) -> Abstract | None:
    if len(call.rest) != 1:
        return None
    at = find(call.queries, call.items[::-1], call.rest[0])
    return integer(len(call.items) - 1 - at if at >= 0 else -1)


def _first(call: Call, items: list[Abstract]) -> int:
    return next((index for index, item in enumerate(items) if call.queries.test(call.rest[0], item)), -1)


def _find(call: Call) -> Abstract:
    at = _first(call, call.items)
    return call.items[at] if at >= 0 else call.machine.calls.default((call.callee.owner.arguments or call.callee.arguments)[0])


def _find_last(call: Call) -> Abstract:
    at = _first(call, call.items[::-1])
    default = call.machine.calls.default
    return call.items[::-1][at] if at >= 0 else default((call.callee.owner.arguments or call.callee.arguments)[0])


def _find_all(call: Call) -> Abstract:
    answers = call.asked(call.rest[0])
    array = call.callee.owner.name == "System.Array"
    kept = [item for item, keep in zip(call.items, answers, strict=True) if keep]
    return call.made(kept, f"{call.element_type}[]" if array else LIST)


def _convert_all(call: Call) -> Abstract:
    array = call.callee.owner.name == "System.Array"
    found = [call.queries.apply(call.rest[0], item) for item in call.items]
    return call.made(found, "array[]" if array else LIST)


def _dequeue(call: Call) -> Abstract:
    if not call.items:
        raise Thrown(_INVALID, "the collection is empty")
    call.put(call.items[1:])
    return call.items[0]


def _peek(call: Call) -> Abstract:
    if not call.items:
        raise Thrown(_INVALID, "the collection is empty")
    return call.items[0]


def _push(call: Call) -> Abstract:
    return call.put([call.rest[0], *call.items])


def _enqueue(call: Call) -> Abstract:
    return call.put([*call.items, call.rest[0]])


def _contains_value(call: Call) -> Abstract:
    return boolean(find(call.queries, call.items, call.rest[0]) >= 0)


def _copy_to(call: Call) -> Abstract | None:
    at = call.number(1) if len(call.rest) > 1 else 0
    if len(call.rest) > 2 or (call.sequence.elements and call.sequence.elements[0].key is not None):
        return None
    from ecma2lint.readers.assembly.evaluate_arrays import copy_into

    return copy_into(call.framework, call.items, call.rest[0], at)


def _as_read_only(call: Call) -> Abstract:
    return call.framework.read_only(call.receiver)


def _set_operation(call: Call) -> Abstract | None:
    """The operations of sets that change them or compare them."""
    if comparer_of(call.sequence.type) == "?" or base_of(call.sequence.type) not in SETS:
        return None
    name, others = call.callee.name.rpartition(".")[2], call.queries.listed(call.rest[0])
    asked = Record("", {"comparer": _comparer_constant(call.sequence.type)})
    inside = [find(call.queries, others, item, asked) >= 0 for item in call.items]
    new: list[Abstract] = []
    for other in others:
        if find(call.queries, call.items + new, other, asked) < 0:
            new.append(other)
    if name == "Overlaps":
        return boolean(any(inside))
    if name in ("SetEquals", "IsSubsetOf", "IsSupersetOf"):
        return boolean((name == "IsSupersetOf" or all(inside)) and (name == "IsSubsetOf" or not new))
    if name == "UnionWith":
        for other in new:
            call.machine.calls.collections.add(call.receiver, other)
        return VOID
    keep = name == "IntersectWith"
    for item, there in zip(call.items, inside, strict=True):
        if there is not keep:
            call.machine.calls.collections.call("Remove", call.receiver, [item], call.framework.steps.write)
    return VOID


def _comparer_constant(type_: str) -> Abstract:
    from ecma2lint.readers.assembly.evaluate_text import COMPARER_TYPE

    mode = comparer_of(type_)
    return single(Const(COMPARER_TYPE, mode)) if mode else NULL


def _extreme(last: bool) -> Callable[[Call], Abstract | None]:
    def run(call: Call) -> Abstract | None:
        if base_of(call.sequence.type) not in SETS or not call.items:
            return None
        return call.items[-1 if last else 0]

    return run


_METHODS: Final[dict[str, Callable[[Call], Abstract | None]]] = {
    "Sort": _sort,
    "Reverse": _reverse,
    "RemoveAll": _remove_all,
    "RemoveRange": _remove_range,
    "GetRange": _get_range,
    "InsertRange": _insert_range,
    "IndexOf": _index_of,
    "LastIndexOf": _last_index_of,
    "Find": _find,
    "FindLast": _find_last,
    "FindAll": _find_all,
    "FindIndex": lambda call: integer(_first(call, call.items)) if len(call.rest) == 1 else None,
    "Exists": lambda call: boolean(_first(call, call.items) >= 0),
    "TrueForAll": lambda call: boolean(all(call.queries.test(call.rest[0], item) for item in call.items)),
    "ConvertAll": _convert_all,
    "CopyTo": _copy_to,
    "AsReadOnly": _as_read_only,
    "ContainsValue": _contains_value,
    "get_Min": _extreme(False),
    "get_Max": _extreme(True),
    **dict.fromkeys(
        ("UnionWith", "ExceptWith", "IntersectWith", "Overlaps", "SetEquals", "IsSubsetOf", "IsSupersetOf"), _set_operation
    ),
}
_QUEUE: Final[dict[str, Callable[[Call], Abstract | None]]] = {"Dequeue": _dequeue, "Peek": _peek, "Enqueue": _enqueue}
_STACK: Final[dict[str, Callable[[Call], Abstract | None]]] = {"Pop": _dequeue, "Peek": _peek, "Push": _push}


def call(framework: Containers, callee: ExternalMethod, name: str, receiver: Abstract, rest: Args) -> Abstract | None:
    """A method of a collection, or of ``System.Array`` with the array first; None when it is not known."""
    found = framework.machine.heap.get(receiver.only_ref.id) if receiver.only_ref else None
    if not isinstance(found, Sequence) or found.summary:
        return None
    base = base_of(found.type)
    table = _QUEUE if base in QUEUES else _STACK if base in STACKS else {}
    run = table.get(name) or _METHODS.get(name)
    if run is None or not (found.exact or (base in SETS and found.low == found.high == len(found.elements))):
        return None
    try:
        return run(Call(framework, callee, receiver, found, rest))
    except Unclear:
        return None
