"""SARIF 2.1.0, complete: every control and every rule with its outcome on every target.

Findings are results of kind ``fail``, undecided places ``review``, the rest ``pass`` and ``notApplicable``. The controls of the
profile are a taxonomy; a control's own result bears the rule id ``profile/control``. Errors are notifications.
"""

from __future__ import annotations

from typing import Any

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import (
    ControlEntry,
    FindingEntry,
    ResultDocument,
    RuleResultEntry,
    TargetEntry,
    UndecidedEntry,
)
from ecma2lint_reports._issues import rules_of
from ecma2lint_reports._sarif import (
    LEVELS,
    SUPPRESSION_KINDS,
    Json,
    Paths,
    descriptor,
    dumped,
    fingerprint_of,
    invocation,
    located,
    log,
    text,
)
from ecma2lint_reports._words import sentence, support_words, visible

NAME = "sarif"
DESCRIPTION = "SARIF 2.1.0 with every control and rule, passes included"
EXTENSION = ".sarif"

_KINDS = {
    "pass": "pass",
    "fail": "fail",
    "undecided": "review",
    "not-applicable": "notApplicable",
    "waived": "fail",
    "error": "open",
}


def render(document: ResultDocument, options: RenderOptions) -> str:
    """The log, with one run."""
    return dumped(log(_Run(document, options).run()))


class _Run:
    """Builds the one run; artifacts are numbered as they come."""

    def __init__(self, document: ResultDocument, options: RenderOptions) -> None:
        self.document = document
        self.paths = Paths(options.root)
        self.rules = rules_of(document)
        self.rule_index = {rule["id"]: number for number, rule in enumerate(self.rules)}
        self.controls = _controls(document)
        self.control_index = {control["id"]: number for number, control in enumerate(self.controls)}
        self.baseline = document["summary"]["statuses"]["baseline"] > 0
        self.seen: dict[str, int] = {}

    def run(self) -> Json:
        document = self.document
        for target in document["targets"]:
            self.paths.add(target)
        results = [result for target in document["targets"] for result in self.target(target)]
        profile, tool = document["profile"], document["tool"]
        driver: Json = {
            "name": tool["name"],
            "version": tool["version"],
            "semanticVersion": tool["version"],
            "rules": [self.descriptor(number) for number in range(len(self.rules))],
            "supportedTaxonomies": [{"name": profile["id"], "index": 0}],
        }
        if tool["rules_hash"]:
            driver["properties"] = {"rulesHash": tool["rules_hash"]}
        return {
            "tool": {"driver": driver},
            "automationDetails": {"id": f"ecma2lint/{profile['id']}/"},
            "taxonomies": [self.taxonomy()],
            "invocations": [invocation(document, self.paths, self.rule_index)],
            "artifacts": self.paths.artifacts,
            "columnKind": "unicodeCodePoints",
            "results": results,
            "properties": {"conclusion": document["summary"]["conclusion"], "summary": visible(document["summary"]["sentence"])},
        }

    def descriptor(self, number: int) -> Json:
        rule = self.rules[number]
        entry = descriptor(rule)
        controls = [control for control in self.controls if rule["id"] in control["rules"]]
        if controls:
            entry["relationships"] = [
                {"target": self.taxon_reference(control["id"]), "kinds": ["relevant"]} for control in controls
            ]
        return entry

    def taxonomy(self) -> Json:
        profile = self.document["profile"]
        return {
            "name": profile["id"],
            "version": profile["date"],
            "releaseDateUtc": profile["date"],
            "organization": profile["host"],
            "shortDescription": text(profile["title"]),
            "informationUri": profile["source"],
            "isComprehensive": True,
            "taxa": [
                {
                    "id": control["id"],
                    "name": visible(control["title"]),
                    "shortDescription": text(control["title"]),
                    "fullDescription": text(support_words(control)),
                    "defaultConfiguration": {"level": LEVELS[control["severity"]]},
                }
                for control in self.controls
            ],
        }

    def taxon_reference(self, control: str) -> Json:
        return {
            "id": control,
            "index": self.control_index[control],
            "toolComponent": {"name": self.document["profile"]["id"], "index": 0},
        }

    def target(self, target: TargetEntry) -> list[Json]:
        results = [self.control(control, target) for control in target["controls"]]
        for rule in target["rules"]:
            results += self.rule(rule, target)
        return results

    def control(self, control: ControlEntry, target: TargetEntry) -> Json:
        kind = _KINDS[control["outcome"]]
        result: Json = {
            "ruleId": f"{self.document['profile']['id']}/{control['id']}",
            "kind": kind,
            "level": LEVELS[control["severity"]] if kind == "fail" else "none",
            "message": text(sentence(f"{control['title']}: {control['reason']}")),
            "locations": [self.paths.whole(target)],
            "taxa": [self.taxon_reference(control["id"])],
        }
        if control["outcome"] == "waived":
            result["suppressions"] = [{"kind": "external", "status": "accepted"}]
        return result

    def rule(self, rule: RuleResultEntry, target: TargetEntry) -> list[Json]:
        results = [self.finding(finding, rule, target) for finding in rule["findings"]]
        results += [self.undecided(item, rule, target) for item in rule["undecided"]]
        if not results and rule["outcome"] != "error":  # a rule that crashed is a notification
            kind = _KINDS[rule["outcome"]]
            results = [
                self.result(rule, kind, LEVELS[rule["severity"]] if kind == "fail" else "none", rule["reason"])
                | {"locations": [self.paths.whole(target)]}
            ]
        return results

    def finding(self, finding: FindingEntry, rule: RuleResultEntry, target: TargetEntry) -> Json:
        result = self.result(rule, "fail", LEVELS[finding["severity"]], finding["message"])
        result |= located(finding["location"], finding["trace"], target, self.paths, finding["excerpt"])
        result["partialFingerprints"] = fingerprint_of(finding, self.seen)
        properties: Json = {"evidence": [visible(item) for item in finding["evidence"]], "remedy": visible(finding["remedy"])}
        result["properties"] = {key: value for key, value in properties.items() if value}
        if self.baseline:
            result["baselineState"] = "unchanged" if finding["status"] == "baseline" else "new"
        if finding["status"] in SUPPRESSION_KINDS:
            suppression: Json = {"kind": SUPPRESSION_KINDS[finding["status"]], "status": "accepted"}
            if finding["justification"]:
                suppression["justification"] = visible(finding["justification"]["reason"])
            result["suppressions"] = [suppression]
        return result

    def undecided(self, item: UndecidedEntry, rule: RuleResultEntry, target: TargetEntry) -> Json:
        result = self.result(rule, "review", "none", item["reason"])
        result |= located(item["location"], item["trace"], target, self.paths, item["excerpt"])
        if item["settle"]:
            result["properties"] = {"settle": visible(item["settle"])}
        return result

    def result(self, rule: RuleResultEntry, kind: str, level: str, message: str) -> Json:
        return {
            "ruleId": rule["id"],
            "ruleIndex": self.rule_index[rule["id"]],
            "kind": kind,
            "level": level,
            "message": text(sentence(message)),
        }


def _controls(document: ResultDocument) -> list[ControlEntry]:
    """The controls of the profile, in its order; every judged target lists them all."""
    found: dict[str, Any] = {}
    for target in document["targets"]:
        for control in target["controls"]:
            found.setdefault(control["id"], control)
    return list(found.values())
