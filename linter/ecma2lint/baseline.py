"""The baseline: findings that were there when the linter was adopted. It is written on request, and never grows by itself.

A file of the schema ``ecma2lint/baseline/1``: the fingerprints of the findings and of what was undecided, with what people need
to recognise them. Fingerprints hold no line number, so that a comment, a blank line, a rebuild or a moved folder changes nothing.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ecma2lint.atomic import write_text_atomically
from ecma2lint.excerpts import Sources
from ecma2lint.faults import FaultError
from ecma2lint.fingerprints import VERSION, fingerprints, stable_name
from ecma2lint.records import dataclass
from ecma2lint.verdicts import Finding, Outcome, RuleResult, TargetVerdict, Undecided

SCHEMA_ID = "ecma2lint/baseline/1"
FILE_NAME = "ecma2lint-baseline.json"

_KEYS = {"fingerprint", "target", "rule", "message"}


@dataclass(frozen=True, order=True)
class Entry:
    """One accepted finding; ``target`` is its stable name. Only ``fingerprint`` decides, the rest is for people."""

    target: str
    rule: str
    fingerprint: str
    message: str


@dataclass(frozen=True)
class Baseline:
    """The accepted findings, sorted, under the profile they were made with."""

    profile: str
    entries: tuple[Entry, ...]

    @property
    def accepted(self) -> frozenset[str]:
        """The fingerprints of all entries; two builds of one connector have the same."""
        return frozenset(entry.fingerprint for entry in self.entries)


def make_baseline(profile: str, entries: Iterable[Entry]) -> Baseline:
    """A baseline of these findings, in a stable order, each fingerprint once."""
    return Baseline(profile, tuple(sorted({entry.fingerprint: entry for entry in entries}.values())))


def marks_of(verdict: TargetVerdict, result: RuleResult, sources: Sources) -> tuple[list[str], list[str]]:
    """The fingerprints of a rule's findings and of its undecided places, each in their order."""
    target = verdict.target
    found = fingerprints(result.rule, target, result.findings, lambda finding: sources.line(target, finding.location))
    places = [_as_finding(item) for item in result.undecided]
    undecided = fingerprints(f"{result.rule}?", target, places, lambda finding: sources.line(target, finding.location))
    return found, undecided


def _as_finding(item: Undecided) -> Finding:
    return Finding(item.reason, item.location, subject=item.subject)


def entries_of(verdict: TargetVerdict, sources: Sources, *, disposed: bool = False) -> Iterator[Entry]:
    """What a baseline would hold of a target: its new findings and undecided places; with ``disposed`` the others too."""
    name = stable_name(verdict.target)
    for result in verdict.rules:
        found, undecided = marks_of(verdict, result, sources)
        new = set(map(id, result.new_findings)) | set(map(id, result.new_undecided))
        for finding, mark in zip(result.findings, found, strict=True):
            if disposed or id(finding) in new:
                yield Entry(name, result.rule, mark, finding.message)
        for item, mark in zip(result.undecided, undecided, strict=True):
            if disposed or id(item) in new:
                yield Entry(name, result.rule, mark, f"undecided: {item.reason}")


def fixed(baseline: Baseline, verdicts: Sequence[TargetVerdict], sources: Sources) -> tuple[Entry, ...]:
    """The entries that are no longer found, of targets that were judged and rules that ran on them without an error."""
    present = {entry.fingerprint for verdict in verdicts for entry in entries_of(verdict, sources, disposed=True)}
    ran = {
        (stable_name(verdict.target), result.rule)
        for verdict in verdicts
        if verdict.target.error is None
        for result in verdict.rules
        if result.outcome is not Outcome.ERROR
    }
    broken = {stable_name(verdict.target) for verdict in verdicts if verdict.target.error is not None}
    return tuple(
        entry
        for entry in baseline.entries
        if entry.fingerprint not in present and (entry.target, entry.rule) in ran and entry.target not in broken
    )


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Write the file, atomically.

    Raises:
        FaultError: when it cannot be written.
    """
    document = {
        "schema": SCHEMA_ID,
        "fingerprints": VERSION,
        "profile": baseline.profile,
        "findings": [
            {"fingerprint": entry.fingerprint, "target": entry.target, "rule": entry.rule, "message": entry.message}
            for entry in baseline.entries
        ],
    }
    try:
        write_text_atomically(file, json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    except OSError as error:
        raise FaultError(str(file), f"cannot be written: {error.strerror}", "name a file in a folder you may write") from error


def load_baseline(file: Path, profile: str) -> Baseline:
    """The baseline of a file.

    Raises:
        FaultError: when it is missing, malformed, of another version or made with another profile.
    """
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FaultError(str(file), "the baseline is missing", "run `ecma2lint baseline create`, or correct the path") from error
    except (OSError, ValueError, RecursionError) as error:
        raise FaultError(str(file), f"the baseline cannot be read: {error}", "run `ecma2lint baseline create --force`") from error
    found = document.get("schema") if isinstance(document, dict) else None
    if found != SCHEMA_ID:
        raise FaultError(str(file), f"this is no baseline ({found!r})", f"expected the schema {SCHEMA_ID}")
    if document.get("fingerprints") != VERSION:
        raise FaultError(
            str(file),
            f"its fingerprints are of version {document.get('fingerprints')!r}, ours of {VERSION}",
            "run `ecma2lint baseline create --force`",
        )
    if document.get("profile") != profile:
        raise FaultError(
            str(file),
            f"it was made with the profile {document.get('profile')!r}, not {profile}",
            "use that profile, or run `ecma2lint baseline create --force`",
        )
    entries = document.get("findings")
    if not isinstance(entries, list) or not all(_is_entry(entry) for entry in entries):
        raise FaultError(str(file), "its findings are malformed", "run `ecma2lint baseline create --force`")
    return make_baseline(
        profile, (Entry(entry["target"], entry["rule"], entry["fingerprint"], entry["message"]) for entry in entries)
    )


def _is_entry(entry: object) -> bool:
    return isinstance(entry, dict) and set(entry) == _KEYS and all(isinstance(value, str) for value in entry.values())
