"""ECMA131: a mandatory member is not implemented."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import member_subject, members, not_implemented

_MANDATORY = frozenset({"OpenImportConnection", "GetImportEntries", "WriteImportFile", "OpenExportConnection", "GetSchema"})


class UnimplementedMandatoryMember(Rule):
    """A member that every run needs does nothing but throw.

    ## What it finds

    The body of `OpenImportConnection`, `GetImportEntries`, `WriteImportFile`, `OpenExportConnection` or `GetSchema` does nothing
    but throw `NotImplementedException`, `NotSupportedException` or `EntryPointNotImplementedException`. An export interface whose
    `PutExportEntries` throws too is the subject of export-not-implemented.

    ## Why it matters

    Import and export are triples of methods, and "an error will occur if all three are not present"; `GetSchema` is mandatory for
    a call-based connector. A member that only throws is there for the compiler and absent for the host.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2CallImport
    {
        public int ImportDefaultPageSize => 100;
        public int ImportMaxPageSize => 1000;

        public OpenImportConnectionResults OpenImportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenImportConnectionRunStep importRunStep) =>
            new OpenImportConnectionResults();

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep)
        {
            throw new NotImplementedException();
        }

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
            Throw New NotImplementedException()
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
            member this.GetImportEntries(importRunStep) = raise (NotImplementedException())
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
            raise NotImplementedError("not supported")

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

    Implement the member, or remove the interface that asks for it.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858438(v=vs.100)
    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858437(v=vs.100)
    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858091(v=vs.100)
    """

    id = "ECMA131"
    name = "unimplemented-mandatory-member"
    title = "A mandatory member is not implemented"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the bodies of the mandatory members."""
        judged = 0
        for cls, _, member in members(connector):
            if member.name not in _MANDATORY:
                continue
            judged += 1
            put = cls.member("IMAExtensible2CallExport", "PutExportEntries")
            if not_implemented(member) and not (member.name == "OpenExportConnection" and put and not_implemented(put)):
                yield Finding(
                    f"{member.name} of {cls.type} does nothing but throw {member.only_throws}",
                    member.location,
                    (f"bound to {member.implemented_by}",) if member.implemented_by else (),
                    f"implement {member.name}, or remove {member.interface}",
                    member_subject(cls, member),
                )
        yield Evidence(f"{judged} mandatory members were read")
