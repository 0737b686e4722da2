"""ECMA109: no capabilities."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import may_implement

_INTERFACES = ("IMAExtensible2GetCapabilities", "IMAExtensible2GetCapabilitiesEx")


class NoCapabilities(Rule):
    """The connector says nothing about its capabilities.

    ## What it finds

    No class implements `IMAExtensible2GetCapabilities` or `IMAExtensible2GetCapabilitiesEx`.

    ## Why it matters

    The host then takes the contract's defaults, and several are true: delta import, renames, partitions, hierarchies, passwords.
    Few connectors can do all of that.

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
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities
        {
            get { return new MACapabilities { DeltaImport = false }; }
        }
    }
    ```

    ## How to fix it

    Implement `IMAExtensible2GetCapabilities` and assign every capability that matters.

    ## References

    - https://learn.microsoft.com/previous-versions/windows/desktop/forefront-2010/hh858337(v=vs.100)
    """

    id = "ECMA109"
    name = "no-capabilities"
    title = "No capabilities"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Look for one of the two capabilities interfaces."""
        found = [name for name in _INTERFACES if name in connector.interface_names]
        if found:
            yield Evidence(f"{' and '.join(found)} implemented")
            return
        unread = list(may_implement(connector, _INTERFACES[0]))
        yield from unread
        if not unread:
            yield Finding(
                "no class provides capabilities, so the contract's defaults hold",
                connector.classes[0].location,
                (f"it implements {', '.join(sorted(connector.interface_names))}",),
                "implement IMAExtensible2GetCapabilities",
                _INTERFACES[0],
            )
