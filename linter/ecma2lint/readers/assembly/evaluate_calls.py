"""Calls: own methods are run, virtual ones on the type the object has; contract and framework calls go to their models.

Whatever is left is code that cannot be followed: see :mod:`ecma2lint.readers.assembly.evaluate_unfollowed`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.contract import NAMESPACE
from ecma2lint.readers import contract_factories, contract_model
from ecma2lint.readers.assembly.evaluate_collections import Collections
from ecma2lint.readers.assembly.evaluate_elements import DICTIONARIES, SETS
from ecma2lint.readers.assembly.evaluate_exceptions import constructed
from ecma2lint.readers.assembly.evaluate_framework import Framework
from ecma2lint.readers.assembly.evaluate_lists import LIST, QUEUES, STACKS
from ecma2lint.readers.assembly.evaluate_queries import Queries
from ecma2lint.readers.assembly.evaluate_quiet import Quiet
from ecma2lint.readers.assembly.evaluate_state import (
    FLOAT,
    VOID,
    Activation,
    Boxed,
    Delegate,
    Enumerator,
    Function,
    Pointer,
    State,
)
from ecma2lint.readers.assembly.evaluate_subclasses import COLLECTION, KEYED
from ecma2lint.readers.assembly.evaluate_types import Types
from ecma2lint.readers.assembly.evaluate_unfollowed import Unfollowed
from ecma2lint.readers.assembly.handles import AnyMethod, External, ExternalKind, ExternalMethod, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import Instruction
from ecma2lint.readers.assembly.signatures import VOID as VOID_SIG
from ecma2lint.readers.assembly.signatures import TypeSig
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import ITEMS, Opaque, Record, Sequence
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Atom, Cause, Ref, join, single, unknown
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

#: Bases whose constructors keep nothing and call nothing.
_HARMLESS_BASES: Final = frozenset(
    {
        "System.Object",
        "System.Attribute",
        "System.MarshalByRefObject",
        "System.EventArgs",
        "System.ValueType",
        "System.Enum",
        "System.Collections.Generic.Comparer`1",
        "System.Collections.Generic.EqualityComparer`1",
    }
)
_FSHARP: Final = "Microsoft.FSharp."


def _opened(value: Abstract) -> Abstract:
    """Boxed structs as the structs in the boxes: that is what their methods get."""
    atoms = tuple(a.value.atoms[0] if isinstance(a, Boxed) and isinstance(a.value.atom, Pointer) else a for a in value.atoms)
    return Abstract(atoms, value.cause, value.why)


class Calls(Types, Unfollowed):
    """How calls and constructions are carried out for one machine."""

    def __init__(self, machine: Machine) -> None:
        super().__init__(machine)
        self.collections: Collections = Collections(machine)
        self.queries: Queries = Queries(machine)
        self.quiet: Quiet = Quiet(machine.links)
        self.framework: Framework = Framework(machine)

    # Calls

    def call(self, activation: Activation, state: State, instruction: Instruction, virtual: bool) -> None:
        """Carry out ``call`` or ``callvirt``."""
        token = instruction.operand if isinstance(instruction.operand, int) else 0
        constrained, activation.constrained = activation.constrained, None
        callee = self.links.method(activation.code.image, token, activation.context)
        signature = self.links.signature(callee) if isinstance(callee, MethodHandle) else callee.signature
        count = len(signature.parameters) + signature.has_this
        if count > len(state.stack):
            raise IndexError
        args = state.stack[len(state.stack) - count :]
        del state.stack[len(state.stack) - count :]
        if constrained is not None and args:
            callee, args = self._constrain(callee, args, constrained)
        result = self.invoke(callee, args, virtual)
        if signature.returns != VOID_SIG:
            # What the framework hands out of a collection or nullable is a copy of the struct.
            state.stack.append(result if isinstance(callee, MethodHandle) else self.framework.steps.copied(result))

    def _constrain(self, callee: AnyMethod, args: list[Abstract], sig: TypeSig) -> tuple[AnyMethod, list[Abstract]]:
        """A call on a variable of a type that may be a struct: reference types are loaded, structs boxed or called directly."""
        handle = self.links.handle(sig)
        steps = self.framework.steps
        if isinstance(handle, TypeHandle) and self.links.is_value_type(handle) and not self.links.is_enum(handle):
            found = self.links.dispatch(handle, callee)
            if isinstance(found, MethodHandle):
                return found, args
        if isinstance(handle, External) and handle.name == "System.Nullable`1" and isinstance(callee, ExternalMethod):
            return ExternalMethod(handle, callee.name, callee.signature, callee.arguments), args
        value = steps.read(args[0])
        if self.links.enum_values(sig) is not None:
            self.enum_types.setdefault(str(sig), sig)
        if steps.is_value_type(sig) and not any(isinstance(a, Enumerator) for a in value.atoms):
            value = steps.boxed(str(sig), value)
        elif any(isinstance(a, Enumerator) for a in value.atoms):
            value = args[0]
        return callee, [value, *args[1:]]

    def invoke(self, callee: AnyMethod, args: list[Abstract], virtual: bool) -> Abstract:
        """Call a method with its arguments, ``this`` first; the current state becomes the state after it."""
        if isinstance(callee, ExternalMethod) and args and callee.owner.name.startswith(_FSHARP) and callee.name == "Invoke":
            from ecma2lint.readers.assembly import evaluate_fsharp_functions as functions

            if functions.is_application(callee.owner.name, callee.name):
                return functions.apply(self.machine, args[0], args[1:])
        has_this = not callee.is_static if isinstance(callee, MethodHandle) else callee.signature.has_this
        if has_this and args:
            args = self._not_null(callee, args, virtual)
            ways = self._ways(callee, args[0], virtual)
        else:
            ways = [(callee, None)]
        if len(ways) == 1:
            target, receiver = ways[0]
            return self._run(target, args if receiver is None else [receiver, *args[1:]])
        return self.either([self._way(target, receiver, args) for target, receiver in ways], args[0].reason)

    def _way(self, target: AnyMethod | None, receiver: Abstract | None, args: list[Abstract]) -> Callable[[], Abstract]:
        return lambda: self._run(target, args if receiver is None else [receiver, *args[1:]])

    def either(self, ways: list[Callable[[], Abstract]], why: Cause | None) -> Abstract:
        """Carry out one of several things: each in a state of its own, then joined.

        Raises:
            Dead: none of them returns.
        """
        from ecma2lint.readers.assembly.evaluate_runner import Dead

        machine = self.machine
        state = machine.state
        result: Abstract | None = None
        joined: State | None = None
        for way in ways:
            machine.state = state.fork()
            machine.state.why = why or state.why
            try:
                value = way()
            except Dead:
                continue
            except Thrown as error:
                machine.may_throw(machine.exceptions.of(error))
                continue
            result = value if result is None else join(result, value, why)
            if joined is not None and machine.activation is not None and machine.activation.runner is not None:
                joined, other = machine.activation.runner.same_statics(joined, machine.state)
                joined = machine.joined(joined, other)
            else:
                joined = machine.state if joined is None else machine.joined(joined, machine.state)
        machine.state = state
        if joined is None or result is None:
            raise Dead
        state.heap, state.statics, state.why = joined.heap, joined.statics, joined.why
        state.locals, state.args, state.stack = joined.locals, joined.args, joined.stack
        return result

    def _not_null(self, callee: AnyMethod, args: list[Abstract], virtual: bool) -> list[Abstract]:
        """A call on null throws; on what may be null it may throw, and after it the object is not null."""
        receiver = args[0]
        if not virtual and isinstance(callee, MethodHandle):
            return args
        if receiver.cause is None and receiver.atoms == (NULL_ATOM,):
            if isinstance(callee, ExternalMethod) and callee.owner.name in ("System.Nullable`1",):
                return args
            raise Thrown("System.NullReferenceException", f"{callee.name} is called on null")
        if receiver.cause is not None:
            self.machine.may_throw()
        elif NULL_ATOM in receiver.atoms:
            self.machine.may_throw()
            kept = tuple(atom for atom in receiver.atoms if atom != NULL_ATOM)
            return [Abstract(kept, None, receiver.why), *args[1:]]
        return args

    def resolve(self, callee: AnyMethod, atom: Atom | None) -> AnyMethod | None:
        """The method a virtual call reaches on that object; the callee itself for objects of the framework."""
        inner = self.framework.steps.read(atom.value).atom if isinstance(atom, Boxed) else atom
        obj = self.machine.heap.get(inner.id) if isinstance(inner, Ref) else None
        if isinstance(obj, Record | Opaque) and obj.type in self.types:
            found = self.links.dispatch(self.types[obj.type], callee)
            if found is None and isinstance(obj, Record) and ITEMS in obj.fields and isinstance(callee, ExternalMethod):
                # The base class, a collection of the framework, implements the interface.
                return callee
            if found is None and isinstance(callee, ExternalMethod) and self.framework.is_lazy(single(atom)):
                # The class of a seq { … }: its enumerator lies in FSharp.Core.
                return callee
            return found
        if isinstance(callee, MethodHandle) and callee.is_virtual and callee.is_abstract:
            return None
        return callee

    def _ways(self, callee: AnyMethod, receiver: Abstract, virtual: bool) -> list[tuple[AnyMethod | None, Abstract | None]]:
        """The methods a call may reach, each with the objects it reaches them on; None for what cannot be told."""
        is_virtual = virtual and (isinstance(callee, ExternalMethod) or callee.is_virtual)
        if not is_virtual:
            return [(callee, None)]
        ways: dict[AnyMethod | None, list[Atom]] = {}
        for atom in receiver.atoms:
            ways.setdefault(self.resolve(callee, atom), []).append(atom)
        if receiver.cause is not None:
            if isinstance(callee, ExternalMethod):
                ways.setdefault(callee, [])
            else:
                ways.setdefault(None, [])
            return [
                (target, Abstract(tuple(atoms), receiver.cause if target is None or target is callee else None, receiver.why))
                for target, atoms in ways.items()
            ]
        if len(ways) == 1:
            return [(next(iter(ways)), None)]
        return [(target, Abstract(tuple(atoms), None, receiver.why)) for target, atoms in ways.items()]

    def _run(self, callee: AnyMethod | None, args: list[Abstract]) -> Abstract:
        if callee is None:
            return self.give_up(Cause("a virtual method whose target is not known", self.machine.place()), args, own=True)
        if isinstance(callee, MethodHandle):
            return self._run_own(callee, args)
        if callee.name == "Invoke" and any(isinstance(atom, Delegate) for atom in args[0].atoms):
            return self.invoke_delegate(args[0], args[1:])
        owner = callee.owner
        if any(not arg.known for arg in args):
            self.machine.may_throw()
        if owner.kind is ExternalKind.CONTRACT:
            result = self._contract(callee, args)
        elif owner.kind is ExternalKind.FRAMEWORK:
            result = self.framework.call(callee, args)
        else:
            result = None
        if result is not None:
            # What a collection gives out is a copy where it is a struct.
            return self.framework.steps.copied(result)
        if callee.name == ".ctor":
            return self._base_constructor(callee, args)
        return self.unknown_call(callee, args)

    def _run_own(self, method: MethodHandle, args: list[Abstract]) -> Abstract:
        type_ = method.declaring_type
        if method.name == "Invoke" and args and any(isinstance(atom, Delegate) for atom in args[0].atoms):
            return self.invoke_delegate(args[0], args[1:])
        if method.is_abstract:
            return self.give_up(Cause("a virtual method whose target is not known", self.machine.place()), args, own=True)
        if method.is_static or method.name == ".ctor":
            self._initialise(type_)
            if self.quiet.skips(self.machine, method, args):
                return VOID
        elif any(isinstance(atom, Boxed) for atom in args[0].atoms):
            args = [_opened(args[0]), *args[1:]]
        return self.machine.call(method, args)

    def _initialise(self, type_: TypeHandle) -> None:
        if self.links.initialiser(type_) is not None:
            self.static_types[str(type_)] = type_
            self.machine.initialise(type_)

    def invoke_delegate(self, delegate: Abstract, args: list[Abstract]) -> Abstract:
        """Call what a delegate may hold; structs are passed as copies, also those that a collection passes on."""
        if delegate.atom == NULL_ATOM:
            raise Thrown("System.NullReferenceException", "a delegate that is null")
        args = [self.framework.steps.copied(arg) for arg in args]
        ways = [self._delegate_way(atom, args) for atom in delegate.atoms if atom != NULL_ATOM]
        if delegate.cause is not None:
            ways.append(lambda: self.give_up(delegate.cause or FLOAT, args, own=True))
        if len(ways) == 1:
            return ways[0]()
        return self.either(ways, delegate.reason)

    def _delegate_way(self, atom: Atom, args: list[Abstract]) -> Callable[[], Abstract]:
        if not isinstance(atom, Delegate):
            return lambda: self.give_up(Cause("a delegate whose method is not known", self.machine.place()), args, own=True)
        if atom.before:
            ways = [self._delegate_way(part, args) for part in atom.parts]
            return lambda: [way() for way in ways][-1]
        callee = atom.callee
        static = callee.is_static if isinstance(callee, MethodHandle) else not callee.signature.has_this
        parameters = self.links.signature(callee).parameters if isinstance(callee, MethodHandle) else callee.signature.parameters
        # A static method closed over its first argument takes the target as that argument.
        passed = args if static and len(parameters) == len(args) else [atom.target, *args]
        if len(passed) != len(parameters) + (not static):
            return lambda: self.give_up(Cause("a delegate with other parameters", self.machine.place()), passed, own=True)
        return lambda: self.invoke(callee, passed, False)

    # Construction

    def construct(self, activation: Activation, state: State, instruction: Instruction) -> None:
        """Carry out ``newobj``."""
        token = instruction.operand if isinstance(instruction.operand, int) else 0
        callee = self.links.method(activation.code.image, token, activation.context)
        signature = self.links.signature(callee) if isinstance(callee, MethodHandle) else callee.signature
        count = len(signature.parameters)
        if count > len(state.stack):
            raise IndexError
        args = state.stack[len(state.stack) - count :]
        del state.stack[len(state.stack) - count :]
        state.stack.append(self.new(callee, args))

    def new(self, callee: AnyMethod, args: list[Abstract]) -> Abstract:
        """A new object of the constructor's type."""
        if len(args) == 2 and isinstance(args[1].atom, Function):
            owner = callee.declaring_type if isinstance(callee, MethodHandle) else callee.owner
            made = self.machine.allocate(Record("delegate", {}, {}, self.machine.place()))
            return single(Delegate(str(owner), args[1].atom.callee, args[0], made.id))
        if isinstance(callee, MethodHandle):
            type_ = callee.declaring_type
            self._initialise(type_)
            created = single(self.new_record(type_))
            if not self.links.is_value_type(type_):
                self.machine.call(callee, [created, *args])
                return created
            # The constructor of a struct gets the address of the new value, for a value itself is copied whenever it is loaded.
            variable = single(Pointer(self.machine.allocate(Record("cell", {"v": created})).id, "v"))
            self.machine.call(callee, [variable, *args])
            return self.framework.steps.read(variable)
        if callee.owner.kind is ExternalKind.CONTRACT:
            name = callee.owner.name.rpartition(".")[2]
            result = contract_factories.construct(self.machine, name, args)
            if result is not None:
                return result
        elif callee.owner.kind is ExternalKind.FRAMEWORK:
            result = self.framework.construct(callee, args)
            if result is not None:
                return result
        if callee.owner.name.endswith("Exception"):
            fields = constructed(callee.owner.name, callee.signature.parameters, args)
            return single(self.machine.allocate(Record(callee.owner.name, fields, {}, self.machine.place())))
        cause = self.cause_of(callee, args)
        self._escape_args(args, cause)
        self.machine.may_throw()
        return unknown(cause)

    def _base_constructor(self, callee: ExternalMethod, args: list[Abstract]) -> Abstract:
        """A constructor called on an object that exists: the one of a base class that is not read."""
        name = callee.owner.name
        if any(isinstance(atom, Pointer) for atom in args[0].atoms):
            # The constructor of a struct that is called on a variable.
            value = self.framework.construct(callee, args[1:])
            if value is not None:
                self.framework.steps.write(args[0], value)
                return VOID
        if name.endswith("Exception"):
            fields = constructed(name, callee.signature.parameters, args[1:])
            self.machine.heap.update(args[0], lambda o: replace(o, fields={**o.fields, **fields}) if isinstance(o, Record) else o)
            return VOID
        if name in _HARMLESS_BASES:
            return VOID
        if name.startswith(_FSHARP):
            from ecma2lint.readers.assembly import evaluate_fsharp

            if name in evaluate_fsharp.BASES:
                return VOID
        items = self._items_of_base(callee, args[1:])
        if items is not None:
            self.machine.heap.update(
                args[0], lambda o: replace(o, fields={**o.fields, ITEMS: items}) if isinstance(o, Record) else o
            )
            return VOID
        cause = Cause(f"base class {name} in assembly {callee.owner.assembly}, which is not read", self.machine.place())
        self._escape_args(args, cause)
        return VOID

    def _items_of_base(self, callee: ExternalMethod, args: list[Abstract]) -> Abstract | None:
        """The elements that an own subclass of a framework collection keeps; None for other bases."""
        name = callee.owner.name
        if name in (COLLECTION, KEYED) and not args:
            return single(self.machine.allocate(Sequence(LIST, place=self.machine.place())))
        if name == LIST or name in DICTIONARIES or name in SETS or name in QUEUES or name in STACKS:
            return self.framework.construct(callee, args)
        return None

    # The contract

    def _contract(self, callee: ExternalMethod, args: list[Abstract]) -> Abstract | None:
        type_ = callee.owner.name.removeprefix(NAMESPACE + ".")
        name = callee.name
        if not callee.signature.has_this:
            return contract_factories.call_static(self.machine, type_, name, args)
        if type_ == "ConfigParameter" and name in ("get_Value", "get_SecureValue"):
            return unknown(args[0].cause or Cause("depends on a configuration parameter", self.machine.place()))
        if name.startswith("get_"):
            return contract_model.get_property(self.machine, args[0], type_, name[4:])
        if name.startswith("set_") and len(args) == 2:
            if not args[0].known:
                self.machine.may_throw()
            for ref in args[0].refs:
                held = self.machine.heap.get(ref.id)
                if isinstance(held, Opaque):
                    self.machine.escape((args[1],), held.cause)
            return VOID if contract_model.set_property(self.machine, args[0], type_, name[4:], args[1]) else None
        return VOID if contract_model.call_method(self.machine, type_, name) else None
