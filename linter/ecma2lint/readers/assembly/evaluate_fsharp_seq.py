"""Sequences of F#: lazy ones are gone through element by element, as at run time, through enumerators that are heap objects.

What can be gone through: collections, ``Seq`` functions not yet read (:data:`LAZY`), and the classes that ``seq { … }`` is
compiled to, which derive from ``GeneratedSequenceBase`` and whose driver lies in FSharp.Core.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.evaluate_fsharp_functions import apply
from ecma2lint.readers.assembly.evaluate_fsharp_values import (
    LIST,
    MAX_ELEMENTS,
    NotFollowed,
    new_list,
    number,
    object_of,
    option_value,
    true,
)
from ecma2lint.readers.assembly.evaluate_state import VOID, Pointer, boolean, integer
from ecma2lint.readers.assembly.handles import External, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import OP
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Record, Sequence
from ecma2lint.readers.lattice import NULL, NULL_ATOM, Abstract, Const, single
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

LAZY: Final = "lazy sequence"
CURSOR: Final = "enumerator"
GENERATED: Final = "Microsoft.FSharp.Core.CompilerServices.GeneratedSequenceBase`1"
_REDIRECT: Final = "redirect"


def lazily(machine: Machine, operation: str, *parts: Abstract) -> Abstract:
    """A ``Seq`` function that is evaluated when it is read."""
    fields = {"operation": Abstract((Const("str", operation),)), **{str(index): part for index, part in enumerate(parts)}}
    return single(machine.allocate(Record(LAZY, fields, {}, machine.place())))


def is_lazy(machine: Machine, value: Abstract) -> bool:
    """Whether going through the value may run code."""
    return any(
        isinstance(obj := machine.heap.get(ref.id), Record)
        and (obj.type in (LAZY, CURSOR) or _generator(machine, obj) is not None)
        for ref in value.refs
    )


def elements(machine: Machine, source: Abstract) -> Iterator[Abstract]:
    """All elements, each made when it is asked for; who may stop early uses :func:`reading`.

    Raises:
        NotFollowed: they are not known one by one.
    """
    found = object_of(machine, source) if source.only_ref else None
    if isinstance(found, Sequence) and found.type == LIST:
        # An F# list never changes.
        if not found.exact:
            raise NotFollowed
        yield from (element.value for element in found.elements)
        return
    cursor = _opened(machine, source)
    yield from _rest(machine, cursor)
    _dispose(machine, cursor)


@contextmanager
def reading(machine: Machine, source: Abstract) -> Iterator[Iterator[Abstract]]:
    """The elements for one who may stop early: the enumerator is disposed of then.

    Raises:
        NotFollowed: they are not known one by one.
    """
    cursor = _opened(machine, source)
    yield _rest(machine, cursor)
    _dispose(machine, cursor)


def _rest(machine: Machine, cursor: Abstract) -> Iterator[Abstract]:
    passed = 0
    while move(machine, cursor):
        passed += 1
        if passed > MAX_ELEMENTS:
            raise NotFollowed
        yield current(machine, cursor)


def _opened(machine: Machine, source: Abstract) -> Abstract:
    """A new enumerator that FSharp.Core reads and disposes of, also when an exception leaves the reader.

    What it did then is not seen by a handler around, so an enumerator with something to dispose of is not followed there.
    """
    cursor = enumerator(machine, source)
    activation = machine.activation
    guarded = activation is None or activation.handled or bool(activation.code.enclosing_clauses(activation.offset))
    if guarded and _must_be_closed(machine, cursor):
        raise NotFollowed
    return cursor


def _generator(machine: Machine, obj: Record) -> TypeHandle | None:
    """The class of an object that a ``seq { … }`` was compiled to."""
    type_ = machine.calls.types.get(obj.type)
    if type_ is None:
        return None
    chain = machine.universe.chain(type_)
    return type_ if any(isinstance(level, External) and level.name == GENERATED for level in chain) else None


def _must_be_closed(machine: Machine, cursor: Abstract) -> bool:
    """Whether an enumerator, or one that it reads, may have something to do when it is disposed of (``use``, ``finally``)."""
    found = object_of(machine, cursor)
    if not isinstance(found, Record):
        return False
    type_ = _generator(machine, found)
    if type_ is not None:
        code = machine.links.code(_method(type_, "get_CheckClose"))
        return code is None or any(instruction.op == OP["ldc.i4.1"] for instruction in code.instructions)
    inner = [found.fields[name] for name in ("in", "part") if name in found.fields] if found.type == CURSOR else []
    return any(value.atom != NULL_ATOM and _must_be_closed(machine, value) for value in inner)


def _method(type_: TypeHandle, name: str) -> MethodHandle:
    found = next(iter(type_.methods_named(name)), None)
    if found is None:
        raise NotFollowed
    return found


def enumerator(machine: Machine, source: Abstract) -> Abstract:
    """A new enumerator over a sequence."""
    atom = source.atom
    if atom == NULL_ATOM:
        raise Thrown("System.ArgumentNullException", "a sequence that is null")
    if isinstance(atom, Const) and isinstance(atom.value, str) and atom.value.isascii():
        source = new_list(machine, [integer(ord(character)) for character in atom.value])
    found = object_of(machine, source)
    if isinstance(found, Sequence):
        if not found.exact:
            raise NotFollowed
        return single(machine.allocate(Record("cell", {"v": machine.calls.collections.enumerator(source)}, {}, machine.place())))
    type_ = _generator(machine, found)
    if type_ is not None:
        return machine.calls.invoke(_method(type_, "GetFreshEnumerator"), [source], False)
    if found.type != LAZY:
        raise NotFollowed
    parts = [found.fields[str(index)] for index in range(len(found.fields) - 1)]
    operation = found.fields["operation"].atom
    if operation == Const("str", "delay"):
        return enumerator(machine, apply(machine, parts[0], [NULL]))
    sources = _SOURCES.get(str(operation.value) if isinstance(operation, Const) else "", 0)
    fields = {
        "operation": found.fields["operation"],
        "function": parts[0] if sources < len(parts) else NULL,
        "in": enumerator(machine, parts[-sources]) if sources else NULL,
        "rest": parts[-1] if sources > 1 else NULL,
        "part": NULL,
        "passed": integer(0),
        "current": NULL,
    }
    return single(machine.allocate(Record(CURSOR, fields, {}, machine.place())))


#: How many of the last parts of a lazy sequence are sequences themselves.
_SOURCES: Final = {
    "map": 1,
    "mapi": 1,
    "filter": 1,
    "choose": 1,
    "collect": 1,
    "concat": 1,
    "append": 2,
    "take": 1,
    "truncate": 1,
    "skip": 1,
    "takeWhile": 1,
    "skipWhile": 1,
    "infinite": 0,
}


def current(machine: Machine, cursor: Abstract) -> Abstract:
    """The element an enumerator stands on."""
    found = object_of(machine, cursor)
    if not isinstance(found, Record):
        raise NotFollowed
    if found.type == CURSOR:
        return found.fields["current"]
    type_ = _generator(machine, found)
    if type_ is not None:
        if _REDIRECT in found.fields:
            return current(machine, found.fields[_REDIRECT])
        return machine.calls.invoke(_method(type_, "get_LastGenerated"), [cursor], False)
    value = machine.calls.framework.enumerator_step("get_Current", cursor)
    if value is None:
        raise NotFollowed
    return value


def move(machine: Machine, cursor: Abstract) -> bool:
    """Whether there is a next element; the enumerator stands on it then."""
    found = object_of(machine, cursor)
    if not isinstance(found, Record):
        raise NotFollowed
    if found.type == CURSOR:
        return _move_cursor(machine, cursor, found)
    type_ = _generator(machine, found)
    if type_ is not None:
        return _move_generated(machine, cursor, found, type_)
    answer = machine.calls.framework.enumerator_step("MoveNext", cursor)
    if answer is None:
        raise NotFollowed
    return true(answer)


def _move_generated(machine: Machine, cursor: Abstract, found: Record, type_: TypeHandle) -> bool:
    if _REDIRECT in found.fields:
        return move(machine, found.fields[_REDIRECT])
    target = machine.allocate(Record("cell", {"v": NULL}, {}, machine.place()))
    made = number(machine.calls.invoke(_method(type_, "GenerateNext"), [cursor, single(Pointer(target.id, "v"))], False))
    if made != 2:
        return made == 1
    cell = machine.heap.get(target.id)
    if not isinstance(cell, Record):
        raise NotFollowed
    _set(machine, cursor, **{_REDIRECT: _opened(machine, cell.fields["v"])})
    return move(machine, cursor)


def _set(machine: Machine, cursor: Abstract, **fields: Abstract) -> None:
    found = object_of(machine, cursor)
    if not isinstance(found, Record) or cursor.only_ref is None:
        raise NotFollowed
    machine.heap.put(cursor.only_ref.id, replace(found, fields={**found.fields, **fields}))


def _move_cursor(machine: Machine, cursor: Abstract, found: Record) -> bool:
    operation = found.fields["operation"].atom
    name = str(operation.value) if isinstance(operation, Const) else ""
    function, source = found.fields["function"], found.fields["in"]
    passed = number(found.fields["passed"])
    if passed < 0:
        # Seq.takeWhile has come to its end.
        return False
    if name == "infinite":
        _set(machine, cursor, passed=integer(passed + 1), current=apply(machine, function, [integer(passed)]))
        return True
    if name in ("collect", "concat", "append"):
        return _move_nested(machine, cursor, found, name)
    if name in ("take", "truncate"):
        return _move_counted(machine, cursor, name, passed, number(function), source)
    if name == "skip" and not passed:
        for _ in range(number(function)):
            if not move(machine, source):
                raise NotFollowed
    while move(machine, source):
        value = current(machine, source)
        if name == "map":
            value = apply(machine, function, [value])
        elif name == "mapi":
            value = apply(machine, function, [integer(passed), value])
        elif name == "filter":
            if not true(apply(machine, function, [value])):
                continue
        elif name == "choose":
            chosen = option_value(machine, apply(machine, function, [value]))
            if chosen is None:
                continue
            value = chosen
        elif name == "takeWhile":
            if not true(apply(machine, function, [value])):
                _set(machine, cursor, passed=integer(-1))
                return False
        elif name == "skipWhile" and not passed and true(apply(machine, function, [value])):
            continue
        _set(machine, cursor, passed=integer(passed + 1), current=value)
        return True
    return False


def _move_counted(machine: Machine, cursor: Abstract, name: str, passed: int, count: int, source: Abstract) -> bool:
    if passed >= count:
        return False
    if not move(machine, source):
        if name == "take":
            raise Thrown("System.InvalidOperationException", "too few elements")
        return False
    _set(machine, cursor, passed=integer(passed + 1), current=current(machine, source))
    return True


def _move_nested(machine: Machine, cursor: Abstract, found: Record, name: str) -> bool:
    """``Seq.collect``, ``Seq.concat`` and ``Seq.append``: one sequence after the other."""
    while True:
        now = object_of(machine, cursor)
        if not isinstance(now, Record):
            raise NotFollowed
        part = now.fields["in"] if name == "append" else now.fields["part"]
        if part.atom != NULL_ATOM and move(machine, part):
            _set(machine, cursor, current=current(machine, part))
            return True
        if name == "append":
            if now.fields["rest"].atom == NULL_ATOM:
                return False
            _set(machine, cursor, **{"in": _opened(machine, now.fields["rest"]), "rest": NULL})
            continue
        if not move(machine, now.fields["in"]):
            return False
        value = current(machine, now.fields["in"])
        inner = apply(machine, now.fields["function"], [value]) if name == "collect" else value
        _set(machine, cursor, part=_opened(machine, inner))


def sequence_call(machine: Machine, name: str, receiver: Abstract) -> Abstract | None:
    """``GetEnumerator``, ``MoveNext``, ``Current`` and ``Dispose`` on a lazy sequence; None when that is not followed."""
    try:
        if name.endswith("GetEnumerator"):
            return enumerator(machine, receiver)
        if name == "MoveNext":
            return boolean(move(machine, receiver))
        if name.endswith("get_Current"):
            return current(machine, receiver)
        if name == "Dispose":
            return _dispose(machine, receiver)
    except NotFollowed:
        pass
    return None


def _dispose(machine: Machine, receiver: Abstract) -> Abstract | None:
    found = object_of(machine, receiver)
    type_ = _generator(machine, found) if isinstance(found, Record) else None
    if type_ is not None:
        machine.calls.invoke(_method(type_, "Close"), [receiver], False)
    # The enumerators of Seq functions dispose of the enumerators they read, which may be those of seq { … }.
    held = found.fields if isinstance(found, Record) else {}
    for name in ("in", "part", _REDIRECT):
        inner = held.get(name, NULL)
        if is_lazy(machine, inner):
            _dispose(machine, inner)
    return VOID


def read_out(machine: Machine, value: Abstract) -> Abstract:
    """A lazy sequence as the list of its elements; other values, and one whose elements are not known, as they are."""
    if not is_lazy(machine, value):
        return value
    try:
        return new_list(machine, list(elements(machine, value)))
    except NotFollowed:
        return value
