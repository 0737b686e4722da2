"""ECMA126: two classes of one .net name."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class DuplicateClrName(Rule):
    """Two classes have the same `__namespace__` and name.

    ## What it finds

    Two classes of the project share `__namespace__` and class name.

    ## Why it matters

    pythonnet raises `TypeError: Duplicate type name within an assembly` when the second is defined.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()


    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

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

    Give each class its own name or namespace.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA126"
    name = "duplicate-clr-name"
    title = "Two classes of one .NET name"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("duplicate-clr-name",),
            lambda _, seen: f"the .NET name {seen.subject} is used twice",
            "give each class its own name",
        )
