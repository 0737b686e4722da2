"""The contract's own objects, as both evaluators run them: what their factories, properties and methods do to the heap.

The evaluators offer themselves as a :class:`Machine`; constants may come as the language has them (IL knows no Booleans and
no enumerations, only numbers): they are brought into shape here, by the declared type of the property or parameter.

Source: the contract assembly, read and run (setter side effect, dn of a partition, duplicate keys, refused anchors).
Observations emitted here: ``set-read-only``, ``invalid-schema-call``, ``duplicate-key``, ``omt-set-twice``,
``omt-after-changes``, ``omt-invalid``, ``change-not-allowed``, ``result-identifier``.
"""

from __future__ import annotations

from collections.abc import Callable
from collections.abc import Sequence as Arguments
from typing import Final, Protocol

from ecma2lint.contract import ENUMS, SETTER_SIDE_EFFECT, ContractVersion
from ecma2lint.facts import Origin
from ecma2lint.readers.lattice import (
    FALSE,
    NULL,
    NULL_ATOM,
    Abstract,
    Atom,
    Cause,
    Const,
    Heap,
    HeapObject,
    Mark,
    Opaque,
    Place,
    Record,
    Ref,
    Sequence,
    constant,
    join,
    join_marks,
    single,
    text,
    unknown,
)
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


# --- capabilities -------------------------------------------------------------------------------------------------------------


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


def set_capability(machine: Machine, target: Abstract, name: str, value: Abstract) -> None:
    """Assign a capability on every object the target may be, with the setter's side effect on ObjectRename."""
    capability = machine.contract.capabilities.get(name)
    if capability is None:
        return
    mark = Mark(Origin.ASSIGNED, machine.place())
    value = shaped(value, capability.enum or "bool")
    trigger, trigger_value, affected, affected_value = SETTER_SIDE_EFFECT

    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Record) or obj.type != CAPABILITIES_TYPE:
            return obj
        fields, marks = dict(obj.fields), dict(obj.marks)
        fields[name], marks[name] = value, mark
        if name == trigger and affected in fields:
            side_effect = constant("bool", affected_value)
            fires = Const(capability.enum or "", ENUMS[capability.enum or ""].values[trigger_value])
            if value.atom == fires:
                fields[affected], marks[affected] = side_effect, mark
            elif value.cause is not None or fires in value.atoms:
                fields[affected] = join(fields[affected], side_effect, value.reason)
                joined = join_marks(marks.get(affected), mark)
                if joined is not None:
                    marks[affected] = joined
        return Record(obj.type, fields, marks, obj.place, obj.summary)

    machine.heap.update(target, change)


# --- factories ----------------------------------------------------------------------------------------------------------------

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
        elif identifier.cause is not None and "Guid.NewGuid" in identifier.cause.reason:
            machine.observe("result-identifier", "Guid.NewGuid()", "a new identifier belongs to no change")
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


# --- properties and methods ---------------------------------------------------------------------------------------------------


def get_property(machine: Machine, target: Abstract, type_: str, name: str) -> Abstract | None:
    """Read a property of a contract object; None when the model does not know it."""
    known_names = machine.contract.capabilities if type_ == CAPABILITIES_TYPE else PROPERTY_TYPES.get(type_)
    if known_names is None or name not in known_names:
        return None

    def read(record: Record) -> Abstract:
        return record.fields.get(name) or unknown(f"{type_}.{name} is not known", machine.place())

    return read_objects(machine.heap, target, read, machine.place())


def read_objects(heap: Heap, target: Abstract, read: Callable[[Record], Abstract], place: Place) -> Abstract:
    """What ``read`` says of every object the target may be, joined; null is left out, for reading it throws.

    Raises:
        Thrown: the target is certainly null.
    """
    result: Abstract | None = Abstract((), target.cause) if target.cause is not None else None
    for ref in target.refs:
        obj = heap.get(ref.id)
        if isinstance(obj, Record):
            value = read(obj)
        elif isinstance(obj, Opaque):
            value = unknown(obj.cause)
        else:
            value = unknown("an object of another kind", place)
        result = value if result is None else join(result, value, target.why)
    if result is None:
        if target.atom == NULL_ATOM:
            raise Thrown("System.NullReferenceException", "an object that is null")
        return unknown("an object that is not known", place)
    return result


def set_property(machine: Machine, target: Abstract, type_: str, name: str, value: Abstract) -> bool:
    """Assign a property of a contract object; False when the model does not know it.

    Raises:
        Thrown: the assignment certainly throws.
    """
    if type_ == CAPABILITIES_TYPE:
        if name not in machine.contract.capabilities:
            return False
        set_capability(machine, target, name, value)
        return True
    if name not in SETTABLE.get(type_, ()):
        return False
    value = shaped(value, PROPERTY_TYPES[type_][name])
    if name == "ObjectModificationType":
        _check_object_modification(machine, target, value)
    mark = Mark(Origin.ASSIGNED, machine.place())

    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Record) or obj.type != type_:
            return obj
        return replace(obj, fields={**obj.fields, name: value}, marks={**obj.marks, name: mark})

    machine.heap.update(target, change)
    return True


def _check_object_modification(machine: Machine, target: Abstract, value: Abstract) -> None:
    """ObjectModificationType is set once, before any attribute change, and never to Unconfigured or None."""
    atom = value.atom
    enum = ENUMS["ObjectModificationType"]
    if isinstance(atom, Const) and isinstance(atom.value, int) and enum.name_of(atom.value) in ("Unconfigured", "None"):
        machine.observe("omt-invalid", str(enum.name_of(atom.value)), "ObjectModificationType refuses this value")
        raise Thrown("System.ArgumentException", "ObjectModificationType refuses this value")
    ref = target.only_ref
    record = machine.heap.get(ref.id) if ref else None
    if not isinstance(record, Record) or record.summary or record.type != "CSEntryChange":
        return
    before = record.fields["ObjectModificationType"].atom
    if isinstance(before, Const) and before.value != 0:
        machine.observe("omt-set-twice", "ObjectModificationType", f"was {enum.name_of(int(before.value or 0))} already")
        raise Thrown("System.InvalidOperationException", "ObjectModificationType is set twice")
    changes = record.fields["AttributeChanges"].only_ref
    listed = machine.heap.get(changes.id) if changes else None
    if isinstance(listed, Sequence) and listed.low > 0:
        machine.observe("omt-after-changes", "ObjectModificationType", "attribute changes were added before")
        raise Thrown("System.InvalidOperationException", "ObjectModificationType is set after attribute changes")


def call_method(machine: Machine, type_: str, method: str) -> bool:
    """A method of Schema or SchemaType that changes nothing the facts hold; False when the model does not know it."""
    if type_ in ("Schema", "SchemaType") and method == "SetReadOnly":
        machine.observe("set-read-only", type_, f"{type_}.SetReadOnly() is called")
        return True
    return False


def key_of(heap: Heap, element: Abstract) -> Abstract | None:
    """The key under which a keyed collection of the contract files an element; None when it is not known."""
    ref = element.only_ref
    record = heap.get(ref.id) if ref else None
    if not isinstance(record, Record) or record.type not in KEY_PROPERTY or record.summary:
        return None
    return record.fields.get(KEY_PROPERTY[record.type])


def label_of(heap: Heap, element: Abstract) -> str | None:
    """The text under which a keyed collection files an element, when it is one known text."""
    key = key_of(heap, element)
    atom = key.atom if key is not None else None
    return atom.value if isinstance(atom, Const) and isinstance(atom.value, str) else None


def check_keyed_add(machine: Machine, collection: Sequence, element: Abstract, owner: Record | None = None) -> None:
    """What a keyed collection of the contract checks when an element is added.

    Args:
        owner: the change the collection belongs to, when it is the AttributeChanges of a known CSEntryChange.

    Raises:
        Thrown: the key is certainly there already, or the change's kind is certainly refused.
    """
    key = key_of(machine.heap, element)
    ref = element.only_ref
    record = machine.heap.get(ref.id) if ref else None
    if key is not None and isinstance(key.atom, Const) and key.atom.value is None:
        raise Thrown("System.ArgumentNullException", "the key is null")
    if key is not None and key.known and isinstance(record, Record):
        label = key.atom.value if isinstance(key.atom, Const) else None
        for other in collection.elements:
            if not other.always:
                continue
            if other.label == label if other.label is not None else key_of(machine.heap, other.value) == key:
                name = key.atom.value if isinstance(key.atom, Const) else ""
                machine.observe("duplicate-key", str(name), f"{record.type} '{name}' is added twice")
                raise Thrown("System.ArgumentException", f"{record.type} '{name}' is added twice")
    if owner is not None and isinstance(record, Record) and record.type == "AttributeChange":
        _check_change(machine, owner, record)


_ALLOWED_CHANGES: Final = {
    "Add": ("Add",),
    "Replace": ("Add",),
    "Update": ("Add", "Replace", "Update", "Delete"),
    "Delete": (),
}


def _check_change(machine: Machine, owner: Record, change: Record) -> None:
    object_change = owner.fields["ObjectModificationType"].atom
    attribute_change = change.fields["ModificationType"].atom
    if not isinstance(object_change, Const) or not isinstance(attribute_change, Const):
        return
    outer = ENUMS["ObjectModificationType"].name_of(int(object_change.value or 0))
    inner = ENUMS["AttributeModificationType"].name_of(int(attribute_change.value or 0))
    if outer in _ALLOWED_CHANGES and inner not in _ALLOWED_CHANGES[outer]:
        machine.observe("change-not-allowed", str(inner), f"ObjectModificationType is {outer}")
        raise Thrown("System.ArgumentException", f"{inner} is not allowed when ObjectModificationType is {outer}")


def depends_on_parameter(name: Abstract, place: Place) -> Abstract:
    """The value of a configuration parameter: never known, with the parameter's name in the reason."""
    atom = name.atom
    if isinstance(atom, Const) and isinstance(atom.value, str):
        return unknown(Cause(f"depends on configuration parameter '{atom.value}'", place))
    return unknown(Cause("depends on a configuration parameter whose name is not known", place))
