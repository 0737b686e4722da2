"""``check --fix``, ``--diff`` and ``--unsafe-fixes`` as users run them."""

from __future__ import annotations

import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ecma2lint.__main__ import main
from expectations import FIXTURES
from fixes.fixing import CAPABILITIES, SCHEMA, connector

HIDDEN = connector(SCHEMA.replace("GetSchema", "_GetSchema"))
FULL = connector(
    CAPABILITIES.replace("return MACapabilities()", "c = MACapabilities()\n        c.FullExport = True\n        return c"),
    "IMAExtensible2GetCapabilities",
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_fix_writes_and_reports_what_is_left(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--fix corrects the file, says so on standard error, and the report judges the corrected file."""
    file = folder / "connector.py"
    file.write_text(HIDDEN)
    main(["check", "--isolated", "--fix", "--select", "ECMA111", "connector.py"])
    out, err = capsys.readouterr()
    assert file.read_text() == connector(SCHEMA)
    assert "connector.py:8: fixed: renames _GetSchema to GetSchema (ECMA111)" in err
    assert "does not implement" not in out
    assert main(["check", "--isolated", "--fix", "--select", "ECMA111", "connector.py"]) == 0
    assert "fixed" not in capsys.readouterr().err


def test_diff_writes_nothing_and_fails(folder: Path) -> None:
    """--diff prints a patch that the tool of that name accepts, with the line ends of the file, and exits 1."""
    file = folder / "connector.py"
    file.write_bytes(HIDDEN.replace("\n", "\r\n").encode())
    before = file.read_bytes()
    command = [sys.executable, "-m", "ecma2lint", "check", "--isolated", "--diff", "connector.py"]
    run = subprocess.run(command, capture_output=True, check=False)
    assert run.returncode == 1, run.stderr
    assert file.read_bytes() == before
    assert b"-    def _GetSchema(self, configParameters):\r\n+    def GetSchema(self, configParameters):\r\n" in run.stdout
    assert b"would be fixed" in run.stderr
    if shutil.which("git"):
        subprocess.run(["git", "apply", "-"], input=run.stdout, check=True, cwd=folder)
        assert file.read_bytes() == connector(SCHEMA).replace("\n", "\r\n").encode()


def test_diff_of_a_file_without_a_last_line_end(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The patch marks a last line without an end, as tools expect."""
    (folder / "connector.py").write_text(HIDDEN.rstrip("\n"))
    assert main(["check", "--isolated", "--diff", "connector.py"]) == 1
    assert capsys.readouterr().out.endswith("        return Schema.Create()\n\\ No newline at end of file\n")


def test_diff_of_a_sound_file_is_empty(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where nothing would change, --diff prints nothing and exits 0, though findings may be left."""
    (folder / "connector.py").write_text(connector(SCHEMA))
    assert main(["check", "--isolated", "--diff", "connector.py"]) == 0
    assert capsys.readouterr().out == ""


def test_diff_of_an_unreadable_target_is_an_error(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A target that cannot be read ends in exit status 2 and is told, with --diff too."""
    (folder / "connector.py").write_text(HIDDEN + "(\n")
    assert main(["check", "--isolated", "--diff", "connector.py"]) == 2
    assert "syntax error" in capsys.readouterr().err


def test_unsafe_fixes_must_be_asked_for(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --unsafe-fixes a change of meaning is only named; with it, it is made."""
    file = folder / "connector.py"
    file.write_text(FULL)
    select = ["--select", "ECMA202", "connector.py"]
    assert main(["check", "--isolated", "--fix", *select]) == 1
    assert file.read_text() == FULL
    assert "sets FullExport to False: it changes what the connector declares; --unsafe-fixes does it" in capsys.readouterr().err
    assert main(["check", "--isolated", "--fix", "--unsafe-fixes", *select]) == 0
    assert file.read_text() == FULL.replace("True", "False")


def test_unsafe_fixes_alone_is_a_mistake(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """--unsafe-fixes without --fix or --diff ends in one line that says what to add."""
    assert main(["check", "--isolated", "--unsafe-fixes"]) == 2
    assert "add --fix" in capsys.readouterr().err


def test_assemblies_are_not_written(folder: Path) -> None:
    """--fix leaves an assembly byte for byte as it is; its findings keep their remedies."""
    source = next((FIXTURES / "dotnet" / "explicit-members" / "bin").glob("*/*.dll"))
    file = folder / source.name
    shutil.copy(source, file)
    assert main(["check", "--isolated", "--fix", "--unsafe-fixes", file.name]) == 1
    assert file.read_bytes() == source.read_bytes()


def test_a_link_and_the_mode_stay(folder: Path) -> None:
    """What a link points at is corrected, the link stays a link, and the file keeps its mode."""
    real = folder / "real" / "connector.py"
    real.parent.mkdir()
    real.write_text(HIDDEN)
    real.chmod(0o640)
    link = folder / "connector.py"
    try:
        link.symlink_to(real)
    except OSError:
        pytest.skip("links may not be made here")
    mode = stat.S_IMODE(real.stat().st_mode)
    main(["check", "--isolated", "--fix", "connector.py"])
    assert link.is_symlink()
    assert real.read_text() == connector(SCHEMA)
    assert stat.S_IMODE(real.stat().st_mode) == mode


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_without_libcst(option: str, folder: Path) -> None:
    """Where libcst is not installed, one line says what to install; a run without fixes does not need it."""
    (folder / "connector.py").write_text(HIDDEN)
    hide = "import sys; sys.modules['libcst'] = None; from ecma2lint.__main__ import main; sys.exit(main(sys.argv[1:]))"
    command = [sys.executable, "-c", hide, "check", "--isolated", "connector.py"]
    run = subprocess.run([*command, option], capture_output=True, text=True, check=False)
    assert run.returncode == 2
    assert run.stderr.splitlines() == [
        f"ecma2lint: error: {option}: the package libcst is not installed; run `pip install ecma2lint[fix]`"
    ]
    assert (folder / "connector.py").read_text() == HIDDEN
    assert subprocess.run(command, capture_output=True, check=False).returncode == 1


def test_the_baseline_of_other_findings_holds_after_a_fix(folder: Path) -> None:
    """A finding in the baseline is neither fixed nor new after another one was fixed."""
    file = folder / "connector.py"
    body = CAPABILITIES.replace("return MACapabilities()", "c = MACapabilities()\n        c.FullExport = True\n        return c")
    good = connector(SCHEMA + "\n" + body, "IMAExtensible2GetSchema, IMAExtensible2GetCapabilities")
    file.write_text(good)
    select = ["--isolated", "--select", "ECMA202,ECMA111", "connector.py"]
    assert main(["baseline", "create", "--baseline", "baseline.json", *select]) == 0
    file.write_text(good.replace("GetSchema(self", "_GetSchema(self"))
    fix = ["check", "--baseline", "baseline.json", "--fix", "--unsafe-fixes", *select]
    assert main(fix) == 0
    assert file.read_text() == good
