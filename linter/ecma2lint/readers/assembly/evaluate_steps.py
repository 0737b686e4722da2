"""What each instruction does to a state: constants, variables, arithmetic, fields, arrays, boxes, pointers."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_branches import compare
from ecma2lint.readers.assembly.evaluate_state import (
    FLOAT,
    NATIVE,
    Activation,
    Boxed,
    FieldAtom,
    Function,
    Pointer,
    State,
    TypeAtom,
    boolean,
    integer,
    some_bool,
)
from ecma2lint.readers.assembly.handles import ExternalField, FieldHandle, TypeHandle
from ecma2lint.readers.assembly.il import NAMES, OP, Instruction, falls_through, is_branch
from ecma2lint.readers.assembly.signatures import Array, Generic, Named, TypeSig
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Element, Opaque, Record, Sequence, sequence_of
from ecma2lint.readers.lattice import (
    NULL,
    NULL_ATOM,
    Abstract,
    Atom,
    Cause,
    Const,
    Ref,
    constant,
    join,
    join_all,
    single,
    text,
    unknown,
)
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_VALUE_TUPLE: Final = "System.ValueTuple`"
Handler = Callable[[Activation, State, Instruction], None]

_WRAP: Final = {"i1": (8, True), "u1": (8, False), "i2": (16, True), "u2": (16, False), "i4": (32, True), "u4": (32, True)}


def wrap(value: int, bits: int, signed: bool = True) -> int:
    """The number as a machine word holds it."""
    value &= (1 << bits) - 1
    return value - (1 << bits) if signed and value >> (bits - 1) else value


def _divide(a: int, b: int) -> int:
    quotient = abs(a) // abs(b)
    return quotient if (a < 0) == (b < 0) else -quotient


_ARITHMETIC: Final[dict[str, Callable[[int, int], int | None]]] = {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "and": lambda a, b: a & b,
    "or": lambda a, b: a | b,
    "xor": lambda a, b: a ^ b,
    "shl": lambda a, b: a << b if 0 <= b < 64 else None,
    "shr": lambda a, b: a >> b if 0 <= b < 64 else None,
    "shr.un": lambda a, b: a >> b if 0 <= b < 64 and a >= 0 else None,
    "div": lambda a, b: _divide(a, b) if b else None,
    "rem": lambda a, b: a - b * _divide(a, b) if b else None,
    "div.un": lambda a, b: a // b if b > 0 and a >= 0 else None,
    "rem.un": lambda a, b: a % b if b > 0 and a >= 0 else None,
}


class Steps:
    """The instructions as methods; :meth:`handler` finds them by opcode."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.links = machine.links
        self.strings: dict[tuple[object, int], Abstract] = {}
        self.handlers: dict[int, Handler | None] = {}
        self._fixed: dict[str, Handler] = {
            "ldnull": lambda a, s, i: s.stack.append(NULL),
            "dup": self._dup,
            "pop": self._pop,
            "ldstr": self._ldstr,
            "ldfld": self._ldfld,
            "ldflda": self._ldflda,
            "stfld": self._stfld,
            "ldsfld": self._ldsfld,
            "ldsflda": self._ldsflda,
            "stsfld": self._stsfld,
            "newarr": self._newarr,
            "ldlen": self._ldlen,
            "ldelema": self._ldelema,
            "box": self._box,
            "unbox": self._unbox,
            "unbox.any": self._unbox_any,
            "castclass": self._castclass,
            "isinst": self._isinst,
            "ldtoken": self._ldtoken,
            "ldftn": self._ldftn,
            "ldvirtftn": self._ldvirtftn,
            "initobj": self._initobj,
            "ldobj": self._ldind,
            "stobj": self._stind,
            "cpobj": self._cpobj,
            "sizeof": lambda a, s, i: s.stack.append(unknown("the size of a type")),
            "neg": self._unary(lambda v: -v),
            "not": self._unary(lambda v: ~v),
            "constrained.": self._constrained,
            "ceq": self._compare("==", False),
            "cgt": self._compare(">", False),
            "cgt.un": self._compare(">", True),
            "clt": self._compare("<", False),
            "clt.un": self._compare("<", True),
            "call": lambda a, s, i: self.machine.calls.call(a, s, i, False),
            "callvirt": lambda a, s, i: self.machine.calls.call(a, s, i, True),
            "newobj": lambda a, s, i: self.machine.calls.construct(a, s, i),
        }

    def handler(self, op: int) -> Handler | None:
        """The handler of an opcode; None for instructions that transfer control, which end a block."""
        if op not in self.handlers:
            ends = is_branch(op) or not falls_through(op)
            self.handlers[op] = None if ends else self._handler(NAMES.get(op, ""))
        return self.handlers[op]

    def _handler(self, name: str) -> Handler:
        base = name.partition(".")[0]
        if name in self._fixed:
            return self._fixed[name]
        if name in ("nop", "break", "volatile.", "tail.", "readonly.", "unaligned.", "no."):
            return lambda a, s, i: None
        if base == "ldc":
            return self._constant(name)
        if base in ("ldloc", "ldarg"):
            return self._load(base == "ldloc", _number(name))
        if base in ("stloc", "starg"):
            return self._store(base == "stloc", _number(name))
        if base in ("ldloca", "ldarga"):
            return self._address(base == "ldloca")
        if base == "ldind":
            return self._ldind
        if base == "stind":
            return self._stind
        if base == "ldelem":
            return self._ldelem
        if base == "stelem":
            return self._stelem
        if base == "conv":
            return self._convert(name)
        if name.removesuffix(".un").removesuffix(".ovf") in _ARITHMETIC:
            key = name if name in _ARITHMETIC else name.removesuffix(".un").removesuffix(".ovf")
            return self._binary(_ARITHMETIC[key], ".ovf" in name)
        return self._unsupported

    def _unsupported(self, activation: Activation, state: State, instruction: Instruction) -> None:
        from ecma2lint.readers.assembly.evaluate_runner import Budget

        raise Budget(
            f"{activation.code.type_name}::{activation.code.name} uses {NAMES.get(instruction.op)}, which is not followed"
        )

    # Constants and variables

    def _constant(self, name: str) -> Handler:
        parts = name.split(".")
        if parts[1] in ("r4", "r8"):
            return lambda a, s, i: s.stack.append(unknown(FLOAT))
        if parts[1] == "i8":
            return lambda a, s, i: s.stack.append(constant("long", int(i.operand) if isinstance(i.operand, int) else 0))
        if len(parts) == 3 and parts[2] != "s":
            value = integer(-1 if parts[2] == "m1" else int(parts[2]))
            return lambda a, s, i: s.stack.append(value)
        return lambda a, s, i: s.stack.append(integer(i.operand if isinstance(i.operand, int) else 0))

    def _dup(self, activation: Activation, state: State, instruction: Instruction) -> None:
        state.stack.append(self.copied(state.stack[-1]))

    def _pop(self, activation: Activation, state: State, instruction: Instruction) -> None:
        state.stack.pop()

    def _ldstr(self, activation: Activation, state: State, instruction: Instruction) -> None:
        image, token = activation.code.image, int(instruction.operand) if isinstance(instruction.operand, int) else 0
        found = self.strings.get((image, token))
        if found is None:
            found = self.strings[image, token] = text(image.user_string(token))
        state.stack.append(found)

    def _load(self, local: bool, number: int | None) -> Handler:
        def load(activation: Activation, state: State, instruction: Instruction) -> None:
            index = number if number is not None else instruction.operand
            code = activation.code
            variables = state.locals if local else state.args
            value = variables[index] if isinstance(index, int) else NULL
            if index in (code.addressed_locals if local else code.addressed_args):
                value = self.read(value)
            state.stack.append(self.copied(value))

        return load

    def _store(self, local: bool, number: int | None) -> Handler:
        def store(activation: Activation, state: State, instruction: Instruction) -> None:
            index = number if number is not None else instruction.operand
            code = activation.code
            value = state.stack.pop()
            variables = state.locals if local else state.args
            if not isinstance(index, int):
                return
            if index in (code.addressed_locals if local else code.addressed_args):
                self.write(variables[index], value)
            else:
                variables[index] = value

        return store

    def _address(self, local: bool) -> Handler:
        def address(activation: Activation, state: State, instruction: Instruction) -> None:
            index = instruction.operand if isinstance(instruction.operand, int) else 0
            state.stack.append((state.locals if local else state.args)[index])

        return address

    def copied(self, value: Abstract) -> Abstract:
        """The value, structs as a copy of their own."""
        if len(value.atoms) == 1 and not isinstance(value.atoms[0], Ref):
            return value
        heap = self.machine.heap
        if not any(isinstance(a, Ref) and getattr(heap.get(a.id), "type", "").startswith("*") for a in value.atoms):
            return value
        atoms: list[Atom] = []
        for atom in value.atoms:
            obj = heap.get(atom.id) if isinstance(atom, Ref) else None
            if isinstance(obj, Record) and obj.type.startswith("*"):
                fields = {name: self.copied(held) for name, held in obj.fields.items()}
                atoms.append(self.machine.allocate(replace(obj, fields=fields, summary=False)))
            else:
                atoms.append(atom)
        return Abstract(tuple(atoms), value.cause, value.why)

    # Arithmetic

    def _unary(self, function: Callable[[int], int]) -> Handler:
        def run(activation: Activation, state: State, instruction: Instruction) -> None:
            state.stack.append(_each(state.stack.pop(), lambda v, t: constant(t, wrap(function(v), 64 if t == "long" else 32))))

        return run

    def _binary(self, function: Callable[[int, int], int | None], checked: bool) -> Handler:
        def run(activation: Activation, state: State, instruction: Instruction) -> None:
            right, left = state.stack.pop(), state.stack.pop()
            state.stack.append(self._combined(left, right, function, checked))

        return run

    def _combined(self, left: Abstract, right: Abstract, function: Callable[[int, int], int | None], checked: bool) -> Abstract:
        if left.cause is not None or right.cause is not None:
            return Abstract((), left.cause or right.cause)
        results: list[Abstract] = []
        for a in left.atoms:
            for b in right.atoms:
                if not (isinstance(a, Const) and isinstance(b, Const) and isinstance(a.value, int) and isinstance(b.value, int)):
                    return unknown(NATIVE)
                number = function(int(a.value), int(b.value))
                bits = 64 if "long" in (a.type, b.type) else 32
                if number is None or (checked and wrap(number, bits) != number):
                    self.machine.may_throw()
                    results.append(unknown("a number that is not followed", self.machine.place()))
                else:
                    results.append(constant("long" if bits == 64 else "int", wrap(number, bits)))
        return join_all(results, left.reason or right.reason)

    def _convert(self, name: str) -> Handler:
        kind = next((part for part in name.split(".")[1:] if part not in ("ovf", "un")), "i4")
        if kind in ("r4", "r8", "r"):
            return self._to_float
        bits, signed = _WRAP.get(kind, (64, True))
        type_ = "int" if kind in _WRAP else "long" if kind in ("i8", "u8") else "int"
        from_unsigned = kind == "u8"

        def convert(value: int, of: str) -> Abstract:
            if from_unsigned and of != "long":
                value &= 0xFFFFFFFF
            wrapped = wrap(value, bits, signed)
            if ".ovf" in name and (wrapped != value or (kind.startswith("u") and value < 0)):
                self.machine.may_throw()
                return unknown("a number that is not followed", self.machine.place())
            return constant(type_, wrapped)

        return lambda a, s, i: s.stack.append(_each(s.stack.pop(), convert))

    def _to_float(self, activation: Activation, state: State, instruction: Instruction) -> None:
        state.stack[-1] = unknown(state.stack[-1].cause or FLOAT)

    def _compare(self, relation: str, unsigned: bool) -> Handler:
        def run(activation: Activation, state: State, instruction: Instruction) -> None:
            right, left = state.stack.pop(), state.stack.pop()
            answer = compare(self.machine, left, right, relation, unsigned)
            state.stack.append(some_bool(left.reason or right.reason) if answer is None else boolean(answer))

        return run

    # Pointers

    def read(self, pointer: Abstract) -> Abstract:
        """What a managed pointer points at."""
        result: Abstract | None = unknown(pointer.cause) if pointer.cause is not None else None
        for atom in pointer.atoms:
            value = self._read_atom(atom)
            result = value if result is None else join(result, value, pointer.why)
        return result if result is not None else unknown(NATIVE)

    def _read_atom(self, atom: Atom) -> Abstract:
        if not isinstance(atom, Pointer):
            return single(atom) if isinstance(atom, Ref) else unknown(NATIVE)
        obj = self.machine.heap.get(atom.id)
        if isinstance(obj, Record) and isinstance(atom.key, str):
            return obj.fields.get(atom.key) or unknown(NATIVE)
        if isinstance(obj, Sequence) and isinstance(atom.key, int) and obj.exact and 0 <= atom.key < len(obj.elements):
            return obj.elements[atom.key].value
        return unknown(obj.cause if isinstance(obj, Opaque) else NATIVE)

    def write(self, pointer: Abstract, value: Abstract) -> None:
        """Write through a managed pointer; through one of several nothing is replaced for certain."""
        for atom in pointer.atoms:
            if isinstance(atom, Ref):
                self._overwrite(atom, value)
            if not isinstance(atom, Pointer):
                continue
            key = atom.key

            def change(obj: Record | Sequence | Opaque, key: str | int = key) -> Record | Sequence | Opaque:
                if isinstance(obj, Record) and isinstance(key, str):
                    return replace(obj, fields={**obj.fields, key: value})
                if isinstance(obj, Sequence) and isinstance(key, int):
                    return with_element(obj, key, value)
                return obj

            target = Abstract((Ref(atom.id),), None if pointer.known else pointer.cause or Cause("one of several variables"))
            self._keep_escaped(atom.id, value)
            self.machine.heap.update(target, change)

    def _overwrite(self, target: Ref, value: Abstract) -> None:
        """Assign to ``this`` inside a struct."""
        source = self.machine.heap.get(value.only_ref.id) if value.only_ref else None
        old = self.machine.heap.get(target.id)
        if isinstance(source, Record) and isinstance(old, Record) and not old.summary:
            self.machine.heap.put(target.id, replace(old, fields=source.fields))
        elif old is not None:
            self.machine.heap.put(target.id, Opaque(old.type, value.cause or NATIVE, old.place))

    def _keep_escaped(self, id_: int, value: Abstract) -> None:
        """What is stored in an object that unknown code holds is in its hands as well."""
        obj = self.machine.heap.get(id_)
        if isinstance(obj, Opaque):
            self.machine.escape((value,), obj.cause)

    def _ldind(self, activation: Activation, state: State, instruction: Instruction) -> None:
        state.stack.append(self.copied(self.read(state.stack.pop())))

    def _stind(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value, pointer = state.stack.pop(), state.stack.pop()
        self.write(pointer, value)

    def _cpobj(self, activation: Activation, state: State, instruction: Instruction) -> None:
        source, pointer = state.stack.pop(), state.stack.pop()
        self.write(pointer, self.copied(self.read(source)))

    def _initobj(self, activation: Activation, state: State, instruction: Instruction) -> None:
        pointer = state.stack.pop()
        token = instruction.operand if isinstance(instruction.operand, int) else 0
        sig = self._type(activation, instruction)
        self.write(pointer, self.machine.calls.default(sig, struct=token >> 24 == 1))

    def _constrained(self, activation: Activation, state: State, instruction: Instruction) -> None:
        activation.constrained = self._type(activation, instruction)

    # Types

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
            state.stack.append(single(Boxed(name, value)))
        else:
            state.stack.append(value)

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
        parts = [atom.value if isinstance(atom, Boxed) else single(atom) for atom in value.atoms]
        return join_all(parts, value.why) if parts else unknown(NATIVE)

    def _unbox_any(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value, sig = state.stack.pop(), self._type(activation, instruction)
        self._cast(state, value, sig, self._unboxed(value, sig))

    def _unbox(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value, sig = state.stack.pop(), self._type(activation, instruction)
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
            part = NULL if answer is False or atom == NULL_ATOM else yes if answer else None
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

    # Fields

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
            if not entry.owner.name.startswith(_VALUE_TUPLE):
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
        if not owner.known:
            self.machine.may_throw()
        if result is None:
            raise Thrown("System.NullReferenceException", "a field of null")
        state.stack.append(self.copied(result))

    def _ldflda(self, activation: Activation, state: State, instruction: Instruction) -> None:
        owner = self._objects(state.stack.pop())
        entry = self._field(activation, instruction)
        if isinstance(entry, ExternalField):
            if not entry.owner.name.startswith(_VALUE_TUPLE):
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
            if not entry.owner.name.startswith(_VALUE_TUPLE):
                self.machine.escape((value,), self.machine.unreadable(entry.owner))
                return
            key = entry.name
        else:
            key = self.links.field_key(entry)
        if owner.atom == NULL_ATOM:
            raise Thrown("System.NullReferenceException", "a field of null")
        if not owner.known:
            self.machine.may_throw()
        for ref in owner.refs:
            self._keep_escaped(ref.id, value)

        def change(obj: Record | Sequence | Opaque) -> Record | Sequence | Opaque:
            return replace(obj, fields={**obj.fields, key: value}) if isinstance(obj, Record) else obj

        self.machine.heap.update(owner, change)

    def _static(self, entry: FieldHandle) -> Pointer:
        self.machine.read_fields[entry.key] = None
        return Pointer(self.machine.initialise(entry.declaring_type), self.links.field_key(entry))

    def _ldsfld(self, activation: Activation, state: State, instruction: Instruction) -> None:
        entry = self._field(activation, instruction)
        if isinstance(entry, ExternalField):
            state.stack.append(self.machine.calls.external_static(entry))
        elif entry.is_literal:
            state.stack.append(self.machine.calls.literal(entry))
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

    # Arrays

    def _newarr(self, activation: Activation, state: State, instruction: Instruction) -> None:
        size = state.stack.pop().atom
        sig = self._type(activation, instruction)
        place = self.machine.place()
        if isinstance(size, Const) and isinstance(size.value, int) and 0 <= size.value <= 10_000:
            value = self.machine.calls.default(sig)
            array = sequence_of(f"{sig}[]", [value] * int(size.value), place)
        else:
            cause = Cause("an array whose length is not known", place)
            array = Sequence(f"{sig}[]", (), 0, None, cause, place)
        state.stack.append(single(self.machine.allocate(array)))

    def _ldlen(self, activation: Activation, state: State, instruction: Instruction) -> None:
        state.stack.append(self.machine.calls.collections.count(state.stack.pop()))

    def _ldelem(self, activation: Activation, state: State, instruction: Instruction) -> None:
        index, array = state.stack.pop(), state.stack.pop()
        state.stack.append(self.copied(self.machine.calls.collections.at(array, index)))

    def _ldelema(self, activation: Activation, state: State, instruction: Instruction) -> None:
        index, array = state.stack.pop(), state.stack.pop()
        at = index.atom
        if array.only_ref and isinstance(at, Const) and isinstance(at.value, int):
            state.stack.append(single(Pointer(array.only_ref.id, int(at.value))))
            return
        cause = Cause("an element that is not known", self.machine.place())
        self.machine.escape((array,), cause)
        state.stack.append(unknown(cause))

    def _stelem(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value, index, array = state.stack.pop(), state.stack.pop(), state.stack.pop()
        self.machine.calls.collections.set_at(array, index, value)


def with_element(array: Sequence, index: int, value: Abstract) -> Sequence:
    """The array with one element replaced; an index outside of it changes nothing (it throws)."""
    if not array.exact or not 0 <= index < len(array.elements):
        return array
    elements = list(array.elements)
    elements[index] = Element(value, place=array.elements[index].place)
    return replace(array, elements=tuple(elements))


def _number(name: str) -> int | None:
    last = name.rpartition(".")[2]
    return int(last) if last.isdigit() else None


def _each(value: Abstract, function: Callable[[int, str], Abstract]) -> Abstract:
    if value.cause is not None:
        return Abstract((), value.cause)
    results: list[Abstract] = []
    for atom in value.atoms:
        if not isinstance(atom, Const) or not isinstance(atom.value, int):
            return unknown(NATIVE)
        results.append(function(int(atom.value), "long" if atom.type == "long" else "int"))
    return join_all(results, value.why) if results else unknown(NATIVE)


#: Opcodes that read a field; the scan for other writers uses them.
LOADS: Final = frozenset({OP["ldfld"], OP["ldflda"], OP["ldsfld"], OP["ldsflda"]})
