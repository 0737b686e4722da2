"""One line per finding, per undecided place and per error: for editors, grep and logs."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import LocationEntry, ResultDocument, TargetEntry
from ecma2lint_reports._words import counted, member_place, visible
from ecma2lint_reports.text import fitted

NAME = "concise"
DESCRIPTION = "one line per finding"
EXTENSION = ".txt"


def render(document: ResultDocument, options: RenderOptions) -> str:
    """``path:line:col: severity CODE name: message [type::member]``, and a last line with the conclusion."""
    return fitted("\n".join(_lines(document)) + "\n", options)


def _lines(document: ResultDocument) -> Iterator[str]:
    for fault in document["faults"]:
        yield visible(f"{fault['subject']}: error: {fault['cause']}; {fault['remedy']}")
    for target in document["targets"]:
        yield from _target(target)
    summary = document["summary"]
    yield visible(f"{summary['conclusion']}: {summary['sentence']} ({counted(summary['findings'])})")


def _target(target: TargetEntry) -> Iterator[str]:
    if target["error"]:
        yield f"{_position(target, target['error']['location'])}: error: " + visible(
            f"{target['error']['cause']}; {target['error']['remedy']}"
        )
    for rule in target["rules"]:
        head = f"{rule['id']} {rule['name']}"
        if rule["outcome"] == "error":
            yield f"{visible(target['path'])}: error {head}: {visible(rule['reason'])}"
        for finding in rule["findings"]:
            if finding["status"] == "new":
                yield _line(target, finding["location"], f"{finding['severity']} {head}: {finding['message']}")
        for item in rule["undecided"]:
            yield _line(target, item["location"], f"undecided {head}: {item['reason']}")


def _line(target: TargetEntry, location: LocationEntry, text: str) -> str:
    member = member_place(location)
    return f"{_position(target, location)}: {visible(text)}" + (f" [{member}]" if member else "")


def _position(target: TargetEntry, location: LocationEntry) -> str:
    position = location.get("path", target["path"])
    if "line" in location:
        position += f":{location['line']}"
    if "column" in location:
        position += f":{location['column']}"
    return visible(position)
