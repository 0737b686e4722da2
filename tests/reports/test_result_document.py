"""The result document: its schema, its counts, its excerpts."""

from __future__ import annotations

import copy
import json
from typing import Any, NotRequired, get_origin, get_type_hints

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from report_sample import sample_document, sample_verdicts

from ecma2lint import result_types
from ecma2lint.excerpts import masked
from ecma2lint.facts import Location
from ecma2lint.report_ops import parse_result
from ecma2lint.result_document import location_entry, run_entry, started_at
from ecma2lint.schema_check import first_fault, load_schema
from ecma2lint.verdicts import RunFault

SCHEMA = load_schema("result-1.json")


def test_the_schema_is_a_sound_schema() -> None:
    """The JSON Schema of the result document is itself valid."""
    Draft202012Validator.check_schema(SCHEMA)


def test_a_document_fits_its_schema() -> None:
    """A run with every kind of entry validates, also after a round trip through JSON."""
    document = json.loads(json.dumps(sample_document(faults=(RunFault("waivers.toml", "is torn", "mend it"),))))
    assert [error.message for error in Draft202012Validator(SCHEMA).iter_errors(document)] == []


@pytest.mark.parametrize("entry", [name for name in vars(result_types) if name.endswith("Entry")])
def test_schema_and_types_have_the_same_keys(entry: str) -> None:
    """No key of the typed dictionaries is missing from the schema, and none is there alone."""
    name = entry.removesuffix("Entry")
    definition = SCHEMA["$defs"][name[0].lower() + name[1:]]
    typed = getattr(result_types, entry)
    assert set(definition["properties"]) == set(get_type_hints(typed))
    hints = get_type_hints(typed, include_extras=True)
    assert set(definition["required"]) == {key for key, hint in hints.items() if get_origin(hint) is not NotRequired}


def _places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    found = [path] if path else []
    if isinstance(value, dict):
        found += [place for key, item in value.items() for place in _places(item, (*path, key))]
    if isinstance(value, list):
        found += [place for number, item in enumerate(value) for place in _places(item, (*path, number))]
    return found


_DOCUMENT = json.loads(json.dumps(sample_document(sample_verdicts()[:1])))
_PLACES = _places(_DOCUMENT)


@given(st.sampled_from(_PLACES), st.sampled_from([None, True, -1, 1.5, "x", [], {}, ["x"], {"x": 1}, "delete"]))
def test_our_check_agrees_with_the_full_validator(place: tuple[Any, ...], value: Any) -> None:
    """Whatever is broken in a document, the small check and jsonschema come to the same answer."""
    document = copy.deepcopy(_DOCUMENT)
    parent = document
    for step in place[:-1]:
        parent = parent[step]
    if value == "delete" and isinstance(parent, dict):
        del parent[place[-1]]
    else:
        parent[place[-1]] = value
    assert (first_fault(document, SCHEMA) is None) == Draft202012Validator(SCHEMA).is_valid(document)


def test_a_stored_document_is_read_back_as_it_was() -> None:
    """What the JSON format writes can be read again, unchanged."""
    document = sample_document()
    assert parse_result(json.dumps(document), "result.json") == document


def test_counts() -> None:
    """New findings are counted by severity, a waived one only by status; outcomes and conclusions add up."""
    summary = sample_document()["summary"]
    assert summary["findings"] == {"error": 3, "warning": 1, "info": 1}
    assert summary["statuses"] == {"new": 5, "waived": 1, "suppressed": 0, "baseline": 0}
    assert summary["undecided"] == 2
    assert summary["targets"]["total"] == 4
    assert sum(summary["controls"].values()) == 3 * 8


def test_a_run_without_targets_is_an_error() -> None:
    """Nothing examined is never compliant."""
    summary = sample_document([])["summary"]
    assert summary["conclusion"] == "error"
    assert "Nothing was examined" in summary["sentence"]


def test_a_fault_makes_a_clean_run_an_error() -> None:
    """A fault of the run outweighs compliant targets."""
    document = sample_document(sample_verdicts()[2:3], (RunFault("rule pack x", "does not load", "mend it"),))
    assert document["summary"]["conclusion"] == "error"
    assert document["faults"] == [{"subject": "rule pack x", "cause": "does not load", "remedy": "mend it"}]


def test_locations_hold_only_what_is_known() -> None:
    """A location lists its known parts, the token in hexadecimal."""
    assert location_entry(Location("A.B", "C", 0x06000001, 0)) == {
        "type": "A.B",
        "member": "C",
        "token": "0x06000001",
        "il_offset": 0,
    }
    assert location_entry(Location()) == {}


def test_excerpts_mark_the_line_and_mask_secrets() -> None:
    """A Python finding carries three lines on either side, the line marked, a password masked."""
    document = sample_document()
    (finding,) = next(rule for rule in document["targets"][1]["rules"] if rule["id"] == "ECMA202")["findings"]
    excerpt = finding["excerpt"]
    assert excerpt is not None
    assert (excerpt["first_line"], excerpt["marked"]) == (7, [10])
    assert excerpt["lines"][3].strip() == "capabilities.FullExport = True  # all of it"
    assert "hunter2" not in json.dumps(document)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ('password = "x y"', 'password = "***"'),
        ("self.api_key: str = 'abc'", "self.api_key: str = '***'"),
        ('options["ClientSecret"] = "abc"', 'options["ClientSecret"] = "***"'),
        ('connect("Server=a;Password=abc;Timeout=3")', 'connect("Server=a;Password=***;Timeout=3")'),
        ('name = "password reset"', 'name = "password reset"'),
        ("token = read()", "token = read()"),
    ],
)
def test_masking(line: str, shown: str) -> None:
    """Values of what is called a secret are masked, in assignments, keys and connection strings; nothing else is."""
    assert masked(line) == shown


def test_source_date_epoch_takes_the_place_of_the_clock() -> None:
    """SOURCE_DATE_EPOCH makes the time of a run reproducible; a senseless one is refused."""
    assert started_at(5.5, {}) == "1970-01-01T00:00:05Z"
    assert started_at(5.5, {"SOURCE_DATE_EPOCH": "1700000000"}) == "2023-11-14T22:13:20Z"
    with pytest.raises(ValueError, match="SOURCE_DATE_EPOCH"):
        started_at(5.5, {"SOURCE_DATE_EPOCH": "yesterday"})


def test_the_command_to_reproduce_quotes_what_needs_it() -> None:
    """An argument with spaces or quotes survives a shell."""
    run = run_entry("check", ["check", "a b", "c"], exit_status=0, strict=False, fail_on="error")
    assert run["reproduce"] == 'ecma2lint check "a b" c'
