"""From a Python source to the facts of its contract classes.

A class is a contract class when it derives from an interface of the contract, itself or through classes of the same package
(form A), or when the settings name it (form B: a plain class that a shim calls). Neighbours are read as far as names lead there.

Observation kinds on the target: ``enum-none``, ``duplicate-clr-name``, ``misspelt-attribute``,
``capabilities-keyword-arguments``, ``int-for-enum``, ``non-bool-for-bool`` (those of code outside contract classes),
``legacy-interface`` and ``rules-extension`` (of classes that are no contract classes). On contract classes: these and
``missing-member-candidate``, ``wrong-arity``, ``async-member``, ``generator-member``, ``no-namespace``, ``repeated-namespace``,
``python-mixin-base``, ``assigned-after-class``, ``init-state``, ``page-compare-int``, ``unresolved-base``, and what the evaluator
of the bodies sees.
"""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.contract import CONTRACT_INTERFACES, ContractVersion, contract_version
from ecma2lint.facts import (
    ContractClass,
    ImplementedInterface,
    NotLoadable,
    Observation,
    Suppression,
    Target,
    TargetError,
    TargetKind,
)
from ecma2lint.readers.evaluation import Evaluation, completed
from ecma2lint.readers.python.classes import ClassGraph, NamespaceState, OwnedClass
from ecma2lint.readers.python.gate import Parsed, parse
from ecma2lint.readers.python.members import BoundMember, Form, bind_members, implemented_interfaces
from ecma2lint.readers.python.modules import Program
from ecma2lint.readers.python.observations import class_observations, interfaces_beside
from ecma2lint.readers.python.options import DEFAULT_OPTIONS, PythonOptions
from ecma2lint.readers.python.usage import module_observations
from ecma2lint.readers.source import Source
from ecma2lint.records import dataclass, replace

#: What every suppression comment holds, in lower case; a source without it is not tokenised.
MARK = "ecma2lint:"

#: A source with more contract classes than this is not a connector but an attack, or generated.
CLASS_LIMIT = 200


@dataclass(frozen=True)
class _Candidate:
    """A contract class before its facts are made."""

    cls: OwnedClass
    form: Form
    interfaces: dict[str, OwnedClass]
    members: tuple[BoundMember, ...]


def read(source: Source, options: PythonOptions = DEFAULT_OPTIONS) -> Target:
    """Read the facts of a Python source.

    Args:
        source: the file, read.
        options: the dialect and the entry points of the settings.

    Returns:
        The target. ``error`` says why it could not be read; a source without contract classes has neither classes nor error.
        Never raises on bad input.
    """
    target = Target(source.display, TargetKind.PYTHON, source.sha256)
    try:
        parsed = parse(source.data)
        if isinstance(parsed, TargetError):
            return replace(target, error=parsed)
        return _read(source, parsed, options, target)
    except Exception as error:  # fail closed: a fault of the reader must not look like a source without defects
        cause = f"internal error while reading the source: {type(error).__name__}: {error}"
        return replace(target, error=TargetError(cause.splitlines()[0][:300], "report this with the source"))


def _read(source: Source, parsed: Parsed, options: PythonOptions, target: Target) -> Target:
    program = Program(source.path, source.display, parsed)
    graph = ClassGraph()
    seen = [Observation("enum-none", none.name, "None is a keyword", none.location) for none in parsed.enum_nones]
    contract = contract_version(None)
    candidates: list[_Candidate] = []
    for scope in program.target.classes:
        cls = graph.of(scope)
        candidate = _candidate(cls, source.display, options)
        if candidate is not None:
            candidates.append(candidate)
        else:
            seen += interfaces_beside(cls)
        if len(candidates) > CLASS_LIMIT:
            cause = f"the source has more than {CLASS_LIMIT} contract classes"
            return replace(target, error=TargetError(cause, "split the file, or exclude it"))
    stand_ins = _stand_ins(candidates, program, graph)
    outside = module_observations(program, graph, {candidate.cls: candidate.form for candidate in candidates}, options.dialect)
    classes = tuple(
        _contract_class(candidate, candidate.cls in stand_ins, contract, outside.get(candidate.cls, ()))
        for candidate in candidates
    )
    return replace(
        target,
        classes=classes,
        observations=(*seen, *outside.get(None, ())),
        suppressions=tuple(_suppressions(program, classes)),
    )


def _suppressions(program: Program, classes: tuple[ContractClass, ...]) -> Iterator[Suppression]:
    """Those of the source itself, then those of the neighbours that were read for it."""
    for module in program.modules.values():
        if MARK in module.parsed.text.lower():
            from ecma2lint.readers.python.suppressions import suppressions

            yield from suppressions(module.parsed, classes, None if module.is_target else module.name)


def _candidate(cls: OwnedClass, display: str, options: PythonOptions) -> _Candidate | None:
    form = Form.IRONPYTHON if options.dialect == "ironpython" else Form.DERIVED
    interfaces = cls.interfaces
    if not interfaces and _is_entry_point(cls, display, options):
        form = Form.CALLED
        interfaces = _defined_interfaces(cls, form)
    elif not interfaces and cls.unknown_bases and cls.type_owner is not None:
        # An unknown base, a .NET type and members of the contract: it can hardly be anything else.
        interfaces = _defined_interfaces(cls, form)
    if not interfaces:
        return None
    return _Candidate(cls, form, interfaces, bind_members(cls, interfaces, form))


def _is_entry_point(cls: OwnedClass, display: str, options: PythonOptions) -> bool:
    for entry in options.entry_points:
        file, _, name = entry.replace("\\", "/").rpartition(":")
        if name == cls.scope.qualified_name and (not file or f"/{display}".endswith(f"/{file.removeprefix('./')}")):
            return True
    return False


def _defined_interfaces(cls: OwnedClass, form: Form) -> dict[str, OwnedClass]:
    """The interfaces of which the class defines any member."""
    defined = {name for owner in cls.mro for name in owner.scope.bindings.names()}
    return {
        name: cls
        for name, interface in CONTRACT_INTERFACES.items()
        if any(member.method_name in defined or (form is Form.CALLED and member.name in defined) for member in interface.members)
    }


def _stand_ins(candidates: list[_Candidate], program: Program, graph: ClassGraph) -> set[OwnedClass]:
    """The classes that only serve as bases: another contract class shares their .NET type, or they have none.

    Siblings are searched for such subclasses only where a class would otherwise be defective.
    """
    classes = [candidate.cls for candidate in candidates]
    suspects = [
        candidate.cls.name
        for candidate in candidates
        if candidate.form is Form.DERIVED
        and (candidate.cls.type_owner is None or any(not bound.fact.implemented_by for bound in candidate.members))
    ]
    if suspects:
        known = set(classes)
        for module in program.mentioning([name.encode() for name in suspects]):
            derived = (graph.of(scope) for scope in module.classes)
            classes.extend(cls for cls in derived if cls not in known and known.intersection(cls.mro))
    return {base for cls in classes for base in cls.mro[1:] if base.type_owner is None or base.type_owner is cls.type_owner}


def _contract_class(
    candidate: _Candidate, stands_in: bool, contract: ContractVersion, outside: tuple[Observation, ...]
) -> ContractClass:
    cls = candidate.cls
    reasons = _not_loadable(candidate, stands_in)
    listed = implemented_interfaces(candidate.interfaces, candidate.members)
    evaluation = completed(_evaluate(cls, candidate.members, contract), listed, contract)
    interfaces = tuple(_with_throws(interface, evaluation) for interface in listed)
    observations = class_observations(cls, candidate.form, candidate.members, base_only=stands_in)
    return ContractClass(
        type=cls.type_name,
        visibility="public",
        abstract=False,
        loadable=not reasons,
        not_loadable_because=reasons,
        interfaces=interfaces,
        capabilities=evaluation.capabilities,
        object_types=evaluation.object_types,
        partitions=evaluation.partitions,
        hierarchy=evaluation.hierarchy,
        parameters=evaluation.parameters,
        page_sizes=evaluation.page_sizes,
        parameter_counts=evaluation.parameter_counts,
        observations=(*observations, *outside, *evaluation.observations),
        location=cls.module.location(cls.node, cls.type_name),
    )


def _not_loadable(candidate: _Candidate, stands_in: bool) -> tuple[NotLoadable, ...]:
    if stands_in:
        return (NotLoadable.ABSTRACT,)
    owner = candidate.cls.type_owner
    if candidate.form is Form.DERIVED and (owner is None or owner.namespace.state is NamespaceState.INVALID):
        return (NotLoadable.NO_NAMESPACE,)
    return ()


def _evaluate(cls: OwnedClass, members: tuple[BoundMember, ...], contract: ContractVersion) -> Evaluation:
    from ecma2lint.readers.python.evaluate import evaluate_class

    return evaluate_class(cls.module, cls, members, contract)


def _with_throws(interface: ImplementedInterface, evaluation: Evaluation) -> ImplementedInterface:
    members = tuple(
        replace(member, only_throws=evaluation.only_throws.get((member.interface, member.name))) for member in interface.members
    )
    return replace(interface, members=members)
