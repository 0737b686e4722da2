"""SARIF as GitHub code scanning accepts it and shows it best.

GitHub shows every result as an open alert, whatever its kind, and honours no suppression: only what counts is in the file.
It reads the first location only and refuses a result without a file: each has a region in a file. Places that could not be
decided and targets that could not be examined are alerts too: a file without them would look like a clean bill.
"""

from __future__ import annotations

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import ResultDocument
from ecma2lint_reports._issues import NOT_EXAMINED, Issue, issues, rules_of, worst_first
from ecma2lint_reports._sarif import LEVELS, Json, Paths, descriptor, dumped, invocation, location_of, log
from ecma2lint_reports._words import count, sentence

NAME = "sarif-github"
DESCRIPTION = "SARIF for GitHub code scanning"
EXTENSION = ".sarif"

#: GitHub refuses a run with more results; it shows the first 5,000, so errors come first.
MAX_RESULTS = 25_000

_NOT_EXAMINED_RULE: Json = {
    "id": NOT_EXAMINED,
    "name": "not-examined",
    "shortDescription": {"text": "A target could not be examined"},
    "fullDescription": {"text": "The linter could not read the target, or could not run to the end."},
    "help": {"text": "Follow the remedy that the alert names; until then nothing is known of the target."},
    "defaultConfiguration": {"level": "error"},
    "properties": {"precision": "very-high", "problem.severity": "error", "tags": ["ecma2"]},
}


def render(document: ResultDocument, options: RenderOptions) -> str:
    """The log, with one run of at most 25,000 results."""
    paths = Paths(options.root)
    found = worst_first(issues(document, options.root))
    named = {issue.code for issue in found}
    rules = [descriptor(rule) for rule in rules_of(document) if rule["id"] in named]
    if NOT_EXAMINED in named:
        rules.append(_NOT_EXAMINED_RULE)
    index = {rule["id"]: number for number, rule in enumerate(rules)}
    for target in document["targets"]:
        paths.add(target)
    started = invocation(document, paths, index)
    if len(found) > MAX_RESULTS:
        cut = count(len(found) - MAX_RESULTS, "more result")
        message = {"text": f"{cut} left out: GitHub takes {MAX_RESULTS} per run."}
        started["toolExecutionNotifications"].append({"level": "warning", "message": message})
    tool = document["tool"]
    driver = {"name": tool["name"], "version": tool["version"], "semanticVersion": tool["version"], "rules": rules}
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"ecma2lint/{document['profile']['id']}/"},
        "invocations": [started],
        "artifacts": paths.artifacts,
        "columnKind": "unicodeCodePoints",
        "results": [_result(issue, index[issue.code], paths) for issue in found[:MAX_RESULTS]],
    }
    return dumped(log(run))


def _result(issue: Issue, number: int, paths: Paths) -> Json:
    words = sentence(issue.text) + (f" Remedy: {sentence(issue.remedy)}" if issue.remedy else "")
    return {
        "ruleId": issue.code,
        "ruleIndex": number,
        "level": LEVELS[issue.level],
        "message": {"text": words},
        "locations": [location_of(issue.location, issue.path, paths)],
        "partialFingerprints": {"primaryLocationLineHash": f"{issue.fingerprint}:1"},
    }
