"""ECMA004: unused waiver."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.rule import Analysis, AnalysisRule
from ecma2lint.verdicts import Finding, Severity


class UnusedWaiver(AnalysisRule):
    """A waiver names a target of the run but covers nothing that is found in it.

    ## What it finds

    A waiver whose rules ran, decided, and found nothing that it covers in any target that it names. A waiver that names no target
    of the run is not a finding: it is listed under what was not examined.

    ## Why it matters

    The defect it excused is mended, or the waiver is about the wrong type. Left standing, it excuses the next defect.

    ## How to fix it

    Remove the waiver from the file.

    ## References

    - `ecma2lint explain RULE` shows for each rule how to silence it
    """

    id = "ECMA004"
    name = "unused-waiver"
    title = "A waiver is not needed"
    severity = Severity.WARNING
    since = "0.1.0"
    about = "waivers"

    def check_analysis(self, analysis: Analysis) -> Iterator[Finding]:
        """Find the waivers that cover nothing."""
        for waiver in analysis.waivers:
            if not waiver.used:
                yield Finding(
                    f"the waiver of {waiver.subject} for {waiver.target} covers nothing ({waiver.place})",
                    remedy=f"remove it; {waiver.owner} owns it",
                    subject=f"{waiver.subject} {waiver.target}",
                )
