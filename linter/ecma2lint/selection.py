"""Which rules run, and how much each weighs: the profile, then select and ignore, then overrides."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ecma2lint.faults import FaultError
from ecma2lint.packs import Packs
from ecma2lint.profiles import Profile
from ecma2lint.rule import Rule
from ecma2lint.verdicts import Severity


@dataclass(frozen=True)
class ActiveRule:
    """A rule that runs, with the severity it has in this run."""

    rule: Rule
    severity: Severity


@dataclass(frozen=True)
class Selection:
    """What the user asked for: ids, names or id prefixes; an empty ``select`` means all; overrides by rule id."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severities: dict[str, Severity] = field(default_factory=dict)


def matching_rules(word: str, packs: Packs) -> tuple[Rule, ...]:
    """The rules an id, a name or an id prefix (``ECMA2``, ``ECMA``) stands for.

    Raises:
        FaultError: when it fits none.
    """
    exact = packs.find(word)
    if exact:
        return (exact,)
    found = tuple(rule for rule in packs.rules if rule.id.startswith(word)) if word else ()
    if not found:
        raise FaultError(f"rule {word!r}", "there is no such rule", did_you_mean(word, packs))
    return found


def did_you_mean(word: str, packs: Packs, more: Sequence[str] = ()) -> str:
    """A remedy that names the nearest rule id or name."""
    from difflib import get_close_matches

    words = [text for rule in packs.rules for text in (rule.id, rule.name)] + list(more)
    near = get_close_matches(word, words, 1, 0.5)
    return f"did you mean {near[0]}? " * bool(near) + "see `ecma2lint rules`"


def active_rules(packs: Packs, profile: Profile, selection: Selection) -> tuple[ActiveRule, ...]:
    """The rules that run under a profile and a selection, by id.

    Raises:
        FaultError: for a word that fits no rule.
    """
    _check_profile(packs, profile)
    chosen = {rule.id for word in selection.select for rule in matching_rules(word, packs)}
    dropped = {rule.id for word in selection.ignore for rule in matching_rules(word, packs)}
    active: list[ActiveRule] = []
    for rule in packs.rules:
        severity = profile.severity_of(rule.id, rule.severity)
        if severity is None or rule.id in dropped or (selection.select and rule.id not in chosen):
            continue
        active.append(ActiveRule(rule, selection.severities.get(rule.id, severity)))
    return tuple(active)


def _check_profile(packs: Packs, profile: Profile) -> None:
    named = [rule for control in profile.controls for rule in control.rules] + list(profile.severities)
    ids = {rule.id for rule in packs.rules}
    for rule in named:
        if rule not in ids:
            raise FaultError(f"profile {profile.id}", f"names the rule {rule}, which no pack has", "mend the profile")
