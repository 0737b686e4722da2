"""Code that cannot be followed: its result is unknown with a cause in words, what it was handed escapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_causes import classify, is_pure
from ecma2lint.readers.assembly.evaluate_state import Delegate, Pointer
from ecma2lint.readers.assembly.evaluate_types import EMPTY_GUID
from ecma2lint.readers.assembly.handles import ExternalField, ExternalKind, ExternalMethod
from ecma2lint.readers.assembly.signatures import VOID as VOID_SIG
from ecma2lint.readers.assembly.signatures import MethodSig
from ecma2lint.readers.heap import Sequence, children
from ecma2lint.readers.lattice import Abstract, Cause, Ref, text, unknown

_LINQ: Final = "System.Linq.Enumerable"
#: The operators that may answer with the very collection they were given; all others leave it as it is.
_SAME_OBJECT: Final = frozenset({"AsEnumerable", "Cast"})

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework
    from ecma2lint.readers.assembly.evaluate_machine import Machine


def _no_signature() -> MethodSig:
    return MethodSig(False, 0, VOID_SIG, ())


class Unfollowed:
    """Calls of code that is not read, for one machine."""

    machine: Machine
    framework: Framework

    def external_static(self, entry: ExternalField) -> Abstract:
        """A static field of a type that is not read."""
        name = f"{entry.owner.name}::{entry.name}"
        if name == "System.String::Empty":
            return text("")
        if name == "System.Guid::Empty":
            return EMPTY_GUID
        if entry.name in ("EmptyTypes", "Empty", "Value") and entry.owner.kind is ExternalKind.FRAMEWORK:
            return unknown(f"{entry.owner.name}.{entry.name}", self.machine.place())
        return unknown(self.cause_of(ExternalMethod(entry.owner, entry.name, _no_signature()), []))

    def cause_of(self, callee: ExternalMethod, args: list[Abstract]) -> Cause:
        """Why the result of a call is not known: the receiver's or an argument's own cause where that says more."""
        place = self.machine.place()
        reason = classify(callee)
        if reason is not None:
            return Cause(reason, place)
        steps = self.framework.steps
        args = [steps.read(arg) if any(isinstance(a, Pointer) for a in arg.atoms) else arg for arg in args]
        for arg in args:
            if arg.cause is not None and arg.cause.reason.startswith("depends on "):
                return arg.cause
        owner = callee.owner
        if owner.kind is ExternalKind.UNREADABLE:
            why = f": {owner.reason}" if owner.reason else ""
            return Cause(f"method {owner.name}::{callee.name} in assembly {owner.assembly}, which is not read{why}", place)
        for arg in args:
            if arg.cause is not None:
                return arg.cause
        return Cause(f"the result of {owner.name}::{callee.name} is not followed", place)

    def unknown_call(self, callee: ExternalMethod, args: list[Abstract]) -> Abstract:
        """A call of code that is not read."""
        cause = self.cause_of(callee, args)
        if callee.owner.name == _LINQ and callee.name not in _SAME_OBJECT:
            self._escape_args(self._elements(args), cause)
        elif not is_pure(callee) or any(self._carries_code(arg) for arg in args):
            self._escape_args(args, cause)
        self.machine.may_throw()
        return unknown(cause)

    def _elements(self, args: list[Abstract]) -> list[Abstract]:
        """What an operator may hand on: the elements of the collections it reads, and all that is no collection."""
        found: list[Abstract] = []
        for arg in args:
            collections = [self.machine.heap.get(ref.id) for ref in arg.refs]
            if collections and all(isinstance(one, Sequence) for one in collections):
                found.extend(value for one in collections if one is not None for value in children(one))
            else:
                found.append(arg)
        return found

    def _carries_code(self, value: Abstract) -> bool:
        return any(isinstance(atom, Ref | Delegate | Pointer) for atom in value.atoms)

    def give_up(self, cause: Cause, args: list[Abstract], own: bool) -> Abstract:
        """A call of something that may be own code: statics are unknown after it as well."""
        if own:
            self.machine.forget_statics(cause)
        self._escape_args(args, cause)
        self.machine.may_throw()
        return unknown(cause)

    def _escape_args(self, args: list[Abstract], cause: Cause) -> None:
        """What is handed over is unknown from here on; through a pointer only the variable it points at is."""
        values: list[Abstract] = []
        steps = self.framework.steps
        for arg in args:
            pointers = tuple(atom for atom in arg.atoms if isinstance(atom, Pointer))
            if pointers:
                pointer = Abstract(pointers)
                values.append(steps.read(pointer))
                steps.write(pointer, unknown(cause))
            values.append(Abstract(tuple(atom for atom in arg.atoms if not isinstance(atom, Pointer)), arg.cause))
        self.machine.escape(values, cause)
