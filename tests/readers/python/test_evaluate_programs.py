"""Programs in which the order of events matters: exceptions, bindings on some paths, aliases, loops, collections, texts."""

from __future__ import annotations

import pytest

from readers.python.evaluate_handed_out import HANDED_OUT
from readers.python.evaluate_programs import PROGRAMS, Program
from readers.python.evaluate_truth import evaluated, observed, the_class

_ENVIRONMENTS: tuple[dict[str, str], ...] = ({}, {"X": "1"}, {"Y": "1"}, {"X": "1", "Y": "1"})

_LOOKED_AT = ("FullExport", "DeltaImport", "ConcurrentOperation")


_ALL = (*PROGRAMS, *HANDED_OUT)


@pytest.mark.parametrize("program", _ALL, ids=[program.name for program in _ALL])
def test_what_is_evaluated_is_what_runs_show(program: Program) -> None:
    """Every value that a run shows is among those evaluated, and nothing else where the evaluator is held to decide."""
    cls = the_class(evaluated(program.source, program.siblings))
    shown = observed(program.source, program.siblings, _ENVIRONMENTS)
    assert cls.capabilities is not None and shown
    for name, values in shown.items():
        found = set(cls.capabilities.values[name].values)
        assert not found or values <= found, (name, found, values)
        if name in _LOOKED_AT and name not in program.loose.split():
            assert found == values, (name, found, values)
