"""ECMA215: references are held back in the first export."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._capability import judge


class NoReferenceValuesInFirstExport(Rule):
    """The connector asks for references in a second export.

    ## What it finds

    `MACapabilities.NoReferenceValuesInFirstExport` is `true`.

    ## Why it matters

    The provisioning agent supports no reference attributes, so the capability has no effect; a connector that waits for the
    second export waits in vain.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { NoReferenceValuesInFirstExport = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { NoReferenceValuesInFirstExport = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.NoReferenceValuesInFirstExport = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.NoReferenceValuesInFirstExport = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(NoReferenceValuesInFirstExport = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(NoReferenceValuesInFirstExport = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.NoReferenceValuesInFirstExport = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.NoReferenceValuesInFirstExport = False
            return capabilities
    ```

    ## How to fix it

    Leave it alone: false is the default.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858355(v=vs.100)
    - https://learn.microsoft.com/entra/identity/app-provisioning/known-issues ("On-premises application provisioning")
    """

    id = "ECMA215"
    name = "no-reference-values-in-first-export"
    title = "References are held back in the first export"
    severity = Severity.INFO
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge NoReferenceValuesInFirstExport in every class that provides capabilities."""
        yield from judge(
            connector,
            "NoReferenceValuesInFirstExport",
            lambda value: value is True,
            "set `NoReferenceValuesInFirstExport = false`",
            severity=self.severity,
        )
