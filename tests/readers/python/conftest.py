"""The tests of this folder that look at names and bindings do not depend on the evaluation of bodies."""

from __future__ import annotations

import pytest

from ecma2lint.readers.evaluation import Evaluation


@pytest.fixture
def no_evaluation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read classes as if no body could be evaluated."""
    monkeypatch.setattr("ecma2lint.readers.python.reader._evaluate", lambda *_: Evaluation())
