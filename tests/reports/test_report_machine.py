"""The formats of platforms: JUnit, GitHub, GitLab, Azure, MSBuild, Sonar, JSON lines."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from report_sample import ASSEMBLY, failing, sample_document, sample_verdicts, verdict

from ecma2lint.facts import Location
from ecma2lint.records import replace
from ecma2lint.report import RenderOptions, render
from ecma2lint.result_types import ResultDocument
from ecma2lint.verdicts import Conclusion, Finding, RunFault, Severity

SCHEMAS = Path(__file__).parent / "schemas"


def _schema_faults(name: str, data: Any) -> list[str]:
    schema = json.loads((SCHEMAS / name).read_text(encoding="utf-8"))
    return [error.message for error in Draft202012Validator(schema).iter_errors(data)]


def _many(errors: int, infos: int = 0) -> ResultDocument:
    found = [Finding(f"number {number}", Location("T", f"m{number}"), subject=f"T::m{number}") for number in range(errors)]
    results = {"ECMA202": failing("ECMA202", *found)}
    if infos:
        hints = [Finding(f"hint {number}", Location("T", f"m{number}")) for number in range(infos)]
        results["ECMA205"] = failing("ECMA205", *hints, severity=Severity.INFO)
    return sample_document([verdict(ASSEMBLY, results, Conclusion.NOT_COMPLIANT, "x")])


def test_junit_is_read_back_as_meant(tmp_path: Path) -> None:
    """A case per control and target: failures, errors and skips are those of the outcomes."""
    junitparser = pytest.importorskip("junitparser", reason="junitparser is not installed")
    file = tmp_path / "junit.xml"
    file.write_text(render("junit", sample_document()), encoding="utf-8")
    suites = {suite.name: suite for suite in junitparser.JUnitXml.fromfile(str(file))}
    suite = suites["bin/Contoso.Hr.dll"]
    assert (suite.tests, suite.failures, suite.errors, suite.skipped) == (9, 2, 1, 1)
    kinds = {case.name.split(":")[0]: [type(entry).__name__ for entry in case.result] for case in suite}
    assert kinds["full-export"] == ["Failure"]
    assert kinds["partitions"] == ["Error"]
    assert kinds["normalizations"] == ["Skipped"]
    assert kinds["object-type"] == []
    # below the gate: told, but no failure
    assert kinds["concurrent-operations"] == []
    torn = suites["bin/torn.dll"]
    assert (torn.tests, torn.errors) == (1, 1)


def test_junit_counts_agree_with_the_cases() -> None:
    """The sums of the suites are those of the whole, and those of the elements."""
    from xml.etree.ElementTree import fromstring

    root = fromstring(render("junit", sample_document(faults=(RunFault("x", "y", "z"),))))
    for element in (root, *root.findall("testsuite")):
        cases = element.findall(".//testcase")
        assert int(element.attrib["tests"]) == len(cases)
        for tag, name in (("failure", "failures"), ("error", "errors"), ("skipped", "skipped")):
            assert int(element.attrib[name]) == sum(case.find(tag) is not None for case in cases)


def test_junit_fails_a_rule_outside_the_controls_at_the_gate() -> None:
    """A warning fails its case when the gate is set to warnings, and an empty run is an error."""
    document = sample_document(sample_verdicts()[:1])
    document["run"]["fail_on"] = "warning"
    assert re.search(r'name="ECMA103 no-export"[^>]*>\s*<failure', render("junit", document))
    assert "nothing was examined" in render("junit", sample_document([]))


def test_github_annotations_are_complete_and_errors_first() -> None:
    """Errors, warnings, notices, one line each, with file and place."""
    lines = render("github", sample_document()).splitlines()
    levels = [line.split(" ")[0] for line in lines]
    assert levels == ["::error"] * 5 + ["::warning"] * 3 + ["::notice"]
    assert "file=src/hr_connector.py,line=10,endLine=10,col=9,endColumn=39,title=ECMA202 full-export::" in lines[3]


def test_github_tells_what_it_cut_off() -> None:
    """Of 25 errors and 11 infos ten lines each are written, the last of each says how many are missing."""
    lines = render("github", _many(25, 11)).splitlines()
    assert len(lines) == 20
    assert lines[9] == "::error title=ecma2lint::16 more errors not shown here: see the full report"
    assert lines[19] == "::notice title=ecma2lint::2 more notices not shown here: see the full report"


def test_github_leaves_columns_out_of_ranges_over_lines() -> None:
    """GitHub refuses columns when a range spans lines; properties are escaped."""
    finding = Finding("50% of\nit", Location(line=3, column=4, end_line=5, end_column=6, path="a,b:c.py"))
    document = sample_document([verdict(ASSEMBLY, {"ECMA202": failing("ECMA202", finding)}, Conclusion.NOT_COMPLIANT, "x")])
    assert render("github", document).splitlines() == [
        "::error file=a%2Cb%3Ac.py,line=3,endLine=5,title=ECMA202 full-export::50%25 of\\nit"
    ]


def test_azure_commands() -> None:
    """Errors and warnings are commands with place and code; an info is a plain line."""
    lines = render("azure", sample_document()).splitlines()
    assert lines[3].startswith(
        "##vso[task.logissue type=error;sourcepath=src/hr_connector.py;linenumber=10;columnnumber=9;code=ECMA202;]full-export: "
    )
    assert [line.startswith("##vso[task.logissue type=") for line in lines] == [True] * 8 + [False]


#: The expression by which MSBuild finds canonical errors in the output of tools.
CANONICAL = re.compile(
    r"^\s*(((?P<origin>(((\d+>)?[a-zA-Z]?:[^:]*)|([^:]*))):)|())"
    r"(?P<subcategory>(()|([^:]*? )))(?P<category>(error|warning))( \s*(?P<code>[^: ]*))?\s*:(?P<text>.*)$",
    re.IGNORECASE,
)


def test_msbuild_lines_are_canonical() -> None:
    """MSBuild's own expression takes origin, category, code and text apart; an info is neither error nor warning."""
    lines = render("msbuild", sample_document()).splitlines()
    found = [CANONICAL.match(line) for line in lines]
    assert [bool(match) for match in found] == [" info ECMA205" not in line for line in lines]
    match = CANONICAL.match(lines[6])
    assert match
    assert (match["origin"], match["category"], match["code"]) == ("src/hr_connector.py(10,9)", "error", "ECMA202")


def test_msbuild_keeps_drives_and_escapes_other_colons() -> None:
    """The letter of a drive stays; a colon elsewhere would end the origin."""
    target = replace(ASSEMBLY, path="C:/x/a:b.dll")
    document = sample_document([verdict(target, {"ECMA202": failing("ECMA202", Finding("m"))}, Conclusion.NOT_COMPLIANT, "x")])
    assert render("msbuild", document).startswith("C:/x/a\\x3ab.dll : error ECMA202: full-export: m")


def test_gitlab_schema_and_unique_fingerprints() -> None:
    """The array has GitLab's shape, and no two entries share a fingerprint, even for two copies of one assembly."""
    data = json.loads(render("gitlab", sample_document([*sample_verdicts(), *sample_verdicts()], (RunFault("a", "b", "c"),))))
    assert _schema_faults("gitlab-codequality.json", data) == []
    marks = [entry["fingerprint"] for entry in data]
    assert len(marks) == len(set(marks)) == 19


def test_gitlab_fingerprints_of_a_first_copy_do_not_move() -> None:
    """A second copy of an assembly leaves the fingerprints of the first as they were."""
    alone = {entry["fingerprint"] for entry in json.loads(render("gitlab", sample_document(sample_verdicts()[:1])))}
    twice = {entry["fingerprint"] for entry in json.loads(render("gitlab", sample_document([sample_verdicts()[0]] * 2)))}
    assert alone < twice


def test_sonar_schema_and_rules() -> None:
    """The document has Sonar's shape, every issue names a rule that is listed, columns count from 0."""
    data = json.loads(render("sonar", sample_document(faults=(RunFault("a", "b", "c"),))))
    assert _schema_faults("sonar-generic.json", data) == []
    assert {issue["ruleId"] for issue in data["issues"]} == {rule["id"] for rule in data["rules"]}
    ranges = [issue["primaryLocation"].get("textRange") for issue in data["issues"]]
    assert {"startLine": 10, "endLine": 10, "startColumn": 8, "endColumn": 38} in ranges


def test_json_lines_hold_everything() -> None:
    """Each line is an object of its own; every control, rule, finding and undecided place has one."""
    records = [json.loads(line) for line in render("jsonl", sample_document()).splitlines()]
    kinds = [record["record"] for record in records]
    assert kinds[0] == "run"
    assert kinds[-1] == "summary"
    assert {kind: kinds.count(kind) for kind in ("target", "control", "rule", "finding", "undecided", "not-examined")} == {
        "target": 4,
        "control": 24,
        "rule": 27,
        "finding": 6,
        "undecided": 2,
        "not-examined": 1,
    }


@pytest.mark.parametrize(("strict", "level"), [(False, "::warning"), (True, "::error")])
def test_undecided_is_as_bad_as_the_run_says(strict: bool, level: str) -> None:
    """An undecided place is a warning, and an error in a strict run."""
    document = sample_document(sample_verdicts()[:1])
    document["run"]["strict"] = strict
    (line,) = [line for line in render("github", document, RenderOptions()).splitlines() if "could not be decided" in line]
    assert line.startswith(level)
