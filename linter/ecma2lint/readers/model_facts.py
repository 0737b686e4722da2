"""From what a member returned to the facts: capabilities, object types, partitions, hierarchy, parameters, page sizes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

from ecma2lint.contract import ENUMS, ContractVersion
from ecma2lint.facts import (
    Capabilities,
    Certainty,
    Count,
    Hierarchy,
    HierarchyNodeFact,
    ObjectType,
    ObjectTypes,
    Parameter,
    PartitionFact,
    Partitions,
    Scalar,
    SchemaAttribute,
    Value,
    known,
    one_of,
)
from ecma2lint.facts import unknown as unknown_value
from ecma2lint.readers.contract_types import CAPABILITIES_TYPE, shaped
from ecma2lint.readers.heap import ITEMS, Element, Heap, Mark, Opaque, Record, Sequence, join_marks
from ecma2lint.readers.lattice import NO_PLACE, NULL_ATOM, Abstract, Cause, Const, Place, join, unknown
from ecma2lint.records import dataclass, replace

_NOT_KNOWN = Cause("the value is not known")
_DEFINITION = "the definition of parameters"


@dataclass(frozen=True)
class Result:
    """What one evaluation of a member returned: the value and the heap it lives in, at the end of the member."""

    value: Abstract
    heap: Heap


def to_value(value: Abstract, type_: str, mark: Mark | None = None, place: Place = NO_PLACE) -> Value:
    """The fact a value comes to.

    Args:
        type_: the declared type: ``bool``, ``int``, ``str``, ``guid`` or an enumeration's simple name. A number that its
            enumeration does not define stays a number, so that a rule can see it.
        mark: where the value was assigned, when that is recorded.
    """
    where = mark.place if mark else place
    origin = mark.origin if mark else None
    if value.cause is not None or not value.atoms:
        cause = value.cause or _NOT_KNOWN
        at = cause.place if cause.place != NO_PLACE else where
        return unknown_value(cause.reason, at.location, origin, at.trace)
    scalars: dict[tuple[str, Scalar], None] = {}
    for atom in shaped(value, type_).atoms:
        if not isinstance(atom, Const):
            return unknown_value("the value is an object, not a constant", where.location, origin, where.trace)
        scalar = atom.value
        if atom.type in ENUMS and isinstance(scalar, int):
            scalar = ENUMS[atom.type].name_of(scalar) or scalar
        scalars[(type(scalar).__name__, scalar)] = None
    values = tuple(scalar for _, scalar in scalars)
    if len(values) == 1:
        return known(values[0], origin, where.location, where.trace)
    return one_of(values, origin, value.why.reason if value.why else None, where.location, where.trace)


def capabilities_fact(results: Iterable[Result], source: str, contract: ContractVersion, place: Place) -> Capabilities:
    """All capabilities of the contract version, joined over everything the member may return.

    Args:
        source: the member they were read from, ``Capabilities`` or ``GetCapabilitiesEx``.
        place: where the member is, for reasons that have no place of their own.
    """
    values: dict[str, Abstract] = {}
    marks: dict[str, Mark | None] = {}

    def add(name: str, value: Abstract, mark: Mark | None, why: Cause | None = None) -> None:
        if name in values:
            marks[name] = join_marks(marks[name], mark)
            values[name] = join(values[name], value, why)
        else:
            values[name], marks[name] = value, mark

    for result in results:
        for name, value, mark in _capabilities_of(result, contract, source, place):
            add(name, value, mark, result.value.why)
    missing = unknown(f"{source} returns on no path that could be followed", place)
    facts = {
        name: to_value(values.get(name, missing), capability.enum or "bool", marks.get(name), place)
        for name, capability in contract.capabilities.items()
    }
    return Capabilities(source, facts)


def _capabilities_of(
    result: Result, contract: ContractVersion, source: str, place: Place
) -> Iterable[tuple[str, Abstract, Mark | None]]:
    value = result.value
    for atom in value.atoms:
        obj = result.heap.get(atom.id) if atom in value.refs else None  # type: ignore[attr-defined]
        for name in contract.capabilities:
            if isinstance(obj, Record) and obj.type == CAPABILITIES_TYPE:
                yield name, obj.fields[name], obj.marks.get(name)
            elif isinstance(obj, Opaque):
                yield name, unknown(obj.cause), None
            elif atom == NULL_ATOM:
                yield name, unknown(f"{source} may return null", place), None
            else:
                yield name, unknown(f"{source} returns an object that is not known", place), None
    if value.cause is not None:
        for name in contract.capabilities:
            yield name, unknown(value.cause), None


#: The heap a collection lies in, the collection or None where it is not known, and what decides or hides it.
_Collection = tuple[Heap, Sequence | None, Cause | None]

_Fact = TypeVar("_Fact", ObjectType, PartitionFact, HierarchyNodeFact, Parameter)


@dataclass(frozen=True)
class _Listed:
    """The collections a value may be, joined: bounds of the count, the elements, and why the count is not known."""

    low: int
    high: int | None
    cause: Cause | None
    elements: tuple[tuple[Heap, Element], ...]


def _listed(collections: list[_Collection]) -> _Listed:
    """Join collections; a None stands for one that is not known, with its cause."""
    low: int | None = None
    high: int | None = 0
    cause: Cause | None = None
    elements: list[tuple[Heap, Element]] = []
    for heap, sequence, why in collections:
        if sequence is None:
            low, high, cause = 0, None, cause or why or _NOT_KNOWN
            continue
        low = sequence.low if low is None else min(low, sequence.low)
        high = None if high is None or sequence.high is None else max(high, sequence.high)
        cause = cause or sequence.cause or why
        elements.extend((heap, element) for element in sequence.elements)
    return _Listed(low or 0, high if low is not None else None, cause, tuple(elements))


def _count(listed: _Listed, what: str, place: Place) -> Count:
    cause = listed.cause
    at = cause.place if cause is not None and cause.place != NO_PLACE else place
    if listed.high is None:
        reason = cause.reason if cause else f"how many {what} there are is not known"
        return Count(Certainty.UNKNOWN, listed.low, None, reason, at.location, at.trace)
    if listed.low == listed.high:
        return Count(Certainty.KNOWN, listed.low, listed.high, None, place.location, place.trace)
    reason = cause.reason if cause else "differs between the paths through the code"
    return Count(Certainty.ONE_OF, listed.low, listed.high, reason, at.location, at.trace)


def _collections(
    results: Iterable[Result], place: Place, source: str, inner: Callable[[Record], Abstract | None] | None = None
) -> list[_Collection]:
    """The collections that results are, or that ``inner`` finds in the record they are."""
    found: list[_Collection] = []
    for result in results:
        heap, pending, depth = result.heap, [(result.value, inner)], 0
        while pending and depth < 64:
            depth += 1
            value, step = pending.pop(0)
            if value.cause is not None:
                found.append((heap, None, value.cause))
            if value.atoms == (NULL_ATOM,) and value.cause is None:
                found.append((heap, Sequence("null"), None))
                continue
            for atom in value.atoms:
                obj = heap.get(atom.id) if atom in value.refs else None  # type: ignore[attr-defined]
                if atom == NULL_ATOM:
                    found.append((heap, Sequence("null"), value.why or Cause(f"{source} may return null", place)))
                elif isinstance(obj, Record) and step is not None and (part := step(obj)) is not None:
                    pending.append((part, None))
                elif isinstance(obj, Record) and step is None and ITEMS in obj.fields:
                    pending.append((obj.fields[ITEMS], None))
                elif isinstance(obj, Sequence) and step is None:
                    found.append((heap, obj, value.why))
                elif isinstance(obj, Opaque):
                    found.append((heap, None, obj.cause))
                else:
                    found.append((heap, None, Cause(f"{source} returns an object that is not known", place)))
    if not found:
        found.append((Heap(), None, Cause(f"{source} returns on no path that could be followed", place)))
    return found


def object_types_fact(results: Iterable[Result], place: Place) -> ObjectTypes:
    """The object types of every schema the member may return; a type on some paths only is not ``always`` there."""
    collections = _collections(results, place, "GetSchema", lambda record: record.fields.get("Types"))
    merged = _merge_types(_facts(collections, _types_of))
    names: dict[str, None] = {}
    for found in merged:
        for name in found.name.values:
            if isinstance(name, str):
                names[name] = None
    return ObjectTypes(_count(_listed(collections), "object types", place), tuple(names), tuple(merged))


def _facts(collections: list[_Collection], facts_of: Callable[[Heap, Element], Iterable[_Fact]]) -> list[_Fact]:
    """What the elements of collections are, each once; ``always`` where every collection always has it."""
    found: dict[_Fact, int] = {}
    for heap, sequence, _ in collections:
        here: dict[_Fact, bool] = {}
        for element in sequence.elements if sequence is not None else ():
            for fact in facts_of(heap, element):
                bare = replace(fact, always=False)
                here[bare] = here.get(bare, False) or fact.always
        for fact, always in here.items():
            found[fact] = found.get(fact, 0) + always
    return [replace(fact, always=True) if count == len(collections) else fact for fact, count in found.items()]


def _merge_types(types: list[ObjectType]) -> list[ObjectType]:
    """Types of one known name and the same definition stand once, whichever path they came by."""
    merged: dict[object, ObjectType] = {}
    for found in types:
        key = (found.name.values, found.locked.values, found.attributes, found.complete) if found.name.known else found
        known = merged.setdefault(key, found)
        if found.always and not known.always:
            merged[key] = replace(known, always=True)
    return list(merged.values())


def _types_of(heap: Heap, element: Element) -> Iterable[ObjectType]:
    refs = element.value.refs
    always = element.always and element.value.known
    for ref in refs:
        obj = heap.get(ref.id)
        if isinstance(obj, Record) and obj.type == "SchemaType":
            yield _object_type(heap, obj, always and not obj.summary)
        else:
            cause = obj.cause if isinstance(obj, Opaque) else _NOT_KNOWN
            yield _unknown_type(cause, always, element.place)
    if element.value.cause is not None or not refs:
        yield _unknown_type(element.value.cause or _NOT_KNOWN, always, element.place)


def _unknown_type(cause: Cause, always: bool, place: Place) -> ObjectType:
    nothing = unknown_value(cause.reason, cause.place.location, None, cause.place.trace)
    return ObjectType(nothing, nothing, (), always, False, place.location)


def _object_type(heap: Heap, record: Record, always: bool) -> ObjectType:
    attributes: list[SchemaAttribute] = []
    complete = not record.summary
    for ref in record.fields["Attributes"].refs:
        sequence = heap.get(ref.id)
        if not isinstance(sequence, Sequence):
            complete = False
            continue
        complete = complete and sequence.low == sequence.high == len(sequence.elements)
        for element in sequence.elements:
            for attribute in element.value.refs:
                found = heap.get(attribute.id)
                if isinstance(found, Record) and found.type == "SchemaAttribute":
                    attributes.append(_attribute(found, element.always and element.value.known))
                else:
                    complete = False
            complete = complete and element.value.known
    name, locked = record.fields["Name"], record.fields["Locked"]
    return ObjectType(
        to_value(name, "str", None, record.place),
        to_value(locked, "bool", None, record.place),
        tuple(attributes),
        always,
        complete,
        record.place.location,
    )


def _attribute(record: Record, always: bool) -> SchemaAttribute:
    def part(name: str, type_: str) -> Value:
        return to_value(record.fields[name], type_, None, record.place)

    return SchemaAttribute(
        part("Name", "str"),
        part("DataType", "AttributeType"),
        part("IsMultiValued", "bool"),
        part("IsAnchor", "bool"),
        part("AllowedAttributeOperation", "AttributeOperation"),
        record.place.location,
        always and not record.summary,
    )


def _records(heap: Heap, element: Element, type_: str) -> Iterable[tuple[Record, bool]]:
    """The records of a type that an element may be, and whether each is there on every path and stands for one object."""
    always = element.always and element.value.known
    for ref in element.value.refs:
        found = heap.get(ref.id)
        if isinstance(found, Record) and found.type == type_:
            yield found, always and not found.summary


def partitions_fact(results: Iterable[Result], place: Place) -> Partitions:
    """What GetPartitions may return."""

    def facts_of(heap: Heap, element: Element) -> Iterable[PartitionFact]:
        for record, always in _records(heap, element, "Partition"):
            identifier = to_value(record.fields["Identifier"], "guid", None, record.place)
            dn = to_value(record.fields["DN"], "str", None, record.place)
            name = to_value(record.fields["Name"], "str", None, record.place)
            yield PartitionFact(identifier, dn, name, record.place.location, always)

    collections = _collections(results, place, "GetPartitions")
    return Partitions(True, _count(_listed(collections), "partitions", place), tuple(_facts(collections, facts_of)))


def hierarchy_fact(results: Iterable[Result], place: Place) -> Hierarchy:
    """What GetHierarchy may return."""

    def facts_of(heap: Heap, element: Element) -> Iterable[HierarchyNodeFact]:
        for record, always in _records(heap, element, "HierarchyNode"):
            dn = to_value(record.fields["DN"], "str", None, record.place)
            name = to_value(record.fields["DisplayName"], "str", None, record.place)
            yield HierarchyNodeFact(dn, name, record.place.location, always)

    collections = _collections(results, place, "GetHierarchy")
    return Hierarchy(True, _count(_listed(collections), "hierarchy nodes", place), tuple(_facts(collections, facts_of)))


def parameter_counts_fact(pages: Iterable[tuple[str | None, list[Result]]], place: Place) -> dict[str, Count]:
    """How many parameter definitions each page has: none without a result, for then the call throws on every path.

    A page with definitions of another kind than the contract's is not counted.
    """
    counts: dict[str, Count] = {}
    for page, results in pages:
        if page is None:
            continue
        if not results:
            counts[page] = Count(Certainty.KNOWN, 0, 0, None, place.location, place.trace)
            continue
        listed = _listed(_collections(results, place, _DEFINITION))
        count = _count(listed, "parameters", place)
        records = (pair for heap, element in listed.elements for pair in _records(heap, element, "ConfigParameterDefinition"))
        if any("Type" not in record.fields for record, _ in records):
            count = Count(Certainty.UNKNOWN, count.minimum, None, "a definition is not made by a factory of the contract")
        counts[page] = count
    return counts


def parameters_fact(pages: Iterable[tuple[str | None, list[Result]]], place: Place) -> tuple[Parameter, ...]:
    """The parameter definitions of every page.

    Args:
        pages: per page (a name of ConfigParameterPage, or None when the page was not known) what the member returned for it.

    Returns:
        One entry per definition; one that is returned for several pages names them all.
    """
    found: dict[Parameter, list[str | None]] = {}
    nowhere = unknown_value("the page is not known")

    def parameters_of(heap: Heap, element: Element) -> Iterable[Parameter]:
        for record, always in _records(heap, element, "ConfigParameterDefinition"):
            if "Type" in record.fields:
                yield _parameter(record, nowhere, always)

    for page, results in pages:
        for parameter in _facts(_collections(results, place, _DEFINITION), parameters_of):
            found.setdefault(parameter, []).append(page)
    result = []
    for parameter, names in found.items():
        pages_of = tuple(dict.fromkeys(name for name in names if name is not None))
        known_pages = pages_of and None not in names
        result.append(replace(parameter, page=one_of(pages_of)) if known_pages else parameter)
    return tuple(result)


def _parameter(record: Record, page: Value, always: bool) -> Parameter:
    def part(name: str, type_: str = "str") -> Value | None:
        value = record.fields.get(name)
        return to_value(value, type_, None, record.place) if value is not None else None

    kind = to_value(record.fields["Type"], "ConfigParameterType")
    name = part("Name") or part("Text") or known("", None, record.place.location)
    default = part("CheckBoxDefault", "bool") if "CheckBoxDefault" in record.fields else part("DefaultValue")
    extensible = part("DropDownExtensible", "bool")
    return Parameter(name, str(kind.value), default, page, part("Validation"), record.place.location, always, extensible)


def page_size_fact(results: Iterable[Result], place: Place) -> Value:
    """The number a page-size property returns."""
    value: Abstract | None = None
    for result in results:
        value = result.value if value is None else join(value, result.value)
    return to_value(value or unknown("returns on no path that could be followed", place), "int", None, place)
