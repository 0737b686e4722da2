"""The small part of the framework that connectors build their answers with: collections, strings, enumerations, delegates.

A function here either gives the exact result, or several, or says None: then the call counts as code that is not followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.contract import NAMESPACE
from ecma2lint.readers import contract_model
from ecma2lint.readers.assembly import evaluate_tasks, evaluate_text
from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_elements import COMPARER, DICTIONARIES, SETS
from ecma2lint.readers.assembly.evaluate_functions import HANDLERS
from ecma2lint.readers.assembly.evaluate_objects import Args, Objects
from ecma2lint.readers.assembly.evaluate_state import (
    VOID,
    ZERO,
    Delegate,
    Enumerator,
    Pair,
    Pointer,
    ThreadId,
    boolean,
    some_bool,
)
from ecma2lint.readers.assembly.evaluate_steps import Steps
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.heap import Opaque, Record, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Atom, Cause, Ref, constant, join_all, single, unknown
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_G: Final = "System.Collections.Generic."
_LISTS: Final = frozenset(
    {f"{_G}List`1", "System.Collections.ArrayList", "System.Collections.ObjectModel.Collection`1", f"{_G}Queue`1"}
)
_CONFIG: Final = f"{NAMESPACE}.ConfigParameter"
#: What a ``foreach`` calls, which runs code where the sequence is a lazy one.
_LAZILY: Final = frozenset({"GetEnumerator", "MoveNext", "get_Current", "Dispose"})
_QUIET: Final = frozenset({"System.Diagnostics.Trace", "System.Diagnostics.Debug", "System.GC"})


class Framework(Objects):
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
        if name == "Dispose" and not any(self._own(atom) for atom in receiver.atoms):
            return VOID
        if owner.startswith(("System.Collections.", "System.Array")) or owner.endswith("]"):
            return self._collection(callee, owner, name, args)
        if name == "Invoke" and receiver.cause is not None:
            return self.machine.calls.give_up(receiver.cause, args[1:], own=True)
        if owner == "System.Object" or name in ("ToString", "Equals", "GetType", "GetHashCode"):
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

    def _own(self, atom: Atom) -> bool:
        obj = self.machine.heap.get(atom.id) if isinstance(atom, Ref) else None
        return isinstance(obj, Record | Opaque) and obj.type in self.machine.calls.types

    # Collections

    def _collection(self, callee: ExternalMethod, owner: str, name: str, args: Args) -> Abstract | None:
        found = self._collection_call(callee, owner, name, args)
        if name.endswith("GetEnumerator") and found is not None and "+Enumerator" not in str(callee.signature.returns):
            # An enumerator that is an object, not a struct, keeps its position wherever it is handed.
            return single(self.machine.allocate(Record("cell", {"v": found}, {}, self.machine.place())))
        return found

    def _collection_call(self, callee: ExternalMethod, owner: str, name: str, args: Args) -> Abstract | None:
        receiver, rest = args[0], args[1:]
        if (
            any(isinstance(atom, Pointer) for atom in receiver.atoms)
            or "Enumerator" in owner
            or name in ("MoveNext", "get_Current")
        ):
            found = self._enumerator(name, receiver)
            if found is not None:
                return found
        if owner == f"{_G}KeyValuePair`2":
            return self._pair(name, receiver)
        array = owner == "System.Array" or (owner.endswith("]") and name in ("Get", "Set", "Address"))
        if array and not callee.signature.has_this:
            return None
        if _CONFIG in str(callee.owner) and not receiver.refs:
            return self._configuration(name, receiver, rest)
        if name == "ForEach" and len(rest) == 1:
            return self.for_each(receiver, rest[0])
        default = (
            self.machine.calls.default(callee.owner.arguments[-1]) if name == "TryGetValue" and callee.owner.arguments else None
        )
        known = self.machine.calls.collections.call(name.rpartition(".")[2], receiver, rest, self.steps.write, default)
        if known is not None:
            return known
        if name == "GetEnumerator" and not receiver.refs:
            cause = receiver.cause or Cause("elements that are not known", self.machine.place())
            reason = cause.reason if cause.reason.startswith("loop over") else f"loop over data that is not known: {cause.reason}"
            known_cause = Cause(reason, cause.place)
            return single(Enumerator(None, 0, unknown(receiver.cause or known_cause), known_cause))
        if not receiver.refs and receiver.cause is not None:
            # A collection that is not known may hold what it is handed from now on.
            self.machine.escape(rest, receiver.cause)
            self.machine.may_throw()
            return unknown(receiver.cause) if callee.signature.returns is not None else VOID
        return None

    def for_each(self, receiver: Abstract, action: Abstract) -> Abstract | None:
        """``List<T>.ForEach`` and ``Array.ForEach`` over elements that are all known."""
        found = self.machine.heap.get(receiver.only_ref.id) if receiver.only_ref else None
        if not isinstance(found, Sequence) or not found.exact or found.summary or not isinstance(action.atom, Delegate):
            return None
        for element in found.elements:
            self.machine.calls.invoke_delegate(action, [element.value])
            if self.machine.heap.get(receiver.refs[0].id) != found:
                # A list refuses to be changed while it is gone through, an array does not.
                cause = Cause("a collection that changes while it is gone through", self.machine.place())
                return self.machine.calls.give_up(cause, [receiver, action], own=True)
        return VOID

    def _configuration(self, name: str, receiver: Abstract, rest: Args) -> Abstract:
        """The collection of configuration parameters that the host hands over."""
        place = self.machine.place()
        if name in ("get_Item", "Contains", "TryGetValue") and rest:
            value = contract_model.depends_on_parameter(rest[0], place)
            if name == "Contains":
                return some_bool(value.cause)
            self.machine.may_throw()
            return value
        cause = receiver.cause or Cause("depends on the configuration parameters", place)
        if name == "GetEnumerator":
            loop = Cause("loop over data that is not known: the configuration parameters", place)
            return single(Enumerator(None, 0, unknown(cause), loop))
        self.machine.escape(rest, cause)
        self.machine.may_throw()
        return unknown(cause)

    def _pair(self, name: str, receiver: Abstract) -> Abstract | None:
        value = self.steps.read(receiver) if any(isinstance(a, Pointer) for a in receiver.atoms) else receiver
        if value.cause is not None:
            return Abstract((), value.cause)
        pairs = [atom for atom in value.atoms if isinstance(atom, Pair)]
        if len(pairs) != len(value.atoms) or name not in ("get_Key", "get_Value"):
            return None
        return join_all([pair.key if name == "get_Key" else pair.value for pair in pairs], value.why)

    def enumerator_step(self, name: str, receiver: Abstract) -> Abstract | None:
        """``MoveNext`` or ``Current`` of an enumerator over a collection; None for other objects."""
        return self._enumerator(name, receiver)

    def _enumerator(self, name: str, receiver: Abstract) -> Abstract | None:
        """``MoveNext`` and ``Current`` of an enumerator, held in a variable (struct) or in a cell (object)."""
        value = receiver
        if any(isinstance(a, Pointer) for a in receiver.atoms):
            value = self.steps.read(receiver)
        if any(isinstance(a, Ref) for a in value.atoms):
            cells = [self.machine.heap.get(ref.id) for ref in value.refs]
            if all(isinstance(cell, Record) and cell.type == "cell" for cell in cells):
                receiver = Abstract(tuple(Pointer(ref.id, "v") for ref in value.refs), value.cause, value.why)
                value = self.steps.read(receiver)
        if value.cause is not None and not value.atoms and name in ("MoveNext", "get_Current", "get_Key", "get_Value"):
            cause = value.cause
            reason = cause.reason if cause.reason.startswith("loop over") else f"loop over data that is not known: {cause.reason}"
            return some_bool(Cause(reason, cause.place)) if name == "MoveNext" else unknown(cause)
        if not value.atoms or not all(isinstance(atom, Enumerator) for atom in value.atoms):
            return None
        atoms = [atom for atom in value.atoms if isinstance(atom, Enumerator)]
        if name == "MoveNext":
            moved, answers = [], []
            for atom in atoms:
                if atom.source is not None and not self._unchanged(*atom.source):
                    # A list throws, an array is read as it is now: neither is what the enumerator began with.
                    cause = Cause("a collection that is changed while it is gone through", self.machine.place())
                    self.machine.may_throw()
                    moved.append(single(Enumerator(None, 0, unknown(cause), cause)))
                    answers.append(some_bool(cause))
                elif atom.elements is None:
                    moved.append(single(atom))
                    answers.append(some_bool(atom.cause))
                else:
                    moved.append(single(replace(atom, passed=min(atom.passed + 1, len(atom.elements) + 1))))
                    answers.append(boolean(atom.passed < len(atom.elements)))
            self.steps.write(receiver, Abstract(join_all(moved).atoms, value.cause))
            return join_all(answers, value.why)
        if name in ("get_Current", "get_Entry", "get_Key", "get_Value"):
            return self._current(name, atoms, value)
        return VOID if name in ("Dispose", "Reset") else None

    def _unchanged(self, id_: int, elements: tuple[object, ...]) -> bool:
        held = self.machine.heap.get(id_)
        return isinstance(held, Sequence) and (held.elements is elements or held.elements == elements)

    @staticmethod
    def _current(name: str, atoms: list[Enumerator], value: Abstract) -> Abstract:
        parts: list[Abstract] = []
        for atom in atoms:
            if atom.elements is not None and 0 < atom.passed <= len(atom.elements):
                parts.append(atom.elements[atom.passed - 1])
            else:
                parts.append(atom.any)
        result = join_all(parts, value.why)
        pair = result.atom
        if isinstance(pair, Pair) and name in ("get_Key", "get_Value"):
            return pair.key if name == "get_Key" else pair.value
        return result

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
        if owner in _LISTS or owner in SETS or owner in DICTIONARIES:
            return self._new_collection(owner, callee, self.read_out(args))
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
            start = args[0] if args and str(callee.signature.parameters[0]) == "System.String" else constant("str", "")
            return single(self.machine.allocate(Record("text", {"v": start}, {}, place)))
        if owner == "System.String" and len(args) == 2:
            return evaluate_text.repeated(args[0], args[1])
        if owner == "System.Collections.ObjectModel.ReadOnlyCollection`1" and len(args) == 1:
            return args[0]
        if owner in ("System.Collections.DictionaryEntry",) and len(args) == 2:
            return single(Pair(args[0], args[1]))
        return None

    def _new_collection(self, owner: str, callee: ExternalMethod, args: Args) -> Abstract | None:
        place = self.machine.place()
        source: Abstract | None = None
        comparer = ""
        for sig, value in zip(callee.signature.parameters, args, strict=True):
            if str(sig) == "System.Int32":
                continue
            if "Comparer" in str(sig):
                comparer = "" if value.atom == NULL_ATOM else COMPARER
            else:
                source = value
        result = single(self.machine.allocate(Sequence(owner + comparer, place=place)))
        if source is not None and owner in DICTIONARIES:
            found = self.machine.heap.get(source.only_ref.id) if source.only_ref else None
            if not isinstance(found, Sequence) or found.summary:
                return None
            self.machine.heap.put(result.refs[0].id, replace(found, type=owner + comparer, place=place))
        elif source is not None:
            self.machine.calls.collections.add_range(result, source)
        return result

    def _new_lazy(self, callee: ExternalMethod, args: Args) -> Abstract | None:
        factories = [a for a in args if any(isinstance(atom, Delegate) for atom in a.atoms)]
        if len(factories) != 1 or not factories[0].known:
            return None
        fields = {"factory": factories[0], "value": NULL, "made": ZERO}
        return single(self.machine.allocate(Record("lazy", fields, {}, self.machine.place())))

    def lazy_value(self, args: Args) -> Abstract | None:
        """``Lazy<T>.Value``: the factory runs once."""
        ref = args[0].only_ref
        record = self.machine.heap.get(ref.id) if ref else None
        if ref is None or not isinstance(record, Record) or record.type != "lazy" or record.summary:
            return None
        made = truth(record.fields["made"].atom) if record.fields["made"].known else None
        if made:
            return record.fields["value"]
        if made is None:
            return None
        factory = record.fields["factory"]
        if isinstance(factory.atom, Delegate):
            value = self.machine.calls.invoke_delegate(factory, [])
        else:
            from ecma2lint.readers.assembly import evaluate_fsharp_functions

            value = evaluate_fsharp_functions.apply(self.machine, factory, [NULL])
        now = self.machine.heap.get(ref.id)
        if isinstance(now, Record):
            self.machine.heap.put(ref.id, replace(now, fields={**now.fields, "value": value, "made": boolean(True)}))
        return value
