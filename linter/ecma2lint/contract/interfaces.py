"""The interfaces of the contract: their members, signatures and the version that brought them.

Source: metadata of Microsoft.MetadirectoryServicesEx, FileVersion 4.1.3114 to 4.6.673. Type names are in reflection form,
generic arguments between angle brackets, so that they compare equal to what the signature decoder prints.
"""

from __future__ import annotations

from typing import Final, Literal

from ecma2lint.records import dataclass

NAMESPACE: Final = "Microsoft.MetadirectoryServices"
ASSEMBLY: Final = "Microsoft.MetadirectoryServicesEx"
PUBLIC_KEY_TOKEN: Final = "31bf3856ad364e35"

_NS: Final = NAMESPACE + "."
_CONFIG: Final = f"System.Collections.ObjectModel.KeyedCollection`2<System.String,{_NS}ConfigParameter>"

MemberKind = Literal["property", "method"]


@dataclass(frozen=True, slots=True)
class ContractMember:
    """One member of a contract interface.

    ``parameters`` pairs each parameter's name with its type in reflection form; ``returns`` is ``System.Void`` for none.
    """

    interface: str
    name: str
    kind: MemberKind
    returns: str
    parameters: tuple[tuple[str, str], ...]

    @property
    def method_name(self) -> str:
        """The name of the method in metadata: ``get_Capabilities`` for the property ``Capabilities``."""
        return f"get_{self.name}" if self.kind == "property" else self.name

    @property
    def arity(self) -> int:
        """How many positional arguments a host passes."""
        return len(self.parameters)

    @property
    def parameter_types(self) -> tuple[str, ...]:
        """The parameter types in reflection form."""
        return tuple(type_name for _, type_name in self.parameters)


@dataclass(frozen=True, slots=True)
class Interface:
    """One interface of the contract with its members in declaration order."""

    name: str
    members: tuple[ContractMember, ...]

    @property
    def full_name(self) -> str:
        """The name with its namespace."""
        return _NS + self.name


_Spec = tuple[str, MemberKind, str, tuple[tuple[str, str], ...]]


def _property(name: str, type_name: str) -> _Spec:
    return (name, "property", type_name, ())


def _method(name: str, returns: str, *parameters: tuple[str, str]) -> _Spec:
    return (name, "method", returns, parameters)


def _interfaces(specs: dict[str, tuple[_Spec, ...]]) -> dict[str, Interface]:
    return {name: Interface(name, tuple(ContractMember(name, *member) for member in members)) for name, members in specs.items()}


CONTRACT_INTERFACES: Final[dict[str, Interface]] = _interfaces(
    {
        "IMAExtensible2CallExport": (
            _property("ExportDefaultPageSize", "System.Int32"),
            _property("ExportMaxPageSize", "System.Int32"),
            _method(
                "OpenExportConnection",
                "System.Void",
                ("configParameters", _CONFIG),
                ("types", _NS + "Schema"),
                ("exportRunStep", _NS + "OpenExportConnectionRunStep"),
            ),
            _method(
                "PutExportEntries",
                _NS + "PutExportEntriesResults",
                ("csentries", f"System.Collections.Generic.IList`1<{_NS}CSEntryChange>"),
            ),
            _method("CloseExportConnection", "System.Void", ("exportRunStep", _NS + "CloseExportConnectionRunStep")),
        ),
        "IMAExtensible2CallImport": (
            _property("ImportDefaultPageSize", "System.Int32"),
            _property("ImportMaxPageSize", "System.Int32"),
            _method(
                "OpenImportConnection",
                _NS + "OpenImportConnectionResults",
                ("configParameters", _CONFIG),
                ("types", _NS + "Schema"),
                ("importRunStep", _NS + "OpenImportConnectionRunStep"),
            ),
            _method("GetImportEntries", _NS + "GetImportEntriesResults", ("importRunStep", _NS + "GetImportEntriesRunStep")),
            _method(
                "CloseImportConnection",
                _NS + "CloseImportConnectionResults",
                ("importRunStep", _NS + "CloseImportConnectionRunStep"),
            ),
        ),
        "IMAExtensible2FileExport": (
            _method(
                "ReadExportFile",
                "System.Void",
                ("configParameters", _CONFIG),
                ("types", _NS + "Schema"),
                ("exportRunStep", _NS + "ReadExportFileRunStep"),
            ),
        ),
        "IMAExtensible2FileImport": (
            _method(
                "WriteImportFile",
                _NS + "WriteImportFileResults",
                ("configParameters", _CONFIG),
                ("types", _NS + "Schema"),
                ("importRunStep", _NS + "WriteImportFileRunStep"),
            ),
        ),
        "IMAExtensible2GetCapabilities": (_property("Capabilities", _NS + "MACapabilities"),),
        "IMAExtensible2GetCapabilitiesEx": (_method("GetCapabilitiesEx", _NS + "MACapabilities", ("configParameters", _CONFIG)),),
        "IMAExtensible2GetHierarchy": (
            _method(
                "GetHierarchy",
                f"System.Collections.Generic.IList`1<{_NS}HierarchyNode>",
                ("configParameters", _CONFIG),
                ("parent", _NS + "HierarchyNode"),
            ),
        ),
        "IMAExtensible2GetParameters": (
            _method(
                "GetConfigParameters",
                f"System.Collections.Generic.IList`1<{_NS}ConfigParameterDefinition>",
                ("configParameters", _CONFIG),
                ("page", _NS + "ConfigParameterPage"),
            ),
            _method(
                "ValidateConfigParameters",
                _NS + "ParameterValidationResult",
                ("configParameters", _CONFIG),
                ("page", _NS + "ConfigParameterPage"),
            ),
        ),
        "IMAExtensible2GetParametersEx": (
            _method(
                "GetConfigParametersEx",
                f"System.Collections.Generic.IList`1<{_NS}ConfigParameterDefinition>",
                ("configParameters", _CONFIG),
                ("page", _NS + "ConfigParameterPage"),
                ("pageNumber", "System.Int32"),
            ),
            _method(
                "ValidateConfigParametersEx",
                _NS + "ParameterValidationResult",
                ("configParameters", _CONFIG),
                ("page", _NS + "ConfigParameterPage"),
                ("pageNumber", "System.Int32"),
            ),
        ),
        "IMAExtensible2GetPartitions": (
            _method("GetPartitions", f"System.Collections.Generic.IList`1<{_NS}Partition>", ("configParameters", _CONFIG)),
        ),
        "IMAExtensible2GetSchema": (_method("GetSchema", _NS + "Schema", ("configParameters", _CONFIG)),),
        "IMAExtensible2Password": (
            _method("OpenPasswordConnection", "System.Void", ("configParameters", _CONFIG), ("partition", _NS + "Partition")),
            _method("ClosePasswordConnection", "System.Void"),
            _method("GetConnectionSecurityLevel", _NS + "ConnectionSecurityLevel"),
            _method(
                "SetPassword",
                "System.Void",
                ("csentry", _NS + "CSEntry"),
                ("newPassword", "System.Security.SecureString"),
                ("options", _NS + "PasswordOptions"),
            ),
            _method(
                "ChangePassword",
                "System.Void",
                ("csentry", _NS + "CSEntry"),
                ("oldPassword", "System.Security.SecureString"),
                ("newPassword", "System.Security.SecureString"),
            ),
        ),
    }
)

#: The interfaces of rules extensions, which belong to the metaverse of the synchronization service.
RULES_EXTENSIONS: Final = frozenset({"IMASynchronization", "IMVSynchronization"})

LEGACY_INTERFACES: Final[dict[str, Interface]] = _interfaces(
    {
        "IMAExtensibleCallExport": (
            _method(
                "BeginExport",
                "System.Void",
                ("connectTo", "System.String"),
                ("user", "System.String"),
                ("password", "System.String"),
                ("configParameters", _NS + "ConfigParameterCollection"),
                ("types", _NS + "TypeDescriptionCollection"),
            ),
            _method(
                "ExportEntry",
                "System.Void",
                ("modificationType", _NS + "ModificationType"),
                ("changedAttributes", "System.String[]"),
                ("csentry", _NS + "CSEntry"),
            ),
            _method("EndExport", "System.Void"),
        ),
        "IMAExtensibleFileExport": (
            _method(
                "DeliverExportFile",
                "System.Void",
                ("fileName", "System.String"),
                ("connectTo", "System.String"),
                ("user", "System.String"),
                ("password", "System.String"),
                ("configParameters", _NS + "ConfigParameterCollection"),
                ("types", _NS + "TypeDescriptionCollection"),
            ),
        ),
        "IMAExtensibleFileImport": (
            _method(
                "GenerateImportFile",
                "System.Void",
                ("fileName", "System.String"),
                ("connectTo", "System.String"),
                ("user", "System.String"),
                ("password", "System.String"),
                ("configParameters", _NS + "ConfigParameterCollection"),
                ("fFullImport", "System.Boolean"),
                ("types", _NS + "TypeDescriptionCollection"),
                ("customData", "System.String&"),
            ),
        ),
        "IMAPasswordManagement": (
            _method(
                "BeginConnectionToServer",
                "System.Void",
                ("connectTo", "System.String"),
                ("user", "System.String"),
                ("password", "System.String"),
            ),
            _method("EndConnectionToServer", "System.Void"),
            _method("GetConnectionSecurityLevel", _NS + "ConnectionSecurityLevel"),
            _method("SetPassword", "System.Void", ("csentry", _NS + "CSEntry"), ("NewPassword", "System.String")),
            _method(
                "ChangePassword",
                "System.Void",
                ("csentry", _NS + "CSEntry"),
                ("OldPassword", "System.String"),
                ("NewPassword", "System.String"),
            ),
            _method(
                "RequireChangePasswordOnNextLogin",
                "System.Void",
                ("csentry", _NS + "CSEntry"),
                ("fRequireChangePasswordOnNextLogin", "System.Boolean"),
            ),
        ),
    }
)
