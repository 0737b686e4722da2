"""ECMA314: one name, two definitions."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, ObjectType, SchemaAttribute
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity, Undecided
from ecma2lint_rules._schema import (
    GET_SCHEMA,
    SchemaRule,
    attribute_subject,
    attribute_words,
    attributes_of,
    one_doubt,
    open_points,
    type_words,
)


class ConflictingAttributeDefinition(SchemaRule):
    """Two object types define an attribute of one name differently.

    ## What it finds

    Two object types have an attribute of the same name whose data type, allowed operation or number of values differ. Whether it
    is the anchor may differ.

    ## Why it matters

    "The attribute list is shared between the object types so if an attribute name is reused between objects the attribute
    definition cannot be different": `Schema.Validate()` is false.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String));
            schema.Types.Add(user);
            var contact = SchemaType.Create("contact", true);
            contact.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            contact.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.Integer));
            schema.Types.Add(contact);
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String));
            schema.Types.Add(user);
            var contact = SchemaType.Create("contact", true);
            contact.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            contact.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String));
            schema.Types.Add(contact);
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String))
            result.Types.Add(user)
            Dim contact As SchemaType = SchemaType.Create("contact", True)
            contact.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            contact.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.Integer))
            result.Types.Add(contact)
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String))
            result.Types.Add(user)
            Dim contact As SchemaType = SchemaType.Create("contact", True)
            contact.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            contact.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String))
            result.Types.Add(contact)
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
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String))
                schema.Types.Add(user)
                let contact = SchemaType.Create("contact", true)
                contact.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
                contact.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.Integer))
                schema.Types.Add(contact)
                schema
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) =
                let schema = Schema.Create()
                let user = SchemaType.Create("user", true)
                user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String))
                schema.Types.Add(user)
                let contact = SchemaType.Create("contact", true)
                contact.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
                contact.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String))
                schema.Types.Add(contact)
                schema
    ```

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            user = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String))
            schema.Types.Add(user)
            contact = SchemaType.Create("contact", True)
            contact.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            contact.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.Integer))
            schema.Types.Add(contact)
            return schema
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            user = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String))
            schema.Types.Add(user)
            contact = SchemaType.Create("contact", True)
            contact.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            contact.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("code", AttributeType.String))
            schema.Types.Add(contact)
            return schema
    ```

    ## How to fix it

    Give both the same definition, or one of them another name.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858091(v=vs.100)
    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA314"
    name = "conflicting-attribute-definition"
    title = "One name, two definitions"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the attributes of one name."""
        for cls in connector.implementers(GET_SCHEMA):
            doubts = list(open_points(cls))
            seen: dict[str, tuple[ObjectType, SchemaAttribute]] = {}
            for object_type, attribute in attributes_of(cls):
                if not attribute.name.known:
                    doubts.append(
                        Undecided(f"the name of {attribute_words(object_type, attribute)} is not known", attribute.location)
                    )
                    continue
                first_type, first = seen.setdefault(str(attribute.name.value), (object_type, attribute))
                same = _same(first, attribute)
                words = attribute_words(object_type, attribute)
                certain = all(one.always for one in (object_type, attribute, first_type, first))
                if same is False and certain and first_type is not object_type:
                    yield Finding(
                        f"{words} is defined otherwise than in {type_words(first_type)}",
                        attribute.location,
                        (f"{_defined(first)} at {first.location}", _defined(attribute)),
                        "give both the same definition",
                        attribute_subject(cls, object_type, attribute),
                    )
                elif same is None:
                    doubts.append(Undecided(f"the definition of {words} is not known", attribute.location))
            yield from one_doubt(cls, doubts)
            yield Evidence(f"no two object types of {cls.type} define one attribute differently")


def _same(first: SchemaAttribute, second: SchemaAttribute) -> bool | None:
    """Whether two definitions agree; None when a part that matters is not known."""
    known = True
    for one, other in (
        (first.data_type, second.data_type),
        (first.multi_valued, second.multi_valued),
        (first.operation, second.operation),
    ):
        if not one.known or not other.known:
            known = False
        elif one.value != other.value:
            return False
    return True if known else None


def _defined(attribute: SchemaAttribute) -> str:
    """``multi-valued String, ImportExport``."""
    many = attribute.multi_valued.known and attribute.multi_valued.value is True
    kind = attribute.data_type.value if attribute.data_type.known else "unknown type"
    operation = attribute.operation.value if attribute.operation.known else "unknown operation"
    return f"{'multi-valued' if many else 'single-valued'} {kind}, {operation}"
