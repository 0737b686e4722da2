"""What may be missing from the lists that a connector returns: finding nothing in a list that is not whole decides nothing."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import NOWHERE, Connector, Count
from ecma2lint.verdicts import Undecided
from ecma2lint_rules._shared import PARAMETERS

_SETTLE = "define {} with constant code, or confirm the list by a run"


def open_parameters(connector: Connector) -> Iterator[Undecided]:
    """One undecided for each class with parameters that may not have been seen."""
    for cls in connector.classes:
        implemented = [name for name in sorted(PARAMETERS) if cls.interface(name)]
        if not implemented:
            continue
        count = next((one for one in cls.parameter_counts.values() if one.maximum is None), None)
        if count is not None:
            why = count.reason or "they could not be followed"
        elif not cls.parameter_counts:
            why = "they could not be read"
        elif len(implemented) > 1:
            why = f"{' and '.join(implemented)} both define some, and those of the latter only were read"
        else:
            continue
        yield _undecided(cls.type, "parameters", why, count, cls.type)


def open_partitions(connector: Connector) -> Iterator[Undecided]:
    """One undecided for each class with partitions that may not have been seen."""
    for cls in connector.implementers("IMAExtensible2GetPartitions"):
        count = cls.partitions.count
        if count.maximum is None:
            why = count.reason or "they could not be followed"
            yield _undecided(cls.type, "partitions", why, count, f"{cls.type}::GetPartitions")


def _undecided(name: str, what: str, why: str, count: Count | None, subject: str) -> Undecided:
    location, trace = (count.location, count.trace) if count else (NOWHERE, ())
    return Undecided(f"the {what} of {name} are not all known: {why}", location, subject, trace, _SETTLE.format(what))
