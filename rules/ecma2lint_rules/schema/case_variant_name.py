"""ECMA316: names that differ only by case."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity, Undecided
from ecma2lint_rules._schema import (
    GET_SCHEMA,
    SchemaRule,
    attribute_words,
    attributes_of,
    one_doubt,
    open_points,
    type_words,
    types_of,
)


class CaseVariantName(SchemaRule):
    """Two names of the schema differ only by case.

    ## What it finds

    Two object types, or two attributes of the schema, whose names are equal but for upper and lower case.

    ## Why it matters

    The contract tells them apart, so both are there. Hosts, SCIM clients and most target systems do not.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("Mail", AttributeType.String));
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("Mail", AttributeType.String))
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
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
                user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("Mail", AttributeType.String))
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
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("Mail", AttributeType.String))
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

    Write the name the same way everywhere.

    ## References

    - Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run (the contract does not refuse them)
    """

    id = "ECMA316"
    name = "case-variant-name"
    title = "Names that differ only by case"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Compare the names of types, and those of attributes."""
        for cls in connector.implementers(GET_SCHEMA):
            doubts = list(open_points(cls))
            types = [(type_words(one), one.name, one.location, one.always) for one in types_of(cls)]
            attributes = [
                (attribute_words(kind, one), one.name, one.location, kind.always and one.always)
                for kind, one in attributes_of(cls)
            ]
            for named in (types, attributes):
                seen: dict[str, tuple[str, bool]] = {}
                for words, name, location, certain in named:
                    if not name.known:
                        doubts.append(Undecided(f"the name of {words} is not known", location))
                        continue
                    text = str(name.value)
                    first, first_certain = seen.setdefault(text.lower(), (text, certain))
                    if first != text and certain and first_certain:
                        yield Finding(
                            f"{words} differs from {first!r} only by case",
                            location,
                            (),
                            f"write {first!r} everywhere",
                            f"{cls.type}::{text}",
                        )
            yield from one_doubt(cls, doubts)
            yield Evidence(f"no two names in the schema of {cls.type} differ only by case")
