"""ECMA206: renaming objects is declared."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.records import replace
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._capability import judge, values_of


class ObjectRename(Rule):
    """The connector says that objects can be renamed.

    ## What it finds

    - `MACapabilities.ObjectRename` is assigned `true`. A value that is true only by the contract's default is information, and so
      is one beside the LDAP style, where distinguished names change without the anchor.
    - Assigning `DistinguishedNameStyle = MADistinguishedNameStyle.None` sets `ObjectRename = false` at that moment.

    ## Why it matters

    The provisioning agent does not support changes of the anchor (renames). What the connector does on a rename never runs, or
    runs with a value that the host did not mean.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ObjectRename = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { ObjectRename = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ObjectRename = True}
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ObjectRename = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ObjectRename = true)
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ObjectRename = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ObjectRename = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ObjectRename = False
            return capabilities
    ```

    ## How to fix it

    Set `ObjectRename = false`.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/known-issues ("On-premises application provisioning")
    """

    id = "ECMA206"
    name = "object-rename"
    title = "Renaming objects is declared"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge ObjectRename in every class that provides capabilities."""
        remedy = "set `ObjectRename = false`"
        ldap = any(value.known and value.value == "Ldap" for _, value in values_of(connector, "DistinguishedNameStyle"))
        for item in judge(connector, "ObjectRename", lambda value: value is True, remedy, severity=self.severity):
            if ldap and isinstance(item, Finding):
                yield replace(item, severity=Severity.INFO, evidence=(*item.evidence, "the distinguished name style is Ldap"))
            else:
                yield item
