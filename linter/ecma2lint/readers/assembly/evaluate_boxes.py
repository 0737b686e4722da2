"""Instructions that name a type or a method: boxes, casts, instance tests, tokens and function pointers."""

from __future__ import annotations

from ecma2lint.readers.assembly.evaluate_memory import Memory
from ecma2lint.readers.assembly.evaluate_state import NATIVE, Activation, Boxed, FieldAtom, Function, Pointer, State, TypeAtom
from ecma2lint.readers.assembly.handles import FieldHandle, TypeHandle
from ecma2lint.readers.assembly.il import Instruction
from ecma2lint.readers.assembly.signatures import Array, Generic, Named, TypeSig
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Atom, Cause, join, join_all, single, unknown


class Boxes(Memory):
    """The instructions on types."""

    def _type(self, activation: Activation, instruction: Instruction) -> TypeSig:
        token = instruction.operand if isinstance(instruction.operand, int) else 0
        return self.links.type(activation.code.image, token, activation.context)

    def _box(self, activation: Activation, state: State, instruction: Instruction) -> None:
        sig = self._type(activation, instruction)
        value = state.stack.pop()
        name = str(sig)
        if isinstance(sig, Generic) and sig.definition.name == "System.Nullable`1":
            name = str(sig.arguments[0])
            atoms = tuple(a if a == NULL_ATOM else Boxed(name, single(a)) for a in value.atoms)
            state.stack.append(Abstract(atoms, value.cause, value.why))
        elif self.is_value_type(sig):
            self.machine.calls.enum_types.setdefault(name, sig)
            state.stack.append(self.boxed(name, value))
        else:
            state.stack.append(value)

    def boxed(self, name: str, value: Abstract) -> Abstract:
        """A new box; a struct in it is a variable that the box's holders share."""
        if not value.refs:
            return single(Boxed(name, value))
        cell = self.machine.allocate(Record("cell", {"v": value}, {}, self.machine.place()))
        return single(Boxed(name, single(Pointer(cell.id, "v"))))

    def is_value_type(self, sig: TypeSig) -> bool:
        """Whether values of the type are boxed when they become objects."""
        if isinstance(sig, Array):
            return False
        handle = self.links.handle(sig)
        if isinstance(handle, TypeHandle):
            return self.links.is_value_type(handle)
        named = sig.definition if isinstance(sig, Generic) else sig
        if self.links.enum_values(sig) is not None:
            return True
        return isinstance(named, Named) and (named.value_type or self.machine.calls.known_struct(named.name))

    def _unboxed(self, value: Abstract, sig: TypeSig) -> Abstract:
        if value.cause is not None:
            return Abstract((), value.cause)
        parts = [self.opened(atom) for atom in value.atoms]
        return join_all(parts, value.why) if parts else unknown(NATIVE)

    def opened(self, atom: Atom) -> Abstract:
        """What is in a box, structs as a copy; anything else is itself."""
        if not isinstance(atom, Boxed):
            return single(atom)
        return self.copied(self.read(atom.value)) if isinstance(atom.value.atom, Pointer) else atom.value

    def _knows_enum(self, sig: TypeSig) -> None:
        if self.links.enum_values(sig) is not None:
            self.machine.calls.enum_types.setdefault(str(sig), sig)

    def _unbox_any(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value, sig = state.stack.pop(), self._type(activation, instruction)
        if not self.is_value_type(sig):
            self._cast(state, value, sig, value)
            return
        self._check_unbox(value, sig)
        state.stack.append(self._unboxed(value, sig))

    def _check_unbox(self, value: Abstract, sig: TypeSig) -> None:
        """Unboxing null throws, except to a nullable; unboxing another type throws."""
        self._knows_enum(sig)
        nullable = isinstance(sig, Generic) and sig.definition.name == "System.Nullable`1"
        if value.atoms == (NULL_ATOM,) and value.cause is None and not nullable:
            raise Thrown("System.NullReferenceException", "null is unboxed")
        target = sig.arguments[0] if isinstance(sig, Generic) and nullable else sig
        kept = Abstract(tuple(a for a in value.atoms if a != NULL_ATOM), value.cause)
        answers = self.machine.calls.unboxed_to(kept, target)
        if answers == {False}:
            raise Thrown("System.InvalidCastException", f"cannot be cast to {sig}")
        if answers - {True} or (NULL_ATOM in value.atoms and not nullable):
            self.machine.may_throw()

    def _unbox(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value, sig = state.stack.pop(), self._type(activation, instruction)
        self._check_unbox(value, sig)
        inner = self._unboxed(value, sig)
        id_ = self.machine.allocate(Record("cell", {"v": inner})).id
        state.stack.append(single(Pointer(id_, "v")))

    def _cast(self, state: State, value: Abstract, sig: TypeSig, result: Abstract) -> None:
        answers = self.machine.calls.instance_of(value, sig)
        if answers == {False}:
            raise Thrown("System.InvalidCastException", f"cannot be cast to {sig}")
        if answers != {True}:
            self.machine.may_throw()
        state.stack.append(result)

    def _castclass(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value, sig = state.stack.pop(), self._type(activation, instruction)
        self._cast(state, value, sig, value)

    def _isinst(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value, sig = state.stack.pop(), self._type(activation, instruction)
        if value.cause is not None:
            state.stack.append(value)
            return
        result: Abstract | None = None
        for atom in value.atoms:
            answer = self.machine.calls.atom_instance_of(atom, sig)
            yes = single(atom)
            part = NULL if atom == NULL_ATOM or answer is False else yes if answer else None
            if part is None:
                part = Abstract((atom,), Cause(f"whether an object is a {sig} is not known", self.machine.place()))
            result = part if result is None else join(result, part, value.why)
        state.stack.append(result if result is not None else NULL)

    def _ldtoken(self, activation: Activation, state: State, instruction: Instruction) -> None:
        image, token = activation.code.image, int(instruction.operand) if isinstance(instruction.operand, int) else 0
        if token >> 24 in (0x01, 0x02, 0x1B):
            state.stack.append(single(TypeAtom(self.links.type(image, token, activation.context))))
            return
        if token >> 24 == 0x04:
            entry = self.links.field(image, token, activation.context)
            if isinstance(entry, FieldHandle):
                state.stack.append(single(FieldAtom(str(entry), self.machine.calls.initial_data(entry))))
                return
        state.stack.append(unknown("reflection", self.machine.place()))

    def _ldftn(self, activation: Activation, state: State, instruction: Instruction) -> None:
        token = instruction.operand if isinstance(instruction.operand, int) else 0
        state.stack.append(single(Function(self.links.method(activation.code.image, token, activation.context))))

    def _ldvirtftn(self, activation: Activation, state: State, instruction: Instruction) -> None:
        token = instruction.operand if isinstance(instruction.operand, int) else 0
        target = state.stack.pop()
        callee = self.links.method(activation.code.image, token, activation.context)
        found = self.machine.calls.resolve(callee, target.atom) if target.known else None
        state.stack.append(single(Function(found)) if found else unknown("a delegate to a virtual method", self.machine.place()))
