"""The full report for people at a terminal, readable at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import (
    ControlEntry,
    ExcerptEntry,
    FindingEntry,
    ResultDocument,
    RuleResultEntry,
    TargetEntry,
    UndecidedEntry,
)
from ecma2lint_reports._words import OUTCOME_WORDS, count, counted, place, sentence, visible

NAME = "text"
DESCRIPTION = "the full report for people"
EXTENSION = ".txt"

#: Below this many columns wrapping would hurt more than it helps.
_NARROWEST = 60

_SYMBOLS = {"pass": "✓", "fail": "✗", "undecided": "?", "not-applicable": "–", "waived": "~", "error": "!"}
_COLORS = {
    "pass": "32",
    "fail": "31",
    "undecided": "33",
    "not-applicable": "2",
    "waived": "36",
    "error": "1;31",
    "warning": "33",
    "info": "36",
    "compliant": "1;32",
    "not compliant": "1;31",
    "inconclusive": "1;33",
    "not applicable": "1",
    "dim": "2",
    "bold": "1",
}
_ASCII = str.maketrans({"✓": "+", "✗": "x", "–": "-", "—": "-", "·": "-", "│": "|", "─": "-", "▶": ">", "…": "...", "→": "->"})


def render(document: ResultDocument, options: RenderOptions) -> str:
    """Per target the verdict, its controls, findings and undecided places; then the summary."""
    page = _Page(options)
    lines = [line for target in document["targets"] for line in page.target(target)]
    lines += page.summary(document)
    return fitted("\n".join(lines) + "\n", options)


def fitted(text: str, options: RenderOptions) -> str:
    """The text as the stream can take it: as it is, or in ASCII with everything else escaped."""
    if options.unicode:
        return text.encode("utf-8", "backslashreplace").decode("utf-8")
    return text.translate(_ASCII).encode("ascii", "backslashreplace").decode("ascii")


class _Page:
    """Lays out lines under the options of one call."""

    def __init__(self, options: RenderOptions) -> None:
        self.options = options
        self.width = max(options.width, _NARROWEST)

    def target(self, target: TargetEntry) -> Iterator[str]:
        conclusion = target["conclusion"]
        if self.options.quiet and conclusion in ("compliant", "not applicable"):
            return
        yield f"{self.paint(conclusion.upper(), conclusion)}  {self.paint(visible(target['path']), 'bold')}"
        error = target["error"]
        if error:
            yield from self.wrapped(sentence(error["cause"]), "  ")
            if error["location"]:
                yield f"  at      {place(error['location'], target['path'])}"
            yield from self.labelled("remedy", error["remedy"], "  ")
            yield ""
            return
        yield from self.wrapped(sentence(target["reason"]), "  ")
        yield from self.identity(target)
        yield ""
        controls = [c for c in target["controls"] if not self.options.quiet or c["outcome"] not in ("pass", "not-applicable")]
        if controls:
            titles = max(len(visible(control["title"])) for control in controls)
            for control in controls:
                yield from self.control(control, min(titles, self.width - 40))
            yield ""
        for rule in target["rules"]:
            yield from self.rule(rule, target)
        yield from self.all_undecided(target)

    def identity(self, target: TargetEntry) -> Iterator[str]:
        assembly = target["assembly"]
        parts = [target["kind"]]
        if assembly:
            parts = [f"{assembly['name']} {assembly['version']}", assembly["target_framework"] or "no target framework"]
            parts.append(assembly["architecture"])
        if target["contract"]:
            parts.append(f"contract {target['contract']}")
        yield from (self.paint(line, "dim") for line in self.wrapped(" · ".join(parts), "  "))
        if target["sha256"]:
            yield self.paint(f"  sha256 {target['sha256']}", "dim")

    def control(self, control: ControlEntry, titles: int) -> Iterator[str]:
        """A row: outcome, title and the document's words; below it the reason, where it says more than a finding will."""
        outcome = control["outcome"]
        shown = self.paint(f"{_SYMBOLS[outcome]} {OUTCOME_WORDS[outcome]:<14}", outcome)
        words = "" if control["support"] == "required" else control["comment"]
        head = f"  {shown}  {visible(control['title']):<{titles}}  "
        start = 2 + 16 + 2 + titles + 2
        room = self.width - start
        rows = wrap(visible(words), room, break_long_words=False, break_on_hyphens=False) if room > 12 else []
        yield (head + (rows[0] if rows else "")).rstrip()
        yield from (" " * start + row for row in rows[1:])
        if outcome in ("undecided", "not-applicable", "waived", "error") or self.options.verbose:
            for line in self.wrapped(control["reason"], " " * 20):
                yield self.paint(line, "dim")

    def rule(self, rule: RuleResultEntry, target: TargetEntry) -> Iterator[str]:
        head = f"{rule['id']} {rule['name']}"
        if rule["outcome"] == "error":
            yield f"  {self.paint('! error', 'error')} {self.paint(visible(head), 'bold')}"
            yield from self.wrapped(rule["reason"], "    ")
            yield ""
        for finding in rule["findings"]:
            if finding["status"] == "new" or self.options.verbose or self.options.disposed:
                yield from self.finding(finding, head, target)
        if self.options.verbose and rule["outcome"] in ("pass", "not-applicable"):
            word = self.paint(f"{_SYMBOLS[rule['outcome']]} {OUTCOME_WORDS[rule['outcome']]}", rule["outcome"])
            yield f"  {word} {visible(head)}"
            yield from self.wrapped(rule["reason"], "    ")
            for fact in rule["evidence"]:
                where = place(fact["location"], target["path"]) if fact["location"] else ""
                yield from self.labelled("evidence", f"{fact['text']} ({where})" if where else fact["text"], "    ")
            yield ""

    def finding(self, finding: FindingEntry, head: str, target: TargetEntry) -> Iterator[str]:
        severity = finding["severity"]
        status = f" ({finding['status']})" if finding["status"] != "new" else ""
        color = "fail" if severity == "error" else severity
        yield f"  {self.paint(f'✗ {severity}', color)} {self.paint(visible(head), 'bold')}{status}"
        yield from self.wrapped(finding["message"], "    ")
        yield from self.labelled("at", place(finding["location"], target["path"]), "    ")
        yield from self.excerpt(finding["excerpt"])
        for text in finding["evidence"]:
            yield from self.labelled("evidence", text, "    ")
        for step in finding["trace"]:
            yield from self.labelled("via", place(step, target["path"]), "    ")
        if finding["remedy"]:
            yield from self.labelled("remedy", finding["remedy"], "    ")
        why = finding["justification"]
        if why:
            parts = [why["owner"], why["ticket"], f"until {why['expires']}" if why["expires"] else None]
            owner = ", ".join(part for part in parts if part)
            yield from self.labelled("because", f"{why['reason']} ({owner})" if owner else why["reason"], "    ")
        yield ""

    def all_undecided(self, target: TargetEntry) -> Iterator[str]:
        """The undecided places; what leaves several rules undecided for one reason is told once."""
        groups: dict[str, tuple[UndecidedEntry, list[str]]] = {}
        for rule in target["rules"]:
            for item in rule["undecided"]:
                heads = groups.setdefault(f"{item['reason']} {item['location']}", (item, []))[1]
                head = f"{rule['id']} {rule['name']}"
                if head not in heads:
                    heads.append(head)
        for item, heads in groups.values():
            yield from self.undecided(item, heads, target)

    def undecided(self, item: UndecidedEntry, heads: list[str], target: TargetEntry) -> Iterator[str]:
        yield f"  {self.paint('? undecided', 'undecided')} {self.paint(visible(heads[0]), 'bold')}"
        if len(heads) > 1:
            yield from self.labelled("and", ", ".join(heads[1:]), "    ")
        yield from self.wrapped(item["reason"], "    ")
        yield from self.labelled("at", place(item["location"], target["path"]), "    ")
        yield from self.excerpt(item["excerpt"])
        for step in item["trace"]:
            yield from self.labelled("via", place(step, target["path"]), "    ")
        if item["settle"]:
            yield from self.labelled("settle", item["settle"], "    ")
        yield ""

    def excerpt(self, excerpt: ExcerptEntry | None) -> Iterator[str]:
        if not excerpt:
            return
        last = excerpt["first_line"] + len(excerpt["lines"]) - 1
        for number, line in enumerate(excerpt["lines"], excerpt["first_line"]):
            marked = number in excerpt["marked"]
            text = f"    {'▶' if marked else ' '} {number:>{len(str(last))}} │ {visible(line.expandtabs(4))}"
            cut = text if len(text) <= self.width else text[: self.width - 1] + "…"
            yield self.paint(cut.rstrip(), "bold" if marked else "dim")

    def summary(self, document: ResultDocument) -> Iterator[str]:
        summary = document["summary"]
        for fault in document["faults"]:
            yield f"{self.paint('ERROR', 'error')}  {visible(fault['subject'])}"
            yield from self.wrapped(sentence(fault["cause"]), "  ")
            yield from self.labelled("remedy", fault["remedy"], "  ")
            yield ""
        for left_out in document["not_examined"] if self.options.verbose else ():
            yield f"  not examined: {visible(left_out['path'])}: {visible(left_out['reason'])}"
        yield "─" * self.width
        conclusion = summary["conclusion"]
        words = f"{conclusion.capitalize()}. {sentence(summary['sentence'])}"
        first, *rest = self.wrapped(words, "")
        yield self.paint(first[: len(conclusion)], conclusion) + first[len(conclusion) :]
        yield from rest
        yield f"  targets   {summary['targets']['total']}"
        yield from self.labelled("controls", counted(summary["controls"], OUTCOME_WORDS), "  ")
        findings = [count(number, word) for word, number in summary["findings"].items() if number and word != "info"]
        if summary["findings"]["info"]:
            findings.append(f"{summary['findings']['info']} info")
        hidden = [f"{number} {status}" for status, number in summary["statuses"].items() if number and status != "new"]
        yield from self.labelled("findings", ", ".join(findings + hidden) or "none", "  ")
        if document["not_examined"] and not self.options.verbose:
            yield from self.labelled("left out", count(len(document["not_examined"]), "file"), "  ")
        profile, tool = document["profile"], document["tool"]
        yield from self.labelled("profile", f"{profile['id']} ({profile['title']}, {profile['date']})", "  ")
        yield from self.labelled("tool", f"{tool['name']} {tool['version']}", "  ")

    def labelled(self, label: str, text: str, indent: str) -> Iterator[str]:
        lines = self.lines(text, len(indent) + 10)
        yield f"{indent}{self.paint(f'{label:<9}', 'dim')} {lines[0]}"
        yield from (f"{indent}{'':<10}{line}" for line in lines[1:])

    def wrapped(self, text: str, indent: str) -> list[str]:
        return [indent + line for line in self.lines(text, len(indent))]

    def lines(self, text: str, indent: int) -> list[str]:
        return wrap(visible(text), max(self.width - indent, 30), break_long_words=False, break_on_hyphens=False) or [""]

    def paint(self, text: str, color: str) -> str:
        return f"\x1b[{_COLORS[color]}m{text}\x1b[0m" if self.options.color else text
