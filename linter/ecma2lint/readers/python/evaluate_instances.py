"""Attributes of instances and classes of the sources: the descriptor protocol, the hooks of classes, slots."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ecma2lint.readers.heap import Heap, HeapObject, Record
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Cause, Ref, join, single
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python import evaluate_slots as slots
from ecma2lint.readers.python.evaluate_frames import INSTANCE
from ecma2lint.readers.python.evaluate_machine import Machine, join_values
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    Bound,
    External,
    Function,
    Namespace,
    Wrapped,
    to_value,
)
from ecma2lint.records import replace

_HOST_CREATES: Final = "'{0}' is set only in __init__, which the host does not run"
_MISSING: Final = External("builtins.AttributeError")


class Instances(Machine):
    """Attribute access on instances."""

    #: Attributes that ``__init__`` of the class under evaluation assigns: the host does not run it.
    init_only: frozenset[str] = frozenset()
    host_instance: int = 0

    # --- what may be missing ------------------------------------------------------------------------------------------

    def or_missing(self, way: Callable[[], Abstract], missing: Callable[[], Abstract], why: str) -> Abstract:
        """A value, and something else on the paths on which reading it raises AttributeError."""
        from ecma2lint.readers.python.evaluate_protocols import catches

        collected: list[tuple[Heap, object]] = []
        self.handlers.append(collected)  # type: ignore[arg-type]
        value = way()
        self.handlers.pop()
        heaps = []
        for heap, raised in collected:
            answer = catches(self, _MISSING, raised)  # type: ignore[arg-type]
            if answer is not False:
                heaps.append(heap.fork() if answer is None else heap)
            if answer is not True:
                self.handlers[-1].append((heap, raised))  # type: ignore[arg-type]
        if not heaps:
            return value if not self.dead else NEVER
        cause = self.cause(why)
        present, dead = self.heap, self.dead
        self.heap, self.dead = heaps[0], False
        self.merge_all(heaps[1:], cause)
        other = missing()
        if self.dead:
            self.heap, self.dead = present, dead
            return value if not dead else NEVER
        if dead:
            return other
        self.merge(present, False, cause)
        return join(value, other, cause)

    # --- reading ------------------------------------------------------------------------------------------------------

    def instance_attribute(self, atom: Ref, obj: Record, name: str) -> Abstract:
        """An attribute of an instance, with the hooks of its class."""
        cls = obj.fields["__class__"].only_ref
        if cls is None:
            return self.unknown("an object whose class is not known")
        if name == "__class__":
            return single(cls)
        hook = self.class_chain(cls.id, "__getattribute__")

        def way() -> Abstract:
            if hook is None or hook.cause is not None:
                return self.plain_attribute(atom, name)
            return self.call(self.bind_all(hook, cls, atom, atom), [to_value(name)], {})

        fallback = self.class_chain(cls.id, "__getattr__")
        if fallback is None or (fallback.cause is not None and not self.classes[cls.id].strange):
            return way()

        def missing() -> Abstract:
            return self.call(self.bind_all(fallback, cls, atom, atom), [to_value(name)], {})

        return self.or_missing(way, missing, "depends on whether an attribute exists")

    def plain_attribute(self, atom: Ref, name: str) -> Abstract:
        """``object.__getattribute__``: data descriptors, the instance, the class."""
        obj = self.record(atom)
        cls = obj.fields["__class__"].only_ref if obj is not None and obj.type == INSTANCE else None
        if obj is None or cls is None:
            return self.unknown("an object whose class is not known")
        found = self.class_chain(cls.id, name)
        if found is not None and found.cause is not None and not found.atoms and name not in obj.fields:
            return self.unknown(found.cause)
        if found is not None and any(self._takes_precedence(part) for part in found.atoms):
            return self.bind_all(found, cls, atom, atom)
        own = obj.fields.get(name)
        if name == "__dict__":
            return single(Namespace(atom)) if slots.slots_of(self, cls) is None else self.throw_builtin("AttributeError")
        if own is not None and ABSENT not in own.atoms:
            return own
        if atom.id == self.host_instance and name in self.init_only:
            return self.unknown(_HOST_CREATES.format(name), *([own] if own is not None else []))
        values = [replace(own, atoms=without_absent(own))] if own is not None and not is_absent(own) else []
        if found is not None and not is_absent(found):
            values.append(self.bind_all(found, cls, atom, atom))
        if found is None or ABSENT in found.atoms:
            if not values:
                return self.throw_builtin("AttributeError")
            self.may_throw(_MISSING)
        return join_values(values, own.why if own is not None else None)

    def _takes_precedence(self, part: Atom) -> bool:
        """Whether a class attribute is asked before the instance's own: a property or another data descriptor."""
        if isinstance(part, Wrapped):
            return part.kind == "property"
        return dunders.has(self, part, "__set__", "__delete__")

    def bind_all(self, found: Abstract, cls: Ref, receiver: Atom, instance: Atom | None) -> Abstract:
        """What reading makes of what a class holds."""
        if is_absent(found):
            return self.throw_builtin("AttributeError")
        if ABSENT in found.atoms and instance is None:
            self.may_throw(_MISSING)

        def unclear(cause: Cause) -> Abstract:
            if any(isinstance(part, Function | Wrapped) for part in found.atoms):
                # A decorator that is not followed may have made a descriptor of it: reading runs its code.
                return self.call_unknown(cause.reason, [single(instance)] if instance is not None else [], {}, found)
            return self.unknown(cause, found)

        return self.each(found, lambda part: self._bind(part, cls, receiver, instance), unclear)

    def _bind(self, part: Atom, cls: Ref, receiver: Atom, instance: Atom | None) -> Abstract:
        """What the descriptor protocol makes of a class attribute."""
        if isinstance(part, Wrapped):
            if part.kind == "staticmethod":
                return part.function
            if part.kind == "classmethod":
                return join_values([single(Bound(function, cls)) for function in part.function.atoms])
            if part.kind == "property":
                return self.call(part.function, [single(instance)], {}) if instance is not None else single(part)
            if part.kind == "cached_property":
                return self._cached_property(part, instance) if instance is not None else single(part)
            return single(Bound(part, instance)) if instance is not None else single(part)
        if isinstance(part, Function) and instance is not None:
            return single(Bound(part, instance))
        if dunders.has(self, part, "__get__"):
            owner = single(instance) if instance is not None else to_value(None)
            value = dunders.call(self, part, "__get__", [owner, single(cls)])
            return value if value is not None else single(part)
        return single(part)

    def _cached_property(self, part: Wrapped, instance: Atom) -> Abstract:
        """The first read calls the function and keeps what it returns in the instance, under the function's name."""
        value = self.call(part.function, [single(instance)], {})
        function = part.function.atom
        if self.dead or not isinstance(function, Function):
            return value if not self.dead else NEVER
        self.change(single(instance), setting(function.code.name, value))
        return value

    # --- assignment ---------------------------------------------------------------------------------------------------

    def set_on_instance(self, target: Abstract, atom: Atom, obj: Record, name: str, value: Abstract | None) -> None:
        """Assign or delete an attribute of an instance, with the hooks of its class."""
        cls = obj.fields["__class__"].only_ref
        if cls is None or self.classes[cls.id].strange:
            self._out_of_sight(target, value, "attributes of this class are assigned by its own code")
            return
        hook = self.class_chain(cls.id, "__setattr__" if value is not None else "__delattr__")
        if hook is None:
            self.set_plain(target, atom, name, value)
        elif hook.cause is not None:
            self._out_of_sight(target, value, "attributes of this class are assigned by its own code")
        else:
            args = [to_value(name)] if value is None else [to_value(name), value]
            self._maybe(target, lambda: self.call(self.bind_all(hook, cls, atom, atom), args, {}))

    def set_plain(self, target: Abstract, atom: Atom, name: str, value: Abstract | None) -> None:
        """``object.__setattr__`` and ``object.__delattr__``."""
        obj = self.record(atom)
        cls = obj.fields["__class__"].only_ref if obj is not None and obj.type == INSTANCE else None
        if obj is None or cls is None:
            self._out_of_sight(target, value, "an object whose class is not known")
            return
        found = self.class_chain(cls.id, name)
        for part in found.atoms if found is not None else ():
            if self._set_by_descriptor(target, atom, part, value):
                return
        if found is not None and found.cause is not None and any(isinstance(p, Function | Wrapped) for p in found.atoms):
            self._out_of_sight(target, value, "an attribute that is made by code which is not followed")
        if value is None and (name not in obj.fields or is_absent(obj.fields[name])) and target.cause is None:
            self.throw_builtin("AttributeError")
            return
        if value is None and ABSENT in obj.fields.get(name, NEVER).atoms:
            self.may_throw(_MISSING)
        allowed = slots.slots_of(self, cls)
        if allowed is not None and name not in allowed:
            if target.cause is None:
                self.throw_builtin("AttributeError")
            else:
                self.may_throw(_MISSING)
            return
        self.change(target, setting(name, value))

    def _set_by_descriptor(self, target: Abstract, atom: Atom, part: Atom, value: Abstract | None) -> bool:
        """Assign through a property or another data descriptor; False when the class attribute is none."""
        args = [single(atom)] if value is None else [single(atom), value]
        if isinstance(part, Wrapped) and part.kind == "property":
            handler = part.setter if value is not None else part.deleter
            if handler is None:
                self.throw_builtin("AttributeError")
            else:
                self._maybe(target, lambda: self.call(handler, args, {}))
            return True
        method = "__set__" if value is not None else "__delete__"
        if dunders.has(self, part, method):
            self._maybe(target, lambda: dunders.call(self, part, method, args) or NEVER)
            return True
        return False

    def _out_of_sight(self, target: Abstract, value: Abstract | None, reason: str) -> None:
        self.call_unknown(reason, [target, *([value] if value is not None else [])], {})

    def _maybe(self, target: Abstract, way: Callable[[], Abstract]) -> None:
        """Run something that happens only if the target is this object."""
        if target.cause is None:
            way()
        else:
            self.either_way(target.cause, [way, lambda: NEVER])


def is_absent(value: Abstract) -> bool:
    """Whether nothing is there for certain."""
    return value.atoms == (ABSENT,) and value.cause is None


def without_absent(value: Abstract) -> tuple[Atom, ...]:
    """The alternatives that are there."""
    return tuple(atom for atom in value.atoms if atom is not ABSENT)


def setting(name: str, value: Abstract | None) -> Callable[[HeapObject], HeapObject]:
    """A change of a record that sets or deletes one field."""

    def change(obj: HeapObject) -> HeapObject:
        if not isinstance(obj, Record):
            return obj
        return replace(obj, fields={**obj.fields, name: value if value is not None else single(ABSENT)})

    return change
