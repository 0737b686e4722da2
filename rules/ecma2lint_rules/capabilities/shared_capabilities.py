"""ECMA217: one capabilities object for all."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._capability import CapabilitiesRule


class SharedCapabilities(CapabilitiesRule):
    """The connector hands out one capabilities object for ever.

    ## What it finds

    The `MACapabilities` that a host gets was filled in a static constructor: it stands in a static field and is shared by all
    connectors that use the assembly. An object that is created later and kept is not found.

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
    kinds = frozenset({TargetKind.ASSEMBLY})

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look for values that were assigned in a static constructor."""
        for cls in connector.classes:
            values = cls.capabilities.values if cls.capabilities else {}
            shared = next((value for value in values.values() if value.location.member == ".cctor"), None)
            if shared:
                yield Finding(
                    f"{cls.type} returns a capabilities object that was created in a static constructor",
                    shared.location,
                    (),
                    "create the object in the member that returns it",
                    f"{cls.type}::Capabilities",
                )
