"""A line on standard error that says how far a long run is, on terminals alone."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from typing import TextIO

from ecma2lint.facts import Target

#: Seconds before anything is shown, and between two changes of the line.
PATIENCE = 2.0
INTERVAL = 0.2
_WIDTH = 78


def with_progress(
    targets: Iterable[Target], stream: TextIO | None = None, clock: Callable[[], float] = time.monotonic
) -> Iterator[Target]:
    """Pass the targets through; on a terminal, once a run takes longer than :data:`PATIENCE`, show the count and the last one."""
    stream = stream or sys.stderr
    if not stream.isatty():
        yield from targets
        return
    began = clock()
    shown = 0.0
    number = 0
    try:
        for number, target in enumerate(targets, 1):
            now = clock()
            if now - began > PATIENCE and now - shown > INTERVAL:
                _show(stream, f"{number} targets judged, {now - began:.0f} s: {target.path}")
                shown = now
            yield target
    finally:
        if shown:
            _show(stream, "")


def _show(stream: TextIO, text: str) -> None:
    line = text if len(text) <= _WIDTH else text[: _WIDTH - 3] + "..."
    stream.write(f"\r{line:<{_WIDTH}}\r" if not text else f"\r{line:<{_WIDTH}}")
    stream.flush()
