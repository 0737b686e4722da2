"""Waivers: exceptions that somebody owns, with a reason and a date on which they end.

A file of waivers is TOML with a list ``[[waivers]]``. All keys but ``ticket`` and ``type`` are required, and exactly one of
``control`` and ``rule``. Waived rules still run.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ecma2lint.faults import FaultError

_REQUIRED = ("target", "owner", "reason", "created", "expires")
_KEYS = frozenset({*_REQUIRED, "control", "rule", "type", "ticket"})


@dataclass(frozen=True)
class Waiver:
    """One exception.

    ``subject`` is a control's id when ``is_control``, else a rule's id or name. ``target`` is a glob on the path with forward
    slashes, or on the file's name alone when it has no slash; ``type`` a glob on the type's name.
    """

    subject: str
    is_control: bool
    target: str
    type: str | None
    owner: str
    reason: str
    created: date
    expires: date
    ticket: str | None
    place: str

    def days_left(self, today: date) -> int:
        """Days until it ends; the day of expiry itself still counts, negative means expired."""
        return (self.expires - today).days

    def covers_target(self, path: str) -> bool:
        """Whether the glob fits a target's path."""
        return matches_path(self.target, path)

    def covers_type(self, type_name: str | None) -> bool:
        """Whether the finding's type is covered; a waiver without a type covers every one."""
        return self.type is None or (type_name is not None and fnmatchcase(type_name, self.type))


def matches_path(glob: str, path: str) -> bool:
    """Whether a glob fits a path: ``**`` spans folders, a glob without a slash fits the file's name in any folder."""
    path = path.replace("\\", "/")
    if "/" not in glob:
        return fnmatchcase(path.rpartition("/")[2], glob)
    return _parts_match(glob.removeprefix("./").split("/"), [part for part in path.split("/") if part not in ("", ".")])


def _parts_match(globs: list[str], parts: list[str]) -> bool:
    if not globs:
        return not parts
    if globs[0] == "**":
        return any(_parts_match(globs[1:], parts[skip:]) for skip in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], globs[0]) and _parts_match(globs[1:], parts[1:])


def load_waivers(file: Path) -> tuple[Waiver, ...]:
    """The waivers of a file.

    Raises:
        FaultError: when the file is missing or a waiver is malformed; the fault names the file and the waiver.
    """
    import tomllib

    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FaultError(str(file), "the file of waivers is missing", "create it, or take it out of the settings") from error
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FaultError(str(file), f"the waivers cannot be read: {error}", "mend the file") from error
    entries = data.get("waivers", [])
    if set(data) - {"waivers"} or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise FaultError(str(file), "a file of waivers holds a list [[waivers]] and nothing else", "mend the file")
    return tuple(_waiver(entry, f"{file.name}, waiver {number}") for number, entry in enumerate(entries, 1))


def _waiver(entry: Mapping[str, Any], place: str) -> Waiver:
    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise FaultError(place, f"unknown key {unknown[0]!r}", f"known keys: {', '.join(sorted(_KEYS))}")
    if ("control" in entry) == ("rule" in entry):
        raise FaultError(place, "it must name a control or a rule, and not both", "add `control = ...` or `rule = ...`")
    missing = [key for key in _REQUIRED if not entry.get(key)]
    if missing:
        raise FaultError(place, f"{missing[0]} is missing", "every waiver has an owner, a reason and two dates")
    for key in ("control", "rule", "target", "type", "owner", "reason", "ticket"):
        if key in entry and not (isinstance(entry[key], str) and entry[key].strip()):
            raise FaultError(place, f"{key} is {entry[key]!r}", "it must be a text")
    created, expires = (_date(entry[key], key, place) for key in ("created", "expires"))
    if expires < created:
        raise FaultError(place, f"it expires on {expires}, before it was created on {created}", "correct the dates")
    is_control = "control" in entry
    return Waiver(
        entry["control" if is_control else "rule"],
        is_control,
        entry["target"],
        entry.get("type"),
        entry["owner"],
        entry["reason"],
        created,
        expires,
        entry.get("ticket"),
        place,
    )


def _date(value: object, key: str, place: str) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif type(value) is date:
        return value
    raise FaultError(place, f"{key} is {value!r}", "it must be a date such as 2026-12-31")


def refuse_expired(waivers: tuple[Waiver, ...], today: date) -> None:
    """Fail closed on an expired waiver.

    Raises:
        FaultError: for the first one that has expired.
    """
    for waiver in waivers:
        if waiver.days_left(today) < 0:
            raise FaultError(
                waiver.place,
                f"the waiver of {waiver.subject} for {waiver.target} expired on {waiver.expires}",
                f"mend the connector, or let {waiver.owner} renew it",
            )
