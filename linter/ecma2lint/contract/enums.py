"""The enumerations of the contract with their numeric values.

Source: metadata of Microsoft.MetadirectoryServicesEx 4.1.4.0. Numbers are not always consecutive (``MAExportType`` has no 4).
"""

from __future__ import annotations

from typing import Final

from ecma2lint.records import dataclass


@dataclass(frozen=True, slots=True)
class EnumType:
    """An enumeration: its simple name, whether it is ``[Flags]``, and its names with their numbers."""

    name: str
    flags: bool
    values: dict[str, int]

    def name_of(self, number: int) -> str | None:
        """The name a value is shown by: ``"ObjectReplace"``, flags as ``"Uppercase, RemoveAccents"``; None when not defined."""
        for name, value in self.values.items():
            if value == number:
                return name
        if not self.flags or number < 0:
            return None
        parts: list[str] = []
        rest = number
        for name, value in self.values.items():
            if value and value & rest == value:
                parts.append(name)
                rest &= ~value
        return None if rest or not parts else ", ".join(parts)


ENUMS: Final[dict[str, EnumType]] = {
    "AttribFlags": EnumType("AttribFlags", True, {"None": 0, "MultiValued": 1, "Encrypted": 2, "ExportOnly": 4}),
    "AttributeModificationType": EnumType(
        "AttributeModificationType", False, {"Unconfigured": 0, "Add": 1, "Replace": 2, "Update": 3, "Delete": 4}
    ),
    "AttributeOperation": EnumType("AttributeOperation", False, {"ImportExport": 0, "ExportOnly": 1, "ImportOnly": 2}),
    "AttributeType": EnumType(
        "AttributeType", False, {"String": 0, "Integer": 1, "Reference": 2, "Binary": 3, "Boolean": 4, "Undefined": 5}
    ),
    "CloseReason": EnumType(
        "CloseReason",
        False,
        {"Normal": 0, "TerminatedByUser": 1, "TerminatedShuttingDown": 2, "OpenConnectionFailure": 3, "Unknown": 4},
    ),
    "ConfigParameterPage": EnumType(
        "ConfigParameterPage",
        False,
        {"Connectivity": 0, "Global": 1, "RunStep": 2, "Partition": 3, "Capabilities": 4, "Schema": 5},
    ),
    "ConfigParameterType": EnumType(
        "ConfigParameterType",
        False,
        {
            "String": 0,
            "EncryptedString": 1,
            "Label": 2,
            "Text": 3,
            "DropDown": 4,
            "CheckBox": 5,
            "Divider": 6,
            "File": 7,
        },
    ),
    "ConnectionSecurityLevel": EnumType("ConnectionSecurityLevel", False, {"NotSecure": 0, "Secure": 1}),
    "ConnectionState": EnumType(
        "ConnectionState",
        False,
        {
            "Connected": 0,
            "ExplicitlyConnected": 1,
            "Disconnected": 2,
            "ExplicitlyDisconnected": 3,
            "DisconnectedByFilter": 4,
            "Placeholder": 5,
        },
    ),
    "DeprovisionAction": EnumType("DeprovisionAction", False, {"Disconnect": 1, "ExplicitDisconnect": 2, "Delete": 3}),
    "MADistinguishedNameStyle": EnumType("MADistinguishedNameStyle", False, {"None": 0, "Generic": 1, "Ldap": 2}),
    "MAExportError": EnumType(
        "MAExportError",
        False,
        {
            "Success": 0,
            "ExportActionConvertUpdateToAdd": 1,
            "ExportActionRetryReferenceAttribute": 2,
            "ExportActionProvisioningParent": 3,
            "ExportErrorConnectedDirectoryError": 4,
            "ExportErrorConnectedDirectoryMissingObject": 5,
            "ExportErrorConnectedDirectoryExistingObject": 6,
            "ExportErrorReferenceAttributeFailure": 7,
            "ExportErrorNonExistingParent": 8,
            "ExportErrorDuplicateAnchor": 9,
            "ExportErrorAmbiguousUpdate": 10,
            "ExportErrorPasswordPolicyViolation": 11,
            "ExportErrorKerberosTimeSkew": 12,
            "ExportErrorKerberosNoLogOnServer": 13,
            "ExportErrorInvalidDN": 14,
            "ExportErrorConstraintViolation": 15,
            "ExportErrorSyntaxViolation": 16,
            "ExportErrorChangeNamingAttribute": 17,
            "ExportErrorPermissionIssue": 18,
            "ExportErrorMissingProvisioningAttribute": 19,
            "ExportErrorInvalidProvisioningAttributeValue": 20,
            "ExportErrorMissingAnchorComponent": 21,
            "ExportErrorMultiValuedAnchorComponent": 22,
            "ExportErrorAnchorTooLong": 23,
            "ExportErrorInvalidAttributeValue": 24,
            "ExportErrorCustomStopRun": 25,
            "ExportErrorCustomContinueRun": 26,
        },
    ),
    "MAExportType": EnumType(
        "MAExportType",
        False,
        {"AttributeUpdate": 1, "AttributeReplace": 2, "ObjectReplace": 3, "MultivaluedReferenceAttributeUpdate": 5},
    ),
    "MAImportError": EnumType(
        "MAImportError",
        False,
        {
            "Success": 0,
            "ImportErrorMissingDomainName": 1,
            "ImportErrorDomainNameNotLdapConformant": 2,
            "ImportErrorInvalidDomainName": 3,
            "ImportErrorMissingChangeType": 4,
            "ImportErrorInvalidChangeType": 5,
            "ImportErrorMultiValuedChangeType": 6,
            "ImportErrorMissingObjectClass": 7,
            "ImportErrorMissingObjectType": 8,
            "ImportErrorParseError": 9,
            "ImportErrorReadError": 10,
            "ImportErrorInvalidAttributeValue": 11,
            "ImportErrorInvalidBase64Value": 12,
            "ImportErrorInvalidNumericValue": 13,
            "ImportErrorInvalidBooleanValue": 14,
            "ImportErrorCustomStopRun": 15,
            "ImportErrorCustomContinueRun": 16,
        },
    ),
    "MANormalizations": EnumType("MANormalizations", True, {"None": 0, "Uppercase": 1, "RemoveAccents": 2}),
    "MAObjectConfirmation": EnumType(
        "MAObjectConfirmation", False, {"Normal": 0, "NoDeleteConfirmation": 1, "NoAddAndDeleteConfirmation": 3}
    ),
    "ModificationType": EnumType("ModificationType", False, {"Add": 0, "Replace": 1, "Delete": 2}),
    "ObjectModificationType": EnumType(
        "ObjectModificationType",
        False,
        {"Unconfigured": 0, "None": 1, "Add": 2, "Replace": 3, "Update": 4, "Delete": 5},
    ),
    "OperationType": EnumType("OperationType", False, {"Full": 0, "FullObject": 1, "Delta": 2}),
    "ParameterValidationResultCode": EnumType("ParameterValidationResultCode", False, {"Success": 0, "Failure": 1}),
    "PasswordOptions": EnumType(
        "PasswordOptions", True, {"None": 0, "ForceChangeAtLogOn": 1, "UnlockAccount": 2, "ValidatePassword": 4}
    ),
    "RuleType": EnumType(
        "RuleType",
        False,
        {
            "Provisioning": 0,
            "Projection": 1,
            "Join": 2,
            "AccountJoiner": 3,
            "ConnectorFilter": 4,
            "MVDeletion": 5,
            "ImportAttributeFlow": 6,
            "ExportAttributeFlow": 7,
            "CSDeprovisioning": 8,
            "Unknown": 9,
        },
    ),
    "ValueModificationType": EnumType("ValueModificationType", False, {"Unconfigured": 0, "Add": 1, "Delete": 2}),
}
