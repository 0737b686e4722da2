"""`Ecma2Lint.targets` under MSBuild itself: after the build, findings as errors and warnings of the project."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from adoption_samples import BAD_DLL, GOOD_DLL
from expectations import FIXTURES, ROOT

TARGETS = ROOT / "ci" / "msbuild" / "Ecma2Lint.targets"
TOOLCHAIN = Path(os.environ.get("ECMA2LINT_TOOLCHAIN") or ROOT / ".toolchain")
NO_CONNECTOR = FIXTURES / "contract" / "bin" / "Microsoft.MetadirectoryServicesEx.dll"

PROJECT = """<Project DefaultTargets="Build">
  <PropertyGroup>
    <TargetPath>$(MSBuildProjectDirectory)/bin/{name}</TargetPath>
    {properties}
  </PropertyGroup>
  <Target Name="Build" />
  <Import Project="{targets}" />
</Project>
"""


@pytest.fixture
def msbuild() -> list[str]:
    """The command of MSBuild, where the .NET SDK is installed."""
    dotnet = TOOLCHAIN / "dotnet" / "dotnet"
    if not dotnet.exists():
        pytest.skip("the .NET SDK is not installed: run fixtures/toolchain/install.sh")
    return [str(dotnet), "msbuild", "-nologo", "-v:normal", "-nr:false"]


def _build(msbuild: list[str], folder: Path, assembly: Path | None, properties: str = "") -> tuple[int, str]:
    (folder / "bin").mkdir()
    name = assembly.name if assembly else "Absent.dll"
    if assembly:
        (folder / "bin" / name).write_bytes(assembly.read_bytes())
    command = f'"{sys.executable}" -m ecma2lint'.replace('"', "&quot;")
    own = f"<Ecma2LintCommand>{command}</Ecma2LintCommand>{properties}"
    project = folder / "Contoso.proj"
    project.write_text(PROJECT.format(name=name, properties=own, targets=TARGETS.as_posix()), encoding="utf-8")
    environment = {
        **os.environ,
        "LD_LIBRARY_PATH": str(TOOLCHAIN / "openssl"),
        "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1",
        "DOTNET_CLI_TELEMETRY_OPTOUT": "1",
        "DOTNET_CLI_HOME": str(folder),
        "MSBUILDDISABLENODEREUSE": "1",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(
        [*msbuild, str(project)], cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=300
    )
    return done.returncode, done.stdout + done.stderr


def test_a_bad_connector_fails_the_build(msbuild: list[str], tmp_path: Path) -> None:
    """Each error finding is an error of MSBuild with the rule's id as code; one more error ends the build."""
    status, said = _build(msbuild, tmp_path, BAD_DLL)
    assert status == 1
    assert "error ECMA202" in said
    assert "Build FAILED" in said
    assert "does not pass ecma2lint (exit status 1)" in said
    assert "2 Error(s)" in said


def test_a_good_connector_builds(msbuild: list[str], tmp_path: Path) -> None:
    """Nothing but what the linter says below the level of an error."""
    status, said = _build(msbuild, tmp_path, GOOD_DLL)
    assert status == 0, said
    assert "0 Error(s)" in said


def test_warnings_are_warnings(msbuild: list[str], tmp_path: Path) -> None:
    """A finding lowered to a warning is a warning of MSBuild, and the build goes through."""
    arguments = "<Ecma2LintArguments>--severity full-export=warning</Ecma2LintArguments>"
    status, said = _build(msbuild, tmp_path, BAD_DLL, arguments)
    assert status == 0, said
    assert "warning ECMA202" in said


def test_a_warning_that_fails_the_gate_fails_the_build(msbuild: list[str], tmp_path: Path) -> None:
    """With --fail-on warning the exit status 1, which no error line stands for, is made an error."""
    arguments = "<Ecma2LintArguments>--severity full-export=warning --fail-on warning</Ecma2LintArguments>"
    status, said = _build(msbuild, tmp_path, BAD_DLL, arguments)
    assert status == 1
    assert "error ECMA2LINT" in said
    assert "1 Error(s)" in said


def test_a_faulty_setting_fails_the_build(msbuild: list[str], tmp_path: Path) -> None:
    """Exit status 2 is never taken for a pass."""
    status, said = _build(msbuild, tmp_path, GOOD_DLL, "<Ecma2LintArguments>--profile absent</Ecma2LintArguments>")
    assert status == 1
    assert "error ECMA2LINT: ecma2lint could not judge" in said


def test_what_is_no_connector_builds(msbuild: list[str], tmp_path: Path) -> None:
    """An assembly that is no connector, a switched-off target and a missing output let the build through."""
    for number, (assembly, properties) in enumerate(
        [(NO_CONNECTOR, ""), (BAD_DLL, "<Ecma2LintEnabled>false</Ecma2LintEnabled>"), (None, "")]
    ):
        folder = tmp_path / str(number)
        folder.mkdir()
        status, said = _build(msbuild, folder, assembly, properties)
        assert status == 0, said
