"""Generated connectors with several defects at once become exactly what they must, and come to rest."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings

from ecma2lint.fixes import FIXERS
from ecma2lint.readers.python.gate import Parsed, parse
from ecma2lint.readers.source import Source
from fixes.fixing import judged, repaired
from fixes.generated_sources import Generated, connectors


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(connectors())
def test_generated_connectors_are_fixed_and_nothing_else_changes(source: Generated) -> None:
    """Only the tokens at fault change, the result parses, the findings are gone, and a second run changes nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "connector.py"
        found = repaired(source.before, path, unsafe=True)
        assert found.failure is None
        assert found.after.decode() == source.after.decode()
        assert isinstance(parse(found.after), Parsed)
        verdict = judged(Source(path, path.name, found.after))
        assert [result.rule for result in verdict.rules if result.rule in FIXERS and result.new_findings] == []
        again = repaired(found.after, path, unsafe=True)
        assert not again.changed
        assert not again.done


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(connectors())
def test_safe_fixes_are_some_of_all(source: Generated) -> None:
    """Without unsafe fixes the source comes to rest too, and unsafe ones then bring it where both together do."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "connector.py"
        safe = repaired(source.before, path)
        assert safe.failure is None
        assert not repaired(safe.after, path).changed
        assert repaired(safe.after, path, unsafe=True).after.decode() == source.after.decode()
