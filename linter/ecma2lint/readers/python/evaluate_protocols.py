"""Decorators, data classes, ``match`` patterns, ``except`` clauses and context managers."""

from __future__ import annotations

import ast
import builtins
from typing import TYPE_CHECKING

from ecma2lint.readers.lattice import TRUE, Abstract, Atom, Ref
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_dataclasses as dataclasses
from ecma2lint.readers.python.evaluate_external import EXCEPTION_PATHS
from ecma2lint.readers.python.evaluate_frames import INSTANCE
from ecma2lint.readers.python.evaluate_values import NEVER, NONE, External, Raised, to_value

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator


def decorate(machine: Evaluator, decorator: Abstract, value: Abstract, node: ast.expr) -> Abstract:
    """What a decorator makes of a function."""
    machine.node = node
    return machine.call(decorator, [value], {})


def decorate_class(machine: Evaluator, decorator: Abstract, cls: Abstract, node: ast.ClassDef) -> Abstract:
    """What a decorator makes of a class."""
    atom, ref = decorator.atom, cls.only_ref
    options = dataclasses.options_of(atom)
    if options is not None and ref is not None:
        dataclasses.decorate(machine, ref, options)
        return cls
    if isinstance(atom, External) and atom.path in ("typing.final", "functools.total_ordering", "typing.runtime_checkable"):
        machine.total_ordered = machine.total_ordered or atom.path == "functools.total_ordering"
        return cls
    return machine.call(decorator, [cls], {})


def matches(machine: Evaluator, subject: Abstract, pattern: ast.pattern, captured: list[tuple[str, Abstract]]) -> bool | None:
    """Whether a subject matches a pattern; None when both are possible. What a match binds is added to ``captured``."""
    if isinstance(pattern, ast.MatchValue | ast.MatchSingleton):
        wanted = to_value(pattern.value) if isinstance(pattern, ast.MatchSingleton) else machine.evaluate(pattern.value)
        kind = ast.Is if isinstance(pattern, ast.MatchSingleton) else ast.Eq
        result = machine.compare(kind, subject, wanted)
        return None if len(result.atoms) != 1 else result == TRUE
    if isinstance(pattern, ast.MatchOr):
        answers = [matches(machine, subject, part, captured) for part in pattern.patterns]
        return True if True in answers else None if None in answers else False
    if isinstance(pattern, ast.MatchAs):
        answer = matches(machine, subject, pattern.pattern, captured) if pattern.pattern is not None else True
        if pattern.name is not None and answer is not False:
            captured.append((pattern.name, collections.kept(machine, subject)))
        return answer
    for inner in ast.walk(pattern):
        name = getattr(inner, "name", None) or getattr(inner, "rest", None)
        if isinstance(name, str):
            reason = machine.cause("depends on a pattern that is not modelled")
            element = collections.element_of(machine, subject, reason) if subject.atoms else machine.unknown(reason, subject)
            captured.append((name, element))
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
        entered = machine.get_attribute(manager, "__enter__")
        machine.get_attribute(manager, "__exit__")
        return (machine.call(entered, [], {}) if not machine.dead else NEVER), True
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
