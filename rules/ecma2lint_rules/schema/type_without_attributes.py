"""ECMA319: a type without attributes."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._schema import SchemaRule, Wording, judge_types


class TypeWithoutAttributes(SchemaRule):
    """An object type has no attribute.

    ## What it finds

    An object type that reaches the schema without any attribute.

    ## Why it matters

    `Schema.Validate()` is false for it, and there is nothing to import or export.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", false);
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
            Dim user As SchemaType = SchemaType.Create("user", False)
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
                let user = SchemaType.Create("user", false)
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
            user = SchemaType.Create("user", False)
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

    Add its attributes, the anchor first.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA319"
    name = "type-without-attributes"
    title = "A type without attributes"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge every object type."""
        yield from judge_types(
            connector,
            lambda one: False if one.attributes else (True if one.complete else None),
            Wording("has no attributes", "add its attributes"),
        )
