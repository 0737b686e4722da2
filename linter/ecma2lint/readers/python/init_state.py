"""State that only ``__init__`` sets: a host that creates the object itself does not run it, so it is missing at the call."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ecma2lint.facts import Location, Observation
from ecma2lint.readers.python.bindings import FunctionNode, start_of
from ecma2lint.readers.python.classes import OwnedClass
from ecma2lint.readers.python.members import BoundMember
from ecma2lint.records import dataclass, field

_HOOKS = ("__getattr__", "__getattribute__", "__new__", "__init_subclass__")


_Method = tuple[OwnedClass, FunctionNode]


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
    methods = _methods(owners)
    inits = [_use(owner, function) for owner, function in methods if function.name == "__init__"]
    in_class = {name for owner in owners for name in owner.scope.bindings.names()}
    only = {stored for use in inits for stored in use.stores} - in_class
    if not only or any(use.dynamic for use in inits):
        return
    reads = list(_reads(members, methods, only))
    # Most methods need not be walked: only those whose text can set one of the attributes that are read.
    words = ("setattr", "__dict__", "vars(", "__init__", *{read.attribute for read in reads})
    for owner, function in methods if reads else ():
        if function.name == "__init__" or not any(word in _source(owner, function) for word in words):
            continue
        use = _use(owner, function)
        if use.dynamic:
            return
        only -= use.stores
    reported: set[str] = set()
    for read in reads:
        if read.attribute in only and read.attribute not in reported:
            reported.add(read.attribute)
            yield Observation("init-state", f"self.{read.attribute}", read.detail, read.location)


@dataclass(frozen=True)
class _Read:
    """An attribute that a contract member reads, itself or through other methods."""

    attribute: str
    detail: str
    location: Location


def _reads(members: tuple[BoundMember, ...], methods: list[_Method], only: set[str]) -> Iterator[_Read]:
    by_name: dict[str, _Method] = {}
    for owner, function in methods:
        by_name.setdefault(function.name, (owner, function))
    uses: dict[str, _Use] = {}
    for bound in members:
        for name in _reached(bound.python_name, by_name, uses):
            use = uses[name]
            for attribute in sorted(only.intersection(use.loads), key=lambda item: start_of(use.loads[item])):
                through = "" if name == bound.python_name else f" through {name}"
                detail = f"set in __init__ only, read in {bound.python_name}{through}"
                yield _Read(attribute, detail, use.owner.module.location(use.loads[attribute], use.owner.type_name, name))


def _reached(start: str, by_name: dict[str, _Method], uses: dict[str, _Use]) -> Iterator[str]:
    """The methods a member runs, itself first, through calls and reads on ``self``; not those that handle exceptions."""
    seen: set[str] = set()
    todo = [start]
    while todo:
        name = todo.pop()
        if name not in by_name or name in seen or name == "__init__":
            continue
        seen.add(name)
        if name not in uses:
            uses[name] = _use(*by_name[name])
        if not uses[name].guarded:
            yield name
        todo.extend(sorted(loaded for loaded in uses[name].loads if loaded in by_name))


def _methods(owners: tuple[OwnedClass, ...]) -> list[_Method]:
    """The methods with a first parameter, of the class itself first."""
    return [
        (owner, scope.node)
        for owner in owners
        for scope in owner.module.scopes.values()
        if scope.parent is owner.scope
        and isinstance(scope.node, FunctionNode)
        and (scope.node.args.posonlyargs or scope.node.args.args)
    ]


def _source(owner: OwnedClass, function: FunctionNode) -> str:
    return "\n".join(owner.module.parsed.lines[function.lineno - 1 : function.end_lineno])


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
