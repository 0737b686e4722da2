"""Where a value on the evaluation stack was made, as far as the instructions right before tell: for objects made on the spot."""

from __future__ import annotations

from typing import Final

from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_flow import effect
from ecma2lint.readers.assembly.evaluate_links import Context, Links
from ecma2lint.readers.assembly.evaluate_pushed import variable
from ecma2lint.readers.assembly.handles import MethodHandle
from ecma2lint.readers.assembly.il import NAMES, Instruction, falls_through, is_branch
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.signatures import VOID

_EMPTY: Final = Context()
_CALLS: Final = frozenset({"call", "callvirt", "newobj"})
_LOADS: Final = frozenset({"ldloc.0", "ldloc.1", "ldloc.2", "ldloc.3", "ldloc.s", "ldloc"})


def origin(links: Links, image: Image, instructions: list[Instruction], index: int, depth: int) -> Instruction | None:
    """The instruction that pushed what lies ``depth`` deep (1: the top) before the instruction at an index.

    None where control may come from elsewhere in between, or a call in between names nothing that can be read.
    """
    for instruction in reversed(instructions[:index]):
        name = NAMES[instruction.op]
        if is_branch(instruction.op) or not falls_through(instruction.op):
            return None
        try:
            takes, gives = _call_effect(links, image, name, instruction) if name in _CALLS else effect(name)
        except UnreadableAssembly:
            return None
        if depth > gives:
            depth += takes - gives
        elif name == "dup":
            depth = 1
        else:
            return instruction
    return None


def made_here(
    links: Links, image: Image, instructions: list[Instruction], index: int, depth: int, variables: frozenset[int]
) -> bool:
    """Whether an object on the stack was made in this very body, on the spot or into one of its :func:`new_variables`."""
    found = origin(links, image, instructions, index, depth)
    if found is None:
        return False
    name = NAMES[found.op]
    return name == "newobj" or (name in _LOADS and variable(name, found.operand) in variables)


def new_variables(instructions: list[Instruction]) -> frozenset[int]:
    """The variables of a body that never hold anything but objects it has just made."""
    made: set[int] = set()
    other: set[int] = set()
    before = ""
    for instruction in instructions:
        name = NAMES[instruction.op]
        if name.startswith(("stloc", "ldloca")):
            target = made if before == "newobj" and name.startswith("stloc") else other
            target.add(variable(name, instruction.operand))
        before = name
    return frozenset(made - other)


def _call_effect(links: Links, image: Image, name: str, instruction: Instruction) -> tuple[int, int]:
    callee = links.method(image, instruction.operand if isinstance(instruction.operand, int) else 0, _EMPTY)
    signature = links.signature(callee) if isinstance(callee, MethodHandle) else callee.signature
    takes = len(signature.parameters) + (signature.has_this and name != "newobj")
    return takes, int(name == "newobj" or signature.returns != VOID)
