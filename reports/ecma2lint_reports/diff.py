"""The difference of two runs, for people, for a pull request, and for machines."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence

from ecma2lint.report import RenderOptions
from ecma2lint.report_ops import DiffDocument, DiffFinding
from ecma2lint_reports._words import count, place, visible
from ecma2lint_reports.markdown import code, plain
from ecma2lint_reports.text import fitted

#: The formats of a difference, as ``render`` takes them.
FORMATS = ("text", "markdown", "json")

_ABSENT = "absent"


def render(diff: DiffDocument, name: str, options: RenderOptions) -> str:
    """The difference in one of :data:`FORMATS`.

    Raises:
        KeyError: for another format.
    """
    return {"text": _text, "markdown": _markdown, "json": _json}[name](diff, options)


def sentence(diff: DiffDocument) -> str:
    """The difference in one sentence."""
    parts = [
        f"{len(diff['new_findings'])} new",
        f"{len(diff['fixed_findings'])} fixed",
        f"{diff['unchanged']} unchanged",
    ]
    changed = count(len(diff["outcomes"]), "changed outcome")
    return f"{', '.join(parts)}; {changed}; {diff['old']['conclusion']} -> {diff['new']['conclusion']}"


def _json(diff: DiffDocument, options: RenderOptions) -> str:
    return json.dumps(diff, indent=1) + "\n"


def _text(diff: DiffDocument, options: RenderOptions) -> str:
    lines = [sentence(diff)]
    lines += [f"  note: {note}" for note in _notes(diff)]
    for change in diff["targets"]:
        lines.append(visible(f"  verdict  {change['target']}: {change['old'] or _ABSENT} -> {change['new'] or _ABSENT}"))
    for outcome in diff["outcomes"]:
        words = f"{outcome['kind']} {outcome['id']}: {outcome['old']} -> {outcome['new']}: {outcome['reason']}"
        lines.append(visible(f"  outcome  {outcome['target']}: {words}"))
    for label, findings in (("new", diff["new_findings"]), ("fixed", diff["fixed_findings"])):
        lines += [f"  {label:<7}  {_finding(finding)}" for finding in findings]
    return fitted("\n".join(lines) + "\n", options)


def _finding(finding: DiffFinding) -> str:
    where = place(finding["location"], finding["target"])
    file = "" if where.startswith(visible(finding["target"])) else f"{visible(finding['target'])}: "
    return f"{file}{where}: {finding['severity']} {finding['rule']} {finding['name']}: {visible(finding['message'])}"


def _notes(diff: DiffDocument) -> Iterator[str]:
    old, new = diff["old"], diff["new"]
    if old["profile"] != new["profile"]:
        yield f"the profiles differ: {old['profile']} -> {new['profile']}"
    if (old["tool"], old["rules_hash"]) != (new["tool"], new["rules_hash"]):
        yield f"the tools or their rules differ: {old['tool']} -> {new['tool']}"


def _markdown(diff: DiffDocument, options: RenderOptions) -> str:
    lines = ["## ecma2lint: what changed", "", f"{plain(sentence(diff))}."]
    lines += ["", *(f"> {plain(note)}" for note in _notes(diff))] if any(_notes(diff)) else []
    if diff["targets"]:
        lines += ["", "| Target | Before | Now |", "|---|---|---|"]
        for change in diff["targets"]:
            lines.append(f"| {code(change['target'])} | {change['old'] or _ABSENT} | {change['new'] or _ABSENT} |")
    if diff["outcomes"]:
        lines += ["", "| Target | Control or rule | Before | Now | Why |", "|---|---|---|---|---|"]
        for outcome in diff["outcomes"]:
            who = f"{code(outcome['target'])} | {plain(outcome['title'])} ({code(outcome['id'])})"
            lines.append(f"| {who} | {outcome['old']} | {outcome['new']} | {plain(outcome['reason'])} |")
    lines += _markdown_findings("New findings", diff["new_findings"])
    lines += _markdown_findings("Fixed findings", diff["fixed_findings"])
    return "\n".join(lines) + "\n"


def _markdown_findings(title: str, findings: Sequence[DiffFinding]) -> list[str]:
    if not findings:
        return []
    rows = [
        f"- **{finding['severity']}** {plain(finding['rule'])} {plain(finding['name'])}: {plain(finding['message'])} "
        f"({code(place(finding['location'], finding['target']))})"
        for finding in findings
    ]
    return ["", f"### {title}", "", *rows]
