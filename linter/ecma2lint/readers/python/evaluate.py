"""Evaluation of a contract class: what its members return, without running the target.

The host calls members in any order and any number of times on one object whose ``__init__`` never ran. So every member is
evaluated from a state that covers the import of the modules and all earlier calls: as long as a round of all members changes
objects that were there before, those changes are joined to the state and the round is repeated.

Observations emitted by the Python evaluator: ``returns-null``, ``may-return-null``, ``csentries-null``,
``more-to-import-constant-true``, ``engine-only-call``, ``bad-value-type``, ``parameter-read``, ``secret-literal``,
``wrong-capability-type``, and those of :mod:`ecma2lint.readers.contract_model` and
:mod:`ecma2lint.readers.contract_factories`.
"""

from __future__ import annotations

import ast

from ecma2lint.contract import ContractVersion
from ecma2lint.facts import Implementation, Observation, Value
from ecma2lint.readers import model_facts
from ecma2lint.readers.evaluation import Evaluation
from ecma2lint.readers.heap import Heap, Record
from ecma2lint.readers.lattice import Abstract, Const, Place, Ref, single, unknown
from ecma2lint.readers.model_facts import Result
from ecma2lint.readers.python.classes import OwnedClass
from ecma2lint.readers.python.evaluate_facts import only_throws, returned_observations, secrets
from ecma2lint.readers.python.evaluate_frames import INSTANCE, ClassInfo, Frame
from ecma2lint.readers.python.evaluate_interpreter import Interpreter
from ecma2lint.readers.python.evaluate_machine import BudgetError
from ecma2lint.readers.python.evaluate_shared import SharedState
from ecma2lint.readers.python.evaluate_values import Bound, Function, Input, Method, Partial, Wrapped
from ecma2lint.readers.python.members import BoundMember
from ecma2lint.readers.python.modules import Module
from ecma2lint.readers.python.unread import unread
from ecma2lint.readers.results import shared_observations
from ecma2lint.records import dataclass, field, replace

#: Rounds of all members until the state they share must have settled; behind it, what still changes is given up.
MEMBER_ROUNDS = 3
_PAGES = ("Connectivity", "Global", "RunStep", "Partition", "Capabilities", "Schema")
_PAGED = ("GetConfigParameters", "GetConfigParametersEx")
_PAGE_SIZES = ("ImportDefaultPageSize", "ImportMaxPageSize", "ExportDefaultPageSize", "ExportMaxPageSize")


@dataclass
class _Outcome:
    """What one member returned, per configuration page for those that take one; ``problem`` is why nothing is known."""

    results: dict[str | None, Result] = field(default_factory=dict)
    problem: str | None = None


def evaluate_class(module: Module, cls: OwnedClass, members: tuple[BoundMember, ...], contract: ContractVersion) -> Evaluation:
    """Evaluate the members of one contract class.

    Args:
        module: the module the class stands in.
        cls: the class.
        members: its bound members, in the order of the contract.
        contract: the contract version that applies.

    Returns:
        The facts; whatever could not be followed is unknown with the reason.
    """
    session = _Session(module, cls, members, contract)
    outcomes = session.run()
    return _facts(session, members, outcomes, contract)


class _Session:
    """All members of one class on one interpreter."""

    def __init__(self, module: Module, cls: OwnedClass, members: tuple[BoundMember, ...], contract: ContractVersion) -> None:
        self.module, self.cls, self.members = module, cls, members
        self.machine = Interpreter(module.program.target, contract)
        self.shared = SharedState(self.machine)
        self.exits: list[Heap] = []
        self.too_large: dict[tuple[str, str], str] = {}
        self.instance: Ref | None = None

    def run(self) -> dict[tuple[str, str], _Outcome]:
        """Evaluate every member until the state they share settles."""
        problem = self._prepare()
        if problem is not None:
            return {_key(bound): _Outcome(problem=problem) for bound in self.members}
        outcomes: dict[tuple[str, str], _Outcome] = {}
        for round_ in range(3 * MEMBER_ROUNDS):
            self.machine.observations.clear()
            self.exits.clear()
            outcomes = {_key(bound): self._member(bound) for bound in self.members}
            self._other_classes()
            absorbed = self.shared.absorb(self.exits, give_up=round_ >= MEMBER_ROUNDS)
            if not absorbed and not self._new_taints():
                return outcomes
        return {_key(bound): _Outcome(problem="the state the members share does not settle") for bound in self.members}

    def lasting(self) -> dict[int, str]:
        """The objects that outlive the connector, by number: modules and classes."""
        machine = self.machine
        classes = {id_: f"the class {info.name}" for id_, info in machine.classes.items()}
        return {**{id_: f"the module {module.name}" for module, id_ in machine.module_scopes.items()}, **classes}

    def _prepare(self) -> str | None:
        """Run the modules and make the object; why that failed, or None."""
        machine = self.machine
        machine.handlers = [[]]
        try:
            root = Frame(0, 0, (), None, "")
            machine.frames.append(root)
            machine.load_module(self.module.program.target)
            if not machine.dead and self.module is not self.module.program.target:
                machine.load_module(self.module)
            machine.frames.clear()
        except (BudgetError, RecursionError) as error:
            machine.frames.clear()
            return f"the module is too large to follow: {error}"
        if machine.dead:
            return "importing the module raises an exception"
        found = [id_ for id_, info in machine.classes.items() if info.node is self.cls.node]
        if len(found) != 1 or machine.heap.get(found[0]) is None:
            return "the class statement is not reached once for certain"
        machine.init_only = _init_attributes(self.cls)
        self.instance = machine.allocate(Record(INSTANCE, {"__class__": single(Ref(found[0]))}, {}, partial=True))
        machine.host_instance = self.instance.id
        self.shared.base = machine.heap
        self.shared.frozen = machine.next_id
        return None

    def _member(self, bound: BoundMember) -> _Outcome:
        if bound.fact.implementation in (Implementation.MISSING, Implementation.UNRESOLVED) or not bound.python_name:
            detail = bound.fact.detail or f"{bound.contract.name} is {bound.fact.implementation.value}"
            return _Outcome(problem=detail)
        outcome = _Outcome(problem=self.too_large.get(_key(bound)))
        if outcome.problem is not None:
            return outcome
        for page in _PAGES if bound.contract.name in _PAGED else (None,):
            inputs = [_input(name, page) for name, _ in bound.contract.parameters]
            result = self._call(self.instance, bound.python_name, inputs)
            if isinstance(result, str):
                outcome.problem = self.too_large[_key(bound)] = result
                break
            if result is not None:
                outcome.results[page] = result
        return outcome

    def _call(self, instance: Ref | None, name: str, inputs: list[Abstract]) -> Result | str | None:
        """Call a member from the shared state; a reason when it is too large, None when no path returns."""
        machine = self.machine
        machine.reset(self.shared.base.fork())
        assert instance is not None
        target = self.module.program.target
        machine.frames.append(Frame(machine.modules.index(target), machine.module_scopes[target], (), None, ""))
        try:
            function = machine.get_attribute(single(instance), name)
            if _is_suspended(function):
                # The host gets a coroutine or generator and does not run it.
                return Result(unknown(f"{name} is a generator or an async function"), machine.heap)
            callable_ = function.cause is not None or any(
                isinstance(atom, Bound | Function | Method | Partial | Wrapped) for atom in function.atoms
            )
            value = machine.call(function, inputs, {}) if callable_ and not machine.dead else function
        except BudgetError as error:
            self.shared.lost = str(error)
            return str(error)
        except RecursionError:
            self.shared.lost = "a member is nested too deeply to follow"
            return self.shared.lost
        machine.stir()
        self.exits.extend(heap for heap, _ in machine.handlers[0])
        if not machine.dead:
            self.exits.append(machine.heap)
        if machine.dead or (not value.atoms and value.cause is None):
            return None
        return Result(value, machine.heap)

    def _other_classes(self) -> None:
        """Members of the other contract classes of the modules: they may change what the modules share."""
        machine = self.machine
        base = self.shared.base
        if not _shares_state(machine, base):
            return
        for id_, info in list(machine.classes.items()):
            record = base.get(id_)
            if info.node is self.cls.node or not _contract_bases(info) or not isinstance(record, Record) or info.strange:
                continue
            machine.reset(base.fork())
            instance = machine.allocate(Record(INSTANCE, {"__class__": single(Ref(id_))}, {}, partial=True))
            self.shared.base = machine.heap
            observations = dict(machine.observations)
            for name, value in record.fields.items():
                atoms = [atom for atom in value.atoms if isinstance(atom, Function)]
                if atoms and not name.startswith("_"):
                    count = len(atoms[0].code.node.args.args) - 1
                    self._call(instance, name, [unknown("what the host passes")] * max(count, 0))
            self.shared.base = base
            machine.observations = observations

    def _new_taints(self) -> bool:
        """Module variables that functions assign which nobody was seen to call: whoever does would change them."""
        machine = self.machine
        called = {code.node for code in machine.called}
        found = {}
        for module, scope in machine.module_scopes.items():
            for name, writers in module.global_writers.items():
                for writer in writers:
                    if writer.node not in called:
                        reason = f"'{name}' is also assigned by {writer.qualified_name}(), which may run at any time"
                        found[(scope, name)] = reason
        fresh = found.keys() - machine.taints.keys()
        machine.taints.update((key, found[key]) for key in sorted(fresh))
        return bool(fresh & machine.names_read)


def _is_suspended(function: Abstract) -> bool:
    """Whether a call only makes a coroutine or a generator."""
    atom = function.atom
    inner = atom.function if isinstance(atom, Bound) else atom
    return isinstance(inner, Function) and (inner.code.names.generator or isinstance(inner.code.node, ast.AsyncFunctionDef))


def _shares_state(machine: Interpreter, base: Heap) -> bool:
    """Whether there is more than one contract class: only then can another one change what the modules share."""
    return sum(isinstance(base.get(id_), Record) and _contract_bases(info) for id_, info in machine.classes.items()) > 1


def _contract_bases(info: ClassInfo) -> bool:
    return any(isinstance(base, str) and base.startswith("Microsoft.MetadirectoryServices.I") for base in info.mro)


def _key(bound: BoundMember) -> tuple[str, str]:
    return (bound.contract.interface, bound.contract.name)


def _input(name: str, page: str | None) -> Abstract:
    if name == "page" and page is not None:
        return single(Const("ConfigParameterPage", _PAGES.index(page)))
    return single(Input(name))


def _init_attributes(cls: OwnedClass) -> frozenset[str]:
    """The attributes that ``__init__`` of the class or of a base assigns on ``self``."""
    found: set[str] = set()
    for owner in cls.mro:
        for statement in owner.node.body:
            if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
                found.update(
                    node.attr
                    for node in ast.walk(statement)
                    if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)
                )
    return frozenset(found)


# --- facts ------------------------------------------------------------------------------------------------------------


def _facts(
    session: _Session, members: tuple[BoundMember, ...], outcomes: dict[tuple[str, str], _Outcome], contract: ContractVersion
) -> Evaluation:
    by_name: dict[str, tuple[BoundMember, _Outcome]] = {bound.contract.name: (bound, outcomes[_key(bound)]) for bound in members}
    observations: dict[Observation, None] = dict(session.machine.observations)
    throws: dict[tuple[str, str], str] = {}
    for bound in members:
        node = bound.function
        thrown = only_throws(bound) if node is not None else None
        if thrown is not None:
            throws[_key(bound)] = thrown
        outcome = outcomes[_key(bound)]
        seen = returned_observations(bound, list(outcome.results.values()), outcome.problem)
        observations.update(dict.fromkeys(seen))
        if bound.contract.name in ("Capabilities", "GetCapabilitiesEx") and outcome.problem is None:
            shared = shared_observations(bound.contract.name, outcome.results.values(), session.lasting(), bound.fact.location)
            observations.update(dict.fromkeys(shared))
    observations.update(dict.fromkeys(secrets(session.module)))

    def results(name: str) -> list[Result]:
        _, outcome = by_name[name]
        if outcome.problem is not None:
            return [Result(unknown(outcome.problem), Heap())]
        return list(outcome.results.values())

    def place(name: str) -> Place:
        return Place(by_name[name][0].fact.location)

    evaluation = Evaluation(observations=tuple(observations), only_throws=throws)
    sources = [name for name in ("Capabilities", "GetCapabilitiesEx") if name in by_name]
    if sources:
        merged = [result for name in sources for result in results(name)]
        evaluation = replace(
            evaluation, capabilities=model_facts.capabilities_fact(merged, sources[0], contract, place(sources[0]))
        )
    if "GetSchema" in by_name:
        evaluation = replace(evaluation, object_types=model_facts.object_types_fact(results("GetSchema"), place("GetSchema")))
    if "GetPartitions" in by_name:
        evaluation = replace(evaluation, partitions=model_facts.partitions_fact(results("GetPartitions"), place("GetPartitions")))
    if "GetHierarchy" in by_name:
        evaluation = replace(evaluation, hierarchy=model_facts.hierarchy_fact(results("GetHierarchy"), place("GetHierarchy")))
    paged = next((name for name in _PAGED if name in by_name), None)
    if paged is not None:
        outcome = by_name[paged][1]
        pages = [(page, [result]) for page, result in outcome.results.items()]
        evaluation = replace(
            evaluation,
            parameters=model_facts.parameters_fact(pages, place(paged)),
            parameter_counts=model_facts.parameter_counts_fact(pages, place(paged)),
        )
    sizes: dict[str, Value] = {}
    for name in _PAGE_SIZES:
        if name in by_name:
            found = results(name) or [Result(unknown(f"{name} returns on no path that could be followed"), Heap())]
            sizes[name] = model_facts.to_value(found[0].value, "int", None, place(name))
    evaluation = replace(evaluation, page_sizes=sizes)
    modules = dict.fromkeys((session.module.program.target, session.module, *session.machine.module_scopes))
    further = unread(session.cls, members, modules)
    return replace(evaluation, observations=tuple(dict.fromkeys((*evaluation.observations, *further))))
