"""Measures ecma2lint against named peers and prints ratios; the limits are those of the project's issues.

    python tests/bench/bench.py [--runs N]

Each pair runs alternately in one go, and the smallest of N times counts, so that what else the machine does hits both alike.
Peers that are not installed are left out, and the output says so. The exit status is 1 when a ratio misses its limit.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "fixtures" / "toolchain"))
sys.path.insert(0, str(ROOT / "tests" / "bench"))

from sources import calls, csharp_connector, python_connector  # noqa: E402

PYTHON = sys.executable
CONTRACT = ROOT / "fixtures" / "contract" / "bin" / "Microsoft.MetadirectoryServicesEx.dll"
PLUMBING = ROOT / "fixtures" / "toolchain" / "Plumbing.cs"


@dataclass(frozen=True)
class Measured:
    """One pair: seconds of ours and of the peer, and the ratio that must not be exceeded."""

    what: str
    peer: str
    ours: float
    theirs: float
    limit: float

    @property
    def ratio(self) -> float:
        """Ours over theirs."""
        return self.ours / self.theirs


def smallest(ours: Callable[[], object], theirs: Callable[[], object], runs: int) -> tuple[float, float]:
    """The smallest time of each, in seconds, over alternating runs; one run of each warms the caches first."""
    ours()
    theirs()
    times: tuple[list[float], list[float]] = ([], [])
    for _ in range(runs):
        for call, into in ((ours, times[0]), (theirs, times[1])):
            began = time.perf_counter()
            call()
            into.append(time.perf_counter() - began)
    return min(times[0]), min(times[1])


def process(*command: str, codes: Sequence[int] = (0,)) -> Callable[[], object]:
    """A call that runs a command to its end, and insists on its exit status."""

    def call() -> None:
        environment = dict(os.environ, PYTHONDONTWRITEBYTECODE="")
        ended = subprocess.run(command, capture_output=True, check=False, env=environment)
        if ended.returncode not in codes:
            raise SystemExit(f"{' '.join(command)} ended with {ended.returncode}: {ended.stderr.decode(errors='replace')[-400:]}")

    return call


def version(runs: int) -> Measured:
    """``--version`` against an empty interpreter."""
    ours, theirs = smallest(process(PYTHON, "-m", "ecma2lint", "--version"), process(PYTHON, "-c", "pass"), runs * 3)
    return Measured("--version", "python -c pass", ours, theirs, 3.0)


def one_assembly(folder: Path, runs: int) -> Measured | str:
    """``check`` on one connector assembly of 30 to 100 KB against Gendarme on the same file."""
    gendarme = shutil.which("gendarme")
    if not gendarme:
        return "check on one assembly: Gendarme is not installed"
    import build

    source = folder / "Connector.cs"
    source.write_text(csharp_connector(180), encoding="utf-8")
    assembly = folder / "Bench.dll"
    try:
        build.compile([source, PLUMBING], "csharp", "roslyn-release", assembly, [CONTRACT])
    except build.CompileError as error:
        return f"check on one assembly: no compiler: {error}"
    shutil.copy(CONTRACT, folder)
    size = assembly.stat().st_size
    ours, theirs = smallest(
        process(PYTHON, "-m", "ecma2lint", "check", str(assembly), codes=(0, 1)),
        process(gendarme, "--quiet", "--html", str(folder / "g.html"), str(assembly), codes=(0, 1)),
        runs,
    )
    return Measured(f"check, assembly of {size:,} bytes", "gendarme", ours, theirs, 0.35)


def python_source(folder: Path, runs: int) -> Measured:
    """``check`` on a Python connector of 5,000 lines against ``ast.parse`` alone, whole processes."""
    source = folder / "connector.py"
    source.write_text(python_connector(5000), encoding="utf-8")
    parse = f"import ast; ast.parse(open({str(source)!r}, encoding='utf-8').read())"
    ours, theirs = smallest(
        process(PYTHON, "-m", "ecma2lint", "check", str(source), codes=(0, 1)), process(PYTHON, "-c", parse), runs
    )
    return Measured("check, Python of 5,000 lines", "ast.parse", ours, theirs, 3.0)


def hook(folder: Path, runs: int) -> Measured:
    """What a commit hook costs on a small connector, against an empty interpreter: there is no limit, but a figure."""
    source = folder / "connector.py"
    source.write_text(python_connector(60), encoding="utf-8")
    ours, theirs = smallest(
        process(PYTHON, "-m", "ecma2lint", "check", "--hook", str(source), codes=(0, 1)), process(PYTHON, "-c", "pass"), runs
    )
    return Measured("check --hook, small connector", "python -c pass", ours, theirs, float("inf"))


def straight_calls(folder: Path, runs: int) -> list[Measured | str]:
    """Evaluating a member of 10,000 straight calls against one of 1,000, in this process: linear in the size of the code."""
    import build

    from ecma2lint.readers import assembly, python
    from ecma2lint.readers.source import Source

    results: list[Measured | str] = []
    for language, suffix, read in (("csharp", ".dll", assembly.read), ("python", ".py", python.read)):
        sources: list[Source] = []
        for count in (10_000, 1_000):
            text = folder / f"Calls{count}.{'cs' if language == 'csharp' else 'py'}"
            text.write_text(calls(count, language), encoding="utf-8")
            path = text
            if language == "csharp":
                path = folder / f"Calls{count}{suffix}"
                try:
                    build.compile([text], "csharp", "roslyn-release", path, [CONTRACT])
                except build.CompileError as error:
                    results.append(f"straight calls in an assembly: no compiler: {error}")
                    break
            sources.append(Source(path, path.name, path.read_bytes()))
        if len(sources) == 2:
            for source in sources:
                capabilities = read(source).classes[0].capabilities
                if capabilities is None or not capabilities.values["FullExport"].known:
                    raise SystemExit(f"{source.display}: the straight calls were not followed to the end")
            large, small = sources
            ours, theirs = smallest(partial(read, large), partial(read, small), max(3, runs // 3))
            results.append(Measured(f"10,000 straight calls, {language}", "1,000 of them", ours, theirs, 15.0))
    return results


def folder_of_others(runs: int) -> Measured | str:
    """``check`` on 1,000+ assemblies that are no connectors against reading the same bytes, in a process each."""
    sdk = Path(os.environ.get("ECMA2LINT_TOOLCHAIN", ROOT / ".toolchain")) / "dotnet"
    files = sorted(sdk.rglob("*.dll"))
    if len(files) < 1000:
        return "folder of assemblies: the .NET SDK is not installed"
    read = (
        "import os, sys\n"
        "for folder, _, files in os.walk(sys.argv[1]):\n"
        "    for name in files:\n"
        "        if name.endswith(('.dll', '.exe')):\n"
        "            open(os.path.join(folder, name), 'rb').read()\n"
    )
    ours, theirs = smallest(
        process(PYTHON, "-m", "ecma2lint", "check", str(sdk), codes=(5,)),
        process(PYTHON, "-c", read, str(sdk)),
        max(3, runs // 3),
    )
    print(f"  {len(files):,} assemblies, {len(files) / ours:,.0f} files per second")
    return Measured(f"check, {len(files):,} other assemblies", "reading the bytes", ours, theirs, 5.0)


def main() -> int:
    """Run all pairs and print a line each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10)
    runs = parser.parse_args().runs
    missed = 0
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for result in (
            version(runs),
            one_assembly(folder, runs),
            python_source(folder, runs),
            folder_of_others(runs),
            hook(folder, runs),
            *straight_calls(folder, runs),
        ):
            if isinstance(result, str):
                print(f"left out: {result}")
                continue
            verdict = "ok" if result.ratio <= result.limit else "MISSED"
            missed += verdict == "MISSED"
            limit = f"limit {result.limit:4.2f}   {verdict}" if result.limit < 1000 else "no limit"
            print(
                f"{result.what:40} {result.ours * 1000:8.1f} ms   {result.peer:20} {result.theirs * 1000:8.1f} ms   "
                f"ratio {result.ratio:5.2f}   {limit}"
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
