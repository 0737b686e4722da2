"""ECMA510: a parameter that nothing reads."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._shared import PARAMETERS, InterfaceRule, observed


class UnreadParameter(InterfaceRule):
    """The connector defines a parameter and never reads it.

    ## What it finds

    A parameter is defined under a constant name, and that name stands nowhere else in the connector. Where all parameters are
    gone through, where a name is put together, or where code that cannot be seen gets the parameters, the rule is undecided.

    ## Why it matters

    An administrator fills in something that has no effect; often the connector reads it under a misspelt name.

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
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", ""));
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {
            Console.WriteLine(configParameters["Server"].Value);
            return new ParameterValidationResult();
        }
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
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", ""));
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {
            Console.WriteLine(configParameters["Server"].Value + configParameters["Port"].Value);
            return new ParameterValidationResult();
        }
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
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", ""))
            End If
            Return definitions
        End Function

        Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                 page As ConfigParameterPage) As ParameterValidationResult _
            Implements IMAExtensible2GetParameters.ValidateConfigParameters
            Console.WriteLine(configParameters("Server").Value)
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
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", ""))
            End If
            Return definitions
        End Function

        Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                 page As ConfigParameterPage) As ParameterValidationResult _
            Implements IMAExtensible2GetParameters.ValidateConfigParameters
            Console.WriteLine(configParameters("Server").Value & configParameters("Port").Value)
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
                    definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", ""))

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) =
                Console.WriteLine(configParameters.["Server"].Value)
                ParameterValidationResult()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetParameters with
            member this.GetConfigParameters(configParameters, page) =
                let definitions = List<ConfigParameterDefinition>()

                if page = ConfigParameterPage.Connectivity then
                    definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
                    definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", ""))

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) =
                Console.WriteLine(configParameters.["Server"].Value + configParameters.["Port"].Value)
                ParameterValidationResult()
    ```

    ```python bad
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            definitions = List[ConfigParameterDefinition]()
            if page == ConfigParameterPage.Connectivity:
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", ""))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            print(configParameters["Server"].Value)
            return ParameterValidationResult()
    ```

    ```python good
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            definitions = List[ConfigParameterDefinition]()
            if page == ConfigParameterPage.Connectivity:
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", ""))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            print(configParameters["Server"].Value, configParameters["Port"].Value)
            return ParameterValidationResult()
    ```

    ## How to fix it

    Read the parameter, or remove its definition.

    ## References

    - Inferred; Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA510"
    name = "unread-parameter"
    title = "A parameter that nothing reads"
    severity = Severity.INFO
    since = "0.1.0"
    backing = Backing.INFERRED
    interfaces = PARAMETERS

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the names that are defined with those that any class of the connector reads."""
        used = {seen.subject for _, seen in observed(connector, "parameter-used", "parameter-asked", "parameter-read")}
        hidden = next(iter(observed(connector, "parameters-open")), None)
        for cls in connector.classes:
            unread = {
                str(one.name.value): one
                for one in cls.parameters
                if one.kind not in ("Label", "Divider") and one.name.known and one.name.value and one.name.value not in used
            }
            if unread and hidden:
                owner, seen = hidden
                names = ", ".join(repr(name) for name in unread)
                reason = f"whether {owner} reads {names} is not known: {seen.detail}"
                yield Undecided(reason, seen.location, cls.type, settle="read parameters by constant names")
                continue
            for name, parameter in unread.items():
                yield Finding(
                    f"{cls.type} defines the parameter {name!r} and never reads it",
                    parameter.location,
                    (),
                    "read it, or remove its definition",
                    f"{cls.type}::{name}",
                )
