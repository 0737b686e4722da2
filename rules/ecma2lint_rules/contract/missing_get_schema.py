"""ECMA105: getschema is missing."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Applicability, Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import may_implement

_CALLS = frozenset({"IMAExtensible2CallImport", "IMAExtensible2CallExport"})


class MissingGetSchema(Rule):
    """The connector imports or exports, but offers no schema.

    ## What it finds

    A class implements `IMAExtensible2CallImport` or `IMAExtensible2CallExport`, and none implements `IMAExtensible2GetSchema`.

    ## Why it matters

    `GetSchema` is mandatory for a call-based connector: without it a host knows no object type and no attribute.

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

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries) => new PutExportEntriesResults();

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep) { }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
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
            Return New PutExportEntriesResults()
        End Function

        Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.CloseExportConnection
        End Sub
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
    type Connector() =
        interface IMAExtensible2CallExport with
            member this.ExportDefaultPageSize = 1
            member this.ExportMaxPageSize = 1
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
            member this.PutExportEntries(csentries) = PutExportEntriesResults()
            member this.CloseExportConnection(exportRunStep) = ()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
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
            return PutExportEntriesResults()

        def CloseExportConnection(self, exportRunStep):
            pass
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ## How to fix it

    Implement `IMAExtensible2GetSchema`.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858091(v=vs.100)
    """

    id = "ECMA105"
    name = "missing-get-schema"
    title = "GetSchema is missing"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def applies(self, connector: Connector) -> Applicability:
        """Asks only call-based connectors."""
        applicability = super().applies(connector)
        if applicability.applies and not connector.interface_names & _CALLS:
            return Applicability(False, "the connector is not call-based: it neither imports nor exports")
        return applicability

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look for IMAExtensible2GetSchema."""
        if "IMAExtensible2GetSchema" in connector.interface_names:
            yield Evidence("IMAExtensible2GetSchema is implemented")
            return
        unread = list(may_implement(connector, "IMAExtensible2GetSchema"))
        yield from unread
        if not unread:
            calls = ", ".join(sorted(connector.interface_names & _CALLS))
            yield Finding(
                "no class implements IMAExtensible2GetSchema",
                connector.classes[0].location,
                (f"the connector implements {calls}",),
                "implement IMAExtensible2GetSchema",
                "IMAExtensible2GetSchema",
            )
