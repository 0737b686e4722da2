"""ECMA221: a misspelt property."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class MisspeltCapability(Rule):
    """A property of a contract object is misspelt.

    ## What it finds

    An assignment to a property that `MACapabilities` (or a result object of the contract) does not have.

    ## Why it matters

    Python accepts it and adds an attribute that the host never sees. A misspelt capability keeps its default, and several
    defaults are true.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DeltaImprt = False
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DeltaImport = False
            return capabilities
    ```

    ## How to fix it

    Correct the name.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA221"
    name = "misspelt-capability"
    title = "A misspelt property"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("misspelt-attribute",),
            lambda _, seen: f"{seen.subject} does not exist",
            "use the contract's exact name",
        )
