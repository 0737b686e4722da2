"""The physical layout of the metadata tables: which columns a row has, how wide they are, and where each table lies.

Source: ECMA-335 II.22 (columns) and II.24.2.6 (widths). Widths are computed here rather than taken from dnfile because
dnfile counts a coded index over exactly 2^n rows as narrow; the standard says it is wide.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from enum import Enum, IntEnum
from typing import Final, NamedTuple

from ecma2lint.readers.assembly.damage import UnreadableAssembly, corrupt

MAX_ROWS: Final = 500_000

_EXTRA_DATA: Final = 0x40


class Table(IntEnum):
    """A metadata table; its number is the first byte of a token."""

    MODULE = 0x00
    TYPE_REF = 0x01
    TYPE_DEF = 0x02
    FIELD_PTR = 0x03
    FIELD = 0x04
    METHOD_PTR = 0x05
    METHOD_DEF = 0x06
    PARAM_PTR = 0x07
    PARAM = 0x08
    INTERFACE_IMPL = 0x09
    MEMBER_REF = 0x0A
    CONSTANT = 0x0B
    CUSTOM_ATTRIBUTE = 0x0C
    FIELD_MARSHAL = 0x0D
    DECL_SECURITY = 0x0E
    CLASS_LAYOUT = 0x0F
    FIELD_LAYOUT = 0x10
    STAND_ALONE_SIG = 0x11
    EVENT_MAP = 0x12
    EVENT_PTR = 0x13
    EVENT = 0x14
    PROPERTY_MAP = 0x15
    PROPERTY_PTR = 0x16
    PROPERTY = 0x17
    METHOD_SEMANTICS = 0x18
    METHOD_IMPL = 0x19
    MODULE_REF = 0x1A
    TYPE_SPEC = 0x1B
    IMPL_MAP = 0x1C
    FIELD_RVA = 0x1D
    ENC_LOG = 0x1E
    ENC_MAP = 0x1F
    ASSEMBLY = 0x20
    ASSEMBLY_PROCESSOR = 0x21
    ASSEMBLY_OS = 0x22
    ASSEMBLY_REF = 0x23
    ASSEMBLY_REF_PROCESSOR = 0x24
    ASSEMBLY_REF_OS = 0x25
    FILE = 0x26
    EXPORTED_TYPE = 0x27
    MANIFEST_RESOURCE = 0x28
    NESTED_CLASS = 0x29
    GENERIC_PARAM = 0x2A
    METHOD_SPEC = 0x2B
    GENERIC_PARAM_CONSTRAINT = 0x2C


class Coded(NamedTuple):
    """A coded index: the low ``bits`` choose among ``tables`` (None: reserved), the rest is the row."""

    name: str
    bits: int
    tables: tuple[Table | None, ...]


class ListOf(NamedTuple):
    """A column that names the first row of a run in another table."""

    table: Table


class Heap(Enum):
    """A column that holds an offset into a heap; the value is the bit of HeapSizes that makes it wide."""

    STRINGS = 1
    GUID = 2
    BLOB = 4


class Fixed(Enum):
    """A plain number of so many bytes."""

    U2 = 2
    U4 = 4


Column = Fixed | Heap | Table | ListOf | Coded

_T = Table
TYPE_DEF_OR_REF: Final = Coded("TypeDefOrRef", 2, (_T.TYPE_DEF, _T.TYPE_REF, _T.TYPE_SPEC, None))
HAS_CONSTANT: Final = Coded("HasConstant", 2, (_T.FIELD, _T.PARAM, _T.PROPERTY, None))
HAS_CUSTOM_ATTRIBUTE: Final = Coded(
    "HasCustomAttribute",
    5,
    (
        _T.METHOD_DEF,
        _T.FIELD,
        _T.TYPE_REF,
        _T.TYPE_DEF,
        _T.PARAM,
        _T.INTERFACE_IMPL,
        _T.MEMBER_REF,
        _T.MODULE,
        _T.DECL_SECURITY,
        _T.PROPERTY,
        _T.EVENT,
        _T.STAND_ALONE_SIG,
        _T.MODULE_REF,
        _T.TYPE_SPEC,
        _T.ASSEMBLY,
        _T.ASSEMBLY_REF,
        _T.FILE,
        _T.EXPORTED_TYPE,
        _T.MANIFEST_RESOURCE,
        _T.GENERIC_PARAM,
        _T.GENERIC_PARAM_CONSTRAINT,
        _T.METHOD_SPEC,
        *(None,) * 10,
    ),
)
HAS_FIELD_MARSHAL: Final = Coded("HasFieldMarshal", 1, (_T.FIELD, _T.PARAM))
HAS_DECL_SECURITY: Final = Coded("HasDeclSecurity", 2, (_T.TYPE_DEF, _T.METHOD_DEF, _T.ASSEMBLY, None))
MEMBER_REF_PARENT: Final = Coded(
    "MemberRefParent",
    3,
    (_T.TYPE_DEF, _T.TYPE_REF, _T.MODULE_REF, _T.METHOD_DEF, _T.TYPE_SPEC, None, None, None),
)
HAS_SEMANTICS: Final = Coded("HasSemantics", 1, (_T.EVENT, _T.PROPERTY))
METHOD_DEF_OR_REF: Final = Coded("MethodDefOrRef", 1, (_T.METHOD_DEF, _T.MEMBER_REF))
MEMBER_FORWARDED: Final = Coded("MemberForwarded", 1, (_T.FIELD, _T.METHOD_DEF))
IMPLEMENTATION: Final = Coded("Implementation", 2, (_T.FILE, _T.ASSEMBLY_REF, _T.EXPORTED_TYPE, None))
CUSTOM_ATTRIBUTE_TYPE: Final = Coded("CustomAttributeType", 3, (None, None, _T.METHOD_DEF, _T.MEMBER_REF, None, None, None, None))
RESOLUTION_SCOPE: Final = Coded("ResolutionScope", 2, (_T.MODULE, _T.MODULE_REF, _T.ASSEMBLY_REF, _T.TYPE_REF))
TYPE_OR_METHOD_DEF: Final = Coded("TypeOrMethodDef", 1, (_T.TYPE_DEF, _T.METHOD_DEF))

_U2, _U4 = Fixed.U2, Fixed.U4
_S, _G, _B = Heap.STRINGS, Heap.GUID, Heap.BLOB

SCHEMA: Final[dict[Table, tuple[Column, ...]]] = {
    _T.MODULE: (_U2, _S, _G, _G, _G),
    _T.TYPE_REF: (RESOLUTION_SCOPE, _S, _S),
    _T.TYPE_DEF: (_U4, _S, _S, TYPE_DEF_OR_REF, ListOf(_T.FIELD), ListOf(_T.METHOD_DEF)),
    _T.FIELD_PTR: (_T.FIELD,),
    _T.FIELD: (_U2, _S, _B),
    _T.METHOD_PTR: (_T.METHOD_DEF,),
    _T.METHOD_DEF: (_U4, _U2, _U2, _S, _B, ListOf(_T.PARAM)),
    _T.PARAM_PTR: (_T.PARAM,),
    _T.PARAM: (_U2, _U2, _S),
    _T.INTERFACE_IMPL: (_T.TYPE_DEF, TYPE_DEF_OR_REF),
    _T.MEMBER_REF: (MEMBER_REF_PARENT, _S, _B),
    _T.CONSTANT: (_U2, HAS_CONSTANT, _B),
    _T.CUSTOM_ATTRIBUTE: (HAS_CUSTOM_ATTRIBUTE, CUSTOM_ATTRIBUTE_TYPE, _B),
    _T.FIELD_MARSHAL: (HAS_FIELD_MARSHAL, _B),
    _T.DECL_SECURITY: (_U2, HAS_DECL_SECURITY, _B),
    _T.CLASS_LAYOUT: (_U2, _U4, _T.TYPE_DEF),
    _T.FIELD_LAYOUT: (_U4, _T.FIELD),
    _T.STAND_ALONE_SIG: (_B,),
    _T.EVENT_MAP: (_T.TYPE_DEF, ListOf(_T.EVENT)),
    _T.EVENT_PTR: (_T.EVENT,),
    _T.EVENT: (_U2, _S, TYPE_DEF_OR_REF),
    _T.PROPERTY_MAP: (_T.TYPE_DEF, ListOf(_T.PROPERTY)),
    _T.PROPERTY_PTR: (_T.PROPERTY,),
    _T.PROPERTY: (_U2, _S, _B),
    _T.METHOD_SEMANTICS: (_U2, _T.METHOD_DEF, HAS_SEMANTICS),
    _T.METHOD_IMPL: (_T.TYPE_DEF, METHOD_DEF_OR_REF, METHOD_DEF_OR_REF),
    _T.MODULE_REF: (_S,),
    _T.TYPE_SPEC: (_B,),
    _T.IMPL_MAP: (_U2, MEMBER_FORWARDED, _S, _T.MODULE_REF),
    _T.FIELD_RVA: (_U4, _T.FIELD),
    _T.ENC_LOG: (_U4, _U4),
    _T.ENC_MAP: (_U4,),
    _T.ASSEMBLY: (_U4, _U2, _U2, _U2, _U2, _U4, _B, _S, _S),
    _T.ASSEMBLY_PROCESSOR: (_U4,),
    _T.ASSEMBLY_OS: (_U4, _U4, _U4),
    _T.ASSEMBLY_REF: (_U2, _U2, _U2, _U2, _U4, _B, _S, _S, _B),
    _T.ASSEMBLY_REF_PROCESSOR: (_U4, _T.ASSEMBLY_REF),
    _T.ASSEMBLY_REF_OS: (_U4, _U4, _U4, _T.ASSEMBLY_REF),
    _T.FILE: (_U4, _S, _B),
    _T.EXPORTED_TYPE: (_U4, _U4, _S, _S, IMPLEMENTATION),
    _T.MANIFEST_RESOURCE: (_U4, _U4, _S, IMPLEMENTATION),
    _T.NESTED_CLASS: (_T.TYPE_DEF, _T.TYPE_DEF),
    _T.GENERIC_PARAM: (_U2, _U2, TYPE_OR_METHOD_DEF, _S),
    _T.METHOD_SPEC: (METHOD_DEF_OR_REF, _B),
    _T.GENERIC_PARAM_CONSTRAINT: (_T.GENERIC_PARAM, TYPE_DEF_OR_REF),
}

# Uncompressed metadata (#-) puts a table of pointers between a run and its rows.
POINTERS: Final[dict[Table, Table]] = {
    _T.FIELD: _T.FIELD_PTR,
    _T.METHOD_DEF: _T.METHOD_PTR,
    _T.PARAM: _T.PARAM_PTR,
    _T.EVENT: _T.EVENT_PTR,
    _T.PROPERTY: _T.PROPERTY_PTR,
}


def column_width(column: Column, counts: Sequence[int], heap_sizes: int) -> int:
    """The bytes a column takes: 2 or 4.

    Args:
        column: the column.
        counts: rows per table, by table number (at least 0x2D entries).
        heap_sizes: the HeapSizes byte of the table stream.
    """
    match column:
        case Fixed():
            return column.value
        case Heap():
            return 4 if heap_sizes & column.value else 2
        case Table():
            return 2 if counts[column] < 0x10000 else 4
        case ListOf():
            return 2 if max(counts[column.table], counts[POINTERS[column.table]]) < 0x10000 else 4
        case Coded():
            most = max(counts[table] for table in column.tables if table is not None)
            return 2 if most < 1 << (16 - column.bits) else 4


def row_format(table: Table, counts: Sequence[int], heap_sizes: int) -> str:
    """The ``struct`` format of one row."""
    return "<" + "".join("H" if column_width(column, counts, heap_sizes) == 2 else "I" for column in SCHEMA[table])


def token(table: Table, row: int) -> int:
    """The metadata token of a row (1-based)."""
    return table << 24 | row


def decode(coded: Coded, value: int) -> int:
    """The token a coded index stands for, 0 when nil. The image has checked that its tag is defined and its row exists."""
    row = value >> coded.bits
    table = coded.tables[value & ((1 << coded.bits) - 1)]
    return table << 24 | row if row and table is not None else 0


def table_layout(stream: bytes) -> tuple[list[int], dict[Table, tuple[int, int]], int]:
    """Row counts by table number, (start, size) per table in the stream, and HeapSizes; checked against the stream's size."""
    if len(stream) < 24:
        raise corrupt("the table stream is too short")
    heap_sizes, valid = stream[6], int.from_bytes(stream[8:16], "little")
    if valid >> (max(Table) + 1):
        raise corrupt("the table stream names tables that do not exist")
    present = [number for number in range(64) if valid >> number & 1]
    at = 24 + 4 * len(present) + (4 if heap_sizes & _EXTRA_DATA else 0)
    if at > len(stream):
        raise corrupt("the row counts reach past the table stream")
    counts = [0] * 64
    for number, count in zip(present, struct.unpack_from(f"<{len(present)}I", stream, 24), strict=True):
        if count > len(stream):
            raise corrupt(f"table {Table(number).name} claims {count} rows, more than its stream has bytes")
        if count > MAX_ROWS:
            raise UnreadableAssembly(f"over the limit: table {Table(number).name} claims {count} rows of at most {MAX_ROWS}")
        counts[number] = count
    ranges: dict[Table, tuple[int, int]] = {}
    for table in Table:
        size = struct.calcsize(row_format(table, counts, heap_sizes)) * counts[table]
        if at + size > len(stream):
            raise corrupt(f"table {table.name} reaches past its stream")
        ranges[table] = (at, size)
        at += size
    return counts, ranges, heap_sizes
