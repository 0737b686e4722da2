"""ECMA204: concurrent operations."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._capability import judge


class ConcurrentOperation(Rule):
    """The connector relies on concurrent operation, which the host ignores.

    ## What it finds

    `MACapabilities.ConcurrentOperation` is assigned `true` in code.
    A value that is true only by the contract's default is not reported.

    ## Why it matters

    The provisioning agent ignores this capability: it runs the connector as it sees fit. A connector that was written to run
    beside others, or to be protected from them, gets neither from this setting.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ConcurrentOperation = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ConcurrentOperation = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ConcurrentOperation = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ConcurrentOperation = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ConcurrentOperation = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ConcurrentOperation = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ConcurrentOperation = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ConcurrentOperation = False
            return capabilities
    ```

    ## How to fix it

    Assign `ConcurrentOperation = false`, and let the connector work either way.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector (support table)
    """

    id = "ECMA204"
    name = "concurrent-operation"
    title = "Concurrent operation is assigned true"
    severity = Severity.INFO
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge ConcurrentOperation in every class that provides capabilities."""
        yield from judge(
            connector,
            "ConcurrentOperation",
            lambda value: value is True,
            "set `ConcurrentOperation = false`, and do not rely on it",
            defaults_count=False,
        )
