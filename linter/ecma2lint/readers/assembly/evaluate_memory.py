"""Variables in memory: what a managed pointer points at, writing through one, and structs, which are copied when loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ecma2lint.readers.assembly.evaluate_state import NATIVE, Pointer
from ecma2lint.readers.heap import Element, Opaque, Record, Sequence
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Ref, join, single, unknown
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine


def with_element(array: Sequence, index: int, value: Abstract) -> Sequence:
    """The array with one element replaced; an index outside of it changes nothing (it throws)."""
    if not array.exact or not 0 <= index < len(array.elements):
        return array
    elements = list(array.elements)
    elements[index] = Element(value, place=array.elements[index].place)
    return replace(array, elements=tuple(elements))


class Memory:
    """Reading and writing variables for one machine."""

    def __init__(self, machine: Machine) -> None:
        self.machine = machine
        self.links = machine.links

    def copied(self, value: Abstract) -> Abstract:
        """The value, structs as a copy of their own."""
        if len(value.atoms) == 1 and not isinstance(value.atoms[0], Ref):
            return value
        heap = self.machine.heap
        if not any(isinstance(a, Ref) and getattr(heap.get(a.id), "type", "").startswith("*") for a in value.atoms):
            return value
        atoms: list[Atom] = []
        for atom in value.atoms:
            obj = heap.get(atom.id) if isinstance(atom, Ref) else None
            if isinstance(obj, Record) and obj.type.startswith("*"):
                fields = {name: self.copied(held) for name, held in obj.fields.items()}
                atoms.append(self.machine.allocate(replace(obj, fields=fields, summary=False)))
            else:
                atoms.append(atom)
        return Abstract(tuple(atoms), value.cause, value.why)

    def read(self, pointer: Abstract) -> Abstract:
        """What a managed pointer points at."""
        result: Abstract | None = unknown(pointer.cause) if pointer.cause is not None else None
        for atom in pointer.atoms:
            value = self._read_atom(atom)
            result = value if result is None else join(result, value, pointer.why)
        return result if result is not None else unknown(NATIVE)

    def _read_atom(self, atom: Atom) -> Abstract:
        if not isinstance(atom, Pointer):
            return single(atom) if isinstance(atom, Ref) else unknown(NATIVE)
        obj = self.machine.heap.get(atom.id)
        if isinstance(obj, Record) and isinstance(atom.key, str):
            return obj.fields.get(atom.key) or unknown(NATIVE)
        if isinstance(obj, Sequence) and isinstance(atom.key, int) and obj.exact and 0 <= atom.key < len(obj.elements):
            return obj.elements[atom.key].value
        return unknown(obj.cause if isinstance(obj, Opaque) else NATIVE)

    def write(self, pointer: Abstract, value: Abstract) -> None:
        """Write through a managed pointer; through one of several nothing is replaced for certain."""
        value = self.copied(value)
        self.hand_over(pointer, value)
        for atom in pointer.atoms:
            if not isinstance(atom, Pointer):
                # Compilers hand structs over by pointers; whatever else is written through is given up.
                self.machine.escape((single(atom), value), NATIVE)
                continue
            key = atom.key

            def change(obj: Record | Sequence | Opaque, key: str | int = key) -> Record | Sequence | Opaque:
                if isinstance(obj, Record) and isinstance(key, str):
                    return replace(obj, fields={**obj.fields, key: value})
                if isinstance(obj, Sequence) and isinstance(key, int):
                    return with_element(obj, key, value)
                return obj

            target = Abstract((Ref(atom.id),), None if pointer.known else pointer.cause or Cause("one of several variables"))
            self.machine.heap.update(target, change)

    def hand_over(self, target: Abstract, value: Abstract) -> None:
        """What is stored where unknown code may find it, in an object it holds or that is not known, is in its hands as well."""
        if target.cause is not None:
            self.machine.escape((value,), target.cause)
        for atom in target.atoms:
            obj = self.machine.heap.get(atom.id) if isinstance(atom, Ref | Pointer) else None
            if isinstance(obj, Opaque):
                self.machine.escape((value,), obj.cause)
