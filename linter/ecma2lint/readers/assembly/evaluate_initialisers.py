"""Static constructors: run on first use, once; one that throws throws again; one that may run early depends on less.

A type that is marked ``beforefieldinit`` (its static fields have initialisers and it has no static constructor in the source) is
initialised at some time before its first static field is used. What its initialisers read from elsewhere must not change.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_exceptions import INNER, Raised
from ecma2lint.readers.assembly.evaluate_flow import Flow
from ecma2lint.readers.assembly.evaluate_state import State
from ecma2lint.readers.assembly.evaluate_writers import Key, Writers
from ecma2lint.readers.assembly.handles import FieldHandle, MethodHandle, TypeHandle
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Cause, single, unknown
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

#: The field of a type's statics that holds what its static constructor threw.
FAILED: Final = "#failed"
_EARLY: Final = 0x100000


class Initialisers:
    """Runs static constructors for one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.links = machine.links

    def initialise(self, type_: TypeHandle) -> int:
        """Run a type's static constructor unless it ran already; the number of the record with its static fields."""
        machine = self.machine
        name = str(type_)
        id_ = machine.state.statics.get(name)
        if id_ is not None:
            record = machine.state.heap.get(id_)
            failed = record.fields.get(FAILED) if isinstance(record, Record) else None
            if failed is not None and failed.atoms != (NULL_ATOM,):
                self._fails_again(failed)
            return id_
        machine.calls.static_types[name] = type_
        id_ = machine.static_id(name)
        fields = {
            self.links.field_key(entry): machine.calls.default(entry.type)
            for entry in type_.fields
            if entry.is_static and not entry.is_literal
        }
        method = self.links.initialiser(type_)
        if method is not None:
            fields[FAILED] = NULL
        machine.state.heap.put(id_, Record("statics", fields))
        machine.state.statics = {**machine.state.statics, name: id_}
        if method is not None and type_.flags & _EARLY:
            self._early(type_, method, id_)
        elif method is not None:
            machine.call(method, [], id_)
        if machine.after_initialiser is not None:
            machine.after_initialiser(type_, machine.state)
        return id_

    def _early(self, type_: TypeHandle, method: MethodHandle, id_: int) -> None:
        """Initialisers that may have run before: what they make of something that changes is not known."""
        machine = self.machine
        earlier, machine.read_earlier = machine.read_earlier, {}
        older, machine.older_than = machine.older_than, machine.following if machine.older_than is None else machine.older_than
        try:
            machine.call(method, [], id_)
        finally:
            read, machine.read_earlier = machine.read_earlier, {**earlier, **machine.read_earlier}
            machine.older_than = older
        changing = next((entry for key in read if self._changes(entry := FieldHandle(*key), type_)), None)
        record = machine.state.heap.get(id_)
        if changing is None or not isinstance(record, Record):
            return
        cause = Cause(
            f"the fields of {type_.name} are initialised at a time of the runtime's choice, and read "
            f"{changing.declaring_type.name}::{changing.name}, which changes",
            machine.place(),
        )
        fields = {name: value if name == FAILED else Abstract(value.refs, cause) for name, value in record.fields.items()}
        machine.state.heap.put(id_, replace(record, fields=fields))

    def _changes(self, entry: FieldHandle, type_: TypeHandle) -> bool:
        """Whether a field that an initialiser reads is written, or what it holds changed, by other than its own initialiser."""
        owner = entry.declaring_type
        if entry.is_literal or (owner.image is type_.image and owner.row == type_.row):
            return False
        writers = self.links.remembered(Writers)
        if writers.written_later(entry):
            return True
        if not str(entry.type).startswith(("System.Collections.", "Microsoft.")) and not str(entry.type).endswith("]"):
            return False
        own: dict[Key, MethodHandle] = {m.key: m for m in owner.methods if m.name in (".cctor", ".ctor")}
        for method in type_.methods:
            own[method.key] = method
        return Flow(self.links, writers).changer(entry, own) is not None

    def failed(self, state: State, initialises: int, inner: Abstract | None) -> Abstract:
        """A static constructor has thrown: every later use of the type throws the same exception again."""
        machine = self.machine
        fields = {INNER: inner or unknown("an exception that was caught", machine.place())}
        saved, machine.state = machine.state, state
        exception = single(machine.allocate(Record("System.TypeInitializationException", fields, {}, machine.place())))
        machine.state = saved
        record = state.heap.get(initialises)
        if isinstance(record, Record):
            state.heap.put(initialises, replace(record, fields={**record.fields, FAILED: exception}))
        return exception

    def _fails_again(self, failed: Abstract) -> None:
        """The type's static constructor has thrown before, certainly or perhaps."""
        exception = failed if failed.cause is None and NULL_ATOM not in failed.atoms else None
        if exception is not None:
            raise Raised(exception)
        self.machine.may_throw()
