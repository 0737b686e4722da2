"""Scopes and their bindings: which statements give a name its value, in the order of the source.

A scope's bindings are read on first use, in one pass over its own statements. Branches join: after ``if``/``try`` a name has
the bindings of every branch that can fall through. What a ``try`` that imports .NET names binds in its ``except`` branch is a
*fallback*: it never happens inside a host.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING, Any

from ecma2lint.records import dataclass, field

if TYPE_CHECKING:
    from ecma2lint.readers.python.modules import Module

Position = tuple[int, int]
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef
ScopeNode = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef

#: A block of statements, whether it is a fallback, and whether it counts though it does not fall through.
_Block = tuple[Sequence[ast.stmt], bool, bool]

#: More alternatives than this for one name, or star imports in one scope, are not followed.
ALTERNATIVES_LIMIT = 16
STAR_LIMIT = 32

DOTNET_ROOTS = frozenset({"Microsoft", "System", "clr"})
START: Position = (0, 0)
END: Position = (1 << 60, 0)


class BindingKind(StrEnum):
    """What kind of statement binds a name."""

    FUNCTION = "function"
    CLASS = "class"
    IMPORT = "import"
    ASSIGNED = "assigned"
    PARAMETER = "parameter"
    OPAQUE = "opaque"


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """One way a name gets its value.

    ``value`` is the expression for ``ASSIGNED``. For ``IMPORT``: ``module`` and ``level`` as written, ``attribute`` the name
    taken from it (None for ``import a.b as c``; ``*`` for a star import); a plain ``import a.b`` binds ``module`` ``a``.
    ``OPAQUE`` is anything whose value is not an expression of the source (a loop variable, ``with ... as``, ``x += 1``).
    """

    kind: BindingKind
    node: ast.AST
    scope: Scope
    value: ast.expr | None = None
    module: str = ""
    level: int = 0
    attribute: str | None = None
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """The bindings a name may have at a point; ``maybe_unbound`` when some path leaves it without one."""

    bindings: tuple[Binding, ...]
    maybe_unbound: bool = False


UNBOUND = Slot((), True)


@dataclass(slots=True)
class Bindings:
    """All bindings of one scope; ``opaque`` says why names may exist that cannot be seen (``exec`` and the like)."""

    history: dict[str, list[tuple[Position, Slot]]] = field(default_factory=dict)
    stars: list[tuple[Position, Binding]] = field(default_factory=list)
    global_names: set[str] = field(default_factory=set)
    nonlocal_names: set[str] = field(default_factory=set)
    opaque: str | None = None
    _everywhere: dict[str, Slot | None] = field(default_factory=dict)

    def at(self, name: str, position: Position = END) -> tuple[Position, Slot] | None:
        """The slot of a name at a position (at the end by default) and where it got it; None when not bound there."""
        entries = self.history.get(name)
        if not entries:
            return None
        index = bisect_right(entries, position, key=lambda entry: entry[0]) - 1
        if index < 0 or not entries[index][1].bindings:
            return None
        return entries[index]

    def live(self, name: str) -> Slot | None:
        """The slot of a name at the end of the scope without fallbacks, or None: what a host certainly or possibly sees."""
        entry = self.at(name)
        if entry is None or not any(binding.fallback for binding in entry[1].bindings):
            return entry[1] if entry else None
        bindings = tuple(binding for binding in entry[1].bindings if not binding.fallback)
        return Slot(bindings, entry[1].maybe_unbound) if bindings else None

    def everywhere(self, name: str) -> Slot | None:
        """All bindings a name has anywhere in the scope, for readers that run at an unknown time."""
        if name not in self._everywhere:
            entries = self.history.get(name)
            self._everywhere[name] = _join([slot for _, slot in entries if slot.bindings]) if entries else None
        return self._everywhere[name]

    def names(self) -> Iterable[str]:
        """The names the scope binds, in order of first binding."""
        return self.history


class Scope:
    """A module, class or function scope; ``parent`` is the enclosing one."""

    __slots__ = ("__dict__", "module", "node", "parent")

    def __init__(self, node: ScopeNode, parent: Scope | None, module: Module) -> None:
        self.node = node
        self.parent = parent
        self.module = module

    @property
    def is_module(self) -> bool:
        """Whether this is the module's own scope."""
        return self.parent is None

    @property
    def is_class(self) -> bool:
        """Whether this is a class body."""
        return isinstance(self.node, ast.ClassDef)

    @property
    def is_function(self) -> bool:
        """Whether this is a function body."""
        return isinstance(self.node, FunctionNode)

    @property
    def qualified_name(self) -> str:
        """The name as Python's ``__qualname__`` gives it; empty for a module."""
        if isinstance(self.node, ast.Module) or self.parent is None:
            return ""
        outer = self.parent.qualified_name
        if self.parent.is_function:
            outer += ".<locals>"
        return f"{outer}.{self.node.name}" if outer else self.node.name

    @cached_property
    def bindings(self) -> Bindings:
        """The bindings of the scope's own statements."""
        flow = _Flow(self)
        flow.run(self.node.body)
        return flow.result


def start_of(node: ast.AST) -> Position:
    """Where a node starts: 1-based line, 0-based UTF-8 offset."""
    return (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))


def end_of(node: ast.AST) -> Position:
    """Where a node ends."""
    return (getattr(node, "end_lineno", 0), getattr(node, "end_col_offset", 0))


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


class _Flow:
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
            joined = _join([result.get(name, start) for result in live] or [start])
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
            merged = _join([old, *(slot for _, slot in entries[cut:])])
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


_HANDLERS: dict[type[ast.stmt], Callable[[_Flow, Any], None]] = {
    ast.FunctionDef: _Flow._definition,
    ast.AsyncFunctionDef: _Flow._definition,
    ast.ClassDef: _Flow._definition,
    ast.Import: _Flow._import,
    ast.ImportFrom: _Flow._import_from,
    ast.Assign: _Flow._assign,
    ast.AnnAssign: _Flow._annotated,
    ast.AugAssign: _Flow._augmented,
    ast.Delete: _Flow._delete,
    ast.Global: _Flow._global,
    ast.Nonlocal: _Flow._nonlocal,
    ast.Expr: _Flow._expression,
    ast.If: _Flow._if,
    ast.Try: _Flow._try,
    ast.TryStar: _Flow._try,
    ast.For: _Flow._loop,
    ast.AsyncFor: _Flow._loop,
    ast.While: _Flow._loop,
    ast.With: _Flow._with,
    ast.AsyncWith: _Flow._with,
    ast.Match: _Flow._match,
}


def _join(slots: Sequence[Slot]) -> Slot:
    bindings = tuple(dict.fromkeys(binding for slot in slots for binding in slot.bindings))
    maybe_unbound = any(slot.maybe_unbound or not slot.bindings for slot in slots)
    if len(bindings) > ALTERNATIVES_LIMIT:
        last = bindings[-1]
        bindings = (Binding(BindingKind.OPAQUE, last.node, last.scope),)
    return Slot(bindings, maybe_unbound)


def _imports_dotnet(statement: ast.stmt) -> bool:
    if isinstance(statement, ast.Import):
        return any(alias.name.split(".", 1)[0] in DOTNET_ROOTS for alias in statement.names)
    return (
        isinstance(statement, ast.ImportFrom)
        and not statement.level
        and ((statement.module or "").split(".", 1)[0] in DOTNET_ROOTS)
    )
