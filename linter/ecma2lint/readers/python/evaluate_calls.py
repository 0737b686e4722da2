"""Calls: functions of the sources, bound methods, classes and their construction, cached functions, partial application."""

from __future__ import annotations

import ast

from ecma2lint.readers.heap import Heap, Opaque, Record, Sequence, reachable
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Cause, Const, Ref, join, single
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python import evaluate_external as external
from ecma2lint.readers.python import evaluate_methods as methods
from ecma2lint.readers.python import evaluate_protocols as protocols
from ecma2lint.readers.python.evaluate_escapes import Escapes
from ecma2lint.readers.python.evaluate_frames import CACHE, CLASS, INSTANCE, LIST, ClassInfo, Frame
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
    Partial,
    Raised,
    Tuple,
    Wrapped,
    held,
    to_value,
)
from ecma2lint.records import replace

#: How many times one function may be on the call stack, and how many calls may be nested.
RECURSION_LIMIT = 12
NESTING_LIMIT = 40


class Calls(Escapes):
    """Calling values."""

    #: Annotated names of class bodies in order, each with whether it has a default: the fields of data classes.
    annotations: dict[int, list[tuple[str, bool]]]

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
        used = [single(function), *args, *keywords.values()]
        names = {node.id for node in ast.walk(function.code.node) if isinstance(node, ast.Name)}
        record = self.record(Ref(self.module_scopes[self.modules[function.code.module]]))
        used.extend(value for name, value in (record.fields.items() if record is not None else ()) if name in names)
        watched = reachable(self.heap, used, held)
        return single(Lazy(tuple(items), tuple(id_ for id_ in watched if id_ not in self.classes)))

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
        key = repr((args, sorted(keywords.items())))
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

    # --- classes ------------------------------------------------------------------------------------------------------

    def instantiate(self, cls: Ref, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """Make an instance of a class of the sources; its ``__init__`` runs."""
        info = self.classes[cls.id]
        foreign = next((base for base in info.mro if base is None or (isinstance(base, str) and not self._harmless(base))), "")
        hooks = any(self.class_chain(cls.id, name) is not None for name in ("__new__", "__del__"))
        if info.strange or foreign != "" or hooks:
            reason = info.strange or f"class {info.name} has a base class or constructor that is not followed"
            return self.call_unknown(reason, args, keywords, single(cls))
        if self._is_exception(info):
            self.escape([*args, *keywords.values()], "kept by an exception")
            if self.class_chain(cls.id, "__init__") is not None:
                made = self.allocate(Record(INSTANCE, {"__class__": single(cls)}, {}, self.place(), partial=True))
                self.call(self.get_attribute(single(made), "__init__"), args, keywords)
            return single(Raised(cls)) if not self.dead else NEVER
        if any(isinstance(base, str) and base.startswith("enum.") for base in info.mro):
            return self.call_unknown(f"{info.name} is an enumeration of the sources", args, keywords)
        instance = self.allocate(Record(INSTANCE, {"__class__": single(cls)}, {}, self.place(), partial=True))
        initializer = self.class_chain(cls.id, "__init__")
        if initializer is None:
            return single(instance) if not args and not keywords else self.throw_builtin("TypeError")
        self.call(self.get_attribute(single(instance), "__init__"), args, keywords)
        return single(instance) if not self.dead else NEVER

    @staticmethod
    def _harmless(base: str) -> bool:
        return (
            base.removesuffix("[]") in contract.EMPTY_BASES
            or base.startswith("Microsoft.MetadirectoryServices.I")
            or base in external.EXCEPTION_PATHS
        )

    @staticmethod
    def _is_exception(info: ClassInfo) -> bool:
        return any(isinstance(base, str) and base in external.EXCEPTION_PATHS for base in info.mro)

    def define_class(self, node: ast.ClassDef) -> Abstract:
        """Run a class statement; the class, decorators applied."""
        listed = self.elements(node.bases)
        bases = [value for value, _ in listed] if isinstance(listed, list) else [self.unknown(listed)]
        strange = f"class {node.name} has a metaclass or class keywords" if self._class_keywords(node) else None
        for base in bases:
            atom = base.atom
            plain = ("System.", "Microsoft.", "typing.Generic", "typing.Protocol")
            if isinstance(atom, External) and not self._harmless(atom.path) and not atom.path.startswith(plain):
                strange = f"class {node.name} derives from {atom.path}, which may change what its attributes are"
        frame = self.frames[-1]
        scope_env = frame.env if frame.code is None else (frame.scope, *frame.env)
        cls = self.allocate(Record(CLASS, {}, {}, self.place(), partial=True))
        mro = self._resolution_order(cls.id, bases)
        self.classes[cls.id] = ClassInfo(node.name, node, frame.module, mro, strange)
        inner = Frame(frame.module, cls.id, scope_env, None, node.name, cls.id)
        self.frames.append(inner)
        self.execute(node.body)
        self.frames.pop()
        if self.dead:
            return NEVER
        record = self.record(cls)
        if record is not None:
            self.note_special_methods(record)
        for keyword in node.keywords if strange else ():
            self.escape([self.evaluate(keyword.value)], f"class {node.name} has a metaclass or class keywords")
        result = single(cls)
        for decorator in reversed(node.decorator_list):
            result = protocols.decorate_class(self, self.evaluate(decorator), result, node)
            if result.atom != cls:
                reason = f"class {node.name} is decorated by code that is not followed"
                self.classes[cls.id] = replace(self.classes[cls.id], strange=reason)
        return result

    @staticmethod
    def _class_keywords(node: ast.ClassDef) -> bool:
        return any(
            not (isinstance(k.value, ast.Name | ast.Attribute) and ast.unparse(k.value).endswith("ABCMeta"))
            for k in node.keywords
        )

    def _resolution_order(self, own: int, bases: list[Abstract]) -> tuple[int | str | None, ...]:
        """The method resolution order; a base that is not known stands for itself as None."""
        orders: list[list[int | str | None]] = []
        heads: list[int | str | None] = []
        for base in bases:
            atom = base.atom
            if isinstance(atom, Ref) and atom.id in self.classes:
                orders.append(list(self.classes[atom.id].mro))
                heads.append(atom.id)
            elif isinstance(atom, External):
                orders.append([atom.path])
                heads.append(atom.path)
            else:
                return (own, None)
        merged = _merge([*orders, heads])
        return (own, *merged) if merged is not None else (own, None)

    def function_value(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda, code: Code) -> Abstract:
        """The function object a ``def`` or ``lambda`` makes."""
        frame = self.frames[-1]
        env = frame.env if frame.code is None else (frame.scope, *frame.env)
        defaults = tuple(self.evaluate(default) for default in node.args.defaults)
        keyword_defaults = tuple(
            (parameter.arg, self.evaluate(default))
            for parameter, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
            if default is not None
        )
        return single(Function(code, env, defaults, keyword_defaults))


def _merge(orders: list[list[int | str | None]]) -> list[int | str | None] | None:
    """The C3 merge; None when there is no consistent order."""
    result: list[int | str | None] = []
    rest = [list(order) for order in orders if order]
    while rest:
        head = next((order[0] for order in rest if not any(order[0] in other[1:] for other in rest)), "?")
        if head == "?":
            return None
        result.append(head)
        rest = [trimmed for order in rest if (trimmed := order[1:] if order[0] == head else order)]
    return result
