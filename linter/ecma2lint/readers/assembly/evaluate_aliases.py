"""Which fields of own objects and types hold the same objects, found in the state that a member leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecma2lint.readers.assembly.evaluate_state import held
from ecma2lint.readers.assembly.handles import FieldHandle
from ecma2lint.readers.heap import Record, reachable

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine


class Aliases:
    """Which fields of own objects and types hold the same objects, in the state a member leaves."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self._holders: dict[int, dict[str, None]] | None = None

    def _index(self) -> dict[int, dict[str, None]]:
        """The fields that hold an object, by its number."""
        if self._holders is None:
            self._holders = {}
            for _, obj in self.machine.heap.items():
                if isinstance(obj, Record) and obj.type.startswith(("own:", "*", "statics")):
                    for name, value in obj.fields.items():
                        for ref in value.refs:
                            self._holders.setdefault(ref.id, {})[name] = None
        return self._holders

    def of(self, entry: FieldHandle) -> list[FieldHandle]:
        """The other fields through which what a field holds can be reached at once."""
        key = self.machine.links.field_key(entry)
        heap = self.machine.heap
        roots = [obj.fields[key] for _, obj in heap.items() if isinstance(obj, Record) and key in obj.fields]
        names: dict[str, None] = {}
        for id_ in reachable(heap, roots, held):
            names.update(self._index().get(id_, {}))
        return [handle for name in names if name != key and (handle := self.machine.links.field_of_key(name)) is not None]
