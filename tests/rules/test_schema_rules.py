"""The rules about schema and partitions, on hand-made facts: what is certain fails, all else is one undecided."""

from __future__ import annotations

import pytest
from rule_facts import (
    ANCHOR,
    EITHER,
    ERROR,
    INFO,
    MAIL,
    UNKNOWN,
    WARNING,
    Case,
    attribute,
    capabilities,
    connector,
    doubts,
    fails,
    object_type,
    partition,
    passes,
    run,
    schema,
    silent,
)

from ecma2lint.facts import NEW_IDENTIFIER, Certainty, ContractClass, Count, ObjectType, Partitions, SchemaAttribute, unknown
from ecma2lint.records import replace
from ecma2lint.verdicts import Outcome

GUID = "11111111-1111-1111-1111-111111111111"


def _types(*types: ObjectType, open_: bool = False) -> ContractClass:
    return connector("CallImport", types=schema(*types, open_=open_))


def _user(*attributes: SchemaAttribute, **more: bool) -> ContractClass:
    return _types(object_type("user", *attributes, **more))


GOOD = _user(ANCHOR, MAIL)
UNREAD = connector("GetSchema")

#: Rules about single attributes: a bad one, and whether the anchor rules' doubts apply.
BAD_ATTRIBUTES = {
    "binary-anchor": attribute("id", "Binary", anchor=True),
    "multi-valued-attribute": attribute("mail", many=True),
    "reference-attribute": attribute("manager", "Reference"),
    "binary-attribute": attribute("photo", "Binary"),
    "attribute-name-character": attribute("name.first"),
    "undefined-attribute-type": attribute("mail", "Undefined"),
    "empty-schema-name": attribute(" "),
    "export-only-anchor": attribute("id", anchor=True, operation="ExportOnly"),
}
SEVERITIES = {"attribute-name-character": ERROR, "empty-schema-name": ERROR}
UNSURE = {
    "binary-anchor": attribute("id", "Binary", anchor=EITHER),
    "multi-valued-attribute": attribute("mail", many=EITHER),
    "reference-attribute": attribute("manager", UNKNOWN),
    "binary-attribute": attribute("photo", UNKNOWN),
    "attribute-name-character": attribute(UNKNOWN),
    "undefined-attribute-type": attribute("mail", UNKNOWN),
    "empty-schema-name": attribute(UNKNOWN),
    "export-only-anchor": attribute("id", anchor=EITHER, operation="ExportOnly"),
}

CASES = [
    fails("group-object-type", "group", _types(object_type("Group", ANCHOR)), WARNING),
    fails("group-object-type", "organizational unit", _types(object_type("organizational-unit", ANCHOR)), WARNING),
    passes("group-object-type", "user", GOOD),
    passes("group-object-type", "a word that holds one", _types(object_type("groupMember", ANCHOR))),
    doubts("group-object-type", "name unknown", _types(object_type(UNKNOWN, ANCHOR))),
    fails("locked-without-anchor", "locked", _user(MAIL), ERROR),
    passes("locked-without-anchor", "anchor", GOOD),
    passes("locked-without-anchor", "unlocked", _user(MAIL, locked=False)),
    doubts("locked-without-anchor", "open", _user(MAIL, complete=False)),
    passes("locked-without-anchor", "open, but an anchor is there", _user(ANCHOR, complete=False)),
    doubts("locked-without-anchor", "the anchor on some paths only", _user(attribute("id", anchor=True, always=False))),
    passes("locked-without-anchor", "left to type-without-attributes", _user()),
    fails("no-anchor", "unlocked", _user(MAIL, locked=False), WARNING),
    passes("no-anchor", "left to locked-without-anchor", _user(MAIL)),
    doubts("no-anchor", "anchor unknown", _user(attribute("id", anchor=UNKNOWN), locked=False)),
    fails("several-anchors", "two", _user(ANCHOR, attribute("tenant", anchor=True)), ERROR),
    passes("several-anchors", "one", GOOD),
    doubts("several-anchors", "perhaps two", _user(ANCHOR, attribute("tenant", anchor=EITHER))),
    doubts("several-anchors", "one on either path", _user(ANCHOR, attribute("key", anchor=True, always=False))),
    passes("binary-attribute", "left to binary-anchor", _user(attribute("id", "Binary", anchor=True))),
    passes("export-only-anchor", "another attribute", _user(ANCHOR, attribute("password", operation="ExportOnly"))),
    fails("empty-schema-name", "a type", _types(object_type("", ANCHOR)), ERROR),
    fails("empty-schema-name", "null", _types(object_type(None, ANCHOR)), ERROR),
    fails("undefined-attribute-type", "a number without a name", _user(attribute("mail", 9)), WARNING),
    fails(
        "conflicting-attribute-definition",
        "two types",
        _types(object_type("user", attribute("code")), object_type("contact", attribute("code", "Integer"))),
        ERROR,
    ),
    passes(
        "conflicting-attribute-definition",
        "anchor here, none there",
        _types(object_type("user", attribute("code", anchor=True)), object_type("contact", attribute("code"))),
    ),
    passes(
        "conflicting-attribute-definition",
        "names that differ by case",
        _types(object_type("user", attribute("code")), object_type("contact", attribute("Code", "Integer"))),
    ),
    doubts(
        "conflicting-attribute-definition",
        "type unknown",
        _types(object_type("user", attribute("code")), object_type("contact", attribute("code", UNKNOWN))),
    ),
    passes(
        "conflicting-attribute-definition",
        "types that exclude each other",
        _types(
            object_type("user", attribute("code"), always=False),
            object_type("contact", attribute("code", "Integer"), always=False),
        ),
    ),
    fails("case-variant-name", "attributes", _user(MAIL, attribute("Mail")), WARNING),
    fails(
        "case-variant-name",
        "attributes of two types",
        _types(object_type("a", MAIL), object_type("b", attribute("MAIL"))),
        WARNING,
    ),
    fails("case-variant-name", "types", _types(object_type("user", ANCHOR), object_type("User", ANCHOR)), WARNING),
    passes("case-variant-name", "the same name twice", _types(object_type("a", MAIL), object_type("b", MAIL))),
    doubts("case-variant-name", "name unknown", _user(attribute(UNKNOWN))),
    fails("type-without-attributes", "none", _user(), ERROR),
    passes("type-without-attributes", "some", GOOD),
    doubts("type-without-attributes", "open", _user(complete=False)),
    passes("type-without-attributes", "open, but not empty", _user(MAIL, complete=False)),
    doubts("type-without-attributes", "on some paths", _user(always=False)),
    fails(
        "refused-attribute-type",
        "observed",
        connector("GetSchema", seen=(("invalid-schema-call", "CreateAnchorAttribute", "Boolean"),)),
        ERROR,
    ),
    passes("refused-attribute-type", "nothing seen", GOOD),
    silent("refused-attribute-type", "no schema", connector("CallImport")),
    fails(
        "duplicate-key",
        "observed",
        connector("GetSchema", seen=(("duplicate-key", "mail", "SchemaAttribute 'mail' is added twice"),)),
        ERROR,
    ),
    passes("duplicate-key", "nothing seen", GOOD),
    fails("set-read-only", "observed", connector("GetSchema", seen=(("set-read-only", "Schema", "called"),)), WARNING),
    passes("set-read-only", "nothing seen", GOOD),
    fails(
        "unstable-partition-identifier",
        "new each time",
        connector(partitions=(partition(unknown(NEW_IDENTIFIER), "dc=contoso"),)),
        WARNING,
    ),
    passes("unstable-partition-identifier", "constant", connector(partitions=(partition(GUID, "dc=contoso"),))),
    doubts("unstable-partition-identifier", "configured", connector(partitions=(partition(UNKNOWN, "dc=contoso"),))),
    silent("unstable-partition-identifier", "no partitions", GOOD),
    *(
        doubts(
            rule,
            "more in a loop",
            replace(
                connector("GetPartitions"),
                partitions=Partitions(True, Count(Certainty.UNKNOWN, 1, None, "a loop"), (partition(GUID, "dc=contoso"),)),
            ),
        )
        for rule in ("unstable-partition-identifier", "partition-without-dn")
    ),
    fails("partition-without-dn", "the identifier's text", connector(partitions=(partition(GUID, GUID),)), WARNING),
    fails("partition-without-dn", "in another form", connector(partitions=(partition(GUID, "{" + GUID.upper() + "}"),)), WARNING),
    passes("partition-without-dn", "its own", connector(partitions=(partition(GUID, "dc=contoso"),))),
    doubts("partition-without-dn", "configured", connector(partitions=(partition(GUID, UNKNOWN),))),
    fails(
        "partitions-without-ldap",
        "assigned",
        connector("GetPartitions", caps=capabilities(DistinguishedNameStyle="None")),
        WARNING,
    ),
    fails("partitions-without-ldap", "by default", connector("GetPartitions", caps=capabilities()), INFO),
    fails("partitions-without-ldap", "no capabilities", connector("GetPartitions"), INFO),
    passes("partitions-without-ldap", "LDAP", connector("GetPartitions", caps=capabilities(DistinguishedNameStyle="Ldap"))),
    doubts("partitions-without-ldap", "unknown", connector("GetPartitions", caps=capabilities(DistinguishedNameStyle=UNKNOWN))),
    silent("partitions-without-ldap", "no partitions", GOOD),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    """The rule says of the facts what its documentation says."""
    case.hold()


@pytest.mark.parametrize("name", BAD_ATTRIBUTES)
def test_attribute_rule(name: str) -> None:
    """A bad attribute fails where it is certainly there; on some paths, or where its part is unknown, it is undecided."""
    bad, severity = BAD_ATTRIBUTES[name], SEVERITIES.get(name, WARNING)
    fails(name, "certain", _user(ANCHOR, bad), severity).hold()
    fails(name, "in an open type", _user(bad, complete=False), severity).hold()
    passes(name, "good", GOOD).hold()
    doubts(name, "unsure", _user(ANCHOR, UNSURE[name])).hold()
    sometimes = replace(bad, always=False)
    doubts(name, "on some paths", _user(ANCHOR, sometimes)).hold()
    doubts(name, "in a type on some paths", _types(object_type("user", bad, always=False))).hold()
    silent(name, "no schema", connector("CallImport")).hold()


@pytest.mark.parametrize("name", [*BAD_ATTRIBUTES, "several-anchors", "case-variant-name", "conflicting-attribute-definition"])
def test_unknown_schema_is_one_undecided(name: str) -> None:
    """However much of a schema is unknown, an attribute rule yields one undecided for it."""
    unsure = [object_type(UNKNOWN, attribute(UNKNOWN, UNKNOWN, anchor=UNKNOWN, many=UNKNOWN), complete=False) for _ in range(5)]
    for target in (UNREAD, _types(open_=True), _types(*unsure, open_=True)):
        result = run(name, target)
        assert result.outcome is Outcome.UNDECIDED
        assert len(result.undecided) == (2 if name == "empty-schema-name" else 1)


def test_a_finding_stays_a_finding_in_an_open_schema() -> None:
    """What is certainly wrong fails, though more of the schema is unknown."""
    result = run("multi-valued-attribute", _types(object_type("user", attribute("mail", many=True)), open_=True))
    assert result.outcome is Outcome.FAIL
    assert [finding.subject for finding in result.findings] == ["Contoso.Connector::user.mail"]
    assert len(result.undecided) == 1


@pytest.mark.parametrize(
    "name", ["type-without-attributes", "conflicting-attribute-definition", "locked-without-anchor", "empty-schema-name"]
)
def test_truths_of_the_contract_hold_in_mim_too(name: str) -> None:
    """What the contract itself refuses is an error under every profile."""
    targets = {
        "type-without-attributes": _user(),
        "conflicting-attribute-definition": _types(object_type("a", MAIL), object_type("b", attribute("mail", "Integer"))),
        "locked-without-anchor": _user(MAIL),
        "empty-schema-name": _user(attribute("")),
    }
    for profile in ("azuread-agent-2023-06", "entra-agent-2025-04", "mim-2016"):
        assert run(name, targets[name], profile=profile).severity is ERROR
