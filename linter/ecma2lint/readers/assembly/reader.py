"""From the bytes of an assembly to the facts of a target.

Kinds of observations on a target: ``legacy-interface`` (subject: type, detail: ECMA1 interface), ``rules-extension`` (likewise),
``merged-contract`` (subject: the contract type the assembly declares itself), ``foreign-contract`` (subject: type, detail: the
assembly its contract interfaces come from), ``unresolved-base`` (subject: type, detail: what could not be read and why; for
types a host could load), ``used-by-sibling`` (subject: a file of the same folder that refers to this assembly, when this one has
no class a host can load). On a class: ``unresolved-base``.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Final

from ecma2lint.contract import ASSEMBLY as CONTRACT_ASSEMBLY
from ecma2lint.contract import (
    CONTRACT_INTERFACES,
    LEGACY_INTERFACES,
    NAMESPACE,
    RULES_EXTENSIONS,
    ContractVersion,
    contract_version,
)
from ecma2lint.facts import (
    AssemblyFacts,
    ContractClass,
    ImplementedInterface,
    Location,
    Member,
    Observation,
    Target,
    TargetError,
    TargetKind,
)
from ecma2lint.readers.assembly.contracts import Contracts, Copy, Implemented
from ecma2lint.readers.assembly.damage import UnreadableAssembly, one_line
from ecma2lint.readers.assembly.handles import External, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.identity import assembly_facts
from ecma2lint.readers.assembly.image import Image, open_image
from ecma2lint.readers.assembly.loadability import not_loadable_because, visibility
from ecma2lint.readers.assembly.members import member_of
from ecma2lint.readers.assembly.names import type_def_name
from ecma2lint.readers.assembly.suppressions import suppressions
from ecma2lint.readers.assembly.universe import Universe
from ecma2lint.readers.assembly.users import users_of
from ecma2lint.readers.evaluation import Evaluation, completed
from ecma2lint.readers.source import Source
from ecma2lint.records import replace

MAX_CLASSES: Final = 500

_REPORT: Final = "please report it with the file"


def read(source: Source) -> Target:
    """The facts of one assembly.

    Args:
        source: the bytes, where they lie (siblings are looked for in the same folder) and how reports name them.

    Returns:
        The target; with ``error`` set when it is no assembly that can be judged. Never raises for bad input.
    """
    try:
        return _read(source)
    except UnreadableAssembly as error:
        return _failed(source, TargetError(error.cause, error.remedy))
    except RecursionError:
        return _failed(source, TargetError("over the limit: the metadata is nested too deeply", "exclude the file"))
    except MemoryError:
        return _failed(source, TargetError("over the limit: the metadata does not fit in memory", "exclude the file"))
    except Exception as error:  # a fault of ours must not pass for a verdict
        cause = one_line(f"internal error in the assembly reader: {type(error).__name__}: {error}")
        return _failed(source, TargetError(cause, _REPORT))


def _failed(source: Source, error: TargetError) -> Target:
    return Target(source.display, TargetKind.ASSEMBLY, source.sha256, error)


def _read(source: Source) -> Target:
    image = open_image(source.data)
    facts = assembly_facts(image)
    folder = str(PurePosixPath(source.display).parent)
    universe = Universe(image, source.path.parent, "" if folder == "." else folder)
    version = next((reference.version for reference in facts.references if reference.name == CONTRACT_ASSEMBLY), None)
    classes: list[ContractClass] = []
    observations: list[Observation] = [*_merged(image, facts)]
    contracts = Contracts(universe)
    for row in range(1, len(image.type_defs) + 1):
        type_ = TypeHandle(image, row)
        found = contracts.of(type_)
        if (not found.interfaces and not found.unreadable) or type_.is_interface:
            continue
        observations += _of_type(type_, found)
        if any(name in CONTRACT_INTERFACES for name in found.interfaces):
            if len(classes) >= MAX_CLASSES:
                raise UnreadableAssembly(f"over the limit: more than {MAX_CLASSES} contract classes", "split the assembly")
            classes.append(_class(universe, type_, found, version))
        elif not not_loadable_because(universe, type_):
            observations += _unresolved(type_, found)
    if not any(cls.loadable for cls in classes) and (version or classes):
        observations += (
            Observation("used-by-sibling", user, f"refers to {facts.name}") for user in users_of(source.path, facts.name)
        )
    return Target(
        source.display,
        TargetKind.ASSEMBLY,
        source.sha256,
        assembly=facts,
        contract=version,
        classes=tuple(classes),
        observations=tuple(observations),
        suppressions=suppressions(image),
    )


def _class(universe: Universe, type_: TypeHandle, found: Implemented, version: str | None) -> ContractClass:
    listed: list[ImplementedInterface] = []
    bound: dict[tuple[str, str], MethodHandle] = {}
    for name, by in found.interfaces.items():
        if name in CONTRACT_INTERFACES:
            members: list[Member] = []
            for contract_member in CONTRACT_INTERFACES[name].members:
                member, method = member_of(universe, type_, contract_member)
                members.append(member)
                if method is not None:
                    bound[name, contract_member.name] = method
            listed.append(ImplementedInterface(name, by.declared_on, tuple(members)))
    contract = contract_version(version)
    evaluation = completed(_evaluate(universe, type_, bound, contract), listed, contract)
    reasons = not_loadable_because(universe, type_)
    return ContractClass(
        type=type_.name,
        visibility=visibility(type_),
        abstract=type_.is_abstract,
        loadable=not reasons,
        not_loadable_because=reasons,
        interfaces=tuple(
            replace(interface, members=tuple(_throwing(member, evaluation) for member in interface.members))
            for interface in listed
        ),
        capabilities=evaluation.capabilities,
        object_types=evaluation.object_types,
        partitions=evaluation.partitions,
        hierarchy=evaluation.hierarchy,
        parameters=evaluation.parameters,
        page_sizes=evaluation.page_sizes,
        parameter_counts=evaluation.parameter_counts,
        observations=(*_unresolved(type_, found), *evaluation.observations),
        location=Location(type=type_.name, token=type_.token),
    )


def _evaluate(
    universe: Universe, type_: TypeHandle, bound: dict[tuple[str, str], MethodHandle], contract: ContractVersion
) -> Evaluation:
    from ecma2lint.readers.assembly.evaluate import evaluate_class

    return evaluate_class(universe, type_, bound, contract)


def _throwing(member: Member, evaluation: Evaluation) -> Member:
    """The member with the exception its body does nothing but throw."""
    thrown = evaluation.only_throws.get((member.interface, member.name))
    return replace(member, only_throws=thrown) if thrown else member


def _merged(image: Image, facts: AssemblyFacts) -> Iterator[Observation]:
    """The interfaces of the contract that the assembly declares itself."""
    if facts.name == CONTRACT_ASSEMBLY:
        return
    for row, definition in enumerate(image.type_defs, 1):
        if image.string(definition.namespace) == NAMESPACE and row not in image.enclosing:
            name = image.string(definition.name)
            if name in CONTRACT_INTERFACES or name in LEGACY_INTERFACES:
                full = type_def_name(image, row)
                detail = f"declared in {facts.name} itself"
                yield Observation("merged-contract", full, detail, Location(type=full, token=0x02000000 | row))


def _of_type(type_: TypeHandle, found: Implemented) -> Iterator[Observation]:
    """What is to be said of the interfaces of a type beside the contract's own."""
    location = Location(type=type_.name, token=type_.token)
    for name in found.interfaces:
        if name in LEGACY_INTERFACES:
            yield Observation("legacy-interface", type_.name, name, location)
        elif name in RULES_EXTENSIONS:
            yield Observation("rules-extension", type_.name, name, location)
    foreign = dict.fromkeys(listed.assembly for listed in found.interfaces.values() if listed.copy is Copy.FOREIGN)
    for assembly in foreign:
        yield Observation("foreign-contract", type_.name, assembly, location)


def _unresolved(type_: TypeHandle, found: Implemented) -> Iterator[Observation]:
    """The base types and own interfaces of a type that could not be read."""
    location = Location(type=type_.name, token=type_.token)
    for lost in found.unreadable:
        yield Observation("unresolved-base", type_.name, _lost(lost), location)


def _lost(lost: External) -> str:
    return f"{lost.name} of assembly {lost.assembly}: {lost.reason}"
