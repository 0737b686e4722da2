"""ECMA102: contract members under another name."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.facts import Connector, ContractClass, Implementation, Member, Observation, TargetKind
from ecma2lint.rule import Backing, Rule, RuleYield
from ecma2lint.verdicts import Evidence, Finding, Severity
from ecma2lint_rules._shared import member_subject, members, remedy_lines, unresolved_members

_PREFIXED = ("underscore:", "mangled:", "prefixed:", "clrname:")


class PrefixedMember(Rule):
    """A method of the contract carries a prefix, or another name.

    ## What it finds

    - A member implemented explicitly: its name in the assembly starts with the interface's name.
    - A member bound to a public method of another simple name (VB.NET `Implements`, or a MethodImpl row).
    - In Python, a contract member that exists only with a prefix or an underscore, or through `clrname=`.

    A MethodImpl row alone is no prefix: VB.NET writes one for a public method of the contract's own name too.

    ## Why it matters

    The page asks to exclude prefixes from method names: the host looks for the contract's own names.

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

        Public Function ReadSchema(configParameters As KeyedCollection(Of String, ConfigParameter)) As Schema _
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

        def IMAExtensible2GetSchema_GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ```python good
    class Connector(IMAExtensible2GetSchema):
        __namespace__ = "Contoso"

        def GetSchema(self, configParameters):
            return Schema.Create()
    ```

    ## How to fix it

    Drop `IMAExtensible2GetSchema.` before the method's name and declare it `public`; in VB.NET give the method the contract's own
    name. In F#, where interface members are always explicit, write the connector class in C# or VB.NET and call the F# code from
    it.

    ## References

    - https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector
      ("Exclude prefixes from method names")
    """

    id = "ECMA102"
    name = "prefixed-member"
    title = "A contract member has a prefix or another name"
    severity = Severity.ERROR
    since = "0.1.0"
    backing = Backing.OFFICIAL

    def check(self, connector: Connector) -> Iterator[RuleYield]:
        """Judge the name of every bound member."""
        python = connector.target.kind is TargetKind.PYTHON
        plain = 0
        for cls, _, member in members(connector):
            if member.implementation in (Implementation.EXPLICIT, Implementation.RENAMED):
                yield _finding(cls, member, python)
            elif member.implementation is Implementation.IMPLICIT:
                plain += 1
        for cls in connector.classes:
            for seen in cls.observations:
                if seen.kind == "missing-member-candidate" and seen.detail.startswith(_PREFIXED):
                    yield _candidate(cls, seen)
        yield from unresolved_members(connector)
        yield Evidence(f"{plain} bound member{'s have' if plain != 1 else ' has'} the contract's own name")


def _finding(cls: ContractClass, member: Member, python: bool) -> Finding:
    how = (
        "is implemented explicitly, with a prefix"
        if member.implementation is Implementation.EXPLICIT
        else "is bound to a method of another name"
    )
    return Finding(
        f"{member.interface}.{member.name} of {cls.type} {how}",
        member.location,
        (f"bound to {member.implemented_by}",),
        remedy_lines(member, python),
        member_subject(cls, member),
    )


def _candidate(cls: ContractClass, seen: Observation) -> Finding:
    found = seen.detail.partition(":")[2].strip()
    return Finding(
        f"{seen.subject} of {cls.type} is written under the name {found}",
        seen.location,
        (f"no method of the contract's own name; found {found}",),
        "rename it to the contract's own name",
        f"{cls.type}::{seen.subject}",
    )
