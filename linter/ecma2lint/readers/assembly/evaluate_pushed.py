"""The static types of what a body puts on the evaluation stack just before an instruction, as far as that is plain to see."""

from __future__ import annotations

from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_code import Code
from ecma2lint.readers.assembly.evaluate_links import Context, Links
from ecma2lint.readers.assembly.evaluate_reach import callee_of
from ecma2lint.readers.assembly.handles import FieldHandle, MethodHandle
from ecma2lint.readers.assembly.il import NAMES, OP
from ecma2lint.readers.assembly.signatures import Generic

_EMPTY = Context()
_OBJECT = "System.Object"


def pushed_types(links: Links, code: Code, index: int, deep: bool = True) -> frozenset[str]:
    """The types that the value on top of the stack may have before the instruction of that index; empty when not plain to see.

    A boxed value has the type it was boxed from, a nullable one the type it may hold. A variable declared as ``object`` has the
    types of what is stored in it.
    """
    if index == 0:
        return frozenset()
    before = code.instructions[index - 1]
    if code.block_of.get(before.offset) != code.block_of.get(code.instructions[index].offset):
        return frozenset()
    try:
        return _of_instruction(links, code, index - 1, deep)
    except (UnreadableAssembly, IndexError):
        return frozenset()


def _of_instruction(links: Links, code: Code, index: int, deep: bool) -> frozenset[str]:
    instruction = code.instructions[index]
    op, operand = instruction.op, instruction.operand
    name = NAMES[op]
    if op in (OP["box"], OP["castclass"]) and isinstance(operand, int):
        sig = links.type(code.image, operand, _EMPTY)
        nullable = isinstance(sig, Generic) and sig.definition.name == "System.Nullable`1"
        return frozenset({str(sig.arguments[0]) if nullable and isinstance(sig, Generic) else str(sig)})
    if op == OP["ldstr"]:
        return frozenset({"System.String"})
    if op == OP["newarr"] and isinstance(operand, int):
        return frozenset({f"{links.type(code.image, operand, _EMPTY)}[]"})
    if op in (OP["newobj"], OP["call"], OP["callvirt"]):
        callee = callee_of(links, code, instruction)
        if callee is None:
            return frozenset()
        if op == OP["newobj"]:
            return frozenset({str(callee.declaring_type if isinstance(callee, MethodHandle) else callee.owner)})
        return frozenset({str(callee.signature.returns)})
    if op in (OP["ldfld"], OP["ldsfld"]) and isinstance(operand, int):
        entry = links.field(code.image, operand, _EMPTY)
        return frozenset({str(entry.type)}) if isinstance(entry, FieldHandle) else frozenset()
    if name.startswith("ldarg") and not name.startswith("ldarga"):
        signature = code.method.signature
        number = variable(name, operand) - signature.has_this
        return frozenset({str(signature.parameters[number])}) if number >= 0 else frozenset()
    if name.startswith("ldloc") and not name.startswith("ldloca"):
        number = variable(name, operand)
        declared = str(links.locals(code.method)[number])
        return frozenset({declared}) if declared != _OBJECT or not deep else _stored(links, code, number)
    return frozenset()


def _stored(links: Links, code: Code, number: int) -> frozenset[str]:
    """The types of everything that is stored in a variable; empty when one of them is not plain to see."""
    if number in code.addressed_locals:
        return frozenset()
    found: set[str] = set()
    for index, instruction in enumerate(code.instructions):
        name = NAMES[instruction.op]
        if name.startswith("stloc") and variable(name, instruction.operand) == number:
            types = pushed_types(links, code, index, deep=False)
            if not types:
                return frozenset()
            found |= types
    return frozenset(found)


def variable(name: str, operand: object) -> int:
    """The number of the variable or argument that ``ldloc.1``, ``stloc.s 5`` and the like name."""
    return operand if isinstance(operand, int) else int(name.rpartition(".")[2])
