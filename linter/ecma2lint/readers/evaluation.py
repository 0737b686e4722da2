"""What an evaluation of a contract class yields: the seam between the readers and their evaluators.

Both evaluators (IL and Python) fill the same record; the readers copy it into the facts.
"""

from __future__ import annotations

from collections.abc import Iterable

from ecma2lint.contract import ContractVersion
from ecma2lint.facts import (
    Capabilities,
    Certainty,
    Count,
    Hierarchy,
    ImplementedInterface,
    Member,
    ObjectTypes,
    Observation,
    Parameter,
    Partitions,
    Value,
    unknown,
)
from ecma2lint.records import dataclass, field, replace

_CAPABILITY_SOURCES = frozenset({"IMAExtensible2GetCapabilities", "IMAExtensible2GetCapabilitiesEx"})

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
    parameter_counts: dict[str, Count] = field(default_factory=dict)
    observations: tuple[Observation, ...] = ()
    only_throws: dict[tuple[str, str], str] = field(default_factory=dict)


def completed(evaluation: Evaluation, interfaces: Iterable[ImplementedInterface], contract: ContractVersion) -> Evaluation:
    """The evaluation with unknowns for what a class must have by its interfaces, but whose member could not be evaluated.

    A class that lists a capabilities interface has all capabilities, and one that lists GetSchema has object types, even when
    the member is missing or lies in a base that could not be read: they are unknown then, with that reason.
    """
    capabilities, object_types = evaluation.capabilities, evaluation.object_types
    for interface in interfaces:
        if interface.name in _CAPABILITY_SOURCES and capabilities is None:
            member = interface.members[0]
            values = {name: unknown(_why(member), member.location) for name in contract.capabilities}
            capabilities = Capabilities(member.name, values)
        elif interface.name == "IMAExtensible2GetSchema" and object_types is None:
            member = interface.members[0]
            object_types = ObjectTypes(Count(Certainty.UNKNOWN, 0, None, _why(member), member.location))
    return replace(evaluation, capabilities=capabilities, object_types=object_types)


def _why(member: Member) -> str:
    return f"{member.name} is {member.implementation.value}" + (f": {member.detail}" if member.detail else "")
