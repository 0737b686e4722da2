"""The tutorial, executed from an empty folder as its text says."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

import pytest

from walkthrough import ROOT, Command, FileBlock, run_page, steps

TUTORIAL = ROOT / "docs" / "tutorial.md"


def _require(*tools: str) -> None:
    """Skip where a tool is missing; fail instead where the continuous integration demands them."""
    path = os.pathsep.join([str(Path(sys.executable).parent), os.environ.get("PATH", "")])
    missing = [tool for tool in tools if not shutil.which(tool, path=path)]
    if missing:
        reason = f"this needs {', '.join(missing)}; `pip install ecma2lint[adoption]` brings pre-commit"
        if os.environ.get("ECMA2LINT_REQUIRE_ADOPTION"):
            pytest.fail(reason)
        pytest.skip(reason)


def test_the_tutorial_runs_from_an_empty_folder_exactly_as_its_text_says(tmp_path: Path) -> None:
    """New connector, hook, failing commit, fix, baseline, waiver, report: every command does and prints what the page shows."""
    _require("sh", "git", "pre-commit")
    folder = tmp_path / "project"
    folder.mkdir()
    run_page(TUTORIAL, folder, {})
    assert (folder / "report.html").stat().st_size > 10_000
    assert (folder / ".github" / "workflows" / "ecma2lint.yml").is_file()


def test_the_tutorial_tells_the_whole_way() -> None:
    """The steps of adoption stand in the tutorial in their order, and each failing commit is followed by one that passes."""
    commands = [step.text for step in steps(TUTORIAL.read_text(encoding="utf-8")) if isinstance(step, Command)]
    files = [step.path for step in steps(TUTORIAL.read_text(encoding="utf-8")) if isinstance(step, FileBlock)]
    assert files == ["connector.py", "waivers.toml"]
    way = [
        "init --hook",
        "git commit",
        "--fix",
        "git commit",
        "baseline create",
        "git commit",
        "waivers check",
        "git commit",
        "--output",
    ]
    position = 0
    for word in way:
        position = next((number + 1 for number, text in enumerate(commands) if number >= position and word in text), 0)
        assert position, f"{word} is missing, or stands too early"


def test_a_page_that_shows_another_output_is_caught(tmp_path: Path) -> None:
    """The runner fails on a wrong line of output, naming the page's line, and on a status that the page does not tell."""
    _require("sh")
    page = tmp_path / "page.md"
    (tmp_path / "one").mkdir()
    page.write_text("A page.\n\n```console\n$ echo good\nbad\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="page.md, line 4"):
        run_page(page, tmp_path / "one", {})
    (tmp_path / "two").mkdir()
    page.write_text("```console\n$ false\n```\n", encoding="utf-8")
    with pytest.raises(AssertionError, match="ended with status 1"):
        run_page(page, tmp_path / "two", {})
    (tmp_path / "three").mkdir()
    page.write_text("```console\n$ false\n$ echo $?\n1\n$ printf 'a\\nb\\nc\\n'\na\n...\nc\n```\n", encoding="utf-8")
    run_page(page, tmp_path / "three", {})
