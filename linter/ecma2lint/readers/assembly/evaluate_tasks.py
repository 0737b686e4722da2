"""Asynchronous methods that complete at once: builders, tasks and awaiters whose result is there when it is asked for.

A task that may still be running is not followed: what runs meanwhile would have to be known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_exceptions import INNER, Raised
from ecma2lint.readers.assembly.evaluate_queries import Unclear
from ecma2lint.readers.assembly.evaluate_state import VOID, Pointer, boolean, integer
from ecma2lint.readers.assembly.handles import ExternalMethod, MethodHandle
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Record, sequence_of
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Const, single
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework

_THREADING: Final = "System.Threading.Tasks."
_COMPILER: Final = "System.Runtime.CompilerServices."
_RUNNING, _DONE, _FAILED = 0, 1, 2
_SAME: Final = ("ConfigureAwait", "GetAwaiter", "AsTask")


def call(framework: Framework, callee: ExternalMethod, name: str, args: list[Abstract]) -> Abstract | None:
    """A method of tasks, awaiters and of the builders that compilers put into asynchronous methods; None when not known."""
    owner = callee.owner.name
    if owner.startswith(_COMPILER + "AsyncTaskMethodBuilder"):
        return _builder(framework, name, args)
    if not owner.startswith((_THREADING + "Task", _THREADING + "ValueTask", _COMPILER)) or "Async" in owner:
        return None
    if name == "FromResult" and len(args) == 1:
        return _task(framework, args[0], _DONE)
    if name == "WhenAll" and len(args) == 1:
        return _when_all(framework, args[0])
    if name == "get_CompletedTask":
        return _task(framework, NULL, _DONE)
    if not args:
        return None
    value = framework.steps.read(args[0]) if any(isinstance(a, Pointer) for a in args[0].atoms) else args[0]
    task = _record(framework, value)
    if task is None:
        return None
    if name in _SAME:
        return value
    state = task.fields["state"]
    states = {atom.value for atom in state.atoms if isinstance(atom, Const)} if state.cause is None else {_RUNNING}
    if _RUNNING in states:
        return None
    if name == "get_IsCompleted":
        return boolean(True)
    if name in ("get_IsFaulted", "get_IsCompletedSuccessfully", "get_Status") and len(states) == 1:
        failed = states == {_FAILED}
        return integer(7 if failed else 5) if name == "get_Status" else boolean(failed == (name == "get_IsFaulted"))
    if name in ("GetResult", "get_Result", "Wait"):
        if states == {_FAILED}:
            raise _failure(framework, task, name)
        if _FAILED in states:
            framework.machine.may_throw()
        return VOID if name == "Wait" else task.fields["result"]
    return None


def _failure(framework: Framework, task: Record, name: str) -> Thrown:
    """What asking a failed task for its result throws: an awaiter the exception itself, a task one around it."""
    error = task.fields["error"]
    if name != "GetResult":
        around = Record("System.AggregateException", {INNER: error}, {}, framework.machine.place())
        return Raised(single(framework.machine.allocate(around)))
    return Raised(error) if error.known and error.atom != NULL_ATOM else Thrown("System.Exception", "the task failed")


def _when_all(framework: Framework, value: Abstract) -> Abstract | None:
    """``Task.WhenAll`` of tasks that are done."""
    try:
        tasks = [_record(framework, item) for item in framework.machine.calls.queries.listed(value)]
    except Unclear:
        return None
    results: list[Abstract] = []
    for task in tasks:
        if task is None or task.fields["state"].atom != integer(_DONE).atom:
            return None
        results.append(task.fields["result"])
    listed = framework.machine.allocate(sequence_of("array[]", results, framework.machine.place()))
    return _task(framework, single(listed), _DONE)


def _task(framework: Framework, result: Abstract, state: int) -> Abstract:
    fields = {"result": result, "state": integer(state), "error": NULL}
    return single(framework.machine.allocate(Record("task", fields, {}, framework.machine.place())))


def _record(framework: Framework, value: Abstract) -> Record | None:
    ref = value.only_ref
    found = framework.machine.heap.get(ref.id) if ref else None
    return found if isinstance(found, Record) and found.type == "task" and not found.summary else None


def _builder(framework: Framework, name: str, args: list[Abstract]) -> Abstract | None:
    """The builder is represented by its task, which copies of the state machine share."""
    if name == "Create":
        return _task(framework, NULL, _RUNNING)
    value = framework.steps.read(args[0]) if any(isinstance(a, Pointer) for a in args[0].atoms) else args[0]
    task = _record(framework, value)
    if task is None:
        return None
    if name == "get_Task":
        return value
    if name == "SetStateMachine":
        return VOID
    if name in ("SetResult", "SetException"):
        result = args[1] if name == "SetResult" and len(args) == 2 else NULL
        state = integer(_DONE if name == "SetResult" else _FAILED)
        error = args[1] if name == "SetException" and len(args) == 2 else NULL
        fields = {"result": result, "state": state, "error": error}
        framework.machine.heap.put(value.refs[0].id, replace(task, fields=fields))
        return VOID
    if name == "Start" and len(args) == 2:
        return _start(framework, args[1])
    return None


def _start(framework: Framework, machine_pointer: Abstract) -> Abstract | None:
    """Run the state machine, a struct in release builds and an object in debug builds."""
    calls = framework.machine.calls
    held = framework.steps.read(machine_pointer)
    ref = held.only_ref
    record = framework.machine.heap.get(ref.id) if ref else None
    type_ = calls.types.get(record.type) if isinstance(record, Record) else None
    if type_ is None:
        return None
    method = next(iter(type_.methods_named("MoveNext")), None)
    if not isinstance(method, MethodHandle):
        return None
    struct = isinstance(record, Record) and record.type.startswith("*")
    calls.invoke(method, [machine_pointer if struct else held], False)
    return VOID
