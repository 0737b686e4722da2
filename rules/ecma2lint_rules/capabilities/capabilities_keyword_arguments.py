"""ECMA222: macapabilities called with arguments."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class CapabilitiesKeywordArguments(Rule):
    """`MACapabilities` is called with keyword arguments.

    ## What it finds

    `MACapabilities(DeltaImport=False)` and the like, in the pythonnet dialect. IronPython allows it.

    ## Why it matters

    pythonnet has no object initialisers: the call raises `TypeError: No method matches given arguments`.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            return MACapabilities(DeltaImport=False)
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

    Create the object without arguments, and assign its properties.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA222"
    name = "capabilities-keyword-arguments"
    title = "MACapabilities called with arguments"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("capabilities-keyword-arguments",),
            lambda *_: "MACapabilities() takes no arguments in pythonnet",
            "create it without arguments, and assign the properties",
        )
