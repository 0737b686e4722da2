"""ECMA129: state set in __init__ only."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class InitState(Rule):
    """A contract member uses state that only `__init__` sets.

    ## What it finds

    A contract member reads an attribute of `self` that nothing but `__init__` assigns.

    ## Why it matters

    A host creates the object through .NET, and pythonnet does not run `__init__` then. The attribute is missing when the member
    is called: `AttributeError`. An object that Python code creates is not affected.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def __init__(self):
            self.type_name = "user"

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            schema.Types.Add(SchemaType.Create(self.type_name, True))
            return schema
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        type_name = "user"

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            schema.Types.Add(SchemaType.Create(self.type_name, True))
            return schema
    ```

    ## How to fix it

    Make it a class attribute, or set it in the member that a host calls first.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA129"
    name = "init-state"
    title = "State set in __init__ only"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("init-state",),
            lambda owner, seen: f"{owner} reads self.{seen.subject}, which only __init__ sets",
            "make it a class attribute, or set it where the host calls first",
        )
