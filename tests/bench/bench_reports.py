"""Rendering 2,000 findings over 200 connectors: time and size of every format, against the budgets of the report.

Run: ``python tests/bench/bench_reports.py``. Exits 1 when HTML is above 3 MB or 2 s, or SARIF above 10 MB.
The budget of time is held against processor time: writers do nothing but compute, and others may share the machine.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from ecma2lint.records import replace

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "reports"))

from report_sample import ASSEMBLY, failing, sample_document, verdict

from ecma2lint.facts import Location
from ecma2lint.report import format_names, render
from ecma2lint.result_types import ResultDocument
from ecma2lint.verdicts import Conclusion, Evidence, Finding, Outcome, RuleResult, Severity

TARGETS = 200
FINDINGS_PER_TARGET = 10
#: As many rules as a full pack has; those beyond the sample's own pass.
RULES = 70

HTML_BYTES, HTML_SECONDS, SARIF_BYTES = 3_000_000, 2.0, 10_000_000


def large_document() -> ResultDocument:
    """A run over many connectors of which each fails in ten places."""
    filler = tuple(
        RuleResult(
            f"ECMA7{number:02}",
            f"further-rule-{number}",
            Severity.WARNING,
            Outcome.PASS,
            "every attribute name can be an attribute name",
            (),
            (),
            (
                Evidence(
                    "every attribute name can be an attribute name", Location("Contoso.Hr.Connector", "GetSchema", 0x06000001)
                ),
            ),
        )
        for number in range(RULES - 9)
    )
    verdicts = []
    for number in range(TARGETS):
        assert ASSEMBLY.assembly
        name = f"Contoso.Connector{number:03}"
        target = replace(
            ASSEMBLY, path=f"bin/release/{name}.dll", sha256=f"{number:064x}", assembly=replace(ASSEMBLY.assembly, name=name)
        )
        rules = ("ECMA101", "ECMA102", "ECMA202", "ECMA204", "ECMA205")
        results = {
            rule: failing(
                rule,
                *(
                    Finding(
                        f"OpenImportConnection of number {place} is implemented explicitly, with the interface's name as prefix",
                        Location(f"{name}.Synchronisation.Connector", f"OpenImportConnection{place}", 0x06000010 + place, 0x2A),
                        ("the method is private and bound by a MethodImpl row",),
                        "write `public OpenImportConnectionResults OpenImportConnection(...)`",
                        f"{name}.Connector::OpenImportConnection{place}",
                        (Location(f"{name}.Defaults", "Fill", 0x06000050, 0x12),) if rule > "ECMA2" else (),
                    )
                    for place in range(FINDINGS_PER_TARGET // len(rules))
                ),
            )
            for rule in rules
        }
        judged = verdict(target, results, Conclusion.NOT_COMPLIANT, "4 requirements not met: public-methods, unprefixed-methods")
        verdicts.append(replace(judged, rules=judged.rules + filler))
    return sample_document(verdicts)


def main() -> int:
    """Print a line per format, and whether the budgets are kept."""
    document = large_document()
    findings = sum(document["summary"]["findings"].values())
    print(f"{len(document['targets'])} connectors, {findings} findings, {RULES} rules")
    kept = True
    for name in format_names():
        start, begun = time.perf_counter(), time.process_time()
        shown = render(name, document)
        elapsed, seconds, size = time.perf_counter() - start, time.process_time() - begun, len(shown.encode("utf-8"))
        limits = {"html": (HTML_BYTES, HTML_SECONDS), "sarif": (SARIF_BYTES, None), "sarif-github": (SARIF_BYTES, None)}
        most_bytes, most_seconds = limits.get(name, (None, None))
        good = (most_bytes is None or size <= most_bytes) and (most_seconds is None or seconds <= most_seconds)
        kept &= good
        budget = f"  budget {most_bytes / 1e6:.0f} MB" if most_bytes else ""
        budget += f", {most_seconds:.0f} s" if most_seconds else ""
        verdict_word = "" if good else "  ABOVE BUDGET"
        print(f"{name:<13} {seconds:6.2f} s ({elapsed:.2f} s elapsed) {size / 1e6:7.2f} MB{budget}{verdict_word}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
