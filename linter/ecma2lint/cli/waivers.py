"""``ecma2lint waivers``: the exceptions that somebody owns."""

from __future__ import annotations

import argparse
import json
import os
from datetime import date
from pathlib import Path

from ecma2lint.cli.check import run_plan
from ecma2lint.cli.common import add_input_arguments, add_settings_arguments, emit, settings_of, shown_path, source_text, tell
from ecma2lint.dispositions import idle, judged_waivers
from ecma2lint.exit_status import ExitStatus
from ecma2lint.faults import FaultError
from ecma2lint.planning import plan_run
from ecma2lint.settings import Settings
from ecma2lint.waivers import FILE_NAME, Waiver, load_waivers, today

EXAMPLES = f"""examples:
  ecma2lint waivers list                   every waiver with the days it has left
  ecma2lint waivers check bin/Release      fail when one is malformed, expired, or covers nothing

a waiver in {FILE_NAME}, which the settings name with `waivers = "{FILE_NAME}"`:
  [[waivers]]
  control = "full-export"         # or: rule = "ECMA202"
  target = "Contoso.dll"          # a glob; with a slash it is seen from the folder of this file
  owner = "identity@contoso.example"
  reason = "the vendor ships the fix in March"
  created = 2026-01-15
  expires = 2026-03-31
  ticket = "ID-1234"              # optional, as is type = "Contoso.Connector"
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the commands of ``waivers``."""
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="show every waiver with the days it has left")
    listing.add_argument("--format", choices=("text", "json"), default="text")
    checking = actions.add_parser("check", help="fail when a waiver is malformed, expired or unused")
    add_input_arguments(checking)
    for parser_ in (listing, checking):
        add_settings_arguments(parser_)
        parser_.add_argument("--waivers", metavar="FILE", help=f"the file (default: that of the settings, else {FILE_NAME})")


def execute(options: argparse.Namespace) -> ExitStatus:
    """List or check the waivers.

    Raises:
        FaultError: when settings or the file are faulty.
    """
    settings = settings_of(options)
    day = today(os.environ)
    if options.action == "check":
        return _check(options, settings, day)
    waivers, faults = load_waivers(_file(settings))
    if options.format == "json":
        emit(json.dumps([_entry(waiver, day) for waiver in waivers], indent=2, ensure_ascii=False) + "\n")
    else:
        for waiver in sorted(waivers, key=lambda one: (one.expires, one.place)):
            emit(f"{_line(waiver, day)}\n")
        if not waivers and not faults:
            emit("no waiver\n")
    for fault in faults:
        tell(f"error: {fault}")
    return ExitStatus.ERROR if faults else ExitStatus.OK


def _file(settings: Settings) -> Path:
    file = settings.path("waivers")
    if file is None:
        file = Path(FILE_NAME)
        if not file.exists():
            raise FaultError(
                "waivers", f"the settings name no file of waivers, and there is no {FILE_NAME} here", "name one with --waivers"
            )
    return file


def _left(waiver: Waiver, day: date) -> str:
    days = waiver.days_left(day)
    if days < 0:
        return f"expired {-days} day{'' if days == -1 else 's'} ago"
    return f"{days} day{'' if days == 1 else 's'} left"


def _line(waiver: Waiver, day: date) -> str:
    kind = "control" if waiver.is_control else "rule"
    target = f"{waiver.target}!{waiver.type}" if waiver.type else waiver.target
    ticket = f", {waiver.ticket}" if waiver.ticket else ""
    return (
        f"{waiver.expires}  {_left(waiver, day)}: {kind} {waiver.subject} for {target}\n"
        f"    {waiver.reason} ({waiver.owner}{ticket}; {waiver.place})"
    )


def _entry(waiver: Waiver, day: date) -> dict[str, object]:
    return {
        "control" if waiver.is_control else "rule": waiver.subject,
        "target": waiver.target,
        "type": waiver.type,
        "owner": waiver.owner,
        "reason": waiver.reason,
        "created": waiver.created.isoformat(),
        "expires": waiver.expires.isoformat(),
        "ticket": waiver.ticket,
        "days_left": waiver.days_left(day),
    }


def _check(options: argparse.Namespace, settings: Settings, day: date) -> ExitStatus:
    """Judge the targets and hold the waivers against what is found."""
    if not settings.waivers:
        options.waivers = str(_file(settings))
        settings = settings_of(options)
    planned = plan_run(settings, day, source_text, baseline=False)
    verdicts = run_plan(options.paths, planned)
    exceptions = planned.plan.exceptions
    for fault in planned.faults:
        tell(f"error: {fault}")
    broken = [verdict.target for verdict in verdicts if verdict.target.error]
    for target in broken:
        tell(f"error: {target.path}: {target.error}")
    judged = judged_waivers(verdicts, exceptions, planned.plan.profile, planned.plan.names)
    unused = [f"{one.place}: covers nothing that is found" for waivers in judged for one in waivers if not one.used]
    unused += [f"{one.place}: names {one.target}, which is no target here" for one in idle(verdicts, exceptions.waivers)]
    for line in unused:
        emit(f"{line}\n")
    if planned.faults or broken:
        return ExitStatus.ERROR
    if unused:
        emit(f"remove what is not needed from {shown_path(_file(settings))}\n")
        return ExitStatus.FAILED
    emit(f"{len(exceptions.waivers)} waivers, all in force and in use\n")
    return ExitStatus.OK
