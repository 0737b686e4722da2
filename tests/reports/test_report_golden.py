"""Every format over the hand-made run, byte for byte: no clock, no version of anything else, no folder in it.

`ECMA2LINT_UPDATE_GOLDEN=1 pytest tests/reports/test_report_golden.py` writes the files anew; read what changed first.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from report_sample import sample_document

from ecma2lint.report import RenderOptions, format_names, load_writer, render

GOLDEN = Path(__file__).parent / "golden"

_CASES = {
    **{name: (name, RenderOptions()) for name in format_names()},
    "text-color-verbose": ("text", RenderOptions(color=True, verbose=True, width=100)),
    "text-quiet-ascii": ("text", RenderOptions(unicode=False, quiet=True)),
}


@pytest.mark.parametrize("case", list(_CASES))
def test_output_is_what_it_was(case: str) -> None:
    """The same document gives the same bytes as when the file was last read by a person."""
    name, options = _CASES[case]
    shown = render(name, sample_document(), options)
    file = GOLDEN / f"{case}{load_writer(name).EXTENSION}"
    if os.environ.get("ECMA2LINT_UPDATE_GOLDEN"):
        GOLDEN.mkdir(exist_ok=True)
        file.write_text(shown, encoding="utf-8", newline="\n")
    assert shown == file.read_bytes().decode("utf-8")


def test_every_golden_file_has_its_case() -> None:
    """No stale file stands in the folder."""
    assert {file.name for file in GOLDEN.iterdir()} == {
        f"{case}{load_writer(name).EXTENSION}" for case, (name, _) in _CASES.items()
    }


@pytest.mark.parametrize("name", format_names())
def test_writers_offer_what_the_seam_asks_for(name: str) -> None:
    """Name, description and extension are there, and every report ends in a line end."""
    writer = load_writer(name)
    assert name == writer.NAME
    assert writer.DESCRIPTION
    assert writer.EXTENSION.startswith(".")
    assert render(name, sample_document([])).endswith("\n") or name in ("github", "azure", "msbuild")
