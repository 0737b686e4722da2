"""What the HTML templates get to see: plain, frozen, ready to show."""

from __future__ import annotations

from collections.abc import Sequence

from ecma2lint.records import dataclass
from ecma2lint.result_types import JustificationEntry, ReferenceEntry, ResultDocument
from ecma2lint_reports._prose import Block, Span


@dataclass(frozen=True)
class Fact:
    """A labelled value; ``code`` values are set in a fixed-width font."""

    label: str
    value: str
    code: bool = False
    link: str = ""


@dataclass(frozen=True)
class Line:
    """A line of an excerpt."""

    number: int
    text: str
    marked: bool


@dataclass(frozen=True)
class Item:
    """A finding, an undecided place or a crash, as a card."""

    anchor: str
    kind: str
    severity: str
    rule: str
    name: str
    controls: tuple[str, ...]
    message: tuple[Span, ...]
    place: str
    evidence: tuple[tuple[Span, ...], ...]
    trace: tuple[str, ...]
    remedy: tuple[Span, ...]
    excerpt: tuple[Line, ...]
    fingerprint: str
    status: str
    justification: JustificationEntry | None


@dataclass(frozen=True)
class ItemGroup:
    """The items of one target that belong to one control, or to none."""

    title: str
    control: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class EvidenceView:
    """A fact for a pass, and where it was seen."""

    text: tuple[Span, ...]
    place: str


@dataclass(frozen=True)
class ControlView:
    """A row of the control matrix."""

    anchor: str
    id: str
    title: str
    words: tuple[Span, ...]
    support: str
    severity: str
    outcome: str
    reason: tuple[Span, ...]
    evidence: tuple[EvidenceView, ...]
    items: tuple[Item, ...]
    rules: tuple[str, ...]


@dataclass(frozen=True)
class ClassView:
    """A contract class."""

    type: str
    interfaces: str
    loadable: str


@dataclass(frozen=True)
class TargetView:
    """One connector."""

    anchor: str
    number: int
    title: str
    path: str
    conclusion: str
    reason: tuple[Span, ...]
    remedy: tuple[Span, ...]
    facts: tuple[Fact, ...]
    controls: tuple[ControlView, ...]
    groups: tuple[ItemGroup, ...]
    classes: tuple[ClassView, ...]
    references: Sequence[ReferenceEntry]
    cells: tuple[tuple[str, str, str], ...]
    severities: tuple[int, ...]
    undecided: int
    open: bool


@dataclass(frozen=True)
class RuleView:
    """A rule that found something, with its documentation."""

    anchor: str
    id: str
    name: str
    title: str
    facts: tuple[Fact, ...]
    sections: tuple[tuple[str, list[Block]], ...]


@dataclass(frozen=True)
class Waiver:
    """A finding that does not count, and why."""

    item: Item
    target: str
    target_anchor: str


@dataclass(frozen=True)
class Segment:
    """A part of a bar; ``start`` and ``width`` are percentages."""

    key: str
    number: int
    start: str
    width: str


@dataclass(frozen=True)
class Reason:
    """One thing that stands against the best verdict: a control of the only connector, or a connector."""

    title: str
    outcome: str
    text: tuple[Span, ...]
    anchor: str


@dataclass(frozen=True)
class ReportView:
    """The whole page."""

    title: str
    conclusion: str
    verdict: str
    sentence: tuple[Span, ...]
    meaning: str
    gate: str
    reasons: tuple[Reason, ...]
    more_reasons: int
    facts: tuple[Fact, ...]
    control_bar: tuple[Segment, ...]
    finding_bar: tuple[Segment, ...]
    statuses: tuple[tuple[str, int], ...]
    dense: bool
    controls: tuple[ControlView, ...]
    targets: tuple[TargetView, ...]
    items: int
    open_items: bool
    waivers: tuple[Waiver, ...]
    crashed: tuple[tuple[str, str, str], ...]
    not_loadable: tuple[tuple[str, str, str], ...]
    rules: tuple[RuleView, ...]
    clean_rules: tuple[tuple[str, str, str, str], ...]
    rule_names: tuple[tuple[str, str], ...]
    kinds: tuple[str, ...]
    run: tuple[Fact, ...]
    document: ResultDocument
