"""Targets to facts to rules to verdicts, as a generator. Fails closed: what goes wrong becomes an ``error`` outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ecma2lint.facts import Connector, Target, connector_of
from ecma2lint.profiles import Control, Profile
from ecma2lint.rule import Rule
from ecma2lint.selection import ActiveRule
from ecma2lint.verdicts import (
    Conclusion,
    ControlResult,
    Evidence,
    Finding,
    Outcome,
    RuleResult,
    Severity,
    TargetVerdict,
    Undecided,
    effective_severity,
)

#: From worst to best: what a control comes to when its rules differ.
_WORST = (Outcome.ERROR, Outcome.FAIL, Outcome.WAIVED, Outcome.UNDECIDED, Outcome.PASS, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True)
class Plan:
    """What a run judges by: the profile and the rules that are active under it."""

    profile: Profile
    rules: tuple[ActiveRule, ...]


def judge_all(targets: Iterable[Target], plan: Plan) -> Iterator[TargetVerdict]:
    """Judge targets one by one, in the order they come."""
    for target in targets:
        yield judge(target, plan)


def judge(target: Target, plan: Plan) -> TargetVerdict:
    """The verdict on one target; a target that could not be read is an error and no rule sees it."""
    if target.error is not None:
        return TargetVerdict(target, Conclusion.ERROR, str(target.error), (), ())
    connector = connector_of(target)
    results = tuple(_run(active, connector) for active in plan.rules)
    controls = tuple(_control(control, plan, results) for control in plan.profile.controls)
    return conclude(TargetVerdict(target, Conclusion.COMPLIANT, "", controls, results))


def conclude(verdict: TargetVerdict) -> TargetVerdict:
    """The verdict with the conclusion and the sentence that its controls and rules come to."""
    conclusion, reason = _conclusion(verdict)
    return TargetVerdict(verdict.target, conclusion, reason, verdict.controls, verdict.rules)


def _run(active: ActiveRule, connector: Connector) -> RuleResult:
    rule = active.rule
    try:
        applicability = rule.applies(connector)
        if not applicability.applies:
            return _result(active, Outcome.NOT_APPLICABLE, applicability.reason)
        yielded = list(rule.check(connector))
    except Exception as error:
        return _result(active, Outcome.ERROR, f"the rule raised {type(error).__name__}: {error}")
    findings = tuple(item for item in yielded if isinstance(item, Finding))
    undecided = tuple(item for item in yielded if isinstance(item, Undecided))
    evidence = tuple(item for item in yielded if isinstance(item, Evidence))
    if findings:
        outcome, reason = Outcome.FAIL, _joined([finding.message for finding in findings])
    elif undecided:
        outcome, reason = Outcome.UNDECIDED, _joined([item.reason for item in undecided])
    else:
        outcome, reason = Outcome.PASS, _joined([item.text for item in evidence]) or _nothing_found(rule)
    return RuleResult(rule.id, rule.name, active.severity, outcome, reason, findings, undecided, evidence)


def _result(active: ActiveRule, outcome: Outcome, reason: str) -> RuleResult:
    return RuleResult(active.rule.id, active.rule.name, active.severity, outcome, reason)


def _nothing_found(rule: Rule) -> str:
    return f"nothing found by {rule.name}"


def _joined(texts: list[str]) -> str:
    """The first few distinct texts; the rest is counted, since the findings stand below in full."""
    distinct = list(dict.fromkeys(texts))
    shown = "; ".join(distinct[:3])
    return f"{shown}; and {len(distinct) - 3} more" if len(distinct) > 3 else shown


def _control(control: Control, plan: Plan, results: tuple[RuleResult, ...]) -> ControlResult:
    deciding = [result for result in results if result.rule in control.rules]
    if not control.rules:
        outcome, reason = Outcome.NOT_APPLICABLE, f"{plan.profile.host}: {control.comment}"
    elif not deciding:
        outcome, reason = Outcome.NOT_APPLICABLE, f"not checked: {', '.join(control.rules)} not selected"
    else:
        outcome = next(worst for worst in _WORST if any(result.outcome is worst for result in deciding))
        reason = _joined([result.reason for result in deciding if result.outcome is outcome])
    return ControlResult(
        control.id, control.title, control.support, control.comment, control.severity, outcome, reason, control.rules
    )


def _conclusion(verdict: TargetVerdict) -> tuple[Conclusion, str]:
    broken = [result for result in verdict.rules if result.outcome is Outcome.ERROR]
    if broken:
        return Conclusion.ERROR, f"{broken[0].rule} could not run: {broken[0].reason}"
    failing = [
        (result, finding)
        for result in verdict.rules
        if result.outcome is Outcome.FAIL
        for finding in result.findings
        if effective_severity(result, finding) is Severity.ERROR
    ]
    if failing:
        names = list(dict.fromkeys(_headline(result, verdict.controls) for result, _ in failing))
        return Conclusion.NOT_COMPLIANT, f"{_count(len(names), 'requirement')} not met: {', '.join(names)}"
    open_controls = [control.control for control in verdict.controls if control.outcome is Outcome.UNDECIDED]
    if open_controls:
        return Conclusion.INCONCLUSIVE, f"{_count(len(open_controls), 'control')} undecided: {', '.join(open_controls)}"
    if not any(control.outcome in (Outcome.PASS, Outcome.FAIL, Outcome.WAIVED) for control in verdict.controls):
        return Conclusion.NOT_APPLICABLE, "no control of the profile bears on this target"
    return Conclusion.COMPLIANT, _compliant(verdict)


def _compliant(verdict: TargetVerdict) -> str:
    """Says how many controls pass, and names those that fail below the level of an error or are waived."""
    passed = sum(control.outcome is Outcome.PASS for control in verdict.controls)
    parts = [f"{passed} of {_count(len(verdict.controls), 'control')} pass"]
    for outcome, words in ((Outcome.FAIL, "fail below the level of an error"), (Outcome.WAIVED, "waived")):
        names = [control.control for control in verdict.controls if control.outcome is outcome]
        if names:
            parts.append(f"{words}: {', '.join(names)}")
    return "; ".join(parts)


def _headline(result: RuleResult, controls: tuple[ControlResult, ...]) -> str:
    return next((control.control for control in controls if result.rule in control.rules), result.name)


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" + ("" if number == 1 else "s")
