"""ECMA401: a null instead of results."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import null_results

_MEMBERS = frozenset({"PutExportEntries", "GetImportEntries", "GetSchema"})


class NullEntriesResult(Rule):
    """A member that every run needs returns null.

    ## What it finds

    `PutExportEntries`, `GetImportEntries` or `GetSchema` returns null; in Python also a method that ends without `return`. Where
    only some path may, or what is returned could not be followed, the rule is undecided.

    ## Why it matters

    A host reads the results of the call: which entries were exported, which were read, which types there are. From null it reads
    nothing, and fails.

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

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries) => null;

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

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries) => new PutExportEntriesResults();

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
            Return Nothing
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
            Return New PutExportEntriesResults()
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
            member this.PutExportEntries(csentries) = null
            member this.CloseExportConnection(exportRunStep) = ()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2CallExport with
            member this.ExportDefaultPageSize = 1
            member this.ExportMaxPageSize = 1
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
            member this.PutExportEntries(csentries) = PutExportEntriesResults()
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
            return None

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
            return PutExportEntriesResults()

        def CloseExportConnection(self, exportRunStep):
            pass
    ```

    ## How to fix it

    Return a `PutExportEntriesResults`, a `GetImportEntriesResults` or a `Schema`, an empty one where there is nothing to say.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858216(v=vs.100)
    - pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA401"
    name = "null-entries-result"
    title = "A null instead of results"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw of these members."""
        yield from null_results(connector, _MEMBERS, "return an object, an empty one where there is nothing to say")
