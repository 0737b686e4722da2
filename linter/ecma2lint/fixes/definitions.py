"""Fixes for what keeps the class or the file from being loaded: no ``__namespace__``, and ``Enum.None``."""

from __future__ import annotations

import re

from ecma2lint.fixes.model import AddAssignment, Declined, FetchByName, Fix, Place, Sheet
from ecma2lint.readers.python.classes import BaseKind, NamespaceState, OwnedClass
from ecma2lint.verdicts import Finding

_DOTNET = (BaseKind.INTERFACE, BaseKind.LEGACY, BaseKind.DOTNET)


def fetch_none_by_name(finding: Finding, sheet: Sheet) -> Fix | Declined | None:
    """``Enum.None``, which keeps the whole file from parsing, becomes ``getattr(Enum, "None")``."""
    found = finding.location
    for none in sheet.parsed.enum_nones:
        if none.location == found and found.line and found.column and found.end_line and found.end_column:
            edit = FetchByName(Place(found.line, found.column), Place(found.end_line, found.end_column))
            kept = none.name.removesuffix(".None")
            return Fix((edit,), f'writes getattr({kept}, "None") for {none.name}')
    return None


def add_namespace(finding: Finding, sheet: Sheet) -> Fix | Declined | None:
    """Add ``__namespace__`` to the class that pythonnet would make a .NET type of."""
    cls = next((cls for cls in sheet.classes if Place(*_start(finding)) == sheet.place(cls.node)), None)
    if cls is None:
        if any(cls.namespace.state is NamespaceState.INVALID for cls in sheet.classes):
            return Declined("__namespace__ is set, but to no text: write the text that is meant")
        return None
    owner = _owner(cls)
    if isinstance(owner, Declined):
        return owner
    text, source = _namespace(sheet)
    if any(other is not owner and _clr_name(other) == (text, owner.name) for other in sheet.classes):
        return Declined(f"there is a class {text}.{owner.name} already; choose another __namespace__")
    sentence = f'adds __namespace__ = "{text}" to {owner.name}, after {source}'
    return Fix((AddAssignment(sheet.place(owner.node), "__namespace__", text),), sentence)


def _start(finding: Finding) -> tuple[int, int]:
    return (finding.location.line or 0, finding.location.column or 0)


def _owner(cls: OwnedClass) -> OwnedClass | Declined:
    """The class to make the type of: where the .NET bases are listed, since what its own bases define would be lost."""
    listing = [owner for owner in cls.mro if any(base.kind in _DOTNET for base in owner.bases)]
    if cls.unknown_bases:
        return Declined("a base class could not be read, so where __namespace__ belongs is not certain")
    if len(listing) != 1:
        return Declined("several of its classes list .NET bases: give one class all of them and the __namespace__")
    owner = listing[0]
    if len(owner.mro) > 1:
        return Declined(f"members of its base {owner.mro[1].name} would be lost behind a __namespace__ in {owner.name}")
    if not owner.module.is_target:
        return Declined(f"__namespace__ belongs into {owner.name} of {owner.module.name}")
    return owner


def _clr_name(cls: OwnedClass) -> tuple[str, str] | None:
    return (cls.namespace.text, cls.name) if cls.namespace.state is NamespaceState.KNOWN else None


def _namespace(sheet: Sheet) -> tuple[str, str]:
    """The namespace to use and what it is taken from: the file's other classes, its package, or its own name."""
    for cls in sheet.classes:
        if cls.namespace.state is NamespaceState.KNOWN and re.fullmatch(r"[A-Za-z_][\w.]*", cls.namespace.text, re.ASCII):
            return cls.namespace.text, f"class {cls.name}"
    path, root = sheet.program.path, sheet.program.root
    dotted = ".".join(part for part in map(_pascal, path.parent.relative_to(root).parts) if part)
    if dotted:
        return dotted, "the name of its package"
    return _pascal(path.stem) or "Connectors", "the name of its module"


def _pascal(word: str) -> str:
    """A name as .NET writes it: ``my_connector`` becomes ``MyConnector``; empty when nothing of it can stand in a name."""
    words = re.findall(r"[A-Za-z0-9]+", word)
    joined = "".join(part[0].upper() + part[1:] for part in words)
    return f"_{joined}" if joined[:1].isdigit() else joined
