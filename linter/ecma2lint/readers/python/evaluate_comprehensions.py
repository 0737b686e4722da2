"""Comprehensions and generator expressions."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from typing import Any

from ecma2lint.readers.heap import Heap
from ecma2lint.readers.lattice import FALSE, TRUE, Abstract, Cause
from ecma2lint.readers.python import evaluate_changes as changes
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_records as records
from ecma2lint.readers.python.evaluate_conditions import Conditions
from ecma2lint.readers.python.evaluate_frames import DICT, LIST, SET, Frame
from ecma2lint.readers.python.evaluate_names import comprehension_code
from ecma2lint.readers.python.evaluate_values import NEVER


class Comprehensions(Conditions):
    """Evaluating comprehensions."""

    #: Whether a generator expression is used up by the call it is written in.
    eager = False

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Abstract:
        # Only this expression is used up at once, and with it a generator expression that it goes through first.
        eager, self.eager = self.eager, self.eager and isinstance(node.generators[0].iter, ast.GeneratorExp)
        first = self.evaluate(node.generators[0].iter)
        self.eager = False
        if self.dead:
            return NEVER
        before = self.heap.fork() if isinstance(node, ast.GeneratorExp) else None
        frame = self.frames[-1]
        code = comprehension_code(node, node.generators, frame)
        env = frame.env if frame.code is None else (frame.scope, *frame.env)
        names = dict.fromkeys(code.names.locals, NEVER)
        kind = {ast.SetComp: SET, ast.DictComp: DICT}.get(type(node), LIST)
        target = collections.new_dict(self, []) if kind == DICT else collections.new_sequence(self, kind, [])
        inner = Frame(frame.module, self.new_scope(names, code.names.closures), env, code, frame.name, frame.owner)
        self.frames.append(inner)
        try:
            self._generate(node, 0, first, target)
        finally:
            self.frames.pop()
        if before is not None and not self.dead and not eager and self._changed_since(before):
            return self._open_changes(before, target)
        if before is not None and not self.dead and not eager:
            return self.unknown("a generator expression that is kept is not followed", target)
        return target

    def _open_changes(
        self, before: Heap, target: Abstract, why: str = "a generator expression with side effects is not followed"
    ) -> Abstract:
        """Code changed objects: when, and how often, is not known."""
        cause = self.cause(why)
        for id_, obj in self.heap.flat().items():
            old = before.get(id_)
            if old is not None and old is not obj:
                self.put(id_, records.forgotten(obj, cause))
        return self.unknown(cause, target)

    def _changed_since(self, before: Heap) -> bool:
        """Whether evaluation changed an object that was there before."""
        recent = self.heap.flat()
        return any(before.get(id_) is not None and before.get(id_) is not obj for id_, obj in recent.items())

    def _generate(self, node: Any, position: int, source: Abstract | None, target: Abstract) -> None:
        if position == len(node.generators):
            if isinstance(node, ast.DictComp):
                key, value = self.evaluate(node.key), self.evaluate(node.value)
                if not self.dead:
                    changes.set_item(self, target, key, value)
            else:
                element = self.evaluate(node.elt)
                if not self.dead:
                    collections.append(self, target, element)
            return
        generator = node.generators[position]
        iterable = source if source is not None else self.evaluate(generator.iter)
        if self.dead:
            return
        if generator.is_async:
            self.escape([target, iterable], "an async comprehension is not followed")
            return

        def body() -> None:
            for test in generator.ifs:
                outcome = self.condition(self.evaluate(test))
                if self.dead or outcome == FALSE:
                    return
                if outcome != TRUE:
                    self.fork_rest(outcome.why, partial(self._after_test, node, position, generator, test, target))
                    return
            self._generate(node, position + 1, None, target)

        self.loop_over(generator.target, iterable, body, None)

    def _after_test(self, node: Any, position: int, generator: ast.comprehension, test: ast.expr, target: Abstract) -> None:
        """One condition came out true on this path; go on with those behind it."""
        self.assume(test, True)
        for later in generator.ifs[generator.ifs.index(test) + 1 :]:
            outcome = self.condition(self.evaluate(later))
            if self.dead or outcome == FALSE:
                return
            if outcome != TRUE:
                self.fork_rest(outcome.why, partial(self._after_test, node, position, generator, later, target))
                return
        self._generate(node, position + 1, None, target)

    def fork_rest(self, why: Cause | None, way: Callable[[], None]) -> None:
        """Run something on one of two paths and join."""
        other = self.heap.fork()
        way()
        self.merge(other, False, why)
