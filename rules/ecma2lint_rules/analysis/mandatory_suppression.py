"""ECMA005: mandatory suppression."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.rule import Analysis, AnalysisRule
from ecma2lint.verdicts import Finding, Severity


class MandatorySuppression(AnalysisRule):
    """A suppression in the code is about a control that the profile makes mandatory, so it suppresses nothing.

    ## What it finds

    A suppression of a rule that decides a control which the profile lists under `mandatory`.

    ## Why it matters

    The owners of the profile let nobody silence the control. The finding itself still counts.

    ## How to fix it

    Mend the connector and remove the suppression, or ask the owners of the profile.

    ## References

    - `ecma2lint explain RULE` shows for each rule how to silence it
    """

    id = "ECMA005"
    name = "mandatory-suppression"
    title = "A suppression is about a mandatory control"
    severity = Severity.ERROR
    since = "0.1.0"
    about = "suppressions"

    def check_analysis(self, analysis: Analysis) -> Iterator[Finding]:
        """Find the suppressions of rules that nobody may silence."""
        for judged in analysis.suppressions:
            for word in judged.mandatory:
                yield Finding(
                    f"{word} decides a mandatory control, so its suppression has no effect",
                    judged.suppression.location,
                    evidence=(f"its reason: {judged.suppression.reason}",) if judged.suppression.reason else (),
                    remedy="mend the connector and remove the suppression",
                    subject=word,
                )
