"""Fingerprints: what changes them and what does not."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from report_sample import ASSEMBLY

from ecma2lint.facts import Location, Target, TargetKind
from ecma2lint.fingerprints import fingerprints, normalised_code, normalised_message, stable_name
from ecma2lint.records import replace
from ecma2lint.verdicts import Finding

GETTER = Location("Contoso.Connector", "get_Capabilities", 0x06000003, 0x12)
FINDING = Finding("FullExport is true at IL_0012", GETTER, subject="Contoso.Connector::FullExport")


def _one(finding: Finding = FINDING, rule: str = "ECMA202", target: Target = ASSEMBLY, code: str | None = None) -> str:
    (mark,) = fingerprints(rule, target, [finding], lambda _: code)
    return mark


def test_a_rebuild_changes_no_fingerprint() -> None:
    """Tokens, IL offsets and the file's hash move with a rebuild; the fingerprint does not."""
    moved = replace(FINDING, message="FullExport is true at IL_00FF", location=replace(GETTER, token=0x06000009, il_offset=0xFF))
    assert _one(moved, target=replace(ASSEMBLY, sha256="9" * 64)) == _one()


def test_moving_the_folder_changes_no_fingerprint() -> None:
    """The folder is no part of a target's stable name."""
    assert _one(target=replace(ASSEMBLY, path="elsewhere/deep/Contoso.Hr.dll")) == _one()


@given(st.text(" \t", max_size=8), st.text(" \t", max_size=8), st.sampled_from(["", "# why", "#", "# it's"]))
def test_space_and_comments_change_no_fingerprint(before: str, between: str, comment: str) -> None:
    """Indentation, space and comments of a source line do not matter."""
    line = f"{before}capabilities.FullExport ={between} True  {comment}"
    assert _one(code=line) == _one(code="capabilities.FullExport = True")


def test_a_line_further_down_changes_no_fingerprint() -> None:
    """Line and column are no part of it."""
    here, there = (replace(FINDING, location=Location("T", "m", line=line, column=line)) for line in (3, 300))
    assert _one(here, code="x = 1") == _one(there, code="x = 1")


def test_the_code_in_question_changes_it() -> None:
    """Another value, rule, member or target is another finding."""
    marks = {
        _one(),
        _one(rule="ECMA203"),
        _one(replace(FINDING, subject="Contoso.Other::FullExport")),
        _one(target=Target("x.py", TargetKind.PYTHON)),
        _one(code="capabilities.FullExport = True"),
        _one(code="capabilities.FullExport = yes()"),
        _one(replace(FINDING, message="FullExport is one of true, false")),
    }
    assert len(marks) == 7


def test_equal_findings_are_numbered() -> None:
    """Two findings that are equal in all that counts still have two fingerprints, and the first keeps its own."""
    first, second = fingerprints("ECMA202", ASSEMBLY, [FINDING, FINDING], lambda _: None)
    assert first != second
    assert first == _one()


def test_a_hash_sign_in_a_string_is_no_comment() -> None:
    """A comment is cut, a literal is not."""
    assert normalised_code("  x = 'a#b'  # c") == "x = 'a#b'"
    assert normalised_message("at IL_0012, 0x06000001 and line 3:4") == "at @, @ and @"


def test_stable_names() -> None:
    """An assembly goes by its own name, a module by its file's, a package by its folder's."""
    assert stable_name(ASSEMBLY) == "Contoso.Hr"
    assert stable_name(Target("a/b/hr.py", TargetKind.PYTHON)) == "hr"
    assert stable_name(Target("a/hr/__init__.py", TargetKind.PYTHON)) == "hr"
    assert stable_name(Target("./x.torn.dll", TargetKind.ASSEMBLY)) == "x.torn"


def test_the_version_is_in_front() -> None:
    """A fingerprint says by which rules it was made."""
    assert _one().startswith("v1:")
