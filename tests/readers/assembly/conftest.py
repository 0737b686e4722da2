"""Every test here reads metadata only."""

from __future__ import annotations

import pytest

from readers.assembly.support import without_evaluation


@pytest.fixture
def metadata_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """No method body is evaluated."""
    without_evaluation(monkeypatch)
