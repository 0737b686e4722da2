"""LINQ queries as they are run: an object says what is asked of which source, and is carried out step by step when it is read.

A query is a record ``query``; every pass over it has a record ``walk``, so that what functions change is changed when a pass
reaches it, and a query that is read twice makes its objects twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_state import Enumerator, integer
from ecma2lint.readers.assembly.handles import External, ExternalKind, ExternalMethod
from ecma2lint.readers.assembly.signatures import Generic, MethodSig, Named, TypeSig
from ecma2lint.readers.heap import Opaque, Record, Sequence, sequence_of
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Cause, Const, single, text
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

QUERY: Final = "query"
WALK: Final = "walk"
GROUP: Final = "group"
LOOKUP: Final = "lookup"
_BOOLEAN: Final = Named("System.Boolean", True)
_G: Final = "System.Collections.Generic."


class Unclear(Exception):  # noqa: N818 - a state of the evaluation, not an error
    """A query cannot be followed any further."""


def method(owner: str, name: str, returns: TypeSig, arguments: tuple[TypeSig, ...] = ()) -> ExternalMethod:
    """A method of the framework without parameters, to be called on an own object."""
    type_ = External(owner, "mscorlib", ExternalKind.FRAMEWORK, None, arguments)
    return ExternalMethod(type_, name, MethodSig(True, 0, returns, ()))


class Queries:
    """Passes over collections, queries and own enumerables for one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine

    # Sources

    def record(self, value: Abstract, type_: str = "") -> Record | None:
        """The one record a value certainly is."""
        found = self.machine.heap.get(value.only_ref.id) if value.only_ref else None
        return found if isinstance(found, Record) and not found.summary and type_ in ("", found.type) else None

    def query(self, op: str, source: Abstract, **more: Abstract) -> Abstract:
        """A new query."""
        fields = {"op": text(op), "source": source, **more}
        return single(self.machine.allocate(Record(QUERY, fields, {}, self.machine.place())))

    def enumerator(self, source: Abstract) -> Abstract:
        """The start of a pass over a source.

        Raises:
            Unclear: it is not known, or no source that is followed.
        """
        collections = self.machine.calls.collections
        source = collections.inner(source)
        atom = source.atom
        if isinstance(atom, Const) and atom.type == "str" and isinstance(atom.value, str):
            characters = tuple(integer(ord(character)) for character in atom.value)
            return self._cell(single(Enumerator(characters, 0, NULL, None)))
        found = self.machine.heap.get(source.only_ref.id) if source.only_ref else None
        if isinstance(found, Sequence) and found.exact and not found.summary:
            return self._cell(collections.enumerator(source))
        record = self.record(source)
        if record is None:
            raise Unclear
        if record.type == QUERY:
            fields = {"query": source, "source": NULL, "second": NULL, "n": integer(0), "current": NULL, "done": integer(0)}
            return single(self.machine.allocate(Record(WALK, fields, {}, self.machine.place())))
        return self._own_enumerator(source, record)

    def _cell(self, value: Abstract) -> Abstract:
        return single(self.machine.allocate(Record("cell", {"v": value}, {}, self.machine.place())))

    def _element_type(self, record: Record, interface: str) -> TypeSig | None:
        type_ = self.machine.calls.types.get(record.type)
        if type_ is None:
            return None
        for found in self.machine.universe.dispatch.implemented(type_).values():
            if isinstance(found, External) and found.name == interface and len(found.arguments) == 1:
                return found.arguments[0]
        return None

    def _own_enumerator(self, source: Abstract, record: Record) -> Abstract:
        element = self._element_type(record, f"{_G}IEnumerable`1")
        if element is None:
            raise Unclear
        named = Named(f"{_G}IEnumerator`1")
        returns = Generic(named, (element,))
        callee = method(f"{_G}IEnumerable`1", "GetEnumerator", returns, (element,))
        if self.machine.calls.resolve(callee, source.atom) is None:
            raise Unclear
        return self.machine.calls.invoke(callee, [source], True)

    def why(self, value: Abstract) -> Cause | None:
        """Why a query or a pass over one is not known: the cause of what it reads from."""
        for _ in range(64):
            value = self.machine.calls.collections.inner(value)
            obj = self.machine.heap.get(value.only_ref.id) if value.only_ref else None
            if isinstance(obj, Sequence | Opaque):
                return obj.cause
            if not isinstance(obj, Record) or obj.type not in (QUERY, WALK):
                return value.reason
            value = obj.fields["source" if obj.type == QUERY else "query"]
        return None

    # Steps

    def move(self, at: Abstract) -> bool:
        """Go on to the next element; whether there is one.

        Raises:
            Unclear: that cannot be told.
        """
        record = self.record(at)
        if record is not None and record.type == WALK:
            return self._walk(at)
        if record is not None and record.type == "cell":
            answer = self.machine.calls.framework.enumerator_step("MoveNext", at)
        else:
            answer = self._own(at, record, "System.Collections.IEnumerator", "MoveNext", _BOOLEAN, ())
        verdict = truth(answer.atom) if answer is not None and answer.known else None
        if verdict is None:
            raise Unclear
        return verdict

    def current(self, at: Abstract) -> Abstract:
        """The element a pass stands at."""
        record = self.record(at)
        if record is not None and record.type == WALK:
            return record.fields["current"]
        if record is not None and record.type == "cell":
            found = self.machine.calls.framework.enumerator_step("get_Current", at)
            if found is None:
                raise Unclear
            return self.machine.steps_of.copied(found)
        element = self._element_type(record, f"{_G}IEnumerator`1") if record is not None else None
        if element is None:
            raise Unclear
        return self._own(at, record, f"{_G}IEnumerator`1", "get_Current", element, (element,))

    def _own(
        self, at: Abstract, record: Record | None, owner: str, name: str, returns: TypeSig, arguments: tuple[TypeSig, ...]
    ) -> Abstract:
        callee = method(owner, name, returns, arguments)
        if record is None or self.machine.calls.resolve(callee, at.atom) is None:
            raise Unclear
        return self.machine.calls.invoke(callee, [at], True)

    def end(self, at: Abstract) -> None:
        """Leave a pass early: an own enumerator is disposed of, and those that a query reads from as well."""
        record = self.record(at)
        if record is None:
            return
        if record.type == WALK:
            for name in ("source", "second"):
                if record.fields[name].only_ref is not None:
                    self.end(record.fields[name])
        elif record.type in self.machine.calls.types:
            callee = method("System.IDisposable", "Dispose", Named("System.Void"))
            if self.machine.calls.resolve(callee, at.atom) is not None:
                self.machine.calls.invoke(callee, [at], True)

    def each(self, source: Abstract) -> Iterator[Abstract]:
        """The elements of a source, one after the other; the pass is disposed of at its end."""
        at = self.enumerator(source)
        while self.move(at):
            yield self.current(at)
        self.end(at)

    def listed(self, source: Abstract) -> list[Abstract]:
        """All elements of a source."""
        return list(self.each(source))

    def apply(self, function: Abstract, *args: Abstract) -> Abstract:
        """Call a function that is known."""
        if not function.known:
            raise Unclear
        return self.machine.calls.invoke_delegate(function, list(args))

    def test(self, function: Abstract, *args: Abstract) -> bool:
        """Ask a predicate."""
        answer = self.apply(function, *args)
        verdict = truth(answer.atom) if answer.known else None
        if verdict is None:
            raise Unclear
        return verdict

    # Walks

    def put(self, at: Abstract, **fields: Abstract) -> None:
        """Set what a pass remembers."""
        record = self.record(at, WALK)
        if record is None or at.only_ref is None:
            raise Unclear
        self.machine.heap.put(at.only_ref.id, replace(record, fields={**record.fields, **fields}))

    def number(self, at: Abstract) -> int:
        """How many elements a pass has read."""
        record = self.record(at, WALK)
        atom = record.fields["n"].atom if record is not None else None
        if not isinstance(atom, Const) or not isinstance(atom.value, int):
            raise Unclear
        return int(atom.value)

    def _walk(self, at: Abstract) -> bool:
        walk = self.record(at, WALK)
        asked = self.record(walk.fields["query"], QUERY) if walk is not None else None
        if walk is None or asked is None or not walk.fields["done"].known:
            raise Unclear
        if truth(walk.fields["done"].atom):
            return False
        op = asked.fields["op"].atom
        from ecma2lint.readers.assembly.evaluate_operators import BUFFERED, STEPS

        step = STEPS.get(str(op.value)) if isinstance(op, Const) else None
        if step is None:
            raise Unclear
        if walk.fields["source"].atom == NULL_ATOM:
            gather = BUFFERED.get(str(op.value)) if isinstance(op, Const) else None
            if gather is not None:
                made = single(self.machine.allocate(sequence_of("array[]", gather(self, asked), self.machine.place())))
                self.put(at, source=self.enumerator(made))
            else:
                self.put(at, source=self.enumerator(asked.fields["source"]))
        found = step(self, at, asked)
        if not found:
            self.put(at, done=integer(1))
        return found

    def source(self, at: Abstract, name: str = "source") -> Abstract:
        """What a pass reads from."""
        record = self.record(at, WALK)
        if record is None:
            raise Unclear
        return record.fields[name]

    def step(self, at: Abstract) -> Abstract | None:
        """The next element of what a pass reads from, and None at its end; passes are counted."""
        source = self.source(at)
        if not self.move(source):
            return None
        element = self.current(source)
        self.put(at, n=integer(self.number(at) + 1))
        return element

    def give(self, at: Abstract, element: Abstract) -> bool:
        """Stand at an element."""
        self.put(at, current=element)
        return True

    def arguments(self, at: Abstract, asked: Record, element: Abstract) -> list[Abstract]:
        """The arguments of a function, with the position where it wants that."""
        indexed = asked.fields.get("indexed")
        return [element, integer(self.number(at) - 1)] if indexed is not None and truth(indexed.atom) else [element]
