"""ECMA409: a value that no attribute type takes."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class IncompatibleValue(Rule):
    """An attribute gets a value of a type that the contract does not know.

    ## What it finds

    A `Guid`, `DateTime`, `double`, unsigned number or list is passed as one value to `CreateAttributeAdd`,
    `CreateAttributeReplace` or `AnchorAttribute.Create`; in Python a `datetime`, `uuid.UUID`, `float` or list.

    ## Why it matters

    Attribute values are strings, numbers, Booleans and byte arrays. A host refuses others when it compares them with the schema,
    and a list passed as an object is one value, not many.

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
            change.ObjectModificationType = ObjectModificationType.Add;
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("created", DateTime.UtcNow));
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
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("created", DateTime.UtcNow.ToString("o")));
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
            change.ObjectModificationType = ObjectModificationType.Add
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("created", DateTime.UtcNow))
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
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("created", DateTime.UtcNow.ToString("o")))
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
                change.ObjectModificationType <- ObjectModificationType.Add
                change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("created", DateTime.UtcNow))
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
                change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("created", DateTime.UtcNow.ToString("o")))
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
            change.ObjectModificationType = ObjectModificationType.Add
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("size", 1.5))
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
            change.AttributeChanges.Add(AttributeChange.CreateAttributeAdd("size", "1.5"))
            results = GetImportEntriesResults()
            results.CSEntries = List[CSEntryChange]()
            results.CSEntries.Add(change)
            return results

        def CloseImportConnection(self, importRunStep):
            return CloseImportConnectionResults()
    ```

    ## How to fix it

    Convert the value to a string, and several values to an `IList<object>`.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA409"
    name = "incompatible-value"
    title = "A value that no attribute type takes"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("bad-value-type",),
            lambda owner, seen: f"{owner} passes a value of the type {seen.subject}, which no attribute takes",
            "convert it to a string, several values to an IList<object>",
        )
