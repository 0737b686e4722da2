"""ECMA107: no import."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import may_implement

_INTERFACES = ("IMAExtensible2CallImport", "IMAExtensible2FileImport")


class NoImport(Rule):
    """The connector cannot import.

    ## What it finds

    No class implements `IMAExtensible2CallImport` or `IMAExtensible2FileImport`.

    ## Why it matters

    The provisioning agent imports once when it starts, to know which users exist already. Without an import it cannot tell, and
    tries to create users that are there.

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
    public class Connector : IMAExtensible2CallImport
    {
        public int ImportDefaultPageSize { get { return 100; } }
        public int ImportMaxPageSize { get { return 500; } }

        public OpenImportConnectionResults OpenImportConnection(
            KeyedCollection<string, ConfigParameter> configParameters, Schema types, OpenImportConnectionRunStep importRunStep)
        {
            return new OpenImportConnectionResults();
        }

        public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep importRunStep)
        {
            return new GetImportEntriesResults("", false, new List<CSEntryChange>());
        }

        public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep importRunStep)
        {
            return new CloseImportConnectionResults();
        }
    }
    ```

    ## How to fix it

    Implement `IMAExtensible2CallImport`.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-ldap-connector-configure (run profiles: Full import)
    """

    id = "ECMA107"
    name = "no-import"
    title = "No import"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look for one of the import interfaces."""
        found = [name for name in _INTERFACES if name in connector.interface_names]
        if found:
            yield Evidence(f"{found[0]} is implemented")
            return
        unread = list(may_implement(connector, _INTERFACES[0]))
        yield from unread
        if not unread:
            yield Finding(
                "the connector cannot import: no class implements IMAExtensible2CallImport",
                connector.classes[0].location,
                (f"it implements {', '.join(sorted(connector.interface_names))}",),
                "implement IMAExtensible2CallImport",
                _INTERFACES[0],
            )
