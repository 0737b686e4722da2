"""Checks a document against one of our own JSON Schemas, with the few keywords that these use.

A stored document may come from anywhere; what renders it relies on its shape. The full validator of the test suite is no
dependency of the linter, and is held against this one by the tests.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from functools import lru_cache
from importlib.resources import files
from typing import Any

Schema = dict[str, Any]

_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
}


@lru_cache(maxsize=4)
def load_schema(name: str) -> Schema:
    """A schema of the package by the name of its file."""
    text = files("ecma2lint.schemas").joinpath(name).read_text(encoding="utf-8")
    schema: Schema = json.loads(text)
    return schema


def first_fault(document: object, schema: Schema) -> str | None:
    """Where and how the document departs from the schema, or None when it does not."""
    return next(_faults(document, schema, schema, "$"), None)


def _faults(value: object, schema: Schema, root: Schema, where: str) -> Iterator[str]:
    if "$ref" in schema:
        yield from _faults(value, root["$defs"][schema["$ref"].rpartition("/")[2]], root, where)
    if "anyOf" in schema:
        branches = [next(_faults(value, branch, root, where), None) for branch in schema["anyOf"]]
        if None not in branches:
            yield str(branches[0])
    if "const" in schema and value != schema["const"]:
        yield f"{where} is {value!r}, not {schema['const']!r}"
    if "enum" in schema and value not in schema["enum"]:
        yield f"{where} is {value!r}, not one of {', '.join(map(str, schema['enum']))}"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_TYPES[kind](value) for kind in kinds):
        yield f"{where} is not {' or '.join(kinds)}"
        return
    if isinstance(value, str) and "pattern" in schema and not re.search(schema["pattern"], value):
        yield f"{where} is {value!r}, which does not have the form {schema['pattern']}"
    if isinstance(value, int | float) and value < schema.get("minimum", value):
        yield f"{where} is below {schema['minimum']}"
    if isinstance(value, list) and "items" in schema:
        for number, item in enumerate(value):
            yield from _faults(item, schema["items"], root, f"{where}[{number}]")
    if isinstance(value, dict):
        yield from _object_faults(value, schema, root, where)


def _object_faults(value: dict[str, Any], schema: Schema, root: Schema, where: str) -> Iterator[str]:
    properties = schema.get("properties", {})
    yield from (f"{where} lacks {name!r}" for name in schema.get("required", []) if name not in value)
    for name, item in value.items():
        if name in properties:
            yield from _faults(item, properties[name], root, f"{where}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{where} has {name!r}, which is not known here"
