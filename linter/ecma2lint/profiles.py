"""Profiles: a host and the date of its documentation, as data.

A profile is a TOML file of a rule pack or of a folder that the settings name: its controls in the order of the document's table,
the rules that decide each, and severities of rules that belong to no control. A profile of one's own may extend another: it gives
what differs, and may name mandatory controls, whose rules nobody may silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from ecma2lint.faults import FaultError
from ecma2lint.records import dataclass
from ecma2lint.verdicts import Severity

DEFAULT_PROFILE = "azuread-agent-2023-06"

_TEXT_KEYS = ("id", "title", "host", "date", "source")
_TOP_KEYS = frozenset({*_TEXT_KEYS, "controls", "severities", "extends", "mandatory"})
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
    """A host profile.

    ``severities`` maps rule ids outside the controls to a severity, or to None when they are off; ``mandatory`` are the ids of
    the controls that no setting, suppression, waiver or baseline may silence.
    """

    id: str
    title: str
    host: str
    date: str
    source: str
    controls: tuple[Control, ...]
    severities: dict[str, Severity | None]
    mandatory: tuple[str, ...] = ()

    def control(self, control_id: str) -> Control | None:
        """The control of that id."""
        return next((control for control in self.controls if control.id == control_id), None)

    def severity_of(self, rule_id: str, default: Severity) -> Severity | None:
        """The severity this profile gives a rule: its control's, else the profile's own, else the rule's; None is off."""
        ranked = [control.severity for control in self.controls if rule_id in control.rules]
        if ranked:
            return max(ranked, key=lambda severity: severity.rank)
        return self.severities.get(rule_id, default)

    def is_mandatory(self, rule_id: str) -> bool:
        """Whether a rule decides a mandatory control."""
        return any(rule_id in control.rules for control in self.controls if control.id in self.mandatory)


def profile_ids(folders: Sequence[Path]) -> Iterator[str]:
    """The ids of the profiles that lie in the folders, sorted."""
    yield from sorted({file.stem for folder in folders for file in folder.glob("*.toml")})


def load_profile(name: str, folders: Sequence[Path]) -> Profile:
    """Load a profile by its id.

    Raises:
        FaultError: when there is no such profile, its file does not hold what a profile holds, or profiles extend in a circle.
    """
    return _profile(f"profile {name}", _merged(name, folders, ()), _file(name, folders))


def _file(name: str, folders: Sequence[Path]) -> Path:
    for folder in folders:
        file = folder / f"{name}.toml"
        if file.is_file():
            return file
    known = ", ".join(profile_ids(folders))
    raise FaultError(f"profile {name}", "there is no such profile", f"choose one of: {known}")


def _merged(name: str, folders: Sequence[Path], below: tuple[str, ...]) -> dict[str, Any]:
    """The data of a profile, laid over that of the profile it extends."""
    import tomllib

    subject = f"profile {name}"
    if name in below:
        raise FaultError(subject, f"it extends itself: {' -> '.join((*below, name))}", "break the circle")
    file = _file(name, folders)
    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FaultError(subject, f"{file.name} cannot be read: {error}", "mend the file") from error
    try:
        _refuse_unknown(data, _TOP_KEYS)
        if data.get("id") != name:
            raise ValueError(f"it holds the id {data.get('id')!r}; file and id must have the same name")
        if "extends" not in data:
            return data
        base = _merged(_text(data, "extends"), folders, (*below, name))
        merged = base | {
            key: value for key, value in data.items() if key not in ("extends", "controls", "severities", "mandatory")
        }
        merged["controls"] = _merged_controls(base.get("controls", []), data.get("controls", []))
        merged["severities"] = {**base.get("severities", {}), **data.get("severities", {})}
        # what the extended profile makes mandatory stays so
        merged["mandatory"] = list(dict.fromkeys([*base.get("mandatory", []), *data.get("mandatory", [])]))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _malformed(subject, file, error) from error
    return merged


def _merged_controls(base: list[dict[str, Any]], own: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The base's controls with what their namesakes replace, then the new ones."""
    given = {_text(control, "id"): control for control in own}
    known = {control["id"] for control in base}
    replaced = [{**control, **given.get(control["id"], {})} for control in base]
    return replaced + [control for key, control in given.items() if key not in known]


def _profile(subject: str, data: Mapping[str, Any], file: Path) -> Profile:
    try:
        controls = tuple(_control(item) for item in data["controls"])
        mandatory = data.get("mandatory", [])
        unknown = [word for word in mandatory if word not in {control.id for control in controls}]
        if unknown:
            raise ValueError(f"the mandatory control {unknown[0]!r} is none of its controls")
        id_, title, host, date, source = (_text(data, key) for key in _TEXT_KEYS)
        severities = {rule: None if level == "off" else Severity(level) for rule, level in data.get("severities", {}).items()}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise _malformed(subject, file, error) from error
    return Profile(id_, title, host, date, source, controls, severities, tuple(mandatory))


def _malformed(subject: str, file: Path, error: Exception) -> FaultError:
    why = f"{error.args[0]!r} is missing" if isinstance(error, KeyError) else str(error)
    return FaultError(subject, f"{file.name} is not a profile: {why}", "see the built-in profiles")


def _control(item: Mapping[str, Any]) -> Control:
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


def _text(data: Mapping[str, Any], key: str) -> str:
    value = data[key]
    if not isinstance(value, str) or not value:
        raise ValueError(f"{key} must be a text")
    return value


def _refuse_unknown(data: Mapping[str, Any], allowed: frozenset[str]) -> None:
    unknown = sorted(set(data) - allowed)
    if unknown:
        raise ValueError(f"unknown key {unknown[0]!r}")
