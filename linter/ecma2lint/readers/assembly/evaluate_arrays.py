"""The static methods of ``System.Array``, and arrays of several dimensions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_lists import call
from ecma2lint.readers.assembly.evaluate_state import VOID, Pointer, integer
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.assembly.signatures import Named
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import ITEMS, Element, Record, Sequence, sequence_of
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Const, single
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_containers import Containers

GRID: Final = "grid"
_RANGE: Final = "System.ArgumentOutOfRangeException"

Args = list[Abstract]


def copy_into(framework: Containers, items: list[Abstract], target: Abstract, at: int) -> Abstract | None:
    """Copy elements into an array."""
    found = framework.machine.heap.get(target.only_ref.id) if target.only_ref else None
    if target.only_ref is None or not isinstance(found, Sequence) or not found.exact or found.summary:
        return None
    if at < 0:
        raise Thrown(_RANGE, "an index outside of the array")
    if at + len(items) > len(found.elements):
        raise Thrown("System.ArgumentException", "the array is too short")
    elements = list(found.elements)
    elements[at : at + len(items)] = [Element(item, place=framework.machine.place()) for item in items]
    framework.machine.heap.put(target.only_ref.id, replace(found, elements=tuple(elements)))
    return VOID


# Static methods of System.Array


def array_call(framework: Containers, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    """A static method of ``System.Array``."""
    collections = framework.machine.calls.collections
    if name == "Resize" and len(args) == 2:
        return _resize(framework, callee, args)
    if name == "Copy" and len(args) in (3, 5):
        return _copy(framework, args)
    if name == "Clear" and len(args) == 3:
        return _clear(framework, callee, args)
    if not args:
        return None
    array = collections.inner(args[0])
    return call(framework, callee, name, array, args[1:])


def _clear(framework: Containers, callee: ExternalMethod, args: Args) -> Abstract | None:
    found = framework.machine.heap.get(args[0].only_ref.id) if args[0].only_ref else None
    start, count = (a.atom.value if isinstance(a.atom, Const) else None for a in args[1:])
    if not isinstance(found, Sequence) or not found.exact or found.summary or args[0].only_ref is None:
        return None
    if not isinstance(start, int) or not isinstance(count, int) or not 0 <= start <= start + count <= len(found.elements):
        return None
    name = found.type.removesuffix("[]")
    if not framework.machine.calls.known_struct(name) and name not in ("System.String", "System.Object"):
        return None
    default = framework.machine.calls.default(Named(name))
    elements = list(found.elements)
    elements[start : start + count] = [Element(default, place=framework.machine.place())] * count
    framework.machine.heap.put(args[0].only_ref.id, replace(found, elements=tuple(elements)))
    return VOID


def _resize(framework: Containers, callee: ExternalMethod, args: Args) -> Abstract | None:
    if not any(isinstance(atom, Pointer) for atom in args[0].atoms):
        return None
    array = framework.steps.read(args[0])
    size = args[1].atom
    found = framework.machine.heap.get(array.only_ref.id) if array.only_ref else None
    if not isinstance(size, Const) or not isinstance(size.value, int) or not 0 <= size.value <= 10_000 or not callee.arguments:
        return None
    if array.atom == NULL_ATOM:
        items: list[Abstract] = []
    elif isinstance(found, Sequence) and found.exact and not found.summary:
        items = [element.value for element in found.elements]
    else:
        return None
    default = framework.machine.calls.default(callee.arguments[0])
    items = (items + [default] * int(size.value))[: int(size.value)]
    made = sequence_of(f"{callee.arguments[0]}[]", items, framework.machine.place())
    framework.steps.write(args[0], single(framework.machine.allocate(made)))
    return VOID


def _copy(framework: Containers, args: Args) -> Abstract | None:
    source = framework.machine.heap.get(args[0].only_ref.id) if args[0].only_ref else None
    numbers = [a.atom.value if isinstance(a.atom, Const) else None for a in (args[1], args[3], args[4])] if len(args) == 5 else []
    if len(args) == 3:
        numbers = [0, 0, args[2].atom.value if isinstance(args[2].atom, Const) else None]
    target = args[2] if len(args) == 5 else args[1]
    if not isinstance(source, Sequence) or not source.exact or source.summary or not all(isinstance(n, int) for n in numbers):
        return None
    start, at, count = (int(n or 0) for n in numbers)
    if start < 0 or count < 0:
        raise Thrown(_RANGE, "a range outside of the array")
    if start + count > len(source.elements):
        raise Thrown("System.ArgumentException", "a range outside of the array")
    return copy_into(framework, [e.value for e in source.elements[start : start + count]], target, at)


# Arrays of several dimensions


def new_grid(framework: Containers, callee: ExternalMethod, args: Args) -> Abstract | None:
    """``new T[a, b]``: the elements row by row, and the length of every dimension."""
    element = callee.owner.element
    sizes = [arg.atom.value if isinstance(arg.atom, Const) else None for arg in args]
    total = 1
    for size in sizes:
        if not isinstance(size, int) or size < 0:
            return None
        total *= size
    if element is None or total > 10_000:
        return None
    place = framework.machine.place()
    default = framework.machine.calls.default(element)
    items = single(framework.machine.allocate(sequence_of(f"{element}[]", [default] * total, place)))
    fields = {ITEMS: items, **{f"length{index}": integer(int(size or 0)) for index, size in enumerate(sizes)}}
    return single(framework.machine.allocate(Record(GRID, fields, {}, place)))


def grid_call(framework: Containers, name: str, receiver: Abstract, rest: Args) -> Abstract | None:
    """A method of an array of several dimensions."""
    record = framework.machine.heap.get(receiver.only_ref.id) if receiver.only_ref else None
    if not isinstance(record, Record) or record.type != GRID or record.summary:
        return None
    lengths = [v.atom.value for key, v in record.fields.items() if key != ITEMS and isinstance(v.atom, Const)]
    sizes = [int(length) for length in lengths if isinstance(length, int)]
    if name == "get_Rank":
        return integer(len(sizes))
    numbers = [arg.atom.value if isinstance(arg.atom, Const) else None for arg in rest[: len(sizes)]]
    whole = [int(n) for n in numbers if isinstance(n, int)]
    if name in ("GetLength", "GetUpperBound", "GetLowerBound") and len(rest) == 1 and len(whole) == 1:
        if not 0 <= whole[0] < len(sizes):
            raise Thrown("System.IndexOutOfRangeException", "no such dimension")
        return integer({"GetLength": sizes[whole[0]], "GetUpperBound": sizes[whole[0]] - 1}.get(name, 0))
    if name not in ("Get", "Set", "Address", "GetValue") or len(whole) != len(sizes):
        return None
    at = 0
    for number, size in zip(whole, sizes, strict=True):
        if not 0 <= number < size:
            raise Thrown("System.IndexOutOfRangeException", "an index outside of the array")
        at = at * size + number
    items = record.fields[ITEMS]
    collections = framework.machine.calls.collections
    if name == "Set":
        collections.set_at(items, integer(at), rest[-1])
        return VOID
    if name == "Address":
        return single(Pointer(items.refs[0].id, at))
    return collections.at(items, integer(at))
