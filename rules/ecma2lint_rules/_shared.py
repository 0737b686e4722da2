"""What several rules need: applicability, levels, members, unread bases, observations, and the line to write per language."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import ClassVar

from ecma2lint.contract import CONTRACT_INTERFACES, NAMESPACE, ContractMember
from ecma2lint.facts import (
    Connector,
    ContractClass,
    Implementation,
    ImplementedInterface,
    Member,
    Observation,
    Scalar,
    Value,
)
from ecma2lint.rule import Applicability, Rule
from ecma2lint.verdicts import Finding, Severity, Undecided

OFFICIAL_PAGE = "https://learn.microsoft.com/entra/identity/app-provisioning/on-premises-custom-connector"

IMPORTS = frozenset({"IMAExtensible2CallImport", "IMAExtensible2FileImport"})
EXPORTS = frozenset({"IMAExtensible2CallExport", "IMAExtensible2FileExport"})
PARAMETERS = frozenset({"IMAExtensible2GetParameters", "IMAExtensible2GetParametersEx"})


class InterfaceRule(Rule):
    """A rule that asks only connectors with at least one of certain interfaces."""

    interfaces: ClassVar[frozenset[str]]

    def applies(self, connector: Connector) -> Applicability:
        """Not applicable when no class implements any of the interfaces."""
        applicability = super().applies(connector)
        if applicability.applies and not connector.interface_names & self.interfaces:
            return Applicability(False, f"no class implements {' or '.join(sorted(self.interfaces))}")
        return applicability


def lowered(severity: Severity) -> Severity | None:
    """One level lower, for what only a default of the contract implies; None below info."""
    return {Severity.ERROR: Severity.WARNING, Severity.WARNING: Severity.INFO}.get(severity)


def every(value: Value, test: Callable[[Scalar], bool]) -> bool | None:
    """Whether a value passes a test: True or False when that is certain, None when it is not."""
    results = {test(one) for one in value.values}
    return results.pop() if len(results) == 1 else None


def both(*answers: bool | None) -> bool | None:
    """All of several answers: False when one certainly is, None when one is not certain."""
    if False in answers:
        return False
    return None if None in answers else True


def members(connector: Connector) -> Iterator[tuple[ContractClass, ImplementedInterface, Member]]:
    """Every contract member of every class of the connector."""
    for cls in connector.classes:
        for interface in cls.interfaces:
            for member in interface.members:
                yield cls, interface, member


def member_subject(cls: ContractClass, member: Member) -> str:
    """The stable name of a member of a class: ``Contoso.Connector::IMAExtensible2GetSchema.GetSchema``."""
    return f"{cls.type}::{member.interface}.{member.name}"


def null_results(connector: Connector, names: frozenset[str], remedy: str) -> Iterator[Finding | Undecided]:
    """A finding for each of those members that returns null, an undecided for each that may."""
    for owner, seen in observed(connector, "returns-null", "may-return-null", "result-not-known"):
        name = seen.subject.rpartition(".")[2].removeprefix("get_")
        if name not in names:
            continue
        subject = f"{owner}::{name}"
        if seen.kind == "returns-null":
            evidence = (seen.detail,) if seen.detail else ()
            yield Finding(f"{name} of {owner} returns null", seen.location, evidence, remedy, subject)
        elif seen.kind == "result-not-known":
            reason = f"whether {name} of {owner} returns null is not known: {seen.detail}"
            yield Undecided(reason, seen.location, subject, settle=remedy)
        else:
            why = f": {seen.detail}" if seen.detail else ""
            yield Undecided(f"{name} of {owner} may return null, on some path{why}", seen.location, subject, settle=remedy)


#: The last words of names of secrets, and pairs of last words.
_SECRET_WORDS = frozenset(
    {"password", "passwd", "pwd", "passphrase", "passcode", "secret", "token", "apikey", "accesskey", "secretkey", "privatekey"}
)
_KEY_WORDS = frozenset(
    {"api", "access", "secret", "private", "shared", "account", "encryption", "subscription", "signing", "master"}
)


#: What follows these words belongs to the thing before them: "Password for the account", "Name of the token".
_PREPOSITIONS = frozenset({"for", "of", "to", "from", "in", "on", "with", "by", "at", "as"})
#: Words that say a name before a secret's is a question, an action, or something public.
_NO_SECRET = frozenset(
    {"require", "requires", "required", "use", "uses", "no", "change", "reset", "generate", "force", "allow", "enable", "disable"}
    | {"hide", "show", "send", "sync", "set", "expire", "random", "has", "have", "is", "must", "validate", "check", "skip"}
    | {"ignore", "include", "exclude", "export", "import", "update", "write", "read", "create", "notify", "public", "without"}
    | {"support", "supports", "clear", "rotate", "refresh", "request", "log", "mask", "store", "keep", "cache"}
)


def names_secret(name: str) -> bool:
    """Whether the name of a parameter says that it holds a secret.

    By the last words of what it names, without what stands in brackets or behind a preposition; a verb before them
    ("Reset password"), or "public", makes it something else.
    """
    bare = re.sub(r"\(.*?\)|\[.*?\]", " ", name)
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", bare)]
    behind = next((at for at, word in enumerate(words) if at and word in _PREPOSITIONS), len(words))
    words = words[:behind]
    if not words or _NO_SECRET.intersection(words[:-1]):
        return False
    return words[-1] in _SECRET_WORDS or (len(words) > 1 and words[-1] == "key" and words[-2] in _KEY_WORDS)


#: Exceptions, by simple name, that say "this is not implemented"; the last one is Python's.
_NOT_IMPLEMENTED = frozenset(
    {"NotImplementedException", "NotSupportedException", "EntryPointNotImplementedException", "NotImplementedError"}
)


def not_implemented(member: Member) -> bool:
    """Whether the body of a member does nothing but throw an exception that says it is not implemented."""
    return member.only_throws is not None and member.only_throws.rpartition(".")[2] in _NOT_IMPLEMENTED


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
    connector: Connector,
    kinds: tuple[str, ...],
    message: Callable[[str, Observation], str],
    remedy: str,
    severity: Severity | None = None,
) -> Iterator[Finding]:
    """A finding for each observation of those kinds; ``severity`` lowers them."""
    for owner, seen in observed(connector, *kinds):
        subject = f"{owner}::{seen.subject}" if owner != connector.target.path else seen.subject
        evidence = (seen.detail,) if seen.detail else ()
        yield Finding(message(owner, seen), seen.location, evidence, remedy, subject, severity=severity)


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
