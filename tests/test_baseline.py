"""The baseline: green from the first day, strict on what is new, and it never grows by itself."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adoption_samples import BAD_DLL, COMPLIANT, GOOD_DLL, Runner, findings, full_export, outcome, waiver, write
from ecma2lint.baseline import Entry, load_baseline, make_baseline, write_baseline
from ecma2lint.faults import FaultError
from expectations import FIXTURES

FILE = "ecma2lint-baseline.json"
TWO_BUILDS = FIXTURES / "dotnet" / "fails-full-export" / "bin"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """A runner in a folder with a failing connector and settings that name the baseline."""
    monkeypatch.chdir(tmp_path)
    write(tmp_path, connector__py=full_export(), ecma2lint__toml=f'baseline = "{FILE}"\nfail-on-new = true\n')
    return Runner(tmp_path, capsys)


def _entries(folder: Path) -> list[dict[str, str]]:
    entries: list[dict[str, str]] = json.loads((folder / FILE).read_text(encoding="utf-8"))["findings"]
    return entries


def test_green_from_the_first_day(run: Runner) -> None:
    """With a baseline of what is there the run passes, even with --strict and --fail-on-new, and says what is in the baseline."""
    source = full_export().replace(
        "capabilities.ExportType =", "capabilities.Normalizations = read()\n        capabilities.ExportType ="
    )
    write(run.folder, connector__py=source)
    assert run("baseline", "create") == 0
    status, document = run.check("--strict")
    assert (status, outcome(document)) == (0, "waived")
    assert {one["status"] for one in findings(document)} <= {"baseline"}
    assert document["summary"]["findings"] == {"error": 0, "warning": 0, "info": 0}


def test_what_is_new_fails(run: Runner) -> None:
    """A second defect, in the same connector or in another, fails the run; with fail-on-new also below the level of an error."""
    assert run("baseline", "create") == 0
    assert run.check()[0] == 0
    write(run.folder, connector__py=full_export("\n        capabilities.ExportPasswordInFirstPass = True"))
    status, document = run.check()
    assert (status, len(findings(document, "ECMA201"))) == (1, 1)
    write(run.folder, connector__py=full_export("\n        capabilities.DeleteAddAsReplace = True"))
    status, document = run.check()
    assert (status, [one["severity"] for one in findings(document, "ECMA205")]) == (1, ["info"])
    assert run.check("--no-fail-on-new")[0] == 0
    write(run.folder, connector__py=full_export(), other__py=full_export())
    assert run.check()[0] == 1


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "# a comment\n\n" + text,
        lambda text: text.replace("FullExport = True", "FullExport   =  True   # why not"),
        lambda text: text.replace("    def GetSchema", "    # another comment\n\n    def GetSchema"),
        lambda text: text.replace("\n", "\r\n"),
    ],
)
def test_comments_and_lines_change_nothing(run: Runner, change: object) -> None:
    """A comment, a blank line, other spacing or line ends leave every fingerprint as it is."""
    assert callable(change)
    run("baseline", "create")
    (run.folder / "connector.py").write_bytes(change(full_export()).encode())
    status, document = run.check()
    assert (status, outcome(document)) == (0, "waived")
    assert "are fixed" not in run.err


def test_a_moved_folder_and_a_rebuild_change_nothing(run: Runner) -> None:
    """The same connector elsewhere, and its debug instead of its release build, are in the baseline still."""
    (run.folder / "connector.py").unlink()
    (run.folder / "a").mkdir()
    (run.folder / "a" / BAD_DLL.name).write_bytes((TWO_BUILDS / "roslyn-release" / BAD_DLL.name).read_bytes())
    assert run("baseline", "create") == 0
    (run.folder / "a").rename(run.folder / "b")
    assert run.check()[0] == 0
    (run.folder / "b" / BAD_DLL.name).write_bytes((TWO_BUILDS / "roslyn-debug" / BAD_DLL.name).read_bytes())
    status, document = run.check()
    assert (status, outcome(document)) == (0, "waived")
    (run.folder / "c").mkdir()
    (run.folder / "c" / BAD_DLL.name).write_bytes((TWO_BUILDS / "roslyn-release" / BAD_DLL.name).read_bytes())
    assert run.check()[0] == 0, "both builds side by side"


def test_a_change_of_the_code_in_question_is_new(run: Runner) -> None:
    """Other code at the place of the finding is another finding."""
    run("baseline", "create")
    write(run.folder, connector__py=full_export().replace("FullExport = True", "FullExport = not False"))
    status, document = run.check()
    assert (status, outcome(document)) == (1, "fail")


def test_create_does_not_overwrite(run: Runner) -> None:
    """A second `create` is refused unless forced, and the file stays as it is."""
    assert run("baseline", "create") == 0
    before = (run.folder / FILE).read_bytes()
    write(run.folder, connector__py=full_export("\n        capabilities.ExportPasswordInFirstPass = True"))
    assert run("baseline", "create") == 2
    assert "is there already" in run.err
    assert "--force" in run.err
    assert (run.folder / FILE).read_bytes() == before
    assert run("baseline", "create", "--force") == 0
    assert {one["rule"] for one in _entries(run.folder)} >= {"ECMA201", "ECMA202"}


def test_update_only_takes_out(run: Runner) -> None:
    """What is fixed is told by check, and taken out by update; what is new is told and not added."""
    run("baseline", "create")
    size = len(_entries(run.folder))
    write(run.folder, connector__py=COMPLIANT + "\n")
    assert run.check()[0] == 0
    assert f"1 of the baseline's {size} findings are fixed; run `ecma2lint baseline update`" in run.err
    new = COMPLIANT.replace("FullExport = False", "ExportPasswordInFirstPass = True")
    write(run.folder, connector__py=new)
    assert run("baseline", "update") == 0
    assert "fixed: connector: ECMA202" in run.out
    assert "1 findings are not in it, and were not added" in run.out
    assert {one["rule"] for one in _entries(run.folder)}.isdisjoint({"ECMA201", "ECMA202"})
    assert run.check()[0] == 1


def test_update_keeps_what_was_not_examined(run: Runner) -> None:
    """Entries of targets that are not there stay, unless pruned; an unreadable target stops the update."""
    write(run.folder, other__py=full_export())
    run("baseline", "create")
    size = len(_entries(run.folder))
    (run.folder / "other.py").unlink()
    assert run("baseline", "update") == 0
    assert "kept, though not examined: other" in run.out
    assert len(_entries(run.folder)) == size
    write(run.folder, broken__py="from Microsoft.MetadirectoryServices import *\ndef f(:\n")
    assert run("baseline", "update", "--prune") == 2
    assert len(_entries(run.folder)) == size
    (run.folder / "broken.py").unlink()
    assert run("baseline", "update", "--prune") == 0
    assert {one["target"] for one in _entries(run.folder)} == {"connector"}


def test_rules_that_did_not_run_are_not_fixed(run: Runner) -> None:
    """With a rule ignored its entries are neither told as fixed nor taken out."""
    run("baseline", "create")
    size = len(_entries(run.folder))
    assert run.check("--ignore", "ECMA202")[0] == 0
    assert "are fixed" not in run.err
    assert run("baseline", "update", "--ignore", "ECMA202") == 0
    assert len(_entries(run.folder)) == size


def test_suppressed_and_waived_findings_are_not_in_it(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is excepted otherwise needs no baseline."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1768003200")
    write(run.folder, connector__py=full_export("  # ecma2lint: ignore[ECMA202] because"))
    run("baseline", "create")
    assert "ECMA202" not in {one["rule"] for one in _entries(run.folder)}
    write(run.folder, connector__py=full_export(), waivers__toml=waiver())
    run("baseline", "create", "--force", "--waivers", "waivers.toml")
    assert "ECMA202" not in {one["rule"] for one in _entries(run.folder)}


@pytest.mark.parametrize(
    ("content", "part"),
    [
        (None, "the baseline is missing"),
        ("", "cannot be read"),
        ("[1]", "this is no baseline"),
        ('{"schema": "other/1"}', "this is no baseline ('other/1')"),
        ('{"schema": "ecma2lint/baseline/1", "fingerprints": "v0"}', "fingerprints are of version 'v0'"),
        ('{"schema": "ecma2lint/baseline/1", "fingerprints": "v1", "profile": "mim-2016"}', "made with the profile 'mim-2016'"),
        (
            '{"schema": "ecma2lint/baseline/1", "fingerprints": "v1", "profile": "azuread-agent-2023-06", "findings": [{}]}',
            "findings are malformed",
        ),
        ("[" * 100_000, "cannot be read"),
    ],
)
def test_a_missing_or_foreign_baseline_is_an_error(run: Runner, content: str | None, part: str) -> None:
    """It is a fault of the run with a remedy, exit status 2, and excuses nothing."""
    if content is not None:
        (run.folder / FILE).write_text(content, encoding="utf-8")
    status, document = run.check()
    assert (status, outcome(document)) == (2, "fail")
    (fault,) = document["faults"]
    assert part in fault["cause"]
    assert "ecma2lint baseline create" in fault["remedy"] or "expected the schema" in fault["remedy"]
    assert run("baseline", "update") == 2
    assert run("baseline", "show") == 2


def test_show_and_next_command(run: Runner) -> None:
    """`show` lists what is accepted; `create` without the setting says what to add to the settings."""
    run("baseline", "create")
    assert run("baseline", "show") == 0
    assert "    ECMA202  " in run.out
    (run.folder / "ecma2lint.toml").unlink()
    assert run("baseline", "create", "--force") == 0
    assert f'add `baseline = "{FILE}"` to the settings' in run.out


def test_nothing_to_make_a_baseline_of(run: Runner) -> None:
    """Where no connector is found nothing is written, and the exit status is 5."""
    (run.folder / "connector.py").unlink()
    assert run("baseline", "create") == 5
    assert not (run.folder / FILE).exists()


def test_a_clean_connector_makes_an_empty_baseline(run: Runner) -> None:
    """An empty baseline is sound and lets nothing through."""
    (run.folder / "connector.py").unlink()
    (run.folder / "Good.dll").write_bytes(GOOD_DLL.read_bytes())
    run("baseline", "create", "--select", "ECMA202")
    assert _entries(run.folder) == []
    write(run.folder, connector__py=full_export())
    assert run.check()[0] == 1


_ENTRIES = st.lists(st.builds(Entry, *(st.text(max_size=8) for _ in range(4))), max_size=8)


@given(_ENTRIES)
def test_a_baseline_survives_its_file(tmp_path_factory: pytest.TempPathFactory, entries: list[Entry]) -> None:
    """Whatever the texts, what is read back accepts what was written, sorted and each fingerprint once."""
    file = tmp_path_factory.mktemp("baseline") / FILE
    made = make_baseline("p", entries)
    write_baseline(file, made)
    read = load_baseline(file, "p")
    assert read == made
    assert read.accepted == {entry.fingerprint for entry in entries}
    assert list(read.entries) == sorted(read.entries)


def test_load_names_the_file(tmp_path: Path) -> None:
    """The fault says which file it is about."""
    with pytest.raises(FaultError, match="absent.json"):
        load_baseline(tmp_path / "absent.json", "p")
