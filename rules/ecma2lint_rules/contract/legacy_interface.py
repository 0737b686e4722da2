"""ECMA108: a legacy ecma 1 interface."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class LegacyInterface(Rule):
    """A class implements an interface of ECMA 1, which hosts no longer load.

    ## What it finds

    A class implements `IMAExtensibleFileImport`, `IMAExtensibleFileExport`, `IMAExtensibleCallExport` or `IMAPasswordManagement`.

    ## Why it matters

    ECMA 1 (XMA) was replaced by ECMA 2.0. The provisioning agent loads ECMA 2.0 connectors only.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensibleFileExport
    {
        public void DeliverExportFile(
            string fileName, string connectTo, string user, string password, ConfigParameterCollection configParameters,
            TypeDescriptionCollection types)
        {
        }
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
        Implements IMAExtensibleFileExport

        Public Sub DeliverExportFile(fileName As String, connectTo As String, user As String, password As String,
                                     configParameters As ConfigParameterCollection, types As TypeDescriptionCollection) _
            Implements IMAExtensibleFileExport.DeliverExportFile
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
        interface IMAExtensibleFileExport with
            member this.DeliverExportFile(fileName, connectTo, user, password, configParameters, types) = ()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
    ```

    ```python bad
    class Connector(IMAExtensibleFileExport):
        __namespace__ = "Contoso"

        def DeliverExportFile(self, fileName, connectTo, user, password, configParameters, types):
            pass
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ## How to fix it

    Port the class to the `IMAExtensible2` interfaces.

    ## References

    - https://learn.microsoft.com/microsoft-identity-manager/microsoft-identity-manager-2016-deprecated-features
    """

    id = "ECMA108"
    name = "legacy-interface"
    title = "A legacy ECMA 1 interface"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report each legacy interface of each class."""
        yield from findings_of(
            connector,
            ("legacy-interface",),
            lambda _, seen: f"{seen.subject} implements the ECMA 1 interface {seen.detail}",
            "implement the IMAExtensible2 interfaces instead",
        )
