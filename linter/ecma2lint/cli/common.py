"""What several commands share: the options that choose inputs and settings, the terminal, and writing."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, TextIO, cast

from ecma2lint.discovery import Excluded, discover, excluded_by
from ecma2lint.facts import Target
from ecma2lint.faults import FaultError
from ecma2lint.globs import seen_from
from ecma2lint.profiles import DEFAULT_PROFILE
from ecma2lint.readers.python.options import Dialect, PythonOptions
from ecma2lint.reading import read
from ecma2lint.settings import Settings, keys, load_settings

#: Fields whose values on the command line are paths or patterns, which may hold commas.
_WHOLE = frozenset({"exclude", "entry_point", "profile_path"})


def add_input_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the paths and what is left out."""
    parser.add_argument("paths", nargs="*", metavar="PATH", default=["."], help="files and folders (default: this folder)")
    parser.add_argument("--exclude", action="append", metavar="PATTERN", help="leave out what a gitignore-style pattern matches")
    parser.add_argument("--dialect", choices=("pythonnet", "ironpython", "shim"), help="how Python connectors are hosted")
    parser.add_argument(
        "--entry-point", action="append", metavar="MODULE.py:CLASS", help="a plain Python class that a shim calls"
    )


def add_settings_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare where settings, profiles and rules come from."""
    parser.add_argument("--config", metavar="FILE", help="read this settings file instead of the nearest one upward")
    parser.add_argument("--isolated", action="store_true", help="read no settings file")
    parser.add_argument("--profile", help=f"the host to judge by (default: {DEFAULT_PROFILE})")
    parser.add_argument("--profile-path", action="append", metavar="FOLDER", help="a folder with profiles of your own")
    parser.add_argument("--rule-packs", action="append", metavar="NAMES", help="further rule packs, by their entry points")


def add_rule_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare which rules run, and what is excepted."""
    parser.add_argument("--select", action="append", metavar="RULES", help="only these: ids, names or id prefixes")
    parser.add_argument("--ignore", action="append", metavar="RULES", help="not these: ids, names or id prefixes")
    parser.add_argument("--severity", action="append", metavar="RULE=LEVEL", help="error, warning, info or off; may be repeated")
    parser.add_argument(
        "--per-target-ignores",
        action="append",
        metavar="GLOB[!TYPE]=RULES",
        help="leave rules out for the targets that a glob fits, or for one type of an assembly",
    )
    parser.add_argument("--rule-options", action="append", metavar="RULE.OPTION=VALUE", help="an option that a rule declares")
    parser.add_argument("--waivers", metavar="FILE", help="the file of waivers")
    parser.add_argument(
        "--ignore-suppressions",
        action=argparse.BooleanOptionalAction,
        default=None,
        help="count findings that are suppressed in the code as well",
    )


def settings_of(options: argparse.Namespace) -> Settings:
    """The effective settings of a command: file, then what the command line gives.

    Raises:
        FaultError: when the settings file is faulty, or an option of the form NAME=VALUE is not of that form.
    """
    overrides: dict[str, object] = {}
    for _, name, kind, _ in keys():
        value = getattr(options, name, None)
        if isinstance(value, list):
            if name in ("severity", "per_target_ignores", "rule_options"):
                value = _table(name, value)
                if not kind.accepts(_thawed(value)):
                    raise FaultError(f"--{name.replace('_', '-')}", f"is {value!r}", f"it must be {kind.words}")
            else:
                value = tuple(value) if name in _WHOLE else words(value)
        if value is not None:
            overrides[name] = value
    config = Path(options.config) if options.config else None
    return load_settings(Path(), overrides, isolated=options.isolated, file=config)


#: What ``--severity`` takes.
LEVELS = ("error", "warning", "info", "off")


def _table(name: str, values: Sequence[str]) -> dict[str, Any]:
    table: dict[str, Any] = {}
    for given in values:
        key, equals, value = given.rpartition("=") if name == "per_target_ignores" else given.partition("=")
        if not equals or not key:
            raise FaultError(f"--{name.replace('_', '-')}", f"is {given!r}", "write it as NAME=VALUE")
        if name == "severity":
            if value not in LEVELS:
                raise FaultError(f"--severity {given}", f"{value!r} is no severity", f"choose one of: {', '.join(LEVELS)}")
            table[key] = value
        elif name == "per_target_ignores":
            table[key] = (*table.get(key, ()), *words([value]))
        else:
            rule, _, option = key.partition(".")
            table.setdefault(rule, {})[option] = _typed(value)
    return table


def _typed(text: str) -> bool | int | str | tuple[str, ...]:
    """A value of the command line as TOML reads it, else as plain text."""
    import tomllib

    try:
        value = tomllib.loads(f"value = {text}")["value"]
    except tomllib.TOMLDecodeError:
        return text
    if isinstance(value, list):
        return tuple(str(item) for item in value)
    return value if isinstance(value, bool | int | str) else text


def _thawed(value: Any) -> Any:
    """The value with lists for tuples, as TOML would give it."""
    if isinstance(value, dict):
        return {key: _thawed(item) for key, item in value.items()}
    return list(value) if isinstance(value, tuple) else value


def targets(paths: Sequence[str], settings: Settings, *, filter_named: bool = False) -> Iterator[Target]:
    """The facts of everything the paths lead to, one by one, in a stable order.

    Raises:
        FaultError: when a pattern is not valid.
    """
    python = PythonOptions(dialect=cast(Dialect, settings.dialect), entry_points=settings.entry_point)
    for candidate in discover([Path(path) for path in paths], _excluded(settings), filter_named=filter_named):
        target = read(candidate, python)
        if target is not None:
            yield target


def _excluded(settings: Settings) -> Excluded:
    """The patterns, on paths as seen from the folder that they are relative to."""
    excluded = excluded_by(settings.exclude)
    folder = settings.folder_of("exclude")
    if not settings.exclude:
        return excluded
    return lambda path: excluded(seen_from(folder, path) + "/" * path.endswith("/"))


def words(values: Sequence[str]) -> tuple[str, ...]:
    """The words of a repeatable, comma-separated option."""
    return tuple(word.strip() for value in values for word in value.split(",") if word.strip())


def source_text(path: str) -> str | None:
    """The text of a Python source, or None for other files and where it cannot be read."""
    if not path.endswith(".py"):
        return None
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def shown_path(path: Path) -> str:
    """A path as messages and documents show it: from the working folder where it lies below it, with forward slashes."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


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


def tell(text: str) -> None:
    """Say something about the run on standard error."""
    print(f"ecma2lint: {text}", file=sys.stderr)
