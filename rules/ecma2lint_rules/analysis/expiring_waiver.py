"""ECMA006: expiring waiver."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.rule import Analysis, AnalysisRule, Option
from ecma2lint.verdicts import Finding, Severity


class ExpiringWaiver(AnalysisRule):
    """A waiver ends within the next days.

    ## What it finds

    A waiver in force with fewer days left than the option `days` says (14 when the settings say nothing).

    ## Why it matters

    From the day after its end a waiver excuses nothing, and the run ends with exit status 2. It should not come as a surprise.

    ## How to fix it

    Mend the connector, or have the owner renew the waiver. In the settings: `[rule-options.ECMA006] days = 30`.

    ## References

    - `ecma2lint explain RULE` shows for each rule how to silence it
    """

    id = "ECMA006"
    name = "expiring-waiver"
    title = "A waiver ends soon"
    severity = Severity.INFO
    since = "0.1.0"
    about = "waivers"
    options = {"days": Option(14, "report a waiver that has fewer days left")}

    def check_analysis(self, analysis: Analysis) -> Iterator[Finding]:
        """Find the waivers that end soon."""
        limit = self.option("days")
        for waiver in analysis.waivers:
            if waiver.used and isinstance(limit, int) and waiver.days_left < limit:
                days = f"{waiver.days_left} day{'' if waiver.days_left == 1 else 's'}"
                yield Finding(
                    f"the waiver of {waiver.subject} for {waiver.target} ends in {days} ({waiver.place})",
                    remedy=f"mend the connector, or let {waiver.owner} renew it",
                    subject=f"{waiver.subject} {waiver.target}",
                )
