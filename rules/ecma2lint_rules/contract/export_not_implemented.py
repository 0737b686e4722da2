"""ECMA130: an export that is not implemented."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import EXPORTS, InterfaceRule, member_subject, members, not_implemented

_EXPORTING = frozenset({"PutExportEntries", "ReadExportFile"})


class ExportNotImplemented(InterfaceRule):
    """The connector implements the export interface, but exporting only throws.

    ## What it finds

    The body of `PutExportEntries` or `ReadExportFile` does nothing but throw `NotImplementedException`, `NotSupportedException`
    or `EntryPointNotImplementedException`.

    ## Why it matters

    The interface "should not be implemented for import-only management agents": a host offers an export that always fails. The
    provisioning agent lives by exports.

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
            throw new NotImplementedException();
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
            Throw New NotImplementedException()
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
            member this.PutExportEntries(csentries) = raise (NotImplementedException())
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
            raise NotImplementedError("not supported")

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

    Implement the export. In a connector that only imports, remove the interface and set `SupportExport = false`.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858071(v=vs.100)
    """

    id = "ECMA130"
    name = "export-not-implemented"
    title = "An export that is not implemented"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL
    interfaces = EXPORTS

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the body of the member that exports."""
        for cls, _, member in members(connector):
            if member.name not in _EXPORTING:
                continue
            if not_implemented(member):
                yield Finding(
                    f"{member.name} of {cls.type} does nothing but throw {member.only_throws}",
                    member.location,
                    (f"bound to {member.implemented_by}",) if member.implemented_by else (),
                    f"implement the export, or remove {member.interface} and set `SupportExport = false`",
                    member_subject(cls, member),
                )
            else:
                yield Evidence(f"{member.name} of {cls.type} does more than throw", member.location)
