"""ECMA133: a rules extension in the connector."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class RulesExtension(Rule):
    """The connector holds a rules extension.

    ## What it finds

    A class implements `IMASynchronization` or `IMVSynchronization`.

    ## Why it matters

    Rules extensions belong to the metaverse of the synchronization service. The provisioning agent has none and never calls them:
    what the code does there does not happen.

    ## Example

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

    ## How to fix it

    Move the class to an assembly of its own, and the logic that the connector needs into its import and export.

    ## References

    - Inferred: the host has no metaverse
    """

    id = "ECMA133"
    name = "rules-extension"
    title = "A rules extension in the connector"
    severity = Severity.WARNING
    since = "0.1.0"
    backing = Backing.INFERRED
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report each rules-extension interface."""
        yield from findings_of(
            connector,
            ("rules-extension",),
            lambda _, seen: f"{seen.subject} is a rules extension",
            "move it to an assembly of its own",
        )
