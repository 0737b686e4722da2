"""Small C# connectors, each with one trap for an evaluator, held against what they answer under a CLR.

The sources under ``data/evaluate`` hold one snippet per ``//#`` line. ``[open]`` marks those that may stay undecided; of all
others every value must be decided. ``[roslyn]`` marks those that mcs does not compile.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from ecma2lint.facts import Certainty, ContractClass
from oracle import clr
from oracle.compare import disagreements
from oracle.compare_calls import runs_of
from oracle.test_generated_dotnet import CONFIGURATIONS, builds, read_classes, toolchain

DATA = Path(__file__).resolve().parent / "data" / "evaluate"
FILES = tuple(sorted(path.name for path in DATA.glob("*.cs")))
HEADER = """using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Text;
using System.Threading.Tasks;
using Microsoft.MetadirectoryServices;
using CP = System.Collections.ObjectModel.KeyedCollection<string, Microsoft.MetadirectoryServices.ConfigParameter>;
"""


@cache
def snippets(name: str) -> dict[str, tuple[str, str]]:
    """Title and code of every snippet, by its namespace."""
    parts = re.split(r"^//# *", (DATA / name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {f"T{index}": (part.partition("\n")[0], part.partition("\n")[2]) for index, part in enumerate(parts)}


@pytest.fixture(scope="module", params=FILES)
def compiled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, dict[str, Path]]:
    """The name of a source file and the assembly that each compiler made of it."""
    name: str = request.param
    folder = tmp_path_factory.mktemp(name.removesuffix(".cs"))
    build = toolchain()
    jobs = []
    for compiler in builds():
        chosen = {key: part for key, part in snippets(name).items() if compiler != "mcs" or "[roslyn]" not in part[0]}
        source = folder / f"{compiler}.cs"
        body = "\n".join(f"namespace {key} {{\n{code}\n}}" for key, (_, code) in chosen.items())
        source.write_text(HEADER + body, encoding="utf-8")
        jobs.append(build.Job((source,), "csharp", compiler, folder / compiler / "Traps.dll", (clr.CONTRACT_DLL,)))
    results = build.compile_many(jobs)
    assert not [result.error for result in results if result.error], [result.error for result in results]
    return name, {result.job.build: result.job.out for result in results}


def undecided(cls: ContractClass) -> list[str]:
    """What the facts of a class leave open."""
    found = [
        f"{name}: {value.reason}"
        for name, value in (cls.capabilities.values if cls.capabilities else {}).items()
        if not value.known
    ]
    counts = [cls.object_types.count] if cls.object_types else []
    counts += [cls.partitions.count] if cls.partitions.implemented else []
    return found + [f"count: {count.reason}" for count in counts if count.certainty is not Certainty.KNOWN]


def test_what_can_be_decided_is_decided(compiled: tuple[str, dict[str, Path]]) -> None:
    """Every value of a snippet that is not marked open is known."""
    name, assemblies = compiled
    open_ = [
        f"{build}: {snippets(name)[cls.type.partition('.')[0]][0]}: {undecided(cls)}"
        for build, path in assemblies.items()
        for cls in read_classes(path).values()
        if "[open]" not in snippets(name)[cls.type.partition(".")[0]][0] and undecided(cls)
    ]
    assert not open_, "\n".join(open_)


def test_no_decided_value_differs_from_a_run(compiled: tuple[str, dict[str, Path]]) -> None:
    """Whatever is decided is what the connector answers under a CLR, for several configurations."""
    runtime = clr.require_clr()
    name, assemblies = compiled
    wrong: list[str] = []
    for build, path in assemblies.items():
        facts = read_classes(path)
        job = {"kind": "assembly", "path": str(path), "types": list(facts), "configurations": list(CONFIGURATIONS)}
        (report,) = clr.run_jobs([job], runtime, seconds_per_job=60.0)
        for type_, cls in facts.items():
            runs = [one for run in report["classes"][type_] for one in runs_of(run)]
            lines = dict.fromkeys(line for run in runs for line in disagreements(cls, run))
            wrong += [f"{build}: {snippets(name)[type_.partition('.')[0]][0]}: {line}" for line in lines]
    assert not wrong, "\n".join(wrong)
