"""Statements: assignment, branches, loops, try, with, match, definitions, jumps."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any, Final

from ecma2lint.readers.lattice import ABSENT, FALSE, TRUE, Abstract, Atom, Cause, Heap, Opaque, Ref, single
from ecma2lint.readers.python import evaluate_builtins as builtin
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python.evaluate_expressions import Expressions
from ecma2lint.readers.python.evaluate_machine import CLASS, BudgetError
from ecma2lint.readers.python.evaluate_names import code_of
from ecma2lint.readers.python.evaluate_values import NONE, External, Raised, Tuple, to_value

#: Rounds of a ``while`` whose condition is known that are unrolled, and rounds in which an unknown loop must settle.
UNROLLED_ROUNDS: Final = 300
SETTLING_ROUNDS: Final = 6


class Statements(Expressions):
    """Running statements."""

    def execute(self, block: list[ast.stmt]) -> None:
        """Run statements until the path ends."""
        self.depth += 1
        for statement in block:
            if self.dead:
                break
            self.tick(statement)
            handler = _HANDLERS.get(type(statement))
            if handler is not None:
                handler(self, statement)
        self.depth -= 1

    # --- assignment ---------------------------------------------------------------------------------------------------

    def assign(self, target: ast.expr, value: Abstract) -> None:
        """Bind a target; the path may end."""
        if self.dead:
            return
        if isinstance(target, ast.Name):
            self.store_name(target.id, collections.kept(self, value))
        elif isinstance(target, ast.Attribute):
            owner = self.evaluate(target.value)
            self.node = target
            if not self.dead:
                self.set_attribute(owner, self.mangled(target.attr), collections.kept(self, value))
        elif isinstance(target, ast.Subscript):
            owner = self.evaluate(target.value)
            if isinstance(target.slice, ast.Slice):
                collections.blur(self, owner, self.cause("a slice is assigned"), [value, *self._spread(value)])
                return
            key = self.evaluate(target.slice)
            if not self.dead:
                collections.set_item(self, owner, key, value)
        elif isinstance(target, ast.Tuple | ast.List):
            self._unpack(target.elts, value)

    def _spread(self, value: Abstract) -> list[Abstract]:
        items = self.iterate(value)
        return [item for item, _ in items] if isinstance(items, list) else [collections.element_of(self, value, items)]

    def _unpack(self, targets: list[ast.expr], value: Abstract) -> None:
        items = self.iterate(value)
        if self.dead:
            return
        if isinstance(items, Cause) or not all(always for _, always in items):
            cause = items if isinstance(items, Cause) else self.cause("how many values are unpacked is not known")
            self.may_throw()
            for target in targets:
                element = collections.element_of(self, value, cause)
                if isinstance(target, ast.Starred):
                    self.assign(target.value, collections.new_sequence(self, "list", cause))
                else:
                    self.assign(target, element)
            return
        star = next((i for i, target in enumerate(targets) if isinstance(target, ast.Starred)), None)
        values = [item for item, _ in items]
        if len(values) < len(targets) - (star is not None) or (star is None and len(values) > len(targets)):
            self.throw_builtin("ValueError")
            return
        if star is None:
            for target, item in zip(targets, values, strict=True):
                self.assign(target, item)
            return
        behind = len(targets) - star - 1
        for target, item in zip(targets[:star], values[:star], strict=True):
            self.assign(target, item)
        middle = values[star : len(values) - behind]
        starred = targets[star]
        assert isinstance(starred, ast.Starred)
        self.assign(starred.value, collections.new_sequence(self, "list", [(item, True) for item in middle]))
        for target, item in zip(targets[star + 1 :], values[len(values) - behind :], strict=True):
            self.assign(target, item)

    def _assign(self, node: ast.Assign) -> None:
        value = self.evaluate(node.value)
        for target in node.targets:
            self.node = node
            self.assign(target, value)

    def _annotated(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self.assign(node.target, self.evaluate(node.value))
        if isinstance(node.target, ast.Name) and self.frames[-1].owner == self.frames[-1].scope:
            self.annotations.setdefault(self.frames[-1].scope, []).append((node.target.id, node.value is not None))

    def _augmented(self, node: ast.AugAssign) -> None:
        target = node.target
        kind = type(node.op)
        if isinstance(target, ast.Name):
            old = self.load_name(target.id)
            new = self._augment(kind, old, self.evaluate(node.value))
            if not self.dead:
                self.store_name(target.id, new)
        elif isinstance(target, ast.Attribute):
            owner = self.evaluate(target.value)
            name = self.mangled(target.attr)
            old = self.get_attribute(owner, name) if not self.dead else NONE
            new = self._augment(kind, old, self.evaluate(node.value))
            self.node = node
            if not self.dead:
                self.set_attribute(owner, name, new)
        else:
            owner, key = self.evaluate(target.value), self._slice_key(target)
            old = self.subscript(owner, key) if not self.dead else NONE
            new = self._augment(kind, old, self.evaluate(node.value))
            if not self.dead:
                collections.set_item(self, owner, key, new)

    def _slice_key(self, target: ast.Subscript) -> Abstract:
        if isinstance(target.slice, ast.Slice):
            return self.unknown("a slice")
        return self.evaluate(target.slice)

    def _augment(self, kind: type[ast.operator], old: Abstract, value: Abstract) -> Abstract:
        """The value of an augmented assignment; lists and dictionaries change in place."""
        if self.dead:
            return NONE
        if any(isinstance(atom, Ref) for atom in old.atoms):
            return collections.augment(self, kind, old, value)
        return self.binary(kind, old, value)

    def _delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if self.dead:
                return
            if isinstance(target, ast.Name):
                self.store_name(target.id, single(ABSENT))
            elif isinstance(target, ast.Attribute):
                self.set_attribute(self.evaluate(target.value), self.mangled(target.attr), None)
            elif isinstance(target, ast.Subscript):
                owner = self.evaluate(target.value)
                key = self._slice_key(target)
                if not self.dead:
                    collections.delete_item(self, owner, key)

    # --- definitions --------------------------------------------------------------------------------------------------

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        frame = self.frames[-1]
        owner = frame.scope if frame.code is None and frame.scope in self.classes else frame.owner
        owner_name = self.classes[owner].name if owner is not None else None
        code = self.codes.get(node)
        if code is None or code.owner != owner:
            code = self.codes[node] = code_of(node, node.name, frame.module, owner, owner_name)
        value = self.function_value(node, code)
        for decorator in reversed(node.decorator_list):
            if self.dead:
                return
            value = builtin.decorate(self, self.evaluate(decorator), value, decorator)
        if not self.dead:
            self.store_name(node.name, value)

    def _class(self, node: ast.ClassDef) -> None:
        value = self.define_class(node)
        if not self.dead:
            self.store_name(node.name, value)

    def _import(self, node: ast.Import | ast.ImportFrom) -> None:
        self.import_statement(node)

    def _expression(self, node: ast.Expr) -> None:
        self.evaluate(node.value)

    # --- branches -----------------------------------------------------------------------------------------------------

    def _if(self, node: ast.If) -> None:
        test = self.condition(self.evaluate(node.test))
        if self.dead:
            return
        if len(test.atoms) == 1:
            self.execute(node.body if test == TRUE else node.orelse)
            return
        self.branch(
            test.why,
            lambda: self._assuming(node.test, True, node.body),
            lambda: self._assuming(node.test, False, node.orelse),
        )

    def _assuming(self, test: ast.expr, outcome: bool, block: list[ast.stmt]) -> None:
        self.assume(test, outcome)
        self.execute(block)

    def branch(self, why: Cause | None, first: Callable[[], object], second: Callable[[], object]) -> None:
        """Run one of two ways and join what goes on behind them."""
        self._why = why or self._why
        other = self.heap.fork()
        first()
        heap, dead = self.heap, self.dead
        self.heap, self.dead = other, False
        second()
        self.merge(heap, dead, why)

    def _match(self, node: ast.Match) -> None:
        subject = self.evaluate(node.subject)
        if not self.dead:
            self._cases(subject, node.cases)

    def _cases(self, subject: Abstract, cases: list[ast.match_case]) -> None:
        if not cases:
            return
        case = cases[0]
        outcome = builtin.matches(self, subject, case.pattern)
        if outcome is False or self.dead:
            self._cases(subject, cases[1:])
            return

        def taken() -> None:
            if case.guard is None:
                self.execute(case.body)
                return
            guard = self.condition(self.evaluate(case.guard))
            if self.dead:
                return
            if len(guard.atoms) == 1:
                if guard == TRUE:
                    self.execute(case.body)
                else:
                    self._cases(subject, cases[1:])
                return
            self.branch(guard.why, lambda: self.execute(case.body), lambda: self._cases(subject, cases[1:]))

        if outcome is True:
            taken()
        else:
            why = subject.reason or self.cause("depends on a pattern that is not modelled")
            self.branch(why, taken, lambda: self._cases(subject, cases[1:]))

    # --- loops --------------------------------------------------------------------------------------------------------

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
        frame = self.frames[-1]
        breaks: list[Heap] = []
        orelse = node.orelse if node is not None else []
        if isinstance(items, Cause):
            element = collections.element_of(self, iterable, items)
            self.may_throw()

            def round_() -> None:
                self.assign(target, element)
                if not self.dead:
                    body()

            self._settle(items, round_, breaks, lambda: None)
        else:
            for value, always in items:
                if self.dead:
                    break
                skipped = None if always else self.heap.fork()
                continues: list[Heap] = []
                frame.loops.append((breaks, continues))
                self.assign(target, value)
                if not self.dead:
                    body()
                frame.loops.pop()
                self.merge_all(continues, self._why)
                if skipped is not None:
                    self.merge(skipped, False, self.cause("an element that is there on some paths only"))
        if orelse and not self.dead:
            self.execute(orelse)
        self.merge_all(breaks, self._why)

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
                result.put(id_, builtin.forgotten(obj, why, old))
        return result

    def _break(self, _: ast.Break) -> None:
        self.frames[-1].loops[-1][0].append(self.heap)
        self.heap, self.dead = self.heap.fork(), True

    def _continue(self, _: ast.Continue) -> None:
        self.frames[-1].loops[-1][1].append(self.heap)
        self.heap, self.dead = self.heap.fork(), True

    def _return(self, node: ast.Return) -> None:
        value = collections.kept(self, self.evaluate(node.value)) if node.value is not None else NONE
        if not self.dead:
            self.frames[-1].returns.append((self.heap, value))
            self.heap, self.dead = self.heap.fork(), True

    # --- exceptions ---------------------------------------------------------------------------------------------------

    def _raise(self, node: ast.Raise) -> None:
        if node.exc is None:
            handling = self.frames[-1].handling
            raised = handling[-1] if handling else None
            self.throw(raised.cls if raised is not None else None)
            return
        value = self.evaluate(node.exc)
        if node.cause is not None and not self.dead:
            self.evaluate(node.cause)
        if self.dead:
            return
        atom = value.atom
        if isinstance(atom, Raised):
            self.throw(atom.cls)
        elif isinstance(atom, External) or (isinstance(atom, Ref) and (r := self.record(atom)) is not None and r.type == CLASS):
            self.throw(atom)
        else:
            self.throw(None)

    def _assert(self, node: ast.Assert) -> None:
        # Assertions may be switched off: both outcomes of an unknown one go on, and a false one may.
        test = self.condition(self.evaluate(node.test))
        if not self.dead and test != TRUE:
            self.may_throw(External("builtins.AssertionError"))

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

    def _caught(self, handler: ast.ExceptHandler, raised: Raised | None) -> bool | None:
        """Whether a handler catches an exception; None when not known."""
        if handler.type is None:
            return True
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
            answers.append(builtin.catches(self, atom, raised))
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
                self.throw(raised.cls if raised is not None else None)

    # --- with ---------------------------------------------------------------------------------------------------------

    def _with(self, node: ast.With) -> None:
        self._with_items(node, node.items)

    def _with_items(self, node: ast.With, items: list[ast.withitem]) -> None:
        if not items:
            self.execute(node.body)
            return
        manager = self.evaluate(items[0].context_expr)
        if self.dead:
            return
        entered, own = builtin.enter(self, manager)
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
        leave = (lambda: builtin.leave(self, manager, own)) if own else None
        if leave is not None and (len(frame.returns) > returns or loops != [(len(b), len(c)) for b, c in frame.loops]):
            # __exit__ runs behind the jump: what it changes is not followed there.
            for heap in [*(h for h, _ in frame.returns[returns:]), *(h for b, c in frame.loops for h in (*b, *c))]:
                kept, dead = self.heap, self.dead
                self.heap, self.dead = heap, False
                self.escape([manager], why)
                self.call_unknown("a context manager's __exit__ behind a jump", [manager], {})
                self.heap, self.dead = kept, dead
        if not self.dead and leave is not None:
            leave()
        normal, normal_dead = self.heap, self.dead
        for heap, raised in collected:
            self.heap, self.dead = heap, False
            suppresses = builtin.leave(self, manager, own, raised)
            if self.dead:
                continue
            if suppresses is not False:
                survived = self.heap.fork()
                if normal_dead:
                    normal, normal_dead = survived, False
                else:
                    normal = normal.join(survived, why)[0]
            if suppresses is not True:
                self.throw(raised.cls if raised is not None else None)
        self.heap, self.dead = normal, normal_dead

    def _not_followed_statement(self, node: ast.stmt) -> None:
        self.call_unknown("an async statement is not followed", [to_value(None)], {})
        raise BudgetError(f"{type(node).__name__} statements are not followed")


_HANDLERS: dict[type[ast.stmt], Callable[[Statements, Any], None]] = {
    ast.Assign: Statements._assign,
    ast.AnnAssign: Statements._annotated,
    ast.AugAssign: Statements._augmented,
    ast.Delete: Statements._delete,
    ast.FunctionDef: Statements._function,
    ast.AsyncFunctionDef: Statements._function,
    ast.ClassDef: Statements._class,
    ast.Import: Statements._import,
    ast.ImportFrom: Statements._import,
    ast.Expr: Statements._expression,
    ast.If: Statements._if,
    ast.Match: Statements._match,
    ast.For: Statements._for,
    ast.While: Statements._while,
    ast.Break: Statements._break,
    ast.Continue: Statements._continue,
    ast.Return: Statements._return,
    ast.Raise: Statements._raise,
    ast.Assert: Statements._assert,
    ast.Try: Statements._try,
    ast.TryStar: Statements._not_followed_statement,
    ast.With: Statements._with,
    ast.AsyncWith: Statements._not_followed_statement,
    ast.AsyncFor: Statements._not_followed_statement,
}

__all__ = ["Opaque", "Statements"]
