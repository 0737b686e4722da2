"""Runs every Python fixture under pythonnet and holds its expectation, and the linter's facts, against what a host sees."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ecma2lint.contract import CONTRACT_INTERFACES
from ecma2lint.facts import ContractClass, Implementation, Target
from expectations import Fixture, fixtures, target_of
from oracle import clr
from oracle.compare import disagreements
from oracle.compare_calls import exception_name, failure, runs_of
from oracle.compare_expectation import expectation_differences

ALL = [fixture for fixture in fixtures() if fixture.expected["language"] == "python" and not fixture.expected.get("not_a_target")]
BY_NAME = {fixture.name: fixture for fixture in ALL}
READABLE = [name for name, fixture in BY_NAME.items() if "error" not in fixture.expected]

#: A candidate that certainly fails at the definition, at the creation, or at the call.
CERTAINLY_BROKEN = frozenset(
    {"missing-member", "no-namespace", "async-member", "generator-member", "capabilities-keyword-arguments", "python-mixin-base"}
    | {"repeated-namespace", "duplicate-clr-name", "enum-none", "wrong-arity"}
)

#: Members without a result.
DROPPED = frozenset(
    f"{interface.name}.{member.name}"
    for interface in CONTRACT_INTERFACES.values()
    for member in interface.members
    if member.returns == "System.Void"
)


@functools.cache
def reports() -> dict[str, clr.Report]:
    """What each fixture does under the CLR, one child process per fixture: two connectors may share a .NET name."""
    runtime = clr.require_clr()
    answers = clr.run_batches([[_job(fixture)] for fixture in ALL], runtime)
    return {fixture.name: answer[0] for fixture, answer in zip(ALL, answers, strict=True)}


def _job(fixture: Fixture) -> clr.Job:
    relative = Path(fixture.expected["path"])
    root = fixture.path.parents[len(relative.parts) - 1]
    classes = fixture.expected.get("classes", {})
    return {
        "kind": "python",
        "root": str(root),
        "module": ".".join(relative.with_suffix("").parts),
        "configurations": fixture.expected.get("configurations", [{}]),
        "loadable": [name for name, cls in classes.items() if cls["loadable"]],
        "unregistered": [name for name, cls in classes.items() if cls["not_loadable_because"] == ["no __namespace__"]],
    }


def _report(name: str) -> clr.Report:
    report = reports()[name]
    assert "crashed" not in report, report["crashed"]
    return report


def _runs(report: clr.Report) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each CLR type with each of its runs; coreclr writes a type without a namespace with a leading dot."""
    for name, runs in report["classes"].items():
        for run in runs:
            yield name.lstrip("."), run


@pytest.mark.parametrize("name", BY_NAME)
def test_what_a_host_sees(name: str) -> None:
    """Import, creation and each call through the contract's interfaces end as the fixture's author worked out."""
    expected = dict(BY_NAME[name].expected["oracle"])
    report = _report(name)
    assert report["import"] == expected.pop("import", "ok"), report.get("message")
    per_class = expected.pop("classes", {})
    created, found = "ok", dict[str, dict[str, str]]()
    for kind, runs in report["classes"].items():
        first = runs[0]
        if not first["created"]:
            created = exception_name(first["error"])
        found[kind.lstrip(".")] = {member: failure(outcome) for member, outcome in first.get("members", {}).items()}
    if report["import"] != "ok":
        return
    assert created == expected.pop("create", "ok")
    for kind, members in found.items():
        wanted = per_class.get(kind, expected)
        assert members == {member: wanted.get(member) for member in members}, kind
    assert {member for members in found.values() for member in members} >= set(expected)


@pytest.mark.parametrize("name", READABLE)
def test_loadable_classes_become_types(name: str) -> None:
    """Of each class that the expectation calls loadable a host gets an object, and of no other except the bases of those."""
    report = _report(name)
    if report["import"] != "ok":
        pytest.skip("the module does not come to the end of its import, as expected")
    classes = BY_NAME[name].expected["classes"]
    loadable = {kind for kind, cls in classes.items() if cls["loadable"]}
    bases = {kind for kind, cls in classes.items() if cls["not_loadable_because"] == ["abstract"]}
    assert {kind.lstrip(".") for kind, runs in report["classes"].items() if runs[0]["created"]} - bases == loadable


@pytest.mark.parametrize("name", READABLE)
def test_the_expectation_holds(name: str) -> None:
    """What the fixture's author worked out by hand is what the connector answers."""
    expected = BY_NAME[name].expected["classes"]
    wrong = [
        line for kind, run in _runs(_report(name)) if run["created"] for line in expectation_differences(expected[kind], run)
    ]
    assert wrong == []


def _target(name: str) -> Target:
    target = target_of(BY_NAME[name].path)
    assert target is not None
    assert target.error is None, str(target.error)
    return target


def _class(target: Target, kind: str) -> ContractClass:
    return next(cls for cls in target.classes if cls.type == kind)


@pytest.mark.parametrize("name", READABLE)
def test_no_decided_value_differs(name: str) -> None:
    """What the reader decided of capabilities, schema, partitions, hierarchy, page sizes and parameters is what the host gets."""
    target = _target(name)
    wrong = [
        line
        for kind, run in _runs(_report(name))
        if run["created"] and run["members"]
        for one in runs_of(run)
        for line in disagreements(_class(target, kind), one)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", READABLE)
def test_members_are_bound_as_the_reader_says(name: str) -> None:
    """A member the reader calls missing fails at the call; one that it calls implemented is found by pythonnet."""
    target, wrong = _target(name), list[str]()
    for kind, run in _runs(_report(name)):
        if not run["created"] or not run["members"]:
            continue
        for interface in _class(target, kind).interfaces:
            for member in interface.members:
                outcome = run["members"].get(f"{interface.name}.{member.name}")
                lacks = outcome is not None and failure(outcome) == "NotImplementedException"
                if outcome is not None and member.implementation is Implementation.MISSING and not lacks:
                    wrong.append(f"{kind} {member.name} is said to be missing and answers {outcome}")
                if lacks and member.implementation is Implementation.IMPLICIT:
                    wrong.append(f"{kind} {member.name} is said to be implemented and is not found")
    assert wrong == []


def _broken(target: Target) -> Iterator[tuple[str, str]]:
    """What the reader says certainly breaks: the kind, and the member it is about (or what else)."""
    for seen in (*target.observations, *(one for cls in target.classes for one in cls.observations)):
        if seen.kind in CERTAINLY_BROKEN:
            yield seen.kind, seen.subject
    for cls in target.classes:
        for interface in cls.interfaces if cls.candidate else ():
            for member in interface.members:
                if member.implementation is Implementation.MISSING:
                    yield "missing", f"{interface.name}.{member.name}"


@pytest.mark.parametrize("name", READABLE)
def test_what_is_broken_fails(name: str) -> None:
    """What the reader calls certainly broken fails at the import, at the creation, or at the call of the member it names.

    A coroutine or generator whose result nobody wants is made and dropped: the call comes back, and the body has not run.
    """
    report = _report(name)
    if report["import"] != "ok":
        return
    runs = list(_runs(report))
    created = all(run["created"] for _, run in runs)
    failed = {member for _, run in runs for member, outcome in run.get("members", {}).items() if failure(outcome) != "ok"}
    members = {member for _, run in runs for member in run.get("members", {})}
    wrong = [
        f"{kind} {subject}"
        for kind, subject in _broken(_target(name))
        if (subject not in DROPPED or kind == "missing")
        and created
        and (subject not in failed if subject in members else not failed)
    ]
    assert wrong == []


@pytest.mark.parametrize("name", READABLE)
def test_what_is_clean_works(name: str) -> None:
    """A fixture in which the reader sees nothing that certainly breaks can be imported, created and called throughout."""
    target, report = _target(name), _report(name)
    seen = {observation.kind for observation in target.observations} | {
        observation.kind for cls in target.classes for observation in cls.observations
    }
    implementations = {m.implementation for cls in target.classes for i in cls.interfaces for m in i.members}
    if seen & CERTAINLY_BROKEN or implementations != {Implementation.IMPLICIT}:
        return
    assert report["import"] == "ok", report.get("message")
    for kind, runs in report["classes"].items():
        assert runs[0]["created"], runs[0]["error"]
        assert {
            member: failure(outcome) for member, outcome in runs[0]["members"].items() if failure(outcome) != "ok"
        } == {}, kind
