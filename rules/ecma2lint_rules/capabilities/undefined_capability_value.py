"""ECMA213: a value its enumeration does not define."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.contract import CAPABILITIES
from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._capability import CapabilitiesRule, unread_capabilities, values_of
from ecma2lint_rules._shared import every


class UndefinedCapabilityValue(CapabilitiesRule):
    """A capability is assigned a number that its enumeration does not define.

    ## What it finds

    `ExportType`, `DistinguishedNameStyle`, `ObjectConfirmation` or `Normalizations` gets a number without a name, such as
    `(MAExportType)4` or `default(MAExportType)`, which is 0.

    ## Why it matters

    The numbers of `MAExportType` are 1, 2, 3 and 5, those of `MAObjectConfirmation` 0, 1 and 3. .NET accepts any number; a host
    does not know what to do with it.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ExportType = (MAExportType)4 };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ExportType = MAExportType.AttributeReplace };
    }
    ```

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ExportType = default(MAExportType) };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ExportType = CType(4, MAExportType)}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ExportType = MAExportType.AttributeReplace}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ExportType = enum<MAExportType> 4)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ExportType = MAExportType.AttributeReplace)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ExportType = MAExportType(4, True)
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ExportType = MAExportType.AttributeReplace
            return capabilities
    ```

    ## How to fix it

    Use a value of the enumeration by its name.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA213"
    name = "undefined-capability-value"
    title = "A value its enumeration does not define"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look for numbers among the values of the enumerations."""
        yield from unread_capabilities(connector)
        for name, capability in CAPABILITIES.items():
            for cls, value in values_of(connector, name) if capability.enum else ():
                subject = f"{cls.type}::{name}"
                answer = every(value, lambda one: isinstance(one, int))
                if answer:
                    words = " or ".join(str(one) for one in value.values)
                    yield Finding(
                        f"{cls.type} sets {name} to {words}, which {capability.enum} does not define",
                        value.location,
                        (),
                        f"use a value of {capability.enum} by its name",
                        subject,
                        value.trace,
                    )
                elif answer is None:
                    why = value.reason or "it differs between the paths through the code"
                    yield Undecided(f"{name} of {cls.type} is not known: {why}", value.location, subject, value.trace)
