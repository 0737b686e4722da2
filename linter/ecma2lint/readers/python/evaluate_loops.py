"""Loops: unrolled when what they run over is known, else followed until nothing changes any more."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final

from ecma2lint.readers.heap import Heap
from ecma2lint.readers.lattice import FALSE, TRUE, Abstract, Atom, Cause, Ref, single
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_records as records
from ecma2lint.readers.python.evaluate_expressions import Expressions
from ecma2lint.readers.python.evaluate_frames import LIST
from ecma2lint.readers.python.evaluate_iterators import watch_changed
from ecma2lint.readers.python.evaluate_machine import BudgetError
from ecma2lint.readers.python.evaluate_values import NONE, read_by

#: Rounds of a ``while`` whose condition is known that are unrolled, and rounds in which an unknown loop must settle.
UNROLLED_ROUNDS: Final = 300
SETTLING_ROUNDS: Final = 6


class Loops(Expressions):
    """Running loops."""

    def _for(self, node: ast.For) -> None:
        iterable = self.evaluate(node.iter)
        if not self.dead:
            self.loop_over(node.target, iterable, lambda: self.execute(node.body), node)

    def loop_over(self, target: ast.expr, iterable: Abstract, body: Callable[[], None], node: ast.For | None) -> None:
        """Run a body for every element of an iterable: unrolled when it is known, else until nothing changes any more."""
        if iterable.cause is None and len(iterable.atoms) > 1:

            def way(atom: Atom) -> Abstract:
                self.loop_over(target, single(atom), body, node)
                return NONE

            self.over_atoms(iterable, way)
            return
        items = self.iterate(iterable)
        if self.dead:
            return
        breaks: list[Heap] = []
        if isinstance(items, Cause):
            self._loop_over_unknown(target, iterable, items, body, breaks)
        elif isinstance(iterable.atom, Ref) and self.heap_type(iterable.atom) == LIST:
            self._loop_over_list(target, iterable, body, breaks)
        else:
            watched = read_by(iterable)
            start = self.heap.fork() if watched else None
            self._unrolled(target, items, body, breaks)
            live = [self.heap, *breaks] if not self.dead else breaks
            if start is not None and any(watch_changed(start, heap, watched) for heap in live):
                # The iterator sees what the body changes; the elements above were those at the start.
                self.heap, self.dead = start, False
                cause = self.cause("a loop that changes the collection it goes through is not followed")
                self._loop_over_unknown(target, self.unknown(cause, iterable), cause, body, breaks)
        if node is not None and node.orelse and not self.dead:
            self.execute(node.orelse)
        self.merge_all(breaks, self._why)

    def _loop_over_unknown(
        self, target: ast.expr, iterable: Abstract, cause: Cause, body: Callable[[], None], breaks: list[Heap]
    ) -> None:
        """A loop over elements that are not known: followed until nothing changes any more."""
        self.may_throw()

        def round_() -> None:
            # Going on to the next element may raise, whatever the rounds before did.
            self.may_throw()
            self.assign(target, collections.element_of(self, iterable, cause))
            if not self.dead:
                body()

        self._settle(cause, round_, breaks, lambda: None)

    def _unrolled(
        self, target: ast.expr, items: list[tuple[Abstract, bool]], body: Callable[[], None], breaks: list[Heap]
    ) -> None:
        for value, always in items:
            if self.dead:
                break
            skipped = None if always else self.heap.fork()
            self._one_round(target, value, body, breaks)
            if skipped is not None:
                self.merge(skipped, False, self.cause("an element that is there on some paths only"))

    def _one_round(self, target: ast.expr, value: Abstract, body: Callable[[], None], breaks: list[Heap]) -> None:
        continues: list[Heap] = []
        loops = self.frames[-1].loops
        loops.append((breaks, continues))
        self.assign(target, value)
        if not self.dead:
            body()
        loops.pop()
        self.merge_all(continues, self._why)

    def _loop_over_list(self, target: ast.expr, iterable: Abstract, body: Callable[[], None], breaks: list[Heap]) -> None:
        """A loop over a list, position by position: the body may change the list."""
        position = 0
        while not self.dead:
            items = collections.sequence(self, iterable.atoms[0])
            if items is None or items.high is None or len(items.elements) > collections.LONGEST_UNROLLED:
                cause = (items.cause if items is not None else None) or self.cause("a list that is changed in an unknown way")
                self._loop_over_unknown(target, iterable, cause, body, breaks)
                return
            if position >= len(items.elements):
                return
            element = items.elements[position]
            skipped = None if element.always else self.heap.fork()
            self._one_round(target, element.value, body, breaks)
            if skipped is not None:
                self.merge(skipped, False, self.cause("an element that is there on some paths only"))
            after = collections.sequence(self, iterable.atoms[0]) if not self.dead else items
            certain = items.exact and after is not None and after.exact
            if not certain and (after is None or [e.value for e in after.elements] != [e.value for e in items.elements]):
                cause = self.cause("a loop that changes the collection it goes through is not followed")
                self._loop_over_unknown(target, self.unknown(cause, iterable), cause, body, breaks)
                return
            position += 1

    def _while(self, node: ast.While) -> None:
        frame = self.frames[-1]
        breaks: list[Heap] = []
        for _ in range(UNROLLED_ROUNDS):
            before = self.heap.fork()
            test = self.condition(self.evaluate(node.test))
            if self.dead or test == FALSE:
                break
            if test != TRUE:
                self.heap = before
                self._unknown_while(node, test.why, breaks)
                break
            continues: list[Heap] = []
            known_breaks = len(breaks)
            frame.loops.append((breaks, continues))
            self.execute(node.body)
            frame.loops.pop()
            self.merge_all(continues, self._why)
            if self.dead:
                break
            if len(breaks) > known_breaks:
                # Whether the loop goes on is not known: from here on it is followed as a whole.
                self._unknown_while(node, None, breaks)
                break
        else:
            self._unknown_while(node, None, breaks)
        if node.orelse and not self.dead:
            self.execute(node.orelse)
        self.merge_all(breaks, self._why)

    def _unknown_while(self, node: ast.While, cause: Cause | None, breaks: list[Heap]) -> None:
        why = cause or self._why or self.cause("depends on a loop that could not be followed")

        def round_() -> None:
            outcome = self.condition(self.evaluate(node.test))
            if self.dead:
                return
            if outcome == FALSE:
                self.dead = True
                return
            self.assume(node.test, True)
            self.execute(node.body)

        def leave() -> None:
            outcome = self.condition(self.evaluate(node.test))
            if outcome == TRUE:
                self.dead = True
            elif not self.dead:
                self.assume(node.test, False)

        self._settle(why, round_, breaks, leave)

    def _settle(self, why: Cause, round_: Callable[[], None], breaks: list[Heap], leave: Callable[[], None]) -> None:
        """Run a loop body from every state it may start in, until no round adds anything; the state behind it is current.

        Objects made in the body stand for those of every round; collections that grow are open afterwards.
        """
        frame = self.frames[-1]
        self._why = why
        self.rounds += 1
        last_breaks: list[Heap] = []
        head = self.heap
        for count in range(4 * SETTLING_ROUNDS):
            self.heap, self.dead = head.fork(), False
            last_breaks = []
            continues: list[Heap] = []
            returns = len(frame.returns)
            frame.loops.append((last_breaks, continues))
            round_()
            frame.loops.pop()
            self.merge_all(continues, why)
            if self.dead:
                break
            joined, changed = head.join(self.heap, why, True)
            if not changed:
                break
            if count >= SETTLING_ROUNDS:
                joined = self._forget(head, joined, why)
            head = joined
            del frame.returns[returns:]
        else:
            raise BudgetError("a loop does not settle")
        breaks.extend(last_breaks)
        self.rounds -= 1
        self.heap, self.dead = head, False
        leave()

    def _forget(self, head: Heap, joined: Heap, why: Cause) -> Heap:
        """Give up on everything that still changes in a loop."""
        result = joined.fork()
        before = head.flat()
        for id_, obj in joined.flat().items():
            old = before.get(id_)
            if old is not None and old is not obj and old != obj:
                result.put(id_, records.forgotten(obj, why, old))
        return result

    def _break(self, _: ast.Break) -> None:
        self.frames[-1].loops[-1][0].append(self.heap)
        self.heap, self.dead = self.heap.fork(), True

    def _continue(self, _: ast.Continue) -> None:
        self.frames[-1].loops[-1][1].append(self.heap)
        self.heap, self.dead = self.heap.fork(), True
