"""Every format over one real run on fixtures, byte for byte as a user gets it: the command line, the readers, the rules.

`ECMA2LINT_UPDATE_GOLDEN=1 pytest tests/reports/test_report_fixture_run.py` writes the files anew; read what changed first.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft4Validator

from ecma2lint.report import format_names, load_writer

ROOT = Path(__file__).resolve().parents[2]
GOLDEN = Path(__file__).parent / "golden-fixture"

#: An assembly that fails, sources that pass and that cannot be decided, and a file that cannot be read.
PATHS = (
    "fixtures/dotnet/explicit-members/bin/roslyn-release/ExplicitMembers.dll",
    "fixtures/python/all-compliant/connector.py",
    "fixtures/python/configuration-value/connector.py",
    "fixtures/python/full-export/connector.py",
    "fixtures/python/python2-source/connector.py",
)
#: The rules that decide controls: what they say is settled, so that work on others leaves these files alone.
RULES = ("ECMA101", "ECMA102", "ECMA202", "ECMA301", "ECMA302")


@pytest.fixture(scope="module")
def reports(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """All formats, written by one run."""
    folder = tmp_path_factory.mktemp("reports")
    command = [sys.executable, "-m", "ecma2lint", "check", *PATHS]
    for rule in RULES:
        command += ["--select", rule]
    for name in format_names():
        command += ["--output", f"{name}=report-{name}{load_writer(name).EXTENSION}"]
    for path in PATHS:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes((ROOT / path).read_bytes())
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "PYTHONHASHSEED": "random"}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 2, done.stderr
    return {name: (folder / f"report-{name}{load_writer(name).EXTENSION}").read_bytes().decode() for name in format_names()}


@pytest.mark.parametrize("name", format_names())
def test_output_is_what_it_was(reports: dict[str, str], name: str) -> None:
    """The same inputs give the same bytes, with nothing scrubbed."""
    file = GOLDEN / f"report-{name}{load_writer(name).EXTENSION}"
    if os.environ.get("ECMA2LINT_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(reports[name], encoding="utf-8", newline="\n")
    assert reports[name] == file.read_bytes().decode()


def test_sarif_of_a_real_run_fits_the_official_schema(reports: dict[str, str]) -> None:
    """What the command line writes validates, in both forms."""
    schema = json.loads((Path(__file__).parent / "schemas" / "sarif-2.1.0-rtm.5.json").read_text(encoding="utf-8"))
    for name in ("sarif", "sarif-github"):
        assert [error.message for error in Draft4Validator(schema).iter_errors(json.loads(reports[name]))] == []


def test_no_folder_of_this_machine_is_in_any_report(reports: dict[str, str]) -> None:
    """Paths are those that the user named."""
    for name, shown in reports.items():
        assert str(ROOT) not in shown, name
        assert "/tmp" not in shown, name
