"""ECMA410: a result for no entry."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class ForeignResultIdentifier(Rule):
    """A result of an export carries an identifier of its own.

    ## What it finds

    `CSEntryChangeResult.Create` gets a new or a constant identifier.

    ## Why it matters

    Results are filed by the identifier of the entry they belong to. One with another identifier belongs to none, and the entry
    has no result.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2CallExport
    {
        public int ExportDefaultPageSize => 1;
        public int ExportMaxPageSize => 1;

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            var results = new PutExportEntriesResults();
            foreach (var csentry in csentries)
            {
                results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success));
            }
            return results;
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep) { }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2CallExport
    {
        public int ExportDefaultPageSize => 1;
        public int ExportMaxPageSize => 1;

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            var results = new PutExportEntriesResults();
            foreach (var csentry in csentries)
            {
                results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(csentry.Identifier, null, MAExportError.Success));
            }
            return results;
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep) { }
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2CallExport

        Public ReadOnly Property ExportDefaultPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportDefaultPageSize
        Public ReadOnly Property ExportMaxPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportMaxPageSize

        Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                        exportRunStep As OpenExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.OpenExportConnection
        End Sub

        Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
            Implements IMAExtensible2CallExport.PutExportEntries
            Dim results As New PutExportEntriesResults()
            For Each csentry As CSEntryChange In csentries
                results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(Guid.NewGuid(), Nothing, MAExportError.Success))
            Next
            Return results
        End Function

        Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.CloseExportConnection
        End Sub
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2CallExport

        Public ReadOnly Property ExportDefaultPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportDefaultPageSize
        Public ReadOnly Property ExportMaxPageSize As Integer = 1 Implements IMAExtensible2CallExport.ExportMaxPageSize

        Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                        exportRunStep As OpenExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.OpenExportConnection
        End Sub

        Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
            Implements IMAExtensible2CallExport.PutExportEntries
            Dim results As New PutExportEntriesResults()
            For Each csentry As CSEntryChange In csentries
                results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(csentry.Identifier, Nothing, MAExportError.Success))
            Next
            Return results
        End Function

        Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.CloseExportConnection
        End Sub
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2CallExport with
            member this.ExportDefaultPageSize = 1
            member this.ExportMaxPageSize = 1
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()

            member this.PutExportEntries(csentries) =
                let results = PutExportEntriesResults()

                for csentry in csentries do
                    results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(Guid.NewGuid(), null, MAExportError.Success))

                results

            member this.CloseExportConnection(exportRunStep) = ()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2CallExport with
            member this.ExportDefaultPageSize = 1
            member this.ExportMaxPageSize = 1
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()

            member this.PutExportEntries(csentries) =
                let results = PutExportEntriesResults()

                for csentry in csentries do
                    results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(csentry.Identifier, null, MAExportError.Success))

                results

            member this.CloseExportConnection(exportRunStep) = ()
    ```

    ```python bad
    class Connector(IMAExtensible2CallExport):
        __namespace__ = "Contoso"

        def get_ExportDefaultPageSize(self):
            return 1

        def get_ExportMaxPageSize(self):
            return 1

        def OpenExportConnection(self, configParameters, types, exportRunStep):
            pass

        def PutExportEntries(self, csentries):
            results = PutExportEntriesResults()
            for csentry in csentries:
                results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(Guid.NewGuid(), None, MAExportError.Success))
            return results

        def CloseExportConnection(self, exportRunStep):
            pass
    ```

    ```python good
    class Connector(IMAExtensible2CallExport):
        __namespace__ = "Contoso"

        def get_ExportDefaultPageSize(self):
            return 1

        def get_ExportMaxPageSize(self):
            return 1

        def OpenExportConnection(self, configParameters, types, exportRunStep):
            pass

        def PutExportEntries(self, csentries):
            results = PutExportEntriesResults()
            for csentry in csentries:
                results.CSEntryChangeResults.Add(CSEntryChangeResult.Create(csentry.Identifier, None, MAExportError.Success))
            return results

        def CloseExportConnection(self, exportRunStep):
            pass
    ```

    ## How to fix it

    Pass `csentry.Identifier`.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858216(v=vs.100)
    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA410"
    name = "foreign-result-identifier"
    title = "A result for no entry"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("result-identifier",),
            lambda owner, seen: f"{owner} creates a result with the identifier {seen.subject}: {seen.detail}",
            "pass csentry.Identifier",
        )
