"""Exceptions: which handlers they reach, in which order finally blocks and filters run, and what an exception says of itself.

An exception goes outwards twice at run time: first filters are asked, then finally blocks run up to the handler that was found.
A state that is raised therefore passes by the finally blocks as long as a filter lies further out in the same body.
"""

from __future__ import annotations

from collections.abc import Sequence as Arguments
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_code import CATCH, FILTER, Code
from ecma2lint.readers.assembly.evaluate_state import Activation, State
from ecma2lint.readers.assembly.handles import External, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import NAMES
from ecma2lint.readers.assembly.image import Clause
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, join, single, unknown

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_links import Links
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_SYSTEM: Final = "System.SystemException"
_BASES: Final = {
    "System.Exception": "System.Object",
    _SYSTEM: "System.Exception",
    "System.ApplicationException": "System.Exception",
    "System.AggregateException": "System.Exception",
    "System.ArgumentException": _SYSTEM,
    "System.ArgumentNullException": "System.ArgumentException",
    "System.ArgumentOutOfRangeException": "System.ArgumentException",
    "System.ArithmeticException": _SYSTEM,
    "System.DivideByZeroException": "System.ArithmeticException",
    "System.OverflowException": "System.ArithmeticException",
    "System.FormatException": _SYSTEM,
    "System.IndexOutOfRangeException": _SYSTEM,
    "System.InvalidCastException": _SYSTEM,
    "System.InvalidOperationException": _SYSTEM,
    "System.ObjectDisposedException": "System.InvalidOperationException",
    "System.NotImplementedException": _SYSTEM,
    "System.NotSupportedException": _SYSTEM,
    "System.PlatformNotSupportedException": "System.NotSupportedException",
    "System.NullReferenceException": _SYSTEM,
    "System.RankException": _SYSTEM,
    "System.TimeoutException": _SYSTEM,
    "System.TypeInitializationException": _SYSTEM,
    "System.TypeLoadException": _SYSTEM,
    "System.UnauthorizedAccessException": _SYSTEM,
    "System.ArrayTypeMismatchException": _SYSTEM,
    "System.Collections.Generic.KeyNotFoundException": _SYSTEM,
    "System.IO.IOException": _SYSTEM,
    "System.IO.FileNotFoundException": "System.IO.IOException",
    "System.OperationCanceledException": _SYSTEM,
    "System.Threading.Tasks.TaskCanceledException": "System.OperationCanceledException",
}
#: Exceptions whose constructors take the message first (others put the name of a parameter there, or add words of their own).
_PLAIN_MESSAGE: Final = frozenset(_BASES) - {
    "System.AggregateException",
    "System.ArgumentNullException",
    "System.ArgumentOutOfRangeException",
    "System.ObjectDisposedException",
    "System.TypeInitializationException",
}
MESSAGE: Final = "Message"
INNER: Final = "InnerException"


class Raised(Thrown):
    """The evaluated code certainly throws an object that is known."""

    def __init__(self, value: Abstract) -> None:
        super().__init__("", "an exception")
        self.value = value


def is_exception(machine: Machine, type_name: str, wanted: str) -> bool | None:
    """Whether exceptions of a type (as records name it) are exceptions of another; None when a base is not known."""
    name: str | None = type_name
    own = machine.calls.types.get(type_name)
    if own is not None:
        for level in machine.universe.chain(own):
            if str(level) == wanted:
                return True
            name = level.name if isinstance(level, External) else None
    while name is not None and name in _BASES:
        if name == wanted:
            return True
        name = _BASES[name]
    if name != "System.Object":
        return True if name == wanted else None
    if wanted in _BASES:
        return False
    return False if any(isinstance(t, TypeHandle) and str(t) == wanted for t in machine.calls.types.values()) else None


def constructed(owner: str, parameters: Arguments[object], args: Arguments[Abstract]) -> dict[str, Abstract]:
    """What the constructor of a framework exception keeps: the fields of the exception's record."""
    names = [str(parameter) for parameter in parameters]
    plain = owner in _PLAIN_MESSAGE and names in (["System.String"], ["System.String", "System.Exception"])
    if owner in _PLAIN_MESSAGE and not names:
        return {INNER: NULL}
    if not plain or args[0].cause is not None or NULL_ATOM in args[0].atoms:
        return {}
    return {MESSAGE: args[0], INNER: args[1] if len(args) == 2 else NULL}


class Exceptions:
    """How one machine hands exceptions to handlers."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.links = machine.links

    def of(self, thrown: Thrown) -> Abstract | None:
        """The exception object of something that certainly throws; None when only that it is an exception is known."""
        if isinstance(thrown, Raised):
            return thrown.value
        if thrown.exception not in _BASES or thrown.exception == "System.Exception":
            return None
        return single(self.machine.allocate(Record(thrown.exception, {INNER: NULL}, {}, self.machine.place())))

    def raise_at(self, activation: Activation, state: State, exception: Abstract | None) -> None:
        """Hand a state to the handlers around the current instruction, and to the caller when none takes it for certain."""
        runner = activation.runner
        at = activation.offset
        asking = next((c for c in activation.code.clauses if c.flags == FILTER and _in_filter(c, at)), None)
        if asking is not None and runner is not None:
            # What a filter throws is swallowed: it then counts as refusing.
            runner.refused(asking, state)
            return
        then = runner.then if runner is not None else 0
        self.raise_from(activation, state, activation.code.enclosing_clauses(at), exception, at, then)

    def raise_from(
        self,
        activation: Activation,
        state: State,
        clauses: Arguments[Clause],
        exception: Abstract | None,
        at: int,
        then: int,
        passed: tuple[Clause, ...] = (),
    ) -> None:
        """Run the clauses, innermost first; a finally passes the exception on when it ends.

        Args:
            at: where it was raised, and ``then`` what follows the finally block that lies in.
            passed: the finally blocks the search has gone by because a filter lies further out.
        """
        runner = activation.runner
        for index, clause in enumerate(clauses):
            if runner is None:
                break
            rest = tuple(clauses[index + 1 :])
            outer = runner.then_at(clause.try_offset, at, then)
            if clause.flags == CATCH:
                answer = self._catches(activation, clause, exception)
                if answer is False:
                    continue
                runner.unwind(state.fork(), passed, ("catch", (clause, exception), outer))
                if answer:
                    return
            elif clause.flags == FILTER:
                asked = state.fork()
                asked.stack = [self._caught(exception)]
                following = runner.continuation(("filter", (clause, rest, exception, passed)), outer)
                runner.schedule(clause.filter_or_type, following, asked, None)
                return
            elif any(later.flags == FILTER for later in rest):
                passed = (*passed, clause)
            else:
                runner.unwind(state, (*passed, clause), ("throw", (rest, exception, clause.try_offset), outer))
                return
        if passed and runner is not None:
            runner.unwind(state, passed, ("throw", ((), exception, 0), 0))
            return
        self._leaves(activation, state, exception)

    def _caught(self, exception: Abstract | None) -> Abstract:
        return exception or unknown("an exception that was caught", self.machine.place())

    def _leaves(self, activation: Activation, state: State, exception: Abstract | None) -> None:
        """The exception leaves the body: the caller's handlers are next."""
        unwinds = any(clause.flags not in (CATCH, FILTER) for clause in activation.code.clauses)
        if unwinds and _asks_outside(self.links, activation):
            from ecma2lint.readers.assembly.evaluate_runner import Budget

            raise Budget("an exception filter that is asked before a finally block has run is not followed")
        state.stack = []
        if activation.thrown is None:
            activation.thrown, activation.exception = state, exception
            return
        activation.thrown = self.machine.joined(activation.thrown, state)
        both = exception is not None and activation.exception is not None
        activation.exception = join(activation.exception, exception) if both else None  # type: ignore[arg-type]

    def _catches(self, activation: Activation, clause: Clause, exception: Abstract | None) -> bool | None:
        """Whether a handler takes what was thrown; None when that cannot be told."""
        try:
            caught = str(self.links.type(activation.code.image, clause.filter_or_type, activation.context))
        except UnreadableAssembly:
            return None
        if caught in ("System.Object", "System.Exception"):
            return True
        if exception is None or exception.cause is not None or not exception.atoms:
            return None
        answers: set[bool | None] = set()
        for ref in exception.refs:
            record = self.machine.heap.get(ref.id)
            answers.add(is_exception(self.machine, record.type, caught) if isinstance(record, Record) else None)
        return answers.pop() if len(answers) == 1 and len(exception.refs) == len(exception.atoms) else None


def _in_filter(clause: Clause, offset: int) -> bool:
    return clause.filter_or_type <= offset < clause.handler_offset


def _asks_outside(links: Links, activation: Activation) -> bool:
    """Whether a caller's filter, asked at run time before finally blocks of this body, could tell the difference."""
    at = activation.caller
    while at is not None:
        if any(c.flags == FILTER and _reads_state(links, at.code, c) for c in at.code.enclosing_clauses(at.offset)):
            return True
        at = at.caller
    return False


def _reads_state(links: Links, code: Code, clause: Clause) -> bool:
    """Whether a filter may read or change anything but the exception and the variables of its own body."""
    at = code.position[clause.filter_or_type]
    while code.instructions[at].offset < clause.handler_offset:
        instruction = code.instructions[at]
        name = NAMES[instruction.op]
        base = name.partition(".")[0]
        if base in ("ldfld", "ldflda", "ldsfld", "ldsflda", "stfld", "stsfld", "newobj", "stind", "calli", "ldftn"):
            return True
        if base in ("call", "callvirt"):
            from ecma2lint.readers.assembly.evaluate_links import Context

            try:
                callee = links.method(code.image, int(instruction.operand), Context())  # type: ignore[arg-type]
            except UnreadableAssembly:
                return True
            if isinstance(callee, MethodHandle) or not callee.name.startswith(("get_", "op_")):
                return True
        at += 1
    return False
