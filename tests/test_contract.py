"""The contract as data is what the reference of the real assembly says."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

import ecma2lint.contract as contract
from ecma2lint.contract import CAPABILITIES, CONTRACT_INTERFACES, ENUMS, LEGACY_INTERFACES, NAMESPACE, contract_version

API: dict[str, Any] = json.loads((Path(contract.__file__).parent / "api.json").read_text(encoding="utf-8"))
TYPES: dict[str, Any] = API["types"]


def test_the_twelve_interfaces() -> None:
    """There are exactly the 12 IMAExtensible2 interfaces, and the four of ECMA 1."""
    real = {name.rpartition(".")[2] for name in TYPES if ".IMAExtensible2" in name}
    assert set(CONTRACT_INTERFACES) == real and len(real) == 12
    assert set(LEGACY_INTERFACES) == {
        "IMAExtensibleCallExport",
        "IMAExtensibleFileExport",
        "IMAExtensibleFileImport",
        "IMAPasswordManagement",
    }


@pytest.mark.parametrize("name", [*CONTRACT_INTERFACES, *LEGACY_INTERFACES])
def test_members_and_signatures(name: str) -> None:
    """Every member has the real name, kind, parameter names, parameter types and result."""
    interface = {**CONTRACT_INTERFACES, **LEGACY_INTERFACES}[name]
    real = TYPES[f"{NAMESPACE}.{name}"]
    expected = [(prop["name"], "property", prop["type"], ()) for prop in real["props"]] + [
        (method["name"], "method", method["returns"], tuple((p["name"], p["type"]) for p in method["params"]))
        for method in real["methods"]
    ]
    assert [(m.name, m.kind, m.returns, m.parameters) for m in interface.members] == expected


def test_enumerations() -> None:
    """Every enumeration has the real names, numbers and flags."""
    real = {
        name.rpartition(".")[2]: (bool(entry.get("flags")), entry["values"])
        for name, entry in TYPES.items()
        if entry["kind"] == "enum"
    }
    assert {name: (entry.flags, entry.values) for name, entry in ENUMS.items()} == real


def test_capability_defaults() -> None:
    """The 17 capabilities have the real constructor's defaults and types."""
    assert {name: entry.default for name, entry in CAPABILITIES.items()} == API["macapabilities_defaults"]
    real = {prop["name"]: prop["type"] for prop in TYPES[f"{NAMESPACE}.MACapabilities"]["props"]}
    assert {name: f"{NAMESPACE}.{entry.enum}" if entry.enum else "System.Boolean" for name, entry in CAPABILITIES.items()} == real


@pytest.mark.parametrize(
    ("referenced", "used"),
    [
        ("4.1.4.0", "4.1.4.0"),
        ("4.1.3.0", "4.1.3.0"),
        ("4.1.0.0", "4.1.0.0"),
        (None, "4.1.4.0"),
        ("4.4.0.0", "4.1.4.0"),
        ("1.0", "4.1.0.0"),
    ],
)
def test_versions(referenced: str | None, used: str) -> None:
    """A reference gets its own version, else the newest that is not newer, else the oldest."""
    assert contract_version(referenced).version == used


def test_what_older_versions_lack() -> None:
    """4.1.3.0 lacks GetParametersEx; 4.1.0.0 lacks GetCapabilitiesEx and six capabilities too."""
    assert set(CONTRACT_INTERFACES) - set(contract_version("4.1.3.0").interfaces) == {"IMAExtensible2GetParametersEx"}
    oldest = contract_version("4.1.0.0")
    assert set(CONTRACT_INTERFACES) - set(oldest.interfaces) == {
        "IMAExtensible2GetParametersEx",
        "IMAExtensible2GetCapabilitiesEx",
    }
    assert len(CAPABILITIES) - len(oldest.capabilities) == 6


@pytest.mark.parametrize(
    ("enum", "number", "shown"),
    [
        ("MANormalizations", 3, "Uppercase, RemoveAccents"),
        ("MANormalizations", 0, "None"),
        ("MANormalizations", 8, None),
        ("MAExportType", 4, None),
        ("MAExportType", 5, "MultivaluedReferenceAttributeUpdate"),
        ("PasswordOptions", 5, "ForceChangeAtLogOn, ValidatePassword"),
    ],
)
def test_names_of_enumeration_values(enum: str, number: int, shown: str | None) -> None:
    """Values are shown by name, flags joined by commas, undefined numbers not at all."""
    assert ENUMS[enum].name_of(number) == shown
