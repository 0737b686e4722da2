"""ECMA508: a parameter that is not defined."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._shared import PARAMETERS, observed, unread_bases


class UndefinedParameter(Rule):
    """The connector reads a parameter that it does not define.

    ## What it finds

    A parameter is read by a name that no definition has, or that differs from one only by case, and no code asks first whether
    it is there. Where no class defines parameters at all it is a warning: what a host then passes is not documented. Where code
    that could not be followed may define it, the rule is undecided.

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
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the names that are read with those that are defined."""
        parameters = [one for cls in connector.classes for one in cls.parameters if one.kind not in ("Label", "Divider")]
        names = {str(name) for parameter in parameters for name in parameter.name.values}
        asked = {seen.subject for _, seen in observed(connector, "parameter-asked")}
        folded = {name.lower(): name for name in names}
        reported: set[tuple[str, str]] = set()
        for owner, seen in observed(connector, "parameter-used", "parameter-read"):
            if seen.subject in names | asked or (owner, seen.subject) in reported:
                continue
            reported.add((owner, seen.subject))
            other = folded.get(seen.subject.lower())
            hidden = _hidden(connector)
            subject = f"{owner}::{seen.subject}"
            remedy = f"read {other!r}" if other else "define it, or read it by the name it is defined with"
            if hidden:
                reason = f"whether the parameter {seen.subject!r} that {owner} reads is defined is not known: {hidden}"
                yield Undecided(reason, seen.location, subject, settle=remedy)
                continue
            yield Finding(
                f"{owner} reads the parameter {seen.subject!r}, which is not defined",
                seen.location,
                (f"{other!r} is defined" if other else f"{len(names)} definitions were found, and there are no others",),
                remedy,
                subject,
                severity=None if connector.interface_names & PARAMETERS else Severity.WARNING,
            )


def _hidden(connector: Connector) -> str | None:
    """Why there may be definitions that were not found; None when there are none."""
    bases = unread_bases(connector)
    if bases:
        return f"a base of {bases[0][0].type} could not be read"
    if connector.interface_names >= PARAMETERS:
        return "the connector defines parameters twice, and which definitions count is the host's choice"
    for cls in connector.classes:
        if not any(cls.interface(name) for name in PARAMETERS):
            continue
        unknown = next((one.name for one in cls.parameters if not one.name.values), None)
        if unknown is not None:
            return unknown.reason or "the name of a parameter is not known"
        if not cls.parameter_counts:
            return f"the definitions of {cls.type} could not be read"
        open_ = next((count for count in cls.parameter_counts.values() if count.maximum is None), None)
        if open_ is not None:
            return open_.reason or f"the definitions of {cls.type} could not be followed"
    return None
