"""Which ways a branch may go, and what each way says of the variable that was tested."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_state import Activation, Delegate, Pointer, Sign, State, ThreadId, TypeAtom
from ecma2lint.readers.assembly.il import NAMES, OP, Instruction
from ecma2lint.readers.heap import Record, Sequence
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Atom, Cause, Const, Ref
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_COMPARISONS: Final[dict[str, tuple[str, bool]]] = {
    "beq": ("==", False),
    "bne.un": ("!=", True),
    "bge": (">=", False),
    "bgt": (">", False),
    "ble": ("<=", False),
    "blt": ("<", False),
    "bge.un": (">=", True),
    "bgt.un": (">", True),
    "ble.un": ("<=", True),
    "blt.un": ("<", True),
}
_LDLOC: Final = {OP[f"ldloc.{n}"]: n for n in range(4)}
_LDARG: Final = {OP[f"ldarg.{n}"]: n for n in range(4)}


def outcomes(machine: Machine, activation: Activation, state: State, instruction: Instruction) -> list[tuple[int, State]]:
    """The successors of a branch with their states, in order; the stack is popped."""
    name = NAMES[instruction.op].removesuffix(".s")
    operand = instruction.operand
    if name == "br":
        return [(_target(operand), state)]
    if name == "switch" and isinstance(operand, tuple):
        return _switch(state, operand, instruction.end)
    if name in ("brtrue", "brfalse"):
        value = state.stack.pop()
        true_way = _target(operand) if name == "brtrue" else instruction.end
        false_way = instruction.end if name == "brtrue" else _target(operand)
        return _two_ways(activation, state, value, instruction, true_way, false_way)
    relation, unsigned = _COMPARISONS[name]
    right, left = state.stack.pop(), state.stack.pop()
    answer = compare(machine, left, right, relation, unsigned)
    if answer is not None:
        return [(_target(operand) if answer else instruction.end, state)]
    cause = left.reason or right.reason
    other = _forked(state, cause)
    return [(_target(operand), state), (instruction.end, other)]


def _target(operand: object) -> int:
    return operand if isinstance(operand, int) else 0


def _forked(state: State, cause: Cause | None) -> State:
    other = state.fork()
    state.why = other.why = cause or state.why
    return other


def truth(atom: Atom) -> bool | None:
    """Whether an atom counts as true in IL; None when that cannot be told."""
    if isinstance(atom, Const):
        return atom.type == "str" or bool(atom.value)
    return None if atom is None or isinstance(atom, ThreadId) else True


def _two_ways(
    activation: Activation, state: State, value: Abstract, instruction: Instruction, true_way: int, false_way: int
) -> list[tuple[int, State]]:
    answers = {truth(atom) for atom in value.atoms} if value.cause is None else {None}
    if answers == {True}:
        return [(true_way, state)]
    if answers == {False}:
        return [(false_way, state)]
    other = _forked(state, value.reason)
    _refine(activation, state, value, instruction, True)
    _refine(activation, other, value, instruction, False)
    return [(true_way, state), (false_way, other)]


def _refine(activation: Activation, state: State, value: Abstract, instruction: Instruction, wanted: bool) -> None:
    """The variable that was just loaded and tested is true (not null) on one way and false (null) on the other."""
    kept = _filtered(value, wanted)
    if kept is None:
        return
    code = activation.code
    at = code.position[instruction.offset] - 1
    if at < 0:
        return
    before = code.instructions[at]
    if code.block_of[before.offset] != code.block_of[instruction.offset]:
        return
    if before.op == OP["dup"] and state.stack:
        if state.stack[-1] == value:
            state.stack[-1] = kept
        return
    local = _LDLOC.get(before.op, before.operand if before.op in (OP["ldloc.s"], OP["ldloc"]) else None)
    if isinstance(local, int) and local not in code.addressed_locals and local < len(state.locals):
        if state.locals[local] == value:
            state.locals[local] = kept
        return
    arg = _LDARG.get(before.op, before.operand if before.op in (OP["ldarg.s"], OP["ldarg"]) else None)
    if isinstance(arg, int) and arg not in code.addressed_args and arg < len(state.args):
        if state.args[arg] == value:
            state.args[arg] = kept
        return
    if before.op == OP["ldfld"] and at > 0 and code.instructions[at - 1].op == OP["ldarg.0"] and not code.method.is_static:
        _refine_field(state, value, kept)


def _refine_field(state: State, value: Abstract, kept: Abstract) -> None:
    owner = state.args[0].atom if state.args else None
    record = state.heap.get(owner.id) if isinstance(owner, Ref) else None
    if not isinstance(owner, Ref) or not isinstance(record, Record) or record.summary:
        return
    same = [name for name, held in record.fields.items() if held is value]
    if len(same) == 1:
        state.heap.put(owner.id, replace(record, fields={**record.fields, same[0]: kept}))


def _filtered(value: Abstract, wanted: bool) -> Abstract | None:
    if value.cause is not None:
        return None
    atoms = tuple(atom for atom in value.atoms if truth(atom) in (wanted, None))
    return Abstract(atoms, None, value.why) if atoms and len(atoms) < len(value.atoms) else None


def _switch(state: State, targets: tuple[int, ...], following: int) -> list[tuple[int, State]]:
    value = state.stack.pop()
    if value.cause is None and value.atoms and all(isinstance(a, Const) and isinstance(a.value, int) for a in value.atoms):
        numbers = [int(a.value) for a in value.atoms if isinstance(a, Const) and isinstance(a.value, int)]
        ways = dict.fromkeys(targets[n] if 0 <= n < len(targets) else following for n in numbers)
    else:
        ways = dict.fromkeys((*targets, following))
    result: list[tuple[int, State]] = []
    rest = list(ways)
    for target in rest[:-1]:
        result.append((target, _forked(state, value.reason)))
    result.append((rest[-1], state))
    return result


_RELATIONS: Final[dict[str, Callable[[int, int], bool]]] = {
    "==": lambda a, b: a == b,
    "!=": lambda a, b: a != b,
    "<": lambda a, b: a < b,
    ">": lambda a, b: a > b,
    "<=": lambda a, b: a <= b,
    ">=": lambda a, b: a >= b,
}


def compare(machine: Machine, left: Abstract, right: Abstract, relation: str, unsigned: bool = False) -> bool | None:
    """What a comparison comes to for every combination of alternatives; None when it differs or is not known."""
    if left.cause is not None or right.cause is not None or not left.atoms or not right.atoms:
        return None
    answers = {_compare_atoms(machine, a, b, relation, unsigned) for a in left.atoms for b in right.atoms}
    return answers.pop() if len(answers) == 1 else None


def _compare_atoms(machine: Machine, left: Atom, right: Atom, relation: str, unsigned: bool) -> bool | None:
    if isinstance(left, Const) and isinstance(right, Const):
        return _compare_constants(left, right, relation, unsigned)
    if isinstance(left, Sign) or isinstance(right, Sign):
        return _compare_signs(left, right, relation)
    equal = _same_object(machine, left, right)
    if equal is None:
        return None
    if relation == "==":
        return equal
    if relation == "!=":
        return not equal
    # cgt.un against null is how compilers ask "is it not null".
    if relation == ">" and unsigned and right == NULL_ATOM:
        return not equal
    if relation == "<" and unsigned and left == NULL_ATOM:
        return not equal
    return None


def _compare_signs(left: Atom, right: Atom, relation: str) -> bool | None:
    """A number of which the sign is known is compared with zero."""
    zero = Const("int", 0)
    if isinstance(left, Sign) and right == zero:
        return _RELATIONS[relation](left.value, 0)
    if isinstance(right, Sign) and left == zero:
        return _RELATIONS[relation](0, right.value)
    return None


def _compare_constants(left: Const, right: Const, relation: str, unsigned: bool) -> bool | None:
    if left.type == "null" or right.type == "null":
        same = _is_zero(left) and _is_zero(right)
        return same if relation in ("==", "<=", ">=") else not same if relation == "!=" or unsigned else None
    if left.type == "str" or right.type == "str":
        # Interning decides whether two equal strings are one object; different texts are never one object.
        return (relation == "!=") if relation in ("==", "!=") and left.value != right.value else None
    if not isinstance(left.value, int) or not isinstance(right.value, int):
        return None
    a, b = int(left.value), int(right.value)
    if unsigned:
        mask = 0xFFFFFFFFFFFFFFFF if "long" in (left.type, right.type) else 0xFFFFFFFF
        a, b = a & mask, b & mask
    return _RELATIONS[relation](a, b)


def _is_zero(atom: Const) -> bool:
    return atom.type == "null" or (isinstance(atom.value, int) and atom.value == 0)


def _same_object(machine: Machine, left: Atom, right: Atom) -> bool | None:
    if isinstance(left, Ref) and isinstance(right, Ref):
        if left.id != right.id:
            return False
        obj = machine.heap.get(left.id)
        return True if isinstance(obj, Record | Sequence) and not obj.summary else None
    if left == right and isinstance(left, Pointer):
        return True
    if isinstance(left, TypeAtom) and isinstance(right, TypeAtom):
        return str(left.type) == str(right.type)
    if isinstance(left, Delegate) and isinstance(right, Delegate):
        made = machine.heap.get(left.id)
        return None if left.id == right.id and (not isinstance(made, Record) or made.summary) else left.id == right.id
    if isinstance(left, ThreadId) or isinstance(right, ThreadId):
        return True if left == right else None
    null = (NULL_ATOM, Const("int", 0))
    if left in null or right in null:
        return False
    return None
