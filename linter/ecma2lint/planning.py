"""From settings to the plan of a run: packs, profile, rules, exceptions, and the faults that make the run unsound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from ecma2lint.dispositions import Exceptions, TargetIgnore
from ecma2lint.engine import Plan
from ecma2lint.excerpts import ReadSource, Sources
from ecma2lint.faults import FaultError
from ecma2lint.packs import Packs, load_packs
from ecma2lint.profiles import Profile, load_profile
from ecma2lint.records import dataclass
from ecma2lint.selection import ActiveRule, Choice, Selection, choose, matching_rules, rule_names
from ecma2lint.settings import Settings
from ecma2lint.verdicts import RunFault
from ecma2lint.waivers import Waiver, in_force, load_waivers

if TYPE_CHECKING:
    from ecma2lint.baseline import Baseline


@dataclass(frozen=True)
class Planned:
    """What a run needs: the plan, where it comes from, and the faults found on the way.

    ``choices`` says for every rule whether it runs and why.
    """

    settings: Settings
    packs: Packs
    plan: Plan
    choices: tuple[Choice, ...]
    faults: tuple[RunFault, ...]


def packs_of(settings: Settings) -> Packs:
    """The rule packs of the settings, with the profile folders of the settings first.

    Raises:
        FaultError: when a pack does not load, or a folder of profiles is missing.
    """
    packs = load_packs(settings.rule_packs)
    for folder in settings.profile_folders:
        if not folder.is_dir():
            raise FaultError(f"{settings.place_of('profile_path')}: {folder}", "there is no such folder", "correct the path")
    return Packs(packs.rules, (*packs.profile_folders, *settings.profile_folders))


def selection_of(settings: Settings) -> Selection:
    """What the settings say of rules."""
    names = ("select", "ignore", "severity", "rule_options")
    places = {name: settings.place_of(name) for name in names}
    return Selection(settings.select, settings.ignore, settings.severity, settings.rule_options, places)


def plan_run(settings: Settings, day: date, read_source: ReadSource | None = None, *, baseline: bool = True) -> Planned:
    """The plan of a run.

    Args:
        settings: the effective ones.
        day: the date by which waivers are judged.
        read_source: the text of a source, for the fingerprints of the baseline.
        baseline: whether the baseline of the settings counts.

    Raises:
        FaultError: when packs, profile, rule names or options are faulty. A faulty waiver or baseline does not raise: it is among
            the faults, and excuses nothing.
    """
    packs = packs_of(settings)
    profile = load_profile(settings.profile, packs.profile_folders)
    choices = choose(packs, profile, selection_of(settings))
    names = rule_names(packs)
    faults = [choice.fault for choice in choices if choice.fault]
    ignores = tuple(_ignores(settings, packs))
    faults += _mandatory_ignores(ignores, profile)
    waivers, more = _waivers(settings, profile, names, day)
    faults += more
    accepted: Baseline | None = None
    if baseline and settings.baseline:
        accepted, damage = _baseline(settings, profile)
        faults += damage
    exceptions = Exceptions(not settings.ignore_suppressions, ignores, waivers, accepted, Sources(read_source), day)
    active = tuple(ActiveRule(choice.rule, choice.severity) for choice in choices if choice.severity is not None)
    return Planned(settings, packs, Plan(profile, active, exceptions, names), choices, tuple(faults))


def _ignores(settings: Settings, packs: Packs) -> Iterator[TargetIgnore]:
    place = settings.place_of("per_target_ignores")
    for key, words in settings.per_target_ignores.items():
        glob, _, type_ = key.partition("!")
        if not glob:
            raise FaultError(f"{place}: {key!r}", "it names no target", "write `Assembly.dll!Namespace.Type` or a glob")
        rules = frozenset(rule.id for word in words for rule in matching_rules(word, packs, f"{place}: {key}"))
        origin = settings.file.name if settings.file else "the command line"
        yield TargetIgnore(glob, type_ or None, rules, settings.folder_of("per_target_ignores"), origin)


def _mandatory_ignores(ignores: tuple[TargetIgnore, ...], profile: Profile) -> list[RunFault]:
    return [
        RunFault(
            f"per-target-ignores: {ignore.glob}",
            f"{rule} decides a mandatory control of {profile.id} and cannot be left out",
            "take it out of the settings",
        )
        for ignore in ignores
        for rule in sorted(ignore.rules)
        if profile.is_mandatory(rule)
    ]


def _waivers(
    settings: Settings, profile: Profile, names: Mapping[str, str], day: date
) -> tuple[tuple[Waiver, ...], tuple[RunFault, ...]]:
    file = settings.path("waivers")
    if file is None:
        return (), ()
    try:
        waivers, malformed = load_waivers(file)
    except FaultError as error:
        return (), (error.fault,)
    good, faults = in_force(waivers, profile, names, day)
    return good, (*malformed, *faults)


def _baseline(settings: Settings, profile: Profile) -> tuple[Baseline | None, list[RunFault]]:
    from ecma2lint.baseline import load_baseline

    file = settings.path("baseline") or Path()
    try:
        baseline = load_baseline(file, profile.id)
    except FaultError as error:
        return None, [error.fault]
    rules = sorted({entry.rule for entry in baseline.entries if profile.is_mandatory(entry.rule)})
    cause = f"it accepts findings of {', '.join(rules)}, which decide mandatory controls of {profile.id}"
    fault = RunFault(str(file), cause, "mend the connectors, and run `ecma2lint baseline update`")
    return baseline, [fault] if rules else []
