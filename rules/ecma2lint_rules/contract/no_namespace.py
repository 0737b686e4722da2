"""ECMA123: no __namespace__."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class NoNamespace(Rule):
    """A connector class has no `__namespace__`.

    ## What it finds

    A class that derives from a contract interface sets neither `__namespace__` nor `__assembly__`.

    ## Why it matters

    Without it pythonnet makes no .NET type: creating the object fails with `TypeError: interface takes exactly one argument`.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ## How to fix it

    Add `__namespace__ = "Contoso"` to the class.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA123"
    name = "no-namespace"
    title = "No __namespace__"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("no-namespace",),
            lambda _, seen: f"{seen.subject} has no __namespace__, so pythonnet makes no .NET type of it",
            'add `__namespace__ = "Contoso"` to the class',
        )
