"""The state of one evaluation: heap, call stack, exception handlers, budgets; and what every part of the evaluator calls.

The evaluator runs a member on values that are known, one of a few, or unknown. Where both ways of a branch are possible it runs
both on forks of the heap and joins them. A path that returned, raised or jumped is ``dead``.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from typing import Final

from ecma2lint.contract import ContractVersion
from ecma2lint.facts import NOWHERE, Location, Observation
from ecma2lint.readers.heap import (
    Heap,
    HeapObject,
    Record,
    Sequence,
    join_objects,
    sequence_of,
)
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Cause, Const, Place, Ref, join, join_all, single
from ecma2lint.readers.python.evaluate_frames import LIST, ClassInfo, Frame
from ecma2lint.readers.python.evaluate_operations import Operations
from ecma2lint.readers.python.evaluate_values import NEVER, Code, External, Raised
from ecma2lint.readers.python.modules import Module
from ecma2lint.records import replace

#: Steps (syntax nodes evaluated) per member, nesting of evaluation, live heap objects: beyond them a member is unknown.
STEP_LIMIT: Final = 300_000
DEPTH_LIMIT: Final = 150
OBJECT_LIMIT: Final = 100_000


class BudgetError(Exception):
    """The member is too large to follow; the message says in what."""


class Machine(Operations):
    """What the parts of the evaluator share; the parts are mixins over it."""

    def __init__(self, target: Module, contract: ContractVersion) -> None:
        self.contract = contract
        self.target = target
        self.heap = Heap()
        self.dead = False
        self.steps = 0
        self.depth = 0
        self.next_id = 0
        self.writes = 0
        self.frames: list[Frame] = []
        self.handlers: list[list[tuple[Heap, Raised | None]]] = []
        self.node: ast.AST = target.tree
        self.observations: dict[Observation, None] = {}
        self.classes: dict[int, ClassInfo] = {}
        self.modules: list[Module] = []
        self.module_scopes: dict[Module, int] = {}
        self.codes: dict[ast.AST, Code] = {}
        self.rounds = 0
        self.sites: dict[object, int] = {}
        self.births: dict[int, object] = {}
        self.counts: dict[object, int] = {}
        self.called: set[Code] = set()
        #: Whether functools.total_ordering adds comparisons to a class of the sources.
        self.total_ordered = False
        #: Why no name of a module is certain any more.
        self.names_lost: str | None = None
        #: What stands outside the sources and was replaced by them, by its path.
        self.replaced: dict[str, Cause] = {}

    def replacement(self, path: str) -> Cause | None:
        """Why something outside the sources is not what it was; None when nothing replaced it."""
        return next((cause for name, cause in self.replaced.items() if path == name or path.startswith(f"{name}.")), None)

    # --- places and observations --------------------------------------------------------------------------------------

    def tick(self, node: ast.AST) -> None:
        """Count one step at a node.

        Raises:
            BudgetError: the member is too large to follow.
        """
        self.steps += 1
        self.node = node
        if self.steps > STEP_LIMIT:
            raise BudgetError(f"the member needs more than {STEP_LIMIT} steps of evaluation")

    def location(self, node: ast.AST | None = None) -> Location:
        """The location of a node in the module that is being evaluated."""
        frame = self.frames[-1] if self.frames else None
        module = self.modules[frame.module] if frame else self.target
        owner = self.classes[frame.owner].name if frame and frame.owner is not None and frame.owner in self.classes else None
        return module.location(node or self.node, owner, frame.name if frame and frame.code else None)

    def place(self) -> Place:
        """The current place and the calls it was reached through, outermost first."""
        calls = (frame.call for frame in self.frames)
        return Place(self.location(), tuple(call for call in calls if call is not None and call != NOWHERE))

    def cause(self, reason: str) -> Cause:
        """A cause at the current place."""
        return Cause(reason, self.place())

    def unknown(self, reason: str | Cause, *held_on: Abstract) -> Abstract:
        """An unknown value; the objects of ``held_on`` are among those it may be."""
        cause = reason if isinstance(reason, Cause) else self.cause(reason)
        return Abstract(tuple(dict.fromkeys(atom for value in held_on for atom in self._kept(value))), cause)

    @staticmethod
    def _kept(value: Abstract) -> Iterable[Atom]:
        return (atom for atom in value.atoms if not isinstance(atom, Const))

    def observe(self, kind: str, subject: str, detail: str) -> None:
        """Emit an observation at the current place."""
        if not self.dead:
            self.observations.setdefault(Observation(kind, subject, detail, self.location()))

    def name_parameter(self, key: Abstract, kind: str, detail: str = "") -> None:
        """Note that a configuration parameter is fetched, asked for or read, by every name it may have."""
        for atom in key.atoms if key.cause is None else ():
            if isinstance(atom, Const) and isinstance(atom.value, str):
                self.observe(kind, atom.value, detail)

    # --- heap ---------------------------------------------------------------------------------------------------------

    def allocate(self, obj: HeapObject) -> Ref:
        """A new object. In a loop that is not unrolled, one object stands for all that are made at one place."""
        if self.rounds:
            site = (self.node, tuple(frame.call for frame in self.frames), obj.type, self._ordinal(obj))
            if site in self.sites:
                id_ = self.sites[site]
                old = self.heap.get(id_)
                self.put(id_, join_objects(old, obj) if old is not None else obj)
                return Ref(id_)
            obj = replace(obj, summary=True) if isinstance(obj, Record | Sequence) else obj
            self.sites[site] = self.next_id + 1
        self.next_id += 1
        if self.next_id > OBJECT_LIMIT:
            raise BudgetError(f"the member makes more than {OBJECT_LIMIT} objects")
        self.put(self.next_id, obj)
        birth = (self.node, tuple(frame.call for frame in self.frames), obj.type)
        count = self.counts[birth] = self.counts.get(birth, 0) + 1
        self.births[self.next_id] = (birth, count)
        return Ref(self.next_id)

    @staticmethod
    def _ordinal(obj: HeapObject) -> object:
        """Tells apart the several objects one call makes (a type and its collections)."""
        return tuple(obj.fields) if isinstance(obj, Record) else len(obj.elements) if isinstance(obj, Sequence) else 0

    def put(self, id_: int, obj: HeapObject) -> None:
        """Set an object."""
        self.writes += 1
        self.heap.put(id_, obj)

    def change(self, target: Abstract, change: Callable[[HeapObject], HeapObject]) -> None:
        """Change the objects a value may refer to."""
        self.writes += 1
        self.heap.update(target, change)

    def record(self, atom: Atom) -> Record | None:
        """The record an atom refers to."""
        obj = self.heap.get(atom.id) if isinstance(atom, Ref) else None
        return obj if isinstance(obj, Record) else None

    def heap_type(self, atom: Atom) -> str:
        """The type of the heap object an atom refers to; nothing for anything else."""
        obj = self.heap.get(atom.id) if isinstance(atom, Ref) else None
        return obj.type if obj is not None else ""

    def new_list(self, values: Iterable[Abstract], type_: str = LIST) -> Abstract:
        """A new list, set or .NET list with these elements."""
        return single(self.allocate(sequence_of(type_, values, self.place())))

    # --- branches -----------------------------------------------------------------------------------------------------

    def merge(self, other: Heap, other_dead: bool, why: Cause | None) -> None:
        """Join the current state with another one; dead states do not count."""
        if other_dead:
            return
        if self.dead:
            self.heap, self.dead = other, False
            return
        self.heap, _ = self.heap.join(other, why)

    def merge_all(self, heaps: Iterable[Heap], why: Cause | None = None) -> None:
        """Join the current state with several live ones."""
        for heap in heaps:
            self.merge(heap, False, why)

    def either_way(self, why: Cause | None, ways: list[Callable[[], Abstract]]) -> Abstract:
        """Run each way from the current state and join the states and values of those that do not end."""
        values: list[Abstract] = []
        start = self.heap
        result: Heap | None = None
        for index, way in enumerate(ways):
            self.heap, self.dead = (start.fork() if index < len(ways) - 1 else start), False
            value = way()
            if self.dead:
                continue
            values.append(value)
            result = self.heap if result is None else result.join(self.heap, why)[0]
        if result is None:
            self.dead = True
            return NEVER
        self.heap, self.dead = result, False
        return join_all(values, why)

    def over_atoms(self, value: Abstract, function: Callable[[Atom], Abstract]) -> Abstract:
        """The function applied to every alternative on its own state, and the results joined.

        The unknown part of a value is not covered: callers look at ``value.cause`` themselves.
        """
        atoms = [atom for atom in value.atoms if atom is not ABSENT]
        return self.each(Abstract(tuple(atoms), None, value.why), function, self.unknown)

    def each(self, value: Abstract, known: Callable[[Atom], Abstract], unknown: Callable[[Cause], Abstract]) -> Abstract:
        """``known`` of every alternative and ``unknown`` of the unknown part, each on its own state, joined."""
        atoms = [atom for atom in value.atoms if atom is not ABSENT]
        cause = value.cause
        if len(atoms) == 1 and cause is None:
            return known(atoms[0])

        def way(atom: Atom) -> Callable[[], Abstract]:
            return lambda: known(atom)

        ways = [way(atom) for atom in atoms]
        if cause is not None:
            ways.append(lambda: unknown(cause))
        return self.either_way(value.why or cause, ways) if ways else NEVER

    # --- exceptions ---------------------------------------------------------------------------------------------------

    def throw(self, cls: Atom | None = None) -> Abstract:
        """End this path with an exception of that class (None: not known)."""
        if not self.dead:
            self.handlers[-1].append((self.heap, Raised(cls) if cls is not None else None))
            self.heap, self.dead = self.heap.fork(), True
        return NEVER

    def throw_raised(self, raised: Raised | None) -> Abstract:
        """End this path with an exception that was made or caught."""
        if not self.dead:
            self.handlers[-1].append((self.heap, raised))
            self.heap, self.dead = self.heap.fork(), True
        return NEVER

    def throw_builtin(self, name: str) -> Abstract:
        """End this path with one of Python's own exceptions."""
        return self.throw(External(f"builtins.{name}"))

    def may_throw(self, cls: Atom | None = None) -> None:
        """This operation may raise: the state is one that a handler may see."""
        if self.dead:
            return
        collected = self.handlers[-1]
        collected.append((self.heap.fork(), Raised(cls) if cls is not None else None))
        if len(collected) > 48:
            unknown_ones = [heap for heap, raised in collected if raised is None]
            if len(unknown_ones) > 24:
                merged = unknown_ones[0]
                for heap in unknown_ones[1:]:
                    merged = merged.join(heap)[0]
                collected[:] = [(merged, None), *((heap, raised) for heap, raised in collected if raised is not None)]


def join_values(values: list[Abstract], why: Cause | None = None) -> Abstract:
    """The values joined; nothing at all for none."""
    result = NEVER
    for value in values:
        result = value if not result.atoms and result.cause is None else join(result, value, why)
    return result
