"""ECMA509: a null instead of parameters."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import PARAMETERS, InterfaceRule, null_results

_MEMBERS = frozenset({"GetConfigParameters", "GetConfigParametersEx"})


class NullParameterList(InterfaceRule):
    """The definition of parameters returns null.

    ## What it finds

    `GetConfigParameters` or `GetConfigParametersEx` returns null. Where only some path may, for some page for example, the rule
    is undecided.

    ## Why it matters

    A host walks the list for each page. What it does with null is not documented.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetParameters
    {
        public IList<ConfigParameterDefinition> GetConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page) => null;

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page) =>
            new ParameterValidationResult();
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetParameters
    {
        public IList<ConfigParameterDefinition> GetConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page) =>
            new List<ConfigParameterDefinition>();

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
            Return Nothing
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
            Return New List(Of ConfigParameterDefinition)()
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
            member this.GetConfigParameters(configParameters, page) = null
            member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetParameters with
            member this.GetConfigParameters(configParameters, page) =
                List<ConfigParameterDefinition>() :> IList<ConfigParameterDefinition>

            member this.ValidateConfigParameters(configParameters, page) = ParameterValidationResult()
    ```

    ```python bad
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            return None

        def ValidateConfigParameters(self, configParameters, page):
            return ParameterValidationResult()
    ```

    ```python good
    class Connector(IMAExtensible2GetParameters):
        __namespace__ = "Contoso"

        def GetConfigParameters(self, configParameters, page):
            return List[ConfigParameterDefinition]()

        def ValidateConfigParameters(self, configParameters, page):
            return ParameterValidationResult()
    ```

    ## How to fix it

    Return an empty list for pages without parameters.

    ## References

    - Inferred
    """

    id = "ECMA509"
    name = "null-parameter-list"
    title = "A null instead of parameters"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED
    interfaces = PARAMETERS

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw of these members."""
        yield from null_results(connector, _MEMBERS, "return an empty list")
