"""The seam between the engine and the report writers.

A writer is a module that offers ``NAME``, ``DESCRIPTION``, ``EXTENSION`` and ``render(document, options)``. It works from the
result document alone. Built-in writers are known by their package; others come through the entry-point group
``ecma2lint.reports``, whose entries are named after the format and point at such a module.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol, cast

from ecma2lint.faults import FaultError
from ecma2lint.records import dataclass
from ecma2lint.result_types import ResultDocument

BUILTIN = "ecma2lint_reports"
GROUP = "ecma2lint.reports"


@dataclass(frozen=True)
class RenderOptions:
    """How a writer may present the document.

    ``color``: ANSI colours (text formats). ``unicode``: the stream can carry any character; otherwise the text formats write
    ASCII only. ``width``: columns of the text formats. ``verbose``: passes with their evidence too. ``quiet``: only what fails,
    is undecided or in error. ``disposed``: suppressed, waived and baseline findings too. ``root``: formats that need
    relative paths give those below this folder relative to it.
    """

    color: bool = False
    unicode: bool = True
    width: int = 80
    verbose: bool = False
    quiet: bool = False
    disposed: bool = False
    root: str = ""


class Writer(Protocol):
    """What a writer module offers. ``NAME`` is the format, ``EXTENSION`` the usual ending of its files (``.sarif``)."""

    NAME: str
    DESCRIPTION: str
    EXTENSION: str

    def render(self, document: ResultDocument, options: RenderOptions) -> str:
        """The report, ending in a line end."""
        ...


def format_names() -> tuple[str, ...]:
    """The built-in formats, in the order in which help shows them."""
    return tuple(import_module(BUILTIN).FORMATS)


def load_writer(name: str) -> Writer:
    """The writer of a format; only its own module is imported.

    Raises:
        FaultError: when there is no such format, or its module does not load.
    """
    formats: dict[str, str] = import_module(BUILTIN).FORMATS
    try:
        if name in formats:
            return cast(Writer, import_module(formats[name]))
        from importlib.metadata import entry_points

        for entry in entry_points(group=GROUP, name=name):
            return cast(Writer, entry.load())
    except Exception as error:
        raise FaultError(f"report format {name}", f"does not load: {error!r}", "install or mend the report pack") from error
    raise FaultError(f"report format {name!r}", "there is no such format", f"choose one of: {', '.join(formats)}")


def render(name: str, document: ResultDocument, options: RenderOptions | None = None) -> str:
    """The document in a format.

    Raises:
        FaultError: as :func:`load_writer`.
    """
    return load_writer(name).render(document, options or RenderOptions())
