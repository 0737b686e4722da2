"""Evaluation of a contract class: what its members answer, found by running their IL on abstract values.

The entry point of the package for the reader. Nothing of the target is executed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Final

from ecma2lint.contract import ENUMS, ContractVersion
from ecma2lint.facts import Capabilities, Count, Observation, Parameter, Value
from ecma2lint.readers.assembly.evaluate_links import Links
from ecma2lint.readers.assembly.evaluate_machine import MAX_STEPS
from ecma2lint.readers.assembly.evaluate_members import MemberEvaluator, MemberResults
from ecma2lint.readers.assembly.evaluate_nonnull import never_null
from ecma2lint.readers.assembly.evaluate_observations import observe_class, only_throws
from ecma2lint.readers.assembly.evaluate_reach import delegates, reachable
from ecma2lint.readers.assembly.evaluate_usage import Usage
from ecma2lint.readers.assembly.handles import MethodHandle, TypeHandle
from ecma2lint.readers.assembly.universe import Universe
from ecma2lint.readers.evaluation import Evaluation
from ecma2lint.readers.heap import Heap
from ecma2lint.readers.lattice import Abstract, Cause, Place, constant, unknown
from ecma2lint.readers.model_facts import (
    Result,
    capabilities_fact,
    hierarchy_fact,
    object_types_fact,
    page_size_fact,
    parameter_counts_fact,
    parameters_fact,
    partitions_fact,
)
from ecma2lint.readers.results import result_observations, shared_observations
from ecma2lint.records import replace

Members = Mapping[tuple[str, str], MethodHandle]

_PREFIX = "IMAExtensible2"
_PAGE_SIZES = (
    ("CallImport", "ImportDefaultPageSize"),
    ("CallImport", "ImportMaxPageSize"),
    ("CallExport", "ExportDefaultPageSize"),
    ("CallExport", "ExportMaxPageSize"),
)
#: The budget of members that do the work of a connector: only what is plain to see in them is of interest.
WORK_STEPS: Final = 3_000

#: What is wrong whatever a method is called with.
_CERTAIN_ALONE: Final = frozenset(
    {"omt-set-twice", "omt-after-changes", "omt-invalid", "change-not-allowed", "result-identifier"}
)
#: Members without a result: they are run for what is seen in them.
_ACTIONS: Final = (
    ("CallExport", "OpenExportConnection"),
    ("CallExport", "CloseExportConnection"),
    ("Password", "OpenPasswordConnection"),
    ("Password", "SetPassword"),
    ("Password", "ChangePassword"),
)
_RESULTS = (
    ("CallImport", "OpenImportConnection"),
    ("CallImport", "GetImportEntries"),
    ("CallImport", "CloseImportConnection"),
    ("CallExport", "PutExportEntries"),
    ("GetParameters", "ValidateConfigParameters"),
    ("GetParametersEx", "ValidateConfigParametersEx"),
)


def evaluate_class(universe: Universe, type_: TypeHandle, members: Members, contract: ContractVersion) -> Evaluation:
    """What the members of one contract class do.

    Args:
        universe: the target and its siblings.
        type_: the contract class; an abstract or open one yields no values, for a host never creates it.
        members: the methods that interface members are bound to, by (interface, member).
        contract: the contract version the target references.

    Returns:
        Values that are known, one of several, or unknown with reason and place. Never raises for what the code contains.
    """
    return _ClassEvaluation(universe, type_, members, contract).run()


class _ClassEvaluation:
    def __init__(self, universe: Universe, type_: TypeHandle, members: Members, contract: ContractVersion) -> None:
        self.links = universe.remembered(Links)
        self.members = members
        self.contract = contract
        self.type_ = type_
        self.evaluator = MemberEvaluator(self.links, contract, type_)
        self.observations: dict[Observation, None] = {}

    def _method(self, interface: str, member: str) -> MethodHandle | None:
        return self.members.get((_PREFIX + interface, member))

    def _run(
        self, method: MethodHandle, arguments: Callable[[Place], list[Abstract]], max_steps: int = MAX_STEPS
    ) -> MemberResults:
        found = self.evaluator.run(method, arguments, max_steps)
        self.observations.update(dict.fromkeys(found.observations))
        return found

    def _observe(self, member: str, found: MemberResults, method: MethodHandle, detail: str = "") -> None:
        place = self.evaluator.place(method).location
        seen = result_observations(member, found.results, found.cause, place, detail, lambda: never_null(self.links, method))
        self.observations.update(dict.fromkeys(seen))

    def _results(self, found: MemberResults, method: MethodHandle) -> list[Result]:
        if found.cause is not None:
            return [Result(unknown(found.cause), Heap())]
        if not found.results:
            throws = Cause("throws on every path", self.evaluator.place(method))
            return [Result(unknown(throws), Heap())]
        return found.results

    def run(self) -> Evaluation:
        place = self.evaluator.place
        object_types = None
        schema = self._method("GetSchema", "GetSchema")
        if schema is not None:
            run = self._run(schema, _configuration)
            self._observe("GetSchema", run, schema)
            object_types = object_types_fact(self._results(run, schema), place(schema))
        fields: dict[str, object] = {}
        partitions = self._method("GetPartitions", "GetPartitions")
        if partitions is not None:
            run = self._run(partitions, _configuration)
            self._observe("GetPartitions", run, partitions)
            fields["partitions"] = partitions_fact(self._results(run, partitions), place(partitions))
        hierarchy = self._method("GetHierarchy", "GetHierarchy")
        if hierarchy is not None:
            found = self._results(self._run(hierarchy, lambda p: [*_configuration(p), _given("the parent node", p)]), hierarchy)
            fields["hierarchy"] = hierarchy_fact(found, place(hierarchy))
        capabilities = self._capabilities()
        parameters, parameter_counts = self._parameters()
        page_sizes = self._page_sizes()
        self._result_members()
        throws = {
            key: thrown for key, method in sorted(self.members.items()) if (thrown := only_throws(self.links, method)) is not None
        }
        reached = reachable(self.links, self.type_, self.members)
        self._delegates(reached.values())
        self.observations.update(dict.fromkeys(observe_class(self.links, self.type_, reached, tuple(self.observations))))
        usage = Usage(self.links, self.type_, reached.values()).observations(interface for interface, _ in self.members)
        self.observations.update(dict.fromkeys(usage))
        return Evaluation(
            capabilities=capabilities,
            object_types=object_types,
            parameters=parameters,
            page_sizes=page_sizes,
            parameter_counts=parameter_counts,
            observations=tuple(self.observations),
            only_throws=throws,
            **fields,  # type: ignore[arg-type]
        )

    def _capabilities(self) -> Capabilities | None:
        """What either member returns: which one a host asks where a class has both is not documented."""
        found: list[Result] = []
        first: tuple[str, Place] | None = None
        for interface, member in (("GetCapabilitiesEx", "GetCapabilitiesEx"), ("GetCapabilities", "Capabilities")):
            method = self._method(interface, member)
            if method is None:
                continue
            place = self.evaluator.place(method)
            run = self._run(method, _configuration if interface.endswith("Ex") else _nothing)
            self._observe(member, run, method)
            kept = {number: f"a static field of {name}" for number, name in run.statics.items()}
            self.observations.update(dict.fromkeys(shared_observations(member, run.results, kept, place.location)))
            results = self._results(run, method)
            if first is None:
                first = (member, place)
            else:
                why = Cause(f"{first[0]} and {member} say different things, and which one a host asks is not documented", place)
                results = [replace(one, value=replace(one.value, why=one.value.why or why)) for one in results]
            found += results
        return capabilities_fact(found, first[0], self.contract, first[1]) if first else None

    def _parameters(self) -> tuple[tuple[Parameter, ...], dict[str, Count]]:
        for interface, member in (("GetParametersEx", "GetConfigParametersEx"), ("GetParameters", "GetConfigParameters")):
            method = self._method(interface, member)
            if method is None:
                continue
            pages: list[tuple[str | None, list[Result]]] = []
            missing = {name for enum, name in self.contract.missing_enum_values if enum == "ConfigParameterPage"}
            for name, number in ENUMS["ConfigParameterPage"].values.items():
                if name in missing:
                    continue
                found = self._run(method, _page(number, interface.endswith("Ex")))
                throws = found.cause is None and not found.results
                pages.append((name, [] if throws else self._results(found, method)))
                self._observe(member, found, method, name)
            place = self.evaluator.place(method)
            return parameters_fact(pages, place), parameter_counts_fact(pages, place)
        return (), {}

    def _page_sizes(self) -> dict[str, Value]:
        sizes: dict[str, Value] = {}
        for interface, member in _PAGE_SIZES:
            method = self._method(interface, member)
            if method is not None:
                found = self._run(method, _nothing)
                place = self.evaluator.place(method)
                sizes[member] = page_size_fact(self._results(found, method), place)
        return sizes

    def _result_members(self) -> None:
        for interface, member in (*_RESULTS, *_ACTIONS):
            method = self._method(interface, member)
            if method is None:
                continue
            count = len(self.links.signature(method).parameters)
            found = self._run(method, lambda p, count=count: [_given("what the host passes", p)] * count, WORK_STEPS)  # type: ignore[misc]
            if (interface, member) in _RESULTS:
                self._observe(member, found, method)

    def _delegates(self, reached: Iterable[MethodHandle]) -> None:
        """Methods that are handed out as delegates and that nobody was seen to call: what is wrong in them for certain."""
        for method in delegates(self.links, reached):
            if method.key not in self.evaluator.evaluated:
                seen = self.evaluator.run_alone(method, WORK_STEPS)
                self.observations.update(dict.fromkeys(one for one in seen if one.kind in _CERTAIN_ALONE))


def _nothing(place: Place) -> list[Abstract]:
    return []


def _configuration(place: Place) -> list[Abstract]:
    return [_given("the configuration parameters", place)]


def _page(number: int, with_number: bool) -> Callable[[Place], list[Abstract]]:
    def arguments(place: Place) -> list[Abstract]:
        values = [*_configuration(place), constant("int", number)]
        return [*values, _given("the page number", place)] if with_number else values

    return arguments


def _given(what: str, place: Place) -> Abstract:
    """An argument of the host: never null where the contract promises it, and not known."""
    return unknown(Cause(f"depends on {what}", place))
