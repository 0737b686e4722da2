"""Sibling assemblies, what cannot be read, and the identity of the target."""

from __future__ import annotations

import shutil
import struct
from pathlib import Path

import pytest

from ecma2lint.facts import Implementation, Observation, Target
from ecma2lint.readers.assembly.tables import Table
from ecma2lint.readers.assembly.universe import is_framework
from readers.assembly.support import CONTRACT_DLL, DATA, built, cls, image, poke, target

pytestmark = pytest.mark.usefixtures("metadata_only")


def _schema(found: Target, name: str) -> tuple[Implementation, str | None]:
    member = cls(found, name).member("IMAExtensible2GetSchema", "GetSchema")
    assert member is not None
    return member.implementation, member.detail


def _alone(tmp_path: Path, sibling: bytes | None) -> Path:
    path = tmp_path / "Uses.dll"
    shutil.copy(DATA / "Uses.dll", path)
    if sibling is not None:
        (tmp_path / "Lib.dll").write_bytes(sibling)
    return path


@pytest.mark.parametrize(
    ("sibling", "reason"),
    [
        (None, "Lib.dll is not in the folder of the target"),
        (b"", "Lib.dll cannot be read: the file is empty"),
        (b"MZ" + bytes(200), "Lib.dll cannot be read: not a PE file: no PE signature"),
        (CONTRACT_DLL.read_bytes(), "Lib.dll holds assembly Microsoft.MetadirectoryServicesEx"),
    ],
)
def test_unreadable_sibling(tmp_path: Path, sibling: bytes | None, reason: str) -> None:
    """What only an unreadable sibling can supply is unresolved with the reason; what the class has itself is decided."""
    found = target(_alone(tmp_path, sibling))
    assert found.error is None
    implementation, detail = _schema(found, "U.E")
    assert implementation is Implementation.UNRESOLVED
    assert detail and detail.endswith(reason)
    assert _schema(found, "U.D")[0] is Implementation.IMPLICIT
    observed = [o for o in cls(found, "U.D").observations if o.kind == "unresolved-base"]
    assert [o.detail for o in observed] == [f"L.Impl of assembly Lib: {reason}"]


def test_interfaces_of_an_unreadable_base_are_not_guessed(tmp_path: Path) -> None:
    """A class that only derives from an unreadable base is no contract class; the target says what could not be read."""
    found = target(_alone(tmp_path, None))
    assert "U.B" not in {item.type for item in found.classes}
    assert ("unresolved-base", "U.B") in {(o.kind, o.subject) for o in found.observations}


def test_sibling_with_another_case(tmp_path: Path) -> None:
    """File names are compared without case, as Windows does."""
    path = _alone(tmp_path, None)
    shutil.copy(DATA / "Lib.dll", tmp_path / "LIB.DLL")
    assert _schema(target(path), "U.B")[0] is Implementation.IMPLICIT


def test_generic_base_in_a_sibling() -> None:
    """A generic base in a sibling supplies the member with its arguments put in."""
    assert _schema(target(DATA / "Uses.dll"), "U.E") == (Implementation.IMPLICIT, None)


def test_framework_is_told_by_name_and_key() -> None:
    """An own assembly named System.Something is no framework assembly."""
    assert is_framework("System.Core", "b77a5c561934e089")
    assert not is_framework("System.Contoso", None)
    assert not is_framework("Microsoft.ResourceManagement", "31bf3856ad364e35")


def test_identity() -> None:
    """Name, version, MVID, framework, architecture and references with their tokens."""
    found = target(built("all-compliant"))
    assert found.assembly is not None
    assert found.assembly.name == "AllCompliant"
    assert found.assembly.architecture == "anycpu"
    assert found.assembly.target_framework == ".NETFramework,Version=v4.7.2"
    references = {reference.name: reference for reference in found.assembly.references}
    assert references["Microsoft.MetadirectoryServicesEx"].public_key_token == "31bf3856ad364e35"
    assert found.contract == references["Microsoft.MetadirectoryServicesEx"].version == "4.1.4.0"


def test_key_token_is_computed_from_the_full_key() -> None:
    """The contract stub carries the full public key; its token is the last eight bytes of its SHA-1, reversed."""
    found = target(CONTRACT_DLL)
    assert found.assembly and found.assembly.public_key_token == "31bf3856ad364e35"


@pytest.mark.parametrize(
    ("machine", "flags", "expected"),
    [
        (0x14C, 0x1, "anycpu"),
        (0x14C, 0x3, "x86"),
        (0x14C, 0x20003, "anycpu-prefer-32bit"),
        (0x8664, 0x1, "x64"),
        (0xAA64, 0x1, "arm64"),
        (0x1C4, 0x1, "arm"),
    ],
)
def test_architecture(machine: int, flags: int, expected: str) -> None:
    """The architecture follows from the machine and the COM descriptor's flags."""
    path = built("all-compliant")
    data = bytearray(path.read_bytes())
    start = struct.unpack_from("<I", data, 0x3C)[0]
    struct.pack_into("<H", data, start + 4, machine)
    rva = struct.unpack_from("<I", data, start + 24 + 208)[0]
    section = image(path).headers.sections[0]
    struct.pack_into("<I", data, section.offset + rva - section.rva + 16, flags)
    found = target(path, bytes(data))
    assert found.assembly and found.assembly.architecture == expected


def _kinds(observations: tuple[Observation, ...]) -> set[tuple[str, str, str]]:
    return {(o.kind, o.subject, o.detail) for o in observations}


def test_legacy_and_rules_extensions_are_observed() -> None:
    """ECMA1 interfaces and rules extensions are no contract classes, but are seen."""
    legacy, rules = target(built("legacy-only")), target(built("no-contract-class"))
    assert ("legacy-interface", "Contoso.Exporter", "IMAExtensibleCallExport") in _kinds(legacy.observations)
    assert ("rules-extension", "Contoso.Extension", "IMASynchronization") in _kinds(rules.observations)
    assert not legacy.classes and not rules.classes


def test_merged_contract_is_observed_and_read() -> None:
    """An assembly with its own copy of the contract has contract classes, and says that the copy is there."""
    found = target(built("merged-contract"))
    assert found.classes and found.contract is None
    name = "Microsoft.MetadirectoryServices.IMAExtensible2GetSchema"
    assert ("merged-contract", name, "declared in MergedContract itself") in _kinds(found.observations)


def test_the_contract_itself_is_no_merged_copy() -> None:
    """The contract assembly declares its interfaces, and nothing is wrong with that."""
    found = target(CONTRACT_DLL)
    assert found.error is None and not found.observations and not found.classes


def test_foreign_contract_is_observed(tmp_path: Path) -> None:
    """Contract interfaces that come from another assembly than the contract are seen as such."""
    path = built("all-compliant")
    data = path.read_bytes().replace(b"Microsoft.MetadirectoryServicesEx\0", b"Microsoft.MetadirectoryServicesEy\0")
    copy = tmp_path / path.name
    copy.write_bytes(data)
    found = target(copy)
    assert ("foreign-contract", "Contoso.Connector", "Microsoft.MetadirectoryServicesEy") in _kinds(found.observations)
    assert cls(found, "Contoso.Connector").interfaces


def test_duplicate_type_names(tmp_path: Path) -> None:
    """Two types of one name are both read; each keeps its own token."""
    path = built("several-classes")
    opened = image(path)
    first, second = opened.type_defs[1], 3
    found = target(path, poke(path, Table.TYPE_DEF, second, 1, first.name))
    assert found.error is None
    tokens = [item.location.token for item in found.classes if item.type == found.classes[0].type]
    assert len(tokens) == len(set(tokens)) == 2
