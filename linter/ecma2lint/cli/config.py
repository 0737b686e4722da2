"""``ecma2lint config``: the effective settings, their check, and their schema."""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ecma2lint.cli.common import add_rule_arguments, add_settings_arguments, emit, settings_of, shown_path, tell
from ecma2lint.exit_status import ExitStatus
from ecma2lint.facts import Target, TargetKind
from ecma2lint.faults import FaultError
from ecma2lint.planning import Planned, plan_run
from ecma2lint.selection import Choice
from ecma2lint.settings import Settings, find_file, json_schema, keys, load_settings
from ecma2lint.waivers import today

EXAMPLES = """examples:
  ecma2lint config show                     every setting with its source, and why each rule is on or off
  ecma2lint config show bin/Contoso.dll     the same for one target, with its per-target-ignores
  ecma2lint config validate                 check the settings, the waivers and the baseline
  ecma2lint config schema > settings.json   the JSON Schema, for editors
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the commands of ``config``."""
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    show = actions.add_parser("show", help="the effective settings with the source of each value")
    show.add_argument("path", nargs="?", metavar="PATH", help="a target, to see its per-target-ignores at work")
    show.add_argument("--format", choices=("text", "json"), default="text")
    add_settings_arguments(show)
    add_rule_arguments(show)
    validate = actions.add_parser("validate", help="check a settings file and what it names")
    validate.add_argument("file", nargs="?", metavar="FILE", help="the settings file (default: the nearest upward)")
    actions.add_parser("schema", help="print the JSON Schema of the settings")


def execute(options: argparse.Namespace) -> ExitStatus:
    """Show, check or describe the settings.

    Raises:
        FaultError: when they are faulty.
    """
    if options.action == "schema":
        emit(json.dumps(json_schema(), indent=1, ensure_ascii=False) + "\n")
        return ExitStatus.OK
    if options.action == "validate":
        return _validate(options.file)
    planned = plan_run(settings_of(options), today(os.environ))
    emit(_json(planned, options.path) if options.format == "json" else _text(planned, options.path))
    return _tell_faults(planned)


def _validate(given: str | None) -> ExitStatus:
    file = Path(given) if given else find_file(Path())
    if file is None:
        raise FaultError("settings", "there is no settings file here or above", "run `ecma2lint init`, or name the file")
    planned = plan_run(load_settings(Path(), {}, file=file), today(os.environ))
    status = _tell_faults(planned)
    if status is ExitStatus.OK:
        emit(f"{shown_path(file)}: no fault found\n")
    return status


def _tell_faults(planned: Planned) -> ExitStatus:
    for fault in planned.faults:
        tell(f"error: {fault}")
    return ExitStatus.ERROR if planned.faults else ExitStatus.OK


def _text(planned: Planned, path: str | None) -> str:
    settings = planned.settings
    lines = [f"settings file: {shown_path(settings.file) if settings.file else 'none; run `ecma2lint init` to write one'}", ""]
    rows = [(f"{key} = {_toml(getattr(settings, name))}", settings.origins[name]) for key, name, _, _ in keys()]
    width = min(max(len(row) for row, _ in rows), 60)
    lines += [f"{row:{width}}  # {origin}" for row, origin in rows]
    lines += ["", f"rules{f' for {path}' if path else ''}", ""]
    names = max(len(choice.rule.name) for choice in planned.choices)
    lines += [f"{choice.rule.id}  {choice.rule.name:{names}}  {_why(choice, planned, path)}" for choice in planned.choices]
    return "\n".join(lines) + "\n"


def _why(choice: Choice, planned: Planned, path: str | None) -> str:
    if path and choice.severity and not planned.plan.profile.is_mandatory(choice.rule.id):
        target = Target(Path(path).as_posix(), TargetKind.ASSEMBLY)
        for ignore in planned.plan.exceptions.ignores:
            if choice.rule.id in ignore.rules and ignore.covers(target):
                part = f" for the type {ignore.type}" if ignore.type else ""
                return f"off{part}: per-target-ignores of {ignore.origin}: {ignore.glob}"
    return choice.why


def _json(planned: Planned, path: str | None) -> str:
    settings = planned.settings
    document = {
        "file": shown_path(settings.file) if settings.file else None,
        "settings": dict(_entries(settings)),
        "rules": [
            {
                "id": choice.rule.id,
                "name": choice.rule.name,
                "severity": choice.severity.value if choice.severity else None,
                "why": _why(choice, planned, path),
                "options": {name: choice.rule.options[name].default for name in choice.rule.options},
            }
            for choice in planned.choices
        ],
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _entries(settings: Settings) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, name, _, _ in keys():
        yield key, {"value": getattr(settings, name), "source": settings.origins[name]}


def _toml(value: object) -> str:
    """A value as a settings file writes it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, tuple):
        return f"[{', '.join(_toml(item) for item in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {_toml(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False)
