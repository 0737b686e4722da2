"""Python's built-ins and the library and .NET functions that are modelled, by their paths."""

from __future__ import annotations

import ast
import uuid
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from ecma2lint.contract import ENUMS, NAMESPACE
from ecma2lint.facts import NEW_IDENTIFIER
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.readers.python import evaluate_dataclasses as dataclasses
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python import evaluate_iterables as iterables
from ecma2lint.readers.python import evaluate_library as library
from ecma2lint.readers.python.evaluate_computed import Args, Keywords, apply, to_text
from ecma2lint.readers.python.evaluate_frames import CLASS, DICT, INSTANCE, LIST, SET
from ecma2lint.readers.python.evaluate_machine import join_values
from ecma2lint.readers.python.evaluate_values import (
    NONE,
    Bound,
    External,
    Function,
    Method,
    Namespace,
    Partial,
    Plain,
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
        read = partial(machine.get_attribute, args[0], str(atom.value))
        return machine.or_missing(read, lambda: args[2], "depends on whether an attribute exists")

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
    why = "depends on whether an attribute exists"

    def read() -> Abstract:
        value = machine.get_attribute(args[0], name)
        known = value.cause is None and not any(isinstance(atom, External) for atom in value.atoms)
        return boolean(True) if known or machine.dead else either(value.cause or machine.cause(why))

    return machine.or_missing(read, lambda: boolean(False), why)


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


def _guid(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    if len(args) != 1 or keywords:
        return machine.throw_builtin("TypeError") if not args else machine.call_unknown("a Guid made of parts", args, keywords)
    text = known_text(args[0])
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


def _vars(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    return machine.get_attribute(args[0], "__dict__") if args else _locals(machine, args, keywords)


def _locals(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    frame = machine.frames[-1]
    if frame.code is None:
        return single(Namespace(Ref(frame.scope)))
    # A snapshot: assigning to it changes no variable.
    scopes = [machine.record(Ref(scope)) for scope in (frame.scope, *frame.env)]
    held = [value for record in scopes if record is not None for value in record.fields.values()]
    return machine.unknown("the variables of a function as a dictionary", *held)


def _delattr(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    name = known_text(args[1]) if len(args) == 2 else None
    if name is None:
        return machine.call_unknown("an attribute is deleted whose name is not known", args, keywords)
    machine.set_attribute(args[0], name, None)
    return NONE


def _own_instance(machine: Evaluator, args: Args, count: int) -> Ref | None:
    atom = args[0].atom if len(args) == count else None
    return atom if isinstance(atom, Ref) and dunders.is_instance(machine, atom) else None


def _object_new(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    atom = args[0].atom if args else None
    if not isinstance(atom, Ref) or atom.id not in machine.classes or machine.classes[atom.id].strange:
        return machine.call_unknown("a constructor that is not followed", args, keywords)
    return single(machine.new_instance(atom))


def _object_getattribute(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    atom, name = _own_instance(machine, args, 2), known_text(args[1]) if len(args) == 2 else None
    if atom is None or name is None:
        return machine.call_unknown("depends on an attribute whose name is not known", args, keywords)
    return machine.plain_attribute(atom, name)


def _object_setattr(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    atom, name = _own_instance(machine, args, 3), known_text(args[1]) if len(args) == 3 else None
    if atom is None or name is None:
        return machine.call_unknown("an attribute is assigned whose name is not known", args, keywords)
    machine.set_plain(args[0], atom, name, args[2])
    return NONE


def _object_delattr(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    atom, name = _own_instance(machine, args, 2), known_text(args[1]) if len(args) == 2 else None
    if atom is None or name is None:
        return machine.call_unknown("an attribute is deleted whose name is not known", args, keywords)
    machine.set_plain(args[0], atom, name, None)
    return NONE


def _callable(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    def one(atom: Atom) -> Abstract:
        if dunders.is_instance(machine, atom):
            return boolean(dunders.has(machine, atom, "__call__"))
        if isinstance(atom, Function | Bound | Partial | Method) or machine.heap_type(atom) == CLASS:
            return boolean(True)
        if isinstance(atom, Const | Plain | Tuple) or machine.heap_type(atom) in (LIST, DICT, SET):
            return boolean(False)
        return either(machine.cause("depends on an object that is not known"))

    if len(args) != 1 or args[0].cause is not None:
        return either(args[0].cause if args else None)
    return machine.over_atoms(args[0], one)


def _import_module(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    """``importlib.import_module`` and ``__import__``: followed when the name is known."""
    name = known_text(args[0]) if args else None
    node = ast.Pass()
    if name is None or name.startswith(".") or not name:
        machine.call_unknown("depends on a module that is loaded at run time", args, keywords)
        return machine.every_module("depends on a module that is loaded at run time")
    return machine.import_module(node, name, 0)


def _dunder_import(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    name = known_text(args[0]) if args else None
    if len(args) != 1 or keywords or name is None:
        machine.call_unknown("depends on a module that is loaded at run time", args, keywords)
        return machine.every_module("depends on a module that is loaded at run time")
    module = _import_module(machine, args, keywords)
    return machine.import_module(ast.Pass(), name.partition(".")[0], 0) if "." in name and not machine.dead else module


def _every_module(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    machine.may_throw()
    return machine.every_module("a module whose name is not known")


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
    "builtins.type": _type,
    "builtins.exec": _dynamic,
    "builtins.eval": _dynamic,
    "builtins.globals": lambda m, a, k: single(Namespace(Ref(m.module_scope(m.frames[-1])))),
    "builtins.locals": _locals,
    "builtins.vars": _vars,
    "builtins.delattr": _delattr,
    "builtins.__import__": _dunder_import,
    "importlib.import_module": _import_module,
    **dict.fromkeys((f"sys.modules.{name}" for name in ("get", "pop", "setdefault", "values", "items", "copy")), _every_module),
    "builtins.object.__init__": _super_noop,
    "builtins.object.__init_subclass__": _super_noop,
    "builtins.object.__new__": _object_new,
    "builtins.object.__getattribute__": _object_getattribute,
    "builtins.object.__setattr__": _object_setattr,
    "builtins.object.__delattr__": _object_delattr,
    "builtins.callable": _callable,
    "builtins.object": lambda m, a, k: single(m.allocate(Record("python.object", {}, partial=True))),
    "functools.partial": _partial,
    "dataclasses.dataclass": dataclasses.with_options,
    "dataclasses.field": dataclasses.field,
    "dataclasses.replace": dataclasses.made_from,
    "dataclasses.asdict": dataclasses.as_dict,
    "typing.cast": lambda m, a, k: a[1] if len(a) == 2 else m.throw_builtin("TypeError"),
    "System.Guid": _guid,
    "System.Guid.Parse": _guid,
    "System.Guid.NewGuid": lambda m, a, k: m.unknown(Cause(NEW_IDENTIFIER, m.place(), fresh=True)),
    "System.Enum.Parse": _enum_parse,
    "System.String.IsNullOrEmpty": _pure(lambda x: not x),
    "System.String.IsNullOrWhiteSpace": _pure(lambda x: not x or x.isspace()),
}
CALLS.update(library.CALLS)
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


for _transparent in ("typing.override", "typing.final", "typing.no_type_check"):
    CALLS[_transparent] = lambda m, a, k: a[0]


def _abstractmethod(machine: Evaluator, args: Args, keywords: Keywords) -> Abstract:
    for value in args:
        machine.abstract.update(atom.code for atom in value.atoms if isinstance(atom, Function))
        inner = (atom.function for atom in value.atoms if isinstance(atom, Wrapped))
        machine.abstract.update(atom.code for function in inner for atom in function.atoms if isinstance(atom, Function))
    return args[0] if args else machine.throw_builtin("TypeError")


CALLS["abc.abstractmethod"] = _abstractmethod
CALLS["functools.cached_property"] = lambda m, a, k: (
    single(Wrapped("cached_property", a[0])) if len(a) == 1 and not k else m.throw_builtin("TypeError")
)
CALLS["builtins.staticmethod"] = lambda m, a, k: single(Wrapped("staticmethod", a[0]))
CALLS["builtins.classmethod"] = lambda m, a, k: single(Wrapped("classmethod", a[0]))
CALLS["builtins.property"] = lambda m, a, k: single(Wrapped("property", a[0], 0, a[1] if len(a) > 1 else None))
CALLS["clr.clrproperty"] = lambda m, a, k: single(External("clr.clrproperty()"))
CALLS["clr.clrproperty()"] = lambda m, a, k: single(Wrapped("property", a[0]))
CALLS["clr.clrmethod"] = lambda m, a, k: single(External("clr.clrmethod()"))
CALLS["clr.clrmethod()"] = lambda m, a, k: a[0]
