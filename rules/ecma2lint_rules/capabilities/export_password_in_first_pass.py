"""ECMA201: password in the first export pass."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._capability import judge


class ExportPasswordInFirstPass(Rule):
    """The connector expects the password in the first export pass.

    ## What it finds

    `MACapabilities.ExportPasswordInFirstPass` is `true` when the host reads the capabilities.

    ## Why it matters

    The provisioning agent never sends the password with the object: it calls `SetPassword` in a second step. A connector that
    waits for the password while it creates the object creates it without one.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ExportPasswordInFirstPass = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ExportPasswordInFirstPass = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ExportPasswordInFirstPass = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ExportPasswordInFirstPass = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ExportPasswordInFirstPass = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ExportPasswordInFirstPass = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ExportPasswordInFirstPass = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ExportPasswordInFirstPass = False
            return capabilities
    ```

    ## How to fix it

    Set `ExportPasswordInFirstPass = false` (the contract's default) and implement `IMAExtensible2Password.SetPassword`.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector
      (support table, "ExportPasswordInFirstPass": not supported in every version of the page)
    """

    id = "ECMA201"
    name = "export-password-in-first-pass"
    title = "The password is expected in the first export pass"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge ExportPasswordInFirstPass in every class that provides capabilities."""
        yield from judge(
            connector,
            "ExportPasswordInFirstPass",
            lambda value: value is True,
            "set `ExportPasswordInFirstPass = false` and set the password in `SetPassword`",
        )
