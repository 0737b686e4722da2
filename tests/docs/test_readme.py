"""The README shows what runs."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ecma2lint.exit_status import ExitStatus
from ecma2lint.packs import load_packs
from ecma2lint.profiles import profile_ids
from walkthrough import ROOT, run_page

README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_run_it_shows(tmp_path: Path) -> None:
    """The command of the first run prints what the README shows, and exits with that status."""
    if not shutil.which("sh"):
        pytest.skip("the commands of the README need a POSIX shell")
    folder = tmp_path / "clone"
    shutil.copytree(ROOT / "fixtures" / "dotnet" / "fails-full-export", folder / "fixtures" / "dotnet" / "fails-full-export")
    run_page(ROOT / "README.md", folder, {})


def test_profiles_and_statuses_it_lists() -> None:
    """Every profile and every exit status has its row."""
    for name in profile_ids(load_packs().profile_folders):
        assert f"| `{name}`" in README
    for status in ExitStatus:
        assert f"\n| {int(status)} |" in README


def test_files_it_links_to() -> None:
    """Every relative link leads to a file or folder."""
    import re

    links = [link for link in re.findall(r"\]\(([^)]+)\)", README) if "://" not in link]
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []
