"""Exceptions and context managers: ``raise``, ``assert``, ``try``, ``with``."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

from ecma2lint.readers.heap import Heap
from ecma2lint.readers.lattice import ABSENT, TRUE, Cause, Ref, single
from ecma2lint.readers.python import evaluate_protocols as protocols
from ecma2lint.readers.python.evaluate_frames import CLASS, Frame
from ecma2lint.readers.python.evaluate_loops import Loops
from ecma2lint.readers.python.evaluate_values import External, Raised, Tuple

#: Expressions of an ``except`` clause that run code.
_RUNNING: Final = (ast.Call, ast.NamedExpr, ast.Subscript, ast.BinOp, ast.Await)


class Exceptions(Loops):
    """Running statements that raise, catch and clean up."""

    def _raise(self, node: ast.Raise) -> None:
        if node.exc is None:
            handling = self.frames[-1].handling
            self.throw_raised(handling[-1] if handling else None)
            return
        value = self.evaluate(node.exc)
        if node.cause is not None and not self.dead:
            self.evaluate(node.cause)
        if self.dead:
            return
        atom = value.atom
        if isinstance(atom, Ref) and (r := self.record(atom)) is not None and r.type == CLASS:
            atom = self.instantiate(atom, [], {}).atom
        if self.dead:
            return
        if isinstance(atom, Raised):
            self.throw_raised(atom)
        elif isinstance(atom, External):
            self.throw(atom)
        else:
            self.throw(None)

    def _assert(self, node: ast.Assert) -> None:
        # Assertions may be switched off: both outcomes of an unknown one go on, and a false one may.
        test = self.condition(self.evaluate(node.test))
        if not self.dead and test != TRUE:
            passed = self.heap.fork()
            if node.msg is not None:
                self.evaluate(node.msg)
            self.throw_builtin("AssertionError")
            self.heap, self.dead = passed, False

    def _try(self, node: ast.Try) -> None:
        frame = self.frames[-1]
        returns, loops = len(frame.returns), [(len(b), len(c)) for b, c in frame.loops]
        collected: list[tuple[Heap, Raised | None]] = []
        self.handlers.append(collected)
        self.execute(node.body)
        self.handlers.pop()
        escaping: list[tuple[Heap, Raised | None]] = []
        final = bool(node.finalbody)
        if final:
            self.handlers.append(escaping)
        if not self.dead and node.orelse:
            self.execute(node.orelse)
        ends: list[Heap] = [] if self.dead else [self.heap]
        outer = escaping if final else self.handlers[-1]
        for handler in node.handlers:
            if handler.type is not None and any(isinstance(n, _RUNNING) for n in ast.walk(handler.type)):
                collected = [(self._unfollowed(heap, handler.type), raised) for heap, raised in collected]
            matched: list[tuple[Heap, Raised | None]] = []
            rest: list[tuple[Heap, Raised | None]] = []
            for heap, raised in collected:
                answer = self._caught(handler, raised)
                if answer is not False:
                    matched.append((heap.fork(), raised))
                if answer is not True:
                    rest.append((heap, raised))
            collected = rest
            if matched:
                self._handle(handler, matched)
                if not self.dead:
                    ends.append(self.heap)
        outer.extend(collected)
        why = self.cause("depends on whether an exception is raised")
        if final:
            self.handlers.pop()
            self._finally(node, frame, returns, loops, escaping)
        self.dead = True
        finished = self._run_final(node, ends, why) if final else ends
        self.merge_all(finished, why)

    def _handle(self, handler: ast.ExceptHandler, matched: list[tuple[Heap, Raised | None]]) -> None:
        why = self.cause("depends on where an exception is raised")
        self.heap, self.dead = matched[0][0], False
        for heap, _ in matched[1:]:
            self.merge(heap, False, why)
        same = matched[0][1] if all(raised == matched[0][1] for _, raised in matched) else None
        frame = self.frames[-1]
        if handler.name:
            self.store_name(handler.name, single(same) if same is not None else self.unknown("an exception that was caught"))
        frame.handling.append(same)
        self.execute(handler.body)
        frame.handling.pop()
        if handler.name and not self.dead:
            self.store_name(handler.name, single(ABSENT))

    def _unfollowed(self, heap: Heap, node: ast.expr) -> Heap:
        """The state after an expression in an ``except`` clause that runs code."""
        kept, dead = self.heap, self.dead
        self.heap, self.dead = heap, False
        self._not_followed(node)
        heap, self.heap, self.dead = self.heap, kept, dead
        return heap

    def _caught(self, handler: ast.ExceptHandler, raised: Raised | None) -> bool | None:
        """Whether a handler catches an exception; None when not known."""
        if handler.type is None:
            return True
        if any(isinstance(n, _RUNNING) for n in ast.walk(handler.type)):
            return None
        nodes = handler.type.elts if isinstance(handler.type, ast.Tuple) else [handler.type]
        answers: list[bool | None] = []
        for node in nodes:
            heap, dead = self.heap, self.dead
            self.heap, self.dead = heap.fork(), False
            cls = self.evaluate(node)
            self.heap, self.dead = heap, dead
            atom = cls.atom
            if isinstance(atom, Tuple):
                return None
            answers.append(protocols.catches(self, atom, raised))
        if True in answers:
            return True
        return False if all(answer is False for answer in answers) else None

    def _run_final(self, node: ast.Try, heaps: list[Heap], why: Cause) -> list[Heap]:
        if not heaps:
            return []
        self.heap, self.dead = heaps[0], False
        self.merge_all(heaps[1:], why)
        self.execute(node.finalbody)
        return [] if self.dead else [self.heap]

    def _finally(
        self,
        node: ast.Try,
        frame: Any,
        returns: int,
        loops: list[tuple[int, int]],
        escaping: list[tuple[Heap, Raised | None]],
    ) -> None:
        """Run the ``finally`` block on every path that leaves the statement by a jump or an exception."""
        pending = frame.returns[returns:]
        del frame.returns[returns:]
        for heap, value in pending:
            self.heap, self.dead = heap, False
            self.execute(node.finalbody)
            if not self.dead:
                frame.returns.append((self.heap, value))
        for (breaks, continues), counts in zip(frame.loops, loops, strict=True):
            for listed, count in ((breaks, counts[0]), (continues, counts[1])):
                jumps = listed[count:]
                del listed[count:]
                for heap in jumps:
                    self.heap, self.dead = heap, False
                    self.execute(node.finalbody)
                    if not self.dead:
                        listed.append(self.heap)
        for heap, raised in escaping:
            self.heap, self.dead = heap, False
            self.execute(node.finalbody)
            if not self.dead:
                self.throw_raised(raised)

    def _with(self, node: ast.With) -> None:
        self._with_items(node, node.items)

    def _with_items(self, node: ast.With, items: list[ast.withitem]) -> None:
        if not items:
            self.execute(node.body)
            return
        manager = self.evaluate(items[0].context_expr)
        if self.dead:
            return
        entered, own = protocols.enter(self, manager)
        if items[0].optional_vars is not None:
            self.assign(items[0].optional_vars, entered)
        if self.dead:
            return
        frame = self.frames[-1]
        returns, loops = len(frame.returns), [(len(b), len(c)) for b, c in frame.loops]
        collected: list[tuple[Heap, Raised | None]] = []
        self.handlers.append(collected)
        self._with_items(node, items[1:])
        self.handlers.pop()
        why = self.cause("depends on a context manager")
        leave = (lambda: protocols.leave(self, manager, own)) if own else None
        if leave is not None:
            self._leave_behind_jumps(frame, returns, loops, leave)
        if not self.dead and leave is not None:
            leave()
        normal, normal_dead = self.heap, self.dead
        for heap, raised in collected:
            self.heap, self.dead = heap, False
            suppresses = protocols.leave(self, manager, own, raised)
            if self.dead:
                continue
            if suppresses is not False:
                survived = self.heap.fork()
                if normal_dead:
                    normal, normal_dead = survived, False
                else:
                    normal = normal.join(survived, why)[0]
            if suppresses is not True:
                self.throw_raised(raised)
        self.heap, self.dead = normal, normal_dead

    def _leave_behind_jumps(
        self, frame: Frame, returns: int, loops: list[tuple[int, int]], leave: Callable[[], bool | None]
    ) -> None:
        """Run ``__exit__`` on every path that leaves a ``with`` block by ``return``, ``break`` or ``continue``."""
        current, dead = self.heap, self.dead
        pending = frame.returns[returns:]
        del frame.returns[returns:]
        for heap, value in pending:
            self.heap, self.dead = heap, False
            leave()
            if not self.dead:
                frame.returns.append((self.heap, value))
        for (breaks, continues), counts in zip(frame.loops, loops, strict=True):
            for listed, count in ((breaks, counts[0]), (continues, counts[1])):
                jumps = listed[count:]
                del listed[count:]
                for heap in jumps:
                    self.heap, self.dead = heap, False
                    leave()
                    if not self.dead:
                        listed.append(self.heap)
        self.heap, self.dead = current, dead
