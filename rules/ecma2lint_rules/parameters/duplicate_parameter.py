"""ECMA505: a parameter is defined twice."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, Parameter
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._shared import PARAMETERS, InterfaceRule


class DuplicateParameter(InterfaceRule):
    """Two parameters of one page have the same name.

    ## What it finds

    Two definitions of one name are certainly returned for the same page. Labels and dividers are not counted.

    ## Why it matters

    The contract does not notice. Both fields are shown, and the value of one of them is lost: values are filed by name.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetParameters
    {
        public IList<ConfigParameterDefinition> GetConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {
            var definitions = new List<ConfigParameterDefinition>();
            if (page == ConfigParameterPage.Connectivity)
            {
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""));
                definitions.Add(ConfigParameterDefinition.CreateTextParameter("Server"));
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page) =>
            new ParameterValidationResult();
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetParameters
    {
        public IList<ConfigParameterDefinition> GetConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {
            var definitions = new List<ConfigParameterDefinition>();
            if (page == ConfigParameterPage.Connectivity)
            {
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""));
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page) =>
            new ParameterValidationResult();
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetParameters

        Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                            page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
            Implements IMAExtensible2GetParameters.GetConfigParameters
            Dim definitions As New List(Of ConfigParameterDefinition)()
            If page = ConfigParameterPage.Connectivity Then
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
                definitions.Add(ConfigParameterDefinition.CreateTextParameter("Server"))
            End If
            Return definitions
        End Function

        Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                 page As ConfigParameterPage) As ParameterValidationResult _
            Implements IMAExtensible2GetParameters.ValidateConfigParameters
            Return New ParameterValidationResult()
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetParameters

        Public Function GetConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                            page As ConfigParameterPage) As IList(Of ConfigParameterDefinition) _
            Implements IMAExtensible2GetParameters.GetConfigParameters
            Dim definitions As New List(Of ConfigParameterDefinition)()
            If page = ConfigParameterPage.Connectivity Then
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
            End If
            Return definitions
        End Function

        Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                 page As ConfigParameterPage) As ParameterValidationResult _
            Implements IMAExtensible2GetParameters.ValidateConfigParameters
            Return New ParameterValidationResult()
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetParameters with
            member this.GetConfigParameters(configParameters, page) =
                let definitions = List<ConfigParameterDefinition>()

                if page = ConfigParameterPage.Connectivity then
                    definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
                    definitions.Add(ConfigParameterDefinition.CreateTextParameter("Server"))

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetParameters with
            member this.GetConfigParameters(configParameters, page) =
                let definitions = List<ConfigParameterDefinition>()

                if page = ConfigParameterPage.Connectivity then
                    definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()
    ```

    ```python bad
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            definitions = List[ConfigParameterDefinition]()
            if page == ConfigParameterPage.Connectivity:
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
                definitions.Add(ConfigParameterDefinition.CreateTextParameter("Server"))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            return ParameterValidationResult()
    ```

    ```python good
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            definitions = List[ConfigParameterDefinition]()
            if page == ConfigParameterPage.Connectivity:
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            return ParameterValidationResult()
    ```

    ## How to fix it

    Give each parameter its own name.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA505"
    name = "duplicate-parameter"
    title = "A parameter is defined twice"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    interfaces = PARAMETERS

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the names of the parameters of one page."""
        for cls in connector.classes:
            seen: list[Parameter] = []
            for parameter in cls.parameters:
                if parameter.kind in ("Label", "Divider") or not parameter.name.known or not parameter.always:
                    continue
                first = next((one for one in seen if one.name.value == parameter.name.value and _one_page(one, parameter)), None)
                if first:
                    yield Finding(
                        f"the parameter {parameter.name.value!r} of {cls.type} is defined twice",
                        parameter.location,
                        (f"first defined at {first.location}",) if str(first.location) else (),
                        "give each parameter its own name",
                        f"{cls.type}::{parameter.name.value}",
                    )
                seen.append(parameter)


def _one_page(first: Parameter, second: Parameter) -> bool:
    """Whether two definitions are certainly returned for one page."""
    return first.page.values == second.page.values or bool(set(first.page.values) & set(second.page.values))
