"""The shape of the result document ``ecma2lint/result/1`` (JSON Schema: ``schemas/result-1.json``).

Reports work from this document alone, so that ``report render`` can make any format from a stored run. Everything is plain
JSON: strings, numbers, booleans, null, lists and objects. Keys are snake case; words are those of the architecture.
"""

from __future__ import annotations

from typing import NotRequired, TypedDict

SCHEMA_ID = "ecma2lint/result/1"

#: Every outcome, in the order in which reports count them.
OUTCOMES = ("pass", "fail", "undecided", "not-applicable", "waived", "error")
#: Every severity, worst first.
SEVERITIES = ("error", "warning", "info")
#: Every conclusion, worst first.
CONCLUSIONS = ("error", "not compliant", "inconclusive", "compliant", "not applicable")
#: What can become of a finding: only new ones count for the gate.
STATUSES = ("new", "waived", "suppressed", "baseline")


class LocationEntry(TypedDict):
    """A place in a target; only the parts that are known are there. ``path`` only when it is not the target's own."""

    path: NotRequired[str]
    type: NotRequired[str]
    member: NotRequired[str]
    token: NotRequired[str]
    il_offset: NotRequired[int]
    line: NotRequired[int]
    column: NotRequired[int]
    end_line: NotRequired[int]
    end_column: NotRequired[int]


class ExcerptEntry(TypedDict):
    """Lines of a source, from 1-based ``first_line``; ``marked`` lists the line numbers that the finding is about."""

    first_line: int
    lines: list[str]
    marked: list[int]


class JustificationEntry(TypedDict):
    """Why a finding does not count, and who answers for it; ``expires`` is an ISO date."""

    reason: str
    owner: str | None
    ticket: str | None
    expires: str | None


class FindingEntry(TypedDict):
    """One place where a rule fails. ``severity`` is the effective one; ``status`` is one of :data:`STATUSES`."""

    rule: str
    name: str
    severity: str
    message: str
    location: LocationEntry
    evidence: list[str]
    remedy: str
    subject: str
    trace: list[LocationEntry]
    fingerprint: str
    excerpt: ExcerptEntry | None
    status: str
    justification: JustificationEntry | None


class UndecidedEntry(TypedDict):
    """A place where a rule cannot decide, why, and what would settle it."""

    reason: str
    location: LocationEntry
    subject: str
    trace: list[LocationEntry]
    settle: str
    excerpt: ExcerptEntry | None


class EvidenceEntry(TypedDict):
    """A fact that speaks for a pass."""

    text: str
    location: LocationEntry


class RuleResultEntry(TypedDict):
    """What one rule came to on one target."""

    id: str
    name: str
    title: str
    severity: str
    outcome: str
    reason: str
    evidence: list[EvidenceEntry]
    findings: list[FindingEntry]
    undecided: list[UndecidedEntry]


class ControlEntry(TypedDict):
    """What one control came to on one target; ``rules`` are the ids of the rules that decide it."""

    id: str
    title: str
    support: str
    comment: str
    severity: str
    outcome: str
    reason: str
    rules: list[str]


class ReferenceEntry(TypedDict):
    """An assembly that the target refers to."""

    name: str
    version: str
    public_key_token: str | None


class AssemblyEntry(TypedDict):
    """The identity of an assembly."""

    name: str
    version: str
    mvid: str
    target_framework: str | None
    architecture: str
    public_key_token: str | None
    references: list[ReferenceEntry]


class ClassEntry(TypedDict):
    """A contract class of the target: whether a host can load it, if not why not, and the contract interfaces it has."""

    type: str
    loadable: bool
    not_loadable_because: list[str]
    interfaces: list[str]


class TargetErrorEntry(TypedDict):
    """Why a target could not be read."""

    cause: str
    remedy: str
    location: LocationEntry


class TargetEntry(TypedDict):
    """The verdict on one target; when ``error`` is set nothing was judged."""

    path: str
    name: str
    kind: str
    sha256: str | None
    contract: str | None
    conclusion: str
    reason: str
    error: TargetErrorEntry | None
    assembly: AssemblyEntry | None
    classes: list[ClassEntry]
    controls: list[ControlEntry]
    rules: list[RuleResultEntry]


class SectionEntry(TypedDict):
    """One section of a rule's documentation, in Markdown."""

    heading: str
    body: str


class RuleEntry(TypedDict):
    """A rule that ran; ``why``, ``remedy`` and ``references`` are those sections of its documentation, in Markdown."""

    id: str
    name: str
    title: str
    severity: str
    backing: str
    since: str
    summary: str
    why: str
    remedy: str
    references: list[str]
    sections: list[SectionEntry]


class ToolEntry(TypedDict):
    """The linter; ``rules_hash`` is a hash over the rule set, None when unknown."""

    name: str
    version: str
    rules_hash: str | None


class ProfileEntry(TypedDict):
    """The profile the run judged by."""

    id: str
    title: str
    host: str
    date: str
    source: str


class RunEntry(TypedDict):
    """How the run was started and how it ended.

    ``started`` is UTC in ISO form (``2026-01-31T12:00:00Z``), ``duration`` is in seconds; both None in reproducible runs.
    ``arguments`` are those behind ``ecma2lint``; ``reproduce`` is the command line that repeats the run; ``settings`` is the
    settings file that was used, relative to the working folder where it can be.
    """

    started: str | None
    duration: float | None
    command: str
    arguments: list[str]
    reproduce: str
    exit_status: int
    strict: bool
    fail_on: str
    settings: str | None


class SummaryEntry(TypedDict):
    """Counts over the run. ``findings`` counts the new ones by severity, ``statuses`` all of them by status."""

    conclusion: str
    sentence: str
    targets: dict[str, int]
    controls: dict[str, int]
    rules: dict[str, int]
    findings: dict[str, int]
    statuses: dict[str, int]
    undecided: int
    faults: int


class FaultEntry(TypedDict):
    """Something that makes the whole run unsound."""

    subject: str
    cause: str
    remedy: str


class NotExaminedEntry(TypedDict):
    """An input that was left out, and why."""

    path: str
    reason: str


class ResultDocument(TypedDict):
    """The whole document."""

    schema: str
    tool: ToolEntry
    profile: ProfileEntry
    run: RunEntry
    summary: SummaryEntry
    targets: list[TargetEntry]
    rules: list[RuleEntry]
    faults: list[FaultEntry]
    not_examined: list[NotExaminedEntry]
