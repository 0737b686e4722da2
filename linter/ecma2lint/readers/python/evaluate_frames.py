"""What is being run: the frames of the call stack, the classes of the sources, and the types of the evaluator's own records."""

from __future__ import annotations

import ast

from ecma2lint.facts import Location
from ecma2lint.readers.heap import Heap
from ecma2lint.readers.lattice import Abstract, Atom
from ecma2lint.readers.python.evaluate_values import Code, Raised
from ecma2lint.records import dataclass, field

#: Record types of the evaluator's own objects; an instance has its class in the field ``__class__``.
SCOPE, CLASS, MODULE, INSTANCE, CACHE = "python.scope", "python.class", "python.module", "python.instance", "python.cache"
LIST, DICT, SET = "list", "dict", "set"


@dataclass(slots=True)
class Frame:
    """One function (or module, or class body) being evaluated.

    ``scope`` is the record its names live in, ``env`` the enclosing function scopes, innermost first. ``returns`` collects the
    states that left it with their values; ``loops`` the states that left a loop by ``break`` or ``continue``.
    """

    module: int
    scope: int
    env: tuple[int, ...]
    code: Code | None
    name: str
    owner: int | None = None
    receiver: Atom | None = None
    returns: list[tuple[Heap, Abstract]] = field(default_factory=list)
    loops: list[tuple[list[Heap], list[Heap]]] = field(default_factory=list)
    call: Location | None = None
    handling: list[Raised | None] = field(default_factory=list)
    yielded: Abstract | None = None
    #: What a class body declares with ``global`` and ``nonlocal``; for functions their code says it.
    globals: frozenset[str] = frozenset()
    nonlocals: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class ClassInfo:
    """A class of the sources. ``mro`` lists itself and its bases: heap ids of own classes, paths of others; None: unknown.

    ``virtual``: other classes may have been registered as its subclasses.
    """

    name: str
    node: ast.ClassDef
    module: int
    mro: tuple[int | str | None, ...]
    strange: str | None = None
    virtual: bool = False
