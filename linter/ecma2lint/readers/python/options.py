"""What the settings say about Python sources, and the prefilter: light, so that walking a folder need not load the reader."""

from __future__ import annotations

from typing import Literal

from ecma2lint.records import dataclass

Dialect = Literal["pythonnet", "ironpython", "shim"]


@dataclass(frozen=True)
class PythonOptions:
    """How Python sources reach their host.

    ``dialect`` tells how classes that derive from the interfaces are bound; ``entry_points`` name the plain classes that a shim
    calls, as ``Class`` or ``module.py:Class``.
    """

    dialect: Dialect = "pythonnet"
    entry_points: tuple[str, ...] = ()


DEFAULT_OPTIONS = PythonOptions()


def may_concern(data: bytes) -> bool:
    """Whether a source can hold a connector at all, judged by its bytes: it names the contract or one of its interfaces."""
    return b"MetadirectoryServices" in data or b"IMAExtensible2" in data
