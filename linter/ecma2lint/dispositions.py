"""What becomes of findings: suppressed in the code, left out by the settings, waived, or in the baseline; and what is unused.

Pure: exceptions are handed in, results come out. All rules have run before; a result whose findings are all disposed is
``waived``. Nothing disposes of a finding of a rule that decides a mandatory control.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from ecma2lint.excerpts import Sources
from ecma2lint.facts import Suppression, Target
from ecma2lint.globs import matches_path, seen_from
from ecma2lint.profiles import Profile
from ecma2lint.records import dataclass, field, replace
from ecma2lint.rule import JudgedSuppression, JudgedWaiver
from ecma2lint.suppressions import covers, disposition, works
from ecma2lint.verdicts import (
    Conclusion,
    Disposition,
    DispositionStatus,
    Finding,
    Outcome,
    RuleResult,
    TargetVerdict,
    Undecided,
)
from ecma2lint.waivers import Waiver

if TYPE_CHECKING:
    from ecma2lint.baseline import Baseline

_DECIDED = (Outcome.PASS, Outcome.FAIL, Outcome.WAIVED)


@dataclass(frozen=True)
class TargetIgnore:
    """One entry of ``per-target-ignores``: the rules to leave out for a target, or for one type of it."""

    glob: str
    type: str | None
    rules: frozenset[str]
    folder: Path = Path()
    origin: str = "the settings"

    def covers(self, target: Target) -> bool:
        """Whether it is about a target."""
        return matches_path(self.glob, target.path) or ("/" in self.glob and matches_path(self.glob, self._seen(target)))

    def _seen(self, target: Target) -> str:
        return seen_from(self.folder, target.path)

    def disposition(self) -> Disposition:
        """What it makes of a finding in its type."""
        return Disposition(DispositionStatus.SUPPRESSED, f"per-target-ignores of {self.origin}: {self.glob}!{self.type}")


@dataclass(frozen=True)
class Exceptions:
    """Everything that may dispose of a finding in a run.

    ``suppressions`` says whether those in the code count; ``waivers`` are those in force; ``sources`` gives the source lines that
    the baseline's fingerprints need.
    """

    suppressions: bool = True
    ignores: tuple[TargetIgnore, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    baseline: Baseline | None = None
    sources: Sources = field(default_factory=lambda: Sources(None))
    today: date = date.max


def apply(
    target: Target, results: Iterable[RuleResult], exceptions: Exceptions, profile: Profile, names: Mapping[str, str]
) -> tuple[RuleResult, ...]:
    """The results with what became of each finding.

    Args:
        target: what the results are about.
        results: of the rules, before any exception.
        exceptions: those of the run.
        profile: says which rules nobody may silence, and which rules decide a control.
        names: every rule's id and name, to its id.
    """
    accepted = exceptions.baseline.accepted if exceptions.baseline else frozenset()
    waivers = [waiver for waiver in exceptions.waivers if waiver.covers_target(target.path)]
    ignores = [ignore for ignore in exceptions.ignores if ignore.type and ignore.covers(target)]
    verdict = TargetVerdict(target, Conclusion.ERROR, "", (), ())

    def dispose(rule: str, item: Finding | Undecided, mark: str | None) -> Disposition | None:
        found = disposition(rule, item, target.suppressions, names) if exceptions.suppressions else None
        if found is None:
            found = next((one.disposition() for one in ignores if rule in one.rules and in_type(one.type or "", item)), None)
        if found is None:
            found = next((_waived(one) for one in waivers if rule in one.rules(profile, names) and waives(one, item)), None)
        if found is None and mark in accepted:
            found = Disposition(DispositionStatus.BASELINE, "it was there when the baseline was made")
        return found

    disposed: list[RuleResult] = []
    for result in results:
        if profile.is_mandatory(result.rule) or not (result.findings or result.undecided):
            disposed.append(result)
            continue
        found, undecided = _marks(verdict, result, exceptions.sources) if accepted else ([], [])
        after = replace(
            result,
            dispositions=tuple(
                dispose(result.rule, item, found[index] if found else None) for index, item in enumerate(result.findings)
            ),
            undecided_dispositions=tuple(
                dispose(result.rule, item, undecided[index] if undecided else None) for index, item in enumerate(result.undecided)
            ),
        )
        disposed.append(_concluded(after, exceptions.today))
    return tuple(disposed)


def _marks(verdict: TargetVerdict, result: RuleResult, sources: Sources) -> tuple[list[str], list[str]]:
    """The fingerprints; the module is imported only where there is a baseline, since every run would pay for it."""
    from ecma2lint.baseline import marks_of

    return marks_of(verdict, result, sources)


def _concluded(result: RuleResult, today: date) -> RuleResult:
    """The result with the outcome and the reason that its new findings come to."""
    every = [*result.dispositions, *result.undecided_dispositions]
    if not any(every):
        return result
    if result.new_findings:
        return replace(result, outcome=Outcome.FAIL, reason=joined([finding.message for finding in result.new_findings]))
    if result.new_undecided:
        return replace(result, outcome=Outcome.UNDECIDED, reason=joined([item.reason for item in result.new_undecided]))
    reasons = [_with_days_left(one, today) for one in every if one]
    return replace(result, outcome=Outcome.WAIVED, reason=joined(reasons))


def _with_days_left(disposed: Disposition, today: date) -> str:
    if disposed.expires is None or today is date.max:
        return str(disposed)
    days = (date.fromisoformat(disposed.expires) - today).days
    return f"{disposed} ({days} day{'' if days == 1 else 's'} left)"


def joined(texts: list[str]) -> str:
    """The first few distinct texts; the rest is counted, since the findings stand below in full."""
    distinct = list(dict.fromkeys(texts))
    shown = "; ".join(distinct[:3])
    return f"{shown}; and {len(distinct) - 3} more" if len(distinct) > 3 else shown


def _waived(waiver: Waiver) -> Disposition:
    return Disposition(DispositionStatus.WAIVED, waiver.reason, waiver.owner, waiver.ticket, waiver.expires.isoformat())


def waives(waiver: Waiver, item: Finding | Undecided) -> bool:
    """Whether a waiver's type covers a finding: the type of its place, or what it is about."""
    return waiver.type is None or in_type(waiver.type, item)


def in_type(glob: str, item: Finding | Undecided) -> bool:
    """Whether the place of a finding, or what it is about, is in a type."""
    return any(type_ and fnmatchcase(type_, glob) for type_ in (item.location.type, item.subject.partition("::")[0]))


def judged_suppressions(
    target: Target, results: Sequence[RuleResult], profile: Profile, names: Mapping[str, str]
) -> tuple[JudgedSuppression, ...]:
    """What came of each suppression of the target itself; those of neighbours are judged where they stand."""
    by_id = {result.rule: result for result in results}
    return tuple(_judged(one, by_id, profile, names) for one in target.suppressions if one.location.path is None)


def _judged(
    suppression: Suppression, results: Mapping[str, RuleResult], profile: Profile, names: Mapping[str, str]
) -> JudgedSuppression:
    known = [word for word in suppression.rules if word in names]
    mandatory = tuple(word for word in known if profile.is_mandatory(names[word]))
    unused: list[str] = []
    if works(suppression):
        for word in known:
            result = results.get(names[word])
            # a rule that did not decide cannot tell whether the suppression is of any use
            if result and word not in mandatory and result.outcome in _DECIDED and not result.new_undecided:
                items: tuple[Finding | Undecided, ...] = (*result.findings, *result.undecided)
                if not any(covers(suppression, item) for item in items):
                    unused.append(word)
    return JudgedSuppression(
        suppression, tuple(word for word in suppression.rules if word not in names), tuple(unused), mandatory
    )


def judged_waivers(
    verdicts: Sequence[TargetVerdict], exceptions: Exceptions, profile: Profile, names: Mapping[str, str]
) -> tuple[tuple[JudgedWaiver, ...], ...]:
    """For each target the waivers to be judged with it: each at the first target that it covers something in, else names."""
    found: list[list[JudgedWaiver]] = [[] for _ in verdicts]
    for waiver in exceptions.waivers:
        named = [index for index, verdict in enumerate(verdicts) if verdict.rules and waiver.covers_target(verdict.target.path)]
        rules = waiver.rules(profile, names)
        used = [index for index in named if _uses(verdicts[index], waiver, rules)]
        ran = [index for index in named if any(one.rule in rules and one.outcome in _DECIDED for one in verdicts[index].rules)]
        for index in (used or ran)[:1]:
            days = waiver.days_left(exceptions.today)
            judged = JudgedWaiver(waiver.subject, waiver.target, waiver.owner, waiver.place, days, bool(used))
            found[index].append(judged)
    return tuple(map(tuple, found))


def _uses(verdict: TargetVerdict, waiver: Waiver, rules: frozenset[str]) -> bool:
    for result in verdict.rules:
        items: tuple[Finding | Undecided, ...] = (*result.findings, *result.undecided)
        if result.rule in rules and any(waives(waiver, item) for item in items):
            return True
    return False


def idle(verdicts: Sequence[TargetVerdict], waivers: Iterable[Waiver]) -> tuple[Waiver, ...]:
    """The waivers whose glob fits no target of the run."""
    return tuple(one for one in waivers if not any(one.covers_target(verdict.target.path) for verdict in verdicts))
