"""ECMA217: one capabilities object for all."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._capability import CapabilitiesRule
from ecma2lint_rules._shared import findings_of


class SharedCapabilities(CapabilitiesRule):
    """The connector hands out one capabilities object for ever.

    ## What it finds

    The `MACapabilities` that a host gets is kept in a static field, directly or within another object, whether it was created
    there or on first use: it is shared by all connectors that use the assembly. In Python, the same of a variable of the module
    or of the class. An object that the connector keeps for itself is none of these.

    ## Why it matters

    Its properties can be assigned by anyone who holds it, and then they change for everyone. Capabilities are read when the
    connector is created; they should not change later.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        private static readonly MACapabilities Shared = new MACapabilities { ConcurrentOperation = false };

        public MACapabilities Capabilities => Shared;
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

        Private Shared ReadOnly Defaults As New MACapabilities With {.ConcurrentOperation = False}

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return Defaults
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
        static let defaults = MACapabilities(ConcurrentOperation = false)

        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = defaults
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ConcurrentOperation = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        shared = MACapabilities()

        def get_Capabilities(self):
            return self.shared
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            return MACapabilities()
    ```

    ## How to fix it

    Create the object in the member that returns it.

    ## References

    - http://www.theundocumentedsyncengine.com/content/ecma2-capabilities.html
    """

    id = "ECMA217"
    name = "shared-capabilities"
    title = "One capabilities object for all"
    severity = Severity.INFO
    since = "0.1.0"
    backing = Backing.INFERRED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw of the object that is returned."""
        yield from findings_of(
            connector,
            ("shared-result",),
            lambda owner, seen: f"{seen.subject} of {owner} returns one capabilities object for ever",
            "create the object in the member that returns it",
        )
