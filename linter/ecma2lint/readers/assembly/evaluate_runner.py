"""Runs the blocks of one activation in order, until no path is left: merging, loops, handlers, and leaving through finally."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_code import CATCH, FILTER
from ecma2lint.readers.assembly.evaluate_state import LOOP, VOID, Activation, State
from ecma2lint.readers.assembly.il import OP, Instruction
from ecma2lint.readers.assembly.image import Clause
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Sequence, without_repeats
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, join, unknown
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

MAX_ITERATIONS: Final = 2_000
MAX_PASSES: Final = 24
#: After this many passes over a loop what still changes is widened.
PLAIN_PASSES: Final = 3

_LEAVE: Final = (OP["leave"], OP["leave.s"])


class Budget(Exception):  # noqa: N818 - a state of the evaluation, not an error
    """The member takes more than the evaluator may spend; the message says what."""


class Dead(Exception):  # noqa: N818
    """This path goes no further: what was called never returns."""


def _inside(clause: Clause, offset: int) -> bool:
    """Whether an offset lies in the clause's handler or filter."""
    start = clause.filter_or_type if clause.flags == FILTER else clause.handler_offset
    end = clause.handler_offset + (0 if clause.flags == FILTER else clause.handler_length)
    return start <= offset < end


def _handler_length(clause: Clause) -> int:
    return clause.handler_length


def _try_of(clause: object) -> int:
    return clause.try_offset if isinstance(clause, Clause) else 0


class Runner:
    """The blocks of one activation that are still to be run, in order of their offsets."""

    def __init__(self, machine: Machine, activation: Activation) -> None:
        self.machine = machine
        self.activation = activation
        activation.runner = self
        self.pending: dict[tuple[int, int], State] = {}
        self.continuations: list[tuple[str, tuple[object, ...], int]] = [("", (), 0)]
        self._numbers: dict[tuple[str, tuple[object, ...], int], int] = {}
        self.heads: dict[tuple[int, int], State] = {}
        self.passes: dict[tuple[int, int], int] = {}
        self.fixpoint: dict[int, int] = {}
        self.epoch = 0
        self.controlled: dict[int, bool] = {}
        self.uncontrolled: dict[int, bool] = {}
        self.iterations: dict[int, int] = {}
        self.block_visits: dict[int, int] = {}
        self.then = 0
        self.caught: dict[int, Abstract] = {}

    def _rethrown(self, offset: int) -> Abstract | None:
        """What ``throw;`` in a handler throws: what the handler may have caught."""
        held = [c for c in self.activation.code.clauses if c.flags in (CATCH, FILTER) and c.handler_offset <= offset]
        around = [c for c in held if offset < c.handler_offset + c.handler_length]
        clause = min(around, key=_handler_length) if around else None
        found = self.caught.get(clause.handler_offset) if clause is not None else None
        return found if found is not None and found.cause is None else None

    def then_at(self, offset: int, at: int, then: int) -> int:
        """What follows the finally block (or filter) that an offset lies in.

        Args:
            at: where the machine is, and ``then`` what follows the block that lies in.
        """
        while True:
            inner = self._block_around(at)
            if inner is None:
                return 0
            if _inside(inner, offset):
                return then
            then = self.continuations[then][2]
            at = inner.try_offset

    def _block_around(self, at: int) -> Clause | None:
        """The innermost clause whose finally block, fault block or filter holds the offset."""
        held = [c for c in self.activation.code.clauses if c.flags != CATCH and _inside(c, at)]
        return min(held, key=_handler_length) if held else None

    def continuation(self, what: tuple[str, tuple[object, ...]], outer: int) -> int:
        """The number of what follows a finally block or filter; ``outer`` is what follows the block around that one."""
        key = (*what, outer)
        number = self._numbers.get(key)
        if number is None:
            number = self._numbers[key] = len(self.continuations)
            self.continuations.append(key)
        return number

    def unwind(self, state: State, finals: tuple[Clause, ...], last: tuple[str, tuple[object, ...], int]) -> None:
        """Run finally blocks, innermost first, and then the handler that was found, or search on."""
        kind, payload, outer = last
        if finals:
            following = self.continuation(("unwind", (finals[1:], last)), outer)
            state.stack = []
            self.schedule(finals[0].handler_offset, following, state, None)
        elif kind == "catch":
            clause, exception = payload
            assert isinstance(clause, Clause)
            caught = self._caught(exception)
            before = self.caught.get(clause.handler_offset)
            self.caught[clause.handler_offset] = caught if before is None else join(before, caught)
            state.stack = [caught]
            self.schedule(clause.handler_offset, outer, state, None)
        else:
            clauses, exception, at = payload
            self._search(state, clauses, exception, at, outer, ())

    def _caught(self, exception: object) -> Abstract:
        if isinstance(exception, Abstract):
            return exception
        return unknown("an exception that was caught", self.machine.place())

    def _search(self, state: State, clauses: object, exception: object, at: object, outer: int, passed: object) -> None:
        """The search for a handler goes on outwards."""
        found = clauses if isinstance(clauses, tuple) else ()
        thrown = exception if isinstance(exception, Abstract) else None
        gone = passed if isinstance(passed, tuple) else ()
        offset = at if isinstance(at, int) else 0
        self.machine.exceptions.raise_from(self.activation, state, found, thrown, offset, outer, gone)

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
        # Only passes that changed something count: an inner loop is entered again by every pass of the outer one.
        passes = self.passes.get(key, 0) + 1
        known, state = self.same_statics(known, state)
        joined, changed = known.join(state, widen=passes > PLAIN_PASSES)
        self.machine.charge(joined.heap)
        if passes > 1:
            joined = self._opened(known, joined)
        if changed:
            if passes > MAX_PASSES:
                raise Budget("a loop does not come to an end")
            self.passes[key] = passes
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
                elements = obj.elements if high is not None else without_repeats(obj.elements)
                why = obj.cause or joined.why or LOOP
                joined.heap.put(id_, replace(obj, elements=elements, low=low, high=high, cause=why))
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
        except Thrown as error:
            state.stack = []
            if activation.handled or code.clauses:
                machine.exceptions.raise_at(activation, state, machine.exceptions.of(error))
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
            if op == OP["rethrow"]:
                exception = self._rethrown(instruction.offset)
            state.stack = []
            if op == OP["throw"] and exception is not None and exception.atoms == (NULL_ATOM,) and exception.cause is None:
                exception = self.machine.exceptions.of(Thrown("System.NullReferenceException", "null is thrown"))
            if self.activation.handled or self.activation.code.clauses:
                self.machine.exceptions.raise_at(self.activation, state, exception)
        else:
            self._branch(block, then, state, instruction)

    def _end_filter(self, then: int, state: State, instruction: Instruction) -> None:
        """The handler runs when the filter says so, after the finally blocks on the way; else the search goes on outwards."""
        verdict = state.stack[-1] if state.stack else VOID
        answer = truth(verdict.atom) if verdict.known else None
        kind, payload, outer = self.continuations[then]
        if kind != "filter":
            return
        clause, rest, exception, passed = payload
        state.stack = []
        if answer is not True:
            other = state.fork()
            other.why = verdict.reason or state.why
            self._search(other, rest, exception, _try_of(clause), outer, passed)
        if answer is not False and isinstance(passed, tuple):
            state.why = verdict.reason or state.why
            self.unwind(state, passed, ("catch", (clause, exception), outer))

    def refused(self, asking: Clause, state: State) -> None:
        """A filter has thrown, which counts as refusing."""
        kind, payload, outer = self.continuations[self.then]
        if kind == "filter" and payload[0] is asking:
            state.stack = []
            self._search(state, payload[1], payload[2], asking.try_offset, outer, payload[3])

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
            following = self.continuation(("leave", (clauses[1:], target)), then)
            self.schedule(clauses[0].handler_offset, following, state, block)
        else:
            self.schedule(target, then, state, block)

    def _end_finally(self, then: int, state: State) -> None:
        kind, payload, outer = self.continuations[then]
        state.stack = []
        if kind == "leave":
            clauses, target = payload
            if isinstance(clauses, tuple) and isinstance(target, int):
                self._through(self.activation.code.block_of[self.activation.offset], clauses, target, outer, state)
        elif kind == "unwind":
            finals, last = payload
            self.unwind(state, finals, last)  # type: ignore[arg-type]

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
