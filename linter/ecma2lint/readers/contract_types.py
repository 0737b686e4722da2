"""What both evaluators know of the contract's types: properties, what may be assigned, keys, and the shapes of values.

Constants may come as the language has them (IL knows no Booleans and no enumerations, only numbers): they are brought into
shape here, by the declared type of the property or parameter. :class:`Machine` is what the model needs of an evaluator.
"""

from __future__ import annotations

from typing import Final, Protocol

from ecma2lint.contract import ENUMS, ContractVersion
from ecma2lint.readers.heap import Heap, HeapObject
from ecma2lint.readers.lattice import Abstract, Atom, Const, Place, Ref, constant
from ecma2lint.records import replace


class Machine(Protocol):
    """What the model needs of an evaluator: its heap, the contract version, new objects, the current place, observations."""

    @property
    def heap(self) -> Heap: ...

    @property
    def contract(self) -> ContractVersion: ...

    def allocate(self, obj: HeapObject) -> Ref:
        """A new object; called several times at one place it yields several objects."""

    def place(self) -> Place:
        """The place of the call or assignment that is being evaluated."""

    def observe(self, kind: str, subject: str, detail: str) -> None:
        """Emit an observation at the current place."""

    def may_throw(self) -> None:
        """The call or assignment may throw: handlers around it may run from the current state."""


class Thrown(Exception):  # noqa: N818 - the field's word: the evaluated code throws, the evaluator does not fail
    """The evaluated call certainly throws: this path goes no further."""

    def __init__(self, exception: str, message: str) -> None:
        super().__init__(message)
        self.exception = exception
        self.message = message


CAPABILITIES_TYPE: Final = "MACapabilities"
KEYED: Final = "KeyedCollection"

#: Declared types of the properties that are kept as fields: a ``Const`` type or the simple name of an enumeration.
PROPERTY_TYPES: Final[dict[str, dict[str, str]]] = {
    "Schema": {"Types": "", "ObjectTypeAttributeName": "str", "ChangeType": ""},
    "SchemaType": {"Name": "str", "Locked": "bool", "Attributes": "", "PossibleDNComponentsForProvisioning": ""},
    "SchemaAttribute": {
        "Name": "str",
        "IsMultiValued": "bool",
        "IsAnchor": "bool",
        "DataType": "AttributeType",
        "AllowedAttributeOperation": "AttributeOperation",
        "HiddenByDefault": "bool",
    },
    "Partition": {"Identifier": "guid", "DN": "str", "Name": "str", "HiddenByDefault": "bool"},
    "HierarchyNode": {"DN": "str", "DisplayName": "str"},
    "ConfigParameterDefinition": {
        "Name": "str",
        "Type": "ConfigParameterType",
        "Text": "str",
        "Validation": "str",
        "DefaultValue": "str",
        "CheckBoxDefault": "bool",
        "DropDownExtensible": "bool",
    },
    "GetImportEntriesResults": {"CustomData": "str", "MoreToImport": "bool", "CSEntries": ""},
    "OpenImportConnectionResults": {"CustomData": "str"},
    "CloseImportConnectionResults": {"CustomData": "str"},
    "WriteImportFileResults": {"CustomData": "str"},
    "PutExportEntriesResults": {"CSEntryChangeResults": ""},
    "ParameterValidationResult": {"Code": "ParameterValidationResultCode", "ErrorMessage": "str", "ErrorParameter": "str"},
    "CSEntryChange": {
        "ObjectModificationType": "ObjectModificationType",
        "DN": "str",
        "ObjectType": "str",
        "ErrorCodeImport": "MAImportError",
        "ErrorName": "str",
        "ErrorDetail": "str",
        "AttributeChanges": "",
        "AnchorAttributes": "",
        "Identifier": "guid",
    },
    "AttributeChange": {"Name": "str", "ModificationType": "AttributeModificationType"},
    "AnchorAttribute": {"Name": "str", "Value": ""},
    "CSEntryChangeResult": {"Identifier": "guid", "ErrorCode": "MAExportError", "ErrorName": "str", "ErrorDetail": "str"},
}

#: Properties that can be assigned (those of MACapabilities all can).
SETTABLE: Final[dict[str, frozenset[str]]] = {
    "SchemaAttribute": frozenset({"HiddenByDefault"}),
    "Partition": frozenset({"HiddenByDefault"}),
    "GetImportEntriesResults": frozenset({"CustomData", "MoreToImport", "CSEntries"}),
    "OpenImportConnectionResults": frozenset({"CustomData"}),
    "CloseImportConnectionResults": frozenset({"CustomData"}),
    "WriteImportFileResults": frozenset({"CustomData"}),
    "ParameterValidationResult": frozenset({"Code", "ErrorMessage", "ErrorParameter"}),
    "CSEntryChange": frozenset({"ObjectModificationType", "DN", "ObjectType", "ErrorCodeImport", "ErrorName", "ErrorDetail"}),
}

#: The property by which a keyed collection knows its elements.
KEY_PROPERTY: Final = {
    "SchemaType": "Name",
    "SchemaAttribute": "Name",
    "AttributeChange": "Name",
    "AnchorAttribute": "Name",
    "CSEntryChangeResult": "Identifier",
}


def shaped(value: Abstract, type_: str) -> Abstract:
    """The value with its constants brought into the shape of a declared type.

    Args:
        type_: ``bool``, ``str``, ``int``, ``guid``, an enumeration's simple name, or ``""`` for anything.
    """
    if not type_ or not any(isinstance(atom, Const) and atom.type != type_ for atom in value.atoms):
        return value
    return replace(value, atoms=tuple(dict.fromkeys(_shaped_atom(atom, type_) for atom in value.atoms)))


def _shaped_atom(atom: Atom, type_: str) -> Atom:
    if not isinstance(atom, Const) or not isinstance(atom.value, int):
        return atom
    if type_ == "bool":
        return Const("bool", bool(atom.value))
    if type_ in ENUMS:
        return Const(type_, int(atom.value))
    return Const("int", int(atom.value)) if type_ == "int" else atom


def enum_constant(enum: str, name: str) -> Abstract:
    """A known value of one of the contract's enumerations, by name."""
    return constant(enum, ENUMS[enum].values[name])
