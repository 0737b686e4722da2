"""Data classes: ``__init__``, ``__eq__`` and the like are written as Python source and defined in the class."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Const, Ref, single
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python.evaluate_computed import Args, Keywords
from ecma2lint.readers.python.evaluate_frames import INSTANCE, SCOPE, Frame
from ecma2lint.readers.python.evaluate_values import NONE, External, Function, Partial, Plain, Tuple, to_value
from ecma2lint.records import dataclass, replace

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator

_DATACLASS: Final = External("dataclasses.dataclass")
_FIELD: Final = External("dataclasses.field")
_OPTIONS: Final = frozenset({"frozen", "eq", "repr", "order", "unsafe_hash", "match_args"})
_FIELD_OPTIONS: Final = frozenset({"default", "default_factory", "repr", "hash", "metadata", "compare"})


@dataclass(frozen=True, slots=True)
class Field:
    """A field: its default or the function that makes one, and whether it takes part in comparisons."""

    name: str
    default: Abstract | None = None
    factory: Abstract | None = None
    compare: bool = True


def options_of(decorator: Atom | None) -> Keywords | None:
    """The options of ``@dataclass``; None for any other decorator."""
    if decorator == _DATACLASS:
        return {}
    if isinstance(decorator, Partial) and decorator.function.atom == _DATACLASS and not decorator.args:
        return dict(decorator.keywords)
    return None


def with_options(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``dataclass(frozen=True)`` and ``field(default=1)``: the options are looked at when the class is made."""
    if args:
        return machine.call_unknown("a data class that is made by a call", args, keywords)
    return single(Partial(single(_DATACLASS), (), tuple(keywords.items())))


def field(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``dataclasses.field``."""
    return single(Partial(single(_FIELD), tuple(args), tuple(keywords.items())))


def decorate(machine: Evaluator, cls: Ref, options: Keywords) -> None:
    """Make a data class of a class; when that is not followed, nothing is known of its attributes."""
    info = machine.classes[cls.id]
    values = {name: value.atom.value for name, value in options.items() if isinstance(value.atom, Const)}
    fields = _fields(machine, cls) if len(values) == len(options) and set(values) <= _OPTIONS else None
    if machine.dead:
        return
    record = machine.record(cls)
    if fields is None or record is None:
        machine.classes[cls.id] = replace(info, strange=f"data class {info.name} is more than fields with defaults")
        return
    machine.data_fields[cls.id] = fields
    source = _source(fields, values, machine.class_chain(cls.id, "__post_init__") is not None, record)
    scope = machine.allocate(Record(SCOPE, _names(fields), partial=True))
    own = Frame(machine.frames[-1].module, cls.id, (scope.id,), None, info.name, cls.id)
    machine.frames.append(own)
    tree = ast.parse(source)
    for node in ast.walk(tree):
        ast.copy_location(node, info.node)
    machine.execute(tree.body)
    machine.frames.pop()


def _names(fields: list[Field]) -> dict[str, Abstract]:
    names = {"_set_": single(External("builtins.object.__setattr__")), "_other_": single(External("builtins.NotImplemented"))}
    names["_refused_"] = single(External("builtins.AttributeError"))
    for position, one in enumerate(fields):
        if one.default is not None:
            names[f"_default_{position}"] = one.default
        if one.factory is not None:
            names[f"_make_{position}"] = one.factory
            names["_made_"] = single(_FIELD)
    return names


def _source(fields: list[Field], options: Mapping[str, object], post: bool, record: Record) -> str:
    """The methods ``@dataclass`` adds, as source."""
    parameters, body = [], []
    for position, one in enumerate(fields):
        value = one.name
        if one.factory is not None:
            parameters.append(f"{one.name}=_made_")
            value = f"_make_{position}() if {one.name} is _made_ else {one.name}"
        else:
            parameters.append(one.name if one.default is None else f"{one.name}=_default_{position}")
        body.append(f"    _set_(self, {one.name!r}, {value})")
    if post:
        body.append("    self.__post_init__()")
    lines = []
    if "__init__" not in record.fields:
        lines += [f"def __init__({', '.join(['self', *parameters])}):", *(body or ["    pass"])]
    compared = [one.name for one in fields if one.compare]
    mine, theirs = (f"({''.join(f'{owner}.{name}, ' for name in compared)})" for owner in ("self", "other"))
    methods = {"__eq__": "=="} if options.get("eq") is not False else {}
    if options.get("order"):
        methods.update({"__lt__": "<", "__le__": "<=", "__gt__": ">", "__ge__": ">="})
    for method, sign in methods.items():
        if method not in record.fields:
            lines += [
                f"def {method}(self, other):",
                f"    return {mine} {sign} {theirs} if other.__class__ is self.__class__ else _other_",
            ]
    if options.get("frozen"):
        lines += ["def __setattr__(self, name, value):", "    raise _refused_"]
        lines += ["def __delattr__(self, name):", "    raise _refused_"]
    if "__match_args__" not in record.fields:
        lines.append(f"__match_args__ = ({''.join(f'{one.name!r}, ' for one in fields)})")
    return "\n".join(lines) + "\n"


def _fields(machine: Evaluator, cls: Ref) -> list[Field] | None:
    """All fields, those of the bases first; None when they are not followed."""
    found: dict[str, Field] = {}
    info = machine.classes[cls.id]
    for base in reversed(info.mro[1:]):
        if base is None:
            return None
        if isinstance(base, int):
            found.update((one.name, one) for one in machine.data_fields.get(base, ()))
    record = machine.record(cls)
    if record is None:
        return None
    changed = dict(record.fields)
    for name, annotation in dict(machine.annotations.get(cls.id, [])).items():
        text = ast.unparse(annotation)
        if "InitVar" in text or "KW_ONLY" in text:
            return None
        if "ClassVar" in text:
            continue
        one = _field(machine, name, record.fields.get(name))
        if one is None:
            return None
        found[name] = one
        if one.default is not None:
            changed[name] = one.default
        elif name in changed:
            changed[name] = single(ABSENT)
    optional = [one.default is not None or one.factory is not None for one in found.values()]
    if optional != sorted(optional):
        machine.throw_builtin("TypeError")
    machine.put(cls.id, replace(record, fields=changed))
    return list(found.values())


def _field(machine: Evaluator, name: str, value: Abstract | None) -> Field | None:
    if value is None or value.atoms == (ABSENT,):
        return Field(name)
    atom = value.atom
    if isinstance(atom, Partial) and atom.function.atom == _FIELD:
        options = dict(atom.keywords)
        if atom.args or set(options) - _FIELD_OPTIONS or options.get("compare", to_value(True)).atom is None:
            return None
        compare = options.get("compare") != to_value(False)
        return Field(name, options.get("default"), options.get("default_factory"), compare)
    if value.cause is not None or ABSENT in value.atoms:
        return None
    if any(machine.heap_type(part) in ("list", "dict", "set") for part in value.atoms):
        machine.throw_builtin("ValueError")
    known = all(isinstance(part, Const | Plain | Tuple | Function | External | Ref) for part in value.atoms)
    return Field(name, value) if known else None


def made_from(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``dataclasses.replace(x, name=value)``."""
    found = _own(machine, args)
    if found is None:
        return machine.call_unknown("dataclasses.replace() of something that is not known", args, keywords)
    cls, fields, record = found
    values = {one.name: record.fields[one.name] for one in fields if one.name in record.fields} | keywords
    return machine.instantiate(cls, [], values)


def as_dict(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``dataclasses.asdict(x)`` of constants."""
    found = _own(machine, args) if len(args) == 1 and not keywords else None
    if found is None:
        return machine.call_unknown("dataclasses.asdict() of something that is not known", args, keywords)
    _, fields, record = found
    values = [(to_value(one.name), record.fields.get(one.name, NONE)) for one in fields]
    if any(not all(isinstance(atom, Const | Plain) for atom in value.atoms) for _, value in values):
        return machine.call_unknown("dataclasses.asdict() of nested objects", args, keywords)
    return collections.new_dict(machine, values)


def _own(machine: Evaluator, args: Args) -> tuple[Ref, list[Field], Record] | None:
    atom = args[0].atom if args else None
    record = machine.record(atom) if atom is not None else None
    cls = dunders.class_of(machine, atom) if atom is not None else None
    if record is None or record.type != INSTANCE or record.summary or cls is None or cls.id not in machine.data_fields:
        return None
    fields = machine.data_fields[cls.id]
    if any(ABSENT in record.fields.get(one.name, single(ABSENT)).atoms for one in fields):
        return None
    return cls, fields, record
