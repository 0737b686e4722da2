"""Writing reports: the whole file or the old one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from ecma2lint.atomic import write_text_atomically


def test_writes_utf8_with_line_feeds_and_makes_folders(tmp_path: Path) -> None:
    """Text arrives byte for byte, in folders that were not there before."""
    file = tmp_path / "a" / "b" / "report.txt"
    write_text_atomically(file, "é\n\ud800")
    assert file.read_bytes() == b"\xc3\xa9\n\\ud800"
    assert list(file.parent.iterdir()) == [file]


def test_a_failure_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the new content cannot be put in place, the old one stands and nothing lies about."""
    file = tmp_path / "report.txt"
    write_text_atomically(file, "old")

    def refuse(*_: object) -> None:
        raise OSError("no room")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="no room"):
        write_text_atomically(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    """Writing through a link changes what it points at."""
    file, link = tmp_path / "real.txt", tmp_path / "link.txt"
    file.write_text("old")
    try:
        link.symlink_to(file)
    except OSError:
        pytest.skip("this system does not let the test make links")
    write_text_atomically(link, "new")
    assert link.is_symlink()
    assert file.read_text() == "new"


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """The name of a folder is an error, not a folder replaced."""
    with pytest.raises(OSError, match=r"."):
        write_text_atomically(tmp_path, "x")
    assert tmp_path.is_dir()
