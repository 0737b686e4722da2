"""The classes of a program: what they derive from, in which order attributes are found, and what .NET type they become.

Source of the rules: pythonnet 3, seen on Mono and .NET Core (a class becomes a .NET type when its own body binds
``__namespace__`` or ``__assembly__``; a subclass without either shares the type of its base).
"""

from __future__ import annotations

import ast
import sys
from enum import StrEnum
from functools import cached_property

from ecma2lint.contract import CONTRACT_INTERFACES, LEGACY_INTERFACES, RULES_EXTENSIONS
from ecma2lint.readers.python.binder import constant_text, resolve
from ecma2lint.readers.python.modules import Module
from ecma2lint.readers.python.scopes import Scope
from ecma2lint.readers.python.symbols import ContractType, Expression, External, OwnClass, Symbol, Symbols, Unknown
from ecma2lint.records import dataclass

#: Deeper or wider class hierarchies are not followed.
MRO_LIMIT = 64

_TRANSPARENT_DECORATORS = frozenset(
    {"dataclasses.dataclass", "functools.total_ordering", "typing.final", "typing.runtime_checkable", "enum.unique"}
)


class BaseKind(StrEnum):
    """What a base class is."""

    INTERFACE = "contract interface"
    LEGACY = "ECMA 1 interface"
    RULES = "rules extension"
    DOTNET = ".NET type"
    OWN = "own class"
    PYTHON = "Python class"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Base:
    """One base of a class: ``name`` as reports call it, ``own`` its class, ``reason`` why it is unknown."""

    kind: BaseKind
    name: str
    node: ast.expr
    own: OwnedClass | None = None
    reason: str = ""


class NamespaceState(StrEnum):
    """What a class body says about ``__namespace__``: ``PRESENT`` is bound, but to a text that is not known."""

    ABSENT = "absent"
    KNOWN = "known"
    PRESENT = "present"
    UNKNOWN = "unknown"
    INVALID = "invalid"


@dataclass(frozen=True)
class Namespace:
    """The ``__namespace__`` of a class body; ``text`` is empty where the type gets none."""

    state: NamespaceState
    text: str = ""
    node: ast.AST | None = None

    @property
    def makes_type(self) -> bool:
        """Whether pythonnet makes a .NET type of the class, as far as is known."""
        return self.state is not NamespaceState.ABSENT


class OwnedClass:
    """A class of the program."""

    def __init__(self, scope: Scope, graph: ClassGraph) -> None:
        assert isinstance(scope.node, ast.ClassDef)
        self.scope = scope
        self.node: ast.ClassDef = scope.node
        self.module: Module = scope.module
        self.graph = graph
        self.truncated = False

    @property
    def name(self) -> str:
        """The simple name."""
        return self.node.name

    @cached_property
    def bases(self) -> tuple[Base, ...]:
        """The bases in order, metaclasses that cannot be seen through included as unknown bases."""
        found: list[Base] = []
        outer = self.scope.parent
        assert outer is not None
        for expression in self.node.bases:
            found.extend(self._expand(expression, outer))
        for keyword in self.node.keywords:
            if keyword.arg is None:
                found.append(Base(BaseKind.UNKNOWN, "**", keyword.value, reason="its class keywords are unpacked"))
            elif keyword.arg == "metaclass" and not self._plain_metaclass(keyword.value, outer):
                found.append(Base(BaseKind.UNKNOWN, "metaclass", keyword.value, reason="its metaclass may add members"))
        return tuple(found)

    def _expand(self, expression: ast.expr, scope: Scope) -> list[Base]:
        if isinstance(expression, ast.Starred):
            symbols = resolve(expression.value, scope)
            only = symbols[0] if len(symbols) == 1 else None
            if isinstance(only, Expression) and isinstance(only.node, ast.Tuple | ast.List):
                return [base for item in only.node.elts for base in self._expand(item, only.scope)]
            return [Base(BaseKind.UNKNOWN, "*", expression, reason="its bases are unpacked from what is only known at run time")]
        if isinstance(expression, ast.Subscript):
            expression = expression.value
        symbols = resolve(expression, scope)
        found = [self._base(symbol, expression) for symbol in symbols]
        if len(found) > 1:
            names = " or ".join(base.name for base in found)
            found.append(Base(BaseKind.UNKNOWN, names, expression, reason=f"its base is chosen at run time: {names}"))
        return found

    def _base(self, symbol: Symbol, node: ast.expr) -> Base:
        match symbol:
            case ContractType(name=name) if name in CONTRACT_INTERFACES:
                return Base(BaseKind.INTERFACE, name, node)
            case ContractType(name=name) if name in LEGACY_INTERFACES:
                return Base(BaseKind.LEGACY, name, node)
            case ContractType(name=name) if name in RULES_EXTENSIONS:
                return Base(BaseKind.RULES, name, node)
            case ContractType(name=name):
                return Base(BaseKind.DOTNET, name, node)
            case OwnClass(scope=scope):
                own = self.graph.of(scope)
                return Base(BaseKind.OWN, own.name, node, own)
            case External(name=name):
                return _external_base(name, node)
            case Unknown(reason=reason):
                return Base(BaseKind.UNKNOWN, _text(node), node, reason=f"its base {_text(node)} is unknown: {reason}")
        return Base(BaseKind.UNKNOWN, _text(node), node, reason=f"its base {_text(node)} is only known at run time")

    def _plain_metaclass(self, node: ast.expr, scope: Scope) -> bool:
        return resolve(node, scope) in ((External("builtins.type"),), (External("abc.ABCMeta"),))

    @cached_property
    def mro(self) -> tuple[OwnedClass, ...]:
        """The own classes attributes are looked up in, this one first (C3; depth first where C3 has no answer)."""
        return self.graph.linearise(self)

    @cached_property
    def interfaces(self) -> dict[str, OwnedClass]:
        """The contract interfaces, own and inherited, with the class that lists each."""
        found: dict[str, OwnedClass] = {}
        for owner in self.mro:
            for base in owner.bases:
                if base.kind is BaseKind.INTERFACE:
                    found.setdefault(base.name, owner)
        return found

    @cached_property
    def unknown_bases(self) -> tuple[tuple[OwnedClass, Base], ...]:
        """The bases that could not be followed, own and inherited, with the class that lists each."""
        found = [(owner, base) for owner in self.mro for base in owner.bases if base.kind is BaseKind.UNKNOWN]
        if self.truncated:
            reason = f"it has more than {MRO_LIMIT} base classes"
            found.append((self, Base(BaseKind.UNKNOWN, "...", self.node.bases[0], reason=reason)))
        return tuple(found)

    @cached_property
    def namespace(self) -> Namespace:
        """What the class's own body says about ``__namespace__`` and ``__assembly__``."""
        bindings = self.scope.bindings
        slot = bindings.live("__namespace__")
        if slot is None:
            if assembly := bindings.live("__assembly__"):
                return Namespace(NamespaceState.KNOWN, "", assembly.bindings[0].node)
            if bindings.opaque or self.unknown_decorator:
                return Namespace(NamespaceState.UNKNOWN)
            return Namespace(NamespaceState.ABSENT)
        binding = slot.bindings[0]
        if slot.maybe_unbound or len(slot.bindings) > 1 or binding.value is None:
            return Namespace(NamespaceState.PRESENT, "", binding.node)
        value: ast.expr | None = binding.value
        if not isinstance(value, ast.Constant):
            text = constant_text(binding.value, self.scope)
            if text is not None:
                return Namespace(NamespaceState.KNOWN, text, binding.node)
            symbols: Symbols = resolve(binding.value, self.scope)
            value = symbols[0].node if len(symbols) == 1 and isinstance(symbols[0], Expression) else None
        if isinstance(value, ast.Constant):
            if value.value is None or isinstance(value.value, str):
                return Namespace(NamespaceState.KNOWN, value.value or "", binding.node)
            return Namespace(NamespaceState.INVALID, "", binding.node)
        return Namespace(NamespaceState.PRESENT, "", binding.node)

    @cached_property
    def unknown_decorator(self) -> bool:
        """Whether a class decorator that is not followed may return another class."""
        outer = self.scope.parent
        assert outer is not None
        for decorator in self.node.decorator_list:
            func = decorator.func if isinstance(decorator, ast.Call) else decorator
            symbols = resolve(func, outer)
            if not (len(symbols) == 1 and isinstance(symbols[0], External) and symbols[0].name in _TRANSPARENT_DECORATORS):
                return True
        return False

    @cached_property
    def type_owner(self) -> OwnedClass | None:
        """The class whose ``__namespace__`` counts: the first in the resolution order whose body binds it."""
        return next((owner for owner in self.mro if owner.namespace.makes_type), None)

    @cached_property
    def reachable(self) -> tuple[OwnedClass, ...]:
        """The classes whose members the host finds: down to the first that is a .NET type of its own; all when none is."""
        if self.type_owner is None:
            return self.mro
        return self.mro[: self.mro.index(self.type_owner) + 1]

    @property
    def type_name(self) -> str:
        """The name of the .NET type, or the class's own where no namespace is known."""
        text = self.type_owner.namespace.text if self.type_owner is not None else ""
        return f"{text}.{self.name}" if text else self.name


class ClassGraph:
    """All classes of a program, made on demand."""

    def __init__(self) -> None:
        self._classes: dict[int, OwnedClass] = {}
        self._under_way: set[int] = set()

    def of(self, scope: Scope) -> OwnedClass:
        """The class of a class scope."""
        return self._classes.setdefault(id(scope), OwnedClass(scope, self))

    def linearise(self, cls: OwnedClass) -> tuple[OwnedClass, ...]:
        """The method resolution order over own classes; a class that derives from itself in a circle counts once."""
        if id(cls) in self._under_way:
            return (cls,)
        if len(self._under_way) >= MRO_LIMIT:
            cls.truncated = True
            return (cls,)
        self._under_way.add(id(cls))
        try:
            parents = list(dict.fromkeys(base.own for base in cls.bases if base.own is not None and base.own is not cls))
            sequences = [list(parent.mro) for parent in parents] + [parents]
        finally:
            self._under_way.discard(id(cls))
        cls.truncated = any(parent.truncated for parent in parents) or sum(map(len, sequences)) > 4 * MRO_LIMIT
        if cls.truncated:
            return (cls,)
        return (cls, *(owner for owner in _merge(sequences) if owner is not cls))


def _merge(sequences: list[list[OwnedClass]]) -> list[OwnedClass]:
    merged: list[OwnedClass] = []
    pending = [list(sequence) for sequence in sequences if sequence]
    while pending:
        head = next((s[0] for s in pending if not any(s[0] in other[1:] for other in pending)), pending[0][0])
        merged.append(head)
        pending = [rest for s in pending if (rest := [owner for owner in s if owner is not head])]
    return merged


def _external_base(name: str, node: ast.expr) -> Base:
    root = name.split(".", 1)[0]
    if root in {"System", "Microsoft"}:
        return Base(BaseKind.DOTNET, name, node)
    if root == "builtins" or root in sys.stdlib_module_names:
        return Base(BaseKind.PYTHON, name.removeprefix("builtins."), node)
    return Base(BaseKind.UNKNOWN, name, node, reason=f"its base {name} comes from a module that was not read")


def _text(node: ast.expr) -> str:
    """A base class as written, shortened: for messages."""
    text = ast.unparse(node)
    return text if len(text) <= 60 else text[:57] + "..."
