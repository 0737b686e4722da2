"""ECMA224: a number for an enumeration."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class IntForEnum(Rule):
    """A number or a text is given where an enumeration is due.

    ## What it finds

    An assignment or a call such as `capabilities.ExportType = 2`.

    ## Why it matters

    Since pythonnet 3 a number is no longer converted: the line raises a `TypeError` when the host calls the member.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ExportType = 2
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ExportType = MAExportType.AttributeReplace
            return capabilities
    ```

    ## How to fix it

    Write the value by its name, such as `MAExportType.AttributeReplace`.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA224"
    name = "int-for-enum"
    title = "A number for an enumeration"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("int-for-enum",),
            lambda _, seen: f"{seen.subject} gets a number instead of a value of its enumeration",
            "write the value by its name",
        )
