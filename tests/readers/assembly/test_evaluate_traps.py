"""Small C#, VB and F# connectors, each with one trap for an evaluator, held against what they answer under a CLR.

The sources lie under ``data/evaluate``; :mod:`readers.assembly.snippets` says how they are written.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from ecma2lint.facts import Certainty, ContractClass
from oracle import clr
from oracle.compare import disagreements
from oracle.compare_calls import failure, runs_of
from oracle.test_generated_dotnet import CONFIGURATIONS, builds, read_classes, toolchain
from readers.assembly.snippets import LANGUAGES, RUNTIMES, compile_snippets, snippets

DATA = Path(__file__).resolve().parent / "data" / "evaluate"
FILES = tuple(sorted(path.name for path in DATA.iterdir() if path.suffix in LANGUAGES))
REQUIRE_COMPILERS = "ECMA2LINT_REQUIRE_COMPILERS"


def compilers(suffix: str) -> tuple[str, ...]:
    """The builds of a language; a skip with the reason where there is no compiler, a failure where there must be one."""
    if suffix == ".cs":
        return builds()
    found = ("roslyn-debug", "roslyn-release")
    reason = toolchain().find_compilers().reason_against(LANGUAGES[suffix], found[0])
    if reason is not None:
        assert not os.environ.get(REQUIRE_COMPILERS), reason
        pytest.skip(reason)
    return found


@dataclass(frozen=True)
class Built:
    """A source file and, by build, the assembly a compiler made of it with the facts of its classes."""

    path: Path
    assemblies: dict[str, Path]
    facts: dict[str, dict[str, ContractClass]]

    def title(self, type_: str) -> str:
        """The title of the snippet a type belongs to."""
        return snippets(self.path)[type_.partition(".")[0]][0]

    def classes(self) -> Iterator[tuple[str, str, ContractClass]]:
        """Every class with its build and the title of its snippet."""
        for build, classes in self.facts.items():
            for type_, cls in classes.items():
                yield build, self.title(type_), cls


@pytest.fixture(scope="module", params=FILES)
def compiled(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A source file, compiled and read."""
    path = DATA / request.param
    folder = tmp_path_factory.mktemp(path.stem)
    assemblies = compile_snippets(path, folder, toolchain(), compilers(path.suffix))
    return Built(path, assemblies, {build: read_classes(assembly) for build, assembly in assemblies.items()})


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


def may_be_open(title: str, build: str) -> bool:
    """Whether a snippet may stay undecided in that build."""
    return "[open]" in title or f"[{build.removeprefix('roslyn-')}]" in title


def test_what_can_be_decided_is_decided(compiled: Built) -> None:
    """Every value of a snippet that is not marked open is known."""
    open_ = [
        f"{build}: {title}: {undecided(cls)}"
        for build, title, cls in compiled.classes()
        if not may_be_open(title, build) and undecided(cls)
    ]
    assert not open_, "\n".join(open_)


def test_what_stays_open_has_a_reason(compiled: Built) -> None:
    """Every value that is not known says why, also in VB and F#."""
    if compiled.path.suffix == ".cs":
        pytest.skip("stated by the snippets of the other languages")
    silent = [
        f"{build}: {title}: {line}"
        for build, title, cls in compiled.classes()
        for line in undecided(cls)
        if line.endswith(": None")
    ]
    assert not silent, "\n".join(silent)


def test_no_decided_value_differs_from_a_run(compiled: Built) -> None:
    """Whatever is decided is what the connector answers under a CLR, for several configurations."""
    runtime = clr.require_clr(RUNTIMES.get(compiled.path.suffix))
    wrong: list[str] = []
    for build, assembly in compiled.assemblies.items():
        facts = compiled.facts[build]
        job = {"kind": "assembly", "path": str(assembly), "types": list(facts), "configurations": list(CONFIGURATIONS)}
        (report,) = clr.run_jobs([job], runtime, seconds_per_job=60.0)
        assert "crashed" not in report, report["crashed"]
        for type_, cls in facts.items():
            runs = [one for run in report["classes"][type_] for one in runs_of(run)]
            lines = dict.fromkeys(line for run in runs for line in disagreements(cls, run))
            if compiled.path.suffix != ".cs" and "[open]" not in compiled.title(type_):
                # A member that fails gives nothing to compare with.
                outcomes = [failure(outcome) for run in runs for outcome in run["members"].values()]
                lines |= dict.fromkeys(f"{type_} failed: {outcome}" for outcome in outcomes if outcome != "ok")
            wrong += [f"{build}: {compiled.title(type_)}: {line}" for line in lines]
    assert not wrong, "\n".join(wrong)
