"""Suppressions that an assembly carries: ``[SuppressMessage]`` and ``[UnconditionalSuppressMessage]`` of the category Ecma2Lint.

The attribute may stand on a member, on a type, or on the assembly or module with Scope and Target. ``SuppressMessage`` is
conditional on ``CODE_ANALYSIS``: without that symbol the compiler leaves it out, and there is nothing here to read.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ecma2lint.facts import Location, Suppression
from ecma2lint.readers.assembly import tables as md
from ecma2lint.readers.assembly.identity import attribute_name
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.names import type_def_name
from ecma2lint.readers.assembly.tables import Table, decode

CATEGORY: Final = "ecma2lint"
_ATTRIBUTES: Final = frozenset({"SuppressMessageAttribute", "UnconditionalSuppressMessageAttribute"})
_NAMED: Final = (0x53, 0x54)
_STRING: Final = 0x0E
_NULL: Final = 0xFF


def suppressions(image: Image) -> tuple[Suppression, ...]:
    """The suppressions of an assembly, in the order of its metadata.

    Raises:
        UnreadableAssembly: damaged rows or blobs.
    """
    if b"SuppressMessageAttribute" not in image.data:
        return ()
    names: dict[int, str] = {}
    found: list[Suppression] = []
    for parent, attributes in image.attributes.items():
        for constructor, blob in attributes:
            if constructor not in names:
                names[constructor] = attribute_name(image, constructor).replace("+", ".").rpartition(".")[2]
            if names[constructor] in _ATTRIBUTES:
                arguments = _arguments(image.blob(blob))
                if arguments and arguments.get("category", "").strip().lower() == CATEGORY:
                    found.append(_suppression(image, parent, arguments))
    return tuple(found)


def _suppression(image: Image, parent: int, arguments: dict[str, str]) -> Suppression:
    word = arguments["check"].partition(":")[0].strip()
    type_, member, fault = _covered(image, parent, arguments)
    return Suppression(
        rules=(word,) if word else (),
        reason=arguments.get("Justification", "").strip(),
        location=Location(type=type_, member=member, token=parent),
        type=type_,
        member=member,
        fault=fault or (None if word else "it names no rule"),
    )


def _covered(image: Image, parent: int, arguments: dict[str, str]) -> tuple[str | None, str | None, str | None]:
    """The type and the member an attribute covers, or what is wrong with where it stands."""
    table, row = parent >> 24, parent & 0xFFFFFF
    if table in (Table.ASSEMBLY, Table.MODULE):
        return _by_target(arguments.get("Scope", ""), arguments.get("Target", ""))
    if table == Table.TYPE_DEF:
        return type_def_name(image, row), None, None
    if table == Table.METHOD_DEF:
        return type_def_name(image, image.owner_of_method(row)), image.string(image.method_defs[row - 1].name), None
    if table == Table.FIELD:
        return type_def_name(image, image.owner_of_field(row)), image.string(image.fields[row - 1].name), None
    if table == Table.PROPERTY:
        for semantics in image.method_semantics:
            if decode(md.HAS_SEMANTICS, semantics.association) == parent:
                owner = type_def_name(image, image.owner_of_method(semantics.method))
                return owner, image.string(image.properties[row - 1].name), None
    return None, None, "it stands on neither a member, nor a type, nor the assembly"


def _by_target(scope: str, target: str) -> tuple[str | None, str | None, str | None]:
    """What Scope and Target of an attribute on the assembly name.

    Target is a documentation id (``~M:Contoso.Connector.GetSchema(...)``) or in the older form
    (``Contoso.Connector.#GetSchema(...)``).
    """
    scope = scope.strip().lower()
    if scope in ("", "module"):
        return None, None, None
    if scope not in ("type", "member"):
        return None, None, f"its Scope {scope!r} is none of module, type and member"
    name = target.strip().removeprefix("~").partition("(")[0].strip()
    if name[1:2] == ":":
        name = name[2:]
    if not name:
        return None, None, f"its Scope is {scope}, but it has no Target"
    if scope == "type":
        return name.replace("/", "+"), None, None
    if ".#" in name:
        type_, _, member = name.partition(".#")
    else:
        type_, _, member = name.rpartition(".")
    member = member.partition("``")[0].replace("#", ".")
    if not type_ or not member:
        return None, None, f"its Target {target!r} names no member"
    return type_.replace("/", "+"), member, None


def _arguments(blob: bytes) -> dict[str, str] | None:
    """The two texts of the constructor (``category`` and ``check``) and the named texts (ECMA-335 II.23.3); None if unlike."""
    try:
        return dict(_texts(blob))
    except (IndexError, UnicodeDecodeError):
        return None


def _texts(blob: bytes) -> Iterator[tuple[str, str]]:
    if blob[:2] != b"\x01\x00":
        raise IndexError
    at = 2
    for key in ("category", "check"):
        text, at = _text(blob, at)
        yield key, text
    count = int.from_bytes(blob[at : at + 2], "little")
    at += 2
    for _ in range(count):
        if blob[at] not in _NAMED or blob[at + 1] != _STRING:
            return  # what is not a text is none of ours, and its length is not known
        name, at = _text(blob, at + 2)
        text, at = _text(blob, at)
        yield name, text


def _text(blob: bytes, at: int) -> tuple[str, int]:
    """A text and the place behind it; a null is empty."""
    first = blob[at]
    if first == _NULL:
        return "", at + 1
    if first < 0x80:
        size, at = first, at + 1
    elif first < 0xC0:
        size, at = int.from_bytes(blob[at : at + 2], "big") & 0x3FFF, at + 2
    else:
        size, at = int.from_bytes(blob[at : at + 4], "big") & 0x1FFFFFFF, at + 4
    if at + size > len(blob):
        raise IndexError
    return blob[at : at + size].decode("utf-8"), at + size
