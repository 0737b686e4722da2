"""Statements: assignment, branches, loops, try, with, match, definitions, jumps."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from ecma2lint.readers.lattice import ABSENT, TRUE, Abstract, Cause, Ref, single
from ecma2lint.readers.python import evaluate_changes as changes
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_lookup as lookups
from ecma2lint.readers.python import evaluate_protocols as protocols
from ecma2lint.readers.python.evaluate_exceptions import Exceptions
from ecma2lint.readers.python.evaluate_machine import BudgetError
from ecma2lint.readers.python.evaluate_names import code_of
from ecma2lint.readers.python.evaluate_values import NONE, to_value


class Statements(Exceptions):
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
                cause = self.cause("a slice is assigned")
                self.escape([single(a) for a in owner.atoms if collections.sequence(self, a) is None], cause)
                if any(collections.sequence(self, a) is not None for a in owner.atoms):
                    changes.blur(self, owner, cause, [value, *self._spread(value)])
                return
            key = self.evaluate(target.slice)
            if not self.dead:
                changes.set_item(self, owner, key, value)
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
        if self.frames[-1].code is None and not self.dead:
            self.run_annotation(node.annotation)
        if isinstance(node.target, ast.Name) and self.frames[-1].owner == self.frames[-1].scope:
            self.annotations.setdefault(self.frames[-1].scope, []).append((node.target.id, node.annotation))

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
                changes.set_item(self, owner, key, new)

    def _slice_key(self, target: ast.Subscript) -> Abstract:
        if isinstance(target.slice, ast.Slice):
            return self.unknown("a slice")
        return self.evaluate(target.slice)

    def _augment(self, kind: type[ast.operator], old: Abstract, value: Abstract) -> Abstract:
        """The value of an augmented assignment; lists and dictionaries change in place."""
        if self.dead:
            return NONE
        if any(isinstance(atom, Ref) for atom in old.atoms):
            return lookups.augment(self, kind, old, value)
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
                    changes.delete_item(self, owner, key)

    # --- definitions --------------------------------------------------------------------------------------------------

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        frame = self.frames[-1]
        owner = frame.scope if frame.code is None and frame.scope in self.classes else frame.owner
        owner_name = self.classes[owner].name if owner is not None else None
        code = self.codes.get(node)
        if code is None or code.owner != owner:
            code = self.codes[node] = code_of(node, node.name, frame.module, owner, owner_name)
        decorators = [self.evaluate(decorator) for decorator in node.decorator_list] if not self.dead else []
        value = self.function_value(node, code)
        spec = node.args
        for parameter in (*spec.posonlyargs, *spec.args, spec.vararg, *spec.kwonlyargs, spec.kwarg):
            if parameter is not None and parameter.annotation is not None:
                self.run_annotation(parameter.annotation)
        if node.returns is not None:
            self.run_annotation(node.returns)
        for decorator, written in zip(reversed(decorators), reversed(node.decorator_list), strict=True):
            if self.dead:
                return
            value = protocols.decorate(self, decorator, value, written)
        if not self.dead:
            self.store_name(node.name, value)

    def run_annotation(self, node: ast.expr) -> None:
        """Annotations are evaluated where they stand; only calls in them do anything."""
        postponed = self.modules[self.frames[-1].module].postponed_annotations
        if not self.dead and not postponed and any(isinstance(inner, ast.Call | ast.NamedExpr) for inner in ast.walk(node)):
            self.evaluate(node)

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
        last, last_dead = self.heap, self.dead
        self.heap, self.dead = heap, dead
        self.merge(last, last_dead, why)

    def _match(self, node: ast.Match) -> None:
        subject = self.evaluate(node.subject)
        if not self.dead:
            self._cases(subject, node.cases)

    def _cases(self, subject: Abstract, cases: list[ast.match_case]) -> None:
        if not cases:
            return
        case = cases[0]
        captured: list[tuple[str, Abstract]] = []
        outcome = protocols.matches(self, subject, case.pattern, captured)
        if outcome is False or self.dead:
            self._cases(subject, cases[1:])
            return

        def taken() -> None:
            for name, value in captured:
                self.store_name(name, value)
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

    def _return(self, node: ast.Return) -> None:
        value = collections.kept(self, self.evaluate(node.value)) if node.value is not None else NONE
        if not self.dead:
            self.frames[-1].returns.append((self.heap, value))
            self.heap, self.dead = self.heap.fork(), True

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
