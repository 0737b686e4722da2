"""How a Python class implements the members of the contract, decided as pythonnet binds them.

pythonnet asks the object for the member's CLR name (``GetSchema``, ``get_Capabilities``) and calls what it finds with the
host's arguments; a property may also be a ``clr.clrproperty`` of the property's own name. Source: pythonnet 3, seen on Mono and
.NET Core; for IronPython its documentation. In a module that a shim calls (``Form.CALLED``) any attribute of the name will do.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from enum import StrEnum

from ecma2lint.contract import CONTRACT_INTERFACES, ContractMember
from ecma2lint.facts import Implementation, ImplementedInterface, Member
from ecma2lint.readers.python.api import simple_name
from ecma2lint.readers.python.binder import resolve
from ecma2lint.readers.python.bindings import FunctionNode, Slot
from ecma2lint.readers.python.callables import Attribute, Receiver, Shape, attribute_of
from ecma2lint.readers.python.candidates import Candidate, best_candidate, in_words
from ecma2lint.readers.python.classes import OwnedClass
from ecma2lint.readers.python.scopes import Scope
from ecma2lint.readers.python.symbols import ContractType, External
from ecma2lint.records import dataclass


class Form(StrEnum):
    """How a host reaches a class.

    ``DERIVED``: it derives from the interfaces through pythonnet; ``IRONPYTHON``: through IronPython; ``CALLED``: a shim written
    in another language calls it by name.
    """

    DERIVED = "derived"
    IRONPYTHON = "ironpython"
    CALLED = "called"


@dataclass(frozen=True)
class BoundMember:
    """A contract member and what the class binds it to.

    ``owner`` is the class that defines it, ``python_name`` its name there, ``attributes`` what it may be (one, unless the class
    body chooses); ``candidate`` is what stands there instead of a missing member.
    """

    fact: Member
    contract: ContractMember
    owner: OwnedClass | None = None
    python_name: str = ""
    attributes: tuple[Attribute, ...] = ()
    candidate: Candidate | None = None

    @property
    def function(self) -> FunctionNode | ast.Lambda | None:
        """The code of the member where there is exactly one that can be seen, and no unknown decorator around it."""
        only = self.attributes[0] if len(self.attributes) == 1 else None
        return only.function if only is not None and only.transparent else None

    @property
    def function_scope(self) -> Scope | None:
        """The scope of that code: a function's own, for a lambda the one it stands in."""
        return self.attributes[0].function_scope if self.function is not None else None

    @property
    def receiver(self) -> Receiver:
        """What the first parameter of that code gets."""
        return self.attributes[0].receiver if self.attributes else Receiver.SELF


def bind_members(cls: OwnedClass, interfaces: dict[str, OwnedClass], form: Form) -> tuple[BoundMember, ...]:
    """Bind every member of the interfaces of a class, in the order of the contract."""
    owners = cls.reachable if form is Form.DERIVED else cls.mro
    bound: list[BoundMember] = []
    named: tuple[_Named, ...] | None = None
    for member in (member for name in interfaces for member in CONTRACT_INTERFACES[name].members):
        found = _present(member, form, owners)
        if found is None:
            if named is None:
                named = tuple(entry for owner in owners for entry in _named(owner))
            found = _absent(cls, member, form, named)
        bound.append(found)
    return tuple(bound)


def implemented_interfaces(
    interfaces: dict[str, OwnedClass], members: tuple[BoundMember, ...]
) -> tuple[ImplementedInterface, ...]:
    """The facts of the bound members, by interface."""
    return tuple(
        ImplementedInterface(name, owner.type_name, tuple(bound.fact for bound in members if bound.contract.interface == name))
        for name, owner in interfaces.items()
    )


def _present(member: ContractMember, form: Form, owners: tuple[OwnedClass, ...]) -> BoundMember | None:
    for name in _names(member, form):
        found = _find(owners, name)
        if found is not None:
            bound = _judge(member, form, name, *found)
            if bound is not None:
                return bound
    return None


def _names(member: ContractMember, form: Form) -> tuple[str, ...]:
    if member.kind == "method":
        return (member.name,)
    return (member.name, member.method_name) if form is Form.IRONPYTHON else (member.method_name, member.name)


def _find(owners: tuple[OwnedClass, ...], name: str) -> tuple[OwnedClass, Slot] | None:
    for owner in owners:
        slot = owner.scope.bindings.live(name)
        if slot is not None:
            return owner, slot
    return None


def _judge(member: ContractMember, form: Form, name: str, owner: OwnedClass, slot: Slot) -> BoundMember | None:
    """The member bound to what a name is, or None when the host does not take it for the member."""
    attributes = tuple(attribute_of(binding) for binding in slot.bindings)
    verdicts = {_verdict(attribute, member, form, name) for attribute in attributes}
    location = owner.module.location(attributes[0].node, owner.type_name, name)
    implementation, detail = Implementation.IMPLICIT, None
    if verdicts == {Implementation.MISSING}:
        return None
    if verdicts != {Implementation.IMPLICIT}:
        reasons = [attribute.reason for attribute in attributes if attribute.reason]
        implementation, detail = Implementation.UNRESOLVED, reasons[0] if reasons else f"{name} may be one of several things"
    elif slot.maybe_unbound:
        implementation, detail = Implementation.UNRESOLVED, f"{name} is defined under a condition"
    if implementation is Implementation.UNRESOLVED:
        fact = Member(member.interface, member.name, implementation, None, None, location, None, detail)
    else:
        fact = Member(member.interface, member.name, implementation, "public", f"{owner.type_name}::{name}", location)
    return BoundMember(fact, member, owner, name, attributes)


def _verdict(attribute: Attribute, member: ContractMember, form: Form, name: str) -> Implementation:
    shape = attribute.shape
    if form is Form.CALLED:
        return Implementation.UNRESOLVED if shape is Shape.UNKNOWN else Implementation.IMPLICIT
    own_name_of_property = member.kind == "property" and name == member.name
    if form is Form.IRONPYTHON and member.kind == "property":
        # What IronPython does with get_X has not been seen.
        return Implementation.IMPLICIT if own_name_of_property else Implementation.UNRESOLVED
    if own_name_of_property:
        return _clr_property(attribute, member) if shape is Shape.CLR_PROPERTY else Implementation.MISSING
    if shape is Shape.CALLABLE:
        return Implementation.IMPLICIT
    if shape in (Shape.UNKNOWN, Shape.CLR_PROPERTY):
        return Implementation.UNRESOLVED
    return Implementation.MISSING


_PYTHON_TYPES = {"builtins.int": "System.Int32", "builtins.str": "System.String", "builtins.bool": "System.Boolean"}


def _clr_property(attribute: Attribute, member: ContractMember) -> Implementation:
    """Whether a ``clr.clrproperty`` has the contract's type; another type fails when the class is defined."""
    if attribute.clr_type is None:
        return Implementation.UNRESOLVED
    found = resolve(*attribute.clr_type)
    match found:
        case (ContractType(name=name),):
            same = name == simple_name(member.returns)
        case (External(name=name),) if name.startswith(("System.", "builtins.")):
            same = _PYTHON_TYPES.get(name, name) == member.returns
        case _:
            return Implementation.UNRESOLVED
    return Implementation.IMPLICIT if same else Implementation.MISSING


def _absent(cls: OwnedClass, member: ContractMember, form: Form, named: tuple[_Named, ...]) -> BoundMember:
    """The member that no name provides: missing, or unresolved when something that was not read may provide it."""
    location = cls.module.location(cls.node, cls.type_name)
    reason = _may_provide(cls, member, form)
    if reason:
        fact = Member(member.interface, member.name, Implementation.UNRESOLVED, None, None, location, None, reason)
        return BoundMember(fact, member)
    detail = f"{cls.type_name} defines no {member.method_name}"
    lost = _find(cls.mro[len(cls.reachable) :], member.method_name) if form is Form.DERIVED else None
    candidate: Candidate | None = None
    if lost is not None and cls.type_owner is not None:
        setter = cls.type_owner.type_name
        detail = f"{member.method_name} of {lost[0].type_name} is lost because {setter} sets __namespace__ in its own body"
    else:
        candidate = best_candidate(member, [(entry.name, _what(entry.attribute)) for entry in named])
    if candidate is not None:
        entry = next(entry for entry in named if entry.name == candidate.name)
        location = entry.owner.module.location(entry.attribute.node, entry.owner.type_name, candidate.name)
        detail = in_words(candidate)
        if candidate.name == member.name and entry.attribute.shape is Shape.CLR_PROPERTY:
            detail = f"the clr.clrproperty {candidate.name} has another type than the contract's {simple_name(member.returns)}"
    fact = Member(member.interface, member.name, Implementation.MISSING, None, None, location, None, detail)
    return BoundMember(fact, member, candidate=candidate)


def _may_provide(cls: OwnedClass, member: ContractMember, form: Form) -> str | None:
    """Why the member may be there all the same."""
    owners = cls.reachable if form is Form.DERIVED else cls.mro
    for owner, base in cls.unknown_bases:
        if owner in owners:
            return base.reason
    for owner in owners:
        if owner.scope.bindings.opaque:
            return owner.scope.bindings.opaque
        if owner.unknown_decorator:
            return f"the decorator of class {owner.name} may add members"
        if owner.scope.bindings.at("__getattribute__"):
            return f"{owner.name} defines __getattribute__"
    if form is Form.CALLED and any(f".{name} =" in cls.module.parsed.text for name in _names(member, form)):
        return "it may be assigned after the class"
    if set_in_init(owners, set(_names(member, form))):
        return "it is set on the object in __init__, which a host that creates the object does not run"
    return None


def set_in_init(owners: tuple[OwnedClass, ...], names: set[str]) -> bool:
    """Whether an ``__init__`` assigns one of the names to ``self``."""
    for owner in owners:
        entry = owner.scope.bindings.at("__init__")
        for binding in entry[1].bindings if entry else ():
            for node in ast.walk(binding.node):
                if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store) and node.attr in names:
                    return True
    return False


@dataclass(frozen=True)
class _Named:
    """A name a class body binds, and what it is."""

    owner: OwnedClass
    name: str
    attribute: Attribute


def _named(owner: OwnedClass) -> Iterator[_Named]:
    bindings = owner.scope.bindings
    for name in bindings.names():
        slot = bindings.live(name)
        if slot is not None:
            yield _Named(owner, name, attribute_of(slot.bindings[0]))


def _what(attribute: Attribute) -> str:
    if attribute.clr_name is not None:
        return f"clrname={attribute.clr_name}"
    if attribute.shape is Shape.VALUE:
        return "value"
    return "property" if attribute.shape in (Shape.PROPERTY, Shape.CLR_PROPERTY) else "method"
