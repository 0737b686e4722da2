"""ECMA110: the contract is merged into the assembly."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Severity
from ecma2lint_rules._shared import findings_of


class MergedContract(Rule):
    """The assembly declares the contract's own types.

    ## What it finds

    Types of the namespace `Microsoft.MetadirectoryServices` that belong to the contract are declared in the assembly itself, as
    tools that merge assemblies do.

    ## Why it matters

    A host asks for its own `IMAExtensible2` interfaces. A class that implements a copy implements something else, and is not
    found.

    ## Example

    ```csharp good
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
    }
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetSchema

        Public Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Return Schema.Create()
        End Function
    End Class
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
    ```

    ## How to fix it

    Leave `Microsoft.MetadirectoryServicesEx` out of the merge, and refer to it.

    ## References

    - The identity of a type is its assembly and its name: ECMA-335 I.8.5.2
    """

    id = "ECMA110"
    name = "merged-contract"
    title = "The contract is merged into the assembly"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OBSERVED
    kinds = frozenset({TargetKind.ASSEMBLY})
    needs_class = False

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Report each contract type that the assembly declares."""
        yield from findings_of(
            connector,
            ("merged-contract", "foreign-contract"),
            lambda _, seen: f"{seen.subject} does not come from Microsoft.MetadirectoryServicesEx",
            "leave Microsoft.MetadirectoryServicesEx out of the merge",
        )
