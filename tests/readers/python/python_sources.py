"""Helpers of the Python reader's tests: write a module, read it without evaluating bodies, look at the facts."""

from __future__ import annotations

from pathlib import Path

from ecma2lint.facts import ContractClass, Observation, Target
from ecma2lint.readers.python import PythonOptions, read
from ecma2lint.readers.source import Source

IMPORTS = "import clr\nfrom Microsoft.MetadirectoryServices import *\n"


def read_text(folder: Path, text: str, name: str = "connector.py", options: PythonOptions | None = None) -> Target:
    """Write a source and read it."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return read(Source(path, name, path.read_bytes()), options or PythonOptions())


def only_class(target: Target) -> ContractClass:
    """The single contract class of a target that was read without error."""
    assert target.error is None, target.error
    (cls,) = target.classes
    return cls


def implementation(cls: ContractClass, member: str = "Capabilities") -> str:
    """How the class implements the member of that name."""
    found = [entry for interface in cls.interfaces for entry in interface.members if entry.name == member]
    (only,) = found
    return only.implementation.value


def observations(target: Target, kind: str) -> list[Observation]:
    """The observations of a kind, of the target and of its classes."""
    assert target.error is None, target.error
    everything = [*target.observations, *(seen for cls in target.classes for seen in cls.observations)]
    return [seen for seen in everything if seen.kind == kind]
