"""The engine fails closed: whatever goes wrong is an error that no other result hides."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ecma2lint.engine import judge
from ecma2lint.exit_status import ExitStatus, exit_status
from ecma2lint.facts import Connector, Target, TargetError, TargetKind
from ecma2lint.faults import FaultError
from ecma2lint.packs import BUILTIN, load_packs
from ecma2lint.profiles import load_profile, profile_ids
from ecma2lint.records import replace
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.selection import ActiveRule, Selection, active_rules
from ecma2lint.verdicts import Conclusion, Evidence, Finding, Outcome, Severity, TargetVerdict, Undecided
from expectations import FIXTURES, packs, plan, target_of

GOOD = FIXTURES / "dotnet" / "all-compliant" / "bin" / "roslyn-release" / "AllCompliant.dll"


class Made(Rule):
    """A rule that yields what it is told to."""

    id = "ECMA202"
    name = "made"
    title = "Made for a test"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL
    yields: tuple[RuleYield | Exception, ...] = ()

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Yield them, raising the exceptions among them."""
        for item in self.yields:
            if isinstance(item, Exception):
                raise item
            yield item


def _verdict(*yields: RuleYield | Exception) -> TargetVerdict:
    rule = Made()
    rule.yields = yields
    target = target_of(GOOD)
    assert target is not None
    others = tuple(active for active in plan().rules if active.rule.id != rule.id)
    return judge(target, replace(plan(), rules=(*others, ActiveRule(rule, Severity.ERROR))))


def test_controls_left_out_make_no_verdict_of_compliance() -> None:
    """A run over one rule alone cannot call a connector compliant."""
    target = target_of(GOOD)
    assert target is not None
    one = judge(target, replace(plan(), rules=tuple(active for active in plan().rules if active.rule.id == "ECMA202")))
    assert one.conclusion is Conclusion.INCONCLUSIVE
    assert "9 controls not checked: public-methods" in one.reason


def _status(*verdicts: TargetVerdict, strict: bool = False, fail_on: Severity = Severity.ERROR) -> ExitStatus:
    return exit_status(verdicts, (), fail_on=fail_on, strict=strict, empty_is_fine=False)


@pytest.mark.parametrize(
    ("yields", "outcome", "conclusion", "status"),
    [
        ((Evidence("good"),), Outcome.PASS, Conclusion.COMPLIANT, ExitStatus.OK),
        ((), Outcome.PASS, Conclusion.COMPLIANT, ExitStatus.OK),
        ((Undecided("unknown"), Evidence("good")), Outcome.UNDECIDED, Conclusion.INCONCLUSIVE, ExitStatus.OK),
        ((Finding("bad"), Undecided("unknown")), Outcome.FAIL, Conclusion.NOT_COMPLIANT, ExitStatus.FAILED),
        ((Finding("bad", severity=Severity.INFO),), Outcome.FAIL, Conclusion.COMPLIANT, ExitStatus.OK),
        ((Finding("bad"), ValueError("broken rule")), Outcome.ERROR, Conclusion.ERROR, ExitStatus.ERROR),
    ],
)
def test_what_a_rule_yields_decides_the_control(
    yields: tuple[RuleYield | Exception, ...], outcome: Outcome, conclusion: Conclusion, status: ExitStatus
) -> None:
    """A crash outweighs a finding, a finding an undecided place, an undecided place evidence."""
    verdict = _verdict(*yields)
    control = next(control for control in verdict.controls if control.control == "full-export")
    assert (control.outcome, verdict.conclusion) == (outcome, conclusion)
    assert control.reason
    assert _status(verdict) is status


def test_strict_fails_on_undecided() -> None:
    """With --strict an undecided control fails the run; without it does not."""
    verdict = _verdict(Undecided("unknown"))
    assert _status(verdict) is ExitStatus.OK
    assert _status(verdict, strict=True) is ExitStatus.FAILED


def test_fail_on_info() -> None:
    """With --fail-on info the mildest finding fails the run."""
    assert _status(_verdict(Finding("bad", severity=Severity.INFO)), fail_on=Severity.INFO) is ExitStatus.FAILED


def test_an_error_outweighs_a_failure_and_nothing_is_told() -> None:
    """Statuses rank: error before failure before success; no target at all is a status of its own."""
    broken = judge(Target("x.dll", TargetKind.ASSEMBLY, error=TargetError("cause", "remedy")), plan())
    assert _status(_verdict(Finding("bad")), broken) is ExitStatus.ERROR
    assert _status() is ExitStatus.NOTHING


@pytest.mark.parametrize("name", list(profile_ids(packs().profile_folders)))
def test_every_profile_loads_and_names_its_source(name: str) -> None:
    """A profile has a date, an address, and controls whose rules exist."""
    profile = load_profile(name, packs().profile_folders)
    assert profile.id == name and profile.date[:2] == "20" and profile.source.startswith("https://")
    assert active_rules(packs(), profile, Selection())
    assert len({control.id for control in profile.controls}) == len(profile.controls)


def test_the_default_profile_has_the_ten_controls_in_order() -> None:
    """The controls are those of the page, in its order."""
    assert [control.id for control in plan().profile.controls] == [
        "public-methods",
        "unprefixed-methods",
        "object-type",
        "partitions",
        "hierarchies",
        "full-export",
        "export-password-in-first-pass",
        "normalizations",
        "concurrent-operations",
        "delete-add-as-replace",
    ]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("id = 'broken'\n", "is not a profile"),
        ("id = \n", "cannot be read"),
        ("id = 'broken'\nsurprise = 1\n", "unknown key 'surprise'"),
    ],
)
def test_a_faulty_profile_is_a_fault(text: str, words: str, tmp_path: Path) -> None:
    """A profile that does not hold what a profile holds ends the run with its file's name."""
    (tmp_path / "broken.toml").write_text(text, encoding="utf-8")
    with pytest.raises(FaultError, match="broken") as caught:
        load_profile("broken", (tmp_path,))
    assert words in str(caught.value)


def test_a_pack_that_does_not_load_is_a_fault() -> None:
    """A pack nobody offers ends the run."""
    with pytest.raises(FaultError, match="no installed distribution offers it"):
        load_packs(("no-such-pack",))
    assert BUILTIN == "ecma2lint_rules"


def test_mim_accepts_what_the_agent_refuses() -> None:
    """Explicit members, hierarchies and full export are no failures in the MIM profile."""
    target = target_of(FIXTURES / "dotnet" / "everything-fails" / "bin" / "roslyn-release" / "EverythingFails.dll")
    assert target is not None
    outcomes = {
        name: {c.control: c.outcome for c in judge(target, plan(name)).controls} for name in profile_ids(packs().profile_folders)
    }
    agent = outcomes["azuread-agent-2023-06"]
    assert all(outcome is Outcome.FAIL for outcome in agent.values())
    for control in agent:
        assert outcomes["mim-2016"][control] is Outcome.NOT_APPLICABLE
        assert outcomes["entra-agent-2025-04"][control] is Outcome.FAIL
