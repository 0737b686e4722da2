"""The bindings of names: which statements give a name its value, and which of them count at a position of the source."""

from __future__ import annotations

import ast
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING

from ecma2lint.records import dataclass, field

if TYPE_CHECKING:
    from ecma2lint.readers.python.scopes import Scope


Position = tuple[int, int]
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef

#: More alternatives than this for one name are not followed.
ALTERNATIVES_LIMIT = 16
START: Position = (0, 0)
END: Position = (1 << 60, 0)


class BindingKind(StrEnum):
    """What kind of statement binds a name."""

    FUNCTION = "function"
    CLASS = "class"
    IMPORT = "import"
    ASSIGNED = "assigned"
    PARAMETER = "parameter"
    OPAQUE = "opaque"


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """One way a name gets its value.

    ``value`` is the expression for ``ASSIGNED``. For ``IMPORT``: ``module`` and ``level`` as written, ``attribute`` the name
    taken from it (None for ``import a.b as c``; ``*`` for a star import); a plain ``import a.b`` binds ``module`` ``a``.
    ``OPAQUE`` is anything whose value is not an expression of the source (a loop variable, ``with ... as``, ``x += 1``).
    """

    kind: BindingKind
    node: ast.AST
    scope: Scope
    value: ast.expr | None = None
    module: str = ""
    level: int = 0
    attribute: str | None = None
    fallback: bool = False


@dataclass(frozen=True, slots=True)
class Slot:
    """The bindings a name may have at a point; ``maybe_unbound`` when some path leaves it without one."""

    bindings: tuple[Binding, ...]
    maybe_unbound: bool = False


UNBOUND = Slot((), True)


@dataclass(slots=True)
class Bindings:
    """All bindings of one scope; ``opaque`` says why names may exist that cannot be seen (``exec`` and the like)."""

    history: dict[str, list[tuple[Position, Slot]]] = field(default_factory=dict)
    stars: list[tuple[Position, Binding]] = field(default_factory=list)
    global_names: set[str] = field(default_factory=set)
    nonlocal_names: set[str] = field(default_factory=set)
    opaque: str | None = None
    _everywhere: dict[str, Slot | None] = field(default_factory=dict)

    def at(self, name: str, position: Position = END) -> tuple[Position, Slot] | None:
        """The slot of a name at a position (at the end by default) and where it got it; None when not bound there."""
        entries = self.history.get(name)
        if not entries:
            return None
        index = bisect_right(entries, position, key=lambda entry: entry[0]) - 1
        if index < 0 or not entries[index][1].bindings:
            return None
        return entries[index]

    def live(self, name: str) -> Slot | None:
        """The slot of a name at the end of the scope without fallbacks, or None: what a host certainly or possibly sees."""
        entry = self.at(name)
        if entry is None or not any(binding.fallback for binding in entry[1].bindings):
            return entry[1] if entry else None
        bindings = tuple(binding for binding in entry[1].bindings if not binding.fallback)
        return Slot(bindings, entry[1].maybe_unbound) if bindings else None

    def everywhere(self, name: str) -> Slot | None:
        """All bindings a name has anywhere in the scope, for readers that run at an unknown time."""
        if name not in self._everywhere:
            entries = self.history.get(name)
            self._everywhere[name] = join_slots([slot for _, slot in entries if slot.bindings]) if entries else None
        return self._everywhere[name]

    def names(self) -> Iterable[str]:
        """The names the scope binds, in order of first binding."""
        return self.history


def start_of(node: ast.AST) -> Position:
    """Where a node starts: 1-based line, 0-based UTF-8 offset."""
    return (getattr(node, "lineno", 0), getattr(node, "col_offset", 0))


def end_of(node: ast.AST) -> Position:
    """Where a node ends."""
    return (getattr(node, "end_lineno", 0), getattr(node, "end_col_offset", 0))


def join_slots(slots: Sequence[Slot]) -> Slot:
    bindings = tuple(dict.fromkeys(binding for slot in slots for binding in slot.bindings))
    maybe_unbound = any(slot.maybe_unbound or not slot.bindings for slot in slots)
    if len(bindings) > ALTERNATIVES_LIMIT:
        last = bindings[-1]
        bindings = (Binding(BindingKind.OPAQUE, last.node, last.scope),)
    return Slot(bindings, maybe_unbound)
