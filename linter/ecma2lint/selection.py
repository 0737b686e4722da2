"""Which rules run, how much each weighs and with which options: the profile, then select and ignore, then severities.

A rule that decides a mandatory control of the profile always runs, at the profile's severity or above; what would silence it
becomes a fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from ecma2lint.faults import FaultError
from ecma2lint.packs import Packs
from ecma2lint.profiles import Profile
from ecma2lint.records import dataclass, field
from ecma2lint.rule import Rule
from ecma2lint.verdicts import RunFault, Severity

OFF = "off"


@dataclass(frozen=True)
class ActiveRule:
    """A rule that runs, with the severity it has in this run."""

    rule: Rule
    severity: Severity


@dataclass(frozen=True)
class Selection:
    """What the user asked for: ids, names or id prefixes; an empty ``select`` means all.

    ``levels`` maps such words to a severity or ``off``; ``options`` maps a rule's id or name to its options; ``places`` says for
    each field where its value stands, for errors.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    levels: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Choice:
    """Whether a rule runs (``severity`` is None when it does not), why, and what did not work."""

    rule: Rule
    severity: Severity | None
    why: str
    fault: RunFault | None = None


def matching_rules(word: str, packs: Packs, place: str = "") -> tuple[Rule, ...]:
    """The rules an id, a name or an id prefix (``ECMA2``, ``ECMA``) stands for.

    Raises:
        FaultError: when it fits none; ``place`` says where the word stands.
    """
    exact = packs.find(word)
    if exact:
        return (exact,)
    found = tuple(rule for rule in packs.rules if rule.id.startswith(word)) if word else ()
    if not found:
        subject = f"{place}: rule {word!r}" if place else f"rule {word!r}"
        raise FaultError(subject, "there is no such rule", did_you_mean(word, packs))
    return found


def did_you_mean(word: str, packs: Packs, more: Sequence[str] = ()) -> str:
    """A remedy that names the nearest rule id or name."""
    from difflib import get_close_matches

    words = [text for rule in packs.rules for text in (rule.id, rule.name)] + list(more)
    near = get_close_matches(word, words, 1, 0.5)
    return f"did you mean {near[0]}? see `ecma2lint rules`" if near else "see `ecma2lint rules`"


def rule_names(packs: Packs) -> dict[str, str]:
    """Every rule's id and name, to its id."""
    return {word: rule.id for rule in packs.rules for word in (rule.id, rule.name)}


def active_rules(packs: Packs, profile: Profile, selection: Selection) -> tuple[ActiveRule, ...]:
    """The rules that run under a profile and a selection, by id.

    Raises:
        FaultError: for a word that fits no rule, or an option that a rule does not declare.
    """
    return tuple(
        ActiveRule(choice.rule, choice.severity) for choice in choose(packs, profile, selection) if choice.severity is not None
    )


def choose(packs: Packs, profile: Profile, selection: Selection) -> tuple[Choice, ...]:
    """For every rule whether it runs, and why.

    Raises:
        FaultError: as :func:`active_rules`.
    """
    _check_profile(packs, profile)
    places = selection.places
    selected = {rule.id for word in selection.select for rule in matching_rules(word, packs, places.get("select", ""))}
    ignored = {rule.id: word for word in selection.ignore for rule in matching_rules(word, packs, places.get("ignore", ""))}
    levels: dict[str, str] = {}
    for word in sorted(selection.levels, key=lambda word: (packs.find(word) is not None, len(word))):
        for rule in matching_rules(word, packs, places.get("severity", "")):
            levels[rule.id] = selection.levels[word]
    options = _options(packs, selection)
    return tuple(
        _choice(_with_options(rule, options), profile, selection, selected, ignored.get(rule.id), levels.get(rule.id))
        for rule in packs.rules
    )


def _choice(
    rule: Rule, profile: Profile, selection: Selection, selected: set[str], ignored: str | None, level: str | None
) -> Choice:
    given = profile.severity_of(rule.id, rule.severity)
    mandatory = profile.is_mandatory(rule.id)
    severity, why, fault = given, _by_profile(rule, profile, given), None
    if level == OFF:
        severity, why = None, f"off: {selection.places.get('severity', 'severity')}"
    elif level is not None:
        severity, why = Severity(level), f"{level}: {selection.places.get('severity', 'severity')}"
    if selection.select and rule.id not in selected:
        severity, why = None, f"off: not in {selection.places.get('select', 'select')}"
    if ignored is not None:
        severity, why = None, f"off: {selection.places.get('ignore', 'ignore')} names {ignored}"
    if mandatory and given is not None and (severity is None or severity.rank < given.rank):
        if why.startswith("off: not in"):
            return Choice(rule, given, f"{given.value}: it decides a mandatory control of {profile.id}")
        fault = RunFault(
            f"rule {rule.id}",
            f"it decides a mandatory control of {profile.id} and cannot be silenced ({why})",
            "take it out of the settings or the command line",
        )
        severity, why = given, f"{given.value}: it decides a mandatory control of {profile.id}"
    return Choice(rule, severity, why, fault)


def _by_profile(rule: Rule, profile: Profile, severity: Severity | None) -> str:
    deciding = [control.id for control in profile.controls if rule.id in control.rules]
    level = severity.value if severity else OFF
    if deciding:
        return f"{level}: it decides the control {', '.join(deciding)}"
    return f"{level}: by the profile" if rule.id in profile.severities else f"{level}: the rule's own"


def _options(packs: Packs, selection: Selection) -> dict[str, Mapping[str, Any]]:
    """The options by rule id, checked against what the rules declare."""
    place = selection.places.get("rule_options", "rule-options")
    found: dict[str, Mapping[str, Any]] = {}
    for word, values in selection.options.items():
        rule = packs.find(word)
        if rule is None:
            raise FaultError(f"{place}: rule {word!r}", "there is no such rule", did_you_mean(word, packs))
        for fault in _option_faults(rule, values, f"{place}: {word}"):
            raise fault
        found[rule.id] = {**found.get(rule.id, {}), **values}
    return found


def _option_faults(rule: Rule, values: Mapping[str, Any], place: str) -> Iterator[FaultError]:
    from difflib import get_close_matches

    for name, value in values.items():
        option = rule.options.get(name)
        if option is None:
            near = get_close_matches(name, list(rule.options), 1, 0.5)
            known = f"its options: {', '.join(rule.options)}" if rule.options else "it has no options"
            yield FaultError(place, f"unknown option {name!r}", f"did you mean {near[0]!r}?" if near else known)
        elif not option.accepts(value):
            yield FaultError(place, f"{name} is {value!r}", f"it must be {option.words}")


def _with_options(rule: Rule, options: Mapping[str, Mapping[str, Any]]) -> Rule:
    return type(rule)(options[rule.id]) if rule.id in options else rule


def _check_profile(packs: Packs, profile: Profile) -> None:
    named = [rule for control in profile.controls for rule in control.rules] + list(profile.severities)
    ids = {rule.id for rule in packs.rules}
    for rule in named:
        if rule not in ids:
            raise FaultError(f"profile {profile.id}", f"names the rule {rule}, which no pack has", "mend the profile")
