"""Instantiates every loadable fixture class of every build under a CLR and holds the reader's facts against its answers."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from expectations import Fixture, fixtures, target_of
from oracle import clr
from oracle.compare import disagreements
from oracle.compare_calls import runs_of
from oracle.compare_expectation import expectation_differences

ALL = {
    fixture.name: fixture
    for fixture in fixtures()
    if fixture.expected["language"] != "python"
    and any(cls["loadable"] for cls in fixture.expected.get("classes", {}).values())
    and "error" not in fixture.expected
}

_PARAMETER = re.compile(r"""\[\s*"([^"]+)"\s*\]|\(\s*"([^"]+)"\s*\)""")
_LITERAL = re.compile(r'"([^"\n]{1,24})"')
_MOST_CONFIGURATIONS = 10


def configurations(sources: Sequence[Path]) -> list[dict[str, str]]:
    """An empty configuration, and some in which the parameters that the source names have values the source compares with."""
    text = "\n".join(path.read_text(encoding="utf-8-sig") for path in sources)
    if "onfigParameters" not in text:
        return [{}]
    names = sorted({name for match in _PARAMETER.finditer(text) for name in match.groups() if name and "=" not in name})
    literals = [one for one in dict.fromkeys(_LITERAL.findall(text)) if one not in names and "=" not in one and "." not in one]
    values = list(dict.fromkeys(["1", "0", "true", "false", *literals]))[: _MOST_CONFIGURATIONS - 1]
    return [{}, *({name: value for name in names} for value in values)] if names else [{}]


def _sources(fixture: Fixture) -> list[Path]:
    folder = fixture.path.parent.parent.parent
    return [path for path in sorted(folder.rglob("*")) if path.suffix in (".cs", ".vb", ".fs")]


def _job(fixture: Fixture) -> clr.Job:
    given = fixture.expected.get("configurations")
    return {
        "kind": "assembly",
        "path": str(fixture.path),
        "everything": True,
        "types": [name for name, cls in fixture.expected["classes"].items() if cls["loadable"]],
        "configurations": given if given is not None else configurations(_sources(fixture)),
    }


def batches() -> list[list[Fixture]]:
    """The fixtures in groups for one runtime, without two assemblies of one simple name: a CLR would take the first for both."""
    found: list[tuple[str | None, set[str], list[Fixture]]] = []
    for fixture in ALL.values():
        names = {path.stem for path in fixture.path.parent.iterdir()}
        runtime = _runtime(fixture)
        for one, taken, group in found:
            if one == runtime and not taken & names:
                taken |= names
                group.append(fixture)
                break
        else:
            found.append((runtime, set(names), [fixture]))
    return [group for _, _, group in found]


def _runtime(fixture: Fixture) -> str | None:
    """The runtime a fixture needs: Mono lacks the run-time library of Visual Basic."""
    return "coreclr" if fixture.expected["language"] == "vb" else None


@functools.cache
def reports() -> dict[str, clr.Report]:
    """What each assembly's classes answer."""
    groups = batches()
    runtimes = [clr.require_clr(_runtime(group[0])) for group in groups]
    with ThreadPoolExecutor(2) as pool:
        jobs = [[_job(fixture) for fixture in group] for group in groups]
        answers = list(pool.map(clr.run_jobs, jobs, runtimes))
    pairs = (
        (fixture, report)
        for group, line in zip(groups, answers, strict=True)
        for fixture, report in zip(group, line, strict=True)
    )
    return {fixture.name: report for fixture, report in pairs}


def _differences(fixture: Fixture, report: clr.Report) -> Iterator[str]:
    target = target_of(fixture.path)
    assert target is not None
    assert target.error is None, str(target.error)
    classes = {cls.type: cls for cls in target.classes}
    for name, runs in report["classes"].items():
        for run in runs:
            for one in runs_of(run) if run["created"] else ():
                yield from disagreements(classes[name], one)


@pytest.mark.parametrize("name", ALL)
def test_loadable_classes_can_be_created(name: str) -> None:
    """What an expectation calls loadable a CLR can create."""
    report = reports()[name]
    assert "crashed" not in report, report["crashed"]
    failed = {kind: runs[0]["error"] for kind, runs in report["classes"].items() if not runs[0]["created"]}
    assert failed == {} or ALL[name].expected.get("oracle", {}).get("create", "ok") != "ok"


@pytest.mark.parametrize("name", ALL)
def test_no_decided_value_differs(name: str) -> None:
    """What the reader decided of capabilities, schema, partitions, hierarchy and page sizes is what the connector answers."""
    report = reports()[name]
    assert "crashed" not in report, report["crashed"]
    assert list(_differences(ALL[name], report)) == []


@pytest.mark.parametrize("name", ALL)
def test_the_expectation_holds(name: str) -> None:
    """What the fixture's author worked out by hand is what the connector answers."""
    report = reports()[name]
    assert "crashed" not in report, report["crashed"]
    expected = ALL[name].expected["classes"]
    runs = [(kind, run) for kind, several in report["classes"].items() for run in several]
    assert [f"{kind} {line}" for kind, run in runs for line in expectation_differences(expected[kind], run)] == []
