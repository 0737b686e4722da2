"""ECMA302: more than one partition."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, ContractClass
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity, Undecided
from ecma2lint_rules._shared import may_implement

_INTERFACE = "IMAExtensible2GetPartitions"


class SeveralPartitions(Rule):
    """GetPartitions can return more than one partition.

    ## What it finds

    `GetPartitions` returns a list with two or more partitions. A connector that does not implement
    `IMAExtensible2GetPartitions` has one partition, the default.

    ## Why it matters

    The provisioning agent works with one partition. Objects of the others are neither imported nor provisioned.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetPartitions
    {
        public IList<Partition> GetPartitions(KeyedCollection<string, ConfigParameter> configParameters)
        {
            return new List<Partition>
            {
                Partition.Create(new Guid("11111111-1111-1111-1111-111111111111"), "dc=one"),
                Partition.Create(new Guid("22222222-2222-2222-2222-222222222222"), "dc=two"),
            };
        }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetPartitions
    {
        public IList<Partition> GetPartitions(KeyedCollection<string, ConfigParameter> configParameters)
        {
            return new List<Partition>
            {
                Partition.Create(new Guid("11111111-1111-1111-1111-111111111111"), "dc=one"),
            };
        }
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetPartitions

        Public Function GetPartitions(configParameters As KeyedCollection(Of String, ConfigParameter)) As IList(Of Partition) _
            Implements IMAExtensible2GetPartitions.GetPartitions
            Return New List(Of Partition) From {
                Partition.Create(New Guid("11111111-1111-1111-1111-111111111111"), "dc=one"),
                Partition.Create(New Guid("22222222-2222-2222-2222-222222222222"), "dc=two")
            }
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetPartitions

        Public Function GetPartitions(configParameters As KeyedCollection(Of String, ConfigParameter)) As IList(Of Partition) _
            Implements IMAExtensible2GetPartitions.GetPartitions
            Return New List(Of Partition) From {Partition.Create(New Guid("11111111-1111-1111-1111-111111111111"), "dc=one")}
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetPartitions with
            member this.GetPartitions(configParameters) =
                ResizeArray
                    [ Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=one")
                      Partition.Create(Guid("22222222-2222-2222-2222-222222222222"), "dc=two") ]
                :> IList<Partition>
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetPartitions with
            member this.GetPartitions(configParameters) =
                ResizeArray [ Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=one") ] :> IList<Partition>
    ```

    ```python bad
    class Connector(IMAExtensible2GetPartitions):
        __namespace__ = "Contoso"

        def GetPartitions(self, configParameters):
            partitions = List[Partition]()
            partitions.Add(Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=one"))
            partitions.Add(Partition.Create(Guid("22222222-2222-2222-2222-222222222222"), "dc=two"))
            return partitions
    ```

    ```python good
    class Connector(IMAExtensible2GetPartitions):
        __namespace__ = "Contoso"

        def GetPartitions(self, configParameters):
            partitions = List[Partition]()
            partitions.Add(Partition.Create(Guid("11111111-1111-1111-1111-111111111111"), "dc=one"))
            return partitions
    ```

    ## How to fix it

    Return one partition, or do not implement `IMAExtensible2GetPartitions` at all.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector (support table, "Partitions")
    """

    id = "ECMA302"
    name = "several-partitions"
    title = "More than one partition"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the number of partitions of each class with GetPartitions."""
        classes = connector.implementers(_INTERFACE)
        if not classes:
            yield from may_implement(connector, _INTERFACE)
            yield Evidence("IMAExtensible2GetPartitions is not implemented: there is one partition, the default")
        for cls in classes:
            yield _judge(cls)


def _judge(cls: ContractClass) -> RuleYield:
    count = cls.partitions.count
    subject = f"{cls.type}::GetPartitions"
    if count.minimum > 1:
        at_least = "" if count.maximum == count.minimum else "at least "
        return Finding(
            f"GetPartitions of {cls.type} returns {at_least}{count.minimum} partitions",
            count.location,
            tuple(f"partition {item.dn.value!r} at {item.location}" for item in cls.partitions.partitions if item.dn.known),
            "return one partition, or do not implement IMAExtensible2GetPartitions",
            subject,
            count.trace,
        )
    if count.maximum is not None and count.maximum <= 1 and count.minimum == 1:
        return Evidence(f"GetPartitions of {cls.type} returns exactly one partition", count.location)
    if count.maximum == 0:
        why = f": {count.reason}" if count.reason else ", as far as it was followed"
        return Undecided(f"GetPartitions of {cls.type} returns no partition{why}", count.location, subject)
    most = "any number of partitions" if count.maximum is None else f"{count.minimum} to {count.maximum} partitions"
    why = f": {count.reason}" if count.reason else ""
    return Undecided(
        f"GetPartitions of {cls.type} may return {most}{why}",
        count.location,
        subject,
        count.trace,
        "return one partition with constant code, or confirm the number by a run",
    )
