"""ECMA212: passwords are declared, but not implemented."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Evidence, Severity
from ecma2lint_rules._capability import CapabilitiesRule, judge
from ecma2lint_rules._shared import may_implement

_INTERFACE = "IMAExtensible2Password"


class PasswordNotImplemented(CapabilitiesRule):
    """The connector declares password operations without the interface for them.

    ## What it finds

    `SupportPassword` is assigned `true`, and no class implements `IMAExtensible2Password`. A value that is true only by the
    contract's default is information.

    ## Why it matters

    A host that offers to set passwords calls members that are not there.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { SupportPassword = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { SupportPassword = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.SupportPassword = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.SupportPassword = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(SupportPassword = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(SupportPassword = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.SupportPassword = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.SupportPassword = False
            return capabilities
    ```

    ## How to fix it

    Set `SupportPassword = false`, or implement `IMAExtensible2Password`.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA212"
    name = "password-not-implemented"
    title = "Passwords are declared, but not implemented"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge SupportPassword unless the interface is there."""
        if _INTERFACE in connector.interface_names:
            yield Evidence(f"{_INTERFACE} is implemented")
            return
        unread = list(may_implement(connector, _INTERFACE))
        if unread:
            yield from unread
            return
        remedy = "set `SupportPassword = false`, or implement IMAExtensible2Password"
        yield from judge(connector, "SupportPassword", lambda value: value is True, remedy, severity=self.severity)
