"""The exit statuses of the command line and what each means: the one place that says so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum

from ecma2lint.verdicts import Conclusion, Outcome, RunFault, Severity, TargetVerdict, effective_severity


class ExitStatus(IntEnum):
    """What a run of ``ecma2lint`` ends with."""

    OK = 0
    FAILED = 1
    ERROR = 2
    NOTHING = 5


MEANINGS = {
    ExitStatus.OK: "nothing new failed at the level of --fail-on",
    ExitStatus.FAILED: "a new finding at the level of --fail-on (any with --fail-on-new), or, with --strict, something undecided",
    ExitStatus.ERROR: "usage error, unreadable target, faulty settings, waiver or baseline, or a rule that could not run",
    ExitStatus.NOTHING: "no connector was found, so nothing was judged",
}


def exit_status(
    verdicts: Sequence[TargetVerdict], faults: Iterable[RunFault], *, fail_on: Severity, strict: bool, empty_is_fine: bool
) -> ExitStatus:
    """The status a run ends with; an error outweighs a failure."""
    if any(True for _ in faults) or any(verdict.conclusion is Conclusion.ERROR for verdict in verdicts):
        return ExitStatus.ERROR
    if not verdicts:
        return ExitStatus.OK if empty_is_fine else ExitStatus.NOTHING
    failed = any(fails(verdict, fail_on) or (strict and is_undecided(verdict)) for verdict in verdicts)
    return ExitStatus.FAILED if failed else ExitStatus.OK


def fails(verdict: TargetVerdict, fail_on: Severity) -> bool:
    """Whether a new finding of the target reaches a severity: what is suppressed, waived or in the baseline does not count."""
    return any(
        effective_severity(result, finding).rank >= fail_on.rank for result in verdict.rules for finding in result.new_findings
    )


def is_undecided(verdict: TargetVerdict) -> bool:
    """Whether anything of the target is undecided, beside findings too, and not waived."""
    return any(control.outcome is Outcome.UNDECIDED for control in verdict.controls) or any(
        result.new_undecided for result in verdict.rules
    )
