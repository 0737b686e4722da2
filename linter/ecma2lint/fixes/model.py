"""What a fix is: edits of tokens, whether it is safe, and a sentence; what a fixer is given; and how it declines."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

from ecma2lint.facts import Location, Target
from ecma2lint.readers.python.classes import ClassGraph, OwnedClass
from ecma2lint.readers.python.gate import Parsed
from ecma2lint.readers.python.modules import Module, Program
from ecma2lint.records import dataclass
from ecma2lint.verdicts import Finding


@dataclass(frozen=True, order=True)
class Place:
    """A place in a source: 1-based line and column, in characters."""

    line: int
    column: int


@dataclass(frozen=True)
class Rename:
    """Another name for the identifier that starts at a place: a bare name, or the attribute's part of ``x.name``."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True)
class RenameFunction:
    """Another name for the function whose ``def`` or ``async def`` starts at a place."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True)
class RenameText:
    """Another content for the string literal that starts at a place and holds just the old name."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True)
class CallAttribute:
    """``x.old`` becomes ``x.new()``; the place is that of the attribute's name."""

    place: Place
    old: str
    new: str


@dataclass(frozen=True)
class Replace:
    """The expression from a place to an end (behind its last character) becomes another one."""

    place: Place
    end: Place
    new: str


@dataclass(frozen=True)
class FetchByName:
    """``x.None``, which does not parse, becomes ``getattr(x, "None")``; ``end`` lies behind the ``None``."""

    place: Place
    end: Place


@dataclass(frozen=True)
class DropDecorator:
    """The decorator whose expression starts at a place goes; comments beside it stay."""

    place: Place


@dataclass(frozen=True)
class AddAssignment:
    """``name = "text"`` becomes the first statement, behind a docstring, of the class that starts at a place."""

    place: Place
    name: str
    text: str


@dataclass(frozen=True)
class EditComment:
    """The comment that starts at a place gets another text; an empty one removes it, and its line when it stands alone."""

    place: Place
    old: str
    new: str


Edit = Rename | RenameFunction | RenameText | CallAttribute | Replace | FetchByName | DropDecorator | AddAssignment | EditComment


@dataclass(frozen=True)
class Fix:
    """What corrects a finding.

    ``sentence`` says what is done, as "renames __GetSchema to GetSchema"; ``safe`` that it keeps the meaning or that the code
    certainly could not work; ``caution`` says why it is not safe, and is empty where it is.
    """

    edits: tuple[Edit, ...]
    sentence: str
    caution: str = ""

    @property
    def safe(self) -> bool:
        """Whether it may be done without being asked for."""
        return not self.caution


@dataclass(frozen=True)
class Declined:
    """Why a finding that a fixer knows is left to its author."""

    reason: str


class Sheet:
    """One Python source under repair: its facts, its tree, and the classes the reader sees in it."""

    def __init__(self, target: Target, program: Program) -> None:
        self.target = target
        self.program = program
        self.module: Module = program.target
        self.parsed: Parsed = program.target.parsed
        self.graph = ClassGraph()

    @cached_property
    def classes(self) -> tuple[OwnedClass, ...]:
        """The classes of the source in its order."""
        return tuple(self.graph.of(scope) for scope in self.module.classes)

    @cached_property
    def nodes(self) -> tuple[ast.AST, ...]:
        """All nodes of the tree."""
        return tuple(ast.walk(self.parsed.tree))

    def place(self, node: ast.AST) -> Place:
        """Where a node starts."""
        assert isinstance(node, ast.expr | ast.stmt)
        return Place(node.lineno, self.parsed.column(node.lineno, node.col_offset))

    def end(self, node: ast.AST) -> Place:
        """The place behind a node."""
        assert isinstance(node, ast.expr | ast.stmt)
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return Place(node.end_lineno, self.parsed.column(node.end_lineno, node.end_col_offset))

    def name_place(self, node: ast.Attribute) -> Place:
        """Where the attribute's name starts."""
        end = self.end(node)
        return Place(end.line, end.column - len(node.attr))

    def at(self, location: Location) -> Iterator[ast.AST]:
        """The nodes that start, and end where the location says so, at a location of this source."""
        if location.path is not None or location.line is None or location.column is None:
            return
        first = Place(location.line, location.column)
        last = Place(location.end_line, location.end_column) if location.end_line and location.end_column else None
        for node in self.nodes:
            if not isinstance(node, ast.expr | ast.stmt) or node.lineno != first.line or self.place(node) != first:
                continue
            if last is None or self.end(node) == last:
                yield node

    def parents(self) -> dict[int, ast.AST]:
        """The parent of each node, by the node's id()."""
        return {id(child): node for node in self.nodes for child in ast.iter_child_nodes(node)}


Fixer = Callable[[Finding, Sheet], Fix | Declined | None]


def unique(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits without repetition, in order of place."""
    return tuple(sorted(dict.fromkeys(edits), key=lambda edit: (edit.place, type(edit).__name__)))
