"""What the tests of the assembly reader share: fixtures, damage at chosen rows, reading without the evaluator."""

from __future__ import annotations

import struct
import sys
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from ecma2lint.facts import ContractClass, Target
from ecma2lint.readers.assembly import read
from ecma2lint.readers.assembly import tables as md
from ecma2lint.readers.assembly.image import Image, open_image
from ecma2lint.readers.assembly.tables import Table
from ecma2lint.readers.evaluation import Evaluation
from ecma2lint.readers.source import Source

DATA = Path(__file__).resolve().parent / "data"
ROOT = DATA.parents[3]
FIXTURES = ROOT / "fixtures"
CONTRACT_DLL = FIXTURES / "contract" / "bin" / "Microsoft.MetadirectoryServicesEx.dll"


def built(fixture: str, build: str = "roslyn-release") -> Path:
    """The assembly of a fixture that carries its expectation."""
    import tomllib

    folder = FIXTURES / "dotnet" / fixture
    name = tomllib.loads((folder / "expect.toml").read_text(encoding="utf-8"))["assembly"]
    return next((folder / "bin" / build).glob(f"{name}.[de][lx][le]"))


def target(path: Path, data: bytes | None = None) -> Target:
    """What the reader makes of a file, or of other bytes in its place."""
    return read(Source(path, path.name, path.read_bytes() if data is None else data))


def cls(found: Target, name: str) -> ContractClass:
    """The class of that name."""
    return next(item for item in found.classes if item.type == name)


@cache
def image(path: Path) -> Image:
    """An opened assembly."""
    return open_image(path.read_bytes())


def poke(path: Path, table: Table, row: int, column: int, value: int) -> bytes:
    """The bytes of an assembly with one cell of one table replaced."""
    data = bytearray(path.read_bytes())
    opened = image(path)
    start, size = opened._ranges[table]
    assert 0 < row <= opened.counts[table]
    stream = opened.headers.streams["#~"][0]
    pattern = md.row_format(table, opened.counts, opened._heap_sizes)
    width = struct.calcsize(pattern)
    at = stream + start + (row - 1) * width
    cells = list(struct.unpack_from(pattern, data, at))
    cells[column] = value
    struct.pack_into(pattern, data, at, *cells)
    assert size
    return bytes(data)


def type_row(path: Path, name: str) -> int:
    """The TypeDef row of a type by its simple name."""
    opened = image(path)
    return next(row for row, item in enumerate(opened.type_defs, 1) if opened.string(item.name) == name)


def without_evaluation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put an evaluator in place that evaluates nothing: these tests are about the metadata."""
    stand_in = ModuleType("ecma2lint.readers.assembly.evaluate")
    stand_in.evaluate_class = lambda *_: Evaluation()  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, stand_in.__name__, stand_in)
