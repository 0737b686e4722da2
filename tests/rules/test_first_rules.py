"""The rules of the first pack on hand-made facts: the ten controls, loadability, completeness, and Python's hard errors."""

from __future__ import annotations

import pytest
from rule_facts import (
    ANCHOR,
    EITHER,
    ERROR,
    HERE,
    INFO,
    UNKNOWN,
    WARNING,
    Case,
    capabilities,
    connector,
    doubts,
    fails,
    interface,
    object_type,
    partition,
    passes,
    run,
    schema,
    silent,
)

from ecma2lint.facts import (
    Certainty,
    ContractClass,
    Count,
    Implementation,
    ImplementedInterface,
    NotLoadable,
    Observation,
    Partitions,
    TargetKind,
)
from ecma2lint.records import replace
from ecma2lint.verdicts import Outcome

GUID = "11111111-1111-1111-1111-111111111111"


def _bound(implementation: Implementation, accessibility: str | None) -> ContractClass:
    """A class whose GetSchema is bound in that way."""
    found = interface("GetSchema")
    member = replace(found.members[0], implementation=implementation, accessibility=accessibility)
    return connector(ImplementedInterface(found.name, found.declared_on, (member,)))


def _capability(name: str, value: object) -> ContractClass:
    return connector(caps=capabilities(**{name: value}))


def _hidden() -> ContractClass:
    return replace(connector("GetSchema"), visibility="internal", loadable=False, not_loadable_because=(NotLoadable.NOT_PUBLIC,))


def _observed(kind: str, subject: str = "Connector", detail: str = "detail") -> ContractClass:
    return connector("GetSchema", seen=((kind, subject, detail),))


def _counted(low: int, high: int | None) -> ContractClass:
    count = Count(Certainty.UNKNOWN if high is None else Certainty.ONE_OF, low, high, "a loop over data", HERE)
    return replace(connector("GetPartitions"), partitions=Partitions(True, count))


UNREAD_BASE = replace(connector("CallImport"), observations=(Observation("unresolved-base", "Base", "Base.dll is missing"),))
ONE, TWO = object_type("user", ANCHOR), object_type("contact", ANCHOR)
USUAL = connector("CallImport", "CallExport", caps=capabilities(FullExport=False), types=schema(ONE))

CASES = [
    fails("non-public-member", "explicit", _bound(Implementation.EXPLICIT, "private"), ERROR),
    fails("non-public-member", "hidden class", _hidden(), ERROR),
    passes("non-public-member", "implicit", connector("GetSchema")),
    passes("non-public-member", "renamed, but public", _bound(Implementation.RENAMED, "public")),
    doubts("non-public-member", "base not read", _bound(Implementation.UNRESOLVED, None)),
    fails("prefixed-member", "explicit", _bound(Implementation.EXPLICIT, "private"), ERROR),
    fails("prefixed-member", "renamed", _bound(Implementation.RENAMED, "public"), ERROR),
    passes("prefixed-member", "implicit", connector("GetSchema")),
    doubts("prefixed-member", "base not read", _bound(Implementation.UNRESOLVED, None)),
    passes("ambiguous-class", "one class", connector("GetSchema")),
    fails("missing-get-schema", "calls without schema", connector("CallImport"), ERROR),
    passes("missing-get-schema", "schema", USUAL),
    doubts("missing-get-schema", "base not read", UNREAD_BASE),
    silent("missing-get-schema", "neither import nor export", connector("GetPartitions")),
    fails("no-export", "import only", connector("CallImport"), ERROR),
    passes("no-export", "files", connector("FileExport")),
    doubts("no-export", "base not read", UNREAD_BASE),
    fails("no-import", "export only", connector("CallExport"), WARNING),
    passes("no-import", "import", connector("CallImport")),
    fails("legacy-interface", "observed", _observed("legacy-interface", "Contoso.Old", "IMAExtensibleFileImport"), ERROR),
    passes("legacy-interface", "nothing seen", USUAL),
    fails("no-capabilities", "none", connector("GetSchema"), WARNING),
    passes("no-capabilities", "the extended one", connector("GetCapabilitiesEx")),
    doubts("no-capabilities", "base not read", UNREAD_BASE),
    fails("merged-contract", "observed", _observed("merged-contract"), ERROR),
    passes("merged-contract", "nothing seen", USUAL),
    fails("missing-member", "missing", _bound(Implementation.MISSING, None), ERROR),
    passes("missing-member", "bound", USUAL),
    doubts("missing-member", "base not read", _bound(Implementation.UNRESOLVED, None)),
    fails("full-export", "true", _capability("FullExport", True), ERROR),
    passes("full-export", "default", connector(caps=capabilities())),
    passes("full-export", "no capabilities", connector("GetSchema")),
    doubts("full-export", "unknown", _capability("FullExport", UNKNOWN)),
    doubts("full-export", "either", _capability("FullExport", EITHER)),
    fails("export-password-in-first-pass", "true", _capability("ExportPasswordInFirstPass", True), ERROR),
    passes("export-password-in-first-pass", "false", _capability("ExportPasswordInFirstPass", False)),
    doubts("export-password-in-first-pass", "unknown", _capability("ExportPasswordInFirstPass", UNKNOWN)),
    fails("normalizations", "uppercase", _capability("Normalizations", "Uppercase"), ERROR),
    passes("normalizations", "none", _capability("Normalizations", "None")),
    doubts("normalizations", "unknown", _capability("Normalizations", UNKNOWN)),
    fails("concurrent-operation", "assigned", _capability("ConcurrentOperation", True), INFO),
    passes("concurrent-operation", "by default", connector(caps=capabilities())),
    fails("delete-add-as-replace", "assigned", _capability("DeleteAddAsReplace", True), INFO),
    passes("delete-add-as-replace", "by default", connector(caps=capabilities())),
    fails("several-object-types", "two", connector(types=schema(ONE, TWO)), ERROR),
    passes("several-object-types", "one", connector(types=schema(ONE))),
    doubts("several-object-types", "open", connector(types=schema(ONE, open_=True))),
    fails("several-object-types", "two, and perhaps more", connector(types=schema(ONE, TWO, open_=True)), ERROR),
    fails("several-partitions", "two", connector(partitions=(partition(GUID, "dc=a"), partition(GUID, "dc=b"))), ERROR),
    passes("several-partitions", "one", connector(partitions=(partition(GUID, "dc=a"),))),
    passes("several-partitions", "not implemented", USUAL),
    doubts("several-partitions", "open", _counted(0, None)),
    doubts("several-partitions", "one or two", _counted(1, 2)),
    fails("several-partitions", "two or more", _counted(2, None), ERROR),
    fails("hierarchy", "implemented", connector("GetHierarchy"), ERROR),
    fails("hierarchy", "assigned", _capability("SupportHierarchy", True), ERROR),
    passes("hierarchy", "only by default", connector(caps=capabilities())),
    doubts("hierarchy", "unknown", _capability("SupportHierarchy", UNKNOWN)),
]

PYTHON_RULES = {
    "wrong-arity": "wrong-arity",
    "async-member": "async-member",
    "generator-member": "async-member",
    "python-mixin-base": "python-mixin-base",
    "repeated-namespace": "repeated-namespace",
    "duplicate-clr-name": "duplicate-clr-name",
    "enum-none": "enum-none",
    "misspelt-attribute": "misspelt-capability",
    "capabilities-keyword-arguments": "capabilities-keyword-arguments",
}


@pytest.mark.parametrize("case", CASES, ids=str)
def test_rule(case: Case) -> None:
    """The rule says of the facts what its documentation says."""
    case.hold()


@pytest.mark.parametrize("kind", PYTHON_RULES)
def test_python_observation(kind: str) -> None:
    """A rule of Python's own reports its observation, passes without it, and has no question for an assembly."""
    name = PYTHON_RULES[kind]
    Case(name, kind, _observed(kind), Outcome.FAIL, (ERROR,), TargetKind.PYTHON).hold()
    Case(name, kind, connector("GetSchema"), Outcome.PASS, (), TargetKind.PYTHON).hold()
    Case(name, kind, _observed(kind), Outcome.NOT_APPLICABLE).hold()


def test_two_loadable_classes_for_one_interface() -> None:
    """Two loadable classes for one interface are ambiguous; one that no host can load does not count."""
    first, second = connector("GetSchema"), replace(connector("GetSchema"), type="Contoso.Second")
    assert run("ambiguous-class", first, second).outcome is Outcome.FAIL
    hidden = replace(_hidden(), type="Contoso.Second")
    assert run("ambiguous-class", first, hidden).outcome is Outcome.PASS


def test_no_loadable_class() -> None:
    """A target whose only contract class is abstract has no class to load; one with a loadable class has."""
    abstract = replace(connector("GetSchema"), abstract=True, loadable=False, not_loadable_because=(NotLoadable.ABSTRACT,))
    assert run("no-loadable-class", abstract).outcome is Outcome.FAIL
    assert run("no-loadable-class", connector("GetSchema")).outcome is Outcome.PASS


def test_no_namespace() -> None:
    """A Python class without ``__namespace__`` becomes no .NET type."""
    assert run("no-namespace", _observed("no-namespace"), kind=TargetKind.PYTHON).outcome is Outcome.FAIL
    assert run("no-namespace", connector("GetSchema"), kind=TargetKind.PYTHON).outcome is Outcome.PASS
