"""What an iterator that was run ahead of its loop has read: the loop must not have changed it."""

from __future__ import annotations

from ecma2lint.readers.heap import Heap, Record, Sequence, children
from ecma2lint.readers.lattice import Abstract, Const, Ref, single
from ecma2lint.readers.python.evaluate_frames import DICT, SCOPE
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_values import External, Function, Watched, held


def read_while_running(machine: Machine, values: list[Abstract]) -> tuple[Watched, ...]:
    """The objects and variables that functions and objects can reach."""
    found: dict[Watched, None] = {}
    functions: set[tuple[object, tuple[int, ...]]] = set()
    pending = list(values)
    while pending:
        for atom in pending.pop().atoms:
            if isinstance(atom, Function):
                if (atom.code, atom.env) in functions:
                    continue
                functions.add((atom.code, atom.env))
                pending.extend(atom.defaults)
                scopes = (*atom.env, machine.module_scopes[machine.modules[atom.code.module]])
                for scope in scopes:
                    record = machine.record(Ref(scope))
                    for name in (atom.code.uses.names & record.fields.keys()) if record is not None else ():
                        found[scope, name] = None
                        pending.append(record.fields[name])  # type: ignore[union-attr]
            elif isinstance(atom, Ref):
                obj = machine.heap.get(atom.id)
                if atom.id in found or obj is None or obj.type == SCOPE:
                    continue
                found[atom.id] = None
                pending.extend(children(obj))
                info = machine.classes.get(atom.id)
                pending.extend(single(Ref(base)) for base in (info.mro if info is not None else ()) if isinstance(base, int))
            elif not isinstance(atom, Const | External):
                pending.extend(held(atom))
    return tuple(found)


def watch_changed(before: Heap, after: Heap, watched: tuple[Watched, ...]) -> bool:
    """Whether one of the objects or variables is no longer what it was."""
    return any(_seen(before, one) != _seen(after, one) for one in watched)


def _seen(heap: Heap, one: Watched) -> object:
    if isinstance(one, int):
        return heap.get(one)
    record = heap.get(one[0])
    if isinstance(record, Sequence) and record.type == DICT:
        return [(element.key, element.always) for element in record.elements], record.low, record.high
    return record.fields.get(one[1]) if isinstance(record, Record) else record
