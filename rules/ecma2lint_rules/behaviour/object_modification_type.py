"""ECMA407: ObjectModificationType is set wrongly."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class ObjectModificationType(Rule):
    """The kind of a change is set in a way that throws.

    ## What it finds

    `CSEntryChange.ObjectModificationType` is set twice, is set after attribute changes were added, or is set to `None` or
    `Unconfigured`.

    ## Why it matters

    The setter throws `InvalidOperationException` or `ArgumentException`.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2CallImport
    {
        public int ImportDefaultPageSize => 100;
        public int ImportMaxPageSize => 1000;

        public OpenImportConnectionResults OpenImportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenImportConnectionRunStep importRunStep) =>
            new OpenImportConnectionResults();

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep)
        {
            var change = CSEntryChange.Create();
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", "ada@contoso.com"));
            change.ObjectModificationType = ObjectModificationType.Add;
            return new GetImportEntriesResults { CSEntries = new List<CSEntryChange> { change } };
        }

        public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep importRunStep) =>
            new CloseImportConnectionResults();
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2CallImport
    {
        public int ImportDefaultPageSize => 100;
        public int ImportMaxPageSize => 1000;

        public OpenImportConnectionResults OpenImportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenImportConnectionRunStep importRunStep) =>
            new OpenImportConnectionResults();

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep)
        {
            var change = CSEntryChange.Create();
            change.ObjectModificationType = ObjectModificationType.Add;
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", "ada@contoso.com"));
            return new GetImportEntriesResults { CSEntries = new List<CSEntryChange> { change } };
        }

        public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep importRunStep) =>
            new CloseImportConnectionResults();
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2CallImport

        Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
        Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

        Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                             importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
            Implements IMAExtensible2CallImport.OpenImportConnection
            Return New OpenImportConnectionResults()
        End Function

        Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
            Implements IMAExtensible2CallImport.GetImportEntries
            Dim change As CSEntryChange = CSEntryChange.Create()
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", "ada@contoso.com"))
            change.ObjectModificationType = ObjectModificationType.Add
            Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange) From {change}}
        End Function

        Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
            Implements IMAExtensible2CallImport.CloseImportConnection
            Return New CloseImportConnectionResults()
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2CallImport

        Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
        Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

        Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                             importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
            Implements IMAExtensible2CallImport.OpenImportConnection
            Return New OpenImportConnectionResults()
        End Function

        Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
            Implements IMAExtensible2CallImport.GetImportEntries
            Dim change As CSEntryChange = CSEntryChange.Create()
            change.ObjectModificationType = ObjectModificationType.Add
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", "ada@contoso.com"))
            Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange) From {change}}
        End Function

        Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
            Implements IMAExtensible2CallImport.CloseImportConnection
            Return New CloseImportConnectionResults()
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2CallImport with
            member this.ImportDefaultPageSize = 100
            member this.ImportMaxPageSize = 1000
            member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()

            member this.GetImportEntries(importRunStep) =
                let change = CSEntryChange.Create()
                change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", "ada@contoso.com"))
                change.ObjectModificationType <- ObjectModificationType.Add
                GetImportEntriesResults(CSEntries = ResizeArray [ change ])

            member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2CallImport with
            member this.ImportDefaultPageSize = 100
            member this.ImportMaxPageSize = 1000
            member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()

            member this.GetImportEntries(importRunStep) =
                let change = CSEntryChange.Create()
                change.ObjectModificationType <- ObjectModificationType.Add
                change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", "ada@contoso.com"))
                GetImportEntriesResults(CSEntries = ResizeArray [ change ])

            member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()
    ```

    ```python bad
    class Connector(IMAExtensible2CallImport):
        __namespace__ = "Contoso"

        def get_ImportDefaultPageSize(self):
            return 100

        def get_ImportMaxPageSize(self):
            return 1000

        def OpenImportConnection(self, configParameters, types, importRunStep):
            return OpenImportConnectionResults()

        def GetImportEntries(self, importRunStep):
            change = CSEntryChange.Create()
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", "ada@contoso.com"))
            change.ObjectModificationType = ObjectModificationType.Add
            results = GetImportEntriesResults()
            results.CSEntries = List[CSEntryChange]()
            results.CSEntries.Add(change)
            return results

        def CloseImportConnection(self, importRunStep):
            return CloseImportConnectionResults()
    ```

    ```python good
    class Connector(IMAExtensible2CallImport):
        __namespace__ = "Contoso"

        def get_ImportDefaultPageSize(self):
            return 100

        def get_ImportMaxPageSize(self):
            return 1000

        def OpenImportConnection(self, configParameters, types, importRunStep):
            return OpenImportConnectionResults()

        def GetImportEntries(self, importRunStep):
            change = CSEntryChange.Create()
            change.ObjectModificationType = ObjectModificationType.Add
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("mail", "ada@contoso.com"))
            results = GetImportEntriesResults()
            results.CSEntries = List[CSEntryChange]()
            results.CSEntries.Add(change)
            return results

        def CloseImportConnection(self, importRunStep):
            return CloseImportConnectionResults()
    ```

    ## How to fix it

    Set it once, first of all.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA407"
    name = "object-modification-type"
    title = "ObjectModificationType is set wrongly"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            (
                "omt-set-twice",
                "omt-after-changes",
                "omt-invalid",
            ),
            lambda owner, seen: f"{owner} sets ObjectModificationType in a way that throws: {seen.detail}",
            "set it once, before any attribute change",
        )
