"""Reading and assigning attributes: of instances and classes of the sources, modules, and everything else by kind."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Final

from ecma2lint.readers.heap import HeapObject, Opaque, Record, Sequence
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Const, Ref, join, single
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python import evaluate_net as net
from ecma2lint.readers.python.evaluate_causes import cause_of
from ecma2lint.readers.python.evaluate_frames import CLASS, INSTANCE, MODULE
from ecma2lint.readers.python.evaluate_machine import Machine, join_values
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    PYTHON_TYPES,
    Bound,
    External,
    Function,
    Input,
    Made,
    Method,
    Partial,
    Plain,
    Raised,
    Super,
    Tuple,
    Wrapped,
    to_value,
)
from ecma2lint.records import replace

_HOST_CREATES: Final = "'{0}' is set only in __init__, which the host does not run"


class Attributes(Machine):
    """Attribute access."""

    #: Attributes that ``__init__`` of the class under evaluation assigns: the host does not run it.
    init_only: frozenset[str] = frozenset()
    host_instance: int = 0

    def get_attribute(self, value: Abstract, name: str) -> Abstract:
        """Read an attribute; the unknown part of a value stays unknown with its own cause."""
        if value.cause is not None:
            self.may_throw()
        return self.each(value, lambda atom: self._attribute_of(atom, name), self.unknown)

    def _attribute_of(self, atom: Atom, name: str) -> Abstract:
        if isinstance(atom, Ref):
            return self._object_attribute(atom, name)
        if isinstance(atom, External):
            return self.external_attribute(atom.path, name)
        if isinstance(atom, Const):
            if atom.type in PYTHON_TYPES:
                if not hasattr(atom.value, name):
                    return self.throw_builtin("AttributeError")
                plain = callable(getattr(atom.value, name))
                return single(Method(atom, name)) if plain else self.unknown(f"attribute '{name}' of a constant")
            return single(Method(atom, name)) if name in ("ToString", "HasFlag") else self._opaque_attribute(atom, name)
        if isinstance(atom, Input):
            return self._input_attribute(atom, name)
        if isinstance(atom, Super):
            return self._super_attribute(atom, name)
        if isinstance(atom, Tuple):
            return single(Method(atom, name)) if name in ("index", "count") else self._opaque_attribute(atom, name)
        if isinstance(atom, Plain):
            return self._opaque_attribute(atom, name)
        if isinstance(atom, Made):
            self.may_throw()
            return self.unknown(cause_of(atom.cls))
        if isinstance(atom, Wrapped) and atom.kind == "property" and name in ("setter", "getter", "deleter"):
            return single(Method(atom, name))
        if isinstance(atom, Function) and name in ("__name__", "__qualname__"):
            return to_value(atom.code.name) if name == "__name__" else self.unknown("a function's qualified name")
        return self._opaque_attribute(atom, name)

    def _opaque_attribute(self, atom: Atom, name: str) -> Abstract:
        self.may_throw()
        self.escape([single(atom)], f"attribute '{name}' of an object that is not modelled")
        return self.unknown(f"attribute '{name}' of an object that is not modelled")

    def _input_attribute(self, atom: Input, name: str) -> Abstract:
        if atom.key is not None and name in ("Value", "SecureValue"):
            if not self._asks_encryption():
                self.name_parameter(atom.key, "parameter-read", name)
            return self.unknown(contract.parameter_reason(atom.key))
        if atom.key is not None and name == "Name":
            return atom.key
        self.may_throw()
        return self.unknown(contract.input_reason(atom))

    def _asks_encryption(self) -> bool:
        """Whether the running function asks if a parameter is encrypted: it reads each in its way then."""
        code = self.frames[-1].code if self.frames else None
        return code is not None and any(
            isinstance(node, ast.Attribute) and node.attr == "IsEncrypted" for node in ast.walk(code.node)
        )

    def _object_attribute(self, atom: Ref, name: str) -> Abstract:
        obj = self.heap.get(atom.id)
        if isinstance(obj, Opaque):
            self.may_throw()
            return self.unknown(obj.cause)
        if isinstance(obj, Sequence):
            return net.collection_attribute(self, atom, obj, name)
        if not isinstance(obj, Record):
            return self.unknown("an object that is not known")
        if obj.type == INSTANCE:
            return self._instance_attribute(atom, obj, name)
        if obj.type == CLASS:
            return self.class_attribute(atom, name)
        if obj.type == MODULE:
            return self._module_attribute(atom, obj, name)
        return contract.object_attribute(self, atom, obj, name)

    def _module_attribute(self, atom: Ref, obj: Record, name: str) -> Abstract:
        scope = next(iter(obj.fields["scope"].refs))
        record = self.record(scope)
        value = record.fields.get(name) if record else None
        if value is None or (value.atoms == (ABSENT,) and value.cause is None):
            return self.missing_global(scope.id, name)
        if ABSENT in value.atoms:
            self.may_throw(External("builtins.AttributeError"))
            return replace(value, atoms=tuple(a for a in value.atoms if a is not ABSENT))
        return value

    def missing_global(self, scope: int, name: str) -> Abstract:
        """A name a module does not bind: it may come through a star import, be a submodule, or not exist."""
        record = self.heap.get(scope)
        star = record.fields.get("*") if isinstance(record, Record) else None
        if star is not None and star.cause is not None:
            return self.unknown(star.cause)
        for module, id_ in self.module_scopes.items():
            if id_ == scope and (found := module.program.submodule(module, name)):
                return self.load_module(found)
        if name == "__name__":
            return self.unknown("the module's name")
        return self.throw_builtin("AttributeError")

    def class_chain(self, cls: int, name: str, after: int | None = None) -> Abstract | None:
        """What the resolution order of a class finds for a name: None when nothing does; ABSENT among the atoms when maybe."""
        info = self.classes[cls]
        if info.strange:
            return self.unknown(info.strange)
        order = info.mro
        if after is not None:
            order = order[order.index(after) + 1 :] if after in order else ()
        result: Abstract | None = None
        for base in order:
            if base is None:
                found: Abstract = self.unknown(f"'{name}' may come from a base class that is not read")
            elif isinstance(base, str):
                if base in ("builtins.object", "System.Object") or base.startswith("Microsoft.MetadirectoryServices.I"):
                    continue
                if base.startswith("builtins."):
                    continue
                if base.removesuffix("[]") in contract.EMPTY_BASES:
                    continue
                found = self.unknown(f"'{name}' may come from {base}, which is not read")
            else:
                record = self.heap.get(base)
                if isinstance(record, Opaque):
                    found = self.unknown(record.cause)
                else:
                    value = record.fields.get(name) if isinstance(record, Record) else None
                    if value is None:
                        continue
                    found = value
            result = found if result is None else join(replace(result, atoms=_without_absent(result)), found)
            if ABSENT not in found.atoms:
                return result
        return result

    def class_attribute(self, atom: Ref, name: str) -> Abstract:
        """An attribute read on a class."""
        info = self.classes[atom.id]
        if name == "__name__":
            return to_value(info.name)
        found = self.class_chain(atom.id, name)
        if found is None:
            if name in ("__dict__", "__mro__", "__bases__", "__doc__", "__module__", "__qualname__", "__subclasses__"):
                return self.unknown(f"{name} of class {info.name}")
            return self.throw_builtin("AttributeError")
        return self._bind_all(found, atom, atom, None)

    def _bind_all(self, found: Abstract, cls: Ref, receiver: Atom, instance: Atom | None) -> Abstract:
        if _is_absent(found):
            return self.throw_builtin("AttributeError")
        if ABSENT in found.atoms and instance is None:
            self.may_throw(External("builtins.AttributeError"))
        return self.each(found, lambda part: self._bind(part, cls, receiver, instance), lambda cause: self.unknown(cause, found))

    def _bind(self, part: Atom, cls: Ref, receiver: Atom, instance: Atom | None) -> Abstract:
        """What the descriptor protocol makes of a class attribute."""
        if isinstance(part, Wrapped):
            if part.kind == "staticmethod":
                return part.function
            if part.kind == "classmethod":
                return join_values([single(Bound(function, cls)) for function in part.function.atoms])
            if part.kind == "property":
                return self.call(part.function, [single(instance)], {}) if instance is not None else single(part)
            return single(Bound(part, instance)) if instance is not None else single(part)
        if isinstance(part, Function) and instance is not None:
            return single(Bound(part, instance))
        if isinstance(part, Ref) and instance is not None:
            record = self.record(part)
            if record is not None and record.type == INSTANCE and self._is_descriptor(record):
                self.escape([single(part), single(instance)], "a descriptor of the sources")
                return self.unknown("a descriptor of the sources")
        return single(part)

    def _is_descriptor(self, record: Record) -> bool:
        cls = record.fields["__class__"].only_ref
        return cls is None or self.class_chain(cls.id, "__get__") is not None

    def _instance_attribute(self, atom: Ref, obj: Record, name: str) -> Abstract:
        cls = obj.fields["__class__"].only_ref
        if cls is None:
            return self.unknown("an object whose class is not known")
        if name == "__class__":
            return single(cls)
        found = self.class_chain(cls.id, name)
        if found is not None and found.cause is not None and not found.atoms and name not in obj.fields:
            return self.unknown(found.cause)
        if found is not None and any(isinstance(part, Wrapped) and part.kind == "property" for part in found.atoms):
            return self._bind_all(found, cls, atom, atom)
        own = obj.fields.get(name)
        if name == "__dict__":
            self.escape([single(atom)], "the object's __dict__ is used")
            return self.unknown("the object's __dict__ is used")
        if own is not None and ABSENT not in own.atoms:
            return own
        if atom.id == self.host_instance and name in self.init_only:
            return self.unknown(_HOST_CREATES.format(name), *([own] if own is not None else []))
        values = [replace(own, atoms=_without_absent(own))] if own is not None and not _is_absent(own) else []
        if found is not None and not _is_absent(found):
            values.append(self._bind_all(found, cls, atom, atom))
        if found is None or ABSENT in found.atoms:
            if self.class_chain(cls.id, "__getattr__") is not None:
                self.escape([single(atom)], "the class has __getattr__")
                return self.unknown("the class has __getattr__")
            if not values:
                return self.throw_builtin("AttributeError")
            self.may_throw(External("builtins.AttributeError"))
        return join_values(values, own.why if own is not None else None)

    def _super_attribute(self, atom: Super, name: str) -> Abstract:
        record = self.record(atom.receiver)
        cls = atom.receiver if record is not None and record.type == CLASS else None
        if record is not None and record.type == INSTANCE:
            cls = record.fields["__class__"].only_ref
        if not isinstance(cls, Ref):
            return self.unknown("super() of an object that is not known")
        found = self.class_chain(cls.id, name, atom.after)
        if found is None:
            return single(External(f"builtins.object.{name}")) if hasattr(object, name) else self.throw_builtin("AttributeError")
        instance = atom.receiver if atom.receiver is not cls else None
        return self._bind_all(found, cls, atom.receiver, instance)

    # --- assignment ---------------------------------------------------------------------------------------------------

    def set_attribute(self, target: Abstract, name: str, value: Abstract | None) -> None:
        """Assign an attribute of everything the target may be; None deletes it."""
        if target.cause is not None:
            self.may_throw()
            if value is not None:
                self.escape([value], "stored in an object that is not known")
        several = target.cause or (self.cause("one of several objects") if len(target.atoms) > 1 else None)
        before = self.heap.fork() if several else None
        survivors = 0
        for atom in target.atoms:
            one = Abstract((atom,), several)
            if self._set_on(one, atom, name, value):
                survivors += 1
        if target.cause is None and target.atoms and not survivors:
            self.throw_builtin("AttributeError")
        elif before is not None and survivors < len(target.atoms) and not self.dead:
            self.handlers[-1].append((before, Raised(External("builtins.AttributeError"))))

    def _set_on(self, target: Abstract, atom: Atom, name: str, value: Abstract | None) -> bool:
        obj = self.heap.get(atom.id) if isinstance(atom, Ref) else None
        if isinstance(obj, Record):
            if obj.type == INSTANCE:
                self._set_on_instance(target, atom, obj, name, value)
                return True
            if obj.type == CLASS:
                weak = replace(target, cause=target.cause or self.cause("a class attribute"))
                self.change(weak if self._is_contract_class(atom) else target, _setting(name, value))
                changed = self.record(atom)
                if changed is not None:
                    self.note_special_methods(changed)
                return True
            if obj.type == MODULE:
                self.change(obj.fields["scope"], _setting(name, value))
                return True
            return contract.assign(self, target, obj, name, value)
        if value is not None:
            self.escape([value], "stored in an object that is not known")
        if isinstance(atom, Function | Opaque | Partial | Bound | Raised) or obj is not None:
            return True
        return not isinstance(atom, Const | Tuple | Plain)

    def _is_contract_class(self, atom: Atom) -> bool:
        info = self.classes.get(atom.id) if isinstance(atom, Ref) else None
        return info is not None and any(isinstance(base, str) and base.startswith("Microsoft.") for base in info.mro)

    def _set_on_instance(self, target: Abstract, atom: Atom, obj: Record, name: str, value: Abstract | None) -> None:
        cls = obj.fields["__class__"].only_ref
        found = self.class_chain(cls.id, name) if cls is not None else None
        own_setter = self.class_chain(cls.id, "__setattr__" if value is not None else "__delattr__") if cls is not None else None
        if cls is None or own_setter is not None or (self.classes[cls.id].strange):
            self.escape(
                [target, *([value] if value is not None else [])], "attributes of this class are assigned by its own code"
            )
            return
        for part in found.atoms if found is not None else ():
            if isinstance(part, Wrapped) and part.kind == "property":
                if part.setter is None or value is None:
                    self.throw_builtin("AttributeError")
                else:
                    self._call_setter(target, atom, part.setter, value)
                return
            record = self.record(part)
            if record is not None and record.type == INSTANCE and self._is_descriptor(record):
                self.escape([target, *([value] if value is not None else [])], "a descriptor of the sources")
                return
        if self._is_outside_slots(cls, name):
            self.throw_builtin("AttributeError")
            return
        self.change(target, _setting(name, value))

    def _is_outside_slots(self, cls: Ref, name: str) -> bool:
        """Whether every class of an object has ``__slots__`` and none of them this name."""
        for base in self.classes[cls.id].mro:
            record = self.record(Ref(base)) if isinstance(base, int) else None
            if record is None:
                if base in ("builtins.object", "System.Object"):
                    continue
                return False
            slots = record.fields.get("__slots__")
            listed = self.iterate(slots) if slots is not None and slots.cause is None else None
            names = [item.atom for item, _ in listed] if isinstance(listed, list) else [None]
            if slots is not None and isinstance(slots.atom, Const):
                names = [slots.atom]
            texts = {atom.value if isinstance(atom, Const) else None for atom in names}
            if texts & {name, "__dict__", None} or any(str(text).startswith("__") for text in texts):
                return False
        return True

    def _call_setter(self, target: Abstract, atom: Atom, setter: Abstract, value: Abstract) -> None:
        """Assign through a property; a target that is only possibly this object may stay as it is."""
        ways = [lambda: self.call(setter, [single(atom), value], {})]
        if target.cause is not None:
            ways.append(lambda: NEVER)
        self.either_way(target.cause, ways)


def _is_absent(value: Abstract) -> bool:
    return value.atoms == (ABSENT,) and value.cause is None


def _without_absent(value: Abstract) -> tuple[Atom, ...]:
    return tuple(atom for atom in value.atoms if atom is not ABSENT)


def _setting(name: str, value: Abstract | None) -> Callable[[HeapObject], HeapObject]:
    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Record):
            return obj
        return replace(obj, fields={**obj.fields, name: value if value is not None else single(ABSENT)})

    return change
