"""The heaps and tables of one assembly.

Each table is decoded with one ``struct.iter_unpack`` on first use and checked as a whole: every heap offset, every row index
and every run must lie inside what it points to. Everything raises
:class:`~ecma2lint.readers.assembly.damage.UnreadableAssembly` when it does not hold.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import TypeVar

from ecma2lint.readers.assembly import rows as rw
from ecma2lint.readers.assembly import tables as md
from ecma2lint.readers.assembly.damage import corrupt
from ecma2lint.readers.assembly.tables import Coded, Fixed, Heap, ListOf, Table, decode

Row = TypeVar("Row", bound=tuple[int, ...])
K = TypeVar("K")
V = TypeVar("V")


class Metadata:
    """Heaps and tables, read from the streams by name.

    Rows are 1-based as in tokens: ``metadata.type_defs[row - 1]``.
    """

    def __init__(self, streams: dict[str, bytes]) -> None:
        self._strings = streams.get("#Strings", b"")
        self._blobs = streams.get("#Blob", b"")
        self._guids = streams.get("#GUID", b"")
        self._user_strings = streams.get("#US", b"")
        stream = streams.get("#~") or streams.get("#-")
        if stream is None:
            raise corrupt("no table stream (#~)")
        self.counts, self._ranges, self._heap_sizes = md.table_layout(stream)
        self._tables = memoryview(stream)
        self._names: dict[int, str] = {}
        self.type_names: dict[int, str] = {}  # filled by names.type_def_name

    # Heaps

    def string(self, offset: int) -> str:
        """The text at an offset of the #Strings heap."""
        name = self._names.get(offset)
        if name is None:
            end = self._strings.find(b"\0", offset)
            if end < 0 and offset:
                raise corrupt(f"string 0x{offset:X} lies outside the heap or does not end")
            try:
                name = self._strings[offset : max(end, 0)].decode()
            except UnicodeDecodeError:
                raise corrupt(f"string 0x{offset:X} is not valid UTF-8") from None
            self._names[offset] = name
        return name

    def blob(self, offset: int) -> bytes:
        """The bytes of a blob."""
        return _sized(self._blobs, offset, "blob") if offset or self._blobs else b""

    def user_string(self, token: int) -> str:
        """The text an ``ldstr`` token (0x70......) names; lone surrogates are shown as escapes."""
        raw = _sized(self._user_strings, token & 0xFFFFFF, "user string")
        return raw[: len(raw) & ~1].decode("utf-16-le", "backslashreplace")

    def guid(self, index: int) -> str:
        """The GUID at a 1-based index in the usual spelling."""
        raw = self._guids[(index - 1) * 16 : index * 16]
        if index < 1 or len(raw) != 16:
            raise corrupt(f"GUID {index} lies outside the heap")
        first, second, third = struct.unpack_from("<IHH", raw)
        return f"{first:08x}-{second:04x}-{third:04x}-{raw[8:10].hex()}-{raw[10:].hex()}"

    # Tables

    def _rows(self, table: Table, row_type: type[Row]) -> Sequence[Row]:
        """All rows of a table, checked."""
        start, size = self._ranges[table]
        if not size:
            return ()
        raw = list(struct.iter_unpack(md.row_format(table, self.counts, self._heap_sizes), self._tables[start : start + size]))
        if table in (Table.MODULE, Table.ASSEMBLY):
            raw = raw[:1]  # the CLR reads the first row only; obfuscators append nonsense
        for number, (column, values) in enumerate(zip(md.SCHEMA[table], zip(*raw, strict=True), strict=True)):
            self._check(table, number, column, values)
        return [row_type._make(row) for row in raw]  # type: ignore[attr-defined]

    def _check(self, table: Table, number: int, column: md.Column, values: tuple[int, ...]) -> None:
        where = f"column {number} of table {table.name}"
        match column:
            case Fixed():
                return
            case Heap.STRINGS:
                if max(values) >= max(len(self._strings), 1):
                    raise corrupt(f"{where} names a string outside the heap")
            case Heap.BLOB:
                if max(values) >= max(len(self._blobs), 1):
                    raise corrupt(f"{where} names a blob outside the heap")
            case Heap.GUID:
                if max(values) * 16 > len(self._guids):
                    raise corrupt(f"{where} names a GUID outside the heap")
            case Table():
                if min(values) < 1 or max(values) > self.counts[column]:
                    raise corrupt(f"{where} names a row of {column.name} that does not exist")
            case ListOf():
                self._check_runs(where, column.table, values)
            case Coded():
                self._check_coded(where, column, values)

    def _check_runs(self, where: str, table: Table, values: tuple[int, ...]) -> None:
        rows = self.counts[md.POINTERS[table]] or self.counts[table]
        previous = 1 if rows else 0
        for value in values:
            if value < previous:
                raise corrupt(f"{where} runs backwards")
            previous = value
        if previous > rows + 1:
            raise corrupt(f"{where} runs past the end of {table.name}")

    def _check_coded(self, where: str, coded: Coded, values: tuple[int, ...]) -> None:
        mask = (1 << coded.bits) - 1
        for value in set(values):
            table = coded.tables[value & mask]
            row = value >> coded.bits
            if row and (table is None or row > self.counts[table]):
                raise corrupt(f"{where} holds a {coded.name} 0x{value:X} that names no row")

    @cached_property
    def modules(self) -> Sequence[rw.ModuleRow]:
        """The Module row."""
        return self._rows(Table.MODULE, rw.ModuleRow)

    @cached_property
    def type_refs(self) -> Sequence[rw.TypeRefRow]:
        """The TypeRef table."""
        return self._rows(Table.TYPE_REF, rw.TypeRefRow)

    @cached_property
    def type_defs(self) -> Sequence[rw.TypeDefRow]:
        """The TypeDef table."""
        return self._rows(Table.TYPE_DEF, rw.TypeDefRow)

    @cached_property
    def fields(self) -> Sequence[rw.FieldRow]:
        """The Field table."""
        return self._rows(Table.FIELD, rw.FieldRow)

    @cached_property
    def method_defs(self) -> Sequence[rw.MethodDefRow]:
        """The MethodDef table."""
        return self._rows(Table.METHOD_DEF, rw.MethodDefRow)

    @cached_property
    def params(self) -> Sequence[rw.ParamRow]:
        """The Param table."""
        return self._rows(Table.PARAM, rw.ParamRow)

    @cached_property
    def interface_impls(self) -> Sequence[rw.InterfaceImplRow]:
        """The InterfaceImpl table."""
        return self._rows(Table.INTERFACE_IMPL, rw.InterfaceImplRow)

    @cached_property
    def member_refs(self) -> Sequence[rw.MemberRefRow]:
        """The MemberRef table."""
        return self._rows(Table.MEMBER_REF, rw.MemberRefRow)

    @cached_property
    def constants(self) -> Sequence[rw.ConstantRow]:
        """The Constant table."""
        return self._rows(Table.CONSTANT, rw.ConstantRow)

    @cached_property
    def custom_attributes(self) -> Sequence[rw.CustomAttributeRow]:
        """The CustomAttribute table."""
        return self._rows(Table.CUSTOM_ATTRIBUTE, rw.CustomAttributeRow)

    @cached_property
    def stand_alone_sigs(self) -> Sequence[rw.StandAloneSigRow]:
        """The StandAloneSig table."""
        return self._rows(Table.STAND_ALONE_SIG, rw.StandAloneSigRow)

    @cached_property
    def property_maps(self) -> Sequence[rw.PropertyMapRow]:
        """The PropertyMap table."""
        return self._rows(Table.PROPERTY_MAP, rw.PropertyMapRow)

    @cached_property
    def properties(self) -> Sequence[rw.PropertyRow]:
        """The Property table."""
        return self._rows(Table.PROPERTY, rw.PropertyRow)

    @cached_property
    def method_semantics(self) -> Sequence[rw.MethodSemanticsRow]:
        """The MethodSemantics table."""
        return self._rows(Table.METHOD_SEMANTICS, rw.MethodSemanticsRow)

    @cached_property
    def method_impls(self) -> Sequence[rw.MethodImplRow]:
        """The MethodImpl table."""
        return self._rows(Table.METHOD_IMPL, rw.MethodImplRow)

    @cached_property
    def type_specs(self) -> Sequence[rw.TypeSpecRow]:
        """The TypeSpec table."""
        return self._rows(Table.TYPE_SPEC, rw.TypeSpecRow)

    @cached_property
    def field_rvas(self) -> Sequence[rw.FieldRvaRow]:
        """The FieldRVA table."""
        return self._rows(Table.FIELD_RVA, rw.FieldRvaRow)

    @cached_property
    def assemblies(self) -> Sequence[rw.AssemblyRow]:
        """The Assembly row; empty in a netmodule."""
        return self._rows(Table.ASSEMBLY, rw.AssemblyRow)

    @cached_property
    def assembly_refs(self) -> Sequence[rw.AssemblyRefRow]:
        """The AssemblyRef table."""
        return self._rows(Table.ASSEMBLY_REF, rw.AssemblyRefRow)

    @cached_property
    def exported_types(self) -> Sequence[rw.ExportedTypeRow]:
        """The ExportedType table."""
        return self._rows(Table.EXPORTED_TYPE, rw.ExportedTypeRow)

    @cached_property
    def nested_classes(self) -> Sequence[rw.NestedClassRow]:
        """The NestedClass table."""
        return self._rows(Table.NESTED_CLASS, rw.NestedClassRow)

    @cached_property
    def generic_params(self) -> Sequence[rw.GenericParamRow]:
        """The GenericParam table."""
        return self._rows(Table.GENERIC_PARAM, rw.GenericParamRow)

    @cached_property
    def method_specs(self) -> Sequence[rw.MethodSpecRow]:
        """The MethodSpec table."""
        return self._rows(Table.METHOD_SPEC, rw.MethodSpecRow)

    # Runs and reverse look-ups

    def _run(self, table: Table, starts: Sequence[int], index: int) -> Sequence[int]:
        """The rows of the run that row ``index`` (0-based) owns."""
        pointers = md.POINTERS[table]
        rows = self.counts[pointers] or self.counts[table]
        stop = starts[index + 1] if index + 1 < len(starts) else rows + 1
        run = range(max(starts[index], 1), stop)
        if self.counts[pointers]:
            through = self._pointers(pointers)
            return [through[row - 1] for row in run]
        return run

    def _pointers(self, table: Table) -> Sequence[int]:
        found = self._pointer_cache.get(table)
        if found is None:
            start, size = self._ranges[table]
            pattern = md.row_format(table, self.counts, self._heap_sizes)
            found = [row[0] for row in struct.iter_unpack(pattern, self._tables[start : start + size])]
            self._check(table, 0, md.SCHEMA[table][0], tuple(found))
            self._pointer_cache[table] = found
        return found

    @cached_property
    def _pointer_cache(self) -> dict[Table, Sequence[int]]:
        return {}

    @cached_property
    def _method_starts(self) -> Sequence[int]:
        return [row.methods for row in self.type_defs]

    @cached_property
    def _field_starts(self) -> Sequence[int]:
        return [row.fields for row in self.type_defs]

    @cached_property
    def _param_starts(self) -> Sequence[int]:
        return [row.params for row in self.method_defs]

    def methods_of(self, type_row: int) -> Sequence[int]:
        """The MethodDef rows of a type."""
        return self._run(Table.METHOD_DEF, self._method_starts, type_row - 1)

    def fields_of(self, type_row: int) -> Sequence[int]:
        """The Field rows of a type."""
        return self._run(Table.FIELD, self._field_starts, type_row - 1)

    def params_of(self, method_row: int) -> Sequence[int]:
        """The Param rows of a method."""
        return self._run(Table.PARAM, self._param_starts, method_row - 1)

    def owner_of_method(self, method_row: int) -> int:
        """The TypeDef row that owns a MethodDef row."""
        return self._owner(Table.METHOD_DEF, self._method_starts, method_row)

    def owner_of_field(self, field_row: int) -> int:
        """The TypeDef row that owns a Field row."""
        return self._owner(Table.FIELD, self._field_starts, field_row)

    def _owner(self, table: Table, starts: Sequence[int], row: int) -> int:
        if self.counts[md.POINTERS[table]]:
            row = self._pointers(md.POINTERS[table]).index(row) + 1
        owner = bisect_right(starts, row)
        if not owner:
            raise corrupt(f"row {row} of {table.name} belongs to no type")
        return owner

    @cached_property
    def enclosing(self) -> dict[int, int]:
        """Nested TypeDef row to the row of the type around it; checked to be free of circles."""
        enclosing = {row.nested: row.enclosing for row in self.nested_classes}
        done: set[int] = set()
        for start in enclosing:
            path: set[int] = set()
            row = start
            while row in enclosing and row not in done:
                if row in path:
                    raise corrupt("type nesting runs in a circle")
                path.add(row)
                row = enclosing[row]
            done |= path
        return enclosing

    @cached_property
    def interfaces(self) -> dict[int, list[int]]:
        """TypeDef row to the TypeDefOrRef tokens of the interfaces it lists."""
        if any(row.interface < 4 for row in self.interface_impls):
            raise corrupt("a row of INTERFACE_IMPL names no interface")
        return _grouped((row.type, decode(md.TYPE_DEF_OR_REF, row.interface)) for row in self.interface_impls)

    @cached_property
    def overrides(self) -> dict[int, list[tuple[int, int]]]:
        """TypeDef row to its MethodImpl pairs: (body token, declaration token)."""
        return _grouped(
            (row.type, (decode(md.METHOD_DEF_OR_REF, row.body), decode(md.METHOD_DEF_OR_REF, row.declaration)))
            for row in self.method_impls
        )

    @cached_property
    def attributes(self) -> dict[int, list[tuple[int, int]]]:
        """Parent token to its custom attributes: (constructor token, blob offset)."""
        return _grouped(
            (decode(md.HAS_CUSTOM_ATTRIBUTE, row.parent), (decode(md.CUSTOM_ATTRIBUTE_TYPE, row.type), row.value))
            for row in self.custom_attributes
        )

    @cached_property
    def constant_of(self) -> dict[int, tuple[int, int]]:
        """Field, Param or Property token to its constant: (element type, blob offset)."""
        return {decode(md.HAS_CONSTANT, row.parent): (row.type & 0xFF, row.value) for row in self.constants}

    @cached_property
    def type_parameters(self) -> dict[int, list[int]]:
        """TypeDef or MethodDef token to the GenericParam rows it owns, in order."""
        return _grouped((decode(md.TYPE_OR_METHOD_DEF, row.owner), index) for index, row in enumerate(self.generic_params, 1))

    @cached_property
    def property_of_method(self) -> dict[int, str]:
        """MethodDef row of an accessor to the name of its property."""
        found: dict[int, str] = {}
        for row in self.method_semantics:
            association = decode(md.HAS_SEMANTICS, row.association)
            if association >> 24 == Table.PROPERTY:
                found[row.method] = self.string(self.properties[(association & 0xFFFFFF) - 1].name)
        return found

    @cached_property
    def field_data(self) -> dict[int, int]:
        """Field row to the RVA of its initial bytes."""
        return {row.field: row.rva for row in self.field_rvas}


def _sized(heap: bytes, offset: int, what: str) -> bytes:
    """The item of a heap whose length is compressed before it (ECMA-335 II.24.2.4)."""
    if offset >= len(heap):
        raise corrupt(f"{what} 0x{offset:X} lies outside the heap")
    first = heap[offset]
    if first < 0x80:
        start, size = offset + 1, first
    elif first < 0xC0:
        start, size = offset + 2, int.from_bytes(heap[offset : offset + 2], "big") & 0x3FFF
    elif first < 0xE0:
        start, size = offset + 4, int.from_bytes(heap[offset : offset + 4], "big") & 0x1FFFFFFF
    else:
        raise corrupt(f"{what} 0x{offset:X} has no valid length")
    if start + size > len(heap):
        raise corrupt(f"{what} 0x{offset:X} reaches past the heap")
    return heap[start : start + size]


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, list[V]]:
    """Pairs by their first part, in order."""
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return groups
