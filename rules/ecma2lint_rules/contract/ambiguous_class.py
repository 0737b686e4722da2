"""ECMA104: two classes for one interface."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.contract import CONTRACT_INTERFACES
from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity


class AmbiguousClass(Rule):
    """Two classes that a host can load implement the same interface.

    ## What it finds

    Two or more loadable classes implement the same `IMAExtensible2` interface. Several classes for different interfaces are fine.

    ## Why it matters

    A host finds a class by its interface. Where two answer, the synchronization service stops with `extension-dll-ambiguous`.

    ## Example

    ```csharp bad
    public class First : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
    }

    public class Second : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
    }
    ```

    ```csharp good
    public class First : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
    }
    ```

    ```vb bad
    Public Class First
        Implements IMAExtensible2GetSchema

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Return Schema.Create()
        End Function
    End Class

    Public Class Second
        Implements IMAExtensible2GetSchema

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Return Schema.Create()
        End Function
    End Class
    ```

    ```vb good
    Public Class First
        Implements IMAExtensible2GetSchema

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Return Schema.Create()
        End Function
    End Class
    ```

    ```fsharp bad
    type First() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()

    type Second() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
    ```

    ```fsharp good
    type First() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
    ```

    ```python bad
    class First(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()


    class Second(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ```python good
    class First(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ## How to fix it

    Keep one, and make the other internal or abstract.

    ## References

    - [MS-UPSDBDAP] 2.2.2.5, 0x8023072B (ambiguous)
    """

    id = "ECMA104"
    name = "ambiguous-class"
    title = "Two classes for one interface"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Count the loadable classes of each interface."""
        for name in CONTRACT_INTERFACES:
            classes = [cls for cls in connector.implementers(name) if cls.loadable]
            if len(classes) > 1:
                yield Finding(
                    f"{name} is implemented by {len(classes)} classes: {', '.join(cls.type for cls in classes)}",
                    classes[1].location,
                    tuple(f"{cls.type} at {cls.location}" for cls in classes if str(cls.location)),
                    "keep one of the classes public",
                    name,
                )
        yield Evidence("no interface has two classes")
