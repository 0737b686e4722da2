"""ECMA412: kinds of changes are not told apart."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._shared import InterfaceRule, not_implemented, observed

_PROPERTY = "CSEntryChange.ObjectModificationType"
_REMEDY = "look at ObjectModificationType of each change"


class ChangeKindIgnored(InterfaceRule):
    """The export never asks whether an object is to be created, changed or deleted.

    ## What it finds

    A class exports, and nothing in the assembly or module reads `ObjectModificationType` of a change. Where code that cannot be
    seen may read it, the rule is undecided.

    ## Why it matters

    A host sends additions, updates and deletions through the same method. Who does not tell them apart cannot delete, and creates
    anew what exists.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2CallExport
    {
        public int ExportDefaultPageSize { get { return 100; } }
        public int ExportMaxPageSize { get { return 1000; } }

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            foreach (var csentry in csentries)
            {
                Console.WriteLine("create " + csentry.DN);
            }
            return new PutExportEntriesResults();
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep)
        {
        }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2CallExport
    {
        public int ExportDefaultPageSize { get { return 100; } }
        public int ExportMaxPageSize { get { return 1000; } }

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            foreach (var csentry in csentries)
            {
                var deleted = csentry.ObjectModificationType == ObjectModificationType.Delete;
                Console.WriteLine((deleted ? "delete " : "write ") + csentry.DN);
            }
            return new PutExportEntriesResults();
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep)
        {
        }
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2CallExport

        Public ReadOnly Property ExportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallExport.ExportDefaultPageSize
        Public ReadOnly Property ExportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallExport.ExportMaxPageSize

        Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                        exportRunStep As OpenExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.OpenExportConnection
        End Sub

        Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
            Implements IMAExtensible2CallExport.PutExportEntries
            For Each csentry As CSEntryChange In csentries
                Console.WriteLine("create " & csentry.DN)
            Next
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
        Public ReadOnly Property ExportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallExport.ExportMaxPageSize

        Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                        exportRunStep As OpenExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.OpenExportConnection
        End Sub

        Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
            Implements IMAExtensible2CallExport.PutExportEntries
            For Each csentry As CSEntryChange In csentries
                Dim deleted As Boolean = csentry.ObjectModificationType = ObjectModificationType.Delete
                Console.WriteLine(If(deleted, "delete ", "write ") & csentry.DN)
            Next
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
            member this.ExportMaxPageSize = 1000
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()

            member this.PutExportEntries(csentries) =
                for csentry in csentries do
                    Console.WriteLine("create " + csentry.DN)

                PutExportEntriesResults()

            member this.CloseExportConnection(exportRunStep) = ()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2CallExport with
            member this.ExportDefaultPageSize = 100
            member this.ExportMaxPageSize = 1000
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()

            member this.PutExportEntries(csentries) =
                for csentry in csentries do
                    let deleted = (csentry.ObjectModificationType = ObjectModificationType.Delete)
                    Console.WriteLine((if deleted then "delete " else "write ") + csentry.DN)

                PutExportEntriesResults()

            member this.CloseExportConnection(exportRunStep) = ()
    ```

    ```python bad
    class Connector(IMAExtensible2CallExport):
        __namespace__ = "Contoso"

        def get_ExportDefaultPageSize(self):
            return 100

        def get_ExportMaxPageSize(self):
            return 1000

        def OpenExportConnection(self, configParameters, types, exportRunStep):
            pass

        def PutExportEntries(self, csentries):
            for csentry in csentries:
                print("create", csentry.DN)
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
            return 1000

        def OpenExportConnection(self, configParameters, types, exportRunStep):
            pass

        def PutExportEntries(self, csentries):
            for csentry in csentries:
                deleted = csentry.ObjectModificationType == ObjectModificationType.Delete
                print("delete" if deleted else "write", csentry.DN)
            return PutExportEntriesResults()

        def CloseExportConnection(self, exportRunStep):
            pass
    ```

    ## How to fix it

    Look at `csentry.ObjectModificationType`, and handle `Add`, `Update`, `Replace` and `Delete`.

    ## References

    - Inferred; https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858216(v=vs.100)
    """

    id = "ECMA412"
    name = "change-kind-ignored"
    title = "Kinds of changes are not told apart"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED
    interfaces = frozenset({"IMAExtensible2CallExport"})

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report where nothing reads it; a member that is not implemented is the matter of other rules."""
        for cls in connector.implementers("IMAExtensible2CallExport"):
            member = cls.member("IMAExtensible2CallExport", "PutExportEntries")
            if member is None or not_implemented(member):
                continue
            for _, seen in observed(connector, "never-reads", "may-read-elsewhere"):
                if seen.subject != _PROPERTY or seen not in cls.observations:
                    continue
                if seen.kind == "never-reads":
                    yield Finding(f"the export of {cls.type} never reads {_PROPERTY}", member.location, (), _REMEDY, cls.type)
                else:
                    reason = f"whether the export of {cls.type} reads {_PROPERTY} is not known: {seen.detail}"
                    yield Undecided(reason, member.location, cls.type, settle=_REMEDY)
