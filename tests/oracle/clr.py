"""Finding a CLR that pythonnet can host, and running jobs in child processes under it.

Nothing of a CLR is ever loaded into the test process: a runtime that is not complete aborts the process that loads it
(Mono without ``netstandard.dll``, .NET Core without ICU), so a throw-away child decides whether one is usable.
"""

from __future__ import annotations

import functools
import importlib.util
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

HERE = Path(__file__).resolve().parent
REPOSITORY = HERE.parent.parent
FIXTURES = REPOSITORY / "fixtures"
CONTRACT_DLL = FIXTURES / "contract" / "bin" / "Microsoft.MetadirectoryServicesEx.dll"
HOST_SIMULATOR_DLL = FIXTURES / "toolchain" / "bin" / "HostSimulator.dll"
CHILD = HERE / "child.py"

#: Turns "there is no CLR here" from a skip into a failure; set where the oracle must run.
REQUIRE = "ECMA2LINT_REQUIRE_CLR"
#: Restricts the search to one runtime: ``mono`` or ``coreclr``.
CHOICE = "ECMA2LINT_CLR"

_FACADES = Path("/usr/lib/mono/4.5/Facades")
_PROBE_SECONDS = 60.0
_START_SECONDS = 30.0

Job = dict[str, Any]
Report = dict[str, Any]


@dataclass(frozen=True)
class Clr:
    """A usable runtime: its name (``mono``, ``coreclr``), the version it reports, and the environment a child needs."""

    name: str
    version: str
    environment: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class NoClr:
    """Why no runtime is usable, one line per runtime tried."""

    reason: str


@functools.cache
def find_clr(only: str | None = None) -> Clr | NoClr:
    """The first runtime that a throw-away child process could load; the verdict holds for the whole session.

    ``only`` names the one that is wanted: Mono lacks the run-time library of Visual Basic.
    """
    if importlib.util.find_spec("pythonnet") is None:
        return NoClr("pythonnet is not installed (extra [clr])")
    for dll in (CONTRACT_DLL, HOST_SIMULATOR_DLL):
        if not dll.is_file():
            return NoClr(f"{dll.name} is not built (make fixtures)")
    reasons = []
    for name, environment in _candidates():
        if only not in (None, name):
            continue
        found = _probe(name, environment)
        if isinstance(found, Clr):
            return found
        reasons.append(f"{name}: {found.reason}")
    return NoClr("; ".join(reasons) or f"no runtime of the name {only or os.environ.get(CHOICE)}")


def require_clr(only: str | None = None) -> Clr:
    """The runtime, or a skip with the reason; a failure where ``ECMA2LINT_REQUIRE_CLR`` is set."""
    found = find_clr(only)
    if isinstance(found, Clr):
        return found
    if os.environ.get(REQUIRE):
        pytest.fail(f"{REQUIRE} is set and there is no usable CLR: {found.reason}")
    pytest.skip(f"no usable CLR: {found.reason}")


def run_jobs(jobs: Sequence[Job], clr: Clr, *, seconds_per_job: float = 20.0) -> list[Report]:
    """Run jobs one after the other in a child; a job that kills or stalls the child is reported and the rest goes on in another.

    The reports come in the order of the jobs; one that did not end says ``{"crashed": reason}``.
    """
    reports: list[Report] = []
    while len(reports) < len(jobs):
        rest = jobs[len(reports) :]
        done, ending = _run_child(rest, clr, _START_SECONDS + seconds_per_job * len(rest))
        reports += done
        if len(done) < len(rest):
            reports.append({"crashed": ending})
    return reports


def run_batches(batches: Sequence[Sequence[Job]], clr: Clr) -> list[list[Report]]:
    """Run several batches, each in a child of its own, two at a time."""
    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(lambda batch: run_jobs(batch, clr), batches))


def _candidates() -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    choice = os.environ.get(CHOICE)
    if choice in (None, "", "mono"):
        facades = (("MONO_PATH", str(_FACADES)),) if _FACADES.is_dir() else ()
        yield "mono", (("MONO_DEBUG", "no-gdb-backtrace"), *facades)
    if choice in (None, "", "coreclr"):
        spec = importlib.util.find_spec("dotnetcore2")
        root = Path(spec.origin).parent / "bin" if spec and spec.origin else os.environ.get("DOTNET_ROOT", "")
        yield (
            "coreclr",
            (("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"), ("DOTNET_ROOT", str(root)), ("COMPlus_DbgEnableMiniDump", "0")),
        )


def _probe(name: str, environment: tuple[tuple[str, str], ...]) -> Clr | NoClr:
    reports, ending = _run_child([{"kind": "version"}], Clr(name, "", environment), _PROBE_SECONDS)
    if reports and "version" in reports[0]:
        return Clr(name, str(reports[0]["version"]), environment)
    return NoClr(str(reports[0].get("crashed")) if reports else ending)


def _run_child(jobs: Sequence[Job], clr: Clr, seconds: float) -> tuple[list[Report], str]:
    """Reports of the jobs that ended, and how the child ended."""
    with tempfile.TemporaryDirectory(prefix="ecma2lint-oracle-") as scratch:
        folder = Path(scratch)
        order, results = folder / "jobs.json", folder / "results.jsonl"
        parts = {"runtime": clr.name, "contract": str(CONTRACT_DLL), "simulator": str(HOST_SIMULATOR_DLL), "jobs": list(jobs)}
        parts["folders"] = [str(folder) for folder in _libraries()]
        order.write_text(json.dumps(parts), encoding="utf-8")
        environment = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHONNET", "DOTNET", "MONO"))}
        environment |= {**dict(clr.environment), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONHASHSEED": "0"}
        with subprocess.Popen(
            [sys.executable, "-W", "ignore", str(CHILD), str(order), str(results)],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        ) as child:
            try:
                _, noise = child.communicate(timeout=seconds)
                ending = f"the child ended with status {child.returncode}: {_last_line(noise)}"
            except subprocess.TimeoutExpired:
                child.kill()
                child.communicate()
                ending = f"no answer within {seconds:.0f} s"
        lines = results.read_text(encoding="utf-8").splitlines() if results.exists() else []
        return [json.loads(line) for line in lines], ending


def _libraries() -> Iterator[Path]:
    """Where FSharp.Core lies, which no fixture ships: beside the F# compiler."""
    root = Path(os.environ.get("ECMA2LINT_TOOLCHAIN") or REPOSITORY / ".toolchain")
    yield from (file.parent for file in sorted(root.glob("dotnet/sdk/*/FSharp/FSharp.Core.dll")))


def _last_line(noise: bytes) -> str:
    lines = [line.strip() for line in noise.decode("utf-8", "replace").splitlines() if line.strip()]
    wanted = [line for line in lines if "Error" in line or "Assertion" in line or "terminated" in line]
    return (wanted or lines or ["no message"])[-1][:300]
