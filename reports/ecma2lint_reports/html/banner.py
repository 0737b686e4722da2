"""The banner of the report: what the verdict means, what stands against a better one, and the gate."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ecma2lint.result_types import SEVERITIES, ResultDocument
from ecma2lint_reports._words import count
from ecma2lint_reports.html.model import Item, Reason, TargetView


def meaning(document: ResultDocument) -> str:
    """What the conclusion means for deployment, in one or two sentences."""
    several = len(document["targets"]) != 1
    host = document["profile"]["host"]
    summary = document["summary"]
    open_places = " Places outside the controls could not be decided; they are listed below." if summary["undecided"] else ""
    return {
        "compliant": f"As far as code shows, {'all of these connectors meet' if several else 'it meets'} "
        f"the requirements of: {host}.{open_places}",
        "not compliant": f"As the code is now, {'not all of these connectors meet' if several else 'it does not meet'} "
        f"the requirements of: {host}.",
        "inconclusive": "Nothing fails, but the code alone does not decide everything: settle that before deployment.",
        "error": "The examination is not complete. Do not rely on it until the errors are mended.",
        "not applicable": "The profile has no requirement that bears on what was examined.",
    }[summary["conclusion"]]


def headline(sentence: str, listed: bool) -> str:
    """The sentence, without the names behind its colon when the list below it gives them with their reasons."""
    return sentence.partition(": ")[0] if listed and re.match(r"\d+ \w+", sentence) else sentence


def reasons(targets: Sequence[TargetView]) -> tuple[Reason, ...]:
    """What is not as it should be: controls when there is one connector, connectors when there are several; worst first."""
    if len(targets) == 1:
        rows = [
            Reason(control.title, control.outcome, control.items[0].message if control.items else control.reason, control.anchor)
            for control in targets[0].controls
            if control.outcome in ("error", "undecided") or (control.outcome == "fail" and control.severity == "error")
        ]
        beyond = [item for group in targets[0].groups if not group.control for item in group.items if _counts(item)]
        first = {item.rule: item for item in reversed(beyond)}
        rows += [
            Reason(item.name, "error" if item.kind == "crash" else "fail", item.message, item.anchor)
            for item in beyond
            if first[item.rule] is item
        ]
        return tuple(sorted(rows, key=lambda row: ("error", "fail", "undecided").index(row.outcome)))
    return tuple(
        Reason(target.title, target.conclusion, target.reason, target.anchor)
        for conclusion in ("error", "not compliant", "inconclusive")
        for target in targets
        if target.conclusion == conclusion
    )


def _counts(item: Item) -> bool:
    """Whether an item outside the controls stands against the verdict."""
    return item.status == "new" and (item.kind == "crash" or (item.kind == "finding" and item.severity == "error"))


def gate(document: ResultDocument) -> str:
    """The conditions of the run's gate with the numbers it met."""
    run, findings = document["run"], document["summary"]["findings"]
    levels = SEVERITIES[: SEVERITIES.index(run["fail_on"]) + 1]
    parts = [count(findings[level], level if level != "info" else "info finding") for level in levels]
    undecided = count(document["summary"]["undecided"], "undecided place")
    strict = f"undecided fails: {undecided}" if run["strict"] else f"undecided does not fail ({undecided})"
    return f"Gate: fails on {' or '.join(levels)} ({', '.join(parts)}); {strict}; exit status {run['exit_status']}"
