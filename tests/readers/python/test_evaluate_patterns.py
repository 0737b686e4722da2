"""The hand-written patterns: what the author worked out, and what really happens when the connector runs."""

from __future__ import annotations

import pytest

from readers.python.evaluate_patterns import CAPABILITY_PATTERNS, Pattern
from readers.python.evaluate_truth import contradictions, evaluated, the_class

_ENVIRONMENTS: tuple[dict[str, str], ...] = (
    {},
    {"X": "1", "A": "1", "M": "a"},
    {"X": "12", "M": "b", "FULL": "1", "NAME": "FullExport"},
    {"FULL": "0", "NAME": "DeltaImport"},
)
_IDS = [pattern.name for pattern in CAPABILITY_PATTERNS]


@pytest.mark.parametrize("pattern", CAPABILITY_PATTERNS, ids=_IDS)
def test_capabilities_are_what_the_author_worked_out(pattern: Pattern) -> None:
    """Every pattern is decided, or left undecided with the right reason, as expected by hand."""
    cls = the_class(evaluated(pattern.source, pattern.siblings))
    assert cls.capabilities is not None
    for name, wanted in pattern.expected.items():
        value = cls.capabilities.values[name]
        if isinstance(wanted, set):
            assert set(value.values) == wanted, (name, value)
        elif isinstance(wanted, str) and wanted.startswith("?"):
            assert not value.values and wanted[1:] in (value.reason or ""), (name, value)
        else:
            assert value.known and value.value == wanted, (name, value)


@pytest.mark.parametrize("pattern", CAPABILITY_PATTERNS, ids=_IDS)
def test_no_decided_value_differs_from_a_run(pattern: Pattern) -> None:
    """Run in plain CPython against the simulated contract, no pattern contradicts a decided value."""
    cls = the_class(evaluated(pattern.source, pattern.siblings))
    assert contradictions(cls, pattern.source, pattern.siblings, _ENVIRONMENTS) == []
