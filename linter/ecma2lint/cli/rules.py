"""``ecma2lint rules``: the rules, by id."""

from __future__ import annotations

import argparse

from ecma2lint.cli.common import add_settings_arguments, emit, settings_of
from ecma2lint.exit_status import ExitStatus
from ecma2lint.planning import packs_of
from ecma2lint.profiles import load_profile

EXAMPLES = """examples:
  ecma2lint rules                       every rule, with its severity in the profile of the settings
  ecma2lint rules --profile mim-2016    in another profile; `ecma2lint explain RULE` says more of one
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``rules``."""
    add_settings_arguments(parser)
    parser.epilog = EXAMPLES
    parser.add_argument("--format", choices=("text", "json"), default="text")


def execute(options: argparse.Namespace) -> ExitStatus:
    """List every rule with the severity it has in the profile.

    Raises:
        FaultError: when settings, packs or profile are faulty.
    """
    settings = settings_of(options)
    packs = packs_of(settings)
    profile = load_profile(settings.profile, packs.profile_folders)
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
