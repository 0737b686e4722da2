"""ECMA101: contract members that are not public."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, ContractClass, Implementation, NotLoadable, Observation, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import member_subject, members, remedy_lines, unresolved_members

_HIDDEN = ("underscore:", "mangled:")


class NonPublicMember(Rule):
    """A method of the contract is not declared public.

    ## What it finds

    - A member of an implemented interface is bound to a method that is not public; every explicit interface implementation is.
    - A class that the host could load is not public, itself or because it is nested in one that is not.
    - In Python, a contract member that exists only with a leading underscore.

    ## Why it matters

    The page asks for methods that are declared public. The synchronization service calls members through the interface, and
    private ones work there; with the provisioning agent, connectors written so are known to fail when they are imported.

    ## Example

    ```csharp bad
    public class Connector : IMAExtensible2GetSchema
    {
        Schema IMAExtensible2GetSchema.GetSchema(KeyedCollection<string, ConfigParameter> configParameters) =>
            Schema.Create();
    }
    ```

    ```csharp good
    public class Connector : IMAExtensible2GetSchema
    {
        public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters) => Schema.Create();
    }
    ```

    ```vb bad
    Public Class Connector
        Implements IMAExtensible2GetSchema

        Private Function GetSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
            Implements IMAExtensible2GetSchema.GetSchema
            Return Schema.Create()
        End Function
    End Class
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

    ```fsharp bad
    type Connector() =
        interface IMAExtensible2GetSchema with
            member this.GetSchema(configParameters) = Schema.Create()
    ```

    ```python bad
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def _GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ## How to fix it

    Declare the method `public` under the contract's own name, and the class `public`. In F#, where interface members are always
    explicit, write the connector class in C# or VB.NET and call the F# code from it.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector
      ("Ensure methods are declared public")
    """

    id = "ECMA101"
    name = "non-public-member"
    title = "A contract member is not public"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the visibility of every class and of every bound member."""
        python = connector.target.kind is TargetKind.PYTHON
        public = 0
        for cls in connector.classes:
            if NotLoadable.NOT_PUBLIC in cls.not_loadable_because:
                yield _hidden_class(cls)
            for seen in cls.observations:
                if seen.kind == "missing-member-candidate" and seen.detail.startswith(_HIDDEN):
                    yield _hidden_candidate(cls, seen)
        for cls, interface, member in members(connector):
            if member.accessibility == "public":
                public += 1
            elif member.accessibility is not None:
                yield Finding(
                    f"{interface.name}.{member.name} of {cls.type} is {_article(member.accessibility)} method",
                    member.location,
                    (f"bound to {member.implemented_by} ({member.implementation.value})",),
                    remedy_lines(member, python),
                    member_subject(cls, member),
                )
        yield from unresolved_members(connector)
        yield Evidence(f"{public} bound member{'s are' if public != 1 else ' is'} public")


def _article(accessibility: str) -> str:
    return f"an {accessibility}" if accessibility[0] in "aeiou" else f"a {accessibility}"


def _hidden_class(cls: ContractClass) -> Finding:
    return Finding(
        f"the class {cls.type} is {cls.visibility}",
        cls.location,
        ("a host can load public classes only",),
        "declare the class and every class around it `public`",
        cls.type,
    )


def _hidden_candidate(cls: ContractClass, seen: Observation) -> Finding:
    found = seen.detail.partition(":")[2].strip()
    return Finding(
        f"{seen.subject} of {cls.type} is written as the non-public {found}",
        seen.location,
        (f"no method of the contract's own name; found {found} ({Implementation.MISSING.value})",),
        "rename it to the contract's own name",
        f"{cls.type}::{seen.subject}",
    )
