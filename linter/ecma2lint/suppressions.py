"""Suppressions in the code: which findings each covers, and what is wrong with one.

Readers find them (:class:`ecma2lint.facts.Suppression`); here they are matched. One without a reason, or not written as it
must be, covers nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from ecma2lint.facts import Location, Suppression
from ecma2lint.verdicts import Disposition, DispositionStatus, Finding, Undecided

_METHOD: Final = 0x06


def works(suppression: Suppression) -> bool:
    """Whether it is written so that it suppresses anything."""
    return bool(suppression.rules and suppression.reason) and suppression.fault is None


def rule_ids(suppression: Suppression, names: Mapping[str, str]) -> frozenset[str]:
    """The ids of the rules it names; ``names`` maps every rule's id and name to its id."""
    return frozenset(names[word] for word in suppression.rules if word in names)


def disposition(
    rule: str, item: Finding | Undecided, suppressions: Iterable[Suppression], names: Mapping[str, str]
) -> Disposition | None:
    """What the first suppression that covers a finding of a rule makes of it."""
    for suppression in suppressions:
        if works(suppression) and rule in rule_ids(suppression, names) and covers(suppression, item):
            return Disposition(DispositionStatus.SUPPRESSED, suppression.reason)
    return None


def covers(suppression: Suppression, item: Finding | Undecided) -> bool:
    """Whether a finding lies in what a suppression covers.

    By lines: the finding's place. By type and member: its place, a place its value came through, or what it is about.
    """
    if suppression.lines:
        first, last = suppression.lines
        line = item.location.line
        if line is not None and first <= line <= last and item.location.path == suppression.location.path:
            return True
        if suppression.type is None:
            return False
    if suppression.type is None:
        return True
    return any(_covers_place(suppression, place) for place in _places(item))


def _places(item: Finding | Undecided) -> Iterator[Location]:
    yield item.location
    yield from item.trace
    type_, _, member = item.subject.partition("::")
    yield Location(type=type_, member=member or None)


def _covers_place(suppression: Suppression, place: Location) -> bool:
    covered, type_ = _dotted(suppression.type or ""), _dotted(place.type or "")
    if suppression.member is None:
        return type_ == covered or type_.startswith(f"{covered}.")
    if type_ != covered or place.member is None or _simple(place.member) != _simple(suppression.member):
        return False
    tokens = (place.token, suppression.location.token)
    # of two methods of one name the token tells which is meant
    return tokens[0] == tokens[1] or not all(token is not None and token >> 24 == _METHOD for token in tokens)


def _dotted(type_name: str) -> str:
    """A type's name as documentation ids write it."""
    return type_name.replace("+", ".")


def _simple(member: str) -> str:
    """A member's name without the interface before it and the accessor's prefix."""
    name = member.rpartition(".")[2]
    return name[4:] if name.startswith(("get_", "set_")) else name


def described(suppression: Suppression) -> str:
    """Where it stands, for messages."""
    return str(suppression.location) or "the assembly"
