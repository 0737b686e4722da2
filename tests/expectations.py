"""The fixtures with what their authors worked out by hand, for every test that holds the linter to it."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ecma2lint.discovery import Candidate, kind_of
from ecma2lint.engine import Plan, judge
from ecma2lint.facts import Certainty, ContractClass, Count, Target, TargetKind, Value
from ecma2lint.packs import Packs, load_packs
from ecma2lint.profiles import DEFAULT_PROFILE, load_profile
from ecma2lint.readers.python import PythonOptions
from ecma2lint.reading import read
from ecma2lint.selection import Selection, active_rules
from ecma2lint.verdicts import TargetVerdict

ROOT = Path(__file__).resolve().parent.parent
FIXTURES = ROOT / "fixtures"


@dataclass(frozen=True)
class Fixture:
    """One target of a fixture: a built assembly, or a Python source, with its expectation."""

    name: str
    path: Path
    expected: dict[str, Any]

    def __str__(self) -> str:
        return self.name


def fixtures() -> Iterator[Fixture]:
    """Every target of every fixture that has an expectation."""
    for file in sorted(FIXTURES.glob("*/*/expect.toml")):
        expected = tomllib.loads(file.read_text(encoding="utf-8"))
        folder = file.parent
        if expected["language"] == "python":
            yield Fixture(f"python/{folder.name}", folder / expected["path"], expected)
            continue
        for build in expected["builds"]:
            path = next((folder / "bin" / build).glob(f"{expected['assembly']}.[de][lx][le]"))
            yield Fixture(f"dotnet/{folder.name}/{build}", path, expected)


@cache
def packs() -> Packs:
    """The built-in packs, loaded once."""
    return load_packs()


@cache
def plan(profile: str = DEFAULT_PROFILE) -> Plan:
    """The plan of a profile with all its rules."""
    loaded = load_profile(profile, packs().profile_folders)
    return Plan(loaded, active_rules(packs(), loaded, Selection()))


def read_path(path: Path, options: PythonOptions | None = None) -> Target | None:
    """The facts of a named file, as the command line reads it."""
    candidate = Candidate(path, path.as_posix(), kind_of(path) or TargetKind.ASSEMBLY, True)
    return read(candidate, options or PythonOptions())


@cache
def target_of(path: Path) -> Target | None:
    """The facts of a fixture, read once per session."""
    return read_path(path)


@cache
def verdict_of(path: Path, profile: str = DEFAULT_PROFILE) -> TargetVerdict | None:
    """The verdict on a fixture."""
    target = target_of(path)
    return judge(target, plan(profile)) if target else None


def class_of(target: Target, name: str) -> ContractClass:
    """The contract class of that type name."""
    return next(cls for cls in target.classes if cls.type == name)


def value_matches(value: Value, expected: object) -> bool:
    """Whether a value is what an expectation says: a constant, ``{one_of = [...]}`` or ``{unknown = "reason"}``."""
    if isinstance(expected, dict):
        if "unknown" in expected:
            return value.certainty is Certainty.UNKNOWN and expected["unknown"].lower() in (value.reason or "").lower()
        return value.certainty is Certainty.ONE_OF and set(value.values) == set(expected["one_of"])
    return value.known and value.value == expected and type(value.value) is type(expected)


def count_matches(count: Count, expected: dict[str, Any]) -> bool:
    """Whether a count has the expected bounds; a missing ``max`` means unbounded or unknown."""
    return count.minimum == expected["min"] and count.maximum == expected.get("max")
