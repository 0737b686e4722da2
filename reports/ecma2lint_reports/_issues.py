"""All that a flat format lists - findings that count, undecided places, errors - in one shape."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from hashlib import sha256
from urllib.parse import quote

from ecma2lint.records import dataclass
from ecma2lint.result_types import LocationEntry, ResultDocument, RuleEntry, RuleResultEntry, TargetEntry
from ecma2lint_reports._words import member_place, visible

#: The code under which formats that need one report what could not be examined.
NOT_EXAMINED = "ecma2lint-error"


@dataclass(frozen=True)
class Issue:
    """One line of a flat format.

    ``level`` is ``error``, ``warning`` or ``info``; an undecided place is an error in a strict run, else a warning.
    ``message`` is made visible, ``path`` is not; ``fingerprint`` is unique within the document.
    """

    kind: str
    level: str
    code: str
    name: str
    message: str
    path: str
    location: LocationEntry
    remedy: str
    fingerprint: str

    @property
    def text(self) -> str:
        """The message with the place in the code, for formats that show a file and a line at most."""
        member = member_place(self.location)
        return f"{self.message} [{member}]" if member else self.message


def issues(document: ResultDocument, root: str = "") -> list[Issue]:
    """All issues in the order of the document: faults of the run first, then target by target.

    Args:
        document: the result document.
        root: paths below this folder are given relative to it.
    """
    seen: Counter[str] = Counter()
    result: list[Issue] = []
    for issue in _issues(document):
        mark = issue.fingerprint
        seen[mark] += 1
        salted = mark if seen[mark] == 1 else _hash(mark, str(seen[mark]))
        result.append(
            Issue(
                issue.kind,
                issue.level,
                issue.code,
                issue.name,
                issue.message,
                relative(issue.path, root),
                issue.location,
                issue.remedy,
                salted,
            )
        )
    return result


def worst_first(items: list[Issue]) -> list[Issue]:
    """The issues by level, errors first; equal ones keep their order."""
    return sorted(items, key=lambda issue: ("error", "warning", "info").index(issue.level))


def relative(path: str, root: str) -> str:
    """The path with forward slashes, relative to the root when it lies below it, without ``./``."""
    path, root = path.replace("\\", "/"), root.replace("\\", "/").rstrip("/")
    if root and path.startswith(f"{root}/"):
        path = path[len(root) + 1 :]
    while path.startswith("./"):
        path = path[2:]
    return path


def uri(path: str) -> str:
    """A path as URI reference: relative stays relative, absolute becomes a ``file`` URI."""
    encoded = quote(path.encode("utf-8", "surrogatepass"), safe="/-._~!$&'()*+,;=@")
    if path.startswith("//"):
        return f"file:{encoded}"
    if path.startswith("/"):
        return f"file://{encoded}"
    if re.match(r"[A-Za-z]:/", path):
        return f"file:///{path[0]}:{encoded[4:]}"
    # a first segment with a colon would read as a scheme; quote() has turned it into %3A
    return encoded


def rules_of(document: ResultDocument) -> list[RuleEntry]:
    """The catalogue, completed by the bare name of every rule that has a result but no entry; by id."""
    entries = {rule["id"]: rule for rule in document["rules"]}
    for target in document["targets"]:
        for result in target["rules"]:
            if result["id"] not in entries:
                entries[result["id"]] = _bare(result)
    return [entries[rule] for rule in sorted(entries)]


def _bare(result: RuleResultEntry) -> RuleEntry:
    return {
        "id": result["id"],
        "name": result["name"],
        "title": result["title"],
        "severity": result["severity"],
        "backing": "",
        "since": "",
        "summary": result["title"],
        "why": "",
        "remedy": "",
        "references": [],
        "sections": [],
    }


def _issues(document: ResultDocument) -> Iterator[Issue]:
    for fault in document["faults"]:
        text = visible(f"{fault['subject']}: {fault['cause']}")
        mark = _hash(NOT_EXAMINED, fault["subject"], fault["cause"])
        yield Issue("error", "error", NOT_EXAMINED, "run", text, fault["subject"], {}, visible(fault["remedy"]), mark)
    for target in document["targets"]:
        yield from _of_target(target, "error" if document["run"]["strict"] else "warning")


def _of_target(target: TargetEntry, undecided_level: str) -> Iterator[Issue]:
    path, name = target["path"], target["name"]
    error = target["error"]
    if error:
        mark = _hash(NOT_EXAMINED, name, error["cause"])
        where = error["location"]
        remedy = visible(error["remedy"])
        yield Issue("error", "error", NOT_EXAMINED, "target", visible(error["cause"]), path, where, remedy, mark)
    for rule in target["rules"]:
        if rule["outcome"] == "error":
            mark = _hash(rule["id"], name, "error")
            yield Issue("error", "error", rule["id"], rule["name"], visible(rule["reason"]), path, {}, "", mark)
        for finding in rule["findings"]:
            if finding["status"] == "new":
                yield Issue(
                    "finding",
                    finding["severity"],
                    rule["id"],
                    rule["name"],
                    visible(finding["message"]),
                    finding["location"].get("path", path),
                    finding["location"],
                    visible(finding["remedy"]),
                    finding["fingerprint"].rpartition(":")[2],
                )
        for item in rule["undecided"]:
            yield Issue(
                "undecided",
                undecided_level,
                rule["id"],
                rule["name"],
                f"could not be decided: {visible(item['reason'])}",
                item["location"].get("path", path),
                item["location"],
                visible(item["settle"]),
                _hash(rule["id"], name, item["subject"], member_place(item["location"]), item["reason"]),
            )


def _hash(*parts: str) -> str:
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:32]
