"""ECMA318: a name is empty."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, Scalar
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._schema import SchemaRule, Wording, judge_attributes, judge_types
from ecma2lint_rules._shared import every


class EmptySchemaName(SchemaRule):
    """An object type or an attribute has no name.

    ## What it finds

    A name that is null, empty or blank in `SchemaType.Create` or in a factory of `SchemaAttribute`.

    ## Why it matters

    The factories accept it; a null name throws when it is added, an empty one reaches the host, which cannot address it.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("", AttributeType.String));
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String));
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("", AttributeType.String))
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
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
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("", AttributeType.String))
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
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("", AttributeType.String))
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
            schema.Types.Add(user)
            return schema
    ```

    ## How to fix it

    Give it a name.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA318"
    name = "empty-schema-name"
    title = "A name is empty"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge every name."""
        yield from judge_types(connector, lambda one: every(one.name, _is_empty), Wording("has no name", "give it a name"))
        yield from judge_attributes(connector, lambda one: every(one.name, _is_empty), Wording("has no name", "give it a name"))


def _is_empty(name: Scalar) -> bool:
    return name is None or not str(name).strip()
