"""The binder follows every way a name of the contract reaches a class header."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecma2lint.readers.python.binder import resolve, resolve_name
from ecma2lint.readers.python.gate import Parsed, parse
from ecma2lint.readers.python.modules import Program
from ecma2lint.readers.python.symbols import (
    ContractAttribute,
    ContractType,
    EnumValue,
    Expression,
    External,
    OwnClass,
    OwnFunction,
    Symbols,
    Unknown,
)

CAPS = ContractType("IMAExtensible2GetCapabilities")


def program_of(text: str, folder: Path | None = None, name: str = "main.py") -> Program:
    parsed = parse(text.encode())
    assert isinstance(parsed, Parsed), parsed
    return Program((folder or Path("nowhere")) / name, name, parsed)


def base_of_last_class(program: Program) -> Symbols:
    scope = program.target.classes[-1]
    assert scope.parent is not None
    return resolve(scope.node.bases[0], scope.parent)  # type: ignore[union-attr]


NS = "Microsoft.MetadirectoryServices"
FORMS = {
    "from import": f"from {NS} import IMAExtensible2GetCapabilities\nclass C(IMAExtensible2GetCapabilities): pass",
    "as": f"from {NS} import IMAExtensible2GetCapabilities as B\nclass C(B): pass",
    "module as": f"import {NS} as mms\nclass C(mms.IMAExtensible2GetCapabilities): pass",
    "dotted": f"import {NS}\nclass C({NS}.IMAExtensible2GetCapabilities): pass",
    "from parent": "from Microsoft import MetadirectoryServices as M\nclass C(M.IMAExtensible2GetCapabilities): pass",
    "star": f"from {NS} import *\nclass C(IMAExtensible2GetCapabilities): pass",
    "star in try": f"try:\n  from {NS} import *\nexcept ImportError:\n  pass\nclass C(IMAExtensible2GetCapabilities): pass",
    "stub fallback": (
        f"try:\n  from {NS} import IMAExtensible2GetCapabilities\nexcept ImportError:\n  IMAExtensible2GetCapabilities = object\n"
        "class C(IMAExtensible2GetCapabilities): pass"
    ),
    "class fallback": (
        f"try:\n  from {NS} import *\nexcept ImportError:\n  class IMAExtensible2GetCapabilities: pass\n"
        "class C(IMAExtensible2GetCapabilities): pass"
    ),
    "type checking": (
        f"from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n  from {NS} import IMAExtensible2GetCapabilities\n"
        "class C(IMAExtensible2GetCapabilities): pass"
    ),
    "alias variable": f"import {NS} as mms\nB = mms.IMAExtensible2GetCapabilities\nclass C(B): pass",
    "alias module": f"import {NS} as mms\nm = mms\nclass C(m.IMAExtensible2GetCapabilities): pass",
    "alias chain": f"from {NS} import *\nA = IMAExtensible2GetCapabilities\nB = A\nD = B\nclass C(D): pass",
    "tuple alias": f"from {NS} import *\nA, B = 1, IMAExtensible2GetCapabilities\nclass C(B): pass",
    "getattr": f"import {NS} as mms\nclass C(getattr(mms, 'IMAExtensible2GetCapabilities')): pass",
    "getattr folded": f"import {NS} as mms\nP = 'IMAExtensible2'\nclass C(getattr(mms, P + 'GetCapabilities')): pass",
    "import_module": f"import importlib\nm = importlib.import_module('{NS}')\nclass C(m.IMAExtensible2GetCapabilities): pass",
    "in function": f"def make():\n  from {NS} import IMAExtensible2GetCapabilities as B\n  class C(B): pass\n  return C",
    "global import": f"def load():\n  global B\n  from {NS} import IMAExtensible2GetCapabilities as B\nload()\nclass C(B): pass",
    "nested class": f"from {NS} import *\nclass Outer:\n  class C(IMAExtensible2GetCapabilities): pass",
    "class scope alias": f"from {NS} import *\nclass Outer:\n  B = IMAExtensible2GetCapabilities\n  class C(B): pass",
    "no import": "class C(IMAExtensible2GetCapabilities): pass",
    "conditional expression": (
        f"from {NS} import *\nA = IMAExtensible2GetCapabilities\nB = A if flag() else A\nclass C(B): pass"
    ),
    "rebound later": f"from {NS} import *\nclass C(IMAExtensible2GetCapabilities): pass\nIMAExtensible2GetCapabilities = object",
}


@pytest.mark.parametrize("text", FORMS.values(), ids=FORMS.keys())
def test_every_form_reaches_the_interface(text: str) -> None:
    """The base is the interface and nothing else."""
    assert base_of_last_class(program_of(text)) == (CAPS,)


def test_a_local_class_shadows_the_star_import() -> None:
    """A later definition of the same name is what the class derives from."""
    text = f"from {NS} import *\nclass IMAExtensible2GetCapabilities: pass\nclass C(IMAExtensible2GetCapabilities): pass"
    (found,) = base_of_last_class(program_of(text))
    assert isinstance(found, OwnClass)


def test_a_star_import_shadows_an_earlier_definition() -> None:
    """What is imported after a definition replaces it."""
    text = f"class IMAExtensible2GetCapabilities: pass\nfrom {NS} import *\nclass C(IMAExtensible2GetCapabilities): pass"
    assert base_of_last_class(program_of(text)) == (CAPS,)


def test_a_base_chosen_at_run_time_has_both_meanings() -> None:
    """Neither branch of an unknown condition is preferred."""
    text = f"from {NS} import *\nif flag():\n  B = IMAExtensible2GetCapabilities\nelse:\n  B = object\nclass C(B): pass"
    assert base_of_last_class(program_of(text)) == (CAPS, External("builtins.object"))


def test_a_fallback_for_another_module_is_kept() -> None:
    """Only the failure to import .NET cannot happen in a host; another import may fail there."""
    choice = "try:\n  import ujson\n  B = object\nexcept ImportError:\n  B = IMAExtensible2GetCapabilities\n"
    text = f"from {NS} import *\n{choice}class C(B): pass"
    assert set(base_of_last_class(program_of(text))) == {CAPS, External("builtins.object")}


@pytest.mark.parametrize(
    "text",
    [
        f"from {NS} import *\nclass C(make_base()): pass",
        f"from {NS} import *\nfor B in (IMAExtensible2GetCapabilities,): pass\nclass C(B): pass",
        f"from {NS} import *\nB = object\nB += 1\nclass C(B): pass",
        f"from {NS} import *\nif (B := IMAExtensible2GetCapabilities): pass\nclass C(B): pass",
        f"from {NS} import *\nA = B\nB = A\nclass C(A): pass",
        "class C(nowhere.Bound): pass",
    ],
)
def test_what_cannot_be_followed_is_not_guessed(text: str) -> None:
    """Calls, loops, augmented and walrus assignments, circles and unbound names give no contract type."""
    found = base_of_last_class(program_of(text))
    assert len(found) == 1
    assert isinstance(found[0], Unknown | Expression)


def test_values_and_attributes_of_the_contract() -> None:
    """Enumeration values carry their number, other attributes their type, functions and constants their code."""
    text = f"from {NS} import *\nKIND = MAExportType.ObjectReplace\nMAKE = Schema.Create\nN = 5\ndef helper(): pass\n"
    scope = program_of(text).target.scope
    assert resolve_name("KIND", scope) == (EnumValue("MAExportType", "ObjectReplace", 3),)
    assert resolve_name("MAKE", scope) == (ContractAttribute("Schema", "Create"),)
    assert isinstance(resolve_name("N", scope)[0], Expression)
    assert isinstance(resolve_name("helper", scope)[0], OwnFunction)
    assert resolve_name("len", scope) == (External("builtins.len"),)


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


NEIGHBOURS = {
    "relative": ("from .base import Base", {"base.py": f"from {NS} import IMAExtensible2GetCapabilities as Base"}),
    "relative module": (
        "from . import base\nBase = base.Base",
        {"base.py": f"from {NS} import IMAExtensible2GetCapabilities as Base"},
    ),
    "absolute": ("from acme.base import Base", {"base.py": f"from {NS} import IMAExtensible2GetCapabilities as Base"}),
    "absolute dotted": (
        "import acme.base\nBase = acme.base.Base",
        {"base.py": f"from {NS} import IMAExtensible2GetCapabilities as Base"},
    ),
    "re-export": (
        "from acme import Base",
        {"__init__.py": "from .base import Base", "base.py": f"from {NS} import IMAExtensible2GetCapabilities as Base"},
    ),
    "package star": (
        "from . import *\nBase = IMAExtensible2GetCapabilities",
        {"__init__.py": "from .base import *", "base.py": f"from {NS} import *"},
    ),
    "upwards": (
        "from .sub.deep import Base",
        {
            "sub/__init__.py": "",
            "sub/deep.py": "from ..base import Base",
            "base.py": f"from {NS} import IMAExtensible2GetCapabilities as Base",
        },
    ),
}


@pytest.mark.parametrize(("head", "files"), NEIGHBOURS.values(), ids=NEIGHBOURS.keys())
def test_names_are_followed_through_the_package(tmp_path: Path, head: str, files: dict[str, str]) -> None:
    """Relative and absolute imports, re-exports and package stars reach the interface."""
    package = tmp_path / "acme"
    write(package, {"__init__.py": "", **files})
    assert base_of_last_class(program_of(f"{head}\nclass C(Base): pass", package)) == (CAPS,)


def test_a_plain_sibling_is_found(tmp_path: Path) -> None:
    """Without a package, modules of the same folder are found."""
    write(tmp_path, {"base.py": f"from {NS} import IMAExtensible2GetCapabilities as Base"})
    assert base_of_last_class(program_of("from base import Base\nclass C(Base): pass", tmp_path)) == (CAPS,)


@pytest.mark.parametrize(
    ("content", "part"), [("def broken(:\n", "syntax error"), ("x = '\udcff'\n", "not valid"), ("y = 1\n", "binds no Base")]
)
def test_a_broken_neighbour_is_the_reason(tmp_path: Path, content: str, part: str) -> None:
    """What depends on a neighbour that cannot be read, or has no such name, is unknown for that reason."""
    (tmp_path / "base.py").write_bytes(content.encode("utf-8", "surrogateescape"))
    (found,) = base_of_last_class(program_of("from base import Base\nclass C(Base): pass", tmp_path))
    assert isinstance(found, Unknown)
    assert "base.py" in found.reason
    assert part in found.reason


def test_imports_do_not_leave_the_package(tmp_path: Path) -> None:
    """A relative import above the outermost package reads nothing."""
    write(tmp_path, {"secret.py": f"from {NS} import *", "acme/__init__.py": ""})
    program = program_of("from ...secret import IMAExtensible2GetCapabilities as B\nclass C(B): pass", tmp_path / "acme")
    (found,) = base_of_last_class(program)
    assert isinstance(found, Unknown)


def test_modules_that_import_each_other_end(tmp_path: Path) -> None:
    """A circle of re-exports is unknown, not endless."""
    write(tmp_path, {"a.py": "from b import X", "b.py": "from a import X"})
    (found,) = base_of_last_class(program_of("from a import X\nclass C(X): pass", tmp_path))
    assert isinstance(found, Unknown)
