"""The values of FSharp.Core: lists, options and reference cells as heap objects, and what has to be known to work with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_state import VOID, Pointer
from ecma2lint.readers.heap import Record, Sequence, sequence_of
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Const, single
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

LIST: Final = "Microsoft.FSharp.Collections.FSharpList`1"
OPTION: Final = "option"
REFERENCE: Final = "reference"
#: Longer lists than these are not followed: every ``::`` copies its list.
MAX_ELEMENTS: Final = 2_000


class NotFollowed(Exception):  # noqa: N818 - not an error: the caller gives the call up
    """A sequence whose elements are not known one by one."""


def new_list(machine: Machine, items: list[Abstract], type_: str = LIST) -> Abstract:
    """A new list or array."""
    if len(items) > MAX_ELEMENTS:
        raise NotFollowed
    # Structs are copied into it.
    copies = [machine.steps_of.copied(item) for item in items]
    return single(machine.allocate(sequence_of(type_, copies, machine.place())))


def option(machine: Machine, value: Abstract) -> Abstract:
    """``Some value``."""
    return single(machine.allocate(Record(OPTION, {"v": value}, {}, machine.place())))


def option_value(machine: Machine, value: Abstract) -> Abstract | None:
    """What a known option holds; None for ``None``."""
    if value.atom == NULL_ATOM:
        return None
    found = object_of(machine, value)
    if not isinstance(found, Record) or found.type != OPTION:
        raise NotFollowed
    return found.fields["v"]


def true(value: Abstract) -> bool:
    """Whether a Boolean that has to be known is true."""
    answer = truth(value.atom) if value.known else None
    if answer is None:
        raise NotFollowed
    return answer


def number(value: Abstract) -> int:
    """A number that has to be known."""
    atom = value.atom
    if not isinstance(atom, Const) or not isinstance(atom.value, int):
        raise NotFollowed
    return int(atom.value)


def object_of(machine: Machine, value: Abstract) -> Record | Sequence:
    """The one object a value certainly refers to."""
    ref = value.only_ref
    found = machine.heap.get(ref.id) if ref else None
    if isinstance(found, Record | Sequence) and not found.summary:
        return found
    raise NotFollowed


def record_of(machine: Machine, value: Abstract, type_: str) -> Record:
    """The one record of that type a value, or the variable it points at, refers to."""
    if any(isinstance(atom, Pointer) for atom in value.atoms):
        value = machine.steps_of.read(value)
    found = machine.heap.get(value.only_ref.id) if value.only_ref else None
    if not isinstance(found, Record) or found.type != type_ or found.summary:
        raise NotFollowed
    return found


def new_reference(machine: Machine, value: Abstract) -> Abstract:
    """``ref value``."""
    return single(machine.allocate(Record(REFERENCE, {"contents": value}, {}, machine.place())))


def contents(machine: Machine, reference: Abstract) -> Abstract:
    """What a reference cell holds."""
    return record_of(machine, reference, REFERENCE).fields["contents"]


def set_reference(machine: Machine, reference: Abstract, value: Abstract) -> Abstract:
    """Put a value into a reference cell."""
    record = record_of(machine, reference, REFERENCE)
    machine.heap.put(reference.refs[0].id, replace(record, fields={"contents": value}))
    return VOID
