"""Words and shapes that several formats share: visible text, places, counts, order of findings."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.result_types import (
    ControlEntry,
    FindingEntry,
    LocationEntry,
    ResultDocument,
    RuleResultEntry,
    TargetEntry,
)

OUTCOME_WORDS = {
    "pass": "pass",
    "fail": "fail",
    "undecided": "undecided",
    "not-applicable": "not applicable",
    "waived": "waived",
    "error": "error",
}

_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}


def visible(text: str) -> str:
    """The text on one line, with control, bidi and other invisible characters shown as escapes, as in Python.

    Names in IL may hold anything; what a reader sees must be what is there. No-break and other spaces stay.
    """
    if text.isprintable():
        return text
    return "".join(char if char.isprintable() or (char.isspace() and char not in _BREAKS) else _escaped(char) for char in text)


_BREAKS = frozenset("\t\n\r\x0b\x0c\x1c\x1d\x1e\x1f\x85\u2028\u2029")


def _escaped(char: str) -> str:
    code = ord(char)
    if char in _NAMED:
        return _NAMED[char]
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def member_place(location: LocationEntry) -> str:
    """The type and member of a location (``Contoso.Connector::GetSchema``), or nothing."""
    return visible("::".join(part for part in (location.get("type"), location.get("member")) if part))


def place(location: LocationEntry, path: str) -> str:
    """A location for people: ``path:line:column`` for sources, type, member and IL offset for assemblies."""
    where = member_place(location)
    file = visible(location.get("path", path))
    if "line" in location:
        position = f"{file}:{location['line']}" + (f":{location['column']}" if "column" in location else "")
        return f"{position} ({where})" if where else position
    if "il_offset" in location:
        where += f", IL_{location['il_offset']:04X}"
    if not where:
        return file
    return f"{file}: {where}" if "path" in location else where


def count(number: int, noun: str) -> str:
    """``1 finding``, ``2 findings``, ``2 classes``."""
    if number == 1:
        return f"{number} {noun}"
    return f"{number} {noun}{'es' if noun.endswith('s') else 's'}"


def counted(counts: dict[str, int], words: dict[str, str] | None = None) -> str:
    """``3 pass, 1 fail``: what is not zero, in the order of the mapping."""
    parts = [f"{number} {words[key] if words else key}" for key, number in counts.items() if number]
    return ", ".join(parts) or "none"


def new_findings(target: TargetEntry) -> Iterator[FindingEntry]:
    """The findings that count, rule by rule."""
    for rule in target["rules"]:
        for finding in rule["findings"]:
            if finding["status"] == "new":
                yield finding


def counted_findings(document: ResultDocument) -> Iterator[tuple[TargetEntry, FindingEntry]]:
    """All findings that count, in the order of the document."""
    for target in document["targets"]:
        for finding in new_findings(target):
            yield target, finding


def controls_of(target: TargetEntry, rule: str) -> list[str]:
    """The ids of the controls that a rule decides on a target."""
    return [control["id"] for control in target["controls"] if rule in control["rules"]]


def uncontrolled(target: TargetEntry) -> list[RuleResultEntry]:
    """The rules of a target that belong to no control of the profile."""
    decided = {rule for control in target["controls"] for rule in control["rules"]}
    return [rule for rule in target["rules"] if rule["id"] not in decided]


def support_words(control: ControlEntry) -> str:
    """What the document says of a control: ``partially supported: one partition``."""
    support, comment = control["support"], control["comment"]
    return support if comment in ("", support) else f"{support}: {comment}"


def sentence(text: str) -> str:
    """The text with a full stop."""
    return text if text.endswith((".", "!", "?")) else f"{text}."
