"""What facts leave open, in the words an expectation declares it with: ``capability FullExport``, ``type user locked``."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import ContractClass, Count, ObjectTypes, Value


def undecided(cls: ContractClass) -> Iterator[tuple[str, str]]:
    """Everything about a class that is not exactly one known value, and why."""
    if cls.capabilities:
        yield from _values({f"capability {name}": value for name, value in cls.capabilities.values.items()})
    if cls.object_types is not None:
        yield from _count("object types", cls.object_types.count)
        yield from _types(cls.object_types)
    yield from _count("partitions", cls.partitions.count)
    for partition in cls.partitions.partitions:
        of = f"partition {_name(partition.dn)}"
        yield from _values({f"{of} identifier": partition.identifier, f"{of} dn": partition.dn, f"{of} name": partition.name})
        yield from _always(of, partition.always)
    yield from _count("hierarchy", cls.hierarchy.count)
    for node in cls.hierarchy.nodes:
        of = f"node {_name(node.dn)}"
        yield from _values({f"{of} dn": node.dn, f"{of} name": node.name})
        yield from _always(of, node.always)
    for page, count in cls.parameter_counts.items():
        yield from _count(f"parameters of {page}", count)
    for parameter in cls.parameters:
        of = f"parameter {_name(parameter.name)}"
        parts = {"name": parameter.name, "default": parameter.default, "validation": parameter.validation}
        parts["extensible"] = parameter.extensible
        yield from _values({f"{of} {part}": value for part, value in parts.items() if value is not None})
        yield from _always(of, parameter.always)
    yield from _values({f"page size {name}": value for name, value in cls.page_sizes.items()})


def _types(types: ObjectTypes) -> Iterator[tuple[str, str]]:
    for kind in types.types:
        name = f"type {_name(kind.name)}"
        yield from _values({f"{name} name": kind.name, f"{name} locked": kind.locked})
        yield from _always(name, kind.always)
        if not kind.complete:
            yield f"{name} attributes", "others may be added"
        for one in kind.attributes:
            of = f"{name} attribute {_name(one.name)}"
            parts = {"name": one.name, "type": one.data_type, "multi-valued": one.multi_valued, "anchor": one.anchor}
            parts["operation"] = one.operation
            yield from _values({f"{of} {part}": value for part, value in parts.items()})
            yield from _always(of, one.always)


def _name(value: Value) -> str:
    return str(value.value) if value.known else "?"


def _values(values: dict[str, Value]) -> Iterator[tuple[str, str]]:
    yield from ((name, str(value.reason)) for name, value in values.items() if not value.known)


def _count(what: str, count: Count) -> Iterator[tuple[str, str]]:
    if count.minimum != count.maximum:
        yield what, str(count.reason)


def _always(what: str, always: bool) -> Iterator[tuple[str, str]]:
    if not always:
        yield f"{what} not always", "on some paths only"
