"""Whatever can be decided of a fixture is decided: nothing is open but what its expectation says is open.

An expectation says so where it works a value out to several or to none, where a member cannot answer, and in ``open``: the
names of other values that its author left open on purpose, with ``*`` for any part of a name.
"""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase
from typing import Any

import pytest

from decided import undecided
from ecma2lint.facts import Capabilities, Certainty, ContractClass, Count, Hierarchy, ObjectType, ObjectTypes, Partitions, known
from ecma2lint.facts import unknown as unknown_value
from expectations import Fixture, class_of, fixtures, target_of

READABLE = [
    fixture
    for fixture in fixtures()
    if "error" not in fixture.expected and not fixture.expected.get("not_a_target") and fixture.expected.get("classes")
]
#: What is open when a member cannot answer: it is missing, or its call fails whatever the configuration.
OF_MEMBER = {
    "IMAExtensible2GetCapabilities.Capabilities": "capability *",
    "IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx": "capability *",
    "IMAExtensible2GetSchema.GetSchema": "object types",
    "IMAExtensible2GetPartitions.GetPartitions": "partitions",
    "IMAExtensible2GetHierarchy.GetHierarchy": "hierarchy",
    "IMAExtensible2CallImport.ImportDefaultPageSize": "page size ImportDefaultPageSize",
    "IMAExtensible2CallImport.ImportMaxPageSize": "page size ImportMaxPageSize",
    "IMAExtensible2CallExport.ExportDefaultPageSize": "page size ExportDefaultPageSize",
    "IMAExtensible2CallExport.ExportMaxPageSize": "page size ExportMaxPageSize",
}


def expected_open(fixture: Fixture, expected: dict[str, Any]) -> Iterator[str]:
    """Patterns of what may be open about a class."""
    yield from (f"capability {name}" for name, value in expected.get("capabilities", {}).items() if isinstance(value, dict))
    types = expected.get("object_types", {})
    if types and (types.get("max") != types["min"] or len(types.get("names", ())) > types["min"]):
        yield from ("object types", "type * not always")
    partitions = expected.get("partitions", {})
    if partitions and partitions.get("max") != partitions["min"]:
        yield from ("partitions", "partition * not always")
    oracle = fixture.expected.get("oracle", {})
    for member, pattern in OF_MEMBER.items():
        bound = expected.get("members", {}).get(member, "implicit")
        if bound in ("missing", "unresolved") or oracle.get(member, "ok") != "ok":
            yield pattern


def never_created(expected: dict[str, Any]) -> bool:
    """Whether no host creates the class itself: what its members answer is decided in the classes derived from it."""
    return bool({"abstract", "open generic"} & set(expected["not_loadable_because"]))


@pytest.mark.parametrize("fixture", READABLE, ids=str)
def test_everything_else_is_decided(fixture: Fixture) -> None:
    """Capabilities, types, attributes, partitions, nodes, parameters and page sizes are known but for what is declared open."""
    target = target_of(fixture.path)
    assert target is not None
    wrong: list[str] = []
    for name, expected in fixture.expected["classes"].items():
        if never_created(expected):
            continue
        found = dict(undecided(class_of(target, name)))
        declared = expected.get("open", [])
        allowed = [*expected_open(fixture, expected), *declared]
        wrong += [
            f"{name} {what} is open: {why}"
            for what, why in found.items()
            if not any(fnmatchcase(what, pattern) for pattern in allowed)
        ]
        wrong += [
            f"{name} {pattern} is declared open and is decided"
            for pattern in declared
            if not any(fnmatchcase(what, pattern) for what in found)
        ]
    assert wrong == []


def test_what_is_open_is_seen() -> None:
    """One unknown anywhere in the facts is named."""
    nothing, one = unknown_value("not followed"), Count(Certainty.KNOWN, 1, 1)
    none, open_ = Count(Certainty.KNOWN, 0, 0), Count(Certainty.UNKNOWN, 0, None, "not followed")
    decided = ContractClass(
        "C", "public", False, True, (), (), Capabilities("Capabilities", {"FullExport": known(True)}),
        ObjectTypes(one, ("user",), (ObjectType(known("user"), known(False)),)), Partitions(False, none), Hierarchy(False, none),
    )  # fmt: skip
    assert list(undecided(decided)) == []
    user = ObjectType(known("user"), nothing, (), False, False)
    left_open = ContractClass(
        "C", "public", False, True, (), (), Capabilities("Capabilities", {"FullExport": nothing}),
        ObjectTypes(open_, ("user",), (user,)), Partitions(True, open_), Hierarchy(True, open_),
        page_sizes={"ImportMaxPageSize": nothing}, parameter_counts={"Global": open_},
    )  # fmt: skip
    assert [name for name, _ in undecided(left_open)] == [
        "capability FullExport",
        "object types",
        "type user locked",
        "type user not always",
        "type user attributes",
        "partitions",
        "hierarchy",
        "parameters of Global",
        "page size ImportMaxPageSize",
    ]
