"""ECMA303: hierarchies."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._capability import judge
from ecma2lint_rules._shared import may_implement

_INTERFACE = "IMAExtensible2GetHierarchy"


class UsesHierarchy(Rule):
    """The connector offers a hierarchy, or says in code that it supports one.

    ## What it finds

    A class the host can load implements `IMAExtensible2GetHierarchy`, or `MACapabilities.SupportHierarchy` is assigned `true`.
    A `SupportHierarchy` that is true only by the contract's default is evidence, not a failure: nearly every connector leaves
    it so.

    ## Why it matters

    The provisioning agent knows no hierarchies: it never asks for the children of a node, and never limits an import to a
    container. A connector that scopes its work by selected nodes works on everything, or on nothing.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetHierarchy
    {
        public IList<HierarchyNode> GetHierarchy(
            KeyedCollection<string, ConfigParameter> configParameters, HierarchyNode parent) =>
            new List<HierarchyNode> { HierarchyNode.Create("ou=people", "people") };
    }
    ```

    ```csharp bad
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { SupportHierarchy = true };
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetCapabilities
    {
        public MACapabilities Capabilities => new MACapabilities { SupportHierarchy = false };
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetHierarchy

        Public Function GetHierarchy(configParameters As KeyedCollection(Of String, ConfigParameter),
                                     parent As HierarchyNode) As IList(Of HierarchyNode) _
            Implements IMAExtensible2GetHierarchy.GetHierarchy
            Return New List(Of HierarchyNode) From {HierarchyNode.Create("ou=people", "people")}
        End Function
    End Class
    ```

    ```vb good
    Public Class Connector
        Implements IMAExtensible2GetCapabilities

        Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
            Get
                Return New MACapabilities With {.SupportHierarchy = False}
            End Get
        End Property
    End Class
    ```

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetHierarchy with
            member this.GetHierarchy(configParameters, parent) =
                ResizeArray [ HierarchyNode.Create("ou=people", "people") ] :> IList<HierarchyNode>
    ```

    ```fsharp good
    type Connector() =
        interface IMAExtensible2GetCapabilities with
            member this.Capabilities = MACapabilities(SupportHierarchy = false)
    ```

    ```python bad
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.SupportHierarchy = True
            return capabilities
    ```

    ```python good
    class Connector(IMAExtensible2GetCapabilities):
        __namespace__ = "Contoso"

        def get_Capabilities(self):
            capabilities = MACapabilities()
            capabilities.SupportHierarchy = False
            return capabilities
    ```

    ## How to fix it

    Set `SupportHierarchy = false` and remove `IMAExtensible2GetHierarchy`; put what the nodes selected into a configuration
    parameter.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector (support table, "Hierarchies")
    """

    id = "ECMA303"
    name = "hierarchy"
    title = "Hierarchies are offered"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge GetHierarchy and SupportHierarchy."""
        classes = connector.implementers(_INTERFACE)
        for cls in classes:
            member = cls.member(_INTERFACE, "GetHierarchy")
            yield Finding(
                f"{cls.type} implements IMAExtensible2GetHierarchy",
                member.location if member else cls.location,
                (f"bound to {member.implemented_by}",) if member and member.implemented_by else (),
                "remove IMAExtensible2GetHierarchy and set `SupportHierarchy = false`",
                f"{cls.type}::GetHierarchy",
            )
        if not classes:
            yield from may_implement(connector, _INTERFACE)
            yield Evidence("IMAExtensible2GetHierarchy is not implemented")
        remedy = "set `SupportHierarchy = false`"
        yield from judge(connector, "SupportHierarchy", lambda value: value is True, remedy, defaults_count=False)
