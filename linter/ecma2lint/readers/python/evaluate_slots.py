"""``__slots__``: the only attributes the instances of a class can have."""

from __future__ import annotations

from ecma2lint.readers.heap import Record, Sequence
from ecma2lint.readers.lattice import ABSENT, Abstract, Ref
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_names import mangled_name
from ecma2lint.readers.python.evaluate_values import Tuple, known_text
from ecma2lint.records import replace


def slots_of(machine: Machine, cls: Ref) -> frozenset[str] | None:
    """The only attributes instances of a class can have; None when they can have any."""
    names: set[str] = set()
    for base in machine.classes[cls.id].mro:
        if isinstance(base, str) and (base == "builtins.object" or base.removesuffix("[]") in contract.EMPTY_BASES):
            continue
        record = machine.record(Ref(base)) if isinstance(base, int) else None
        listed = record.fields.get("__slots__") if record is not None else None
        texts = _names(machine, listed) if listed is not None and ABSENT not in listed.atoms else None
        if texts is None or "__dict__" in texts:
            return None
        own = machine.classes[base].name if isinstance(base, int) else None
        names.update(mangled_name(text, own) for text in texts)
    return frozenset(names)


def _names(machine: Machine, listed: Abstract) -> list[str] | None:
    text, atom = known_text(listed), listed.atom
    if text is not None:
        return [text]
    obj = machine.heap.get(atom.id) if isinstance(atom, Ref) else None
    if isinstance(obj, Sequence) and obj.exact:
        values = [e.key if e.key is not None else e.value for e in obj.elements]
    elif isinstance(atom, Tuple):
        values = list(atom.items)
    else:
        return None
    texts = [known_text(value) for value in values]
    return None if None in texts else [str(text) for text in texts]


def check(machine: Machine, cls: Ref, record: Record) -> None:
    """A slot and a class attribute of one name are refused; slots that are not known may be anything."""
    listed = record.fields.get("__slots__")
    if listed is None:
        return
    names = _names(machine, listed)
    if names is None:
        info = machine.classes[cls.id]
        machine.classes[cls.id] = replace(info, strange=f"class {info.name} has slots that are not known")
    elif any(name in record.fields for name in names):
        machine.throw_builtin("ValueError")
