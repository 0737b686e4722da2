"""The abstract machine: runs bodies block by block, merges states where paths meet, and comes to an end on any input.

A branch whose condition is known takes one way, so loops over constant data are simply run. A loop that no known condition
controls is run to a fixpoint: its states are joined at its head until nothing changes, what it allocates stands for
several objects, and collections that grow in it become open. Everything is bounded: instructions, calls, depth, passes.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as Arguments
from typing import Final

from ecma2lint.contract import ContractVersion
from ecma2lint.facts import Location, Observation
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_code import CATCH, FILTER
from ecma2lint.readers.assembly.evaluate_exceptions import catches
from ecma2lint.readers.assembly.evaluate_links import Context, Links
from ecma2lint.readers.assembly.evaluate_state import LOOP, VOID, Activation, Pointer, State, held
from ecma2lint.readers.assembly.handles import External, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import OP, IlError, Instruction
from ecma2lint.readers.assembly.image import Clause, Image
from ecma2lint.readers.contract_model import CAPABILITIES_TYPE, Thrown
from ecma2lint.readers.lattice import (
    NO_PLACE,
    Abstract,
    Cause,
    Heap,
    HeapObject,
    Opaque,
    Place,
    Record,
    Ref,
    Sequence,
    escape,
    join,
    join_objects,
    single,
    unknown,
)
from ecma2lint.records import dataclass, replace

MAX_STEPS: Final = 150_000
OBJECTS_PER_STEP: Final = 4
MAX_DEPTH: Final = 40
MAX_OBJECTS: Final = 50_000
MAX_ITERATIONS: Final = 2_000
MAX_PASSES: Final = 24
#: After this many passes over a loop what still changes is widened.
PLAIN_PASSES: Final = 3

_LEAVE: Final = (OP["leave"], OP["leave.s"])


class Budget(Exception):  # noqa: N818 - a state of the evaluation, not an error
    """The member takes more than the evaluator may spend; the message says what."""


class Dead(Exception):  # noqa: N818
    """This path goes no further: what was called never returns."""


@dataclass(frozen=True)
class Snapshot:
    """What a machine holds at one moment."""

    state: State
    observations: dict[Observation, None]
    evaluated: dict[tuple[Image, int], MethodHandle]
    read_fields: dict[tuple[Image, int], None]
    keys: dict[tuple[int, int, int, int], int]
    static_ids: dict[str, int]
    following: int
    changes: tuple[int, ...]
    statics_written: bool
    shared: dict[int, Cause]
    collections: tuple[dict[int, dict[int, HeapObject]], frozenset[int]]


class Machine:
    """One evaluation of one contract class; ``heap`` and ``place`` follow the instruction that is being run."""

    def __init__(self, links: Links, contract: ContractVersion, max_steps: int = MAX_STEPS) -> None:
        self.links = links
        self.max_steps = max_steps
        self.universe = links.universe
        self.contract = contract
        self.state = State(Heap(), {}, [], [])
        self.activation: Activation | None = None
        self.steps = 0
        self.observations: dict[Observation, None] = {}
        self.evaluated: dict[tuple[Image, int], MethodHandle] = {}
        self.read_fields: dict[tuple[Image, int], None] = {}
        self.after_initialiser: Callable[[TypeHandle, State], None] | None = None
        self._keys: dict[tuple[int, int, int, int], int] = {}
        self._static_ids: dict[str, int] = {}
        self._next = 0
        self.changes: list[int] = []
        self.host_call = -1
        self.statics_written = False
        self.shared: dict[int, Cause] = {}
        from ecma2lint.readers.assembly.evaluate_calls import Calls
        from ecma2lint.readers.assembly.evaluate_steps import Steps

        self.steps_of: Steps = Steps(self)
        self.calls: Calls = Calls(self)

    def snapshot(self) -> Snapshot:
        """What the machine holds now, to start from it again."""
        return Snapshot(
            self.state.fork(),
            dict(self.observations),
            dict(self.evaluated),
            dict(self.read_fields),
            dict(self._keys),
            dict(self._static_ids),
            self._next,
            tuple(self.changes),
            self.statics_written,
            dict(self.shared),
            self.calls.collections.snapshot(),
        )

    def restore(self, snapshot: Snapshot, max_steps: int) -> None:
        """Start again from a snapshot, with a fresh budget."""
        self.state = snapshot.state.fork()
        self.observations = dict(snapshot.observations)
        self.evaluated = dict(snapshot.evaluated)
        self.read_fields = dict(snapshot.read_fields)
        self._keys = dict(snapshot.keys)
        self._static_ids = dict(snapshot.static_ids)
        self._next = snapshot.following
        self.changes = list(snapshot.changes)
        self.statics_written = snapshot.statics_written
        self.shared = dict(snapshot.shared)
        self.calls.collections.restore(snapshot.collections)
        self.activation, self.host_call = None, -1
        self.steps, self.max_steps = 0, max_steps

    # What the contract model asks for

    @property
    def heap(self) -> Heap:
        """The heap of the current state."""
        return self.state.heap

    def place(self) -> Place:
        """The current instruction and the calls it was reached through."""
        trace: list[Location] = []
        at = self.activation
        while at is not None:
            trace.append(at.location())
            at = at.caller
        if not trace:
            return NO_PLACE
        return Place(trace[0], tuple(reversed(trace)) if len(trace) > 1 else ())

    def allocate(self, obj: HeapObject) -> Ref:
        """A new object at the current instruction; one that is allocated again in a loop run to a fixpoint is a summary."""
        activation = self.activation
        if activation is None:
            id_ = self.intern((-1, 0, 0, len(self._keys)))
        else:
            activation.slots += 1
            id_ = self.intern((activation.key, activation.offset, activation.counter, activation.slots))
        old = self.state.heap.get(id_)
        if old is not None:
            if isinstance(obj, Record | Sequence):
                obj = replace(obj, summary=True)
            obj = join_objects(old, obj, LOOP)
        self.state.heap.put(id_, obj)
        if obj.type == "CSEntryChange":
            self.changes.append(id_)
        return Ref(id_)

    def observe(self, kind: str, subject: str, detail: str) -> None:
        """Emit an observation at the current place."""
        self.observations[Observation(kind, subject, detail, self.place().location)] = None

    def intern(self, key: tuple[int, int, int, int]) -> int:
        """The number of an object or activation, the same for the same key."""
        found = self._keys.get(key)
        if found is None:
            if len(self._keys) >= MAX_OBJECTS:
                raise Budget(f"more than {MAX_OBJECTS} objects and calls")
            found = self._keys[key] = self._next
            self._next += 1
        return found

    def static_id(self, name: str) -> int:
        """The number of the record that holds a type's static fields."""
        found = self._static_ids.get(name)
        if found is None:
            found = self._static_ids[name] = self._next
            self._next += 1
        return found

    def joined(self, left: State, right: State) -> State:
        """What covers both states; the work is charged to the budget."""
        state = left.join(right)[0]
        self.charge(state.heap)
        return state

    def charge(self, heap: Heap) -> None:
        """Count a join as steps: comparing some objects costs about as much as one instruction."""
        self.steps += heap.written // OBJECTS_PER_STEP

    def begin_call(self, number: int) -> None:
        """A call by the host: what it allocates is told apart from what earlier calls allocated."""
        self.host_call = number
        self.activation = None
        self.forget_shared()

    # Handing values to code that cannot be followed

    def escape(self, values: Arguments[Abstract], cause: Cause) -> None:
        """Everything the values reach is unknown from here on; own code that a delegate or object carries may change statics.

        Capabilities can be assigned again afterwards: such an assignment holds until the next call that cannot be followed.
        """
        reached = escape(self.state.heap, values, cause, held)
        for id_ in reached:
            obj = self.state.heap.get(id_)
            if isinstance(obj, Opaque) and obj.type == CAPABILITIES_TYPE:
                self.shared[id_] = cause
        self.forget_shared()
        if any(self._is_own(id_) for id_ in reached) or any(
            not isinstance(a, Ref) and tuple(held(a)) for v in values for a in v.atoms
        ):
            self.forget_statics(cause)

    def forget_shared(self) -> None:
        """Capabilities that unknown code holds may have been changed by it."""
        for id_, cause in self.shared.items():
            obj = self.state.heap.get(id_)
            if obj is not None:
                fields = {name: unknown(cause) for name in self.contract.capabilities}
                self.state.heap.put(id_, Record(CAPABILITIES_TYPE, fields, {}, obj.place, obj.summary))

    def _is_own(self, id_: int) -> bool:
        obj = self.state.heap.get(id_)
        return isinstance(obj, Opaque) and obj.type.startswith(("*", "own:"))

    def forget_statics(self, cause: Cause) -> None:
        """Static fields are unknown from here on."""
        roots = [single(Ref(id_)) for id_ in self.state.statics.values()]
        escape(self.state.heap, roots, cause, held)

    # Running methods

    def call(self, method: MethodHandle, args: list[Abstract]) -> Abstract:
        """Run a method of the universe from the current state, which becomes the state after it.

        Raises:
            Dead: it never returns.
        """
        caller, state = self.activation, self.state
        depth = caller.depth + 1 if caller else 0
        reason = self._cannot_run(method, depth)
        code = None
        if reason is None:
            try:
                code = self.links.code(method)
                if code is None:
                    reason = f"{_spelled(method)} has no IL body (native code or P/Invoke)"
            except (IlError, UnreadableAssembly) as error:
                reason = f"{_spelled(method)} cannot be followed: {error}"
        if code is None:
            return self._give_up(args, Cause(reason or "cannot be followed", self.place()), havoc=True)
        key = (
            self.intern((caller.key, caller.offset, caller.counter, -1 - self._slot(caller)))
            if caller
            else self.intern((-1, self.host_call, 0, 0))
        )
        activation = Activation(code, Context(method.type_arguments, method.arguments), key, depth, caller)
        if caller is not None:
            activation.handled = caller.handled or bool(caller.code.enclosing_clauses(caller.offset))
        self.evaluated.setdefault(method.key, method)
        inner = State(state.heap, state.statics, list(args), [], state.why)
        self._enter(activation, inner, method)
        try:
            self._run(activation, inner)
        finally:
            self.activation, self.state = caller, state
        if activation.thrown is not None and caller is not None:
            thrown = state.fork()
            thrown.heap, thrown.statics = activation.thrown.heap, activation.thrown.statics
            self._raise(caller, thrown, None)
        if activation.returned is None or activation.value is None:
            raise Dead
        state.heap, state.statics = activation.returned.heap, activation.returned.statics
        state.why = activation.returned.why or state.why
        return activation.value

    @staticmethod
    def _slot(caller: Activation) -> int:
        caller.slots += 1
        return caller.slots

    def _cannot_run(self, method: MethodHandle, depth: int) -> str | None:
        if depth > MAX_DEPTH:
            return f"calls are nested more than {MAX_DEPTH} deep"
        recursion, at = 0, self.activation
        while at is not None:
            if at.code.method.key == method.key:
                recursion += 1
            at = at.caller
        return f"{_spelled(method)} calls itself too often" if recursion > 12 else None

    def _give_up(self, args: Arguments[Abstract], cause: Cause, havoc: bool) -> Abstract:
        if havoc:
            self.forget_statics(cause)
        self.escape(args, cause)
        self.may_throw()
        return unknown(cause)

    def _enter(self, activation: Activation, state: State, method: MethodHandle) -> None:
        """Locals at their defaults; variables whose address is taken live in the heap."""
        code = activation.code
        for index in sorted(code.addressed_args):
            if index < len(state.args):
                state.args[index] = self._cell(activation, state, -2 - 2 * index, state.args[index])
        saved = self.activation, self.state
        self.activation, self.state = activation, state
        for index, sig in enumerate(self.links.locals(method)):
            value = self.calls.default(sig)
            if index in code.addressed_locals:
                value = self._cell(activation, state, -3 - 2 * index, value)
            state.locals.append(value)
        self.activation, self.state = saved

    def _cell(self, activation: Activation, state: State, number: int, value: Abstract) -> Abstract:
        id_ = self.intern((activation.key, number, 0, 0))
        state.heap.put(id_, Record("cell", {"v": value}))
        return single(Pointer(id_, "v"))

    def _run(self, activation: Activation, state: State) -> None:
        runner = Runner(self, activation)
        runner.schedule(0, 0, state, None)
        runner.run()

    # Exceptions

    def may_throw(self) -> None:
        """The current instruction may throw: handlers around it may run from the current state."""
        activation = self.activation
        if activation is None:
            return
        if activation.handled or activation.code.clauses:
            self._raise(activation, self.state.fork(), None)

    def _raise(self, activation: Activation, state: State, exception: Abstract | None) -> None:
        """Hand a state to the handlers around the current instruction, and to the caller when none takes it for certain."""
        raised_at = activation.offset
        self.raise_from(activation, state, activation.code.enclosing_clauses(raised_at), exception)

    def raise_from(
        self,
        activation: Activation,
        state: State,
        clauses: Arguments[Clause],
        exception: Abstract | None,
    ) -> None:
        """Run the clauses, innermost first; a finally passes the exception on when it ends."""
        thrown = exception or unknown("an exception that was caught", self.place())
        runner = activation.runner
        for index, clause in enumerate(clauses):
            if runner is None:
                break
            handler = state.fork()
            handler.stack = [thrown]
            if clause.flags == CATCH:
                answer = self._catches(activation, clause, exception)
                if answer is False:
                    continue
                runner.schedule(clause.handler_offset, runner.then_inside(clause.handler_offset), handler, None)
                if answer:
                    return
            elif clause.flags == FILTER:
                rest = tuple(clauses[index + 1 :])
                runner.schedule(clause.filter_or_type, runner.continuation(("filter", (rest, exception))), handler, None)
                return
            else:
                handler.stack = []
                runner.schedule(clause.handler_offset, runner.continuation(("throw", tuple(clauses[index + 1 :]))), handler, None)
                return
        state.stack = []
        activation.thrown = state if activation.thrown is None else self.joined(activation.thrown, state)

    def _catches(self, activation: Activation, clause: Clause, exception: Abstract | None) -> bool | None:
        try:
            caught = self.links.type(activation.code.image, clause.filter_or_type, activation.context)
        except UnreadableAssembly:
            return None
        return catches(self, exception, str(caught))

    # Static constructors

    def initialise(self, type_: TypeHandle) -> int:
        """Run a type's static constructor unless it ran already; the number of the record with its static fields."""
        name = str(type_)
        id_ = self.state.statics.get(name)
        if id_ is not None:
            return id_
        self.calls.static_types[name] = type_
        id_ = self.static_id(name)
        fields = {
            self.links.field_key(entry): self.calls.default(entry.type)
            for entry in type_.fields
            if entry.is_static and not entry.is_literal
        }
        self.state.heap.put(id_, Record("statics", fields))
        self.state.statics = {**self.state.statics, name: id_}
        method = self.links.initialiser(type_)
        if method is not None:
            self.call(method, [])
        if self.after_initialiser is not None:
            self.after_initialiser(type_, self.state)
        return id_

    def unreadable(self, type_: External) -> Cause:
        """Why what a type does cannot be followed."""
        reason = f"type {type_.name} in assembly {type_.assembly}, which is not read"
        return Cause(f"{reason}: {type_.reason}" if type_.reason else reason, self.place())


def _spelled(method: MethodHandle) -> str:
    return f"{method.declaring_type.name}::{method.name}"


class Runner:
    """The blocks of one activation that are still to be run, in order of their offsets."""

    def __init__(self, machine: Machine, activation: Activation) -> None:
        self.machine = machine
        self.activation = activation
        activation.runner = self
        self.pending: dict[tuple[int, int], State] = {}
        self.continuations: list[tuple[str, object]] = [("", None)]
        self.heads: dict[tuple[int, int], State] = {}
        self.passes: dict[tuple[int, int], int] = {}
        self.fixpoint: dict[int, int] = {}
        self.epoch = 0
        self.controlled: dict[int, bool] = {}
        self.uncontrolled: dict[int, bool] = {}
        self.iterations: dict[int, int] = {}
        self.block_visits: dict[int, int] = {}
        self.then = 0

    def then_inside(self, offset: int) -> int:
        """What follows the finally block that is being run, when the offset lies in that same block; else nothing."""
        at = self.activation.offset
        for clause in self.activation.code.clauses:
            end = clause.handler_offset + clause.handler_length
            if clause.flags not in (CATCH, FILTER) and clause.handler_offset <= at < end:
                return self.then if clause.handler_offset <= offset < end else 0
        return 0

    def continuation(self, what: tuple[str, object]) -> int:
        """The number of what follows a finally block."""
        if what not in self.continuations:
            self.continuations.append(what)
        return self.continuations.index(what)

    def schedule(self, offset: int, then: int, state: State, source: int | None) -> None:
        """Put a state before a block; ``source`` is the block it comes from, None for entries by exception."""
        loops = self.activation.code.loops
        if offset in loops:
            back = source is not None and source in loops[offset]
            if back:
                self._arrive_back(offset, then, state)
                return
            if not self._in_fixpoint(offset, outer_only=True):
                self._reset(offset)
            elif offset in self.fixpoint:
                self._accumulate(offset, then, state)
                return
        elif source is None and self._in_fixpoint(offset):
            self._accumulate(offset, then, state)
            return
        self._put(offset, then, state)

    def _put(self, offset: int, then: int, state: State) -> None:
        key = (offset, then)
        waiting = self.pending.get(key)
        if waiting is not None:
            waiting, state = self.same_statics(waiting, state)
            state = self.machine.joined(waiting, state)
        self.pending[key] = state

    def same_statics(self, left: State, right: State) -> tuple[State, State]:
        """Run the static constructors that ran on one path only on the other one too: they would run there on first use."""
        if left.statics is right.statics or left.statics.keys() == right.statics.keys():
            return left, right
        for state, other in ((left, right), (right, left)):
            for name in [name for name in other.statics if name not in state.statics]:
                self._late_initialise(state, name)
        return left, right

    def _late_initialise(self, state: State, name: str) -> None:
        machine = self.machine
        type_ = machine.calls.type_of_statics(name)
        saved = machine.state
        machine.state = state
        try:
            if type_ is not None:
                machine.initialise(type_)
        except (Dead, Thrown):
            pass
        finally:
            machine.state = saved

    def _in_fixpoint(self, offset: int, outer_only: bool = False) -> bool:
        loops = self.activation.code.loops
        return any(offset in loops[head] for head in self.fixpoint if not (outer_only and head == offset))

    def _reset(self, head: int) -> None:
        """The loop is entered anew from outside."""
        self.fixpoint.pop(head, None)
        self.iterations[head] = 0
        self.controlled.pop(head, None)
        self.uncontrolled.pop(head, None)
        for key in [key for key in self.heads if key[0] == head]:
            del self.heads[key]
            self.passes.pop(key, None)

    def _arrive_back(self, head: int, then: int, state: State) -> None:
        if head in self.fixpoint:
            self._accumulate(head, then, state)
            return
        count = self.iterations[head] = self.iterations.get(head, 0) + 1
        controlled = self.controlled.pop(head, False)
        uncontrolled = self.uncontrolled.pop(head, False)
        endless = count > 64 if uncontrolled else count > MAX_ITERATIONS
        if controlled and not endless:
            self._put(head, then, state)
            return
        if not controlled and not uncontrolled and not endless:
            self._put(head, then, state)
            return
        self.epoch += 1
        self.fixpoint[head] = self.epoch
        body = self.activation.code.loops[head]
        for inner in [inner for inner in self.fixpoint if inner != head and inner in body]:
            del self.fixpoint[inner]
        for key in [key for key in self.heads if key[0] in body]:
            del self.heads[key]
            self.passes.pop(key, None)
        self._accumulate(head, then, state)

    def _accumulate(self, head: int, then: int, state: State) -> None:
        key = (head, then)
        if state.why is None:
            state.why = LOOP
        known = self.heads.get(key)
        if known is None:
            self.heads[key] = state.fork()
            self._put(head, then, state)
            return
        passes = self.passes[key] = self.passes.get(key, 0) + 1
        if passes > MAX_PASSES:
            raise Budget("a loop does not come to an end")
        known, state = self.same_statics(known, state)
        joined, changed = known.join(state, widen=passes > PLAIN_PASSES)
        self.machine.charge(joined.heap)
        if passes > 1:
            joined = self._opened(known, joined)
        if changed:
            self.heads[key] = joined
            self._put(head, then, joined.fork())

    @staticmethod
    def _opened(known: State, joined: State) -> State:
        """Collections that grew from one pass to the next have no known length."""
        for id_, obj in joined.heap.changes(known.heap):
            before = known.heap.get(id_)
            if isinstance(obj, Sequence) and isinstance(before, Sequence) and (obj.low, obj.high) != (before.low, before.high):
                high = obj.high if obj.high == before.high else None
                low = obj.low if obj.low == before.low else 0
                joined.heap.put(id_, replace(obj, low=low, high=high, cause=obj.cause or joined.why or LOOP))
        return joined

    def run(self) -> None:
        """Run until no block is left."""
        while self.pending:
            key = min(self.pending)
            state = self.pending.pop(key)
            self._run_block(key[0], key[1], state)

    def _counter(self, block: int) -> int:
        """The number of this visit: the same for all visits within a loop that is run to a fixpoint."""
        loops = self.activation.code.loops
        outer = [epoch for head, epoch in self.fixpoint.items() if block in loops[head]]
        if outer:
            return -min(outer)
        visit = self.block_visits[block] = self.block_visits.get(block, 0) + 1
        return visit

    def _run_block(self, offset: int, then: int, state: State) -> None:
        machine, activation, code = self.machine, self.activation, self.activation.code
        activation.counter = self._counter(code.block_of[offset])
        machine.activation, machine.state, self.then = activation, state, then
        instructions = code.instructions
        handlers = machine.steps_of.handlers
        at = code.position[offset]
        block = offset
        try:
            while True:
                instruction = instructions[at]
                activation.offset = instruction.offset
                activation.slots = 0
                machine.steps += 1
                if machine.steps > machine.max_steps:
                    raise Budget(f"more than {machine.max_steps} steps")
                op = instruction.op
                handler = handlers[op] if op in handlers else machine.steps_of.handler(op)
                if handler is None:
                    self._transfer(block, then, state, instruction)
                    return
                handler(activation, state, instruction)
                at += 1
                following = instruction.end
                if code.block_of.get(following, -1) != code.block_of[instruction.offset]:
                    if following in code.position:
                        self.schedule(following, then, state, block)
                    return
        except Dead:
            return
        except Thrown:
            state.stack = []
            if activation.handled or code.clauses:
                machine.raise_from(activation, state, code.enclosing_clauses(activation.offset), None)
            return
        except IndexError:
            raise Budget(f"the evaluation stack of {code.type_name}::{code.name} runs empty") from None

    # Control transfer

    def _transfer(self, block: int, then: int, state: State, instruction: Instruction) -> None:
        op = instruction.op
        if op == OP["ret"]:
            self._return(state)
        elif op in _LEAVE:
            self._leave(block, then, state, instruction)
        elif op == OP["endfinally"]:
            self._end_finally(then, state)
        elif op == OP["endfilter"]:
            self._end_filter(then, state, instruction)
        elif op in (OP["throw"], OP["rethrow"]):
            exception = state.stack[-1] if op == OP["throw"] and state.stack else None
            clauses = self.activation.code.enclosing_clauses(instruction.offset)
            state.stack = []
            if self.activation.handled or clauses:
                self.machine.raise_from(self.activation, state, clauses, exception)
        else:
            self._branch(block, then, state, instruction)

    def _end_filter(self, then: int, state: State, instruction: Instruction) -> None:
        """The handler runs when the filter says so, else the search goes on outwards."""
        verdict = state.stack[-1] if state.stack else VOID
        answer = truth(verdict.atom) if verdict.known else None
        clause = next(
            (c for c in self.activation.code.clauses if c.flags == FILTER and c.handler_offset == instruction.end), None
        )
        kind, rest = self.continuations[then]
        clauses, exception = rest if kind == "filter" and isinstance(rest, tuple) else ((), None)
        if answer is not True:
            other = state.fork()
            other.stack, other.why = [], verdict.reason or state.why
            self.machine.raise_from(self.activation, other, clauses, exception)
        if answer is not False and clause is not None:
            state.stack = [exception or unknown("an exception that was caught", self.machine.place())]
            state.why = verdict.reason or state.why
            self.schedule(clause.handler_offset, 0, state, None)

    def _return(self, state: State) -> None:
        activation = self.activation
        value = state.stack[-1] if state.stack else VOID
        state.stack, state.locals, state.args = [], [], []
        if activation.returned is None:
            activation.returned, activation.value = state, value
            return
        returned, state = self.same_statics(activation.returned, state)
        activation.returned = self.machine.joined(returned, state)
        activation.value = join(activation.value or value, value, state.why or returned.why)

    def _leave(self, block: int, then: int, state: State, instruction: Instruction) -> None:
        target = int(instruction.operand) if isinstance(instruction.operand, int) else 0
        state.stack = []
        clauses = tuple(
            clause
            for clause in self.activation.code.enclosing_clauses(instruction.offset)
            if clause.flags == 2 and not clause.try_offset <= target < clause.try_offset + clause.try_length
        )
        self._through(block, clauses, target, then, state)

    def _through(self, block: int, clauses: tuple[Clause, ...], target: int, then: int, state: State) -> None:
        if clauses:
            following = self.continuation(("leave", (clauses[1:], target, then)))
            self.schedule(clauses[0].handler_offset, following, state, block)
        else:
            self.schedule(target, then, state, block)

    def _end_finally(self, then: int, state: State) -> None:
        kind, rest = self.continuations[then]
        state.stack = []
        if kind == "leave" and isinstance(rest, tuple):
            clauses, target, outer = rest
            self._through(self.activation.code.block_of[self.activation.offset], clauses, target, outer, state)
        elif kind == "throw" and isinstance(rest, tuple):
            self.machine.raise_from(self.activation, state, rest, None)

    def _branch(self, block: int, then: int, state: State, instruction: Instruction) -> None:
        from ecma2lint.readers.assembly.evaluate_branches import outcomes

        ways = outcomes(self.machine, self.activation, state, instruction)
        decided = len(ways) == 1
        for head in self.activation.code.exits.get(instruction.offset, ()):
            if decided:
                self.controlled[head] = True
            else:
                self.uncontrolled[head] = True
        for target, successor in ways:
            self.schedule(target, then, successor, block)
