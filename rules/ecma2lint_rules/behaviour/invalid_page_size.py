"""ECMA405: a page size that cannot be."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, ContractClass, Value
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._shared import InterfaceRule


class InvalidPageSize(InterfaceRule):
    """A page size is not positive, or the default is larger than the maximum.

    ## What it finds

    `ImportDefaultPageSize`, `ImportMaxPageSize`, `ExportDefaultPageSize` or `ExportMaxPageSize` returns 0 or less, or the default
    size is larger than the maximum.

    ## Why it matters

    A host offers the default and refuses what is above the maximum. It hands the number to the connector as the size of a page.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2CallExport
    {
        public int ExportDefaultPageSize => 500;
        public int ExportMaxPageSize => 100;

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

        Public ReadOnly Property ExportDefaultPageSize As Integer = 500 Implements IMAExtensible2CallExport.ExportDefaultPageSize
        Public ReadOnly Property ExportMaxPageSize As Integer = 100 Implements IMAExtensible2CallExport.ExportMaxPageSize

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
            member this.ExportDefaultPageSize = 500
            member this.ExportMaxPageSize = 100
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
            return 500

        def get_ExportMaxPageSize(self):
            return 100

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
            return 100

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

    Return a positive default that is not larger than the maximum.

    ## References

    - Inferred; https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858336(v=vs.100)
    """

    id = "ECMA405"
    name = "invalid-page-size"
    title = "A page size that cannot be"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED
    interfaces = frozenset({"IMAExtensible2CallImport", "IMAExtensible2CallExport"})

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the page sizes of each class."""
        for cls in connector.classes:
            unsure = next((value for value in cls.page_sizes.values() if not value.values), None)
            for name, value in cls.page_sizes.items():
                if value.values and all(isinstance(one, int) and one <= 0 for one in value.values):
                    yield _finding(cls, name, value, "is not positive")
            for kind in ("Import", "Export"):
                default, most = (cls.page_sizes.get(f"{kind}{which}PageSize") for which in ("Default", "Max"))
                if default and most and _above(default, most):
                    limit = " or ".join(str(one) for one in most.values)
                    yield _finding(cls, f"{kind}DefaultPageSize", default, f"is above {kind}MaxPageSize, which is {limit}")
            if unsure:
                reason = f"a page size of {cls.type} is not known: {unsure.reason}"
                yield Undecided(reason, unsure.location, f"{cls.type}::page sizes", unsure.trace)


def _above(default: Value, most: Value) -> bool:
    """Whether every default is above every maximum."""
    defaults = [one for one in default.values if isinstance(one, int)]
    limits = [one for one in most.values if isinstance(one, int)]
    return bool(defaults) and bool(limits) and min(defaults) > max(limits) > 0


def _finding(cls: ContractClass, name: str, value: Value, what: str) -> Finding:
    number = " or ".join(str(one) for one in value.values)
    return Finding(
        f"{name} of {cls.type} is {number}, which {what}",
        value.location,
        (),
        "return a positive default that is not larger than the maximum",
        f"{cls.type}::{name}",
        value.trace,
    )
