"""Names in reflection form: ``Namespace.Outer+Inner``, the arity (`` `1 ``) as part of the name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.damage import corrupt
from ecma2lint.readers.assembly.tables import RESOLUTION_SCOPE, Table, decode

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.image import Image

MAX_NESTING: Final = 64
_DEEP: Final = "types are nested too deeply"


def type_def_name(image: Image, row: int) -> str:
    """The name of a TypeDef row."""
    name = image.type_names.get(row)
    if name is None:
        parts: list[str] = []
        at = row
        while at in image.enclosing:
            parts.append(_simple(image, image.type_defs[at - 1].name))
            at = image.enclosing[at]
            if len(parts) > MAX_NESTING:
                raise corrupt(_DEEP)
        definition = image.type_defs[at - 1]
        parts.append(_dotted(image.string(definition.namespace), _simple(image, definition.name)))
        name = image.type_names[row] = "+".join(reversed(parts))
    return name


def type_ref_name(image: Image, row: int) -> str:
    """The name of a TypeRef row."""
    parts: list[str] = []
    while True:
        reference = image.type_refs[row - 1]
        name = _simple(image, reference.name)
        scope = decode(RESOLUTION_SCOPE, reference.scope)
        if scope >> 24 != Table.TYPE_REF:
            parts.append(_dotted(image.string(reference.namespace), name))
            return "+".join(reversed(parts))
        parts.append(name)
        if len(parts) > MAX_NESTING:
            raise corrupt(_DEEP)
        row = scope & 0xFFFFFF


def type_ref_scope(image: Image, row: int) -> int:
    """The token (Module, ModuleRef, AssemblyRef, or 0) that the outermost type of a TypeRef row is looked up in."""
    for _ in range(MAX_NESTING + 1):
        scope = decode(RESOLUTION_SCOPE, image.type_refs[row - 1].scope)
        if scope >> 24 != Table.TYPE_REF:
            return scope
        row = scope & 0xFFFFFF
    raise corrupt(_DEEP)


def name_of_token(image: Image, token: int) -> str:
    """The name a TypeDef or TypeRef token stands for."""
    table, row = token >> 24, token & 0xFFFFFF
    if table == Table.TYPE_DEF and 0 < row <= image.counts[Table.TYPE_DEF]:
        return type_def_name(image, row)
    if table == Table.TYPE_REF and 0 < row <= image.counts[Table.TYPE_REF]:
        return type_ref_name(image, row)
    raise corrupt(f"type 0x{token:08X} does not exist")


def _simple(image: Image, offset: int) -> str:
    """The simple name of a type, which must not be empty."""
    name = image.string(offset)
    if not name:
        raise corrupt("a type has no name")
    return name


def _dotted(namespace: str, name: str) -> str:
    return f"{namespace}.{name}" if namespace else name
