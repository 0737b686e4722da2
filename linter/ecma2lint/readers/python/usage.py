"""What is seen in the code of a module: objects of the contract that are used in ways that cannot work, and names used twice.

An object is of a contract type when every binding of its variable in the function creates such an object; nothing is said of
other variables. Source: pythonnet 3, seen on Mono and .NET Core.
"""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterator

from ecma2lint.contract import CAPABILITIES, CONTRACT_INTERFACES, ENUMS
from ecma2lint.facts import Observation
from ecma2lint.readers.python.api import ApiType, api_types, simple_name
from ecma2lint.readers.python.binder import resolve
from ecma2lint.readers.python.bindings import BindingKind, FunctionNode, start_of
from ecma2lint.readers.python.candidates import nearest
from ecma2lint.readers.python.classes import ClassGraph, NamespaceState, OwnedClass
from ecma2lint.readers.python.members import Form
from ecma2lint.readers.python.modules import Module, Program, blocks_of
from ecma2lint.readers.python.observations import is_dotnet
from ecma2lint.readers.python.options import Dialect
from ecma2lint.readers.python.scopes import Scope
from ecma2lint.readers.python.symbols import ContractAttribute, ContractType, OwnClass

#: Calls with keyword arguments that are looked at: a source with more has shown its mistake often enough.
_CALL_LIMIT = 500

Owned = dict[OwnedClass | None, list[Observation]]
_MEMBER_NAMES = {
    name: f"{member.interface}.{member.name}"
    for interface in CONTRACT_INTERFACES.values()
    for member in interface.members
    for name in (member.name, member.method_name)
}


def module_observations(
    program: Program, graph: ClassGraph, classes: dict[OwnedClass, Form], dialect: Dialect
) -> dict[OwnedClass | None, tuple[Observation, ...]]:
    """What is seen in the linted source, by the contract class it stands in (None: outside of them).

    Args:
        program: the linted source and its neighbours.
        graph: their classes.
        classes: the contract classes of the linted source and how a host reaches each.
        dialect: that of the settings; some mistakes are none in IronPython.
    """
    found: Owned = {}
    if classes:
        scan = _Scan(program.target, graph, classes, dialect, found)
        scan.run()
    _duplicates(program, graph, classes, found)
    return {owner: tuple(sorted(seen, key=_place)) for owner, seen in found.items()}


def _place(observation: Observation) -> tuple[int, int, str]:
    return (observation.location.line or 0, observation.location.column or 0, observation.kind)


class _Scan:
    """One pass over the statements of a module, scope by scope."""

    def __init__(
        self, module: Module, graph: ClassGraph, classes: dict[OwnedClass, Form], dialect: Dialect, found: Owned
    ) -> None:
        self.module = module
        self.graph = graph
        self.classes = classes
        self.dialect = dialect
        self.found = found
        self.types: dict[tuple[Scope, str], ApiType | None] = {}
        self.rebinds_outer = "nonlocal" in module.parsed.text

    def run(self) -> None:
        for scope in (self.module.scope, *self.module.scopes.values()):
            for target, value in _attribute_stores(scope.node.body):
                self._store(scope, *target, value)
        if self.dialect != "ironpython":
            self._keyword_arguments()

    def _add(self, scope: Scope, kind: str, subject: str, detail: str, node: ast.AST) -> None:
        owner = self._owner(scope)
        type_name = owner.type_name if owner else None
        location = self.module.location(node, type_name, scope.qualified_name.rpartition(".")[2] or None)
        self.found.setdefault(owner, []).append(Observation(kind, subject, detail, location))

    def _owner(self, scope: Scope) -> OwnedClass | None:
        current: Scope | None = scope
        while current is not None:
            if current.is_class and (cls := self.graph.of(current)) in self.classes:
                return cls
            current = current.parent
        return None

    def _store(self, scope: Scope, variable: ast.Name, name: str, node: ast.AST, value: ast.expr | None) -> None:
        if isinstance(scope.node, FunctionNode) and variable.id in {
            arg.arg for arg in (*scope.node.args.posonlyargs, *scope.node.args.args)
        }:
            return
        if name in _MEMBER_NAMES and self._assigned_after_class(scope, variable, name, node):
            return
        if (scope, variable.id) not in self.types:
            self.types[scope, variable.id] = self._type_of(scope, variable.id)
        api = self.types[scope, variable.id]
        if api is None:
            return
        subject = f"{api.name}.{name}"
        if name not in api.properties:
            if name not in api.methods and not name.startswith("_"):
                near = nearest(name, sorted(api.writable or api.properties))
                self._add(scope, "misspelt-attribute", subject, near or "", node)
            return
        if self.dialect == "ironpython" or not isinstance(value, ast.Constant):
            return
        expected = simple_name(api.properties[name])
        if expected in ENUMS and value.value is not None and value.value is not ...:
            self._add(scope, "int-for-enum", subject, f"{value.value!r} where {expected} is due", node)
        elif expected == "System.Boolean" and not isinstance(value.value, bool):
            self._add(scope, "non-bool-for-bool", subject, f"{value.value!r} where a Boolean is due", node)

    def _assigned_after_class(self, scope: Scope, variable: ast.Name, name: str, node: ast.AST) -> bool:
        symbols = resolve(variable, scope)
        if len(symbols) != 1 or not isinstance(symbols[0], OwnClass):
            return False
        cls = self.graph.of(symbols[0].scope)
        if self.classes.get(cls) is Form.DERIVED and _MEMBER_NAMES[name].split(".")[0] in cls.interfaces:
            location = self.module.location(node, cls.type_name, name)
            observation = Observation("assigned-after-class", _MEMBER_NAMES[name], f"{cls.name}.{name} is assigned", location)
            self.found.setdefault(cls, []).append(observation)
        return True

    def _type_of(self, scope: Scope, variable: str) -> ApiType | None:
        """The contract type a local variable certainly has."""
        if self.rebinds_outer or variable in self.module.parsed.walrus_names or variable in scope.bindings.global_names:
            return None
        if scope.is_module and variable in self.module.global_writers:
            return None
        slot = scope.bindings.everywhere(variable)
        types: set[str | None] = set()
        for binding in slot.bindings if slot else ():
            created = binding.kind is BindingKind.ASSIGNED and isinstance(binding.value, ast.Call)
            types.add(_created(binding.value, scope) if created and isinstance(binding.value, ast.Call) else None)
        only = types.pop() if len(types) == 1 else None
        return api_types().get(only) if only else None

    def _keyword_arguments(self) -> None:
        checked = 0
        for call in self.module.parsed.calls_with_keywords:
            names = [keyword.arg for keyword in call.keywords if keyword.arg]
            func = call.func
            last = func.attr if isinstance(func, ast.Attribute) else func.id if isinstance(func, ast.Name) else ""
            if not names or not (last == "MACapabilities" or any(name in CAPABILITIES for name in names)):
                continue
            checked += 1
            if checked > _CALL_LIMIT:
                return
            scope = self.module.scope_at(call)
            if resolve(func, scope) == (ContractType("MACapabilities"),):
                self._add(scope, "capabilities-keyword-arguments", "MACapabilities", ", ".join(names), call)


_Store = tuple[ast.Name, str, ast.AST]


def _attribute_stores(body: list[ast.stmt]) -> Iterator[tuple[_Store, ast.expr | None]]:
    """The assignments ``variable.name = value`` and ``setattr(variable, "name", value)`` of one scope's own statements."""
    todo = [body]
    while todo:
        for statement in todo.pop():
            kind = type(statement)
            if kind is ast.Assign:
                assert isinstance(statement, ast.Assign)
                for target in statement.targets:
                    yield from _stores_of(target, statement.value)
            elif isinstance(statement, ast.AugAssign | ast.AnnAssign):
                yield from _stores_of(statement.target, statement.value if kind is ast.AnnAssign else None)
            elif isinstance(statement, ast.Expr):
                match statement.value:
                    case ast.Call(
                        func=ast.Name(id="setattr"),
                        args=[ast.Name() as variable, ast.Constant(value=str(name)), value],
                        keywords=[],
                    ):
                        yield (variable, name, statement.value), value
            elif kind not in _SIMPLE:
                todo.extend(blocks_of(statement))


_SIMPLE = frozenset({ast.Return, ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom, ast.Pass})


def _stores_of(target: ast.expr, value: ast.expr | None) -> Iterator[tuple[_Store, ast.expr | None]]:
    if isinstance(target, ast.Attribute):
        if isinstance(target.value, ast.Name):
            yield (target.value, target.attr, target), value
    elif isinstance(target, ast.Tuple | ast.List):
        values = value.elts if isinstance(value, ast.Tuple | ast.List) and len(value.elts) == len(target.elts) else None
        for index, item in enumerate(target.elts):
            yield from _stores_of(item, values[index] if values else None)


def _created(call: ast.Call, scope: Scope) -> str | None:
    """The contract type whose object a call certainly returns."""
    symbols = resolve(call.func, scope)
    match symbols:
        case (ContractType(name=name),) if name not in ENUMS:
            return name
        case (ContractAttribute(type=type_name, name=name),):
            api = api_types().get(type_name)
            return (api.factories.get(name) or None) if api else None
    return None


def _duplicates(program: Program, graph: ClassGraph, classes: dict[OwnedClass, Form], found: Owned) -> None:
    """Two classes of one .NET name: the second definition fails."""
    target = program.target
    names: dict[tuple[str, str], OwnedClass] = {}
    reported: set[tuple[str, str]] = set()
    others = [module for module in program.modules.values() if not module.is_target]
    if program.in_package and classes:
        words = [cls.name.encode() for cls in classes]
        others = list(dict.fromkeys([*others, *program.mentioning(words)]))
    for module in (*others, target):
        for cls in (graph.of(scope) for scope in module.classes):
            key = _clr_name(cls)
            if key is None or key in reported:
                continue
            earlier = names.setdefault(key, cls)
            if earlier is cls or module is not target or _exclusive(earlier, cls):
                continue
            reported.add(key)
            location = target.location(cls.node, cls.type_name)
            line = start_of(earlier.node)[0]
            where = f"line {line}" if earlier.module is target else f"{earlier.module.name}, line {line}"
            owner = cls if cls in classes else None
            observation = Observation("duplicate-clr-name", ".".join(part for part in key if part), f"first at {where}", location)
            found.setdefault(owner, []).append(observation)


def _clr_name(cls: OwnedClass) -> tuple[str, str] | None:
    """The .NET name a class statement that runs on import defines, or None."""
    outer = cls.scope.parent
    while outer is not None:
        if outer.is_function:
            return None
        outer = outer.parent
    if cls.namespace.state is not NamespaceState.KNOWN or not is_dotnet(cls):
        return None
    return (cls.namespace.text, cls.name)


def _exclusive(left: OwnedClass, right: OwnedClass) -> bool:
    """Whether two classes stand in one compound statement of a module, so that only one of them may run."""
    if left.module is not right.module:
        return False
    body = left.module.tree.body
    first, second = (bisect_right(body, cls.node.lineno, key=lambda statement: statement.lineno) - 1 for cls in (left, right))
    return first == second and isinstance(body[first], ast.If | ast.Try | ast.TryStar | ast.Match)
