"""The machinery of the oracle itself: a runtime is found without harm, and what stalls or kills a child is reported."""

from __future__ import annotations

from pathlib import Path

import pytest

from oracle import clr

GOOD = clr.FIXTURES / "python" / "all-compliant"


def _job(root: Path) -> clr.Job:
    return {
        "kind": "python",
        "root": str(root),
        "module": "connector",
        "configurations": [{}],
        "loadable": [],
        "unregistered": [],
    }


def _fixture(folder: Path, name: str, text: str) -> clr.Job:
    root = folder / name
    root.mkdir()
    (root / "connector.py").write_text(text, encoding="utf-8")
    return _job(root)


def test_a_runtime_that_does_not_load_is_a_reason_not_a_crash() -> None:
    """A runtime that cannot be loaded ends the probe's child only, and the reason is said in words."""
    clr.require_clr()
    found = clr._probe("coreclr", (("DOTNET_ROOT", "/nowhere"),))
    assert isinstance(found, clr.NoClr)
    assert found.reason


def test_requirement_turns_the_skip_into_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the oracle must run, a missing runtime fails the test instead of skipping it."""
    monkeypatch.setattr(clr, "find_clr", lambda only=None: clr.NoClr("none here"))
    monkeypatch.delenv(clr.REQUIRE, raising=False)
    with pytest.raises(pytest.skip.Exception, match="none here"):
        clr.require_clr()
    monkeypatch.setenv(clr.REQUIRE, "1")
    with pytest.raises(pytest.fail.Exception, match="none here"):
        clr.require_clr()


def test_a_connector_that_ends_its_process_spoils_no_other(tmp_path: Path) -> None:
    """The job that kills the child is reported as crashed, and those after it run in a new child."""
    runtime = clr.require_clr()
    killer = _fixture(tmp_path, "killer", "import os\n\nos._exit(3)\n")
    reports = clr.run_jobs([killer, _job(GOOD)], runtime)
    assert "status 3" in reports[0]["crashed"]
    assert reports[1]["classes"]["Contoso.Connector"][0]["created"] is True


def test_a_connector_that_never_ends_is_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A job that stalls is reported after its time, and the child is gone."""
    runtime = clr.require_clr()
    monkeypatch.setattr(clr, "_START_SECONDS", 3.0)
    sleeper = _fixture(tmp_path, "sleeper", "import time\n\ntime.sleep(600)\n")
    (report,) = clr.run_jobs([sleeper], runtime, seconds_per_job=0.0)
    assert report["crashed"].startswith("no answer within")
