"""Hand-made facts for the tests of the rules, and how a rule judges them."""

from __future__ import annotations

from dataclasses import dataclass

from ecma2lint.contract import CAPABILITIES, CONTRACT_INTERFACES
from ecma2lint.engine import Plan, judge
from ecma2lint.facts import (
    Capabilities,
    Certainty,
    ContractClass,
    Count,
    Hierarchy,
    Implementation,
    ImplementedInterface,
    Location,
    Member,
    ObjectType,
    ObjectTypes,
    Observation,
    Origin,
    Parameter,
    PartitionFact,
    Partitions,
    Scalar,
    SchemaAttribute,
    Target,
    TargetKind,
    Value,
    known,
    one_of,
    unknown,
)
from ecma2lint.selection import ActiveRule
from ecma2lint.verdicts import Outcome, RuleResult, Severity, effective_severity
from expectations import packs, plan

HERE = Location("Contoso.Connector", "Member", il_offset=1)
UNKNOWN = unknown("depends on configuration parameter 'Mode'", HERE)
EITHER = one_of((True, False), Origin.ASSIGNED, "depends on configuration parameter 'Mode'", HERE)


def _value(part: Value | Scalar) -> Value:
    return part if isinstance(part, Value) else known(part, None, HERE)


def interface(name: str, **throws: str) -> ImplementedInterface:
    """A contract interface whose members are public; ``throws`` maps members to the exception their body only throws."""
    full = f"IMAExtensible2{name}"
    members = tuple(
        Member(full, one.name, Implementation.IMPLICIT, "public", f"Contoso.Connector::{one.name}", HERE, throws.get(one.name))
        for one in CONTRACT_INTERFACES[full].members
    )
    return ImplementedInterface(full, "Contoso.Connector", members)


def capabilities(**values: object) -> Capabilities:
    """All capabilities at their defaults but for those given: constants count as assigned."""
    found = {name: known(one.default, Origin.DEFAULT, HERE) for name, one in CAPABILITIES.items()}
    for name, value in values.items():
        assert name in found
        found[name] = value if isinstance(value, Value) else known(value, Origin.ASSIGNED, HERE)  # type: ignore[arg-type]
    return Capabilities("Capabilities", found)


def attribute(
    name: Value | str | None,
    kind: Value | str | int = "String",
    *,
    anchor: Value | bool = False,
    many: Value | bool = False,
    operation: str = "ImportExport",
    always: bool = True,
) -> SchemaAttribute:
    """An attribute; constants are known values."""
    return SchemaAttribute(_value(name), _value(kind), _value(many), _value(anchor), _value(operation), HERE, always)


ANCHOR = attribute("id", anchor=True)
MAIL = attribute("mail")


def object_type(
    name: Value | str | None = "user",
    *attributes: SchemaAttribute,
    locked: Value | bool = True,
    always: bool = True,
    complete: bool = True,
) -> ObjectType:
    """An object type; constants are known values."""
    return ObjectType(_value(name), _value(locked), attributes, always, complete, HERE)


def schema(*types: ObjectType, open_: bool = False) -> ObjectTypes:
    """A schema of those types; an open one may have more."""
    names = tuple(str(one.name.value) for one in types if one.name.known)
    if open_:
        return ObjectTypes(Count(Certainty.UNKNOWN, len(types), None, "a loop over data", HERE), names, types)
    return ObjectTypes(Count(Certainty.KNOWN, len(types), len(types), None, HERE), names, types)


def parameter(name: Value | str, kind: str = "String", page: str | None = "Connectivity", **more: object) -> Parameter:
    """A parameter definition; ``default`` and ``validation`` are texts, ``extensible`` a Boolean."""
    values = {
        key: _value(value)  # type: ignore[arg-type]
        for key, value in more.items()
        if key != "always"
    }
    return Parameter(
        _value(name),
        kind,
        values.get("default"),
        known(page) if page else unknown("the page is not known"),
        values.get("validation"),
        HERE,
        bool(more.get("always", True)),
        values.get("extensible"),
    )


def partition(identifier: Value | str, dn: Value | str) -> PartitionFact:
    """A partition; texts are known values."""
    return PartitionFact(_value(identifier), _value(dn), known("", None, HERE), HERE)


def connector(
    *interfaces: ImplementedInterface | str,
    caps: Capabilities | None = None,
    types: ObjectTypes | None = None,
    partitions: tuple[PartitionFact, ...] = (),
    parameters: tuple[Parameter, ...] = (),
    pages: dict[str, Value] | None = None,
    seen: tuple[tuple[str, str, str], ...] = (),
) -> ContractClass:
    """A loadable class; interfaces by name without ``IMAExtensible2``, observations as kind, subject and detail."""
    found = [one if isinstance(one, ImplementedInterface) else interface(one) for one in interfaces]
    names = {one.name for one in found}
    if caps and "IMAExtensible2GetCapabilities" not in names:
        found.append(interface("GetCapabilities"))
    if types and "IMAExtensible2GetSchema" not in names:
        found.append(interface("GetSchema"))
    if partitions:
        found.append(interface("GetPartitions"))
    if parameters and "IMAExtensible2GetParameters" not in names:
        found.append(interface("GetParameters"))
    size = len(partitions)
    return ContractClass(
        "Contoso.Connector",
        "public",
        False,
        True,
        (),
        tuple(found),
        caps,
        types,
        Partitions(bool(partitions), Count(Certainty.KNOWN, size, size), partitions),
        Hierarchy(False, Count(Certainty.KNOWN, 0, 0)),
        parameters,
        pages or {},
        tuple(Observation(kind, subject, detail, HERE) for kind, subject, detail in seen),
        HERE,
        parameter_counts={"Connectivity": Count(Certainty.KNOWN, len(parameters), len(parameters))} if parameters else {},
    )


def run(
    name: str,
    *classes: ContractClass,
    kind: TargetKind = TargetKind.ASSEMBLY,
    profile: str = "azuread-agent-2023-06",
    seen: tuple[tuple[str, str, str], ...] = (),
) -> RuleResult:
    """What one rule says of a target with those classes, at the severity the profile gives it."""
    rule = packs().find(name)
    assert rule is not None, name
    severity = plan(profile).profile.severity_of(rule.id, rule.severity)
    assert severity is not None, f"{name} is off in {profile}"
    observations = tuple(Observation(*one, HERE) for one in seen)
    target = Target("bin/Contoso.dll", kind, contract="4.1.4.0", classes=classes, observations=observations)
    (result,) = judge(target, Plan(plan(profile).profile, (ActiveRule(rule, severity),))).rules
    return result


@dataclass(frozen=True)
class Case:
    """What a rule must say: an outcome, and for a failure the severity of each finding."""

    rule: str
    about: str
    target: ContractClass
    outcome: Outcome
    severities: tuple[Severity, ...] = ()
    kind: TargetKind = TargetKind.ASSEMBLY

    def __str__(self) -> str:
        return f"{self.rule}: {self.about}"

    def hold(self) -> None:
        """Fail unless the rule says so."""
        result = run(self.rule, self.target, kind=self.kind)
        assert result.outcome is self.outcome, f"{result.outcome.value}: {result.reason}"
        found = tuple(effective_severity(result, finding) for finding in result.findings)
        assert found == self.severities
        for finding in result.findings:
            assert finding.remedy
            assert finding.subject
            assert not finding.message.endswith(".")
        for doubt in result.undecided:
            assert doubt.reason


ERROR, WARNING, INFO = Severity.ERROR, Severity.WARNING, Severity.INFO


def fails(rule: str, about: str, target: ContractClass, *severities: Severity) -> Case:
    """The rule fails with findings of those severities, in order."""
    return Case(rule, about, target, Outcome.FAIL, severities)


def passes(rule: str, about: str, target: ContractClass) -> Case:
    """The rule passes."""
    return Case(rule, about, target, Outcome.PASS)


def doubts(rule: str, about: str, target: ContractClass) -> Case:
    """The rule is undecided."""
    return Case(rule, about, target, Outcome.UNDECIDED)


def silent(rule: str, about: str, target: ContractClass) -> Case:
    """The rule has no question to ask."""
    return Case(rule, about, target, Outcome.NOT_APPLICABLE)
