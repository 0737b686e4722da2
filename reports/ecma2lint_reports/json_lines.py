"""One JSON object per line: the run, then each target's verdict, controls, rules, findings and undecided places, then the end."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import ResultDocument, TargetEntry

NAME = "jsonl"
DESCRIPTION = "one JSON object per line, for streams and log stores"
EXTENSION = ".jsonl"

_HEAVY = ("controls", "rules", "classes")


def render(document: ResultDocument, options: RenderOptions) -> str:
    """Each line has ``record`` (``run``, ``target``, ``control``, ``rule``, ``finding``, ``undecided``, ``fault`` ...)."""
    return "".join(json.dumps(record) + "\n" for record in _records(document))


def _records(document: ResultDocument) -> Iterator[dict[str, Any]]:
    yield {
        "record": "run",
        "schema": document["schema"],
        "tool": document["tool"],
        "profile": document["profile"],
        "run": document["run"],
    }
    for fault in document["faults"]:
        yield {"record": "fault", **fault}
    for left_out in document["not_examined"]:
        yield {"record": "not-examined", **left_out}
    for target in document["targets"]:
        yield from _target(target)
    yield {"record": "summary", **document["summary"]}


def _target(target: TargetEntry) -> Iterator[dict[str, Any]]:
    path = target["path"]
    yield {"record": "target"} | {key: value for key, value in target.items() if key not in _HEAVY}
    for control in target["controls"]:
        yield {"record": "control", "target": path, **control}
    for rule in target["rules"]:
        yield {"record": "rule", "target": path} | {
            key: value for key, value in rule.items() if key not in ("findings", "undecided")
        }
        for finding in rule["findings"]:
            yield {"record": "finding", "target": path, **finding}
        for item in rule["undecided"]:
            yield {"record": "undecided", "target": path, "rule": rule["id"], "name": rule["name"], **item}
