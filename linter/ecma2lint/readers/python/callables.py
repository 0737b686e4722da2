"""What a class attribute is when pythonnet asks for it by name: something it can call, a property, a plain value."""

from __future__ import annotations

import ast
from enum import StrEnum

from ecma2lint.readers.python.binder import attribute, constant_text, resolve, resolve_binding
from ecma2lint.readers.python.bindings import Binding, BindingKind, FunctionNode
from ecma2lint.readers.python.scopes import Scope
from ecma2lint.readers.python.symbols import ContractType, EnumValue, Expression, External, OwnClass, OwnFunction, Symbols
from ecma2lint.records import dataclass, replace

_DEPTH_LIMIT = 8
_TRANSPARENT = frozenset(
    {
        "abc.abstractmethod",
        "clr.clrmethod",
        "typing.final",
        "typing.no_type_check",
        "typing.override",
        "typing_extensions.final",
        "typing_extensions.override",
    }
)
_PROPERTIES = frozenset({"builtins.property", "functools.cached_property", "abc.abstractproperty"})
_PARTIALS = frozenset({"functools.partial", "functools.partialmethod"})


class Shape(StrEnum):
    """What an attribute is."""

    CALLABLE = "callable"
    PROPERTY = "property"
    CLR_PROPERTY = "clrproperty"
    VALUE = "value"
    UNKNOWN = "unknown"


class Receiver(StrEnum):
    """What a call through the object passes first."""

    SELF = "self"
    CLASS = "class"
    NOTHING = "nothing"


@dataclass(frozen=True)
class Attribute:
    """An attribute as pythonnet meets it.

    ``function`` is its code where it can be seen; ``transparent`` is False when a decorator that was not followed may change
    how it is called. ``clr_type`` is the type expression of ``clr.clrproperty`` and the scope it stands in; ``clr_name`` the
    ``clrname=`` of ``clr.clrmethod``; ``reason`` says why the shape is unknown.
    """

    shape: Shape
    node: ast.AST
    function: FunctionNode | ast.Lambda | None = None
    function_scope: Scope | None = None
    receiver: Receiver = Receiver.SELF
    transparent: bool = True
    clr_type: tuple[ast.expr, Scope] | None = None
    clr_name: str | None = None
    reason: str = ""


def attribute_of(binding: Binding) -> Attribute:
    """What a binding of a class body is."""
    if binding.kind is BindingKind.FUNCTION:
        assert isinstance(binding.node, FunctionNode)
        return _function(binding.node, binding.scope)
    if binding.kind is BindingKind.ASSIGNED and binding.value is not None:
        return replace(_expression(binding.value, binding.scope, 0), node=binding.node)
    if binding.kind is BindingKind.IMPORT:
        return replace(_symbols(resolve_binding(binding), binding.node, 0), node=binding.node)
    return Attribute(Shape.UNKNOWN, binding.node, reason="what it is bound to is only known at run time")


def _function(node: FunctionNode, scope: Scope) -> Attribute:
    found = Attribute(Shape.CALLABLE, node, node, scope.module.scopes[node])
    for decorator in reversed(node.decorator_list):
        found = _decorated(found, decorator, scope, node.name)
    return found


def _decorated(inner: Attribute, decorator: ast.expr, scope: Scope, name: str) -> Attribute:
    func = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(func, ast.Attribute) and func.attr in {"setter", "getter", "deleter"}:
        return replace(inner, shape=Shape.PROPERTY)
    called = _external_name(func, scope)
    if called in _PROPERTIES:
        return replace(inner, shape=Shape.PROPERTY)
    if called == "builtins.staticmethod":
        return replace(inner, receiver=Receiver.NOTHING)
    if called == "builtins.classmethod":
        return replace(inner, receiver=Receiver.CLASS)
    if called == "clr.clrproperty" and isinstance(decorator, ast.Call):
        return replace(inner, shape=Shape.CLR_PROPERTY, clr_type=_first_argument(decorator, scope))
    if called == "clr.clrmethod" and isinstance(decorator, ast.Call):
        clr_name = next((word.value for word in decorator.keywords if word.arg == "clrname"), None)
        return replace(inner, clr_name=constant_text(clr_name, scope) if clr_name is not None else None)
    if called in _TRANSPARENT:
        return inner
    if "property" in (called or ast.unparse(func)).lower():
        return Attribute(Shape.UNKNOWN, inner.node, reason=f"the decorator of {name} is not one that is known")
    return replace(inner, transparent=False)


def _external_name(func: ast.expr, scope: Scope) -> str | None:
    symbols = resolve(func, scope)
    if len(symbols) == 1 and isinstance(symbols[0], External):
        return symbols[0].name
    # A shim may provide ``clr`` itself.
    if isinstance(func, ast.Attribute) and isinstance(func.value, ast.Name) and func.value.id == "clr":
        return f"clr.{func.attr}"
    return None


def _first_argument(call: ast.Call, scope: Scope) -> tuple[ast.expr, Scope] | None:
    if call.args:
        return call.args[0], scope
    return next(((word.value, scope) for word in call.keywords if word.arg == "type_"), None)


def _expression(node: ast.expr, scope: Scope, depth: int) -> Attribute:
    unknown = Attribute(Shape.UNKNOWN, node, reason="what it is assigned is only known at run time")
    if depth > _DEPTH_LIMIT:
        return unknown
    match node:
        case ast.Lambda():
            return Attribute(Shape.CALLABLE, node, node, scope)
        case ast.Constant() | ast.JoinedStr() | ast.List() | ast.Tuple() | ast.Dict() | ast.Set():
            return Attribute(Shape.VALUE, node)
        case ast.ListComp() | ast.SetComp() | ast.DictComp() | ast.GeneratorExp() | ast.Compare():
            return Attribute(Shape.VALUE, node)
        case ast.Name() | ast.Attribute():
            return _symbols(resolve(node, scope), node, depth)
        case ast.Call():
            return _call(node, scope, depth)
    return unknown


def _symbols(symbols: Symbols, node: ast.AST, depth: int) -> Attribute:
    unknown = Attribute(Shape.UNKNOWN, node, reason="what it is bound to cannot be followed")
    if len(symbols) != 1 or depth > _DEPTH_LIMIT:
        return unknown
    match symbols[0]:
        case OwnFunction(node=function, scope=scope) if scope.parent is not None:
            return _function(function, scope.parent)
        case Expression(node=expression, scope=scope) if expression is not node:
            return _expression(expression, scope, depth + 1)
        case EnumValue():
            return Attribute(Shape.VALUE, node)
    return unknown


def _call(node: ast.Call, scope: Scope, depth: int) -> Attribute:
    unknown = Attribute(Shape.UNKNOWN, node, reason="it is assigned the result of a call that cannot be followed")
    symbols = resolve(node.func, scope)
    symbol = symbols[0] if len(symbols) == 1 else None
    if isinstance(symbol, ContractType):
        return Attribute(Shape.VALUE, node)
    if isinstance(symbol, OwnClass):
        call = attribute(symbol, "__call__")
        return Attribute(Shape.CALLABLE, node, transparent=False) if isinstance(call[0], OwnFunction) else unknown
    called = _external_name(node.func, scope)
    if called in _PARTIALS:
        return Attribute(Shape.CALLABLE, node, transparent=False)
    if called == "builtins.property":
        return Attribute(Shape.PROPERTY, node)
    if called == "clr.clrproperty":
        return Attribute(Shape.CLR_PROPERTY, node, clr_type=_first_argument(node, scope))
    if called in {"builtins.staticmethod", "builtins.classmethod"} and len(node.args) == 1:
        inner = _expression(node.args[0], scope, depth + 1)
        receiver = Receiver.NOTHING if called == "builtins.staticmethod" else Receiver.CLASS
        return replace(inner, receiver=receiver)
    return unknown
