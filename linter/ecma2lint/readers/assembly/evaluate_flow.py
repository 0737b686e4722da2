"""Whether code outside of an evaluation may change the object that a field holds: where the field's value flows in each body.

The value and what is got out of it are followed through stack, variables, arguments and results of own methods. Reading is
harmless; anything else (an element stored, a method that is not known to only read, a copy kept in another field) is not.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.contract import NAMESPACE
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_links import Context, Links
from ecma2lint.readers.assembly.handles import AnyMethod, ExternalKind, FieldHandle, MethodHandle
from ecma2lint.readers.assembly.il import NAMES, IlError, Instruction, decode
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.signatures import VOID, Array, Generic, Reference, TypeSig, Variable
from ecma2lint.records import dataclass, field

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_writers import Writers

Key = tuple[Image, int]

_EMPTY: Final = Context()
_CALLS: Final = frozenset({"call", "callvirt", "newobj"})
_LOADS: Final = frozenset({"ldfld", "ldflda", "ldsfld", "ldsflda"})
_READERS: Final = frozenset(
    {
        *(
            "GetEnumerator",
            "MoveNext",
            "Dispose",
            "Contains",
            "ContainsKey",
            "ContainsValue",
            "TryGetValue",
            "IndexOf",
            "ToArray",
        ),
        *("ToList", "Any", "All", "Count", "First", "FirstOrDefault", "Single", "SingleOrDefault", "Last", "Select", "Where"),
        *("ToDictionary", "OrderBy", "Join", "Equals", "ToString", "GetHashCode", "GetType", "Exists", "Find", "Except", "Union"),
        *(
            "Intersect",
            "Concat",
            "Distinct",
            "Cast",
            "OfType",
            "Skip",
            "Take",
            "SequenceEqual",
            "Max",
            "Min",
            "Sum",
            "AsReadOnly",
        ),
        *("CopyTo", "Validate", "IsNullOrEmpty", "Format", "LongCount", "SelectMany", "GetLength", "LastOrDefault"),
    }
)
_SIMPLE: Final = frozenset(
    f"System.{name}"
    for name in (
        "Void",
        "Boolean",
        "Char",
        "Byte",
        "SByte",
        "Int16",
        "UInt16",
        "Int32",
        "UInt32",
        "Int64",
        "UInt64",
        "String",
        "Guid",
    )
)
#: What makes a collection of its own of the elements, or goes through them without giving the collection away.
_COPIES: Final = frozenset(
    {
        *("ToArray", "ToList", "ToDictionary", "Select", "SelectMany", "Where", "OrderBy", "Concat", "Distinct", "Skip", "Take"),
        *("Union", "Except", "Intersect"),
    }
)
_COPYING: Final = frozenset(
    f"System.Collections.Generic.{name}"
    for name in ("List`1", "HashSet`1", "Queue`1", "Stack`1", "SortedSet`1", "LinkedList`1", "Dictionary`2", "SortedDictionary`2")
)
MAX_BODIES: Final = 400


def _plain(type_: TypeSig) -> bool:
    """Whether a collection's elements cannot be changed, so that only who has the collection can change what it holds."""
    if isinstance(type_, Array):
        return str(type_.element) in _SIMPLE
    if isinstance(type_, Generic) and type_.definition.name.startswith("System.Collections."):
        return all(str(argument) in _SIMPLE for argument in type_.arguments)
    return False


_EFFECTS: Final[dict[str, tuple[int, int]]] = {
    "dup": (1, 2),
    "pop": (1, 0),
    "throw": (1, 0),
    "switch": (1, 0),
    "endfilter": (1, 0),
}


def effect(name: str) -> tuple[int, int]:
    """How many values an instruction other than a call or return takes from the stack and puts there."""
    found = _EFFECTS.get(name)
    if found is None:
        found = _EFFECTS[name] = _effect(name.removesuffix(".s"))
    return found


def _effect(name: str) -> tuple[int, int]:
    base = name.partition(".")[0]
    if base in (
        "ldarg",
        "ldloc",
        "ldc",
        "ldnull",
        "ldstr",
        "ldsfld",
        "ldsflda",
        "ldtoken",
        "ldftn",
        "ldloca",
        "ldarga",
        "sizeof",
        "arglist",
    ):
        return 0, 1
    if base in ("stloc", "starg", "brtrue", "brfalse", "stsfld", "initobj"):
        return 1, 0
    if base in ("stfld", "stind", "stobj", "cpobj", "beq", "bne", "bge", "bgt", "ble", "blt"):
        return 2, 0
    if base in ("stelem", "cpblk", "initblk"):
        return 3, 0
    if base in ("ldelem", "ldelema", "add", "sub", "mul", "div", "rem", "and", "or", "xor", "shl", "shr", "ceq", "cgt", "clt"):
        return 2, 1
    if base in (
        "nop",
        "break",
        "br",
        "leave",
        "rethrow",
        "endfinally",
        "volatile",
        "tail",
        "constrained",
        "readonly",
        "unaligned",
        "no",
        "jmp",
    ):
        return 0, 0
    return 1, 1


@dataclass
class Flow:
    """Follows one field at a time."""

    links: Links
    writers: Writers
    fields: dict[Key, FieldHandle] = field(default_factory=dict)

    def changer(self, entry: FieldHandle, evaluated: dict[Key, MethodHandle]) -> str | None:
        """A method that may change what the field holds between two calls of a member; None when there is none.

        A field of the read assemblies that the value is stored in is followed like the first one.
        """
        budget = [MAX_BODIES]
        holders: set[Key] = set()
        self.fields = {entry.key: entry}
        followed = 1
        pending = list(self.writers.loaders(entry))
        seen: set[Key] = set()
        while pending:
            key = pending.pop(0)
            if key in seen:
                continue
            seen.add(key)
            verdict = self._body(key, entry, frozenset(), holders, budget, ())
            if verdict.bad and key not in evaluated:
                handle = MethodHandle(*key)
                return f"{handle.declaring_type.name}::{handle.name}"
            again = [one for alias in list(self.fields.values())[followed:] for one in self.writers.loaders(alias)]
            followed = len(self.fields)
            if verdict.returned and key not in holders:
                holders.add(key)
                again.extend(self.writers.callers(key))
            pending.extend(again)
            seen.difference_update(again)
        return None

    def _body(
        self, key: Key, entry: FieldHandle, params: frozenset[int], holders: set[Key], budget: list[int], stack: tuple[Key, ...]
    ) -> _Verdict:
        budget[0] -= 1
        if budget[0] < 0 or len(stack) > 24:
            return _Verdict(True, True)
        handle = MethodHandle(*key)
        try:
            body = handle.body
            instructions = decode(body.code) if body is not None else None
        except (IlError, UnreadableAssembly):
            instructions = None
        if instructions is None:
            return _Verdict(bool(params), bool(params))
        walk = _Walk(self, handle, entry, set(params), holders, budget, (*stack, key), _addressed(instructions))
        while walk.once_more:
            walk.once_more = False
            walk.run(instructions)
        return _Verdict(walk.bad, walk.returned)


@dataclass(frozen=True)
class _Verdict:
    bad: bool
    returned: bool


@dataclass
class _Walk:
    """One body; ``args`` and ``variables`` are those that may hold the value, whenever."""

    flow: Flow
    handle: MethodHandle
    entry: FieldHandle
    args: set[int]
    holders: set[Key]
    budget: list[int]
    calls: tuple[Key, ...]
    addressed: tuple[set[int], set[int]]
    variables: set[int] = field(default_factory=set)
    bad: bool = False
    returned: bool = False
    once_more: bool = True
    stack: list[bool] = field(default_factory=list)
    plain: bool = False

    def __post_init__(self) -> None:
        self.plain = _plain(self.entry.type)

    def run(self, instructions: list[Instruction]) -> None:
        self.stack = []
        across = False
        for instruction in instructions:
            name = NAMES[instruction.op]
            if name in _CALLS or name == "jmp":
                self._call(name, instruction)
            elif name == "ret":
                if self._pop(across) and self.flow.links.signature(self.handle).returns != VOID:
                    self.returned = True
                self.stack = []
            else:
                self._step(name, instruction, across)
            if name.startswith(("br", "leave", "switch")) or name in ("throw", "rethrow", "endfinally"):
                # A value that waits on the stack while control moves may be any of those that wait.
                across = across or any(self.stack)
                if name.partition(".")[0] in ("br", "leave", "throw", "rethrow", "endfinally"):
                    self.stack = []

    def _pop(self, otherwise: bool = False) -> bool:
        return self.stack.pop() if self.stack else otherwise

    def _step(self, name: str, instruction: Instruction, across: bool) -> None:
        pops, pushes = effect(name)
        taken = [self._pop(across) for _ in range(pops)]
        base = name.partition(".")[0]
        result = False
        index = instruction.operand if isinstance(instruction.operand, int) else _index(name)
        if name in _LOADS:
            result = self._load(instruction) or any(taken)
        elif base in ("ldarg", "ldarga"):
            result = index in self.args
        elif base in ("ldloc", "ldloca"):
            result = index in self.variables
        elif base in ("stloc", "starg"):
            held = self.variables if base == "stloc" else self.args
            if taken[0] and index not in held:
                held.add(index)
                self.once_more = True
        elif base == "dup":
            self.stack += [taken[0], taken[0]]
            return
        elif base in ("stfld", "stsfld"):
            # What is stored is on top of the object whose field it becomes.
            self.bad = self.bad or any(taken[1:]) or (taken[0] and not self._keep(instruction))
        elif base in ("stelem", "stind", "stobj", "cpobj", "initobj"):
            self.bad = self.bad or any(taken)
        elif base in ("castclass", "isinst", "ldelem", "ldelema", "ldind", "ldobj", "box", "unbox"):
            result = any(taken) and not (self.plain and base == "ldelem")
        self.stack += [result] * pushes

    def _keep(self, instruction: Instruction) -> bool:
        """Whether the field that the value is stored in can be followed; from here on it is."""
        try:
            found = self.flow.links.field(self.handle.image, int(instruction.operand or 0), _EMPTY)  # type: ignore[arg-type]
        except UnreadableAssembly:
            return False
        if not isinstance(found, FieldHandle):
            return False
        self.flow.fields.setdefault(found.key, found)
        return True

    def _load(self, instruction: Instruction) -> bool:
        try:
            found = self.flow.links.field(self.handle.image, int(instruction.operand or 0), _EMPTY)  # type: ignore[arg-type]
        except UnreadableAssembly:
            return True
        return isinstance(found, FieldHandle) and found.key in self.flow.fields

    def _call(self, name: str, instruction: Instruction) -> None:
        links = self.flow.links
        try:
            callee: AnyMethod = links.method(self.handle.image, int(instruction.operand or 0), _EMPTY)  # type: ignore[arg-type]
        except UnreadableAssembly:
            self.bad = True
            return
        signature = links.signature(callee) if isinstance(callee, MethodHandle) else callee.signature
        count = len(signature.parameters) + (signature.has_this and name != "newobj")
        taken = [self._pop() for _ in range(count)][::-1]
        result = False
        if isinstance(callee, MethodHandle):
            result = callee.key in self.holders
            if any(taken):
                result = self._own(callee, name, taken) or result
        elif any(taken):
            result = self._external(callee, name, signature.returns)
            if any(isinstance(parameter, Reference) for parameter in signature.parameters):
                self._hand_out()
        if name == "newobj" or signature.returns != VOID:
            self.stack.append(result and str(signature.returns) not in _SIMPLE if name != "newobj" else result)

    def _hand_out(self) -> None:
        """Something that was got out of the value may be in any variable whose address is taken."""
        for held, variables in ((self.addressed[0], self.variables), (self.addressed[1], self.args)):
            if held - variables:
                variables |= held
                self.once_more = True

    def _own(self, callee: MethodHandle, name: str, taken: list[bool]) -> bool:
        """An own method that gets the value: followed, unless it is virtual or already being followed."""
        shift = 1 if name == "newobj" else 0
        params = frozenset(index + shift for index, held in enumerate(taken) if held)
        if callee.is_abstract or (callee.is_virtual and callee.is_new_slot and not callee.flags & 0x20):
            self.bad = True
            return True
        if callee.key in self.calls:
            self.bad = True
            return True
        verdict = self.flow._body(callee.key, self.entry, params, self.holders, self.budget, self.calls)
        self.bad = self.bad or verdict.bad
        return verdict.returned

    def _external(self, callee: AnyMethod, name: str, returns: TypeSig) -> bool:
        if isinstance(callee, MethodHandle) or callee.owner.kind is ExternalKind.UNREADABLE:
            self.bad = True
            return True
        if name == "newobj":
            self.bad = self.bad or callee.owner.name not in _COPYING
            return self.bad or not self.plain
        reading = callee.name.startswith(("get_", "op_")) or callee.name in _READERS
        contract = callee.owner.name.startswith(NAMESPACE + ".") and callee.name.startswith("Create")
        self.bad = self.bad or not (reading or contract)
        if self.plain and (isinstance(returns, Variable) or callee.name in _COPIES):
            return False
        return str(returns) not in _SIMPLE


def _addressed(instructions: list[Instruction]) -> tuple[set[int], set[int]]:
    """The variables and the arguments whose address is taken."""
    found: tuple[set[int], set[int]] = (set(), set())
    for instruction in instructions:
        name = NAMES[instruction.op].partition(".")[0]
        if name in ("ldloca", "ldarga") and isinstance(instruction.operand, int):
            found[name == "ldarga"].add(instruction.operand)
    return found


def _index(name: str) -> int:
    last = name.rpartition(".")[2]
    return int(last) if last.isdigit() else -1
