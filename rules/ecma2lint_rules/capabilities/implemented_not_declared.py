"""ECMA211: implemented, but not declared."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._capability import CapabilitiesRule, unread_capabilities, values_of
from ecma2lint_rules._shared import EXPORTS, IMPORTS, every

_NEEDS = {
    "SupportExport": EXPORTS,
    "SupportImport": IMPORTS,
    "SupportPartitions": frozenset({"IMAExtensible2GetPartitions"}),
    "SupportHierarchy": frozenset({"IMAExtensible2GetHierarchy"}),
    "SupportPassword": frozenset({"IMAExtensible2Password"}),
}


class ImplementedNotDeclared(CapabilitiesRule):
    """The connector implements an interface and declares that it does not support it.

    ## What it finds

    A class implements export, import, partitions, hierarchy or password, and the capability of that name is `false`. For export
    it is an error, for the others a warning.

    ## Why it matters

    A host goes by the capabilities: it offers no run profile for what is switched off. The provisioning agent needs the export
    run profile.

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

        public MACapabilities Capabilities => new MACapabilities { SupportExport = false };
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

        public MACapabilities Capabilities => new MACapabilities { SupportExport = true };
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
                Return New MACapabilities With {.SupportExport = False}
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
                Return New MACapabilities With {.SupportExport = True}
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
            member this.Capabilities = MACapabilities(SupportExport = false)
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
            member this.Capabilities = MACapabilities(SupportExport = true)
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
            capabilities = MACapabilities()
            capabilities.SupportExport = False
            return capabilities
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
            capabilities.SupportExport = True
            return capabilities
    ```

    ## How to fix it

    Set the capability to `true`, or remove the interface.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-sql-connector-configure (run profiles)
    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858081(v=vs.100)
    """

    id = "ECMA211"
    name = "implemented-not-declared"
    title = "Implemented, but not declared"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the capabilities with the interfaces of all classes together."""
        yield from unread_capabilities(connector)
        for name, interfaces in _NEEDS.items():
            there = sorted(connector.interface_names & interfaces)
            for cls, value in values_of(connector, name) if there else ():
                subject = f"{cls.type}::{name}"
                answer = every(value, lambda one: one is False)
                if answer:
                    yield Finding(
                        f"{cls.type} declares {name} = false, but {there[0]} is implemented",
                        value.location,
                        (),
                        f"set `{name} = true`, or remove {there[0]}",
                        subject,
                        value.trace,
                        None if name in ("SupportImport", "SupportExport") else Severity.WARNING,
                    )
                elif answer is None:
                    why = value.reason or "it differs between the paths through the code"
                    yield Undecided(f"{name} of {cls.type} is not known: {why}", value.location, subject, value.trace)
