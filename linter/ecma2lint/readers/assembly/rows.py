"""The rows of the metadata tables by name: one type per table, its columns in order.

Source: ECMA-335 II.22.
"""

from __future__ import annotations

from typing import NamedTuple


class ModuleRow(NamedTuple):
    """Row of Module."""

    generation: int
    name: int
    mvid: int
    enc_id: int
    enc_base_id: int


class TypeRefRow(NamedTuple):
    """Row of TypeRef; ``scope`` is a ResolutionScope."""

    scope: int
    name: int
    namespace: int


class TypeDefRow(NamedTuple):
    """Row of TypeDef; ``extends`` is a TypeDefOrRef."""

    flags: int
    name: int
    namespace: int
    extends: int
    fields: int
    methods: int


class FieldRow(NamedTuple):
    """Row of Field."""

    flags: int
    name: int
    signature: int


class MethodDefRow(NamedTuple):
    """Row of MethodDef."""

    rva: int
    impl_flags: int
    flags: int
    name: int
    signature: int
    params: int


class ParamRow(NamedTuple):
    """Row of Param; ``sequence`` is 0 for the return value, 1 for the first parameter."""

    flags: int
    sequence: int
    name: int


class InterfaceImplRow(NamedTuple):
    """Row of InterfaceImpl; ``interface`` is a TypeDefOrRef."""

    type: int
    interface: int


class MemberRefRow(NamedTuple):
    """Row of MemberRef; ``parent`` is a MemberRefParent."""

    parent: int
    name: int
    signature: int


class ConstantRow(NamedTuple):
    """Row of Constant; ``type`` is an element type, ``parent`` a HasConstant."""

    type: int
    parent: int
    value: int


class CustomAttributeRow(NamedTuple):
    """Row of CustomAttribute; ``parent`` is a HasCustomAttribute, ``type`` a CustomAttributeType."""

    parent: int
    type: int
    value: int


class StandAloneSigRow(NamedTuple):
    """Row of StandAloneSig."""

    signature: int


class PropertyMapRow(NamedTuple):
    """Row of PropertyMap."""

    parent: int
    properties: int


class PropertyRow(NamedTuple):
    """Row of Property."""

    flags: int
    name: int
    signature: int


class MethodSemanticsRow(NamedTuple):
    """Row of MethodSemantics; ``association`` is a HasSemantics."""

    semantics: int
    method: int
    association: int


class MethodImplRow(NamedTuple):
    """Row of MethodImpl; ``body`` and ``declaration`` are MethodDefOrRef."""

    type: int
    body: int
    declaration: int


class ModuleRefRow(NamedTuple):
    """Row of ModuleRef."""

    name: int


class TypeSpecRow(NamedTuple):
    """Row of TypeSpec."""

    signature: int


class FieldRvaRow(NamedTuple):
    """Row of FieldRVA."""

    rva: int
    field: int


class AssemblyRow(NamedTuple):
    """Row of Assembly."""

    hash_algorithm: int
    major: int
    minor: int
    build: int
    revision: int
    flags: int
    public_key: int
    name: int
    culture: int


class AssemblyRefRow(NamedTuple):
    """Row of AssemblyRef; bit 0 of ``flags`` says that ``key_or_token`` holds a full public key."""

    major: int
    minor: int
    build: int
    revision: int
    flags: int
    key_or_token: int
    name: int
    culture: int
    hash: int


class ExportedTypeRow(NamedTuple):
    """Row of ExportedType; ``implementation`` is an Implementation."""

    flags: int
    type_def_id: int
    name: int
    namespace: int
    implementation: int


class NestedClassRow(NamedTuple):
    """Row of NestedClass."""

    nested: int
    enclosing: int


class GenericParamRow(NamedTuple):
    """Row of GenericParam; ``owner`` is a TypeOrMethodDef."""

    number: int
    flags: int
    owner: int
    name: int


class MethodSpecRow(NamedTuple):
    """Row of MethodSpec; ``method`` is a MethodDefOrRef."""

    method: int
    instantiation: int
