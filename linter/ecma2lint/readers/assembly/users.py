"""Which assemblies of the same folder refer to a target: they tell a library from a connector that nothing can load."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.identity import assembly_facts
from ecma2lint.readers.assembly.image import open_image

_SUFFIXES: Final = (".dll", ".exe")
MAX_SIBLINGS: Final = 64


def users_of(path: Path, name: str) -> Iterator[str]:
    """The file names of siblings that refer to the assembly of that simple name, sorted; what cannot be read is no user."""
    mark = name.encode()
    files = (file for file in path.parent.iterdir() if file.suffix.lower() in _SUFFIXES and file.name != path.name)
    for file in sorted(files)[:MAX_SIBLINGS]:
        try:
            data = file.read_bytes()
            if mark in data and any(reference.name == name for reference in assembly_facts(open_image(data)).references):
                yield file.name
        except (OSError, UnreadableAssembly):
            continue
