"""Waivers: what they cover, for how long, and that a malformed, expired or idle one is told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adoption_samples import BAD_DLL, COMPLIANT, Runner, findings, full_export, outcome, waiver, write
from ecma2lint.faults import FaultError
from ecma2lint.globs import matches_path, seen_from
from ecma2lint.waivers import load_waivers, today

#: 10 January 2026.
EPOCH = "1768003200"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """A runner in a folder with a connector that fails full-export, on 10 January 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", EPOCH)
    write(tmp_path, connector__py=full_export(), ecma2lint__toml='waivers = "waivers.toml"\n')
    return Runner(tmp_path, capsys)


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"control": None, "rule": "ECMA202"},
        {"control": None, "rule": "full-export"},
        {"target": "connector.py"},
        {"target": "./connector.py"},
        {"target": "**/connector.py"},
        {"type": "Contoso.Connector"},
        {"type": "Contoso.*"},
        {"expires": "2026-01-10"},
        {"created": "2026-01-10"},
    ],
)
def test_a_waiver_in_force_covers(run: Runner, changes: dict[str, str | None]) -> None:
    """By control, rule id or name, glob and type, up to and with its last day; who, why and until is in the document."""
    write(run.folder, waivers__toml=waiver(ticket="ID-1", **changes))
    status, document = run.check()
    (finding,) = findings(document)
    assert (status, outcome(document), finding["status"]) == (0, "waived", "waived")
    assert finding["justification"] == {
        "reason": "fixed in March",
        "owner": "identity@contoso.example",
        "ticket": "ID-1",
        "expires": changes.get("expires", "2026-03-31"),
    }
    (control,) = [one for one in document["targets"][0]["controls"] if one["id"] == "full-export"]
    days = 0 if changes.get("expires") else 80
    assert f"({days} days left)" in control["reason"]
    assert "waived by identity@contoso.example" in control["reason"]


@pytest.mark.parametrize(
    "changes",
    [
        {"control": "hierarchies"},
        {"control": None, "rule": "ECMA203"},
        {"target": "other.py"},
        {"target": "sub/connector.py"},
        {"type": "Contoso.Other"},
    ],
)
def test_a_waiver_of_something_else_does_not_cover(run: Runner, changes: dict[str, str | None]) -> None:
    """Another control, rule, target or type: the finding counts."""
    write(run.folder, waivers__toml=waiver(**changes))
    status, document = run.check()
    assert (status, outcome(document)) == (1, "fail")


@pytest.mark.parametrize(
    ("changes", "part"),
    [
        ({"expires": "2026-01-09"}, "expired on 2026-01-09"),
        ({"created": "2026-01-11"}, "yet to come"),
        ({"owner": None}, "owner is missing"),
        ({"reason": ""}, "reason is missing"),
        ({"reason": "  "}, "it must be a text"),
        ({"target": None}, "target is missing"),
        ({"expires": None}, "expires is missing"),
        ({"expires": "soon"}, "it must be a date"),
        ({"expires": "2025-12-01"}, "before it was created"),
        ({"control": None}, "must name a control or a rule"),
        ({"rule": "ECMA202"}, "must name a control or a rule"),
        ({"control": "ful-export"}, "did you mean 'full-export'?"),
        ({"control": None, "rule": "ECMA999"}, "no rule 'ECMA999'"),
        ({"until": "2026-12-01"}, "unknown key 'until'"),
    ],
)
def test_a_faulty_waiver_excuses_nothing_and_exits_2(run: Runner, changes: dict[str, str | None], part: str) -> None:
    """It is a fault of the run, in the document and in one line; the finding counts; the other waivers still hold."""
    write(run.folder, waivers__toml=waiver(**changes))
    status, document = run.check()
    assert status == 2
    (fault,) = document["faults"]
    assert (fault["subject"], fault["cause"].partition(": ")[0]) == ("waivers.toml", "waiver 1")
    assert part in f"{fault['cause']}; {fault['remedy']}"
    assert part in run.err
    assert outcome(document) == "fail"
    write(run.folder, waivers__toml=waiver(**changes) + waiver())
    status, document = run.check()
    assert (status, outcome(document)) == (2, "waived")


@pytest.mark.parametrize("text", ["waivers = 1\n", "[[waiver]]\n", "[[waivers]\n", "waivers = [1]\n", "\xff"])
def test_a_faulty_file_is_a_fault(run: Runner, text: str) -> None:
    """A file that is no file of waivers, or is not there, is a fault of the run; the targets are still judged."""
    (run.folder / "waivers.toml").write_bytes(text.encode("latin-1"))
    status, document = run.check()
    assert (status, len(document["faults"]), outcome(document)) == (2, 1, "fail")
    (run.folder / "waivers.toml").unlink()
    status, document = run.check()
    assert (status, outcome(document)) == (2, "fail")
    assert "the file of waivers is missing" in run.err


def test_an_undecided_control_can_be_waived(run: Runner) -> None:
    """A waiver answers for what cannot be decided, so that --strict passes; what is left open is only what was not selected."""
    write(run.folder, connector__py=full_export().replace("FullExport = True", "FullExport = read()"))
    assert run.check("--strict", "--select", "ECMA202")[1]["summary"]["conclusion"] == "error"
    write(run.folder, waivers__toml=waiver())
    status, document = run.check("--strict", "--select", "ECMA202")
    assert (status, outcome(document)) == (0, "waived")
    assert "undecided" not in document["targets"][0]["reason"] and "not checked" in document["targets"][0]["reason"]


def test_unused_waivers_are_findings(run: Runner) -> None:
    """A waiver that names a target and covers nothing in any is a finding; one that names no target is listed as not examined."""
    write(run.folder, waivers__toml=waiver(control="normalizations") + waiver(target="gone.dll"))
    status, document = run.check()
    (unused,) = findings(document, "ECMA004")
    assert status == 1
    assert (unused["subject"], unused["severity"]) == ("normalizations *", "warning")
    assert "waivers.toml, waiver 1" in unused["message"]
    (idle,) = document["not_examined"]
    assert (idle["path"], idle["reason"].partition(",")[0]) == ("waivers.toml", "waiver 2")


def test_a_waiver_that_one_of_several_targets_needs_is_used(run: Runner) -> None:
    """It is not reported at the targets that it names without need."""
    write(run.folder, another__py=COMPLIANT.replace("Contoso", "Fabrikam"), waivers__toml=waiver())
    status, document = run.check()
    assert (status, findings(document, "ECMA004")) == (0, [])


def test_a_waiver_of_a_rule_that_did_not_run_is_not_judged(run: Runner) -> None:
    """With the rule ignored nobody knows whether the waiver is needed."""
    write(run.folder, waivers__toml=waiver())
    assert findings(run.check("--ignore", "ECMA202")[1], "ECMA004") == []


def test_waivers_that_end_soon(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """From the option's number of days on, 14 by default, the end of a waiver is announced as information."""
    write(run.folder, waivers__toml=waiver(expires="2026-01-24"))
    assert findings(run.check()[1], "ECMA006") == []
    (said,) = findings(run.check("--rule-options", "ECMA006.days=15")[1], "ECMA006")
    assert (said["severity"], "ends in 14 days" in said["message"]) == ("info", True)
    write(run.folder, waivers__toml=waiver(expires="2026-01-11"))
    (said,) = findings(run.check()[1], "ECMA006")
    assert "ends in 1 day (" in said["message"]


def test_waivers_of_an_assembly(run: Runner) -> None:
    """The type of an assembly's finding is matched as well."""
    (run.folder / "Bad.dll").write_bytes(BAD_DLL.read_bytes())
    (run.folder / "connector.py").unlink()
    write(run.folder, waivers__toml=waiver(target="*.dll", type="Contoso.Connector"))
    assert run.check()[0] == 0


def test_the_targets_path_is_seen_from_the_file(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """A glob with a slash means the folder of the waivers, wherever the run starts and however the target is named."""
    (run.folder / "sub").mkdir()
    (run.folder / "connector.py").rename(run.folder / "sub" / "connector.py")
    write(run.folder, waivers__toml=waiver(target="sub/connector.py"))
    assert run.check()[0] == 0
    assert run.check(str(run.folder / "sub" / "connector.py"))[0] == 0
    monkeypatch.chdir(run.folder / "sub")
    assert run.check("connector.py")[0] == 0


def test_list_and_check(run: Runner) -> None:
    """`waivers list` shows the days left, `waivers check` ends with 0, with 1 when one is unused, with 2 when one is faulty."""
    write(run.folder, waivers__toml=waiver(ticket="ID-7"))
    assert run("waivers", "list") == 0
    assert "80 days left: control full-export for *" in run.out
    assert "identity@contoso.example, ID-7" in run.out
    assert run("waivers", "check") == 0
    assert "all in force and in use" in run.out
    write(run.folder, waivers__toml=waiver() + waiver(control="hierarchies") + waiver(target="gone.dll"))
    assert run("waivers", "check") == 1
    assert "waiver 2: covers nothing" in run.out
    assert "waiver 3: names gone.dll, which is no target here" in run.out
    write(run.folder, waivers__toml=waiver(expires="2026-01-08"))
    assert run("waivers", "check") == 2
    assert "expired on 2026-01-08" in run.err
    assert run("waivers", "list") == 0
    assert "expired 2 days ago" in run.out
    write(run.folder, waivers__toml=waiver(owner=None))
    assert run("waivers", "list") == 2
    (run.folder / "waivers.toml").unlink()
    write(run.folder, ecma2lint__toml="")
    assert run("waivers", "list") == 2
    assert "--waivers" in run.err


def test_the_date_is_handed_in(monkeypatch: pytest.MonkeyPatch) -> None:
    """SOURCE_DATE_EPOCH takes the place of the clock; nonsense in it is a fault."""
    assert today({"SOURCE_DATE_EPOCH": EPOCH}) == date(2026, 1, 10)
    assert today({}) == date.today()
    with pytest.raises(FaultError, match="not a number of seconds"):
        today({"SOURCE_DATE_EPOCH": "tomorrow"})


@pytest.mark.parametrize(
    ("glob", "path", "fits"),
    [
        ("*.dll", "a/b/C.dll", True),
        ("C.dll", "a/b/C.dll", True),
        ("b/C.dll", "a/b/C.dll", False),
        ("**/C.dll", "C.dll", True),
        ("a/**", "a/b/C.dll", True),
        ("a/**/C.dll", "a/C.dll", True),
        ("a/*/C.dll", "a/b/c/C.dll", False),
        ("./a/*.dll", "./a/C.dll", True),
        ("a/*.dll", "a\\C.dll", True),
    ],
)
def test_globs(glob: str, path: str, fits: bool) -> None:
    """A glob without a slash fits the name in any folder; `**` spans folders; `*` does not."""
    assert matches_path(glob, path) is fits


_NAMES = st.text("ab", min_size=1, max_size=3)


@given(st.lists(_NAMES, min_size=1, max_size=4), st.integers(0, 3))
def test_a_path_fits_itself_and_every_cut_of_it(parts: list[str], cut: int) -> None:
    """A literal path fits itself, and any run of its folders may be written as `**`."""
    path = "/".join(parts)
    assert matches_path(path, path) or "/" not in path
    assert matches_path("/".join(["**", *parts[min(cut, len(parts) - 1) :]]), path)


def test_seen_from(tmp_path: Path) -> None:
    """A path is given from the folder, with forward slashes."""
    assert seen_from(tmp_path, str(tmp_path / "a" / "b.py")) == "a/b.py"
    assert seen_from(tmp_path / "c", str(tmp_path / "a")) == "../a"


def test_load_keeps_what_is_well_formed(tmp_path: Path) -> None:
    """One malformed waiver does not hide the others; each fault names its place."""
    file = tmp_path / "waivers.toml"
    file.write_text(waiver(owner=None) + waiver(), encoding="utf-8")
    waivers, faults = load_waivers(file)
    assert [one.place for one in waivers] == ["waivers.toml, waiver 2"]
    assert [(fault.subject, fault.cause) for fault in faults] == [(file.as_posix(), "waiver 1: owner is missing")]
