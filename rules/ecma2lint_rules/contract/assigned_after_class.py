"""ECMA128: a member is assigned after the class."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class AssignedAfterClass(Rule):
    """A contract member is assigned to the class after its definition.

    ## What it finds

    An assignment such as `Connector.GetSchema = read_schema` behind the class statement.

    ## Why it matters

    pythonnet makes a .NET type of the class when it is defined. The assignment raises `AttributeError: attribute is read-only`,
    so the module does not import.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"


    def read_schema(self, configParameters):
        return Schema.Create()


    Connector.GetSchema = read_schema
    ```

    ```python good
    def read_schema(self, configParameters):
        return Schema.Create()


    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        GetSchema = read_schema
    ```

    ## How to fix it

    Define the member in the body of the class.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA128"
    name = "assigned-after-class"
    title = "A member is assigned after the class"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("assigned-after-class",),
            lambda owner, seen: f"{seen.subject} is assigned to {owner} after the class was defined",
            "define the member in the body of the class",
        )
