"""What the command line imports: a commit hook pays for it on every commit."""

from __future__ import annotations

import subprocess
import sys

import pytest

from expectations import FIXTURES

HEAVY = ("libcst", "dnfile", "dncil", "jinja2", "rich", "pydantic", "clr", "multiprocessing", "importlib.metadata")


def _imported(*arguments: str) -> set[str]:
    """The modules a run imports, read from ``-X importtime``."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "ecma2lint", *arguments], capture_output=True, text=True, check=False
    )
    assert ended.returncode in (0, 1), ended.stderr[-500:]
    return {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines() if line.startswith("import time:")}


def _heavy(modules: set[str], heavy: tuple[str, ...]) -> list[str]:
    return sorted(name for name in modules if any(name == word or name.startswith(word + ".") for word in heavy))


def test_version_imports_nothing_heavy() -> None:
    """``--version`` imports none of the heavy packages, and not even the parser of the command line."""
    modules = _imported("--version")
    assert "ecma2lint" in modules
    assert _heavy(modules, HEAVY) == []
    assert "argparse" not in modules and "dataclasses" not in modules


@pytest.mark.parametrize(
    ("target", "allowed"),
    [
        ("python/all-compliant/connector.py", ()),
        ("dotnet/all-compliant/bin/roslyn-release/AllCompliant.dll", ("dnfile",)),
    ],
)
def test_check_imports_only_its_reader(target: str, allowed: tuple[str, ...]) -> None:
    """A text run imports dnfile for an assembly alone, and never a template engine, libcst or a runtime."""
    heavy = tuple(word for word in HEAVY if word not in allowed)
    assert _heavy(_imported("check", str(FIXTURES / target)), heavy) == []
