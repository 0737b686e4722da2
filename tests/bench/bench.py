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
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(ROOT / "fixtures" / "toolchain"))
sys.path.insert(0, str(ROOT / "tests" / "bench"))

from sources import csharp_connector, python_connector  # noqa: E402

PYTHON = sys.executable
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
    contract = ROOT / "fixtures" / "contract" / "bin" / "Microsoft.MetadirectoryServicesEx.dll"
    try:
        build.compile([source, PLUMBING], "csharp", "roslyn-release", assembly, [contract])
    except build.CompileError as error:
        return f"check on one assembly: no compiler: {error}"
    shutil.copy(contract, folder)
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
        ):
            if isinstance(result, str):
                print(f"left out: {result}")
                continue
            verdict = "ok" if result.ratio <= result.limit else "MISSED"
            missed += verdict == "MISSED"
            print(
                f"{result.what:40} {result.ours * 1000:8.1f} ms   {result.peer:20} {result.theirs * 1000:8.1f} ms   "
                f"ratio {result.ratio:5.2f}   limit {result.limit:4.2f}   {verdict}"
            )
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
