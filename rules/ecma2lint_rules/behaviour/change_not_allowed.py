"""ECMA408: an attribute change that the object change refuses."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class ChangeNotAllowed(Rule):
    """A change of an attribute does not fit the change of its object.

    ## What it finds

    To an object change of the kind `Add` or `Replace` an attribute change is added that is no `CreateAttributeAdd`; to one of the
    kind `Delete`, any.

    ## Why it matters

    The collection throws `ArgumentException`.

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
            change.AttributeChanges.Add(AttributeChange.CreateAttributeReplace("mail", "ada@contoso.com"));
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
            change.ObjectModificationType = ObjectModificationType.Add
            change.AttributeChanges.Add(AttributeChange.CreateAttributeReplace("mail", "ada@contoso.com"))
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
                change.ObjectModificationType <- ObjectModificationType.Add
                change.AttributeChanges.Add(AttributeChange.CreateAttributeReplace("mail", "ada@contoso.com"))
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
            change.ObjectModificationType = ObjectModificationType.Add
            change.AttributeChanges.Add(AttributeChange.CreateAttributeReplace("mail", "ada@contoso.com"))
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

    Use `CreateAttributeAdd` for new and replaced objects, and nothing for deleted ones.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA408"
    name = "change-not-allowed"
    title = "An attribute change that the object change refuses"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("change-not-allowed",),
            lambda owner, seen: f"{owner} adds an attribute change of the kind {seen.subject}: {seen.detail}",
            "use CreateAttributeAdd, or ObjectModificationType.Update",
        )
