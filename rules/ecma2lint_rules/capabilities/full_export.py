"""ECMA202: full export."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._capability import judge


class FullExport(Rule):
    """The connector declares the full-export capability.

    ## What it finds

    `MACapabilities.FullExport` is `true` when the host reads the capabilities.

    ## Why it matters

    A full export sends the whole connector space. The provisioning agent exports single changes only: it has no full export,
    so what the connector does in that mode never runs.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { FullExport = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { FullExport = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.FullExport = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.FullExport = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(FullExport = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(FullExport = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.FullExport = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.FullExport = False
            return capabilities
    ```

    ## How to fix it

    Set `FullExport = false`, or leave it alone: false is the contract's default.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector (support table, "Full export")
    """

    id = "ECMA202"
    name = "full-export"
    title = "Full export is declared"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge FullExport in every class that provides capabilities."""
        yield from judge(connector, "FullExport", lambda value: value is True, "set `FullExport = false`")
