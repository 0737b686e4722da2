"""``ecma2lint check --fix`` and ``--diff``: correct Python sources, or show what would be corrected."""

from __future__ import annotations

import difflib
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import cast

from ecma2lint.atomic import write_bytes_atomically
from ecma2lint.cli.common import source_text, tell
from ecma2lint.engine import Plan, judge
from ecma2lint.excerpts import Sources
from ecma2lint.facts import TargetKind
from ecma2lint.faults import FaultError
from ecma2lint.fixes import FIXERS
from ecma2lint.fixes.engine import Repair, repair
from ecma2lint.planning import Planned
from ecma2lint.readers import python
from ecma2lint.readers.python.options import Dialect, PythonOptions
from ecma2lint.readers.source import Source
from ecma2lint.records import replace
from ecma2lint.settings import Settings
from ecma2lint.verdicts import TargetVerdict


def mend(verdicts: Iterable[TargetVerdict], planned: Planned, *, diff: bool, unsafe: bool, quiet: bool) -> bool:
    """Correct the Python sources of a run, one by one, and say on standard error what was done and what was left.

    Args:
        verdicts: those of the run; assemblies and targets in error are left alone.
        planned: the run's plan, by which the corrected sources are judged as well.
        diff: write nothing, and print a unified diff instead.
        unsafe: make fixes too that change what the code means.
        quiet: say only what failed.

    Returns:
        Whether anything was written, or would be.

    Raises:
        FaultError: when libcst is not installed, or a file cannot be written.
    """
    if find_spec("libcst") is None:
        option = "--diff" if diff else "--fix"
        raise FaultError(option, "the package libcst is not installed", "run `pip install ecma2lint[fix]`")
    changed = False
    for repaired in _repairs(verdicts, planned, unsafe):
        if repaired.changed and diff:
            _print_diff(repaired)
        elif repaired.changed:
            _write(repaired)
        changed = changed or repaired.changed
        for line in _told(repaired, diff, quiet):
            tell(line)
    return changed


def refreshed(planned: Planned) -> Planned:
    """The plan without what it remembers of sources that have been written since."""
    return replace(planned, plan=_reading(planned.plan, None, None))


def _repairs(verdicts: Iterable[TargetVerdict], planned: Planned, unsafe: bool) -> Iterator[Repair]:
    options = _python_options(planned.settings)
    for verdict in verdicts:
        target = verdict.target
        if target.kind is not TargetKind.PYTHON or target.error is not None or not _fixable(verdict):
            continue
        path = Path(target.path)
        try:
            source = Source(path, target.path, path.read_bytes())
        except OSError as error:
            raise FaultError(target.path, f"cannot be read: {error.strerror}", "run again") from error

        def judged(changed: Source) -> TargetVerdict:
            plan = _reading(planned.plan, changed.display, _text(changed.data))
            return judge(python.read(changed, options), plan)

        yield repair(source, judged, unsafe=unsafe)


def _fixable(verdict: TargetVerdict) -> bool:
    return any(result.rule in FIXERS and result.new_findings for result in verdict.rules)


def _python_options(settings: Settings) -> PythonOptions:
    return PythonOptions(dialect=cast(Dialect, settings.dialect), entry_points=settings.entry_point)


def _text(data: bytes) -> str | None:
    """The text of a source as :func:`source_text` gives it."""
    try:
        return data.decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None


def _reading(plan: Plan, path: str | None, text: str | None) -> Plan:
    """The plan with fresh source lines, which fingerprints need; those of one path are given."""

    def read(wanted: str) -> str | None:
        return text if wanted == path else source_text(wanted)

    return replace(plan, exceptions=replace(plan.exceptions, sources=Sources(read)))


def _write(repaired: Repair) -> None:
    source = repaired.source
    try:
        if source.path.read_bytes() != repaired.before:
            raise FaultError(source.display, "has changed while it was being fixed", "run again")
        write_bytes_atomically(source.path, repaired.after)
    except OSError as error:
        raise FaultError(source.display, f"cannot be written: {error.strerror}", "grant write access to it") from error


def _told(repaired: Repair, diff: bool, quiet: bool) -> Iterator[str]:
    name = repaired.source.display
    if repaired.failure is not None:
        yield f"{name}: not fixed, the file is as it was: {repaired.failure}"
    if quiet:
        return
    for done in repaired.done:
        yield f"{_place(name, done.line)}: {'would be fixed' if diff else 'fixed'}: {done.sentence} ({', '.join(done.rules)})"
    unsafe: dict[tuple[int | None, str, str], list[str]] = {}
    for left in repaired.left:
        unsafe.setdefault((left.line, left.unsafe, left.reason), []).append(left.rule)
    for (line, sentence, reason), rules in unsafe.items():
        why = f"{sentence}: {reason}; --unsafe-fixes does it" if sentence else reason
        yield f"{_place(name, line)}: not fixed: {why} ({', '.join(rules)})"


def _place(name: str, line: int | None) -> str:
    return f"{name}:{line}" if line else name


def _print_diff(repaired: Repair) -> None:
    """Print the difference; to a file or pipe in the source's own bytes, so that it can be applied."""
    before, after = (_lines(data, repaired.encoding) for data in (repaired.before, repaired.after))
    name = repaired.source.display
    text = "".join(_marked(difflib.unified_diff(before, after, f"a/{name}", f"b/{name}")))
    buffer = getattr(sys.stdout, "buffer", None)
    if buffer is None or sys.stdout.isatty():
        sys.stdout.write(text)
    else:
        sys.stdout.flush()
        buffer.write(text.encode(repaired.encoding, "backslashreplace"))
        buffer.flush()


def _lines(data: bytes, encoding: str) -> Sequence[str]:
    return [line for line in re.split(r"(?<=\n)", data.decode(encoding)) if line]


def _marked(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a diff, with the mark that tools expect behind a last line without an end."""
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
