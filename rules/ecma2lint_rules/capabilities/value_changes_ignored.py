"""ECMA219: changes of values are not told apart."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, SchemaAttribute
from ecma2lint.rule import Backing, RuleYield
from ecma2lint.verdicts import Finding, Severity, Undecided
from ecma2lint_rules._capability import CapabilitiesRule, values_of
from ecma2lint_rules._schema import GET_SCHEMA, attributes_of, open_points
from ecma2lint_rules._shared import both, every, observed

_PROPERTY = "ValueChange.ModificationType"
_IN_CHANGES = ("AttributeUpdate", "MultivaluedReferenceAttributeUpdate")
_EITHER = " or ".join(_IN_CHANGES)
_REMEDY = "look at ModificationType of each ValueChange, or set `ExportType = AttributeReplace`"


class ValueChangesIgnored(CapabilitiesRule):
    """The connector asks for changes of values and does not look whether a value comes or goes.

    ## What it finds

    `ExportType` is `AttributeUpdate` or `MultivaluedReferenceAttributeUpdate`, the schema has an attribute that is exported in
    changes, and nothing in the connector reads `ModificationType` of a `ValueChange`. With `AttributeUpdate` these are all
    multi-valued attributes, else those that hold references. Where the schema is not known, or code that cannot be seen may read
    it, the rule is undecided.

    ## Why it matters

    The host then sends the values that were added and those that were removed. Who does not tell them apart adds what was to go.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2CallExport
    {
        public MACapabilities Capabilities
        {
            get { return new MACapabilities { ExportType = MAExportType.AttributeUpdate }; }
        }

        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mail", AttributeType.String));
            schema.Types.Add(user);
            return schema;
        }

        public int ExportDefaultPageSize { get { return 100; } }
        public int ExportMaxPageSize { get { return 1000; } }

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            foreach (var change in csentries.SelectMany(one => one.AttributeChanges).SelectMany(one => one.ValueChanges))
            {
                Console.WriteLine(change.Value);
            }
            return new PutExportEntriesResults();
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep)
        {
        }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2CallExport
    {
        public MACapabilities Capabilities
        {
            get { return new MACapabilities { ExportType = MAExportType.AttributeUpdate }; }
        }

        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            var schema = Schema.Create();
            var user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mail", AttributeType.String));
            schema.Types.Add(user);
            return schema;
        }

        public int ExportDefaultPageSize { get { return 100; } }
        public int ExportMaxPageSize { get { return 1000; } }

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            foreach (var change in csentries.SelectMany(one => one.AttributeChanges).SelectMany(one => one.ValueChanges))
            {
                Console.WriteLine(change.ModificationType == ValueModificationType.Add ? "add" : "remove");
            }
            return new PutExportEntriesResults();
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep)
        {
        }
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2CallExport

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ExportType = MAExportType.AttributeUpdate}
            End Get
        End Property

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Dim result As Schema = Schema.Create()
            Dim user As SchemaType = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mail", AttributeType.String))
            result.Types.Add(user)
            Return result
        End Function

        Public ReadOnly Property ExportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallExport.ExportDefaultPageSize
        Public ReadOnly Property ExportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallExport.ExportMaxPageSize

        Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                        exportRunStep As OpenExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.OpenExportConnection
        End Sub

        Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
            Implements IMAExtensible2CallExport.PutExportEntries
            For Each csentry As CSEntryChange In csentries
                For Each attribute As AttributeChange In csentry.AttributeChanges
                    For Each change As ValueChange In attribute.ValueChanges
                        Console.WriteLine(change.Value)
                    Next
                Next
            Next
            Return New PutExportEntriesResults()
        End Function

        Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.CloseExportConnection
        End Sub
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2CallExport

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.ExportType = MAExportType.AttributeUpdate}
            End Get
        End Property

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Dim result As Schema = Schema.Create()
            Dim user As SchemaType = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mail", AttributeType.String))
            result.Types.Add(user)
            Return result
        End Function

        Public ReadOnly Property ExportDefaultPageSize As Integer = 100 Implements IMAExtensible2CallExport.ExportDefaultPageSize
        Public ReadOnly Property ExportMaxPageSize As Integer = 1000 Implements IMAExtensible2CallExport.ExportMaxPageSize

        Public Sub OpenExportConnection(configParameters As KeyedCollection(Of String, ConfigParameter), types As Schema,
                                        exportRunStep As OpenExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.OpenExportConnection
        End Sub

        Public Function PutExportEntries(csentries As IList(Of CSEntryChange)) As PutExportEntriesResults _
            Implements IMAExtensible2CallExport.PutExportEntries
            For Each csentry As CSEntryChange In csentries
                For Each attribute As AttributeChange In csentry.AttributeChanges
                    For Each change As ValueChange In attribute.ValueChanges
                        Console.WriteLine(If(change.ModificationType = ValueModificationType.Add, "add", "remove"))
                    Next
                Next
            Next
            Return New PutExportEntriesResults()
        End Function

        Public Sub CloseExportConnection(exportRunStep As CloseExportConnectionRunStep) _
            Implements IMAExtensible2CallExport.CloseExportConnection
        End Sub
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ExportType = MAExportType.AttributeUpdate)

        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) =
                let schema = Schema.Create()
                let user = SchemaType.Create("user", true)
                user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
                user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mail", AttributeType.String))
                schema.Types.Add(user)
                schema

        interface IMAExtensible2CallExport with
            member this.ExportDefaultPageSize = 100
            member this.ExportMaxPageSize = 1000
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()

            member this.PutExportEntries(csentries) =
                for csentry in csentries do
                    for attribute in csentry.AttributeChanges do
                        for change in attribute.ValueChanges do
                            Console.WriteLine(change.Value)

                PutExportEntriesResults()

            member this.CloseExportConnection(exportRunStep) = ()
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(ExportType = MAExportType.AttributeUpdate)

        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) =
                let schema = Schema.Create()
                let user = SchemaType.Create("user", true)
                user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
                user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mail", AttributeType.String))
                schema.Types.Add(user)
                schema

        interface IMAExtensible2CallExport with
            member this.ExportDefaultPageSize = 100
            member this.ExportMaxPageSize = 1000
            member this.OpenExportConnection(configParameters, types, exportRunStep) = ()

            member this.PutExportEntries(csentries) =
                for csentry in csentries do
                    for attribute in csentry.AttributeChanges do
                        for change in attribute.ValueChanges do
                            Console.WriteLine(if change.ModificationType = ValueModificationType.Add then "add" else "remove")

                PutExportEntriesResults()

            member this.CloseExportConnection(exportRunStep) = ()
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2CallExport):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ExportType = MAExportType.AttributeUpdate
            return capabilities

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            user = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mail", AttributeType.String))
            schema.Types.Add(user)
            return schema

        def get_ExportDefaultPageSize(self):
            return 100

        def get_ExportMaxPageSize(self):
            return 1000

        def OpenExportConnection(self, configParameters, types, exportRunStep):
            pass

        def PutExportEntries(self, csentries):
            for csentry in csentries:
                for attribute in csentry.AttributeChanges:
                    for change in attribute.ValueChanges:
                        print(change.Value)
            return PutExportEntriesResults()

        def CloseExportConnection(self, exportRunStep):
            pass
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities, IMAExtensible2GetSchema, IMAExtensible2CallExport):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.ExportType = MAExportType.AttributeUpdate
            return capabilities

        def GetSchema(self, configParameters):
            schema = Schema.Create()
            user = SchemaType.Create("user", True)
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
            user.Attributes.Add(SchemaAttribute.CreateMultiValuedAttribute("mail", AttributeType.String))
            schema.Types.Add(user)
            return schema

        def get_ExportDefaultPageSize(self):
            return 100

        def get_ExportMaxPageSize(self):
            return 1000

        def OpenExportConnection(self, configParameters, types, exportRunStep):
            pass

        def PutExportEntries(self, csentries):
            for csentry in csentries:
                for attribute in csentry.AttributeChanges:
                    for change in attribute.ValueChanges:
                        print("add" if change.ModificationType == ValueModificationType.Add else "remove")
            return PutExportEntriesResults()

        def CloseExportConnection(self, exportRunStep):
            pass
    ```

    ## How to fix it

    Look at `ValueChange.ModificationType`, or set `ExportType = AttributeReplace`: then the host sends all values.

    ## References

    - Inferred; https://learn.microsoft.com/microsoft-identity-manager/reference/microsoft-identity-manager-2016-connector-powershell
    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858447(v=vs.100)
    """

    id = "ECMA219"
    name = "value-changes-ignored"
    title = "Changes of values are not told apart"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge ExportType and the schema where nothing reads what happens to a value."""
        unread = [seen for _, seen in observed(connector, "never-reads") if seen.subject == _PROPERTY]
        hidden = [seen for _, seen in observed(connector, "may-read-elsewhere") if seen.subject == _PROPERTY]
        for cls, value in values_of(connector, "ExportType") if unread or hidden else ():
            subject = f"{cls.type}::ExportType"
            if not any(value.may_be(one) for one in _IN_CHANGES):
                continue
            sent = [_changed(connector, str(one)) for one in (value.values or _IN_CHANGES) if one in _IN_CHANGES]
            doubt = next((one for one in sent if isinstance(one, Undecided)), None)
            if all(one is None for one in sent):
                continue
            if hidden or doubt or not all(one in _IN_CHANGES for one in value.values) or not value.values:
                reason = (
                    f"whether the connector reads {_PROPERTY} is not known: {hidden[0].detail}"
                    if hidden
                    else doubt.reason
                    if doubt
                    else f"ExportType of {cls.type} is not known: {value.reason or 'it differs between the paths'}"
                )
                yield Undecided(reason, value.location, subject, value.trace, _REMEDY)
            else:
                yield Finding(
                    f"{cls.type} declares ExportType = {value.value if value.known else _EITHER}, and nothing reads {_PROPERTY}",
                    value.location,
                    (f"{sent[0]} is exported in changes",),
                    _REMEDY,
                    subject,
                    value.trace,
                )


def _changed(connector: Connector, export_type: str) -> str | Undecided | None:
    """An attribute that is exported in changes; None where there is certainly none, the doubt where that is not certain."""
    doubt: Undecided | None = None
    providers = connector.implementers(GET_SCHEMA)
    for cls in providers:
        doubt = doubt or next(open_points(cls), None)
        for object_type, attribute in attributes_of(cls):
            answer = _in_changes(attribute, export_type)
            if answer and object_type.always and attribute.always and attribute.name.known:
                return f"attribute {attribute.name.value!r}"
            if answer is not False:
                doubt = doubt or Undecided("whether an attribute is exported in changes is not known", attribute.location)
    if not providers:
        return Undecided("no class provides a schema that would say which attributes have several values")
    return doubt


def _in_changes(attribute: SchemaAttribute, export_type: str) -> bool | None:
    many = every(attribute.multi_valued, lambda value: value is True)
    if export_type == "AttributeUpdate":
        return many
    return both(many, every(attribute.data_type, lambda value: value == "Reference"))
