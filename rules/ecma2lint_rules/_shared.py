"""What several rules need: walking the members, unread bases, observations, and the exact line to write in each language."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ecma2lint.contract import CONTRACT_INTERFACES, NAMESPACE, ContractMember
from ecma2lint.facts import (
    Connector,
    ContractClass,
    Implementation,
    ImplementedInterface,
    Member,
    Observation,
)
from ecma2lint.verdicts import Finding, Undecided

OFFICIAL_PAGE = "https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector"


def members(connector: Connector) -> Iterator[tuple[ContractClass, ImplementedInterface, Member]]:
    """Every contract member of every class of the connector."""
    for cls in connector.classes:
        for interface in cls.interfaces:
            for member in interface.members:
                yield cls, interface, member


def member_subject(cls: ContractClass, member: Member) -> str:
    """The stable name of a member of a class: ``Contoso.Connector::IMAExtensible2GetSchema.GetSchema``."""
    return f"{cls.type}::{member.interface}.{member.name}"


def contract_member(member: Member) -> ContractMember | None:
    """The contract's own entry for a member."""
    interface = CONTRACT_INTERFACES.get(member.interface)
    return next((entry for entry in interface.members if entry.name == member.name), None) if interface else None


def unresolved_members(connector: Connector) -> Iterator[Undecided]:
    """One undecided for each member that lies in a base class that could not be read."""
    for cls, interface, member in members(connector):
        if member.implementation is Implementation.UNRESOLVED:
            yield Undecided(
                f"{interface.name}.{member.name} of {cls.type} could not be resolved: "
                f"{member.detail or 'its base class could not be read'}",
                member.location,
                member_subject(cls, member),
                settle="put the assembly or module that declares the base class beside the target",
            )


def unread_bases(connector: Connector) -> tuple[tuple[ContractClass, Observation], ...]:
    """The classes whose base could not be read, so that it may bring further interfaces."""
    return tuple((cls, seen) for cls in connector.classes for seen in cls.observations if seen.kind == "unresolved-base")


def may_implement(connector: Connector, interface: str) -> Iterator[Undecided]:
    """One undecided for each unread base that may implement an interface the connector is not seen to implement."""
    for cls, seen in unread_bases(connector):
        yield Undecided(
            f"{cls.type} may inherit {interface} from a base that could not be read: {seen.detail}",
            seen.location,
            cls.type,
            settle="put the assembly or module that declares the base class beside the target",
        )


def observed(connector: Connector, *kinds: str) -> Iterator[tuple[str, Observation]]:
    """The observations of those kinds with the name of what they belong to: a class of the connector, or the target."""
    for seen in connector.target.observations:
        if seen.kind in kinds:
            yield connector.target.path, seen
    for cls in connector.classes:
        for seen in cls.observations:
            if seen.kind in kinds:
                yield cls.type, seen


def findings_of(
    connector: Connector, kinds: tuple[str, ...], message: Callable[[str, Observation], str], remedy: str
) -> Iterator[Finding]:
    """A finding for each observation of those kinds."""
    for owner, seen in observed(connector, *kinds):
        subject = f"{owner}::{seen.subject}" if owner != connector.target.path else seen.subject
        yield Finding(message(owner, seen), seen.location, (seen.detail,) if seen.detail else (), remedy, subject)


_CSHARP = {
    "System.Void": "void",
    "System.String": "string",
    "System.Int32": "int",
    "System.Boolean": "bool",
}
_VISUAL_BASIC = {"System.String": "String", "System.Int32": "Integer", "System.Boolean": "Boolean"}


def csharp_line(member: ContractMember) -> str:
    """The C# declaration to write: ``public Schema GetSchema(KeyedCollection<string, ConfigParameter> configParameters)``."""
    returns = _type_name(member.returns, _CSHARP, "<", ">")
    if member.kind == "property":
        return f"public {returns} {member.name} {{ get {{ ... }} }}"
    arguments = ", ".join(f"{_type_name(kind, _CSHARP, '<', '>')} {name}" for name, kind in member.parameters)
    return f"public {returns} {member.name}({arguments})"


def visual_basic_line(member: ContractMember) -> str:
    """The VB.NET declaration to write, with its Implements clause."""
    returns = _type_name(member.returns, _VISUAL_BASIC, "(Of ", ")")
    clause = f"Implements {member.interface}.{member.name}"
    if member.kind == "property":
        return f"Public ReadOnly Property {member.name} As {returns} {clause}"
    arguments = ", ".join(f"{name} As {_type_name(kind, _VISUAL_BASIC, '(Of ', ')')}" for name, kind in member.parameters)
    if member.returns == "System.Void":
        return f"Public Sub {member.name}({arguments}) {clause}"
    return f"Public Function {member.name}({arguments}) As {returns} {clause}"


def python_line(member: ContractMember) -> str:
    """The Python definition to write: ``def GetSchema(self, configParameters):``."""
    arguments = "".join(f", {name}" for name, _ in member.parameters)
    return f"def {member.method_name}(self{arguments}):"


def remedy_lines(member: Member, python: bool) -> str:
    """The exact line to write for a member, in the language of the target."""
    entry = contract_member(member)
    if entry is None:
        return f"declare {member.name} public, under that name"
    if python:
        return f"write `{python_line(entry)}`"
    return f"C#: `{csharp_line(entry)}`; VB.NET: `{visual_basic_line(entry)}`"


def _type_name(name: str, simple: dict[str, str], opening: str, closing: str) -> str:
    if name in simple:
        return simple[name]
    if "`" in name:
        outer, _, rest = name.partition("`")
        arguments = rest[rest.index("<") + 1 : -1].split(",")
        inner = ", ".join(_type_name(argument, simple, opening, closing) for argument in arguments)
        return f"{outer.rpartition('.')[2]}{opening}{inner}{closing}"
    return name.removeprefix(NAMESPACE + ".").rpartition(".")[2]
