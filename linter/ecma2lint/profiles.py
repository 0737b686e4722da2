"""Profiles: a host and the date of its documentation, as data.

A profile is a TOML file of the rule pack: its controls in the order of the document's table, the rules that decide each,
and severities of rules that belong to no control.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ecma2lint.faults import FaultError
from ecma2lint.verdicts import Severity

DEFAULT_PROFILE = "azuread-agent-2023-06"

_TOP_KEYS = frozenset({"id", "title", "host", "date", "source", "controls", "severities"})
_CONTROL_KEYS = frozenset({"id", "title", "support", "comment", "rules", "severity"})


@dataclass(frozen=True)
class Control:
    """One requirement of a profile.

    ``support`` and ``comment`` are the document's words; ``rules`` are ids of the rules that decide it, none when the host
    supports it whatever the connector does.
    """

    id: str
    title: str
    support: str
    comment: str
    rules: tuple[str, ...]
    severity: Severity


@dataclass(frozen=True)
class Profile:
    """A host profile. ``severities`` maps rule ids outside the controls to a severity, or to None when they are off."""

    id: str
    title: str
    host: str
    date: str
    source: str
    controls: tuple[Control, ...]
    severities: dict[str, Severity | None]

    def control(self, control_id: str) -> Control | None:
        """The control of that id."""
        return next((control for control in self.controls if control.id == control_id), None)

    def severity_of(self, rule_id: str, default: Severity) -> Severity | None:
        """The severity this profile gives a rule: its control's, else the profile's own, else the rule's; None is off."""
        ranked = [control.severity for control in self.controls if rule_id in control.rules]
        if ranked:
            return max(ranked, key=lambda severity: severity.rank)
        return self.severities.get(rule_id, default)


def profile_ids(folders: tuple[Path, ...]) -> Iterator[str]:
    """The ids of the profiles that lie in the packs' folders, sorted."""
    yield from sorted({file.stem for folder in folders for file in folder.glob("*.toml")})


def load_profile(name: str, folders: tuple[Path, ...]) -> Profile:
    """Load a profile by its id.

    Raises:
        FaultError: when there is no such profile, or its file does not hold what a profile holds.
    """
    for folder in folders:
        file = folder / f"{name}.toml"
        if file.is_file():
            return _read(file, name)
    known = ", ".join(profile_ids(folders))
    raise FaultError(f"profile {name}", "there is no such profile", f"choose one of: {known}")


def _read(file: Path, name: str) -> Profile:
    subject = f"profile {name}"
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FaultError(subject, f"{file.name} cannot be read: {error}", "mend the file") from error
    try:
        _refuse_unknown(data, _TOP_KEYS)
        profile = Profile(
            _text(data, "id"),
            _text(data, "title"),
            _text(data, "host"),
            _text(data, "date"),
            _text(data, "source"),
            tuple(_control(item) for item in data["controls"]),
            {rule: None if level == "off" else Severity(level) for rule, level in data.get("severities", {}).items()},
        )
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise FaultError(subject, f"{file.name} is not a profile: {error}", "see the built-in profiles") from error
    if profile.id != name:
        raise FaultError(subject, f"{file.name} holds the id {profile.id!r}", "give file and id the same name")
    return profile


def _control(item: dict[str, Any]) -> Control:
    _refuse_unknown(item, _CONTROL_KEYS)
    rules = item["rules"]
    if not isinstance(rules, list) or not all(isinstance(rule, str) for rule in rules):
        raise ValueError("rules of a control must be a list of rule ids")
    return Control(
        _text(item, "id"),
        _text(item, "title"),
        _text(item, "support"),
        _text(item, "comment"),
        tuple(rules),
        Severity(item["severity"]),
    )


def _text(data: dict[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} must be a text")
    return value


def _refuse_unknown(data: dict[str, Any], allowed: frozenset[str]) -> None:
    unknown = sorted(set(data) - allowed)
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}")
