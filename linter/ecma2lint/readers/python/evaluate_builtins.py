"""Calls of Python's built-ins and of known library and .NET functions; everything else is code that cannot be followed."""

from __future__ import annotations

import builtins
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

from ecma2lint.contract import ENUMS, NAMESPACE
from ecma2lint.readers.heap import Element, HeapObject, Opaque, Record, Sequence
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python import evaluate_iterables as iterables
from ecma2lint.readers.python import evaluate_methods as methods
from ecma2lint.readers.python import evaluate_net as net
from ecma2lint.readers.python.evaluate_causes import cause_of, environment_reason
from ecma2lint.readers.python.evaluate_machine import DICT, INSTANCE, LIST, Machine, join_values
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    NONE,
    External,
    Function,
    Lazy,
    Made,
    Method,
    NotPlainError,
    Partial,
    Raised,
    Tuple,
    Wrapped,
    boolean,
    either,
    known_text,
    python_value,
    to_value,
)
from ecma2lint.records import replace

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


#: Library calls that make an object which the contract cannot store.
_MAKERS: Final = {
    **dict.fromkeys(("uuid.UUID", "uuid.uuid1", "uuid.uuid3", "uuid.uuid4", "uuid.uuid5"), "uuid.UUID"),
    **dict.fromkeys(
        (f"datetime.datetime{end}" for end in ("", ".now", ".utcnow", ".today", ".fromisoformat", ".fromtimestamp", ".strptime")),
        "datetime.datetime",
    ),
    **dict.fromkeys(("datetime.date", "datetime.date.today"), "datetime.date"),
    "decimal.Decimal": "decimal.Decimal",
}


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


def to_text(machine: Machine, value: Abstract) -> Abstract:
    """``str(value)``."""
    if value.cause is not None:
        return machine.unknown(value.cause)

    def one(atom: Atom) -> Abstract:
        if isinstance(atom, Const) and atom.type in ENUMS and isinstance(atom.value, int):
            return to_value(ENUMS[atom.type].name_of(atom.value) or str(atom.value))
        if isinstance(atom, Const) and atom.type == "guid":
            return to_value(str(atom.value))
        if isinstance(atom, Made):
            return machine.unknown(cause_of(atom.cls))
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
    if path in _MAKERS:
        machine.may_throw()
        return single(Made(_MAKERS[path]))
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
            return net.new_collection(machine, path, [])
        items = machine.iterate(args[0])
        obj = collections.sequence(machine, args[0].atom) if args[0].atom is not None else None
        if isinstance(items, list) and obj is not None and obj.type in net.NET_COLLECTIONS:
            return net.new_collection(machine, path, items)
        return machine.throw_builtin("TypeError") if isinstance(items, list) else machine.call_unknown(items.reason, args, {})
    if path.startswith("System.Array") and args:
        items = machine.iterate(args[0])
        if isinstance(items, list):
            return net.new_collection(machine, path, items)
    return machine.call_unknown(cause_of(path.removesuffix("[]")), args, {})


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


_CALLS: Final[dict[str, Callable[[Evaluator, Args, Keywords], Abstract]]] = {
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
