"""Merging and comparing stored runs."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable

import pytest
from report_sample import sample_document, sample_verdicts

from ecma2lint.faults import FaultError
from ecma2lint.report import RenderOptions, render
from ecma2lint.report_ops import diff, merge, parse_result
from ecma2lint.result_types import ResultDocument
from ecma2lint.schema_check import first_fault, load_schema
from ecma2lint_reports.diff import render as render_diff


def _shard(*numbers: int) -> ResultDocument:
    verdicts = sample_verdicts()
    return sample_document([verdicts[number] for number in numbers])


def test_merging_shards_gives_the_document_of_the_whole_run() -> None:
    """Targets, rules and summary are those that one run over all targets has."""
    merged = merge([("a.json", _shard(0, 1)), ("b.json", _shard(2)), ("c.json", _shard(3))])
    whole = sample_document()
    assert merged["targets"] == whole["targets"]
    assert merged["summary"] == whole["summary"]
    assert merged["rules"] == whole["rules"]
    assert first_fault(merged, load_schema("result-1.json")) is None


def test_an_equal_duplicate_is_kept_once() -> None:
    """The same target with the same verdict in two shards is one target."""
    merged = merge([("a.json", _shard(0, 2)), ("b.json", _shard(2))])
    assert [target["path"] for target in merged["targets"]] == ["bin/Contoso.Hr.dll", "bin/Contoso.Clean.dll"]


def test_the_same_file_in_another_folder_is_kept() -> None:
    """A copy elsewhere is another target, as in a single run."""
    copied = copy.deepcopy(_shard(2))
    copied["targets"][0]["path"] = "other/Contoso.Clean.dll"
    assert len(merge([("a.json", _shard(2)), ("b.json", copied)])["targets"]) == 2


def _other_outcome(document: ResultDocument) -> None:
    document["targets"][0]["controls"][0]["outcome"] = "fail"


def _other_profile(document: ResultDocument) -> None:
    document["profile"]["id"] = "mim-2016"


def _other_tool(document: ResultDocument) -> None:
    document["tool"]["rules_hash"] = "0"


def _other_gate(document: ResultDocument) -> None:
    document["run"]["strict"] = True


@pytest.mark.parametrize("change", [_other_outcome, _other_profile, _other_tool, _other_gate])
def test_shards_that_disagree_are_refused(change: Callable[[ResultDocument], None]) -> None:
    """Another verdict on the same file, another profile, rule set or gate: no merge."""
    other = copy.deepcopy(_shard(2))
    change(other)
    with pytest.raises(FaultError):
        merge([("a.json", _shard(2)), ("b.json", other)])


def test_nothing_to_merge_is_a_fault() -> None:
    """An empty merge is no clean run."""
    with pytest.raises(FaultError):
        merge([])


def test_the_worst_exit_status_stays() -> None:
    """An empty shard does not spoil the whole, a failing one does."""
    empty, failed = copy.deepcopy(_shard()), copy.deepcopy(_shard(0))
    empty["run"]["exit_status"], failed["run"]["exit_status"] = 5, 1
    clean = copy.deepcopy(_shard(2))
    clean["run"]["exit_status"] = 0
    assert merge([("a", clean), ("b", empty)])["run"]["exit_status"] == 0
    assert merge([("a", clean), ("b", empty), ("c", failed)])["run"]["exit_status"] == 1
    assert merge([("a", empty)])["run"]["exit_status"] == 5


def test_a_run_does_not_differ_from_itself() -> None:
    """No change, nothing to tell, everything counted as unchanged."""
    document = sample_document()
    result = diff(document, document)
    assert (result["targets"], result["outcomes"], result["new_findings"], result["fixed_findings"]) == ([], [], [], [])
    assert result["unchanged"] == 5


def test_a_moved_folder_is_no_change() -> None:
    """Targets that moved are matched by name."""
    moved = copy.deepcopy(sample_document())
    for target in moved["targets"]:
        target["path"] = f"elsewhere/{target['path']}"
    result = diff(sample_document(), moved)
    assert (result["targets"], result["new_findings"], result["fixed_findings"]) == ([], [], [])


def _without_full_export() -> ResultDocument:
    document = copy.deepcopy(sample_document())
    target = document["targets"][0]
    rule = next(rule for rule in target["rules"] if rule["id"] == "ECMA202")
    rule["findings"], rule["outcome"], rule["reason"] = [], "pass", "FullExport is false"
    control = next(control for control in target["controls"] if control["id"] == "full-export")
    control["outcome"], control["reason"] = "pass", "FullExport is false"
    return document


def test_fixed_new_and_changed_are_told() -> None:
    """A finding that went is fixed, one that came is new, and the outcomes that changed are named."""
    forward = diff(sample_document(), _without_full_export())
    assert [finding["rule"] for finding in forward["fixed_findings"]] == ["ECMA202"]
    assert forward["new_findings"] == []
    assert [(change["kind"], change["id"], change["old"], change["new"]) for change in forward["outcomes"]] == [
        ("control", "full-export", "fail", "pass"),
        ("rule", "ECMA202", "fail", "pass"),
    ]
    backward = diff(_without_full_export(), sample_document())
    assert [finding["rule"] for finding in backward["new_findings"]] == ["ECMA202"]


def test_what_was_not_examined_again_is_not_fixed() -> None:
    """A target that is gone or cannot be read any more has no fixed findings."""
    assert diff(_shard(0), _shard(2))["fixed_findings"] == []
    torn = copy.deepcopy(_shard(3))
    torn["targets"][0]["path"], torn["targets"][0]["name"] = "bin/Contoso.Hr.dll", "Contoso.Hr"
    result = diff(_shard(0), torn)
    assert result["fixed_findings"] == []
    assert [(change["old"], change["new"]) for change in result["targets"]] == [("not compliant", "error")]


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_a_difference_can_be_shown(name: str) -> None:
    """Every format of a difference names the rule that was fixed."""
    shown = render_diff(diff(sample_document(), _without_full_export()), name, RenderOptions())
    assert "ECMA202" in shown
    assert shown.endswith("\n")


@pytest.mark.parametrize(
    "text", ["", "[]", "nonsense", '{"schema": "ecma2lint/result/9"}', '{"schema": "ecma2lint/result/1"}', "[" * 100_000]
)
def test_what_is_no_result_document_is_refused(text: str) -> None:
    """Anything else ends in a fault that names the file."""
    with pytest.raises(FaultError) as caught:
        parse_result(text, "odd.json")
    assert caught.value.fault.subject == "odd.json"


@pytest.mark.parametrize("name", ["text", "html", "sarif", "junit", "markdown"])
def test_a_stored_document_renders_as_the_run_did(name: str) -> None:
    """`report render` needs nothing but the file."""
    document = sample_document()
    assert render(name, parse_result(json.dumps(document), "r.json")) == render(name, document)
