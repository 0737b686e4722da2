"""Edits applied to a source with libcst, so that every other character stays as it is.

The only module that imports libcst. Whoever calls it has passed the source through the reader's gate before: libcst can crash
the process on what the gate refuses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import cast

from ecma2lint.faults import FaultError
from ecma2lint.fixes.model import (
    AddAssignment,
    CallAttribute,
    DropDecorator,
    Edit,
    EditComment,
    FetchByName,
    Place,
    Rename,
    RenameFunction,
    RenameText,
    Replace,
)

try:
    import libcst as cst
    from libcst import matchers
    from libcst.metadata import CodeRange, MetadataWrapper, PositionProvider
except ImportError as error:
    raise FaultError("--fix", "the package libcst is not installed", "run `pip install ecma2lint[fix]`") from error

_LINE = re.compile(r"\r\n|\r|\n")
#: Names of four letters that may stand for ``None`` while libcst has the source.
_STAND_INS = ("N0ne", "Nxne", "Nqne", "N_ne", "N1ne", "Nzne")


class EditError(Exception):
    """An edit cannot be made; the message says why."""


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """The source with all edits made.

    Args:
        text: the source as decoded, with its own line ends, without a byte order mark. It has passed the gate.
        edits: no two of them touch the same token.

    Raises:
        EditError: when libcst does not reproduce the source, or an edit does not find its token.
    """
    fetches = [edit for edit in edits if isinstance(edit, FetchByName)]
    stand_in = next((name for name in _STAND_INS if name not in text), None)
    if fetches and stand_in is None:
        raise EditError("the source uses every name that could stand for None while it is edited")
    readable = _without_none(text, fetches, stand_in or "")
    try:
        module = cst.parse_module(readable)
        if module.code != readable:
            raise EditError("libcst does not reproduce its spacing (form feeds, or blanks before a last comment)")
        wrapper = MetadataWrapper(module, unsafe_skip_copy=True)
        editor = _Editor(_found(wrapper.resolve(PositionProvider), edits), stand_in or "")
        changed = module.visit(editor).code
    except cst.ParserSyntaxError as error:
        raise EditError(f"libcst does not parse it: {error.message}") from error
    except RecursionError as error:
        raise EditError("it is nested too deeply for libcst") from error
    if fetches and stand_in is not None and stand_in in changed:
        raise EditError("an enumeration value None stands where no call can stand")
    return changed


def _without_none(text: str, fetches: Iterable[FetchByName], stand_in: str) -> str:
    """The source with a name of the same length for each ``None`` behind a dot."""
    starts = [0, *(match.end() for match in _LINE.finditer(text))]
    for edit in fetches:
        end = starts[edit.end.line - 1] + edit.end.column - 1
        if text[end - 4 : end] != "None":
            raise EditError("there is no None where it was seen")
        text = text[: end - 4] + stand_in + text[end:]
    return text


def _found(positions: Mapping[cst.CSTNode, CodeRange], edits: Sequence[Edit]) -> dict[cst.CSTNode, Edit]:
    """The node of each edit.

    Raises:
        EditError: when there is none, or more than one.
    """
    wanted: dict[Place, list[Edit]] = {}
    for edit in edits:
        wanted.setdefault(edit.place, []).append(edit)
    found: dict[cst.CSTNode, Edit] = {}
    done: set[Edit] = set()
    for node, extent in positions.items():
        # A decorator is told by the place of its expression, which is where ast has it.
        start = positions[node.decorator].start if isinstance(node, cst.Decorator) else extent.start
        for edit in wanted.get(Place(start.line, start.column + 1), ()):
            if _matches(node, extent, edit):
                if edit in done or node in found:
                    raise EditError(f"more than one thing is to be edited at line {edit.place.line}")
                done.add(edit)
                found[node] = edit
    if missing := [edit for edit in edits if edit not in done]:
        raise EditError(f"there is nothing to edit at line {missing[0].place.line}, column {missing[0].place.column}")
    # The attribute is edited where its name is found.
    attributes = {node.attr: node for node in positions if isinstance(node, cst.Attribute)}
    for node in [node for node, edit in found.items() if isinstance(edit, CallAttribute)]:
        if node not in attributes:
            raise EditError(f"there is no attribute at line {found[node].place.line}")
        found[attributes[cast(cst.Name, node)]] = found.pop(node)
    return found


def _matches(node: cst.CSTNode, extent: CodeRange, edit: Edit) -> bool:
    match edit:
        case Rename() | CallAttribute():
            return isinstance(node, cst.Name) and node.value == edit.old
        case RenameFunction():
            return isinstance(node, cst.FunctionDef) and node.name.value == edit.old
        case RenameText():
            return isinstance(node, cst.SimpleString) and node.raw_value == edit.old
        case Replace():
            ends = Place(extent.end.line, extent.end.column + 1) == edit.end
            return ends and isinstance(node, cst.BaseExpression)
        case FetchByName():
            ends = Place(extent.end.line, extent.end.column + 1) == edit.end
            return ends and isinstance(node, cst.Attribute)
        case DropDecorator():
            return isinstance(node, cst.Decorator)
        case AddAssignment():
            return isinstance(node, cst.ClassDef)
        case EditComment():
            return isinstance(node, cst.Comment) and node.value == edit.old


class _Editor(cst.CSTTransformer):
    """Makes each edit when its node is left, inner nodes first."""

    def __init__(self, edits: dict[cst.CSTNode, Edit], stand_in: str) -> None:
        super().__init__()
        self.edits = edits
        self.stand_in = stand_in

    def on_leave(  # type: ignore[override]
        self, original_node: cst.CSTNode, updated_node: cst.CSTNode
    ) -> cst.CSTNode | cst.RemovalSentinel:
        """The node as edited."""
        if isinstance(original_node, cst.FunctionDef | cst.ClassDef):
            updated_node = self._definition(original_node, cast(cst.FunctionDef | cst.ClassDef, updated_node))
        edit = self.edits.get(original_node)
        match edit, updated_node:
            case Rename(), cst.Name():
                return updated_node.with_changes(value=edit.new)
            case RenameFunction(), cst.FunctionDef():
                return updated_node.with_changes(name=updated_node.name.with_changes(value=edit.new))
            case RenameText(), cst.SimpleString():
                return updated_node.with_changes(value=updated_node.value.replace(edit.old, edit.new))
            case CallAttribute(), cst.Attribute():
                return _called(updated_node, edit.new)
            case Replace(), cst.BaseExpression():
                if matchers.findall(updated_node, matchers.Comment()):
                    raise EditError("a comment stands inside the expression")
                return cst.parse_expression(edit.new).with_changes(lpar=updated_node.lpar, rpar=updated_node.rpar)
            case FetchByName(), cst.Attribute():
                return _fetched(updated_node)
            case AddAssignment(), cst.ClassDef():
                return _with_assignment(updated_node, edit)
            case EditComment(), cst.Comment() if edit.new:
                return updated_node.with_changes(value=edit.new)
        return self._without_comment(original_node, updated_node)

    def _without_comment(self, original: cst.CSTNode, updated: cst.CSTNode) -> cst.CSTNode | cst.RemovalSentinel:
        """A line, or the end of one, without the comment that is removed."""
        if isinstance(original, cst.EmptyLine | cst.TrailingWhitespace) and original.comment is not None:
            edit = self.edits.get(original.comment)
            if isinstance(edit, EditComment) and not edit.new:
                if isinstance(original, cst.EmptyLine):
                    return cst.RemovalSentinel.REMOVE
                return updated.with_changes(comment=None, whitespace=cst.SimpleWhitespace(""))
        return updated

    def _definition(
        self, original: cst.FunctionDef | cst.ClassDef, updated: cst.FunctionDef | cst.ClassDef
    ) -> cst.FunctionDef | cst.ClassDef:
        """Without the decorators that are dropped; the comments at them stand where they stood."""
        keep: list[cst.Decorator] = []
        lines: list[cst.EmptyLine] = []
        leading = list(updated.leading_lines)
        for before, after in zip(original.decorators, updated.decorators, strict=True):
            if isinstance(self.edits.get(before), DropDecorator):
                beside = after.trailing_whitespace
                comment = [] if beside.comment is None else [cst.EmptyLine(comment=beside.comment, newline=beside.newline)]
                lines += [*after.leading_lines, *comment]
            else:
                keep.append(after.with_changes(leading_lines=[*lines, *after.leading_lines]))
                lines = []
        if len(keep) == len(updated.decorators):
            return updated
        below = [*lines, *updated.lines_after_decorators]
        if not keep:
            leading, below = [*leading, *below], []
        return updated.with_changes(decorators=keep, leading_lines=leading, lines_after_decorators=below)


def _called(attribute: cst.Attribute, name: str) -> cst.Call:
    bare = attribute.with_changes(attr=attribute.attr.with_changes(value=name), lpar=(), rpar=())
    return cst.Call(func=bare, lpar=attribute.lpar, rpar=attribute.rpar)


def _fetched(attribute: cst.Attribute) -> cst.Call:
    for space in (attribute.dot.whitespace_before, attribute.dot.whitespace_after):
        if isinstance(space, cst.ParenthesizedWhitespace):
            raise EditError("a line is broken at an enumeration value None")
    text = cst.SimpleString('"None"')
    return cst.Call(
        func=cst.Name("getattr"),
        args=[cst.Arg(attribute.value, comma=cst.Comma(whitespace_after=cst.SimpleWhitespace(" "))), cst.Arg(text)],
        lpar=attribute.lpar,
        rpar=attribute.rpar,
    )


def _with_assignment(cls: cst.ClassDef, edit: AddAssignment) -> cst.ClassDef:
    statement = cst.Assign([cst.AssignTarget(cst.Name(edit.name))], cst.SimpleString(f'"{edit.text}"'))
    body = cls.body
    after = 1 if cls.get_docstring(clean=False) is not None else 0
    if isinstance(body, cst.SimpleStatementSuite):
        small = list(body.body)
        separator = cst.Semicolon(whitespace_after=cst.SimpleWhitespace(" "))
        if after:
            small[0] = small[0].with_changes(semicolon=separator)
        last = len(small) == after
        small.insert(after, statement if last else statement.with_changes(semicolon=separator))
        return cls.with_changes(body=body.with_changes(body=small))
    if not isinstance(body, cst.IndentedBlock):
        raise EditError(f"the body of class {cls.name.value} is of a kind that is not known")
    statements = list(body.body)
    if after and len(_small(statements[0])) > 1:
        raise EditError(f"another statement follows the docstring of class {cls.name.value} on its line")
    line = cst.SimpleStatementLine([statement], leading_lines=[cst.EmptyLine(indent=False)] if after else [])
    if len(statements) > after and not isinstance(statements[after], cst.SimpleStatementLine):
        statements[after] = _apart(statements[after])
    statements.insert(after, line)
    return cls.with_changes(body=body.with_changes(body=statements))


def _small(statement: cst.BaseStatement) -> Sequence[cst.BaseSmallStatement]:
    return statement.body if isinstance(statement, cst.SimpleStatementLine) else ()


def _apart(statement: cst.BaseStatement) -> cst.BaseStatement:
    """The statement with a blank line above it."""
    lines = list(getattr(statement, "leading_lines", ()))
    if lines and lines[0].comment is None:
        return statement
    return statement.with_changes(leading_lines=[cst.EmptyLine(indent=False), *lines])
