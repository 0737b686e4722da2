"""Damaged and hostile files: always a target or one error with cause and remedy, in bounded time."""

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecma2lint.readers.assembly import may_concern
from ecma2lint.readers.assembly import signatures as sg
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.image import open_image
from ecma2lint.readers.assembly.tables import Table
from readers.assembly.support import FIXTURES, built, image, poke, target, type_row

pytestmark = pytest.mark.usefixtures("metadata_only")

SAMPLES = (
    *(built(name, build) for name in ("all-interfaces", "own-interface", "generic-base") for build in ("roslyn-debug", "mcs")),
    built("vb-renamed"),
    built("fs-explicit"),
)
PLAIN = built("all-compliant")


def cause(data: bytes, path: Path = PLAIN) -> str:
    """The cause of the error; fails when there is none."""
    found = target(path, data)
    assert found.error is not None
    assert found.error.remedy and "\n" not in str(found.error)
    assert found.assembly is None and not found.classes
    return found.error.cause


def test_empty_file() -> None:
    """An empty file is told apart."""
    assert cause(b"") == "the file is empty"


def test_not_a_pe_file() -> None:
    """Text and a DOS program are no PE files."""
    assert cause(b"import clr\n").startswith("not a PE file")
    assert cause(b"MZ" + bytes(0x3A) + struct.pack("<I", 0x40) + bytes(64)).startswith("not a PE file")


def test_native() -> None:
    """A PE file without COM descriptor is native."""
    data = bytearray(PLAIN.read_bytes())
    start = struct.unpack_from("<I", data, 0x3C)[0] + 24
    struct.pack_into("<II", data, start + 208, 0, 0)
    assert cause(bytes(data)).startswith("native PE file")


def _with_cor_flags(flags: int) -> bytes:
    data = bytearray(PLAIN.read_bytes())
    start = struct.unpack_from("<I", data, 0x3C)[0] + 24
    rva = struct.unpack_from("<I", data, start + 208)[0]
    section = image(PLAIN).headers.sections[0]
    struct.pack_into("<I", data, section.offset + rva - section.rva + 16, flags)
    return bytes(data)


def test_mixed_mode() -> None:
    """An image that is not IL only and not precompiled is mixed-mode."""
    assert cause(_with_cor_flags(0)).startswith("mixed-mode assembly")
    assert target(PLAIN, _with_cor_flags(1)).error is None


def test_netmodule() -> None:
    """A module without manifest is told apart."""
    path = next((FIXTURES / "dotnet" / "_bad" / "bin").glob("*/*.netmodule"))
    assert cause(path.read_bytes()).startswith("netmodule")


def test_every_truncation_is_an_error() -> None:
    """However much is cut off, the file is truncated and never half read."""
    data = PLAIN.read_bytes()
    for size in [*range(2, 0x240, 7), *range(0x240, len(data) - 1, 97)]:
        assert cause(data[:size]).startswith("truncated file"), size


def test_too_many_rows() -> None:
    """A table that claims more rows than its stream has bytes is refused before anything is sized by it."""
    data = bytearray(PLAIN.read_bytes())
    stream = image(PLAIN).headers.streams["#~"][0]
    struct.pack_into("<I", data, stream + 24, 0x7FFFFFFF)
    assert "claims 2147483647 rows" in cause(bytes(data))


def test_too_many_streams() -> None:
    """Thousands of streams over the same bytes are refused."""
    data = bytearray(PLAIN.read_bytes())
    root = data.index(b"BSJB")
    length = struct.unpack_from("<I", data, root + 12)[0]
    struct.pack_into("<H", data, root + 16 + length + 2, 0xFFFF)
    assert cause(bytes(data)) == "corrupt metadata: 65535 metadata streams"


@pytest.mark.parametrize(
    ("table", "row", "column", "value", "expected"),
    [
        (Table.TYPE_REF, 1, 1, 0xFFFE, "names a string outside the heap"),
        (Table.TYPE_REF, 1, 0, 0xFFFE, "ResolutionScope 0xFFFE that names no row"),
        (Table.INTERFACE_IMPL, 1, 0, 0, "names a row of TYPE_DEF that does not exist"),
        (Table.INTERFACE_IMPL, 1, 1, 0, "names no interface"),
        (Table.INTERFACE_IMPL, 1, 1, 3, "names no interface"),
        (Table.TYPE_DEF, 2, 5, 0xFFFE, "runs past the end of METHOD_DEF"),
        (Table.TYPE_DEF, 1, 5, 5, "runs backwards"),
        (Table.TYPE_DEF, 2, 1, 0, "a type has no name"),
        (Table.METHOD_DEF, 1, 4, 0xFFFE, "names a blob outside the heap"),
    ],
)
def test_each_check(table: Table, row: int, column: int, value: int, expected: str) -> None:
    """A cell that names nothing makes the target an error that says which check failed."""
    assert expected in cause(poke(PLAIN, table, row, column, value))


def test_string_that_is_no_utf8() -> None:
    """A name that is not valid UTF-8 is corrupt metadata, not a guess."""
    data = PLAIN.read_bytes().replace(b"Connector\0", b"Conne\xfftor\0", 1)
    assert "not valid UTF-8" in cause(data)


def test_inheritance_in_a_circle() -> None:
    """A class that derives from itself ends in an error."""
    row = type_row(PLAIN, "Connector")
    assert "circle" in cause(poke(PLAIN, Table.TYPE_DEF, row, 3, row << 2))


def test_interface_in_a_circle() -> None:
    """An interface that extends itself ends in an error."""
    path = built("own-interface")
    opened = image(path)
    row, item = next(
        (row, item) for row, item in enumerate(opened.interface_impls, 1) if opened.type_defs[item.type - 1].flags & 0x20
    )
    assert "circle" in cause(poke(path, Table.INTERFACE_IMPL, row, 1, item.type << 2), path)


def test_nesting_in_a_circle() -> None:
    """A type nested in itself ends in an error."""
    path = built("nested-public-in-public")
    nested = image(path).nested_classes[0].nested
    assert "nesting runs in a circle" in cause(poke(path, Table.NESTED_CLASS, 1, 1, nested), path)


def test_method_body_outside_every_section() -> None:
    """A body's address outside every section is corrupt metadata."""
    opened = open_image(poke(PLAIN, Table.METHOD_DEF, 1, 0, 0x7FFFFFF0))
    with pytest.raises(UnreadableAssembly, match="outside every section"):
        opened.method_body(opened.method_defs[0].rva)


@pytest.mark.parametrize("element", [0x0F, 0x10, 0x1D])
def test_signature_nested_without_end(element: int) -> None:
    """A signature nested beyond the limit is refused rather than followed."""
    opened = image(PLAIN)
    blob = bytes([0x06]) + bytes([element]) * 5000 + b"\x08"
    with pytest.raises(UnreadableAssembly, match="nested too deeply"):
        _field(opened, blob)


def test_signature_that_grows_without_end() -> None:
    """Generic arguments may not multiply beyond the limit."""
    opened = image(PLAIN)
    wide = b"\x15\x12\x05\x3f" + b"\x15\x12\x05\x3f" * 20
    with pytest.raises(UnreadableAssembly):
        _field(opened, b"\x06" + wide + b"\x08" * 10)


def _field(opened: object, blob: bytes) -> object:
    reader = sg._Reader(opened, blob)  # type: ignore[arg-type]
    reader.byte()
    return reader.type()


def test_obfuscated_names_are_names() -> None:
    """Control characters and markup in names are kept as they are."""
    data = PLAIN.read_bytes().replace(b"Connector\0", b"<b>\x01\x02\x03</>\0", 1)
    found = target(PLAIN, data)
    assert found.error is None
    assert [item.type for item in found.classes] == ["Contoso.<b>\x01\x02\x03</>"]


def test_error_in_the_evaluator_fails_closed(monkeypatch: pytest.MonkeyPatch) -> None:
    """An exception out of the evaluator makes the target an error, never a verdict."""
    import sys

    def fail(*_: object) -> None:
        raise ValueError("boom")

    monkeypatch.setattr(sys.modules["ecma2lint.readers.assembly.evaluate"], "evaluate_class", fail)
    assert "ValueError: boom" in cause(PLAIN.read_bytes())


def test_prefilter() -> None:
    """Connectors concern us; an assembly that never names the contract does not."""
    assert may_concern(PLAIN.read_bytes())
    assert not may_concern(PLAIN.read_bytes().replace(b"MetadirectoryServices", b"MetadirectorySurfaces"))


def _mutated(data: bytes, edits: list[tuple[int, int]], cut: int | None) -> bytes:
    mutant = bytearray(data)
    for at, value in edits:
        mutant[at % len(mutant)] = value
    return bytes(mutant if cut is None else mutant[: cut % len(mutant)])


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    sample=st.sampled_from(SAMPLES),
    where=st.sampled_from(["anywhere", "headers", "root", "tables", "heaps"]),
    edits=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1, max_size=12),
    cut=st.none() | st.integers(0, 1 << 20),
)
def test_mutants(sample: Path, where: str, edits: list[tuple[int, int]], cut: int | None) -> None:
    """Whatever is done to the bytes, the reader answers within two seconds, and never with an error of its own."""
    data = sample.read_bytes()
    headers = image(sample).headers
    tables_start, tables_size = headers.streams["#~"]
    strings_start, strings_size = headers.streams["#Strings"]
    start, size = {
        "anywhere": (0, len(data)),
        "headers": (0, 0x200),
        "root": (data.index(b"BSJB"), 160),
        "tables": (tables_start, tables_size),
        "heaps": (strings_start, strings_size),
    }[where]
    begun = time.perf_counter()
    found = target(sample, _mutated(data, [(start + at % size, value) for at, value in edits], cut))
    assert time.perf_counter() - begun < 2
    if found.error is not None:
        assert "internal error" not in found.error.cause
        assert "\n" not in str(found.error)
