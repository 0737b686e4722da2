"""Tables, heaps and bodies, held against dnfile's own row views and known contents."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ecma2lint.readers.assembly import signatures as sg
from ecma2lint.readers.assembly import tables as md
from ecma2lint.readers.assembly.handles import MethodHandle, TypeHandle
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.names import type_def_name
from ecma2lint.readers.assembly.tables import Table
from readers.assembly.support import CONTRACT_DLL, DATA, built, image

VIEWS = {
    Table.MODULE: "modules",
    Table.TYPE_REF: "type_refs",
    Table.TYPE_DEF: "type_defs",
    Table.FIELD: "fields",
    Table.METHOD_DEF: "method_defs",
    Table.PARAM: "params",
    Table.INTERFACE_IMPL: "interface_impls",
    Table.MEMBER_REF: "member_refs",
    Table.CONSTANT: "constants",
    Table.CUSTOM_ATTRIBUTE: "custom_attributes",
    Table.STAND_ALONE_SIG: "stand_alone_sigs",
    Table.PROPERTY_MAP: "property_maps",
    Table.PROPERTY: "properties",
    Table.METHOD_SEMANTICS: "method_semantics",
    Table.METHOD_IMPL: "method_impls",
    Table.TYPE_SPEC: "type_specs",
    Table.FIELD_RVA: "field_rvas",
    Table.ASSEMBLY: "assemblies",
    Table.ASSEMBLY_REF: "assembly_refs",
    Table.EXPORTED_TYPE: "exported_types",
    Table.NESTED_CLASS: "nested_classes",
    Table.GENERIC_PARAM: "generic_params",
    Table.METHOD_SPEC: "method_specs",
}


@pytest.mark.parametrize("path", [CONTRACT_DLL, DATA / "Tricky.dll", built("fs-explicit")], ids=lambda path: path.name)
def test_tables_equal_dnfiles_rows(path: Path) -> None:
    """Every table decoded in bulk holds what dnfile reads row by row."""
    import dnfile

    opener: Any = dnfile.dnPE
    pe = opener(data=path.read_bytes(), clr_lazy_load=True)
    opened = image(path)
    for table, view in VIEWS.items():
        theirs = pe.net.mdtables.tables.get(int(table))
        ours = getattr(opened, view)
        assert len(ours) == (theirs.num_rows if theirs else 0), table.name
        for row, mine in enumerate(ours):
            values = theirs.rows[row].struct
            names = [name for keys in values.__keys__ for name in keys]
            assert tuple(getattr(values, name) for name in names if not name.startswith("Padding"))[-len(mine) :] == tuple(
                mine
            ), table.name


def test_coded_index_width_follows_the_standard() -> None:
    """A coded index over exactly 2^n rows is wide (ECMA-335 II.24.2.6: less than 2^n is narrow)."""
    counts = [0] * 64
    counts[Table.TYPE_REF] = 1 << 14
    assert md.column_width(md.TYPE_DEF_OR_REF, counts, 0) == 4
    counts[Table.TYPE_REF] -= 1
    assert md.column_width(md.TYPE_DEF_OR_REF, counts, 0) == 2


def _method(opened: Image, type_name: str, name: str) -> MethodHandle:
    row = next(row for row in range(1, len(opened.type_defs) + 1) if type_def_name(opened, row) == type_name)
    (found,) = TypeHandle(opened, row).methods_named(name)
    return found


def test_contract_signatures_are_spelled_as_in_the_contract() -> None:
    """The signatures decoded from the contract stub are those of the contract's data."""
    from ecma2lint.contract import CONTRACT_INTERFACES

    opened = image(CONTRACT_DLL)
    for interface in CONTRACT_INTERFACES.values():
        for member in interface.members:
            signature = _method(opened, interface.full_name, member.method_name).signature
            assert (str(signature.returns), tuple(map(str, signature.parameters))) == (member.returns, member.parameter_types)


def test_nested_and_generic_names() -> None:
    """Names are in reflection form."""
    opened = image(DATA / "Tricky.dll")
    names = {type_def_name(opened, row) for row in range(1, len(opened.type_defs) + 1)}
    assert {"T.Outer+In", "T.Outer+Pr`1", "T.IOwn`1"} <= names


@pytest.mark.parametrize(
    "path", [built("try-finally", "roslyn-debug"), built("lazy", "roslyn-debug"), CONTRACT_DLL], ids=lambda p: p.name
)
def test_bodies(path: Path) -> None:
    """Every body is read whole: its last instruction ends a body, and its clauses lie inside the code."""
    opened = image(path)
    bodies = [opened.method_body(row.rva) for row in opened.method_defs if row.rva]
    assert bodies
    ends = (0x2A, 0x7A, 0xDC)  # ret, throw, endfinally
    for body in bodies:
        assert body.code[-1] in ends or body.code[-5:-4] in (b"\x38",) or body.code[-2:-1] in (b"\x2b", b"\xfe")
        for clause in body.clauses:
            assert 0 <= clause.handler_offset < len(body.code)
    if "TryFinally" in path.name:
        assert any(clause.flags == 2 for body in bodies for clause in body.clauses)


def test_constants_strings_and_guid() -> None:
    """Enum values come from Constant rows, user strings from #US, the MVID from #GUID."""
    opened = image(CONTRACT_DLL)
    row = next(row for row in range(1, len(opened.type_defs) + 1) if type_def_name(opened, row).endswith(".MAExportType"))
    values = {field.name: field.constant for field in TypeHandle(opened, row).fields if field.is_literal}
    assert values == {"AttributeUpdate": 1, "AttributeReplace": 2, "ObjectReplace": 3, "MultivaluedReferenceAttributeUpdate": 5}
    assert len(opened.guid(opened.modules[0].mvid)) == 36
    plain = image(built("all-compliant"))
    heap = plain._user_strings
    found, at = set(), 1
    while at < len(heap) and heap[at]:
        found.add(plain.user_string(0x70000000 | at))
        at += 1 + heap[at]
    assert "user" in found


def test_substitution_reaches_every_part() -> None:
    """Generic parameters are replaced inside arrays, references and constructed types."""
    variable = sg.Variable(0, False)
    shape = sg.Reference(sg.Array(sg.Generic(sg.Named("X`1"), (variable, sg.Variable(0, True)))))
    assert str(sg.substitute(shape, (sg.STRING,), (sg.OBJECT,))) == "X`1<System.String,System.Object>[]&"
