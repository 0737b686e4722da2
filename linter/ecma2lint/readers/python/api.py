"""The contract's own types as Python code meets them: which names exist, their properties and their factory methods.

Source: ``contract/api.json``, the metadata of Microsoft.MetadirectoryServicesEx 4.1.4.0. It is read on first use only.
"""

from __future__ import annotations

import json
import pkgutil
from functools import lru_cache

from ecma2lint.contract import NAMESPACE
from ecma2lint.records import dataclass

_PREFIX = NAMESPACE + "."


@dataclass(frozen=True, slots=True)
class ApiType:
    """One type of the contract.

    ``kind`` is ``class``, ``abstract``, ``sealed``, ``static``, ``struct``, ``interface``, ``enum`` or ``delegate`` as in the
    data; ``properties`` maps each property, inherited ones included, to its type in reflection form; ``writable`` holds those
    with a setter; ``factories`` maps each static method to the one type all its overloads return (``""`` when they differ).
    """

    name: str
    kind: str
    properties: dict[str, str]
    writable: frozenset[str]
    methods: frozenset[str]
    factories: dict[str, str]


def simple_name(type_name: str) -> str:
    """The name of a contract type without its namespace; other types unchanged."""
    return type_name.removeprefix(_PREFIX)


@lru_cache(maxsize=1)
def api_types() -> dict[str, ApiType]:
    """All types of the contract's namespace by simple name."""
    raw = json.loads(pkgutil.get_data("ecma2lint.contract", "api.json") or b"{}")["types"]
    return {simple_name(full): _api_type(full, raw) for full in raw}


def _api_type(full: str, raw: dict[str, dict[str, object]]) -> ApiType:
    properties: dict[str, str] = {}
    writable: set[str] = set()
    methods: set[str] = set()
    factories: dict[str, str] = {}
    current: str | None = full
    while current in raw:
        entry = raw[current]
        for prop in entry.get("props") or ():  # type: ignore[attr-defined]
            properties.setdefault(prop["name"], prop["type"])
            if prop["set"]:
                writable.add(prop["name"])
        for method in entry.get("methods") or ():  # type: ignore[attr-defined]
            methods.add(method["name"])
            if method["static"]:
                returns = simple_name(method["returns"])
                if factories.setdefault(method["name"], returns) != returns:
                    factories[method["name"]] = ""
        base = entry.get("base")
        current = base if isinstance(base, str) else None
    return ApiType(simple_name(full), str(raw[full]["kind"]), properties, frozenset(writable), frozenset(methods), factories)
