"""Globs on the paths of targets, and paths seen from the folder of the file that holds the globs."""

from __future__ import annotations

import os
from fnmatch import fnmatchcase
from pathlib import Path


def matches_path(glob: str, path: str) -> bool:
    """Whether a glob fits a path: ``**`` spans folders, a glob without a slash fits the file's name in any folder."""
    path = path.replace("\\", "/")
    if "/" not in glob:
        return fnmatchcase(path.rpartition("/")[2], glob)
    return _parts_match(glob.removeprefix("./").split("/"), [part for part in path.split("/") if part not in ("", ".")])


def _parts_match(globs: list[str], parts: list[str]) -> bool:
    if not globs:
        return not parts
    if globs[0] == "**":
        return any(_parts_match(globs[1:], parts[skip:]) for skip in range(len(parts) + 1))
    return bool(parts) and fnmatchcase(parts[0], globs[0]) and _parts_match(globs[1:], parts[1:])


def seen_from(folder: Path, path: str) -> str:
    """A path as seen from a folder, with forward slashes; unchanged when there is no way from there (another drive)."""
    try:
        seen = os.path.relpath(Path(path).absolute(), folder.absolute())
    except ValueError:
        return path
    return seen.replace(os.sep, "/")
