"""Builds the result document ``ecma2lint/result/1`` from verdicts: the one thing every report is made from.

The shape is in :mod:`ecma2lint.result_types`, its JSON Schema in ``schemas/result-1.json``. The builder is pure but for the
callable that reads sources for excerpts; clock, version and command line are handed in.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from ecma2lint.excerpts import ReadSource, Sources
from ecma2lint.facts import AssemblyFacts, ContractClass, Location, Target, TargetError
from ecma2lint.fingerprints import fingerprints, stable_name
from ecma2lint.profiles import Profile
from ecma2lint.result_types import (
    CONCLUSIONS,
    OUTCOMES,
    SCHEMA_ID,
    SEVERITIES,
    STATUSES,
    AssemblyEntry,
    ClassEntry,
    FaultEntry,
    FindingEntry,
    JustificationEntry,
    LocationEntry,
    NotExaminedEntry,
    ProfileEntry,
    ResultDocument,
    RuleEntry,
    RuleResultEntry,
    RunEntry,
    SummaryEntry,
    TargetEntry,
    TargetErrorEntry,
    ToolEntry,
)
from ecma2lint.verdicts import Disposition, Finding, RuleResult, RunFault, Severity, TargetVerdict


def result_document(
    verdicts: Iterable[TargetVerdict],
    *,
    profile: ProfileEntry,
    tool: ToolEntry,
    run: RunEntry,
    faults: Sequence[RunFault] = (),
    catalogue: Mapping[str, RuleEntry] | None = None,
    not_examined: Sequence[NotExaminedEntry] = (),
    read_source: ReadSource | None = None,
) -> ResultDocument:
    """The result document of a run.

    Args:
        verdicts: in the order in which reports show the targets.
        profile: see :func:`profile_entry`.
        tool: name, version and rule-set hash.
        run: how the run was started and how it ended.
        faults: what makes the whole run unsound.
        catalogue: the rules by id (see :func:`ecma2lint.rule_entry.rule_entry`); those that ran go into the document.
        not_examined: inputs that were left out, with the reason.
        read_source: the text of a source file by the path that targets and locations give, or None when it cannot be read.
    """
    catalogue = catalogue or {}
    sources = Sources(read_source)
    targets = [_target(verdict, catalogue, sources) for verdict in verdicts]
    ran = sorted({result["id"] for target in targets for result in target["rules"]})
    fault_entries: list[FaultEntry] = [
        {"subject": fault.subject, "cause": fault.cause, "remedy": fault.remedy} for fault in faults
    ]
    return {
        "schema": SCHEMA_ID,
        "tool": tool,
        "profile": profile,
        "run": run,
        "summary": summarise(targets, fault_entries),
        "targets": targets,
        "rules": [catalogue[rule] for rule in ran if rule in catalogue],
        "faults": fault_entries,
        "not_examined": list(not_examined),
    }


def profile_entry(profile: Profile) -> ProfileEntry:
    """A profile as the document names it."""
    return {
        "id": profile.id,
        "title": profile.title,
        "host": profile.host,
        "date": profile.date,
        "source": profile.source,
    }


def run_entry(
    command: str,
    arguments: Sequence[str],
    *,
    exit_status: int,
    strict: bool,
    fail_on: str,
    started: str | None = None,
    duration: float | None = None,
    settings: str | None = None,
) -> RunEntry:
    """How a run was started and ended; ``arguments`` are those behind ``ecma2lint``, the command among them."""
    return {
        "started": started,
        "duration": duration,
        "command": command,
        "arguments": list(arguments),
        "reproduce": " ".join(["ecma2lint", *(_quoted(argument) for argument in arguments)]),
        "exit_status": exit_status,
        "strict": strict,
        "fail_on": fail_on,
        "settings": settings,
    }


def started_at(now: float, environ: Mapping[str, str] | None = None) -> str:
    """The start of a run in UTC and ISO form; ``SOURCE_DATE_EPOCH`` takes the place of the clock where it is set.

    Args:
        now: seconds since the epoch.
        environ: the environment; that of the process when None.

    Raises:
        ValueError: when ``SOURCE_DATE_EPOCH`` is no number of seconds.
    """
    given = (os.environ if environ is None else environ).get("SOURCE_DATE_EPOCH", "")
    try:
        moment = datetime.fromtimestamp(int(given) if given else int(now), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"SOURCE_DATE_EPOCH is {given!r}, not a number of seconds since 1970") from error
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def summarise(targets: Sequence[TargetEntry], faults: Sequence[FaultEntry]) -> SummaryEntry:
    """The counts over targets, and the conclusion in words."""
    conclusions = Counter(target["conclusion"] for target in targets)
    findings = [finding for target in targets for rule in target["rules"] for finding in rule["findings"]]
    new = Counter(finding["severity"] for finding in findings if finding["status"] == "new")
    conclusion = "error" if faults or not targets else next(worst for worst in CONCLUSIONS if conclusions[worst])
    return {
        "conclusion": conclusion,
        "sentence": _sentence(targets, faults, conclusions),
        "targets": {"total": len(targets)} | {name: conclusions[name] for name in CONCLUSIONS},
        "controls": _tally(control["outcome"] for target in targets for control in target["controls"]),
        "rules": _tally(rule["outcome"] for target in targets for rule in target["rules"]),
        "findings": {severity: new[severity] for severity in SEVERITIES},
        "statuses": {status: sum(finding["status"] == status for finding in findings) for status in STATUSES},
        "undecided": sum(len(rule["undecided"]) for target in targets for rule in target["rules"]),
        "faults": len(faults),
    }


def location_entry(location: Location) -> LocationEntry:
    """A location with only the parts that are set."""
    entry: LocationEntry = {}
    if location.path is not None:
        entry["path"] = location.path
    if location.type is not None:
        entry["type"] = location.type
    if location.member is not None:
        entry["member"] = location.member
    if location.token is not None:
        entry["token"] = f"0x{location.token:08x}"
    if location.il_offset is not None:
        entry["il_offset"] = location.il_offset
    if location.line is not None:
        entry["line"] = location.line
    if location.column is not None:
        entry["column"] = location.column
    if location.end_line is not None:
        entry["end_line"] = location.end_line
    if location.end_column is not None:
        entry["end_column"] = location.end_column
    return entry


def _target(verdict: TargetVerdict, catalogue: Mapping[str, RuleEntry], sources: Sources) -> TargetEntry:
    target = verdict.target
    return {
        "path": target.path,
        "name": stable_name(target),
        "kind": target.kind.value,
        "sha256": target.sha256,
        "contract": target.contract,
        "conclusion": verdict.conclusion.value,
        "reason": verdict.reason,
        "error": _error(target.error),
        "assembly": _assembly(target.assembly),
        "classes": [_class(cls) for cls in target.classes],
        "controls": [
            {
                "id": control.control,
                "title": control.title,
                "support": control.support,
                "comment": control.comment,
                "severity": control.severity.value,
                "outcome": control.outcome.value,
                "reason": control.reason,
                "rules": list(control.rules),
            }
            for control in verdict.controls
        ],
        "rules": [_rule(target, result, catalogue, sources) for result in verdict.rules],
    }


def _error(error: TargetError | None) -> TargetErrorEntry | None:
    if error is None:
        return None
    return {"cause": error.cause, "remedy": error.remedy, "location": location_entry(error.location)}


def _assembly(assembly: AssemblyFacts | None) -> AssemblyEntry | None:
    if assembly is None:
        return None
    return {
        "name": assembly.name,
        "version": assembly.version,
        "mvid": assembly.mvid,
        "target_framework": assembly.target_framework,
        "architecture": assembly.architecture,
        "public_key_token": assembly.public_key_token,
        "references": [
            {"name": reference.name, "version": reference.version, "public_key_token": reference.public_key_token}
            for reference in assembly.references
        ],
    }


def _class(cls: ContractClass) -> ClassEntry:
    return {
        "type": cls.type,
        "loadable": cls.loadable,
        "not_loadable_because": [why.value for why in cls.not_loadable_because],
        "interfaces": [interface.name for interface in cls.interfaces],
    }


def _rule(target: Target, result: RuleResult, catalogue: Mapping[str, RuleEntry], sources: Sources) -> RuleResultEntry:
    marks = fingerprints(result.rule, target, result.findings, lambda finding: sources.line(target, finding.location))
    known = catalogue.get(result.rule)
    findings = [
        _finding(target, result, finding, mark, disposition, sources)
        for (finding, disposition), mark in zip(result.disposed, marks, strict=True)
    ]
    return {
        "id": result.rule,
        "name": result.name,
        "title": known["title"] if known else result.name,
        "severity": result.severity.value,
        "outcome": result.outcome.value,
        "reason": result.reason,
        "evidence": [{"text": item.text, "location": location_entry(item.location)} for item in result.evidence],
        "findings": findings,
        "undecided": [
            {
                "reason": item.reason,
                "location": location_entry(item.location),
                "subject": item.subject,
                "trace": [location_entry(step) for step in item.trace],
                "settle": item.settle,
                "excerpt": sources.excerpt(target, item.location),
            }
            for item in result.new_undecided
        ],
    }


def _finding(
    target: Target, result: RuleResult, finding: Finding, mark: str, disposition: Disposition | None, sources: Sources
) -> FindingEntry:
    return {
        "rule": result.rule,
        "name": result.name,
        "severity": _effective(result.severity, finding.severity).value,
        "message": finding.message,
        "location": location_entry(finding.location),
        "evidence": list(finding.evidence),
        "remedy": finding.remedy,
        "subject": finding.subject,
        "trace": [location_entry(step) for step in finding.trace],
        "fingerprint": mark,
        "excerpt": sources.excerpt(target, finding.location),
        "status": disposition.status.value if disposition else "new",
        "justification": _justification(disposition) if disposition else None,
    }


def _justification(disposition: Disposition) -> JustificationEntry:
    return {
        "reason": disposition.reason,
        "owner": disposition.owner,
        "ticket": disposition.ticket,
        "expires": disposition.expires,
    }


def _effective(rule: Severity, finding: Severity | None) -> Severity:
    """A finding lowers its rule's severity, never raises it."""
    return min(rule, finding, key=lambda severity: severity.rank) if finding else rule


def _tally(outcomes: Iterable[str]) -> dict[str, int]:
    counts = Counter(outcomes)
    return {outcome: counts[outcome] for outcome in OUTCOMES}


def _sentence(targets: Sequence[TargetEntry], faults: Sequence[FaultEntry], conclusions: Mapping[str, int]) -> str:
    if faults:
        fault = faults[0]
        more = f" (and {len(faults) - 1} more)" if len(faults) > 1 else ""
        return f"The run is not sound: {fault['subject']}: {fault['cause']}{more}"
    if not targets:
        return "Nothing was examined: no target was found"
    if len(targets) == 1:
        return _capitalised(targets[0]["reason"])
    words = {
        "error": "not examined to the end",
        "not compliant": "not compliant",
        "inconclusive": "inconclusive",
        "compliant": "compliant",
        "not applicable": "with nothing for the profile to judge",
    }
    parts = [f"{conclusions[name]} {words[name]}" for name in CONCLUSIONS if conclusions[name]]
    return f"Of {len(targets)} targets, {', '.join(parts)}"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]


def _quoted(argument: str) -> str:
    """The argument as both a POSIX shell and Windows read it, for the plain characters that paths and ids are made of."""
    plain = argument and all(char.isalnum() or char in "-_./\\:=,+@~" for char in argument)
    escaped = argument.replace('"', '\\"')
    return argument if plain else f'"{escaped}"'
