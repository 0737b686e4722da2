"""What a name means: binding of Python expressions to the contract, to own code, or to the reason why it is unknown.

The one entry point is :func:`resolve`. It follows imports (star, ``as``, dotted, inside functions, ``try``/``except``), alias
variables, ``getattr(x, "name")``, ``importlib.import_module("...")`` and attributes, over the modules of the program. It
returns *all* things an expression may be, in the order of the source: one element means certain.

    resolve(expr, scope)               -> tuple[Symbol, ...]      never empty
    resolve_name("X", scope)           the same for a bare name
    attribute(symbol, "name")          -> tuple[Symbol, ...]      one step of an attribute chain

``scope`` is where the expression stands: ``module.scope``, or ``module.scopes[node]`` for a class or function definition.
Names are looked up at the expression's own position while no function boundary lies between (module and class bodies run in
order), and as they are when the module has finished loading from inside functions. Parameters and local names of lambdas and
comprehensions are not known here: who evaluates a body looks into its own frame first.

    ContractNamespace()                the namespace Microsoft.MetadirectoryServices
    ContractType("MACapabilities")     one of its types (interfaces and enumerations included)
    EnumValue("MAExportType", "ObjectReplace", 3)
    ContractAttribute("Schema", "Create")      any other attribute of a contract type
    OwnClass(scope)                    a class of the program; ``classes.py`` reads it
    OwnFunction(node, scope, owner)    a function of the program; ``scope`` is its own scope, ``owner`` its class or None
    OwnModule(module)
    Expression(node, scope)            an expression that is no reference (``5``, ``["a"]``, ``f(x)``): evaluate it in ``scope``
    Parameter(name, scope)             a parameter of the function whose scope that is
    External("System.Guid")            a name of a module that is not ours; builtins are ``builtins.object``
    Unknown(reason)
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable

from ecma2lint.contract import CONTRACT_INTERFACES, ENUMS, LEGACY_INTERFACES, NAMESPACE
from ecma2lint.readers.python.api import api_types
from ecma2lint.readers.python.bindings import END, Binding, BindingKind, FunctionNode, Position, Slot, start_of
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
    Parameter,
    Symbol,
    Symbols,
    Unknown,
)

STEP_LIMIT = 2_000
_DEPTH_LIMIT = 60
_IMPORT_MODULE: Symbols = (External("importlib.import_module"),)
_IMPORT: Symbols = (External("builtins.__import__"),)


class _TooInvolvedError(Exception):
    """The step budget of one resolution is spent."""


def resolve(expression: ast.expr, scope: Scope) -> Symbols:
    """All things an expression may refer to; see the module's docstring."""
    return _guarded(lambda resolver: resolver.expression(expression, scope, start_of(expression)))


def resolve_name(name: str, scope: Scope, position: Position = END) -> Symbols:
    """All things a bare name may refer to, by default at the end of the scope."""
    return _guarded(lambda resolver: resolver.name(name, scope, position))


def resolve_binding(binding: Binding) -> Symbols:
    """All things a binding may give its name."""
    return _guarded(lambda resolver: resolver.binding(binding, ""))


def attribute(symbol: Symbol, name: str) -> Symbols:
    """All things an attribute of a symbol may be. Attributes of own classes are those of their own body and known bases."""
    return _guarded(lambda resolver: resolver.attribute(symbol, name))


def constant_text(expression: ast.expr, scope: Scope) -> str | None:
    """The string an expression certainly is (literals, concatenations, names of such), or None."""
    try:
        return _Resolver().text(expression, scope, start_of(expression))
    except _TooInvolvedError:
        return None


def _guarded(work: Callable[[_Resolver], Symbols]) -> Symbols:
    try:
        found = work(_Resolver())
    except _TooInvolvedError:
        return (Unknown("the names it goes through are too involved"),)
    return found or (Unknown("it is defined in a circle"),)


def contract_symbol(name: str) -> Symbol | None:
    """The contract type of a simple name, or None."""
    if name in CONTRACT_INTERFACES or name in ENUMS or name in LEGACY_INTERFACES or name in api_types():
        return ContractType(name)
    return None


def _external(dotted: str) -> Symbol:
    if dotted == NAMESPACE:
        return ContractNamespace()
    namespace, _, name = dotted.rpartition(".")
    if namespace == NAMESPACE and (found := contract_symbol(name)):
        return found
    return External(dotted)


class _Resolver:
    """One resolution: its step budget and the names under way, so that circles end."""

    def __init__(self) -> None:
        self.steps = 0
        self.depth = 0
        self.under_way: set[tuple[int, str]] = set()

    def _step(self) -> None:
        self.steps += 1
        if self.steps > STEP_LIMIT or self.depth > _DEPTH_LIMIT:
            raise _TooInvolvedError

    def expression(self, node: ast.expr, scope: Scope, position: Position) -> Symbols:
        self._step()
        self.depth += 1
        try:
            return self._expression(node, scope, position)
        finally:
            self.depth -= 1

    def _expression(self, node: ast.expr, scope: Scope, position: Position) -> Symbols:
        match node:
            case ast.Name(id=name):
                return self.name(name, scope, position)
            case ast.Attribute(value=value, attr=name):
                return self._attributes(self.expression(value, scope, position), name)
            case ast.IfExp(body=body, orelse=orelse):
                return _union(self.expression(body, scope, position), self.expression(orelse, scope, position))
            case ast.NamedExpr(value=value):
                return self.expression(value, scope, position)
            case ast.Call(func=ast.Name(id="getattr"), args=[target, key, *_]):
                text = self.text(key, scope, position)
                if text is not None and self.name("getattr", scope, position) == (External("builtins.getattr"),):
                    return self._attributes(self.expression(target, scope, position), text)
            case ast.Call(func=func, args=[key], keywords=[]) if isinstance(key, ast.Constant | ast.Name | ast.BinOp):
                called = self.expression(func, scope, position)
                text = self.text(key, scope, position) if called in (_IMPORT_MODULE, _IMPORT) else None
                if text is not None:
                    return (self.imported(text if called == _IMPORT_MODULE else text.split(".", 1)[0], 0, scope.module),)
        return (Expression(node, scope),)

    def text(self, node: ast.expr, scope: Scope, position: Position) -> str | None:
        """The string an expression certainly is: literals, their concatenations and names of such."""
        self._step()
        match node:
            case ast.Constant(value=str(text)):
                return text
            case ast.BinOp(op=ast.Add(), left=left, right=right):
                parts = (self.text(left, scope, position), self.text(right, scope, position))
                return None if None in parts else "".join(part for part in parts if part is not None)
            case ast.JoinedStr(values=values) if all(isinstance(part, ast.Constant) for part in values):
                return "".join(str(part.value) for part in values if isinstance(part, ast.Constant))
            case ast.Name() | ast.Attribute():
                found = self.expression(node, scope, position)
                if len(found) == 1 and isinstance(found[0], Expression) and found[0].node is not node:
                    self.depth += 1
                    try:
                        return self.text(found[0].node, found[0].scope, start_of(found[0].node))
                    finally:
                        self.depth -= 1
        return None

    def _attributes(self, symbols: Symbols, name: str) -> Symbols:
        return _union(*(self.attribute(symbol, name) for symbol in symbols))

    def name(self, name: str, scope: Scope, position: Position) -> Symbols:
        self._step()
        module = scope.module
        if name in module.parsed.walrus_names:
            return (Unknown(f"{name} is assigned by :="),)
        current: Scope | None = scope
        in_order, first = True, True
        while current is not None:
            bindings = current.bindings
            if current.is_function and name in bindings.global_names:
                current, in_order = module.scope, False
                continue
            if first or not current.is_class:
                found = self._in_scope(name, current, position if in_order else None)
                if found is not None:
                    return found
            first = False
            in_order = in_order and not current.is_function
            current = current.parent
        if module.broken:
            return (Unknown(module.broken),)
        return (self._unbound(name, module),)

    def _unbound(self, name: str, module: Module) -> Symbol:
        if hasattr(builtins, name):
            return External(f"builtins.{name}")
        if module.scope.bindings.opaque:
            return Unknown(f"{name} is not bound by any statement: {module.scope.bindings.opaque}")
        # A shim may put the contract's names into the module before it runs it.
        return contract_symbol(name) or Unknown(f"{name} is not bound anywhere")

    def _in_scope(self, name: str, scope: Scope, position: Position | None) -> Symbols | None:
        """What a scope binds a name to; ``position`` None for readers that run after the scope has finished."""
        bindings = scope.bindings
        if scope.is_function and position is None:
            slot = bindings.everywhere(name)
            entry = (END, slot) if slot and slot.bindings else None
        else:
            entry = bindings.at(name, END if position is None else position)
        stars = [(place, star) for place, star in bindings.stars if position is None or place <= position]
        writers = scope.module.global_writers.get(name, ()) if scope.is_module else ()
        if entry is None and not stars and not writers:
            return None
        key = (id(scope), name)
        if key in self.under_way:
            return ()
        self.under_way.add(key)
        try:
            return self._combine(name, entry, stars, writers)
        finally:
            self.under_way.discard(key)

    def _combine(
        self,
        name: str,
        entry: tuple[Position, Slot] | None,
        stars: list[tuple[Position, Binding]],
        writers: list[Scope] | tuple[Scope, ...],
    ) -> Symbols | None:
        bound: Symbols = ()
        certain = False
        if entry is not None:
            live = [binding for binding in entry[1].bindings if not binding.fallback]
            chosen = live or list(entry[1].bindings)
            bound = _union(*(self.binding(binding, name) for binding in chosen))
            certain = bool(live) and not entry[1].maybe_unbound
        starred: Symbols | None = None
        for place, star in reversed(stars):
            if certain and entry is not None and entry[0] > place:
                break
            found = self._through_star(name, star)
            if found is not None:
                starred = found
                break
        result: Symbols | None
        if starred is not None:
            keep = entry is not None and not certain and any(not binding.fallback for binding in entry[1].bindings)
            result = _union(bound, starred) if keep else starred
        else:
            result = bound if entry is not None else None
        for writer in writers:
            slot = writer.bindings.everywhere(name)
            written = [self.binding(binding, name) for binding in slot.bindings] if slot else []
            result = _union(result or (), *written)
        return result

    def _through_star(self, name: str, star: Binding) -> Symbols | None:
        source = self.imported(star.module, star.level, star.scope.module)
        if isinstance(source, ContractNamespace):
            found = contract_symbol(name)
            return (found,) if found else None
        if isinstance(source, OwnModule):
            if source.module.broken:
                known = hasattr(builtins, name)
                return None if known else (Unknown(source.module.broken),)
            if name.startswith("_"):
                return None
            return self._in_scope(name, source.module.scope, None)
        return None

    def binding(self, binding: Binding, name: str) -> Symbols:
        self._step()
        self.depth += 1
        try:
            return self._binding(binding, name)
        finally:
            self.depth -= 1

    def _binding(self, binding: Binding, name: str) -> Symbols:
        scope = binding.scope
        node = binding.node
        match binding.kind:
            case BindingKind.CLASS:
                return (OwnClass(scope.module.scopes[node]),)
            case BindingKind.FUNCTION:
                assert isinstance(node, FunctionNode)
                return (OwnFunction(node, scope.module.scopes[node], OwnClass(scope) if scope.is_class else None),)
            case BindingKind.ASSIGNED:
                assert binding.value is not None
                return self.expression(binding.value, scope, start_of(binding.value))
            case BindingKind.PARAMETER:
                return (Parameter(name, scope),)
            case BindingKind.IMPORT:
                source = self.imported(binding.module, binding.level, scope.module)
                return (source,) if binding.attribute is None else self.attribute(source, binding.attribute)
            case BindingKind.OPAQUE:
                return (Unknown(f"{name} gets its value at line {start_of(node)[0]} from what cannot be followed"),)

    def imported(self, dotted: str, level: int, importer: Module) -> Symbol:
        """What an import statement's module is."""
        found = importer.program.find(dotted, level, importer)
        if found is not None:
            return OwnModule(found)
        if level:
            return Unknown(f"the module {'.' * level}{dotted} was not found beside {importer.name}")
        return _external(dotted)

    def attribute(self, symbol: Symbol, name: str) -> Symbols:
        self._step()
        match symbol:
            case ContractNamespace():
                return (_external(f"{NAMESPACE}.{name}"),)
            case ContractType(name=type_name):
                enum = ENUMS.get(type_name)
                if enum and name in enum.values:
                    return (EnumValue(type_name, name, enum.values[name]),)
                return (ContractAttribute(type_name, name),)
            case External(name=dotted):
                return (_external(f"{dotted}.{name}"),)
            case OwnModule(module=module):
                return self._module_attribute(module, name)
            case OwnClass(scope=scope):
                return self._class_attribute(scope, name, set())
            case Unknown():
                return (symbol,)
        return (Unknown(f"the attribute {name} of a value that is only known at run time"),)

    def _module_attribute(self, module: Module, name: str) -> Symbols:
        if module.broken:
            return (Unknown(module.broken),)
        found = self._in_scope(name, module.scope, None)
        if found is not None:
            return found
        inner = module.program.submodule(module, name)
        if inner is not None:
            return (OwnModule(inner),)
        return (Unknown(f"{module.name} binds no {name}"),)

    def _class_attribute(self, scope: Scope, name: str, seen: set[int]) -> Symbols:
        self._step()
        found = self._in_scope(name, scope, None)
        if found is not None:
            return found
        seen.add(id(scope))
        assert isinstance(scope.node, ast.ClassDef) and scope.parent is not None
        for base in scope.node.bases:
            for symbol in self.expression(base, scope.parent, start_of(base)):
                if isinstance(symbol, OwnClass) and id(symbol.scope) not in seen:
                    inherited = self._class_attribute(symbol.scope, name, seen)
                    if not isinstance(inherited[0], Unknown):
                        return inherited
        return (Unknown(f"the class {scope.qualified_name} has no {name} that can be seen"),)


def _union(*groups: Symbols) -> Symbols:
    return tuple(dict.fromkeys(symbol for group in groups for symbol in group))
