"""SARIF: the official schema, GitHub's further rules, and that nothing is lost."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from report_sample import sample_document, sample_verdicts

from ecma2lint.report import RenderOptions, render
from ecma2lint.verdicts import RunFault
from ecma2lint_reports import sarif_github

SCHEMA = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
FAULT = RunFault("rule pack x", "does not load", "mend it")


def _log(name: str, *, faults: tuple[RunFault, ...] = (), numbers: tuple[int, ...] = (0, 1, 2, 3)) -> dict[str, Any]:
    verdicts = sample_verdicts()
    log: dict[str, Any] = json.loads(render(name, sample_document([verdicts[number] for number in numbers], faults)))
    return log


@pytest.mark.parametrize("name", ["sarif", "sarif-github"])
@pytest.mark.parametrize("numbers", [(0, 1, 2, 3), (2,), ()])
def test_the_official_schema_holds(name: str, numbers: tuple[int, ...]) -> None:
    """Full, clean and empty runs validate against the schema of SARIF 2.1.0."""
    log = _log(name, faults=(FAULT,), numbers=numbers)
    assert [error.message for error in Draft4Validator(SCHEMA).iter_errors(log)] == []


def test_every_control_and_rule_has_its_outcome() -> None:
    """Kinds are those of the outcomes; level is none for all that is no failure."""
    results = _log("sarif", numbers=(0,))["runs"][0]["results"]
    controls = {r["ruleId"].split("/")[1]: r["kind"] for r in results if "/" in r["ruleId"]}
    assert controls == {
        "public-methods": "pass",
        "unprefixed-methods": "fail",
        "object-type": "pass",
        "partitions": "review",
        "hierarchies": "pass",
        "full-export": "fail",
        "normalizations": "fail",
        "concurrent-operations": "fail",
    }
    rules = {r["ruleId"] for r in results if "/" not in r["ruleId"]}
    assert len(rules) == 9
    assert all(r["level"] == "none" for r in results if r["kind"] != "fail")
    assert Counter(r["kind"] for r in _log("sarif")["runs"][0]["results"])["notApplicable"] == 2


def test_indices_point_at_what_they_name() -> None:
    """Rules, taxa and artifacts are where the results say."""
    run = _log("sarif")["runs"][0]
    for result in run["results"]:
        if "ruleIndex" in result:
            assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        for taxon in result.get("taxa", []):
            assert run["taxonomies"][0]["taxa"][taxon["index"]]["id"] == taxon["id"]
        for location in result["locations"]:
            artifact = location["physicalLocation"]["artifactLocation"]
            assert run["artifacts"][artifact["index"]]["location"]["uri"] == artifact["uri"]


def test_locations_are_physical_and_logical() -> None:
    """An assembly has region 1:1 and the member; a source has its line, and the member too."""
    found = [r for r in _log("sarif")["runs"][0]["results"] if r["ruleId"] == "ECMA202" and r["kind"] == "fail"]
    assembly, source = (result["locations"][0] for result in found)
    assert assembly["physicalLocation"]["region"] == {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 1}
    assert assembly["logicalLocations"][0]["fullyQualifiedName"] == "Contoso.Hr.Connector::get_Capabilities"
    assert source["physicalLocation"]["region"]["startLine"] == 10
    assert "FullExport = True" in source["physicalLocation"]["region"]["snippet"]["text"]
    assert found[0]["relatedLocations"][0]["logicalLocations"][0]["name"] == "Fill"


def test_errors_are_notifications_and_the_run_is_not_successful() -> None:
    """An unread target, a crashed rule and a fault are each told, with what they concern."""
    invocation = _log("sarif", faults=(FAULT,))["runs"][0]["invocations"][0]
    assert invocation["executionSuccessful"] is False
    texts = [note["message"]["text"] for note in invocation["toolExecutionNotifications"]]
    assert any("truncated" in text for text in texts)
    assert any("KeyError" in text for text in texts)
    assert "rule pack x" in invocation["toolConfigurationNotifications"][0]["message"]["text"]


def test_artifacts_carry_hashes_and_waived_results_a_suppression() -> None:
    """The file judged can be told by its hash; a waived finding says why."""
    run = _log("sarif", numbers=(0,))["runs"][0]
    assert run["artifacts"][0]["hashes"] == {"sha-256": "a" * 64}
    (waived,) = [r for r in run["results"] if r["ruleId"] == "ECMA204"]
    assert waived["suppressions"] == [{"kind": "external", "status": "accepted", "justification": "the host strips it"}]


def test_fingerprints_are_unique_per_result() -> None:
    """GitHub matches alerts by one name; no two results share its value, even in two copies of an assembly."""
    log = json.loads(render("sarif", sample_document([sample_verdicts()[0]] * 2)))
    marks = [r["partialFingerprints"]["primaryLocationLineHash"] for r in log["runs"][0]["results"] if "partialFingerprints" in r]
    assert len(marks) == len(set(marks)) == 10


def _github_faults(log: dict[str, Any]) -> list[str]:
    """What GitHub's documentation asks for beyond the schema."""
    faults: list[str] = []
    run = log["runs"][0]
    rules = run["tool"]["driver"]["rules"]
    for rule in rules:
        for key in ("id", "shortDescription", "fullDescription", "help"):
            if key not in rule:
                faults.append(f"rule without {key}")
        if max(len(rule["shortDescription"]["text"]), len(rule["fullDescription"]["text"])) > 1024:
            faults.append(f"{rule['id']}: description too long")
        if len(rule["name"]) > 255 or len(rule["properties"]["tags"]) > 10:
            faults.append(f"{rule['id']}: name or tags too long")
    for result in run["results"]:
        text = result["message"]["text"]
        region = result["locations"][0]["physicalLocation"].get("region", {})
        address = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
        if not text.strip():
            faults.append("empty message")
        if set(region) < {"startLine", "startColumn", "endLine", "endColumn"}:
            faults.append(f"region is {region}")
        if address.startswith(("/", "file:", "./")) or "\\" in address:
            faults.append(f"address {address} is not relative")
        if "suppressions" in result or result.get("kind", "fail") != "fail":
            faults.append("a result that is no open alert")
        if list(result["partialFingerprints"]) != ["primaryLocationLineHash"]:
            faults.append("no fingerprint that GitHub matches by")
        if rules[result["ruleIndex"]]["id"] != result["ruleId"]:
            faults.append("rule index")
    return faults


def test_github_accepts_it() -> None:
    """The further rules of GitHub hold; what is waived is not in the file, what could not be examined is."""
    log = _log("sarif-github", faults=(FAULT,))
    assert _github_faults(log) == []
    codes = [result["ruleId"] for result in log["runs"][0]["results"]]
    assert codes.count("ecma2lint-error") == 2
    assert not any("Uppercase" in result["message"]["text"] for result in log["runs"][0]["results"])
    assert [result["level"] for result in log["runs"][0]["results"]] == sorted(
        (result["level"] for result in log["runs"][0]["results"]), key=("error", "warning", "note").index
    )


def test_absolute_paths_become_relative_to_the_root() -> None:
    """GitHub refuses absolute addresses: those below the root are cut."""
    document = sample_document(sample_verdicts()[:1])
    document["targets"][0]["path"] = "/home/ci/work/bin/Contoso.Hr.dll"
    log = json.loads(render("sarif-github", document, RenderOptions(root="/home/ci/work")))
    assert _github_faults(log) == []
    assert len(log["runs"][0]["artifacts"]) == 1


def test_too_many_results_are_cut_and_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Above GitHub's limit the worst stay, and a notification counts the rest."""
    monkeypatch.setattr(sarif_github, "MAX_RESULTS", 3)
    run = _log("sarif-github")["runs"][0]
    assert [result["level"] for result in run["results"]] == ["error"] * 3
    assert "6 more results" in run["invocations"][0]["toolExecutionNotifications"][-1]["message"]["text"]


def test_sarif_tools_reads_it(tmp_path: Path) -> None:
    """Microsoft's sarif-tools loads the file and finds our rules."""
    pytest.importorskip("sarif", reason="sarif-tools is not installed")
    file = tmp_path / "report.sarif"
    file.write_text(render("sarif", sample_document()), encoding="utf-8")
    done = subprocess.run([sys.executable, "-m", "sarif", "summary", str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "ECMA202" in done.stdout
