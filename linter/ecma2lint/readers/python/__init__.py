"""Reading Python sources: the gate, the binder, the class graph, the members, and what is observed beside them."""

from __future__ import annotations

from ecma2lint.facts import Target
from ecma2lint.readers.python.options import DEFAULT_OPTIONS, PythonOptions, may_concern
from ecma2lint.readers.source import Source

__all__ = ["DEFAULT_OPTIONS", "PythonOptions", "may_concern", "read"]


def read(source: Source, options: PythonOptions = DEFAULT_OPTIONS) -> Target:
    """The facts of a Python source; see :func:`ecma2lint.readers.python.reader.read`."""
    from ecma2lint.readers.python.reader import read as read_source

    return read_source(source, options)
