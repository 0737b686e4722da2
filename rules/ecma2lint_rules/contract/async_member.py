"""ECMA122: a member is a coroutine or a generator."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, Observation, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class AsyncMember(Rule):
    """A contract member is `async` or contains `yield`.

    ## What it finds

    A method that is bound to a contract member is declared `async def`, or is a generator.

    ## Why it matters

    The host gets a coroutine or a generator instead of the result, and the call fails. Where the member returns nothing, the host
    sees success, and the body never runs.

    ## Example

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        async def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ## How to fix it

    Write a plain method; run a coroutine to its end inside it.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA122"
    name = "async-member"
    title = "A member is a coroutine or a generator"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("async-member", "generator-member"),
            _message,
            "write a plain method, and run the coroutine to its end inside it",
        )


def _message(owner: str, seen: Observation) -> str:
    kind = "a coroutine" if seen.kind == "async-member" else "a generator"
    return f"{seen.subject} of {owner} is {kind}: its body does not run"
