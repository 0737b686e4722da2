"""ECMA214: ExportType is never set."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, Origin
from ecma2lint.rule import Applicability, Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._capability import CapabilitiesRule, values_of
from ecma2lint_rules._shared import EXPORTS


class ExportTypeNotSet(CapabilitiesRule):
    """The connector exports, and leaves the export type to the default.

    ## What it finds

    A class exports and provides capabilities, and `ExportType` is never assigned. The default is `ObjectReplace`.

    ## Why it matters

    With `ObjectReplace` every export carries all attributes of the object, whatever changed. Connectors that write single changes
    want another type.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2CallExport, IMAExtensible2GetCapabilities
    {
        public int ExportDefaultPageSize => 1;
        public int ExportMaxPageSize => 1;

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries) => new PutExportEntriesResults();

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep) { }

        public MACapabilities Capabilities => new MACapabilities();
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2CallExport, IMAExtensible2GetCapabilities
    {
        public int ExportDefaultPageSize => 1;
        public int ExportMaxPageSize => 1;

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries) => new PutExportEntriesResults();

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep) { }

        public MACapabilities Capabilities => new MACapabilities { ExportType = MAExportType.AttributeReplace };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2CallExport
        Implements IMAExtensible2GetCapabilities

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

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities()
            End Get
        End Property
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2CallExport
        Implements IMAExtensible2GetCapabilities

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

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ExportType = MAExportType.AttributeReplace}
            End Get
        End Property
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

        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2CallExport with
            member this.ExportDefaultPageSize = 1
            member this.ExportMaxPageSize = 1
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()
            member this.PutExportEntries(csentries) = PutExportEntriesResults()
            member this.CloseExportConnection(exportRunStep) = ()

        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ExportType = MAExportType.AttributeReplace)
    ```

    ```python bad
    class Connector(IMAExtensible2CallExport, IMAExtensible2GetCapabilities):
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

        def get_Capabilities(self):
            return MACapabilities()
    ```

    ```python good
    class Connector(IMAExtensible2CallExport, IMAExtensible2GetCapabilities):
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

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ExportType = MAExportType.AttributeReplace
            return capabilities
    ```

    ## How to fix it

    Assign `ExportType`, also where `ObjectReplace` is what you want.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    - https://learn.microsoft.com/microsoft-identity-manager/reference/microsoft-identity-manager-2016-connector-powershell
      ("Capabilities")
    """

    id = "ECMA214"
    name = "export-type-not-set"
    title = "ExportType is never set"
    severity = Severity.INFO
    since = "0.1.0"
    backing = Backing.OBSERVED

    def applies(self, connector: Connector) -> Applicability:
        """Asks only connectors that export."""
        applicability = super().applies(connector)
        if applicability.applies and not connector.interface_names & EXPORTS:
            return Applicability(False, "the connector does not export")
        return applicability

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look at where ExportType comes from."""
        for cls, value in values_of(connector, "ExportType"):
            if value.origin is Origin.DEFAULT:
                yield Finding(
                    f"{cls.type} never sets ExportType, so it is {value.value if value.known else 'the default'}",
                    value.location,
                    (),
                    "assign ExportType",
                    f"{cls.type}::ExportType",
                )
