"""ECMA136: only the extended parameters interface."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import InterfaceRule, may_implement


class OnlyExtendedParameters(InterfaceRule):
    """The connector offers its parameters through the extended interface only.

    ## What it finds

    `IMAExtensible2GetParametersEx` is implemented and `IMAExtensible2GetParameters` is not. The other way round is usual and
    fine.

    ## Why it matters

    The extended interface came with contract 4.1.4.0. A host that knows only the plain one shows no parameters.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetParametersEx
    {
        public IList<ConfigParameterDefinition> GetConfigParametersEx(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page, int pageNumber) =>
            new List<ConfigParameterDefinition>();

        public ParameterValidationResult ValidateConfigParametersEx(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page, int pageNumber) =>
            new ParameterValidationResult();
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetParameters, IMAExtensible2GetParametersEx
    {
        public IList<ConfigParameterDefinition> GetConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page) =>
            new List<ConfigParameterDefinition>();

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page) =>
            new ParameterValidationResult();

        public IList<ConfigParameterDefinition> GetConfigParametersEx(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page, int pageNumber) =>
            new List<ConfigParameterDefinition>();

        public ParameterValidationResult ValidateConfigParametersEx(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page, int pageNumber) =>
            new ParameterValidationResult();
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetParametersEx

        Public Function GetConfigParametersEx(configParameters As KeyedCollection(Of String, ConfigParameter),
                                              page As ConfigParameterPage, pageNumber As Integer) _
            As IList(Of ConfigParameterDefinition) Implements IMAExtensible2GetParametersEx.GetConfigParametersEx
            Return New List(Of ConfigParameterDefinition)()
        End Function

        Public Function ValidateConfigParametersEx(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                   page As ConfigParameterPage, pageNumber As Integer) _
            As ParameterValidationResult Implements IMAExtensible2GetParametersEx.ValidateConfigParametersEx
            Return New ParameterValidationResult()
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetParameters
        Implements IMAExtensible2GetParametersEx

        Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                            page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
            Implements IMAExtensible2GetParameters.GetConfigParameters
            Return New List(Of ConfigParameterDefinition)()
        End Function

        Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                 page As ConfigParameterPage) As ParameterValidationResult _
            Implements IMAExtensible2GetParameters.ValidateConfigParameters
            Return New ParameterValidationResult()
        End Function

        Public Function GetConfigParametersEx(configParameters As KeyedCollection(Of String, ConfigParameter),
                                              page As ConfigParameterPage, pageNumber As Integer) _
            As IList(Of ConfigParameterDefinition) Implements IMAExtensible2GetParametersEx.GetConfigParametersEx
            Return New List(Of ConfigParameterDefinition)()
        End Function

        Public Function ValidateConfigParametersEx(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                   page As ConfigParameterPage, pageNumber As Integer) _
            As ParameterValidationResult Implements IMAExtensible2GetParametersEx.ValidateConfigParametersEx
            Return New ParameterValidationResult()
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetParametersEx with
            member this.GetConfigParametersEx(configParameters, page, pageNumber) =
                List<ConfigParameterDefinition>() :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParametersEx(configParameters, page, pageNumber) = ParameterValidationResult()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetParameters with
            member this.GetConfigParameters(configParameters, page) =
                List<ConfigParameterDefinition>() :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()

        interface IMAExtensible2GetParametersEx with
            member this.GetConfigParametersEx(configParameters, page, pageNumber) =
                List<ConfigParameterDefinition>() :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParametersEx(configParameters, page, pageNumber) = ParameterValidationResult()
    ```

    ```python bad
    class Connector(IMAExtensible2GetParametersEx):
        __namespace__ = "Contoso"

        def GetConfigParametersEx(self, configParameters, page, pageNumber):
            return List[ConfigParameterDefinition]()

        def ValidateConfigParametersEx(self, configParameters, page, pageNumber):
            return ParameterValidationResult()
    ```

    ```python good
    class Connector(IMAExtensible2GetParameters, IMAExtensible2GetParametersEx):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            return List[ConfigParameterDefinition]()

        def ValidateConfigParameters(self, configParameters, page):
            return ParameterValidationResult()

        def GetConfigParametersEx(self, configParameters, page, pageNumber):
            return List[ConfigParameterDefinition]()

        def ValidateConfigParametersEx(self, configParameters, page, pageNumber):
            return ParameterValidationResult()
    ```

    ## How to fix it

    Implement `IMAExtensible2GetParameters` too.

    ## References

    - Seen in connectors that implement both
    """

    id = "ECMA136"
    name = "only-extended-parameters"
    title = "Only the extended parameters interface"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED
    interfaces = frozenset({"IMAExtensible2GetParametersEx"})

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look at the interfaces of all classes together."""
        names = connector.interface_names
        missing = {"IMAExtensible2GetParameters"} - names
        if not missing:
            yield Evidence("IMAExtensible2GetParameters is implemented too")
            return
        unread = list(may_implement(connector, "IMAExtensible2GetParameters"))
        yield from unread
        if not unread:
            cls = connector.implementers("IMAExtensible2GetParametersEx")[0]
            yield Finding(
                "IMAExtensible2GetParametersEx is implemented without IMAExtensible2GetParameters",
                cls.location,
                (),
                "implement IMAExtensible2GetParameters too",
                "IMAExtensible2GetParametersEx",
            )
