"""Classes of the sources: the class statement with the hooks that run behind it, and making instances."""

from __future__ import annotations

import ast

from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import Abstract, Ref, single
from ecma2lint.readers.python import evaluate_contract as contract
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python import evaluate_external as external
from ecma2lint.readers.python import evaluate_protocols as protocols
from ecma2lint.readers.python import evaluate_slots as slots
from ecma2lint.readers.python.evaluate_dataclasses import Field
from ecma2lint.readers.python.evaluate_escapes import Escapes
from ecma2lint.readers.python.evaluate_frames import CLASS, INSTANCE, ClassInfo, Frame
from ecma2lint.readers.python.evaluate_machine import BudgetError
from ecma2lint.readers.python.evaluate_names import declared_in
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    NONE,
    Bound,
    Code,
    External,
    Function,
    Raised,
    Tuple,
    Wrapped,
    to_value,
)
from ecma2lint.records import replace


class Classes(Escapes):
    """Defining classes and making instances."""

    #: Annotated names of class bodies in order: the fields of data classes.
    annotations: dict[int, list[tuple[str, ast.expr]]]
    #: The fields of the data classes.
    data_fields: dict[int, list[Field]]
    #: Functions behind ``abc.abstractmethod``.
    abstract: set[Code]

    # --- instances ----------------------------------------------------------------------------------------------------

    def instantiate(self, cls: Ref, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """Make an instance of a class of the sources; its ``__new__`` and ``__init__`` run."""
        info = self.classes[cls.id]
        foreign = next((base for base in info.mro if base is None or (isinstance(base, str) and not self._harmless(base))), "")
        if not info.strange and self.class_chain(cls.id, "__del__") is not None:
            raise BudgetError(f"class {info.name} has a finalizer, which may run at any time")
        if info.strange or foreign != "":
            reason = info.strange or f"class {info.name} has a base class that is not followed"
            self.escape_class(cls, reason)
            return self.call_unknown(reason, args, keywords)
        if self._abstract(info):
            return self.throw_builtin("TypeError")
        if self._is_exception(info):
            return self._new_exception(cls, args, keywords)
        maker = self.class_chain(cls.id, "__new__")
        if maker is not None:
            return self._made_by_new(cls, maker, args, keywords)
        instance = self.new_instance(cls)
        initializer = self.class_chain(cls.id, "__init__")
        if initializer is None:
            return single(instance) if not args and not keywords else self.throw_builtin("TypeError")
        return self._initialized(cls, instance, initializer, args, keywords)

    def new_instance(self, cls: Ref) -> Ref:
        """An instance without attributes."""
        return self.allocate(Record(INSTANCE, {"__class__": single(cls)}, {}, self.place(), partial=True))

    def _initialized(
        self, cls: Ref, instance: Ref, initializer: Abstract, args: list[Abstract], keywords: dict[str, Abstract]
    ) -> Abstract:
        made = self.call(self.bind_all(initializer, cls, instance, instance), args, keywords)
        if self.dead:
            return NEVER
        if made.cause is not None:
            self.may_throw()
        elif NONE.atoms[0] not in made.atoms:
            return self.throw_builtin("TypeError")
        return single(instance)

    def _made_by_new(self, cls: Ref, maker: Abstract, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        atom = maker.atom
        function = atom.function if isinstance(atom, Wrapped) and atom.kind == "staticmethod" else maker
        made = self.call(function, [single(cls), *args], keywords)
        if self.dead:
            return NEVER
        initializer = self.class_chain(cls.id, "__init__")
        if initializer is None and made.cause is None:
            return made
        if made.cause is not None or len(made.atoms) != 1 or initializer is None:
            return self.call_unknown("a constructor that is not followed", [made, *args], keywords)
        instance = made.atoms[0]
        own = dunders.class_of(self, instance)
        if own is None or not isinstance(instance, Ref) or cls.id not in self.classes[own.id].mro:
            return made
        return self._initialized(cls, instance, initializer, args, keywords)

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

    def _abstract(self, info: ClassInfo) -> bool:
        """Whether a class derives from ABC and does not define what is abstract there."""
        if not self.abstract or not any(base in ("abc.ABC", "abc.ABCMeta") for base in info.mro):
            return False
        seen: set[str] = set()
        for base in info.mro:
            record = self.record(Ref(base)) if isinstance(base, int) else None
            for name, value in record.fields.items() if record is not None else ():
                if name in seen:
                    continue
                seen.add(name)
                atom = value.atom
                inner = atom.function.atom if isinstance(atom, Wrapped) else atom
                if isinstance(inner, Function) and inner.code in self.abstract:
                    return True
        return False

    def _new_exception(self, cls: Ref, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """An exception of the sources; its ``__init__`` runs on an object of its own."""
        fields = {"__class__": single(cls), "args": single(Tuple(tuple(args)))}
        instance = self.allocate(Record(INSTANCE, fields, {}, self.place(), partial=True))
        if self.class_chain(cls.id, "__new__") is not None:
            return self.call_unknown("an exception with a constructor that is not followed", args, keywords)
        initializer = self.class_chain(cls.id, "__init__")
        if initializer is not None:
            self._initialized(cls, instance, initializer, args, keywords)
        return single(Raised(cls, instance)) if not self.dead else NEVER

    # --- the class statement ------------------------------------------------------------------------------------------

    def define_class(self, node: ast.ClassDef) -> Abstract:
        """Run a class statement; the class, decorators applied."""
        decorators = [self.evaluate(decorator) for decorator in node.decorator_list]
        listed = self.elements(node.bases)
        bases = [value for value, _ in listed] if isinstance(listed, list) else [self.unknown(listed)]
        keywords = {keyword.arg or "**": self.evaluate(keyword.value) for keyword in node.keywords}
        if self.dead:
            return NEVER
        frame = self.frames[-1]
        scope_env = frame.env if frame.code is None else (frame.scope, *frame.env)
        cls = self.allocate(Record(CLASS, {}, {}, self.place(), partial=True))
        mro = self._resolution_order(cls.id, bases)
        self.classes[cls.id] = ClassInfo(node.name, node, frame.module, mro, self._strangeness(node, bases, keywords))
        inner = Frame(frame.module, cls.id, scope_env, None, node.name, cls.id)
        inner.globals, inner.nonlocals = declared_in(node)
        self.frames.append(inner)
        self.execute(node.body)
        self.frames.pop()
        if self.dead:
            return NEVER
        self._behind_the_body(cls, keywords)
        if self.dead:
            return NEVER
        result = single(cls)
        for decorator in reversed(decorators):
            result = protocols.decorate_class(self, decorator, result, node)  # type: ignore[arg-type]
            if result.atom != cls:
                reason = f"class {node.name} is decorated by code that is not followed"
                self.classes[cls.id] = replace(self.classes[cls.id], strange=reason)
        return result

    def _strangeness(self, node: ast.ClassDef, bases: list[Abstract], keywords: dict[str, Abstract]) -> str | None:
        """Why nothing is known of the attributes of a class; None when they are what the class body says."""
        meta = keywords.pop("metaclass", None)
        if meta is not None and meta.atom != External("abc.ABCMeta"):
            self.call_unknown("a metaclass", [meta], {})
            return f"class {node.name} has a metaclass or class keywords"
        strange = None
        plain = ("System.", "Microsoft.", "typing.Generic", "typing.Protocol")
        for base in bases:
            atom = base.atom
            if isinstance(atom, Ref) and atom.id in self.classes and self.classes[atom.id].strange is not None:
                strange = f"class {node.name} derives from {self.classes[atom.id].name}: {self.classes[atom.id].strange}"
            elif isinstance(atom, External) and not self._harmless(atom.path) and not atom.path.startswith(plain):
                strange = f"class {node.name} derives from {atom.path}, which may change what its attributes are"
        return strange

    def _behind_the_body(self, cls: Ref, keywords: dict[str, Abstract]) -> None:
        """What runs when the body of a class statement is done: ``__set_name__`` and ``__init_subclass__``."""
        record = self.record(cls)
        if record is None:
            return
        for name, value in record.fields.items():
            for atom in value.atoms:
                if dunders.has(self, atom, "__set_name__"):
                    dunders.call(self, atom, "__set_name__", [single(cls), to_value(name)])
        slots.check(self, cls, record)
        self.note_special_methods(record)
        hook = self.class_chain(cls.id, "__init_subclass__", cls.id) if not self.dead else None
        if hook is None:
            if keywords and not self.dead and self.classes[cls.id].strange is None:
                reason = f"class {self.classes[cls.id].name} has a metaclass or class keywords"
                self.classes[cls.id] = replace(self.classes[cls.id], strange=reason)
            return
        atom = hook.atom
        function = atom.function.atom if isinstance(atom, Wrapped) else atom
        if function is None or self.classes[cls.id].strange:
            self.call_unknown(hook.cause.reason if hook.cause else "a hook that is not followed", [single(cls)], keywords)
            return
        self.call(single(Bound(function, cls)), [], keywords)

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
