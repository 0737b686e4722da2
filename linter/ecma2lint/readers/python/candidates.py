"""What stands in a class where a contract member is missing: misspelt, hidden, prefixed or of the wrong kind."""

from __future__ import annotations

from collections.abc import Iterable

from ecma2lint.contract import CONTRACT_INTERFACES, ContractMember
from ecma2lint.records import dataclass

_CONTRACT_NAMES = frozenset(
    name
    for interface in CONTRACT_INTERFACES.values()
    for member in interface.members
    for name in (member.name, member.method_name)
)
#: How good a candidate is, best first.
_ORDER = ("property", "attribute", "clrname", "mangled", "underscore", "prefixed", "case", "misspelt")


@dataclass(frozen=True)
class Candidate:
    """A name found where a member is missing.

    ``kind`` is one of ``underscore``, ``mangled``, ``prefixed``, ``misspelt``, ``case``, ``property``, ``clrname`` and
    ``attribute``.
    """

    kind: str
    name: str

    def __str__(self) -> str:
        return f"{self.kind}:{self.name}"


_WORDS = {
    "underscore": "starts with an underscore",
    "mangled": "is mangled by Python, so nothing outside the class finds it",
    "prefixed": "carries a prefix",
    "misspelt": "is misspelt",
    "case": "is written in another case",
    "property": "is a Python property, which pythonnet does not look for",
    "clrname": "has that name only as clrname=, and pythonnet looks for the Python name",
    "attribute": "is no method of the name the host calls",
}


def in_words(candidate: Candidate) -> str:
    """What is wrong with a candidate, in words."""
    return f"{candidate.name} {_WORDS[candidate.kind]}"


def best_candidate(member: ContractMember, names: Iterable[tuple[str, str]]) -> Candidate | None:
    """The best candidate for a missing member.

    Args:
        member: the contract member.
        names: each name the class binds, with what it is: ``method``, ``property``, ``value``, or ``clrname=X`` for a method
            that ``clr.clrmethod`` gives the name ``X``.

    Returns:
        The candidate, or None when nothing comes near.
    """
    found: list[Candidate] = []
    for name, what in names:
        candidate = _candidate(member, name, what)
        if candidate is not None:
            found.append(candidate)
    if not found:
        return None
    return min(found, key=lambda candidate: (_ORDER.index(candidate.kind), candidate.name))


def _candidate(member: ContractMember, name: str, what: str) -> Candidate | None:
    wanted = {member.method_name, member.name}
    if what.startswith("clrname="):
        return Candidate("clrname", name) if what.removeprefix("clrname=") in wanted else None
    if name in wanted:
        # Also a plain value of the property's name: it is what the author meant to be the member.
        return Candidate("property" if what == "property" else "attribute", name)
    if what == "value" or name in _CONTRACT_NAMES or (name.startswith("__") and name.endswith("__")):
        return None
    bare = name.lstrip("_")
    if bare != name and bare in wanted:
        return Candidate("mangled" if name.startswith("__") else "underscore", name)
    if any(_prefix(name, entry, member) for entry in wanted):
        return Candidate("prefixed", name)
    folded = name.replace("_", "").lower()
    targets = {entry.replace("_", "").lower() for entry in wanted}
    if folded in targets:
        return Candidate("case", name)
    limit = 2 if len(member.name) > 9 else 1
    if any(distance(folded, target, limit) <= limit for target in targets):
        return Candidate("misspelt", name)
    return None


def _prefix(name: str, wanted: str, member: ContractMember) -> bool:
    """Whether a name is the wanted one behind a prefix; the prefix of an accessor is none."""
    prefix = name.removesuffix(wanted)
    return prefix == member.interface or (prefix != name and prefix.endswith("_") and prefix.lower() not in {"get_", "set_"})


def nearest(name: str, known: Iterable[str], limit: int = 3) -> str | None:
    """The known name that comes nearest to a misspelt one, or None when all are more than ``limit`` edits away."""
    scored = [(distance(name.lower(), other.lower(), limit), other) for other in known]
    best = min(scored, default=(limit + 1, ""))
    return best[1] if best[0] <= limit else None


def distance(left: str, right: str, limit: int) -> int:
    """The edit distance of two words (swapped neighbours count once); ``limit + 1`` when it is more than the limit."""
    if abs(len(left) - len(right)) > limit:
        return limit + 1
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, char in enumerate(left, 1):
        older, before, row = before, row, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (char != other))
            if i > 1 and j > 1 and char == right[j - 2] and left[i - 2] == other:
                cost = min(cost, older[j - 2] + 1)
            row.append(cost)
        if min(row) > limit:
            return limit + 1
    return min(row[-1], limit + 1)
