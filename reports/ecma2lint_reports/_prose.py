"""The little Markdown that rules are documented in, as structure: writers render it with their own escaping, never as raw text.

Known are paragraphs, lists, fenced code with an info string, inline code, emphasis and addresses. All else is plain text.
"""

from __future__ import annotations

import re

from ecma2lint.records import dataclass, field

_INLINE = re.compile(
    r"(?P<code>`[^`]+`)|(?P<strong>\*\*[^*]+\*\*)|(?P<em>(?<!\w)\*[^*\s](?:[^*]*[^*\s])?\*(?!\w))|(?P<link>https?://[^\s<>\"'`)\]]+)"
)
_ITEM = re.compile(r"\s*[-*] +")


@dataclass(frozen=True)
class Span:
    """A run of text: ``kind`` is ``text``, ``code``, ``strong``, ``em`` or ``link``."""

    kind: str
    text: str


@dataclass(frozen=True)
class Block:
    """A block: ``kind`` is ``paragraph``, ``list`` or ``code``; ``info`` is the info string of a code block."""

    kind: str
    spans: tuple[Span, ...] = ()
    items: tuple[tuple[Span, ...], ...] = ()
    text: str = ""
    info: tuple[str, ...] = field(default=())


def inline(text: str) -> tuple[Span, ...]:
    """The spans of one paragraph."""
    spans: list[Span] = []
    start = 0
    for match in _INLINE.finditer(text):
        if match.start() > start:
            spans.append(Span("text", text[start : match.start()]))
        kind = match.lastgroup or "text"
        margin = {"code": 1, "strong": 2, "em": 1, "link": 0}[kind]
        found = match.group()[margin : len(match.group()) - margin]
        tail = ""
        if kind == "link":
            bare = found.rstrip(".,;:!?")
            found, tail = bare, found[len(bare) :]
        spans.append(Span(kind, found))
        if tail:
            spans.append(Span("text", tail))
        start = match.end()
    if start < len(text):
        spans.append(Span("text", text[start:]))
    return tuple(spans)


def blocks(markdown: str) -> list[Block]:
    """The blocks of a section of documentation."""
    result: list[Block] = []
    pending: list[str] = []
    lines = iter(markdown.splitlines())
    for line in lines:
        if line.lstrip().startswith("```"):
            _flush(pending, result)
            margin = len(line) - len(line.lstrip())
            info = tuple(line.strip().strip("`").split())
            code: list[str] = []
            for inner in lines:
                if inner.strip() == "```":
                    break
                code.append(inner[margin:] if not inner[:margin].strip() else inner)
            result.append(Block("code", text="\n".join(code), info=info))
        elif not line.strip():
            _flush(pending, result)
        else:
            if _ITEM.match(line) and pending and not _ITEM.match(pending[0]):
                _flush(pending, result)
            pending.append(line)
    _flush(pending, result)
    return result


def _flush(pending: list[str], result: list[Block]) -> None:
    if not pending:
        return
    if _ITEM.match(pending[0]):
        items: list[str] = []
        for line in pending:
            bare = _ITEM.sub("", line, count=1) if _ITEM.match(line) else ""
            if bare:
                items.append(bare)
            else:
                items[-1] += " " + line.strip()
        result.append(Block("list", items=tuple(inline(item) for item in items)))
    else:
        result.append(Block("paragraph", spans=inline(" ".join(line.strip() for line in pending))))
    pending.clear()
