"""The rules about import and export behaviour, on hand-made facts."""

from __future__ import annotations

import pytest
from rule_facts import ERROR, INFO, UNKNOWN, WARNING, Case, connector, doubts, fails, interface, passes, silent

from ecma2lint.facts import ContractClass, Value, known, one_of


def _seen(kind: str, subject: str, detail: str = "") -> ContractClass:
    return connector("CallImport", "CallExport", "GetSchema", seen=((kind, subject, detail),))


def _pages(default: Value | int, most: Value | int) -> ContractClass:
    values = [one if isinstance(one, Value) else known(one) for one in (default, most)]
    return connector("CallImport", pages=dict(zip(("ImportDefaultPageSize", "ImportMaxPageSize"), values, strict=True)))


KIND = "CSEntryChange.ObjectModificationType"
CLEAN = connector("CallImport", "CallExport", "GetSchema")

CASES = [
    fails("null-entries-result", "put", _seen("returns-null", "IMAExtensible2CallExport.PutExportEntries"), ERROR),
    fails("null-entries-result", "get, by its simple name", _seen("returns-null", "GetImportEntries"), ERROR),
    doubts("null-entries-result", "perhaps", _seen("may-return-null", "IMAExtensible2CallExport.PutExportEntries")),
    passes("null-entries-result", "another member", _seen("returns-null", "IMAExtensible2CallImport.CloseImportConnection")),
    fails("null-result", "close", _seen("returns-null", "IMAExtensible2CallImport.CloseImportConnection"), WARNING),
    fails("null-result", "a property by its accessor", _seen("returns-null", "get_Capabilities"), WARNING),
    doubts("null-result", "perhaps", _seen("may-return-null", "OpenImportConnection")),
    doubts("null-result", "not known", _seen("result-not-known", "OpenImportConnection", "depends on a file")),
    passes("null-result", "no children of a node", _seen("returns-null", "IMAExtensible2GetHierarchy.GetHierarchy")),
    fails("null-csentries", "observed", _seen("csentries-null", "GetImportEntries"), WARNING),
    doubts("null-csentries", "on some path", _seen("may-csentries-null", "GetImportEntries")),
    doubts("null-csentries", "not known", _seen("csentries-not-known", "GetImportEntries", "depends on a file")),
    passes("null-csentries", "another member is not known", _seen("result-not-known", "GetSchema", "depends on a file")),
    passes("null-csentries", "nothing seen", CLEAN),
    silent("null-csentries", "no import", connector("CallExport")),
    fails("endless-import", "observed", _seen("more-to-import-constant-true", "GetImportEntries"), WARNING),
    passes("endless-import", "nothing seen", CLEAN),
    fails("invalid-page-size", "default above maximum", _pages(500, 100), WARNING),
    fails("invalid-page-size", "zero", _pages(0, 100), WARNING),
    fails("invalid-page-size", "both negative", _pages(-1, -1), WARNING, WARNING),
    passes("invalid-page-size", "equal", _pages(100, 100)),
    passes("invalid-page-size", "some way to be right", _pages(one_of((50, 500)), 100)),
    fails("invalid-page-size", "no way to be right", _pages(one_of((300, 500)), 100), WARNING),
    doubts("invalid-page-size", "unknown", _pages(UNKNOWN, 100)),
    silent("invalid-page-size", "files", connector("FileImport")),
    fails("unlimited-page-size", "largest number", _pages(100, 2**31 - 1), INFO),
    passes("unlimited-page-size", "a limit", _pages(100, 9999)),
    fails("object-modification-type", "twice", _seen("omt-set-twice", "ObjectModificationType", "was Add already"), ERROR),
    fails("object-modification-type", "too late", _seen("omt-after-changes", "ObjectModificationType"), ERROR),
    fails("object-modification-type", "None", _seen("omt-invalid", "None"), ERROR),
    passes("object-modification-type", "nothing seen", CLEAN),
    fails(
        "change-not-allowed", "replace in an add", _seen("change-not-allowed", "Replace", "ObjectModificationType is Add"), ERROR
    ),
    passes("change-not-allowed", "nothing seen", CLEAN),
    fails("incompatible-value", "a date", _seen("bad-value-type", "System.DateTime"), ERROR),
    passes("incompatible-value", "nothing seen", CLEAN),
    fails("foreign-result-identifier", "new", _seen("result-identifier", "Guid.NewGuid()"), ERROR),
    passes("foreign-result-identifier", "nothing seen", CLEAN),
    fails("change-kind-ignored", "never read", _seen("never-reads", KIND), WARNING),
    doubts("change-kind-ignored", "perhaps elsewhere", _seen("may-read-elsewhere", KIND, "a library may read it")),
    passes("change-kind-ignored", "another property", _seen("never-reads", "ValueChange.ModificationType")),
    passes(
        "change-kind-ignored",
        "not implemented at all",
        connector(interface("CallExport", PutExportEntries="System.NotImplementedException"), seen=(("never-reads", KIND, ""),)),
    ),
    passes("change-kind-ignored", "nothing seen", CLEAN),
    silent("change-kind-ignored", "no export", connector("CallImport")),
    fails("engine-only-call", "Utils.MAs", _seen("engine-only-call", "Utils.MAs"), ERROR),
    passes("engine-only-call", "nothing seen", CLEAN),
]


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    """The rule says of the facts what its documentation says."""
    case.hold()
