"""Bad input ends in one line with file, cause and remedy, and never hides the other targets."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from ecma2lint.__main__ import main
from expectations import FIXTURES

GOOD = FIXTURES / "dotnet" / "all-compliant" / "bin" / "roslyn-release" / "AllCompliant.dll"
PYTHON_HEAD = "import clr\nfrom Microsoft.MetadirectoryServices import *\n"


def _pe(machine: int = 0x8664) -> bytes:
    """A native PE file: headers of a 64-bit DLL without a COM descriptor, and one empty section."""
    dos = b"MZ" + bytes(58) + struct.pack("<I", 0x80)
    dos += bytes(0x80 - len(dos))
    coff = b"PE\0\0" + struct.pack("<HHIIIHH", machine, 1, 0, 0, 0, 240, 0x2022)
    optional = struct.pack("<HBBIIIIIQIIHHHHHHIIIIHHQQQQII", 0x20B, 14, 0, 0, 0, 0, 0, 0x1000, 0x180000000, 0x1000, 0x200,
                           6, 0, 0, 0, 6, 0, 0, 0x2000, 0x200, 0, 2, 0, 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)  # fmt: skip
    optional += bytes(240 - len(optional))
    section = b".text\0\0\0" + struct.pack("<IIIIIIHHI", 0x200, 0x1000, 0x200, 0x200, 0, 0, 0, 0, 0x60000020)
    head = dos + coff + optional + section
    return head + bytes(0x200 - len(head)) + bytes(0x200)


def _corrupt() -> bytes:
    data = bytearray(GOOD.read_bytes())
    root = data.find(b"BSJB")
    data[root + 16 : root + 200] = b"\xff" * 184
    return bytes(data)


BAD = {
    "text.dll": (b"this is no library, whatever its name says " * 20, "not a PE file"),
    "empty.dll": (b"", "empty"),
    "native.dll": (_pe(), "native"),
    "truncated.dll": (GOOD.read_bytes()[:1500], ""),
    "corrupt.dll": (_corrupt(), ""),
    "syntax.py": ((PYTHON_HEAD + "def f(:\n").encode(), "syntax"),
    "python2.py": ((PYTHON_HEAD + "print 'x'\n").encode(), "Python 2"),
    "latin.py": (PYTHON_HEAD.encode() + b"# caf\xe9\n", "UTF-8"),
    "zero.py": (PYTHON_HEAD.encode() + b"\0", "NUL byte"),
    "nested.py": ((PYTHON_HEAD + "x = " + "(" * 5000 + ")" * 5000 + "\n").encode(), "nest"),
    "chained.py": ((PYTHON_HEAD + "x = a" + ".b" * 20000 + "\n").encode(), "nest"),
    "large.py": ((PYTHON_HEAD + "#" * 2_000_000 + "\n").encode(), "limit"),
    "notes.txt": (b"just notes", "no input"),
}


def _check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    status = main(["check", *arguments])
    captured = capsys.readouterr()
    return status, captured.out, captured.err


@pytest.mark.parametrize("name", BAD)
def test_each_kind_is_one_line(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The error names the file and the cause in words, offers a remedy, is one line, and the exit status is 2."""
    data, cause = BAD[name]
    file = tmp_path / name
    file.write_bytes(data)
    status, out, err = _check(capsys, "--format", "json", str(file))
    lines = [line for line in err.splitlines() if line]
    assert status == 2
    assert len(lines) == 1, err
    assert file.as_posix() in lines[0]
    assert cause.lower() in lines[0].lower()
    assert "; " in lines[0], "no remedy"
    assert "Traceback" not in out + err
    (target,) = json.loads(out)["targets"]
    assert target["conclusion"] == "error"
    assert target["error"]["cause"] and target["error"]["remedy"]


def test_the_other_targets_are_still_judged(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder full of bad files does not hide the good connector beside them."""
    for name, (data, _) in BAD.items():
        (tmp_path / name).write_bytes(data)
    named = [str(tmp_path / name) for name in BAD]
    status, out, _ = _check(capsys, "--format", "json", *named, str(GOOD))
    targets = {target["path"]: target for target in json.loads(out)["targets"]}
    assert status == 2
    assert targets[GOOD.as_posix()]["conclusion"] == "compliant"
    assert sum(target["conclusion"] == "error" for target in targets.values()) == len(BAD)


def test_missing_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A path that is not there is an error, and the exit status is 2."""
    status, _, err = _check(capsys, "--format", "json", str(tmp_path / "absent.dll"))
    assert status == 2
    assert "absent.dll: there is no such file" in err


def test_folder_without_targets(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A run that judged nothing says what to name instead, and exits 5."""
    (tmp_path / "module.py").write_text("print('no connector')\n", encoding="utf-8")
    status, _, err = _check(capsys, str(tmp_path))
    assert status == 5
    assert "no connector found; name an assembly" in err
    assert len(err.splitlines()) == 1


def test_unreadable_file(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """The operating system's refusal to read becomes an error with that cause, named or walked."""
    file = tmp_path / "secret.dll"
    file.write_bytes(GOOD.read_bytes())
    read_bytes = Path.read_bytes

    def refuse(self: Path) -> bytes:
        if self.name == "secret.dll":
            raise PermissionError(13, "Permission denied")
        return read_bytes(self)

    monkeypatch.setattr(Path, "read_bytes", refuse)
    for named in (file, tmp_path):
        status, _, err = _check(capsys, "--format", "json", str(named))
        assert status == 2
        assert "permission denied" in err


def test_symlink_loop(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A link that leads to itself is an error when named, and no walk follows links round in circles."""
    loop = tmp_path / "loop.dll"
    try:
        loop.symlink_to(loop)
        (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    except OSError:
        pytest.skip("this system makes no symbolic links")
    status, _, err = _check(capsys, "--format", "json", str(loop))
    assert status == 2
    assert "loop.dll: " in err and len(err.splitlines()) == 1
    loop.unlink()
    (tmp_path / "Good.dll").write_bytes(GOOD.read_bytes())
    status, out, _ = _check(capsys, "--format", "json", str(tmp_path))
    assert status == 0
    assert [Path(target["path"]).name for target in json.loads(out)["targets"]] == ["Good.dll"]


def test_netmodule(capsys: pytest.CaptureFixture[str]) -> None:
    """A netmodule has no assembly of its own, and is told apart."""
    module = next((FIXTURES / "dotnet" / "_bad").rglob("*.netmodule"))
    status, _, err = _check(capsys, "--format", "json", str(module))
    assert status == 2
    assert "netmodule" in err.lower()


def test_usage_errors_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    """Unknown rules, profiles and formats are one line that names the nearest match or the choices."""
    for arguments, words in (
        (["--select", "ful-export"], "did you mean full-export?"),
        (["--profile", "azuread"], "choose one of: azuread-agent-2023-06"),
        (["--format", "yaml"], "choose one of: text"),
        (["--output", "yaml=report.yaml"], "there is no format 'yaml'"),
        (["--severity", "ECMA202=bad"], "'bad' is no severity; choose one of: error, warning, info, off"),
        (["--fail-on-new"], "there is no baseline"),
    ):
        status, _, err = _check(capsys, *arguments, str(GOOD))
        assert status == 2
        assert words in err
        assert len(err.splitlines()) == 1
