"""ECMA127: an enumeration value named none."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class EnumNone(Rule):
    """An enumeration's value `None` is written with a dot.

    ## What it finds

    Code such as `MADistinguishedNameStyle.None`. The linter reads on as if the value had been fetched rightly.

    ## Why it matters

    `None` is a keyword in Python: the file does not even parse, so nothing of it can run.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DistinguishedNameStyle = MADistinguishedNameStyle.None
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DistinguishedNameStyle = getattr(MADistinguishedNameStyle, "None")
            return capabilities
    ```

    ## How to fix it

    Write `getattr(MADistinguishedNameStyle, "None")`.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA127"
    name = "enum-none"
    title = "An enumeration value named None"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("enum-none",),
            lambda _, seen: f"{seen.subject} is a syntax error in Python",
            "write `getattr(Type, 'None')`",
        )
