"""The modules of one linted source: the source itself and the neighbours it imports from.

Neighbours are looked for beside the source only: in its package (found by the chain of ``__init__.py``) and in its folder.
They are read when something refers to them, behind the same gate, within :data:`MODULE_LIMIT` and :data:`BYTES_LIMIT`. A
neighbour that cannot be read is a module with ``broken`` set: what depends on it is unknown for that reason.
"""

from __future__ import annotations

import ast
import stat
from bisect import bisect_right
from functools import cached_property
from pathlib import Path

from ecma2lint.facts import Location, TargetError
from ecma2lint.readers.python.bindings import FunctionNode, end_of, start_of
from ecma2lint.readers.python.flow import DOTNET_ROOTS
from ecma2lint.readers.python.gate import SIZE_LIMIT, Parsed, parse
from ecma2lint.readers.python.scopes import Scope, ScopeNode

MODULE_LIMIT = 64
BYTES_LIMIT = 4 * SIZE_LIMIT

_EMPTY = Parsed("", ast.Module(body=[], type_ignores=[]), (), (), frozenset())


class Module:
    """One Python module: its tree, its scopes and where it lies.

    ``name`` is what reports call it (the path for the linted source, a relative path for neighbours); ``is_target`` tells the
    linted source from its neighbours; ``broken`` is why it could not be read, or None.
    """

    def __init__(self, program: Program, path: Path, name: str, parsed: Parsed, broken: str | None = None) -> None:
        self.program = program
        self.path = path
        self.name = name
        self.parsed = parsed
        self.broken = broken
        self.is_target = False
        self.scope = Scope(parsed.tree, None, self)

    @property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return self.parsed.tree

    @cached_property
    def postponed_annotations(self) -> bool:
        """Whether annotations are not evaluated (``from __future__ import annotations``)."""
        return any(
            isinstance(statement, ast.ImportFrom)
            and statement.module == "__future__"
            and any(alias.name == "annotations" for alias in statement.names)
            for statement in self.tree.body
        )

    @cached_property
    def scopes(self) -> dict[ast.AST, Scope]:
        """The scope of every class and function definition of the module, in the order of the source."""
        found: dict[ast.AST, Scope] = {}
        todo: list[tuple[list[ast.stmt], Scope]] = [(self.tree.body, self.scope)]
        while todo:
            block, scope = todo.pop()
            inner: list[tuple[list[ast.stmt], Scope]] = []
            for statement in block:
                if isinstance(statement, ast.ClassDef | FunctionNode):
                    own = Scope(statement, scope, self)
                    found[statement] = own
                    inner.append((statement.body, own))
                else:
                    inner.extend((body, scope) for body in blocks_of(statement))
            todo.extend(reversed(inner))
        return found

    @cached_property
    def classes(self) -> list[Scope]:
        """The scopes of all class definitions, in the order of the source."""
        return sorted((scope for scope in self.scopes.values() if scope.is_class), key=lambda scope: start_of(scope.node))

    @cached_property
    def global_writers(self) -> dict[str, list[Scope]]:
        """For each name: the functions that declare it ``global``."""
        found: dict[str, list[Scope]] = {}
        if "global" not in self.parsed.text:
            return found
        for scope in self.scopes.values():
            for name in scope.bindings.global_names:
                found.setdefault(name, []).append(scope)
        return found

    @cached_property
    def _scopes_by_start(self) -> tuple[list[tuple[int, int]], list[Scope]]:
        scopes = sorted(self.scopes.values(), key=lambda scope: start_of(scope.node))
        return [start_of(scope.node) for scope in scopes], scopes

    def scope_at(self, node: ast.AST) -> Scope:
        """The innermost scope whose body encloses a node."""
        position = start_of(node)
        starts, scopes = self._scopes_by_start
        index = bisect_right(starts, position) - 1
        # The scope that starts last before the node either encloses it, or lies in one that does.
        scope: Scope | None = scopes[index] if index >= 0 else None
        while scope is not None and scope.parent is not None:
            body: list[ast.stmt] = scope.node.body
            if start_of(body[0]) <= position <= end_of(body[-1]):
                return scope
            scope = scope.parent
        return self.scope

    def location(self, node: ast.AST, type_name: str | None = None, member: str | None = None) -> Location:
        """The place of a node, 1-based; ``path`` is set when the module is not the linted source."""
        line, offset = start_of(node)
        end_line = getattr(node, "end_lineno", None)
        end_offset = getattr(node, "end_col_offset", None)
        return Location(
            type=type_name,
            member=member,
            line=line or None,
            column=self.parsed.column(line, offset) if line else None,
            end_line=end_line,
            end_column=self.parsed.column(end_line, end_offset) if end_line and end_offset is not None else None,
            path=None if self.is_target else self.name,
        )


def blocks_of(statement: ast.stmt) -> list[list[ast.stmt]]:
    """The nested statement blocks of a compound statement that opens no scope, in the order of the source."""
    blocks: list[list[ast.stmt]] = []
    if isinstance(statement, ast.If | ast.For | ast.AsyncFor | ast.While):
        blocks = [statement.body, statement.orelse]
    elif isinstance(statement, ast.With | ast.AsyncWith):
        blocks = [statement.body]
    elif isinstance(statement, ast.Try | ast.TryStar):
        handlers = [handler.body for handler in statement.handlers]
        blocks = [statement.body, *handlers, statement.orelse, statement.finalbody]
    elif isinstance(statement, ast.Match):
        blocks = [case.body for case in statement.cases]
    return blocks


class Program:
    """The linted source and the neighbours read for it."""

    def __init__(self, path: Path, display: str, parsed: Parsed) -> None:
        self.path = path.absolute()
        self.folder = self.path.parent
        self.root = _package_root(self.folder)
        self.in_package = self.root != self.folder
        self.display_folder = display.rpartition("/")[0]
        self.target = Module(self, self.path, display, parsed)
        self.target.is_target = True
        self.modules: dict[Path, Module] = {self.path: self.target}
        self.bytes_read = 0
        self._found: dict[tuple[str, int, Module], Module | None] = {}

    def find(self, dotted: str, level: int, importer: Module) -> Module | None:
        """The own module an import names, or None when it is not one of ours.

        Args:
            dotted: the module name as written, possibly empty for ``from . import x``.
            level: the number of leading dots.
            importer: the module that imports.
        """
        key = (dotted, level, importer)
        if key not in self._found:
            self._found[key] = self._find(dotted, level, importer)
        return self._found[key]

    def _find(self, dotted: str, level: int, importer: Module) -> Module | None:
        parts = dotted.split(".") if dotted else []
        if level:
            base = importer.path.parent
            for _ in range(level - 1):
                base = base.parent
            return self._module(base, parts) if base.is_relative_to(self.root) else None
        if not parts or parts[0] in DOTNET_ROOTS:
            return None
        for base in dict.fromkeys((self.root, importer.path.parent, self.folder)):
            if found := self._module(base, parts):
                return found
        return None

    def submodule(self, package: Module, name: str) -> Module | None:
        """A module inside a package, or None."""
        return self._module(package.path.parent, [name]) if package.path.name == "__init__.py" else None

    def mentioning(self, words: list[bytes]) -> list[Module]:
        """The other modules of the linted source's folder whose bytes hold any of the words, in order of name.

        At most :data:`MODULE_LIMIT` files are looked at; those that cannot be read are left out.
        """
        try:
            paths = sorted(path for path in self.folder.iterdir() if path.suffix == ".py" and path != self.target.path)
        except OSError:
            return []
        found: list[Module] = []
        for path in paths[:MODULE_LIMIT]:
            try:
                if not _is_file(path) or path.stat().st_size > SIZE_LIMIT:
                    continue
                data = path.read_bytes()
            except OSError:
                continue
            if any(word in data for word in words):
                found.append(self.load(path))
        return found

    def load(self, path: Path) -> Module:
        """The module of a file, read at most once."""
        if path not in self.modules:
            self.modules[path] = self._read(path)
        return self.modules[path]

    def _module(self, base: Path, parts: list[str]) -> Module | None:
        place = base.joinpath(*parts)
        if parts and _is_file(source := place.with_name(place.name + ".py")):
            return self.load(source)
        if _is_file(place / "__init__.py"):
            return self.load(place / "__init__.py")
        try:
            is_folder = place.is_dir() and (not parts or any(child.suffix == ".py" for child in place.iterdir()))
        except OSError:
            return None
        if not is_folder:
            return None
        package = place / "__init__.py"
        return self.modules.setdefault(package, Module(self, package, self._name(package), _EMPTY))

    def _name(self, path: Path) -> str:
        if path.is_relative_to(self.folder):
            relative = path.relative_to(self.folder).as_posix()
            return f"{self.display_folder}/{relative}" if self.display_folder else relative
        return path.relative_to(self.root).as_posix() if path.is_relative_to(self.root) else path.name

    def _read(self, path: Path) -> Module:
        name = self._name(path)

        def broken(reason: str) -> Module:
            return Module(self, path, name, _EMPTY, f"{name} could not be read: {reason}")

        if len(self.modules) >= MODULE_LIMIT:
            return broken(f"more than {MODULE_LIMIT} modules are involved")
        try:
            if path.stat().st_size > SIZE_LIMIT or self.bytes_read > BYTES_LIMIT:
                return broken("it is too large")
            data = path.read_bytes()
        except OSError as error:
            return broken(error.strerror or "it is unreadable")
        self.bytes_read += len(data)
        parsed = parse(data)
        return broken(parsed.cause) if isinstance(parsed, TargetError) else Module(self, path, name, parsed)


def scope_of(module: Module, node: ScopeNode) -> Scope:
    """The scope of a class or function definition of a module."""
    return module.scope if isinstance(node, ast.Module) else module.scopes[node]


def _is_file(path: Path) -> bool:
    """Whether a path is a regular file: a pipe or a device must not be opened."""
    try:
        return stat.S_ISREG(path.stat().st_mode)
    except (OSError, ValueError):
        return False


def _package_root(folder: Path) -> Path:
    """The folder that holds the outermost package around a folder, or the folder itself."""
    root = folder
    for _ in range(32):
        if root.parent == root or not _is_file(root / "__init__.py"):
            return root
        root = root.parent
    return root
