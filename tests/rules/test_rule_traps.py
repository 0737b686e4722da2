"""Connectors that try to provoke a false alarm or a false pass, and what each rule must say of them.

``traps/*.cs``, ``*.vb``, ``*.fs`` and ``*.py.txt`` hold one connector per block. The head of a block names it and the outcome
of each rule in question; the outcomes were worked out by hand from the contract and the language, not from what the linter says.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from rule_examples import LANGUAGES, compile_snippets, file_of

from ecma2lint.engine import judge
from ecma2lint.facts import Target
from ecma2lint.verdicts import TargetVerdict
from expectations import plan, read_path

TRAPS = Path(__file__).parent / "traps"
BUILDS = ("roslyn-release", "roslyn-debug", "mcs")
MARKS = {"csharp": "//@", "vb": "'@", "fsharp": "//@", "python": "#@"}

#: What blocks in C# abbreviate.
_MACROS = {
    "%IMPORT%": """
    public int ImportDefaultPageSize { get { return 100; } }
    public int ImportMaxPageSize { get { return 1000; } }
    public OpenImportConnectionResults OpenImportConnection(CP p, Schema types, OpenImportConnectionRunStep s)
    { return new OpenImportConnectionResults(); }
    public CloseImportConnectionResults CloseImportConnection(CloseImportConnectionRunStep s)
    { return new CloseImportConnectionResults(); }
""",
    "%EXPORT%": """
    public int ExportDefaultPageSize { get { return 100; } }
    public int ExportMaxPageSize { get { return 1000; } }
    public void OpenExportConnection(CP p, Schema types, OpenExportConnectionRunStep s) { }
    public void CloseExportConnection(CloseExportConnectionRunStep s) { }
""",
    "%GET%": "public GetImportEntriesResults GetImportEntries(GetImportEntriesRunStep s)",
    "%PUT%": "public PutExportEntriesResults PutExportEntries(IList<CSEntryChange> csentries)",
    "%EMPTY%": 'return new GetImportEntriesResults("", false, new List<CSEntryChange>());',
    "%VALIDATE%": (
        "public ParameterValidationResult ValidateConfigParameters(CP p, ConfigParameterPage page)"
        " { return new ParameterValidationResult(); }"
    ),
    "%DEFS%": "public IList<ConfigParameterDefinition> GetConfigParameters(CP p, ConfigParameterPage page)",
    "%SCHEMA%": "public class C : IMAExtensible2GetSchema { public Schema GetSchema(CP p)",
    "%CAPS%": "public class C : IMAExtensible2GetCapabilities { public MACapabilities Capabilities",
}
_CONFIGURATION = (
    "using CP = System.Collections.ObjectModel.KeyedCollection<string, Microsoft.MetadirectoryServices.ConfigParameter>;\n"
)


@dataclass(frozen=True)
class Trap:
    """One block: its language, the source of the whole file, and the outcome of each rule."""

    name: str
    language: str
    code: str
    expected: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        return f"{self.language}-{self.name}"

    @property
    def namespace(self) -> str:
        """Where the block stands in the assembly of its language."""
        return "Contoso.Trap_" + re.sub(r"\W", "_", self.name)

    @property
    def source(self) -> str:
        """The file of the block."""
        code = self.code
        if self.language == "csharp":
            for macro, text in _MACROS.items():
                code = code.replace(macro, text)
            code = _CONFIGURATION + code
        return file_of(self.language, self.namespace, code)

    def hold(self, target: Target) -> None:
        """Fail unless every rule says of the facts what it must."""
        verdict = judge(target, plan())
        wrong = [text for rule, outcome in self.expected if (text := _differs(verdict, rule, outcome))]
        assert not wrong, "\n".join(wrong)


def _differs(verdict: TargetVerdict, rule: str, outcome: str) -> str | None:
    result = verdict.rule(f"ECMA{rule}")
    assert result is not None, rule
    said = result.outcome.value
    if said == outcome or (outcome == "pass" and said == "not-applicable"):
        return None
    return f"ECMA{rule} must say {outcome}, says {said}: {result.reason}"


def traps() -> Iterator[Trap]:
    """Every block of every file."""
    for language, suffix in LANGUAGES.items():
        for file in sorted(TRAPS.glob(f"*{suffix}*")):
            for block in re.split(rf"^{re.escape(MARKS[language])}", file.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]:
                head, _, code = block.partition("\n")
                name, _, expected = head.partition("|")
                pairs = tuple((rule, outcome) for rule, outcome in (one.split("=") for one in expected.split()))
                yield Trap(name.strip(), language, code, pairs)


ALL = tuple(traps())
COMPILED = [
    (trap, build) for trap in ALL if trap.language != "python" for build in BUILDS if build != "mcs" or trap.language == "csharp"
]


def test_traps_are_told_apart() -> None:
    """No two blocks of one language share a name, and each says something of some rule."""
    names = [str(trap) for trap in ALL]
    assert sorted(names) == sorted(set(names))
    assert all(trap.expected for trap in ALL)


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, Trap], Target | str]:
    """What the linter reads of each block by each compiler, or what the compiler said."""
    chosen = [trap for trap in ALL if trap.language != "python"]
    return compile_snippets(chosen, BUILDS, tmp_path_factory.mktemp("traps"))


@pytest.mark.parametrize(("trap", "build"), COMPILED, ids=str)
def test_compiled_traps(trap: Trap, build: str, compiled: dict[tuple[str, Trap], Target | str]) -> None:
    """Whatever compiler built a connector, no rule is deceived by it."""
    target = compiled[build, trap]
    if isinstance(target, str) and target.startswith("no compiler"):
        if os.environ.get("ECMA2LINT_REQUIRE_COMPILERS") == "1":
            pytest.fail(target)
        pytest.skip(target)
    assert isinstance(target, Target), target
    trap.hold(target)


@pytest.mark.parametrize("trap", [trap for trap in ALL if trap.language == "python"], ids=str)
def test_python_traps(trap: Trap, tmp_path: Path) -> None:
    """No rule is deceived by a Python connector."""
    path = tmp_path / "connector.py"
    path.write_text(trap.source, encoding="utf-8")
    target = read_path(path)
    assert target is not None, "it was taken for no connector"
    assert target.error is None, str(target.error)
    trap.hold(target)
