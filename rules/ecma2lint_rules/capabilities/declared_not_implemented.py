"""ECMA210: declared, but not implemented."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Certainty, Connector, ContractClass, Origin, Value
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._capability import IMPLIED, CapabilitiesRule, unread_capabilities, values_of
from ecma2lint_rules._shared import EXPORTS, IMPORTS, every, lowered, may_implement

_NEEDS = {
    "SupportImport": IMPORTS,
    "SupportExport": EXPORTS,
    "SupportPartitions": frozenset({"IMAExtensible2GetPartitions"}),
    "SupportHierarchy": frozenset({"IMAExtensible2GetHierarchy"}),
}
_RUNS = ("SupportImport", "SupportExport")


class DeclaredNotImplemented(CapabilitiesRule):
    """The connector declares a capability without the interface it needs.

    ## What it finds

    - `SupportImport` or `SupportExport` is assigned `true`, and no class implements an interface for it: an error; a warning
      where it is true only by the contract's default.
    - `SupportPartitions` or `SupportHierarchy` is assigned `true` without the interface: a warning. Where it is true only by
      default it is information, and only with LDAP names, since nothing else uses it.

    ## Why it matters

    A host builds its run profiles and dialogues from the capabilities, and calls what is not there.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { SupportExport = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { SupportExport = false, SupportImport = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.SupportExport = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.SupportExport = False, .SupportImport = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(SupportExport = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(SupportExport = false, SupportImport = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.SupportExport = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.SupportExport = False
            capabilities.SupportImport = False
            return capabilities
    ```

    ## How to fix it

    Implement the interface, or set the capability to `false`.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA210"
    name = "declared-not-implemented"
    title = "Declared, but not implemented"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the capabilities with the interfaces of all classes together."""
        yield from unread_capabilities(connector)
        for name, interfaces in _NEEDS.items():
            if connector.interface_names & interfaces:
                continue
            for cls, value in values_of(connector, name):
                yield from _judge(connector, cls, name, value)


def _judge(connector: Connector, cls: ContractClass, name: str, value: Value) -> Iterator[RuleYield]:
    subject = f"{cls.type}::{name}"
    interface = " or ".join(sorted(_NEEDS[name]))
    answer = every(value, lambda one: one is True)
    default = value.origin is Origin.DEFAULT
    if answer is False or (default and name not in _RUNS and not _ldap(cls)):
        return
    unread = list(may_implement(connector, interface))
    if unread:
        yield from unread
    elif answer is None:
        why = value.reason or "it differs between the paths through the code"
        yield Undecided(f"{name} of {cls.type} is not known: {why}", value.location, subject, value.trace)
    else:
        level = Severity.ERROR if name in _RUNS else Severity.WARNING
        yield Finding(
            f"{cls.type} declares {name}, but no class implements {interface}" + (IMPLIED if default else ""),
            value.location,
            (),
            f"implement {interface}, or set `{name} = false`",
            subject,
            value.trace,
            lowered(level) if default else level,
        )


def _ldap(cls: ContractClass) -> bool:
    style = cls.capabilities.values.get("DistinguishedNameStyle") if cls.capabilities else None
    return style is not None and style.certainty is Certainty.KNOWN and style.value == "Ldap"
