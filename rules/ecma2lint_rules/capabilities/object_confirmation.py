"""ECMA216: object confirmation is not normal."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._capability import judge


class ObjectConfirmation(Rule):
    """The connector changes how exports are confirmed.

    ## What it finds

    `MACapabilities.ObjectConfirmation` is anything but `Normal`.

    ## Why it matters

    The provisioning agent ignores it: the page about the PowerShell connector says so for the same capability.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities =>
            new MACapabilities { ObjectConfirmation = MAObjectConfirmation.NoDeleteConfirmation };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ObjectConfirmation = MAObjectConfirmation.Normal };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ObjectConfirmation = MAObjectConfirmation.NoDeleteConfirmation}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ObjectConfirmation = MAObjectConfirmation.Normal}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ObjectConfirmation = MAObjectConfirmation.NoDeleteConfirmation)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ObjectConfirmation = MAObjectConfirmation.Normal)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ObjectConfirmation = MAObjectConfirmation.NoDeleteConfirmation
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ObjectConfirmation = MAObjectConfirmation.Normal
            return capabilities
    ```

    ## How to fix it

    Leave it alone: `Normal` is the default.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-powershell-connector
    """

    id = "ECMA216"
    name = "object-confirmation"
    title = "Object confirmation is not normal"
    severity = Severity.INFO
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge ObjectConfirmation in every class that provides capabilities."""
        yield from judge(
            connector,
            "ObjectConfirmation",
            lambda value: value != "Normal",
            "set `ObjectConfirmation = MAObjectConfirmation.Normal`",
            severity=self.severity,
        )
