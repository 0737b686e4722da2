"""Small connectors kept in data files, many in one file: how they become sources of one assembly in C#, VB or F#.

A file holds one snippet per heading line: ``//# title`` (C# and F#) or ``'# title`` (VB). In VB and F# a snippet without a class
``C`` is the body of one that is put around it: of ``Capabilities`` with a local ``c``, or, marked ``[schema]``, of ``GetSchema``
with ``s`` and the parameters ``p``. A line ``---`` ends what stands beside the class. Marks in a title:

* ``[open]``: may stay undecided; of all others every value must be decided;
* ``[roslyn]``: C# that mcs does not compile;
* ``[debug]``, ``[release]``: may stay undecided in that build;
* ``[loose]``, ``[noinfer]``, ``[text]``: VB with Option Strict Off, Option Infer Off, Option Compare Text.
"""

from __future__ import annotations

import re
import shutil
import textwrap
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from types import ModuleType

from oracle import clr

LANGUAGES = {".cs": "csharp", ".vb": "vb", ".fs": "fsharp"}
#: The runtime a language's connectors need, where not every one will do.
RUNTIMES = {".vb": "coreclr"}

_CSHARP = """using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Linq;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.MetadirectoryServices;
using CP = System.Collections.ObjectModel.KeyedCollection<string, Microsoft.MetadirectoryServices.ConfigParameter>;
"""
_VB = """Imports System
Imports System.Collections
Imports System.Collections.Generic
Imports System.Collections.ObjectModel
Imports System.Linq
Imports System.Text
Imports System.Threading.Tasks
Imports Microsoft.VisualBasic
Imports Microsoft.MetadirectoryServices
Imports CP = System.Collections.ObjectModel.KeyedCollection(Of String, Microsoft.MetadirectoryServices.ConfigParameter)
"""
_VB_CAPABILITIES = """Public Class C
Implements IMAExtensible2GetCapabilities
Public ReadOnly Property Capabilities As MACapabilities Implements IMAExtensible2GetCapabilities.Capabilities
Get
Dim c As New MACapabilities()
BODY
Return c
End Get
End Property
End Class"""
_VB_SCHEMA = """Public Class C
Implements IMAExtensible2GetSchema
Public Function GetSchema(p As CP) As Schema Implements IMAExtensible2GetSchema.GetSchema
Dim s = Schema.Create()
BODY
Return s
End Function
End Class"""
_FSHARP = """open System
open System.Collections.Generic
open System.Collections.ObjectModel
open System.Linq
open System.Text
open System.Threading.Tasks
open Microsoft.MetadirectoryServices
type CP = KeyedCollection<string, ConfigParameter>
"""
_FSHARP_CAPABILITIES = """type C() =
    interface IMAExtensible2GetCapabilities with
        member this.Capabilities =
            let c = MACapabilities()
BODY
            c"""
_FSHARP_SCHEMA = """type C() =
    interface IMAExtensible2GetSchema with
        member this.GetSchema(p) =
            let s = Schema.Create()
BODY
            s"""
_OPTIONS = {
    "vb": ("-nowarn",),
    # Incomplete matches, the old list functions, and new objects without `new` are meant.
    "fsharp": ("--nowarn:25,760,1182,64",),
}


@cache
def snippets(path: Path) -> dict[str, tuple[str, str]]:
    """Title and code of every snippet of a file, by its namespace."""
    heading = r"^'# *" if path.suffix == ".vb" else r"^//# *"
    parts = re.split(heading, path.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    return {f"T{index}": (part.partition("\n")[0], part.partition("\n")[2]) for index, part in enumerate(parts)}


def _surrounded(code: str, frame: str, indent: str) -> str:
    beside, found, body = code.partition("\n---\n")
    if not found:
        beside, body = "", code
    return f"{beside}\n" + frame.replace("BODY", textwrap.indent(body.rstrip("\n"), indent))


def _vb(key: str, title: str, code: str) -> str:
    if not re.search(r"^(Partial )?Public (Partial )?Class C$", code, re.MULTILINE):
        code = _surrounded(code, _VB_SCHEMA if "[schema]" in title else _VB_CAPABILITIES, "")
    options = {"Strict": "[loose]" not in title, "Infer": "[noinfer]" not in title}
    head = "".join(f"Option {name} {'On' if on else 'Off'}\n" for name, on in options.items())
    head += f"Option Compare {'Text' if '[text]' in title else 'Binary'}\n"
    return f"{head}{_VB}Namespace {key}\n{code}\nEnd Namespace\n"


def _fsharp(key: str, title: str, code: str) -> str:
    if not re.search(r"^type C\b", code, re.MULTILINE):
        code = _surrounded(code, _FSHARP_SCHEMA if "[schema]" in title else _FSHARP_CAPABILITIES, " " * 12)
    return f"namespace {key}\n{_FSHARP}\n{code}\n"


def _sources(path: Path, folder: Path, compiler: str) -> Iterator[Path]:
    """The snippets as source files: one for all in C#, one for each in VB (options) and F# (one initialiser per file)."""
    chosen = {key: part for key, part in snippets(path).items() if compiler != "mcs" or "[roslyn]" not in part[0]}
    if path.suffix == ".cs":
        source = folder / f"{compiler}.cs"
        source.write_text(
            _CSHARP + "\n".join(f"namespace {key} {{\n{code}\n}}" for key, (_, code) in chosen.items()), encoding="utf-8"
        )
        yield source
        return
    write = _vb if path.suffix == ".vb" else _fsharp
    for key, (title, code) in chosen.items():
        source = folder / f"{key}{path.suffix}"
        source.write_text(write(key, title, code), encoding="utf-8")
        yield source


def compile_snippets(path: Path, folder: Path, build: ModuleType, compilers: tuple[str, ...]) -> dict[str, Path]:
    """The assembly that each build made of a file.

    Raises:
        AssertionError: a compiler refused, with its words.
    """
    language = LANGUAGES[path.suffix]
    jobs = [
        build.Job(
            tuple(_sources(path, folder, compiler)),
            language,
            compiler,
            folder / compiler / "Traps.dll",
            (clr.CONTRACT_DLL,),
            options=_OPTIONS.get(language, ()),
        )
        for compiler in compilers
    ]
    results = build.compile_many(jobs)
    assert not [result.error for result in results if result.error], [result.error for result in results]
    if language == "fsharp":
        for result in results:
            # For the runtime only: the reader knows the library by name, whether it is there or not.
            shutil.copy(build.find_compilers().fsharp_core, result.job.out.parent)
    return {result.job.build: result.job.out for result in results}
