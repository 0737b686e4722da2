"""GitLab Code Quality: an array of issues with fingerprints that are unique and do not move with the lines."""

from __future__ import annotations

import json
from typing import Any

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import ResultDocument
from ecma2lint_reports._issues import Issue, issues
from ecma2lint_reports._words import visible

NAME = "gitlab"
DESCRIPTION = "GitLab Code Quality"
EXTENSION = ".json"

_SEVERITIES = {"error": "critical", "warning": "minor", "info": "info"}


def render(document: ResultDocument, options: RenderOptions) -> str:
    """The array; GitLab shows nothing but the description, so it names the rule."""
    return json.dumps([_entry(issue) for issue in issues(document, options.root)], indent=1) + "\n"


def _entry(issue: Issue) -> dict[str, Any]:
    lines = {"begin": issue.location.get("line", 1)}
    if "end_line" in issue.location:
        lines["end"] = issue.location["end_line"]
    return {
        "description": f"{issue.code} {issue.name}: {issue.text}",
        "check_name": issue.code,
        "fingerprint": issue.fingerprint,
        "severity": "blocker" if issue.kind == "error" else _SEVERITIES[issue.level],
        "location": {"path": visible(issue.path), "lines": lines},
    }
