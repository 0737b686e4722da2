"""ECMA134: a hierarchy without partitions."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import InterfaceRule, may_implement


class HierarchyWithoutPartitions(InterfaceRule):
    """The connector offers a hierarchy, but no partitions.

    ## What it finds

    A class implements `IMAExtensible2GetHierarchy`, and none implements `IMAExtensible2GetPartitions`.

    ## Why it matters

    A hierarchy lives in a partition: its nodes are discovered below the one that the administrator selected.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetHierarchy
    {
        public IList<HierarchyNode> GetHierarchy(
            KeyedCollection<string, ConfigParameter> configParameters, HierarchyNode parent) =>
            new List<HierarchyNode> { HierarchyNode.Create("ou=people", "people") };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetPartitions, IMAExtensible2GetHierarchy
    {
        public IList<Partition> GetPartitions(KeyedCollection<string, ConfigParameter> configParameters) =>
            new List<Partition> { Partition.Create(new Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso") };

        public IList<HierarchyNode> GetHierarchy(
            KeyedCollection<string, ConfigParameter> configParameters, HierarchyNode parent) =>
            new List<HierarchyNode> { HierarchyNode.Create("ou=people", "people") };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetHierarchy

        Public Function GetHierarchy(configParameters As KeyedCollection(Of String, ConfigParameter),
                                     parent As HierarchyNode) As IList(Of HierarchyNode) _
            Implements IMAExtensible2GetHierarchy.GetHierarchy
            Return New List(Of HierarchyNode) From {HierarchyNode.Create("ou=people", "people")}
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetPartitions
        Implements IMAExtensible2GetHierarchy

        Public Function GetPartitions(configParameters As KeyedCollection(Of String, ConfigParameter)) As IList(Of Partition) _
            Implements IMAExtensible2GetPartitions.GetPartitions
            Return New List(Of Partition) From {Partition.Create(New Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso")}
        End Function

        Public Function GetHierarchy(configParameters As KeyedCollection(Of String, ConfigParameter),
                                     parent As HierarchyNode) As IList(Of HierarchyNode) _
            Implements IMAExtensible2GetHierarchy.GetHierarchy
            Return New List(Of HierarchyNode) From {HierarchyNode.Create("ou=people", "people")}
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetHierarchy with
            member this.GetHierarchy(configParameters, parent) =
                ResizeArray [ HierarchyNode.Create("ou=people", "people") ] :> IList<HierarchyNode>
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetPartitions with
            member this.GetPartitions(configParameters) =
                ResizeArray [ Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso") ] :> IList<Partition>

        interface IMAExtensible2GetHierarchy with
            member this.GetHierarchy(configParameters, parent) =
                ResizeArray [ HierarchyNode.Create("ou=people", "people") ] :> IList<HierarchyNode>
    ```

    ```python bad
    class Connector(IMAExtensible2GetHierarchy):
        __namespace__ = "Contoso"

        def GetHierarchy(self, configParameters, parent):
            nodes = List[HierarchyNode]()
            nodes.Add(HierarchyNode.Create("ou=people", "people"))
            return nodes
    ```

    ```python good
    class Connector(IMAExtensible2GetPartitions, IMAExtensible2GetHierarchy):
        __namespace__ = "Contoso"

        def GetPartitions(self, configParameters):
            partitions = List[Partition]()
            partitions.Add(Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso"))
            return partitions

        def GetHierarchy(self, configParameters, parent):
            nodes = List[HierarchyNode]()
            nodes.Add(HierarchyNode.Create("ou=people", "people"))
            return nodes
    ```

    ## How to fix it

    Implement `IMAExtensible2GetPartitions`, or remove the hierarchy.

    ## References

    - https://learn.microsoft.com/microsoft-identity-manager/reference/microsoft-identity-manager-2016-connector-powershell
      ("Capabilities")
    """

    id = "ECMA134"
    name = "hierarchy-without-partitions"
    title = "A hierarchy without partitions"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED
    interfaces = frozenset({"IMAExtensible2GetHierarchy"})

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look at the interfaces of all classes together."""
        names = connector.interface_names
        missing = {"IMAExtensible2GetPartitions"} - names
        if not missing:
            yield Evidence("IMAExtensible2GetPartitions is implemented too")
            return
        unread = list(may_implement(connector, "IMAExtensible2GetPartitions"))
        yield from unread
        if not unread:
            cls = connector.implementers("IMAExtensible2GetHierarchy")[0]
            yield Finding(
                "IMAExtensible2GetHierarchy is implemented without IMAExtensible2GetPartitions",
                cls.location,
                (),
                "implement IMAExtensible2GetPartitions, or remove the hierarchy",
                "IMAExtensible2GetHierarchy",
            )
