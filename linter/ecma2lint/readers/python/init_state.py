"""State that only ``__init__`` sets: a host that creates the object itself does not run it, so it is missing at the call."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field

from ecma2lint.facts import Observation
from ecma2lint.readers.python.classes import OwnedClass
from ecma2lint.readers.python.members import BoundMember
from ecma2lint.readers.python.scopes import FunctionNode, start_of

_HOOKS = ("__getattr__", "__getattribute__", "__new__", "__init_subclass__")


@dataclass
class _Use:
    """What one method does with the attributes of its object."""

    owner: OwnedClass
    stores: set[str] = field(default_factory=set)
    loads: dict[str, ast.Attribute] = field(default_factory=dict)
    dynamic: bool = False
    guarded: bool = False


def init_state(cls: OwnedClass, members: tuple[BoundMember, ...]) -> Iterator[Observation]:
    """One ``init-state`` for each attribute that only ``__init__`` sets and a contract member reads.

    The subject is ``self.name``, the detail says where it is set and read. Nothing is said of classes whose attributes may come
    from elsewhere: unknown bases, ``__getattr__``, ``setattr`` or ``__dict__``.
    """
    owners = cls.mro
    if cls.unknown_bases or not any(owner.scope.bindings.at("__init__") for owner in owners):
        return
    if any(owner.scope.bindings.opaque or owner.scope.bindings.at(hook) for owner in owners for hook in _HOOKS):
        return
    uses = _uses(owners)
    if any(use.dynamic for use in uses.values()):
        return
    inits = [use for (_, name), use in uses.items() if name == "__init__"]
    elsewhere = {stored for (_, name), use in uses.items() if name != "__init__" for stored in use.stores}
    in_class = {name for owner in owners for name in owner.scope.bindings.names()}
    only = {stored for use in inits for stored in use.stores} - elsewhere - in_class
    if not only:
        return
    by_name: dict[str, _Use] = {}
    for (_, name), use in uses.items():
        by_name.setdefault(name, use)
    reported: set[str] = set()
    for bound in members:
        for name, use in _reached(bound.python_name, by_name):
            for attribute in sorted(only.intersection(use.loads) - reported, key=lambda item: start_of(use.loads[item])):
                reported.add(attribute)
                through = "" if name == bound.python_name else f" through {name}"
                detail = f"set in __init__ only, read in {bound.python_name}{through}"
                location = use.owner.module.location(use.loads[attribute], use.owner.type_name, name)
                yield Observation("init-state", f"self.{attribute}", detail, location)


def _reached(start: str, by_name: dict[str, _Use]) -> Iterator[tuple[str, _Use]]:
    """The methods a member runs, itself first, through calls and reads on ``self``."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        use = by_name.get(name)
        if use is None or name in seen or name == "__init__":
            continue
        seen.add(name)
        if not use.guarded:
            yield name, use
        todo.extend(sorted(loaded for loaded in use.loads if loaded in by_name))


def _uses(owners: tuple[OwnedClass, ...]) -> dict[tuple[OwnedClass, str], _Use]:
    found: dict[tuple[OwnedClass, str], _Use] = {}
    for owner in owners:
        for statement in owner.node.body:
            if isinstance(statement, FunctionNode) and (statement.args.posonlyargs or statement.args.args):
                found[owner, statement.name] = _use(owner, statement)
    return found


def _use(owner: OwnedClass, function: FunctionNode) -> _Use:
    this = (*function.args.posonlyargs, *function.args.args)[0].arg
    use = _Use(owner)
    for node in ast.walk(function):
        if isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name) and node.value.id == this:
                if isinstance(node.ctx, ast.Load):
                    use.loads.setdefault(node.attr, node)
                    use.dynamic = use.dynamic or node.attr in {"__dict__", "__init__"}
                else:
                    use.stores.add(node.attr)
        elif isinstance(node, ast.Call):
            if isinstance(node.func, ast.Name) and node.func.id in {"setattr", "vars", "hasattr", "getattr"}:
                first = node.args[0] if node.args else None
                use.dynamic = use.dynamic or (isinstance(first, ast.Name) and first.id == this)
        elif isinstance(node, ast.ExceptHandler):
            use.guarded = True
    return use
