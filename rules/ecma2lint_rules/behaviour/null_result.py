"""ECMA402: a null where an object is due."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import null_results

_MEMBERS = frozenset(
    {
        "OpenImportConnection",
        "CloseImportConnection",
        "WriteImportFile",
        "Capabilities",
        "GetCapabilitiesEx",
        "GetPartitions",
        "ValidateConfigParameters",
        "ValidateConfigParametersEx",
    }
)


class NullResult(Rule):
    """A contract member returns null.

    ## What it finds

    `OpenImportConnection`, `CloseImportConnection`, `WriteImportFile`, `Capabilities`, `GetCapabilitiesEx`, `GetPartitions`,
    `ValidateConfigParameters` or `ValidateConfigParametersEx` returns null. Where only some path may, the rule is undecided.

    ## Why it matters

    The contract has an object for each of them. What a host does with null is not documented.

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
            new GetImportEntriesResults { CSEntries = new List<CSEntryChange>() };

        public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep importRunStep) => null;
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
            Return New GetImportEntriesResults With {.CSEntries = New List(Of CSEntryChange)()}
        End Function

        Public Function CloseImportConnection(importRunStep As CloseImportConnectionRunStep) As CloseImportConnectionResults _
            Implements IMAExtensible2CallImport.CloseImportConnection
            Return Nothing
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
            member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
            member this.CloseImportConnection(importRunStep) = null
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
            results = GetImportEntriesResults()
            results.CSEntries = List[CSEntryChange]()
            return results

        def CloseImportConnection(self, importRunStep):
            return None
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

    Return the object, such as `new CloseImportConnectionResults()`.

    ## References

    - Inferred; pythonnet 3, seen on Mono and .NET Core
    """

    id = "ECMA402"
    name = "null-result"
    title = "A null where an object is due"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw of these members."""
        yield from null_results(connector, _MEMBERS, "return an object")
