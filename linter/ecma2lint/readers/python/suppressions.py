"""Suppressions in Python sources: ``# ecma2lint: ignore[ECMA202] reason``.

A comment covers the statement at whose end or above which it stands; on the header of a function or class it covers all of it.
"""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator, Sequence

from ecma2lint.facts import ContractClass, Location, Suppression
from ecma2lint.readers.python.gate import Parsed
from ecma2lint.records import replace

_DIRECTIVE = re.compile(r"#\s*ecma2lint:\s*(?P<rest>.*)", re.IGNORECASE)
_IGNORE = re.compile(r"ignore\s*(?:\[(?P<rules>[^\]]*)\])?(?P<reason>.*)", re.IGNORECASE)
_BLANK = frozenset({tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT})

_Definition = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def suppressions(parsed: Parsed, classes: Sequence[ContractClass], path: str | None = None) -> tuple[Suppression, ...]:
    """The suppressions of one source, in its order.

    Args:
        parsed: the source behind the gate.
        classes: the contract classes of the target, to tell which type a class statement stands for.
        path: how reports name the source when it is not the target itself.
    """
    types = {cls.location.line: cls.type for cls in classes if cls.location.path == path}
    statements = _by_line(parsed.tree)
    owners = {id(child): node for node in statements.values() if isinstance(node, ast.ClassDef) for child in node.body}
    found: list[Suppression] = []
    for comment, line, column, covered in _comments(parsed.text):
        if match := _DIRECTIVE.search(comment):
            first = column + match.start()
            location = Location(line=line, column=first + 1, end_line=line, end_column=column + len(comment) + 1, path=path)
            node = statements.get(covered)
            bare = replace(_parsed(match["rest"]), location=location, lines=_lines(node, covered))
            type_, member = _named(node, types, owners)
            found.append(replace(bare, type=type_, member=member))
    return tuple(found)


def _comments(text: str) -> Iterator[tuple[str, int, int, int]]:
    """Each comment with its line, its 0-based column, and the line of code it belongs to."""
    waiting: list[tuple[str, int, int]] = []
    code_line = 0
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline=None).readline):
            row, column = token.start
            if token.type == tokenize.COMMENT:
                if row == code_line:
                    yield token.string, row, column, row
                else:
                    waiting.append((token.string, row, column))
            elif token.type not in _BLANK:
                for comment, line, at in waiting:
                    yield comment, line, at, line if token.type == tokenize.ENDMARKER else row
                waiting.clear()
                code_line = token.end[0]
    except (tokenize.TokenError, SyntaxError):
        return  # the gate has parsed the source; what only the tokeniser minds hides no comment before it


def _parsed(rest: str) -> Suppression:
    match = _IGNORE.match(rest.strip())
    if match is None:
        return Suppression((), "", fault="it is not of the form `# ecma2lint: ignore[RULE] reason`")
    words = tuple(word.strip() for word in (match["rules"] or "").split(",") if word.strip())
    reason = re.split(r"\s#", match["reason"])[0].strip(" \t:-\u2013\u2014")
    return Suppression(words, reason, fault=None if words else "it names no rule; there is no blanket form")


def _by_line(tree: ast.Module) -> dict[int, ast.stmt]:
    """The statement that each line belongs to: all lines of a simple one, of a compound one those of its header."""
    found: dict[int, ast.stmt] = {}
    for node in ast.walk(tree):
        if isinstance(node, ast.stmt):
            for line in range(_first_line(node), _last_own_line(node) + 1):
                found.setdefault(line, node)
    return found


def _last_own_line(node: ast.stmt) -> int:
    if isinstance(node, ast.Match):
        return max(node.lineno, node.cases[0].pattern.lineno - 1)
    body: list[ast.stmt] | None = getattr(node, "body", None)
    return max(node.lineno, _first_line(body[0]) - 1) if body else node.end_lineno or node.lineno


def _depth(node: ast.stmt) -> tuple[int, int, int]:
    return _first_line(node), -(node.end_lineno or 0), node.col_offset


def _first_line(node: ast.stmt) -> int:
    decorators = node.decorator_list if isinstance(node, _Definition) else []
    return min([node.lineno, *(decorator.lineno for decorator in decorators)])


def _lines(node: ast.stmt | None, line: int) -> tuple[int, int]:
    """The lines that a comment on a statement covers: of a compound statement its header, of a definition everything."""
    if node is None:
        return line, line
    last = (node.end_lineno or node.lineno) if isinstance(node, _Definition) else _last_own_line(node)
    return _first_line(node), last


def _named(node: ast.stmt | None, types: dict[int | None, str], owners: dict[int, ast.ClassDef]) -> tuple[str | None, str | None]:
    """The contract class, and the member of one, that a comment on a definition stands for."""
    if not isinstance(node, _Definition):
        return None, None
    if isinstance(node, ast.ClassDef):
        return types.get(node.lineno), None
    owner = owners.get(id(node))
    type_ = types.get(owner.lineno) if owner else None
    return (type_, node.name) if type_ else (None, None)
