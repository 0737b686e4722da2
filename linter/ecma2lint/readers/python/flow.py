"""Runs over the statements of a scope, in the order of the source, and records what gives its names their values.

Branches join: after ``if``/``try`` a name has the bindings of every branch that can fall through. What a ``try`` that imports
.NET names binds in its ``except`` branch is a *fallback*: it never happens inside a host.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from ecma2lint.readers.python.bindings import (
    START,
    UNBOUND,
    Binding,
    BindingKind,
    Bindings,
    FunctionNode,
    Position,
    Slot,
    end_of,
    join_slots,
    start_of,
)

if TYPE_CHECKING:
    from ecma2lint.readers.python.scopes import Scope


#: A block of statements, whether it is a fallback, and whether it counts though it does not fall through.
_Block = tuple[Sequence[ast.stmt], bool, bool]

#: More star imports than this in one scope are not followed.
STAR_LIMIT = 32

DOTNET_ROOTS = frozenset({"Microsoft", "System", "clr"})


def static_condition(test: ast.expr) -> bool | None:
    """Whether a condition is always true or false by its text; ``TYPE_CHECKING`` is false in a host."""
    if isinstance(test, ast.Constant):
        return bool(test.value)
    if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
        inner = static_condition(test.operand)
        return None if inner is None else not inner
    if (isinstance(test, ast.Name) and test.id == "TYPE_CHECKING") or (
        isinstance(test, ast.Attribute) and test.attr == "TYPE_CHECKING"
    ):
        return False
    return None


def never_falls_through(block: Sequence[ast.stmt]) -> bool:
    """Whether a block certainly ends in ``raise``, ``return``, ``break``, ``continue`` or a call of ``exit``."""
    if not block:
        return False
    last = block[-1]
    if isinstance(last, ast.Raise | ast.Return | ast.Break | ast.Continue):
        return True
    if isinstance(last, ast.Expr) and isinstance(last.value, ast.Call):
        func = last.value.func
        return (isinstance(func, ast.Name) and func.id in {"exit", "quit"}) or (
            isinstance(func, ast.Attribute) and func.attr in {"exit", "_exit"} and isinstance(func.value, ast.Name)
        )
    return isinstance(last, ast.If) and never_falls_through(last.body) and never_falls_through(last.orelse)


class Flow:
    """Runs over the statements of one scope and records the history of its names."""

    def __init__(self, scope: Scope) -> None:
        self.scope = scope
        self.result = Bindings()
        self.current: dict[str, Slot] = {}
        self.frames: list[dict[str, Slot]] = []
        self.fallback = 0
        if isinstance(scope.node, FunctionNode):
            self._parameters(scope.node.args)

    def _parameters(self, args: ast.arguments) -> None:
        named = [*args.posonlyargs, *args.args, *args.kwonlyargs]
        for arg in (*named, *(extra for extra in (args.vararg, args.kwarg) if extra)):
            self._write(arg.arg, Slot((Binding(BindingKind.PARAMETER, arg, self.scope),)), START)

    def _write(self, name: str, slot: Slot, position: Position) -> None:
        if self.frames and name not in self.frames[-1]:
            self.frames[-1][name] = self.current.get(name, UNBOUND)
        self.current[name] = slot
        self.result.history.setdefault(name, []).append((position, slot))

    def _bind(self, name: str, binding: Binding, position: Position) -> None:
        self._write(name, Slot((binding,)), position)

    def _binding(
        self,
        kind: BindingKind,
        node: ast.AST,
        value: ast.expr | None = None,
        module: str = "",
        level: int = 0,
        attribute: str | None = None,
    ) -> Binding:
        return Binding(kind, node, self.scope, value, module, level, attribute, self.fallback > 0)

    def run(self, block: Sequence[ast.stmt]) -> None:
        for statement in block:
            handler = _HANDLERS.get(type(statement))
            if handler is not None:
                handler(self, statement)

    def _definition(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef) -> None:
        kind = BindingKind.CLASS if isinstance(node, ast.ClassDef) else BindingKind.FUNCTION
        self._bind(node.name, self._binding(kind, node), end_of(node))

    def _import(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.asname:
                self._bind(alias.asname, self._binding(BindingKind.IMPORT, node, module=alias.name), end_of(node))
            else:
                root = alias.name.split(".", 1)[0]
                self._bind(root, self._binding(BindingKind.IMPORT, node, module=root), end_of(node))

    def _import_from(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            binding = self._binding(BindingKind.IMPORT, node, None, node.module or "", node.level, alias.name)
            if alias.name == "*":
                if len(self.result.stars) >= STAR_LIMIT:
                    self.result.opaque = f"more than {STAR_LIMIT} star imports are not followed"
                else:
                    self.result.stars.append((end_of(node), binding))
            else:
                self._bind(alias.asname or alias.name, binding, end_of(node))

    def _assign(self, node: ast.Assign) -> None:
        for target in node.targets:
            self._target(target, node.value, node)

    def _target(self, target: ast.expr, value: ast.expr | None, node: ast.stmt) -> None:
        if isinstance(target, ast.Name):
            kind = BindingKind.OPAQUE if value is None else BindingKind.ASSIGNED
            self._bind(target.id, self._binding(kind, node, value), end_of(node))
        elif isinstance(target, ast.Starred):
            self._target(target.value, None, node)
        elif isinstance(target, ast.Tuple | ast.List):
            items: list[ast.expr | None] = [None] * len(target.elts)
            if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts):
                starred = any(isinstance(item, ast.Starred) for item in (*value.elts, *target.elts))
                items = items if starred else list(value.elts)
            for item, part in zip(target.elts, items, strict=True):
                self._target(item, part, node)
        elif isinstance(target, ast.Subscript) and isinstance(target.value, ast.Call):
            self._dynamic(target.value)

    def _annotated(self, node: ast.AnnAssign) -> None:
        if node.value is not None:
            self._target(node.target, node.value, node)

    def _augmented(self, node: ast.AugAssign) -> None:
        self._target(node.target, None, node)

    def _delete(self, node: ast.Delete) -> None:
        for target in node.targets:
            if isinstance(target, ast.Name):
                self._write(target.id, UNBOUND, end_of(node))

    def _global(self, node: ast.Global) -> None:
        self.result.global_names.update(node.names)

    def _nonlocal(self, node: ast.Nonlocal) -> None:
        self.result.nonlocal_names.update(node.names)

    def _expression(self, node: ast.Expr) -> None:
        if isinstance(node.value, ast.Call):
            self._dynamic(node.value)

    def _dynamic(self, call: ast.Call) -> None:
        func = call.func
        if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Call):
            func = func.value.func
        if isinstance(func, ast.Name) and func.id in {"exec", "eval", "locals", "vars", "globals"}:
            self.result.opaque = f"{func.id}() at line {call.lineno} may bind names that cannot be seen"

    def _branches(self, blocks: Sequence[_Block], end: Position) -> None:
        """Run alternative blocks from the same state and join what falls through; fallbacks only add their own bindings."""
        live: list[dict[str, Slot]] = []
        extra: dict[str, list[Binding]] = {}
        for block, fallback, partial in blocks:
            self.frames.append({})
            self.fallback += fallback
            self.run(block)
            self.fallback -= fallback
            before = self.frames.pop()
            after = {name: self.current[name] for name in before}
            block_end = end_of(block[-1]) if block else end
            for name, slot in before.items():
                self.current[name] = slot
                self.result.history[name].append((block_end, slot))
            if fallback:
                for name, slot in after.items():
                    extra.setdefault(name, []).extend(binding for binding in slot.bindings if binding.fallback)
            elif partial or not never_falls_through(block):
                live.append(after)
        changed = [name for result in live for name in result]
        for name in dict.fromkeys([*changed, *extra]):
            start = self.current.get(name, UNBOUND)
            joined = join_slots([result.get(name, start) for result in live] or [start])
            if name in extra:
                joined = Slot(tuple(dict.fromkeys((*joined.bindings, *extra[name]))), joined.maybe_unbound)
            self._write(name, joined, end)

    def _if(self, node: ast.If) -> None:
        # The branch never taken still tells type checkers, and us, what a name is meant to be when nothing else binds it.
        condition = static_condition(node.test)
        blocks: list[_Block] = [(node.body, condition is False, False), (node.orelse, condition is True, False)]
        self._branches(blocks, end_of(node))

    def _try(self, node: ast.Try) -> None:
        fallback = any(_imports_dotnet(statement) for statement in node.body)
        handlers: list[_Block] = [(handler.body, fallback, False) for handler in node.handlers]
        end = end_of(node.handlers[-1]) if node.handlers else end_of(node.body[-1])
        self._branches([(node.body, False, bool(handlers) and not fallback), *handlers], end)
        if node.orelse:
            certain = fallback or all(never_falls_through(handler.body) for handler in node.handlers)
            blocks: list[_Block] = [(node.orelse, False, False)]
            self._branches(blocks if certain else [*blocks, ([], False, False)], end_of(node.orelse[-1]))
        self.run(node.finalbody)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        self.frames.append({})
        if not isinstance(node, ast.While):
            self._target(node.target, None, node)
        self.run(node.body)
        self.run(node.orelse)
        before = self.frames.pop()
        start = start_of(node)
        for name, old in before.items():
            # Inside the loop every binding of an earlier round may hold: one entry for the whole loop.
            entries = self.result.history[name]
            cut = bisect_right(entries, start, key=lambda entry: entry[0])
            merged = join_slots([old, *(slot for _, slot in entries[cut:])])
            del entries[cut:]
            if self.frames and name not in self.frames[-1]:
                self.frames[-1][name] = old
            self.current[name] = merged
            entries.append((start, merged))

    def _with(self, node: ast.With | ast.AsyncWith) -> None:
        for item in node.items:
            if item.optional_vars is not None:
                self._target(item.optional_vars, None, node)
        self.run(node.body)

    def _match(self, node: ast.Match) -> None:
        for case in node.cases:
            for part in ast.walk(case.pattern):
                name = getattr(part, "name", None) or getattr(part, "rest", None)
                if isinstance(name, str):
                    self._bind(name, self._binding(BindingKind.OPAQUE, node), start_of(case.pattern))
        blocks: list[_Block] = [(case.body, False, False) for case in node.cases]
        self._branches([*blocks, ([], False, False)], end_of(node))


_HANDLERS: dict[type[ast.stmt], Callable[[Flow, Any], None]] = {
    ast.FunctionDef: Flow._definition,
    ast.AsyncFunctionDef: Flow._definition,
    ast.ClassDef: Flow._definition,
    ast.Import: Flow._import,
    ast.ImportFrom: Flow._import_from,
    ast.Assign: Flow._assign,
    ast.AnnAssign: Flow._annotated,
    ast.AugAssign: Flow._augmented,
    ast.Delete: Flow._delete,
    ast.Global: Flow._global,
    ast.Nonlocal: Flow._nonlocal,
    ast.Expr: Flow._expression,
    ast.If: Flow._if,
    ast.Try: Flow._try,
    ast.TryStar: Flow._try,
    ast.For: Flow._loop,
    ast.AsyncFor: Flow._loop,
    ast.While: Flow._loop,
    ast.With: Flow._with,
    ast.AsyncWith: Flow._with,
    ast.Match: Flow._match,
}


def _imports_dotnet(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Import):
        return any(alias.name.split(".", 1)[0] in DOTNET_ROOTS for alias in statement.names)
    return (
        isinstance(statement, ast.ImportFrom)
        and not statement.level
        and ((statement.module or "").split(".", 1)[0] in DOTNET_ROOTS)
    )
