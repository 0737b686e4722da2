"""The gate: from the bytes of a Python source to a syntax tree that is safe to walk, or to the reason why not.

``ast.parse`` is the only judge of syntax; nothing is executed. An iterative check refuses trees deeper than
:data:`DEPTH_LIMIT`, so that everything behind the gate may recurse. ``Enum.None``, which Python cannot parse, is recovered:
the attribute is read as if it were a plain name, and its place is reported.
"""

from __future__ import annotations

import ast
import codecs
import re
import sys
import warnings
from functools import cached_property
from typing import Any

from ecma2lint.facts import Location, TargetError
from ecma2lint.records import dataclass

SIZE_LIMIT = 1_048_576
DEPTH_LIMIT = 200

_COOKIE = re.compile(rb"^[ \t\f]*#.*?coding[:=][ \t]*([-\w.]+)")
_BLANK = re.compile(rb"^[ \t\f]*(?:[#\r\n]|$)")
_NEWLINE = re.compile(r"\r\n|\r|\n")
_ENUM_NONE = re.compile(r"\.\s*(?:\\\s*)?None\b")
#: Codecs that Python itself would not read a source with, or that decode in more than linear time.
_REFUSED_CODECS = frozenset({"idna", "punycode", "undefined", "unicode-escape", "raw-unicode-escape", "utf-16", "utf-32"})

_PYTHON2_MESSAGES = (
    "Missing parentheses in call to 'print'",
    "Missing parentheses in call to 'exec'",
    "multiple exception types must be parenthesized",
)
_AMBIGUOUS_MESSAGES = ("leading zeros in decimal integer literals", "inconsistent use of tabs")
_PYTHON2_LINE = re.compile(
    r"""^\s*print\s*(?:>>|["'\w]) | ^\s*exec\s+["'\w] | \bexcept\s+[\w.()]+\s*,\s*\w+\s*: | \braise\s+[\w.]+\s*,
      | <> | `[^`]*` | \b\d+[lL]\b | \bur["']""",
    re.VERBOSE,
)
_PYTHON2_ELSEWHERE = re.compile(
    r"""^[ \t]*(?:print[ \t]+["'] | except[ \t]+[\w.]+[ \t]*,[ \t]*\w+[ \t]*: | raise[ \t]+[\w.]+[ \t]*,)""",
    re.VERBOSE | re.MULTILINE,
)
_NESTING_MESSAGES = ("too many nested", "too many levels of indentation", "parser stack overflow", "recursion depth")


@dataclass(frozen=True)
class EnumNone:
    """An ``X.None`` that was recovered: the dotted name as written and its place."""

    name: str
    location: Location


@dataclass(frozen=True)
class Parsed:
    """A source behind the gate.

    ``calls_with_keywords`` and ``walrus_names`` are collected on the one walk over all nodes that the depth check needs.
    """

    text: str
    tree: ast.Module
    enum_nones: tuple[EnumNone, ...]
    calls_with_keywords: tuple[ast.Call, ...]
    walrus_names: frozenset[str]

    @cached_property
    def lines(self) -> list[str]:
        """The lines as Python counts them, without their ends."""
        return _NEWLINE.split(self.text)

    def column(self, line: int, byte_offset: int) -> int:
        """The 1-based column in characters of a 0-based UTF-8 offset, which is what ast gives."""
        text = self.lines[line - 1] if 0 < line <= len(self.lines) else ""
        if text.isascii():
            return byte_offset + 1
        return len(text.encode("utf-8", "surrogatepass")[:byte_offset].decode("utf-8", "ignore")) + 1


def parse(data: bytes) -> Parsed | TargetError:
    """Parse a source.

    Args:
        data: the bytes of the file.

    Returns:
        The tree, or the cause and the remedy; never raises on bad input.
    """
    if len(data) > SIZE_LIMIT:
        return TargetError(
            f"the file has {len(data):,} bytes, more than the limit of {SIZE_LIMIT:,} bytes for a Python source",
            "split the file, or exclude it",
        )
    text = _decode(data)
    if isinstance(text, TargetError):
        return text
    tree = _parse_text(text)
    enum_nones: tuple[EnumNone, ...] = ()
    if isinstance(tree, TargetError):
        recovered = _recover_enum_none(text)
        if recovered is None:
            return tree
        patched, enum_nones, placeholder = recovered
        tree = _parse_text(patched)
        if isinstance(tree, TargetError):
            return tree
        _restore_enum_none(tree, placeholder)
    survey = _survey(tree)
    if survey is None:
        return _nested()
    return Parsed(text, tree, enum_nones, *survey)


def _nested() -> TargetError:
    return TargetError(
        f"the source is nested more deeply than the limit of {DEPTH_LIMIT} levels", "break the nested expression or blocks up"
    )


def _decode(data: bytes) -> str | TargetError:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return TargetError("the file is UTF-16 text, which Python does not read", "save it as UTF-8")
    zero = data.find(b"\0")
    if zero >= 0:
        line = data.count(b"\n", 0, zero) + 1
        return TargetError("the file contains a NUL byte", "save it as UTF-8 text", Location(line=line))
    has_bom = data.startswith(codecs.BOM_UTF8)
    body = data.removeprefix(codecs.BOM_UTF8)
    declared = _declared_encoding(body)
    name = declared or "utf-8"
    try:
        codec = codecs.lookup(name)
    except (LookupError, ValueError):
        return TargetError(f"the declared encoding {name!r} is unknown", "declare the encoding of the file, or save it as UTF-8")
    if codec.name.startswith(("utf-16", "utf-32")) or codec.name.replace("_", "-") in _REFUSED_CODECS:
        return TargetError(f"the declared encoding {name!r} cannot hold Python source", "save the file as UTF-8")
    if has_bom and codec.name != "utf-8":
        return TargetError(f"the file starts with the UTF-8 mark but declares the encoding {name!r}", "declare utf-8, or nothing")
    try:
        text = body.decode(name)
    except UnicodeDecodeError as error:
        line = body.count(b"\n", 0, error.start) + 1
        how = f"declared encoding {name!r}" if declared else "UTF-8 (no encoding is declared)"
        return TargetError(
            f"byte 0x{body[error.start]:02X} is not valid in the {how}",
            "save the file as UTF-8, or declare its encoding on the first line",
            Location(line=line),
        )
    except (LookupError, UnicodeError, ValueError):
        return TargetError(f"the file cannot be decoded as {name!r}", "save the file as UTF-8")
    return text


def _declared_encoding(body: bytes) -> str | None:
    start = 0
    for _ in range(2):
        end = body.find(b"\n", start)
        line = body[start:] if end < 0 else body[start:end]
        if match := _COOKIE.match(line):
            return match.group(1).decode("ascii", "replace")
        if end < 0 or not _BLANK.match(line):
            return None
        start = end + 1
    return None


def _parse_text(text: str) -> ast.Module | TargetError:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(text)
    except SyntaxError as error:
        return _syntax_error(text, error)
    except (MemoryError, RecursionError):
        return _nested()
    except (ValueError, OverflowError) as error:
        return TargetError(f"Python cannot parse the file: {error}", "correct the source")


def _syntax_error(text: str, error: SyntaxError) -> TargetError:
    message = error.msg or "invalid syntax"
    if any(part in message for part in _NESTING_MESSAGES):
        return _nested()
    lines = _NEWLINE.split(text)
    line = error.lineno if error.lineno and 0 < error.lineno <= len(lines) + 1 else None
    column = error.offset if line is not None and error.offset and error.offset > 0 else None
    location = Location(line=line, column=column)
    written = lines[line - 1] if line is not None and line <= len(lines) else ""
    python2 = any(part in message for part in _PYTHON2_MESSAGES)
    python2 = python2 or (message.startswith("invalid") and _PYTHON2_LINE.search(written) is not None)
    if any(part in message for part in _AMBIGUOUS_MESSAGES):
        python2 = _PYTHON2_ELSEWHERE.search(text) is not None
    if python2:
        return TargetError("Python 2 / IronPython 2 source is not analysed", "port it to Python 3 (2to3 helps)", location)
    where = f" at line {line}, column {column}" if line is not None and column is not None else ""
    return TargetError(
        f"Python syntax error{where}: {message}",
        f"correct the syntax (read as Python {sys.version_info[0]}.{sys.version_info[1]})",
        location,
    )


def _recover_enum_none(text: str) -> tuple[str, tuple[EnumNone, ...], str] | None:
    """Replace each ``NAME . None`` by a name of the same length, judged by tokens and so never in strings or comments."""
    if not _ENUM_NONE.search(text):
        return None
    import io
    import tokenize

    placeholder = next((name for name in ("Nope", "N0ne", "Nune", "Nxne", "N_ne") if name not in text), None)
    if placeholder is None:
        return None
    found: list[EnumNone] = []
    places: list[tuple[int, int]] = []
    chain: list[tuple[int, str, tuple[int, int]]] = []
    try:
        for token in tokenize.generate_tokens(io.StringIO(text, newline=None).readline):
            if token.type in (tokenize.NL, tokenize.COMMENT):
                continue
            after_dot = len(chain) >= 2 and chain[-1][1] == "." and chain[-2][0] == tokenize.NAME
            if token.type == tokenize.NAME and token.string == "None" and after_dot:
                name = "".join(part for _, part, _ in chain) + "None"
                row, column = chain[0][2]
                found.append(
                    EnumNone(name, Location(line=row, column=column + 1, end_line=token.end[0], end_column=token.end[1] + 1))
                )
                places.append(token.start)
                chain = []
            elif (token.type == tokenize.NAME and chain and chain[-1][1] == ".") or (token.string == "." and chain):
                chain.append((token.type, token.string, token.start))
            else:
                chain = [(token.type, token.string, token.start)] if token.type == tokenize.NAME else []
    except (tokenize.TokenError, SyntaxError, ValueError):
        pass  # what was found up to there still counts; the second parse reports what remains wrong
    if not found:
        return None
    lines = _NEWLINE.split(text)
    for row, column in places:
        line = lines[row - 1]
        lines[row - 1] = line[:column] + placeholder + line[column + 4 :]
    return "\n".join(lines), tuple(found), placeholder


def _restore_enum_none(tree: ast.Module, placeholder: str) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and node.attr == placeholder:
            node.attr = "None"


#: Fields that hold no nodes, or none that matter to the depth.
FLAT_FIELDS = frozenset(
    {"arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "level", "module", "name", "names", "op", "ops"}
    | {"rest", "simple", "type_comment", "type_ignores"}
)
_LEAVES: frozenset[type] = frozenset(
    {ast.Name, ast.Constant, ast.Pass, ast.Import, ast.ImportFrom, ast.Global, ast.Break, ast.Continue}
    | {type(None), str, int, bool}
)


def _survey(tree: ast.Module) -> tuple[tuple[ast.Call, ...], frozenset[str]] | None:
    """Walk all nodes level by level; None when the tree is deeper than the limit."""
    calls: list[ast.Call] = []
    walrus: set[str] = set()
    leaves, call_type, walrus_type = _LEAVES, ast.Call, ast.NamedExpr
    fields: dict[type, tuple[str, ...]] = {}
    level: list[Any] = [tree]
    for _ in range(DEPTH_LIMIT):
        below: list[Any] = []
        append = below.append
        for node in level:
            kind = node.__class__
            names = fields.get(kind)
            if names is None:
                names = fields[kind] = tuple(name for name in kind._fields if name not in FLAT_FIELDS)
            if kind is call_type:
                if node.keywords:
                    calls.append(node)
            elif kind is walrus_type:
                walrus.add(node.target.id)
            for name in names:
                value = getattr(node, name)
                if value.__class__ is list:
                    for item in value:
                        if item.__class__ not in leaves:
                            append(item)
                elif value.__class__ not in leaves:
                    append(value)
        if not below:
            return tuple(calls), frozenset(walrus)
        level = below
    return None
