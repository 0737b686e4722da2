"""Connectors of a wanted size, as people write them: one connector class and many helpers."""

from __future__ import annotations

_HELPER = """
    internal class Helper{number}
    {{
        private readonly Dictionary<string, string> names = new Dictionary<string, string>();

        public string Describe(CSEntryChange change, int depth)
        {{
            if (change == null) throw new ArgumentNullException("change");
            string text = "helper {number}: " + change.DN;
            foreach (string name in change.ChangedAttributeNames)
            {{
                string known;
                if (!names.TryGetValue(name, out known)) names[name] = known = name.ToUpperInvariant() + depth.ToString();
                text += ";" + known;
            }}
            return depth > 0 ? Describe(change, depth - 1) : text;
        }}
    }}
"""

_CONNECTOR = """
using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using Microsoft.MetadirectoryServices;

namespace Contoso
{{
    public partial class Connector : IMAExtensible2GetSchema, IMAExtensible2GetCapabilities, IMAExtensible2GetParameters
    {{
        private static readonly string[] Names = {{ "displayName", "mail", "title", "department", "active" }};

        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {{
            Schema schema = Schema.Create();
            SchemaType user = SchemaType.Create("user", true);
            user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String));
            foreach (string name in Names) user.Attributes.Add(
                SchemaAttribute.CreateSingleValuedAttribute(name, AttributeType.String));
            schema.Types.Add(user);
            return schema;
        }}

        public MACapabilities Capabilities
        {{
            get {{ return Defaults.Fill(new MACapabilities {{ FullExport = false, SupportHierarchy = false }}); }}
        }}

        public IList<ConfigParameterDefinition> GetConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {{
            List<ConfigParameterDefinition> definitions = new List<ConfigParameterDefinition>();
            if (page == ConfigParameterPage.Connectivity)
            {{
                definitions.Add(ConfigParameterDefinition.CreateStringParameter("Server", ""));
                definitions.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""));
            }}
            return definitions;
        }}

        public ParameterValidationResult ValidateConfigParameters(
            KeyedCollection<string, ConfigParameter> configParameters, ConfigParameterPage page)
        {{
            return new ParameterValidationResult();
        }}
    }}

    internal static class Defaults
    {{
        public static MACapabilities Fill(MACapabilities capabilities)
        {{
            capabilities.Normalizations = MANormalizations.None;
            capabilities.ExportType = MAExportType.AttributeReplace;
            capabilities.DistinguishedNameStyle = MADistinguishedNameStyle.Generic;
            return capabilities;
        }}
    }}
{helpers}
}}
"""


def csharp_connector(helpers: int) -> str:
    """A C# connector with that many helper classes; each adds about 300 bytes to the assembly."""
    return _CONNECTOR.format(helpers="".join(_HELPER.format(number=number) for number in range(helpers)))


_PYTHON = """import clr

clr.AddReference("Microsoft.MetadirectoryServicesEx")
from Microsoft.MetadirectoryServices import *
from System.Collections.Generic import List

ATTRIBUTES = {"displayName": "String", "mail": "String", "active": "Boolean"}


class Connector(IMAExtensible2GetSchema, IMAExtensible2GetCapabilities, IMAExtensible2CallExport):
    __namespace__ = "Contoso"

    def get_Capabilities(self):
        capabilities = MACapabilities()
        capabilities.FullExport = False
        capabilities.SupportHierarchy = False
        capabilities.ExportType = MAExportType.AttributeReplace
        return capabilities

    def GetSchema(self, configParameters):
        schema = Schema.Create()
        user = SchemaType.Create("user", True)
        user.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String))
        for name, kind in ATTRIBUTES.items():
            user.Attributes.Add(SchemaAttribute.CreateSingleValuedAttribute(name, getattr(AttributeType, kind)))
        schema.Types.Add(user)
        return schema

    def get_ExportDefaultPageSize(self):
        return 10

    def get_ExportMaxPageSize(self):
        return 100

    def OpenExportConnection(self, configParameters, types, exportRunStep):
        self.server = configParameters["Server"].Value

    def PutExportEntries(self, csentries):
        results = List[CSEntryChangeResult]()
        for entry in csentries:
            results.Add(export_0(entry))
        return PutExportEntriesResults(results)

    def CloseExportConnection(self, exportRunStep):
        pass
"""

_FUNCTION = '''

def export_{number}(entry, depth=0, *, verbose=False):
    """Send one change to the target system and say how it went."""
    if entry.ObjectModificationType == ObjectModificationType.Delete:
        return CSEntryChangeResult.Create(entry.Identifier, None, MAExportError.Success)
    values = {{}}
    for change in entry.AttributeChanges:
        for value in change.ValueChanges:
            if value.ModificationType == ValueModificationType.Add:
                values.setdefault(change.Name, []).append(str(value.Value).strip())
            elif verbose:
                print("dropped", change.Name, value.Value)
    try:
        identifier = send("user/{number}", {{key: ";".join(item) for key, item in values.items()}}, depth + 1)
    except (OSError, ValueError) as error:
        return CSEntryChangeResult.Create(entry.Identifier, None, MAExportError.ExportErrorConnectedDirectoryError)
    return CSEntryChangeResult.Create(entry.Identifier, [identifier], MAExportError.Success)
'''


def python_connector(lines: int) -> str:
    """A Python connector of at least that many lines."""
    text = _PYTHON
    number = 0
    while text.count("\n") < lines:
        text += _FUNCTION.format(number=number)
        number += 1
    return text


_CALLS_CSHARP = """
using Microsoft.MetadirectoryServices;

public class Connector : IMAExtensible2GetCapabilities
{{
    public MACapabilities Capabilities
    {{
        get
        {{
            MACapabilities c = new MACapabilities();
{calls}
            return c;
        }}
    }}

    private static void Fill(MACapabilities c, bool value)
    {{
        c.FullExport = value;
    }}
}}
"""

_CALLS_PYTHON = """from Microsoft.MetadirectoryServices import *


def fill(c, value):
    c.FullExport = value


class Connector(IMAExtensible2GetCapabilities):
    __namespace__ = "Contoso"

    def get_Capabilities(self):
        c = MACapabilities()
{calls}
        return c
"""


def calls(count: int, language: str) -> str:
    """A connector whose capabilities come from that many straight calls of one helper, in ``csharp`` or ``python``."""
    if language == "csharp":
        lines = (f"            Fill(c, {'true' if number % 2 else 'false'});" for number in range(count))
        return _CALLS_CSHARP.format(calls="\n".join(lines))
    return _CALLS_PYTHON.format(calls="\n".join(f"        fill(c, {bool(number % 2)})" for number in range(count)))
