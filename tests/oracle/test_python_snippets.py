"""Features of Python, one small connector each: what the reader decides is what a host gets, and what it leaves open is right."""

from __future__ import annotations

import functools
import os
import tempfile
from pathlib import Path
from unittest import mock

import pytest

from ecma2lint.facts import ContractClass
from expectations import read_path
from oracle import clr
from oracle.compare import disagreements
from oracle.python_snippets import FOLDER, Snippet, snippets, write

FILES = sorted(FOLDER.glob("*.txt"))
CASES = [(file, index) for file in FILES for index in range(len(snippets(file)))]
#: Configurations each connector is run with, and values of the environment variable X.
CONFIGURATIONS: tuple[dict[str, str], ...] = ({}, {"Mode": "a", "Flag": "1"})
ENVIRONMENTS: tuple[dict[str, str], ...] = ({}, {"X": "1"})


def _id(case: tuple[Path, int]) -> str:
    return f"{case[0].stem}/{snippets(case[0])[case[1]].name}"


@functools.cache
def results(file: Path) -> list[tuple[Snippet, ContractClass, list[clr.Report]]]:
    """Every snippet of a file with its facts and with what it did in each environment."""
    runtime = clr.require_clr()
    found = snippets(file)
    with tempfile.TemporaryDirectory() as scratch:
        jobs: list[clr.Job] = []
        classes: list[ContractClass] = []
        for index, snippet in enumerate(found):
            folder = Path(scratch) / str(index)
            folder.mkdir()
            module = f"{file.stem}_{index}"
            target = read_path(write(snippet, folder, module))
            assert target is not None, snippet.name
            assert target.error is None, f"{snippet.name}: {target.error}"
            classes.append(next(cls for cls in target.classes if cls.type.endswith(".Connector")))
            common = {"kind": "python", "root": str(folder), "configurations": list(CONFIGURATIONS)}
            jobs.append(common | {"module": module, "loadable": [classes[-1].type], "unregistered": []})
        runs = []
        for environment in ENVIRONMENTS:
            with mock.patch.dict(os.environ, environment):
                # Mono aborts once in a while after many types: who was running then gets a process of its own.
                reports = clr.run_jobs(jobs, runtime)
                runs.append(
                    [
                        one if "crashed" not in one else clr.run_jobs([job], runtime)[0]
                        for job, one in zip(jobs, reports, strict=True)
                    ]
                )
    return [(snippet, cls, list(reports)) for snippet, cls, *reports in zip(found, classes, *runs, strict=True)]


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_no_decided_value_differs(case: tuple[Path, int]) -> None:
    """The connector works, and nothing that the reader decided of it is otherwise in truth."""
    _, cls, reports = results(case[0])[case[1]]
    for report in reports:
        assert report.get("import") == "ok", report
        for run in report["classes"][cls.type]:
            assert "value" in run["members"][f"IMAExtensible2{_member(cls)}"], run["members"]
            assert list(disagreements(cls, run)) == []


def _member(cls: ContractClass) -> str:
    assert cls.capabilities is not None
    source = cls.capabilities.source
    return f"GetCapabilities.{source}" if source == "Capabilities" else f"{source}.{source}"


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_what_is_decided(case: tuple[Path, int]) -> None:
    """Everything is decided, but for what the snippet names, and that is open for the reason given."""
    snippet, cls, _ = results(case[0])[case[1]]
    assert cls.capabilities is not None
    found = {name: value.reason or "" for name, value in cls.capabilities.values.items() if not value.known}
    if cls.object_types is not None and cls.object_types.count.maximum is None:
        found["schema"] = cls.object_types.count.reason or ""
    assert found.keys() == snippet.undecided.keys(), found
    for fact, reason in snippet.undecided.items():
        assert reason in found[fact], (fact, found[fact])
