"""The attributes of an object as a dictionary: ``vars(x)``, ``x.__dict__``, ``globals()``.

Reading and assigning by a known name is followed; with any other use every name is unknown from there on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import ABSENT, Abstract, Cause, join, single
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python.evaluate_frames import INSTANCE, SCOPE
from ecma2lint.readers.python.evaluate_instances import setting, without_absent
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_values import NONE, Namespace, Tuple, boolean, either, known_text, to_value
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator

_INTERNAL = frozenset({"__class__", "*"})


def names(machine: Machine, space: Namespace) -> dict[str, Abstract] | None:
    """The names and their values; None when they are not known."""
    record = machine.record(space.owner)
    if record is None or record.summary or "*" in record.fields or machine.names_lost is not None:
        return None
    found = {}
    for name, value in record.fields.items():
        if (name == "__class__" and record.type == INSTANCE) or (value.cause is None and value.atoms == (ABSENT,)):
            continue
        if ABSENT in value.atoms:
            return None
        found[name] = value
    return found


def subscript(machine: Machine, space: Namespace, key: Abstract) -> Abstract:
    """``vars(x)[key]``."""
    name = known_text(key)
    record = machine.record(space.owner)
    if name is None or record is None or "*" in record.fields or machine.names_lost is not None:
        machine.may_throw()
        return machine.unknown(key.cause or "depends on code that is made at run time")
    value = record.fields.get(name) if name not in _INTERNAL else None
    if value is None or (value.atoms == (ABSENT,) and value.cause is None):
        return machine.throw_builtin("KeyError")
    if ABSENT in value.atoms:
        machine.may_throw()
        return replace(value, atoms=without_absent(value))
    return value


def set_item(machine: Machine, space: Namespace, key: Abstract, value: Abstract | None) -> None:
    """``vars(x)[key] = value``; None deletes."""
    name = known_text(key)
    if space.read_only:
        machine.throw_builtin("TypeError")
    elif name is None or name in _INTERNAL:
        if value is not None:
            machine.escape([value], "stored under a name that is not known")
        lose(machine, space, key.cause or machine.cause("a name that is not known is assigned"))
    else:
        machine.change(single(space.owner), setting(name, value))


def lose(machine: Machine, space: Namespace, cause: Cause) -> None:
    """Any name may have been assigned."""
    record = machine.record(space.owner)
    if record is None:
        return
    if record.type == INSTANCE:
        machine.escape([single(space.owner)], cause)
        return
    fields = {name: machine.unknown(cause, value) for name, value in record.fields.items()}
    if record.type == SCOPE:
        fields["*"] = machine.unknown(cause)
    machine.put(space.owner.id, replace(record, fields=fields))


def contains(machine: Machine, space: Namespace, key: Abstract) -> Abstract:
    """``key in vars(x)``."""
    name, record = known_text(key), machine.record(space.owner)
    if name is None or record is None or "*" in record.fields or machine.names_lost is not None:
        return either(key.cause or machine.cause("depends on code that is made at run time"))
    value = record.fields.get(name) if name not in _INTERNAL else None
    if value is not None and value.cause is None and ABSENT in value.atoms and len(value.atoms) > 1:
        return either(value.why or machine.cause("depends on whether a name is bound"))
    return boolean(value is not None and value.atoms != (ABSENT,))


def iterate(machine: Machine, space: Namespace) -> collections.Items | Cause:
    """The names in order."""
    found = names(machine, space)
    if found is None or not _is_instance(machine, space):
        return machine.cause("the names of a module or class are not followed")
    return [(to_value(name), True) for name in found]


def _is_instance(machine: Machine, space: Namespace) -> bool:
    record = machine.record(space.owner)
    return isinstance(record, Record) and record.type == INSTANCE


def call_method(machine: Evaluator, space: Namespace, name: str, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
    """A method of the dictionary."""
    if name == "get" and args:
        default = args[1] if len(args) > 1 else NONE
        there = contains(machine, space, args[0])
        if len(there.atoms) == 1 and there.cause is None:
            return subscript(machine, space, args[0]) if there == boolean(True) else default
        machine.may_throw()
        return join(machine.unknown(there.why or machine.cause("depends on whether a name is bound")), default)
    if name == "update" and len(args) <= 1:
        items = collections.known_items(machine, args[0]) if args else {}
        if not isinstance(items, Cause):
            for key, value in {**items, **keywords}.items():
                set_item(machine, space, to_value(key), value)
            return NONE
    if name in ("items", "keys", "values", "copy") and not args:
        found = names(machine, space)
        if found is not None and _is_instance(machine, space):
            pairs = [(to_value(key), value) for key, value in found.items()]
            copied = collections.new_dict(machine, pairs)
            if name == "copy":
                return copied
            rows = [single(Tuple((key, value))) if name == "items" else key if name == "keys" else value for key, value in pairs]
            return collections.new_sequence(machine, "list", [(row, True) for row in rows])
    cause = machine.cause("depends on code that is made at run time")
    machine.call_unknown(cause.reason, args, keywords)
    lose(machine, space, cause)
    return machine.unknown(cause)
