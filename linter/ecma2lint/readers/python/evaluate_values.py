"""What Python values can be besides the constants and references of :mod:`ecma2lint.readers.lattice`.

Atoms for tuples, functions, bound methods, things outside the sources by dotted path, what the host passes, and exceptions;
and the way between Python's own constants and atoms.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any, Final

from ecma2lint.readers.lattice import FALSE, NULL, TRUE, Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.records import dataclass


@dataclass(frozen=True, slots=True)
class Plain:
    """A Python constant the shared lattice has no type for: float, complex, bytes, ``...``; ``text`` is its ``repr``."""

    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Tuple:
    """A Python tuple."""

    items: tuple[Abstract, ...]


@dataclass(frozen=True, slots=True)
class Range(Tuple):
    """A range: gone through like the tuple of its numbers, and equal to none."""


@dataclass(frozen=True, slots=True)
class External:
    """Something outside the sources that were read, by its dotted path (``os.environ``, ``builtins.len``)."""

    path: str


@dataclass(frozen=True, slots=True)
class Input:
    """What the host passes to a member: ``kind`` is the contract's parameter name, ``key`` what it was subscripted with."""

    kind: str
    key: Abstract | None = None


@dataclass(frozen=True, slots=True)
class Made:
    """An instance of a library class, by the dotted path of the class (``datetime.datetime``); its content is not known."""

    cls: str


@dataclass(frozen=True, slots=True)
class Raised:
    """An exception instance; ``cls`` is its class, an ``External`` or a ``Ref``, or None when it is not known.

    ``instance`` is the object with the attributes that a class of the sources gave it.
    """

    cls: Atom | None
    instance: Ref | None = None


@dataclass(frozen=True, slots=True)
class BoundNames:
    """What a function binds; ``closures``: functions defined in it may keep its scope alive."""

    locals: frozenset[str]
    globals: frozenset[str]
    nonlocals: frozenset[str]
    generator: bool = False
    closures: bool = False


@dataclass(frozen=True, slots=True)
class Uses:
    """What a function, with those nested in it, names and assigns.

    ``members``: attributes read or assigned on a plain name (``module.flag``); ``stores``: names of assigned attributes on
    whatever object, ``*`` among them when the name is computed; ``imported``: what imports inside it name.
    """

    names: frozenset[str]
    globals: frozenset[str]
    nonlocals: frozenset[str]
    members: frozenset[tuple[str, str]]
    stores: frozenset[str]
    imported: frozenset[str]


#: Names by which code may assign attributes whose names cannot be seen.
_COMPUTED_STORES: Final = frozenset({"setattr", "delattr", "vars", "exec", "eval", "globals", "__dict__", "__setattr__"})


def uses_of(root: ast.AST) -> Uses:
    """What code names and assigns."""
    names: set[str] = set()
    globals_: set[str] = set()
    nonlocals: set[str] = set()
    members: set[tuple[str, str]] = set()
    stores: set[str] = set()
    imported: set[str] = set()
    for node in ast.walk(root):
        if isinstance(node, ast.Name):
            names.add(node.id)
        elif isinstance(node, ast.Attribute):
            if isinstance(node.value, ast.Name):
                members.add((node.value.id, node.attr))
            if not isinstance(node.ctx, ast.Load):
                stores.add(node.attr)
            elif node.attr in _COMPUTED_STORES:
                stores.add("*")
        elif isinstance(node, ast.Global):
            globals_.update(node.names)
        elif isinstance(node, ast.Nonlocal):
            nonlocals.update(node.names)
        elif isinstance(node, ast.Import | ast.ImportFrom):
            imported.update(alias.name for alias in node.names)
    if names & _COMPUTED_STORES:
        stores.add("*")
    return Uses(
        frozenset(names), frozenset(globals_), frozenset(nonlocals), frozenset(members), frozenset(stores), frozenset(imported)
    )


class Code:
    """A function or lambda of the sources; ``owner`` is the class it is defined in. Its names are read at the first call."""

    def __init__(
        self,
        node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda,
        name: str,
        module: int,
        owner: int | None,
        analyse: Callable[[], BoundNames],
    ) -> None:
        self.node, self.name, self.module, self.owner = node, name, module, owner
        self._analyse = analyse

    @cached_property
    def names(self) -> BoundNames:
        """What it binds."""
        return self._analyse()

    @cached_property
    def uses(self) -> Uses:
        """What it names and assigns, with the functions nested in it."""
        return uses_of(self.node)


@dataclass(frozen=True, slots=True)
class Function:
    """A function object: its code, the enclosing scopes (innermost first) and the values of its defaults."""

    code: Code
    env: tuple[int, ...]
    defaults: tuple[Abstract, ...]
    keyword_defaults: tuple[tuple[str, Abstract], ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """A callable bound to its first argument."""

    function: Atom
    receiver: Atom


@dataclass(frozen=True, slots=True)
class Method:
    """A method of something the evaluator models itself: a string, a list, a contract object."""

    receiver: Atom
    name: str


@dataclass(frozen=True, slots=True)
class Wrapped:
    """What a known decorator made of a function.

    ``kind`` is ``staticmethod``, ``classmethod``, ``property`` (``setter`` and ``deleter`` beside it), ``cached_property`` or
    ``cache`` (``cell`` is its heap id).
    """

    kind: str
    function: Abstract
    cell: int = 0
    setter: Abstract | None = None
    deleter: Abstract | None = None


@dataclass(frozen=True, slots=True)
class Partial:
    """``functools.partial``: a callable with its first arguments."""

    function: Abstract
    args: tuple[Abstract, ...]
    keywords: tuple[tuple[str, Abstract], ...]


@dataclass(frozen=True, slots=True)
class View:
    """``keys``, ``values`` or ``items`` (``kind``) of a dictionary: they follow its changes."""

    receiver: Atom
    kind: str


#: An object by its number, a variable by its scope and name, or the keys of a dictionary.
Watched = int | tuple[int, str]


@dataclass(frozen=True, slots=True)
class Lazy:
    """An iterator (``zip``, ``enumerate`` ...) that is used at once; each element with whether it is always there.

    ``watched`` are the objects, and the variables by scope and name, that it reads while it is gone through: a loop over it
    must not change them.
    """

    items: tuple[tuple[Abstract, bool], ...]
    watched: tuple[Watched, ...] = ()


def read_by(value: Abstract) -> tuple[Watched, ...]:
    """The collections and variables that going through a value reads element by element."""
    found: list[Watched] = []
    for atom in value.atoms:
        inner = atom.receiver if isinstance(atom, View) else atom
        if isinstance(inner, Ref):
            # Values may be replaced while the keys are gone through.
            found.append((inner.id, "keys") if inner is atom or (isinstance(atom, View) and atom.kind == "keys") else inner.id)
        elif isinstance(inner, Lazy):
            found.extend(inner.watched)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class Super:
    """``super()``: lookup starts behind the class ``after`` in the receiver's resolution order."""

    after: int
    receiver: Atom


@dataclass(frozen=True, slots=True)
class Namespace:
    """The attributes of an instance, a class or a module as a dictionary: ``vars(x)``, ``x.__dict__``, ``globals()``."""

    owner: Ref
    read_only: bool = False


#: The types of the shared ``Const`` that are Python values; any other type is an enumeration's name.
PYTHON_TYPES: Final = frozenset({"bool", "int", "str", "null"})

NONE: Final = NULL
NEVER: Final = Abstract(())


def to_atom(value: Any) -> Atom:
    """The atom of a Python constant (tuples of constants included)."""
    if value is None:
        return Const("null", None)
    if isinstance(value, bool | int | str):
        return Const(type(value).__name__, value)
    if isinstance(value, tuple):
        return Tuple(tuple(single(to_atom(item)) for item in value))
    return Plain(type(value).__name__, repr(value))


def to_value(value: Any) -> Abstract:
    """The known value of a Python constant."""
    return single(to_atom(value))


class NotPlainError(Exception):
    """The atom is no Python constant."""


def python_value(atom: Atom) -> Any:
    """The Python constant of an atom.

    Raises:
        NotPlainError: the atom is something else.
    """
    if isinstance(atom, Const) and atom.type in PYTHON_TYPES:
        return atom.value
    if isinstance(atom, Plain) and atom.type in ("float", "bytes", "complex") and atom.text not in ("nan", "inf", "-inf"):
        return ast.literal_eval(atom.text)
    if isinstance(atom, Tuple) and not isinstance(atom, Range):
        parts = [item.atom for item in atom.items]
        if all(part is not None for part in parts):
            return tuple(python_value(part) for part in parts)
    raise NotPlainError


def known_text(value: Abstract) -> str | None:
    """The string a value certainly is, or None."""
    atom = value.atom
    return atom.value if isinstance(atom, Const) and atom.type == "str" and isinstance(atom.value, str) else None


def either(why: Cause | None) -> Abstract:
    """True or False."""
    return Abstract((*TRUE.atoms, *FALSE.atoms), None, why)


def boolean(value: bool) -> Abstract:
    """The known value of a bool."""
    return TRUE if value else FALSE


def held(atom: Atom) -> Iterable[Abstract]:
    """The values an atom of this module holds on to, the captured scopes of functions included."""
    if isinstance(atom, Tuple):
        return atom.items
    if isinstance(atom, Function):
        return (*(single(Ref(scope)) for scope in atom.env), *atom.defaults, *(value for _, value in atom.keyword_defaults))
    if isinstance(atom, Bound):
        return (single(atom.function), single(atom.receiver))
    if isinstance(atom, Method | Super | View):
        return (single(atom.receiver),)
    if isinstance(atom, Namespace):
        return (single(atom.owner),)
    if isinstance(atom, Lazy):
        return tuple(value for value, _ in atom.items)
    if isinstance(atom, Wrapped):
        extra = tuple(part for part in (atom.setter, atom.deleter) if part is not None)
        return (atom.function, *extra, *((single(Ref(atom.cell)),) if atom.cell else ()))
    if isinstance(atom, Partial):
        return (atom.function, *atom.args, *(value for _, value in atom.keywords))
    if isinstance(atom, Raised):
        return tuple(single(part) for part in (atom.cls, atom.instance) if isinstance(part, Ref))
    return ()


def truth(atom: Atom) -> bool | None:
    """The truth of an atom that is no heap object; None when it is not known."""
    if isinstance(atom, Tuple):
        return bool(atom.items)
    if isinstance(atom, Function | Bound | Method | Wrapped | Partial):
        return True
    try:
        return bool(python_value(atom))
    except NotPlainError:
        return None
