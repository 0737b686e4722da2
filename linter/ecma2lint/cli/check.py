"""``ecma2lint check``: judge connectors by a profile."""

from __future__ import annotations

import argparse
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from ecma2lint import __version__
from ecma2lint.atomic import write_text_atomically
from ecma2lint.cli.common import (
    add_input_arguments,
    add_rule_arguments,
    add_settings_arguments,
    can_encode,
    emit,
    settings_of,
    shown_path,
    source_text,
    targets,
    tell,
    use_color,
)
from ecma2lint.cli.progress import with_progress
from ecma2lint.dispositions import idle
from ecma2lint.engine import Plan, judge_all, judge_waivers
from ecma2lint.exit_status import MEANINGS, ExitStatus, exit_status
from ecma2lint.faults import FaultError
from ecma2lint.planning import Planned, plan_run
from ecma2lint.report import RenderOptions, format_names, render
from ecma2lint.result_document import profile_entry, result_document, run_entry, started_at
from ecma2lint.result_types import NotExaminedEntry, ResultDocument
from ecma2lint.rule_entry import rule_entry
from ecma2lint.settings import Settings
from ecma2lint.verdicts import Conclusion, Severity, TargetVerdict
from ecma2lint.waivers import today

EXAMPLES = """examples:
  ecma2lint check                                  judge every connector below this folder
  ecma2lint check bin/Release/Contoso.dll          judge one assembly
  ecma2lint check --profile mim-2016 connector.py  judge by another host
  ecma2lint check --select ECMA2 --format json     only the capability rules, for a program
  ecma2lint check --output html=report.html        a report to show, beside the text
  ecma2lint check --fix connector.py               correct what can be corrected safely, and judge the rest
  ecma2lint check --baseline ecma2lint-baseline.json --fail-on-new
                                                   fail on what is not in the baseline

see also: `ecma2lint explain RULE`, `ecma2lint config show`, `ecma2lint baseline create`
"""


#: Formats that show no documentation of rules: reading a hundred docstrings would be a third of a short run.
_WITHOUT_CATALOGUE = frozenset({"text", "concise"})


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``check``."""
    add_input_arguments(parser)
    add_settings_arguments(parser)
    add_rule_arguments(parser)
    parser.epilog = EXAMPLES + "\nexit status:\n" + "\n".join(f"  {int(status)}  {text}" for status, text in MEANINGS.items())
    parser.add_argument("--baseline", metavar="FILE", help="the file of the baseline: what is in it does not count")
    parser.add_argument("--format", default="text", metavar="FORMAT", help="what to print: text (default), json, ...")
    parser.add_argument(
        "--output",
        action="append",
        default=[],
        metavar="[FORMAT=]FILE",
        help="write a report to a file, in the format of --format or the one given; may be repeated",
    )
    switch = argparse.BooleanOptionalAction
    parser.add_argument("--fail-on", choices=("error", "warning", "info"), help="default: error")
    parser.add_argument("--fail-on-new", action=switch, default=None, help="with a baseline: fail on any new finding")
    parser.add_argument("--strict", action=switch, default=None, help="fail when anything is undecided")
    parser.add_argument("--exit-zero", action="store_true", help="exit 0 whatever is found, and say so")
    parser.add_argument("--hook", action="store_true", help="paths are changed files: take only what may be a connector")
    parser.add_argument("--show-suppressed", action="store_true", help="show suppressed, waived and baseline findings too")
    repair = parser.add_mutually_exclusive_group()
    repair.add_argument("--fix", action="store_true", help="correct Python sources first (assemblies are never written)")
    repair.add_argument("--diff", action="store_true", help="show what --fix would do and exit 1 if anything; write nothing")
    parser.add_argument("--unsafe-fixes", action="store_true", help="with --fix or --diff: fixes that change the meaning too")
    parser.add_argument("--quiet", "-q", action="store_true", help="only what fails, is undecided or in error")
    parser.add_argument("--verbose", "-v", action="store_true", help="passes with their evidence too")
    parser.add_argument("--color", choices=("auto", "always", "never"), default="auto", help="default: %(default)s")


def execute(options: argparse.Namespace) -> ExitStatus:
    """Judge, report, and say by the exit status how it went.

    Raises:
        FaultError: when packs, profile, selection, formats or settings are faulty.
    """
    began = time.time()
    if options.unsafe_fixes and not (options.fix or options.diff):
        raise FaultError("--unsafe-fixes", "it does nothing by itself", "add --fix, or --diff to see what it would do")
    outputs = _outputs(options.output, options.format)
    settings = settings_of(options)
    if settings.fail_on_new and not settings.baseline:
        raise FaultError(settings.place_of("fail_on_new"), "there is no baseline", "name one with --baseline, or leave it out")
    if options.verbose:
        tell(f"settings: {shown_path(settings.file) if settings.file else 'no file, the defaults'}")
    planned = plan_run(settings, today(os.environ), source_text)
    verdicts = run_plan(options.paths, planned, hook=options.hook)
    if options.fix or options.diff:
        from ecma2lint.cli.fix import mend, refreshed

        changed = mend(verdicts, planned, diff=options.diff, unsafe=options.unsafe_fixes, quiet=options.quiet)
        if options.diff and verdicts:
            return _leave(_status_of_diff(planned, verdicts, changed, options), options)
        if changed:
            planned = refreshed(planned)
            verdicts = run_plan(options.paths, planned, hook=options.hook)
    status = exit_status(
        verdicts,
        planned.faults,
        fail_on=_fail_on(settings, planned.plan),
        strict=settings.strict,
        empty_is_fine=options.hook,
    )
    documented = any(name not in _WITHOUT_CATALOGUE for name, _ in outputs)
    document = _document(options, planned, verdicts, status, began, documented)
    printed = _write(document, outputs, options)
    _complain(planned, verdicts, status, printed, options)
    return _leave(status, options)


def _leave(status: ExitStatus, options: argparse.Namespace) -> ExitStatus:
    """The status to exit with: ``--exit-zero`` changes it, and says so."""
    if options.exit_zero and status is not ExitStatus.OK:
        tell(f"--exit-zero: exit status {int(status)} was changed to 0")
        return ExitStatus.OK
    return status


def _status_of_diff(planned: Planned, verdicts: list[TargetVerdict], changed: bool, options: argparse.Namespace) -> ExitStatus:
    """Failed when something would change; an error stays one, and is told since there is no report."""
    broken = planned.faults or any(verdict.conclusion is Conclusion.ERROR for verdict in verdicts)
    status = ExitStatus.ERROR if broken else ExitStatus.FAILED if changed else ExitStatus.OK
    _complain(planned, verdicts, status, False, options)
    return status


def run_plan(paths: Sequence[str], planned: Planned, *, hook: bool = False) -> list[TargetVerdict]:
    """The verdicts on everything the paths lead to."""
    found = with_progress(targets(paths, planned.settings, filter_named=hook))
    return judge_waivers(list(judge_all(found, planned.plan)), planned.plan)


def _fail_on(settings: Settings, plan: Plan) -> Severity:
    if settings.fail_on_new and plan.exceptions.baseline:
        return Severity.INFO
    return Severity(settings.fail_on)


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
        elif equals and name.replace("-", "").isalpha():
            raise FaultError(f"--output {value}", f"there is no format {name!r}", f"choose one of: {', '.join(known)}")
        else:
            pairs.append((default, value))
    return pairs or [(default, None)]


def _document(
    options: argparse.Namespace,
    planned: Planned,
    verdicts: list[TargetVerdict],
    status: ExitStatus,
    began: float,
    documented: bool,
) -> ResultDocument:
    settings, plan = planned.settings, planned.plan
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
            fail_on=_fail_on(settings, plan).value,
            started=started,
            settings=shown_path(settings.file) if settings.file else None,
        ),
        faults=planned.faults,
        catalogue={rule.id: rule_entry(rule) for rule in planned.packs.rules} if documented else {},
        not_examined=_idle_waivers(planned, verdicts),
        read_source=source_text,
    )


def _idle_waivers(planned: Planned, verdicts: list[TargetVerdict]) -> list[NotExaminedEntry]:
    """The waivers that name no target of the run: told in every report, though a run over a few files is no proof."""
    return [
        {
            "path": waiver.file.as_posix(),
            "reason": f"waiver {waiver.number}, of {waiver.subject}, names {waiver.target}, which is no target of this run",
        }
        for waiver in idle(verdicts, planned.plan.exceptions.waivers)
    ]


def rules_hash(plan: Plan) -> str:
    """A hash over the rules that ran and what each weighed, so that two reports can be compared."""
    import hashlib

    lines = [f"{active.rule.id} {active.rule.name} {active.severity.value}\n" for active in plan.rules]
    return hashlib.sha256("".join([__version__, "\n", *lines]).encode()).hexdigest()


def _write(document: ResultDocument, outputs: list[tuple[str, str | None]], options: argparse.Namespace) -> bool:
    """Write every report; says whether a text for people went to standard output."""
    printed = False
    for name, file in outputs:
        if file is None:
            emit(render(name, document, _render_options(options)))
            printed = printed or name == "text"
        else:
            try:
                write_text_atomically(Path(file), render(name, document, _file_options(options)))
            except OSError as error:
                raise FaultError(file, f"cannot be written: {error.strerror}", "name a file in a folder you may write") from error
    return printed


def _file_options(options: argparse.Namespace) -> RenderOptions:
    return RenderOptions(verbose=options.verbose, quiet=options.quiet, disposed=options.show_suppressed or options.verbose)


def _render_options(options: argparse.Namespace) -> RenderOptions:
    return RenderOptions(
        color=use_color(options.color, sys.stdout),
        unicode=can_encode(sys.stdout),
        verbose=options.verbose,
        quiet=options.quiet,
        disposed=options.show_suppressed or options.verbose,
    )


def _complain(
    planned: Planned, verdicts: list[TargetVerdict], status: ExitStatus, printed: bool, options: argparse.Namespace
) -> None:
    """Say on standard error what went wrong, unless the text report has just said it; and what the next command is."""
    if not printed:
        for fault in planned.faults:
            tell(f"error: {fault}")
        for verdict in verdicts:
            if verdict.target.error:
                tell(f"error: {verdict.target.path}: {verdict.target.error}")
    baseline = planned.plan.exceptions.baseline
    if baseline is not None:
        from ecma2lint.baseline import fixed

        gone = fixed(baseline, verdicts, planned.plan.exceptions.sources)
        if gone:
            tell(f"{len(gone)} of the baseline's {len(baseline.entries)} findings are fixed; run `ecma2lint baseline update`")
    if status is ExitStatus.NOTHING:
        where = ", ".join(options.paths)
        tell(
            f"{where}: no connector found; name an assembly that refers to Microsoft.MetadirectoryServicesEx, "
            "a Python source, or a folder that holds one"
        )
