"""What every object has: its text, its type, ``Equals``; the names of enumerations; ``new T()`` in generic code."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.contract import NAMESPACE
from ecma2lint.readers import contract_factories, contract_types
from ecma2lint.readers.assembly import evaluate_numbers, evaluate_order, evaluate_text
from ecma2lint.readers.assembly.evaluate_state import Boxed, Pointer, TypeAtom, integer
from ecma2lint.readers.assembly.evaluate_steps import Steps
from ecma2lint.readers.assembly.handles import ExternalMethod, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.signatures import Named, TypeSig
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Atom, Cause, Const, Ref, constant, join_all, single, unknown

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

Args = list[Abstract]
#: The formats that write a number's digits and an enumeration's name.
_GENERAL: Final = (NULL_ATOM, *(Const("str", word) for word in ("", "g", "G")))


_GUIDS: Final[dict[str, Callable[[str], str]]] = {
    "D": lambda value: value,
    "N": lambda value: value.replace("-", ""),
    "B": lambda value: f"{{{value}}}",
    "P": lambda value: f"({value})",
}


class Objects:
    """The methods of ``System.Object`` for one machine."""

    machine: Machine
    steps: Steps

    def _create_instance(self, sig: TypeSig) -> Abstract | None:
        """``new T()`` in generic code."""
        calls = self.machine.calls
        if str(sig) == f"{NAMESPACE}.{contract_types.CAPABILITIES_TYPE}":
            return contract_factories.new_capabilities(self.machine)
        handle = self.machine.links.handle(sig)
        if not isinstance(handle, TypeHandle):
            return None
        if self.machine.links.is_value_type(handle):
            return calls.default(sig)
        constructor = next((m for m in handle.methods_named(".ctor") if not m.signature.parameters), None)
        return calls.new(constructor, []) if constructor is not None and not handle.is_abstract else None

    def _object(self, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
        owner = callee.owner.name
        boxed_argument = [str(part) for part in callee.signature.parameters] != [owner] or not self.machine.calls.known_struct(
            owner
        )
        value = args[0]
        if any(isinstance(a, Pointer) for a in value.atoms):
            value = self.steps.read(value)
            if self.machine.calls.known_struct(owner):
                # The text of a number depends on its type, and so does what it is equal to.
                value = single(Boxed(owner, value))
        if name == "ToString" and len(args) == 1:
            return self.text_of(value)
        if name == "ToString" and len(args) == 3:
            return self._formatted(value, args[1])
        if name == "ToString" and len(args) == 2 and str(callee.signature.parameters[0]) == "System.String":
            spec = args[1].atom
            return self.formatted(value, spec.value) if isinstance(spec, Const) and isinstance(spec.value, str) else None
        if name == "CompareTo" and len(args) == 2 and value.known:
            order = evaluate_order.ordered(value, args[1] if boxed_argument else single(Boxed(owner, args[1])), owner)
            number = owner in evaluate_numbers.WIDTHS or owner == "System.Enum"
            return integer(order) if order is not None and number else None
        if name == "Equals" and len(args) == 2:
            return evaluate_text.equal(value, args[1] if boxed_argument else single(Boxed(owner, args[1])))
        if name in ("GetHashCode",):
            return unknown("depends on the runtime's hash codes")
        if name == "GetType" and len(args) == 1:
            types = [self._type_of(atom) for atom in value.atoms]
            if value.cause is None and all(t is not None for t in types):
                return join_all([t for t in types if t is not None], value.why)
            return unknown("the type of an object", self.machine.place())
        return None

    def _formatted(self, value: Abstract, template: Abstract) -> Abstract | None:
        """A boxed whole number or enumeration by a format that gives its digits or name, which no culture writes otherwise."""
        if not template.known or template.atom not in _GENERAL or value.cause is not None:
            return None
        for atom in value.atoms:
            number = atom.value.atom if isinstance(atom, Boxed) else None
            if (
                not isinstance(atom, Boxed)
                or not isinstance(number, Const)
                or not isinstance(number.value, int)
                or number.value < 0
            ):
                return None
            if atom.type not in evaluate_text.PLAIN_TEXT and self.enum_values(atom.type) is None:
                return None
        return self.text_of(value)

    def _type_of(self, atom: Atom) -> Abstract | None:
        if isinstance(atom, Const) and atom.type == "str":
            return single(TypeAtom(Named("System.String")))
        if isinstance(atom, Boxed):
            known = self.machine.calls.enum_types.get(atom.type)
            return single(TypeAtom(known if known is not None else Named(atom.type, True)))
        obj = self.machine.heap.get(atom.id) if isinstance(atom, Ref) else None
        if isinstance(obj, Record) and obj.type in self.machine.calls.types:
            return single(TypeAtom(self.machine.links.sig_of(self.machine.calls.types[obj.type])))
        return None

    @staticmethod
    def plain(value: Abstract) -> Abstract:
        """Boxes opened."""
        if value.cause is not None or not any(isinstance(a, Boxed) for a in value.atoms):
            return value
        return join_all([a.value if isinstance(a, Boxed) else single(a) for a in value.atoms], value.why)

    def text_of(self, value: Abstract) -> Abstract:
        if value.cause is not None:
            return Abstract((), value.cause)
        results: list[Abstract] = []
        for atom in value.atoms:
            if isinstance(atom, Boxed):
                results.append(self._boxed_text(atom))
            elif isinstance(atom, Const) and atom.type in ("str", "guid", "int", "long"):
                results.append(constant("str", str(atom.value)))
            elif (
                isinstance(atom, Ref) and isinstance(builder := self.machine.heap.get(atom.id), Record) and builder.type == "text"
            ):
                results.append(builder.fields["v"])
            else:
                results.append(self._own_text(single(atom)))
        return join_all(results, value.why) if results else unknown("the text of an object")

    def formatted(self, value: Abstract, spec: str) -> Abstract | None:
        """Boxed whole numbers, enumerations and GUIDs in a format; None for what is not followed."""
        if value.cause is not None:
            return Abstract((), value.cause)
        results: list[Abstract] = []
        for atom in value.atoms:
            number = atom.value.atom if isinstance(atom, Boxed) else None
            if not isinstance(atom, Boxed) or not isinstance(number, Const):
                return None
            found: str | None = None
            if isinstance(number.value, int) and self.enum_values(atom.type) is not None and spec in ("D", "d"):
                found = str(evaluate_numbers.valued(int(number.value), self.machine.calls.number_type(atom.type)))
            elif isinstance(number.value, int) and atom.type in evaluate_numbers.WIDTHS:
                found = evaluate_numbers.formatted(int(number.value), atom.type, spec)
            elif number.type == "guid":
                found = _GUIDS[spec](str(number.value)) if spec in _GUIDS else None
            if found is None:
                return None
            results.append(constant("str", found))
        return join_all(results, value.why) if results else None

    def text_or_empty(self, value: Abstract) -> Abstract:
        """The text of an object; null is the empty text."""
        parts = [constant("str", "") if atom == NULL_ATOM else self.text_of(single(atom)) for atom in value.atoms]
        return Abstract((), value.cause) if value.cause is not None else join_all(parts, value.why)

    def _boxed_text(self, atom: Boxed) -> Abstract:
        if atom.value.cause is not None:
            return Abstract((), atom.value.cause)
        is_enum = self.enum_values(atom.type) is not None
        results: list[Abstract] = []
        for part in atom.value.atoms:
            found: str | None = None
            if not isinstance(part, Const) or part.value is None:
                return self._own_text(single(atom))
            if is_enum and isinstance(part.value, int):
                sig = self.machine.calls.enum_types.get(atom.type) or Named(atom.type)
                found = evaluate_numbers.enum_text(self.machine, sig, int(part.value))
            elif atom.type == "System.Boolean":
                found = "True" if part.value else "False"
            elif atom.type == "System.Char" and isinstance(part.value, int):
                found = chr(part.value) if not 0xD800 <= part.value < 0xE000 else None
            elif isinstance(part.value, int) and atom.type in evaluate_numbers.WIDTHS:
                found = str(evaluate_numbers.valued(int(part.value), atom.type))
            elif part.type in ("guid", "str"):
                found = str(part.value)
            if found is None:
                return unknown("the text of an object", self.machine.place())
            results.append(constant("str", found))
        return join_all(results, atom.value.why)

    def _own_text(self, value: Abstract) -> Abstract:
        """The text of an own object that overrides ``ToString``."""
        from ecma2lint.readers.assembly.evaluate_queries import method

        callee = method("System.Object", "ToString", Named("System.String"))
        calls = self.machine.calls
        found = calls.resolve(callee, value.atom) if value.known else None
        if isinstance(found, MethodHandle):
            return calls.invoke(callee, [value], True)
        cause = Cause("the text of an object", self.machine.place())
        held = self.machine.heap.get(value.only_ref.id) if value.only_ref else None
        if isinstance(value.atom, Boxed) or (held is not None and held.type.startswith(("own:", "*"))):
            # Its ToString may be code of its own, which may change anything it reaches.
            self.machine.escape((value,), cause)
        return unknown(cause)

    def enum_values(self, name: str) -> dict[str, int] | None:
        """The names and numbers of an enumeration by its reflection-form name."""
        found = self.machine.calls.enum_types.get(name)
        return self.machine.links.enum_values(found if found is not None else Named(name))
