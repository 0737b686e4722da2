"""``ecma2lint report``: work with stored results."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from pathlib import Path
from typing import Any

from ecma2lint.atomic import write_text_atomically
from ecma2lint.cli.common import can_encode, emit, use_color
from ecma2lint.exit_status import ExitStatus
from ecma2lint.faults import FaultError
from ecma2lint.report import BUILTIN, RenderOptions, render
from ecma2lint.report_ops import diff, merge, parse_result
from ecma2lint.result_types import ResultDocument

EXAMPLES = """examples:
  ecma2lint check bin --output json=result.json
  ecma2lint report render result.json --format html --output report.html
  ecma2lint report merge net.json python.json --output all.json
  ecma2lint report diff before.json after.json --format markdown

`merge` ends with the exit status that the runs together come to, `diff` with 1 when there are new findings.
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the commands of ``report``."""
    parser.epilog = EXAMPLES
    actions = parser.add_subparsers(dest="action", metavar="ACTION", required=True)
    rendering = actions.add_parser("render", help="make a report in any format from a stored result")
    rendering.add_argument(
        "file", metavar="RESULT", help="a file that `ecma2lint check --output json=FILE` wrote; - is standard input"
    )
    rendering.add_argument("--format", default="text", metavar="FORMAT", help="text (default), html, sarif, ...")
    merging = actions.add_parser("merge", help="join the results of several runs, as of a matrix of jobs")
    merging.add_argument("files", nargs="+", metavar="RESULT")
    merging.add_argument("--format", default="json", metavar="FORMAT", help="json (default), text, html, ...")
    comparing = actions.add_parser("diff", help="what changed from an old result to a new one")
    comparing.add_argument("old", metavar="OLD")
    comparing.add_argument("new", metavar="NEW")
    comparing.add_argument("--format", default="text", choices=("text", "markdown", "json"))
    for parser_ in (rendering, merging, comparing):
        parser_.add_argument("--output", metavar="FILE", help="write to a file instead of standard output")
        parser_.add_argument("--quiet", "-q", action="store_true", help="only what fails, is undecided or in error")
        parser_.add_argument("--verbose", "-v", action="store_true", help="passes with their evidence too")
        parser_.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: %(default)s")


def execute(options: argparse.Namespace) -> ExitStatus:
    """Render, merge or compare.

    Raises:
        FaultError: when a file is no result, the results do not belong together, or the output cannot be written.
    """
    if options.action == "render":
        _put(render(options.format, _read(options.file), _options(options)), options)
        return ExitStatus.OK
    if options.action == "merge":
        merged = merge([(file, _read(file)) for file in options.files])
        _put(render(options.format, merged, _options(options)), options)
        status = merged["run"]["exit_status"]
        return ExitStatus(status) if status in list(ExitStatus) else ExitStatus.ERROR
    compared = diff(_read(options.old), _read(options.new))
    writer: Any = import_module(f"{BUILTIN}.diff")
    _put(writer.render(compared, options.format, _options(options)), options)
    return ExitStatus.FAILED if compared["new_findings"] else ExitStatus.OK


def _read(file: str) -> ResultDocument:
    try:
        text = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise FaultError(file, "is not UTF-8 text", "give the file that `ecma2lint check --output json=FILE` wrote") from error
    except OSError as error:
        raise FaultError(file, f"cannot be read: {error.strerror}", "correct the path") from error
    return parse_result(text, file)


def _options(options: argparse.Namespace) -> RenderOptions:
    if options.output:
        return RenderOptions(verbose=options.verbose, quiet=options.quiet, disposed=options.verbose)
    return RenderOptions(
        color=use_color(options.color, sys.stdout),
        unicode=can_encode(sys.stdout),
        verbose=options.verbose,
        quiet=options.quiet,
        disposed=options.verbose,
    )


def _put(text: str, options: argparse.Namespace) -> None:
    if not options.output:
        emit(text)
        return
    try:
        write_text_atomically(Path(options.output), text)
    except OSError as error:
        raise FaultError(
            options.output, f"cannot be written: {error.strerror}", "name a file in a folder you may write"
        ) from error
