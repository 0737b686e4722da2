"""Reads one candidate into a target: limits, the choice of the reader, and whether it is a connector at all."""

from __future__ import annotations

from ecma2lint.contract import ASSEMBLY
from ecma2lint.discovery import Candidate, kind_of
from ecma2lint.facts import Target, TargetError, TargetKind
from ecma2lint.readers import assembly, python
from ecma2lint.readers.python import PythonOptions
from ecma2lint.readers.source import Source

#: Bytes; the largest assembly of the .NET SDK has 20 MB.
MAX_FILE_SIZE = 256 * 1024 * 1024

_ASSEMBLY_OBSERVATIONS = frozenset({"merged-contract", "foreign-contract", "legacy-interface"})

#: A connector for ECMA 1, and what breaks a module without a contract class, and with it the connector that imports it.
_PYTHON_OBSERVATIONS = frozenset({"legacy-interface", "enum-none", "misspelt-attribute", "capabilities-keyword-arguments"})


def read(candidate: Candidate, options: PythonOptions) -> Target | None:
    """The facts of a candidate, or None when it turns out to be no connector.

    Bad input never raises: it ends in a target with an error.
    """
    try:
        size = candidate.path.stat().st_size
        if size > MAX_FILE_SIZE:
            limit = MAX_FILE_SIZE // (1024 * 1024)
            return _failed(candidate, f"the file has {size:,} bytes, over the limit of {limit} MiB", "name a connector")
        data = candidate.path.read_bytes()
    except OSError as error:
        return _failed(candidate, *_os_error(candidate, error))
    source = Source(candidate.path, candidate.display, data)
    if kind_of(candidate.path) is None and not data.startswith(b"MZ"):
        return _failed(
            candidate, "this is no input that ecma2lint reads", "name a folder, an assembly (.dll, .exe) or a Python source (.py)"
        )
    target = python.read(source, options) if candidate.kind is TargetKind.PYTHON else assembly.read(source)
    return target if is_connector(target) else None


def is_connector(target: Target) -> bool:
    """Whether a target has to do with the contract, so that a verdict on it means something."""
    if target.error is not None or target.classes:
        return True
    if target.kind is TargetKind.PYTHON:
        return any(seen.kind in _PYTHON_OBSERVATIONS for seen in target.observations)
    if target.assembly is None:
        return False
    if target.assembly.name == ASSEMBLY:
        return False
    return target.contract is not None or any(seen.kind in _ASSEMBLY_OBSERVATIONS for seen in target.observations)


def _failed(candidate: Candidate, cause: str, remedy: str) -> Target:
    return Target(candidate.display, candidate.kind, error=TargetError(cause, remedy))


def _os_error(candidate: Candidate, error: OSError) -> tuple[str, str]:
    if isinstance(error, FileNotFoundError) and not candidate.path.is_symlink():
        return "there is no such file or folder", "correct the path"
    if isinstance(error, PermissionError):
        return "the file may not be read (permission denied)", "grant read access to it"
    reason = error.strerror or type(error).__name__
    return f"the file cannot be read: {reason[0].lower()}{reason[1:]}", "check the file and its links"
