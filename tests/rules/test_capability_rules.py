"""The rules about capabilities, on hand-made facts; what only a default implies is one level lower."""

from __future__ import annotations

import pytest
from rule_facts import (
    ANCHOR,
    EITHER,
    ERROR,
    HERE,
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
    passes,
    run,
    schema,
    silent,
)

from ecma2lint.facts import ContractClass, Location, Observation, Origin, SchemaAttribute, known
from ecma2lint.records import replace
from ecma2lint.verdicts import Outcome


def _caps(*interfaces: str, **values: object) -> ContractClass:
    return connector(*interfaces, caps=capabilities(**values))


UNREAD = connector("GetCapabilities")
QUIET = {"SupportPartitions": False, "SupportHierarchy": False, "SupportImport": False, "SupportExport": False}
LOST_AT = Location("Contoso.Connector", "get_Capabilities", il_offset=9)
TYPE_OF_IMPORT, CHANGE_OF_VALUE = "OpenImportConnectionRunStep.ImportType", "ValueChange.ModificationType"
MANY = attribute("mail", many=True)


def _saw(kind: str, subject: str, location: Location = HERE) -> Observation:
    return Observation(kind, subject, "a library may read it", location)


def _lost(rename: Location) -> ContractClass:
    """ObjectRename was set back by the style, and stands where it was last written."""
    value = known(False, Origin.ASSIGNED, rename)
    cls = _caps(DistinguishedNameStyle="None", ObjectRename=value)
    return replace(cls, observations=(_saw("capability-lost", "ObjectRename", LOST_AT),))


def _delta(kind: str = "never-reads", **values: object) -> ContractClass:
    return replace(_caps("CallImport", **values), observations=(_saw(kind, TYPE_OF_IMPORT),))


def _values(export_type: object, *attributes: SchemaAttribute, kind: str = "never-reads", open_: bool = False) -> ContractClass:
    types = schema(object_type("user", ANCHOR, *attributes), open_=open_) if attributes else None
    cls = connector("CallExport", caps=capabilities(ExportType=export_type), types=types)
    return replace(cls, observations=(_saw(kind, CHANGE_OF_VALUE),))


CASES = [
    fails("object-rename", "assigned", _caps(ObjectRename=True), WARNING),
    fails("object-rename", "by default", _caps(), INFO),
    fails("object-rename", "assigned beside LDAP names", _caps(ObjectRename=True, DistinguishedNameStyle="Ldap"), INFO),
    passes("object-rename", "false", _caps(ObjectRename=False)),
    doubts("object-rename", "unknown", _caps(ObjectRename=UNKNOWN)),
    doubts("object-rename", "either", _caps(ObjectRename=EITHER)),
    doubts("object-rename", "not read", UNREAD),
    fails("object-rename", "no capabilities at all", connector("GetSchema"), INFO),
    fails("rename-without-dn", "contradiction", _caps(DistinguishedNameStyle="None", ObjectRename=True), WARNING),
    passes("rename-without-dn", "reset by the setter", _caps(DistinguishedNameStyle="None", ObjectRename=False)),
    passes("rename-without-dn", "another style", _caps(DistinguishedNameStyle="Generic", ObjectRename=True)),
    doubts("rename-without-dn", "rename unknown", _caps(DistinguishedNameStyle="None", ObjectRename=UNKNOWN)),
    silent("rename-without-dn", "no capabilities", connector("GetSchema")),
    fails("dn-as-anchor", "true", _caps(IsDNAsAnchor=True), WARNING),
    passes("dn-as-anchor", "default", _caps()),
    doubts("dn-as-anchor", "unknown", _caps(IsDNAsAnchor=UNKNOWN)),
    fails("ldap-only-capability", "assigned", _caps(SupportPartitions=True, SupportHierarchy=False), WARNING),
    fails("ldap-only-capability", "only defaults, as one information", _caps(), INFO),
    passes("ldap-only-capability", "LDAP names", _caps(DistinguishedNameStyle="Ldap", SupportPartitions=True, IsDNAsAnchor=True)),
    passes("ldap-only-capability", "all false", _caps(SupportPartitions=False, SupportHierarchy=False)),
    doubts("ldap-only-capability", "style unknown", _caps(DistinguishedNameStyle=UNKNOWN, SupportPartitions=True)),
    passes("ldap-only-capability", "style unknown, only defaults", _caps(DistinguishedNameStyle=UNKNOWN)),
    fails("declared-not-implemented", "export assigned", _caps(**{**QUIET, "SupportExport": True}), ERROR),
    fails("declared-not-implemented", "import assigned", _caps(**{**QUIET, "SupportImport": True}), ERROR),
    fails("declared-not-implemented", "both by default", _caps(), WARNING, WARNING),
    fails("declared-not-implemented", "hierarchy assigned", _caps(**{**QUIET, "SupportHierarchy": True}), WARNING),
    fails(
        "declared-not-implemented",
        "defaults beside LDAP",
        _caps("CallImport", "CallExport", DistinguishedNameStyle="Ldap"),
        INFO,
        INFO,
    ),
    passes("declared-not-implemented", "a usual connector", _caps("CallImport", "CallExport")),
    passes("declared-not-implemented", "files", _caps("FileImport", "FileExport")),
    doubts("declared-not-implemented", "unknown", _caps("CallImport", SupportExport=UNKNOWN)),
    fails("implemented-not-declared", "export", _caps("CallExport", SupportExport=False), ERROR),
    fails(
        "implemented-not-declared",
        "import and password",
        _caps("CallImport", "Password", SupportImport=False, SupportPassword=False),
        ERROR,
        WARNING,
    ),
    passes("implemented-not-declared", "declared", _caps("CallExport", "CallImport")),
    passes("implemented-not-declared", "false and absent", _caps(SupportExport=False)),
    doubts("implemented-not-declared", "either", _caps("CallExport", SupportExport=EITHER)),
    fails("password-not-implemented", "assigned", _caps(SupportPassword=True), WARNING),
    fails("password-not-implemented", "by default", _caps(), INFO),
    passes("password-not-implemented", "implemented", _caps("Password", SupportPassword=True)),
    passes("password-not-implemented", "false", _caps(SupportPassword=False)),
    doubts("password-not-implemented", "unknown", _caps(SupportPassword=UNKNOWN)),
    fails("undefined-capability-value", "4", _caps(ExportType=4), ERROR),
    passes("undefined-capability-value", "names", _caps(ExportType="AttributeUpdate", Normalizations="Uppercase, RemoveAccents")),
    doubts("undefined-capability-value", "unknown", _caps(ExportType=UNKNOWN)),
    silent("undefined-capability-value", "no capabilities", connector("GetSchema")),
    fails("export-type-not-set", "default", _caps("CallExport"), INFO),
    passes("export-type-not-set", "assigned the default's value", _caps("CallExport", ExportType="ObjectReplace")),
    silent("export-type-not-set", "no export", _caps("CallImport")),
    fails("no-reference-values-in-first-export", "true", _caps(NoReferenceValuesInFirstExport=True), INFO),
    passes("no-reference-values-in-first-export", "default", _caps()),
    fails("object-confirmation", "other", _caps(ObjectConfirmation="NoDeleteConfirmation"), INFO),
    passes("object-confirmation", "default", _caps()),
    fails("shared-capabilities", "kept for ever", replace(_caps(), observations=(_saw("shared-result", "Capabilities"),)), INFO),
    fails("rename-without-dn", "lost to the style", _lost(LOST_AT), WARNING),
    passes("rename-without-dn", "assigned again behind the loss", _lost(HERE)),
    doubts("rename-without-dn", "style unknown", _caps(DistinguishedNameStyle=UNKNOWN, ObjectRename=True)),
    fails("delta-import-ignored", "assigned", _delta(DeltaImport=True), WARNING),
    fails("delta-import-ignored", "by default", _delta(), INFO),
    passes("delta-import-ignored", "false", _delta(DeltaImport=False)),
    doubts("delta-import-ignored", "perhaps elsewhere", _delta("may-read-elsewhere", DeltaImport=True)),
    doubts("delta-import-ignored", "unknown", _delta(DeltaImport=UNKNOWN)),
    passes("delta-import-ignored", "it is read", _caps("CallImport", DeltaImport=True)),
    silent("delta-import-ignored", "no capabilities", connector("CallImport")),
    fails("value-changes-ignored", "several values", _values("AttributeUpdate", MANY), WARNING),
    passes("value-changes-ignored", "single values only", _values("AttributeUpdate", MAIL)),
    passes("value-changes-ignored", "all values are sent", _values("AttributeReplace", MANY)),
    passes("value-changes-ignored", "no references", _values("MultivaluedReferenceAttributeUpdate", MANY)),
    fails(
        "value-changes-ignored",
        "references",
        _values("MultivaluedReferenceAttributeUpdate", attribute("managers", "Reference", many=True)),
        WARNING,
    ),
    doubts("value-changes-ignored", "perhaps elsewhere", _values("AttributeUpdate", MANY, kind="may-read-elsewhere")),
    doubts("value-changes-ignored", "the schema is open", _values("AttributeUpdate", MAIL, open_=True)),
    doubts("value-changes-ignored", "no schema", _values("AttributeUpdate")),
    doubts("value-changes-ignored", "unknown", _values(UNKNOWN, MANY)),
    passes("value-changes-ignored", "it is read", _caps("CallExport", ExportType="AttributeUpdate")),
    silent("value-changes-ignored", "no capabilities", connector("CallExport")),
    passes("shared-capabilities", "filled in the member", _caps(FullExport=True)),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    """The rule says of the facts what its documentation says."""
    case.hold()


@pytest.mark.parametrize(
    "name", ["object-rename", "ldap-only-capability", "password-not-implemented", "declared-not-implemented"]
)
def test_implied_by_default_says_so(name: str) -> None:
    """A finding that rests on a default alone names the default."""
    result = run(name, _caps())
    assert result.findings
    assert all(finding.message.endswith("implied by default") for finding in result.findings)


def test_defaults_alone_never_warn_a_usual_connector() -> None:
    """A connector that imports and exports and leaves every default is told nothing above information by these rules."""
    usual = _caps("CallImport", "CallExport")
    for name in {case.rule for case in CASES}:
        result = run(name, usual)
        assert all(finding.severity is INFO or result.severity is INFO for finding in result.findings), name


def test_interfaces_of_another_class_count() -> None:
    """Capabilities and interfaces may lie in two classes: a host loads both."""
    declares = _caps(**{**QUIET, "SupportExport": True})
    exports = replace(connector("CallExport"), type="Contoso.Exporter")
    assert run("declared-not-implemented", declares, exports).outcome is Outcome.PASS
