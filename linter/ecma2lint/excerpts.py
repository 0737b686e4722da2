"""Excerpts of Python sources for findings, with secrets masked before they reach any document."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from ecma2lint.facts import Location, Target, TargetKind
from ecma2lint.result_types import ExcerptEntry

ReadSource = Callable[[str], str | None]

CONTEXT_LINES = 3
#: Longer lines are cut: a minified or generated source must not swell the document.
MAX_COLUMNS = 240
#: A finding over many lines marks them all but shows only the first of them.
_MAX_MARKED = 8

_SECRET_WORD = r"(?:password|passwd|passphrase|pwd|secret|token|api_?key|access_?key|account_?key|credential)"
_ASSIGNED = re.compile(rf"""(?ix) ( \b \w* {_SECRET_WORD} \w* ["']? \]? \s* (?: :\s*\w+\s*= | [=:(,] ) \s* [rbuf]{{0,2}} )
                              ( "(?:\\.|[^"\\])*"? | '(?:\\.|[^'\\])*'? )""")
_IN_CONNECTION_STRING = re.compile(rf"""(?i)(\b{_SECRET_WORD}\s*=\s*)([^;"'\s][^;"']*)""")


class Sources:
    """The lines of the sources that findings point at; each file is read once."""

    def __init__(self, read_source: ReadSource | None) -> None:
        self._read = lru_cache(maxsize=32)(self._lines)
        self._read_source = read_source

    def line(self, target: Target, location: Location) -> str | None:
        """The source line at a location, or None for assemblies and where there is no line."""
        lines = self._lines_at(target, location)
        return lines[location.line - 1] if lines and location.line else None

    def excerpt(self, target: Target, location: Location) -> ExcerptEntry | None:
        """The lines around a location, three on either side, or None where there is no source."""
        lines = self._lines_at(target, location)
        if not lines or not location.line:
            return None
        last = min(max(location.end_line or location.line, location.line), len(lines), location.line + _MAX_MARKED - 1)
        first = max(1, location.line - CONTEXT_LINES)
        shown = lines[first - 1 : last + CONTEXT_LINES]
        while len(shown) > 1 + last - first and not shown[-1].strip():
            shown = shown[:-1]
        return {
            "first_line": first,
            "lines": [masked(line)[:MAX_COLUMNS] for line in shown],
            "marked": list(range(location.line, last + 1)),
        }

    def _lines_at(self, target: Target, location: Location) -> tuple[str, ...]:
        if self._read_source is None or location.line is None or target.kind is not TargetKind.PYTHON:
            return ()
        lines = self._read(location.path or target.path)
        return lines if 1 <= location.line <= len(lines) else ()

    def _lines(self, path: str) -> tuple[str, ...]:
        source = self._read_source(path) if self._read_source else None
        # Python ends lines at these three only; splitlines() would also split at form feeds and at U+2028
        return tuple(re.split(r"\r\n|\r|\n", source)) if source is not None else ()


def masked(line: str) -> str:
    """The line with what looks like a secret's value replaced by ``***``."""
    line = _ASSIGNED.sub(lambda match: f"{match[1]}{match[2][0]}***{match[2][0]}", line)
    return _IN_CONNECTION_STRING.sub(lambda match: f"{match[1]}***", line) if ";" in line else line
