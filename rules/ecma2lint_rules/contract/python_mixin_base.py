"""ECMA124: a python base beside an interface."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class PythonMixinBase(Rule):
    """A connector class mixes an interface with something that pythonnet refuses.

    ## What it finds

    A class lists a Python class, `object`, `Generic[T]` or an `ABCMeta` metaclass beside a contract interface, or sets
    `__slots__`.

    ## Why it matters

    pythonnet raises a `TypeError` when the class is defined, so the module does not import.

    ## Example

    ```python bad
    class Mixin:
        pass


    class Connector(Mixin, IMAExtensible2GetSchema):
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

    Derive from interfaces only, and hold the helper as a member.

    ## References

    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA124"
    name = "python-mixin-base"
    title = "A Python base beside an interface"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.PYTHON})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("python-mixin-base",),
            lambda _, seen: f"{seen.subject} mixes a .NET interface with {seen.detail}",
            "derive from interfaces only, and hold helpers as members",
        )
