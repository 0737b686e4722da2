"""ECMA507: a validation that cannot work."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, Parameter, Value
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity
from ecma2lint_rules._open import open_parameters
from ecma2lint_rules._patterns import certainly_refuses, dropdown_values, pattern_fault
from ecma2lint_rules._shared import PARAMETERS, InterfaceRule


class InvalidValidation(InterfaceRule):
    """The validation of a parameter is broken, or refuses its own default.

    ## What it finds

    - The regular expression of a string parameter is one that .NET refuses: unbalanced brackets, a quantifier after nothing, a
      backslash at the end.
    - The default of a string parameter does not match its regular expression; only plain expressions are tried out.
    - The default of a drop-down that takes no other values is not in its list.

    ## Why it matters

    The contract does not check it. The administrator sees an error that does not say what is wrong, or a default that cannot be
    kept.

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
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", "^[0-9+$", "443"));
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
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", "^[0-9]+$", "443"));
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
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", "^[0-9+$", "443"))
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
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", "^[0-9]+$", "443"))
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
                    definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", "^[0-9+$", "443"))

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetParameters with
            member this.GetConfigParameters(configParameters, page) =
                let definitions = List<ConfigParameterDefinition>()

                if page = ConfigParameterPage.Connectivity then
                    definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", "^[0-9]+$", "443"))

                definitions :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()
    ```

    ```python bad
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            definitions = List[ConfigParameterDefinition]()
            if page == ConfigParameterPage.Connectivity:
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", "^[0-9+$", "443"))
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
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Port", "^[0-9]+$", "443"))
            return definitions

        def ValidateConfigParameters(self, configParameters, page):
            return ParameterValidationResult()
    ```

    ## How to fix it

    Correct the expression, the list or the default.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA507"
    name = "invalid-validation"
    title = "A validation that cannot work"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OBSERVED
    interfaces = PARAMETERS

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the validation of every parameter."""
        yield from open_parameters(connector)
        for cls in connector.classes:
            for parameter in cls.parameters:
                fault = _fault(parameter)
                if fault:
                    name = parameter.name.value if parameter.name.known else "?"
                    yield Finding(
                        f"the parameter {name!r} of {cls.type}: {fault}",
                        parameter.location,
                        (f"validation {parameter.validation.value!r}",) if parameter.validation else (),
                        "correct the validation or the default",
                        f"{cls.type}::{name}",
                    )


def _fault(parameter: Parameter) -> str | None:
    validation, default = _text(parameter.validation), _text(parameter.default)
    if not validation:
        return None
    if parameter.kind in ("String", "EncryptedString"):
        fault = pattern_fault(validation)
        if fault:
            return f"its regular expression is refused: {fault}"
        if default and parameter.kind == "String" and certainly_refuses(validation, default):
            return f"its default {default!r} does not match its regular expression"
    closed = parameter.extensible is not None and parameter.extensible.known and parameter.extensible.value is False
    if (
        parameter.kind == "DropDown"
        and closed
        and default
        and default.strip().lower() not in {value.lower() for value in dropdown_values(validation)}
    ):
        return f"its default {default!r} is not in its list"
    return None


def _text(value: Value | None) -> str | None:
    return value.value if value is not None and value.known and isinstance(value.value, str) else None
