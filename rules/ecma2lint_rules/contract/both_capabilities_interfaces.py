"""ECMA135: capabilities are declared twice."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._capability import CapabilitiesRule


class BothCapabilitiesInterfaces(CapabilitiesRule):
    """The connector declares its capabilities through two interfaces.

    ## What it finds

    `IMAExtensible2GetCapabilities` and `IMAExtensible2GetCapabilitiesEx` are both implemented.

    ## Why it matters

    Which of the two a host asks first is not documented. Where they differ, the connector declares one thing here and another
    there.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities, IMAExtensible2GetCapabilitiesEx
    {
        public MACapabilities Capabilities => new MACapabilities { ConcurrentOperation = false };

        public MACapabilities GetCapabilitiesEx(KeyedCollection<string, ConfigParameter> configParameters) =>
            new MACapabilities { ConcurrentOperation = false };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilitiesEx
    {
        public MACapabilities GetCapabilitiesEx(KeyedCollection<string, ConfigParameter> configParameters) =>
            new MACapabilities { ConcurrentOperation = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities
        Implements IMAExtensible2GetCapabilitiesEx

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ConcurrentOperation = False}
            End Get
        End Property

        Public Function GetCapabilitiesEx(configParameters As KeyedCollection(Of String, ConfigParameter)) As MACapabilities _
            Implements IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx
            Return New MACapabilities With {.ConcurrentOperation = False}
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilitiesEx

        Public Function GetCapabilitiesEx(configParameters As KeyedCollection(Of String, ConfigParameter)) As MACapabilities _
            Implements IMAExtensible2GetCapabilitiesEx.GetCapabilitiesEx
            Return New MACapabilities With {.ConcurrentOperation = False}
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ConcurrentOperation = false)

        interface IMAExtensible2GetCapabilitiesEx with
            member this.GetCapabilitiesEx(configParameters) = MACapabilities(ConcurrentOperation = false)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilitiesEx with
            member this.GetCapabilitiesEx(configParameters) = MACapabilities(ConcurrentOperation = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities, IMAExtensible2GetCapabilitiesEx):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ConcurrentOperation = False
            return capabilities

        def GetCapabilitiesEx(self, configParameters):
            capabilities = MACapabilities()
            capabilities.ConcurrentOperation = False
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilitiesEx):
        __namespace__ = "Contoso"

        def GetCapabilitiesEx(self, configParameters):
            capabilities = MACapabilities()
            capabilities.ConcurrentOperation = False
            return capabilities
    ```

    ## How to fix it

    Keep one of them; where both must stay, let one call the other.

    ## References

    - Inferred: the precedence is not documented
    """

    id = "ECMA135"
    name = "both-capabilities-interfaces"
    title = "Capabilities are declared twice"
    severity = Severity.INFO
    since = "0.1.0"
    backing = Backing.INFERRED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look for both interfaces."""
        both = {"IMAExtensible2GetCapabilities", "IMAExtensible2GetCapabilitiesEx"}
        if both <= connector.interface_names:
            cls = connector.implementers("IMAExtensible2GetCapabilitiesEx")[0]
            message = "both IMAExtensible2GetCapabilities and IMAExtensible2GetCapabilitiesEx are implemented"
            yield Finding(message, cls.location, (), "keep one of them", "IMAExtensible2GetCapabilitiesEx")
