"""Outcomes, findings and verdicts: what rules say of facts, and what reports show."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum
from itertools import zip_longest

from ecma2lint.facts import NOWHERE, Location, Target
from ecma2lint.records import dataclass


class Outcome(StrEnum):
    """The result of a rule on a connector, and of a control on a target."""

    PASS = "pass"
    FAIL = "fail"
    UNDECIDED = "undecided"
    NOT_APPLICABLE = "not-applicable"
    WAIVED = "waived"
    ERROR = "error"


class Severity(StrEnum):
    """How much a failing rule weighs."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        """0 for info, 1 for warning, 2 for error."""
        return {"info": 0, "warning": 1, "error": 2}[self.value]


class Conclusion(StrEnum):
    """The verdict on a target or a run, in words."""

    COMPLIANT = "compliant"
    NOT_COMPLIANT = "not compliant"
    INCONCLUSIVE = "inconclusive"
    NOT_APPLICABLE = "not applicable"
    ERROR = "error"


@dataclass(frozen=True)
class Finding:
    """One place where a rule fails.

    ``message`` is one sentence without a full stop; ``evidence`` are facts that prove it; ``remedy`` says what to write
    instead; ``subject`` is the stable name of the thing (type, member, attribute) for fingerprints; ``severity`` overrides the
    rule's severity downwards only (a value implied by a default is reported one level lower).
    """

    message: str
    location: Location = NOWHERE
    evidence: tuple[str, ...] = ()
    remedy: str = ""
    subject: str = ""
    trace: tuple[Location, ...] = ()
    severity: Severity | None = None


@dataclass(frozen=True)
class Undecided:
    """A place where a rule cannot decide, and why; ``settle`` says what would decide it."""

    reason: str
    location: Location = NOWHERE
    subject: str = ""
    trace: tuple[Location, ...] = ()
    settle: str = ""


@dataclass(frozen=True)
class Evidence:
    """A fact that speaks for a pass."""

    text: str
    location: Location = NOWHERE


class DispositionStatus(StrEnum):
    """What became of a finding that does not count."""

    SUPPRESSED = "suppressed"
    WAIVED = "waived"
    BASELINE = "baseline"


@dataclass(frozen=True)
class Disposition:
    """Why a finding does not count, and who answers for it; ``expires`` is an ISO date."""

    status: DispositionStatus
    reason: str
    owner: str | None = None
    ticket: str | None = None
    expires: str | None = None

    def __str__(self) -> str:
        by = f" by {self.owner}" if self.owner else ""
        until = f" until {self.expires}" if self.expires else ""
        words = "in the baseline" if self.status is DispositionStatus.BASELINE else f"{self.status.value}{by}{until}"
        return f"{words}: {self.reason}"


@dataclass(frozen=True)
class RuleResult:
    """What one rule found on one connector.

    ``dispositions`` runs parallel to ``findings`` and ``undecided_dispositions`` to ``undecided``; None, or no entry, means new.
    """

    rule: str
    name: str
    severity: Severity
    outcome: Outcome
    reason: str
    findings: tuple[Finding, ...] = ()
    undecided: tuple[Undecided, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    dispositions: tuple[Disposition | None, ...] = ()
    undecided_dispositions: tuple[Disposition | None, ...] = ()

    @property
    def disposed(self) -> Iterator[tuple[Finding, Disposition | None]]:
        """Each finding with its disposition, None when it is new."""
        return zip_longest(self.findings, self.dispositions)

    @property
    def new_findings(self) -> tuple[Finding, ...]:
        """The findings that count."""
        return tuple(finding for finding, disposition in self.disposed if disposition is None)

    @property
    def new_undecided(self) -> tuple[Undecided, ...]:
        """The undecided places that count."""
        pairs = zip_longest(self.undecided, self.undecided_dispositions)
        return tuple(item for item, disposition in pairs if disposition is None)


@dataclass(frozen=True)
class ControlResult:
    """What the profile's control comes to on one target; ``rules`` are the ids of the rules that decided it."""

    control: str
    title: str
    support: str
    comment: str
    severity: Severity
    outcome: Outcome
    reason: str
    rules: tuple[str, ...]


@dataclass(frozen=True)
class TargetVerdict:
    """The verdict on one target."""

    target: Target
    conclusion: Conclusion
    reason: str
    controls: tuple[ControlResult, ...]
    rules: tuple[RuleResult, ...]

    def rule(self, rule_id: str) -> RuleResult | None:
        """The result of a rule by id."""
        return next((result for result in self.rules if result.rule == rule_id), None)


@dataclass(frozen=True)
class RunFault:
    """Something that makes the whole run unsound: a rule pack, a profile, a setting, a path."""

    subject: str
    cause: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.subject}: {self.cause}; {self.remedy}"


def effective_severity(result: RuleResult, finding: Finding) -> Severity:
    """The severity of one finding: the rule's in this run, or lower where the finding says so."""
    if finding.severity is None:
        return result.severity
    return min(result.severity, finding.severity, key=lambda severity: severity.rank)
