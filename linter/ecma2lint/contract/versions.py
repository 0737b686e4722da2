"""What each assembly version of the contract lacks against the newest one.

Source: metadata of the public copies; from FileVersion 4.1.3653 on the surface is that of 4.1.4.0.
"""

from __future__ import annotations

from typing import Final

from ecma2lint.contract.capabilities import CAPABILITIES, CapabilityType
from ecma2lint.contract.interfaces import CONTRACT_INTERFACES, Interface
from ecma2lint.records import dataclass

NEWEST: Final = "4.1.4.0"


@dataclass(frozen=True, slots=True)
class ContractVersion:
    """The surface of one assembly version: its interfaces and capabilities by simple name."""

    version: str
    interfaces: dict[str, Interface]
    capabilities: dict[str, CapabilityType]
    missing_enum_values: tuple[tuple[str, str], ...]


def _without(
    version: str, interfaces: frozenset[str], capabilities: frozenset[str], enum_values: tuple[tuple[str, str], ...]
) -> ContractVersion:
    return ContractVersion(
        version,
        {name: value for name, value in CONTRACT_INTERFACES.items() if name not in interfaces},
        {name: value for name, value in CAPABILITIES.items() if name not in capabilities},
        enum_values,
    )


_NO_EX: Final = frozenset({"IMAExtensible2GetParametersEx"})
_NO_SUPPORT: Final = frozenset(
    {"IsDNAsAnchor", "SupportExport", "SupportHierarchy", "SupportImport", "SupportPartitions", "SupportPassword"}
)

VERSIONS: Final[dict[str, ContractVersion]] = {
    "4.1.0.0": _without(
        "4.1.0.0",
        _NO_EX | {"IMAExtensible2GetCapabilitiesEx"},
        _NO_SUPPORT,
        (("ConfigParameterPage", "Schema"), ("ConfigParameterPage", "Capabilities"), ("AttributeType", "Undefined")),
    ),
    "4.1.3.0": _without("4.1.3.0", _NO_EX, frozenset(), (("ConfigParameterPage", "Schema"),)),
    NEWEST: _without(NEWEST, frozenset(), frozenset(), ()),
}


def contract_version(referenced: str | None) -> ContractVersion:
    """The contract of an assembly reference.

    Args:
        referenced: the version an assembly reference names, such as ``"4.1.3.0"``, or None where there is none (Python).

    Returns:
        The exact version where it is known, else the newest one that is not newer than the reference, else the oldest.
    """
    if referenced is None:
        return VERSIONS[NEWEST]
    if referenced in VERSIONS:
        return VERSIONS[referenced]
    wanted = _parts(referenced)
    best = VERSIONS["4.1.0.0"]
    for version in VERSIONS.values():
        if _parts(version.version) <= wanted:
            best = version
    return best


def _parts(version: str) -> tuple[int, ...]:
    return tuple(int(part) if part.isdigit() else 0 for part in version.split("."))
