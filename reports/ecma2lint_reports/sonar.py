"""SonarQube's generic issue import, in the form with a list of rules (10.3 and later)."""

from __future__ import annotations

import json
from typing import Any

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import ResultDocument, RuleEntry
from ecma2lint_reports._issues import NOT_EXAMINED, Issue, issues, rules_of
from ecma2lint_reports._words import sentence, visible

NAME = "sonar"
DESCRIPTION = "SonarQube generic issues"
EXTENSION = ".json"

_IMPACTS = {"error": "HIGH", "warning": "MEDIUM", "info": "LOW"}
_FAILURE: dict[str, Any] = {
    "id": NOT_EXAMINED,
    "name": "A target could not be examined",
    "description": "The linter could not read the target, or could not run to the end.",
    "severity": "error",
}


def render(document: ResultDocument, options: RenderOptions) -> str:
    """Rules that have an issue, and the issues."""
    found = issues(document, options.root)
    named = {issue.code for issue in found}
    rules = [_rule(rule) for rule in rules_of(document) if rule["id"] in named]
    if NOT_EXAMINED in named:
        rules.append(_described(_FAILURE["id"], _FAILURE["name"], _FAILURE["description"], _FAILURE["severity"]))
    return json.dumps({"rules": rules, "issues": [_issue(issue) for issue in found]}, indent=1) + "\n"


def _rule(rule: RuleEntry) -> dict[str, Any]:
    description = " ".join(sentence(" ".join(text.split())) for text in (rule["summary"], rule["why"]) if text)
    return _described(rule["id"], rule["title"], visible(description), rule["severity"])


def _described(rule_id: str, name: str, description: str, severity: str) -> dict[str, Any]:
    return {
        "id": rule_id,
        "name": name,
        "description": description,
        "engineId": "ecma2lint",
        "cleanCodeAttribute": "CONVENTIONAL",
        "impacts": [{"softwareQuality": "RELIABILITY", "severity": _IMPACTS[severity]}],
    }


def _issue(issue: Issue) -> dict[str, Any]:
    place: dict[str, Any] = {"message": issue.text, "filePath": visible(issue.path)}
    location = issue.location
    if "line" in location:
        span: dict[str, int] = {"startLine": location["line"], "endLine": location.get("end_line", location["line"])}
        if "column" in location and "end_column" in location:
            # Sonar counts columns from 0 and refuses an empty range
            start, end = location["column"] - 1, location["end_column"] - 1
            if span["endLine"] > span["startLine"] or end > start:
                span |= {"startColumn": start, "endColumn": end}
        place["textRange"] = span
    return {"ruleId": issue.code, "primaryLocation": place}
