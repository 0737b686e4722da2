"""What the two SARIF writers share: descriptors, locations, artifacts, notifications."""

from __future__ import annotations

import json
from typing import Any

from ecma2lint.result_types import (
    ExcerptEntry,
    FindingEntry,
    LocationEntry,
    ResultDocument,
    RuleEntry,
    TargetEntry,
)
from ecma2lint_reports._issues import relative, uri
from ecma2lint_reports._words import place, sentence, visible

Json = dict[str, Any]

SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SUPPRESSION_KINDS = {"waived": "external", "suppressed": "inSource"}

#: GitHub takes no more in short and full descriptions.
_DESCRIPTION_LIMIT = 1024
_PROBLEM_SEVERITIES = {"error": "error", "warning": "warning", "info": "recommendation"}
#: Files that are no text: a region must still be given, and the first character is the convention.
_FIRST_CHARACTER = {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}


def log(run: Json) -> Json:
    """The log around one run."""
    return {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}


def dumped(document: Json) -> str:
    """JSON with one result per line: small, and still good to read in a diff."""
    (run,) = document["runs"]
    results = ",\n".join(json.dumps(result, separators=(",", ":")) for result in run["results"])
    head = json.dumps(document | {"runs": [run | {"results": []}]}, indent=1)
    return head.replace('"results": []', f'"results": [\n{results}\n]', 1) + "\n" if results else head + "\n"


def text(content: str) -> Json:
    """A message object; SARIF wants at least one character."""
    return {"text": visible(content) or "-"}


def descriptor(rule: RuleEntry) -> Json:
    """A rule as reportingDescriptor, with its documentation as help."""
    sections = [f"## {section['heading']}\n\n{section['body']}" for section in rule["sections"]]
    markdown = "\n\n".join([f"# {rule['id']} {rule['name']}", rule["summary"], *sections])
    precision = "medium" if rule["backing"] == "inferred" else "high"
    return {
        "id": rule["id"],
        "name": rule["name"],
        "shortDescription": {"text": _cut(visible(rule["title"]))},
        "fullDescription": {"text": _cut(visible(" ".join((rule["summary"] or rule["title"]).split())))},
        "help": {"text": markdown, "markdown": markdown},
        "defaultConfiguration": {"level": LEVELS[rule["severity"]]},
        "properties": {
            "precision": precision,
            "problem.severity": _PROBLEM_SEVERITIES[rule["severity"]],
            "tags": ["ecma2", "identity", *([rule["backing"]] if rule["backing"] else [])],
        },
    }


class Paths:
    """The artifacts of a run, numbered as they come."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.artifacts: list[Json] = []
        self._index: dict[str, int] = {}

    def add(self, target: TargetEntry) -> None:
        """Make a target an artifact, with its hash."""
        number = self.index(target["path"])
        artifact = self.artifacts[number]
        artifact["roles"] = ["analysisTarget"]
        if target["sha256"]:
            artifact["hashes"] = {"sha-256": target["sha256"]}

    def index(self, path: str) -> int:
        """The number of the artifact with that path."""
        path = relative(path, self.root)
        if path not in self._index:
            self._index[path] = len(self.artifacts)
            self.artifacts.append({"location": {"uri": uri(path)}})
        return self._index[path]

    def artifact(self, path: str) -> Json:
        """A reference to an artifact: address and number."""
        number = self.index(path)
        return {"uri": self.artifacts[number]["location"]["uri"], "index": number}

    def whole(self, target: TargetEntry) -> Json:
        """The target as a whole."""
        return {"physicalLocation": {"artifactLocation": self.artifact(target["path"])}}


def located(
    location: LocationEntry, trace: list[LocationEntry], target: TargetEntry, paths: Paths, excerpt: ExcerptEntry | None
) -> Json:
    """The location of a result, and the places its value came through as related locations."""
    result: Json = {"locations": [location_of(location, target["path"], paths, excerpt)]}
    if trace:
        result["relatedLocations"] = [
            {"id": number, "message": text(place(step, target["path"]))} | location_of(step, target["path"], paths)
            for number, step in enumerate(trace, 1)
        ]
    return result


def location_of(location: LocationEntry, path: str, paths: Paths, excerpt: ExcerptEntry | None = None) -> Json:
    """Physical and logical location: the source line where it is known, the first character of an assembly otherwise."""
    physical: Json = {"artifactLocation": paths.artifact(location.get("path", path)), "region": _region(location)}
    if excerpt and "line" in location:
        lines = [line for number, line in enumerate(excerpt["lines"], excerpt["first_line"]) if number in excerpt["marked"]]
        physical["region"]["snippet"] = {"text": "\n".join(visible(line.expandtabs(4)) for line in lines)}
    result: Json = {"physicalLocation": physical}
    logical = _logical(location)
    if logical:
        result["logicalLocations"] = [logical]
    details = {"token": location.get("token"), "ilOffset": location.get("il_offset")}
    properties = {key: value for key, value in details.items() if value is not None}
    if properties:
        result["properties"] = properties
    return result


def _region(location: LocationEntry) -> Json:
    if "line" not in location:
        return dict(_FIRST_CHARACTER)
    line, column = location["line"], location.get("column", 1)
    end_line = max(location.get("end_line", line), line)
    end_column = location.get("end_column", column if end_line == line else 1)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": max(end_column, column) if end_line == line else end_column,
    }


def _logical(location: LocationEntry) -> Json | None:
    type_name, member = location.get("type"), location.get("member")
    if member:
        full = f"{type_name}::{member}" if type_name else member
        return {"name": visible(member), "fullyQualifiedName": visible(full), "kind": "member"}
    if type_name:
        return {"name": visible(type_name), "fullyQualifiedName": visible(type_name), "kind": "type"}
    return None


def fingerprint_of(finding: FindingEntry, seen: dict[str, int]) -> dict[str, str]:
    """Our fingerprint, and the one name that GitHub matches alerts by; equal ones in several targets are numbered."""
    version, _, digest = finding["fingerprint"].rpartition(":")
    seen[digest] = seen.get(digest, 0) + 1
    return {f"ecma2lint/{version}": digest, "primaryLocationLineHash": f"{digest}:{seen[digest]}"}


def invocation(document: ResultDocument, paths: Paths, rule_index: dict[str, int]) -> Json:
    """How the run went: unread targets and crashed rules as execution notifications, faults as configuration ones."""
    execution: list[Json] = []
    for target in document["targets"]:
        error = target["error"]
        if error:
            execution.append(_notification(f"{error['cause']}; {error['remedy']}") | {"locations": [paths.whole(target)]})
        execution += [
            _notification(f"{rule['id']} {rule['name']}: {rule['reason']}")
            | {
                "locations": [paths.whole(target)],
                "associatedRule": {"id": rule["id"], "index": rule_index.get(rule["id"], -1)},
            }
            for rule in target["rules"]
            if rule["outcome"] == "error"
        ]
    faults = [_notification(f"{fault['subject']}: {fault['cause']}; {fault['remedy']}") for fault in document["faults"]]
    run = document["run"]
    result: Json = {
        "executionSuccessful": document["summary"]["conclusion"] != "error",
        "commandLine": visible(run["reproduce"]),
        "arguments": [visible(argument) for argument in run["arguments"]],
        "exitCode": run["exit_status"],
        "toolExecutionNotifications": execution,
        "toolConfigurationNotifications": faults,
    }
    if run["started"]:
        result["startTimeUtc"] = run["started"]
    return result


def _notification(message: str) -> Json:
    return {"level": "error", "message": text(sentence(message))}


def _cut(content: str) -> str:
    return content if len(content) <= _DESCRIPTION_LIMIT else content[: _DESCRIPTION_LIMIT - 1] + "…"
