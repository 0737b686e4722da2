"""ECMA521: a page is compared with a number."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class PageComparedWithNumber(Rule):
    """The page of configuration parameters is compared with a number.

    ## What it finds

    A comparison such as `page == 0` in `GetConfigParameters`.

    ## Why it matters

    pythonnet does not convert enumerations: the comparison is always false, and the parameters never appear.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            definitions = List[ConfigParameterDefinition]()
            if page == 0:
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            return ParameterValidationResult()
    ```

    ```python good
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            definitions = List[ConfigParameterDefinition]()
            if page == ConfigParameterPage.Connectivity:
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            return ParameterValidationResult()
    ```

    ## How to fix it

    Compare with `ConfigParameterPage.Connectivity` and its sisters.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA521"
    name = "page-compared-with-number"
    title = "A page is compared with a number"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("page-compare-int",),
            lambda owner, seen: f"{owner} compares the page with a number, which is never equal",
            "compare with a value of ConfigParameterPage",
        )
