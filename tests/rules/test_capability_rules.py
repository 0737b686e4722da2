"""The rules about capabilities, on hand-made facts; what only a default implies is one level lower."""

from __future__ import annotations

import pytest
from rule_facts import EITHER, ERROR, INFO, UNKNOWN, WARNING, Case, capabilities, connector, doubts, fails, passes, run, silent

from ecma2lint.facts import ContractClass, Location, Origin, known
from ecma2lint.records import replace
from ecma2lint.verdicts import Outcome


def _caps(*interfaces: str, **values: object) -> ContractClass:
    return connector(*interfaces, caps=capabilities(**values))


UNREAD = connector("GetCapabilities")
QUIET = {"SupportPartitions": False, "SupportHierarchy": False, "SupportImport": False, "SupportExport": False}
CCTOR = known(True, Origin.ASSIGNED, Location("Contoso.Connector", ".cctor", il_offset=3))

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
        WARNING,
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
    fails("shared-capabilities", "filled in a static constructor", _caps(FullExport=CCTOR), INFO),
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
