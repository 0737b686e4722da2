"""``ecma2lint rules``: the rules, by id."""

from __future__ import annotations

import argparse

from ecma2lint.cli.common import emit
from ecma2lint.exit_status import ExitStatus
from ecma2lint.packs import load_packs
from ecma2lint.profiles import DEFAULT_PROFILE, load_profile


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``rules``."""
    parser.add_argument("--profile", default=DEFAULT_PROFILE, help="whose severities to show (default: %(default)s)")
    parser.add_argument("--format", choices=("text", "json"), default="text")


def execute(options: argparse.Namespace) -> ExitStatus:
    """List every rule with the severity it has in the profile."""
    packs = load_packs()
    profile = load_profile(options.profile, packs.profile_folders)
    severities = {rule.id: profile.severity_of(rule.id, rule.severity) for rule in packs.rules}
    if options.format == "json":
        import json

        from ecma2lint.rule_entry import rule_entry

        entries = [{**rule_entry(rule), "profile_severity": severities[rule.id]} for rule in packs.rules]
        emit(json.dumps(entries, indent=2, ensure_ascii=False) + "\n")
        return ExitStatus.OK
    width = max(len(rule.name) for rule in packs.rules)
    for rule in packs.rules:
        severity = severities[rule.id]
        emit(f"{rule.id}  {rule.name:{width}}  {severity.value if severity else 'off':7}  {rule.title}\n")
    return ExitStatus.OK
