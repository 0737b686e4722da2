"""Fixes for properties of contract objects: a misspelt name, and a capability that the host does not support."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ecma2lint.contract import CAPABILITIES
from ecma2lint.fixes.model import Declined, Edit, Fix, Rename, RenameText, Replace, Sheet, unique
from ecma2lint.readers.python.api import api_types
from ecma2lint.readers.python.binder import resolve
from ecma2lint.readers.python.bindings import FunctionNode
from ecma2lint.readers.python.candidates import distance
from ecma2lint.readers.python.observations import own_nodes
from ecma2lint.readers.python.scopes import Scope
from ecma2lint.readers.python.symbols import ContractType, EnumValue
from ecma2lint.verdicts import Finding

#: Edits between the two names beyond which a property is not certainly the one that is meant.
_CERTAIN = 2

_Stored = tuple[ast.expr, str, ast.AST]


def correct_property(finding: Finding, sheet: Sheet) -> Fix | Declined | None:
    """Write the name of a property of the contract, wherever the function uses it."""
    seen = next(
        (
            seen
            for observations in (sheet.target.observations, *(cls.observations for cls in sheet.target.classes))
            for seen in observations
            if seen.kind == "misspelt-attribute" and seen.location == finding.location
        ),
        None,
    )
    store = next((store for node in sheet.at(finding.location) if (store := _store(node)) is not None), None)
    if seen is None or store is None:
        return None
    type_name, _, old = seen.subject.rpartition(".")
    new = seen.detail
    if not new:
        return Declined(f"{type_name} has no property of a name near {old}")
    variable, _, node = store
    assert isinstance(variable, ast.Name)
    scope = sheet.module.scope_at(node)
    uses = [use for use in _uses(scope) if _is_named(use[0], variable.id)]
    edits = unique(_rename(use, new, sheet) for use in uses if use[1] == old)
    others = sum(isinstance(use, ast.Attribute) and use.attr == old for use in sheet.nodes) - sum(
        isinstance(use[2], ast.Attribute) for use in uses if use[1] == old
    )
    api = api_types()[type_name]
    near = [name for name in (api.writable or api.properties) if _distance(old, name) <= _distance(old, new)]
    caution = ""
    if len(near) > 1 or _distance(old, new) > _CERTAIN:
        caution = f"whether {new} is meant is not certain"
    elif any(use[1] == new for use in uses):
        caution = f"{variable.id}.{new} is used as well, so what it is then depends on the order"
    elif others:
        caution = f"{old} is used elsewhere in the file too, and stays there as it is"
    return Fix(edits, f"corrects {variable.id}.{old} to {variable.id}.{new}", caution)


def set_supported(finding: Finding, sheet: Sheet) -> Fix | Declined | None:
    """Assign the value that the host supports; it changes what the connector declares, so it is never safe."""
    name = finding.subject.rpartition("::")[2]
    if name not in CAPABILITIES:
        return None
    if finding.location.path is not None:
        return Declined(f"{name} is assigned in {finding.location.path}; correct it there")
    value = next((value for node in sheet.at(finding.location) if (value := _assigned(node, name, sheet)) is not None), None)
    if value is None:
        return Declined(f"where {name} gets its value is no plain assignment; change it by hand")
    new = _supported(name, value, sheet)
    if new is None:
        return Declined(f"{name} is not assigned a constant but `{ast.unparse(value)[:60]}`; change what that yields")
    edit = Replace(sheet.place(value), sheet.end(value), new)
    return Fix((edit,), f"sets {name} to {new}", "it changes what the connector declares")


def _supported(name: str, value: ast.expr, sheet: Sheet) -> str | None:
    """The expression for the supported value, when the present one is a constant as written."""
    if name != "Normalizations":
        return "False" if isinstance(value, ast.Constant) and value.value is True else None
    enum = _enumeration(value, sheet)
    return f'getattr({enum}, "None")' if enum is not None else None


def _enumeration(value: ast.expr, sheet: Sheet) -> str | None:
    """The enumeration as written in a combination of its values, or None when the value is anything else."""
    if isinstance(value, ast.BinOp) and isinstance(value.op, ast.BitOr):
        left = _enumeration(value.left, sheet)
        return left if _enumeration(value.right, sheet) is not None else None
    scope = sheet.module.scope_at(value)
    match value:
        case ast.Attribute(value=enum):
            pass
        case ast.Call(func=ast.Name(id="getattr"), args=[enum, ast.Constant()], keywords=[]):
            pass
        case _:
            return None
    if isinstance(enum, ast.Name | ast.Attribute) and resolve(enum, scope) == (ContractType("MANormalizations"),):
        symbols = resolve(value, scope)
        if len(symbols) == 1 and isinstance(symbols[0], EnumValue):
            return ast.unparse(enum)
    return None


def _assigned(node: ast.AST, name: str, sheet: Sheet) -> ast.expr | None:
    """The expression that a store at a node assigns to a capability, when nothing else gets its value from it."""
    if isinstance(node, ast.Attribute) and node.attr == name:
        for statement in sheet.nodes:
            if isinstance(statement, ast.Assign) and statement.targets == [node]:
                return statement.value
            if isinstance(statement, ast.AnnAssign) and statement.target is node:
                return statement.value
    match node:
        case ast.Call(func=ast.Name(id="setattr"), args=[_, ast.Constant(value=str(text)), value], keywords=[]) if text == name:
            return value
        case ast.Call(func=ast.Attribute(attr=setter), args=[value], keywords=[]) if setter == f"set_{name}":
            return value
    return None


def _store(node: ast.AST) -> _Stored | None:
    match node:
        case ast.Attribute(value=ast.Name() as variable, attr=name):
            return variable, name, node
        case ast.Call(func=ast.Name(id="setattr"), args=[ast.Name() as variable, ast.Constant(value=str(name)), _]):
            return variable, name, node
    return None


def _uses(scope: Scope) -> Iterator[_Stored]:
    """The attributes and setattr calls on plain names in one scope's own code."""
    nodes = own_nodes(scope.node) if isinstance(scope.node, FunctionNode) else _own_nodes(scope.node.body)
    for node in nodes:
        if (use := _store(node)) is not None:
            yield use


def _own_nodes(body: list[ast.stmt]) -> Iterator[ast.AST]:
    todo: list[ast.AST] = list(body)
    while todo:
        node = todo.pop()
        yield node
        if not isinstance(node, FunctionNode | ast.Lambda | ast.ClassDef):
            todo.extend(ast.iter_child_nodes(node))


def _is_named(node: ast.expr, name: str) -> bool:
    return isinstance(node, ast.Name) and node.id == name


def _rename(use: _Stored, new: str, sheet: Sheet) -> Edit:
    _, old, node = use
    if isinstance(node, ast.Attribute):
        return Rename(sheet.name_place(node), old, new)
    assert isinstance(node, ast.Call)
    return RenameText(sheet.place(node.args[1]), old, new)


def _distance(left: str, right: str) -> int:
    return distance(left.lower(), right.lower(), 3)
