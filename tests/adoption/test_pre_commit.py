"""The hooks under the real pre-commit: pass and fail as they should, for staged binaries and sources alike.

Needs the extra `adoption` and the package index (pre-commit installs the linter into an environment of its own).
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from adoption_samples import BAD_DLL, COMPLIANT, GOOD_DLL, full_export
from ecma2lint.__main__ import main
from expectations import ROOT

REQUIRED = os.environ.get("ECMA2LINT_REQUIRE_ADOPTION") == "1"
CONFIG = """repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: {hook}
"""


def _git(folder: Path, *arguments: str) -> str:
    identity = [
        "-c",
        "user.name=t",
        "-c",
        "user.email=t@example.org",
        "-c",
        "commit.gpgsign=false",
        "-c",
        "core.hooksPath=.git/hooks",
    ]
    done = subprocess.run(["git", *identity, *arguments], cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0 or arguments[0] == "commit", done.stderr
    return done.stdout + done.stderr


@pytest.fixture(scope="module")
def environment(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """An environment with a pre-commit home of its own."""
    if find_spec("pre_commit") is None:
        message = "pre-commit is not installed: pip install -e '.[adoption]'"
        assert not REQUIRED, message
        pytest.skip(message)
    return {
        **{key: value for key, value in os.environ.items() if not key.startswith("GIT_")},
        "PRE_COMMIT_HOME": str(tmp_path_factory.mktemp("pre-commit-home")),
        "NO_COLOR": "1",
    }


@pytest.fixture(scope="module")
def hooks(tmp_path_factory: pytest.TempPathFactory, environment: dict[str, str]) -> Path:
    """A repository that holds the linter as the working tree has it: what pre-commit clones and installs."""
    repo = tmp_path_factory.mktemp("hooks")
    for name in ("linter", "rules", "reports"):
        shutil.copytree(ROOT / name, repo / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md", ".pre-commit-hooks.yaml"):
        shutil.copy(ROOT / name, repo / name)
    _git(repo, "init", "-q")
    _git(repo, "add", "-A")
    _git(repo, "commit", "-qm", "linter")
    probe = tmp_path_factory.mktemp("probe")
    _git(probe, "init", "-q")
    (probe / "connector.py").write_text(COMPLIANT, encoding="utf-8")
    _git(probe, "add", "-A")
    status, output = _run(probe, repo, environment)
    if status != 0:
        assert not REQUIRED, output
        assert "pip" in output, output
        pytest.skip("pre-commit could not install the linter: is the package index reachable?")
    return repo


def _pre_commit(folder: Path, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "pre_commit", *arguments]
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=600)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A scratch repository."""
    _git(tmp_path, "init", "-q")
    return tmp_path


def _run(project: Path, hooks: Path, environment: dict[str, str], hook: str = "ecma2lint") -> tuple[int, str]:
    """Run a hook on what is staged; its environment is made once."""
    rev = _git(hooks, "rev-parse", "HEAD").strip()
    config = project / ".git" / "hooks.yaml"
    config.write_text(CONFIG.format(repo=hooks.as_posix(), rev=rev, hook=hook), encoding="utf-8")
    done = _pre_commit(project, environment, "run", "--config", str(config), "--verbose")
    return done.returncode, done.stdout + done.stderr


def test_try_repo(project: Path, hooks: Path, environment: dict[str, str]) -> None:
    """`pre-commit try-repo` takes the hooks as they are: good connectors pass, a bad one among them fails and is named."""
    (project / "Good.dll").write_bytes(GOOD_DLL.read_bytes())
    (project / "good.py").write_text(COMPLIANT, encoding="utf-8")
    _git(project, "add", "-A")
    done = _pre_commit(project, environment, "try-repo", str(hooks), "--verbose")
    assert done.returncode == 0, done.stdout
    (project / "Bad.dll").write_bytes(BAD_DLL.read_bytes())
    (project / "bad.py").write_text(full_export().replace("Contoso", "Fabrikam"), encoding="utf-8")
    _git(project, "add", "-A")
    done = _pre_commit(project, environment, "try-repo", str(hooks), "ecma2lint", "--verbose")
    assert done.returncode == 1
    for part in ("NOT COMPLIANT  Bad.dll", "NOT COMPLIANT  bad.py", "COMPLIANT  Good.dll", "COMPLIANT  good.py"):
        assert part in done.stdout


@pytest.mark.parametrize(
    ("name", "data", "status"),
    [
        ("Good.dll", GOOD_DLL.read_bytes(), 0),
        ("Bad.dll", BAD_DLL.read_bytes(), 1),
        ("BAD.DLL", BAD_DLL.read_bytes(), 1),
        ("good.py", COMPLIANT.encode(), 0),
        ("bad.py", full_export().encode(), 1),
        ("unrelated.py", b"print('no connector')\n", 0),
        ("broken.py", b"from Microsoft.MetadirectoryServices import *\ndef f(:\n", 1),
        ("notes.txt", b"no connector\n", 0),
    ],
)
def test_staged_files(project: Path, hooks: Path, environment: dict[str, str], name: str, data: bytes, status: int) -> None:
    """A staged good connector passes, a bad or unreadable one fails, other files pass."""
    (project / name).write_bytes(data)
    _git(project, "add", name)
    found, output = _run(project, hooks, environment)
    assert found == status, output
    if name.lower().startswith("bad"):
        assert "ECMA202" in output


def test_what_is_staged_counts(project: Path, hooks: Path, environment: dict[str, str]) -> None:
    """A connector that is mended in the working tree but not in the index still fails."""
    file = project / "connector.py"
    file.write_text(full_export(), encoding="utf-8")
    _git(project, "add", "-A")
    file.write_text(COMPLIANT, encoding="utf-8")
    assert _run(project, hooks, environment)[0] == 1
    assert file.read_text(encoding="utf-8") == COMPLIANT


def test_the_whole_project(project: Path, hooks: Path, environment: dict[str, str]) -> None:
    """`ecma2lint-all` judges connectors that the commit does not touch, and passes where there is none."""
    (project / "notes.txt").write_text("x\n", encoding="utf-8")
    _git(project, "add", "-A")
    assert _run(project, hooks, environment, "ecma2lint-all")[0] == 0
    (project / "Bad.dll").write_bytes(BAD_DLL.read_bytes())
    _git(project, "add", "-A")
    _git(project, "commit", "-qm", "old", "--no-verify")
    (project / "notes.txt").write_text("y\n", encoding="utf-8")
    _git(project, "add", "-A")
    assert _run(project, hooks, environment)[0] == 0
    status, output = _run(project, hooks, environment, "ecma2lint-all")
    assert status == 1
    assert "ECMA202" in output


def test_an_installed_hook_refuses_the_commit(project: Path, hooks: Path, environment: dict[str, str]) -> None:
    """`git commit` fails on a bad connector and goes through once it is mended."""
    rev = _git(hooks, "rev-parse", "HEAD").strip()
    config = CONFIG.format(repo=hooks.as_posix(), rev=rev, hook="ecma2lint")
    (project / ".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    (project / "connector.py").write_text(full_export(), encoding="utf-8")
    done = _pre_commit(project, environment, "install")
    assert done.returncode == 0, done.stdout
    _git(project, "add", "-A")
    assert "ECMA202" in _commit(project, environment)
    assert _git(project, "status", "--porcelain").startswith("A ")
    (project / "connector.py").write_text(COMPLIANT, encoding="utf-8")
    _git(project, "add", "-A")
    _commit(project, environment)
    assert _git(project, "status", "--porcelain") == ""


def test_the_hook_that_init_writes(
    project: Path, environment: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The local hook of `ecma2lint init --hook` runs the installed linter, and fails on a bad connector."""
    monkeypatch.chdir(project)
    assert main(["init", "--hook"]) == 0
    (project / "connector.py").write_text(full_export(), encoding="utf-8")
    _git(project, "add", "-A")
    with_linter = {**environment, "PATH": str(Path(sys.executable).parent) + os.pathsep + environment["PATH"]}
    done = _pre_commit(project, with_linter, "run")
    assert done.returncode == 1
    assert "ECMA202" in done.stdout
    assert "wrote .pre-commit-config.yaml" in capsys.readouterr().out


def _commit(project: Path, environment: dict[str, str]) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    done = subprocess.run(
        ["git", *identity, "commit", "-m", "connector"], cwd=project, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr
