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
from ecma2lint.readers.assembly.evaluate_exceptions import Exceptions
from ecma2lint.readers.assembly.evaluate_initialisers import Initialisers
from ecma2lint.readers.assembly.evaluate_links import Context, Links
from ecma2lint.readers.assembly.evaluate_runner import Budget, Dead, Runner
from ecma2lint.readers.assembly.evaluate_state import LOOP, Activation, Pointer, State, held
from ecma2lint.readers.assembly.handles import External, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import IlError
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.contract_types import CAPABILITIES_TYPE
from ecma2lint.readers.heap import Heap, HeapObject, Opaque, Record, Sequence, escape, join_objects
from ecma2lint.readers.lattice import NO_PLACE, Abstract, Cause, Place, Ref, single, unknown
from ecma2lint.records import dataclass, replace

MAX_STEPS: Final = 150_000
OBJECTS_PER_STEP: Final = 4
MAX_DEPTH: Final = 40
MAX_OBJECTS: Final = 50_000


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
        self.older_than: int | None = None
        self.read_earlier: dict[tuple[Image, int], None] = {}
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

        self.exceptions = Exceptions(self)
        self.initialisers = Initialisers(self)
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

    @property
    def following(self) -> int:
        """The number that the next new object or activation gets."""
        return self._next

    def static_id(self, name: str) -> int:
        """The number of the record that holds a type's static fields."""
        found = self._static_ids.get(name)
        if found is None:
            found = self._static_ids[name] = self._next
            self._next += 1
        return found

    def static_names(self) -> dict[int, str]:
        """The records of static fields, by number, with the names of their types."""
        return {id_: name for name, id_ in self._static_ids.items()}

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

    def call(self, method: MethodHandle, args: list[Abstract], initialises: int | None = None) -> Abstract:
        """Run a method of the universe from the current state, which becomes the state after it.

        Args:
            initialises: the record of static fields whose static constructor the method is.

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
            activation.handled = caller.handled or caller.code.handles(caller.offset)
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
            exception = activation.exception
            if initialises is not None:
                exception = self.initialisers.failed(thrown, initialises, exception)
            self.exceptions.raise_at(caller, thrown, exception)
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

    def may_throw(self, exception: Abstract | None = None) -> None:
        """The current instruction may throw: handlers around it may run from the current state."""
        activation = self.activation
        if activation is not None and (activation.handled or activation.code.clauses):
            self.exceptions.raise_at(activation, self.state.fork(), exception)

    def initialise(self, type_: TypeHandle) -> int:
        """Run a type's static constructor unless it ran already; the number of the record with its static fields."""
        return self.initialisers.initialise(type_)

    def unreadable(self, type_: External) -> Cause:
        """Why what a type does cannot be followed."""
        reason = f"type {type_.name} in assembly {type_.assembly}, which is not read"
        return Cause(f"{reason}: {type_.reason}" if type_.reason else reason, self.place())


def _spelled(method: MethodHandle) -> str:
    return f"{method.declaring_type.name}::{method.name}"
