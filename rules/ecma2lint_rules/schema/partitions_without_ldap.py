"""ECMA324: partitions without LDAP names."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.records import replace
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._capability import judge
from ecma2lint_rules._shared import InterfaceRule


class PartitionsWithoutLdap(InterfaceRule):
    """The connector offers partitions that no host asks for.

    ## What it finds

    A class implements `IMAExtensible2GetPartitions`, and `DistinguishedNameStyle` is not `Ldap`. Where the style is so only by
    the contract's default it is information.

    ## Why it matters

    `GetPartitions` is "only used when the DistinguishedNameStyle is set to LDAP".

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities, IMAExtensible2GetPartitions
    {
        public MACapabilities Capabilities => new MACapabilities { DistinguishedNameStyle = MADistinguishedNameStyle.Generic };

        public IList<Partition> GetPartitions(KeyedCollection<string, ConfigParameter> configParameters) =>
            new List<Partition> { Partition.Create(new Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso") };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities, IMAExtensible2GetPartitions
    {
        public MACapabilities Capabilities => new MACapabilities { DistinguishedNameStyle = MADistinguishedNameStyle.Ldap };

        public IList<Partition> GetPartitions(KeyedCollection<string, ConfigParameter> configParameters) =>
            new List<Partition> { Partition.Create(new Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso") };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities
        Implements IMAExtensible2GetPartitions

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.DistinguishedNameStyle = MADistinguishedNameStyle.Generic}
            End Get
        End Property

        Public Function GetPartitions(configParameters As KeyedCollection(Of String, ConfigParameter)) As IList(Of Partition) _
            Implements IMAExtensible2GetPartitions.GetPartitions
            Return New List(Of Partition) From {Partition.Create(New Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso")}
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities
        Implements IMAExtensible2GetPartitions

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.DistinguishedNameStyle = MADistinguishedNameStyle.Ldap}
            End Get
        End Property

        Public Function GetPartitions(configParameters As KeyedCollection(Of String, ConfigParameter)) As IList(Of Partition) _
            Implements IMAExtensible2GetPartitions.GetPartitions
            Return New List(Of Partition) From {Partition.Create(New Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso")}
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(DistinguishedNameStyle = MADistinguishedNameStyle.Generic)

        interface IMAExtensible2GetPartitions with
            member this.GetPartitions(configParameters) =
                ResizeArray [ Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso") ] :> IList<Partition>
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(DistinguishedNameStyle = MADistinguishedNameStyle.Ldap)

        interface IMAExtensible2GetPartitions with
            member this.GetPartitions(configParameters) =
                ResizeArray [ Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso") ] :> IList<Partition>
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities, IMAExtensible2GetPartitions):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DistinguishedNameStyle = MADistinguishedNameStyle.Generic
            return capabilities

        def GetPartitions(self, configParameters):
            partitions = List[Partition]()
            partitions.Add(Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso"))
            return partitions
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities, IMAExtensible2GetPartitions):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DistinguishedNameStyle = MADistinguishedNameStyle.Ldap
            return capabilities

        def GetPartitions(self, configParameters):
            partitions = List[Partition]()
            partitions.Add(Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso"))
            return partitions
    ```

    ## How to fix it

    Remove `IMAExtensible2GetPartitions`, or set `DistinguishedNameStyle = MADistinguishedNameStyle.Ldap`.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858039(v=vs.100)
    """

    id = "ECMA324"
    name = "partitions-without-ldap"
    title = "Partitions without LDAP names"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OFFICIAL
    interfaces = frozenset({"IMAExtensible2GetPartitions"})

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the style where partitions are implemented."""
        cls = connector.implementers("IMAExtensible2GetPartitions")[0]
        remedy = "remove IMAExtensible2GetPartitions, or set `DistinguishedNameStyle` to Ldap"
        for item in judge(connector, "DistinguishedNameStyle", lambda value: value != "Ldap", remedy, severity=self.severity):
            if isinstance(item, Finding):
                message = f"{cls.type} implements IMAExtensible2GetPartitions without LDAP names: {item.message}"
                yield replace(item, message=message, subject=f"{cls.type}::GetPartitions")
            else:
                yield item
