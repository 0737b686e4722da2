"""The canonical form of errors that MSBuild and Visual Studio read: ``origin(line,col): error CODE: text``."""

from __future__ import annotations

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import ResultDocument
from ecma2lint_reports._issues import Issue, issues
from ecma2lint_reports._words import visible
from ecma2lint_reports.text import fitted

NAME = "msbuild"
DESCRIPTION = "canonical errors for MSBuild and Visual Studio"
EXTENSION = ".txt"


def render(document: ResultDocument, options: RenderOptions) -> str:
    """One line per issue; ``info`` is no category of MSBuild's, so such lines are output and nothing more."""
    return fitted("".join(f"{_line(issue)}\n" for issue in issues(document)), options)


def _line(issue: Issue) -> str:
    location = issue.location
    where = ""
    if "line" in location:
        where = f"({location['line']},{location['column']})" if "column" in location else f"({location['line']})"
    elif "path" not in location:
        where = " "
    remedy = f"; {issue.remedy}" if issue.remedy else ""
    return f"{_origin(issue.path)}{where}: {issue.level} {issue.code}: {issue.name}: {issue.text}{remedy}"


def _origin(path: str) -> str:
    """The path; a colon ends an origin, unless it follows the letter of a drive."""
    drive = 2 if path[1:2] == ":" and path[:1].isalpha() else 0
    return visible(path[:drive] + path[drive:].replace(":", "\\x3a"))
