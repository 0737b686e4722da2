"""ECMA218: delta import is declared, but never asked for."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.records import replace
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._capability import CapabilitiesRule, judge
from ecma2lint_rules._shared import observed

_PROPERTY = "OpenImportConnectionRunStep.ImportType"


class DeltaImportIgnored(CapabilitiesRule):
    """The connector declares delta import and imports the same whatever is asked for.

    ## What it finds

    `DeltaImport` is `true`, the connector imports, and nothing in it reads `ImportType` of the run step. What only the contract's
    default declares weighs one level less. Where code that cannot be seen may read it, the rule is undecided.

    ## Why it matters

    A host offers a run profile for delta imports. The connector cannot tell one from a full import: it reads everything each
    time, and the host takes what it gets for changes.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities, IMAExtensible2CallImport
    {
        public MACapabilities Capabilities
        {
            get { return new MACapabilities { DeltaImport = true }; }
        }

        public int ImportDefaultPageSize { get { return 100; } }
        public int ImportMaxPageSize { get { return 1000; } }

        public OpenImportConnectionResults OpenImportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenImportConnectionRunStep importRunStep)
        {
            return new OpenImportConnectionResults();
        }

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep)
        {
            return new GetImportEntriesResults { CSEntries = new List<CSEntryChange>() };
        }

        public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep importRunStep)
        {
            return new CloseImportConnectionResults();
        }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities, IMAExtensible2CallImport
    {
        public MACapabilities Capabilities
        {
            get { return new MACapabilities { DeltaImport = true }; }
        }

        public int ImportDefaultPageSize { get { return 100; } }
        public int ImportMaxPageSize { get { return 1000; } }

        public OpenImportConnectionResults OpenImportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenImportConnectionRunStep importRunStep)
        {
            Console.WriteLine(importRunStep.ImportType == OperationType.Delta ? "changes" : "everything");
            return new OpenImportConnectionResults();
        }

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep)
        {
            return new GetImportEntriesResults { CSEntries = new List<CSEntryChange>() };
        }

        public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep importRunStep)
        {
            return new CloseImportConnectionResults();
        }
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities, IMAExtensible2CallImport

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.DeltaImport = True}
            End Get
        End Property

        Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
        Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

        Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                             importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
            Implements IMAExtensible2CallImport.OpenImportConnection
            Return New OpenImportConnectionResults()
        End Function

        Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
            Implements IMAExtensible2CallImport.GetImportEntries
            Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
        End Function

        Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
            Implements IMAExtensible2CallImport.CloseImportConnection
            Return New CloseImportConnectionResults()
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities, IMAExtensible2CallImport

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.DeltaImport = True}
            End Get
        End Property

        Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
        Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

        Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                             importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
            Implements IMAExtensible2CallImport.OpenImportConnection
            Console.WriteLine(If(importRunStep.ImportType = OperationType.Delta, "changes", "everything"))
            Return New OpenImportConnectionResults()
        End Function

        Public Function GetImportEntries(importRunStep As GetImportEntriesRunStep) As GetImportEntriesResults _
            Implements IMAExtensible2CallImport.GetImportEntries
            Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
        End Function

        Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
            Implements IMAExtensible2CallImport.CloseImportConnection
            Return New CloseImportConnectionResults()
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(DeltaImport = true)

        interface IMAExtensible2CallImport with
            member this.ImportDefaultPageSize = 100
            member this.ImportMaxPageSize = 1000
            member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()
            member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
            member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(DeltaImport = true)

        interface IMAExtensible2CallImport with
            member this.ImportDefaultPageSize = 100
            member this.ImportMaxPageSize = 1000
            member this.OpenImportConnection(configParameters, types, importRunStep) =
                Console.WriteLine(if importRunStep.ImportType = OperationType.Delta then "changes" else "everything")
                OpenImportConnectionResults()
            member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
            member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities, IMAExtensible2CallImport):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DeltaImport = True
            return capabilities

        def get_ImportDefaultPageSize(self):
            return 100

        def get_ImportMaxPageSize(self):
            return 1000

        def OpenImportConnection(self, configParameters, types, importRunStep):
            return OpenImportConnectionResults()

        def GetImportEntries(self, importRunStep):
            results = GetImportEntriesResults()
            results.CSEntries = List[CSEntryChange]()
            return results

        def CloseImportConnection(self, importRunStep):
            return CloseImportConnectionResults()
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities, IMAExtensible2CallImport):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.DeltaImport = True
            return capabilities

        def get_ImportDefaultPageSize(self):
            return 100

        def get_ImportMaxPageSize(self):
            return 1000

        def OpenImportConnection(self, configParameters, types, importRunStep):
            print("changes" if importRunStep.ImportType == OperationType.Delta else "everything")
            return OpenImportConnectionResults()

        def GetImportEntries(self, importRunStep):
            results = GetImportEntriesResults()
            results.CSEntries = List[CSEntryChange]()
            return results

        def CloseImportConnection(self, importRunStep):
            return CloseImportConnectionResults()
    ```

    ## How to fix it

    Read `importRunStep.ImportType` in `OpenImportConnection`, or set `DeltaImport = false`.

    ## References

    - Inferred; https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858071(v=vs.100)
    """

    id = "ECMA218"
    name = "delta-import-ignored"
    title = "Delta import is declared, but never asked for"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge DeltaImport where nothing reads what kind of import is asked for."""
        unread = [seen for _, seen in observed(connector, "never-reads") if seen.subject == _PROPERTY]
        hidden = [seen for _, seen in observed(connector, "may-read-elsewhere") if seen.subject == _PROPERTY]
        if not unread and not hidden:
            return
        remedy = "read ImportType of the run step, or set `DeltaImport = false`"
        for item in judge(connector, "DeltaImport", lambda value: value is True, remedy, severity=self.severity):
            if not isinstance(item, Finding):
                yield item
            elif hidden:
                reason = f"whether the connector reads {_PROPERTY} is not known: {hidden[0].detail}"
                yield Undecided(reason, hidden[0].location, item.subject, settle=remedy)
            else:
                yield replace(item, evidence=(*item.evidence, f"nothing reads {_PROPERTY}"))
