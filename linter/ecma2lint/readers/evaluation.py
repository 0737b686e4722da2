"""What an evaluation of a contract class yields: the seam between the readers and their evaluators.

Both evaluators (IL and Python) fill the same record; the readers copy it into the facts.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ecma2lint.facts import (
    Capabilities,
    Certainty,
    Count,
    Hierarchy,
    ObjectTypes,
    Observation,
    Parameter,
    Partitions,
    Value,
)

NO_PARTITIONS = Partitions(False, Count(Certainty.KNOWN, 0, 0))
NO_HIERARCHY = Hierarchy(False, Count(Certainty.KNOWN, 0, 0))


@dataclass(frozen=True)
class Evaluation:
    """What the members of one contract class do.

    ``capabilities`` is None when the class has neither Capabilities nor GetCapabilitiesEx, ``object_types`` when it has no
    GetSchema. ``only_throws`` maps ``(interface, member)`` to the exception type its body does nothing but throw.
    """

    capabilities: Capabilities | None = None
    object_types: ObjectTypes | None = None
    partitions: Partitions = NO_PARTITIONS
    hierarchy: Hierarchy = NO_HIERARCHY
    parameters: tuple[Parameter, ...] = ()
    page_sizes: dict[str, Value] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()
    only_throws: dict[tuple[str, str], str] = field(default_factory=dict)
