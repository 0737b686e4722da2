"""Leaves out of a generated program what was drawn beside an expression that was not taken."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

#: A name that was made fresh: letters and a number.
_NAME = re.compile(r"[A-Za-z_]+\d+\w*")


def needed(entries: Sequence[str], roots: Iterable[str]) -> list[str]:
    """The entries that the roots need, themselves or through others, in their order.

    A name belongs to the first entry it stands in: what uses an entry is always drawn after it.
    """
    names = [dict.fromkeys(_NAME.findall(entry)) for entry in entries]
    owner: dict[str, int] = {}
    for index, found in enumerate(names):
        for name in found:
            owner.setdefault(name, index)
    pending = [owner[name] for root in roots for name in _NAME.findall(root) if name in owner]
    kept: set[int] = set()
    while pending:
        index = pending.pop()
        if index not in kept:
            kept.add(index)
            pending.extend(owner[name] for name in names[index] if owner[name] not in kept)
    return [entry for index, entry in enumerate(entries) if index in kept]
