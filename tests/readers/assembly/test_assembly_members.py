"""How members are bound, held against the fixtures and against what the CLR itself says."""

from __future__ import annotations

import importlib
import json
import os
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

import pytest

from ecma2lint.contract import CONTRACT_INTERFACES
from ecma2lint.facts import Implementation
from ecma2lint.readers.assembly import tables as md
from readers.assembly.support import CONTRACT_DLL, DATA, FIXTURES, built, cls, poke, target, type_row

pytestmark = pytest.mark.usefixtures("metadata_only")

ASSEMBLIES = ("Tricky.dll", "Uses.dll", "Vb.dll", "Il.dll")
MAPS = DATA / "interface-maps.json"


def _built_fixtures() -> list[tuple[str, Path, dict[str, dict[str, object]]]]:
    found = []
    for file in sorted((FIXTURES / "dotnet").glob("*/expect.toml")):
        expected = tomllib.loads(file.read_text(encoding="utf-8"))
        for build in expected["builds"]:
            found.append((f"{file.parent.name}/{build}", built(file.parent.name, build), expected.get("classes", {})))
    return found


@pytest.mark.parametrize(("path", "classes"), [pytest.param(path, classes, id=name) for name, path, classes in _built_fixtures()])
def test_fixture_members(path: Path, classes: dict[str, dict[str, object]]) -> None:
    """Classes, loadability and the binding of every member are what the fixture's author worked out."""
    found = target(path)
    assert found.error is None
    assert {item.type for item in found.classes} == set(classes)
    for name, expected in classes.items():
        item = cls(found, name)
        assert item.loadable == expected["loadable"]
        assert sorted(item.not_loadable_because) == sorted(expected["not_loadable_because"])  # type: ignore[call-overload]
        members = {f"{m.interface}.{m.name}": m.implementation.value for i in item.interfaces for m in i.members}
        assert members == expected["members"]


def _bindings(assembly: str) -> dict[str, str]:
    """Type, interface and method to the method that runs, as the reader sees it; bridges as the CLR does: by themselves."""
    found: dict[str, str] = {}
    for item in target(DATA / assembly).classes:
        for interface in item.interfaces:
            for member in interface.members:
                method = next(m for m in CONTRACT_INTERFACES[interface.name].members if m.name == member.name)
                bound = member.implemented_by or "none"
                if method.kind == "property" and member.implementation is Implementation.IMPLICIT:
                    owner, name = bound.split("::")
                    bound = f"{owner}::get_{name}"
                if member.detail and "compiler generated" in member.detail:
                    bound = (
                        f"{member.detail.rsplit(' ', 1)[1]}::{CONTRACT_INTERFACES[interface.name].full_name}.{method.method_name}"
                    )
                found[f"{item.type}|{interface.name}|{method.method_name}"] = bound
    return found


@pytest.mark.parametrize("assembly", ASSEMBLIES)
def test_binds_as_the_clr(assembly: str) -> None:
    """Re-implementation, hiding, slots taken over, MethodImpl rows of all kinds: as recorded from CoreCLR's interface maps."""
    assert _bindings(assembly) == json.loads(MAPS.read_text(encoding="utf-8"))[assembly]


def clr_maps(folder: Path) -> dict[str, dict[str, str]]:
    """The interface maps as CoreCLR prints them. Skips without compiler or runtime."""
    sys.path.insert(0, str(FIXTURES / "toolchain"))
    build: Any = importlib.import_module("build")
    compilers = build.find_compilers()
    if compilers.csc is None or compilers.dotnet is None or compilers.framework is None:
        if os.environ.get("ECMA2LINT_REQUIRE_CLR"):
            pytest.fail("; ".join(compilers.missing))
        pytest.skip("; ".join(compilers.missing))
    program = folder / "InterfaceMaps.exe"
    build.compile((DATA / "InterfaceMaps.cs",), "csharp", "roslyn-release", program, (), "exe")
    config = folder / "InterfaceMaps.runtimeconfig.json"
    config.write_text('{"runtimeOptions":{"framework":{"name":"Microsoft.NETCore.App","version":"3.1.2"}}}', encoding="utf-8")
    found: dict[str, dict[str, str]] = {}
    for assembly in ASSEMBLIES:
        command = [str(compilers.dotnet), "exec", "--runtimeconfig", str(config), str(program)]
        run = subprocess.run(
            [*command, str(CONTRACT_DLL), str(DATA / assembly)],
            env={**os.environ, **compilers.environment},
            capture_output=True,
            text=True,
            check=True,
        )
        rows = [line.split("|") for line in run.stdout.splitlines()]
        found[assembly] = {"|".join(row[1:4]): row[4] for row in rows}
    return found


def test_recorded_maps_are_the_clrs(tmp_path: Path) -> None:
    """The recorded interface maps are what CoreCLR says of the committed assemblies."""
    assert clr_maps(tmp_path) == json.loads(MAPS.read_text(encoding="utf-8"))


def test_vb_private_implements_is_explicit() -> None:
    """A private method bound by name through `Implements` is explicit; a renamed public one is renamed."""
    item = cls(target(DATA / "Vb.dll"), "V.C")
    capabilities = item.member("IMAExtensible2GetCapabilities", "Capabilities")
    schema = item.member("IMAExtensible2GetSchema", "GetSchema")
    assert capabilities and schema
    assert (capabilities.implementation, capabilities.accessibility) == (Implementation.EXPLICIT, "private")
    assert (schema.implementation, schema.implemented_by) == (Implementation.RENAMED, "V.C::Other")


def test_vb_public_implements_is_implicit() -> None:
    """A MethodImpl row for a public method of the contract's own name is no prefix."""
    member = cls(target(DATA / "Vb.dll"), "V.A").member("IMAExtensible2GetSchema", "GetSchema")
    assert member and member.implementation is Implementation.IMPLICIT


def test_bridge_to_public_base_method_is_implicit() -> None:
    """The private method compilers add to reach a base class in another assembly does not make the member explicit."""
    member = cls(target(DATA / "Uses.dll"), "U.A").member("IMAExtensible2GetSchema", "GetSchema")
    assert member and member.implementation is Implementation.IMPLICIT
    assert member.implemented_by == "L.Plain::GetSchema"
    assert member.location.path == "Lib.dll"


def test_own_interface_is_named_as_declaring() -> None:
    """A contract interface that comes through an own interface is declared there, though compilers list it on the class too."""
    item = cls(target(DATA / "Tricky.dll"), "T.C5")
    assert [(i.name, i.declared_on) for i in item.interfaces] == [
        ("IMAExtensible2GetSchema", "T.IOwn`1"),
        ("IMAExtensible2GetPartitions", "T.IOwn`1"),
    ]


def test_inherited_interface_is_declared_on_the_base() -> None:
    """An interface that only the base lists is declared on the base; listed again, on the class."""
    found = target(DATA / "Tricky.dll")
    assert [i.declared_on for i in cls(found, "T.D1b").interfaces] == ["T.B1"]
    assert [i.declared_on for i in cls(found, "T.D1c").interfaces] == ["T.D1c"]


def test_missing_member() -> None:
    """A member whose method lost its virtual flag is bound to nothing."""
    path = built("all-compliant")
    from readers.assembly.support import image

    opened = image(path)
    row = next(row for row, item in enumerate(opened.method_defs, 1) if opened.string(item.name) == "GetSchema")
    flags = opened.method_defs[row - 1].flags
    found = target(path, poke(path, md.Table.METHOD_DEF, row, 2, flags & ~0x40))
    member = cls(found, "Contoso.Connector").member("IMAExtensible2GetSchema", "GetSchema")
    assert member and member.implementation is Implementation.MISSING and member.implemented_by is None


def test_abstract_member_is_bound_and_says_so() -> None:
    """A member an abstract class leaves abstract is implicit, with that detail."""
    member = cls(target(DATA / "Tricky.dll"), "T.B8").member("IMAExtensible2GetSchema", "GetSchema")
    assert member and member.implementation is Implementation.IMPLICIT and member.detail == "abstract in T.B8"


def test_locations_carry_tokens() -> None:
    """A member's location names type, member and MethodDef token; a property appears under its own name."""
    item = cls(target(built("all-compliant")), "Contoso.Connector")
    member = item.member("IMAExtensible2GetCapabilities", "Capabilities")
    assert member and member.implemented_by == "Contoso.Connector::Capabilities"
    assert member.location.token is not None and member.location.token >> 24 == 0x06
    assert item.location.token == 0x02000000 | type_row(built("all-compliant"), "Connector")
