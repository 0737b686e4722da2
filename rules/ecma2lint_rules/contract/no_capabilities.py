"""ECMA109: no capabilities."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import may_implement

_INTERFACES = ("IMAExtensible2GetCapabilities", "IMAExtensible2GetCapabilitiesEx")


class NoCapabilities(Rule):
    """The connector says nothing about its capabilities.

    ## What it finds

    No class implements `IMAExtensible2GetCapabilities` or `IMAExtensible2GetCapabilitiesEx`.

    ## Why it matters

    The host then takes the contract's defaults, and several are true: delta import, renames, partitions, hierarchies, passwords.
    Few connectors can do all of that.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { DeltaImport = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetSchema

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Return Schema.Create()
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.DeltaImport = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(DeltaImport = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DeltaImport = False
            return capabilities
    ```

    ## How to fix it

    Implement `IMAExtensible2GetCapabilities` and assign every capability that matters.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858337(v=vs.100)
    """

    id = "ECMA109"
    name = "no-capabilities"
    title = "No capabilities"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look for one of the two capabilities interfaces."""
        found = [name for name in _INTERFACES if name in connector.interface_names]
        if found:
            yield Evidence(f"{' and '.join(found)} implemented")
            return
        unread = list(may_implement(connector, _INTERFACES[0]))
        yield from unread
        if not unread:
            yield Finding(
                "no class provides capabilities, so the contract's defaults hold",
                connector.classes[0].location,
                (f"it implements {', '.join(sorted(connector.interface_names))}",),
                "implement IMAExtensible2GetCapabilities",
                _INTERFACES[0],
            )
