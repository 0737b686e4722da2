"""The pages of the command line, the settings, the exit statuses and the formats, as Markdown."""

from __future__ import annotations

import argparse
import json
import re
from collections.abc import Iterator, Sequence

from ecma2lint.cli import COMMANDS, make_parser
from ecma2lint.exit_status import MEANINGS
from ecma2lint.report import format_names, load_writer
from ecma2lint.rule import Rule
from ecma2lint.settings import Settings, keys


class _Help(argparse.RawDescriptionHelpFormatter):
    """Help at a width of its own, whatever the terminal of the build."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=100)


def command_line_page() -> str:
    """Every command with its help, as the program prints it."""
    lines = [
        "# Command line",
        "",
        "What `ecma2lint --help` and the help of each command print. `python -m ecma2lint` is the same.",
    ]
    for path, parser in _parsers(make_parser(COMMANDS), ("ecma2lint",)):
        lines += ["", f"{'#' * min(len(path) + 1, 3)} {' '.join(path)}", "", "```text", _help(parser), "```"]
    return "\n".join(lines) + "\n"


def _parsers(parser: argparse.ArgumentParser, path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], argparse.ArgumentParser]]:
    """The parser and those of its commands; argparse offers no public way to them."""
    yield path, parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for name, inner in action.choices.items():
                yield from _parsers(inner, (*path, name))


def _help(parser: argparse.ArgumentParser) -> str:
    parser.formatter_class = _Help
    return parser.format_help().rstrip()


def settings_page(rules: Sequence[Rule]) -> str:
    """Every key of a settings file, and the options that rules declare."""
    defaults = Settings()
    lines = [
        "# Settings",
        "",
        "The keys of `ecma2lint.toml`, or of `[tool.ecma2lint]` in `pyproject.toml`. A key is the long option of "
        "`ecma2lint check`; what the command line gives replaces it. How to write them: [Settings](../settings.md).",
        "",
        "| key | type | default | meaning |",
        "| --- | --- | --- | --- |",
    ]
    for key, name, kind, text in keys():
        lines.append(f"| `{key}` | {kind.words} | `{_toml(getattr(defaults, name))}` | {text} |")
    lines += [
        "",
        "## Options of rules",
        "",
        "`[rule-options.ID]` in the file, `--rule-options ID.OPTION=VALUE` on the command line.",
        "",
    ]
    lines += ["| rule | option | type | default | meaning |", "| --- | --- | --- | --- | --- |"]
    for rule in rules:
        for name, option in rule.options.items():
            default = _toml(option.default)
            link = f"[{rule.id} {rule.name}](rules/{rule.id}.md)"
            lines.append(f"| {link} | `{name}` | {option.words} | `{default}` | {option.text} |")
    return "\n".join(lines) + "\n"


def exit_statuses_page() -> str:
    """What each exit status means."""
    lines = ["# Exit statuses", "", "| status | meaning |", "| --- | --- |"]
    meanings = {int(status): re.sub(r"(--[a-z-]+)", r"`\1`", text) for status, text in MEANINGS.items()}
    lines += [f"| {status} | {text} |" for status, text in meanings.items()]
    lines += [
        "",
        "`ecma2lint check --exit-zero` ends with 0 whatever is found, and says so on standard error. "
        "An interrupted run ends with 130.",
    ]
    return "\n".join(lines) + "\n"


def formats_page() -> str:
    """The formats that `--format` and `--output` know."""
    lines = [
        "# Formats",
        "",
        "For `ecma2lint check --format NAME`, `ecma2lint check --output NAME=FILE` and `ecma2lint report render --format NAME`. "
        "When to use which: [Reading reports](../reports.md).",
        "",
        "| format | what it is | usual ending |",
        "| --- | --- | --- |",
    ]
    for name in format_names():
        writer = load_writer(name)
        lines.append(f"| `{name}` | {writer.DESCRIPTION} | `{writer.EXTENSION}` |")
    return "\n".join(lines) + "\n"


def _toml(value: object) -> str:
    return "{}" if value == {} else json.dumps(list(value) if isinstance(value, tuple) else value)
