"""One member of a contract class, evaluated as a host calls it: on a new object, once and again, after other members ran.

A field that other code may write between two calls joins what that code may leave there: unknown, with the writer's name.
The member is called again until nothing it depends on changes any more, so that a memoised value is the same on every call
and a value that differs from call to call is never taken for constant.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from typing import Final

from ecma2lint.contract import ContractVersion
from ecma2lint.facts import Location, Observation
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_aliases import Aliases
from ecma2lint.readers.assembly.evaluate_flow import Flow
from ecma2lint.readers.assembly.evaluate_links import Links
from ecma2lint.readers.assembly.evaluate_machine import MAX_STEPS, Machine, Snapshot
from ecma2lint.readers.assembly.evaluate_recency import Recency
from ecma2lint.readers.assembly.evaluate_runner import Budget, Dead
from ecma2lint.readers.assembly.evaluate_state import Boxed, Delegate, Pair, Pointer, State
from ecma2lint.readers.assembly.evaluate_writers import Key, Writers
from ecma2lint.readers.assembly.handles import FieldHandle, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import IlError
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import IMMUTABLE_TYPES, Heap, Opaque, Record, Sequence
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Place, Ref, join, single, unknown
from ecma2lint.readers.model_facts import Result
from ecma2lint.records import dataclass, field, replace

MAX_CALLS: Final = 4
MAX_ROUNDS: Final = 6
#: The budget of all members of a class together, so that many costly ones end in time.
CLASS_STEPS: Final = 600_000


@dataclass
class MemberResults:
    """What the calls of one member returned; ``cause`` is set when that could not be found out at all."""

    results: list[Result] = field(default_factory=list)
    cause: Cause | None = None
    observations: tuple[Observation, ...] = ()
    throws: bool = False
    #: The records of static fields, by number, with the names of their types.
    statics: dict[int, str] = field(default_factory=dict)


@dataclass
class _Attempt:
    """One try at a member: what it is called with, its budget, and what other code writes."""

    method: MethodHandle
    arguments: list[Abstract]
    place: Place
    max_steps: int
    tainted: dict[Key, tuple[FieldHandle, Cause]]
    changed: dict[Key, tuple[FieldHandle, Cause]]


@dataclass
class _Created:
    """A machine in which a host has just created the object, and the object."""

    machine: Machine
    snapshot: Snapshot
    this: Abstract


def _given_up(budget: Budget, machine: Machine | None, place: Place) -> Cause:
    """Why an evaluation ended early, with what the path it was on depends on."""
    why = machine.state.why if machine else None
    return Cause(f"the evaluation was given up: {budget}" + (f" ({why.reason})" if why else ""), place)


@dataclass
class MemberEvaluator:
    """Evaluates the members of one contract class."""

    links: Links
    contract: ContractVersion
    type_: TypeHandle
    writers: Writers = field(init=False)
    flow: Flow = field(init=False)
    spent: int = field(init=False)
    first: _Created | None = field(init=False)
    failure: Exception | None = field(init=False)
    #: The methods that running the members ran.
    evaluated: dict[Key, None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.spent = 0
        self.first: _Created | None = None
        self.failure: Exception | None = None
        self.writers = self.links.remembered(Writers)
        self.flow = Flow(self.links, self.writers)

    def place(self, method: MethodHandle) -> Place:
        """Where a member is."""
        return Place(Location(method.declaring_type.name, method.name, method.token, 0))

    def run(
        self, method: MethodHandle, arguments: Callable[[Place], list[Abstract]], max_steps: int = MAX_STEPS
    ) -> MemberResults:
        """Evaluate a member.

        Args:
            method: the method the member is bound to.
            arguments: what the host passes, without ``this``.
            max_steps: the budget, in instructions and joins.
        """
        place = self.place(method)
        tainted: dict[Key, tuple[FieldHandle, Cause]] = {}
        changed: dict[Key, tuple[FieldHandle, Cause]] = {}
        for _ in range(MAX_ROUNDS):
            left = CLASS_STEPS - self.spent
            if left <= 0:
                spent = f"the evaluation was given up: the members of the class take more than {CLASS_STEPS} steps"
                return MemberResults(cause=Cause(spent, place))
            attempt = _Attempt(method, arguments(place), place, min(max_steps, left), tainted, changed)
            machine, outcome = self._attempt(attempt)
            self.spent += machine.steps if machine else 0
            if machine is None or outcome.cause is not None or not self._more_taints(machine, method, tainted, changed, place):
                outcome.observations = tuple(machine.observations) if machine else ()
                outcome.statics = machine.static_names() if machine else {}
                self.evaluated.update(dict.fromkeys(machine.evaluated) if machine else {})
                return outcome
        return MemberResults(cause=Cause("too many fields are written by other members", place))

    def run_alone(self, method: MethodHandle, max_steps: int) -> tuple[Observation, ...]:
        """What is seen in a method that is run on what nobody knows: a delegate in the hands of the framework."""
        machine = Machine(self.links, self.contract, min(max_steps, CLASS_STEPS - self.spent))
        count = len(self.links.signature(method).parameters) + (not method.is_static)
        machine.begin_call(0)
        with contextlib.suppress(Budget, Dead, Thrown, IlError, UnreadableAssembly, RecursionError):
            machine.calls.invoke(method, [unknown("what it is called with", self.place(method)) for _ in range(count)], False)
        self.spent += machine.steps
        return tuple(machine.observations)

    def _attempt(self, attempt: _Attempt) -> tuple[Machine | None, MemberResults]:
        """One evaluation under what is known of other writers; the machine is None when no object could be created."""
        place, machine = attempt.place, None
        try:
            machine, this = self._created(attempt)
            return machine, self._calls(machine, attempt.method, this, attempt.arguments, machine.statics_written)
        except Budget as budget:
            return machine, MemberResults(cause=_given_up(budget, machine, place))
        except (Dead, Thrown):
            return machine, MemberResults(cause=Cause("the constructor throws", place), throws=True)
        except (IlError, UnreadableAssembly) as error:
            return machine, MemberResults(cause=Cause(f"the code cannot be followed: {error}", place))
        except RecursionError:
            return machine, MemberResults(cause=Cause("the evaluation was given up: expressions are nested too deeply", place))

    def _created(self, attempt: _Attempt) -> tuple[Machine, Abstract]:
        """A machine that holds a new object; where nobody else writes, the first one is kept for all members."""
        if attempt.tainted or attempt.changed or self._takes_arguments():
            machine = Machine(self.links, self.contract, attempt.max_steps)
            taint = _Taint(machine, attempt.tainted, attempt.changed)
            machine.after_initialiser = taint.initialised
            this = self._construct(machine, attempt.place)
            taint.apply(machine.state)
            machine.steps = 0
            return machine, this
        if self.failure is not None:
            raise self.failure
        if self.first is None:
            machine = Machine(self.links, self.contract)
            try:
                this = self._construct(machine, attempt.place)
            except (Budget, Dead, Thrown, IlError, UnreadableAssembly, RecursionError) as error:
                self.failure = error
                raise
            self.first = _Created(machine, machine.snapshot(), this)
        self.first.machine.restore(self.first.snapshot, attempt.max_steps)
        return self.first.machine, self.first.this

    def _takes_arguments(self) -> bool:
        constructors = self.type_.methods_named(".ctor")
        return bool(constructors) and all(self.links.signature(method).parameters for method in constructors)

    def _construct(self, machine: Machine, place: Place) -> Abstract:
        """A new object as a host creates it; with a constructor that takes arguments these are unknown."""
        constructors = sorted(self.type_.methods_named(".ctor"), key=lambda m: len(self.links.signature(m).parameters))
        this = single(machine.calls.new_record(self.type_))
        if not constructors:
            return this
        count = len(self.links.signature(constructors[0]).parameters)
        arguments = [unknown("an argument of the constructor", place) for _ in range(count)]
        machine.calls.invoke(constructors[0], [this, *arguments], False)
        if count and len(constructors) > 1:
            machine.escape((this,), Cause("the class has several constructors with parameters", place))
        return this

    def _calls(
        self, machine: Machine, method: MethodHandle, this: Abstract, arguments: list[Abstract], again: bool
    ) -> MemberResults:
        """Call after call; with ``again`` another object is created in between, whose constructor changes statics."""
        results: list[Result] = []
        created, machine.read_fields = machine.read_fields, {}
        shape = _shape(machine.state, this)
        for number in range(MAX_CALLS):
            if again and number:
                machine.begin_call(100 + number)
                self._construct(machine, self.place(method))
            if not self._one_call(machine, method, this, arguments, number, results):
                machine.read_fields.update(created)
                return MemberResults(results, throws=not results)
            if not machine.read_fields:
                # It reads no state at all, so no other call and no other object can change what it answers.
                machine.read_fields = created
                return MemberResults(results)
            machine.read_fields.update(created)
            after = _shape(machine.state, this)
            if after == shape and (number or not again):
                return MemberResults(results)
            shape = after
        return self._every_call(machine, method, this, arguments, results, again)

    def _one_call(
        self,
        machine: Machine,
        method: MethodHandle,
        this: Abstract,
        arguments: list[Abstract],
        number: int,
        results: list[Result],
    ) -> bool:
        machine.begin_call(number)
        try:
            args = arguments if method.is_static else [this, *arguments]
            value = machine.calls.invoke(method, args, True)
        except (Dead, Thrown):
            return False
        results.append(Result(value, machine.state.heap.fork()))
        return True

    def _every_call(
        self,
        machine: Machine,
        method: MethodHandle,
        this: Abstract,
        arguments: list[Abstract],
        results: list[Result],
        again: bool,
    ) -> MemberResults:
        """What differs from call to call is unknown: the state before any later call is covered by one that does not change."""
        why = Cause("depends on how often the member was called before", self.place(method))
        recency = Recency(machine, this, why)
        for number in range(MAX_CALLS, 2 * MAX_CALLS):
            before = machine.state.fork()
            if again:
                machine.begin_call(100 + MAX_CALLS)
                self._construct(machine, self.place(method))
            machine.begin_call(MAX_CALLS)
            if not self._one_call(machine, method, this, arguments, MAX_CALLS, results):
                return MemberResults(results)
            recency.settle()
            machine.state.why = why
            joined, more = before.join(machine.state, widen=number > MAX_CALLS)
            if not more:
                return MemberResults(results)
            for id_, obj in joined.heap.changes(before.heap):
                joined.heap.put(id_, _forgotten(obj, before.heap.get(id_), why))
            machine.state.heap, machine.state.statics = joined.heap, joined.statics
        return MemberResults(cause=why)

    def _more_taints(
        self,
        machine: Machine,
        method: MethodHandle,
        tainted: dict[Key, tuple[FieldHandle, Cause]],
        changed: dict[Key, tuple[FieldHandle, Cause]],
        place: Place,
    ) -> bool:
        found = False
        aliases = Aliases(machine)
        for key in list(machine.read_fields):
            entry = FieldHandle(*key)
            if entry.is_literal:
                continue
            where = replace(place, location=Location(entry.declaring_type.name, entry.name, entry.token))
            if key not in tainted:
                writer = self.writers.other_writer(entry, machine.evaluated, method.key)
                if writer is not None:
                    tainted[key] = (
                        entry,
                        Cause(f"field {entry.declaring_type.name}::{entry.name} is also written by {writer}", where),
                    )
                    found = True
            if key not in changed and key not in tainted:
                changer = self._changer(entry, machine, aliases) if _changeable(str(entry.type)) else None
                if changer is not None:
                    name = f"{entry.declaring_type.name}::{entry.name}"
                    changed[key] = (entry, Cause(f"what field {name} holds may also be changed by {changer}", where))
                    found = True
        return found

    def _changer(self, entry: FieldHandle, machine: Machine, aliases: Aliases) -> str | None:
        """A method that may change what the field holds, through the field or through another one that holds the same."""
        for other in (entry, *aliases.of(entry)):
            changer = self.flow.changer(other, machine.evaluated)
            if changer is not None:
                return changer
        return None


def _changeable(type_name: str) -> bool:
    """Whether a field of the type may hold a framework or contract object that can change (own ones have fields of their own)."""
    simple = type_name.partition("<")[0].rpartition(".")[2]
    if type_name.startswith("Microsoft.MetadirectoryServices."):
        return simple not in IMMUTABLE_TYPES
    return (
        type_name.endswith("]")
        or type_name.startswith(("System.Collections.", "System.Text.StringBuilder"))
        or type_name == "System.Object"
    )


def _forgotten(obj: Record | Sequence | Opaque, before: object, why: Cause) -> Record | Sequence | Opaque:
    """An object that differs from call to call: what differs is unknown."""
    if isinstance(obj, Record) and isinstance(before, Record):
        fields = {
            name: value if value == before.fields.get(name) else Abstract(value.refs, why) for name, value in obj.fields.items()
        }
        return replace(obj, fields=fields)
    if isinstance(obj, Sequence) and isinstance(before, Sequence) and (obj.low, obj.high) != (before.low, before.high):
        return replace(obj, low=0, high=None, cause=why)
    return obj


@dataclass
class _Taint:
    """Brings what other code may have written into the state that a member starts from."""

    machine: Machine
    tainted: dict[Key, tuple[FieldHandle, Cause]]
    changed: dict[Key, tuple[FieldHandle, Cause]]

    def initialised(self, type_: TypeHandle, state: State) -> None:
        """A static constructor has just run."""
        self.apply(state)

    def apply(self, state: State) -> None:
        """Every object there is now: tainted fields are unknown, objects that others may change are opaque."""
        links = self.machine.links
        written = {links.field_key(entry): cause for entry, cause in self.tainted.values()}
        changed = {links.field_key(entry): cause for entry, cause in self.changed.values()}
        if not written and not changed:
            return
        for id_, obj in list(state.heap.items()):
            if not isinstance(obj, Record):
                continue
            hit = [name for name in obj.fields if name in written]
            if hit:
                fields = dict(obj.fields)
                for name in hit:
                    fields[name] = join(fields[name], unknown(written[name]))
                state.heap.put(id_, replace(obj, fields=fields))
            for name in obj.fields:
                if name in changed:
                    self.machine.escape((obj.fields[name],), changed[name])


def _shape(state: State, this: Abstract) -> object:
    """What can be reached from the object and the statics, with objects numbered as they are met."""
    numbers: dict[int, int] = {}
    queue: list[int] = []

    def atom_shape(atom: Atom) -> object:
        if isinstance(atom, Ref):
            if atom.id not in numbers:
                numbers[atom.id] = len(numbers)
                queue.append(atom.id)
            return ("ref", numbers[atom.id])
        if isinstance(atom, Pointer):
            return ("pointer", atom_shape(Ref(atom.id)), atom.key)
        if isinstance(atom, Delegate):
            return ("delegate", *((part.callee, value_shape(part.target)) for part in atom.parts))
        if isinstance(atom, Boxed):
            return ("boxed", atom.type, value_shape(atom.value))
        if isinstance(atom, Pair):
            return ("pair", value_shape(atom.key), value_shape(atom.value))
        return atom

    def value_shape(value: Abstract) -> object:
        return (tuple(atom_shape(atom) for atom in value.atoms), value.cause)

    roots = [value_shape(this), *((name, value_shape(single(Ref(id_)))) for name, id_ in sorted(state.statics.items()))]
    shapes: list[object] = []
    heap: Heap = state.heap
    while queue:
        obj = heap.get(queue.pop(0))
        if isinstance(obj, Record):
            fields = tuple((name, value_shape(value)) for name, value in sorted(obj.fields.items()))
            shapes.append((obj.type, fields, obj.summary))
        elif isinstance(obj, Sequence):
            elements = tuple((value_shape(e.value), value_shape(e.key) if e.key else None, e.always) for e in obj.elements)
            shapes.append((obj.type, elements, obj.low, obj.high))
        else:
            shapes.append(obj.type if obj is not None else None)
    return (tuple(roots), tuple(shapes))
