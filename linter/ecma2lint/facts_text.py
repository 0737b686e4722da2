"""Facts for people: a short listing of one target."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Certainty, ContractClass, Count, Target, Value


def facts_text(target: Target) -> str:
    """The facts of a target as indented lines."""
    return "".join(f"{line}\n" for line in _lines(target))


def _lines(target: Target) -> Iterator[str]:
    yield f"{target.path} ({target.kind.value})"
    if target.error:
        yield f"  error: {target.error}"
        return
    if target.assembly:
        assembly = target.assembly
        framework = assembly.target_framework or "target framework not given"
        yield f"  {assembly.name} {assembly.version}, {framework}, {assembly.architecture}, contract {target.contract}"
    for cls in target.classes:
        yield from _class(cls)
    for seen in target.observations:
        yield f"  {seen.kind}: {seen.subject}: {seen.detail}"


def _class(cls: ContractClass) -> Iterator[str]:
    state = "loadable" if cls.loadable else "not loadable: " + ", ".join(reason.value for reason in cls.not_loadable_because)
    yield f"  class {cls.type} ({cls.visibility}, {state})"
    for interface in cls.interfaces:
        on = "" if interface.declared_on == cls.type else f" (listed by {interface.declared_on})"
        yield f"    {interface.name}{on}"
        for member in interface.members:
            bound = f" -> {member.implemented_by}" if member.implemented_by else ""
            yield f"      {member.name}: {member.implementation.value}{bound}"
    if cls.capabilities:
        yield f"    capabilities from {cls.capabilities.source}"
        for name, value in cls.capabilities.values.items():
            yield f"      {name} = {_value(value)}"
    if cls.object_types:
        names = f" ({', '.join(cls.object_types.names)})" if cls.object_types.names else ""
        yield f"    object types: {_count(cls.object_types.count)}{names}"
    if cls.partitions.implemented:
        yield f"    partitions: {_count(cls.partitions.count)}"
    if cls.hierarchy.implemented:
        yield f"    hierarchy nodes: {_count(cls.hierarchy.count)}"
    for parameter in cls.parameters:
        yield f"    parameter {_value(parameter.name)}: {parameter.kind} on {_value(parameter.page)}"
    for name, value in cls.page_sizes.items():
        yield f"    {name} = {_value(value)}"
    for seen in cls.observations:
        where = f" at {seen.location}" if str(seen.location) else ""
        yield f"    {seen.kind}: {seen.subject}: {seen.detail}{where}"


def _value(value: Value) -> str:
    if value.certainty is Certainty.UNKNOWN:
        return f"unknown: {value.reason}"
    text = " or ".join(str(one).lower() if isinstance(one, bool) else repr(one) for one in value.values)
    return f"{text} ({value.origin.value})" if value.origin else text


def _count(count: Count) -> str:
    if count.minimum == count.maximum:
        return str(count.minimum)
    most = "any number" if count.maximum is None else str(count.maximum)
    why = f": {count.reason}" if count.reason else ""
    return f"{count.minimum} to {most}{why}"
