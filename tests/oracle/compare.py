"""Holds the facts of a contract class against what the class answered under a CLR.

A disagreement is a decided value that differs, a set of possible values that lacks the real one, a count outside its bounds,
a thing said to be there always that is not there, and a real thing that facts which claim to be complete do not have.
What the reader calls unknown cannot disagree; a call that failed in this run has no value to compare with.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

from ecma2lint.facts import (
    Certainty,
    ContractClass,
    Count,
    HierarchyNodeFact,
    ObjectType,
    Parameter,
    PartitionFact,
    Scalar,
    SchemaAttribute,
    Value,
)
from oracle.compare_calls import answer, answered, called, thrown_differences

Run = dict[str, Any]
Fact = TypeVar("Fact")

PREFIX = "IMAExtensible2"
_PARAMETERS = ("GetParametersEx.GetConfigParametersEx", "GetParameters.GetConfigParameters")


def disagreements(cls: ContractClass, run: Run) -> Iterator[str]:
    """Where the facts of the class contradict the run, in words."""
    for part in (_interfaces, _capabilities, _schema, _partitions, _hierarchy, _page_sizes, _parameters, thrown_differences):
        for line in part(cls, run):
            yield f"{cls.type} {line}"


def possible(value: Value, real: Scalar) -> bool:
    """Whether the facts allow the real value; ``True`` and ``1`` are two values."""
    return value.certainty is Certainty.UNKNOWN or any(_same(one, real) for one in value.values)


def _same(one: Scalar, real: Scalar) -> bool:
    if type(one) is int and isinstance(real, str):
        # A number its enumeration does not define: the facts keep the number, .NET writes it as text.
        return str(one) == real
    return one == real and type(one) is type(real)


def within(count: Count, real: int) -> bool:
    """Whether the facts allow this many."""
    return count.minimum <= real and (count.maximum is None or real <= count.maximum)


def shown(value: Value) -> str:
    """A value in words."""
    return "unknown" if value.certainty is Certainty.UNKNOWN else " or ".join(repr(one) for one in value.values)


def _interfaces(cls: ContractClass, run: Run) -> Iterator[str]:
    """A host finds exactly the interfaces the facts list, where no base is unread."""
    real = {member.partition(".")[0] for member in run.get("members", {})}
    facts = {interface.name for interface in cls.interfaces}
    open_ = any(seen.kind == "unresolved-base" for seen in cls.observations)
    lacking = {name for name in facts - real if any(True for _ in _declared(name))}
    if real and (lacking or (real - facts and not open_)):
        yield f"interfaces: facts say {sorted(facts)}, a host finds {sorted(real)}"


def _declared(interface: str) -> Iterator[str]:
    """The interfaces whose members the simulator calls when it only reads declarations."""
    names = ("GetCapabilities", "GetCapabilitiesEx", "GetSchema", "GetPartitions", "GetHierarchy", "CallImport", "CallExport")
    yield from (name for name in (*names, "GetParameters", "GetParametersEx") if PREFIX + name == interface)


def _capabilities(cls: ContractClass, run: Run) -> Iterator[str]:
    if cls.capabilities is None:
        return
    member = {"Capabilities": "GetCapabilities.Capabilities", "GetCapabilitiesEx": "GetCapabilitiesEx.GetCapabilitiesEx"}
    source = PREFIX + member[cls.capabilities.source]
    real = answer(run, source)
    if answered(run, source) and real is None:
        yield from (f"{name}: facts say {shown(v)}, there are none" for name, v in cls.capabilities.values.items() if v.values)
        return
    for name, value in cls.capabilities.values.items() if real else ():
        if not possible(value, real[name]):
            yield f"{name}: facts say {shown(value)}, it is {real[name]!r}"
    # The facts list the capabilities of the contract version the connector was built against; the host may know more.
    if real and not set(cls.capabilities.values) <= set(real):
        yield f"capabilities: facts have {sorted(set(cls.capabilities.values) - set(real))}, which do not exist"


def _schema(cls: ContractClass, run: Run) -> Iterator[str]:
    member = PREFIX + "GetSchema.GetSchema"
    facts = cls.object_types
    if facts is None:
        if called(run, member):
            yield "GetSchema answers, and facts have no object types"
        return
    if not answered(run, member):
        return
    real = answer(run, member)
    types: list[dict[str, Any]] = real["types"] if real is not None else []
    yield from _counted("object types", facts.count, len(types))
    names = [kind["name"] for kind in types]
    closed = facts.count.maximum is not None
    named = closed and not any(fact.name.certainty is Certainty.UNKNOWN for fact in facts.types)
    for name in names if named else ():
        if name not in facts.names:
            yield f"object type {name!r} is not among the names {list(facts.names)}"
    yield from _matched("object type", facts.types, types, closed, _type_differences)


def _counted(what: str, count: Count, real: int) -> Iterator[str]:
    if not within(count, real):
        yield f"{what}: facts say {count.minimum} to {count.maximum}, there are {real}"


def _type_differences(fact: ObjectType, real: dict[str, Any]) -> Iterator[str]:
    if not possible(fact.name, real["name"]):
        yield f"name: facts say {shown(fact.name)}, it is {real['name']!r}"
        return
    if not possible(fact.locked, real["locked"]):
        yield f"locked: facts say {shown(fact.locked)}, it is {real['locked']}"
    yield from _matched("attribute", fact.attributes, real["attributes"], fact.complete, _attribute_differences)


def _attribute_differences(fact: SchemaAttribute, real: dict[str, Any]) -> Iterator[str]:
    parts = {"name": fact.name, "type": fact.data_type, "multi_valued": fact.multi_valued, "anchor": fact.anchor}
    yield from _parts({**parts, "operation": fact.operation}, real)


def _parts(facts: dict[str, Value], real: dict[str, Any]) -> Iterator[str]:
    for name, value in facts.items():
        if not possible(value, real[name]):
            yield f"{name}: facts say {shown(value)}, it is {real[name]!r}"
            if name == "name":
                return


def _matched(
    what: str,
    facts: Sequence[Fact],
    real: Sequence[dict[str, Any]],
    complete: bool,
    differences: Callable[[Fact, dict[str, Any]], Iterator[str]],
) -> Iterator[str]:
    """What is always there needs one of the real things to itself; where facts are complete each real thing needs a fact."""
    found = [[list(differences(fact, one)) for one in real] for fact in facts]
    for index, one in enumerate(real) if complete else ():
        column = sorted((row[index] for row in found), key=lambda lines: (_mismatched(lines), len(lines)))
        if not column:
            yield f"{what} {one} is real, and facts have none"
        elif column[0]:
            yield f"{what} {_titled(one)}: {'; '.join(column[0])}"
    certain = [row for fact, row in zip(facts, found, strict=True) if fact.always]  # type: ignore[attr-defined]
    taken: dict[int, int] = {}
    for number, row in enumerate(certain):
        if not _assigned(number, certain, taken, set()):
            nearest = min(row, key=lambda lines: (_mismatched(lines), len(lines)), default=["there is none"])
            yield f"{what} said to be there always is not: {'; '.join(nearest) or 'each is one of the others'}"


def _assigned(number: int, rows: list[list[list[str]]], taken: dict[int, int], tried: set[int]) -> bool:
    """Whether this fact gets a real thing of its own (an augmenting path of a bipartite matching)."""
    for index, lines in enumerate(rows[number]):
        if lines or index in tried:
            continue
        tried.add(index)
        if index not in taken or _assigned(taken[index], rows, taken, tried):
            taken[index] = number
            return True
    return False


def _mismatched(lines: list[str]) -> bool:
    return any(line.startswith("name: ") for line in lines)


def _titled(real: dict[str, Any]) -> str:
    return repr(real.get("name") or real.get("dn") or real)


def _partitions(cls: ContractClass, run: Run) -> Iterator[str]:
    member = PREFIX + "GetPartitions.GetPartitions"
    if called(run, member) and not cls.partitions.implemented:
        yield "GetPartitions answers, and facts say it is not implemented"
    if not answered(run, member):
        return
    real = answer(run, member) or []
    yield from _counted("partitions", cls.partitions.count, len(real))
    closed = cls.partitions.count.maximum is not None
    yield from _matched("partition", cls.partitions.partitions, real, closed, _partition_differences)


def _partition_differences(fact: PartitionFact, real: dict[str, Any]) -> Iterator[str]:
    yield from _parts({"identifier": fact.identifier, "dn": fact.dn, "name": fact.name}, real)


def _hierarchy(cls: ContractClass, run: Run) -> Iterator[str]:
    member = PREFIX + "GetHierarchy.GetHierarchy"
    if called(run, member) and not cls.hierarchy.implemented:
        yield "GetHierarchy answers, and facts say it is not implemented"
    if not answered(run, member):
        return
    real = answer(run, member) or []
    yield from _counted("hierarchy nodes", cls.hierarchy.count, len(real))
    yield from _matched("node", cls.hierarchy.nodes, real, cls.hierarchy.count.maximum is not None, _node_differences)


def _node_differences(fact: HierarchyNodeFact, real: dict[str, Any]) -> Iterator[str]:
    yield from _parts({"dn": fact.dn, "name": fact.name}, real)


def _page_sizes(cls: ContractClass, run: Run) -> Iterator[str]:
    for interface, names in (
        ("CallImport", ("ImportDefaultPageSize", "ImportMaxPageSize")),
        ("CallExport", ("ExportDefaultPageSize", "ExportMaxPageSize")),
    ):
        for name in names:
            real = answer(run, f"{PREFIX}{interface}.{name}")
            if real is None:
                continue
            if name not in cls.page_sizes:
                yield f"{name} answers, and facts do not have it"
            elif not possible(cls.page_sizes[name], real):
                yield f"{name}: facts say {shown(cls.page_sizes[name])}, it is {real}"


def _parameters(cls: ContractClass, run: Run) -> Iterator[str]:
    pages: dict[str, Any] = next(
        (run["members"][PREFIX + name]["pages"] for name in _PARAMETERS if called(run, PREFIX + name)), {}
    )
    for page, outcome in pages.items():
        if "value" not in outcome:
            continue
        real = [_parameter(one) for one in outcome["value"] or []]
        # A page the contract version of the connector does not know is not evaluated, and no fact speaks of it.
        count = cls.parameter_counts.get(page)
        if count is not None:
            yield from (f"page {page}: {line}" for line in _counted("parameters", count, len(real)))
        facts = [fact for fact in cls.parameters if page in fact.page.values]
        closed = count is not None and count.maximum is not None
        yield from (f"page {page}: {line}" for line in _matched("parameter", facts, real, closed, _parameter_differences))


def _parameter(real: dict[str, Any]) -> dict[str, Any]:
    """A definition as facts see it: a label is known by its text, a divider by nothing, a check box has a default of its own."""
    kind = real["type"]
    name = real["text"] if kind == "Label" else "" if kind == "Divider" else real["name"]
    return {
        "name": name,
        "kind": kind,
        "default": real["checked"] if kind == "CheckBox" else real["default"],
        "validation": real["validation"],
        "extensible": real["extensible"],
    }


def _parameter_differences(fact: Parameter, real: dict[str, Any]) -> Iterator[str]:
    yield from _parts({"name": fact.name}, real)
    if fact.kind != real["kind"]:
        yield f"kind: facts say {fact.kind}, it is {real['kind']}"
        return
    for name, value in {"default": fact.default, "validation": fact.validation, "extensible": fact.extensible}.items():
        if value is not None:
            yield from _parts({name: value}, real)
        elif real[name]:
            yield f"{name}: facts have none, it is {real[name]!r}"
