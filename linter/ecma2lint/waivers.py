"""Waivers: exceptions that somebody owns, with a reason and a date on which they end.

A file of waivers is TOML with a list ``[[waivers]]``. All keys but ``ticket`` and ``type`` are required, and exactly one of
``control`` and ``rule``. Waived rules still run. A malformed or expired waiver makes the run unsound and excuses nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from ecma2lint.faults import FaultError
from ecma2lint.globs import matches_path, seen_from
from ecma2lint.profiles import Profile
from ecma2lint.records import dataclass
from ecma2lint.verdicts import RunFault

FILE_NAME = "waivers.toml"

_REQUIRED = ("target", "owner", "reason", "created", "expires")
_KEYS = frozenset({*_REQUIRED, "control", "rule", "type", "ticket"})


@dataclass(frozen=True)
class Waiver:
    """One exception.

    ``subject`` is a control's id when ``is_control``, else a rule's id or name. ``target`` is a glob on the path as seen from the
    file's folder, with forward slashes, or on the file's name alone when it has no slash; ``type`` is a glob on the type's name.
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
    file: Path
    number: int

    @property
    def place(self) -> str:
        """Where it stands, for messages."""
        return f"{self.file.name}, waiver {self.number}"

    def fault(self, cause: str, remedy: str) -> RunFault:
        """A fault of the run that this waiver is."""
        return _fault(self.file, self.number, cause, remedy).fault

    def days_left(self, today: date) -> int:
        """Days until it ends; the day of expiry itself still counts, negative means expired."""
        return (self.expires - today).days

    def covers_target(self, path: str) -> bool:
        """Whether the glob fits a target's path."""
        return matches_path(self.target, path) or (
            "/" in self.target and matches_path(self.target, seen_from(self.file.parent, path))
        )

    def covers_type(self, type_name: str | None) -> bool:
        """Whether the finding's type is covered; a waiver without a type covers every one."""
        return self.type is None or (type_name is not None and fnmatchcase(type_name, self.type))

    def rules(self, profile: Profile, names: Mapping[str, str]) -> frozenset[str]:
        """The ids of the rules it is about; ``names`` maps every rule's id and name to its id."""
        if not self.is_control:
            return frozenset({names[self.subject]} if self.subject in names else ())
        control = profile.control(self.subject)
        return frozenset(control.rules if control else ())


def today(environ: Mapping[str, str]) -> date:
    """The date by which waivers are judged: that of ``SOURCE_DATE_EPOCH`` (in UTC) where it is set, else of the clock.

    Raises:
        FaultError: when ``SOURCE_DATE_EPOCH`` is no number of seconds.
    """
    given = environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return date.today()
    try:
        return datetime.fromtimestamp(int(given), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        raise FaultError(
            "SOURCE_DATE_EPOCH", f"is {given!r}, not a number of seconds since 1970", "correct it, or unset it"
        ) from error


def load_waivers(file: Path) -> tuple[tuple[Waiver, ...], tuple[RunFault, ...]]:
    """The well-formed waivers of a file, and a fault for each of the others.

    Raises:
        FaultError: when the file is missing or is no file of waivers at all.
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
    waivers: list[Waiver] = []
    faults: list[RunFault] = []
    for number, entry in enumerate(entries, 1):
        try:
            waivers.append(_waiver(entry, file, number))
        except FaultError as error:
            faults.append(error.fault)
    return tuple(waivers), tuple(faults)


def _fault(file: Path, number: int, cause: str, remedy: str) -> FaultError:
    return FaultError(file.as_posix(), f"waiver {number}: {cause}", remedy)


def _waiver(entry: Mapping[str, Any], file: Path, number: int) -> Waiver:
    def fault(cause: str, remedy: str) -> FaultError:
        return _fault(file, number, cause, remedy)

    unknown = sorted(set(entry) - _KEYS)
    if unknown:
        raise fault(f"unknown key {unknown[0]!r}", f"known keys: {', '.join(sorted(_KEYS))}")
    if ("control" in entry) == ("rule" in entry):
        raise fault("it must name a control or a rule, and not both", "add `control = ...` or `rule = ...`")
    missing = [key for key in _REQUIRED if not entry.get(key)]
    if missing:
        raise fault(f"{missing[0]} is missing", "every waiver has an owner, a reason and two dates")
    for key in ("control", "rule", "target", "type", "owner", "reason", "ticket"):
        if key in entry and not (isinstance(entry[key], str) and entry[key].strip()):
            raise fault(f"{key} is {entry[key]!r}", "it must be a text")
    created, expires = (_date(entry[key], key, fault) for key in ("created", "expires"))
    if expires < created:
        raise fault(f"it expires on {expires}, before it was created on {created}", "correct the dates")
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
        file,
        number,
    )


def _date(value: object, key: str, fault: Callable[[str, str], FaultError]) -> date:
    if isinstance(value, str):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    elif type(value) is date:
        return value
    raise fault(f"{key} is {value!r}", "it must be a date such as 2026-12-31")


def in_force(
    waivers: Iterable[Waiver], profile: Profile, names: Mapping[str, str], day: date
) -> tuple[tuple[Waiver, ...], tuple[RunFault, ...]]:
    """The waivers that hold on a day, and a fault for each that does not.

    Args:
        waivers: the well-formed ones.
        profile: whose controls they may name, and which are mandatory.
        names: every rule's id and name, to its id.
        day: the date of the run.
    """
    good: list[Waiver] = []
    faults: list[RunFault] = []
    for waiver in waivers:
        fault = next(_faults(waiver, profile, names, day), None)
        if fault is None:
            good.append(waiver)
        else:
            faults.append(fault)
    return tuple(good), tuple(faults)


def _faults(waiver: Waiver, profile: Profile, names: Mapping[str, str], day: date) -> Iterator[RunFault]:
    kind = "control" if waiver.is_control else "rule"
    known = [control.id for control in profile.controls] if waiver.is_control else list(names)
    if waiver.subject not in known:
        yield waiver.fault(f"there is no {kind} {waiver.subject!r} in {profile.id}", _nearest(waiver.subject, known, kind))
    if any(profile.is_mandatory(rule) for rule in waiver.rules(profile, names)):
        cause = f"{waiver.subject} is mandatory in {profile.id} and cannot be waived"
        yield waiver.fault(cause, "mend the connector, and remove the waiver")
    if waiver.created > day:
        yield waiver.fault(f"it was created on {waiver.created}, which is yet to come", "correct the date")
    if waiver.days_left(day) < 0:
        cause = f"that of {waiver.subject} for {waiver.target} expired on {waiver.expires}"
        yield waiver.fault(cause, f"mend the connector, or let {waiver.owner} renew the waiver")


def _nearest(word: str, known: Sequence[str], kind: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(word, known, 1, 0.5)
    see = "ecma2lint profiles PROFILE" if kind == "control" else "ecma2lint rules"
    return f"did you mean {near[0]!r}? see `{see}`" if near else f"see `{see}`"
