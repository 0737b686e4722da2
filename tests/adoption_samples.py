"""Small projects for the tests of settings, exceptions and gates: connectors made from the compliant fixture, and runs."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from ecma2lint.__main__ import main
from expectations import FIXTURES

COMPLIANT = (FIXTURES / "python" / "all-compliant" / "connector.py").read_text(encoding="utf-8")
FULL_EXPORT = "capabilities.FullExport = False"
GOOD_DLL = FIXTURES / "dotnet" / "all-compliant" / "bin" / "roslyn-release" / "AllCompliant.dll"
BAD_DLL = FIXTURES / "dotnet" / "fails-full-export" / "bin" / "roslyn-release" / "FailsFullExport.dll"


def full_export(comment: str = "") -> str:
    """The source of a connector that fails `full-export` and nothing else, with a comment on that line."""
    assert COMPLIANT.count(FULL_EXPORT) == 1
    return COMPLIANT.replace(FULL_EXPORT, f"capabilities.FullExport = True{comment}")


def write(folder: Path, **contents: str) -> None:
    """Write files; in their names a double underscore stands for the dot."""
    for name, text in contents.items():
        (folder / name.replace("__", ".")).write_text(text, encoding="utf-8")


def waiver(**changes: Any) -> str:
    """A waiver of full-export for every target, with some keys changed; None takes a key out."""
    keys: dict[str, Any] = {
        "control": "full-export",
        "target": "*",
        "owner": "identity@contoso.example",
        "reason": "fixed in March",
        "created": "2026-01-01",
        "expires": "2026-03-31",
        **changes,
    }
    return "[[waivers]]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items() if value is not None)


class Runner:
    """Runs commands in a folder and keeps what they say."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys
        self.out = ""
        self.err = ""

    def __call__(self, *arguments: str) -> int:
        """Run a command; returns the exit status."""
        status = main(list(arguments))
        self.out, self.err = self.capsys.readouterr()
        assert "Traceback" not in self.out + self.err
        return status

    def check(self, *arguments: str) -> tuple[int, dict[str, Any]]:
        """Run `check --format json`; returns the exit status and the document."""
        status = self("check", "--format", "json", *arguments)
        return status, json.loads(self.out) if self.out else {}


def findings(document: dict[str, Any], rule: str = "ECMA202") -> list[dict[str, Any]]:
    """The findings of a rule in a document."""
    return [
        one for target in document["targets"] for result in target["rules"] if result["id"] == rule for one in result["findings"]
    ]


def outcome(document: dict[str, Any], control: str = "full-export") -> str:
    """The outcome of a control on the first target."""
    found: str = next(one["outcome"] for one in document["targets"][0]["controls"] if one["id"] == control)
    return found
