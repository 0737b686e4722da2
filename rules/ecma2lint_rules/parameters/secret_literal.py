"""ECMA504: a secret in the code."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._shared import observed


class SecretLiteral(Rule):
    """The code holds a secret.

    ## What it finds

    A text that looks like one: a connection string with a password, a bearer token and the like. The report does not repeat it.

    ## Why it matters

    Anyone who has the assembly has the secret, and it cannot be changed without a new version.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2CallImport
    {
        public int ImportDefaultPageSize => 100;
        public int ImportMaxPageSize => 1000;

        public OpenImportConnectionResults OpenImportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenImportConnectionRunStep importRunStep)
        {
            var connection = "Server=sql01;User Id=ma;Password=Tr0ub4dor3;";
            Console.WriteLine(connection);
            return new OpenImportConnectionResults();
        }

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep) =>
            new GetImportEntriesResults { CSEntries = new List<CSEntryChange>() };

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
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenImportConnectionRunStep importRunStep)
        {
            var connection = configParameters["Connection"].SecureValue;
            return new OpenImportConnectionResults(connection == null ? "" : "open");
        }

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
            Dim connection = "Server=sql01;User Id=ma;Password=Tr0ub4dor3;"
            Console.WriteLine(connection)
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
        Implements IMAExtensible2CallImport

        Public ReadOnly Property ImportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallImport.ImportDefaultPageSize
        Public ReadOnly Property ImportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallImport.ImportMaxPageSize

        Public Function OpenImportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                             importRunStep As OpenImportConnectionRunStep) As OpenImportConnectionResults _
            Implements IMAExtensible2CallImport.OpenImportConnection
            Dim connection = configParameters("Connection").SecureValue
            Return New OpenImportConnectionResults(If(connection Is Nothing, "", "open"))
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

            member this.OpenImportConnection(configParameters, types, importRunStep) =
                let connection = "Server=sql01;User Id=ma;Password=Tr0ub4dor3;"
                Console.WriteLine(connection)
                OpenImportConnectionResults()

            member this.GetImportEntries(importRunStep) = GetImportEntriesResults(CSEntries = List<CSEntryChange>())
            member this.CloseImportConnection(importRunStep) = CloseImportConnectionResults()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2CallImport with
            member this.ImportDefaultPageSize = 100
            member this.ImportMaxPageSize = 1000

            member this.OpenImportConnection(configParameters, types, importRunStep) =
                let connection = configParameters.["Connection"].SecureValue
                OpenImportConnectionResults(if isNull connection then "" else "open")

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
            connection = "Server=sql01;User Id=ma;Password=Tr0ub4dor3;"
            print(connection)
            return OpenImportConnectionResults()

        def GetImportEntries(self, importRunStep):
            results = GetImportEntriesResults()
            results.CSEntries = List[CSEntryChange]()
            return results

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
            connection = configParameters["Connection"].SecureValue
            return OpenImportConnectionResults()

        def GetImportEntries(self, importRunStep):
            results = GetImportEntriesResults()
            results.CSEntries = List[CSEntryChange]()
            return results

        def CloseImportConnection(self, importRunStep):
            return CloseImportConnectionResults()
    ```

    ## How to fix it

    Make it an encrypted configuration parameter, and change the secret.

    ## References

    - Inferred from the form of the text
    """

    id = "ECMA504"
    name = "secret-literal"
    title = "A secret in the code"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report where the reader saw one, without its text."""
        for owner, seen in observed(connector, "secret-literal"):
            yield Finding(
                f"{owner} holds what looks like a secret: {seen.subject}",
                seen.location,
                (),
                "make it an encrypted configuration parameter, and change the secret",
                f"{owner}::{seen.subject}",
            )
