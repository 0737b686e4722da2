"""Finds the files to read: named ones as they are, folders by walking.

A walked file is a candidate only when its bytes mention the contract (the prefilter), or a file of the same folder or package
that does. A named file is always read. Symbolic links to folders are not followed while walking.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from ecma2lint.facts import TargetKind
from ecma2lint.faults import FaultError
from ecma2lint.readers import assembly, python
from ecma2lint.records import dataclass

ASSEMBLY_SUFFIXES = frozenset({".dll", ".exe"})
PYTHON_SUFFIXES = frozenset({".py"})

#: Folders that hold copies, caches or other people's code; ``obj`` holds what a .NET build copies to ``bin``.
SKIPPED_FOLDERS = frozenset(
    {
        ".git", ".hg", ".svn", ".venv", "venv", ".tox", ".nox", "node_modules", "site-packages", "__pycache__",
        ".mypy_cache", ".pytest_cache", ".ruff_cache", ".hypothesis", "obj",
    }
)  # fmt: skip

Excluded = Callable[[str], bool]


@dataclass(frozen=True)
class Candidate:
    """A file to read. ``display`` is how reports name it, with forward slashes; ``named`` says the user named it."""

    path: Path
    display: str
    kind: TargetKind
    named: bool


def kind_of(path: Path) -> TargetKind | None:
    """The kind of target a file's name promises, or None."""
    suffix = path.suffix.lower()
    if suffix in ASSEMBLY_SUFFIXES:
        return TargetKind.ASSEMBLY
    return TargetKind.PYTHON if suffix in PYTHON_SUFFIXES else None


def excluded_by(patterns: Sequence[str]) -> Excluded:
    """A test for gitignore-style patterns, on paths with forward slashes as reports name them.

    Raises:
        FaultError: when a pattern is not valid.
    """
    if not patterns:
        return lambda _: False
    from pathspec import GitIgnoreSpec

    try:
        spec = GitIgnoreSpec.from_lines(patterns)
    except ValueError as error:
        raise FaultError("--exclude", f"not a gitignore-style pattern: {error}", "mend the pattern") from error
    return spec.match_file


def display_path(path: Path) -> str:
    """The path as given, with forward slashes on every platform."""
    return path.as_posix()


def discover(paths: Sequence[Path], excluded: Excluded, *, filter_named: bool = False) -> Iterator[Candidate]:
    """The files to read, named ones in the order given, walked ones sorted by path; each file once.

    Args:
        paths: files and folders.
        excluded: applied to walked files and folders, and to named ones when ``filter_named``.
        filter_named: treat named files as if they had been found by walking, as a commit hook wants it.
    """
    seen: set[str] = set()
    for path in paths:
        if path.is_dir():
            found: Iterator[Candidate] = _candidates(list(_walk(path, excluded)))
        elif filter_named:
            found = _candidates([path] if kind_of(path) and not excluded(display_path(path)) else [])
        else:
            found = iter([Candidate(path, display_path(path), kind_of(path) or TargetKind.ASSEMBLY, True)])
        for candidate in found:
            key = os.path.realpath(candidate.path)
            if key not in seen:
                seen.add(key)
                yield candidate


def _walk(root: Path, excluded: Excluded) -> Iterator[Path]:
    for folder, folders, files in os.walk(root):
        here = Path(folder)
        folders[:] = sorted(
            name for name in folders if name not in SKIPPED_FOLDERS and not excluded(display_path(here / name) + "/")
        )
        for name in sorted(files):
            path = here / name
            if kind_of(path) and not excluded(display_path(path)):
                yield path


def _candidates(paths: list[Path]) -> Iterator[Candidate]:
    """The files that may be connectors, in the order of ``paths``."""
    sources = [path for path in paths if kind_of(path) is TargetKind.PYTHON]
    assemblies = [path for path in paths if kind_of(path) is not TargetKind.PYTHON]
    wanted = _wanted(sources, python.may_concern, _package_root, _module_name) | _wanted(
        assemblies, assembly.may_concern, lambda path: path.parent, lambda path: path.stem.encode()
    )
    for path in paths:
        if path in wanted:
            yield Candidate(path, display_path(path), kind_of(path) or TargetKind.ASSEMBLY, False)


def _wanted(
    paths: list[Path], test: Callable[[bytes], bool], place: Callable[[Path], Path], name: Callable[[Path], bytes]
) -> frozenset[Path]:
    """The files that pass the prefilter, and those of the same place that mention one of them by name, and so on.

    A class can derive from a connector class of another file without ever naming the contract.
    """
    wanted = {path for path in paths if _mentions(path, test)}
    places = {place(path) for path in wanted}
    rest = [path for path in paths if path not in wanted and place(path) in places]
    names = {name(path) for path in wanted}
    while names and rest:
        more = {path for path in rest if _mentions(path, partial(_has_one, names))}
        rest = [path for path in rest if path not in more]
        wanted |= more
        names = {name(path) for path in more}
    return frozenset(wanted)


def _has_one(words: set[bytes], data: bytes) -> bool:
    return any(word in data for word in words)


def _mentions(path: Path, test: Callable[[bytes], bool]) -> bool:
    """Whether the bytes pass the prefilter; a file that cannot be read stays, so that reading it reports the error."""
    try:
        return test(path.read_bytes())
    except OSError:
        return True


def _module_name(path: Path) -> bytes:
    return (path.parent.name if path.stem == "__init__" else path.stem).encode()


def _package_root(path: Path) -> Path:
    """The folder above the outermost package a source lies in; its own folder for a plain module."""
    folder = path.parent
    while (folder / "__init__.py").is_file() and folder != folder.parent:
        folder = folder.parent
    return folder
