"""ECMA320: an anchor that is only exported."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._schema import SchemaRule, Wording, judge_attributes
from ecma2lint_rules._shared import both, every


class ExportOnlyAnchor(SchemaRule):
    """The anchor cannot be imported.

    ## What it finds

    An anchor attribute with `AttributeOperation.ExportOnly`.

    ## Why it matters

    The contract accepts it. A host has to read the anchor back, to find the object again.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String, AttributeOperation.ExportOnly));
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
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String, AttributeOperation.ImportOnly));
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
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String, AttributeOperation.ExportOnly))
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
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String, AttributeOperation.ImportOnly))
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
                let anchor = SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String, AttributeOperation.ExportOnly)
                user.Attributes.Add(anchor)
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
                let anchor = SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String, AttributeOperation.ImportOnly)
                user.Attributes.Add(anchor)
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
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String, AttributeOperation.ExportOnly))
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
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String, AttributeOperation.ImportOnly))
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute("mail", AttributeType.String))
            schema.Types.Add(user)
            return schema
    ```

    ## How to fix it

    Use `ImportExport`, or `ImportOnly` where the target system sets it.

    ## References

    - Inferred; Microsoft.MetadirectoryServicesEx 4.1.4.0, read and run
    """

    id = "ECMA320"
    name = "export-only-anchor"
    title = "An anchor that is only exported"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge every attribute."""
        yield from judge_attributes(
            connector,
            lambda one: both(
                every(one.anchor, lambda value: value is True), every(one.operation, lambda value: value == "ExportOnly")
            ),
            Wording("is an anchor that is only exported", "allow it to be imported"),
        )
