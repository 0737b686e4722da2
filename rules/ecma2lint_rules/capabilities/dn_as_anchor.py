"""ECMA208: the distinguished name is the anchor."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._capability import judge


class DnAsAnchor(Rule):
    """The connector uses the distinguished name as the anchor.

    ## What it finds

    `MACapabilities.IsDNAsAnchor` is `true` when the host reads the capabilities.

    ## Why it matters

    The provisioning agent makes the distinguished name of a new object from its anchor, so the anchor cannot be the distinguished
    name: the troubleshooting page says "Ensure 'DN is Anchor' is not checked".

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { IsDNAsAnchor = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { IsDNAsAnchor = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.IsDNAsAnchor = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.IsDNAsAnchor = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(IsDNAsAnchor = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(IsDNAsAnchor = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.IsDNAsAnchor = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.IsDNAsAnchor = False
            return capabilities
    ```

    ## How to fix it

    Set `IsDNAsAnchor = false`, and create one anchor attribute.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-ecma-troubleshoot
    """

    id = "ECMA208"
    name = "dn-as-anchor"
    title = "The distinguished name is the anchor"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge IsDNAsAnchor in every class that provides capabilities."""
        yield from judge(
            connector,
            "IsDNAsAnchor",
            lambda value: value is True,
            "set `IsDNAsAnchor = false`",
            severity=self.severity,
        )
