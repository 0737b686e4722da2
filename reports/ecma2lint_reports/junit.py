"""JUnit XML: a suite per target, a case per control, and a case per rule outside the controls that did not pass."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import SEVERITIES, FaultEntry, ResultDocument, RuleResultEntry, TargetEntry
from ecma2lint_reports._words import place, uncontrolled, visible

NAME = "junit"
DESCRIPTION = "JUnit XML: a case per control and target"
EXTENSION = ".xml"


def render(document: ResultDocument, options: RenderOptions) -> str:
    """The suites.

    A case fails when it would make the run fail: at the severity of ``--fail-on`` or above. Undecided cases and errors are
    errors; waived and not applicable ones are skipped, with the reason.
    """
    root = Element("testsuites", {"name": f"ecma2lint {document['profile']['id']}"})
    for target in document["targets"]:
        _target(root, target, document)
    if document["faults"] or not document["targets"]:
        _run(root, document["faults"])
    _count(root, [case for suite in root for case in suite if case.tag == "testcase"])
    indent(root, " ")
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + tostring(root, "unicode") + "\n"


def _target(root: Element, target: TargetEntry, document: ResultDocument) -> None:
    suite = SubElement(root, "testsuite", {"name": visible(target["path"])})
    if document["run"]["started"]:
        suite.set("timestamp", document["run"]["started"].removesuffix("Z"))
    properties = SubElement(suite, "properties")
    for name in ("kind", "sha256", "conclusion", "reason"):
        SubElement(properties, "property", {"name": name, "value": visible(str(target[name] or ""))})
    error = target["error"]
    if error:
        _child(_case(suite, target, "target can be read"), "error", error["cause"], "error", error["remedy"])
    by_id = {rule["id"]: rule for rule in target["rules"]}
    for control in target["controls"]:
        case = _case(suite, target, f"{control['id']}: {control['title']}")
        rules = [by_id[rule] for rule in control["rules"] if rule in by_id]
        _outcome(case, control["outcome"], control["severity"], control["reason"], rules, target, document)
    for rule in uncontrolled(target):
        if rule["outcome"] not in ("pass", "not-applicable"):
            case = _case(suite, target, f"{rule['id']} {rule['name']}")
            _outcome(case, rule["outcome"], rule["severity"], rule["reason"], [rule], target, document)
    _count(suite, suite.findall("testcase"))


def _outcome(
    case: Element,
    outcome: str,
    severity: str,
    reason: str,
    rules: list[RuleResultEntry],
    target: TargetEntry,
    document: ResultDocument,
) -> None:
    details = "\n".join(_details(rules, target))
    new = [finding["severity"] for rule in rules for finding in rule["findings"] if finding["status"] == "new"]
    worst = min(new, key=SEVERITIES.index, default=severity)
    if outcome == "fail" and SEVERITIES.index(worst) <= SEVERITIES.index(document["run"]["fail_on"]):
        _child(case, "failure", reason, worst, details)
    elif outcome == "fail":
        SubElement(case, "system-out").text = f"{worst}, below the gate: {visible(reason)}\n{details}"
    elif outcome in ("undecided", "error"):
        _child(case, "error", reason, outcome, details)
    elif outcome in ("waived", "not-applicable"):
        SubElement(case, "skipped", {"message": f"{outcome}: {visible(reason)}"})
    line = next((f["location"]["line"] for rule in rules for f in rule["findings"] if "line" in f["location"]), None)
    if line is not None:
        case.set("line", str(line))


def _details(rules: list[RuleResultEntry], target: TargetEntry) -> Iterable[str]:
    for rule in rules:
        for finding in rule["findings"]:
            status = "" if finding["status"] == "new" else f" ({finding['status']})"
            head = f"{place(finding['location'], target['path'])}: {finding['severity']} {rule['id']} {rule['name']}{status}"
            yield f"{head}: {visible(finding['message'])}"
            yield from (f"  evidence: {visible(text)}" for text in finding["evidence"])
            if finding["remedy"]:
                yield f"  remedy: {visible(finding['remedy'])}"
        for item in rule["undecided"]:
            where = place(item["location"], target["path"])
            yield f"{where}: undecided {rule['id']} {rule['name']}: {visible(item['reason'])}"
            if item["settle"]:
                yield f"  to settle it: {visible(item['settle'])}"


def _run(root: Element, faults: list[FaultEntry]) -> None:
    suite = SubElement(root, "testsuite", {"name": "ecma2lint run"})
    for fault in faults:
        case = SubElement(suite, "testcase", {"name": visible(fault["subject"]), "classname": "ecma2lint", "time": "0"})
        _child(case, "error", fault["cause"], "error", fault["remedy"])
    if not faults:
        case = SubElement(suite, "testcase", {"name": "targets", "classname": "ecma2lint", "time": "0"})
        _child(case, "error", "nothing was examined: no target was found", "error", "name a connector or its folder")
    _count(suite, suite.findall("testcase"))


def _case(suite: Element, target: TargetEntry, name: str) -> Element:
    path = visible(target["path"])
    return SubElement(suite, "testcase", {"name": visible(name), "classname": path, "time": "0", "file": path})


def _child(case: Element, tag: str, message: str, kind: str, text: str) -> None:
    # details hold line ends of our own; everything in them was made visible where it came in
    lines = "\n".join(visible(line) for line in text.split("\n"))
    SubElement(case, tag, {"message": visible(message), "type": kind}).text = lines


def _count(element: Element, cases: list[Element]) -> None:
    tags = Counter(child.tag for case in cases for child in case)
    for name, number in (
        ("tests", len(cases)),
        ("failures", tags["failure"]),
        ("errors", tags["error"]),
        ("skipped", tags["skipped"]),
        ("time", 0),
    ):
        element.set(name, str(number))
