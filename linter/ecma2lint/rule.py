"""What a rule is: one question about the facts of a connector, with its documentation.

A rule pack lists its classes in ``RULES``; the engine instantiates each once per run. Documentation lives in the class
docstring under the headings that :mod:`ecma2lint.rule_docs` reads.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import StrEnum
from typing import ClassVar

from ecma2lint.facts import Connector, Suppression, Target, TargetKind
from ecma2lint.records import dataclass
from ecma2lint.verdicts import Evidence, Finding, Severity, Undecided

RuleYield = Finding | Undecided | Evidence


class Backing(StrEnum):
    """What a rule rests on; inferred rules are at most warnings."""

    OFFICIAL = "official page"
    OBSERVED = "observed"
    INFERRED = "inferred"
    ANALYSIS = "the analysis itself"


@dataclass(frozen=True)
class Applicability:
    """Whether a rule has a question to ask of a connector, with the reason when it has not."""

    applies: bool
    reason: str = ""


APPLIES = Applicability(True)


OptionValue = bool | int | str | tuple[str, ...]


@dataclass(frozen=True)
class Option:
    """An option that a rule declares: its default, which also gives its type, and a line of explanation."""

    default: OptionValue
    text: str

    @property
    def words(self) -> str:
        """The type as errors name it."""
        return {bool: "true or false", int: "a whole number", str: "a text", tuple: "a list of texts"}[type(self.default)]

    def accepts(self, value: object) -> bool:
        """Whether a value from the settings is of the option's type."""
        if isinstance(self.default, tuple):
            return isinstance(value, tuple) and all(isinstance(item, str) for item in value)
        return type(value) is type(self.default)


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
    #: the options the rule declares, by name
    options: ClassVar[Mapping[str, Option]] = {}

    def __init__(self, given: Mapping[str, OptionValue] | None = None) -> None:
        self._given = dict(given or {})

    def option(self, name: str) -> OptionValue:
        """The value of a declared option in this run."""
        return self._given.get(name, self.options[name].default)

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


@dataclass(frozen=True)
class JudgedSuppression:
    """A suppression and what came of it.

    ``unknown`` are the words that name no rule; ``unused`` those of rules that decided and found nothing it covers;
    ``mandatory`` those of rules that the profile lets nobody silence.
    """

    suppression: Suppression
    unknown: tuple[str, ...] = ()
    unused: tuple[str, ...] = ()
    mandatory: tuple[str, ...] = ()


@dataclass(frozen=True)
class JudgedWaiver:
    """A waiver that names the target: how many days are left, and whether it covered anything in the run."""

    subject: str
    target: str
    owner: str
    place: str
    days_left: int
    used: bool


@dataclass(frozen=True)
class Analysis:
    """What the rules about the analysis itself judge: the exceptions that concern one target."""

    target: Target
    suppressions: tuple[JudgedSuppression, ...] = ()
    waivers: tuple[JudgedWaiver, ...] = ()


class AnalysisRule(Rule):
    """A rule about the analysis itself: it judges exceptions, once all other rules have run.

    ``about`` says which: ``suppressions`` of the target, or ``waivers`` that name it (these only once the whole run is there).
    """

    needs_class = False
    backing = Backing.ANALYSIS
    about: ClassVar[str]

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Says nothing of the connector itself."""
        yield from ()

    def check_analysis(self, analysis: Analysis) -> Iterator[Finding]:
        """Judge the exceptions that concern a target."""
        raise NotImplementedError
