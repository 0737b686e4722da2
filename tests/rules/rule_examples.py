"""The examples of the rules' documentation: found, compiled, and read.

A compiler starts slowly, so all examples of a language become one assembly, each in a namespace of its own; what the linter
reads of that namespace is then judged as if it were the whole connector.
"""

from __future__ import annotations

import importlib.util
import os
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Protocol, TypeVar

from ecma2lint.facts import Target
from ecma2lint.records import replace
from ecma2lint.rule import Rule
from ecma2lint.rule_entry import rule_entry
from ecma2lint.rule_examples import example_blocks
from expectations import ROOT, packs, read_path

LANGUAGES = {"csharp": ".cs", "vb": ".vb", "fsharp": ".fs", "python": ".py"}
DOTNET_LANGUAGES = ("csharp", "vb", "fsharp")

_NAMESPACES = (
    "System",
    "System.Collections.Generic",
    "System.Collections.ObjectModel",
    "System.Diagnostics.CodeAnalysis",
    "System.Linq",
    "Microsoft.MetadirectoryServices",
)
#: What stands around an example in its file: its namespace is put in place of the braces, its code in place of the dots.
_FILES = {
    "csharp": "".join(f"using {name};\n" for name in _NAMESPACES) + "\nnamespace {}\n{{\n...\n}}\n",
    "vb": "".join(f"Imports {name}\n" for name in _NAMESPACES) + "\nNamespace {}\n...\nEnd Namespace\n",
    "fsharp": "namespace {}\n\n" + "".join(f"open {name}\n" for name in _NAMESPACES) + "\n...\n",
    "python": (
        "import clr\n\n"
        'clr.AddReference("Microsoft.MetadirectoryServicesEx")\n'
        "from Microsoft.MetadirectoryServices import *\n"
        "from System import Guid\n"
        "from System.Collections.Generic import List\n\n\n"
        "...\n"
    ),
}
#: Without the symbol the compiler leaves [SuppressMessage] out; projects in VB.NET infer types unless they say otherwise.
_OPTIONS = {
    "csharp": ("-define:CODE_ANALYSIS",),
    "vb": ("-define:CODE_ANALYSIS=True", "-optioninfer+"),
    "fsharp": ("--define:CODE_ANALYSIS",),
}


class Snippet(Protocol):
    """What is compiled with others of its language: ``source`` is a whole file that declares one namespace."""

    @property
    def language(self) -> str: ...
    @property
    def namespace(self) -> str: ...
    @property
    def source(self) -> str: ...


S = TypeVar("S", bound=Snippet)


def file_of(language: str, namespace: str, code: str) -> str:
    """A source file: the code with the lines that every file has, in a namespace."""
    before, _, after = _FILES[language].format(namespace).partition("...")
    return before + code + after


@dataclass(frozen=True)
class Example:
    """One fenced block of a rule: its language, whether it is bad, and its place among the rule's blocks."""

    rule: Rule
    language: str
    bad: bool
    number: int
    code: str

    def __str__(self) -> str:
        return f"{self.rule.name}-{self.number}-{self.language}-{'bad' if self.bad else 'good'}"

    @property
    def namespace(self) -> str:
        """Where the example stands in the assembly of its language."""
        return f"Contoso.{self.rule.id}.Example{self.number}"

    @property
    def source(self) -> str:
        """The file of the example: its code with the lines that every file has."""
        return file_of(self.language, self.namespace, self.code)


def examples_of(rule: Rule) -> Iterator[Example]:
    """The examples in the rule's section "Example"."""
    body = next((one["body"] for one in rule_entry(rule)["sections"] if one["heading"] == "Example"), "")
    for number, block in enumerate(example_blocks(body), 1):
        yield Example(rule, block.language, block.bad, number, block.code.rstrip())


@cache
def examples() -> tuple[Example, ...]:
    """All examples of all rules."""
    return tuple(example for rule in packs().rules for example in examples_of(rule))


@cache
def toolchain() -> ModuleType:
    """The module that compiles: ``fixtures/toolchain/build.py``."""
    path = ROOT / "fixtures" / "toolchain" / "build.py"
    spec = importlib.util.spec_from_file_location("fixture_toolchain", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def compile_snippets(chosen: Iterable[S], builds: Iterable[str], folder: Path) -> dict[tuple[str, S], Target | str]:
    """What the linter reads of each snippet in each build, or what the compiler said against it.

    A build that there is not for a language (mcs for others than C#) is left out.
    """
    groups: dict[str, list[S]] = {}
    for snippet in chosen:
        groups.setdefault(snippet.language, []).append(snippet)
    # The slowest first: the compilers run side by side.
    order = sorted(groups, key=DOTNET_LANGUAGES.index, reverse=True)
    jobs = [
        (language, build, folder / build / language)
        for language in order
        for build in builds
        if build != "mcs" or language == "csharp"
    ]
    toolchain()  # imported before the threads, not by all of them
    with ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        results = pool.map(lambda job: _compile_group(groups[job[0]], *job), jobs)
        return {
            (build, snippet): found
            for (_, build, _), group in zip(jobs, results, strict=True)
            for snippet, found in group.items()
        }


def _compile_group(group: list[S], language: str, build: str, folder: Path) -> dict[S, Target | str]:
    """One assembly of all snippets of a language; those that the compiler names in its errors are left out and tried no more."""
    reason = toolchain().find_compilers().reason_against(language, build)
    if reason:
        return dict.fromkeys(group, f"no compiler: {reason}")
    files = {}
    for snippet in group:
        path = folder / "src" / f"{snippet.namespace}{LANGUAGES[language]}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(snippet.source, encoding="utf-8")
        files[snippet] = path
    refused: dict[S, Target | str] = {}
    out = folder / "bin" / "Connector.dll"
    while len(refused) < len(files):
        sources = tuple(path for snippet, path in files.items() if snippet not in refused)
        job = toolchain().Job(sources, language, build, out, (toolchain().CONTRACT_DLL,), options=_OPTIONS[language])
        (result,) = toolchain().compile_many([job])
        if result.error is None:
            target = read_path(out)
            assert target is not None, "the assembly of the snippets was taken for no connector"
            assert target.error is None, str(target.error)
            return refused | {snippet: part_of(target, snippet.namespace) for snippet in files if snippet not in refused}
        lines = result.error.splitlines()
        named = {
            snippet: "\n".join(line for line in lines if f"{path.name}(" in line)
            for snippet, path in files.items()
            if snippet not in refused and f"{path.name}(" in result.error
        }
        refused |= named or {snippet: result.error for snippet in files if snippet not in refused}
    return refused


def part_of(target: Target, namespace: str) -> Target:
    """The facts that lie in one namespace, as the target they would be alone."""

    def within(name: str | None) -> bool:
        return name is not None and name.startswith(f"{namespace}.")

    return replace(
        target,
        classes=tuple(cls for cls in target.classes if within(cls.type)),
        observations=tuple(seen for seen in target.observations if within(seen.location.type)),
        suppressions=tuple(one for one in target.suppressions if within(one.type)),
    )
