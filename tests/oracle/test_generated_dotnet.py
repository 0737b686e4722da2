"""Generated C# connectors: what the assembly reader decides of them is what they answer under a CLR.

Bounded by default; ``ECMA2LINT_FUZZ=SECONDS`` goes on with fresh programs for so long (``ECMA2LINT_FUZZ_SEED`` starts elsewhere).
A program that disagrees is printed whole: it stands alone, between a header and a namespace.
"""

from __future__ import annotations

import importlib.util
import os
import sys
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import HealthCheck, Phase, given, seed, settings

from ecma2lint.facts import Certainty, ContractClass
from expectations import read_path
from oracle import clr
from oracle.compare import disagreements
from oracle.compare_calls import runs_of
from oracle.csharp_programs import Source, assembly_source, programs

FUZZ = "ECMA2LINT_FUZZ"
FUZZ_SEED = "ECMA2LINT_FUZZ_SEED"
PROGRAMS = 60
CONFIGURATIONS: tuple[dict[str, str], ...] = ({}, {"Mode": "a"}, {"Mode": "b", "Other": "1"})
BUILDS = ("roslyn-debug", "roslyn-release", "mcs")


@cache
def toolchain() -> ModuleType:
    """The module that compiles the fixtures."""
    path = clr.FIXTURES / "toolchain" / "build.py"
    spec = importlib.util.spec_from_file_location("fixtures_toolchain_build", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def builds() -> tuple[str, ...]:
    """The builds this machine has compilers for; a skip (or a failure where the oracle must run) when there is none."""
    compilers = toolchain().find_compilers()
    reasons = {build: compilers.reason_against("csharp", build) for build in BUILDS}
    if os.environ.get(clr.REQUIRE):
        assert not any(reasons.values()), reasons
    usable = tuple(build for build, reason in reasons.items() if reason is None)
    if not usable:
        pytest.skip(f"no C# compiler: {reasons}")
    return usable


def drawn(number: int, start: int) -> dict[str, Source]:
    """So many programs, by their namespaces; the same for the same start."""
    found: list[Source] = []

    @seed(start)
    @settings(max_examples=number, database=None, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
    @given(programs())
    def collect(source: Source) -> None:
        found.append(source)

    collect()
    return {f"G{index}": source for index, source in enumerate(dict.fromkeys(found))}


def compiled(sources: dict[str, Source], folder: Path) -> Iterator[tuple[str, Path, dict[str, Source]]]:
    """Each build with its assembly and the programs in it."""
    build = toolchain()
    jobs, parts = [], []
    for name in builds():
        part = {key: source for key, source in sources.items() if name != "mcs" or not source.roslyn_only}
        file = folder / f"{name}.cs"
        file.write_text(assembly_source(part), encoding="utf-8")
        jobs.append(build.Job((file,), "csharp", name, folder / name / "Generated.dll", (clr.CONTRACT_DLL,)))
        parts.append(part)
    for result, part in zip(build.compile_many(jobs), parts, strict=True):
        assert result.error is None, result.error
        yield result.job.build, result.job.out, part


def read_classes(path: Path) -> dict[str, ContractClass]:
    """The facts of an assembly's loadable classes."""
    target = read_path(path)
    assert target is not None
    assert target.error is None, str(target.error)
    return {cls.type: cls for cls in target.classes if cls.loadable}


def check(sources: dict[str, Source], folder: Path) -> tuple[list[str], int, int]:
    """The disagreements, the number of values compared, and how many of them were decided."""
    runtime = clr.require_clr()
    wrong: list[str] = []
    values = decided = 0
    for build, path, part in compiled(sources, folder):
        facts = read_classes(path)
        job = {"kind": "assembly", "path": str(path), "types": [f"{name}.Connector" for name in part]}
        (report,) = clr.run_jobs([job | {"configurations": list(CONFIGURATIONS)}], runtime, seconds_per_job=60.0)
        assert "crashed" not in report, report["crashed"]
        for name, source in part.items():
            cls = facts[f"{name}.Connector"]
            runs = [one for run in report["classes"][f"{name}.Connector"] for one in runs_of(run)]
            lines = dict.fromkeys(line for run in runs for line in disagreements(cls, run))
            if lines:
                wrong.append(f"{build}:\n  " + "\n  ".join(lines) + "\n" + assembly_source({name: source}))
            known = [
                value.certainty is not Certainty.UNKNOWN
                for value in (cls.capabilities.values if cls.capabilities else {}).values()
            ]
            values, decided = values + len(known), decided + sum(known)
    return wrong, values, decided


def test_no_decided_value_of_a_generated_connector_differs(tmp_path: Path) -> None:
    """Of connectors drawn from the grammar, built by each compiler, nothing that the reader decided is otherwise in truth."""
    clr.require_clr()
    sources = drawn(PROGRAMS, 20230601)
    wrong, values, decided = check(sources, tmp_path)
    assert not wrong, f"{len(wrong)} of {len(sources)} programs disagree; the shortest:\n{min(wrong, key=len)}"
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
