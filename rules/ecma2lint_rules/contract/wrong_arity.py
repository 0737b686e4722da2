"""ECMA121: a member takes another number of arguments."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class WrongArity(Rule):
    """A contract member does not take the arguments that the host passes.

    ## What it finds

    A method that is bound to a contract member cannot be called with the contract's number of positional arguments.

    ## Why it matters

    The host passes all arguments by position. The call fails with `takes N positional arguments`.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self):
            return Schema.Create()
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ## How to fix it

    Take `self` and the contract's arguments; their names are free.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA121"
    name = "wrong-arity"
    title = "A member takes another number of arguments"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("wrong-arity",),
            lambda owner, seen: f"{seen.subject} of {owner} {seen.detail}",
            "take `self` and every argument of the contract",
        )
