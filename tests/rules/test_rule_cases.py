"""Every rule has hand-made facts on which it fails and facts on which it does not."""

from __future__ import annotations

import test_behaviour_rules
import test_capability_rules
import test_contract_rules
import test_first_rules
import test_parameter_rules
import test_schema_rules

from ecma2lint.rule import AnalysisRule
from ecma2lint.verdicts import Outcome
from expectations import packs

MODULES = (
    test_behaviour_rules,
    test_capability_rules,
    test_contract_rules,
    test_first_rules,
    test_parameter_rules,
    test_schema_rules,
)
#: Rules that the modules test with functions of their own, both ways.
BY_FUNCTION = frozenset(
    {
        "ambiguous-class",
        "no-loadable-class",
        "no-namespace",
        *(name for name, _ in test_contract_rules.PYTHON_RULES.values()),
        *test_first_rules.PYTHON_RULES.values(),
        *test_schema_rules.BAD_ATTRIBUTES,
    }
)


def test_every_rule_is_tested_both_ways() -> None:
    """No rule is without a failing and without a harmless case."""
    cases = [case for module in MODULES for case in module.CASES]
    failing = {case.rule for case in cases if case.outcome is Outcome.FAIL} | BY_FUNCTION
    harmless = {case.rule for case in cases if case.outcome is not Outcome.FAIL} | BY_FUNCTION
    rules = {rule.name for rule in packs().rules if not isinstance(rule, AnalysisRule)}
    assert rules - failing == set()
    assert rules - harmless == set()


def test_cases_are_told_apart() -> None:
    """No two cases have the same name, so none hides another."""
    names = [str(case) for module in MODULES for case in module.CASES]
    assert sorted(names) == sorted(set(names))
