"""Every example in the rules' documentation is what it says: it compiles, the bad ones fail, the good ones do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rule_examples import DOTNET_LANGUAGES, Example, compile_snippets, examples

from ecma2lint.engine import Plan, judge
from ecma2lint.facts import Target
from ecma2lint.reading import is_connector
from ecma2lint.rule import AnalysisRule
from ecma2lint.selection import ActiveRule
from ecma2lint.verdicts import Outcome, RuleResult
from expectations import packs, plan, read_path

Compiled = dict[tuple[str, Example], Target | str]

BUILDS = ("roslyn-debug", "roslyn-release")
DOTNET = [example for example in examples() if example.language in DOTNET_LANGUAGES]
PYTHON = [example for example in examples() if example.language == "python"]


def _result(example: Example, target: Target) -> RuleResult:
    """What the example's rule says; rules about exceptions need those of all others, and run with the whole profile."""
    assert is_connector(target), "the example was taken for no connector"
    if isinstance(example.rule, AnalysisRule):
        result = judge(target, plan()).rule(example.rule.id)
        assert result is not None
        return result
    (result,) = judge(target, Plan(plan().profile, (ActiveRule(example.rule, example.rule.severity),))).rules
    return result


def _hold(example: Example, target: Target) -> None:
    result = _result(example, target)
    if example.bad:
        assert result.outcome is Outcome.FAIL, f"{result.outcome.value}: {result.reason}"
    else:
        assert result.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE), f"{result.outcome.value}: {result.reason}"


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> Compiled:
    """What the linter reads of each example in each build, or what the compiler said."""
    return compile_snippets(DOTNET, BUILDS, tmp_path_factory.mktemp("examples"))


@pytest.mark.parametrize("build", BUILDS)
@pytest.mark.parametrize("example", DOTNET, ids=str)
def test_compiled_examples(example: Example, build: str, compiled: Compiled) -> None:
    """An example in C#, VB.NET or F# compiles, and the rule says of the assembly what the documentation says."""
    target = compiled[build, example]
    if isinstance(target, str) and target.startswith("no compiler"):
        if os.environ.get("ECMA2LINT_REQUIRE_COMPILERS") == "1":
            pytest.fail(target)
        pytest.skip(target)
    assert isinstance(target, Target), target
    _hold(example, target)


#: What is said of members that have another name or are not public: in F# all have and are.
_OF_EVERY_FSHARP_MEMBER = {"non-public-member", "prefixed-member"}


def _place(example: Example) -> tuple[str, bool, int]:
    """The rule, whether the example is bad, and its number among those of its language."""
    alike = [
        one
        for one in DOTNET
        if (one.rule.id, one.language, one.bad) == (example.rule.id, example.language, example.bad)
        and one.number < example.number
    ]
    return example.rule.id, example.bad, len(alike)


@pytest.mark.parametrize("build", BUILDS)
def test_languages_agree(build: str, compiled: Compiled) -> None:
    """Every rule, not the example's own alone, says of an example in VB.NET or F# what it says of the same code in C#."""
    everything = Plan(plan().profile, tuple(ActiveRule(rule, rule.severity) for rule in packs().rules))
    outcomes: dict[Example, dict[str, str]] = {}
    for example in DOTNET:
        target = compiled[build, example]
        if isinstance(target, Target):
            outcomes[example] = {result.name: result.outcome.value for result in judge(target, everything).rules}
    csharp = {_place(example): example for example in DOTNET if example.language == "csharp"}
    compared, differences = 0, []
    for example, found in outcomes.items():
        twin = csharp.get(_place(example)) or csharp.get((example.rule.id, example.bad, 0))
        # C# has prefixes, VB.NET other names: the two are not the same code.
        if example.language == "csharp" or twin not in outcomes or example.rule.name == "prefixed-member":
            continue
        compared += 1
        for name, outcome in found.items():
            known = example.language == "fsharp" and name in _OF_EVERY_FSHARP_MEMBER
            if outcome != outcomes[twin][name] and not known:
                differences.append(f"{example}: {name} is {outcome}, in C# {outcomes[twin][name]}")
    assert differences == []
    assert compared > 200 or len(outcomes) < len(DOTNET)


@pytest.mark.parametrize("example", PYTHON, ids=str)
def test_python_examples(example: Example, tmp_path: Path) -> None:
    """The rule says of a Python example what the documentation says."""
    path = tmp_path / "connector.py"
    path.write_text(example.source, encoding="utf-8")
    target = read_path(path)
    assert target is not None, "the example was taken for no connector"
    assert target.error is None, str(target.error)
    _hold(example, target)
