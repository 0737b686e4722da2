"""Prints facts as the document ``ecma2lint/facts/1`` (schema: ``schemas/facts-1.json``)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ecma2lint.facts import (
    AssemblyFacts,
    Capabilities,
    ContractClass,
    Count,
    Hierarchy,
    ImplementedInterface,
    Location,
    Member,
    ObjectType,
    ObjectTypes,
    Observation,
    Parameter,
    Partitions,
    SchemaAttribute,
    Suppression,
    Target,
    TargetError,
    Value,
)

SCHEMA_ID = "ecma2lint/facts/1"

Json = dict[str, Any]


def facts_document(targets: Iterable[Target]) -> Json:
    """The facts of several targets as one JSON-able document."""
    return {"schema": SCHEMA_ID, "targets": [target_json(target) for target in targets]}


def location_json(location: Location) -> Json:
    """A location with only the parts that are set; the token as ``0x06000001``."""
    fields: Json = {
        "path": location.path,
        "type": location.type,
        "member": location.member,
        "token": None if location.token is None else f"0x{location.token:08x}",
        "il_offset": location.il_offset,
        "line": location.line,
        "column": location.column,
        "end_line": location.end_line,
        "end_column": location.end_column,
    }
    return {key: value for key, value in fields.items() if value is not None}


def value_json(value: Value) -> Json:
    """A value with its certainty, origin, reason, location and trace."""
    return {
        "certainty": value.certainty.value,
        "values": list(value.values),
        "origin": value.origin.value if value.origin else None,
        "reason": value.reason,
        "location": location_json(value.location),
        "trace": [location_json(step) for step in value.trace],
    }


def target_json(target: Target) -> Json:
    """The facts of one target."""
    return {
        "path": target.path,
        "kind": target.kind.value,
        "sha256": target.sha256,
        "error": _error(target.error),
        "assembly": _assembly(target.assembly),
        "contract": target.contract,
        "classes": [_class(cls) for cls in target.classes],
        "observations": [_observation(seen) for seen in target.observations],
        "suppressions": [_suppression(suppression) for suppression in target.suppressions],
    }


def _suppression(suppression: Suppression) -> Json:
    return {
        "rules": list(suppression.rules),
        "reason": suppression.reason,
        "location": location_json(suppression.location),
        "lines": list(suppression.lines) if suppression.lines else None,
        "type": suppression.type,
        "member": suppression.member,
        "fault": suppression.fault,
    }


def _error(error: TargetError | None) -> Json | None:
    if error is None:
        return None
    return {"cause": error.cause, "remedy": error.remedy, "location": location_json(error.location)}


def _assembly(assembly: AssemblyFacts | None) -> Json | None:
    if assembly is None:
        return None
    return {
        "name": assembly.name,
        "version": assembly.version,
        "mvid": assembly.mvid,
        "target_framework": assembly.target_framework,
        "architecture": assembly.architecture,
        "public_key_token": assembly.public_key_token,
        "references": [
            {"name": reference.name, "version": reference.version, "public_key_token": reference.public_key_token}
            for reference in assembly.references
        ],
    }


def _class(cls: ContractClass) -> Json:
    return {
        "type": cls.type,
        "visibility": cls.visibility,
        "abstract": cls.abstract,
        "loadable": cls.loadable,
        "not_loadable_because": [reason.value for reason in cls.not_loadable_because],
        "location": location_json(cls.location),
        "interfaces": [_interface(interface) for interface in cls.interfaces],
        "capabilities": _capabilities(cls.capabilities),
        "object_types": _object_types(cls.object_types),
        "partitions": _partitions(cls.partitions),
        "hierarchy": _hierarchy(cls.hierarchy),
        "parameters": [_parameter(parameter) for parameter in cls.parameters],
        "parameter_counts": {page: _count(count) for page, count in cls.parameter_counts.items()},
        "page_sizes": {name: value_json(value) for name, value in cls.page_sizes.items()},
        "observations": [_observation(seen) for seen in cls.observations],
    }


def _interface(interface: ImplementedInterface) -> Json:
    return {
        "name": interface.name,
        "declared_on": interface.declared_on,
        "members": [_member(member) for member in interface.members],
    }


def _member(member: Member) -> Json:
    return {
        "name": member.name,
        "implementation": member.implementation.value,
        "accessibility": member.accessibility,
        "implemented_by": member.implemented_by,
        "only_throws": member.only_throws,
        "detail": member.detail,
        "location": location_json(member.location),
    }


def _capabilities(capabilities: Capabilities | None) -> Json | None:
    if capabilities is None:
        return None
    return {
        "from": capabilities.source,
        "values": {name: value_json(value) for name, value in capabilities.values.items()},
    }


def _count(count: Count) -> Json:
    return {
        "certainty": count.certainty.value,
        "min": count.minimum,
        "max": count.maximum,
        "reason": count.reason,
        "location": location_json(count.location),
        "trace": [location_json(step) for step in count.trace],
    }


def _object_types(object_types: ObjectTypes | None) -> Json | None:
    if object_types is None:
        return None
    return {
        **_count(object_types.count),
        "names": list(object_types.names),
        "types": [_object_type(object_type) for object_type in object_types.types],
    }


def _object_type(object_type: ObjectType) -> Json:
    return {
        "name": value_json(object_type.name),
        "locked": value_json(object_type.locked),
        "always": object_type.always,
        "complete": object_type.complete,
        "location": location_json(object_type.location),
        "attributes": [_attribute(attribute) for attribute in object_type.attributes],
    }


def _attribute(attribute: SchemaAttribute) -> Json:
    return {
        "name": value_json(attribute.name),
        "data_type": value_json(attribute.data_type),
        "multi_valued": value_json(attribute.multi_valued),
        "anchor": value_json(attribute.anchor),
        "operation": value_json(attribute.operation),
        "always": attribute.always,
        "location": location_json(attribute.location),
    }


def _partitions(partitions: Partitions) -> Json:
    return {
        "implemented": partitions.implemented,
        **_count(partitions.count),
        "items": [
            {
                "identifier": value_json(partition.identifier),
                "dn": value_json(partition.dn),
                "name": value_json(partition.name),
                "always": partition.always,
                "location": location_json(partition.location),
            }
            for partition in partitions.partitions
        ],
    }


def _hierarchy(hierarchy: Hierarchy) -> Json:
    return {
        "implemented": hierarchy.implemented,
        **_count(hierarchy.count),
        "items": [
            {
                "dn": value_json(node.dn),
                "name": value_json(node.name),
                "always": node.always,
                "location": location_json(node.location),
            }
            for node in hierarchy.nodes
        ],
    }


def _parameter(parameter: Parameter) -> Json:
    return {
        "name": value_json(parameter.name),
        "kind": parameter.kind,
        "default": value_json(parameter.default) if parameter.default else None,
        "page": value_json(parameter.page),
        "validation": value_json(parameter.validation) if parameter.validation else None,
        "extensible": value_json(parameter.extensible) if parameter.extensible else None,
        "always": parameter.always,
        "location": location_json(parameter.location),
    }


def _observation(seen: Observation) -> Json:
    return {"kind": seen.kind, "subject": seen.subject, "detail": seen.detail, "location": location_json(seen.location)}
