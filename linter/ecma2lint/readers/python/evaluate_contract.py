"""The contract and the .NET types as Python meets them: names, calls with keywords, properties, collections, type checks.

What the objects do is in :mod:`ecma2lint.readers.contract_model`; here stands what pythonnet adds: arguments of the wrong type
are a TypeError, an attribute that does not exist is accepted in silence, an int is no enumeration.
"""

from __future__ import annotations

import uuid
from typing import Final

from ecma2lint.contract import CAPABILITIES, ENUMS, NAMESPACE
from ecma2lint.facts import NOWHERE
from ecma2lint.readers import contract_factories, contract_types
from ecma2lint.readers import contract_model as model
from ecma2lint.readers.heap import HeapObject, Opaque, Record
from ecma2lint.readers.lattice import ABSENT, NULL_ATOM, Abstract, Atom, Const, Place, Ref, single
from ecma2lint.readers.python.api import api_types
from ecma2lint.readers.python.evaluate_causes import cause_of, environment_reason
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_values import External, Input, Made, Method, Plain, Tuple, known_text, to_value
from ecma2lint.records import replace

#: Bases without attributes of their own that matter here.
EMPTY_BASES: Final = frozenset({"abc.ABC", "typing.Protocol", "typing.Generic", "builtins.object", "System.Object"})
#: What works inside the synchronisation engine only.
ENGINE_ONLY: Final = {
    "Utils": frozenset({"MAs", "FindMVEntries", "TransactionProperties", "InPreviewMode"}),
}
_LIST_TYPES: Final = (
    "System.Collections.Generic.List",
    "System.Collections.Generic.IList",
    "System.Collections.ObjectModel.Collection",
)

#: Parameter names of the contract's factories and constructors, with their types; the number of required ones.
_NAME = ("name", "str")
_ATTRIBUTE = (("attributeName", "str"), ("dataType", "AttributeType"), ("allowedAttributeOperation", "AttributeOperation"))
SIGNATURES: Final[dict[str, tuple[tuple[tuple[str, str], ...], tuple[int, ...]]]] = {
    "MACapabilities": ((), (0,)),
    "Schema": ((("changeTypeAttributeDescription", ""), ("objectTypeAttributeName", "str")), (0, 2)),
    "Schema.Create": ((), (0,)),
    "SchemaType": ((("typeName", "str"), ("lockAnchorDefinition", "bool")), (2,)),
    "SchemaType.Create": ((("typeName", "str"), ("lockAnchorDefinition", "bool")), (2,)),
    "SchemaAttribute.CreateSingleValuedAttribute": (_ATTRIBUTE, (2, 3)),
    "SchemaAttribute.CreateMultiValuedAttribute": (_ATTRIBUTE, (2, 3)),
    "SchemaAttribute.CreateAnchorAttribute": (_ATTRIBUTE, (2, 3)),
    "Partition.Create": ((("identifier", "guid"), ("dn", "str"), ("name", "str")), (2, 3)),
    "HierarchyNode.Create": ((("dn", "str"), ("displayName", "str")), (2,)),
    "ConfigParameterDefinition.CreateStringParameter": ((_NAME, ("validation", "str"), ("defaultValue", "str")), (2, 3)),
    "ConfigParameterDefinition.CreateEncryptedStringParameter": ((_NAME, ("validation", "str"), ("defaultValue", "str")), (2, 3)),
    "ConfigParameterDefinition.CreateLabelParameter": ((("text", "str"),), (1,)),
    "ConfigParameterDefinition.CreateTextParameter": ((_NAME, ("defaultValue", "str")), (1, 2)),
    "ConfigParameterDefinition.CreateDropDownParameter": (
        (_NAME, ("values", ""), ("extensible", "bool"), ("defaultValue", "str")),
        (3, 4),
    ),
    "ConfigParameterDefinition.CreateCheckBoxParameter": ((_NAME, ("defaultValue", "bool")), (1, 2)),
    "ConfigParameterDefinition.CreateDividerParameter": ((), (0,)),
    "ConfigParameterDefinition.CreateFileParameter": ((_NAME, ("defaultValue", "str")), (1, 2)),
    "GetImportEntriesResults": ((("customData", "str"), ("moreToImport", "bool"), ("csentries", "")), (0, 3)),
    "OpenImportConnectionResults": ((("customData", "str"),), (0, 1)),
    "CloseImportConnectionResults": ((("customData", "str"),), (0, 1)),
    "WriteImportFileResults": ((("customData", "str"),), (0, 1)),
    "PutExportEntriesResults": ((("csentryChangeResults", ""),), (0, 1)),
    "ParameterValidationResult": (
        (("code", "ParameterValidationResultCode"), ("errorMessage", "str"), ("errorParameter", "str")),
        (0, 3),
    ),
    "CSEntryChange.Create": ((), (0,)),
    "Utils.CreateCSEntryChange": ((), (0,)),
    "AttributeChange.CreateAttributeAdd": ((("attributeName", "str"), ("value", "")), (2,)),
    "AttributeChange.CreateAttributeReplace": ((("attributeName", "str"), ("value", "")), (2,)),
    "AttributeChange.CreateAttributeUpdate": ((("attributeName", "str"), ("value", "")), (2,)),
    "AttributeChange.CreateAttributeDelete": ((("attributeName", "str"),), (1,)),
    "AttributeChange.CreateNewDN": ((("newDN", "str"),), (1,)),
    "AnchorAttribute.Create": ((("attributeName", "str"), ("value", "")), (2,)),
    "CSEntryChangeResult.Create": (
        (
            *(("identifier", "guid"), ("anchorAttributeChanges", ""), ("errorCode", "MAExportError")),
            *(("errorName", "str"), ("errorDetail", "str")),
        ),
        (3, 5),
    ),
}
#: Types of ``value`` parameters: what the engine cannot store.
_BAD_VALUES: Final = {"float": "float", "complex": "complex"}
_VALUE_CALLS: Final = frozenset(
    {"AttributeChange.CreateAttributeAdd", "AttributeChange.CreateAttributeReplace", "AnchorAttribute.Create"}
)


def parameter_reason(key: Abstract) -> str:
    """The reason for the value of a configuration parameter."""
    return model.depends_on_parameter(key, Place(NOWHERE)).cause.reason  # type: ignore[union-attr]


def input_reason(atom: Input) -> str:
    """The reason for something the host passes."""
    if atom.kind == "configParameters":
        return parameter_reason(atom.key) if atom.key is not None else "depends on the configuration parameters"
    words = {
        "csentries": "depends on the objects to export",
        "importRunStep": "depends on the run step",
        "exportRunStep": "depends on the run step",
        "types": "depends on the selected schema",
        "page": "depends on the page of configuration parameters",
        "pageNumber": "depends on the page of configuration parameters",
    }
    return words.get(atom.kind, f"depends on what the host passes as {atom.kind}")


def fits(machine: Machine, atom: Atom, type_: str) -> bool | None:
    """Whether pythonnet converts an alternative to a parameter's type; None when not known."""
    if not type_:
        return True
    if atom == NULL_ATOM:
        return type_ == "str"
    if isinstance(atom, Const):
        return atom.type == type_
    if isinstance(atom, Plain | Tuple):
        return False
    if isinstance(atom, Ref):
        obj = machine.heap.get(atom.id)
        return None if obj is None or isinstance(obj, Opaque) else False
    return None if isinstance(atom, External | Input) else False


def ordered(name: str, args: list[Abstract], keywords: dict[str, Abstract]) -> list[Abstract] | None:
    """The arguments in the order of the contract's parameters; None when they do not fit."""
    parameters, counts = SIGNATURES[name]
    names = [parameter for parameter, _ in parameters]
    given = dict(zip(names, args, strict=False))
    if len(args) > len(names) or any(key not in names or key in given for key in keywords):
        return None
    given.update(keywords)
    if len(given) not in counts or (list(given) and set(names[: len(given)]) != set(given)):
        return None
    return [given[parameter] for parameter in names[: len(given)]]


def call_contract(machine: Machine, name: str, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
    """A call of a contract type (a constructor) or of one of its static methods; ``name`` is without the namespace."""
    type_, _, method = name.partition(".")
    if type_ in ENUMS and not method:
        return _make_enum(machine, type_, args)
    if type_ in ENGINE_ONLY and method in ENGINE_ONLY[type_]:
        machine.observe("engine-only-call", f"{type_}.{method}", "works inside the synchronisation engine only")
    if type_.endswith("Exception") and not method:
        from ecma2lint.readers.python.evaluate_values import Raised

        return single(Raised(External(f"{NAMESPACE}.{type_}")))
    if name not in SIGNATURES:
        if type_ in api_types():
            return machine.call_unknown_value(f"{name} is not modelled", *_atoms(args, keywords))
        return machine.throw_builtin("AttributeError")
    if name == "SchemaType":
        name, method = "SchemaType.Create", "Create"
    values = ordered(name, args, keywords)
    if values is None:
        return machine.throw_builtin("TypeError")
    for value, (_, wanted) in zip(values, SIGNATURES[name][0], strict=False):
        answers = [fits(machine, atom, wanted) for atom in value.atoms]
        if value.cause is None and answers and all(answer is False for answer in answers):
            return machine.throw_builtin("TypeError")
        if value.cause is not None or not all(answers):
            machine.may_throw()
    if name in _VALUE_CALLS:
        _check_value(machine, name, values)
    try:
        if method:
            found = contract_factories.call_static(machine, type_, method, values)
        else:
            found = contract_factories.construct(machine, type_, values)
    except contract_types.Thrown as thrown:
        return machine.throw(External(thrown.exception))
    if found is None:
        return machine.call_unknown_value(f"{name} is not modelled", *_atoms(values, {}))
    return found


def _atoms(args: list[Abstract], keywords: dict[str, Abstract]) -> list[Atom]:
    return [atom for value in (*args, *keywords.values()) for atom in value.atoms if not isinstance(atom, Const)]


def _check_value(machine: Machine, name: str, values: list[Abstract]) -> None:
    atom = values[1].atom
    what = None
    if isinstance(atom, Plain):
        what = _BAD_VALUES.get(atom.type)
    elif isinstance(atom, Const) and atom.type == "guid":
        what = "System.Guid"
    elif isinstance(atom, Made):
        what = atom.cls
    if what is not None:
        attribute = known_text(values[0]) or "attribute"
        machine.observe("bad-value-type", attribute, f"{name} is given a {what}")


def _make_enum(machine: Machine, enum: str, args: list[Abstract]) -> Abstract:
    """``MAExportType(2)``: an enum value by its number; numbers that are not defined are refused unless forced."""
    if not args or len(args) > 2:
        return machine.throw_builtin("TypeError")
    if args[0].cause is not None:
        machine.may_throw()
        return machine.unknown(args[0].cause)
    found: list[Atom] = []
    for atom in args[0].atoms:
        if isinstance(atom, Const) and atom.type == "int" and isinstance(atom.value, int):
            defined = ENUMS[enum].name_of(atom.value) is not None
            if defined or len(args) == 2:
                found.append(Const(enum, atom.value))
        elif isinstance(atom, Const) and atom.type == enum:
            found.append(atom)
        elif not isinstance(atom, Const) or atom.type in ENUMS:
            return machine.call_unknown_value(f"{enum} of this value is not modelled", atom)
    if not found:
        return machine.throw_builtin("ValueError")
    if len(found) < len(args[0].atoms) or len(args) == 2:
        machine.may_throw()
    return Abstract(tuple(dict.fromkeys(found)), None, args[0].why)


# --- attributes -------------------------------------------------------------------------------------------------------


def external_attribute(machine: Machine, path: str, name: str) -> Abstract:
    """An attribute of something outside the sources."""
    if path == "Microsoft":
        return single(External(f"Microsoft.{name}"))
    if path == NAMESPACE:
        return single(External(f"{path}.{name}")) if name in api_types() else machine.throw_builtin("AttributeError")
    if path.startswith(NAMESPACE + "."):
        simple = path.removeprefix(NAMESPACE + ".")
        if simple in ENUMS:
            if name in ENUMS[simple].values:
                return single(Const(simple, ENUMS[simple].values[name]))
            return machine.throw_builtin("AttributeError")
        if name in ENGINE_ONLY.get(simple, ()):
            machine.observe("engine-only-call", f"{simple}.{name}", "works inside the synchronisation engine only")
        return single(External(f"{path}.{name}"))
    if path == "System.Guid" and name == "Empty":
        return single(Const("guid", str(uuid.UUID(int=0))))
    if path == "System.String" and name == "Empty":
        return to_value("")
    if path == "os.environ" and name not in ("get", "__getitem__"):
        return machine.unknown(environment_reason(None)) if name.isupper() else single(External(f"{path}.{name}"))
    if path == "builtins.__debug__":
        return machine.unknown("the Python interpreter's options")
    if not path.startswith(("builtins", "System", "Microsoft", "clr")):
        machine.may_throw(External("builtins.AttributeError"))
    return single(External(f"{path}.{name}"))


def external_subscript(machine: Machine, path: str, key: Abstract) -> Abstract:
    """``List[T]``, ``Array[T]``, ``os.environ["X"]``, ``Optional[str]``."""
    if path in (*_LIST_TYPES, "System.Array"):
        return single(External(f"{path}[]"))
    if path == "sys.modules":
        machine.may_throw()
        return machine.every_module("a module whose name is not known")
    machine.may_throw(External("builtins.KeyError") if path == "os.environ" else None)
    if path == "os.environ":
        return machine.unknown(environment_reason(known_text(key)))
    if path.startswith(("typing.", "builtins.", "collections.abc.", "System.")):
        return single(External(f"{path}[]"))
    machine.escape([key], cause_of(path))
    return machine.unknown(cause_of(path))


def object_attribute(machine: Machine, atom: Ref, obj: Record, name: str) -> Abstract:
    """An attribute of a contract object: a property, a method, or what Python code put there."""
    target = single(atom)
    if name in obj.fields and (name not in contract_types.PROPERTY_TYPES.get(obj.type, {})) and name not in CAPABILITIES:
        value = obj.fields[name]
        if ABSENT in value.atoms:
            machine.may_throw()
        return replace(value, atoms=tuple(a for a in value.atoms if a is not ABSENT))
    try:
        found = model.get_property(machine, target, obj.type, name)
    except contract_types.Thrown as thrown:
        return machine.throw(External(thrown.exception))
    if found is not None:
        return found
    api = api_types().get(obj.type)
    if name[:4] in ("set_", "get_") and name[4:] in (api.properties if api else CAPABILITIES):
        return single(Method(atom, name))
    if api is not None and name in api.methods:
        return single(Method(atom, name))
    if api is not None and name in api.properties:
        return machine.unknown(f"{obj.type}.{name} is not modelled")
    if name in ("ToString", "GetType", "Equals", "GetHashCode") or name.startswith("__"):
        return single(Method(atom, name))
    return machine.throw_builtin("AttributeError") if api is not None else machine.unknown(f"{obj.type}.{name} is not modelled")


def assign(machine: Machine, target: Abstract, obj: Record, name: str, value: Abstract | None) -> bool:
    """Assign an attribute of a contract object; False when pythonnet refuses it."""
    if value is None:
        return False
    atom = target.atoms[0]
    if obj.type == contract_types.CAPABILITIES_TYPE and name in CAPABILITIES:
        return _assign_capability(machine, target, name, value)
    if name in contract_types.PROPERTY_TYPES.get(obj.type, {}) or (
        (api := api_types().get(obj.type)) is not None and (name in api.properties or name in api.methods)
    ):
        wanted = contract_types.PROPERTY_TYPES.get(obj.type, {}).get(name, "")
        converted = _converted(machine, value, wanted)
        if converted is None:
            machine.throw_builtin("TypeError")
            return True
        try:
            done = model.set_property(machine, target, obj.type, name, converted)
        except contract_types.Thrown as thrown:
            machine.throw(External(thrown.exception))
            return True
        if not done:
            machine.may_throw()
            machine.escape([single(atom), value], f"{obj.type}.{name} is not modelled")
        return True

    def change(old: HeapObject) -> HeapObject:
        return replace(old, fields={**old.fields, name: value}, partial=True) if isinstance(old, Record) else old

    machine.change(target, change)
    return True


def _converted(machine: Machine, value: Abstract, wanted: str) -> Abstract | None:
    """The alternatives pythonnet converts; None when it converts none of them."""
    answers = {atom: fits(machine, atom, wanted) for atom in value.atoms}
    if value.cause is not None:
        machine.may_throw()
        return value
    good = tuple(atom for atom, answer in answers.items() if answer is not False)
    if not good:
        return None
    if len(good) < len(value.atoms) or not all(answers.values()):
        machine.may_throw()
    return replace(value, atoms=good)


def _assign_capability(machine: Machine, target: Abstract, name: str, value: Abstract) -> bool:
    wanted = CAPABILITIES[name].enum or "bool"
    converted = _converted(machine, value, wanted)
    if converted is None:
        shown = ", ".join(_kind(machine, atom) for atom in value.atoms)
        machine.observe("wrong-capability-type", name, f"a {wanted} is needed, a value of type {shown} is assigned: TypeError")
        machine.throw_builtin("TypeError")
        return True
    if any(not isinstance(atom, Const) for atom in converted.atoms) and converted.cause is None:
        machine.may_throw()
        converted = machine.unknown(_reason_of(converted, name))
    model.set_property(machine, target, contract_types.CAPABILITIES_TYPE, name, converted)
    return True


def _reason_of(value: Abstract, name: str) -> str:
    for atom in value.atoms:
        if isinstance(atom, External):
            return cause_of(atom.path)
        if isinstance(atom, Input):
            return input_reason(atom)
    return f"what is assigned to {name} is not a constant"


def _kind(machine: Machine, atom: Atom) -> str:
    if isinstance(atom, Const):
        return "None" if atom.type == "null" else atom.type
    if isinstance(atom, Plain | Made):
        return atom.type if isinstance(atom, Plain) else atom.cls
    obj = machine.heap.get(atom.id) if isinstance(atom, Ref) else None
    return obj.type.rpartition(".")[2] if obj is not None else type(atom).__name__.lower()
