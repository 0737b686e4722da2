"""Methods whose calls nothing in the evaluation can notice: loggers and tracers, which real connectors call everywhere.

Such a method is static, answers nothing, writes no field, and hands values only to code that is not read. Its first call is run
like any other (static constructors, observations); from then on a call costs one step: budgets are kept for what matters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_initialisers import FAILED
from ecma2lint.readers.assembly.evaluate_links import Context, Links
from ecma2lint.readers.assembly.evaluate_origins import origin
from ecma2lint.readers.assembly.evaluate_state import Boxed
from ecma2lint.readers.assembly.handles import (
    ExternalField,
    ExternalKind,
    ExternalMethod,
    FieldHandle,
    MethodHandle,
    TypeHandle,
)
from ecma2lint.readers.assembly.il import NAMES, IlError, Instruction, decode
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.signatures import VOID, Named
from ecma2lint.readers.heap import Opaque, Record, Sequence
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Cause, Const, Ref, single

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_EMPTY: Final = Context()
#: Instructions, by the first part of their names, whose effects end with the call.
_LOCAL: Final = frozenset(
    "nop break ldarg ldloc stloc starg ldloca ldnull ldc ldstr dup pop ret br brfalse brtrue beq bge bgt ble blt bne switch add "
    "sub mul div rem and or xor shl shr neg not conv ceq cgt clt castclass isinst box unbox newarr ldlen ldelem stelem leave "
    "endfinally constrained volatile readonly".split()
)
_CALLS: Final = frozenset({"call", "callvirt", "newobj"})
#: Stands among the types for an element that is stored: into an array of the method's own where it is handed none.
_STORES: Final = "#stores"
#: What a static field may hold that a logger reads: nothing that the evaluator has a model of.
_MODELLED: Final = (
    "System.Collections.",
    "System.Text.",
    "System.Object",
    "System.Func",
    "System.Action",
    "System.Lazy",
    "System.Threading.",
)
#: Framework calls after which nothing goes on as before.
_DRASTIC: Final = frozenset({"Exit", "FailFast", "Abort", "Invoke", "DynamicInvoke", "CreateInstance", "SetValue", "set_Item"})


class Quiet:
    """What is known of the methods of one universe."""

    def __init__(self, links: Links) -> None:
        self.links = links
        self._known: dict[tuple[Image, int], frozenset[str] | None] = {}

    def skips(self, machine: Machine, method: MethodHandle, args: list[Abstract]) -> bool:
        """Whether the call of an own method was carried out: it had been run before, and only its arguments can matter."""
        if not method.is_static or method.key not in machine.evaluated or not all(_plain(machine, arg) for arg in args):
            return False
        if self.links.signature(method).returns != VOID:
            return False
        types = self._types(method, ())
        if types is None or not all(_initialised(machine, name) for name in types if name != _STORES):
            return False
        if _STORES in types and any(arg.refs for arg in args):
            return False
        # An array of arguments is handed on, as by a call of the framework itself.
        arrays = [single(ref) for arg in args for ref in arg.refs]
        machine.escape(arrays, Cause("handed to code that is not followed", machine.place()))
        machine.may_throw()
        return True

    def _types(self, method: MethodHandle, callers: tuple[tuple[Image, int], ...]) -> frozenset[str] | None:
        """The own types whose static constructors the method runs; None when its calls may be noticed."""
        key = method.key
        if key not in self._known:
            if key in callers or len(callers) > 16:
                return None
            self._known[key] = self._scan(method, (*callers, key))
        return self._known[key]

    def _scan(self, method: MethodHandle, callers: tuple[tuple[Image, int], ...]) -> frozenset[str] | None:
        if not method.is_static or method.arguments or method.declaring_type.arity:
            return None
        try:
            body = method.body
            instructions = decode(body.code) if body is not None else []
            if not instructions:
                return None
            found = {str(method.declaring_type)} if self.links.initialiser(method.declaring_type) is not None else set()
            for index, instruction in enumerate(instructions):
                if NAMES[instruction.op].startswith("stelem"):
                    # Compilers make the array of a ``params`` argument right before they fill it.
                    made = origin(self.links, method.image, instructions, index, 3)
                    if made is None or NAMES[made.op] != "newarr":
                        found.add(_STORES)
                    continue
                types = self._step(method, instruction, callers)
                if types is None:
                    return None
                found |= types
        except (IlError, UnreadableAssembly):
            return None
        return frozenset(found)

    def _step(
        self, method: MethodHandle, instruction: Instruction, callers: tuple[tuple[Image, int], ...]
    ) -> frozenset[str] | None:
        name = NAMES[instruction.op]
        if name == "ldsfld":
            return self._read(self.links.field(method.image, _token(instruction), _EMPTY))
        if name not in _CALLS:
            return frozenset() if name.partition(".")[0] in _LOCAL else None
        callee = self.links.method(method.image, _token(instruction), _EMPTY)
        if isinstance(callee, MethodHandle):
            return self._types(callee, callers) if name == "call" else None
        return frozenset() if _harmless(callee) else None

    def _read(self, entry: FieldHandle | ExternalField) -> frozenset[str] | None:
        type_ = entry.type
        if not isinstance(type_, Named) or str(type_).startswith(_MODELLED):
            return None
        handle = self.links.handle(type_) if type_.token else None
        if isinstance(handle, TypeHandle) or (handle is not None and handle.kind is ExternalKind.CONTRACT):
            return None
        if isinstance(entry, ExternalField):
            return frozenset()
        owner = entry.declaring_type
        return frozenset({str(owner)}) if self.links.initialiser(owner) is not None else frozenset()


def _token(instruction: Instruction) -> int:
    return instruction.operand if isinstance(instruction.operand, int) else 0


def _harmless(callee: ExternalMethod) -> bool:
    return callee.owner.kind is not ExternalKind.CONTRACT and callee.name not in _DRASTIC


def _initialised(machine: Machine, name: str) -> bool:
    """Whether a static constructor has run, and not failed; what other code may have done to the fields since is no matter."""
    id_ = machine.state.statics.get(name)
    record = machine.state.heap.get(id_) if id_ is not None else None
    if not isinstance(record, Record):
        return isinstance(record, Opaque)
    failed = record.fields.get(FAILED)
    return failed is not None and failed.atoms == (NULL_ATOM,) and failed.cause is None


def _plain(machine: Machine, value: Abstract, within: bool = False) -> bool:
    """Whether a value holds no object that code can change or run: constants, unknowns, and arrays of these."""
    for atom in value.atoms:
        if isinstance(atom, Const):
            continue
        if isinstance(atom, Boxed) and all(isinstance(one, Const) for one in atom.value.atoms):
            continue
        found = machine.heap.get(atom.id) if isinstance(atom, Ref) and not within else None
        if not isinstance(found, Sequence) or not all(
            _plain(machine, one.value, True) and one.key is None for one in found.elements
        ):
            return False
    return True
