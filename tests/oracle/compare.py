"""Holds the facts of a contract class against what the class answered under a CLR.

A disagreement is a decided value that differs, a set of possible values that lacks the real one, or a count outside its bounds.
What the reader calls unknown cannot disagree; a call that failed in this run gives nothing to compare with.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ecma2lint.facts import Certainty, ContractClass, Count, ObjectType, Scalar, SchemaAttribute, Value

Run = dict[str, Any]

_WRAPPERS = ("System.Reflection.TargetInvocationException", "System.TypeInitializationException")


def failure(outcome: dict[str, Any]) -> str:
    """``ok``, or the simple name of the exception that arrived, without the wrappers reflection puts around it.

    A member that was called for several pages fails when one of the calls does.
    """
    for one in outcome.get("pages", {"": outcome}).values():
        if "error" in one:
            return exception_name(one["error"])
    return "ok"


def exception_name(error: dict[str, Any]) -> str:
    """The simple name of the exception that matters in a chain of wrappers."""
    types = [name for name in error["types"] if name not in _WRAPPERS] or error["types"]
    return str(types[0]).rsplit(".", 1)[-1]


def answer(run: Run, member: str) -> Any:
    """What a member returned in this run, by its full name; None when it was not called, failed, or returned null."""
    return run.get("members", {}).get(member, {}).get("value")


def disagreements(cls: ContractClass, run: Run) -> Iterator[str]:
    """Where the facts of the class contradict the run, in words."""
    yield from _capabilities(cls, run)
    yield from _schema(cls, run)
    yield from _partitions(cls, run)
    yield from _hierarchy(cls, run)
    yield from _page_sizes(cls, run)
    yield from _parameters(cls, run)


def possible(value: Value, real: Scalar) -> bool:
    """Whether the facts allow the real value; ``True`` and ``1`` are two values."""
    return value.certainty is Certainty.UNKNOWN or any(one == real and type(one) is type(real) for one in value.values)


def within(count: Count, real: int) -> bool:
    """Whether the facts allow this many."""
    return count.minimum <= real and (count.maximum is None or real <= count.maximum)


def _shown(value: Value) -> str:
    return "unknown" if value.certainty is Certainty.UNKNOWN else " or ".join(repr(one) for one in value.values)


def _capabilities(cls: ContractClass, run: Run) -> Iterator[str]:
    if cls.capabilities is None:
        return
    member = {
        "Capabilities": "IMAExtensible2GetCapabilities.Capabilities",
        "GetCapabilitiesEx": "IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx",
    }[cls.capabilities.source]
    real = answer(run, member)
    for name, value in cls.capabilities.values.items() if real else ():
        if not possible(value, real[name]):
            yield f"{cls.type} {name}: facts say {_shown(value)}, it is {real[name]!r}"


def _schema(cls: ContractClass, run: Run) -> Iterator[str]:
    real = answer(run, "IMAExtensible2GetSchema.GetSchema")
    if cls.object_types is None or real is None:
        return
    types, facts = real["types"], cls.object_types
    if not within(facts.count, len(types)):
        yield f"{cls.type} object types: facts say {facts.count.minimum} to {facts.count.maximum}, there are {len(types)}"
    names = [kind["name"] for kind in types]
    for fact in facts.types:
        if fact.always and not any(possible(fact.name, name) for name in names):
            yield f"{cls.type} object type {_shown(fact.name)} is said to be there always, there are {names}"
    if facts.count.maximum is None:
        return
    for kind in types:
        candidates = [fact for fact in facts.types if possible(fact.name, kind["name"])]
        if not candidates:
            yield f"{cls.type} object type {kind['name']!r} is real, facts have {[_shown(fact.name) for fact in facts.types]}"
        elif not any(fact.name.certainty is Certainty.UNKNOWN for fact in facts.types) and kind["name"] not in facts.names:
            yield f"{cls.type} object type {kind['name']!r} is not among the names {list(facts.names)}"
        wrong = sorted((list(_type_differences(fact, kind)) for fact in candidates), key=len)
        if wrong and wrong[0]:
            yield f"{cls.type} object type {kind['name']!r}: {'; '.join(wrong[0])}"


def _type_differences(fact: ObjectType, real: dict[str, Any]) -> Iterator[str]:
    if not possible(fact.locked, real["locked"]):
        yield f"locked: facts say {_shown(fact.locked)}, it is {real['locked']}"
    for attribute in real["attributes"]:
        named = [one for one in fact.attributes if possible(one.name, attribute["name"])]
        if not named and fact.complete:
            yield f"attribute {attribute['name']!r} is real and not in the facts"
        elif named and not any(_attribute_possible(one, attribute) for one in named):
            yield f"attribute {attribute['name']!r}: facts say {'; '.join(map(_attribute_shown, named))}, it is {attribute}"
    if fact.complete:
        names = [attribute["name"] for attribute in real["attributes"]]
        for one in fact.attributes:
            if one.name.known and one.name.value not in names:
                yield f"attribute {one.name.value!r} is in the facts and not real"


def _attribute_possible(fact: SchemaAttribute, real: dict[str, Any]) -> bool:
    return (
        possible(fact.data_type, real["type"])
        and possible(fact.multi_valued, real["multi_valued"])
        and possible(fact.anchor, real["anchor"])
        and possible(fact.operation, real["operation"])
    )


def _attribute_shown(fact: SchemaAttribute) -> str:
    parts = {"type": fact.data_type, "multi-valued": fact.multi_valued, "anchor": fact.anchor, "operation": fact.operation}
    return ", ".join(f"{name} {_shown(value)}" for name, value in parts.items())


def _partitions(cls: ContractClass, run: Run) -> Iterator[str]:
    real: Sequence[dict[str, Any]] | None = answer(run, "IMAExtensible2GetPartitions.GetPartitions")
    if real is None:
        return
    facts = cls.partitions
    if not facts.implemented:
        yield f"{cls.type} GetPartitions answers, and facts say it is not implemented"
    if not within(facts.count, len(real)):
        yield f"{cls.type} partitions: facts say {facts.count.minimum} to {facts.count.maximum}, there are {len(real)}"
    if facts.count.maximum is None or not facts.partitions:
        return
    for one in real:
        if not any(
            possible(fact.identifier, one["identifier"]) and possible(fact.dn, one["dn"]) and possible(fact.name, one["name"])
            for fact in facts.partitions
        ):
            said = [f"{_shown(fact.identifier)} {_shown(fact.dn)} {_shown(fact.name)}" for fact in facts.partitions]
            yield f"{cls.type} partition {one} is real, facts have {said}"


def _hierarchy(cls: ContractClass, run: Run) -> Iterator[str]:
    real = answer(run, "IMAExtensible2GetHierarchy.GetHierarchy")
    if real is not None and not within(cls.hierarchy.count, len(real)):
        count = cls.hierarchy.count
        yield f"{cls.type} hierarchy nodes: facts say {count.minimum} to {count.maximum}, there are {len(real)}"


def _page_sizes(cls: ContractClass, run: Run) -> Iterator[str]:
    for name, value in cls.page_sizes.items():
        interface = "IMAExtensible2CallImport" if name.startswith("Import") else "IMAExtensible2CallExport"
        real = answer(run, f"{interface}.{name}")
        if real is not None and not possible(value, real):
            yield f"{cls.type} {name}: facts say {_shown(value)}, it is {real}"


def _parameters(cls: ContractClass, run: Run) -> Iterator[str]:
    members = ("IMAExtensible2GetParameters.GetConfigParameters", "IMAExtensible2GetParametersEx.GetConfigParametersEx")
    for member in members:
        for page, outcome in run.get("members", {}).get(member, {}).get("pages", {}).items():
            for real in outcome.get("value") or ():
                named = [
                    fact
                    for fact in cls.parameters
                    if fact.name.known and fact.name.value == real["name"] and possible(fact.page, page)
                ]
                if named and not any(fact.kind == real["type"] for fact in named):
                    said = " or ".join(fact.kind for fact in named)
                    yield f"{cls.type} parameter {real['name']!r}: facts say {said}, it is {real['type']}"


def expectation_differences(expected: dict[str, Any], run: Run) -> Iterator[str]:
    """Where what an author worked out by hand for a class contradicts a run, in words."""
    capabilities = answer(run, "IMAExtensible2GetCapabilities.Capabilities")
    capabilities = capabilities or answer(run, "IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx")
    for name, value in expected.get("capabilities", {}).items() if capabilities else ():
        allowed = value.get("one_of") if isinstance(value, dict) else [value]
        if allowed is not None and capabilities[name] not in allowed:
            yield f"{name}: expected {value}, it is {capabilities[name]!r}"
    schema = answer(run, "IMAExtensible2GetSchema.GetSchema")
    if schema and "object_types" in expected:
        names, bounds = [kind["name"] for kind in schema["types"]], expected["object_types"]
        if not bounds["min"] <= len(names) <= bounds.get("max", len(names)):
            yield f"object types: expected {bounds}, there are {names}"
        if "max" in bounds and bounds.get("names") and not set(names) <= set(bounds["names"]):
            yield f"object types: expected {bounds['names']}, there are {names}"
    partitions = answer(run, "IMAExtensible2GetPartitions.GetPartitions")
    if partitions is not None and "partitions" in expected:
        bounds = expected["partitions"]
        if not bounds["min"] <= len(partitions) <= bounds.get("max", len(partitions)):
            yield f"partitions: expected {bounds}, there are {len(partitions)}"
