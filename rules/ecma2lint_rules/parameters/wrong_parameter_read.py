"""ECMA502: a parameter is read the wrong way."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._shared import PARAMETERS, InterfaceRule, observed


class WrongParameterRead(InterfaceRule):
    """A parameter is read through the property that throws.

    ## What it finds

    `Value` of a parameter that is defined as encrypted, or `SecureValue` of one that is not.

    ## Why it matters

    The contract throws: "Encrypted parameter should be retrieved using the SecureValue property", and the mirror error the other
    way round.

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
                definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""));
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {
            var value = configParameters["Password"].Value;
            return value == null
                ? new ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "Password")
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
                definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""));
            }
            return definitions;
        }

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {
            var value = configParameters["Password"].SecureValue;
            return value == null
                ? new ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "Password")
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
                definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""))
            End If
            Return definitions
        End Function

        Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                 page As ConfigParameterPage) As ParameterValidationResult _
            Implements IMAExtensible2GetParameters.ValidateConfigParameters
            If configParameters("Password").Value Is Nothing Then
                Return New ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "Password")
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
                definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""))
            End If
            Return definitions
        End Function

        Public Function ValidateConfigParameters(configParameters As KeyedCollection(Of String, ConfigParameter),
                                                 page As ConfigParameterPage) As ParameterValidationResult _
            Implements IMAExtensible2GetParameters.ValidateConfigParameters
            If configParameters("Password").SecureValue Is Nothing Then
                Return New ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "Password")
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
                    definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""))

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) =
                if isNull configParameters.["Password"].Value then
                    ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "Password")
                else
                    ParameterValidationResult()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetParameters with
            member this.GetConfigParameters(configParameters, page) =
                let definitions = List<ConfigParameterDefinition>()

                if page = ConfigParameterPage.Connectivity then
                    definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""))

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) =
                if isNull configParameters.["Password"].SecureValue then
                    ParameterValidationResult(ParameterValidationResultCode.Failure, "missing", "Password")
                else
                    ParameterValidationResult()
    ```

    ```python bad
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            definitions = List[ConfigParameterDefinition]()
            if page == ConfigParameterPage.Connectivity:
                definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            value = configParameters["Password"].Value
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
                definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            value = configParameters["Password"].SecureValue
            result = ParameterValidationResult()
            if value is None:
                result.Code = ParameterValidationResultCode.Failure
            return result
    ```

    ## How to fix it

    Read encrypted parameters through `SecureValue`, others through `Value`.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA502"
    name = "wrong-parameter-read"
    title = "A parameter is read the wrong way"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    interfaces = PARAMETERS

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare how each parameter is read with how it is defined."""
        kinds: dict[str, set[bool]] = {}
        for cls in connector.classes:
            for parameter in cls.parameters:
                if parameter.kind in ("Label", "Divider"):
                    continue
                encrypted = parameter.kind == "EncryptedString"
                for name in parameter.name.values:
                    kinds.setdefault(str(name), set()).update({encrypted} if parameter.name.known else {True, False})
        for owner, seen in observed(connector, "parameter-read"):
            defined = kinds.get(seen.subject, set())
            wrong = {"Value": True, "SecureValue": False}.get(seen.detail)
            if wrong is not None and defined == {wrong}:
                right = "SecureValue" if wrong else "Value"
                yield Finding(
                    f"{owner} reads {seen.detail} of the parameter {seen.subject!r}, which is {'' if wrong else 'not '}encrypted",
                    seen.location,
                    (),
                    f"read {right}",
                    f"{owner}::{seen.subject}",
                )
