"""Fields of objects, structs and types: loads, stores and addresses."""

from __future__ import annotations

from typing import Final

from ecma2lint.readers.assembly.evaluate_memory import Memory
from ecma2lint.readers.assembly.evaluate_state import Activation, Pointer, State
from ecma2lint.readers.assembly.handles import ExternalField, FieldHandle
from ecma2lint.readers.assembly.il import Instruction
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Opaque, Record, Sequence
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Cause, Ref, join, single, unknown
from ecma2lint.records import replace

#: Framework types whose fields compiled code uses directly, and which records stand for.
_OPEN: Final = (
    "System.ValueTuple`",
    "Microsoft.VisualBasic.CompilerServices.StaticLocalInitFlag",
    "Microsoft.FSharp.Core.FSharpRef`1",
)


class Fields(Memory):
    """The instructions on fields."""

    def _field(self, activation: Activation, instruction: Instruction) -> FieldHandle | ExternalField:
        token = instruction.operand if isinstance(instruction.operand, int) else 0
        return self.links.field(activation.code.image, token, activation.context)

    def _objects(self, value: Abstract) -> Abstract:
        """The objects a value or a pointer to a struct stands for."""
        if any(isinstance(atom, Pointer) for atom in value.atoms):
            return self.read(value)
        return value

    def _ldfld(self, activation: Activation, state: State, instruction: Instruction) -> None:
        owner = self._objects(state.stack.pop())
        entry = self._field(activation, instruction)
        if isinstance(entry, ExternalField):
            if not entry.owner.name.startswith(_OPEN):
                state.stack.append(unknown(owner.cause or self.machine.unreadable(entry.owner)))
                return
            key = entry.name
        else:
            key = self.links.field_key(entry)
            self.machine.read_fields[entry.key] = None
        result: Abstract | None = unknown(owner.cause) if owner.cause is not None else None
        for atom in owner.atoms:
            obj = self.machine.heap.get(atom.id) if isinstance(atom, Ref) else None
            if isinstance(obj, Record):
                value = obj.fields.get(key) or unknown("a field that is not followed", self.machine.place())
            elif isinstance(obj, Opaque):
                value = unknown(obj.cause)
            elif atom == NULL_ATOM:
                continue
            else:
                value = unknown("a field that is not followed", self.machine.place())
            result = value if result is None else join(result, value, owner.why)
        older = self.machine.older_than
        if older is not None and isinstance(entry, FieldHandle) and any(ref.id < older for ref in owner.refs):
            self.machine.read_earlier[entry.key] = None
        if not owner.known:
            self.machine.may_throw()
        if result is None:
            raise Thrown("System.NullReferenceException", "a field of null")
        state.stack.append(self.copied(result))

    def _ldflda(self, activation: Activation, state: State, instruction: Instruction) -> None:
        owner = self._objects(state.stack.pop())
        entry = self._field(activation, instruction)
        if isinstance(entry, ExternalField):
            if not entry.owner.name.startswith(_OPEN):
                state.stack.append(unknown(self.machine.unreadable(entry.owner)))
                return
            key = entry.name
        else:
            self.machine.read_fields[entry.key] = None
            key = self.links.field_key(entry)
        atoms = tuple(Pointer(atom.id, key) for atom in owner.atoms if isinstance(atom, Ref))
        if not owner.known:
            self.machine.may_throw()
        cause = owner.cause or (None if atoms else Cause("a field that is not followed", self.machine.place()))
        state.stack.append(Abstract(atoms, cause, owner.why))

    def _stfld(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value = state.stack.pop()
        owner = self._objects(state.stack.pop())
        entry = self._field(activation, instruction)
        if isinstance(entry, ExternalField):
            if not entry.owner.name.startswith(_OPEN):
                self.machine.escape((value,), self.machine.unreadable(entry.owner))
                return
            key = entry.name
        else:
            key = self.links.field_key(entry)
        if owner.atom == NULL_ATOM:
            raise Thrown("System.NullReferenceException", "a field of null")
        if not owner.known:
            self.machine.may_throw()
        self.hand_over(owner, value)

        def change(obj: Record | Sequence | Opaque) -> Record | Sequence | Opaque:
            return replace(obj, fields={**obj.fields, key: value}) if isinstance(obj, Record) else obj

        self.machine.heap.update(owner, change)

    def _static(self, entry: FieldHandle) -> Pointer:
        self.machine.read_fields[entry.key] = None
        if self.machine.older_than is not None:
            self.machine.read_earlier[entry.key] = None
        return Pointer(self.machine.initialise(entry.declaring_type), self.links.field_key(entry))

    def _ldsfld(self, activation: Activation, state: State, instruction: Instruction) -> None:
        entry = self._field(activation, instruction)
        if isinstance(entry, ExternalField):
            state.stack.append(self.machine.calls.external_static(entry))
        else:
            state.stack.append(self.copied(self.read(single(self._static(entry)))))

    def _ldsflda(self, activation: Activation, state: State, instruction: Instruction) -> None:
        entry = self._field(activation, instruction)
        if isinstance(entry, ExternalField):
            id_ = self.machine.allocate(Record("cell", {"v": self.machine.calls.external_static(entry)})).id
            state.stack.append(single(Pointer(id_, "v")))
        else:
            state.stack.append(single(self._static(entry)))

    def _stsfld(self, activation: Activation, state: State, instruction: Instruction) -> None:
        entry = self._field(activation, instruction)
        value = state.stack.pop()
        if isinstance(entry, FieldHandle):
            self.machine.statics_written = True
            self.write(single(self._static(entry)), value)
        else:
            self.machine.escape((value,), self.machine.unreadable(entry.owner))
