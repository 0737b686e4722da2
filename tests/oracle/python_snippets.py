"""Small Python connectors in text files: one language feature each, with what stays undecided of it.

A file holds snippets, each behind a line ``#### name``. Lines ``? fact: part of the reason`` directly below name what the
reader cannot decide (a capability, or ``schema``); everything else it must decide. Then follows the body of
``GetCapabilitiesEx(self, p)``, in which ``c`` is the object to fill. A line ``---`` parts the code of the module from that body,
``<<<`` begins code behind the class, and ``==== name`` a neighbouring module. ``SCH(s, p)`` in the module's code fills the
schema. A snippet that has a class ``Connector`` of its own is a whole module, with ``NAMESPACE`` for its namespace.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).parent / "snippets"
HEAD = """\
import clr
clr.AddReference("Microsoft.MetadirectoryServicesEx")
from Microsoft.MetadirectoryServices import *
import System
from System import Array, Guid, String
from System.Collections.Generic import List, Dictionary
"""


@dataclass(frozen=True)
class Snippet:
    """One connector: its source, its neighbours, and what stays open with a part of the reason."""

    name: str
    source: str
    neighbours: dict[str, str]
    undecided: dict[str, str]


def snippets(file: Path) -> list[Snippet]:
    """The snippets of a file; each has a namespace of its own."""
    parts = re.split(r"^#### ", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return [_snippet(part, f"{file.stem.capitalize()}{number}") for number, part in enumerate(parts)]


def _snippet(part: str, namespace: str) -> Snippet:
    name, _, text = part.partition("\n")
    undecided: dict[str, str] = {}
    while text.startswith("? "):
        line, _, text = text.partition("\n")
        fact, _, reason = line[2:].partition(": ")
        undecided[fact] = reason
    text, *rest = re.split(r"^==== ([\w/]+)\n", text, flags=re.MULTILINE)
    neighbours = dict(zip(rest[::2], rest[1::2], strict=True))
    return Snippet(name, _source(text).replace("NAMESPACE", namespace), neighbours, undecided)


def _source(text: str) -> str:
    if "class Connector" in text:
        return HEAD + text
    before, _, body = ("\n" + text).rpartition("\n---\n")
    body, _, behind = body.partition("\n<<<\n")
    return "\n".join(
        [
            HEAD + before,
            "class Connector(IMAExtensible2GetCapabilitiesEx, IMAExtensible2GetSchema):",
            '    __namespace__ = "NAMESPACE"',
            "    def GetCapabilitiesEx(self, p):",
            "        c = MACapabilities()",
            textwrap.indent(body.strip("\n"), "        "),
            "        return c",
            "    def GetSchema(self, p):",
            "        s = Schema.Create()",
            f"        return {'SCH(s, p) or s' if 'def SCH' in before else 's'}",
            behind,
            "",
        ]
    )


def write(snippet: Snippet, folder: Path, module: str) -> Path:
    """Write a snippet and its neighbours into a folder; the path of the connector."""
    for name, text in snippet.neighbours.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    path = folder / f"{module}.py"
    path.write_text(snippet.source, encoding="utf-8")
    return path
