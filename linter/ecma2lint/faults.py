"""The one exception for what makes a whole run unsound: a rule pack, a profile, a setting, a waiver, a path."""

from __future__ import annotations

from ecma2lint.verdicts import RunFault


class FaultError(Exception):
    """Raised where a run cannot go on soundly; the command line prints the fault as one line and exits 2."""

    def __init__(self, subject: str, cause: str, remedy: str) -> None:
        super().__init__(f"{subject}: {cause}; {remedy}")
        self.fault = RunFault(subject, cause, remedy)
