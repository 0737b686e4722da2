"""Calls of what stands outside of the sources: the contract, built-ins and known library functions go to their models.

Everything else is code that cannot be followed.
"""

from __future__ import annotations

import builtins
from functools import partial
from typing import TYPE_CHECKING, Final

from ecma2lint.contract import NAMESPACE
from ecma2lint.readers.heap import reachable
from ecma2lint.readers.lattice import Abstract, Const, Ref, single
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python import evaluate_net as net
from ecma2lint.readers.python.evaluate_builtins import CALLS
from ecma2lint.readers.python.evaluate_causes import cause_of, environment_reason
from ecma2lint.readers.python.evaluate_computed import Args, Keywords, to_text
from ecma2lint.readers.python.evaluate_values import NEVER, NONE, External, Made, Raised, held, known_text, to_value

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator

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
#: Calls that give access to the variables of every module, or let code run between any two steps.
_NAME_REACHING: Final = ("sys.settrace", "sys.setprofile", "gc.get_", "ctypes.", "inspect.currentframe", "inspect.stack")
#: What puts code of the sources into the logging machinery.
_HOOKS: Final = frozenset({"addHandler", "addFilter", "setLoggerClass", "setLogRecordFactory", "setFormatter", "dictConfig"})
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


def call_external(machine: Evaluator, path: str, args: Args, keywords: Keywords) -> Abstract:
    """Call something outside the sources."""
    if machine.replaced and (cause := machine.replacement(path.removesuffix("()"))) is not None:
        return machine.call_unknown(cause.reason, args, keywords)
    if path.startswith(NAMESPACE + "."):
        return contract.call_contract(machine, path.removeprefix(NAMESPACE + "."), args, keywords)
    if path.startswith(_NAME_REACHING):
        machine.lose_names(f"{path}() gives access to every name")
    handler = CALLS.get(path)
    if handler is not None:
        return handler(machine, args, keywords)
    if path in _HARMLESS or (path.startswith(_HARMLESS_ROOTS) and path.rpartition(".")[2] not in _HOOKS):
        if any(not isinstance(atom, Const) for value in (*args, *keywords.values()) for atom in value.atoms):
            _written(machine, [*args, *keywords.values()], path in ("builtins.print", "builtins.repr"))
            if machine.dead:
                return NEVER
        if path.startswith("logging") and machine.at_large:
            machine.run_at_large(machine.cause("a handler of the sources may run"))
        if path in ("logging.getLogger", "logging.Logger().getChild"):
            return single(External("logging.Logger()"))
        return machine.unknown(f"the result of {path}()") if path != "builtins.print" else NONE
    if path in EXCEPTION_PATHS or (path.startswith("System.") and path.endswith("Exception")):
        machine.escape([*args, *keywords.values()], "kept by an exception")
        return single(Raised(External(path)))
    if path.endswith("[]"):
        return _generic(machine, path, args)
    if path in ("os.environ.get", "os.getenv", "System.Environment.GetEnvironmentVariable"):
        return machine.unknown(environment_reason(known_text(args[0]) if args else None), *args[1:])
    if path in _MAKERS:
        machine.may_throw()
        return single(Made(_MAKERS[path]))
    return machine.call_unknown(cause_of(path), args, keywords)


_WRITERS: Final = ("__str__", "__repr__", "__format__")


def _written(machine: Evaluator, args: Args, certain: bool) -> None:
    """Objects of the sources are written: their own ``__str__`` runs, or may run."""
    direct = {atom for value in args for atom in value.atoms}
    for atom in direct:
        if not dunders.has(machine, atom, *_WRITERS):
            continue
        way = partial(to_text, machine, single(atom))
        if certain and not machine.dead:
            way()
        elif not machine.dead:
            machine.either_way(machine.cause("depends on what is written"), [way, lambda: NONE])
    for id_ in reachable(machine.heap, args, held):
        nested = Ref(id_)
        if nested not in direct and dunders.has(machine, nested, *_WRITERS):
            machine.call_unknown("the object's own __str__ may run", [single(nested)], {})


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
