"""ECMA 2.0 itself as data: interfaces, members, signatures, enumerations, capability defaults and versions."""

from ecma2lint.contract.capabilities import CAPABILITIES, SETTER_SIDE_EFFECT, CapabilityType
from ecma2lint.contract.enums import ENUMS, EnumType
from ecma2lint.contract.interfaces import (
    ASSEMBLY,
    CONTRACT_INTERFACES,
    LEGACY_INTERFACES,
    NAMESPACE,
    PUBLIC_KEY_TOKEN,
    RULES_EXTENSIONS,
    ContractMember,
    Interface,
)
from ecma2lint.contract.versions import NEWEST, VERSIONS, ContractVersion, contract_version

__all__ = [
    "ASSEMBLY",
    "CAPABILITIES",
    "CONTRACT_INTERFACES",
    "ENUMS",
    "LEGACY_INTERFACES",
    "NAMESPACE",
    "NEWEST",
    "PUBLIC_KEY_TOKEN",
    "RULES_EXTENSIONS",
    "SETTER_SIDE_EFFECT",
    "VERSIONS",
    "CapabilityType",
    "ContractMember",
    "ContractVersion",
    "EnumType",
    "Interface",
    "contract_version",
]
