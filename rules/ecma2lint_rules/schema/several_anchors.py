"""ECMA307: several anchors."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, ObjectType
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._schema import SchemaRule, Wording, judge_types


class SeveralAnchors(SchemaRule):
    """An object type has more than one anchor attribute.

    ## What it finds

    Two or more attributes of one object type are created with `CreateAnchorAttribute`.

    ## Why it matters

    The provisioning agent supports no target systems "which require multiple attributes to form an anchor".

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("tenant", AttributeType.String));
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
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("tenant", AttributeType.String))
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
                user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
                user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("tenant", AttributeType.String))
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
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("tenant", AttributeType.String))
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

    Join the parts in the connector, and offer one anchor attribute.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/known-issues ("On-premises application provisioning")
    """

    id = "ECMA307"
    name = "several-anchors"
    title = "Several anchors"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge every object type."""
        yield from judge_types(connector, _has_several, Wording("has several anchors", "offer one anchor attribute"))


def _has_several(object_type: ObjectType) -> bool | None:
    certain = [one for one in object_type.attributes if one.always and one.anchor.known and one.anchor.value is True]
    possible = [one for one in object_type.attributes if one.anchor.may_be(True)]
    if len(certain) > 1:
        return True
    return None if len(possible) > 1 or not object_type.complete else False
