"""ECMA403: CSEntries stays null."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity, Undecided
from ecma2lint_rules._shared import IMPORTS, InterfaceRule, findings_of, observed

_REMEDY = "assign CSEntries, an empty list where there is nothing to import"


class NullCsentries(InterfaceRule):
    """An import returns results without a list of entries.

    ## What it finds

    `GetImportEntries` returns a `GetImportEntriesResults` whose `CSEntries` was never assigned. Where it stays null on some
    paths only, the rule is undecided.

    ## Why it matters

    The list is null in a new object, not empty. A host that walks it fails.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2CallImport
    {
        public int ImportDefaultPageSize => 100;
        public int ImportMaxPageSize => 1000;

        public OpenImportConnectionResults OpenImportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenImportConnectionRunStep importRunStep) =>
            new OpenImportConnectionResults();

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep) =>
            new GetImportEntriesResults();

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

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep) =>
            new GetImportEntriesResults { CSEntries = new List<CSEntryChange>() };

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
            Return New GetImportEntriesResults()
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
        interface IMAExtensible2CallImport with
            member this.ImportDefaultPageSize = 100
            member this.ImportMaxPageSize = 1000
            member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()
            member this.GetImportEntries(importRunStep) = GetImportEntriesResults()
            member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2CallImport with
            member this.ImportDefaultPageSize = 100
            member this.ImportMaxPageSize = 1000
            member this.OpenImportConnection(configParameters, types, importRunStep) = OpenImportConnectionResults()
            member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
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
            return GetImportEntriesResults()

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
            results = GetImportEntriesResults()
            results.CSEntries = List[CSEntryChange]()
            return results

        def CloseImportConnection(self, importRunStep):
            return CloseImportConnectionResults()
    ```

    ## How to fix it

    Assign `CSEntries`, an empty list where there is nothing to import.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run (the default is null)
    """

    id = "ECMA403"
    name = "null-csentries"
    title = "CSEntries stays null"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED
    interfaces = IMPORTS

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("csentries-null",),
            lambda owner, seen: f"GetImportEntries of {owner} leaves CSEntries null",
            _REMEDY,
        )
        for owner, seen in observed(connector, "may-csentries-null", "csentries-not-known"):
            if seen.kind == "may-csentries-null":
                reason = f"GetImportEntries of {owner} may leave CSEntries null, on some path"
            else:
                reason = f"whether GetImportEntries of {owner} leaves CSEntries null is not known: {seen.detail}"
            yield Undecided(reason, seen.location, f"{owner}::GetImportEntries", settle=_REMEDY)
