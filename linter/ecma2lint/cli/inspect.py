"""``ecma2lint inspect``: the facts alone."""

from __future__ import annotations

import argparse
import json
import sys

from ecma2lint.cli.common import add_input_arguments, add_settings_arguments, emit, settings_of, targets
from ecma2lint.exit_status import ExitStatus
from ecma2lint.facts_json import facts_document
from ecma2lint.facts_text import facts_text

EXAMPLES = """examples:
  ecma2lint inspect bin/Contoso.dll                        what the linter reads from an assembly
  ecma2lint inspect connectors --format json > facts.json  the facts document, for a program
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``inspect``."""
    add_input_arguments(parser)
    add_settings_arguments(parser)
    parser.epilog = EXAMPLES
    parser.add_argument("--format", choices=("text", "json"), default="text", help="text for people, json for programs")


def execute(options: argparse.Namespace) -> ExitStatus:
    """Print the facts of all targets."""
    found = list(targets(options.paths, settings_of(options)))
    if options.format == "json":
        emit(json.dumps(facts_document(found), indent=2, ensure_ascii=False) + "\n")
    else:
        emit("\n".join(facts_text(target) for target in found))
    for target in found:
        if target.error:
            print(f"ecma2lint: error: {target.path}: {target.error}", file=sys.stderr)
    if any(target.error for target in found):
        return ExitStatus.ERROR
    if not found:
        print("ecma2lint: nothing to inspect: no connector found; name an assembly or a Python source", file=sys.stderr)
        return ExitStatus.NOTHING
    return ExitStatus.OK
