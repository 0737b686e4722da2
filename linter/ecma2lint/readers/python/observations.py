"""What is seen on the contract classes themselves: names, arity, kind of function, bases, namespace, state.

Source of the rules: pythonnet 3, seen on Mono and .NET Core.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ecma2lint.facts import Implementation, Observation
from ecma2lint.readers.python.binder import resolve
from ecma2lint.readers.python.bindings import FunctionNode, start_of
from ecma2lint.readers.python.callables import Attribute, Receiver, Shape
from ecma2lint.readers.python.classes import Base, BaseKind, NamespaceState, OwnedClass
from ecma2lint.readers.python.init_state import init_state
from ecma2lint.readers.python.members import BoundMember, Form
from ecma2lint.readers.python.symbols import External

_DOTNET = (BaseKind.INTERFACE, BaseKind.LEGACY, BaseKind.RULES, BaseKind.DOTNET)
_BESIDE = {BaseKind.LEGACY: "legacy-interface", BaseKind.RULES: "rules-extension"}


def class_observations(
    cls: OwnedClass, form: Form, members: tuple[BoundMember, ...], *, base_only: bool
) -> tuple[Observation, ...]:
    """Everything seen on one contract class.

    Args:
        cls: the class.
        form: how the host reaches it.
        members: its bound members.
        base_only: whether it only serves as a base of other contract classes.
    """
    found = [*_unknown_bases(cls), *interfaces_beside(cls)]
    if form is Form.DERIVED:
        found += _definition(cls)
        found += _missing_candidates(members)
        if not base_only:
            found += _namespace(cls, members)
            found += init_state(cls, members)
    for bound in members:
        for attribute in bound.attributes:
            if attribute.transparent and attribute.function is not None and bound.fact.implementation is Implementation.IMPLICIT:
                found += _function(cls, form, bound, attribute, attribute.function)
    return tuple(found)


def _unknown_bases(cls: OwnedClass) -> Iterator[Observation]:
    for owner, base in cls.unknown_bases:
        yield Observation("unresolved-base", cls.type_name, base.reason, owner.module.location(base.node, owner.type_name))


def interfaces_beside(cls: OwnedClass) -> Iterator[Observation]:
    """The interfaces beside ECMA 2.0 that a class, a contract class or another, lists itself or inherits."""
    for owner in cls.mro:
        for base in owner.bases:
            if base.kind in _BESIDE:
                yield Observation(_BESIDE[base.kind], cls.type_name, base.name, owner.module.location(base.node, owner.type_name))


def is_dotnet(cls: OwnedClass) -> bool:
    """Whether a class certainly derives from a .NET type."""
    return any(base.kind in _DOTNET for owner in cls.mro for base in owner.bases)


def _definition(cls: OwnedClass) -> Iterator[Observation]:
    """What makes pythonnet refuse the class statement: Python bases, ABCMeta and ``__slots__`` beside .NET types."""
    if not is_dotnet(cls):
        return
    beside = any(base.kind in _DOTNET or (base.own is not None and is_dotnet(base.own)) for base in cls.bases)
    for base in cls.bases:
        if beside and _is_python(base):
            yield _mixin(cls, f"the Python class {base.name}", base.node)
    outer = cls.scope.parent
    for keyword in cls.node.keywords:
        if keyword.arg == "metaclass" and outer is not None and resolve(keyword.value, outer) == (External("abc.ABCMeta"),):
            yield _mixin(cls, "the metaclass ABCMeta", keyword.value)
    if slots := cls.scope.bindings.at("__slots__"):
        yield _mixin(cls, "__slots__", slots[1].bindings[0].node)
    if not cls.namespace.makes_type and cls.type_owner is not None:
        inherited = {name for base in cls.bases if base.own is not None for name in base.own.interfaces}
        for base in cls.bases:
            if base.kind is BaseKind.INTERFACE and base.name not in inherited:
                owner = cls.type_owner.name
                yield _mixin(cls, f"{owner}, which is a .NET type already (it alone sets __namespace__)", base.node)


def _is_python(base: Base) -> bool:
    if base.kind is BaseKind.PYTHON:
        return True
    if base.own is None or is_dotnet(base.own):
        return False
    return not base.own.unknown_bases


def _mixin(cls: OwnedClass, detail: str, node: ast.AST) -> Observation:
    return Observation("python-mixin-base", cls.type_name, detail, cls.module.location(node, cls.type_name))


def _missing_candidates(members: tuple[BoundMember, ...]) -> Iterator[Observation]:
    for bound in members:
        if bound.candidate is not None:
            yield Observation("missing-member-candidate", _subject(bound), str(bound.candidate), bound.fact.location)


def _subject(bound: BoundMember) -> str:
    return f"{bound.contract.interface}.{bound.contract.name}"


def _namespace(cls: OwnedClass, members: tuple[BoundMember, ...]) -> Iterator[Observation]:
    owner = cls.type_owner
    if owner is None:
        location = cls.module.location(cls.node, cls.type_name)
        yield Observation("no-namespace", cls.type_name, "neither __namespace__ nor __assembly__ is set in the class", location)
        return
    if owner.namespace.state is NamespaceState.INVALID:
        location = owner.module.location(owner.namespace.node or owner.node, cls.type_name)
        yield Observation("no-namespace", cls.type_name, "__namespace__ is not a string", location)
    if owner is not cls or not any(base.namespace.makes_type for base in cls.mro[1:]):
        return
    hidden = {name for base in cls.mro[1:] for name in base.scope.bindings.names()}
    lost = [
        bound.contract.method_name
        for bound in members
        if bound.fact.implementation is Implementation.MISSING and bound.contract.method_name in hidden
    ]
    if lost:
        location = cls.module.location(cls.namespace.node or cls.node, cls.type_name)
        yield Observation("repeated-namespace", cls.type_name, f"lost: {', '.join(lost)}", location)


def _function(
    cls: OwnedClass, form: Form, bound: BoundMember, attribute: Attribute, function: FunctionNode | ast.Lambda
) -> Iterator[Observation]:
    owner = bound.owner or cls
    location = owner.module.location(attribute.node, owner.type_name, bound.python_name)
    subject = _subject(bound)
    if isinstance(function, ast.AsyncFunctionDef):
        yield Observation("async-member", subject, f"async def {function.name}", location)
    elif isinstance(function, ast.FunctionDef):
        place = _first_yield(function)
        if place is not None:
            where = owner.module.location(place, owner.type_name, bound.python_name)
            yield Observation("generator-member", subject, f"{function.name} contains yield", where)
    if form is not Form.CALLED and attribute.shape in (Shape.CALLABLE, Shape.CLR_PROPERTY):
        problem = arity_problem(function.args, attribute.receiver, bound.contract.arity)
        if problem:
            yield Observation("wrong-arity", subject, problem, location)
    if bound.contract.parameters and any(name == "page" for name, _ in bound.contract.parameters):
        yield from _page_compared(owner, bound, attribute, function)


def arity_problem(args: ast.arguments, receiver: Receiver, passed: int) -> str | None:
    """Why a function does not accept what the host passes, positionally; None when it does."""
    hidden = 0 if receiver is Receiver.NOTHING else 1
    positional = len(args.posonlyargs) + len(args.args)
    required = positional - len(args.defaults)
    host = f"the host passes {passed}"
    for name, default in zip(args.kwonlyargs, args.kw_defaults, strict=True):
        if default is None:
            return f"requires the keyword-only argument {name.arg!r}, {host} positional"
    if positional < hidden and args.vararg is None:
        return f"takes no argument, not even self, {host}"
    if required - hidden <= passed and (args.vararg is not None or passed <= positional - hidden):
        return None
    least, most = max(required - hidden, 0), max(positional - hidden, 0)
    if args.vararg is not None:
        takes = f"at least {least}"
    else:
        takes = str(most) if least == most else f"{least} to {most}"
    return f"takes {takes} positional argument{'' if takes == '1' else 's'}, {host}"


def own_nodes(function: FunctionNode | ast.Lambda) -> Iterator[ast.AST]:
    """The nodes of a function's body that run in its own frame, in no particular order; nested scopes are left out."""
    todo: list[ast.AST] = [function.body] if isinstance(function, ast.Lambda) else list(function.body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            todo.extend(ast.iter_child_nodes(node))


def _first_yield(function: ast.FunctionDef) -> ast.AST | None:
    found = [node for node in own_nodes(function) if isinstance(node, ast.Yield | ast.YieldFrom)]
    return sorted(found, key=start_of)[0] if found else None


def _page_compared(
    owner: OwnedClass, bound: BoundMember, attribute: Attribute, function: FunctionNode | ast.Lambda
) -> Iterator[Observation]:
    """Comparisons of the configuration page with a number, which are always false."""
    named = [arg.arg for arg in (*function.args.posonlyargs, *function.args.args)]
    index = [name for name, _ in bound.contract.parameters].index("page") + (attribute.receiver is not Receiver.NOTHING)
    if index >= len(named):
        return
    page = named[index]
    nodes = list(own_nodes(function))
    if any(isinstance(node, ast.Name) and node.id == page and not isinstance(node.ctx, ast.Load) for node in nodes):
        return
    compares = [node for node in nodes if isinstance(node, ast.Compare) and _compares_with_number(node, page)]
    for node in sorted(compares, key=start_of):
        location = owner.module.location(node, owner.type_name, bound.python_name)
        yield Observation("page-compare-int", _subject(bound), ast.unparse(node)[:80], location)


def _compares_with_number(node: ast.Compare, page: str) -> bool:
    if len(node.ops) != 1:
        return False
    left, right = node.left, node.comparators[0]
    if isinstance(node.ops[0], ast.Eq | ast.NotEq):
        return (_is_name(left, page) and _is_number(right)) or (_is_name(right, page) and _is_number(left))
    if isinstance(node.ops[0], ast.In | ast.NotIn) and isinstance(right, ast.Tuple | ast.List | ast.Set):
        return _is_name(left, page) and bool(right.elts) and all(_is_number(item) for item in right.elts)
    return False


def _is_name(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _is_number(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int
