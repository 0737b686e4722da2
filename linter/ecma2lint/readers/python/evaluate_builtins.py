"""Python's built-ins and the library and .NET functions that are modelled, by their paths."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ecma2lint.contract import ENUMS, NAMESPACE
from ecma2lint.facts import NEW_IDENTIFIER
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.readers.python import evaluate_iterables as iterables
from ecma2lint.readers.python.evaluate_computed import Args, Keywords, apply, to_text
from ecma2lint.readers.python.evaluate_frames import INSTANCE, LIST
from ecma2lint.readers.python.evaluate_machine import join_values
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    NONE,
    External,
    Function,
    Lazy,
    Partial,
    Tuple,
    Wrapped,
    boolean,
    either,
    known_text,
    to_value,
)
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator


def _pure(function: Callable[..., Any]) -> Callable[[Evaluator, Args, Keywords], Abstract]:
    """A built-in computed on every combination of known constants."""

    def call(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
        for value in args:
            if value.cause is not None:
                machine.may_throw()
                return machine.unknown(value.cause, *args)
        if keywords:
            return machine.call_unknown("keyword arguments of a built-in are not modelled", args, keywords)
        return apply(machine, function, args, 0, [])

    return call


def _isinstance(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    if len(args) != 2 or args[0].cause is not None or args[1].atom is None:
        return either(args[0].cause or machine.cause("depends on a type that is not known"))
    atom = args[1].atom
    classes = [item.atom for item in atom.items] if isinstance(atom, Tuple) else [atom]
    results = []
    for value in args[0].atoms:
        answers = [machine.instance_of(value, cls) if cls is not None else None for cls in classes]
        if True in answers:
            results.append(boolean(True))
        elif None in answers:
            results.append(either(machine.cause("depends on a type that is not known")))
        else:
            results.append(boolean(False))
    return join_values(results, args[0].why)


def _getattr(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    names = args[1].atoms if len(args) > 1 and args[1].cause is None else ()
    if not names or not all(isinstance(n, Const) and n.type == "str" for n in names):
        return machine.call_unknown("depends on an attribute whose name is not known", [args[0], *args[2:]], {})

    def one(atom: Atom) -> Abstract:
        assert isinstance(atom, Const)
        if len(args) < 3:
            return machine.get_attribute(args[0], str(atom.value))
        collected: list[Any] = []
        machine.handlers.append(collected)
        value = machine.get_attribute(args[0], str(atom.value))
        machine.handlers.pop()
        if machine.dead:
            machine.heap, machine.dead = collected[0][0], False
            return args[2]
        return join_values([value, args[2]], machine.cause("depends on whether an attribute exists")) if collected else value

    return machine.over_atoms(args[1], one)


def _setattr(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    if len(args) != 3:
        return machine.throw_builtin("TypeError")
    name = args[1].atom
    if isinstance(name, Const) and name.type == "str":
        machine.set_attribute(args[0], str(name.value), args[2])
        return NONE
    if args[1].cause is None and all(isinstance(atom, Const) and atom.type == "str" for atom in args[1].atoms):

        def one(atom: Atom) -> Abstract:
            machine.set_attribute(args[0], str(atom.value), args[2])  # type: ignore[attr-defined]
            return NONE

        return machine.over_atoms(args[1], one)
    reason = args[1].cause or machine.cause("an attribute is assigned whose name is not known")
    machine.may_throw()
    machine.escape([args[0], args[2]], reason)
    return NONE


def _hasattr(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    name = known_text(args[1]) if len(args) > 1 else None
    if name is None or args[0].cause is not None or len(args[0].atoms) != 1:
        return either(args[0].cause or machine.cause("depends on whether an attribute exists"))
    collected: list[Any] = []
    machine.handlers.append(collected)
    value = machine.get_attribute(args[0], name)
    machine.handlers.pop()
    dead = machine.dead
    machine.merge_all(heap for heap, _ in collected)
    if dead:
        return boolean(False)
    certain = not collected and value.cause is None and not any(isinstance(atom, External) for atom in value.atoms)
    return boolean(True) if certain else either(machine.cause("depends on whether an attribute exists"))


def _bool(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    return machine.condition(args[0]) if args else boolean(False)


def _str(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    return (
        to_text(machine, args[0])
        if len(args) == 1
        else to_value("")
        if not args
        else machine.call_unknown("str()", args, keywords)
    )


def _int(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    def one(atom: Atom) -> Abstract:
        if isinstance(atom, Const) and atom.type in ENUMS:
            return to_value(int(atom.value or 0))
        return _pure(lambda x: int(x))(machine, [single(atom)], {})

    if len(args) != 1 or keywords:
        return _pure(lambda *x: int(*x))(machine, args, keywords)
    if args[0].cause is not None:
        machine.may_throw()
        return machine.unknown(args[0].cause)
    return machine.over_atoms(args[0], one)


def _partial(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    return single(Partial(args[0], tuple(args[1:]), tuple(keywords.items())))


def _map(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    # Lazy: a function with side effects would run later, or never, unless the result is used up at once.
    items = machine.iterate(args[1]) if len(args) == 2 else None
    if machine.node is not machine.used_up or not isinstance(items, list) or not all(always for _, always in items):
        return machine.call_unknown("map() and filter() are not followed", args, keywords)
    results = []
    for value, _ in items:
        results.append((machine.call(args[0], [value], {}), True))
        if machine.dead:
            return NEVER
    return single(Lazy(tuple(results)))


def _guid(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    text = known_text(args[0]) if args else str(uuid.UUID(int=0))
    if text is None:
        machine.may_throw()
        return machine.unknown(args[0].reason or "a Guid that is not known")
    try:
        return single(Const("guid", str(uuid.UUID(text))))
    except ValueError:
        return machine.throw(External("System.FormatException"))


def _enum_parse(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    atom = args[0].atom if args else None
    name = known_text(args[1]) if len(args) == 2 else None
    simple = atom.path.removeprefix(NAMESPACE + ".") if isinstance(atom, External) else ""
    if simple in ENUMS and name in ENUMS[simple].values:
        return single(Const(simple, ENUMS[simple].values[str(name)]))
    unclear = next((value.cause for value in args if value.cause is not None), None)
    if simple in ENUMS and unclear is not None:
        machine.may_throw()
        return machine.unknown(unclear)
    return machine.call_unknown("Enum.Parse of this is not modelled", args, keywords)


def _super_noop(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    return NONE


def _type(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    record = machine.record(args[0].atom) if len(args) == 1 and args[0].atom is not None else None
    if record is not None and record.type == INSTANCE:
        return record.fields["__class__"]
    return machine.call_unknown("depends on a type that is not known", args, keywords)


def _dynamic(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``exec``, ``eval``, ``globals``, ``locals``, ``vars``: names may change in a way that cannot be seen."""
    frame = machine.frames[-1]
    cause = machine.cause("depends on code that is made at run time")
    machine.escape([*args, single(Ref(frame.scope)), *(single(Ref(id_)) for id_ in frame.env)], cause)
    scope = machine.module_scope(frame)
    record = machine.record(Ref(scope))
    if record is not None:
        fields = {name: machine.unknown(cause, value) for name, value in record.fields.items()}
        machine.put(scope, replace(record, fields={**fields, "*": machine.unknown(cause)}))
    return machine.unknown(cause)


CALLS: Final[dict[str, Callable[[Evaluator, Args, Keywords], Abstract]]] = {
    "builtins.len": iterables.length,
    "builtins.list": iterables.collecting(LIST),
    "builtins.tuple": iterables.collecting("tuple"),
    "builtins.set": iterables.collecting("set"),
    "builtins.frozenset": iterables.collecting("set"),
    "builtins.dict": iterables.make_dict,
    "collections.OrderedDict": iterables.make_dict,
    "builtins.range": iterables.make_range,
    "builtins.enumerate": iterables.enumerated,
    "builtins.zip": iterables.zipped,
    "builtins.reversed": iterables.reverse,
    "builtins.sorted": iterables.ordered,
    "builtins.any": lambda m, a, k: iterables.quantified(m, a, True),
    "builtins.all": lambda m, a, k: iterables.quantified(m, a, False),
    "builtins.isinstance": _isinstance,
    "builtins.getattr": _getattr,
    "builtins.setattr": _setattr,
    "builtins.hasattr": _hasattr,
    "builtins.bool": _bool,
    "builtins.str": _str,
    "builtins.int": _int,
    "builtins.float": _pure(float),
    "builtins.abs": _pure(abs),
    "builtins.ord": _pure(ord),
    "builtins.chr": _pure(chr),
    "builtins.divmod": _pure(divmod),
    "builtins.round": _pure(round),
    "builtins.min": _pure(min),
    "builtins.max": _pure(max),
    "builtins.sum": _pure(sum),
    "builtins.type": _type,
    "builtins.map": _map,
    "builtins.filter": lambda m, a, k: m.call_unknown("filter() is not followed", a, k),
    "builtins.exec": _dynamic,
    "builtins.eval": _dynamic,
    "builtins.globals": _dynamic,
    "builtins.locals": _dynamic,
    "builtins.vars": _dynamic,
    "builtins.object.__init__": _super_noop,
    "builtins.object": lambda m, a, k: single(m.allocate(Record("python.object", {}, partial=True))),
    "functools.partial": _partial,
    "typing.cast": lambda m, a, k: a[1] if len(a) == 2 else m.throw_builtin("TypeError"),
    "System.Guid": _guid,
    "System.Guid.Parse": _guid,
    "System.Guid.NewGuid": lambda m, a, k: m.unknown(Cause(NEW_IDENTIFIER, m.place(), fresh=True)),
    "System.Enum.Parse": _enum_parse,
    "System.String.IsNullOrEmpty": _pure(lambda x: not x),
    "System.String.IsNullOrWhiteSpace": _pure(lambda x: not x or x.isspace()),
}
CALLS["functools.lru_cache"] = lambda m, a, k: (
    m.new_cache(a[0])
    if len(a) == 1 and isinstance(a[0].atom, Function)
    else single(External("functools.lru_cache()"))
    if all(value == NONE for value in (*a, *k.values()))
    else m.unknown("a cache of limited size")
)
CALLS["functools.cache"] = lambda m, a, k: m.new_cache(a[0])
CALLS["functools.lru_cache()"] = lambda m, a, k: m.new_cache(a[0])
CALLS["functools.wraps"] = lambda m, a, k: single(External("functools.wraps()"))
CALLS["functools.wraps()"] = lambda m, a, k: a[0]


for _transparent in ("abc.abstractmethod", "typing.override", "typing.final", "typing.no_type_check"):
    CALLS[_transparent] = lambda m, a, k: a[0]


CALLS["builtins.staticmethod"] = lambda m, a, k: single(Wrapped("staticmethod", a[0]))
CALLS["builtins.classmethod"] = lambda m, a, k: single(Wrapped("classmethod", a[0]))
CALLS["builtins.property"] = lambda m, a, k: single(Wrapped("property", a[0], 0, a[1] if len(a) > 1 else None))
CALLS["clr.clrproperty"] = lambda m, a, k: single(External("clr.clrproperty()"))
CALLS["clr.clrproperty()"] = lambda m, a, k: single(Wrapped("property", a[0]))
CALLS["clr.clrmethod"] = lambda m, a, k: single(External("clr.clrmethod()"))
CALLS["clr.clrmethod()"] = lambda m, a, k: a[0]
