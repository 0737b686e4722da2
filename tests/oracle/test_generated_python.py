"""Generated Python connectors: what the Python reader decides of them is what a host gets under pythonnet.

Bounded by default; ``ECMA2LINT_FUZZ=SECONDS`` goes on with fresh programs for so long (``ECMA2LINT_FUZZ_SEED`` starts elsewhere).
"""

from __future__ import annotations

import os
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from ecma2lint.facts import Certainty
from expectations import read_path
from oracle import clr
from oracle.compare import disagreements
from oracle.compare_calls import runs_of
from oracle.python_programs import programs
from oracle.test_generated_dotnet import CONFIGURATIONS, FUZZ, FUZZ_SEED

PROGRAMS = 120


def drawn(number: int, start: int) -> list[str]:
    """So many programs, each in a namespace of its own; the same for the same start."""
    found: list[str] = []

    @seed(start)
    @settings(max_examples=number, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(programs())
    def collect(source: str) -> None:
        found.append(source)

    collect()
    return [source.replace("NAMESPACE", f"G{index}") for index, source in enumerate(dict.fromkeys(found))]


def check(sources: list[str], folder: Path) -> tuple[list[str], int, int]:
    """The disagreements, the number of capability values compared, and how many of them were decided."""
    runtime = clr.require_clr()
    for index, source in enumerate(sources):
        (folder / f"p{index}.py").write_text(source, encoding="utf-8")
    common = {"kind": "python", "root": str(folder), "configurations": list(CONFIGURATIONS), "loadable": [], "unregistered": []}
    reports = clr.run_jobs([common | {"module": f"p{index}"} for index in range(len(sources))], runtime)
    wrong: list[str] = []
    values = decided = 0
    for index, (source, report) in enumerate(zip(sources, reports, strict=True)):
        assert report.get("import") == "ok", f"{report}\n{source}"
        target = read_path(folder / f"p{index}.py")
        assert target is not None
        assert target.error is None, f"{target.error}\n{source}"
        (cls,) = target.classes
        runs = [one for run in report["classes"][cls.type] for one in runs_of(run)]
        lines = dict.fromkeys(line for run in runs for line in disagreements(cls, run))
        if lines:
            wrong.append("\n".join(lines) + "\n" + source)
        found = cls.capabilities.values if cls.capabilities else {}
        known = [value.certainty is not Certainty.UNKNOWN for value in found.values()]
        values, decided = values + len(known), decided + sum(known)
    return wrong, values, decided


def test_no_decided_value_of_a_generated_connector_differs(tmp_path: Path) -> None:
    """Of connectors drawn from the grammar nothing that the reader decided is otherwise in truth."""
    wrong, values, decided = check(drawn(PROGRAMS, 20230601), tmp_path)
    assert not wrong, f"{len(wrong)} programs disagree; the shortest:\n{min(wrong, key=len)}"
    assert values
    assert decided, "nothing was decided, so nothing was tested"


@pytest.mark.skipif(not os.environ.get(FUZZ), reason=f"set {FUZZ}=SECONDS to fuzz")
def test_fuzz(tmp_path: Path) -> None:
    """The same with fresh programs, for as long as asked."""
    end = time.monotonic() + float(os.environ[FUZZ])
    start = int(os.environ.get(FUZZ_SEED) or 1)
    while time.monotonic() < end:
        folder = tmp_path / str(start)
        folder.mkdir()
        wrong, values, decided = check(drawn(PROGRAMS, start), folder)
        assert not wrong, f"seed {start}: {len(wrong)} programs disagree; the shortest:\n{min(wrong, key=len)}"
        print(f"seed {start}: {decided} of {values} capability values decided, none wrong")
        start += 1
