"""The small part of the framework that connectors build their answers with: collections, strings, enumerations, delegates.

A function here either gives the exact result, or several, or says None: then the call counts as code that is not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers import contract_model
from ecma2lint.readers.assembly import evaluate_builder, evaluate_order, evaluate_strings, evaluate_tasks, evaluate_text
from ecma2lint.readers.assembly.evaluate_arrays import new_grid
from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_containers import Containers
from ecma2lint.readers.assembly.evaluate_elements import DICTIONARIES, SETS
from ecma2lint.readers.assembly.evaluate_functions import HANDLERS
from ecma2lint.readers.assembly.evaluate_lists import QUEUES, STACKS
from ecma2lint.readers.assembly.evaluate_objects import Args
from ecma2lint.readers.assembly.evaluate_operators import find
from ecma2lint.readers.assembly.evaluate_queries import GROUP, LOOKUP, WALK, Unclear
from ecma2lint.readers.assembly.evaluate_state import (
    ONE,
    VOID,
    ZERO,
    Delegate,
    Pair,
    ThreadId,
    TypeAtom,
    boolean,
    integer,
)
from ecma2lint.readers.assembly.evaluate_steps import Steps
from ecma2lint.readers.assembly.evaluate_types import EMPTY_GUID
from ecma2lint.readers.assembly.handles import ExternalKind, ExternalMethod
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import ITEMS, Opaque, Record, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Atom, Const, Ref, constant, single, unknown
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_G: Final = "System.Collections.Generic."
_LISTS: Final = frozenset({f"{_G}List`1", "System.Collections.ArrayList", "System.Collections.ObjectModel.Collection`1"})
_COMPARERS: Final = frozenset({f"{_G}EqualityComparer`1", f"{_G}Comparer`1", "System.StringComparer"})
_NULLABLE: Final = "System.Nullable`1"
#: What a ``foreach`` calls, which runs code where the sequence is a lazy one.
_LAZILY: Final = frozenset({"GetEnumerator", "MoveNext", "get_Current", "Dispose"})
_OF_EVERY_OBJECT: Final = ("ToString", "Equals", "GetType", "GetHashCode")
_QUIET: Final = frozenset({"System.Diagnostics.Trace", "System.Diagnostics.Debug", "System.GC"})


class Framework(Containers):
    """Framework calls and constructions for one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.steps: Steps = machine.steps_of

    # Calls

    def call(self, callee: ExternalMethod, args: Args) -> Abstract | None:
        """A framework method; None when it is not known."""
        owner, name = callee.owner.name, callee.name
        if owner.startswith("Microsoft.VisualBasic."):
            from ecma2lint.readers.assembly import evaluate_vb

            return evaluate_vb.call(self, callee, name, args)
        if owner.startswith("Microsoft.FSharp."):
            from ecma2lint.readers.assembly import evaluate_fsharp

            found = evaluate_fsharp.call(self, callee, name, args)
            if found is not None:
                return found
        last = name.rpartition(".")[2]
        if args and last in _LAZILY and self.is_lazy(args[0]):
            from ecma2lint.readers.assembly import evaluate_fsharp_seq

            return evaluate_fsharp_seq.sequence_call(self.machine, last, args[0])
        if owner in _COMPARERS and callee.owner.kind is ExternalKind.FRAMEWORK:
            return self._comparison(callee, name, args)
        if callee.signature.has_this and args:
            found = self._instance(callee, owner, name, args)
            if found is not None:
                return found
        if owner in _QUIET:
            return VOID
        if name in ("get_CurrentManagedThreadId", "get_ManagedThreadId"):
            return single(ThreadId())
        if owner == "System.Activator" and name == "CreateInstance" and not args and len(callee.arguments) == 1:
            return self._create_instance(callee.arguments[0])
        if "Task" in owner or owner.startswith("System.Runtime.CompilerServices."):
            found = evaluate_tasks.call(self, callee, name, args)
            if found is not None:
                return found
        handler = HANDLERS.get(owner)
        if handler is not None:
            found = handler(self, callee, name, args)
            if found is not None:
                return found
        return evaluate_text.call(self.machine, callee, args)

    def _instance(self, callee: ExternalMethod, owner: str, name: str, args: Args) -> Abstract | None:
        receiver = args[0]
        record = self._record(receiver)
        if record is not None and record.type == GROUP and name == "get_Key":
            return record.fields["Key"]
        if record is not None and record.type == LOOKUP and (found := self._lookup(name, record, args)) is not None:
            return found
        if record is not None and record.type == WALK and name == "Dispose":
            return self._special(callee, name, record, args)
        if name == "Dispose" and not any(self._own(atom) for atom in receiver.atoms):
            return VOID
        if owner.startswith(("System.Collections.", "System.Array")) or owner.endswith("]"):
            return self._collection(callee, owner, name, args)
        if name == "Invoke" and receiver.cause is not None:
            return self.machine.calls.give_up(receiver.cause, args[1:], own=True)
        if name in ("get_Message", "get_InnerException") and "Exception" in owner:
            return self._exception(receiver, name[4:])
        compares = name == "CompareTo" and owner != "System.String"
        if compares or owner == "System.Object" or (name in _OF_EVERY_OBJECT and owner != _NULLABLE):
            return self._object(callee, name, args)
        return None

    def is_lazy(self, value: Abstract) -> bool:
        """Whether a value is a lazy sequence of F# or its enumerator."""
        if not any(isinstance(self.machine.heap.get(ref.id), Record) for ref in value.refs):
            return False
        from ecma2lint.readers.assembly import evaluate_fsharp_seq

        return evaluate_fsharp_seq.is_lazy(self.machine, value)

    def read_out(self, args: Args) -> Args:
        """The arguments, lazy sequences of F# as the list of their elements."""
        if not any(self.is_lazy(arg) for arg in args):
            return args
        from ecma2lint.readers.assembly import evaluate_fsharp_seq

        return [evaluate_fsharp_seq.read_out(self.machine, arg) for arg in args]

    def _comparison(self, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
        """The default comparers of the framework and its comparers of texts."""
        if name == "get_Default":
            return constant(evaluate_text.COMPARER_TYPE, "d")
        mode = args[0].atom if args else None
        if not isinstance(mode, Const) or mode.type != evaluate_text.COMPARER_TYPE or mode.value == "?" or len(args) != 3:
            return evaluate_text.call(self.machine, callee, args)
        if name == "Equals":
            answer = evaluate_order.same(self.machine, args[1], args[2], mode.value == "i")
            return boolean(answer) if answer is not None else None
        type_ = str(callee.owner.arguments[0]) if callee.owner.arguments else "System.String"
        order = evaluate_order.ordered(args[1], args[2], type_, str(mode.value)) if name == "Compare" else None
        return integer(order) if order is not None and type_ != "System.String" else None

    def _lookup(self, name: str, record: Record, args: Args) -> Abstract | None:
        """A lookup: groups by key, and none for a key that is not there."""
        queries = self.machine.calls.queries
        try:
            groups = queries.listed(record.fields[ITEMS])
            if name.endswith("get_Count"):
                return integer(len(groups))
            keys = [self.machine.heap[group.refs[0].id] for group in groups]
            held = [key.fields["Key"] for key in keys if isinstance(key, Record)]
            if name.endswith(("get_Item", "Contains")) and len(args) == 2:
                at = find(queries, held, args[1], record)
                if name.endswith("Contains"):
                    return boolean(at >= 0)
                empty = Sequence("array[]", place=self.machine.place())
                return groups[at] if at >= 0 else single(self.machine.allocate(empty))
        except Unclear:
            return None
        return None

    def _exception(self, receiver: Abstract, name: str) -> Abstract:
        """The message or the cause of an exception, where its constructor was told."""

        def read(record: Record) -> Abstract:
            return record.fields.get(name) or unknown("the text of an exception", self.machine.place())

        return contract_model.read_objects(self.machine.heap, receiver, read, self.machine.place())

    def _own(self, atom: Atom) -> bool:
        obj = self.machine.heap.get(atom.id) if isinstance(atom, Ref) else None
        return isinstance(obj, Record | Opaque) and obj.type in self.machine.calls.types

    # Construction

    def construct(self, callee: ExternalMethod, args: Args) -> Abstract | None:
        """``new`` of a framework type; None when it is not known."""
        owner = callee.owner.name
        place = self.machine.place()
        if owner.startswith("Microsoft.VisualBasic."):
            from ecma2lint.readers.assembly import evaluate_vb

            return evaluate_vb.construct(self, owner)
        if owner.startswith("Microsoft.FSharp."):
            from ecma2lint.readers.assembly import evaluate_fsharp

            return evaluate_fsharp.construct(self, callee, args)
        if owner in _LISTS or owner in SETS or owner in DICTIONARIES or owner in QUEUES or owner in STACKS:
            try:
                return self._new_collection(owner, callee, self.read_out(args))
            except Unclear:
                return None
        if owner.endswith("]") and args:
            return new_grid(self, callee, args)
        if owner == "System.Object":
            return single(self.machine.allocate(Record("object", {}, {}, place)))
        if owner == "System.Guid" and len(args) == 1:
            return evaluate_text.guid(args[0])
        if owner == "System.Nullable`1" and len(args) == 1:
            return args[0]
        if owner == f"{_G}KeyValuePair`2" and len(args) == 2:
            return single(Pair(args[0], args[1]))
        if owner.startswith(("System.Tuple`", "System.ValueTuple`")):
            fields = {f"Item{index + 1}": value for index, value in enumerate(args)}
            kind = "*tuple" if owner.startswith("System.Value") else "tuple"
            return single(self.machine.allocate(Record(kind, fields, {}, place)))
        if owner == "System.Lazy`1":
            return self._new_lazy(callee, args)
        if owner == "System.Text.StringBuilder":
            start = evaluate_builder.started(callee, args)
            return single(self.machine.allocate(Record("text", {"v": start}, {}, place)))
        if owner == "System.String" and len(args) == 1 and str(callee.signature.parameters[0]) == "System.Char[]":
            return evaluate_strings.characters(self.machine, args[0])
        if owner == "System.Guid" and len(args) == 11:
            return evaluate_text.guid_of(args)
        if owner == "System.Guid" and not args:
            return EMPTY_GUID
        if owner == "System.String" and len(args) == 2:
            return evaluate_text.repeated(args[0], args[1])
        if owner == "System.Collections.ObjectModel.ReadOnlyCollection`1" and len(args) == 1:
            return self.read_only(args[0])
        if owner in ("System.Collections.DictionaryEntry",) and len(args) == 2:
            return single(Pair(args[0], args[1]))
        return None

    def _new_lazy(self, callee: ExternalMethod, args: Args) -> Abstract | None:
        """``new Lazy<T>``: with a factory or without, and how it treats a factory that throws."""
        factory, keeps = NULL, ONE
        for sig, value in zip(callee.signature.parameters, args, strict=True):
            if "Func" in str(sig):
                if not isinstance(value.atom, Delegate):
                    return None
                factory = value
            elif "LazyThreadSafetyMode" in str(sig):
                # Only PublicationOnly tries again after an exception.
                mode = value.atom
                if not isinstance(mode, Const):
                    return None
                keeps = boolean(mode.value != 1)
        type_ = callee.owner.arguments[0] if callee.owner.arguments else None
        if factory is NULL and type_ is None:
            return None
        fields = {"factory": factory, "value": NULL, "made": ZERO, "failed": ZERO, "keeps": keeps}
        if type_ is not None:
            fields["type"] = single(TypeAtom(type_))
        return single(self.machine.allocate(Record("lazy", fields, {}, self.machine.place())))

    def lazy_made(self, args: Args) -> Abstract | None:
        """``Lazy<T>.IsValueCreated``."""
        record = self._record(args[0])
        return record.fields["made"] if record is not None and record.type == "lazy" else None

    def lazy_value(self, args: Args) -> Abstract | None:
        """``Lazy<T>.Value``: the factory runs once, and what it throws is thrown again."""
        record, ref = self._record(args[0]), args[0].only_ref
        if ref is None or record is None or record.type != "lazy":
            return None
        fields = record.fields
        made = truth(fields["made"].atom) if fields["made"].known else None
        failed = truth(fields["failed"].atom) if fields["failed"].known else None
        if made:
            return fields["value"]
        if failed and made is False:
            raise Thrown("System.Exception", "the factory of a Lazy has thrown before")
        if made is None or failed is None:
            return None
        if truth(fields["keeps"].atom):
            self.machine.heap.put(ref.id, replace(record, fields={**fields, "failed": ONE}))
        if fields["factory"].atom == NULL_ATOM:
            type_ = fields["type"].atom
            value = self._create_instance(type_.type) if isinstance(type_, TypeAtom) else None
            if value is None:
                return None
        elif isinstance(fields["factory"].atom, Delegate):
            value = self.machine.calls.invoke_delegate(fields["factory"], [])
        else:
            from ecma2lint.readers.assembly import evaluate_fsharp_functions

            value = evaluate_fsharp_functions.apply(self.machine, fields["factory"], [NULL])
        now = self.machine.heap.get(ref.id)
        if isinstance(now, Record):
            done = {**now.fields, "value": value, "made": ONE, "failed": ZERO}
            self.machine.heap.put(ref.id, replace(now, fields=done))
        return value
