"""What the HTML templates show: the result document, made visible, ordered, counted and given anchors. No markup here."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from ecma2lint.result_types import (
    OUTCOMES,
    SEVERITIES,
    ControlEntry,
    ExcerptEntry,
    FindingEntry,
    LocationEntry,
    ResultDocument,
    RuleEntry,
    RuleResultEntry,
    TargetEntry,
    UndecidedEntry,
)
from ecma2lint_reports._issues import rules_of
from ecma2lint_reports._prose import blocks, inline
from ecma2lint_reports._words import count, place, support_words, visible
from ecma2lint_reports.html.banner import gate, headline, meaning, reasons
from ecma2lint_reports.html.model import (
    ClassView,
    ControlView,
    EvidenceView,
    Fact,
    Item,
    ItemGroup,
    Line,
    ReportView,
    RuleView,
    Segment,
    TargetView,
    Waiver,
)

#: More items than this come folded: the page stays short, and everything is still one click or one search away.
OPEN_ITEMS = 60
#: Above this many targets connectors come folded, and what all of them share is said once.
OPEN_TARGETS = 12
#: The banner names this many of what stands against the verdict, worst first.
MOST_REASONS = 10

_KINDS = ("error", "warning", "info", "undecided", "crash")
_MANY_LINES = frozenset({"body", "why", "remedy", "summary"})


def report_view(document: ResultDocument, digest: str) -> ReportView:
    """The view of a document.

    Args:
        document: the result document.
        digest: the hash of the document as the JSON format writes it.
    """
    document = _clean(document)
    anchors = _Anchors()
    single = len(document["targets"]) == 1
    total = sum(len(r["findings"]) + len(r["undecided"]) for t in document["targets"] for r in t["rules"])
    targets = tuple(
        _target(target, number, len(document["targets"]), anchors) for number, target in enumerate(document["targets"], 1)
    )
    items = [item for target in targets for group in target.groups for item in group.items]
    named = {item.rule for item in items}
    catalogue = rules_of(document)
    summary = document["summary"]
    stand_against = reasons(targets)
    return ReportView(
        title=targets[0].title if single else count(len(targets), "connector"),
        conclusion=summary["conclusion"],
        verdict="Not fully examined" if summary["conclusion"] == "error" else summary["conclusion"].capitalize(),
        sentence=inline(headline(summary["sentence"], single and bool(stand_against))),
        meaning=meaning(document),
        gate=gate(document),
        reasons=stand_against[:MOST_REASONS],
        more_reasons=max(0, len(stand_against) - MOST_REASONS),
        facts=_identity(document, targets),
        control_bar=_bar(summary["controls"], OUTCOMES),
        finding_bar=_bar({**summary["findings"], "undecided": summary["undecided"]}, (*SEVERITIES, "undecided")),
        statuses=tuple((status, number) for status, number in summary["statuses"].items() if number),
        dense=len(targets) > OPEN_TARGETS,
        controls=_all_controls(targets),
        targets=targets,
        items=len(items),
        open_items=total <= OPEN_ITEMS,
        waivers=tuple(
            Waiver(item, target.title, target.anchor)
            for target in targets
            for group in target.groups
            for item in group.items
            if item.status != "new"
        ),
        crashed=tuple(
            (target["path"], f"{rule['id']} {rule['name']}", rule["reason"])
            for target in document["targets"]
            for rule in target["rules"]
            if rule["outcome"] == "error"
        ),
        not_loadable=tuple(
            (target["path"], cls["type"], ", ".join(cls["not_loadable_because"]))
            for target in document["targets"]
            for cls in target["classes"]
            if not cls["loadable"]
        ),
        rules=tuple(_rule(rule) for rule in catalogue if rule["id"] in named),
        clean_rules=_clean_rules(document, catalogue, named),
        rule_names=tuple(sorted({(item.rule, item.name) for item in items})),
        kinds=tuple(kind for kind in _KINDS if any(_key(item) == kind for item in items)),
        run=_run(document, digest),
        document=document,
    )


class _Anchors:
    """Gives ids that are unique on the page."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def take(self, wish: str) -> str:
        name = re.sub(r"[^A-Za-z0-9_.-]+", "-", wish)
        self._seen[name] += 1
        return name if self._seen[name] == 1 else f"{name}-{self._seen[name]}"


def _key(item: Item) -> str:
    return item.severity if item.kind == "finding" else item.kind


def _clean(document: ResultDocument) -> ResultDocument:
    cleaned: ResultDocument = _cleaned(document, "")
    return cleaned


def _cleaned(value: Any, key: str) -> Any:
    """The value with every text made visible; prose keeps its line ends, excerpts have their tabs expanded."""
    if isinstance(value, str):
        if key in _MANY_LINES:
            return "\n".join(visible(line) for line in value.expandtabs(4).split("\n"))
        return visible(value.expandtabs(4) if key == "lines" else value)
    if isinstance(value, list):
        return [_cleaned(element, key) for element in value]
    if isinstance(value, dict):
        return {name: _cleaned(element, name) for name, element in value.items()}
    return value


def _identity(document: ResultDocument, targets: Sequence[TargetView]) -> tuple[Fact, ...]:
    profile, tool, run = document["profile"], document["tool"], document["run"]
    facts = [
        Fact("Profile", f"{profile['title']} ({profile['id']})", link=_safe_link(profile["source"])),
        Fact("Host", profile["host"]),
        Fact("Dated", profile["date"]),
        Fact("Tool", f"{tool['name']} {tool['version']}"),
    ]
    if tool["rules_hash"]:
        facts.append(Fact("Rule set", tool["rules_hash"], code=True))
    if run["started"]:
        facts.append(Fact("Examined", run["started"].replace("T", " ").replace("Z", " UTC")))
    return (*(targets[0].facts if len(targets) == 1 else ()), *facts)


def _safe_link(address: str) -> str:
    return address if re.match(r"https?://[^\s\"'<>]+\Z", address) else ""


def _bar(counts: dict[str, int], order: Sequence[str]) -> tuple[Segment, ...]:
    total = sum(counts[key] for key in order)
    segments: list[Segment] = []
    start = 0.0
    for key in order:
        if counts[key]:
            width = 100 * counts[key] / total
            segments.append(Segment(key, counts[key], f"{start:.3f}%", f"{width:.3f}%"))
            start += width
    return tuple(segments)


def _all_controls(targets: Sequence[TargetView]) -> tuple[ControlView, ...]:
    """The controls of the profile in its order; every judged target lists them all."""
    controls: dict[str, ControlView] = {}
    for target in targets:
        for control in target.controls:
            controls.setdefault(control.id, control)
    return tuple(controls.values())


def _target(target: TargetEntry, number: int, of: int, anchors: _Anchors) -> TargetView:
    prefix = "" if of == 1 else f"t{number}-"
    items: dict[str, list[Item]] = {rule["id"]: _items(rule, target, anchors) for rule in target["rules"]}
    by_id = {rule["id"]: rule for rule in target["rules"]}
    controls = tuple(
        _control(control, by_id, items, anchors.take(f"{prefix}c-{control['id']}")) for control in target["controls"]
    )
    groups: list[ItemGroup] = []
    grouped: set[str] = set()
    for control in controls:
        fresh = [rule for rule in control.rules if rule not in grouped]
        grouped.update(fresh)
        members = tuple(item for rule in fresh for item in items.get(rule, []))
        if members:
            groups.append(ItemGroup(control.title, control.anchor, members))
    rest = tuple(item for rule, found in items.items() if rule not in grouped for item in found)
    if rest:
        groups.append(ItemGroup("Beyond the controls", "", rest))
    new = Counter(item.severity for found in items.values() for item in found if item.kind == "finding" and item.status == "new")
    error = target["error"]
    assembly = target["assembly"]
    return TargetView(
        anchor=anchors.take(f"t-{number}"),
        number=number,
        title=f"{assembly['name']} {assembly['version']}" if assembly else _short_path(target["path"]),
        path=target["path"],
        conclusion=target["conclusion"],
        reason=inline(error["cause"] if error else target["reason"]),
        remedy=inline(error["remedy"]) if error else (),
        facts=_target_facts(target),
        controls=controls,
        groups=tuple(groups),
        classes=tuple(
            ClassView(
                cls["type"],
                ", ".join(cls["interfaces"]),
                "loadable" if cls["loadable"] else f"not loadable: {', '.join(cls['not_loadable_because'])}",
            )
            for cls in target["classes"]
        ),
        references=assembly["references"] if assembly else [],
        cells=tuple((control.id, control.outcome, control.anchor) for control in controls),
        severities=tuple(new[severity] for severity in SEVERITIES),
        undecided=sum(item.kind == "undecided" for found in items.values() for item in found),
        open=of == 1 or (of <= OPEN_TARGETS and target["conclusion"] not in ("compliant", "not applicable")),
    )


def _short_path(path: str) -> str:
    """The file's name with its folder: sources of several connectors often have the same name."""
    return "/".join(path.replace("\\", "/").split("/")[-2:])


def _target_facts(target: TargetEntry) -> tuple[Fact, ...]:
    facts = [Fact("File", target["path"], code=True)]
    assembly = target["assembly"]
    if assembly:
        facts += [
            Fact("Assembly", f"{assembly['name']} {assembly['version']}"),
            Fact("MVID", assembly["mvid"], code=True),
            Fact("Framework", assembly["target_framework"] or "not stated"),
            Fact("Architecture", assembly["architecture"]),
        ]
    else:
        facts.append(Fact("Kind", target["kind"]))
    if target["contract"]:
        facts.append(Fact("Contract", target["contract"]))
    facts.append(Fact("SHA-256", target["sha256"] or "not known", code=bool(target["sha256"])))
    return tuple(facts)


def _control(control: ControlEntry, rules: dict[str, RuleResultEntry], items: dict[str, list[Item]], anchor: str) -> ControlView:
    found = tuple(item for rule in control["rules"] for item in items.get(rule, []))
    evidence: tuple[EvidenceView, ...] = ()
    if control["outcome"] == "pass":
        evidence = tuple(
            EvidenceView(inline(fact["text"]), place(fact["location"], "") if fact["location"] else "")
            for rule in control["rules"]
            if rule in rules
            for fact in rules[rule]["evidence"]
        )
    return ControlView(
        anchor=anchor,
        id=control["id"],
        title=control["title"],
        words=inline(support_words(control)),
        support=control["support"],
        severity=control["severity"],
        outcome=control["outcome"],
        reason=inline(control["reason"]),
        evidence=evidence,
        items=found,
        rules=tuple(control["rules"]),
    )


def _items(rule: RuleResultEntry, target: TargetEntry, anchors: _Anchors) -> list[Item]:
    controls = tuple(control["title"] for control in target["controls"] if rule["id"] in control["rules"])
    items = [_finding(finding, rule, target, controls, anchors) for finding in rule["findings"]]
    items += [_undecided(item, rule, target, controls, anchors) for item in rule["undecided"]]
    if rule["outcome"] == "error":
        items.append(_bare_item(rule, "crash", rule["reason"], "", controls, anchors.take(f"e-{rule['id']}")))
    return items


def _finding(
    finding: FindingEntry, rule: RuleResultEntry, target: TargetEntry, controls: tuple[str, ...], anchors: _Anchors
) -> Item:
    digest = finding["fingerprint"].rpartition(":")[2]
    return Item(
        anchor=anchors.take(f"f-{digest[:12]}"),
        kind="finding",
        severity=finding["severity"],
        rule=rule["id"],
        name=rule["name"],
        controls=controls,
        message=inline(finding["message"]),
        place=_place(finding["location"], target),
        evidence=tuple(inline(text) for text in finding["evidence"]),
        trace=tuple(place(step, target["path"]) for step in finding["trace"]),
        remedy=inline(finding["remedy"]),
        excerpt=_lines(finding["excerpt"]),
        fingerprint=finding["fingerprint"],
        status=finding["status"],
        justification=finding["justification"],
    )


def _undecided(
    item: UndecidedEntry, rule: RuleResultEntry, target: TargetEntry, controls: tuple[str, ...], anchors: _Anchors
) -> Item:
    return Item(
        anchor=anchors.take(f"u-{target['name']}-{rule['id']}"),
        kind="undecided",
        severity=rule["severity"],
        rule=rule["id"],
        name=rule["name"],
        controls=controls,
        message=inline(item["reason"]),
        place=_place(item["location"], target),
        evidence=(),
        trace=tuple(place(step, target["path"]) for step in item["trace"]),
        remedy=inline(item["settle"]),
        excerpt=_lines(item["excerpt"]),
        fingerprint="",
        status="new",
        justification=None,
    )


def _bare_item(rule: RuleResultEntry, kind: str, message: str, where: str, controls: tuple[str, ...], anchor: str) -> Item:
    return Item(
        anchor, kind, "error", rule["id"], rule["name"], controls, inline(message), where, (), (), (), (), "", "new", None
    )


def _place(location: LocationEntry, target: TargetEntry) -> str:
    return place(location, target["path"])


def _lines(excerpt: ExcerptEntry | None) -> tuple[Line, ...]:
    if not excerpt:
        return ()
    return tuple(Line(n, line, n in excerpt["marked"]) for n, line in enumerate(excerpt["lines"], excerpt["first_line"]))


def _rule(rule: RuleEntry) -> RuleView:
    facts = [Fact("Rests on", rule["backing"]), Fact("Since", rule["since"])]
    return RuleView(
        anchor=f"r-{rule['id']}",
        id=rule["id"],
        name=rule["name"],
        title=rule["title"],
        facts=tuple(fact for fact in facts if fact.value),
        sections=tuple((section["heading"], blocks(section["body"])) for section in rule["sections"]),
    )


def _clean_rules(
    document: ResultDocument, catalogue: Sequence[RuleEntry], named: set[str]
) -> tuple[tuple[str, str, str, str], ...]:
    """Every other rule that ran, with how many targets it passed and how many it did not apply to."""
    outcomes: dict[str, Counter[str]] = {}
    for target in document["targets"]:
        for rule in target["rules"]:
            outcomes.setdefault(rule["id"], Counter())[rule["outcome"]] += 1
    rows: list[tuple[str, str, str, str]] = []
    for entry in catalogue:
        if entry["id"] not in named and entry["id"] in outcomes:
            counts = outcomes[entry["id"]]
            words = ", ".join(f"{counts[key]} {key.replace('-', ' ')}" for key in OUTCOMES if counts[key])
            rows.append((entry["id"], entry["name"], entry["title"], words))
    return tuple(rows)


def _run(document: ResultDocument, digest: str) -> tuple[Fact, ...]:
    run, tool = document["run"], document["tool"]
    facts = [
        Fact("Tool", f"{tool['name']} {tool['version']}"),
        Fact("Command", run["command"]),
        Fact("Fails on", run["fail_on"]),
        Fact("Undecided fails", "yes (strict)" if run["strict"] else "no"),
        Fact("Exit status", str(run["exit_status"])),
    ]
    if run["settings"]:
        facts.append(Fact("Settings", run["settings"], code=True))
    if run["duration"] is not None:
        facts.append(Fact("Duration", f"{run['duration']:.1f} s"))
    facts.append(Fact("SHA-256 of the result document (JSON)", digest, code=True))
    return tuple(facts)
