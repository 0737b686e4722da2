"""ECMA508: a parameter that is not defined."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._shared import PARAMETERS, observed, unread_bases


class UndefinedParameter(Rule):
    """The connector reads a parameter that it does not define.

    ## What it finds

    - A parameter is read by a name that differs from a defined one only by case.
    - A parameter is read, and no class defines any.
    - A parameter is read by a name for which no definition was found, though others are defined: information, for code that could
      not be followed may define it.

    ## Why it matters

    Names are case-sensitive, and reading one that is not there throws `KeyNotFoundException`, unless the code asks first.

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
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {
            var value = configParameters["server"].Value;
            return value == null
                ? new ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "server")
                : new ParameterValidationResult();
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
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {
            var value = configParameters["Server"].Value;
            return value == null
                ? new ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "Server")
                : new ParameterValidationResult();
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
            End If
            Return definitions
        End Function

        Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                 page As ConfigParameterPage) As ParameterValidationResult _
            Implements IMAExtensible2GetParameters.ValidateConfigParameters
            If configParameters("server").Value Is Nothing Then
                Return New ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "server")
            End If
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
            If configParameters("Server").Value Is Nothing Then
                Return New ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "Server")
            End If
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

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) =
                if isNull configParameters.["server"].Value then
                    ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "server")
                else
                    ParameterValidationResult()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetParameters with
            member this.GetConfigParameters(configParameters, page) =
                let definitions = List<ConfigParameterDefinition>()

                if page = ConfigParameterPage.Connectivity then
                    definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) =
                if isNull configParameters.["Server"].Value then
                    ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "Server")
                else
                    ParameterValidationResult()
    ```

    ```python bad
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            definitions = List[ConfigParameterDefinition]()
            if page == ConfigParameterPage.Connectivity:
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            value = configParameters["server"].Value
            result = ParameterValidationResult()
            if value is None:
                result.Code = ParameterValidationResultCode.Failure
            return result
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
            value = configParameters["Server"].Value
            result = ParameterValidationResult()
            if value is None:
                result.Code = ParameterValidationResultCode.Failure
            return result
    ```

    ## How to fix it

    Read it by the name it is defined with.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA508"
    name = "undefined-parameter"
    title = "A parameter that is not defined"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the names that are read with those that are defined."""
        parameters = [one for cls in connector.classes for one in cls.parameters if one.kind not in ("Label", "Divider")]
        names = {str(name) for parameter in parameters for name in parameter.name.values}
        open_ = any(not parameter.name.values for parameter in parameters)
        defines = bool(connector.interface_names & PARAMETERS) or bool(unread_bases(connector))
        folded = {name.lower(): name for name in names}
        reported: set[tuple[str, str]] = set()
        for owner, seen in observed(connector, "parameter-read"):
            if seen.subject in names or (owner, seen.subject) in reported:
                continue
            other = folded.get(seen.subject.lower())
            reported.add((owner, seen.subject))
            if other:
                evidence, remedy, severity = (f"{other!r} is defined",), f"read {other!r}", None
            elif defines and (open_ or not names):
                continue
            else:
                evidence, remedy = (
                    (f"{len(names)} definitions were found",),
                    "define it, or read it by the name it is defined with",
                )
                severity = Severity.INFO if names else None
            yield Finding(
                f"{owner} reads the parameter {seen.subject!r}, which is not defined",
                seen.location,
                evidence,
                remedy,
                f"{owner}::{seen.subject}",
                severity=severity,
            )
