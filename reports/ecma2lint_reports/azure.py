"""Azure Pipelines logging commands: issues that the run's summary lists."""

from __future__ import annotations

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import ResultDocument
from ecma2lint_reports._issues import Issue, issues, worst_first
from ecma2lint_reports._words import visible
from ecma2lint_reports.text import fitted

NAME = "azure"
DESCRIPTION = "logging commands for Azure Pipelines"
EXTENSION = ".txt"


def render(document: ResultDocument, options: RenderOptions) -> str:
    """One ``task.logissue`` per error and warning, errors first; the platform has no lower level, so infos are plain lines."""
    return fitted("".join(f"{_line(issue)}\n" for issue in worst_first(issues(document, options.root))), options)


def _line(issue: Issue) -> str:
    text = f"{issue.text}. Remedy: {issue.remedy}" if issue.remedy else issue.text
    if issue.level == "info":
        # no line of ours may begin with ##, or the agent would read a command
        return f"info {visible(issue.path)}: {issue.code} {text}"
    properties = {"type": issue.level, "sourcepath": visible(issue.path)}
    if "line" in issue.location:
        properties["linenumber"] = str(issue.location["line"])
    if "column" in issue.location:
        properties["columnnumber"] = str(issue.location["column"])
    properties["code"] = issue.code
    joined = "".join(f"{key}={_property(value)};" for key, value in properties.items())
    return f"##vso[task.logissue {joined}]{_data(f'{issue.name}: {text}')}"


def _data(text: str) -> str:
    return text.replace("%", "%AZP25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(";", "%3B").replace("]", "%5D")
