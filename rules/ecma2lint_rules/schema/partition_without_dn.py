"""ECMA323: a partition without a distinguished name."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, Scalar
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._open import open_partitions
from ecma2lint_rules._shared import InterfaceRule


class PartitionWithoutDn(InterfaceRule):
    """A partition has no distinguished name of its own.

    ## What it finds

    `Partition.Create` with an empty distinguished name, or with the text of the identifier.

    ## Why it matters

    The contract then takes the text of the identifier as the distinguished name. A host checks with it whether objects lie within
    the partition.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetPartitions
    {
        public IList<Partition> GetPartitions(KeyedCollection<string, ConfigParameter> configParameters) =>
            new List<Partition> { Partition.Create(new Guid("11111111-1111-1111-1111-111111111111"), "") };
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
            Return New List(Of Partition) From {Partition.Create(New Guid("11111111-1111-1111-1111-111111111111"), "")}
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
                ResizeArray [ Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "") ] :> IList<Partition>
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
            partitions.Add(Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), ""))
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

    Pass the distinguished name that the objects of the partition share.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA323"
    name = "partition-without-dn"
    title = "A partition without a distinguished name"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OBSERVED
    interfaces = frozenset({"IMAExtensible2GetPartitions"})

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the distinguished name of every partition with its identifier."""
        yield from open_partitions(connector)
        for cls in connector.implementers("IMAExtensible2GetPartitions"):
            for partition in cls.partitions.partitions:
                dn, identifier = partition.dn, partition.identifier
                if dn.known and (not dn.value or (identifier.known and _plain(dn.value) == _plain(identifier.value))):
                    yield Finding(
                        f"a partition of {cls.type} has no distinguished name but its identifier",
                        partition.location,
                        (f"its distinguished name is {dn.value!r}",),
                        "pass the distinguished name that its objects share",
                        f"{cls.type}::{identifier.value if identifier.known else 'partition'}",
                    )
                elif not dn.known and (not dn.values or "" in dn.values):
                    yield Undecided(
                        f"the distinguished name of a partition of {cls.type} is not known: {dn.reason}",
                        dn.location,
                        cls.type,
                        dn.trace,
                        "pass a constant distinguished name",
                    )


def _plain(text: Scalar) -> str:
    return str(text).strip("{}()").replace("-", "").lower()
