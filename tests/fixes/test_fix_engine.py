"""The rounds: encodings and line ends, what libcst cannot take, fixes that do not hold, and what is never read or written."""

from __future__ import annotations

import codecs
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

import ecma2lint.fixes as fixes
from ecma2lint.engine import judge
from ecma2lint.facts import TargetKind
from ecma2lint.fixes import FIXERS
from ecma2lint.fixes.engine import repair
from ecma2lint.fixes.model import Fix, Place, Rename, Sheet
from ecma2lint.readers import assembly
from ecma2lint.readers.source import Source
from ecma2lint.records import replace
from ecma2lint.verdicts import Finding
from expectations import FIXTURES, packs, plan
from fixes.fixing import SCHEMA, connector, fixed, judged, repaired

HIDDEN = connector(SCHEMA.replace("GetSchema", "_GetSchema") + "    # größer\n")
SHOWN = connector(SCHEMA + "    # größer\n")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("mark", "cookie", "codec"),
    [
        (b"", "", "utf-8"),
        (codecs.BOM_UTF8, "", "utf-8"),
        (b"", "# -*- coding: latin-1 -*-\n", "latin-1"),
        (codecs.BOM_UTF8, "# coding: utf-8\n", "utf-8"),
    ],
)
def test_encoding_mark_and_line_ends_stay(newline: str, mark: bytes, cookie: str, codec: str, tmp_path: Path) -> None:
    """A repaired file has the encoding, the byte order mark and the line ends it had."""

    def encoded(text: str) -> bytes:
        return mark + (cookie + text).replace("\n", newline).encode(codec)

    found = repaired(encoded(HIDDEN), tmp_path / "connector.py")
    assert found.failure is None
    assert found.after == encoded(SHOWN)


def test_mixed_line_ends_stay(tmp_path: Path) -> None:
    """Lines that end differently keep their own ends."""
    before, after = HIDDEN.replace("\n", "\r\n", 4), SHOWN.replace("\n", "\r\n", 4)
    assert fixed(before, tmp_path / "connector.py") == after


def test_what_libcst_does_not_reproduce_stays_as_it_was(tmp_path: Path) -> None:
    """A source that libcst would write back differently elsewhere is left, and the reason is told."""
    found = repaired(HIDDEN.replace("class ", "\x0cclass "), tmp_path / "connector.py")
    assert not found.changed
    assert found.done == ()
    reason = "libcst does not reproduce its spacing (form feeds, or blanks before a last comment)"
    assert (found.failure, {left.reason for left in found.left}) == (None, {reason})


def test_what_the_gate_refuses_never_reaches_libcst(tmp_path: Path) -> None:
    """Brackets nested so deeply that libcst would crash the process end at the gate."""
    found = repaired(HIDDEN + "x = " + "(" * 1500 + "1" + ")" * 1500 + "\n", tmp_path / "connector.py")
    assert not found.changed
    assert found.done == ()


def test_deep_but_legal_nesting_ends_well(tmp_path: Path) -> None:
    """A source near the gate's depth limit is either fixed or left with the reason, without an exception."""
    found = repaired(HIDDEN + "x = " + "[" * 150 + "]" * 150 + "\n", tmp_path / "connector.py")
    assert found.changed or found.failure or found.left


def test_a_fix_that_leaves_the_finding_is_undone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fix after which the finding is still there is not made, is told, and does not keep others from being made."""
    module = import_module("ecma2lint.fixes.capabilities")
    body = SCHEMA.replace("configParameters", "settings").replace("GetSchema", "_GetSchema")
    body += "\n    def get_Capabilities(self):\n        c = MACapabilities()\n        c.DeltaImprt = True\n        return c\n"
    source = connector(body, "IMAExtensible2GetSchema, IMAExtensible2GetCapabilities")

    def useless(finding: Finding, sheet: Sheet) -> Fix:
        return Fix((Rename(Place(8, 26), "settings", "given"),), "renames a parameter")

    monkeypatch.setattr(module, "correct_property", useless)
    found = repaired(source, tmp_path / "connector.py")
    assert "def GetSchema(self, settings)" in found.after.decode()
    assert "c.DeltaImprt" in found.after.decode()
    assert [left.reason for left in found.left if left.rule == "ECMA221"] == ["the finding ECMA221 was still there"]


def test_a_fix_that_always_finds_more_leaves_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rounds are bounded: a source that never comes to rest stays as it was."""
    monkeypatch.setattr("ecma2lint.fixes.engine.ROUND_LIMIT", 1)
    found = repaired(HIDDEN, tmp_path / "connector.py")
    assert not found.changed
    assert found.done == ()
    assert found.failure is not None
    assert "rounds" in found.failure


def test_findings_that_do_not_count_are_not_fixed(tmp_path: Path) -> None:
    """A suppressed finding is somebody's decision: it stays."""
    source = HIDDEN.replace(
        "def _GetSchema(self", "# ecma2lint: ignore[ECMA101,ECMA102,ECMA111] old host\n    def _GetSchema(self"
    )
    found = repaired(source, tmp_path / "connector.py", unsafe=True)
    assert not found.changed
    assert found.left == ()
    assert found.failure is None


def test_rules_that_do_not_run_fix_nothing(tmp_path: Path) -> None:
    """What is not selected is not corrected."""
    by = replace(plan(), rules=tuple(active for active in plan().rules if active.rule.id == "ECMA202"))
    assert not repaired(HIDDEN, tmp_path / "connector.py", unsafe=True, by=by).changed


def test_other_repairs_wait_for_enum_none(tmp_path: Path) -> None:
    """While Enum.None keeps the file from parsing and its rule does not run, nothing else is corrected, and that is told."""
    by = replace(plan(), rules=tuple(active for active in plan().rules if active.rule.id != "ECMA127"))
    found = repaired(HIDDEN + "x = MANormalizations.None\n", tmp_path / "connector.py", by=by)
    assert not found.changed
    assert found.failure is not None
    assert "MANormalizations.None" in found.failure


def test_assemblies_are_never_repaired() -> None:
    """An assembly comes back as it was, whatever is found in it."""
    path = FIXTURES / "dotnet" / "fails-full-export" / "bin" / "roslyn-release"
    file = next(path.glob("*.dll"))
    source = Source(file, file.as_posix(), file.read_bytes())
    verdict = judge(assembly.read(source), plan())
    assert verdict.target.kind is TargetKind.ASSEMBLY
    assert any(result.findings for result in verdict.rules if result.rule in FIXERS)
    found = repair(source, lambda _: verdict, unsafe=True)
    assert not found.changed
    assert not found.done
    assert not found.left


def test_every_rule_of_the_table_exists_and_has_its_fixer() -> None:
    """The table names rules of the built-in pack and functions of this package."""
    ids = {rule.id for rule in packs().rules}
    for rule, name in FIXERS.items():
        module, _, function = name.partition(":")
        assert rule in ids
        assert callable(getattr(import_module(f"{fixes.__name__}.{module}"), function))


def test_libcst_is_imported_only_where_an_edit_is_made() -> None:
    """Neither the table nor the engine nor the fixers import libcst."""
    code = (
        "import sys, ecma2lint.fixes, ecma2lint.fixes.engine, ecma2lint.fixes.members, ecma2lint.fixes.capabilities, "
        "ecma2lint.fixes.definitions, ecma2lint.fixes.suppression; sys.exit('libcst' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@pytest.mark.parametrize(
    "path", sorted((FIXTURES / "python").glob("**/*.py")), ids=lambda path: f"{path.parent.name}/{path.name}"
)
def test_fixtures_come_to_rest(path: Path) -> None:
    """Each fixture is repaired or left with a reason; repairing the result again changes nothing."""
    source = Source(path, path.as_posix(), path.read_bytes())
    found = repair(source, judged, unsafe=True)
    assert found.failure is None
    again = repair(Source(path, path.as_posix(), found.after), judged, unsafe=True)
    assert not again.changed


REPAIRED_FIXTURES = {
    "aliases": "ECMA202",
    "clrproperty-wrong-case": "ECMA111",
    "enum-none": "ECMA127",
    "flags-combined": "ECMA203",
    "helper-methods": "ECMA202",
    "interface-prefixed-member": "ECMA102",
    "mangled-member": "ECMA102",
    "method-named-as-property": "ECMA111",
    "missing-page-size": "ECMA111",
    "misspelt-capability": "ECMA221",
    "no-namespace": "ECMA123",
    "no-namespace-one-interface": "ECMA123",
    "property-capabilities": "ECMA111",
    "underscore-member": "ECMA102",
    "unsupported-capabilities": "ECMA205",
    "wrong-case-member": "ECMA111",
}


@pytest.mark.parametrize("name", REPAIRED_FIXTURES)
def test_fixtures_with_a_defect_that_can_be_fixed(name: str) -> None:
    """The defect of the fixture is found before the repair, and after it the rule passes."""
    path = FIXTURES / "python" / name / "connector.py"
    source = Source(path, path.as_posix(), path.read_bytes())
    found = repair(source, judged, unsafe=True)
    results = [judged(Source(path, path.as_posix(), data)).rule(REPAIRED_FIXTURES[name]) for data in (found.before, found.after)]
    assert [bool(result and result.findings) for result in results] == [True, False]
