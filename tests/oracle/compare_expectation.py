"""Holds what the author of a fixture worked out by hand against what the connector answered under a CLR."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from oracle.compare_calls import answer

Run = dict[str, Any]


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
