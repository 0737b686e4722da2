"""ECMA322: a partition with a new identifier each time."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import NEW_IDENTIFIER, Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._open import open_partitions
from ecma2lint_rules._shared import InterfaceRule


class UnstablePartitionIdentifier(InterfaceRule):
    """The identifier of a partition changes with every call.

    ## What it finds

    `Partition.Create` with an identifier that comes from `Guid.NewGuid()`.

    ## Why it matters

    A host stores the identifier of the partition that was selected. With a new one each time it does not find it again.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetPartitions
    {
        public IList<Partition> GetPartitions(KeyedCollection<string, ConfigParameter> configParameters) =>
            new List<Partition> { Partition.Create(Guid.NewGuid(), "dc=contoso") };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetPartitions
    {
        public IList<Partition> GetPartitions(KeyedCollection<string, ConfigParameter> configParameters) =>
            new List<Partition> { Partition.Create(new Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso") };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetPartitions

        Public Function GetPartitions(configParameters As KeyedCollection(Of String, ConfigParameter)) As IList(Of Partition) _
            Implements IMAExtensible2GetPartitions.GetPartitions
            Return New List(Of Partition) From {Partition.Create(Guid.NewGuid(), "dc=contoso")}
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetPartitions

        Public Function GetPartitions(configParameters As KeyedCollection(Of String, ConfigParameter)) As IList(Of Partition) _
            Implements IMAExtensible2GetPartitions.GetPartitions
            Return New List(Of Partition) From {Partition.Create(New Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso")}
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetPartitions with
            member this.GetPartitions(configParameters) =
                ResizeArray [ Partition.Create(Guid.NewGuid(), "dc=contoso") ] :> IList<Partition>
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetPartitions with
            member this.GetPartitions(configParameters) =
                ResizeArray [ Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso") ] :> IList<Partition>
    ```

    ```python bad
    class Connector(IMAExtensible2GetPartitions):
        __namespace__ = "Contoso"

        def GetPartitions(self, configParameters):
            partitions = List[Partition]()
            partitions.Add(Partition.Create(Guid.NewGuid(), "dc=contoso"))
            return partitions
    ```

    ```python good
    class Connector(IMAExtensible2GetPartitions):
        __namespace__ = "Contoso"

        def GetPartitions(self, configParameters):
            partitions = List[Partition]()
            partitions.Add(Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=contoso"))
            return partitions
    ```

    ## How to fix it

    Use one constant identifier.

    ## References

    - Inferred: the identifier is stored in the configuration of the host
    """

    id = "ECMA322"
    name = "unstable-partition-identifier"
    title = "A partition with a new identifier each time"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED
    interfaces = frozenset({"IMAExtensible2GetPartitions"})

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the identifier of every partition."""
        yield from open_partitions(connector)
        for cls in connector.implementers("IMAExtensible2GetPartitions"):
            for partition in cls.partitions.partitions:
                if partition.identifier.reason == NEW_IDENTIFIER:
                    yield Finding(
                        f"a partition of {cls.type} gets a new identifier each time",
                        partition.location,
                        (NEW_IDENTIFIER,),
                        "use one constant identifier",
                        f"{cls.type}::{partition.name.value if partition.name.known else 'partition'}",
                        partition.identifier.trace,
                    )
                elif not partition.identifier.known:
                    yield Undecided(
                        f"the identifier of a partition of {cls.type} is not known: {partition.identifier.reason}",
                        partition.identifier.location,
                        cls.type,
                        partition.identifier.trace,
                        "use one constant identifier",
                    )
