"""``ecma2lint check``: judge connectors by a profile."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from ecma2lint import __version__
from ecma2lint.atomic import write_text_atomically
from ecma2lint.cli.common import add_input_arguments, add_settings_arguments, can_encode, emit, settings_of, targets, use_color
from ecma2lint.engine import Plan, judge_all
from ecma2lint.exit_status import MEANINGS, ExitStatus, exit_status
from ecma2lint.faults import FaultError
from ecma2lint.packs import Packs, load_packs
from ecma2lint.profiles import DEFAULT_PROFILE, load_profile
from ecma2lint.report import RenderOptions, format_names, render
from ecma2lint.result_document import profile_entry, result_document, run_entry, started_at
from ecma2lint.result_types import ResultDocument
from ecma2lint.selection import Selection, active_rules
from ecma2lint.settings import Settings
from ecma2lint.verdicts import Severity, TargetVerdict

EXAMPLES = """examples:
  ecma2lint check                                  judge every connector below this folder
  ecma2lint check bin/Release/Contoso.dll          judge one assembly
  ecma2lint check --profile mim-2016 connector.py  judge by another host
  ecma2lint check --select ECMA2 --format json     only the capability rules, for a program
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``check``."""
    add_input_arguments(parser)
    add_settings_arguments(parser)
    parser.epilog = EXAMPLES + "\nexit status:\n" + "\n".join(f"  {int(status)}  {text}" for status, text in MEANINGS.items())
    parser.add_argument("--profile", help=f"the host to judge by (default: {DEFAULT_PROFILE})")
    parser.add_argument("--select", action="append", metavar="RULES", help="only these: ids, names or id prefixes")
    parser.add_argument("--ignore", action="append", metavar="RULES", help="not these: ids, names or id prefixes")
    parser.add_argument("--format", default="text", metavar="FORMAT", help="what to print: text (default), json, ...")
    parser.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="[FORMAT=]FILE",
        help="write a report to a file, in the format of --format or the one given; may be repeated",
    )
    parser.add_argument("--fail-on", choices=("error", "warning", "info"), help="default: error")
    parser.add_argument("--strict", action="store_true", help="fail when anything is undecided")
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 whatever is found, and say so")
    parser.add_argument("--hook", action="store_true", help="paths are changed files: take only what may be a connector")
    parser.add_argument("--quiet", "-q", action="store_true", help="only what fails, is undecided or in error")
    parser.add_argument("--verbose", "-v", action="store_true", help="passes with their evidence too")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: %(default)s")


def execute(options: argparse.Namespace) -> ExitStatus:
    """Judge, report, and say by the exit status how it went.

    Raises:
        FaultError: when packs, profile, selection, formats or settings are faulty.
    """
    began = time.time()
    outputs = _outputs(options.output, options.format)
    settings = settings_of(options)
    packs = load_packs(settings.rule_packs)
    profile = load_profile(settings.profile, packs.profile_folders)
    plan = Plan(profile, active_rules(packs, profile, Selection(settings.select, settings.ignore)))
    verdicts = list(judge_all(targets(options.paths, settings, filter_named=options.hook), plan))
    fail_on = Severity(settings.fail_on)
    status = exit_status(verdicts, (), fail_on=fail_on, strict=settings.strict, empty_is_fine=options.hook)
    document = _document(options, settings, packs, plan, verdicts, status, began)
    printed = _write(document, outputs, options)
    _complain(verdicts, status, printed, options)
    if options.exit_zero and status is not ExitStatus.OK:
        print(f"ecma2lint: --exit-zero: exit status {int(status)} was changed to 0", file=sys.stderr)
        return ExitStatus.OK
    return status


def _outputs(given: Sequence[str], default: str) -> list[tuple[str, str | None]]:
    """Pairs of format and file; None stands for standard output, which gets a report unless files are asked for."""
    known = format_names()
    if default not in known:
        raise FaultError(f"format {default!r}", "there is no such format", f"choose one of: {', '.join(known)}")
    pairs: list[tuple[str, str | None]] = []
    for value in given:
        name, equals, file = value.partition("=")
        if name in known:
            pairs.append((name, file if equals and file != "-" else None))
        else:
            pairs.append((default, value))
    return pairs or [(default, None)]


def _document(
    options: argparse.Namespace,
    settings: Settings,
    packs: Packs,
    plan: Plan,
    verdicts: list[TargetVerdict],
    status: ExitStatus,
    began: float,
) -> ResultDocument:
    from ecma2lint.rule_entry import rule_entry

    try:
        started = started_at(began)
    except ValueError as error:
        raise FaultError("SOURCE_DATE_EPOCH", str(error), "set it to seconds since 1970, or unset it") from error
    return result_document(
        verdicts,
        profile=profile_entry(plan.profile),
        tool={"name": "ecma2lint", "version": __version__, "rules_hash": rules_hash(plan)},
        run=run_entry(
            "check",
            options.arguments,
            exit_status=int(status),
            strict=settings.strict,
            fail_on=settings.fail_on,
            started=started,
        ),
        catalogue={rule.id: rule_entry(rule) for rule in packs.rules},
        read_source=_source_text,
    )


def rules_hash(plan: Plan) -> str:
    """A hash over the rules that ran and what each weighed, so that two reports can be compared."""
    import hashlib

    lines = [f"{active.rule.id} {active.rule.name} {active.severity.value}\n" for active in plan.rules]
    return hashlib.sha256("".join([__version__, "\n", *lines]).encode()).hexdigest()


def _source_text(path: str) -> str | None:
    if not path.endswith(".py"):
        return None
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None


def _write(document: ResultDocument, outputs: list[tuple[str, str | None]], options: argparse.Namespace) -> bool:
    """Write every report; says whether a text for people went to standard output."""
    printed = False
    for name, file in outputs:
        if file is None:
            emit(render(name, document, _render_options(options)))
            printed = printed or name == "text"
        else:
            try:
                write_text_atomically(
                    Path(file), render(name, document, RenderOptions(verbose=options.verbose, quiet=options.quiet))
                )
            except OSError as error:
                raise FaultError(file, f"cannot be written: {error.strerror}", "name a file in a folder you may write") from error
    return printed


def _render_options(options: argparse.Namespace) -> RenderOptions:
    return RenderOptions(
        color=use_color(options.color, sys.stdout),
        unicode=can_encode(sys.stdout),
        verbose=options.verbose,
        quiet=options.quiet,
    )


def _complain(verdicts: list[TargetVerdict], status: ExitStatus, printed: bool, options: argparse.Namespace) -> None:
    """Say on standard error what went wrong, unless the text report has just said it."""
    if not printed:
        for verdict in verdicts:
            if verdict.target.error:
                print(f"ecma2lint: error: {verdict.target.path}: {verdict.target.error}", file=sys.stderr)
    if status is ExitStatus.NOTHING:
        where = ", ".join(options.paths)
        print(
            f"ecma2lint: {where}: no connector found; name an assembly that refers to Microsoft.MetadirectoryServicesEx, "
            "a Python source, or a folder that holds one",
            file=sys.stderr,
        )
