"""Markdown for a comment on a pull request or the summary of a step; never above GitHub's limit of 1 MiB."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import (
    ControlEntry,
    FindingEntry,
    ResultDocument,
    RuleResultEntry,
    TargetEntry,
    UndecidedEntry,
)
from ecma2lint_reports._words import OUTCOME_WORDS, count, counted, place, sentence, support_words, visible

NAME = "markdown"
DESCRIPTION = "Markdown for a pull request or a step summary"
EXTENSION = ".md"

#: GitHub drops a step summary above 1 MiB; some room is left for what else the step writes.
LIMIT = 1_000_000

_SYMBOLS = {"pass": "✅", "fail": "❌", "undecided": "❔", "not-applicable": "➖", "waived": "🔕", "error": "💥"}
_CONCLUSIONS = {
    "compliant": "✅",
    "not compliant": "❌",
    "inconclusive": "❔",
    "error": "💥",
    "not applicable": "➖",
}
#: What Markdown or HTML would take for markup; ``@`` and ``#`` would notify people and link issues.
_SPECIAL = re.compile(r"[\\`*_{}\[\]<>()#|~&@!]|(?<=[a-z])://|(?<=www)\.")


def render(document: ResultDocument, options: RenderOptions) -> str:
    """Verdict, overview, then each target with its controls, findings and undecided places, as far as the limit goes."""
    head, sections = list(_head(document)), list(_sections(document))
    foot = list(_foot(document))
    room = LIMIT - _size(head) - _size(foot) - 200
    body: list[str] = []
    for number, section in enumerate(sections):
        room -= _size(section)
        if room < 0:
            left = count(len(sections) - number, "section")
            body += ["", f"**{left} left out:** the report would be larger than a comment may be. See the full report."]
            break
        body += section
    return "\n".join([*head, *body, *foot]) + "\n"


def plain(text: str) -> str:
    """Text that Markdown shows as it is; its own inline code stays code."""
    pieces = re.split(r"`([^`]+)`", visible(text))
    return "".join(code(piece) if odd % 2 else _escaped(piece) for odd, piece in enumerate(pieces))


def code(text: str) -> str:
    """Text as a code span that also stands in a table."""
    shown = visible(text).replace("|", "\\|") or " "
    longest = max((len(run) for run in re.findall("`+", shown)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if longest or shown != shown.strip() else ""
    return f"{fence}{pad}{shown}{pad}{fence}"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(lambda match: "".join(f"&#{ord(char)};" for char in match.group()), text)


def _head(document: ResultDocument) -> Iterator[str]:
    summary, profile = document["summary"], document["profile"]
    conclusion = summary["conclusion"]
    yield f"## {_CONCLUSIONS[conclusion]} ecma2lint: {conclusion}"
    yield ""
    yield plain(sentence(summary["sentence"]))
    yield ""
    yield f"Controls: {counted(summary['controls'], OUTCOME_WORDS)}. Findings: {counted(summary['findings'])}."
    yield f"Profile: {plain(profile['title'])} ({code(profile['id'])}, {plain(profile['date'])})."
    for fault in document["faults"]:
        yield ""
        yield f"> 💥 **{plain(fault['subject'])}**: {plain(sentence(fault['cause']))} Remedy: {plain(sentence(fault['remedy']))}"
    if len(document["targets"]) > 1:
        yield ""
        yield "| Target | Verdict | Why |"
        yield "|---|---|---|"
        for target in document["targets"]:
            verdict = f"{_CONCLUSIONS[target['conclusion']]} {target['conclusion']}"
            yield f"| {code(target['path'])} | {verdict} | {plain(target['reason'])} |"


def _sections(document: ResultDocument) -> Iterator[list[str]]:
    for target in document["targets"]:
        yield list(_controls(target))
        for rule in target["rules"]:
            for finding in rule["findings"]:
                if finding["status"] == "new":
                    yield list(_finding(finding, rule, target))
            for item in rule["undecided"]:
                yield list(_undecided(item, rule, target))
            if rule["outcome"] == "error":
                yield ["", f"💥 **{rule['id']} {plain(rule['name'])}** {plain(sentence(rule['reason']))}"]


def _controls(target: TargetEntry) -> Iterator[str]:
    yield ""
    yield f"### {_CONCLUSIONS[target['conclusion']]} {code(target['path'])}: {target['conclusion']}"
    yield ""
    yield plain(sentence(target["reason"]))
    if target["error"]:
        yield f"Remedy: {plain(sentence(target['error']['remedy']))}"
    if target["controls"]:
        yield ""
        yield "| Control | The document says | Outcome | Why |"
        yield "|---|---|---|---|"
        yield from (_control(control) for control in target["controls"])


def _control(control: ControlEntry) -> str:
    outcome = f"{_SYMBOLS[control['outcome']]} {OUTCOME_WORDS[control['outcome']]}"
    return f"| {plain(control['title'])} | {plain(support_words(control))} | {outcome} | {plain(control['reason'])} |"


def _finding(finding: FindingEntry, rule: RuleResultEntry, target: TargetEntry) -> Iterator[str]:
    yield ""
    head = f"<b>{finding['severity']}</b> {rule['id']} {_escaped(rule['name'])}: {_escaped(visible(finding['message']))}"
    yield f"<details><summary>{head}</summary>"
    yield ""
    yield f"- Where: {code(place(finding['location'], target['path']))}"
    yield from (f"- Via: {code(place(step, target['path']))}" for step in finding["trace"])
    yield from (f"- Evidence: {plain(text)}" for text in finding["evidence"])
    if finding["remedy"]:
        yield f"- Remedy: {plain(finding['remedy'])}"
    yield from _excerpt(finding)
    yield ""
    yield "</details>"


def _excerpt(item: FindingEntry | UndecidedEntry) -> Iterator[str]:
    excerpt = item["excerpt"]
    if excerpt:
        lines = [visible(line.expandtabs(4)) for line in excerpt["lines"]]
        # a fence longer than any in the lines cannot be closed by one of them
        fence = "`" * max(3, 1 + max(len(run) for run in ["", *re.findall("`+", "\n".join(lines))]))
        yield from ("", fence)
        for number, line in enumerate(lines, excerpt["first_line"]):
            mark = ">" if number in excerpt["marked"] else " "
            yield f"{mark} {number:>4} | {line}".rstrip()
        yield fence


def _undecided(item: UndecidedEntry, rule: RuleResultEntry, target: TargetEntry) -> Iterator[str]:
    yield ""
    head = f"<b>undecided</b> {rule['id']} {_escaped(rule['name'])}: {_escaped(visible(item['reason']))}"
    yield f"<details><summary>{head}</summary>"
    yield ""
    yield f"- Where: {code(place(item['location'], target['path']))}"
    yield from (f"- Via: {code(place(step, target['path']))}" for step in item["trace"])
    if item["settle"]:
        yield f"- What would settle it: {plain(item['settle'])}"
    yield from _excerpt(item)
    yield ""
    yield "</details>"


def _foot(document: ResultDocument) -> Iterator[str]:
    tool, run = document["tool"], document["run"]
    started = f", {run['started']}" if run["started"] else ""
    yield ""
    yield f"<sub>{_escaped(tool['name'])} {_escaped(tool['version'])}{started}: {code(run['reproduce'])}</sub>"


def _size(lines: list[str]) -> int:
    return sum(len(line.encode("utf-8", "backslashreplace")) + 1 for line in lines)
