"""ECMA205: delete-add as replace."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._capability import judge


class DeleteAddAsReplace(Rule):
    """The connector relies on delete-adds being exported as replacements, which the host ignores.

    ## What it finds

    `MACapabilities.DeleteAddAsReplace` is assigned `true` in code.
    A value that is true only by the contract's default is not reported.

    ## Why it matters

    The provisioning agent ignores this capability: a delete followed by an add arrives as two changes, not as one replacement.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { DeleteAddAsReplace = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { DeleteAddAsReplace = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.DeleteAddAsReplace = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.DeleteAddAsReplace = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(DeleteAddAsReplace = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(DeleteAddAsReplace = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DeleteAddAsReplace = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DeleteAddAsReplace = False
            return capabilities
    ```

    ## How to fix it

    Assign `DeleteAddAsReplace = false`, and let the connector work either way.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector (support table)
    """

    id = "ECMA205"
    name = "delete-add-as-replace"
    title = "DeleteAddAsReplace is assigned true"
    severity = Severity.INFO
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge DeleteAddAsReplace in every class that provides capabilities."""
        yield from judge(
            connector,
            "DeleteAddAsReplace",
            lambda value: value is True,
            "set `DeleteAddAsReplace = false`, and do not rely on it",
            defaults_count=False,
        )
