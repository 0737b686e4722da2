"""The target and what it is built on: sibling assemblies of the same folder, opened only when something leads there.

The contract and the framework are never read: contract types are known from :mod:`ecma2lint.contract`, framework types by
name. A sibling that is absent or damaged makes what depends on it unreadable, with the reason.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import Final, TypeVar

from ecma2lint.contract import ASSEMBLY as CONTRACT_ASSEMBLY
from ecma2lint.readers.assembly import signatures as sg
from ecma2lint.readers.assembly import tables as md
from ecma2lint.readers.assembly.binding import Dispatch
from ecma2lint.readers.assembly.damage import UnreadableAssembly, corrupt
from ecma2lint.readers.assembly.handles import (
    AnyField,
    AnyMethod,
    AnyType,
    External,
    ExternalField,
    ExternalKind,
    ExternalMethod,
    FieldHandle,
    MethodHandle,
    TypeHandle,
)
from ecma2lint.readers.assembly.headers import MAX_FILE
from ecma2lint.readers.assembly.image import Image, open_image
from ecma2lint.readers.assembly.names import type_def_name, type_ref_name, type_ref_scope
from ecma2lint.readers.assembly.signatures import Array, Generic, Named, TypeSig
from ecma2lint.readers.assembly.tables import Table, decode
from ecma2lint.records import replace

T = TypeVar("T")

MAX_INHERITANCE: Final = 256
MAX_FORWARDS: Final = 8
MAX_SIBLINGS: Final = 64

_FRAMEWORK: Final = frozenset(
    {
        "mscorlib",
        "netstandard",
        "system",
        "fsharp.core",
        "microsoft.csharp",
        "microsoft.visualbasic",
        "microsoft.visualbasic.core",
        "microsoft.win32.primitives",
        "microsoft.win32.registry",
        "presentationcore",
        "presentationframework",
        "windowsbase",
    }
)
# ECMA, Microsoft's two framework keys, .NET Core's private library, netstandard.
_FRAMEWORK_TOKENS: Final = frozenset(
    {"b77a5c561934e089", "b03f5f7f11d50a3a", "31bf3856ad364e35", "7cec85d7bea7798e", "cc7b13ffcd2ddd51"}
)


class Universe:
    """The target's image and, on demand, its siblings.

    Args:
        target: the image of the target.
        folder: where siblings lie, None for none.
        display: how reports name that folder, with forward slashes.
    """

    def __init__(self, target: Image, folder: Path | None = None, display: str = "") -> None:
        self.target = target
        self._folder = folder
        self._display = display
        self._paths: dict[Image, str] = {}
        self._names: dict[str, Path] | None = None
        self._siblings: dict[str, Image | str] = {}
        self._scopes: dict[tuple[Image, int], Image | External] = {}
        self._types: dict[tuple[Image, int], AnyType] = {}
        self._by_name: dict[Image, dict[str, int]] = {}
        self._bases: dict[TypeHandle, AnyType | None] = {}
        self._methods: dict[tuple[Image, int], AnyMethod] = {}
        self._made: dict[object, object] = {}

    def remembered(self, make: Callable[[Universe], T]) -> T:
        """What is made of the universe once and shared by those who read it."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[return-value]

    @cached_property
    def dispatch(self) -> Dispatch:
        """Virtual slots and interface members of all types."""
        return Dispatch(self)

    # Assemblies

    def path_of(self, image: Image) -> str | None:
        """How reports name a sibling; None for the target itself."""
        return self._paths.get(image)

    def types_of(self, image: Image) -> dict[str, int]:
        """Names in reflection form to TypeDef rows; of types with one name the first."""
        found = self._by_name.get(image)
        if found is None:
            found = {}
            for row in range(1, len(image.type_defs) + 1):
                found.setdefault(type_def_name(image, row), row)
            self._by_name[image] = found
        return found

    def _assembly(self, image: Image, row: int) -> Image | External:
        """The image an AssemblyRef row leads to, or the kind and reason why it is not read (with an empty type name)."""
        key = (image, row)
        found = self._scopes.get(key)
        if found is None:
            reference = image.assembly_refs[row - 1]
            name = image.string(reference.name)
            if name.lower() == CONTRACT_ASSEMBLY.lower():
                found = External("", name, ExternalKind.CONTRACT)
            elif is_framework(name, public_key_token(image, reference.key_or_token, bool(reference.flags & 1))):
                found = External("", name, ExternalKind.FRAMEWORK)
            else:
                sibling = self._sibling(name)
                found = sibling if isinstance(sibling, Image) else External("", name, ExternalKind.UNREADABLE, sibling)
            self._scopes[key] = found
        return found

    def _sibling(self, name: str) -> Image | str:
        """The sibling of that simple name, or why it cannot be read."""
        key = name.lower()
        if key == _simple_name(self.target).lower():
            return self.target
        found = self._siblings.get(key)
        if found is None:
            found = self._siblings[key] = self._open_sibling(name)
        return found

    def _open_sibling(self, name: str) -> Image | str:
        if self._names is None:
            self._names = _assemblies_in(self._folder)
        path = self._names.get(f"{name}.dll".lower()) or self._names.get(f"{name}.exe".lower())
        if path is None:
            return f"{name}.dll is not in the folder of the target"
        if len(self._siblings) >= MAX_SIBLINGS:
            return f"{path.name} was not opened: more than {MAX_SIBLINGS} assemblies are involved"
        try:
            if path.stat().st_size > MAX_FILE:
                return f"{path.name} is larger than {MAX_FILE >> 20} MiB"
            image = open_image(path.read_bytes())
            found = _simple_name(image)
        except UnreadableAssembly as error:
            return f"{path.name} cannot be read: {error.cause}"
        except OSError as error:
            return f"{path.name} cannot be read: {error.strerror}"
        if found.lower() != name.lower():
            return f"{path.name} holds assembly {found or '(none)'}"
        self._paths[image] = f"{self._display}/{path.name}" if self._display else path.name
        return image

    # Types

    def type_of(self, image: Image, token: int, context: tuple[TypeSig, ...] = ()) -> AnyType:
        """What a TypeDef, TypeRef or TypeSpec token leads to; ``context`` replaces the generic parameters of the type around."""
        if token >> 24 == Table.TYPE_SPEC:
            return self.type_of_signature(sg.substitute(sg.type_of_token(image, token), context))
        key = (image, token)
        found = self._types.get(key)
        if found is None:
            found = self._types[key] = self._definition(image, token)
        return found

    def type_of_signature(self, sig: TypeSig) -> AnyType:
        """What a type in a signature leads to; arrays, pointers and primitives are external types of the framework."""
        match sig:
            case Named(image=Image() as image, token=token) if token:
                return self.type_of(image, token)
            case Generic(definition=Named(image=Image() as image, token=token), arguments=arguments):
                return replace(self.type_of(image, token), arguments=arguments)
            case Array(element=element):
                return External(str(sig), "", ExternalKind.FRAMEWORK, element=element)
        return External(str(sig), "", ExternalKind.FRAMEWORK)

    def _definition(self, image: Image, token: int) -> AnyType:
        table, row = token >> 24, token & 0xFFFFFF
        if table == Table.TYPE_DEF and 0 < row <= len(image.type_defs):
            return TypeHandle(image, row)
        if table != Table.TYPE_REF or not 0 < row <= len(image.type_refs):
            raise corrupt(f"type 0x{token:08X} does not exist")
        return self._find(image, type_ref_scope(image, row), type_ref_name(image, row))

    def _find(self, image: Image, scope: int, name: str) -> AnyType:
        """The type of that name in a resolution scope, through type forwarders."""
        for _ in range(MAX_FORWARDS):
            match scope >> 24:
                case Table.ASSEMBLY_REF:
                    assembly = self._assembly(image, scope & 0xFFFFFF)
                    if isinstance(assembly, External):
                        return replace(assembly, name=name)
                    image = assembly
                case Table.MODULE_REF:
                    return External(name, _simple_name(image), ExternalKind.UNREADABLE, "it lies in another module")
            row = self.types_of(image).get(name)
            if row is not None:
                return TypeHandle(image, row)
            scope = self._forward(image, name)
            if scope >> 24 == Table.FILE:
                return External(name, _simple_name(image), ExternalKind.UNREADABLE, "it lies in another module")
            if not scope:
                assembly_name = _simple_name(image)
                return External(name, assembly_name, ExternalKind.UNREADABLE, f"assembly {assembly_name} does not declare it")
        return External(name, _simple_name(image), ExternalKind.UNREADABLE, "its type forwarders run in a circle")

    def _forward(self, image: Image, name: str) -> int:
        """The File or AssemblyRef token an exported type of that name leads to, 0 for none. Nested types follow their outer."""
        outermost = name.split("+", 1)[0]
        for row in image.exported_types:
            implementation = decode(md.IMPLEMENTATION, row.implementation)
            if implementation >> 24 in (Table.FILE, Table.ASSEMBLY_REF):
                namespace, simple = image.string(row.namespace), image.string(row.name)
                if (f"{namespace}.{simple}" if namespace else simple) == outermost:
                    return implementation
        return 0

    def base(self, type_: TypeHandle) -> AnyType | None:
        """The base type; None for interfaces and System.Object."""
        if type_ not in self._bases:
            token = type_.extends
            self._bases[type_] = self.type_of(type_.image, token, type_.arguments) if token else None
        return self._bases[type_]

    def chain(self, type_: TypeHandle) -> list[AnyType]:
        """The type and its bases; an external base ends it. Raises UnreadableAssembly when inheritance runs in a circle."""
        found: list[AnyType] = [type_]
        current: AnyType | None = type_
        seen = {(type_.image, type_.row)}
        while isinstance(current, TypeHandle):
            current = self.base(current)
            if current is not None:
                found.append(current)
            if isinstance(current, TypeHandle):
                if (current.image, current.row) in seen or len(seen) > MAX_INHERITANCE:
                    raise corrupt(f"the inheritance of {type_.name} runs in a circle")
                seen.add((current.image, current.row))
        return found

    def interfaces(self, type_: TypeHandle) -> list[AnyType]:
        """The interfaces the type itself lists, in metadata order."""
        tokens = type_.image.interfaces.get(type_.row, ())
        return [self.type_of(type_.image, token, type_.arguments) for token in tokens if token]

    # Members

    def method_of(
        self, image: Image, token: int, of_type: tuple[TypeSig, ...] = (), of_method: tuple[TypeSig, ...] = ()
    ) -> AnyMethod:
        """The method a MethodDef, MemberRef or MethodSpec token leads to.

        Args:
            image: where the token stands.
            token: the token of a call, a MethodImpl row or the like.
            of_type: the generic arguments of the type the code stands in.
            of_method: the generic arguments of the method the code stands in.

        Raises:
            UnreadableAssembly: the token is damaged.
        """
        table, row = token >> 24, token & 0xFFFFFF
        if table == Table.METHOD_DEF and 0 < row <= len(image.method_defs):
            # A bare MethodDef token inside a generic type means the method of that same construction.
            same = of_type if of_type and self._same_arity(image, row, len(of_type)) else ()
            return MethodHandle(image, row, same)
        if table == Table.METHOD_SPEC and 0 < row <= len(image.method_specs):
            spec = image.method_specs[row - 1]
            arguments = tuple(sg.substitute(part, of_type, of_method) for part in sg.method_arguments(image, spec.instantiation))
            method = self.method_of(image, decode(md.METHOD_DEF_OR_REF, spec.method), of_type, of_method)
            if isinstance(method, ExternalMethod):
                signature = sg.substitute_method(method.signature, (), arguments)
                return ExternalMethod(method.owner, method.name, signature, arguments)
            return replace(method, arguments=arguments)
        if table == Table.MEMBER_REF and 0 < row <= len(image.member_refs):
            if of_type or of_method:
                return self._member(image, row, of_type, of_method)
            found = self._methods.get((image, token))
            if found is None:
                found = self._methods[image, token] = self._member(image, row, (), ())
            return found
        raise corrupt(f"method 0x{token:08X} does not exist")

    def _same_arity(self, image: Image, method_row: int, arity: int) -> bool:
        return TypeHandle(image, image.owner_of_method(method_row)).arity == arity

    def _owner(self, image: Image, parent: int, of_type: tuple[TypeSig, ...], of_method: tuple[TypeSig, ...]) -> AnyType:
        if parent >> 24 == Table.MODULE_REF or not parent:
            return External("<Module>", "", ExternalKind.UNREADABLE, "it lies in another module")
        if parent >> 24 == Table.TYPE_SPEC:
            return self.type_of_signature(sg.substitute(sg.type_of_token(image, parent), of_type, of_method))
        return self.type_of(image, parent)

    def _member(self, image: Image, row: int, of_type: tuple[TypeSig, ...], of_method: tuple[TypeSig, ...]) -> AnyMethod:
        reference = image.member_refs[row - 1]
        name = image.string(reference.name)
        parent = decode(md.MEMBER_REF_PARENT, reference.parent)
        if parent >> 24 == Table.METHOD_DEF:  # the call site of a vararg method
            return self.method_of(image, parent, of_type, of_method)
        owner = self._owner(image, parent, of_type, of_method)
        signature = sg.substitute_method(sg.method_signature(image, reference.signature), owner.arguments)
        if isinstance(owner, External):
            return ExternalMethod(owner, name, signature)
        for type_ in self.chain(owner):
            if isinstance(type_, External):
                return ExternalMethod(type_, name, signature)
            for method in type_.methods:
                if method.name == name and method.signature == signature:
                    return method
        reason = f"{owner.name} does not declare method {name}"
        return ExternalMethod(External(owner.name, _simple_name(owner.image), ExternalKind.UNREADABLE, reason), name, signature)

    def field_of(
        self, image: Image, token: int, of_type: tuple[TypeSig, ...] = (), of_method: tuple[TypeSig, ...] = ()
    ) -> AnyField:
        """The field a Field or MemberRef token leads to. Raises UnreadableAssembly when the token is damaged."""
        table, row = token >> 24, token & 0xFFFFFF
        if table == Table.FIELD and 0 < row <= len(image.fields):
            arity = TypeHandle(image, image.owner_of_field(row)).arity
            return FieldHandle(image, row, of_type if arity == len(of_type) else ())
        if table != Table.MEMBER_REF or not 0 < row <= len(image.member_refs):
            raise corrupt(f"field 0x{token:08X} does not exist")
        reference = image.member_refs[row - 1]
        name = image.string(reference.name)
        owner = self._owner(image, decode(md.MEMBER_REF_PARENT, reference.parent), of_type, of_method)
        type_ = sg.substitute(sg.field_signature(image, reference.signature), owner.arguments)
        if isinstance(owner, External):
            return ExternalField(owner, name, type_)
        for level in self.chain(owner):
            if isinstance(level, External):
                return ExternalField(level, name, type_)
            for field in level.fields:
                if field.name == name and field.type == type_:
                    return field
        reason = f"{owner.name} does not declare field {name}"
        return ExternalField(External(owner.name, _simple_name(owner.image), ExternalKind.UNREADABLE, reason), name, type_)


def is_framework(name: str, token: str | None) -> bool:
    """Whether an assembly of that name and public key token belongs to .NET itself."""
    lower = name.lower()
    return token in _FRAMEWORK_TOKENS and (lower in _FRAMEWORK or lower.startswith("system."))


def public_key_token(image: Image, blob: int, full: bool) -> str | None:
    """The public key token of a key blob in hexadecimal; ``full`` when the blob is the whole key rather than the token."""
    key = image.blob(blob) if blob else b""
    if not key:
        return None
    if not full:
        return key.hex()
    import hashlib

    return hashlib.sha1(key, usedforsecurity=False).digest()[:-9:-1].hex()


def _simple_name(image: Image) -> str:
    return image.string(image.assemblies[0].name) if image.assemblies else ""


def _assemblies_in(folder: Path | None) -> dict[str, Path]:
    """Lower-case file names of the assemblies in a folder."""
    if folder is None:
        return {}
    try:
        found = (path for path in sorted(folder.iterdir()) if path.suffix.lower() in (".dll", ".exe"))
        return {path.name.lower(): path for path in found if path.is_file()}  # a pipe would block
    except OSError:
        return {}
