"""What can be done with stored result documents: read one, merge those of a CI matrix, and tell two runs apart.

Pure functions over documents; the command line reads and writes the files.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, TypedDict, TypeVar, cast

from ecma2lint.faults import FaultError
from ecma2lint.result_document import run_entry, summarise
from ecma2lint.result_types import SCHEMA_ID, FindingEntry, LocationEntry, ResultDocument, RuleEntry, RunEntry, TargetEntry
from ecma2lint.schema_check import first_fault, load_schema

DIFF_SCHEMA_ID = "ecma2lint/diff/1"

T = TypeVar("T")

#: From the status that hides least to the one that hides most: a merged run ends as badly as its worst shard.
_EXIT_ORDER = (0, 5, 1, 2)


class DiffFinding(TypedDict):
    """A finding that is in one run only."""

    target: str
    rule: str
    name: str
    severity: str
    message: str
    location: LocationEntry
    fingerprint: str


class DiffOutcome(TypedDict):
    """A control or rule whose outcome changed; ``kind`` is ``control`` or ``rule``."""

    target: str
    kind: str
    id: str
    title: str
    old: str
    new: str
    reason: str


class DiffTarget(TypedDict):
    """A target whose verdict changed; ``old`` or ``new`` is None when it is in one run only."""

    target: str
    old: str | None
    new: str | None
    reason: str


class DiffDocument(TypedDict):
    """What changed from an old run to a new one."""

    schema: str
    old: dict[str, str | None]
    new: dict[str, str | None]
    targets: list[DiffTarget]
    outcomes: list[DiffOutcome]
    new_findings: list[DiffFinding]
    fixed_findings: list[DiffFinding]
    unchanged: int


def parse_result(text: str, name: str) -> ResultDocument:
    """A stored result document.

    Args:
        text: the JSON text.
        name: what messages call it, usually its file.

    Raises:
        FaultError: when it is no JSON, of another schema or version, or not of the schema's shape.
    """
    remedy = "give the file that `ecma2lint check --output json=FILE` wrote"
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise FaultError(name, f"is not JSON: {error}", remedy) from error
    schema = document.get("schema") if isinstance(document, dict) else None
    if schema != SCHEMA_ID:
        raise FaultError(name, f"is not a result document {SCHEMA_ID}: its schema is {schema!r}", remedy)
    fault = first_fault(document, load_schema("result-1.json"))
    if fault:
        raise FaultError(name, f"is not a sound result document: {fault}", remedy)
    return cast(ResultDocument, document)


def merge(documents: Sequence[tuple[str, ResultDocument]]) -> ResultDocument:
    """The shards of one run as one document: targets in the order of the shards, each once.

    A target that is in several shards must have the same verdict in all of them. Its path tells it apart from a copy elsewhere.

    Args:
        documents: with the name that messages call each by.

    Raises:
        FaultError: when the shards were not made by the same tool, rules, profile and gate, or disagree on a target.
    """
    if not documents:
        raise FaultError("merge", "there is nothing to merge", "name at least one result document")
    (first_name, first), *others = documents
    for name, document in others:
        _same_run(first_name, first, name, document)
    targets: list[TargetEntry] = []
    owners: dict[tuple[str, str, str], tuple[str, TargetEntry]] = {}
    seen: set[str] = set()
    for name, document in documents:
        for target in document["targets"]:
            # the name goes into fingerprints: a copy under another name has others
            key = ("sha256", target["sha256"], target["name"]) if target["sha256"] else ("path", target["path"], "")
            owner, known = owners.setdefault(key, (name, target))
            if _judgement(known) != _judgement(target):
                raise FaultError(
                    f"target {target['path']}",
                    f"{owner} and {name} hold different verdicts on the same file ({key[0]} {key[1]})",
                    "run the shards with the same settings, or leave one of them out",
                )
            place = f"{target['path']}\0{target['sha256']}"
            if place not in seen:
                seen.add(place)
                targets.append(target)
    faults = _once(fault for _, document in documents for fault in document["faults"])
    rules: dict[str, RuleEntry] = {}
    for _, document in documents:
        for rule in document["rules"]:
            rules.setdefault(rule["id"], rule)
    judged = {target["path"] for target in targets}
    left_out = _once(entry for _, document in documents for entry in document["not_examined"])
    return {
        "schema": SCHEMA_ID,
        "tool": first["tool"],
        "profile": first["profile"],
        "run": _merged_run(documents),
        "summary": summarise(targets, faults),
        "targets": targets,
        "rules": [rules[rule] for rule in sorted(rules)],
        "faults": faults,
        "not_examined": [entry for entry in left_out if entry["path"] not in judged],
    }


def diff(old: ResultDocument, new: ResultDocument) -> DiffDocument:
    """What changed from one run to another: verdicts, outcomes, findings by fingerprint.

    Targets are matched by path, and where that fails by kind and name when these are unique in both runs, so that a moved folder
    is no change. Findings that do not count (waived, suppressed, baseline) are counted as if they were not there.
    """
    pairs = _paired(old["targets"], new["targets"])
    targets: list[DiffTarget] = []
    outcomes: list[DiffOutcome] = []
    added: list[DiffFinding] = []
    fixed: list[DiffFinding] = []
    unchanged = 0
    for before, after in pairs:
        shown = after or before
        assert shown is not None
        old_verdict, new_verdict = before and before["conclusion"], after and after["conclusion"]
        if old_verdict != new_verdict:
            targets.append({"target": shown["path"], "old": old_verdict, "new": new_verdict, "reason": shown["reason"]})
        if before and after:
            outcomes += _changed_outcomes(before, after)
        kept, came, went = _compared(_findings(before), _findings(after))
        unchanged += kept
        added += [_diff_finding(shown, finding) for finding in came]
        # what was not examined again is not known to be fixed
        if after is not None and after["error"] is None:
            fixed += [_diff_finding(shown, finding) for finding in went]
    return {
        "schema": DIFF_SCHEMA_ID,
        "old": _identity(old),
        "new": _identity(new),
        "targets": targets,
        "outcomes": outcomes,
        "new_findings": added,
        "fixed_findings": fixed,
        "unchanged": unchanged,
    }


def _same_run(first_name: str, first: ResultDocument, name: str, document: ResultDocument) -> None:
    compared: list[tuple[str, object, object]] = [
        ("tool", first["tool"], document["tool"]),
        ("profile", first["profile"], document["profile"]),
        ("strict", first["run"]["strict"], document["run"]["strict"]),
        ("fail_on", first["run"]["fail_on"], document["run"]["fail_on"]),
    ]
    for what, one, other in compared:
        if one != other:
            raise FaultError(
                name, f"its {what} is not that of {first_name}: {other} instead of {one}", "merge only shards of the same run"
            )


def _judgement(target: TargetEntry) -> dict[str, Any]:
    """The target without its path: what two verdicts on the same file must share."""
    return {key: value for key, value in target.items() if key not in ("path", "name")}


def _once(entries: Iterable[T]) -> list[T]:
    result: list[T] = []
    for entry in entries:
        if entry not in result:
            result.append(entry)
    return result


def _merged_run(documents: Sequence[tuple[str, ResultDocument]]) -> RunEntry:
    runs = [document["run"] for _, document in documents]
    started = [run["started"] for run in runs if run["started"]]
    durations = [run["duration"] for run in runs if run["duration"] is not None]
    worst = max((run["exit_status"] for run in runs), key=_exit_rank)
    # a shard without targets is no failure of the whole when another had some
    if worst == 5 and any(document["targets"] for _, document in documents):
        worst = 0
    merged = run_entry(
        "report merge",
        ["report", "merge", *(name for name, _ in documents)],
        exit_status=worst,
        strict=runs[0]["strict"],
        fail_on=runs[0]["fail_on"],
        started=min(started, default=None),
        duration=sum(durations) if len(durations) == len(runs) else None,
    )
    merged["reproduce"] = "; ".join(_once(run["reproduce"] for run in runs))
    return merged


def _exit_rank(status: int) -> int:
    """A status that is none of ours is worse than any that is."""
    return _EXIT_ORDER.index(status) if status in _EXIT_ORDER else len(_EXIT_ORDER)


def _paired(old: Sequence[TargetEntry], new: Sequence[TargetEntry]) -> list[tuple[TargetEntry | None, TargetEntry | None]]:
    """Targets of both runs that are the same, in the order of the new run; those of the old run alone come last."""
    by_path = {(target["kind"], target["path"]): target for target in old}
    matched: dict[int, TargetEntry] = {}
    taken: set[int] = set()
    for target in new:
        found = by_path.get((target["kind"], target["path"]))
        if found is not None:
            matched[id(target)] = found
            taken.add(id(found))
    loose_old = [target for target in old if id(target) not in taken]
    loose_new = [target for target in new if id(target) not in matched]
    names_old = Counter((target["kind"], target["name"]) for target in loose_old)
    names_new = Counter((target["kind"], target["name"]) for target in loose_new)
    by_name = {(target["kind"], target["name"]): target for target in loose_old}
    for target in loose_new:
        key = (target["kind"], target["name"])
        if names_old[key] == names_new[key] == 1:
            matched[id(target)] = by_name[key]
            taken.add(id(by_name[key]))
    pairs: list[tuple[TargetEntry | None, TargetEntry | None]] = [(matched.get(id(target)), target) for target in new]
    return pairs + [(target, None) for target in old if id(target) not in taken]


def _changed_outcomes(before: TargetEntry, after: TargetEntry) -> list[DiffOutcome]:
    changed: list[DiffOutcome] = []
    old_controls = {control["id"]: control["outcome"] for control in before["controls"]}
    for control in after["controls"]:
        old = old_controls.get(control["id"])
        if old and old != control["outcome"]:
            title, now = control["title"], control["outcome"]
            changed.append(_outcome(after, "control", control["id"], title, old, now, control["reason"]))
    old_rules = {rule["id"]: rule["outcome"] for rule in before["rules"]}
    for rule in after["rules"]:
        old = old_rules.get(rule["id"])
        if old and old != rule["outcome"]:
            changed.append(_outcome(after, "rule", rule["id"], rule["name"], old, rule["outcome"], rule["reason"]))
    return changed


def _outcome(target: TargetEntry, kind: str, id_: str, title: str, old: str, new: str, reason: str) -> DiffOutcome:
    return {"target": target["path"], "kind": kind, "id": id_, "title": title, "old": old, "new": new, "reason": reason}


def _findings(target: TargetEntry | None) -> list[FindingEntry]:
    rules = target["rules"] if target else []
    return [finding for rule in rules for finding in rule["findings"] if finding["status"] == "new"]


def _compared(old: Sequence[FindingEntry], new: Sequence[FindingEntry]) -> tuple[int, list[FindingEntry], list[FindingEntry]]:
    """How many are in both, those that came and those that went."""
    old_marks = {finding["fingerprint"] for finding in old}
    new_marks = {finding["fingerprint"] for finding in new}
    came = [finding for finding in new if finding["fingerprint"] not in old_marks]
    went = [finding for finding in old if finding["fingerprint"] not in new_marks]
    return len(new) - len(came), came, went


def _diff_finding(target: TargetEntry, finding: FindingEntry) -> DiffFinding:
    return {
        "target": target["path"],
        "rule": finding["rule"],
        "name": finding["name"],
        "severity": finding["severity"],
        "message": finding["message"],
        "location": finding["location"],
        "fingerprint": finding["fingerprint"],
    }


def _identity(document: ResultDocument) -> dict[str, str | None]:
    return {
        "started": document["run"]["started"],
        "conclusion": document["summary"]["conclusion"],
        "profile": document["profile"]["id"],
        "tool": document["tool"]["version"],
        "rules_hash": document["tool"]["rules_hash"],
    }
