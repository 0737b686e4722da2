"""Every example in the rules' documentation is what it says: it compiles, the bad ones fail, the good ones do not."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from rule_examples import LANGUAGES, Example, examples, target_of_example, toolchain

from ecma2lint.engine import Plan, judge
from ecma2lint.rule import AnalysisRule
from ecma2lint.selection import ActiveRule
from ecma2lint.verdicts import Outcome, RuleResult
from expectations import plan

PYTHON = [example for example in examples() if example.language == "python"]
COMPILED = [example for example in examples() if example.language != "python"]


def _result(example: Example, path: Path) -> RuleResult:
    """What the example's rule says; rules about exceptions need those of all others, and run with the whole profile."""
    target = target_of_example(path)
    if isinstance(example.rule, AnalysisRule):
        result = judge(target, plan()).rule(example.rule.id)
        assert result is not None
        return result
    (result,) = judge(target, Plan(plan().profile, (ActiveRule(example.rule, example.rule.severity),))).rules
    return result


def _hold(example: Example, path: Path) -> None:
    result = _result(example, path)
    if example.bad:
        assert result.outcome is Outcome.FAIL, f"{result.outcome.value}: {result.reason}"
    else:
        assert result.outcome in (Outcome.PASS, Outcome.NOT_APPLICABLE), f"{result.outcome.value}: {result.reason}"


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path | str]:
    """The assembly of each example's language and source, or what the compiler said; all are compiled in one batch."""
    build = toolchain()
    found = build.find_compilers()
    results: dict[tuple[str, str], Path | str] = {}
    jobs, order = [], []
    for language, text in dict.fromkeys((example.language, example.source) for example in COMPILED):
        reason = found.reason_against(language, "roslyn-release")
        if reason:
            results[language, text] = f"no compiler: {reason}"
            continue
        folder = tmp_path_factory.mktemp("example")
        source = folder / f"Connector{LANGUAGES[language]}"
        source.write_text(text, encoding="utf-8")
        out = folder / "bin" / "Connector.dll"
        jobs.append(build.Job((source,), language, "roslyn-release", out, (build.CONTRACT_DLL,)))
        order.append((language, text))
    for key, result in zip(order, build.compile_many(jobs), strict=True):
        results[key] = result.error or result.job.out
    return results


@pytest.mark.parametrize("example", COMPILED, ids=str)
def test_compiled_examples(example: Example, compiled: dict[tuple[str, str], Path | str]) -> None:
    """An example in C#, VB.NET or F# compiles, and the rule says of the assembly what the documentation says."""
    path = compiled[example.language, example.source]
    if isinstance(path, str) and path.startswith("no compiler"):
        if os.environ.get("ECMA2LINT_REQUIRE_COMPILERS") == "1":
            pytest.fail(path)
        pytest.skip(path)
    assert isinstance(path, Path), path
    _hold(example, path)


@pytest.mark.parametrize("example", PYTHON, ids=str)
def test_python_examples(example: Example, tmp_path: Path) -> None:
    """The rule says of a Python example what the documentation says."""
    path = tmp_path / "connector.py"
    path.write_text(example.source, encoding="utf-8")
    _hold(example, path)


def test_all_languages_have_examples() -> None:
    """The documentation shows every language the linter reads."""
    assert {example.language for example in examples()} == set(LANGUAGES)
