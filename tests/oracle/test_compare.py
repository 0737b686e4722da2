"""The comparison itself: it sees each kind of contradiction, and none where the facts only know less."""

from __future__ import annotations

from typing import Any

import pytest

from ecma2lint.facts import (
    Capabilities,
    Certainty,
    ContractClass,
    Count,
    Hierarchy,
    ObjectType,
    ObjectTypes,
    PartitionFact,
    Partitions,
    SchemaAttribute,
    Value,
    known,
    one_of,
    unknown,
)
from ecma2lint.records import replace
from oracle.compare import disagreements

ONE = Count(Certainty.KNOWN, 1, 1)
ID = SchemaAttribute(known("id"), known("String"), known(False), known(True), known("ImportExport"))
USER = ObjectType(known("user"), known(False), (ID,))
PARTITION = PartitionFact(unknown("Guid.NewGuid() differs from call to call"), known("dc=contoso"), known("Contoso"))
EXPORT_TYPE = one_of(("ObjectReplace", "AttributeUpdate"))
CLASS = ContractClass(
    type="Contoso.Connector",
    visibility="public",
    abstract=False,
    loadable=True,
    not_loadable_because=(),
    interfaces=(),
    capabilities=Capabilities("Capabilities", {"FullExport": known(True), "ExportType": EXPORT_TYPE}),
    object_types=ObjectTypes(ONE, ("user",), (USER,)),
    partitions=Partitions(True, ONE, (PARTITION,)),
    hierarchy=Hierarchy(False, Count(Certainty.KNOWN, 0, 0)),
    page_sizes={"ImportMaxPageSize": known(500)},
)


def run(**changes: Any) -> dict[str, Any]:
    """What the class answers when the facts are right, with some answers changed."""
    attribute = {"name": "id", "type": "String", "multi_valued": False, "anchor": True, "operation": "ImportExport"}
    answers: dict[str, Any] = {
        "GetCapabilities.Capabilities": {"FullExport": True, "ExportType": "ObjectReplace"},
        "GetSchema.GetSchema": {"types": [{"name": "user", "locked": False, "attributes": [attribute]}]},
        "GetPartitions.GetPartitions": [{"identifier": "0d1c", "dn": "dc=contoso", "name": "Contoso"}],
        "CallImport.ImportMaxPageSize": 500,
    }
    assert set(changes) <= set(answers)
    return {"members": {f"IMAExtensible2{name}": {"value": value} for name, value in (answers | changes).items()}}


def schema(**changes: Any) -> dict[str, Any]:
    """The real schema with one part of its only attribute changed."""
    right = run()["members"]["IMAExtensible2GetSchema.GetSchema"]["value"]["types"][0]
    return {"types": [right | {"attributes": [right["attributes"][0] | changes]}]}


def test_right_facts_do_not_disagree() -> None:
    """Facts that say what the run says give no line."""
    assert list(disagreements(CLASS, run())) == []


@pytest.mark.parametrize(
    "changes",
    [
        {"GetCapabilities.Capabilities": {"FullExport": False, "ExportType": "ObjectReplace"}},
        {"GetCapabilities.Capabilities": {"FullExport": True, "ExportType": "AttributeReplace"}},
        {"GetSchema.GetSchema": {"types": []}},
        {"GetSchema.GetSchema": {"types": [{"name": "user", "locked": True, "attributes": []}]}},
        {"GetSchema.GetSchema": schema(name="mail")},
        {"GetSchema.GetSchema": schema(type="Integer")},
        {"GetSchema.GetSchema": schema(multi_valued=True)},
        {"GetSchema.GetSchema": schema(anchor=False)},
        {"GetSchema.GetSchema": schema(operation="ExportOnly")},
        {"GetPartitions.GetPartitions": []},
        {"GetPartitions.GetPartitions": [{"identifier": "0d1c", "dn": "dc=other", "name": "Contoso"}]},
        {"CallImport.ImportMaxPageSize": 501},
    ],
    ids=str,
)
def test_each_contradiction_is_seen(changes: dict[str, Any]) -> None:
    """One wrong value, wherever it stands, gives a line."""
    assert list(disagreements(CLASS, run(**changes)))


def test_a_type_that_is_always_there_must_be_there() -> None:
    """With the right number of types, a type said to be there on every path must be among them."""
    other = {"types": [{"name": "group", "locked": False, "attributes": []}]}
    assert list(disagreements(CLASS, run(**{"GetSchema.GetSchema": other})))


def test_one_is_not_true() -> None:
    """A number for a Boolean is a contradiction, although Python holds them equal."""
    wrong = replace(CLASS, capabilities=Capabilities("Capabilities", {"FullExport": known(1)}))
    assert list(disagreements(wrong, run()))


def test_unknown_never_disagrees() -> None:
    """Facts that only know less give no line."""
    nothing = Value(Certainty.UNKNOWN, reason="not followed")
    open_count = Count(Certainty.UNKNOWN, 0, None, "not followed")
    less = replace(
        CLASS,
        capabilities=Capabilities("Capabilities", {"FullExport": nothing}),
        object_types=ObjectTypes(open_count),
        partitions=Partitions(True, open_count),
        page_sizes={"ImportMaxPageSize": nothing},
    )
    assert list(disagreements(less, run())) == []


def test_a_call_that_failed_is_not_compared() -> None:
    """A member that threw in this run says nothing about its value."""
    failed = {"members": {"IMAExtensible2GetSchema.GetSchema": {"error": {"types": ["System.Exception"], "message": "x"}}}}
    assert list(disagreements(CLASS, failed)) == []
