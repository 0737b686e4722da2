"""The rules about interfaces and members, on hand-made facts."""

from __future__ import annotations

import pytest
from rule_facts import ERROR, INFO, WARNING, Case, connector, doubts, fails, interface, passes, run, silent

from ecma2lint.facts import ContractClass, Observation, TargetKind
from ecma2lint.records import replace
from ecma2lint.verdicts import Outcome

NOT = "System.NotImplementedException"


def _unread_base(*interfaces: str) -> ContractClass:
    return replace(connector(*interfaces), observations=(Observation("unresolved-base", "Base", "Base.dll is missing"),))


EXPORT_THROWS = connector(interface("CallExport", PutExportEntries=NOT, OpenExportConnection=NOT))

CASES = [
    fails("export-not-implemented", "PutExportEntries only throws", EXPORT_THROWS, ERROR),
    fails(
        "export-not-implemented", "in Python", connector(interface("CallExport", PutExportEntries="NotImplementedError")), ERROR
    ),
    passes(
        "export-not-implemented",
        "another exception",
        connector(interface("CallExport", PutExportEntries="System.IO.IOException")),
    ),
    passes("export-not-implemented", "a body", connector("CallExport")),
    silent("export-not-implemented", "no export", connector("CallImport")),
    fails("unimplemented-mandatory-member", "GetSchema only throws", connector(interface("GetSchema", GetSchema=NOT)), ERROR),
    fails(
        "unimplemented-mandatory-member",
        "open and get only throw",
        connector(interface("CallImport", OpenImportConnection=NOT, GetImportEntries=NOT)),
        ERROR,
        ERROR,
    ),
    passes("unimplemented-mandatory-member", "left to export-not-implemented", EXPORT_THROWS),
    fails(
        "unimplemented-mandatory-member",
        "only opening an export throws",
        connector(interface("CallExport", OpenExportConnection=NOT)),
        ERROR,
    ),
    fails(
        "unimplemented-member",
        "closing throws",
        connector(interface("CallImport", CloseImportConnection="EntryPointNotImplementedException")),
        WARNING,
    ),
    fails("unimplemented-member", "changing a password", connector(interface("Password", ChangePassword=NOT)), INFO),
    passes("unimplemented-member", "left to the other two", EXPORT_THROWS),
    passes(
        "unimplemented-member",
        "the extended twin works",
        connector(interface("GetCapabilities", Capabilities=NOT), "GetCapabilitiesEx"),
    ),
    fails(
        "unimplemented-member",
        "both twins throw",
        connector(interface("GetCapabilities", Capabilities=NOT), interface("GetCapabilitiesEx", GetCapabilitiesEx=NOT)),
        WARNING,
        WARNING,
    ),
    fails("hierarchy-without-partitions", "no partitions", connector("GetHierarchy"), WARNING),
    passes("hierarchy-without-partitions", "both", connector("GetHierarchy", "GetPartitions")),
    silent("hierarchy-without-partitions", "no hierarchy", connector("GetPartitions")),
    doubts("hierarchy-without-partitions", "a base was not read", _unread_base("GetHierarchy")),
    fails("both-capabilities-interfaces", "both", connector("GetCapabilities", "GetCapabilitiesEx"), INFO),
    passes("both-capabilities-interfaces", "one", connector("GetCapabilities")),
    silent("both-capabilities-interfaces", "none", connector("GetSchema")),
    fails("only-extended-parameters", "Ex alone", connector("GetParametersEx"), WARNING),
    passes("only-extended-parameters", "both", connector("GetParametersEx", "GetParameters")),
    silent("only-extended-parameters", "the plain one alone", connector("GetParameters")),
    fails(
        "rules-extension", "observed", connector("GetSchema", seen=(("rules-extension", "Rules", "IMASynchronization"),)), WARNING
    ),
    passes("rules-extension", "nothing seen", connector("GetSchema")),
]

PYTHON_RULES = {
    "assigned-after-class": ("assigned-after-class", WARNING),
    "init-state": ("init-state", WARNING),
    "wrong-capability-type": ("wrong-capability-type", ERROR),
    "int-for-enum": ("int-for-enum", ERROR),
    "page-compare-int": ("page-compared-with-number", WARNING),
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    """The rule says of the facts what its documentation says."""
    case.hold()


@pytest.mark.parametrize("kind", PYTHON_RULES)
def test_python_observation(kind: str) -> None:
    """A rule of Python's own reports its observation, passes without it, and has no question for an assembly."""
    name, severity = PYTHON_RULES[kind]
    bad, good = connector("GetSchema", seen=((kind, "ExportType", "how"),)), connector("GetSchema")
    Case(name, kind, bad, Outcome.FAIL, (severity,), TargetKind.PYTHON).hold()
    Case(name, kind, good, Outcome.PASS, (), TargetKind.PYTHON).hold()
    Case(name, kind, bad, Outcome.NOT_APPLICABLE).hold()


def test_target_without_a_class_has_nothing_to_judge() -> None:
    """Rules about members have no question for a target without a loadable class, rules about observations have."""
    assert run("unimplemented-member").outcome is Outcome.NOT_APPLICABLE
    seen = (("rules-extension", "Rules", "IMASynchronization"),)
    assert run("rules-extension", seen=seen).outcome is Outcome.FAIL


def test_import_only_connector_in_mim() -> None:
    """MIM takes connectors that only import: an export that throws is a warning there."""
    assert run("export-not-implemented", EXPORT_THROWS, profile="mim-2016").severity is WARNING
