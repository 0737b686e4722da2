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
    HierarchyNodeFact,
    Implementation,
    ImplementedInterface,
    Member,
    ObjectType,
    ObjectTypes,
    Observation,
    Parameter,
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
from oracle.compare_calls import runs_of

ONE = Count(Certainty.KNOWN, 1, 1)
NOTHING = Value(Certainty.UNKNOWN, reason="not followed")
OPEN = Count(Certainty.UNKNOWN, 0, None, "not followed")
ID = SchemaAttribute(known("id"), known("String"), known(False), known(True), known("ImportExport"))
USER = ObjectType(known("user"), known(False), (ID,))
PARTITION = PartitionFact(unknown("Guid.NewGuid() differs from call to call"), known("dc=contoso"), known("Contoso"))
NODE = HierarchyNodeFact(known("ou=a"), known("A"))
PAGE = known("Connectivity")
SERVER = Parameter(known("Server"), "String", known("localhost"), PAGE, known("^.+$"))
CHECK = Parameter(known("Secure"), "CheckBox", known(True), PAGE)
LABEL = Parameter(known("Where to connect"), "Label", None, PAGE)
EXPORT_TYPE = one_of(("ObjectReplace", "AttributeUpdate"))


def _interface(name: str, *members: str) -> ImplementedInterface:
    full = f"IMAExtensible2{name}"
    return ImplementedInterface(full, "Contoso.Connector", tuple(Member(full, one, Implementation.IMPLICIT) for one in members))


INTERFACES = (
    _interface("GetCapabilities", "Capabilities"),
    _interface("GetSchema", "GetSchema"),
    _interface("GetPartitions", "GetPartitions"),
    _interface("GetHierarchy", "GetHierarchy"),
    _interface("GetParameters", "GetConfigParameters", "ValidateConfigParameters"),
    _interface("CallImport", "ImportMaxPageSize", "OpenImportConnection"),
)
CLASS = ContractClass(
    type="Contoso.Connector",
    visibility="public",
    abstract=False,
    loadable=True,
    not_loadable_because=(),
    interfaces=INTERFACES,
    capabilities=Capabilities("Capabilities", {"FullExport": known(True), "ExportType": EXPORT_TYPE}),
    object_types=ObjectTypes(ONE, ("user",), (USER,)),
    partitions=Partitions(True, ONE, (PARTITION,)),
    hierarchy=Hierarchy(True, ONE, (NODE,)),
    parameters=(SERVER, CHECK, LABEL),
    parameter_counts={"Connectivity": Count(Certainty.KNOWN, 3, 3), "Global": Count(Certainty.KNOWN, 0, 0)},
    page_sizes={"ImportMaxPageSize": known(500)},
)

CAPABILITIES, SCHEMA, PARTITIONS = "GetCapabilities.Capabilities", "GetSchema.GetSchema", "GetPartitions.GetPartitions"
HIERARCHY, PAGE_SIZE, OPEN_IMPORT = "GetHierarchy.GetHierarchy", "CallImport.ImportMaxPageSize", "CallImport.OpenImportConnection"
PARAMETERS = "GetParameters.GetConfigParameters"
REAL_ATTRIBUTE = {"name": "id", "type": "String", "multi_valued": False, "anchor": True, "operation": "ImportExport"}
REAL_TYPE = {"name": "user", "locked": False, "attributes": [REAL_ATTRIBUTE]}
REAL_PARTITION = {"identifier": "0d1c", "dn": "dc=contoso", "name": "Contoso"}
REAL_NODE = {"dn": "ou=a", "name": "A"}
EMPTY: dict[str, Any] = {"name": None, "text": None, "validation": None, "default": None, "checked": False, "extensible": False}
REAL_SERVER: dict[str, Any] = EMPTY | {"name": "Server", "type": "String", "validation": "^.+$", "default": "localhost"}
REAL_CHECK: dict[str, Any] = EMPTY | {"name": "Secure", "type": "CheckBox", "checked": True}
REAL_LABEL: dict[str, Any] = EMPTY | {"text": "Where to connect", "type": "Label"}
REAL_PARAMETERS = [REAL_SERVER, REAL_CHECK, REAL_LABEL]


def run(**changes: Any) -> dict[str, Any]:
    """What the class answers when the facts are right, with some answers changed."""
    answers: dict[str, Any] = {
        CAPABILITIES: {"FullExport": True, "ExportType": "ObjectReplace"},
        SCHEMA: {"types": [REAL_TYPE]},
        PARTITIONS: [REAL_PARTITION],
        HIERARCHY: [REAL_NODE],
        PAGE_SIZE: 500,
        OPEN_IMPORT: {"customData": ""},
    }
    pages = {"Connectivity": REAL_PARAMETERS, "Global": []} | changes.pop(PARAMETERS, {})
    assert set(changes) <= set(answers)
    members: dict[str, Any] = {f"IMAExtensible2{name}": {"value": value} for name, value in (answers | changes).items()}
    members[f"IMAExtensible2{PARAMETERS}"] = {"pages": {page: {"value": value} for page, value in pages.items()}}
    return {"members": members}


def attribute(**changes: Any) -> dict[str, Any]:
    """The real schema with one part of its only attribute changed."""
    return {SCHEMA: {"types": [REAL_TYPE | {"attributes": [REAL_ATTRIBUTE | changes]}]}}


def connectivity(*parameters: dict[str, Any]) -> dict[str, Any]:
    """Other definitions on the first page."""
    return {PARAMETERS: {"Connectivity": list(parameters)}}


def found(cls: ContractClass, **changes: Any) -> list[str]:
    """The disagreements of a class with a run in which some answers are changed."""
    return list(disagreements(cls, run(**changes)))


def test_right_facts_do_not_disagree() -> None:
    """Facts that say what the run says give no line."""
    assert found(CLASS) == []


@pytest.mark.parametrize(
    "changes",
    [
        {CAPABILITIES: {"FullExport": False, "ExportType": "ObjectReplace"}},
        {CAPABILITIES: {"FullExport": True, "ExportType": "AttributeReplace"}},
        {CAPABILITIES: None},
        {SCHEMA: None},
        {SCHEMA: {"types": []}},
        {SCHEMA: {"types": [REAL_TYPE, {"name": "group", "locked": False, "attributes": []}]}},
        {SCHEMA: {"types": [REAL_TYPE | {"locked": True}]}},
        {SCHEMA: {"types": [REAL_TYPE | {"attributes": []}]}},
        {SCHEMA: {"types": [REAL_TYPE | {"attributes": [REAL_ATTRIBUTE, REAL_ATTRIBUTE | {"name": "mail"}]}]}},
        attribute(name="mail"),
        attribute(type="Integer"),
        attribute(multi_valued=True),
        attribute(anchor=False),
        attribute(operation="ExportOnly"),
        {PARTITIONS: []},
        {PARTITIONS: None},
        {PARTITIONS: [REAL_PARTITION, REAL_PARTITION]},
        {PARTITIONS: [REAL_PARTITION | {"dn": "dc=other"}]},
        {PARTITIONS: [REAL_PARTITION | {"name": "Other"}]},
        {HIERARCHY: []},
        {HIERARCHY: [REAL_NODE | {"dn": "ou=b"}]},
        {HIERARCHY: [REAL_NODE | {"name": "B"}]},
        {PAGE_SIZE: 501},
        connectivity(REAL_CHECK, REAL_LABEL),
        connectivity(*REAL_PARAMETERS, EMPTY | {"name": "More", "type": "Text"}),
        connectivity(REAL_SERVER | {"name": "server"}, REAL_CHECK, REAL_LABEL),
        connectivity(REAL_SERVER | {"type": "EncryptedString"}, REAL_CHECK, REAL_LABEL),
        connectivity(REAL_SERVER | {"default": "elsewhere"}, REAL_CHECK, REAL_LABEL),
        connectivity(REAL_SERVER | {"validation": None}, REAL_CHECK, REAL_LABEL),
        connectivity(REAL_SERVER, REAL_CHECK | {"checked": False}, REAL_LABEL),
        connectivity(REAL_SERVER, REAL_CHECK | {"validation": "x"}, REAL_LABEL),
        connectivity(REAL_SERVER, REAL_CHECK, REAL_LABEL | {"text": "Elsewhere"}),
        {PARAMETERS: {"Connectivity": None}},
        {PARAMETERS: {"Global": [REAL_SERVER]}},
    ],
    ids=str,
)
def test_each_contradiction_is_seen(changes: dict[str, Any]) -> None:
    """One wrong value, one thing more and one thing less, wherever they stand, give a line."""
    assert found(CLASS, **changes)


@pytest.mark.parametrize(
    ("less", "changes"),
    [
        ({"object_types": ObjectTypes(OPEN, ("user",), (USER,))}, {SCHEMA: {"types": []}}),
        ({"object_types": ObjectTypes(OPEN, ("user",), (USER,))}, {SCHEMA: {"types": [REAL_TYPE | {"locked": True}]}}),
        ({"object_types": ObjectTypes(OPEN, ("user",), (USER,))}, attribute(anchor=False)),
        ({"object_types": ObjectTypes(ONE, ("user",), (replace(USER, complete=False),))}, attribute(name="mail")),
        ({"partitions": Partitions(True, OPEN, (PARTITION,))}, {PARTITIONS: []}),
        ({"hierarchy": Hierarchy(True, OPEN, (NODE,))}, {HIERARCHY: [REAL_NODE | {"name": "B"}]}),
        ({"parameter_counts": {}}, connectivity(REAL_CHECK, REAL_LABEL)),
    ],
    ids=str,
)
def test_what_is_always_there_must_be_there(less: dict[str, Any], changes: dict[str, Any]) -> None:
    """Also where the facts leave open what else there is, and in every part that they decide."""
    weaker = replace(CLASS, **less)
    assert found(weaker) == []
    assert found(weaker, **changes)


@pytest.mark.parametrize(
    ("less", "changes"),
    [
        ({"object_types": ObjectTypes(OPEN, ("user",), (USER,))}, {SCHEMA: {"types": [REAL_TYPE, REAL_TYPE | {"name": "x"}]}}),
        ({"object_types": ObjectTypes(ONE, ("user",), (replace(USER, complete=False),))}, {}),
        ({"partitions": Partitions(True, OPEN, (PARTITION,))}, {PARTITIONS: [REAL_PARTITION, REAL_PARTITION | {"dn": "x"}]}),
        ({"hierarchy": Hierarchy(True, OPEN, (NODE,))}, {HIERARCHY: [REAL_NODE, REAL_NODE]}),
        ({"parameter_counts": {"Connectivity": OPEN}}, connectivity(*REAL_PARAMETERS, EMPTY | {"name": "M", "type": "Text"})),
        (
            {"parameter_counts": {"Connectivity": Count(Certainty.ONE_OF, 2, 3)}, "parameters": (SERVER, LABEL, CHECK)},
            {},
        ),
        (
            {
                "parameter_counts": {"Connectivity": Count(Certainty.ONE_OF, 2, 3)},
                "parameters": (SERVER, LABEL, replace(CHECK, always=False)),
            },
            connectivity(REAL_SERVER, REAL_LABEL),
        ),
    ],
    ids=str,
)
def test_what_is_left_open_may_be_there(less: dict[str, Any], changes: dict[str, Any]) -> None:
    """Where the facts do not claim to be complete, more may be there; what is there on some paths only may be missing."""
    assert found(replace(CLASS, **less), **changes) == []


def test_two_things_that_are_always_there_are_two() -> None:
    """One real partition does not stand for two that are both said to be there, whatever order they come in."""
    open_name = replace(PARTITION, name=NOTHING)
    two = replace(CLASS, partitions=Partitions(True, OPEN, (open_name, PARTITION)))
    assert found(two)
    assert found(two, **{PARTITIONS: [REAL_PARTITION, REAL_PARTITION | {"name": "Other"}]}) == []


def test_a_type_of_another_definition_does_not_stand_in() -> None:
    """Of two candidates for one name it is enough that one fits; when none fits there is a line."""
    other = replace(USER, attributes=(replace(ID, anchor=known(False)),), always=False)
    either = replace(CLASS, object_types=ObjectTypes(ONE, ("user",), (replace(USER, always=False), other)))
    assert found(either) == []
    assert found(either, **attribute(anchor=False)) == []
    assert found(either, **attribute(type="Binary"))


def test_one_is_not_true() -> None:
    """A number for a Boolean is a contradiction, although Python holds them equal."""
    wrong = replace(CLASS, capabilities=Capabilities("Capabilities", {"FullExport": known(1)}))
    assert found(wrong)


def test_an_interface_more_or_less_is_seen() -> None:
    """The facts list exactly the interfaces a host finds, but for those behind a base that could not be read."""
    less = replace(CLASS, interfaces=INTERFACES[1:])
    assert found(less)
    assert found(replace(less, observations=(Observation("unresolved-base", "Base", ""),))) == []
    assert found(replace(CLASS, interfaces=(*INTERFACES, _interface("CallExport", "ExportMaxPageSize"))))


def test_a_member_said_to_only_throw_must_throw_that() -> None:
    """An answer and another exception are contradictions."""

    def throwing(exception: str) -> ContractClass:
        member = Member("IMAExtensible2GetSchema", "GetSchema", Implementation.IMPLICIT, only_throws=exception)
        interface = ImplementedInterface("IMAExtensible2GetSchema", "Contoso.Connector", (member,))
        return replace(CLASS, interfaces=(interface, INTERFACES[0], *INTERFACES[2:]), object_types=ObjectTypes(OPEN))

    thrown = run()
    thrown["members"]["IMAExtensible2GetSchema.GetSchema"] = {
        "error": {"types": ["System.NotImplementedException"], "message": "x"}
    }
    assert found(throwing("System.NotImplementedException"))
    assert list(disagreements(throwing("System.NotImplementedException"), thrown)) == []
    assert list(disagreements(throwing("System.NotSupportedException"), thrown))


def test_a_member_said_to_return_null_must_return_null() -> None:
    """The observation that a member returns null is held against every answer of that member, on the page it names."""
    null = replace(CLASS, observations=(Observation("returns-null", "OpenImportConnection", ""),))
    assert found(null)
    assert found(null, **{OPEN_IMPORT: None}) == []
    paged = replace(CLASS, observations=(Observation("returns-null", "GetConfigParameters", "Global"),))
    assert found(paged)
    assert found(paged, **{PARAMETERS: {"Global": None}}) == []


def test_unknown_never_disagrees() -> None:
    """Facts that only know less give no line."""
    less = replace(
        CLASS,
        capabilities=Capabilities("Capabilities", {"FullExport": NOTHING}),
        object_types=ObjectTypes(OPEN),
        partitions=Partitions(True, OPEN),
        hierarchy=Hierarchy(True, OPEN),
        page_sizes={"ImportMaxPageSize": NOTHING},
        parameters=(),
        parameter_counts={},
    )
    assert found(less) == []
    assert found(less, **{CAPABILITIES: None, SCHEMA: None, PARTITIONS: None, PARAMETERS: {"Connectivity": None}}) == []


def test_a_call_that_failed_is_not_compared() -> None:
    """A member that threw in this run says nothing about its value."""
    failed = run()
    error = {"error": {"types": ["System.Exception"], "message": "x"}}
    for name, outcome in failed["members"].items():
        failed["members"][name] = {"pages": dict.fromkeys(outcome["pages"], error)} if "pages" in outcome else error
    assert list(disagreements(CLASS, failed)) == []


def test_the_second_time_is_a_run_too() -> None:
    """What the same object answers when asked once more is compared as well."""
    twice = {**run(), "again": run(**{PAGE_SIZE: 501})["members"]}
    assert [bool(list(disagreements(CLASS, one))) for one in runs_of(twice)] == [False, True]
