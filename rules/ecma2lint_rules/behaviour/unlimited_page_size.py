"""ECMA406: a maximum page size without a limit."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._shared import InterfaceRule

_LARGEST = 2**31 - 1


class UnlimitedPageSize(InterfaceRule):
    """The maximum page size is the largest number there is.

    ## What it finds

    `ImportMaxPageSize` or `ExportMaxPageSize` returns 2147483647.

    ## Why it matters

    An administrator may then ask for pages that do not fit into memory.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2CallExport
    {
        public int ExportDefaultPageSize => 100;
        public int ExportMaxPageSize => int.MaxValue;

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries) => new PutExportEntriesResults();

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep) { }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2CallExport
    {
        public int ExportDefaultPageSize => 100;
        public int ExportMaxPageSize => 500;

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

        Public ReadOnly Property ExportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallExport.ExportDefaultPageSize
        Public ReadOnly Property ExportMaxPageSize As Integer = Integer.MaxValue _
            Implements IMAExtensible2CallExport.ExportMaxPageSize

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

    ```vb good
    Public Class Connector
        Implements IMAExtensible2CallExport

        Public ReadOnly Property ExportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallExport.ExportDefaultPageSize
        Public ReadOnly Property ExportMaxPageSize As Integer = 500 Implements IMAExtensible2CallExport.ExportMaxPageSize

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
            member this.ExportDefaultPageSize = 100
            member this.ExportMaxPageSize = Int32.MaxValue
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
            member this.PutExportEntries(csentries) = PutExportEntriesResults()
            member this.CloseExportConnection(exportRunStep) = ()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2CallExport with
            member this.ExportDefaultPageSize = 100
            member this.ExportMaxPageSize = 500
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
            return 2147483647

        def OpenExportConnection(self, configParameters, types, exportRunStep):
            pass

        def PutExportEntries(self, csentries):
            return PutExportEntriesResults()

        def CloseExportConnection(self, exportRunStep):
            pass
    ```

    ```python good
    class Connector(IMAExtensible2CallExport):
        __namespace__ = "Contoso"

        def get_ExportDefaultPageSize(self):
            return 1

        def get_ExportMaxPageSize(self):
            return 500

        def OpenExportConnection(self, configParameters, types, exportRunStep):
            pass

        def PutExportEntries(self, csentries):
            return PutExportEntriesResults()

        def CloseExportConnection(self, exportRunStep):
            pass
    ```

    ## How to fix it

    Return the largest page that the connector can work on.

    ## References

    - Inferred; https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858349(v=vs.100)
    """

    id = "ECMA406"
    name = "unlimited-page-size"
    title = "A maximum page size without a limit"
    severity = Severity.INFO
    since = "0.1.0"
    backing = Backing.INFERRED
    interfaces = frozenset({"IMAExtensible2CallImport", "IMAExtensible2CallExport"})

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the maximum page sizes of each class."""
        for cls in connector.classes:
            for name in ("ImportMaxPageSize", "ExportMaxPageSize"):
                value = cls.page_sizes.get(name)
                if value and value.known and value.value == _LARGEST:
                    yield Finding(
                        f"{name} of {cls.type} sets no limit",
                        value.location,
                        (f"it returns {_LARGEST}",),
                        "return the largest page that the connector can work on",
                        f"{cls.type}::{name}",
                        value.trace,
                    )
