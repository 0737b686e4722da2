"""The formats for people: text, concise, Markdown."""

from __future__ import annotations

import re

import pytest
from report_sample import ASSEMBLY, SOURCE, failing, sample_document, sample_verdicts, verdict

from ecma2lint.facts import Location
from ecma2lint.report import RenderOptions, render
from ecma2lint.verdicts import Conclusion, Finding, RunFault
from ecma2lint_reports import markdown


def test_text_names_verdict_controls_findings_and_undecided() -> None:
    """Per target: the verdict in words, every control, place, evidence, remedy, and why something is undecided."""
    text = render("text", sample_document())
    for words in (
        "NOT COMPLIANT  bin/Contoso.Hr.dll",
        "✗ fail            Full export",
        "? undecided       Partitions",
        "Contoso.Hr.Connector::get_Capabilities, IL_0012",
        "evidence  assigned in an object initialiser",
        "via       Contoso.Hr.Defaults::Fill, IL_0008",
        "remedy    set `FullExport = false`",
        "settle    return one partition whatever the configuration says",
        "▶ 10 │         capabilities.FullExport = True  # all of it",
    ):
        assert words in text


def test_text_keeps_to_80_columns() -> None:
    """No line is wider, but for single words that cannot be broken."""
    for line in render("text", sample_document()).splitlines():
        assert len(line) <= 80 or max(len(word) for word in line.split()) > 60, line


def test_text_has_colour_only_when_asked() -> None:
    """No escape sequence without the option; with it the words are the same."""
    plain, colored = render("text", sample_document()), render("text", sample_document(), RenderOptions(color=True))
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == plain
    assert colored != plain


@pytest.mark.parametrize("name", ["text", "concise", "github", "azure", "msbuild"])
def test_a_console_without_unicode_gets_ascii(name: str) -> None:
    """Everything can be encoded, and what was not ASCII is still there as an escape."""
    finding = Finding("naïve → value", Location("Ünï.T", "m"))
    document = sample_document([verdict(ASSEMBLY, {"ECMA202": failing("ECMA202", finding)}, Conclusion.NOT_COMPLIANT, "x")])
    shown = render(name, document, RenderOptions(unicode=False))
    assert shown.isascii()
    assert "na\\xefve" in shown


def test_quiet_leaves_out_what_is_fine() -> None:
    """A compliant target is not shown, nor passing controls; the summary is."""
    text = render("text", sample_document(), RenderOptions(quiet=True))
    assert "Contoso.Clean.dll" not in text
    assert "✓ pass" not in text
    assert "Of 4 targets" in text


def test_waived_findings_are_shown_on_demand() -> None:
    """A waived finding is counted, and shown in full when verbose, with the reason."""
    assert "1 waived" in render("text", sample_document())
    for options in (RenderOptions(verbose=True), RenderOptions(disposed=True)):
        assert "because   the host strips it (identity@contoso.example, HR-1, until" in render("text", sample_document(), options)


def test_faults_are_told() -> None:
    """A fault of the run is in every format for people."""
    document = sample_document(faults=(RunFault("waivers.toml", "line 3 has no owner", "add the owner"),))
    for name in ("text", "concise", "markdown", "html"):
        shown = render(name, document)
        assert "line 3 has no owner" in shown
        assert "add the owner" in shown


def test_concise_has_one_line_per_issue() -> None:
    """Five findings, two undecided places, a crash and an unread target, and the conclusion."""
    lines = render("concise", sample_document()).splitlines()
    assert len(lines) == 5 + 2 + 1 + 1 + 1
    assert "src/hr_connector.py:10:9: error ECMA202 full-export: FullExport is True" in lines[6]


def test_markdown_escapes_markup_mentions_and_pipes() -> None:
    """Names that look like markup stay names, also in a table."""
    assert markdown.plain("a|b <script> @team #1 *x* [l](u)") == (
        "a&#124;b &#60;script&#62; &#64;team &#35;1 &#42;x&#42; &#91;l&#93;&#40;u&#41;"
    )
    assert markdown.plain("set `A|B` now") == "set `A\\|B` now"
    assert markdown.code("a`b") == "`` a`b ``"


def test_markdown_stays_below_the_limit_and_says_what_it_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """A report too large for a comment is cut between sections, and says so."""
    monkeypatch.setattr(markdown, "LIMIT", 6_000)
    shown = render("markdown", sample_document())
    assert len(shown.encode()) <= 6_000
    assert "left out:" in shown
    assert shown.count("<details>") == shown.count("</details>")


def test_the_sample_source_is_cited_as_it_stands() -> None:
    """The excerpt of the Markdown report is inside a fence."""
    shown = render("markdown", sample_document(sample_verdicts()[1:2]))
    block = shown.split("```\n")[1]
    assert SOURCE.splitlines()[9].strip() in block
