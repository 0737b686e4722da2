"""Reading and assigning attributes: of instances and classes of the sources, modules, and everything else by kind."""

from __future__ import annotations

import ast
from typing import Final

from ecma2lint.readers.heap import Opaque, Record, Sequence
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Const, Ref, join, single
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python import evaluate_net as net
from ecma2lint.readers.python.evaluate_causes import cause_of
from ecma2lint.readers.python.evaluate_frames import CLASS, INSTANCE, MODULE
from ecma2lint.readers.python.evaluate_instances import Instances, setting, without_absent
from ecma2lint.readers.python.evaluate_names import MODULE_NAMES
from ecma2lint.readers.python.evaluate_values import (
    PYTHON_TYPES,
    Bound,
    External,
    Function,
    Input,
    Made,
    Method,
    Namespace,
    Partial,
    Plain,
    Raised,
    Super,
    Tuple,
    Wrapped,
    to_value,
)
from ecma2lint.records import replace

#: Attributes through which code can reach the variables of others.
REFLECTION: Final = frozenset(
    {"f_globals", "f_locals", "f_back", "tb_frame", "gi_frame", "cr_frame", "__closure__", "cell_contents"}
)
#: What the interpreter itself sets on exceptions.
_EXCEPTION_STATE: Final = frozenset({"__cause__", "__context__", "__traceback__", "__notes__", "with_traceback", "add_note"})


class Attributes(Instances):
    """Attribute access."""

    def get_attribute(self, value: Abstract, name: str) -> Abstract:
        """Read an attribute; the unknown part of a value stays unknown with its own cause."""
        if name in REFLECTION:
            self.lose_names(f"{name} gives access to every name")
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
        if isinstance(atom, Namespace):
            return single(Method(atom, name))
        if isinstance(atom, Function) and name == "__globals__":
            return single(Namespace(Ref(self.module_scopes[self.modules[atom.code.module]])))
        if isinstance(atom, Wrapped) and atom.kind == "property" and name in ("setter", "getter", "deleter"):
            return single(Method(atom, name))
        if isinstance(atom, Raised) and atom.instance is not None and name not in _EXCEPTION_STATE:
            return self._object_attribute(atom.instance, name)
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
            return self.instance_attribute(atom, obj, name)
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
        value = self.tainted(scope.id, name, value)
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
        if name == "__dict__":
            return single(Namespace(Ref(scope)))
        if name in MODULE_NAMES:
            return self.unknown(MODULE_NAMES[name])
        hook = record.fields.get("__getattr__") if isinstance(record, Record) else None
        if hook is not None:
            return self.call(hook, [to_value(name)], {})
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
            result = found if result is None else join(replace(result, atoms=without_absent(result)), found)
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
            if name == "__dict__":
                return single(Namespace(atom, True))
            if name == "__class_getitem__" or (name == "register" and "abc.ABC" in info.mro):
                self.classes[atom.id] = replace(info, virtual=True)
                return self.unknown("a virtual subclass")
            if name in ("__mro__", "__bases__", "__doc__", "__module__", "__qualname__", "__subclasses__"):
                return self.unknown(f"{name} of class {info.name}")
            return self.throw_builtin("AttributeError")
        return self.bind_all(found, atom, atom, None)

    def _super_attribute(self, atom: Super, name: str) -> Abstract:
        record = self.record(atom.receiver)
        cls = atom.receiver if record is not None and record.type == CLASS else None
        if record is not None and record.type == INSTANCE:
            cls = record.fields["__class__"].only_ref
        if not isinstance(cls, Ref):
            return self.unknown("super() of an object that is not known")
        found = self.class_chain(cls.id, name, atom.after)
        if found is None:
            if not hasattr(object, name):
                return self.throw_builtin("AttributeError")
            plain = External(f"builtins.object.{name}")
            return single(plain if name == "__new__" else Bound(plain, atom.receiver))
        instance = atom.receiver if atom.receiver is not cls else None
        return self.bind_all(found, cls, atom.receiver, instance)

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
                self.set_on_instance(target, atom, obj, name, value)
                return True
            if obj.type == CLASS:
                weak = replace(target, cause=target.cause or self.cause("a class attribute"))
                self.change(weak if self._is_contract_class(atom) else target, setting(name, value))
                changed = self.record(atom)
                if changed is not None:
                    self.note_special_methods(changed)
                return True
            if obj.type == MODULE:
                self.change(obj.fields["scope"], setting(name, value))
                return True
            return contract.assign(self, target, obj, name, value)
        if isinstance(atom, Raised) and atom.instance is not None:
            self.set_attribute(Abstract((atom.instance,), target.cause), name, value)
            return True
        if value is not None:
            self.escape([value], "stored in an object that is not known")
        if isinstance(atom, Function) and name in ("__code__", "__defaults__", "__kwdefaults__"):
            self.lose_names(f"{name} of a function is replaced")
        if isinstance(atom, External):
            self.replaced[f"{atom.path}.{name}"] = self.cause(f"{atom.path}.{name} is replaced by code of the sources")
            return True
        if isinstance(atom, Function | Opaque | Partial | Bound | Raised) or obj is not None:
            return True
        return not isinstance(atom, Const | Tuple | Plain)

    def _is_contract_class(self, atom: Atom) -> bool:
        info = self.classes.get(atom.id) if isinstance(atom, Ref) else None
        return info is not None and any(isinstance(base, str) and base.startswith("Microsoft.") for base in info.mro)
