"""Repairs one Python source: rounds of fixes until nothing changes, each held against a new reading of the source.

The source passes the reader's gate before any edit. After each round it must parse and the findings that were fixed must be
gone; otherwise it stays as it was, and the reason is told. Nothing is written here.
"""

from __future__ import annotations

import codecs
import io
import tokenize
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module

from ecma2lint.facts import TargetError, TargetKind
from ecma2lint.fixes import FIXERS
from ecma2lint.fixes.model import Declined, Edit, FetchByName, Fix, Fixer, Replace, Sheet, unique
from ecma2lint.readers.python.gate import Parsed, parse
from ecma2lint.readers.python.modules import Program
from ecma2lint.readers.source import Source
from ecma2lint.records import dataclass
from ecma2lint.verdicts import Finding, TargetVerdict

#: More rounds than fixes can need: each one corrects something that the one before has uncovered or put off.
ROUND_LIMIT = 16

Judge = Callable[[Source], TargetVerdict]


@dataclass(frozen=True)
class Done:
    """A fix that was made, the rules whose findings it settles, and the line of the first of them at that time."""

    rules: tuple[str, ...]
    line: int | None
    sentence: str


@dataclass(frozen=True)
class Left:
    """A finding that was left alone: why, and what a fix that is not safe would do (empty when there is none)."""

    rule: str
    line: int | None
    reason: str
    unsafe: str = ""


@dataclass(frozen=True)
class Repair:
    """What became of one source; ``after`` equals ``before`` when nothing is to be written.

    ``encoding`` is the codec of both; ``failure`` says why a source stays as it was although there are fixes for it.
    """

    source: Source
    after: bytes
    encoding: str = "utf-8"
    done: tuple[Done, ...] = ()
    left: tuple[Left, ...] = ()
    failure: str | None = None

    @property
    def before(self) -> bytes:
        """The bytes that were read."""
        return self.source.data

    @property
    def changed(self) -> bool:
        """Whether there is something to write."""
        return self.after != self.before


@dataclass(frozen=True)
class _Chosen:
    """A fix of this round with the findings it settles."""

    fix: Fix
    findings: tuple[tuple[str, Finding], ...]

    @property
    def key(self) -> tuple[str, str, str]:
        rule, finding = self.findings[0]
        return rule, finding.subject, self.fix.sentence

    @property
    def done(self) -> Done:
        rules = tuple(dict.fromkeys(rule for rule, _ in self.findings))
        return Done(rules, self.findings[0][1].location.line, self.fix.sentence)


class _RoundError(Exception):
    """The edits of a round came to nothing; the message says why."""


def repair(source: Source, judge: Judge, *, unsafe: bool) -> Repair:
    """Fix what can be fixed in one Python source.

    Args:
        source: the file, read.
        judge: reads and judges it; called again on what it becomes. Findings that do not count are not fixed.
        unsafe: whether fixes may be made that change what the code means.

    Returns:
        What it becomes, or why it stays as it is. Never raises on bad input.

    Raises:
        FaultError: when libcst is not installed and there is something to fix.
    """
    verdict = judge(source)
    if verdict.target.error is not None or verdict.target.kind is not TargetKind.PYTHON:
        return Repair(source, source.data)
    encoding = _encoding(source.data)
    refused: dict[tuple[str, str, str], str] = {}
    current, done = source, list[Done]()
    try:
        for _ in range(ROUND_LIMIT):
            parsed = _gated(current.data)
            sheet = Sheet(verdict.target, Program(current.path, current.display, parsed))
            chosen, left = _choose(verdict, sheet, unsafe, refused)
            if not chosen:
                return Repair(source, current.data, encoding, tuple(done), tuple(left))
            try:
                changed, verdict_after = _made(chosen, current, parsed, encoding, verdict, judge)
            except _RoundError:
                refusals = {
                    item.key: why for item in chosen if (why := _why_not(item, current, parsed, encoding, verdict, judge))
                }
                if not refusals:
                    raise
                refused |= refusals
                continue
            done += [item.done for item in chosen]
            current, verdict = changed, verdict_after
        raise _RoundError(f"it was still changing after {ROUND_LIMIT} rounds")
    except _RoundError as failure:
        return Repair(source, source.data, encoding, failure=str(failure))


def _made(
    chosen: list[_Chosen], source: Source, parsed: Parsed, encoding: str, verdict: TargetVerdict, judge: Judge
) -> tuple[Source, TargetVerdict]:
    """The source with the fixes made, and the verdict on it.

    Raises:
        _RoundError: when an edit does not hold, the result does not parse, or a finding is still there.
    """
    from ecma2lint.fixes.edits import EditError, apply_edits

    try:
        text = apply_edits(parsed.text, unique(edit for item in chosen for edit in item.fix.edits))
    except EditError as error:
        raise _RoundError(str(error)) from error
    changed = Source(source.path, source.display, _encoded(text, source.data, parsed, encoding))
    _gated(changed.data)
    after = judge(changed)
    if after.target.error is not None:
        raise _RoundError(f"it could not be read any more: {after.target.error.cause}")
    were, are = _counted(verdict), _counted(after)
    settled = Counter(_identity(rule, finding) for item in chosen for rule, finding in item.findings)
    for identity, count in settled.items():
        if are[identity] > were[identity] - count:
            raise _RoundError(f"the finding {identity[0]} was still there")
    return changed, after


def _why_not(item: _Chosen, source: Source, parsed: Parsed, encoding: str, verdict: TargetVerdict, judge: Judge) -> str | None:
    """Why one fix cannot be made even by itself, or None when it can."""
    try:
        _made([item], source, parsed, encoding, verdict, judge)
    except _RoundError as failure:
        return str(failure)
    return None


def _counted(verdict: TargetVerdict) -> Counter[tuple[str, str]]:
    return Counter(_identity(result.rule, finding) for result in verdict.rules for finding in result.new_findings)


def _identity(rule: str, finding: Finding) -> tuple[str, str]:
    return rule, finding.subject or finding.message


def _choose(
    verdict: TargetVerdict, sheet: Sheet, unsafe: bool, refused: dict[tuple[str, str, str], str]
) -> tuple[list[_Chosen], list[Left]]:
    """The fixes of a round, no two of which touch the same token, and what is left alone."""
    chosen: dict[tuple[Edit, ...], _Chosen] = {}
    left: list[Left] = []
    for rule, finding, fix in _fixes(verdict, sheet):
        line = finding.location.line
        if isinstance(fix, Declined):
            left.append(Left(rule, line, fix.reason))
            continue
        item = _Chosen(fix, ((rule, finding),))
        if item.key in refused:
            left.append(Left(rule, line, refused[item.key]))
        elif not fix.safe and not unsafe:
            left.append(Left(rule, line, fix.caution, fix.sentence))
        elif fix.edits in chosen:
            same = chosen[fix.edits]
            chosen[fix.edits] = _Chosen(same.fix, (*same.findings, (rule, finding)))
        else:
            chosen[fix.edits] = item
    candidates = list(chosen.values())
    if nones := sheet.parsed.enum_nones:
        # Nothing else can be done before the source parses.
        candidates = [item for item in candidates if any(isinstance(edit, FetchByName) for edit in item.fix.edits)]
        if len(candidates) < len(nones) and (candidates or chosen):
            missing = {none.location.line for none in nones} - {item.findings[0][1].location.line for item in candidates}
            where = f" at line {min(line for line in missing if line)}" if any(missing) else ""
            raise _RoundError(f"{nones[0].name}{where} must be corrected before anything else")
    return _compatible(candidates), left


def _compatible(candidates: Iterable[_Chosen]) -> list[_Chosen]:
    taken: list[Edit] = []
    kept: list[_Chosen] = []
    for item in candidates:
        if not any(_clash(edit, other) for edit in item.fix.edits for other in taken):
            taken += item.fix.edits
            kept.append(item)
    return kept


def _clash(left: Edit, right: Edit) -> bool:
    """Whether two edits touch the same token; the same edit twice is one."""
    if left == right:
        return False
    if left.place == right.place:
        return True
    return _inside(left, right) or _inside(right, left)


def _inside(inner: Edit, outer: Edit) -> bool:
    return isinstance(outer, Replace) and outer.place <= inner.place < outer.end


def _fixes(verdict: TargetVerdict, sheet: Sheet) -> Iterator[tuple[str, Finding, Fix | Declined]]:
    for result in verdict.rules:
        if result.rule not in FIXERS:
            continue
        fixer = _fixer(FIXERS[result.rule])
        for finding in result.new_findings:
            fix = fixer(finding, sheet)
            if fix is not None:
                yield result.rule, finding, fix


def _fixer(name: str) -> Fixer:
    module, _, function = name.partition(":")
    fixer: Fixer = getattr(import_module(f"ecma2lint.fixes.{module}"), function)
    return fixer


def _gated(data: bytes) -> Parsed:
    parsed = parse(data)
    if isinstance(parsed, TargetError):
        raise _RoundError(f"the result would not parse: {parsed.cause}")
    return parsed


def _encoding(data: bytes) -> str:
    """The codec of a source that has passed the gate."""
    name, _ = tokenize.detect_encoding(io.BytesIO(data).readline)
    return "utf-8" if name == "utf-8-sig" else name


def _encoded(text: str, before: bytes, parsed: Parsed, encoding: str) -> bytes:
    """A text as bytes the way the source has it: same encoding, same byte order mark."""
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    try:
        if mark + parsed.text.encode(encoding) != before:
            raise _RoundError(f"it cannot be written back as {encoding} without other changes")
        return mark + text.encode(encoding)
    except UnicodeEncodeError as error:
        raise _RoundError(f"the result cannot be written as {encoding}") from error
