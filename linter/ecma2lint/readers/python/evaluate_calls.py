"""Calls: functions of the sources, bound methods, classes and their construction, cached functions, partial application."""

from __future__ import annotations

import ast

from ecma2lint.readers.heap import Heap, Opaque, Record, Sequence
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Cause, Const, Ref, join, single
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_external as external
from ecma2lint.readers.python import evaluate_methods as methods
from ecma2lint.readers.python.evaluate_classes import Classes
from ecma2lint.readers.python.evaluate_equality import own_comparison
from ecma2lint.readers.python.evaluate_frames import CACHE, CLASS, INSTANCE, LIST, Frame
from ecma2lint.readers.python.evaluate_iterators import read_while_running
from ecma2lint.readers.python.evaluate_machine import DEPTH_LIMIT
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    NONE,
    Bound,
    Code,
    External,
    Function,
    Lazy,
    Method,
    NotPlainError,
    Partial,
    Raised,
    Tuple,
    Wrapped,
    python_value,
    to_value,
)
from ecma2lint.records import replace

#: How many times one function may be on the call stack, and how many calls may be nested.
RECURSION_LIMIT = 12
NESTING_LIMIT = 40


class Calls(Classes):
    """Calling values."""

    def call(self, function: Abstract, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """Call a value: every alternative on its own state; the unknown part takes its arguments with it."""
        if function.cause is None and len(function.atoms) == 1:
            return self.call_atom(function.atoms[0], args, keywords)
        return self.each(
            function,
            lambda atom: self.call_atom(atom, args, keywords),
            lambda cause: self.call_unknown(cause.reason, args, keywords, function),
        )

    def call_unknown(self, reason: str, args: list[Abstract], keywords: dict[str, Abstract], *others: Abstract) -> Abstract:
        """A call of code that cannot be followed: its arguments become unknown, it may raise, its result is unknown."""
        self.may_throw()
        self.run_at_large(self.cause(reason))
        self.escape([*args, *keywords.values(), *others], reason)
        self.may_throw()
        return self.unknown(reason, *args, *keywords.values())

    def call_atom(self, function: Atom, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """Call one alternative."""
        if isinstance(function, Function):
            return self.call_function(function, args, keywords)
        if isinstance(function, Bound):
            return self.call_atom(function.function, [single(function.receiver), *args], keywords)
        if isinstance(function, Method):
            return methods.call_method(self, function, args, keywords)
        if isinstance(function, External):
            return external.call_external(self, function.path, args, keywords)
        if isinstance(function, Partial):
            return self.call(function.function, [*function.args, *args], {**dict(function.keywords), **keywords})
        if isinstance(function, Wrapped):
            if function.kind == "cache":
                return self._call_cached(function, args, keywords)
            return (
                self.call(function.function, args, keywords)
                if function.kind == "staticmethod"
                else self.throw_builtin("TypeError")
            )
        if isinstance(function, Ref):
            obj = self.heap.get(function.id)
            if isinstance(obj, Opaque):
                return self.call_unknown(obj.cause.reason, args, keywords, single(function))
            if isinstance(obj, Record) and obj.type == CLASS:
                return self.instantiate(function, args, keywords)
            if isinstance(obj, Record) and obj.type == INSTANCE:
                cls = obj.fields["__class__"].only_ref
                if cls is not None and self.class_chain(cls.id, "__call__") is not None:
                    return self.call(self.get_attribute(single(function), "__call__"), args, keywords)
                return self.throw_builtin("TypeError")
            if isinstance(obj, Sequence):
                return self.throw_builtin("TypeError")
            return self.call_unknown("an object that is not modelled is called", args, keywords, single(function))
        if isinstance(function, Const | Tuple):
            return self.throw_builtin("TypeError")
        return self.call_unknown("something that is not modelled is called", args, keywords, single(function))

    # --- functions ----------------------------------------------------------------------------------------------------

    def call_function(self, function: Function, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """Call a function of the sources."""
        code = function.code
        self.called.add(code)
        if code.names.generator and not isinstance(code.node, ast.AsyncFunctionDef):
            return self._call_generator(function, args, keywords)
        if isinstance(code.node, ast.AsyncFunctionDef):
            reason = f"{code.name}() is an async function, which is not followed"
            self.escape_function(function, reason)
            return self.call_unknown(reason, args, keywords)
        return self._call_body(function, args, keywords)

    def _call_generator(self, function: Function, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """A generator without side effects, run ahead of the loop that uses it up; any other is not followed."""
        before = self.heap.fork()
        collected: list[tuple[Heap, Raised | None]] = []
        self.handlers.append(collected)
        yielded = collections.new_sequence(self, LIST, [])
        self._yielding = yielded
        self._call_body(function, args, keywords)
        self._yielding = None
        self.handlers.pop()
        items = collections.iterate(self, yielded) if not self.dead else self.cause("a generator that raises")
        # What is allocated in a loop that is not unrolled stands for several objects: the order of events is lost.
        if isinstance(items, Cause) or collected or self.dead or self.rounds or self._changed_since(before):
            self.heap, self.dead = before, False
            reason = f"{function.code.name}() is a generator, which is not followed"
            self.escape_function(function, reason)
            return self.call_unknown(reason, args, keywords)
        return single(Lazy(tuple(items), read_while_running(self, [single(function), *args, *keywords.values()])))

    #: A call whose result is used up at once by the call around it.
    used_up: ast.Call | None = None
    #: The list that collects what the generator about to be called yields.
    _yielding: Abstract | None = None

    def _call_body(self, function: Function, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        code = function.code
        depth = sum(frame.code is code for frame in self.frames)
        if depth >= RECURSION_LIMIT or len(self.frames) >= NESTING_LIMIT or self.depth >= DEPTH_LIMIT:
            reason = f"{code.name}() is nested deeper than the evaluation follows"
            self.escape_function(function, reason)
            return self.call_unknown(reason, args, keywords)
        bound = self._bind_arguments(function, args, keywords)
        if bound is None:
            return self.throw_builtin("TypeError")
        call = self.location()
        node = self.node
        names = dict.fromkeys(code.names.locals, single(ABSENT))
        names.update(bound)
        frame = Frame(
            code.module, self.new_scope(names, code.names.closures), function.env, code, code.name, code.owner, call=call
        )
        frame.yielded, self._yielding = self._yielding, None
        parameters = [*code.node.args.posonlyargs, *code.node.args.args]
        if parameters:
            frame.receiver = bound[parameters[0].arg].atom
        self.frames.append(frame)
        try:
            result = self.run_body(frame, code)
        finally:
            self.frames.pop()
        self.node = node
        return result

    def run_body(self, frame: Frame, code: Code) -> Abstract:
        """Run the body of a function in its frame; what it returns."""
        if isinstance(code.node, ast.Lambda):
            return self.evaluate(code.node.body)
        self.execute(code.node.body)
        if not self.dead:
            if not frame.returns:
                return NONE
            frame.returns.append((self.heap, NONE))
        if not frame.returns:
            return NEVER
        heap, value = frame.returns[0]
        for other, returned in frame.returns[1:]:
            heap, _ = heap.join(other, self._why)
            value = join(value, returned, self._why)
        self.heap, self.dead = heap, False
        return value

    #: What the last undecided branch depended on: says why the states that meet behind it differ.
    _why: Cause | None = None

    def _bind_arguments(
        self, function: Function, args: list[Abstract], keywords: dict[str, Abstract]
    ) -> dict[str, Abstract] | None:
        """The parameters' values; None when the call does not fit the signature."""
        spec = function.code.node.args
        positional = [*spec.posonlyargs, *spec.args]
        bound: dict[str, Abstract] = {}
        for parameter, value in zip(positional, args, strict=False):
            bound[parameter.arg] = collections.kept(self, value)
        if len(args) > len(positional) and spec.vararg is None:
            return None
        if spec.vararg is not None:
            bound[spec.vararg.arg] = single(Tuple(tuple(args[len(positional) :])))
        by_keyword = {parameter.arg for parameter in (*spec.args, *spec.kwonlyargs)}
        extra: dict[str, Abstract] = {}
        for name, value in keywords.items():
            if name in by_keyword:
                if name in bound:
                    return None
                bound[name] = collections.kept(self, value)
            elif spec.kwarg is not None:
                extra[name] = value
            else:
                return None
        if spec.kwarg is not None:
            bound[spec.kwarg.arg] = collections.new_dict(self, [(to_value(name), value) for name, value in extra.items()])
        defaults = dict(zip((p.arg for p in positional[len(positional) - len(spec.defaults) :]), function.defaults, strict=True))
        defaults.update(function.keyword_defaults)
        for parameter in (*positional, *spec.kwonlyargs):
            if parameter.arg not in bound:
                if parameter.arg not in defaults:
                    return None
                bound[parameter.arg] = defaults[parameter.arg]
        return bound

    def _call_cached(self, function: Wrapped, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """``functools.lru_cache``: the result of the first call with these arguments, the same object every time."""
        record = self.record(Ref(function.cell))
        if record is None or any(value.cause is not None or len(value.atoms) != 1 for value in (*args, *keywords.values())):
            return self.call_unknown(
                "a cached function is called with arguments that are not known", args, keywords, function.function
            )
        key = _cache_key(args, keywords)
        if any(own_comparison(self, atom) for value in (*args, *keywords.values()) for atom in value.atoms):
            return self.call_unknown(
                "a cached function is called with arguments that are not plain", args, keywords, single(function)
            )
        cached = record.fields.get(key)
        if cached is not None and ABSENT not in cached.atoms:
            return cached
        result = self.call(function.function, args, keywords)
        if self.dead:
            return result
        record = self.record(Ref(function.cell)) or record
        if cached is not None:
            result = join(result, replace(cached, atoms=tuple(atom for atom in cached.atoms if atom is not ABSENT)))
        self.put(function.cell, replace(record, fields={**record.fields, key: result}))
        return result

    def new_cache(self, function: Abstract) -> Abstract:
        """A cached function."""
        return single(Wrapped("cache", function, self.allocate(Record(CACHE, {}, partial=True)).id))


def _cache_key(args: list[Abstract], keywords: dict[str, Abstract]) -> str:
    """What ``lru_cache`` files a call under: ``f(1, 2)`` and ``f(True, 2)`` are one call to it, ``f(1)`` and ``f(True)`` two."""
    if len(args) == 1 and not keywords and isinstance(args[0].atom, Const) and args[0].atom.type in ("int", "str"):
        return repr(args[0].atom)
    parts = [_cache_part(value.atom) for value in args] + [
        f"{name}={_cache_part(value.atom)}" for name, value in keywords.items()
    ]
    return "|".join(parts)


def _cache_part(atom: Atom | None) -> str:
    """Equal numbers have one text, whatever their type."""
    if isinstance(atom, Tuple):
        return f"{type(atom).__name__}({','.join(_cache_part(item.atom) for item in atom.items)},)"
    try:
        value = python_value(atom) if atom is not None else None
    except NotPlainError:
        return repr(atom)
    if isinstance(value, float) and value.is_integer():
        return f"number {int(value)}"
    return f"number {int(value)}" if isinstance(value, int) else repr(value)
