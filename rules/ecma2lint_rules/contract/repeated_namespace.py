"""ECMA125: __namespace__ is repeated."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class RepeatedNamespace(Rule):
    """A derived class sets `__namespace__` again and thereby loses members of its base.

    ## What it finds

    A class derives from a connector class, sets `__namespace__` again and does not define every contract member itself.

    ## Why it matters

    pythonnet makes a second .NET type, and calls of members that only the base defines end in `NotImplementedException`.

    ## Example

    ```python bad
    class Base(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()


    class Connector(Base):
        __namespace__ = "Contoso"
    ```

    ```python good
    class Base(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()


    class Connector(Base):
        pass
    ```

    ## How to fix it

    Leave `__namespace__` to the base class, or define every member again.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA125"
    name = "repeated-namespace"
    title = "__namespace__ is repeated"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("repeated-namespace",),
            lambda _, seen: f"{seen.subject} sets __namespace__ again and loses members of its base",
            "remove `__namespace__` from the derived class, or define every member again",
        )
