"""Where a member of a class is used in its source: what must be renamed with it, and what may have to be.

A use is *ours* when what stands before the dot certainly is an object of the classes in question, *unclear* when it may be.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import Enum

from ecma2lint.fixes.model import Sheet
from ecma2lint.readers.python.binder import resolve
from ecma2lint.readers.python.bindings import FunctionNode
from ecma2lint.readers.python.classes import OwnedClass
from ecma2lint.readers.python.modules import Module
from ecma2lint.readers.python.scopes import Scope
from ecma2lint.readers.python.symbols import (
    ContractAttribute,
    ContractNamespace,
    ContractType,
    EnumValue,
    Expression,
    External,
    OwnClass,
    OwnFunction,
    OwnModule,
    Symbol,
)
from ecma2lint.records import dataclass

_BY_NAME = frozenset({"getattr", "hasattr", "setattr", "delattr"})
_LITERALS = ast.Constant | ast.JoinedStr | ast.List | ast.Tuple | ast.Dict | ast.Set | ast.ListComp | ast.SetComp | ast.DictComp
_Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp


class Whose(Enum):
    """To which classes an object belongs."""

    OURS = "ours"
    OTHERS = "others"
    UNCLEAR = "unclear"


@dataclass(frozen=True)
class Uses:
    """The uses of a member outside its definitions.

    ``attributes`` and ``unclear`` are ``x.name``; ``texts`` are the literals of ``getattr(x, "name")`` and ``hasattr``;
    ``bare`` the plain names in the class bodies; ``stores`` are places where the member is assigned or deleted; ``mentions`` are
    places that hold the name as text and may mean the member.
    """

    attributes: tuple[ast.Attribute, ...]
    unclear: tuple[ast.Attribute, ...]
    texts: tuple[ast.Constant, ...]
    bare: tuple[ast.Name, ...]
    stores: tuple[ast.AST, ...]
    mentions: tuple[ast.AST, ...]

    @property
    def any(self) -> bool:
        """Whether the member is used at all."""
        return bool(self.attributes or self.unclear or self.texts or self.bare or self.mentions)


def uses_of(sheet: Sheet, name: str, family: tuple[OwnedClass, ...], mangled: bool) -> Uses:
    """The uses of a member.

    Args:
        sheet: the source.
        name: the member's name as its definition has it.
        family: the classes of the source that define it, one above the other.
        mangled: whether Python mangles the name, so that it means the member only in the body of its one class.
    """
    found = _Finder(sheet, name, family, mangled)
    attributes: list[ast.Attribute] = []
    unclear: list[ast.Attribute] = []
    texts: list[ast.Constant] = []
    stores: list[ast.AST] = []
    seen: set[int] = set()
    for node in sheet.nodes:
        if isinstance(node, ast.Attribute) and found.names(node, node.attr):
            whose = found.whose(node.value)
            if whose is not Whose.OTHERS and not isinstance(node.ctx, ast.Load):
                stores.append(node)
            elif whose is Whose.OURS:
                attributes.append(node)
            elif whose is Whose.UNCLEAR:
                unclear.append(node)
        elif isinstance(node, ast.Call) and (literal := found.by_name(node)) is not None:
            whose = found.whose(node.args[0])
            if whose is not Whose.UNCLEAR:
                seen.add(id(literal))
            if whose is Whose.OURS:
                assert isinstance(node.func, ast.Name)
                (texts if node.func.id in ("getattr", "hasattr") else stores).append(literal)
    mentions = [
        node
        for node in sheet.nodes
        if isinstance(node, ast.Constant) and id(node) not in seen and node.value in (name, found.outside_name)
    ]
    bare = [use for cls in family for use in _bare_names(cls.node, name)]
    return Uses(tuple(attributes), tuple(unclear), tuple(texts), tuple(bare), tuple(stores), tuple(mentions))


def used_elsewhere(sheet: Sheet, name: str, family: tuple[OwnedClass, ...]) -> str | None:
    """The neighbour that may use or override a member, as reports name it, or None. Only the source's folder is searched."""
    loaded = [module for module in sheet.program.modules.values() if not module.is_target and name in module.parsed.text]
    for module in dict.fromkeys([*loaded, *sheet.program.mentioning([name.encode()])]):
        if module.broken is not None or _mentions_member(sheet, module, name, family):
            return module.name
    return None


def _mentions_member(sheet: Sheet, module: Module, name: str, family: tuple[OwnedClass, ...]) -> bool:
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == name:
            symbols = resolve(node.value, module.scope_at(node))
            if not all(isinstance(symbol, ContractType | ContractNamespace | External | OwnModule) for symbol in symbols):
                return True
        elif isinstance(node, ast.Constant) and node.value == name:
            return True
    related = (sheet.graph.of(scope) for scope in module.classes if scope.bindings.at(name))
    return any(set(cls.mro) & set(family) for cls in related)


class _Finder:
    def __init__(self, sheet: Sheet, name: str, family: tuple[OwnedClass, ...], mangled: bool) -> None:
        self.sheet = sheet
        self.name = name
        self.family = family
        self.mangled = mangled
        self.parents = sheet.parents()
        below = {cls for cls in sheet.classes if set(cls.mro) & set(family)}
        self.related = below | {base for cls in below for base in cls.mro}
        #: the name that code outside of the class would have to use
        self.outside_name = f"_{family[0].name.lstrip('_')}{name}" if mangled else name

    def names(self, node: ast.AST, written: str) -> bool:
        """Whether a name that is written at a node may mean the member."""
        if not self.mangled:
            return written == self.name
        inside = self._class_around(self.sheet.module.scope_at(node)) is self.family[0].scope
        return written in {self.outside_name, self.name if inside else self.outside_name}

    def by_name(self, call: ast.Call) -> ast.Constant | None:
        """The literal of ``getattr(x, "name")`` and its like."""
        match call:
            case ast.Call(func=ast.Name(id=function), args=[_, ast.Constant(value=str(value)) as literal, *_]):
                return literal if function in _BY_NAME and value == self.outside_name else None
        return None

    def whose(self, node: ast.expr) -> Whose:
        """Whether an expression is an object of the related classes, or such a class itself."""
        scope = self.sheet.module.scope_at(node)
        match node:
            case ast.Name(id=name):
                return self._named(node, name, scope)
            case ast.Call(func=ast.Name(id="super")):
                around = self._class_around(scope)
                return self._class(around) if around is not None else Whose.UNCLEAR
            case ast.Call(func=ast.Name(id="type"), args=[only], keywords=[]):
                return self.whose(only)
            case ast.Attribute(attr="__class__"):
                return self.whose(node.value)
        if isinstance(node, _LITERALS):
            return Whose.OTHERS
        return self._joined(resolve(node, scope), node)

    def _named(self, node: ast.Name, name: str, scope: Scope) -> Whose:
        if self._bound_in_expression(node, name):
            return Whose.UNCLEAR
        current: Scope | None = scope
        while current is not None:
            function = current.node
            if isinstance(function, FunctionNode):
                positional = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
                if positional[:1] == [name] and current.parent is not None and current.parent.is_class:
                    slot = current.bindings.everywhere(name)
                    static = any(_last(decorator) == "staticmethod" for decorator in function.decorator_list)
                    if static or slot is None or len(slot.bindings) != 1:
                        return Whose.UNCLEAR
                    return self._class(current.parent)
                if current.bindings.everywhere(name) is not None:
                    break
            current = current.parent
        return self._joined(resolve(node, scope), node)

    def _bound_in_expression(self, node: ast.AST, name: str) -> bool:
        """Whether a lambda or a comprehension around a name binds it."""
        current = self.parents.get(id(node))
        while current is not None and not isinstance(current, ast.stmt):
            if isinstance(current, ast.Lambda) and any(
                isinstance(arg, ast.arg) and arg.arg == name for arg in ast.walk(current.args)
            ):
                return True
            if isinstance(current, _Comprehension):
                targets = (inner for part in current.generators for inner in ast.walk(part.target))
                if any(isinstance(inner, ast.Name) and inner.id == name for inner in targets):
                    return True
            current = self.parents.get(id(current))
        return False

    def _joined(self, symbols: tuple[Symbol, ...], node: ast.expr) -> Whose:
        answers = {self._symbol(symbol, node) for symbol in symbols}
        return answers.pop() if len(answers) == 1 else Whose.UNCLEAR

    def _symbol(self, symbol: Symbol, node: ast.expr) -> Whose:
        match symbol:
            case OwnClass(scope=scope):
                return self._class(scope)
            case (
                ContractType()
                | ContractAttribute()
                | ContractNamespace()
                | EnumValue()
                | OwnModule()
                | OwnFunction()
                | External()
            ):
                return Whose.OTHERS
            case Expression(node=ast.Call() as call, scope=scope):
                made = resolve(call.func, scope)
                if all(isinstance(kind, OwnClass | ContractType | ContractAttribute) for kind in made):
                    return self._joined(made, node)
            case Expression(node=expression) if isinstance(expression, _LITERALS):
                return Whose.OTHERS
        return Whose.UNCLEAR

    def _class(self, scope: Scope) -> Whose:
        return Whose.OURS if self.sheet.graph.of(scope) in self.related else self._stranger(scope)

    def _stranger(self, scope: Scope) -> Whose:
        """A class that is not seen to be related: its objects are others', unless a base of it is unknown."""
        cls = self.sheet.graph.of(scope)
        return Whose.UNCLEAR if cls.unknown_bases else Whose.OTHERS

    def _class_around(self, scope: Scope) -> Scope | None:
        current: Scope | None = scope
        while current is not None and not current.is_class:
            current = current.parent
        return current


def _last(node: ast.expr) -> str:
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def _bare_names(cls: ast.ClassDef, name: str) -> Iterator[ast.Name]:
    """The reads of a name that are looked up in the class body itself: its functions do not see the class's names."""
    todo: list[ast.AST] = list(cls.body)
    while todo:
        node = todo.pop()
        if isinstance(node, ast.Name):
            if node.id == name and isinstance(node.ctx, ast.Load):
                yield node
        elif isinstance(node, FunctionNode):
            annotations = [arg.annotation for arg in ast.walk(node.args) if isinstance(arg, ast.arg)]
            outside = [*node.decorator_list, *node.args.defaults, *node.args.kw_defaults, *annotations, node.returns]
            todo.extend(part for part in outside if part is not None)
        elif isinstance(node, ast.Lambda):
            todo.extend(part for part in [*node.args.defaults, *node.args.kw_defaults] if part is not None)
        elif isinstance(node, ast.ClassDef):
            todo.extend([*node.decorator_list, *node.bases, *(keyword.value for keyword in node.keywords)])
        elif isinstance(node, _Comprehension):
            todo.append(node.generators[0].iter)
        else:
            todo.extend(ast.iter_child_nodes(node))
