"""Functions of constants, carried out for every combination of alternatives; an unknown argument's cause is the result's."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import product
from typing import Final

from ecma2lint.readers.assembly.evaluate_state import Boxed, boolean, integer
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.lattice import MAX_ALTERNATIVES, Abstract, Atom, Const, join_all, text, unknown

MAX_TEXT: Final = 65_536

Args = list[Abstract]


def _opened(atom: Atom) -> Atom:
    return atom.value.atom if isinstance(atom, Boxed) and atom.value.known else atom


def combined(args: Iterable[Abstract], function: Callable[..., Abstract | None]) -> Abstract | None:
    """A function of constants for every combination of alternatives; None when one of them is no constant.

    Raises:
        Thrown: it throws for every combination; when it does for some only the result is None.
    """
    args = list(args)
    for arg in args:
        if arg.cause is not None:
            return Abstract((), arg.cause)
    total = 1
    for arg in args:
        total *= len(arg.atoms)
    if total > 4 * MAX_ALTERNATIVES or total == 0:
        return None
    results: list[Abstract] = []
    thrown: list[Thrown] = []
    for atoms in product(*(arg.atoms for arg in args)):
        values = []
        for atom in atoms:
            plain = _opened(atom)
            if not isinstance(plain, Const):
                return None
            values.append(plain.value)
        try:
            result = function(*values)
        except Thrown as error:
            thrown.append(error)
            continue
        if result is None:
            return None
        results.append(result)
    if thrown:
        if results:
            return None
        raise thrown[0]
    return join_all(results, next((arg.why for arg in args if arg.why), None))


def concatenated(parts: Iterable[Abstract]) -> Abstract:
    """The texts one after the other; null counts as empty."""

    def function(*values: object) -> Abstract | None:
        if any(v is not None and not isinstance(v, str) for v in values):
            return None
        whole = "".join(v for v in values if isinstance(v, str))
        return text(whole) if len(whole) <= MAX_TEXT else unknown("a very long text")

    found = combined(parts, function)
    return found if found is not None else unknown("a text that is not followed")


def wrapped(value: object) -> Abstract | None:
    """A Python value as an abstract one."""
    if isinstance(value, bool):
        return boolean(value)
    if isinstance(value, int):
        return integer(value)
    return text(value) if isinstance(value, str) else None
