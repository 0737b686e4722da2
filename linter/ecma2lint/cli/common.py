"""What several commands share: the options that choose inputs, the terminal, and writing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TextIO, cast

from ecma2lint.discovery import discover, excluded_by
from ecma2lint.facts import Target
from ecma2lint.readers.python.options import Dialect, PythonOptions
from ecma2lint.reading import read
from ecma2lint.settings import Settings, keys, load_settings


def add_input_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the paths and what is left out."""
    parser.add_argument("paths", nargs="*", metavar="PATH", default=["."], help="files and folders (default: this folder)")
    parser.add_argument("--exclude", action="append", metavar="PATTERN", help="leave out what a gitignore-style pattern matches")
    parser.add_argument("--dialect", choices=("pythonnet", "ironpython", "shim"), help="how Python connectors are hosted")
    parser.add_argument(
        "--entry-point", action="append", metavar="MODULE.py:CLASS", help="a plain Python class that a shim calls"
    )


def add_settings_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where settings come from."""
    parser.add_argument("--isolated", action="store_true", help="read no settings file")


def settings_of(options: argparse.Namespace) -> Settings:
    """The effective settings of a command: file, then what the command line gives.

    Raises:
        FaultError: when the settings file is faulty.
    """
    overrides: dict[str, object] = {}
    for _, name, _, _ in keys():
        value = getattr(options, name, None)
        if isinstance(value, list):
            value = tuple(value) if name in ("exclude", "entry_point") else words(value)
        if value not in (None, False):
            overrides[name] = value
    return load_settings(Path(), overrides, isolated=options.isolated)


def targets(paths: Sequence[str], settings: Settings, *, filter_named: bool = False) -> Iterator[Target]:
    """The facts of everything the paths lead to, one by one, in a stable order.

    Raises:
        FaultError: when a pattern is not valid.
    """
    python = PythonOptions(dialect=cast(Dialect, settings.dialect), entry_points=settings.entry_point)
    for candidate in discover([Path(path) for path in paths], excluded_by(settings.exclude), filter_named=filter_named):
        target = read(candidate, python)
        if target is not None:
            yield target


def words(values: Sequence[str]) -> tuple[str, ...]:
    """The words of a repeatable, comma-separated option."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def use_color(choice: str, stream: TextIO) -> bool:
    """Whether to colour: as asked, else only on a terminal, and never where ``NO_COLOR`` is set."""
    if choice != "auto":
        return choice == "always"
    return not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb" and stream.isatty()


def can_encode(stream: TextIO) -> bool:
    """Whether the stream's encoding carries the signs that text reports use."""
    try:
        "✓✗·─".encode(stream.encoding or "ascii")
    except (UnicodeEncodeError, LookupError):
        return False
    return True


def emit(text: str) -> None:
    """Write a report to standard output."""
    sys.stdout.write(text)
    sys.stdout.flush()
