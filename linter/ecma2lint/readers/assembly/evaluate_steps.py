"""What each instruction does to a state: the table of handlers, and those for constants, variables, pointers and arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecma2lint.readers.assembly.evaluate_arithmetic import OPERATORS, Arithmetic, Handler
from ecma2lint.readers.assembly.evaluate_boxes import Boxes
from ecma2lint.readers.assembly.evaluate_fields import Fields
from ecma2lint.readers.assembly.evaluate_memory import with_element
from ecma2lint.readers.assembly.evaluate_state import FLOAT, Activation, Pointer, State, integer
from ecma2lint.readers.assembly.il import NAMES, Instruction, falls_through, is_branch
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Sequence, sequence_of
from ecma2lint.readers.lattice import NULL, Abstract, Cause, Const, Ref, constant, single, text, unknown

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine


class Steps(Arithmetic, Boxes, Fields):
    """The instructions as methods; :meth:`handler` finds them by opcode."""

    def __init__(self, machine: Machine) -> None:
        super().__init__(machine)
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
        if name.removesuffix(".un").removesuffix(".ovf") in OPERATORS:
            return self._binary(name)
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

    # Pointers

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

    # Arrays

    def _newarr(self, activation: Activation, state: State, instruction: Instruction) -> None:
        size = state.stack.pop().atom
        sig = self._type(activation, instruction)
        place = self.machine.place()
        if isinstance(size, Const) and isinstance(size.value, int) and size.value < 0:
            raise Thrown("System.OverflowException", "an array of negative length")
        if isinstance(size, Const) and isinstance(size.value, int) and 0 <= size.value <= 10_000:
            value = self.machine.calls.default(sig)
            array = sequence_of(f"{sig}[]", [value] * int(size.value), place)
        else:
            self.machine.may_throw()
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
        # Reading the element throws where taking its address does.
        self.machine.calls.collections.at(array, index)
        if array.only_ref and isinstance(at, Const) and isinstance(at.value, int) and self._own_element(array.only_ref, at.value):
            state.stack.append(single(Pointer(array.only_ref.id, int(at.value))))
            return
        cause = Cause("an element that is not known", self.machine.place())
        self.machine.escape((array,), cause)
        state.stack.append(unknown(cause))

    def _own_element(self, ref: Ref, index: int) -> bool:
        """Make a struct the element's own before its address is taken: until then elements share the value they got."""
        array = self.machine.heap.get(ref.id)
        if not isinstance(array, Sequence) or not array.exact or not 0 <= index < len(array.elements):
            return True
        value = array.elements[index].value
        own = self.copied(value)
        if own is value:
            return True
        self.machine.heap.put(ref.id, with_element(array, index, own))
        return not array.summary

    def _stelem(self, activation: Activation, state: State, instruction: Instruction) -> None:
        value, index, array = state.stack.pop(), state.stack.pop(), state.stack.pop()
        self.machine.calls.collections.set_at(array, index, value)


def _number(name: str) -> int | None:
    last = name.rpartition(".")[2]
    return int(last) if last.isdigit() else None
