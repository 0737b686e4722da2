"""`inspect --format json` prints exactly the facts document: held against its JSON Schema, and against the shape it promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

import ecma2lint
from ecma2lint.__main__ import main
from ecma2lint.contract import CONTRACT_INTERFACES, contract_version
from ecma2lint.facts_json import facts_document
from expectations import FIXTURES, fixtures, target_of

SCHEMAS = Path(ecma2lint.__file__).parent / "schemas"
SCHEMA = json.loads((SCHEMAS / "facts-1.json").read_text(encoding="utf-8"))
RELEASE = FIXTURES / "dotnet"


def _inspect(capsys: pytest.CaptureFixture[str], *paths: Path) -> tuple[int, dict[str, Any]]:
    status = main(["inspect", "--isolated", "--format", "json", *map(str, paths)])
    return status, json.loads(capsys.readouterr().out)


def test_the_schema_is_sound() -> None:
    """The schema itself is a valid JSON Schema."""
    Draft202012Validator.check_schema(SCHEMA)


def test_every_fixture_fits_the_schema() -> None:
    """The facts of every fixture, errors included, are a valid document."""
    targets = [target for fixture in fixtures() if (target := target_of(fixture.path)) is not None]
    validator = Draft202012Validator(SCHEMA)
    wrong = [
        f"{target.path}: {error.json_path}: {error.message[:120]}"
        for target in targets
        for error in validator.iter_errors(json.loads(json.dumps(facts_document([target]))))
    ]
    assert wrong[:10] == []


@pytest.mark.parametrize(
    ("mutate", "why"),
    [
        (lambda doc: doc.update(schema="ecma2lint/facts/2"), "another version"),
        (lambda doc: doc["targets"][0].update(extra=1), "an unknown key"),
        (lambda doc: doc["targets"][0]["classes"][0].pop("interfaces"), "a missing key"),
        (lambda doc: _value(doc).update(values=[]), "known without a value"),
        (lambda doc: _value(doc).update(certainty="unknown", values=[], reason=None), "unknown without a reason"),
        (lambda doc: _value(doc).update(certainty="one-of"), "one of a single value"),
    ],
)
def test_the_schema_refuses(mutate: Any, why: str) -> None:
    """The schema is strict: it refuses what the model cannot say."""
    target = target_of(RELEASE / "all-compliant" / "bin" / "roslyn-release" / "AllCompliant.dll")
    assert target is not None
    document = json.loads(json.dumps(facts_document([target])))
    validator = Draft202012Validator(SCHEMA)
    assert validator.is_valid(document)
    mutate(document)
    assert not validator.is_valid(document), why


def _value(document: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = document["targets"][0]["classes"][0]["capabilities"]["values"]["FullExport"]
    return found


def test_the_command_prints_the_documented_shape(capsys: pytest.CaptureFixture[str]) -> None:
    """The keys of the architecture's example are there, with values of the forms it shows."""
    path = RELEASE / "fails-full-export" / "bin" / "roslyn-release" / "FailsFullExport.dll"
    status, document = _inspect(capsys, path)
    assert status == 0
    assert document["schema"] == "ecma2lint/facts/1"
    (target,) = document["targets"]
    assert target["path"] == path.as_posix() and target["kind"] == "assembly" and target["error"] is None
    assert len(target["sha256"]) == 64
    assembly = target["assembly"]
    assert (assembly["name"], assembly["target_framework"], assembly["architecture"]) == (
        "FailsFullExport",
        ".NETFramework,Version=v4.7.2",
        "anycpu",
    )
    contract = {"name": "Microsoft.MetadirectoryServicesEx", "version": "4.1.4.0", "public_key_token": "31bf3856ad364e35"}
    assert contract in assembly["references"]
    (cls,) = target["classes"]
    assert (cls["type"], cls["visibility"], cls["abstract"], cls["loadable"], cls["not_loadable_because"]) == (
        "Contoso.Connector",
        "public",
        False,
        True,
        [],
    )
    full_export = cls["capabilities"]["values"]["FullExport"]
    assert cls["capabilities"]["from"] == "Capabilities"
    assert (full_export["certainty"], full_export["values"], full_export["origin"], full_export["reason"]) == (
        "known",
        [True],
        "assigned",
        None,
    )
    assert full_export["location"]["member"] == "get_Capabilities" and full_export["location"]["token"].startswith("0x06")
    assert list(cls["capabilities"]["values"]) == list(contract_version("4.1.4.0").capabilities)
    types = cls["object_types"]
    assert (types["certainty"], types["min"], types["max"], types["names"]) == ("known", 1, 1, ["user"])
    for part in ("partitions", "hierarchy"):
        assert cls[part]["implemented"] is False and (cls[part]["min"], cls[part]["max"]) == (0, 0)
    for interface in cls["interfaces"]:
        assert [member["name"] for member in interface["members"]] == [
            member.name for member in CONTRACT_INTERFACES[interface["name"]].members
        ]


def test_a_class_without_capabilities_has_null(capsys: pytest.CaptureFixture[str]) -> None:
    """A class that has neither Capabilities nor GetCapabilitiesEx says null."""
    _, document = _inspect(capsys, RELEASE / "no-capabilities" / "bin" / "roslyn-release")
    assert [cls["capabilities"] for target in document["targets"] for cls in target["classes"]] == [None]


def test_the_older_contract_has_fewer_capabilities(capsys: pytest.CaptureFixture[str]) -> None:
    """A connector built against 4.1.0.0 lists the capabilities of that version alone."""
    _, document = _inspect(capsys, RELEASE / "contract-410" / "bin" / "roslyn-release")
    (target,) = document["targets"]
    assert target["contract"] == "4.1.0.0"
    values = target["classes"][0]["capabilities"]["values"]
    assert "SupportHierarchy" not in values and "FullExport" in values and len(values) == 11


def test_an_unreadable_target_keeps_the_others(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An error is a target of its own in the document, and the exit status is 2."""
    bad = tmp_path / "bad.dll"
    bad.write_bytes(b"MZ")
    status, document = _inspect(capsys, bad, RELEASE / "all-compliant" / "bin" / "roslyn-release")
    assert status == 2
    assert [bool(target["error"]) for target in document["targets"]] == [True, False]
