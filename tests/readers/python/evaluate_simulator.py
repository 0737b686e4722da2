"""A small stand-in for pythonnet and the contract, to run Python connectors in plain CPython as the truth of the tests.

It copies what was seen with pythonnet: real defaults, the setter side effect, type-checked setters, KeyedCollection that
refuses duplicates, ``__init__`` that the host does not run. It is only as wide as the generated and hand-written patterns.
"""

from __future__ import annotations

import contextlib
import os
import sys
import types
import uuid
from collections.abc import Iterator, Mapping
from typing import Any
from unittest import mock

from ecma2lint.contract import CAPABILITIES, CONTRACT_INTERFACES, ENUMS

CONTRACT = "Microsoft.MetadirectoryServices"


class ArgumentError(Exception):
    """System.ArgumentException."""


class NotSupportedError(Exception):
    """System.NotSupportedException."""


class _EnumMeta(type):
    _spec: Any

    def __call__(cls, number: int, force: bool = False) -> Any:
        if type(number) is not int:
            raise TypeError("an enum is made from an int")
        value = type.__call__(cls)
        value.number = number
        if not force and cls._spec.name_of(number) is None:
            raise ValueError(f"{number} is not a valid {cls.__name__}")
        return value


class _EnumBase(metaclass=_EnumMeta):
    number: int
    _spec: Any

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self.number == other.number  # type: ignore[attr-defined]

    def __hash__(self) -> int:
        return hash(self.number)

    def __or__(self, other: Any) -> Any:
        if type(other) is not type(self):
            return NotImplemented
        return _made(type(self), self.number | other.number)

    def __and__(self, other: Any) -> Any:
        if type(other) is not type(self):
            return NotImplemented
        return _made(type(self), self.number & other.number)

    def __xor__(self, other: Any) -> Any:
        if type(other) is not type(self):
            return NotImplemented
        return _made(type(self), self.number ^ other.number)

    def __int__(self) -> int:
        return self.number

    def __str__(self) -> str:
        return self.shown

    def ToString(self) -> str:
        return self.shown

    @property
    def shown(self) -> str:
        """The value as the facts show it."""
        return self._spec.name_of(self.number) or str(self.number)


def _made(cls: Any, number: int) -> Any:
    return cls(number, True)


def _enum(name: str) -> type:
    made = _EnumMeta(name, (_EnumBase,), {"_spec": ENUMS[name]})
    for value_name, number in ENUMS[name].values.items():
        setattr(made, value_name, _made(made, number))
    return made


ENUM_TYPES: dict[str, Any] = {name: _enum(name) for name in ENUMS}


def _capability_property(name: str) -> property:
    spec = CAPABILITIES[name]

    def get(self: Any) -> Any:
        return self._values[name]

    def put(self: Any, value: Any) -> None:
        wanted = ENUM_TYPES[spec.enum] if spec.enum else bool
        if type(value) is not wanted:
            raise TypeError(f"{type(value).__name__} value cannot be converted to {wanted.__name__}")
        self._values[name] = value
        if name == "DistinguishedNameStyle" and value.shown == "None":
            self._values["ObjectRename"] = False

    return property(get, put)


class MACapabilities:
    def __init__(self) -> None:
        self._values = {
            spec.name: (getattr(ENUM_TYPES[spec.enum], str(spec.default)) if spec.enum else spec.default)
            for spec in CAPABILITIES.values()
        }


for _name in CAPABILITIES:
    setattr(MACapabilities, _name, _capability_property(_name))
    setattr(MACapabilities, f"set_{_name}", lambda self, value, _name=_name: setattr(self, _name, value))
    setattr(MACapabilities, f"get_{_name}", lambda self, _name=_name: getattr(self, _name))


class Keyed:
    """KeyedCollection keyed by Name."""

    def __init__(self) -> None:
        self._items: list[Any] = []

    def Add(self, item: Any) -> None:
        if not hasattr(item, "Name"):
            raise TypeError("no method matches")
        if any(other.Name == item.Name for other in self._items):
            raise ArgumentError(item.Name)
        self._items.append(item)

    def Contains(self, key: Any) -> bool:
        return any(item.Name == key or item is key for item in self._items)

    def Remove(self, key: Any) -> bool:
        before = len(self._items)
        self._items = [item for item in self._items if not (item.Name == key or item is key)]
        return len(self._items) < before

    def Clear(self) -> None:
        self._items.clear()

    @property
    def Count(self) -> int:
        return len(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, int):
            return self._items[key]
        for item in self._items:
            if item.Name == key:
                return item
        raise KeyError(key)


class Schema:
    def __init__(self) -> None:
        self.Types = Keyed()

    @staticmethod
    def Create() -> Schema:
        return Schema()

    def SetReadOnly(self) -> None:
        return None


class SchemaType:
    def __init__(self, typeName: str, lockAnchorDefinition: bool) -> None:
        if type(typeName) is not str or type(lockAnchorDefinition) is not bool:
            raise TypeError("No method matches given arguments")
        self.Name, self.Locked, self.Attributes = typeName, lockAnchorDefinition, Keyed()

    @staticmethod
    def Create(typeName: str, lockAnchorDefinition: bool) -> SchemaType:
        return SchemaType(typeName, lockAnchorDefinition)


class SchemaAttribute:
    def __init__(self, name: str, data_type: Any, operation: Any, multi: bool, anchor: bool) -> None:
        if type(name) is not str or type(data_type) is not ENUM_TYPES["AttributeType"]:
            raise TypeError("No method matches given arguments")
        if (anchor and data_type.shown in ("Boolean", "Reference")) or (multi and data_type.shown == "Boolean"):
            raise NotSupportedError(data_type.shown)
        self.Name, self.DataType, self.IsMultiValued, self.IsAnchor = name, data_type, multi, anchor
        self.AllowedAttributeOperation = operation or ENUM_TYPES["AttributeOperation"].ImportExport
        self.HiddenByDefault = False

    @staticmethod
    def CreateSingleValuedAttribute(attributeName: str, dataType: Any, allowedAttributeOperation: Any = None) -> SchemaAttribute:
        return SchemaAttribute(attributeName, dataType, allowedAttributeOperation, False, False)

    @staticmethod
    def CreateMultiValuedAttribute(attributeName: str, dataType: Any, allowedAttributeOperation: Any = None) -> SchemaAttribute:
        return SchemaAttribute(attributeName, dataType, allowedAttributeOperation, True, False)

    @staticmethod
    def CreateAnchorAttribute(attributeName: str, dataType: Any, allowedAttributeOperation: Any = None) -> SchemaAttribute:
        return SchemaAttribute(attributeName, dataType, allowedAttributeOperation, False, True)


class Guid:
    def __init__(self, text: str = "00000000-0000-0000-0000-000000000000") -> None:
        self.text = str(uuid.UUID(text))

    @staticmethod
    def NewGuid() -> Guid:
        return Guid(str(uuid.uuid4()))

    @staticmethod
    def Parse(text: str) -> Guid:
        return Guid(text)

    def ToString(self) -> str:
        return self.text


Guid.Empty = Guid()  # type: ignore[attr-defined]


class Partition:
    def __init__(self, identifier: Guid, dn: str, name: str = "") -> None:
        if type(identifier) is not Guid:
            raise TypeError("No method matches given arguments")
        self.Identifier, self.DN, self.Name = identifier, dn or identifier.text, name

    @staticmethod
    def Create(identifier: Guid, dn: str, name: str = "") -> Partition:
        return Partition(identifier, dn, name)


class HierarchyNode:
    def __init__(self, dn: str, displayName: str) -> None:
        self.DN, self.DisplayName = dn, displayName

    @staticmethod
    def Create(dn: str, displayName: str) -> HierarchyNode:
        return HierarchyNode(dn, displayName)


class ConfigParameterDefinition:
    def __init__(self, kind: str, name: str, default: Any = None, validation: Any = None) -> None:
        self.kind, self.Name, self.DefaultValue, self.Validation = kind, name, default, validation

    @staticmethod
    def CreateStringParameter(name: str, validation: str, defaultValue: str = "") -> ConfigParameterDefinition:
        return ConfigParameterDefinition("String", name, defaultValue, validation)

    @staticmethod
    def CreateEncryptedStringParameter(name: str, validation: str, defaultValue: str = "") -> ConfigParameterDefinition:
        return ConfigParameterDefinition("EncryptedString", name, defaultValue, validation)

    @staticmethod
    def CreateLabelParameter(text: str) -> ConfigParameterDefinition:
        return ConfigParameterDefinition("Label", text)

    @staticmethod
    def CreateCheckBoxParameter(name: str, defaultValue: bool = False) -> ConfigParameterDefinition:
        return ConfigParameterDefinition("CheckBox", name, defaultValue)

    @staticmethod
    def CreateDividerParameter() -> ConfigParameterDefinition:
        return ConfigParameterDefinition("Divider", "")


class _NetList:
    def __init__(self) -> None:
        self._items: list[Any] = []

    def Add(self, item: Any) -> None:
        self._items.append(item)

    def Clear(self) -> None:
        self._items.clear()

    def Insert(self, index: int, item: Any) -> None:
        self._items.insert(index, item)

    def RemoveAt(self, index: int) -> None:
        del self._items[index]

    @property
    def Count(self) -> int:
        return len(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._items)

    def __getitem__(self, index: int) -> Any:
        return self._items[index]


class _Generic:
    def __init__(self, made: Any) -> None:
        self.made = made

    def __getitem__(self, _: Any) -> Any:
        return self.made


def _array(items: Any = ()) -> _NetList:
    made = _NetList()
    made._items = list(items)
    return made


class GetImportEntriesResults:
    def __init__(self, customData: Any = None, moreToImport: bool = False, csentries: Any = None) -> None:
        self.CustomData, self.MoreToImport, self.CSEntries = customData, moreToImport, csentries


class _Parameter:
    def __init__(self, name: str, value: str) -> None:
        self.Name, self.Value = name, value


class ConfigParameters:
    """The KeyedCollection a host passes: every key is there, with the drawn value."""

    def __init__(self, values: Mapping[str, str], default: str = "") -> None:
        self._values, self._default = values, default

    def __getitem__(self, name: str) -> _Parameter:
        return _Parameter(name, self._values.get(name, self._default))

    def Contains(self, name: str) -> bool:
        return name in self._values

    def __iter__(self) -> Iterator[_Parameter]:
        return iter([_Parameter(name, value) for name, value in self._values.items()])

    def __len__(self) -> int:
        return len(self._values)


def _modules() -> dict[str, types.ModuleType]:
    contract = types.ModuleType(CONTRACT)
    for name in CONTRACT_INTERFACES:
        setattr(contract, name, type(name, (), {}))
    for name, enum in ENUM_TYPES.items():
        setattr(contract, name, enum)
    for cls in (
        *(MACapabilities, Schema, SchemaType, SchemaAttribute, Partition, HierarchyNode),
        *(ConfigParameterDefinition, GetImportEntriesResults),
    ):
        setattr(contract, cls.__name__, cls)
    contract.__all__ = [name for name in vars(contract) if not name.startswith("_")]  # type: ignore[attr-defined]
    system = types.ModuleType("System")
    system.Guid, system.Array = Guid, _Generic(_array)  # type: ignore[attr-defined]
    generic = types.ModuleType("System.Collections.Generic")
    generic.List = _Generic(_NetList)  # type: ignore[attr-defined]
    collections = types.ModuleType("System.Collections")
    collections.Generic = generic  # type: ignore[attr-defined]
    system.Collections = collections  # type: ignore[attr-defined]
    microsoft = types.ModuleType("Microsoft")
    microsoft.MetadirectoryServices = contract  # type: ignore[attr-defined]
    clr = types.ModuleType("clr")
    clr.AddReference = lambda name: None  # type: ignore[attr-defined]

    def clrproperty(_: Any) -> Any:
        return property

    clr.clrproperty = clrproperty  # type: ignore[attr-defined]
    return {
        "clr": clr,
        "System": system,
        "System.Collections": collections,
        "System.Collections.Generic": generic,
        "Microsoft": microsoft,
        CONTRACT: contract,
    }


@contextlib.contextmanager
def simulated(siblings: Mapping[str, str], environment: Mapping[str, str]) -> Iterator[None]:
    """The fake modules and the sibling sources importable, and the environment set, for the duration of the block."""
    fakes = {**_modules(), "connector": types.ModuleType("connector")}
    for name in siblings:
        fakes[name] = types.ModuleType(name)
    with mock.patch.dict(sys.modules, fakes), mock.patch.dict(os.environ, environment, clear=True):
        for name, text in siblings.items():
            exec(compile(text, f"{name}.py", "exec"), fakes[name].__dict__)
        yield


def load(source: str, class_name: str = "Connector") -> Any:
    """Run a connector source inside ``simulated`` and create the class as a host does: without ``__init__``."""
    module = sys.modules["connector"] = types.ModuleType("connector")
    exec(compile(source, "connector.py", "exec"), module.__dict__)
    cls = getattr(module, class_name)
    return cls.__new__(cls)


def capabilities_truth(result: Any) -> dict[str, Any] | None:
    """The 17 values as facts show them, or None for something that is no MACapabilities."""
    if type(result) is not MACapabilities:
        return None
    return {name: getattr(value, "shown", value) for name, value in result._values.items()}
