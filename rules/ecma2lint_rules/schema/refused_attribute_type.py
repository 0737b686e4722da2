"""ECMA308: an attribute type that the contract refuses."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._schema import SchemaRule
from ecma2lint_rules._shared import findings_of


class RefusedAttributeType(SchemaRule):
    """A schema call throws.

    ## What it finds

    `CreateAnchorAttribute` with `AttributeType.Reference` or `AttributeType.Boolean`, or `CreateMultiValuedAttribute` with
    `AttributeType.Boolean`.

    ## Why it matters

    The contract throws `NotSupportedException`, so the member that builds the schema fails.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("active", AttributeType.Boolean));
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String));
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
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("active", AttributeType.Boolean))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
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
                user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("active", AttributeType.Boolean))
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
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
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("active", AttributeType.Boolean))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
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

    Choose another type: a string for an anchor, a single value for a Boolean.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA308"
    name = "refused-attribute-type"
    title = "An attribute type that the contract refuses"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report what the reader saw."""
        yield from findings_of(
            connector,
            ("invalid-schema-call",),
            lambda _, seen: f"{seen.subject} throws: it does not take AttributeType.{seen.detail}",
            "choose another attribute type",
        )
