"""What must hold of a file before dnfile is let near it: PE headers, the COM descriptor and the metadata root.

dnfile logs damage and goes on, and sizes its lists by numbers the file claims; so the numbers are checked here first.
Source: Microsoft PE format; ECMA-335 II.24 and II.25.
"""

from __future__ import annotations

import struct
from operator import itemgetter
from typing import Final, NamedTuple

from ecma2lint.readers.assembly.damage import UnreadableAssembly, corrupt, truncated

MAX_FILE: Final = 128 * 1024 * 1024
MAX_SECTIONS: Final = 96  # what the Windows loader accepts
MAX_STREAMS: Final = 32

_ILONLY: Final = 0x1
_READY_TO_RUN: Final = 0x00525452  # "RTR\0"
_MANAGED: Final = "lint the connector's managed assembly"


class Section(NamedTuple):
    """A section: where its bytes lie in memory and in the file."""

    name: str
    rva: int
    offset: int
    size: int


class Headers(NamedTuple):
    """The checked headers of a managed PE file.

    ``flags`` are those of the COM descriptor; ``streams`` maps a name to (offset in the file, size).
    """

    machine: int
    pe32_plus: bool
    flags: int
    sections: tuple[Section, ...]
    streams: dict[str, tuple[int, int]]


def read_headers(data: bytes) -> Headers:
    """Check and read the headers of an assembly.

    Raises:
        UnreadableAssembly: with the first check that does not hold.
    """
    if not data:
        raise UnreadableAssembly("the file is empty", "build the connector again")
    if len(data) > MAX_FILE:
        raise UnreadableAssembly(f"the file is larger than {MAX_FILE >> 20} MiB", "exclude it, or split the assembly")
    if data[:2] != b"MZ":
        raise UnreadableAssembly("not a PE file: it does not begin with MZ", "name an assembly (.dll or .exe)")
    if len(data) < 0x40:
        raise truncated("the DOS header reaches past the end")
    (start,) = struct.unpack_from("<I", data, 0x3C)
    if start + 24 > len(data):
        raise truncated("the PE header lies past the end")
    if data[start : start + 4] != b"PE\0\0":
        raise UnreadableAssembly("not a PE file: no PE signature", "name an assembly (.dll or .exe)")
    machine, section_count = struct.unpack_from("<HH", data, start + 4)
    (optional_size,) = struct.unpack_from("<H", data, start + 20)
    optional = start + 24
    if not 0 < section_count <= MAX_SECTIONS:
        raise UnreadableAssembly(f"corrupt PE header: {section_count} sections")
    if optional + optional_size + 40 * section_count > len(data):
        raise truncated("the section table reaches past the end")
    sections = tuple(_section(data, optional + optional_size + 40 * index) for index in range(section_count))
    (magic,) = struct.unpack_from("<H", data, optional)
    if magic not in (0x10B, 0x20B):
        raise UnreadableAssembly("corrupt PE header: unknown optional header")
    descriptor = optional + (208 if magic == 0x10B else 224)
    if descriptor + 8 > optional + optional_size:
        raise UnreadableAssembly("native PE file: no COM descriptor, so it holds no .NET code", _MANAGED)
    cor_rva, cor_size = struct.unpack_from("<II", data, descriptor)
    if not cor_rva:
        raise UnreadableAssembly("native PE file: no COM descriptor, so it holds no .NET code", _MANAGED)
    cor = locate(sections, cor_rva, max(cor_size, 72), "the COM descriptor")
    flags, streams = _clr(data, sections, cor)
    return Headers(machine, magic == 0x20B, flags, sections, streams)


def locate(sections: tuple[Section, ...], rva: int, size: int, what: str) -> int:
    """The file offset of an RVA; raises UnreadableAssembly unless the whole range lies inside one section's bytes."""
    for section in sections:
        if section.rva <= rva < section.rva + section.size:
            if rva + size > section.rva + section.size:
                raise corrupt(f"{what} at RVA 0x{rva:X} reaches past section {section.name}")
            return section.offset + rva - section.rva
    raise corrupt(f"{what} at RVA 0x{rva:X} lies outside every section")


def _section(data: bytes, at: int) -> Section:
    raw_name, _, rva, size, offset = struct.unpack_from("<8sIIII", data, at)
    name = raw_name.rstrip(b"\0").decode("ascii", "backslashreplace")
    if offset + size > len(data):
        raise truncated(f"section {name} reaches past the end")
    return Section(name, rva, offset, size)


def _clr(data: bytes, sections: tuple[Section, ...], cor: int) -> tuple[int, dict[str, tuple[int, int]]]:
    """The COM descriptor's flags and the streams."""
    metadata_rva, metadata_size, flags = struct.unpack_from("<III", data, cor + 8)
    native_rva, native_size = struct.unpack_from("<II", data, cor + 64)
    root = locate(sections, metadata_rva, metadata_size, "the metadata")
    streams = _streams(data, root, metadata_size)
    if not flags & _ILONLY and not _ready_to_run(data, sections, native_rva, native_size):
        raise UnreadableAssembly(
            "mixed-mode assembly: it holds native code beside IL (C++/CLI)", "build the connector as pure IL, or move it to C#"
        )
    return flags, streams


def _ready_to_run(data: bytes, sections: tuple[Section, ...], rva: int, size: int) -> bool:
    """Whether the native code is a ReadyToRun image: precompiled, with all its IL still there."""
    if not rva or size < 4:
        return False
    (signature,) = struct.unpack_from("<I", data, locate(sections, rva, size, "the managed native header"))
    return bool(signature == _READY_TO_RUN)


def _streams(data: bytes, root: int, size: int) -> dict[str, tuple[int, int]]:
    """Stream name to (offset in the file, size); of streams with one name the last holds, as in the CLR."""
    end = root + size
    if size < 20 or data[root : root + 4] != b"BSJB":
        raise corrupt("the metadata root has no BSJB signature")
    (version_length,) = struct.unpack_from("<I", data, root + 12)
    at = root + 16 + version_length
    if version_length > 255 or at + 4 > end:
        raise corrupt("the metadata root's version string is too long")
    _, count = struct.unpack_from("<HH", data, at)
    if not 0 < count <= MAX_STREAMS:
        raise corrupt(f"{count} metadata streams")
    at += 4
    streams: dict[str, tuple[int, int]] = {}
    for _ in range(count):
        if at + 8 > end:
            raise corrupt("the stream headers reach past the metadata")
        offset, length = struct.unpack_from("<II", data, at)
        stop = data.find(b"\0", at + 8, min(at + 40, end))
        if stop < 0:
            raise corrupt("a stream name does not end")
        name = data[at + 8 : stop].decode("ascii", "backslashreplace")
        if offset + length > size:
            raise corrupt(f"stream {name} reaches past the metadata")
        if offset % 4:
            raise corrupt(f"stream {name} does not begin at a multiple of four")
        streams[name] = (root + offset, length)
        at = stop + 4 - (stop - at) % 4
    _check_places(data, streams, at)
    return streams


def _check_places(data: bytes, streams: dict[str, tuple[int, int]], headers_end: int) -> None:
    """Streams lie behind their headers and beside each other; every heap but #GUID begins with its empty item."""
    last = headers_end
    for name, (start, length) in sorted(streams.items(), key=itemgetter(1)):
        if start < last:
            raise corrupt(f"stream {name} overlaps what lies before it")
        last = start + length
        if name in ("#Strings", "#Blob", "#US") and length and data[start]:
            raise corrupt(f"heap {name} does not begin with an empty item")
