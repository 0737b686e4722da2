"""The identity of an assembly: name, version, MVID, target framework, architecture, references."""

from __future__ import annotations

from typing import Final

from ecma2lint.facts import AssemblyFacts, AssemblyReference
from ecma2lint.readers.assembly import tables as md
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.names import name_of_token
from ecma2lint.readers.assembly.tables import Table, decode
from ecma2lint.readers.assembly.universe import public_key_token

_ILONLY: Final = 0x1
_REQUIRES_32BIT: Final = 0x2
_PREFERS_32BIT: Final = 0x20000
_ASSEMBLY_TOKEN: Final = 0x20000001
_MACHINES: Final = {0x14C: "x86", 0x8664: "x64", 0x1C0: "arm", 0x1C2: "arm", 0x1C4: "arm", 0xAA64: "arm64"}
# ReadyToRun images for other systems than Windows hide the machine behind a system's number.
_SYSTEMS: Final = (0, 0x7B79, 0x4644, 0xADC4, 0x1993, 0x1992)


def assembly_facts(image: Image) -> AssemblyFacts:
    """The identity of an opened assembly.

    Raises:
        UnreadableAssembly: a netmodule, or damaged rows.
    """
    if not image.assemblies:
        raise UnreadableAssembly("netmodule: it has no assembly manifest", "lint the assembly that the module is part of")
    assembly = image.assemblies[0]
    return AssemblyFacts(
        name=image.string(assembly.name),
        version=f"{assembly.major}.{assembly.minor}.{assembly.build}.{assembly.revision}",
        mvid=image.guid(image.modules[0].mvid) if image.modules else "",
        target_framework=_target_framework(image),
        architecture=architecture(image),
        references=tuple(
            AssemblyReference(
                image.string(row.name),
                f"{row.major}.{row.minor}.{row.build}.{row.revision}",
                public_key_token(image, row.key_or_token, bool(row.flags & 1)),
            )
            for row in image.assembly_refs
        ),
        public_key_token=public_key_token(image, assembly.public_key, True),
    )


def architecture(image: Image) -> str:
    """What processes can load it, from the machine and the COM descriptor's flags."""
    headers = image.headers
    machine = next((_MACHINES[headers.machine ^ key] for key in _SYSTEMS if headers.machine ^ key in _MACHINES), "unknown")
    if machine != "x86" or headers.pe32_plus or not headers.flags & _ILONLY:
        return machine
    if not headers.flags & _REQUIRES_32BIT:
        return "anycpu"
    return "anycpu-prefer-32bit" if headers.flags & _PREFERS_32BIT else "x86"


def _target_framework(image: Image) -> str | None:
    """The argument of the assembly's TargetFrameworkAttribute."""
    for constructor, blob in image.attributes.get(_ASSEMBLY_TOKEN, ()):
        if attribute_name(image, constructor) == "System.Runtime.Versioning.TargetFrameworkAttribute":
            value = image.blob(blob)
            # Prolog 0x0001, then one string with a length below 128 (ECMA-335 II.23.3).
            if value[:2] == b"\x01\x00" and len(value) > 3 and value[2] < 0x80:
                return value[3 : 3 + value[2]].decode("utf-8", "backslashreplace")
    return None


def attribute_name(image: Image, constructor: int) -> str:
    """The type of an attribute by its constructor's token; empty when the constructor is of no plain type."""
    table, row = constructor >> 24, constructor & 0xFFFFFF
    if not row:
        return ""
    if table == Table.MEMBER_REF:
        parent = decode(md.MEMBER_REF_PARENT, image.member_refs[row - 1].parent)
        return name_of_token(image, parent) if parent >> 24 in (Table.TYPE_REF, Table.TYPE_DEF) else ""
    if table == Table.METHOD_DEF:
        return name_of_token(image, md.token(Table.TYPE_DEF, image.owner_of_method(row)))
    return ""
