"""Judging one capability of a connector: shared by the rules of the 2xx group."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ecma2lint.contract import CAPABILITIES, contract_version
from ecma2lint.facts import Certainty, Connector, ContractClass, Origin, Scalar, Value
from ecma2lint.rule import RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity, Undecided
from ecma2lint_rules._shared import InterfaceRule, lowered, may_implement

_SOURCES = ("IMAExtensible2GetCapabilities", "IMAExtensible2GetCapabilitiesEx")


class CapabilitiesRule(InterfaceRule):
    """A rule that compares capabilities with each other or with the interfaces: it asks only connectors that declare some."""

    interfaces = frozenset(_SOURCES)


#: What a message ends with when only a default of the contract says so.
IMPLIED = ", implied by default"


def shown(value: Scalar) -> str:
    """A capability's value as code writes it: ``true``, ``ObjectReplace``."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def values_of(connector: Connector, name: str) -> Iterator[tuple[ContractClass, Value]]:
    """The value of a capability in each class that provides capabilities."""
    for cls in connector.classes:
        if cls.capabilities is not None and name in cls.capabilities.values:
            yield cls, cls.capabilities.values[name]


def judge(
    connector: Connector,
    name: str,
    bad: Callable[[Scalar], bool],
    remedy: str,
    *,
    defaults_count: bool = True,
    severity: Severity | None = None,
) -> Iterator[RuleYield]:
    """Judge one capability in every class that provides capabilities.

    Args:
        name: the property of MACapabilities.
        bad: whether a value is against the rule.
        remedy: what to write instead.
        defaults_count: False where a bad value that is only the contract's default is no failure but evidence.
        severity: the rule's own; where given, what only a default implies is reported one level lower, below info not at all.

    Yields:
        A finding where the value is certainly bad, an undecided where it may be, evidence where it is not. A connector without
        any capabilities member is judged by the contract's defaults.
    """
    implied = lowered(severity) if severity else None
    defaults_count = defaults_count and (severity is None or implied is not None)
    judged = False
    for cls in connector.classes:
        if cls.capabilities is None:
            yield from _unread(cls, name)
            judged = judged or any(cls.interface(source) for source in _SOURCES)
            continue
        judged = True
        value = cls.capabilities.values.get(name)
        if value is None:
            version = connector.target.contract
            yield Evidence(f"the contract {version} has no capability {name}", cls.location)
        else:
            yield _judge_value(cls, name, value, bad, remedy, defaults_count, implied)
    if not judged:
        yield from may_implement(connector, "capabilities")
        yield _by_default(connector, name, bad, remedy, defaults_count, implied)


def unread_capabilities(connector: Connector) -> Iterator[Undecided]:
    """One undecided for each class whose capabilities member could not be read."""
    for cls in connector.classes:
        if cls.capabilities is None:
            yield from _unread(cls, "the capabilities")


def _unread(cls: ContractClass, name: str) -> Iterator[Undecided]:
    for source in _SOURCES:
        interface = cls.interface(source)
        if interface:
            member = interface.members[0]
            why = member.detail or f"it is {member.implementation.value}"
            yield Undecided(f"{name} of {cls.type} cannot be read: {source}.{member.name}: {why}", member.location, cls.type)


def _judge_value(
    cls: ContractClass,
    name: str,
    value: Value,
    bad: Callable[[Scalar], bool],
    remedy: str,
    defaults_count: bool,
    implied: Severity | None,
) -> RuleYield:
    subject = f"{cls.type}::{name}"
    source = cls.capabilities.source if cls.capabilities else ""
    if value.certainty is Certainty.UNKNOWN:
        reason = f"{name} of {cls.type} is not known: {value.reason}"
        return Undecided(reason, value.location, subject, value.trace, f"assign {name} a constant in {source}")
    words = " or ".join(shown(one) for one in value.values)
    failing = [one for one in value.values if bad(one)]
    if not failing:
        by = " by default" if value.origin is Origin.DEFAULT else ""
        return Evidence(f"{name} is {words}{by} in {cls.type}", value.location)
    if len(failing) < len(value.values) or (not defaults_count and value.origin is Origin.MIXED):
        why = f": {value.reason}" if value.reason else ""
        reason = f"{name} of {cls.type} may be {words}{why}"
        return Undecided(reason, value.location, subject, value.trace, f"assign {name} a constant in {source}")
    if value.origin is Origin.DEFAULT and not defaults_count:
        return Evidence(f"{name} is {words} only by the contract's default in {cls.type}", value.location)
    default = value.origin is Origin.DEFAULT
    by = "by the contract's default" if default else "assigned"
    return Finding(
        f"{cls.type} declares {name} = {words}" + (IMPLIED if default and implied else ""),
        value.location,
        (f"{source} returns {name} = {words} ({by})",),
        remedy,
        subject,
        value.trace,
        implied if default else None,
    )


def _by_default(
    connector: Connector,
    name: str,
    bad: Callable[[Scalar], bool],
    remedy: str,
    defaults_count: bool,
    implied: Severity | None,
) -> RuleYield:
    version = contract_version(connector.target.contract)
    capability = CAPABILITIES[name]
    if name not in version.capabilities:
        return Evidence(f"the contract {version.version} has no capability {name}")
    text = f"no class provides capabilities; the contract's default of {name} is {shown(capability.default)}"
    if bad(capability.default) and defaults_count:
        return Finding(text, evidence=(f"contract {version.version}",), remedy=remedy, subject=name, severity=implied)
    return Evidence(text)
