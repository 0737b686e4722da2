"""The reader as a whole: what is a connector, what is refused, and that nothing raises or runs away."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ecma2lint.readers.python import may_concern, read
from ecma2lint.readers.python.reader import CLASS_LIMIT
from ecma2lint.readers.source import Source
from readers.python.python_sources import IMPORTS, only_class, read_text

CONNECTOR = (
    f"{IMPORTS}class C(IMAExtensible2GetSchema):\n    __namespace__ = 'N'\n    def GetSchema(self, p): return Schema.Create()\n"
)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"import Microsoft.MetadirectoryServices", True),
        (b"class C(IMAExtensible2GetSchema)", True),
        (b"import clr", False),
        (b"", False),
    ],
)
def test_the_prefilter(data: bytes, expected: bool) -> None:
    """The bytes name the contract or one of its interfaces, or the file is none of ours."""
    assert may_concern(data) is expected


@pytest.mark.usefixtures("no_evaluation")
@pytest.mark.parametrize("text", ["", "import Microsoft.MetadirectoryServices\n", "# IMAExtensible2GetSchema\nclass C: pass\n"])
def test_a_mention_is_no_connector(tmp_path: Path, text: str) -> None:
    """A source that only mentions the contract has neither classes nor an error."""
    target = read_text(tmp_path, text)
    assert (target.error, target.classes) == (None, ())


@pytest.mark.usefixtures("no_evaluation")
def test_a_class_through_a_package(tmp_path: Path) -> None:
    """Members inherited from another module are bound there, and their location names its file."""
    package = tmp_path / "acme"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "base.py").write_text(CONNECTOR.replace("class C", "class Base"), encoding="utf-8")
    cls = only_class(read_text(tmp_path, "from .base import Base\nclass Leaf(Base): pass\n", "acme/leaf.py"))
    (interface,) = cls.interfaces
    assert (cls.type, cls.loadable, interface.declared_on) == ("N.Leaf", True, "N.Base")
    assert interface.members[0].implemented_by == "N.Base::GetSchema"
    assert interface.members[0].location.path == "acme/base.py"


@pytest.mark.usefixtures("no_evaluation")
def test_a_broken_neighbour_leaves_the_rest_judged(tmp_path: Path) -> None:
    """What depends on a module with a syntax error is unresolved for that reason."""
    (tmp_path / "base.py").write_text("def broken(:\n", encoding="utf-8")
    text = f"{IMPORTS}from base import Base\nclass C(IMAExtensible2GetSchema, Base):\n    __namespace__ = 'N'\n"
    (interface,) = only_class(read_text(tmp_path, text)).interfaces
    assert interface.members[0].implementation.value == "unresolved"
    assert "base.py could not be read" in (interface.members[0].detail or "")


def test_a_fault_of_the_evaluator_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A crash inside the reader fails closed with one line, never as a source without defects."""

    def crash(*_: object) -> None:
        raise KeyError("first\nsecond")

    monkeypatch.setattr("ecma2lint.readers.python.reader._evaluate", crash)
    target = read_text(tmp_path, CONNECTOR)
    assert target.error is not None
    assert target.error.cause.startswith("internal error while reading the source: KeyError")
    assert "\n" not in target.error.cause
    assert target.classes == ()


HOSTILE = {
    "alias chain": IMPORTS + "x0 = 1\n" + "".join(f"x{i} = x{i - 1}\n" for i in range(1, 3000)) + "class C(x2999): pass\n",
    "class chain": IMPORTS + "class K0: pass\n" + "".join(f"class K{i}(K{i - 1}): pass\n" for i in range(1, 3000)),
    "branches": IMPORTS + "if a: x = 1\n" * 8000 + "class C(x, IMAExtensible2GetSchema): pass\n",
    "stars": IMPORTS + "".join(f"from a{i} import *\n" for i in range(5000)) + "class C(Foo): pass\n" * 200,
    "loops": IMPORTS + "for i in x:\n for j in y:\n  z = i\n" * 3000,
    "wide": IMPORTS + "class C(" + "object, " * 20000 + "IMAExtensible2GetSchema): pass\n",
    "keywords": IMPORTS + "def f(): MACapabilities(DeltaImport=1)\n" * 5000,
    "self import": "from connector import *\nfrom connector import C as D\nclass C(D): pass\n# IMAExtensible2\n",
}


@pytest.mark.usefixtures("no_evaluation")
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_sources_end_in_time(tmp_path: Path, text: str) -> None:
    """Sources made to run away are read, or refused, in seconds: their cost grows with their size and no faster."""
    started = time.perf_counter()
    read_text(tmp_path, text)
    assert time.perf_counter() - started < 20


@pytest.mark.usefixtures("no_evaluation")
def test_too_many_contract_classes_are_refused(tmp_path: Path) -> None:
    """The number of contract classes in one source is limited."""
    target = read_text(tmp_path, IMPORTS + "class C(IMAExtensible2GetSchema): pass\n" * (CLASS_LIMIT + 1))
    assert target.error is not None
    assert str(CLASS_LIMIT) in target.error.cause


@pytest.mark.usefixtures("no_evaluation")
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.data())
def test_mutated_sources_end_in_facts_or_an_error(data: st.DataObject) -> None:
    """A connector with bytes cut, doubled or replaced never ends in an internal error."""
    source = bytearray(CONNECTOR.encode())
    for _ in range(data.draw(st.integers(1, 6))):
        start = data.draw(st.integers(0, len(source)))
        end = min(len(source), start + data.draw(st.integers(0, 30)))
        source[start:end] = data.draw(st.one_of(st.binary(max_size=8), st.just(bytes(source[start:end]) * 2)))
    target = read(Source(Path("nowhere") / "connector.py", "connector.py", bytes(source)))
    assert target.error is None or "internal error" not in target.error.cause
