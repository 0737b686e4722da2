"""What exceptions make of results: outcomes, conclusions, the gate, mandatory controls and own profiles."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adoption_samples import Runner, findings, full_export, outcome, waiver, write
from ecma2lint.dispositions import Exceptions, TargetIgnore, apply
from ecma2lint.engine import conclude
from ecma2lint.exit_status import ExitStatus, exit_status, fails
from ecma2lint.facts import Location, Suppression, Target, TargetKind
from ecma2lint.profiles import Control, Profile
from ecma2lint.verdicts import (
    Conclusion,
    Finding,
    Outcome,
    RuleResult,
    Severity,
    TargetVerdict,
    Undecided,
)

NAMES = {"ECMA202": "ECMA202", "full-export": "ECMA202"}
OWN = """id = "contoso"
title = "Contoso's own"
extends = "azuread-agent-2023-06"
mandatory = ["full-export"]

[[controls]]
id = "hierarchies"
severity = "warning"

[severities]
ECMA107 = "off"
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """A runner in a folder with a profile of its own that makes full-export mandatory."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768003200")
    (tmp_path / "profiles").mkdir()
    write(tmp_path / "profiles", contoso__toml=OWN)
    write(tmp_path, connector__py=full_export(), ecma2lint__toml='profile = "contoso"\nprofile-path = ["profiles"]\n')
    return Runner(tmp_path, capsys)


def _profile(mandatory: tuple[str, ...] = ()) -> Profile:
    control = Control("full-export", "Full export", "not supported", "not supported", ("ECMA202",), Severity.ERROR)
    return Profile("p", "p", "h", "d", "s", (control,), {}, mandatory)


def _result(lines: list[int], undecided: list[int]) -> RuleResult:
    found = tuple(Finding(f"finding {line}", Location(line=line)) for line in lines)
    open_ = tuple(Undecided(f"undecided {line}", Location(line=line)) for line in undecided)
    result = Outcome.FAIL if found else Outcome.UNDECIDED if open_ else Outcome.PASS
    return RuleResult("ECMA202", "full-export", Severity.ERROR, result, "as found", found, open_)


@given(
    found=st.lists(st.integers(1, 6), max_size=3),
    undecided=st.lists(st.integers(1, 6), max_size=3),
    covered=st.sets(st.integers(1, 6)),
)
def test_the_outcome_is_that_of_what_is_left(found: list[int], undecided: list[int], covered: set[int]) -> None:
    """New findings fail, else new undecided places are undecided, else what was excepted is waived, else nothing changed."""
    target = Target(
        "c.py",
        TargetKind.PYTHON,
        suppressions=tuple(Suppression(("ECMA202",), "why", lines=(line, line)) for line in sorted(covered)),
    )
    (after,) = apply(target, [_result(found, undecided)], Exceptions(), _profile(), NAMES)
    left, open_ = [line for line in found if line not in covered], [line for line in undecided if line not in covered]
    expected = Outcome.FAIL if left else Outcome.UNDECIDED if open_ else Outcome.WAIVED if found or undecided else Outcome.PASS
    assert after.outcome is expected
    assert [one.location.line for one in after.new_findings] == left
    assert [one.location.line for one in after.new_undecided] == open_
    verdict = TargetVerdict(target, Conclusion.COMPLIANT, "", (), (after,))
    assert fails(verdict, Severity.ERROR) is bool(left)
    assert (conclude(verdict).conclusion is Conclusion.NOT_COMPLIANT) is bool(left)
    strict = exit_status([verdict], (), fail_on=Severity.ERROR, strict=True, empty_is_fine=False)
    assert strict is (ExitStatus.FAILED if left or open_ else ExitStatus.OK)


@given(st.lists(st.integers(1, 6), max_size=3), st.lists(st.integers(1, 6), max_size=3))
def test_nothing_disposes_of_a_mandatory_control(found: list[int], undecided: list[int]) -> None:
    """Whatever is excepted, the result of a rule that decides a mandatory control is untouched."""
    target = Target("c.py", TargetKind.PYTHON, suppressions=(Suppression(("ECMA202",), "why"),))
    ignore = TargetIgnore("*", "*", frozenset({"ECMA202"}))
    result = _result(found, undecided)
    exceptions = Exceptions(ignores=(ignore,))
    assert apply(target, [result], exceptions, _profile(("full-export",)), NAMES) == (result,)
    (open_,) = apply(target, [result], exceptions, _profile(), NAMES)
    assert not open_.new_findings


def test_an_own_profile_extends_another(run: Runner) -> None:
    """It inherits host, date, source and controls, changes one control's severity, and switches a rule off."""
    assert run("profiles", "contoso") == 0
    assert "Azure AD Connect provisioning agent" in run.out
    assert "error; rules: ECMA202; mandatory" in run.out
    assert "warning; rules: ECMA303" in run.out
    assert run("profiles") == 0
    assert "contoso (in use)" in run.out
    status, document = run.check()
    assert (status, document["profile"]["id"], document["profile"]["date"]) == (1, "contoso", "2023-06-08")
    assert "ECMA107" not in {rule["id"] for rule in document["rules"]}


@pytest.mark.parametrize(
    ("text", "part"),
    [
        (OWN.replace('extends = "azuread-agent-2023-06"', 'extends = "contoso"'), "it extends itself: contoso -> contoso"),
        (OWN.replace('extends = "azuread-agent-2023-06"', 'extends = "absent"'), "there is no such profile"),
        (OWN.replace('mandatory = ["full-export"]', 'mandatory = ["ful-export"]'), "'ful-export' is none of its controls"),
        (OWN.replace("[severities]", "[severity]"), "unknown key 'severity'"),
        (OWN.replace('id = "contoso"', 'id = "other"'), "must have the same name"),
        (OWN.replace('"hierarchies"', '"new-control"'), "'rules' is missing"),
        (OWN + 'ECMA999 = "off"\n', "names the rule ECMA999"),
    ],
)
def test_a_faulty_profile_is_an_error(run: Runner, text: str, part: str) -> None:
    """A circle, an unknown base, control or key, another id, an incomplete control, an unknown rule: exit status 2."""
    write(run.folder / "profiles", contoso__toml=text)
    assert run("check") == 2
    assert part in run.err
    assert len(run.err.splitlines()) == 1


def test_a_mandatory_control_is_not_suppressed_in_the_code(run: Runner) -> None:
    """The finding counts, and the comment is a finding of its own."""
    write(run.folder, connector__py=full_export("  # ecma2lint: ignore[ECMA202] because"))
    status, document = run.check()
    assert (status, outcome(document)) == (1, "fail")
    (said,) = findings(document, "ECMA005")
    assert said["severity"] == "error"
    assert findings(document, "ECMA003") == []


@pytest.mark.parametrize(
    ("settings", "part"),
    [
        ('ignore = ["full-export"]\n', "it decides a mandatory control of contoso and cannot be silenced"),
        ('ignore = ["ECMA"]\n', "cannot be silenced"),
        ('[severity]\nECMA202 = "off"\n', "cannot be silenced"),
        ('[severity]\nECMA202 = "info"\n', "cannot be silenced"),
        ('[per-target-ignores]\n"*" = ["ECMA202"]\n', "cannot be left out"),
        ('[per-target-ignores]\n"connector.py!Contoso.Connector" = ["ECMA202"]\n', "cannot be left out"),
    ],
)
def test_a_mandatory_control_is_not_silenced_by_settings(run: Runner, settings: str, part: str) -> None:
    """It is judged all the same, and the setting is a fault of the run."""
    write(run.folder, ecma2lint__toml='profile = "contoso"\nprofile-path = ["profiles"]\n' + settings)
    status, document = run.check()
    assert (status, outcome(document)) == (2, "fail")
    assert part in run.err


def test_select_leaves_mandatory_controls_in(run: Runner) -> None:
    """A narrower selection still runs them, without a fault."""
    status, document = run.check("--select", "hierarchy")
    assert (status, outcome(document), document["faults"]) == (1, "fail", [])


def test_a_mandatory_control_is_not_waived(run: Runner) -> None:
    """The waiver is a fault, and the finding counts."""
    write(run.folder, waivers__toml=waiver())
    status, document = run.check("--waivers", "waivers.toml")
    assert (status, outcome(document)) == (2, "fail")
    assert "is mandatory in contoso and cannot be waived" in run.err


def test_a_mandatory_control_is_not_in_the_baseline(run: Runner) -> None:
    """`create` leaves its findings out and says so; one written by hand is a fault and excuses nothing."""
    assert run("baseline", "create") == 0
    assert "1 findings of mandatory controls are not" in run.out
    status, document = run.check("--baseline", "ecma2lint-baseline.json")
    assert (status, outcome(document)) == (1, "fail")
    relaxed = OWN.replace('mandatory = ["full-export"]\n', "")
    write(run.folder / "profiles", contoso__toml=relaxed)
    assert run("baseline", "create", "--force") == 0
    assert run.check("--baseline", "ecma2lint-baseline.json")[0] == 0
    write(run.folder / "profiles", contoso__toml=OWN)
    status, document = run.check("--baseline", "ecma2lint-baseline.json")
    assert (status, outcome(document)) == (2, "fail")


def test_explain_says_how_to_silence(run: Runner) -> None:
    """Comment, attribute, waiver, settings and baseline for a rule; for a mandatory one, that nothing does."""
    assert run("explain", "normalizations") == 0
    for part in (
        "# ecma2lint: ignore[ECMA203]",
        'SuppressMessage("Ecma2Lint", "ECMA203:normalizations"',
        "[[waivers]]",
        "baseline create",
    ):
        assert part in run.out
    assert run("explain", "full-export") == 0
    assert "nothing silences it" in run.out
    assert run("explain", "no-namespace") == 0
    assert "SuppressMessage" not in run.out, "a rule for Python alone"
    assert run("explain", "expiring-waiver") == 0
    assert "days: report a waiver" in run.out


def test_the_text_report_says_who_why_and_until(run: Runner) -> None:
    """`--show-suppressed` shows owner, ticket and end of a waiver."""
    write(run.folder, waivers__toml=waiver(ticket="ID-9"))
    arguments: list[Any] = ["--profile", "azuread-agent-2023-06", "--waivers", "waivers.toml", "--show-suppressed"]
    assert run("check", *arguments) == 0
    text = " ".join(run.out.split())
    assert "fixed in March (identity@contoso.example, ID-9, until 2026-03-31)" in text
