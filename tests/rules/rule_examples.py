"""The examples of the rules' documentation: found, made complete, and read."""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType

from ecma2lint.facts import Target
from ecma2lint.rule import Rule
from ecma2lint.rule_entry import rule_entry
from expectations import ROOT, packs, read_path

LANGUAGES = {"csharp": ".cs", "vb": ".vb", "fsharp": ".fs", "python": ".py"}

_NAMESPACES = (
    "System",
    "System.Collections.Generic",
    "System.Collections.ObjectModel",
    "System.Linq",
    "Microsoft.MetadirectoryServices",
)
_HEADERS = {
    "csharp": "".join(f"using {name};\n" for name in _NAMESPACES),
    "vb": "".join(f"Imports {name}\n" for name in _NAMESPACES),
    "fsharp": "namespace Contoso\n\n" + "".join(f"open {name}\n" for name in _NAMESPACES),
    "python": (
        "import clr\n\n"
        'clr.AddReference("Microsoft.MetadirectoryServicesEx")\n'
        "from Microsoft.MetadirectoryServices import *\n"
        "from System import Guid\n"
        "from System.Collections.Generic import List\n\n\n"
    ),
}


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
    def source(self) -> str:
        """The code with the lines that every file starts with."""
        return f"{_HEADERS[self.language]}\n{self.code}\n"


def examples_of(rule: Rule) -> Iterator[Example]:
    """The examples in the rule's section "Example"."""
    body = next((one["body"] for one in rule_entry(rule)["sections"] if one["heading"] == "Example"), "")
    for number, block in enumerate(re.finditer(r"^```(\w+) (\w+)\n(.*?)^```$", body, re.DOTALL | re.MULTILINE), 1):
        yield Example(rule, block[1], block[2] == "bad", number, block[3].rstrip())


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


def target_of_example(path: Path) -> Target:
    """The facts of an example that was written or compiled."""
    target = read_path(path)
    assert target is not None, "the example was taken for no connector"
    assert target.error is None, str(target.error)
    return target
