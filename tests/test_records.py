"""Cheap dataclasses behave as the standard ones in everything this project uses."""

from __future__ import annotations

import copy
import dataclasses
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, ClassVar

import pytest

from ecma2lint import records

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("linter/ecma2lint", "rules/ecma2lint_rules", "reports/ecma2lint_reports")


def _make(module: Any, **options: bool) -> tuple[Any, Any]:
    """The same base and derived class by either implementation."""
    dataclass, field = module.dataclass, module.field

    @dataclass(**options)
    class Base:
        """A base."""

        kind: ClassVar[str] = "base"
        name: str
        number: int = 3
        items: list[int] = field(default_factory=list)
        note: str = field(default="n", compare=False, repr=False)

    @dataclass(**options)
    class Derived(Base):
        """Derived from it."""

        number: int = 5
        more: tuple[int, ...] = ()
        made: str = field(init=False, default="")

        def __post_init__(self) -> None:
            object.__setattr__(self, "made", self.name.upper())

    return Base, Derived


OPTIONS = [{"frozen": True}, {"frozen": True, "slots": True}, {"frozen": True, "order": True}, {"slots": True}, {}, {"eq": False}]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_same_behaviour(options: dict[str, bool]) -> None:
    """Construction, defaults, equality, hash, repr, order, replace, fields and match arguments agree with the standard ones."""
    seen = []
    for module in (records, dataclasses):
        base, derived = _make(module, **options)
        one, two = derived("a", 1, note="x"), derived("a", 1)
        fresh = base("b")
        fresh.items.append(1)
        facts: list[object] = [
            repr(one) if options != {"eq": False} else repr(one).replace("0x", ""),
            one == two,
            one != derived("c"),
            one == base("a", 1),
            base("b").items,
            module.replace(one, name="z").made,
            [field.name for field in module.fields(derived)],
            derived.__match_args__,
            base.kind,
            hasattr(one, "__dict__"),
            (one.name, one.number, one.items, one.note, one.more, one.made),
        ]
        if options.get("order"):
            facts += [one < derived("b"), sorted([derived("b"), one])[0] is one]
        if options.get("frozen"):
            facts += [hash(base("h", 1, (), "p")) == hash(base("h", 1, (), "q"))]
            with pytest.raises(AttributeError):
                one.name = "changed"
            with pytest.raises(AttributeError):
                del one.name
        else:
            one.name = "changed"
            facts.append(one.name)
        bad: tuple[tuple[object, ...], ...] = ((), ("a", 1, [], "n", (), "surplus"))
        for wrong in bad:
            with pytest.raises(TypeError):
                derived(*wrong)
        facts.append(copy.copy(two) == two if options.get("eq", True) else None)
        seen.append([re.sub(r"_make\.<locals>\.", "", fact) if isinstance(fact, str) else fact for fact in facts])
    assert seen[0] == seen[1]


@records.dataclass(frozen=True)
class Point:
    """A record to take apart."""

    x: int
    y: int = 0


def test_match_statement() -> None:
    """Records can be taken apart by position in a match statement."""
    match Point(1, 2):
        case Point(x, y):
            assert (x, y) == (1, 2)
        case _:
            raise AssertionError("no match")


def test_as_json() -> None:
    """A record becomes plain JSON values."""
    base, _ = _make(records, frozen=True)
    assert records.as_json(base("a", 1, [base("b")])) == {
        "name": "a",
        "number": 1,
        "items": [{"name": "b", "number": 3, "items": [], "note": "n"}],
        "note": "n",
    }


def test_no_module_uses_the_standard_ones() -> None:
    """Every class of the packages is made by the cheap decorator, so that none pays for the other's import either."""
    users = [
        file.relative_to(ROOT).as_posix()
        for package in PACKAGES
        for file in sorted((ROOT / package).rglob("*.py"))
        if re.search(r"^\s*(from dataclasses import|import dataclasses)", file.read_text(encoding="utf-8"), re.MULTILINE)
        and file.name != "records.py"
    ]
    assert users == []


def test_check_never_imports_dataclasses() -> None:
    """Judging a Python source imports no ``dataclasses``."""
    program = "import sys; from ecma2lint.__main__ import main; main(sys.argv[1:]); sys.exit('dataclasses' in sys.modules)"
    command = [sys.executable, "-c", program, "check", "--isolated", "fixtures/python/all-compliant"]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, check=False, env=dict(os.environ))
    assert ended.returncode == 0, ended.stderr.decode()[-300:]
