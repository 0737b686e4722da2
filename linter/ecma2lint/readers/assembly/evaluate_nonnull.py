"""Whether a method returns an object whatever it does: asked where running it takes too long to know what it returns."""

from __future__ import annotations

from typing import Final

from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_code import Code
from ecma2lint.readers.assembly.evaluate_links import Links
from ecma2lint.readers.assembly.evaluate_pushed import variable
from ecma2lint.readers.assembly.evaluate_reach import callee_of
from ecma2lint.readers.assembly.handles import MethodHandle
from ecma2lint.readers.assembly.il import NAMES, OP, IlError, Instruction, falls_through, is_branch

MAX_DEPTH: Final = 8
MAX_VISITS: Final = 50_000
_OBJECTS: Final = (OP["newobj"], OP["newarr"], OP["ldstr"])


def never_null(links: Links, method: MethodHandle, depth: int = 0) -> bool:
    """Whether every ``ret`` returns a new object, or a variable that certainly holds one."""
    try:
        code = links.code(method)
    except (IlError, UnreadableAssembly):
        return False
    return code is not None and depth < MAX_DEPTH and _Walk(links, code, depth).holds()


class _Walk:
    """What variables certainly hold an object before each instruction, over all paths, exceptions included."""

    def __init__(self, links: Links, code: Code, depth: int) -> None:
        self.links, self.code, self.depth = links, code, depth
        self.states: dict[int, frozenset[int]] = {0: frozenset()}
        self.pending = [0]

    def holds(self) -> bool:
        """Follow every path; False as soon as one returns what may be null."""
        visits, returns = 0, False
        while self.pending:
            visits += 1
            if visits > MAX_VISITS:
                return False
            offset = self.pending.pop()
            index = self.code.position[offset]
            instruction, state = self.code.instructions[index], self.states[offset]
            for clause in self.code.clauses:
                if clause.try_offset <= offset < clause.try_offset + clause.try_length:
                    self._arrive(clause.handler_offset, state)
            name = NAMES[instruction.op]
            if name == "ret":
                returns = True
                if not self._object(index, state):
                    return False
            elif name.startswith("stloc"):
                number = variable(name, instruction.operand)
                safe = number not in self.code.addressed_locals and self._object(index, state)
                state = state | {number} if safe else state - {number}
            self._onwards(instruction, state)
        return returns

    def _onwards(self, instruction: Instruction, state: frozenset[int]) -> None:
        operand = instruction.operand
        if is_branch(instruction.op):
            for target in operand if isinstance(operand, tuple) else (operand,):
                if isinstance(target, int):
                    self._arrive(target, state)
        if falls_through(instruction.op):
            self._arrive(instruction.end, state)

    def _arrive(self, offset: int, state: frozenset[int]) -> None:
        if offset not in self.code.position:
            return
        known = self.states.get(offset)
        joined = state if known is None else known & state
        if joined != known:
            self.states[offset] = joined
            self.pending.append(offset)

    def _object(self, index: int, state: frozenset[int]) -> bool:
        """Whether the value on top of the stack before an instruction is an object for certain."""
        code = self.code
        before = code.instructions[index - 1] if index else None
        if before is None or code.block_of[before.offset] != code.block_of[code.instructions[index].offset]:
            return False
        name = NAMES[before.op]
        if before.op in _OBJECTS:
            return True
        if name.startswith("ldloc") and not name.startswith("ldloca"):
            return variable(name, before.operand) in state
        callee = callee_of(self.links, code, before) if before.op in (OP["call"], OP["callvirt"]) else None
        if not isinstance(callee, MethodHandle) or callee.image is not code.image:
            return False
        plain = before.op == OP["call"] or not callee.is_virtual
        return plain and never_null(self.links, callee, self.depth + 1)
