"""Calls of Python's built-ins and of known library and .NET functions; everything else is code that cannot be followed."""

from __future__ import annotations

import ast
import builtins
import logging
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ecma2lint.contract import ENUMS, NAMESPACE
from ecma2lint.readers.lattice import (
    NULL_ATOM,
    TRUE,
    Abstract,
    Atom,
    Cause,
    Const,
    Element,
    HeapObject,
    Opaque,
    Record,
    Ref,
    Sequence,
    single,
)
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python import evaluate_methods as methods
from ecma2lint.readers.python.evaluate_causes import cause_of, environment_reason
from ecma2lint.readers.python.evaluate_machine import DICT, INSTANCE, LIST, Machine, join_values
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    NONE,
    External,
    Function,
    Input,
    Lazy,
    Method,
    NotPlainError,
    Partial,
    Plain,
    Raised,
    Tuple,
    Wrapped,
    boolean,
    either,
    known_text,
    python_value,
    to_atom,
    to_value,
)

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator

Args = list[Abstract]
Keywords = dict[str, Abstract]

EXCEPTION_PATHS: Final = frozenset(
    f"builtins.{name}" for name, value in vars(builtins).items() if isinstance(value, type) and issubclass(value, BaseException)
)
#: Calls that neither keep nor change their arguments and whose results are of no interest.
_HARMLESS: Final = frozenset(
    {"builtins.print", "builtins.repr", "builtins.id", "clr.AddReference", "clr.AddReferenceToFileAndPath"}
)
_HARMLESS_ROOTS: Final = (
    "logging",
    "warnings.warn",
    "System.Diagnostics.Trace",
    "System.Diagnostics.Debug",
    "System.Console.Write",
)


def with_field(record: Record, name: str, value: Abstract) -> Record:
    """The record with one field replaced."""
    return replace(record, fields={**record.fields, name: value})


def forgotten(obj: HeapObject, cause: Cause, before: HeapObject | None = None) -> HeapObject:
    """An object that keeps changing: what differs from ``before`` is unknown from here on, but for what it may refer to."""
    if isinstance(obj, Record):
        old = before.fields if isinstance(before, Record) else {}
        fields = {name: value if old.get(name) == value else _blurred([value], cause) for name, value in obj.fields.items()}
        return replace(obj, fields=fields)
    if isinstance(obj, Sequence):
        values = [value for e in obj.elements for value in (e.value, e.key) if value is not None]
        blurred = _blurred(values, cause)
        key = blurred if obj.type == DICT else None
        return replace(obj, elements=(Element(blurred, key, False, obj.place),), low=0, high=None, cause=cause, summary=True)
    return Opaque(obj.type, cause, obj.place)


def _blurred(values: list[Abstract], cause: Cause) -> Abstract:
    atoms = dict.fromkeys(atom for value in values for atom in value.atoms if not isinstance(atom, Const))
    return Abstract(tuple(atoms), cause)


def new_dict(machine: Machine, items: list[tuple[Abstract, Abstract]]) -> Abstract:
    """A new dictionary with known keys."""
    elements = tuple(Element(value, key, True, machine.place()) for key, value in items)
    return single(machine.allocate(Sequence(DICT, elements, len(elements), len(elements), None, machine.place())))


def to_text(machine: Machine, value: Abstract) -> Abstract:
    """``str(value)``."""
    if value.cause is not None:
        return machine.unknown(value.cause)

    def one(atom: Atom) -> Abstract:
        if isinstance(atom, Const) and atom.type in ENUMS and isinstance(atom.value, int):
            return to_value(ENUMS[atom.type].name_of(atom.value) or str(atom.value))
        if isinstance(atom, Const) and atom.type == "guid":
            return to_value(str(atom.value))
        try:
            return to_value(str(python_value(atom)))
        except NotPlainError:
            return machine.call_unknown_value("the text of this value is not modelled", atom)

    return machine.over_atoms(value, one)


def call_external(machine: Evaluator, path: str, args: Args, keywords: Keywords) -> Abstract:
    """Call something outside the sources."""
    if path.startswith(NAMESPACE + "."):
        return contract.call_contract(machine, path.removeprefix(NAMESPACE + "."), args, keywords)
    handler = _CALLS.get(path)
    if handler is not None:
        return handler(machine, args, keywords)
    if path in _HARMLESS or path.startswith(_HARMLESS_ROOTS):
        if any(a.cause is None and isinstance(machine.record(x), Record) for a in args for x in a.atoms):
            _touched_by_str(machine, args)
        if path in ("logging.getLogger", "logging.Logger().getChild"):
            return single(External("logging.Logger()"))
        return machine.unknown(f"the result of {path}()") if path != "builtins.print" else NONE
    if path in EXCEPTION_PATHS or (path.startswith("System.") and path.endswith("Exception")):
        return single(Raised(External(path)))
    if path.endswith("[]"):
        return _generic(machine, path, args)
    if path in ("os.environ.get", "os.getenv", "System.Environment.GetEnvironmentVariable"):
        return machine.unknown(environment_reason(known_text(args[0]) if args else None), *args[1:])
    if path in ("uuid.UUID", "uuid.uuid4", "uuid.uuid1"):
        return machine.unknown("is random: uuid.UUID" if path != "uuid.UUID" else "is random: uuid.UUID")
    if path.startswith("datetime."):
        return machine.unknown("depends on the time: datetime")
    return machine.call_unknown(cause_of(path), args, keywords)


def _touched_by_str(machine: Evaluator, args: Args) -> None:
    """Own classes with ``__str__`` or ``__repr__`` run when they are printed."""
    for value in args:
        for atom in value.atoms:
            record = machine.record(atom)
            if record is None or record.type != INSTANCE:
                continue
            cls = record.fields["__class__"].only_ref
            if cls is None or machine.class_chain(cls.id, "__str__") or machine.class_chain(cls.id, "__repr__"):
                machine.escape([single(atom)], "the object's own __str__ may run")


def _generic(machine: Evaluator, path: str, args: Args) -> Abstract:
    if path.startswith(("System.Collections.Generic.List", "System.Collections.ObjectModel.Collection")):
        if not args or args[0] == to_value(0) or isinstance(args[0].atom, Const):
            return contract.new_collection(machine, path, [])
        items = machine.iterate(args[0])
        obj = collections.sequence(machine, args[0].atom) if args[0].atom is not None else None
        if isinstance(items, list) and obj is not None and obj.type in contract.NET_COLLECTIONS:
            return contract.new_collection(machine, path, items)
        return machine.throw_builtin("TypeError") if isinstance(items, list) else machine.call_unknown(items.reason, args, {})
    if path.startswith("System.Array") and args:
        items = machine.iterate(args[0])
        if isinstance(items, list):
            return contract.new_collection(machine, path, items)
    return machine.call_unknown(cause_of(path.removesuffix("[]")), args, {})


# --- built-in functions ------------------------------------------------------------------------------------------------------------


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


def apply(machine: Machine, function: Callable[..., Any], args: Args, position: int, chosen: list[Any]) -> Abstract:
    """The function on every combination of alternatives; what raises on all of them ends the path."""
    results: list[Abstract] = []
    raised: list[str] = []

    def over(position: int, chosen: list[Any]) -> bool:
        if position == len(args):
            try:
                results.append(to_value(function(*chosen)))
            except (TypeError, ValueError, KeyError, IndexError, OverflowError, ArithmeticError, LookupError) as error:
                raised.append(type(error).__name__)
            return len(results) <= 64
        for atom in args[position].atoms:
            try:
                value = python_value(atom)
            except NotPlainError:
                return False
            if not over(position + 1, [*chosen, value]):
                return False
        return True

    if not over(position, chosen):
        return machine.call_unknown_value("a built-in on these values is not modelled", *(a for v in args for a in v.atoms))
    if not results:
        return machine.throw_builtin(raised[0]) if raised else NEVER
    if raised:
        machine.may_throw()
    return join_values(results, next((value.why for value in args if value.why is not None), None))


def _len(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    def one(atom: Atom) -> Abstract:
        items = collections.sequence(machine, atom)
        if items is not None:
            return contract.count_of(machine, items)
        if isinstance(atom, Tuple):
            return to_value(len(atom.items))
        if isinstance(atom, Const) and isinstance(atom.value, str):
            return to_value(len(atom.value))
        machine.may_throw()
        return machine.call_unknown_value("the length of this is not modelled", atom)

    if not args:
        return machine.throw_builtin("TypeError")
    if args[0].cause is not None:
        machine.may_throw()
        return machine.unknown(args[0].cause)
    return machine.over_atoms(args[0], one)


def _collect(type_: str) -> Callable[[Evaluator, Args, Keywords], Abstract]:
    def call(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
        if keywords or len(args) > 1:
            return machine.call_unknown("a collection made this way is not modelled", args, keywords)
        items: Any = machine.iterate(args[0]) if args else []
        if machine.dead:
            return NEVER
        if isinstance(items, Cause):
            machine.may_throw()
            element = collections.element_of(machine, args[0], items)
            if type_ == "tuple":
                return machine.unknown(items, element)
            result = collections.new_sequence(machine, type_, items)
            machine.change(result, collections.rewriting(elements=(Element(element, None, False),)))
            return result
        if type_ == "tuple":
            if not all(always for _, always in items):
                return machine.unknown("a tuple whose length is not known", *(v for v, _ in items))
            return single(Tuple(tuple(collections.kept(machine, value) for value, _ in items)))
        return collections.new_set(machine, items) if type_ == "set" else collections.new_sequence(machine, type_, items)

    return call


def _dict_call(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    result = new_dict(machine, [])
    if args:
        collections.update_dict(machine, result, args[0])
    for name, value in keywords.items():
        collections.set_item(machine, result, to_value(name), value)
    return result


def _lazy(machine: Evaluator, items: list[tuple[Abstract, bool]]) -> Abstract:
    return single(Lazy(tuple(items)))


def _unclear(machine: Evaluator, args: Args, items: Cause) -> Abstract:
    machine.may_throw()
    return machine.unknown(items, *(collections.element_of(machine, value, items) for value in args))


def _range(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    numbers = []
    for value in args:
        atom = value.atom
        if not isinstance(atom, Const) or atom.type != "int" or not isinstance(atom.value, int):
            machine.may_throw()
            return machine.unknown(value.reason or "a range whose bounds are not known")
        numbers.append(atom.value)
    try:
        found = range(*numbers)
    except (TypeError, ValueError) as error:
        return machine.throw_builtin(type(error).__name__)
    if len(found) > collections.LONGEST_UNROLLED:
        return machine.unknown("a range that is too long to unroll")
    return single(Tuple(tuple(to_value(number) for number in found)))


def _enumerate(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    items = machine.iterate(args[0]) if args else []
    start = keywords.get("start", args[1] if len(args) > 1 else to_value(0)).atom
    if isinstance(items, Cause):
        return _unclear(machine, args, items)
    if not all(always for _, always in items) or not isinstance(start, Const) or not isinstance(start.value, int):
        return _unclear(machine, args, machine.cause("positions that are not known"))
    first = start.value
    return _lazy(machine, [(single(Tuple((to_value(first + i), value))), True) for i, (value, _) in enumerate(items)])


def _zip(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    columns = []
    for value in args:
        items = machine.iterate(value)
        if isinstance(items, Cause):
            return _unclear(machine, args, items)
        if not all(always for _, always in items):
            return _unclear(machine, args, machine.cause("positions that are not known"))
        columns.append([element for element, _ in items])
    if keywords and len({len(column) for column in columns}) > 1:
        return machine.call_unknown("zip() of different lengths", args, {})
    return _lazy(machine, [(single(Tuple(tuple(row))), True) for row in zip(*columns, strict=False)])


def _reversed(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    items = machine.iterate(args[0])
    return _unclear(machine, args, items) if isinstance(items, Cause) else _lazy(machine, list(reversed(items)))


def _sorted(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    obj = collections.sequence(machine, args[0].atom) if args and args[0].atom is not None else None
    if obj is not None and obj.type == "set" and obj.high is not None:
        items: Any = [(e.value, e.always) for e in obj.elements]
    else:
        items = machine.iterate(args[0]) if args else []
    if isinstance(items, Cause):
        result = collections.new_sequence(machine, LIST, items)
        element = collections.element_of(machine, args[0], items)
        machine.change(result, collections.rewriting(elements=(Element(element, None, False),)))
        return result
    plain = [collections.to_plain(value) for value, _ in items]
    backwards = keywords.get("reverse", to_value(False)).atom
    if "key" not in keywords and isinstance(backwards, Const) and None not in plain and all(always for _, always in items):
        try:
            order = sorted((item for item in plain if item is not None), key=lambda item: item[1], reverse=bool(backwards.value))
        except TypeError:
            return machine.throw_builtin("TypeError")
        return collections.new_sequence(machine, LIST, [(to_value(value), True) for _, value in order])
    machine.may_throw()
    if "key" in keywords:
        machine.escape([keywords["key"], *(value for value, _ in items)], "sorting by a key is not followed")
    cause = machine.cause("the order after sorting is not known")
    element = machine.unknown(cause, *(value for value, _ in items))
    low = sum(always for _, always in items)
    elements = tuple(Element(element, None, i < low) for i in range(len(items)))
    return single(machine.allocate(Sequence(LIST, elements, low, len(items), cause, machine.place())))


def _quantifier(machine: Evaluator, args: Args, wanted: bool) -> Abstract:
    items = machine.iterate(args[0])
    if isinstance(items, Cause):
        machine.may_throw()
        return either(items)
    unclear: Cause | None = None
    for value, always in items:
        outcome = machine.condition(value)
        if len(outcome.atoms) == 1 and always and (outcome == TRUE) is wanted:
            return boolean(wanted)
        if len(outcome.atoms) != 1 or ((outcome == TRUE) is wanted):
            unclear = unclear or outcome.why or machine.cause("depends on an element that is not known")
    return either(unclear) if unclear is not None else boolean(not wanted)


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
    start = machine.heap.fork()
    machine.handlers.append(collected)
    value = machine.get_attribute(args[0], name)
    machine.handlers.pop()
    dead = machine.dead
    machine.heap, machine.dead = start, False
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
    # Lazy: a function with side effects would run later, or never.
    return machine.call_unknown("map() and filter() are not followed", args, keywords)


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


_CALLS: Final[dict[str, Callable[[Evaluator, Args, Keywords], Abstract]]] = {
    "builtins.len": _len,
    "builtins.list": _collect(LIST),
    "builtins.tuple": _collect("tuple"),
    "builtins.set": _collect("set"),
    "builtins.frozenset": _collect("set"),
    "builtins.dict": _dict_call,
    "collections.OrderedDict": _dict_call,
    "builtins.range": _range,
    "builtins.enumerate": _enumerate,
    "builtins.zip": _zip,
    "builtins.reversed": _reversed,
    "builtins.sorted": _sorted,
    "builtins.any": lambda m, a, k: _quantifier(m, a, True),
    "builtins.all": lambda m, a, k: _quantifier(m, a, False),
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
    "builtins.filter": _map,
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
    "System.Guid.NewGuid": lambda m, a, k: m.unknown("System.Guid.NewGuid() makes a new value every time"),
    "System.Enum.Parse": _enum_parse,
    "System.String.IsNullOrEmpty": _pure(lambda x: not x),
    "System.String.IsNullOrWhiteSpace": _pure(lambda x: not x or x.isspace()),
}
_CALLS["functools.lru_cache"] = lambda m, a, k: (
    m.new_cache(a[0])
    if len(a) == 1 and isinstance(a[0].atom, Function)
    else single(External("functools.lru_cache()"))
    if all(value == NONE for value in (*a, *k.values()))
    else m.unknown("a cache of limited size")
)
_CALLS["functools.cache"] = lambda m, a, k: m.new_cache(a[0])
_CALLS["functools.lru_cache()"] = lambda m, a, k: m.new_cache(a[0])
_CALLS["functools.wraps"] = lambda m, a, k: single(External("functools.wraps()"))
_CALLS["functools.wraps()"] = lambda m, a, k: a[0]
for _transparent in ("abc.abstractmethod", "typing.override", "typing.final", "typing.no_type_check"):
    _CALLS[_transparent] = lambda m, a, k: a[0]
_CALLS["builtins.staticmethod"] = lambda m, a, k: single(Wrapped("staticmethod", a[0]))
_CALLS["builtins.classmethod"] = lambda m, a, k: single(Wrapped("classmethod", a[0]))
_CALLS["builtins.property"] = lambda m, a, k: single(Wrapped("property", a[0], 0, a[1] if len(a) > 1 else None))
_CALLS["clr.clrproperty"] = lambda m, a, k: single(External("clr.clrproperty()"))
_CALLS["clr.clrproperty()"] = lambda m, a, k: single(Wrapped("property", a[0]))
_CALLS["clr.clrmethod"] = lambda m, a, k: single(External("clr.clrmethod()"))
_CALLS["clr.clrmethod()"] = lambda m, a, k: a[0]


def call_method(machine: Evaluator, method: Method, args: Args, keywords: Keywords) -> Abstract:
    """Call a method of something the evaluator models itself."""
    return methods.call_method(machine, method, args, keywords)


# --- decorators, patterns, exceptions, context managers ---------------------------------------------------------------


def decorate(machine: Evaluator, decorator: Abstract, value: Abstract, node: ast.expr) -> Abstract:
    """What a decorator makes of a function."""
    machine.node = node
    return machine.call(decorator, [value], {})


def decorate_class(machine: Evaluator, decorator: Abstract, cls: Abstract, node: ast.ClassDef) -> Abstract:
    """What a decorator makes of a class."""
    atom, ref = decorator.atom, cls.only_ref
    if isinstance(atom, External) and atom.path in ("dataclasses.dataclass", "dataclasses.dataclass()") and ref is not None:
        return _dataclass(machine, cls, ref)
    if isinstance(atom, External) and atom.path in ("typing.final", "functools.total_ordering"):
        return cls
    return machine.call(decorator, [cls], {})


def _dataclass(machine: Evaluator, cls: Abstract, ref: Ref) -> Abstract:
    record = machine.record(ref)
    if record is None or "__init__" in record.fields or "__post_init__" in record.fields or len(machine.classes[ref.id].mro) > 1:
        info = machine.classes[ref.id]
        if not (record is not None and set(info.mro[1:]) <= {"builtins.object"} and "__init__" not in record.fields):
            machine.classes[ref.id] = replace(info, strange=f"data class {info.name} is more than fields with defaults")
            return cls
    if "__post_init__" in record.fields:
        machine.classes[ref.id] = replace(machine.classes[ref.id], strange="a data class with __post_init__")
        return cls
    fields = machine.annotations.get(ref.id, [])
    defaults = {}
    for name, has_default in fields:
        value = record.fields.get(name)
        if has_default and value is not None:
            if not all(isinstance(atom, Const | Plain | Tuple | Function) for atom in value.atoms) or value.cause is not None:
                machine.classes[ref.id] = replace(machine.classes[ref.id], strange="a data class with computed defaults")
                return cls
            defaults[name] = value
    source = f"def __init__(self, {', '.join(n + ('=None' if n in defaults else '') for n, _ in fields)}):\n"
    source += "".join(f"    self.{name} = {name}\n" for name, _ in fields) or "    pass\n"
    node = ast.parse(source).body[0]
    assert isinstance(node, ast.FunctionDef)
    for inner in ast.walk(node):
        ast.copy_location(inner, machine.classes[ref.id].node)
    from ecma2lint.readers.python.evaluate_names import code_of

    code = code_of(node, "__init__", machine.frames[-1].module, ref.id, None)
    function = Function(code, (), tuple(defaults[name] for name, _ in fields if name in defaults), ())
    machine.put(ref.id, with_field(record, "__init__", single(function)))
    return cls


def matches(machine: Evaluator, subject: Abstract, pattern: ast.pattern) -> bool | None:
    """Whether a subject matches a pattern; None when both are possible. Captures are bound."""
    if isinstance(pattern, ast.MatchValue | ast.MatchSingleton):
        wanted = to_value(pattern.value) if isinstance(pattern, ast.MatchSingleton) else machine.evaluate(pattern.value)
        kind = ast.Is if isinstance(pattern, ast.MatchSingleton) else ast.Eq
        result = machine.compare(kind, subject, wanted)
        return None if len(result.atoms) != 1 else result == TRUE
    if isinstance(pattern, ast.MatchOr):
        answers = [matches(machine, subject, part) for part in pattern.patterns]
        return True if True in answers else None if None in answers else False
    if isinstance(pattern, ast.MatchAs):
        answer = matches(machine, subject, pattern.pattern) if pattern.pattern is not None else True
        if pattern.name is not None and answer is not False:
            machine.store_name(pattern.name, collections.kept(machine, subject))
        return answer
    for inner in ast.walk(pattern):
        name = getattr(inner, "name", None) or getattr(inner, "rest", None)
        if isinstance(name, str):
            reason = machine.cause("depends on a pattern that is not modelled")
            machine.store_name(
                name, collections.element_of(machine, subject, reason) if subject.atoms else machine.unknown(reason, subject)
            )
    machine.escape([subject], "depends on a pattern that is not modelled")
    return None


def catches(machine: Evaluator, handler: Atom | None, raised: Raised | None) -> bool | None:
    """Whether ``except handler`` catches an exception; None when not known."""
    if isinstance(handler, External) and handler.path in ("builtins.BaseException", "builtins.Exception"):
        # Everything a connector meets is an Exception, except what it raises itself to leave the program.
        path = raised.cls.path if raised is not None and isinstance(raised.cls, External) else ""
        leaving = path in (
            "builtins.SystemExit",
            "builtins.KeyboardInterrupt",
            "builtins.GeneratorExit",
            "builtins.BaseException",
        )
        return not leaving or handler.path == "builtins.BaseException"
    if raised is None or raised.cls is None or handler is None:
        return None
    if isinstance(handler, Ref) and isinstance(raised.cls, Ref):
        info = machine.classes.get(raised.cls.id)
        return None if info is None or None in info.mro else handler.id in info.mro
    if isinstance(handler, Ref):
        return False if isinstance(raised.cls, External) else None
    if not isinstance(handler, External):
        return None
    bases = [raised.cls.path] if isinstance(raised.cls, External) else []
    if isinstance(raised.cls, Ref):
        info = machine.classes.get(raised.cls.id)
        bases = [base for base in info.mro if isinstance(base, str)] if info is not None else []
    if handler.path in bases:
        return True
    if handler.path in EXCEPTION_PATHS and all(base in EXCEPTION_PATHS or base == "builtins.object" for base in bases) and bases:
        wanted = getattr(builtins, handler.path.partition(".")[2])
        kinds = [getattr(builtins, base.partition(".")[2]) for base in bases if base in EXCEPTION_PATHS]
        return any(issubclass(kind, wanted) for kind in kinds)
    return None


def enter(machine: Evaluator, manager: Abstract) -> tuple[Abstract, bool]:
    """``__enter__`` of a context manager, and whether its ``__exit__`` is code of the sources."""
    atom = manager.atom
    record = machine.record(atom) if atom is not None else None
    if record is not None and record.type == INSTANCE:
        return machine.call(machine.get_attribute(manager, "__enter__"), [], {}), True
    machine.may_throw()
    if isinstance(atom, External) and atom.path.startswith("contextlib."):
        return machine.unknown("a context manager that is not modelled"), False
    return machine.unknown(manager.cause or "a context manager that is not modelled", manager), False


def leave(machine: Evaluator, manager: Abstract, own: bool, raised: Raised | None | str = "") -> bool | None:
    """``__exit__`` of a context manager; whether it swallows the exception, None when not known."""
    if own:
        arguments = [NONE, NONE, NONE] if raised == "" else [machine.unknown("an exception that was caught")] * 3
        result = machine.call(machine.get_attribute(manager, "__exit__"), arguments, {})
        return machine.truth(result) if not machine.dead else None
    return None


__all__ = ["NULL_ATOM", "Input", "logging", "to_atom"]
