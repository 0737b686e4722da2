"""ECMA209: a capability that needs LDAP names."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, ContractClass, Origin, Value
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._capability import IMPLIED, CapabilitiesRule, shown, unread_capabilities, values_of
from ecma2lint_rules._shared import both, every

_NAMES = ("SupportPartitions", "SupportHierarchy", "IsDNAsAnchor")


class LdapOnlyCapability(CapabilitiesRule):
    """The connector declares something that works with LDAP names only, and has none.

    ## What it finds

    `SupportPartitions`, `SupportHierarchy` or `IsDNAsAnchor` is `true`, and `DistinguishedNameStyle` is not `Ldap`. What is true
    only by the contract's default is information.

    ## Why it matters

    Partitions and hierarchies are "only used when the DistinguishedNameStyle is set to LDAP"; without it the setting is dead.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { SupportPartitions = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { SupportPartitions = false, SupportHierarchy = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.SupportPartitions = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.SupportPartitions = False, .SupportHierarchy = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(SupportPartitions = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(SupportPartitions = false, SupportHierarchy = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.SupportPartitions = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.SupportPartitions = False
            capabilities.SupportHierarchy = False
            return capabilities
    ```

    ## How to fix it

    Set these capabilities to `false`, or `DistinguishedNameStyle` to `MADistinguishedNameStyle.Ldap`.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858039(v=vs.100)
    - https://learn.microsoft.com/microsoft-identity-manager/reference/microsoft-identity-manager-2016-connector-powershell
      ("Capabilities")
    """

    id = "ECMA209"
    name = "ldap-only-capability"
    title = "A capability that needs LDAP names"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the style with the capabilities that need LDAP names."""
        yield from unread_capabilities(connector)
        for cls, style in values_of(connector, "DistinguishedNameStyle"):
            values = cls.capabilities.values if cls.capabilities else {}
            without = every(style, lambda value: value != "Ldap")
            on = {name: both(without, every(values[name], lambda value: value is True)) for name in _NAMES if name in values}
            implied = [name for name, answer in on.items() if answer and values[name].origin is Origin.DEFAULT]
            for name, answer in on.items():
                if answer and name not in implied:
                    yield _finding(cls, [name], style, values[name])
            if implied:
                yield _finding(cls, implied, style, values[implied[0]])
            open_ = [name for name, answer in on.items() if answer is None and values[name].origin is not Origin.DEFAULT]
            if open_:
                unsure = style if without is None else values[open_[0]]
                why = unsure.reason or "it differs between the paths through the code"
                reason = f"whether {' and '.join(open_)} of {cls.type} have LDAP names is not known: {why}"
                yield Undecided(reason, unsure.location, f"{cls.type}::{open_[0]}", unsure.trace)


def _finding(cls: ContractClass, names: list[str], style: Value, value: Value) -> Finding:
    default = value.origin is Origin.DEFAULT
    styles = " or ".join(shown(one) for one in style.values)
    by = " by default" if style.origin is Origin.DEFAULT else ""
    return Finding(
        f"{cls.type} declares {' and '.join(names)} without LDAP names" + (IMPLIED if default else ""),
        value.location,
        (f"DistinguishedNameStyle is {styles}{by}",),
        "set it to false, or DistinguishedNameStyle to Ldap",
        f"{cls.type}::{'+'.join(names)}",
        value.trace,
        Severity.INFO if default else None,
    )
