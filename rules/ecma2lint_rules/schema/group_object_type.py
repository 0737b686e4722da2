"""ECMA304: a group as object type."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, Scalar
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._schema import SchemaRule, Wording, judge_types
from ecma2lint_rules._shared import every

#: What a name is compared with, without separators and in lower case.
_GROUPS = frozenset(
    {
        "group", "groups", "securitygroup", "distributiongroup", "usergroup", "unixgroup", "mailgroup", "posixgroup",
        "groupofnames", "groupofuniquenames", "role", "roles", "team", "teams", "ou", "organizationalunit", "container",
    }
)  # fmt: skip


class GroupObjectType(SchemaRule):
    """The schema has an object type that is no user.

    ## What it finds

    An object type whose name says group, role, team, organizational unit or container.

    ## Why it matters

    The provisioning agent provisions users: "the connector can import and export single-valued string attributes of a user or
    person object type". Groups are not supported.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var group = SchemaType.Create("group", true);
            group.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            group.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("description", AttributeType.String));
            schema.Types.Add(group);
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
            Dim group As SchemaType = SchemaType.Create("group", True)
            group.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            group.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("description", AttributeType.String))
            result.Types.Add(group)
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
                let group = SchemaType.Create("group", true)
                group.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
                group.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("description", AttributeType.String))
                schema.Types.Add(group)
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
            group = SchemaType.Create("group", True)
            group.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            group.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("description", AttributeType.String))
            schema.Types.Add(group)
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

    Offer one type for users.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/known-issues ("On-premises application provisioning")
    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-migrate-microsoft-identity-manager
    """

    id = "ECMA304"
    name = "group-object-type"
    title = "A group as object type"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge every object type."""
        yield from judge_types(
            connector, lambda object_type: every(object_type.name, _is_group), Wording("is no user", "offer one type for users")
        )


def _is_group(name: Scalar) -> bool:
    return isinstance(name, str) and "".join(char for char in name.lower() if char.isalnum()) in _GROUPS
