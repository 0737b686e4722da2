"""ECMA203: normalizations."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._capability import judge


class Normalizations(Rule):
    """The connector asks the host to normalise values.

    ## What it finds

    `MACapabilities.Normalizations` is anything but `None`.

    ## Why it matters

    The provisioning agent normalises nothing: identifiers arrive as they are, with lower case and accents. A connector that
    relies on `Uppercase` or `RemoveAccents` fails to match what it wrote.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { Normalizations = MANormalizations.Uppercase };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { Normalizations = MANormalizations.None };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.Normalizations = MANormalizations.Uppercase}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.Normalizations = MANormalizations.None}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(Normalizations = MANormalizations.Uppercase)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(Normalizations = MANormalizations.None)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.Normalizations = MANormalizations.Uppercase
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.Normalizations = getattr(MANormalizations, "None")
            return capabilities
    ```

    ## How to fix it

    Set `Normalizations = MANormalizations.None` (the contract's default) and normalise in the connector's own code.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector (support table, "Normalizations")
    """

    id = "ECMA203"
    name = "normalizations"
    title = "Normalizations are declared"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge Normalizations in every class that provides capabilities."""
        yield from judge(
            connector,
            "Normalizations",
            lambda value: value != "None",
            "set `Normalizations = MANormalizations.None` and normalise in the connector",
        )
