"""GitHub annotations: workflow commands, errors first, within the ten of each level that GitHub shows per step."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import ResultDocument
from ecma2lint_reports._issues import Issue, issues
from ecma2lint_reports._words import count, visible
from ecma2lint_reports.text import fitted

NAME = "github"
DESCRIPTION = "annotations for GitHub Actions"
EXTENSION = ".txt"

#: GitHub shows this many annotations of each level per step and drops the rest without a word.
SHOWN_PER_LEVEL = 10
_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(document: ResultDocument, options: RenderOptions) -> str:
    """One workflow command per line; where a level has too many, its last one tells how many were cut off."""
    found = issues(document, options.root)
    lines = [line for level in _COMMANDS for line in _level(level, [issue for issue in found if issue.level == level])]
    return fitted("".join(f"{line}\n" for line in lines), options)


def _level(level: str, found: list[Issue]) -> Iterator[str]:
    command = _COMMANDS[level]
    shown = found if len(found) <= SHOWN_PER_LEVEL else found[: SHOWN_PER_LEVEL - 1]
    for issue in shown:
        yield f"::{command} {_properties(issue)}::{_data(_message(issue))}"
    if len(shown) < len(found):
        more = count(len(found) - len(shown), f"more {command}")
        yield f"::{command} title=ecma2lint::{more} not shown here: see the full report"


def _message(issue: Issue) -> str:
    return f"{issue.text}. Remedy: {issue.remedy}" if issue.remedy else issue.text


def _properties(issue: Issue) -> str:
    location = issue.location
    properties: dict[str, str] = {"file": issue.path}
    if "line" in location:
        properties["line"] = str(location["line"])
        last = location.get("end_line", location["line"])
        properties["endLine"] = str(last)
        # GitHub refuses columns of a range that spans lines
        if "column" in location and last == location["line"]:
            properties["col"] = str(location["column"])
            properties["endColumn"] = str(location.get("end_column", location["column"]))
    properties["title"] = f"{issue.code} {issue.name}"
    return ",".join(f"{key}={_property(visible(value))}" for key, value in properties.items())


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
