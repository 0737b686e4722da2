"""ECMA301: more than one object type."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, ContractClass, Implementation, ObjectTypes
from ecma2lint.rule import APPLIES, Applicability, Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity, Undecided
from ecma2lint_rules._shared import may_implement

_INTERFACE = "IMAExtensible2GetSchema"


class SeveralObjectTypes(Rule):
    """The schema can hold more than one object type.

    ## What it finds

    `GetSchema` returns a schema with two or more types in `Schema.Types`. A type that is created but never added to the schema
    does not count.

    ## Why it matters

    The provisioning agent works with one object type, the user. A second type (a group, a device) is never provisioned.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            Schema schema = Schema.Create();
            schema.Types.Add(SchemaType.Create("user", false));
            schema.Types.Add(SchemaType.Create("group", false));
            return schema;
        }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            Schema schema = Schema.Create();
            schema.Types.Add(SchemaType.Create("user", false));
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
            result.Types.Add(SchemaType.Create("user", False))
            result.Types.Add(SchemaType.Create("group", False))
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
            result.Types.Add(SchemaType.Create("user", False))
            Return result
        End Function
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) =
                let schema = Schema.Create()
                schema.Types.Add(SchemaType.Create("user", false))
                schema.Types.Add(SchemaType.Create("group", false))
                schema
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) =
                let schema = Schema.Create()
                schema.Types.Add(SchemaType.Create("user", false))
                schema
    ```

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            schema.Types.Add(SchemaType.Create("user", False))
            schema.Types.Add(SchemaType.Create("group", False))
            return schema
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            schema.Types.Add(SchemaType.Create("user", False))
            return schema
    ```

    ## How to fix it

    Add one type to `schema.Types`: the user. Ship a second connector for anything else.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector (support table, "Object type")
    """

    id = "ECMA301"
    name = "several-object-types"
    title = "More than one object type"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def applies(self, connector: Connector) -> Applicability:
        """Needs a class that implements GetSchema, or one whose unread base may."""
        applicability = super().applies(connector)
        if not applicability.applies:
            return applicability
        if not connector.implementers(_INTERFACE) and not any(may_implement(connector, _INTERFACE)):
            return Applicability(False, "no class implements IMAExtensible2GetSchema, so there is no schema")
        return APPLIES

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the number of object types of each class with GetSchema."""
        classes = connector.implementers(_INTERFACE)
        if not classes:
            yield from may_implement(connector, _INTERFACE)
        for cls in classes:
            if cls.object_types is None:
                yield _unread(cls)
            else:
                yield _judge(cls, cls.object_types)


def _unread(cls: ContractClass) -> Undecided:
    member = cls.member(_INTERFACE, "GetSchema")
    implementation = member.implementation if member else Implementation.MISSING
    detail = (member.detail if member else None) or f"it is {implementation.value}"
    return Undecided(
        f"the object types of {cls.type} are not known: {_INTERFACE}.GetSchema: {detail}",
        member.location if member else cls.location,
        f"{cls.type}::GetSchema",
    )


def _judge(cls: ContractClass, types: ObjectTypes) -> RuleYield:
    count = types.count
    names = ", ".join(types.names) or "names not known"
    subject = f"{cls.type}::GetSchema"
    if count.minimum > 1:
        at_least = "" if count.maximum == count.minimum else "at least "
        return Finding(
            f"the schema of {cls.type} has {at_least}{count.minimum} object types: {names}",
            count.location,
            tuple(f"object type {item.name.value!r} is added at {item.location}" for item in types.types if item.name.known),
            "add one type to `schema.Types`: the user",
            subject,
            count.trace,
        )
    if count.minimum == count.maximum == 1:
        return Evidence(f"the schema of {cls.type} has exactly one object type: {names}", count.location)
    if count.maximum == 0:
        return Undecided(
            f"GetSchema of {cls.type} returns no object type, as far as it was followed",
            count.location,
            subject,
            settle="add the one type with constant code",
        )
    most = "any number of" if count.maximum is None else f"up to {count.maximum}"
    why = f": {count.reason}" if count.reason else ""
    return Undecided(
        f"the schema of {cls.type} may have {most} object types ({names}){why}",
        count.location,
        subject,
        count.trace,
        "add the types with constant code, or confirm the number by a run",
    )
