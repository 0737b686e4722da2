"""What a rule is: one question about the facts of a connector, with its documentation.

A rule pack lists its classes in ``RULES``; the engine instantiates each once per run. Documentation lives in the class
docstring under the headings that :mod:`ecma2lint.rule_docs` reads.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.verdicts import Evidence, Finding, Severity, Undecided

RuleYield = Finding | Undecided | Evidence


class Backing(StrEnum):
    """What a rule rests on; inferred rules are at most warnings."""

    OFFICIAL = "official page"
    OBSERVED = "observed"
    INFERRED = "inferred"


@dataclass(frozen=True)
class Applicability:
    """Whether a rule has a question to ask of a connector, with the reason when it has not."""

    applies: bool
    reason: str = ""


APPLIES = Applicability(True)


class Rule:
    """Base of all rules. A subclass sets the class attributes and implements ``check``.

    ``check`` yields a :class:`Finding` per place that fails, an :class:`Undecided` per place it cannot decide, and
    :class:`Evidence` for what speaks for a pass. Yielding neither finding nor undecided means pass.
    """

    id: ClassVar[str]
    name: ClassVar[str]
    title: ClassVar[str]
    severity: ClassVar[Severity]
    since: ClassVar[str]
    backing: ClassVar[Backing]
    #: the kinds of target the rule reads
    kinds: ClassVar[frozenset[TargetKind]] = frozenset(TargetKind)
    #: whether the rule needs at least one candidate class
    needs_class: ClassVar[bool] = True

    def applies(self, connector: Connector) -> Applicability:
        """Whether the rule has a question to ask; the default looks at the kind of target and at the candidate classes."""
        if connector.target.kind not in self.kinds:
            return Applicability(False, f"not for {connector.target.kind.value} targets")
        if self.needs_class and not connector.classes:
            return Applicability(False, "the target has no contract class that a host could load")
        return APPLIES

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the connector."""
        raise NotImplementedError
