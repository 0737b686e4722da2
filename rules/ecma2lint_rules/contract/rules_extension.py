"""ECMA133: a rules extension in the connector."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class RulesExtension(Rule):
    """The connector holds a rules extension.

    ## What it finds

    A class implements `IMASynchronization` or `IMVSynchronization`.

    ## Why it matters

    Rules extensions belong to the metaverse of the synchronization service. The provisioning agent has none and never calls them:
    what the code does there does not happen.

    ## Example

    ```csharp bad
    public class Rules : IMVSynchronization
    {
        public void Initialize() { }

        public void Terminate() { }

        public void Provision(MVEntry mventry) { }

        public bool ShouldDeleteFromMV(CSEntry csentry, MVEntry mventry) => false;
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
    }
    ```

    ```vb bad
    Public Class Rules
        Implements IMVSynchronization

        Public Sub Initialize() Implements IMVSynchronization.Initialize
        End Sub

        Public Sub Terminate() Implements IMVSynchronization.Terminate
        End Sub

        Public Sub Provision(mventry As MVEntry) Implements IMVSynchronization.Provision
        End Sub

        Public Function ShouldDeleteFromMV(csentry As CSEntry, mventry As MVEntry) As Boolean _
            Implements IMVSynchronization.ShouldDeleteFromMV
            Return False
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
    type Rules() =
        interface IMVSynchronization with
            member this.Initialize() = ()
            member this.Terminate() = ()
            member this.Provision(mventry) = ()
            member this.ShouldDeleteFromMV(csentry, mventry) = false
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
    ```

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()


    class Rules(IMVSynchronization):
        __namespace__ = "Contoso"

        def Initialize(self):
            pass

        def Terminate(self):
            pass

        def Provision(self, mventry):
            pass

        def ShouldDeleteFromMV(self, csentry, mventry):
            return False
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ## How to fix it

    Move the class to an assembly of its own, and the logic that the connector needs into its import and export.

    ## References

    - Inferred: the host has no metaverse
    """

    id = "ECMA133"
    name = "rules-extension"
    title = "A rules extension in the connector"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report each rules-extension interface."""
        yield from findings_of(
            connector,
            ("rules-extension",),
            lambda _, seen: f"{seen.subject} is a rules extension",
            "move it to an assembly of its own",
        )
