"""ECMA103: no class that a host can load."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Applicability, Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity, Undecided
from ecma2lint_rules._shared import observed


class NoLoadableClass(Rule):
    """The assembly refers to the contract, but holds no class that a host could load.

    ## What it finds

    No class implements a contract interface, or each that does is abstract, an open generic type, not public, or has no public
    constructor without parameters. The reasons are given per class. A library that another assembly beside it refers to is left
    alone.

    ## Why it matters

    A host finds the connector by the interfaces its classes implement, and creates it with the constructor without
    parameters. Where there is none, the synchronization service stops with `extension-dll-no-implementation` or
    `extension-dll-instantiation`.

    ## Example

    ```csharp bad
    public abstract class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
    }
    ```

    ```vb bad
    Public MustInherit Class Connector
        Implements IMAExtensible2GetSchema

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Return Schema.Create()
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetSchema

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Return Schema.Create()
        End Function
    End Class
    ```

    ```fsharp bad
    [<AbstractClass>]
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
    ```

    ## How to fix it

    Make the class public, concrete and closed, and give it a public constructor without parameters.

    ## References

    - [MS-UPSDBDAP] 2.2.2.5, 0x8023072A (no implementation) and 0x8023072C (instantiation)
    """

    id = "ECMA103"
    name = "no-loadable-class"
    title = "No class that a host can load"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL
    kinds = frozenset({TargetKind.ASSEMBLY})
    needs_class = False

    def applies(self, connector: Connector) -> Applicability:
        """Leaves alone a library that another assembly of the folder refers to."""
        for _, seen in observed(connector, "used-by-sibling"):
            if not any(cls.loadable for cls in connector.target.classes):
                return Applicability(False, f"a library of {seen.subject}, which refers to it")
        return super().applies(connector)

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look for a loadable class; say for each other one why it is not."""
        loadable = [cls.type for cls in connector.target.classes if cls.loadable]
        if loadable:
            yield Evidence(f"a host can load {', '.join(loadable)}")
            return
        unread = [seen for _, seen in observed(connector, "unresolved-base")]
        if unread:
            yield from (
                Undecided(f"{seen.subject} may be a contract class: {seen.detail}", seen.location, seen.subject)
                for seen in unread
            )
            return
        for cls in connector.target.classes:
            reasons = ", ".join(reason.value for reason in cls.not_loadable_because)
            yield Finding(
                f"{cls.type} cannot be loaded: {reasons}",
                cls.location,
                (f"it implements {', '.join(interface.name for interface in cls.interfaces)}",),
                "offer a public, concrete class with a public constructor without parameters",
                cls.type,
            )
        if not connector.target.classes:
            yield Finding(
                "no class implements an interface of the contract",
                evidence=("the assembly refers to Microsoft.MetadirectoryServicesEx",),
                remedy="implement the IMAExtensible2 interfaces, or name the assembly that does",
            )
