"""Fixes for members under a name the host does not call: prefixed, hidden, misspelt, in another case, or plain properties."""

from __future__ import annotations

from collections.abc import Iterator

from ecma2lint.contract import CONTRACT_INTERFACES, ContractMember
from ecma2lint.facts import ContractClass, Observation
from ecma2lint.fixes.model import (
    CallAttribute,
    Declined,
    DropDecorator,
    Edit,
    Fix,
    Place,
    Rename,
    RenameFunction,
    RenameText,
    Sheet,
    unique,
)
from ecma2lint.fixes.uses import Uses, used_elsewhere, uses_of
from ecma2lint.readers.python.binder import resolve
from ecma2lint.readers.python.bindings import BindingKind, FunctionNode
from ecma2lint.readers.python.callables import Attribute, Shape, attribute_of
from ecma2lint.readers.python.candidates import best_candidate
from ecma2lint.readers.python.classes import OwnedClass
from ecma2lint.readers.python.observations import arity_problem
from ecma2lint.readers.python.symbols import External
from ecma2lint.records import dataclass
from ecma2lint.verdicts import Finding


@dataclass(frozen=True)
class _Definition:
    """One definition of the wrongly named member."""

    owner: OwnedClass
    node: FunctionNode
    attribute: Attribute


@dataclass(frozen=True)
class _Case:
    """A missing member and the name that was found in its place."""

    member: ContractMember
    kind: str
    name: str
    cls: OwnedClass
    facts: ContractClass

    @property
    def mangled(self) -> bool:
        return self.name.startswith("__")


def correct_name(finding: Finding, sheet: Sheet) -> Fix | Declined | None:
    """Give the member the contract's own name, with its uses; a plain property becomes the getter pythonnet calls."""
    case = _case(finding, sheet)
    if case is None:
        return None
    if case.kind == "clrname":
        return Declined(f"{case.name} carries the name as clrname=; rename it by hand")
    family = _family(case, sheet)
    if isinstance(family, Declined):
        return family
    definitions = _definitions(case, family)
    if isinstance(definitions, Declined):
        return definitions
    shapes = {definition.attribute.shape for definition in definitions}
    if len(shapes) > 1:
        return Declined(f"{case.name} is a method in one class and a property in another")
    shape = shapes.pop()
    new = case.member.name if shape is Shape.CLR_PROPERTY else case.member.method_name
    if new == case.name:
        return Declined(f"the clr.clrproperty {case.name} has another type than the contract's")
    uses = uses_of(sheet, case.name, family, case.mangled)
    obstacle = _obstacle(case, new, family, uses, sheet, shape)
    if obstacle is not None:
        return obstacle
    edits = list(_edits(definitions, case, new, uses, shape, sheet))
    if any(isinstance(edit, Declined) for edit in edits):
        return next(edit for edit in edits if isinstance(edit, Declined))
    return Fix(
        unique(edit for edit in edits if not isinstance(edit, Declined)),
        _sentence(case, new, shape, len(definitions), uses),
        _caution(case, definitions, uses, sheet, family),
    )


def _case(finding: Finding, sheet: Sheet) -> _Case | None:
    for facts in sheet.target.classes:
        for seen in facts.observations:
            if seen.kind == "missing-member-candidate" and finding.subject == f"{facts.type}::{seen.subject}":
                place = Place(facts.location.line or 0, facts.location.column or 0)
                cls = next((cls for cls in sheet.classes if sheet.place(cls.node) == place), None)
                kind, _, name = seen.detail.partition(":")
                return _Case(_contract_member(seen), kind, name, cls, facts) if cls is not None else None
    return None


def _contract_member(seen: Observation) -> ContractMember:
    interface, _, name = seen.subject.partition(".")
    return next(member for member in CONTRACT_INTERFACES[interface].members if member.name == name)


def _family(case: _Case, sheet: Sheet) -> tuple[OwnedClass, ...] | Declined:
    """The classes that define the name one above the other, so that they must be renamed together."""
    owner = next(owner for owner in case.cls.reachable if owner.scope.bindings.live(case.name) is not None)
    family = {owner}
    while not case.mangled:
        # Whoever overrides a member of the family, and whom the family overrides.
        below = {cls for cls in sheet.classes if set(cls.mro) & family}
        more = {base for cls in below for base in cls.mro if base.scope.bindings.at(case.name)}
        if more <= family:
            break
        family |= more
    elsewhere = next((cls for cls in family if not cls.module.is_target), None)
    if elsewhere is not None:
        return Declined(f"{case.name} is defined in {elsewhere.module.name}; correct it there")
    return tuple(cls for cls in sheet.classes if cls in family)


def _definitions(case: _Case, family: tuple[OwnedClass, ...]) -> tuple[_Definition, ...] | Declined:
    found: list[_Definition] = []
    for owner in family:
        slot = owner.scope.bindings.everywhere(case.name)
        binding = slot.bindings[0] if slot is not None and len(slot.bindings) == 1 else None
        if binding is None or len(owner.scope.bindings.history[case.name]) != 1:
            return Declined(f"{owner.name} binds {case.name} more than once")
        if binding.kind is not BindingKind.FUNCTION or not isinstance(binding.node, FunctionNode):
            return Declined(f"{case.name} is no function: write `def {case.member.method_name}(self, ...)`")
        attribute = attribute_of(binding)
        if attribute.shape not in (Shape.CALLABLE, Shape.PROPERTY, Shape.CLR_PROPERTY):
            return Declined(f"what the decorator makes of {case.name} is not known")
        if attribute.clr_name is not None:
            return Declined(f"{case.name} is a clr.clrmethod; rename it and its clrname= by hand")
        found.append(_Definition(owner, binding.node, attribute))
    return tuple(found)


def _obstacle(case: _Case, new: str, family: tuple[OwnedClass, ...], uses: Uses, sheet: Sheet, shape: Shape) -> Declined | None:
    related = {base for cls in sheet.classes if set(cls.mro) & set(family) for base in cls.mro}
    taken = next((cls for cls in related if cls.scope.bindings.history.get(new)), None)
    if taken is not None:
        return Declined(f"{taken.name} binds {new} already")
    if uses.stores:
        return Declined(f"{case.name} is assigned or deleted at line {sheet.place(uses.stores[0]).line}")
    if uses.bare and sheet.module.scope.bindings.history.get(case.name):
        return Declined(f"{case.name} is also a name of the module")
    if shape is Shape.PROPERTY and (uses.bare or uses.texts):
        return Declined(f"the property {case.name} is used by name at line {sheet.place((*uses.bare, *uses.texts)[0]).line}")
    rivals = [
        seen.subject
        for seen in case.facts.observations
        if seen.kind == "missing-member-candidate"
        and seen.detail.partition(":")[2] == case.name
        and not seen.subject.endswith(f".{case.member.name}")
        # What is only misspelt for another member and exact but for its form for this one is this one.
        and (case.kind == "misspelt" or not seen.detail.startswith("misspelt:"))
    ]
    if rivals:
        return Declined(f"{case.name} may also be meant as {rivals[0]}")
    return None


def _edits(
    definitions: tuple[_Definition, ...], case: _Case, new: str, uses: Uses, shape: Shape, sheet: Sheet
) -> Iterator[Edit | Declined]:
    for definition in definitions:
        yield RenameFunction(sheet.place(definition.node), case.name, new)
        if shape is Shape.PROPERTY:
            yield from _undecorated(definition, case, sheet)
    for attribute in uses.attributes:
        kind = CallAttribute if shape is Shape.PROPERTY else Rename
        yield kind(sheet.name_place(attribute), attribute.attr, new)
    for bare in uses.bare:
        yield Rename(sheet.place(bare), bare.id, new)
    for text in uses.texts:
        yield RenameText(sheet.place(text), str(text.value), new)


def _undecorated(definition: _Definition, case: _Case, sheet: Sheet) -> Iterator[Edit | Declined]:
    outer = definition.owner.scope
    plain = [node for node in definition.node.decorator_list if resolve(node, outer) == (External("builtins.property"),)]
    if len(plain) != 1:
        yield Declined(f"{case.name} is no plain @property: write `def {case.member.method_name}(self)`")
    else:
        yield DropDecorator(sheet.place(plain[0]))


def _sentence(case: _Case, new: str, shape: Shape, definitions: int, uses: Uses) -> str:
    count = len(uses.attributes) + len(uses.texts) + len(uses.bare)
    did = f"turns the property {case.name} into {new}" if shape is Shape.PROPERTY else f"renames {case.name} to {new}"
    where = f" in {definitions} classes" if definitions > 1 else ""
    return did + where + (f", with {count} use{'s' if count > 1 else ''}" if count else "")


def _caution(case: _Case, definitions: tuple[_Definition, ...], uses: Uses, sheet: Sheet, family: tuple[OwnedClass, ...]) -> str:
    """Why the fix is not safe; empty when the member certainly could not be found and all its uses are seen."""
    for definition in definitions:
        attribute = definition.attribute
        if attribute.transparent and attribute.function is not None:
            problem = arity_problem(attribute.function.args, attribute.receiver, case.member.arity)
            if problem:
                return f"it {problem}, so it may be another method"
    if uses.unclear:
        return f"line {sheet.place(uses.unclear[0]).line} may mean this {case.name}, and stays as it is"
    if uses.mentions:
        return f"line {sheet.place(uses.mentions[0]).line} names {case.name} as text, and stays as it is"
    if case.kind == "misspelt" and uses.any:
        return f"{case.name} is used by other code, so it may be meant as it is written"
    rival = _rival(case)
    if rival is not None:
        return f"{rival} may be meant as well"
    neighbour = None if case.mangled else used_elsewhere(sheet, case.name, family)
    if neighbour is not None:
        return f"{neighbour} uses the name too, and stays as it is"
    return ""


def _rival(case: _Case) -> str | None:
    """Another name of the class that comes near the member."""
    for owner in case.cls.reachable:
        for name in owner.scope.bindings.names():
            slot = owner.scope.bindings.live(name)
            is_function = slot is not None and all(binding.kind is BindingKind.FUNCTION for binding in slot.bindings)
            if name != case.name and is_function and best_candidate(case.member, [(name, "method")]) is not None:
                return name
    return None
