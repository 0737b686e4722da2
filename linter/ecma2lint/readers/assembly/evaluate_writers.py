"""Who else writes a field, or changes what it holds, between two calls of a member: found by scanning all read assemblies.

A host calls other members before (and the same member again); what they may have left in a field joins the field's value.
Fields and setters that assemblies outside of the target's set could write count as unwritten when nothing in the set does.
"""

from __future__ import annotations

from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_links import Context, Links
from ecma2lint.readers.assembly.evaluate_origins import made_here, new_variables, origin
from ecma2lint.readers.assembly.handles import ExternalMethod, FieldHandle, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import NAMES, OP, IlError, Instruction, decode
from ecma2lint.readers.assembly.image import Image
from ecma2lint.records import dataclass, field

Key = tuple[Image, int]

_WRITES = frozenset({OP["stfld"], OP["stsfld"]})
_ADDRESSES = frozenset({OP["ldflda"], OP["ldsflda"]})
_LOADS = frozenset({OP["ldfld"], OP["ldsfld"], OP["ldflda"], OP["ldsflda"]})
#: What no programmer can write in a name.
_UNSPEAKABLE = frozenset("<>$")
#: What the target of a compiler's cached delegate is loaded by: nothing, or its one closure object without fields.
_STATELESS = (OP["ldnull"], OP["ldsfld"])
_STATICS = frozenset({OP["ldsfld"], OP["stsfld"]})
_CALLS = frozenset({OP["call"], OP["callvirt"], OP["newobj"], OP["ldftn"], OP["ldvirtftn"], OP["jmp"]})
_PLAIN_CALLS = frozenset({OP["call"], OP["callvirt"]})
_EMPTY = Context()
_OF_OBJECT = frozenset({"Equals", "GetHashCode", "ToString", "Finalize"})


def _lambda(instructions: list[Instruction], index: int) -> int | None:
    """The token of the method in a delegate that is made from a method without state right before an instruction."""
    before = instructions[max(index - 4, 0) : index]
    if before and before[-1].op == OP["dup"]:
        before = before[:-1]
    ops = [instruction.op for instruction in before[-3:]]
    if len(ops) < 3 or ops[0] not in _STATELESS or ops[1:] != [OP["ldftn"], OP["newobj"]]:
        return None
    token = before[-2].operand
    return token if isinstance(token, int) else None


@dataclass
class Writers:
    """The scan of one universe, made on first use and again of each assembly that is read later."""

    links: Links
    _scanned: set[Image] = field(default_factory=set)
    #: Who writes a field, and whether only the field of its own object.
    _writes: dict[Key, dict[Key, bool]] = field(default_factory=dict)
    _loads: dict[Key, dict[Key, None]] = field(default_factory=dict)
    _callers: dict[Key, dict[Key, None]] = field(default_factory=dict)
    #: Who calls a method on another object than one it has just made.
    _others: dict[Key, dict[Key, None]] = field(default_factory=dict)
    _lambdas: dict[Key, set[tuple[Image, int] | None]] = field(default_factory=dict)

    def _scan(self) -> None:
        for image in self.links.images():
            if image not in self._scanned:
                self._scanned.add(image)
                for row in range(1, len(image.method_defs) + 1):
                    self._scan_method(MethodHandle(image, row))

    def _scan_method(self, handle: MethodHandle) -> None:
        try:
            body = handle.body
            instructions = decode(body.code) if body is not None else []
        except (IlError, UnreadableAssembly):
            return
        image = handle.image
        variables = new_variables(instructions)
        for index, instruction in enumerate(instructions):
            op, token = instruction.op, instruction.operand
            if not isinstance(token, int) or (op not in _CALLS and op not in _WRITES and op not in _LOADS):
                continue
            try:
                if op in _CALLS:
                    callee = self.links.method(image, token, _EMPTY)
                    if isinstance(callee, MethodHandle):
                        self._callers.setdefault(callee.key, {})[handle.key] = None
                        depth = len(self.links.signature(callee).parameters) + 1
                        called = op in _PLAIN_CALLS and not callee.is_static
                        if not called or not made_here(self.links, image, instructions, index, depth, variables):
                            self._others.setdefault(callee.key, {})[handle.key] = None
                    continue
                entry = self.links.field(image, token, _EMPTY)
            except UnreadableAssembly:
                continue
            if not isinstance(entry, FieldHandle):
                continue
            if op in _LOADS:
                self._loads.setdefault(entry.key, {})[handle.key] = None
            following = instructions[index + 1] if index + 1 < len(instructions) else None
            if op == OP["stfld"] and made_here(self.links, image, instructions, index, 2, variables):
                # No object that a member starts from is changed: it did not exist.
                continue
            if op in _WRITES or (op in _ADDRESSES and not self._reads_only(image, entry, following)):
                written_to = origin(self.links, image, instructions, index, 2) if op == OP["stfld"] else None
                own = written_to is not None and NAMES[written_to.op] == "ldarg.0" and not handle.is_static
                writes = self._writes.setdefault(entry.key, {})
                writes[handle.key] = own and writes.get(handle.key, True)
                written = _lambda(instructions, index) if op == OP["stsfld"] else None
                self._lambdas.setdefault(entry.key, set()).add((image, written) if written is not None else None)

    def _reads_only(self, image: Image, entry: FieldHandle, following: object) -> bool:
        """Whether a field's address is taken only to call a method of the struct it holds."""
        if entry.is_read_only:
            return True
        op, token = getattr(following, "op", None), getattr(following, "operand", None)
        if op == OP["ldfld"]:
            return True
        if op not in (OP["call"], OP["constrained."]) or not isinstance(token, int):
            return False
        if op == OP["constrained."]:
            return True
        callee = self.links.method(image, token, _EMPTY)
        if not isinstance(callee, ExternalMethod) or not callee.signature.has_this or callee.signature.parameters:
            return False
        return callee.name.startswith("get_") or callee.name in ("ToString", "GetValueOrDefault", "GetHashCode")

    # Questions

    def other_writer(self, entry: FieldHandle, evaluated: dict[Key, MethodHandle], root: Key) -> str | None:
        """A method that may write the field between two calls of the member, as ``Type::Method``; None when there is none.

        Args:
            evaluated: the constructors and methods the evaluation of the member went through, by key.
            root: the member itself: it is evaluated for repeated calls.
        """
        self._scan()
        lambdas = self._lambdas.get(entry.key, set())
        if len(lambdas) == 1 and None not in lambdas and not _UNSPEAKABLE.isdisjoint(entry.name):
            # A compiler's cache: it is filled before every use, always with the same method and no state.
            return None
        for key in self._writes.get(entry.key, ()):
            writer = MethodHandle(*key)
            if self._harmless(entry, writer, evaluated, root):
                continue
            return f"{writer.declaring_type.name}::{writer.name}"
        return None

    def written_later(self, entry: FieldHandle) -> bool:
        """Whether a field is written by anything but the constructors of its own type."""
        self._scan()
        owner = entry.declaring_type
        for key in self._writes.get(entry.key, ()):
            writer = MethodHandle(*key)
            own = writer.declaring_type.image is owner.image and writer.declaring_type.row == owner.row
            if not own or writer.name != (".cctor" if entry.is_static else ".ctor"):
                return True
        return False

    def _harmless(self, entry: FieldHandle, writer: MethodHandle, evaluated: dict[Key, MethodHandle], root: Key) -> bool:
        if writer.name == ".cctor":
            # The initialiser of another class runs once, at a time that the order of the calls decides.
            written, writing = entry.declaring_type, writer.declaring_type
            if not entry.is_static:
                return writer.key in evaluated
            if written.image is writing.image and written.row == writing.row:
                return True
            return any(self._touches(own, writing) for own in written.methods_named(".cctor"))
        if writer.name == ".ctor" and not entry.is_static:
            return True
        if writer.key == root:
            return True
        # What is written into an object that the caller has just made is no matter of those that were there before.
        new_only = self._writes[entry.key][writer.key] and not writer.is_virtual and not self._others.get(writer.key)
        if writer.key not in evaluated:
            uncalled = not self._callers.get(writer.key)
            return (uncalled or new_only) and writer.name.startswith("set_") and not writer.is_virtual
        if not self.links.signature(writer).parameters:
            return True
        return (new_only and bool(self._callers.get(writer.key))) or self._called_only_by(writer.key, evaluated, root)

    def _touches(self, method: MethodHandle, type_: TypeHandle) -> bool:
        """Whether a static constructor makes another type's run first, as those of F# classes do with the file's."""
        try:
            body = method.body
            for instruction in decode(body.code) if body is not None else []:
                if instruction.op not in _STATICS or not isinstance(instruction.operand, int):
                    continue
                found = self.links.field(method.image, instruction.operand, _EMPTY)
                if isinstance(found, FieldHandle) and (found.image, found.declaring_type.row) == (type_.image, type_.row):
                    return True
        except (IlError, UnreadableAssembly):
            # What it does first is not known, so nothing is taken from it.
            return False
        return False

    def _called_only_by(self, key: Key, evaluated: dict[Key, MethodHandle], root: Key) -> bool:
        """Whether all callers, and theirs, were evaluated; a virtual method may be called from anywhere."""
        pending, seen = [key], {key}
        while pending:
            current = pending.pop()
            if current == root:
                continue
            handle = MethodHandle(*current)
            if handle.name in (".ctor", ".cctor") and current in evaluated:
                continue
            callers = self._callers_of(handle)
            if current not in evaluated or not callers or (handle.is_virtual and handle.is_public):
                return False
            for caller in callers:
                if caller not in seen:
                    seen.add(caller)
                    pending.append(caller)
        return True

    def _callers_of(self, handle: MethodHandle) -> dict[Key, None]:
        """Who calls a method, also through the virtual methods it overrides; nobody where these could not be read."""
        callers = dict(self._callers.get(handle.key, {}))
        if not handle.is_virtual or handle.is_new_slot:
            return callers
        for level in self.links.universe.chain(handle.declaring_type)[1:]:
            if not isinstance(level, TypeHandle):
                return callers if level.name == "System.Object" and handle.name not in _OF_OBJECT else {}
            for method in level.methods_named(handle.name):
                callers.update(self._callers.get(method.key, {}))
        return callers

    def loaders(self, entry: FieldHandle) -> list[Key]:
        """The methods that load the field or its address."""
        self._scan()
        return list(self._loads.get(entry.key, ()))

    def callers(self, key: Key) -> list[Key]:
        """The methods that call a method or make a delegate of it."""
        self._scan()
        return list(self._callers.get(key, ()))
