"""Targets to facts to rules to verdicts, as a generator. Fails closed: what goes wrong becomes an ``error`` outcome."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from ecma2lint.dispositions import Exceptions, apply, joined, judged_suppressions, judged_waivers
from ecma2lint.facts import Connector, Target, connector_of
from ecma2lint.profiles import Control, Profile
from ecma2lint.records import dataclass, field, replace
from ecma2lint.rule import Analysis, AnalysisRule, Rule
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
_WORST = (Outcome.ERROR, Outcome.FAIL, Outcome.UNDECIDED, Outcome.WAIVED, Outcome.PASS, Outcome.NOT_APPLICABLE)


@dataclass(frozen=True)
class Plan:
    """What a run judges by: the profile, the rules that are active under it, and the exceptions.

    ``known`` maps every rule's id and name to its id, the inactive ones too; without it only the active rules are known.
    """

    profile: Profile
    rules: tuple[ActiveRule, ...]
    exceptions: Exceptions = field(default_factory=Exceptions)
    known: Mapping[str, str] = field(default_factory=dict)

    @property
    def names(self) -> Mapping[str, str]:
        """Every known rule's id and name, to its id."""
        return self.known or {word: one.rule.id for one in self.rules for word in (one.rule.id, one.rule.name)}


def judge_all(targets: Iterable[Target], plan: Plan) -> Iterator[TargetVerdict]:
    """Judge targets one by one, in the order they come."""
    for target in targets:
        yield judge(target, plan)


def judge(target: Target, plan: Plan) -> TargetVerdict:
    """The verdict on one target; a target that could not be read is an error and no rule sees it."""
    if target.error is not None:
        return TargetVerdict(target, Conclusion.ERROR, str(target.error), (), ())
    connector = connector_of(target)
    results = tuple(_run(active, connector, plan) for active in plan.rules)
    results = apply(target, results, plan.exceptions, plan.profile, plan.names)
    if target.suppressions and plan.exceptions.suppressions:
        judged = judged_suppressions(target, results, plan.profile, plan.names)
        results = _analysed(results, Analysis(target, suppressions=judged), "suppressions", plan)
    return _verdict(target, results, plan)


def judge_waivers(verdicts: Sequence[TargetVerdict], plan: Plan) -> list[TargetVerdict]:
    """The verdicts with what the rules about waivers say, which can be known only when all targets are judged."""
    judged = judged_waivers(verdicts, plan.exceptions, plan.profile, plan.names)
    return [
        _verdict(verdict.target, _analysed(verdict.rules, Analysis(verdict.target, waivers=waivers), "waivers", plan), plan)
        if waivers
        else verdict
        for verdict, waivers in zip(verdicts, judged, strict=True)
    ]


def conclude(verdict: TargetVerdict) -> TargetVerdict:
    """The verdict with the conclusion and the sentence that its controls and rules come to."""
    conclusion, reason = _conclusion(verdict)
    return replace(verdict, conclusion=conclusion, reason=reason)


def _verdict(target: Target, results: tuple[RuleResult, ...], plan: Plan) -> TargetVerdict:
    controls = tuple(_control(control, plan, results) for control in plan.profile.controls)
    return conclude(TargetVerdict(target, Conclusion.COMPLIANT, "", controls, results))


def _analysed(results: Iterable[RuleResult], analysis: Analysis, about: str, plan: Plan) -> tuple[RuleResult, ...]:
    """The results with those of the rules about one kind of exceptions put in their place."""
    rules = {active.rule.id: active for active in plan.rules}
    found: list[RuleResult] = []
    for result in results:
        active = rules[result.rule]
        if isinstance(active.rule, AnalysisRule) and active.rule.about == about:
            (result,) = apply(
                analysis.target, [_run_analysis(active, active.rule, analysis)], plan.exceptions, plan.profile, plan.names
            )
        found.append(result)
    return tuple(found)


def _run_analysis(active: ActiveRule, rule: AnalysisRule, analysis: Analysis) -> RuleResult:
    try:
        findings = tuple(rule.check_analysis(analysis))
    except Exception as error:
        return _result(active, Outcome.ERROR, f"the rule raised {type(error).__name__}: {error}")
    if not findings:
        return _result(active, Outcome.PASS, _nothing_found(rule))
    return replace(_result(active, Outcome.FAIL, joined([finding.message for finding in findings])), findings=findings)


def _run(active: ActiveRule, connector: Connector, plan: Plan) -> RuleResult:
    rule = active.rule
    ignored = [one for one in plan.exceptions.ignores if not one.type and rule.id in one.rules and one.covers(connector.target)]
    if ignored and not plan.profile.is_mandatory(rule.id):
        return _result(
            active, Outcome.NOT_APPLICABLE, f"not checked: per-target-ignores of {ignored[0].origin}: {ignored[0].glob}"
        )
    if isinstance(rule, AnalysisRule):
        return _result(active, Outcome.NOT_APPLICABLE, _no_exception(rule, connector.target, plan))
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
        outcome, reason = Outcome.FAIL, joined([finding.message for finding in findings])
    elif undecided:
        outcome, reason = Outcome.UNDECIDED, joined([item.reason for item in undecided])
    else:
        outcome, reason = Outcome.PASS, joined([item.text for item in evidence]) or _nothing_found(rule)
    return RuleResult(rule.id, rule.name, active.severity, outcome, reason, findings, undecided, evidence)


def _no_exception(rule: AnalysisRule, target: Target, plan: Plan) -> str:
    if rule.about == "waivers":
        return "no waiver is judged with this target"
    return "suppressions are ignored in this run" if target.suppressions else "there is no suppression in the code"


def _result(active: ActiveRule, outcome: Outcome, reason: str) -> RuleResult:
    return RuleResult(active.rule.id, active.rule.name, active.severity, outcome, reason)


def _nothing_found(rule: Rule) -> str:
    return f"nothing found by {rule.name}"


def _control(control: Control, plan: Plan, results: tuple[RuleResult, ...]) -> ControlResult:
    deciding = [result for result in results if result.rule in control.rules]
    if not control.rules:
        outcome, reason = Outcome.NOT_APPLICABLE, f"{plan.profile.host}: {control.comment}"
    elif not deciding:
        outcome, reason = Outcome.NOT_APPLICABLE, f"not checked: {', '.join(control.rules)} not selected"
    else:
        outcome = next(worst for worst in _WORST if any(result.outcome is worst for result in deciding))
        reason = joined([result.reason for result in deciding if result.outcome is outcome])
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
        for finding in result.new_findings
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
    ran = {result.rule for result in verdict.rules}
    left_out = [control.control for control in verdict.controls if control.rules and not ran.intersection(control.rules)]
    if left_out:
        return Conclusion.INCONCLUSIVE, f"{_count(len(left_out), 'control')} not checked: {', '.join(left_out)}"
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
