"""Generated connectors: run in the simulator, not one decided value may differ, and every *one of* contains the truth."""

from __future__ import annotations

import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readers.python.evaluate_grammar import ENVIRONMENTS, Grammar
from readers.python.evaluate_truth import contradictions, evaluated, the_class


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.randoms(use_true_random=False))
def test_no_decided_fact_is_contradicted_by_a_run(source: random.Random) -> None:
    """Capabilities, object types and partitions of random programs hold in every environment and every order of calls."""
    text = Grammar(source).connector()
    assert contradictions(the_class(evaluated(text, {})), text, {}, ENVIRONMENTS) == []


def test_most_of_what_programs_do_is_decided() -> None:
    """Over fixed random programs more than half of all capability values are decided: the evaluator does not give up."""
    decided = total = 0
    for seed in range(20):
        cls = the_class(evaluated(Grammar(random.Random(seed)).connector(), {}))
        assert cls.capabilities is not None
        decided += sum(bool(value.values) for value in cls.capabilities.values.values())
        total += len(cls.capabilities.values)
    assert decided > total / 2


def test_evaluation_is_deterministic() -> None:
    """The same source yields the same facts."""
    text = Grammar(random.Random(5)).connector()
    assert the_class(evaluated(text, {})) == the_class(evaluated(text, {}))
