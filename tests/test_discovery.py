"""Which files a run reads, and what it makes of a library that lies beside its connector."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ecma2lint.discovery import discover, excluded_by
from ecma2lint.engine import judge
from ecma2lint.facts import TargetKind
from ecma2lint.faults import FaultError
from ecma2lint.reading import is_connector
from ecma2lint.verdicts import Conclusion, Outcome
from expectations import FIXTURES, plan, read_path

CONNECTOR = FIXTURES / "dotnet" / "all-compliant" / "bin" / "roslyn-release" / "AllCompliant.dll"
SIBLINGS = FIXTURES / "dotnet" / "base-in-sibling" / "bin" / "roslyn-release"
CONTRACT = FIXTURES / "contract" / "bin" / "Microsoft.MetadirectoryServicesEx.dll"
SOURCE = (FIXTURES / "python" / "all-compliant" / "connector.py").read_text(encoding="utf-8")


def _found(root: Path, *patterns: str, hook: bool = False, paths: list[Path] | None = None) -> list[str]:
    found = discover(paths or [root], excluded_by(patterns), filter_named=hook)
    return [candidate.path.relative_to(root).as_posix() for candidate in found]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A project with connectors, copies, other people's code and files that are none."""
    for folder in ("bin", "obj", "node_modules/x", "src/.venv"):
        (tmp_path / folder).mkdir(parents=True)
        shutil.copy(CONNECTOR, tmp_path / folder / "A.dll")
    (tmp_path / "bin" / "Other.dll").write_bytes(b"MZ" + bytes(100))
    (tmp_path / "src" / "connector.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "src" / "tool.py").write_text("print('a tool')\n", encoding="utf-8")
    (tmp_path / "src" / "notes.txt").write_text("IMAExtensible2\n", encoding="utf-8")
    return tmp_path


def test_a_walk_takes_what_mentions_the_contract(tree: Path) -> None:
    """Walked files are those that may be connectors, sorted; build copies, caches and packages of others are passed over."""
    assert _found(tree) == ["bin/A.dll", "src/connector.py"]


def test_patterns_leave_out(tree: Path) -> None:
    """Patterns work as in a .gitignore: folders, globs and exceptions."""
    assert _found(tree, "bin/") == ["src/connector.py"]
    assert _found(tree, "*.dll", "*.py", "!connector.py") == ["src/connector.py"]


def test_a_pattern_that_is_none_is_a_fault() -> None:
    """A pattern that cannot be read ends the run with its name."""
    with pytest.raises(FaultError, match="--exclude"):
        excluded_by(["!"])


def test_named_files_are_taken_as_they_are_but_not_by_a_hook(tree: Path) -> None:
    """A named file is read whatever it holds; a hook's files are treated as if they had been found."""
    named = [tree / "bin" / "Other.dll", tree / "bin" / "A.dll", tree / "src" / "notes.txt", tree / "bin" / "A.dll"]
    assert _found(tree, paths=named) == ["bin/Other.dll", "bin/A.dll", "src/notes.txt"]
    assert _found(tree, paths=named, hook=True) == ["bin/A.dll"]


def test_a_module_that_derives_without_naming_the_contract(tmp_path: Path) -> None:
    """A module that only imports a base of its package is found too, through any number of steps; other packages are not."""
    package = tmp_path / "acme"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "base.py").write_text(SOURCE, encoding="utf-8")
    (package / "middle.py").write_text("from .base import Connector\n\n\nclass Middle(Connector):\n    pass\n", encoding="utf-8")
    (package / "last.py").write_text("from .middle import Middle\n\n\nclass Last(Middle):\n    pass\n", encoding="utf-8")
    other = tmp_path / "other"
    other.mkdir()
    (other / "uses.py").write_text("import base\n", encoding="utf-8")
    assert _found(tmp_path) == ["acme/base.py", "acme/last.py", "acme/middle.py"]


def test_a_library_beside_its_connector_is_left_alone(tmp_path: Path) -> None:
    """A base class's assembly that the connector refers to is no connector that cannot be loaded; alone it is."""
    library = read_path(SIBLINGS / "Contoso.Base.dll")
    assert library is not None
    verdict = judge(library, plan())
    rule = verdict.rule("ECMA103")
    assert rule is not None and rule.outcome is Outcome.NOT_APPLICABLE and "BaseInSibling.dll" in rule.reason
    assert verdict.conclusion is Conclusion.NOT_APPLICABLE
    shutil.copy(SIBLINGS / "Contoso.Base.dll", tmp_path)
    alone = read_path(tmp_path / "Contoso.Base.dll")
    assert alone is not None
    assert judge(alone, plan()).conclusion is Conclusion.NOT_COMPLIANT


def test_the_contract_itself_is_no_connector() -> None:
    """The contract's own assembly, which often lies beside a connector, is no target."""
    assert read_path(CONTRACT) is None


def test_a_module_with_a_defect_that_breaks_its_importers_is_a_target(tmp_path: Path) -> None:
    """A helper that does not even parse as written is judged, though it holds no contract class."""
    helper = tmp_path / "helper.py"
    text = "from Microsoft.MetadirectoryServices import *\n\nSTYLE = MADistinguishedNameStyle.None\n"
    helper.write_text(text, encoding="utf-8")
    target = read_path(helper)
    assert target is not None and is_connector(target) and target.kind is TargetKind.PYTHON
    rule = judge(target, plan()).rule("ECMA127")
    assert rule is not None and rule.outcome is Outcome.FAIL
