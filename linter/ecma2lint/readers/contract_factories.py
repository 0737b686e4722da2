"""The factories and constructors of the contract: what they make on the heap, and what they refuse.

Source: the contract assembly, read and run (dn of a partition, refused anchors).
Observations emitted here: ``invalid-schema-call``, ``result-identifier``.
"""

from __future__ import annotations

from collections.abc import Sequence as Arguments
from typing import Final

from ecma2lint.contract import ENUMS
from ecma2lint.facts import Origin
from ecma2lint.readers.contract_types import CAPABILITIES_TYPE, KEYED, PROPERTY_TYPES, Machine, Thrown, enum_constant, shaped
from ecma2lint.readers.heap import Heap, Mark, Opaque, Record, Sequence
from ecma2lint.readers.lattice import FALSE, NULL, NULL_ATOM, Abstract, Const, constant, join, single, text, unknown


def new_capabilities(machine: Machine) -> Abstract:
    """``new MACapabilities()``: every capability of the contract version at its default."""
    place = machine.place()
    fields = {
        name: constant("bool", capability.default)
        if capability.enum is None
        else enum_constant(capability.enum, str(capability.default))
        for name, capability in machine.contract.capabilities.items()
    }
    mark = Mark(Origin.DEFAULT, place)
    return single(machine.allocate(Record(CAPABILITIES_TYPE, fields, dict.fromkeys(fields, mark), place)))


#: What is said of a result with a new identifier, wherever it is seen.
NEW_RESULT_IDENTIFIER: Final = "a new identifier belongs to no change"

_ATTRIBUTE_FACTORIES: Final = {
    "CreateSingleValuedAttribute": (False, False),
    "CreateMultiValuedAttribute": (True, False),
    "CreateAnchorAttribute": (False, True),
}

_DEFINITION_FACTORIES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "CreateStringParameter": ("String", ("Name", "Validation", "DefaultValue")),
    "CreateEncryptedStringParameter": ("EncryptedString", ("Name", "Validation", "DefaultValue")),
    "CreateLabelParameter": ("Label", ("Text",)),
    "CreateTextParameter": ("Text", ("Name", "DefaultValue")),
    "CreateDropDownParameter": ("DropDown", ("Name", "Validation", "DropDownExtensible", "DefaultValue")),
    "CreateCheckBoxParameter": ("CheckBox", ("Name", "CheckBoxDefault")),
    "CreateDividerParameter": ("Divider", ()),
    "CreateFileParameter": ("File", ("Name", "DefaultValue")),
}

_CHANGE_FACTORIES: Final = {
    "CreateAttributeAdd": "Add",
    "CreateAttributeReplace": "Replace",
    "CreateAttributeUpdate": "Update",
    "CreateAttributeDelete": "Delete",
}


def _record(machine: Machine, type_: str, fields: dict[str, Abstract]) -> Abstract:
    types = PROPERTY_TYPES[type_]
    shapes = {name: shaped(value, types.get(name, "")) for name, value in fields.items()}
    return single(machine.allocate(Record(type_, shapes, {}, machine.place())))


def _keyed(machine: Machine) -> Abstract:
    return single(machine.allocate(Sequence(KEYED, place=machine.place())))


def call_static(machine: Machine, type_: str, method: str, args: Arguments[Abstract]) -> Abstract | None:
    """A static method of the contract.

    Args:
        type_: the simple name of the type, such as ``SchemaAttribute``.
        args: the arguments in order; optional ones may be missing.

    Returns:
        The new object, or None when the model does not know the method.

    Raises:
        Thrown: the call certainly throws.
    """
    if type_ == "Schema" and method == "Create":
        return _record(machine, "Schema", {"Types": _keyed(machine), "ObjectTypeAttributeName": NULL, "ChangeType": NULL})
    if type_ == "SchemaType" and method == "Create" and len(args) == 2:
        return _record(
            machine,
            "SchemaType",
            {
                "Name": args[0],
                "Locked": args[1],
                "Attributes": _keyed(machine),
                "PossibleDNComponentsForProvisioning": single(machine.allocate(Sequence("List`1", place=machine.place()))),
            },
        )
    if type_ == "SchemaAttribute" and method in _ATTRIBUTE_FACTORIES and len(args) in (2, 3):
        return _attribute(machine, method, args)
    if type_ == "Partition" and method == "Create" and len(args) in (2, 3):
        identifier, dn = args[0], args[1]
        name = args[2] if len(args) == 3 else text("")
        return _record(
            machine,
            "Partition",
            {"Identifier": identifier, "DN": _partition_dn(identifier, dn), "Name": name, "HiddenByDefault": FALSE},
        )
    if type_ == "HierarchyNode" and method == "Create" and len(args) == 2:
        return _record(machine, "HierarchyNode", {"DN": args[0], "DisplayName": args[1]})
    if type_ == "ConfigParameterDefinition" and method in _DEFINITION_FACTORIES:
        return _definition(machine, method, args)
    return _change_factory(machine, type_, method, args)


def _attribute(machine: Machine, method: str, args: Arguments[Abstract]) -> Abstract:
    multi_valued, anchor = _ATTRIBUTE_FACTORIES[method]
    data_type = shaped(args[1], "AttributeType")
    names = ENUMS["AttributeType"]
    refused = {"Boolean", "Reference"} if anchor else {"Boolean"} if multi_valued else set()
    kinds = {names.name_of(int(a.value)) for a in data_type.atoms if isinstance(a, Const) and isinstance(a.value, int)}
    if data_type.cause is None and kinds and kinds <= refused:
        kind = next(iter(sorted(str(name) for name in kinds)))
        machine.observe("invalid-schema-call", method, kind)
        raise Thrown("System.NotSupportedException", f"{method} refuses AttributeType.{kind}")
    if data_type.cause is not None or kinds & refused:
        machine.may_throw()
    operation = args[2] if len(args) == 3 else enum_constant("AttributeOperation", "ImportExport")
    return _record(
        machine,
        "SchemaAttribute",
        {
            "Name": args[0],
            "DataType": data_type,
            "IsMultiValued": constant("bool", multi_valued),
            "IsAnchor": constant("bool", anchor),
            "AllowedAttributeOperation": operation,
            "HiddenByDefault": FALSE,
        },
    )


def _partition_dn(identifier: Abstract, dn: Abstract) -> Abstract:
    """An empty or null dn becomes the identifier's text."""
    empty = (NULL_ATOM, Const("str", ""))
    if dn.cause is not None or not any(atom in empty for atom in dn.atoms):
        return dn
    as_text = Abstract(
        tuple(Const("str", atom.value) for atom in identifier.atoms if isinstance(atom, Const)), identifier.cause, identifier.why
    )
    others = tuple(atom for atom in dn.atoms if atom not in empty)
    return join(Abstract(others, None, dn.why), as_text) if others else as_text


def _definition(machine: Machine, method: str, args: Arguments[Abstract]) -> Abstract | None:
    kind, parameters = _DEFINITION_FACTORIES[method]
    if len(args) > len(parameters):
        return None
    fields: dict[str, Abstract] = {"Type": enum_constant("ConfigParameterType", kind)}
    fields.update(zip(parameters, args, strict=False))
    if "Validation" in fields and kind == "DropDown":
        fields["Validation"] = _dropdown_values(machine.heap, fields["Validation"])
    return _record(machine, "ConfigParameterDefinition", fields)


def _dropdown_values(heap: Heap, values: Abstract) -> Abstract:
    """The value list of a drop-down: an array is joined with commas, a comma in a value gets a backslash."""
    ref = values.only_ref
    if ref is None:
        return values if not values.refs else unknown("the drop-down's values are not known")
    array = heap.get(ref.id)
    if not isinstance(array, Sequence) or not array.exact:
        return unknown(
            array.cause if isinstance(array, Sequence | Opaque) and array.cause else "the drop-down's values are not known"
        )
    parts = []
    for element in array.elements:
        atom = element.value.atom
        if not isinstance(atom, Const) or not isinstance(atom.value, str):
            return unknown(element.value.reason or "one of the drop-down's values is not known")
        parts.append(atom.value.replace(",", "\\,") + ",")
    return text("".join(parts))


def _change_factory(machine: Machine, type_: str, method: str, args: Arguments[Abstract]) -> Abstract | None:
    if (type_, method) in (("CSEntryChange", "Create"), ("Utils", "CreateCSEntryChange")):
        fields = {
            "ObjectModificationType": enum_constant("ObjectModificationType", "Unconfigured"),
            "DN": NULL,
            "ObjectType": NULL,
            "ErrorCodeImport": enum_constant("MAImportError", "Success"),
            "ErrorName": NULL,
            "ErrorDetail": NULL,
            "AttributeChanges": _keyed(machine),
            "AnchorAttributes": _keyed(machine),
            "Identifier": unknown("the identifier of a change is random", machine.place()),
        }
        return _record(machine, "CSEntryChange", fields)
    if type_ == "AttributeChange" and method in _CHANGE_FACTORIES and args:
        kind = enum_constant("AttributeModificationType", _CHANGE_FACTORIES[method])
        return _record(machine, "AttributeChange", {"Name": args[0], "ModificationType": kind})
    if type_ == "AttributeChange" and method == "CreateNewDN":
        return _record(
            machine,
            "AttributeChange",
            {"Name": text("DN"), "ModificationType": unknown("the DN change's own kind", machine.place())},
        )
    if (type_, method) in (("AnchorAttribute", "Create"), ("Utils", "CreateAnchorAttribute")) and len(args) == 2:
        return _record(machine, "AnchorAttribute", {"Name": args[0], "Value": args[1]})
    if (type_, method) in (("CSEntryChangeResult", "Create"), ("Utils", "CreateCSEntryChangeResult")) and len(args) >= 3:
        identifier = args[0]
        atom = identifier.atom
        if isinstance(atom, Const) and atom.type == "guid":
            machine.observe("result-identifier", str(atom.value), "a constant identifier belongs to no change")
        elif identifier.cause is not None and identifier.cause.fresh:
            machine.observe("result-identifier", "Guid.NewGuid()", NEW_RESULT_IDENTIFIER)
        fields = {"Identifier": identifier, "ErrorCode": args[2]}
        fields["ErrorName"] = args[3] if len(args) > 3 else NULL
        fields["ErrorDetail"] = args[4] if len(args) > 4 else NULL
        return _record(machine, "CSEntryChangeResult", fields)
    return None


def construct(machine: Machine, type_: str, args: Arguments[Abstract]) -> Abstract | None:
    """``new`` of a contract type, or None when the model does not know it."""
    if type_ == CAPABILITIES_TYPE and not args:
        return new_capabilities(machine)
    if type_ == "Schema":
        name = args[1] if len(args) == 2 else NULL
        change = args[0] if len(args) == 2 else NULL
        return _record(machine, "Schema", {"Types": _keyed(machine), "ObjectTypeAttributeName": name, "ChangeType": change})
    if type_ == "GetImportEntriesResults":
        custom, more, entries = (*args, NULL, FALSE, NULL)[:3] if len(args) == 3 else (NULL, FALSE, NULL)
        return _record(machine, type_, {"CustomData": custom, "MoreToImport": more, "CSEntries": entries})
    if type_ in ("OpenImportConnectionResults", "CloseImportConnectionResults", "WriteImportFileResults"):
        return _record(machine, type_, {"CustomData": args[0] if args else NULL})
    if type_ == "PutExportEntriesResults" and not args:
        return _record(machine, type_, {"CSEntryChangeResults": _keyed(machine)})
    if type_ == "PutExportEntriesResults":
        return _record(machine, type_, {"CSEntryChangeResults": unknown("filled from a list", machine.place())})
    if type_ == "ParameterValidationResult":
        code, message, parameter = (*args[:3],) if len(args) == 3 else (constant("ParameterValidationResultCode", 0), NULL, NULL)
        return _record(machine, type_, {"Code": code, "ErrorMessage": message, "ErrorParameter": parameter})
    if type_ == "ConfigParameterDefinition" and not args:
        return _record(machine, type_, {})
    return None
