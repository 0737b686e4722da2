"""Reading .NET assemblies: metadata through dnfile, binding as the CLR does it, evaluation of method bodies.

Nothing of the target is executed and no .NET runtime is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.contract import NAMESPACE

if TYPE_CHECKING:
    from ecma2lint.facts import Target
    from ecma2lint.readers.source import Source

_MARK: Final = NAMESPACE.encode()


def may_concern(data: bytes) -> bool:
    """Whether an assembly can hold anything of the contract: its namespace stands in the name heap, which is UTF-8.

    Text in UTF-16 (string literals) is no sign: a type cannot implement an interface through a literal.
    """
    return _MARK in data


def read(source: Source) -> Target:
    """The facts of one assembly; never raises for bad input, see :func:`ecma2lint.readers.assembly.reader.read`."""
    from ecma2lint.readers.assembly.reader import read as read_target

    return read_target(source)
