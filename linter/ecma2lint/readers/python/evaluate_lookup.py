"""Reading lists, dictionaries, sets and tuples: subscripts, slices, truth, containment, comparison, operators."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING, Any

from ecma2lint.readers.heap import Opaque, Record, Sequence, reachable
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python import evaluate_namespaces as namespaces
from ecma2lint.readers.python import evaluate_net as net
from ecma2lint.readers.python import evaluate_operators as operators
from ecma2lint.readers.python.evaluate_frames import CLASS, DICT, INSTANCE, LIST, SET
from ecma2lint.readers.python.evaluate_machine import Machine, join_values
from ecma2lint.readers.python.evaluate_values import (
    External,
    Input,
    Namespace,
    NotPlainError,
    Plain,
    Tuple,
    Wrapped,
    boolean,
    either,
    held,
    python_value,
    to_value,
)
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_expressions import Expressions

from ecma2lint.readers.python.evaluate_changes import update_dict
from ecma2lint.readers.python.evaluate_collections import LONGEST_UNROLLED, Items, new_sequence, new_set, sequence
from ecma2lint.readers.python.evaluate_equality import equal, key_of, ordered_by_sources, own_comparison, same_key


def subscript(machine: Machine, value: Abstract, key: Abstract) -> Abstract:
    """Read ``value[key]``."""
    if value.cause is not None:
        machine.may_throw()
    return machine.each(value, lambda atom: _subscript_of(machine, atom, key), machine.unknown)


def _subscript_of(machine: Machine, atom: Atom, key: Abstract) -> Abstract:
    if isinstance(atom, External):
        return contract.external_subscript(machine, atom.path, key)
    if isinstance(atom, Namespace):
        return namespaces.subscript(machine, atom, key)
    if isinstance(atom, Input):
        if atom.kind == "configParameters" and atom.key is None:
            machine.may_throw()
            machine.name_parameter(key, "parameter-used")
            return single(Input(atom.kind, key))
        return machine.unknown(contract.input_reason(atom))
    items = sequence(machine, atom)
    if items is not None and items.type in net.KEYED_TYPES:
        return net.keyed_item(machine, atom, items, key)
    if items is not None and items.type == DICT:
        return _dict_item(machine, items, key)
    if items is not None or isinstance(atom, Tuple):
        elements = [(v, True) for v in atom.items] if isinstance(atom, Tuple) else None
        if elements is None and items is not None:
            if items.type == SET:
                return machine.throw_builtin("TypeError")
            if not items.exact:
                machine.may_throw()
                return machine.unknown(
                    items.cause or "a position in a list whose length is not known", *(e.value for e in items.elements)
                )
            elements = [(e.value, True) for e in items.elements]
        return _at(machine, [v for v, _ in elements or ()], key)
    if isinstance(atom, Const | Plain):
        try:
            text = python_value(atom)
        except NotPlainError:
            return machine.call_unknown_value("an item of a value that is not modelled", atom)
        if isinstance(text, str):
            return _at(machine, [to_value(c) for c in text], key)
        return machine.throw_builtin("TypeError") if not isinstance(text, bytes) else machine.unknown("bytes are not followed")
    machine.may_throw()
    obj = machine.heap.get(atom.id) if isinstance(atom, Ref) else None
    if isinstance(obj, Opaque):
        return machine.unknown(obj.cause)
    if isinstance(obj, Record) and obj.type == INSTANCE:
        return machine.call(machine.get_attribute(single(atom), "__getitem__"), [key], {})
    if isinstance(obj, Record) and obj.type == CLASS and isinstance(atom, Ref):
        return _of_class(machine, atom, key)
    machine.escape([single(atom), key], "an item of an object that is not modelled")
    return machine.unknown("an item of an object that is not modelled")


def _of_class(machine: Machine, cls: Ref, key: Abstract) -> Abstract:
    """``Box[T]`` of a generic class, or what ``__class_getitem__`` of the class makes of it."""
    found = machine.class_chain(cls.id, "__class_getitem__")
    if found is not None:
        inner = found.atom.function if isinstance(found.atom, Wrapped) else found
        return machine.call(inner, [single(cls), key], {})
    generic = any(isinstance(b, str) and b.startswith(("typing.Generic", "typing.Protocol")) for b in machine.classes[cls.id].mro)
    return single(cls) if generic else machine.throw_builtin("TypeError")


def _at(machine: Machine, elements: list[Abstract], key: Abstract) -> Abstract:
    if key.cause is not None:
        machine.may_throw()
        return machine.unknown(key.cause, *elements)
    found = []
    for atom in key.atoms:
        if not isinstance(atom, Const) or atom.type not in ("int", "bool") or not isinstance(atom.value, int):
            continue
        if -len(elements) <= atom.value < len(elements):
            found.append(elements[atom.value])
    if not found:
        return machine.throw_builtin("IndexError")
    if len(found) < len(key.atoms):
        machine.may_throw()
    return join_values(found, key.why)


def _dict_item(machine: Machine, items: Sequence, key: Abstract) -> Abstract:
    found, certain = lookup(machine, items, key)
    if items.high is None and not certain:
        machine.may_throw(External("builtins.KeyError"))
        return machine.unknown(items.cause or "a dictionary that is not known", *(e.value for e in items.elements))
    if key.cause is not None:
        machine.may_throw()
        return machine.unknown(key.cause, *(e.value for e in items.elements))
    if not found:
        return machine.throw_builtin("KeyError")
    if not certain:
        machine.may_throw(External("builtins.KeyError"))
    return join_values(found, key.why or items.cause)


def lookup(machine: Machine, items: Sequence, key: Abstract) -> tuple[list[Abstract], bool]:
    """The values a dictionary may hold under a key, and whether the key is certainly there."""
    if key_of(machine, key) is not key:
        return [element.value for element in items.elements], False
    found: list[Abstract] = []
    certain = key.cause is None and bool(key.atoms)
    for atom in key.atoms:
        hit = False
        for element in items.elements:
            same = same_key(machine, element.key, atom) if element.key is not None else None
            if same is False:
                continue
            found.append(element.value)
            hit = hit or (same is True and element.always)
            if hit and items.high is not None:
                found = [*found] if len(key.atoms) > 1 else found
        certain = certain and hit
    if items.high is None and certain:
        # Unknown keys may have been assigned since: their values stand among the elements, under unknown keys.
        certain = all(e.key is not None and e.key.atom is not None for e in items.elements)
    return found, certain


def slice_of(machine: Machine, value: Abstract, parts: list[Abstract]) -> Abstract:
    """``value[a:b:c]`` of strings, tuples and lists."""
    numbers: list[int | None] = []
    for part in parts:
        atom = part.atom
        if not isinstance(atom, Const) or atom.type not in ("int", "null"):
            return machine.unknown(part.cause or "a slice that is not known", value, *_all_elements(machine, value))
        numbers.append(atom.value if isinstance(atom.value, int) else None)
    if numbers[2] == 0:
        return machine.throw_builtin("ValueError")
    cut = slice(*numbers)
    atom = value.atom
    if isinstance(atom, Tuple):
        return single(replace(atom, items=atom.items[cut]))
    if isinstance(atom, Const) and isinstance(atom.value, str):
        return to_value(atom.value[cut])
    items = sequence(machine, atom) if atom is not None else None
    if items is not None and items.exact and items.type == LIST:
        return new_sequence(machine, LIST, [(e.value, True) for e in items.elements[cut]])
    machine.may_throw()
    return machine.unknown(value.cause or "a slice of something that is not known", value, *_all_elements(machine, value))


def _all_elements(machine: Machine, value: Abstract) -> list[Abstract]:
    return [e.value for atom in value.atoms if (items := sequence(machine, atom)) is not None for e in items.elements]


def truth_of(machine: Machine, atom: Ref) -> bool | None:
    """The truth of a heap object."""
    obj = machine.heap.get(atom.id)
    if isinstance(obj, Sequence):
        if obj.type not in (LIST, DICT, SET, *net.NET_COLLECTIONS):
            return None
        return True if obj.low > 0 else False if obj.high == 0 else None
    if isinstance(obj, Record):
        if obj.type == INSTANCE:
            cls = obj.fields["__class__"].only_ref
            if cls is None or machine.class_chain(cls.id, "__bool__") or machine.class_chain(cls.id, "__len__"):
                return None
        return None if obj.type == CLASS and machine.classes[atom.id].strange else True
    return None


def contains(machine: Machine, kind: type[ast.cmpop], wanted: Atom, items: Items) -> Abstract:
    """``wanted in items``."""
    unclear: Cause | None = None
    if any(own_comparison(machine, atom) for value in (single(wanted), *(v for v, _ in items)) for atom in value.atoms):
        for value in (single(wanted), *(v for v, _ in items)):
            key_of(machine, value)
        return either(machine.cause("depends on a comparison of the sources"))
    for value, always in items:
        same = same_key(machine, value, wanted)
        if isinstance(wanted, Const) and value.cause is None and len(value.atoms) > 1:
            same = None if any(same_key(machine, single(a), wanted) is not False for a in value.atoms) else False
        if same is True and always:
            return boolean(kind is ast.In)
        if same is not False:
            unclear = unclear or value.cause or value.why or machine.cause("depends on an element that is not known")
    return either(unclear) if unclear is not None else boolean(kind is not ast.In)


def compare(machine: Machine, kind: type[ast.cmpop], left: Atom, right: Atom) -> Abstract:
    """A comparison in which a heap object takes part."""
    own = dunders.compare(machine, kind, left, right)
    if own is not None:
        return own
    mine, theirs = sequence(machine, left), sequence(machine, right)
    if kind in (ast.In, ast.NotIn) and isinstance(right, Tuple):
        return contains(machine, kind, left, [(item, True) for item in right.items])
    if kind in (ast.In, ast.NotIn) and theirs is not None and theirs.type in (LIST, DICT, SET):
        if theirs.high is None:
            return either(theirs.cause)
        return contains(machine, kind, left, [(e.key if e.key is not None else e.value, e.always) for e in theirs.elements])
    if kind in (ast.Eq, ast.NotEq):
        answer = equal(machine, left, right)
        if answer is not None:
            return boolean(answer == (kind is ast.Eq))
    elif mine is not None and theirs is not None and mine.type == theirs.type and mine.exact and theirs.exact:
        known = _ordered(kind, mine, theirs)
        if known is not None:
            return boolean(known)
    machine.may_throw()
    if any(ordered_by_sources(machine, Ref(id_)) for id_ in reachable(machine.heap, [single(left), single(right)], held)):
        machine.escape([single(left), single(right)], "a comparison that is not modelled")
    return either(machine.cause("depends on a comparison that is not modelled"))


def _ordered(kind: type[ast.cmpop], left: Sequence, right: Sequence) -> bool | None:
    """``<`` and the like of lists and sets of constants."""
    first, second = ([to_plain(e.value) for e in items.elements] for items in (left, right))
    if None in first or None in second or left.type not in (LIST, SET):
        return None
    build: Any = list if left.type == LIST else set
    try:
        return bool(operators.ORDER[kind](build(item[1] for item in first if item), build(item[1] for item in second if item)))
    except TypeError:
        return None


def to_plain(value: Abstract) -> tuple[str, Any] | None:
    """A comparable form of a known constant."""
    try:
        return ("", python_value(value.atom)) if value.atom is not None else None
    except NotPlainError:
        return None


def binary(machine: Machine, kind: type[ast.operator], left: Atom, right: Atom) -> Abstract:
    """``list + list``, ``dict | dict``, ``set | set`` and the like."""
    own = dunders.binary(machine, kind, left, right)
    if own is not None:
        return own
    mine, theirs = sequence(machine, left), sequence(machine, right)
    if mine is not None and theirs is not None and mine.type == theirs.type and mine.high is not None and theirs.high is not None:
        if kind is ast.Add and mine.type == LIST:
            return new_sequence(machine, LIST, [(e.value, e.always) for e in (*mine.elements, *theirs.elements)])
        if kind is ast.BitOr and mine.type == DICT:
            result = single(machine.allocate(replace(mine, place=machine.place(), summary=False)))
            update_dict(machine, result, single(right))
            return result
        if kind is ast.BitOr and mine.type == SET:
            return new_set(machine, [(e.value, e.always) for e in (*mine.elements, *theirs.elements)])
    if (
        mine is not None
        and mine.exact
        and mine.type == LIST
        and kind is ast.Mult
        and isinstance(right, Const)
        and right.type == "int"
    ):
        times = int(right.value or 0)
        if 0 <= times * len(mine.elements) <= LONGEST_UNROLLED:
            return new_sequence(machine, LIST, [(e.value, True) for e in mine.elements] * times)
    return machine.call_unknown_value("an operator on these objects is not modelled", left, right)


def augment(machine: Expressions, kind: type[ast.operator], old: Abstract, value: Abstract) -> Abstract:
    """``old += value`` and the like where lists, dictionaries and sets change in place."""
    from ecma2lint.readers.python.evaluate_methods import extend

    def one(atom: Atom) -> Abstract:
        own = dunders.in_place(machine, kind, atom, value)
        if own is not None:
            return own
        items = sequence(machine, atom)
        if items is not None and (kind, items.type) in ((ast.Add, LIST), (ast.BitOr, SET)):
            extend(machine, single(atom), value)
            return single(atom)
        if items is not None and (kind, items.type) == (ast.BitOr, DICT):
            update_dict(machine, single(atom), value)
            return single(atom)
        return machine.binary(kind, single(atom), value)

    if old.cause is not None:
        machine.may_throw()
        machine.escape([old, value], old.cause)
        return machine.unknown(old.cause, old)
    return machine.over_atoms(old, one)
