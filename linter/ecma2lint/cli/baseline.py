"""``ecma2lint baseline``: accept what is there, so that only new findings count."""

from __future__ import annotations

import argparse
import os
from itertools import groupby
from pathlib import Path

from ecma2lint.baseline import (
    FILE_NAME,
    Baseline,
    Entry,
    entries_of,
    fixed,
    load_baseline,
    make_baseline,
    write_baseline,
)
from ecma2lint.cli.check import run_plan
from ecma2lint.cli.common import (
    add_input_arguments,
    add_rule_arguments,
    add_settings_arguments,
    emit,
    settings_of,
    shown_path,
    source_text,
    tell,
)
from ecma2lint.exit_status import ExitStatus
from ecma2lint.faults import FaultError
from ecma2lint.fingerprints import stable_name
from ecma2lint.planning import Planned, plan_run
from ecma2lint.profiles import load_profile
from ecma2lint.settings import Settings
from ecma2lint.verdicts import TargetVerdict
from ecma2lint.waivers import today

EXAMPLES = f"""examples:
  ecma2lint baseline create        accept every finding below this folder, in {FILE_NAME}
  ecma2lint baseline show          what is accepted
  ecma2lint baseline update        take out what was fixed; nothing is ever added

`baseline = "{FILE_NAME}"` in the settings, or --baseline, makes `ecma2lint check` use it.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the commands of ``baseline``."""
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    create = actions.add_parser("create", help="write a baseline of what is found now")
    create.add_argument("--force", action="store_true", help="replace the file that is there")
    update = actions.add_parser("update", help="take out what is no longer found; never adds anything")
    update.add_argument("--prune", action="store_true", help="take out the findings of targets that are no longer there, too")
    show = actions.add_parser("show", help="show what the baseline accepts")
    for parser_ in (create, update):
        add_input_arguments(parser_)
        add_rule_arguments(parser_)
    for parser_ in (create, update, show):
        add_settings_arguments(parser_)
        parser_.add_argument("--baseline", metavar="FILE", help=f"the file (default: that of the settings, else {FILE_NAME})")


def execute(options: argparse.Namespace) -> ExitStatus:
    """Create, update or show the baseline.

    Raises:
        FaultError: when settings or the file are faulty, or ``create`` would overwrite.
    """
    settings = settings_of(options)
    file = settings.path("baseline") or Path(FILE_NAME)
    if options.action == "show":
        return _show(file, settings)
    if options.action == "create" and file.exists() and not options.force:
        raise FaultError(shown_path(file), "is there already", "run `ecma2lint baseline update`, or add --force to start anew")
    planned = plan_run(settings, today(os.environ), source_text, baseline=False)
    old = load_baseline(file, planned.plan.profile.id) if options.action == "update" else None
    verdicts = run_plan(options.paths, planned)
    if _broken(planned, verdicts):
        return ExitStatus.ERROR
    if not verdicts:
        tell(f"{', '.join(options.paths)}: no connector found, so the baseline is left alone; name a folder that holds one")
        return ExitStatus.NOTHING
    if old is None:
        return _create(file, planned, verdicts)
    return _update(file, old, planned, verdicts, prune=options.prune)


def _broken(planned: Planned, verdicts: list[TargetVerdict]) -> bool:
    """Whether anything could not be judged: a baseline of half the truth would hide the rest later."""
    faults = [str(fault) for fault in planned.faults]
    faults += [f"{verdict.target.path}: {verdict.target.error}" for verdict in verdicts if verdict.target.error]
    for fault in faults:
        tell(f"error: {fault}")
    return bool(faults)


def _create(file: Path, planned: Planned, verdicts: list[TargetVerdict]) -> ExitStatus:
    profile = planned.plan.profile
    sources = planned.plan.exceptions.sources
    found = [entry for verdict in verdicts for entry in entries_of(verdict, sources)]
    left_out = [entry for entry in found if profile.is_mandatory(entry.rule)]
    baseline = make_baseline(profile.id, (entry for entry in found if not profile.is_mandatory(entry.rule)))
    write_baseline(file, baseline)
    emit(f"{shown_path(file)}: {len(baseline.entries)} findings of {len(verdicts)} targets are accepted\n")
    if left_out:
        emit(f"{len(left_out)} findings of mandatory controls are not: nobody may silence them\n")
    if not planned.settings.baseline:
        emit(f'add `baseline = "{file.as_posix()}"` to the settings, then run `ecma2lint check`\n')
    return ExitStatus.OK


def _update(file: Path, old: Baseline, planned: Planned, verdicts: list[TargetVerdict], *, prune: bool) -> ExitStatus:
    sources = planned.plan.exceptions.sources
    gone = set(fixed(old, verdicts, sources))
    judged = {stable_name(verdict.target) for verdict in verdicts}
    absent = [entry for entry in old.entries if entry.target not in judged]
    if prune:
        gone |= set(absent)
    accepted = old.accepted
    new = [entry for verdict in verdicts for entry in entries_of(verdict, sources) if entry.fingerprint not in accepted]
    write_baseline(file, make_baseline(old.profile, (entry for entry in old.entries if entry not in gone)))
    for entry in sorted(gone):
        emit(f"fixed: {_line(entry)}\n")
    emit(f"{shown_path(file)}: {len(gone)} findings taken out, {len(old.entries) - len(gone)} remain\n")
    if new:
        emit(f"{len(new)} findings are not in it, and were not added: mend them, or waive them; see `ecma2lint check`\n")
    if absent and not prune:
        names = ", ".join(sorted({entry.target for entry in absent}))
        emit(f"kept, though not examined: {names}; if they are gone for good, add --prune\n")
    return ExitStatus.OK


def _show(file: Path, settings: Settings) -> ExitStatus:
    from ecma2lint.planning import packs_of

    profile = load_profile(settings.profile, packs_of(settings).profile_folders)
    baseline = load_baseline(file, profile.id)
    for target, entries in groupby(baseline.entries, key=lambda entry: entry.target):
        emit(f"{target}\n")
        for entry in entries:
            emit(f"    {entry.rule}  {entry.message}\n")
    emit(f"{shown_path(file)}: {len(baseline.entries)} findings accepted, profile {baseline.profile}\n")
    return ExitStatus.OK


def _line(entry: Entry) -> str:
    return f"{entry.target}: {entry.rule} {entry.message}"
