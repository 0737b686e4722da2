"""How a class implements one member of a contract interface."""

from __future__ import annotations

from ecma2lint.contract import NAMESPACE, ContractMember
from ecma2lint.facts import Implementation, Location, Member
from ecma2lint.readers.assembly.binding import Bound, Shape
from ecma2lint.readers.assembly.handles import MethodHandle, TypeHandle
from ecma2lint.readers.assembly.universe import Universe


def member_of(universe: Universe, type_: TypeHandle, member: ContractMember) -> tuple[Member, MethodHandle | None]:
    """How a class implements a member, and the method it is bound to (None when missing or unresolved)."""
    shape = Shape(member.method_name, member.returns, member.parameter_types)
    bound = universe.dispatch.bind(type_, f"{NAMESPACE}.{member.interface}", shape)
    method = bound.method
    if method is None:
        return _unbound(type_, member, bound), None
    detail: str | None = None
    if method.is_public:
        implementation = Implementation.IMPLICIT if method.name == member.method_name else Implementation.RENAMED
        if method.is_abstract:
            detail = f"abstract in {method.declaring_type.name}"
    else:
        bridged = _bridged(universe, method, shape)
        if bridged is not None:
            detail = f"through a method that the compiler generated in {method.declaring_type.name}"
            method, implementation = bridged, Implementation.IMPLICIT
        else:
            implementation = Implementation.EXPLICIT
    owner = method.declaring_type.name
    implicit_property = implementation is Implementation.IMPLICIT and member.kind == "property"
    shown = method.property_name or member.name if implicit_property else method.name
    location = Location(type=owner, member=shown, token=method.token, path=universe.path_of(method.image))
    return (
        Member(
            interface=member.interface,
            name=member.name,
            implementation=implementation,
            accessibility=method.accessibility,
            implemented_by=f"{owner}::{shown}",
            location=location,
            detail=detail,
        ),
        method,
    )


def _unbound(type_: TypeHandle, member: ContractMember, bound: Bound) -> Member:
    location = Location(type=type_.name, token=type_.token)
    lost = bound.unreadable
    if lost is not None:
        detail = f"{lost.name} of assembly {lost.assembly} could not be read: {lost.reason}"
        return Member(member.interface, member.name, Implementation.UNRESOLVED, location=location, detail=detail)
    detail = f"no public virtual method {member.method_name} with the contract's signature, and no explicit implementation"
    return Member(member.interface, member.name, Implementation.MISSING, location=location, detail=detail)


def _bridged(universe: Universe, method: MethodHandle, shape: Shape) -> MethodHandle | None:
    """The public method of a base class in another assembly that a non-public method does nothing but call.

    When such a method is not virtual, C# compilers cannot make it so, and add a private method that calls it: in the source the
    member is implemented by the public method.
    """
    body = method.body
    if body is None or body.clauses:
        return None
    arguments = len(shape.parameters) + 1
    loads = bytes(0x02 + index for index in range(min(arguments, 4)))  # ldarg.0 to ldarg.3; no member has more
    code = bytes(byte for byte in body.code[:arguments])
    call = body.code[arguments : arguments + 6]
    if arguments > 4 or code != loads or len(body.code) != arguments + 6 or call[0] != 0x28 or call[5] != 0x2A:
        return None
    called = universe.method_of(method.image, int.from_bytes(call[1:5], "little"), method.type_arguments, method.arguments)
    if not isinstance(called, MethodHandle) or called.image is method.image:
        return None
    return called if called.is_public and not called.is_virtual and shape.fits(called) else None
