"""The command line: parses, calls one module per command, prints. No logic lives here."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Collection
from importlib import import_module

from ecma2lint import __version__
from ecma2lint.exit_status import MEANINGS, ExitStatus
from ecma2lint.faults import FaultError

#: command -> one line of help; the module of that name offers ``add_arguments(parser)`` and ``execute(options)``.
COMMANDS = {
    "check": "judge connectors by a profile",
    "inspect": "print the facts of connectors, without judging them",
    "explain": "show what a rule or a control is about",
    "rules": "list the rules",
    "profiles": "list the profiles",
    "report": "render, merge or compare stored results",
    "config": "show, check or describe the settings",
    "baseline": "accept what is there, so that only new findings count",
    "waivers": "list or check the exceptions that somebody owns",
    "init": "write a settings file, and on request a hook and a CI file",
    "completion": "print the completion script of a shell",
}

EXAMPLES = """examples:
  ecma2lint check bin/Release      judge the connectors in a folder
  ecma2lint explain full-export    what a rule or control is about, and how to silence it
  ecma2lint init --hook            a settings file and a commit hook
  ecma2lint baseline create        accept what is there, so that only new findings count
"""


def run(arguments: list[str]) -> int:
    """Run one command.

    Args:
        arguments: those behind the program's name.

    Returns:
        An :class:`ExitStatus`.
    """
    _prepare_streams()
    # A run is short and keeps most of what it allocates: the default threshold collects a growing syntax tree again and again.
    gc.set_threshold(200_000, 20, 20)
    try:
        wanted = next((argument for argument in arguments if argument in COMMANDS), None)
        options = make_parser([wanted] if wanted else []).parse_args(arguments)
        options.arguments = arguments
        return int(import_module(f"{__name__}.{options.command}").execute(options))
    except FaultError as error:
        print(f"ecma2lint: error: {error}", file=sys.stderr)
        return int(ExitStatus.ERROR)
    except BrokenPipeError:
        # The reader of our output went away (`| head`): that is its choice, not an error to report on a closed pipe.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return int(ExitStatus.OK)
    except KeyboardInterrupt:
        print("ecma2lint: interrupted", file=sys.stderr)
        return 130


def _prepare_streams() -> None:
    """Let no character end in a traceback: what a console cannot show is escaped."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            reconfigure(errors="backslashreplace")


def make_parser(wanted: Collection[str]) -> argparse.ArgumentParser:
    """The parser; only the arguments of the wanted commands are declared, so that no other command's module is imported."""
    statuses = "\n".join(f"  {int(status)}  {meaning}" for status, meaning in MEANINGS.items())
    parser = argparse.ArgumentParser(
        prog="ecma2lint",
        description="A static compliance linter for ECMA 2.0 connectors: .NET assemblies and Python sources.",
        epilog=f"{EXAMPLES}\nexit status:\n{statuses}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"ecma2lint {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, text in COMMANDS.items():
        command = commands.add_parser(
            name, help=text, description=text.capitalize() + ".", formatter_class=argparse.RawDescriptionHelpFormatter
        )
        if name in wanted:
            import_module(f"{__name__}.{name}").add_arguments(command)
    return parser
