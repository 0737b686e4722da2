"""ECMA106: no export."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import may_implement

_INTERFACES = ("IMAExtensible2CallExport", "IMAExtensible2FileExport")


class NoExport(Rule):
    """The connector cannot export.

    ## What it finds

    No class implements `IMAExtensible2CallExport` or `IMAExtensible2FileExport`.

    ## Why it matters

    An export run profile is required by the provisioning agent: provisioning a user is an export. For the synchronization service
    an import-only connector is fine.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)
        {
            return Schema.Create();
        }
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2CallExport
    {
        public int ExportDefaultPageSize { get { return 1; } }
        public int ExportMaxPageSize { get { return 1; } }

        public void OpenExportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenExportConnectionRunStep exportRunStep)
        {
        }

        public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)
        {
            return new PutExportEntriesResults();
        }

        public void CloseExportConnection(CloseExportConnectionRunStep exportRunStep)
        {
        }
    }
    ```

    ## How to fix it

    Implement `IMAExtensible2CallExport`.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-sql-connector-configure
      (run profiles: Export is required)
    """

    id = "ECMA106"
    name = "no-export"
    title = "No export"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look for one of the export interfaces."""
        found = [name for name in _INTERFACES if name in connector.interface_names]
        if found:
            yield Evidence(f"{found[0]} is implemented")
            return
        unread = list(may_implement(connector, _INTERFACES[0]))
        yield from unread
        if not unread:
            yield Finding(
                "the connector cannot export: no class implements IMAExtensible2CallExport",
                connector.classes[0].location,
                (f"it implements {', '.join(sorted(connector.interface_names))}",),
                "implement IMAExtensible2CallExport",
                _INTERFACES[0],
            )
