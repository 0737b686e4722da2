"""The baseline: findings that were there when the linter was adopted. It is written on request, and never grows by itself.

A file of the schema ``ecma2lint/baseline/1``: per target the fingerprints of its findings, with what a reader needs to recognise
them. Fingerprints hold no line number, so that a comment, a blank line, a rebuild or a moved folder changes nothing.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ecma2lint.atomic import write_text_atomically
from ecma2lint.faults import FaultError
from ecma2lint.fingerprints import VERSION

SCHEMA_ID = "ecma2lint/baseline/1"

_KEYS = {"fingerprint", "target", "rule", "message"}


@dataclass(frozen=True, order=True)
class Entry:
    """One accepted finding; only ``fingerprint`` decides, the rest is for people."""

    target: str
    rule: str
    fingerprint: str
    message: str


@dataclass(frozen=True)
class Baseline:
    """The accepted findings, sorted, under the profile they were made with."""

    profile: str
    entries: tuple[Entry, ...]

    @property
    def allowance(self) -> Counter[str]:
        """How often each fingerprint is accepted: two builds of one connector have the same findings."""
        return Counter(entry.fingerprint for entry in self.entries)


def make_baseline(profile: str, entries: Iterable[Entry]) -> Baseline:
    """A baseline of these findings, in a stable order."""
    return Baseline(profile, tuple(sorted(entries)))


def write_baseline(file: Path, baseline: Baseline) -> None:
    """Write the file, atomically.

    Raises:
        FaultError: when it cannot be written.
    """
    document = {
        "schema": SCHEMA_ID,
        "fingerprints": VERSION,
        "profile": baseline.profile,
        "findings": [
            {"fingerprint": entry.fingerprint, "target": entry.target, "rule": entry.rule, "message": entry.message}
            for entry in baseline.entries
        ],
    }
    try:
        write_text_atomically(file, json.dumps(document, indent=1, ensure_ascii=False) + "\n")
    except OSError as error:
        raise FaultError(str(file), f"cannot be written: {error.strerror}", "name a file in a folder you may write") from error


def load_baseline(file: Path, profile: str) -> Baseline:
    """The baseline of a file.

    Raises:
        FaultError: when it is missing, malformed, of another version or made with another profile.
    """
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise FaultError(str(file), "the baseline is missing", "run `ecma2lint baseline create`, or correct the path") from error
    except (OSError, ValueError) as error:
        raise FaultError(str(file), f"the baseline cannot be read: {error}", "run `ecma2lint baseline create`") from error
    found = document.get("schema") if isinstance(document, dict) else None
    if found != SCHEMA_ID:
        raise FaultError(str(file), f"this is no baseline ({found!r})", f"expected the schema {SCHEMA_ID}")
    if document.get("fingerprints") != VERSION:
        raise FaultError(
            str(file),
            f"its fingerprints are of version {document.get('fingerprints')!r}, ours of {VERSION}",
            "run `ecma2lint baseline create` again",
        )
    if document.get("profile") != profile:
        raise FaultError(
            str(file),
            f"it was made with the profile {document.get('profile')!r}, not {profile}",
            "use that profile, or run `ecma2lint baseline create` again",
        )
    entries = document.get("findings")
    if not isinstance(entries, list) or not all(isinstance(entry, dict) and set(entry) == _KEYS for entry in entries):
        raise FaultError(str(file), "its findings are malformed", "run `ecma2lint baseline create` again")
    return make_baseline(
        profile, (Entry(entry["target"], entry["rule"], entry["fingerprint"], entry["message"]) for entry in entries)
    )
