"""Calls on collections and enumerators of the framework, on queries, and on what shows another collection; making them."""

from __future__ import annotations

from typing import Final

from ecma2lint.contract import NAMESPACE
from ecma2lint.readers import contract_model
from ecma2lint.readers.assembly import evaluate_lists, evaluate_subclasses
from ecma2lint.readers.assembly.evaluate_arrays import GRID, grid_call
from ecma2lint.readers.assembly.evaluate_collections import CHANGING
from ecma2lint.readers.assembly.evaluate_elements import (
    COMPARER,
    DICTIONARIES,
    SORTED,
    VIEW,
    comparer_of,
)
from ecma2lint.readers.assembly.evaluate_lists import STACKS
from ecma2lint.readers.assembly.evaluate_objects import Args, Objects
from ecma2lint.readers.assembly.evaluate_queries import GROUP, QUERY, WALK, Unclear
from ecma2lint.readers.assembly.evaluate_state import VOID, Delegate, Enumerator, Pair, Pointer, boolean, some_bool
from ecma2lint.readers.assembly.evaluate_text import COMPARER_TYPE
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import ITEMS, Record, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Cause, Const, Ref, join_all, single, unknown
from ecma2lint.records import replace

_G: Final = "System.Collections.Generic."
_CONFIG: Final = f"{NAMESPACE}.ConfigParameter"
READ_ONLY: Final = "System.Collections.ObjectModel.ReadOnlyCollection`1"


def _loop_cause(cause: Cause) -> Cause:
    """The cause in the words of a loop."""
    if cause.reason.startswith("loop over"):
        return cause
    return Cause(f"loop over data that is not known: {cause.reason}", cause.place)


class Containers(Objects):
    """Collections of the framework for one machine."""

    def _collection(self, callee: ExternalMethod, owner: str, name: str, args: Args) -> Abstract | None:
        record = self._record(args[0])
        if record is not None and ITEMS in record.fields and record.type in self.machine.calls.types:
            found = evaluate_subclasses.call(self, callee, name.rpartition(".")[2], record, args)
            if found is not None:
                return found
        if record is not None and record.type in (QUERY, WALK, READ_ONLY, VIEW, GROUP, GRID):
            found = self._special(callee, name, record, args)
            if found is not None:
                return found
        found = self._collection_call(callee, owner, name, args)
        if name.endswith("GetEnumerator") and found is not None and "+Enumerator" not in str(callee.signature.returns):
            # An enumerator that is an object, not a struct, keeps its position wherever it is handed.
            return single(self.machine.allocate(Record("cell", {"v": found}, {}, self.machine.place())))
        return found

    def _record(self, value: Abstract) -> Record | None:
        found = self.machine.heap.get(value.only_ref.id) if value.only_ref else None
        return found if isinstance(found, Record) and not found.summary else None

    def _special(self, callee: ExternalMethod, name: str, record: Record, args: Args) -> Abstract | None:
        """A method of a query, of a pass over one, or of something that shows another collection."""
        simple = name.rpartition(".")[2]
        queries = self.machine.calls.queries
        try:
            if record.type == QUERY and simple == "GetEnumerator":
                return queries.enumerator(args[0])
            if record.type == WALK and simple == "MoveNext":
                return boolean(queries.move(args[0]))
            if record.type == WALK and simple == "get_Current":
                return queries.current(args[0])
            if record.type == WALK and simple == "Dispose":
                queries.end(args[0])
                return VOID
        except Unclear:
            cause = queries.why(args[0]) or Cause("a query that is not followed", self.machine.place())
            self.machine.calls.give_up(cause, args, own=True)
            if simple == "GetEnumerator":
                known = _loop_cause(cause)
                return single(Enumerator(None, 0, unknown(known), known))
            return some_bool(cause) if simple == "MoveNext" else unknown(cause)
        if record.type in (READ_ONLY, VIEW) and simple in CHANGING:
            raise Thrown("System.NotSupportedException", "the collection is read-only")
        if record.type == VIEW and simple == "GetEnumerator":
            return self._view_enumerator(callee, args[0], record)
        if record.type == GRID:
            return grid_call(self, simple, args[0], args[1:])
        return None

    def _view_enumerator(self, callee: ExternalMethod, view: Abstract, record: Record) -> Abstract:
        """Going through the keys or values of a dictionary, which must not change meanwhile."""
        collections = self.machine.calls.collections
        dictionary = collections.inner(record.fields[ITEMS])
        held = self.machine.heap.get(dictionary.only_ref.id) if dictionary.only_ref else None
        watched = (dictionary.refs[0].id, held.elements) if isinstance(held, Sequence) else None
        found = collections.enumerator(collections.inner(view), watched)
        if "+Enumerator" in str(callee.signature.returns):
            return found
        return single(self.machine.allocate(Record("cell", {"v": found}, {}, self.machine.place())))

    def enumerator_step(self, name: str, receiver: Abstract) -> Abstract | None:
        """``MoveNext`` or ``Current`` of an enumerator over a collection; None for other objects."""
        return self._enumerator(name, receiver)

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
        receiver = self.machine.calls.collections.inner(receiver)
        if _CONFIG in str(callee.owner) and not receiver.refs:
            return self._configuration(name, receiver, rest)
        if name == "ForEach" and len(rest) == 1:
            return self.for_each(receiver, rest[0])
        found = evaluate_lists.call(self, callee, name.rpartition(".")[2], receiver, rest)
        if found is not None:
            return found
        default = (
            self.machine.calls.default(callee.owner.arguments[-1]) if name == "TryGetValue" and callee.owner.arguments else None
        )
        known = self.machine.calls.collections.call(name.rpartition(".")[2], receiver, rest, self.steps.write, default)
        if known is not None:
            return known
        if name == "GetEnumerator" and not receiver.refs:
            cause = receiver.cause or Cause("elements that are not known", self.machine.place())
            known_cause = _loop_cause(cause)
            return single(Enumerator(None, 0, unknown(receiver.cause or known_cause), known_cause))
        if not receiver.refs and receiver.cause is not None:
            # A collection that is not known may hold what it is handed from now on.
            self.machine.escape(rest, receiver.cause)
            self.machine.may_throw()
            return unknown(receiver.cause) if callee.signature.returns is not None else VOID
        return None

    def for_each(self, receiver: Abstract, action: Abstract) -> Abstract | None:
        """``List<T>.ForEach`` and ``Array.ForEach`` over elements that are all known."""
        receiver = self.machine.calls.collections.inner(receiver)
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
            self._name_of_parameter(rest[0], "parameter-asked" if name == "Contains" else "parameter-used")
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

    def _name_of_parameter(self, key: Abstract, kind: str) -> None:
        for atom in key.atoms:
            if isinstance(atom, Const) and isinstance(atom.value, str):
                self.machine.observe(kind, atom.value, "")

    def _pair(self, name: str, receiver: Abstract) -> Abstract | None:
        value = self.steps.read(receiver) if any(isinstance(a, Pointer) for a in receiver.atoms) else receiver
        if value.cause is not None:
            return Abstract((), value.cause)
        pairs = [atom for atom in value.atoms if isinstance(atom, Pair)]
        if len(pairs) != len(value.atoms) or name not in ("get_Key", "get_Value"):
            return None
        return join_all([pair.key if name == "get_Key" else pair.value for pair in pairs], value.why)

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
            return some_bool(_loop_cause(cause)) if name == "MoveNext" else unknown(cause)
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
        return isinstance(held, Sequence) and held.elements is elements

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

    def _new_collection(self, owner: str, callee: ExternalMethod, args: Args) -> Abstract | None:
        place = self.machine.place()
        source: Abstract | None = None
        comparer = ""
        for sig, value in zip(callee.signature.parameters, args, strict=True):
            if str(sig) == "System.Int32":
                continue
            if "Comparer" in str(sig):
                comparer = self.comparer(value)
            else:
                source = value
        result = single(self.machine.allocate(Sequence(owner + comparer, place=place)))
        if source is not None and owner in DICTIONARIES:
            source = self.machine.calls.collections.inner(source)
            if comparer == "" and source.atom == NULL_ATOM:
                raise Thrown("System.ArgumentNullException", "the source is null")
            found = self.machine.heap.get(source.only_ref.id) if source.only_ref else None
            if not isinstance(found, Sequence) or found.summary or not self._files_alike(found.type, owner + comparer):
                return None
            if owner in SORTED or not found.exact:
                for element in found.elements:
                    self.machine.calls.collections.put(result, element.key or NULL, element.value)
            else:
                self.machine.heap.put(result.refs[0].id, replace(found, type=owner + comparer, place=place))
        elif source is not None and owner in STACKS:
            for item in self._items(source):
                evaluate_lists.call(self, callee, "Push", result, [item])
        elif source is not None:
            self.machine.calls.collections.add_range(result, source)
        return result

    def read_only(self, collection: Abstract) -> Abstract:
        """A view of a collection that cannot be changed through it."""
        return single(self.machine.allocate(Record(READ_ONLY, {ITEMS: collection}, {}, self.machine.place())))

    def _items(self, source: Abstract) -> Args:
        held = self.machine.calls.collections.materialised(source)
        found = self.machine.heap.get(held.only_ref.id) if held.only_ref else None
        if not isinstance(found, Sequence) or not found.exact or found.summary:
            raise Unclear
        return [element.value for element in found.elements]

    @staticmethod
    def _files_alike(old: str, new: str) -> bool:
        """Whether keys that differ in one dictionary differ in the other, too."""
        return comparer_of(new) in ("", "o", comparer_of(old))

    @staticmethod
    def comparer(value: Abstract) -> str:
        """How a collection compares that is made with a comparer, as its type says it."""
        return "" if value.atom == NULL_ATOM else COMPARER + Containers._comparer(value)

    @staticmethod
    def _comparer(value: Abstract) -> str:
        """How a comparer compares."""
        atom = value.atom
        return str(atom.value) if isinstance(atom, Const) and atom.type == COMPARER_TYPE else "?"
