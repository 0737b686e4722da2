"""ECMA313: a character that attribute names must not have."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._schema import SchemaRule, Wording, judge_attributes
from ecma2lint_rules._shared import every


class AttributeNameCharacter(SchemaRule):
    """The name of an attribute has a dot or a bracket.

    ## What it finds

    An attribute whose name contains `.`, `[` or `]`.

    ## Why it matters

    The provisioning agent builds SCIM names from the names of attributes. Those "with characters such as . or [" are not
    supported.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("name.first", AttributeType.String));
            schema.Types.Add(user);
            return schema;
        }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("nameFirst", AttributeType.String));
            schema.Types.Add(user);
            return schema;
        }
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetSchema

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Dim result As Schema = Schema.Create()
            Dim user As SchemaType = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("name.first", AttributeType.String))
            result.Types.Add(user)
            Return result
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetSchema

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Dim result As Schema = Schema.Create()
            Dim user As SchemaType = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("nameFirst", AttributeType.String))
            result.Types.Add(user)
            Return result
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) =
                let schema = Schema.Create()
                let user = SchemaType.Create("user", true)
                user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("name.first", AttributeType.String))
                schema.Types.Add(user)
                schema
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) =
                let schema = Schema.Create()
                let user = SchemaType.Create("user", true)
                user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("nameFirst", AttributeType.String))
                schema.Types.Add(user)
                schema
    ```

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            user = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("name.first", AttributeType.String))
            schema.Types.Add(user)
            return schema
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            user = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("nameFirst", AttributeType.String))
            schema.Types.Add(user)
            return schema
    ```

    ## How to fix it

    Rename the attribute, and map the name to the one of the target system in the connector.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/known-issues ("On-premises application provisioning")
    """

    id = "ECMA313"
    name = "attribute-name-character"
    title = "A character that attribute names must not have"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge every attribute."""
        yield from judge_attributes(
            connector,
            lambda one: every(one.name, lambda value: bool(set(".[]") & set(str(value)))),
            Wording("has a dot or a bracket in its name", "rename it"),
        )
