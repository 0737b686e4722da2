"""ECMA223: a property gets a value of another type."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class WrongCapabilityType(Rule):
    """A property of a contract object gets a value that pythonnet cannot convert.

    ## What it finds

    An assignment such as `capabilities.DeltaImport = 1` or `capabilities.FullExport = "yes"`: a Boolean property takes `True` and
    `False` only. Numbers for enumerations are the subject of int-for-enum.

    ## Why it matters

    pythonnet raises a `TypeError` at the assignment, so the member fails when the host calls it.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DeltaImport = 1
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DeltaImport = True
            return capabilities
    ```

    ## How to fix it

    Assign a value of the property's own type.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA223"
    name = "wrong-capability-type"
    title = "A property gets a value of another type"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("wrong-capability-type",),
            lambda _, seen: f"{seen.subject} gets a value of another type",
            "assign a value of the property's own type",
        )
