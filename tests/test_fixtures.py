"""Holds the linter to what the authors of the fixtures worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecma2lint.facts import Target
from ecma2lint.verdicts import Outcome, Severity
from expectations import FIXTURES, Fixture, class_of, count_matches, fixtures, target_of, value_matches, verdict_of

ALL = list(fixtures())
READABLE = [fixture for fixture in ALL if "error" not in fixture.expected and not fixture.expected.get("not_a_target")]
WITH_CLASSES = [fixture for fixture in READABLE if fixture.expected.get("classes")]


def _target(fixture: Fixture) -> Target:
    target = target_of(fixture.path)
    assert target is not None, "the fixture was taken for no connector"
    assert target.error is None, str(target.error)
    return target


def test_every_fixture_folder_has_an_expectation() -> None:
    """No folder of sources is without an expectation, so none is untested."""
    folders = {path for kind in ("dotnet", "python") for path in (FIXTURES / kind).iterdir() if path.is_dir()}
    bare = sorted(path.name for path in folders if not (path / "expect.toml").is_file() and not path.name.startswith("_"))
    assert bare == []


def test_there_are_as_many_fixtures_as_promised() -> None:
    """At least 25 small .NET connectors in three languages and at least 20 Python ones."""
    languages = {fixture.path: fixture.expected["language"] for fixture in ALL}
    dotnet = {path.parent.parent.parent for path, language in languages.items() if language != "python"}
    assert len(dotnet) >= 25
    assert sum(language == "python" for language in languages.values()) >= 20
    assert set(languages.values()) == {"csharp", "vb", "fsharp", "python"}


@pytest.mark.parametrize("fixture", READABLE, ids=str)
def test_controls(fixture: Fixture) -> None:
    """Each of the ten controls comes to the outcome worked out by hand."""
    verdict = verdict_of(fixture.path)
    assert verdict is not None
    assert verdict.target.error is None, str(verdict.target.error)
    found = {control.control: (control.outcome.value, control.reason) for control in verdict.controls}
    wrong = {
        name: f"expected {outcome}, got {found[name][0]}: {found[name][1]}"
        for name, outcome in fixture.expected["controls"].items()
        if found[name][0] != outcome
    }
    assert wrong == {}
    assert set(found) == set(fixture.expected["controls"])


@pytest.mark.parametrize("fixture", READABLE, ids=str)
def test_findings(fixture: Fixture) -> None:
    """The rules of the first pack outside the controls that fail are exactly those worked out by hand."""
    verdict = verdict_of(fixture.path)
    assert verdict is not None
    deciding = {rule for control in verdict.controls for rule in control.rules}
    failing = {
        result.name
        for result in verdict.rules
        if result.outcome is Outcome.FAIL
        and result.rule not in deciding
        and result.severity is not Severity.INFO
        and result.rule in FIRST_PACK
    }
    assert failing == set(fixture.expected["findings"]["first_pack"])


FIRST_PACK = frozenset([f"ECMA{number}" for number in (*range(103, 112), *range(121, 128))] + ["ECMA221", "ECMA222"])


@pytest.mark.parametrize("fixture", READABLE, ids=str)
def test_classes(fixture: Fixture) -> None:
    """The contract classes are those of the source, loadable or not for the reasons worked out by hand."""
    found = {
        cls.type: (cls.loadable, sorted(reason.value for reason in cls.not_loadable_because)) for cls in _target(fixture).classes
    }
    expected = {
        name: (cls["loadable"], sorted(cls["not_loadable_because"])) for name, cls in fixture.expected.get("classes", {}).items()
    }
    assert found == expected


@pytest.mark.parametrize("fixture", WITH_CLASSES, ids=str)
def test_members(fixture: Fixture) -> None:
    """Each contract member is bound as worked out by hand."""
    target = _target(fixture)
    for name, cls in fixture.expected["classes"].items():
        found = {
            f"{member.interface}.{member.name}": member.implementation.value
            for interface in class_of(target, name).interfaces
            for member in interface.members
        }
        assert found == cls.get("members", {}), name


@pytest.mark.parametrize("fixture", WITH_CLASSES, ids=str)
def test_values(fixture: Fixture) -> None:
    """Capabilities, object types and partitions are evaluated to what the code really does."""
    target = _target(fixture)
    wrong: dict[str, object] = {}
    for name, cls in fixture.expected["classes"].items():
        found = class_of(target, name)
        for capability, expected in cls.get("capabilities", {}).items():
            value = found.capabilities.values.get(capability) if found.capabilities else None
            if value is None or not value_matches(value, expected):
                wrong[f"{name} {capability}"] = (expected, value)
        if "object_types" in cls:
            expected = cls["object_types"]
            types = found.object_types
            if (
                types is None
                or not count_matches(types.count, expected)
                or list(types.names) != expected.get("names", list(types.names))
            ):
                wrong[f"{name} object types"] = (expected, types)
        if "partitions" in cls and not count_matches(found.partitions.count, cls["partitions"]):
            wrong[f"{name} partitions"] = (cls["partitions"], found.partitions)
    assert wrong == {}


@pytest.mark.parametrize("fixture", [one for one in ALL if "error" in one.expected], ids=str)
def test_errors(fixture: Fixture) -> None:
    """A fixture that cannot be read is an error with the cause in words."""
    target = target_of(fixture.path)
    assert target is not None
    assert target.error is not None
    assert fixture.expected["error"] in target.error.cause


@pytest.mark.parametrize("fixture", [one for one in ALL if one.expected.get("not_a_target")], ids=str)
def test_no_targets(fixture: Fixture) -> None:
    """A file that has nothing to do with the contract is no target."""
    assert target_of(fixture.path) is None


def test_expectations_name_real_files() -> None:
    """Every expectation leads to a file that is there."""
    missing: list[Path] = [fixture.path for fixture in ALL if not fixture.path.is_file()]
    assert missing == []
