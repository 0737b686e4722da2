"""The HTML report in a real browser: filter, sort, grouping, links, theme, keyboard, accessibility, paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from browser import axe_script, browser, missing
from report_sample import sample_document, sample_verdicts

from ecma2lint.report import render

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

REASON = missing()
pytestmark = pytest.mark.skipif(REASON is not None, reason=REASON or "")

ITEMS = 9


@pytest.fixture(scope="module")
def chrome() -> Iterator[Browser]:
    """One browser for all tests."""
    with browser() as started:
        yield started


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The addresses of reports over one, four and sixteen targets; the last is dense and folded."""
    folder = tmp_path_factory.mktemp("html")
    written: dict[str, str] = {}
    for name, verdicts in (("many", sample_verdicts()), ("one", sample_verdicts()[:1]), ("dense", sample_verdicts() * 4)):
        file = folder / f"{name}.html"
        file.write_text(render("html", sample_document(verdicts)), encoding="utf-8")
        written[name] = file.as_uri()
    return written


class Opened:
    """A page, and what the console said."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))

    def shown(self) -> int:
        """How many cards are not hidden by the filter."""
        count: int = self.page.evaluate("document.querySelectorAll('.item:not([hidden])').length")
        return count


@pytest.fixture
def context(chrome: Browser) -> Iterator[BrowserContext]:
    """A fresh profile: nothing remembered."""
    made = chrome.new_context(viewport={"width": 1280, "height": 900}, color_scheme="light")
    made.set_default_timeout(10_000)
    yield made
    made.close()


@pytest.fixture
def many(context: BrowserContext, files: dict[str, str]) -> Iterator[Opened]:
    """The report over four targets; the console must stay silent whatever a test does."""
    opened = Opened(context.new_page())
    opened.page.goto(files["many"])
    yield opened
    assert opened.said == []


def test_the_text_filter_narrows_and_tells(many: Opened) -> None:
    """Typing leaves the cards that hold the text; the count is announced; groups and connectors without any are hidden."""
    assert many.shown() == ITEMS
    many.page.fill("input[name=q]", "fullexport is")
    assert many.shown() == 2
    assert many.page.inner_text("#matches") == f"2 of {ITEMS} shown"
    assert many.page.get_attribute("#matches", "aria-live") == "polite"
    assert many.page.locator("details.connector:visible").count() == 2
    assert not many.page.locator("text=Contoso.Clean 1.2.0.0").first.is_visible()


def test_kinds_rules_and_connectors_filter(many: Opened) -> None:
    """Each control narrows by itself, all of them together, and reset brings everything back."""
    many.page.uncheck("input[value=error]")
    assert many.shown() == ITEMS - 4
    many.page.check("input[value=error]")
    many.page.select_option("select[name=rule]", "ECMA202")
    assert many.shown() == 2
    many.page.select_option("select[name=target]", "t-2")
    assert many.shown() == 1
    many.page.click("button[type=reset]")
    many.page.wait_for_function(f"document.querySelectorAll('.item:not([hidden])').length === {ITEMS}")


def test_a_view_can_be_sent_to_someone(many: Opened, context: BrowserContext) -> None:
    """Filter, grouping and sorting are in the address, and a new window shows the same."""
    many.page.fill("input[name=q]", "true")
    many.page.uncheck("input[value=info]")
    many.page.select_option("select[name=group]", "rule")
    many.page.click(".matrix thead th:first-child button")
    other = context.new_page()
    other.goto(many.page.url)
    assert "group=rule" in many.page.url
    assert other.inner_text("#matches") == many.page.inner_text("#matches")
    assert other.inner_text("#regrouped") == many.page.inner_text("#regrouped")
    assert other.inner_text(".matrix tbody") == many.page.inner_text(".matrix tbody")


@pytest.mark.parametrize(
    ("by", "groups"),
    [
        ("kind", ["error (4)", "warning (1)", "info (1)", "undecided (2)", "rule crashed (1)"]),
        (
            "control",
            [
                "No prefixes on method names (1)",
                "Partitions (1)",
                "Full export (2)",
                "Normalizations (2)",
                "ConcurrentOperation (1)",
                "Beyond the controls (1)",
                "Methods are declared public (1)",
            ],
        ),
    ],
)
def test_grouping(many: Opened, by: str, groups: list[str]) -> None:
    """Cards move under the headings asked for, and back."""
    many.page.select_option("select[name=group]", by)
    assert many.page.locator("#regrouped h3").all_inner_texts() == groups
    assert many.shown() == ITEMS
    many.page.select_option("select[name=group]", "")
    assert many.page.locator("#regrouped .item").count() == 0
    assert many.page.locator(".findings .item").count() == ITEMS


def test_sorting_goes_up_down_and_back(many: Opened) -> None:
    """A heading sorts its table, says so, and the third press brings the document's order back."""
    names = ".matrix tbody th a"
    before = many.page.locator(names).all_inner_texts()
    head = many.page.locator(".matrix thead th").first
    head.locator("button").click()
    assert many.page.locator(names).all_inner_texts() == sorted(before, key=str.lower)
    assert head.get_attribute("aria-sort") == "ascending"
    head.locator("button").click()
    assert many.page.locator(names).all_inner_texts() == sorted(before, key=str.lower, reverse=True)
    head.locator("button").click()
    assert many.page.locator(names).all_inner_texts() == before
    assert head.get_attribute("aria-sort") is None


def test_deep_links_open_what_they_point_at(context: BrowserContext, files: dict[str, str]) -> None:
    """A link to a finding, a control or a rule unfolds it and brings it into view."""
    page = context.new_page()
    page.goto(files["many"])
    finding = page.locator(".item[data-rule^=ECMA205]").get_attribute("id")
    for anchor in (finding, "r-ECMA202", "t3-c-full-export"):
        fresh = context.new_page()
        fresh.goto(f"{files['many']}#{anchor}")
        fresh.wait_for_timeout(300)
        place = fresh.locator(f"[id='{anchor}']")
        assert place.is_visible()
        box = place.bounding_box()
        assert box
        assert -5 <= box["y"] < 900
        assert fresh.evaluate("id => { const n = document.getElementById(id); return n.tagName !== 'DETAILS' || n.open }", anchor)


def test_a_link_wins_over_a_filter(many: Opened) -> None:
    """Following a link to a hidden finding takes the filter away."""
    many.page.fill("input[name=q]", "nothing has this text")
    assert many.shown() == 0
    anchor = many.page.locator(".item").first.get_attribute("id")
    many.page.evaluate("id => { location.hash = id }", anchor)
    many.page.wait_for_function(f"document.querySelectorAll('.item:not([hidden])').length === {ITEMS}")


def test_the_theme_can_be_chosen_and_is_remembered(many: Opened) -> None:
    """System, light, dark: the page changes, and a reload keeps the choice."""

    def color() -> str:
        shown: str = many.page.evaluate("getComputedStyle(document.body).backgroundColor")
        return shown

    light = color()
    many.page.click("#theme")
    many.page.click("#theme")
    assert many.page.inner_text("#theme") == "Theme: dark"
    assert color() != light
    many.page.reload()
    assert many.page.inner_text("#theme") == "Theme: dark"
    many.page.emulate_media(color_scheme="dark")
    many.page.click("#theme")
    assert many.page.inner_text("#theme") == "Theme: system"
    assert color() != light


def test_the_keyboard_reaches_everything(many: Opened) -> None:
    """Tab goes to the skip link first and later to filter and cards, each with a visible focus; Enter folds a card."""
    reached: list[str] = []
    many.page.keyboard.press("Tab")
    assert many.page.evaluate("document.activeElement.className") == "skip"
    for _ in range(150):
        many.page.keyboard.press("Tab")
        tag, outline = many.page.evaluate(
            "(() => { const e = document.activeElement; const s = getComputedStyle(e);"
            " return [e.tagName + '.' + (e.name || e.parentElement.className), s.outlineStyle] })()"
        )
        reached.append(tag)
        if tag.startswith(("A.", "BUTTON", "SUMMARY")):
            assert outline != "none", tag
        if tag == "SUMMARY.item":
            break
    assert "INPUT.q" in reached
    assert reached[-1] == "SUMMARY.item"
    before = many.page.evaluate("document.activeElement.parentElement.open")
    many.page.keyboard.press("Enter")
    assert many.page.evaluate("document.activeElement.parentElement.open") != before


def test_readable_without_script(chrome: Browser, files: dict[str, str]) -> None:
    """With JavaScript off nothing is missing but the tools that need it."""
    context = chrome.new_context(java_script_enabled=False, viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.goto(files["many"])
    text = page.locator("body").inner_text()
    assert "Not fully examined" in text
    assert "FullExport is true" in text
    assert not page.locator("#filter").is_visible()
    assert not page.locator(".tools").is_visible()
    assert page.locator(".item").count() == ITEMS
    context.close()


@pytest.mark.parametrize("width", [360, 800, 1280, 2200])
@pytest.mark.parametrize("name", ["one", "many", "dense"])
def test_no_width_scrolls_the_page_sideways(context: BrowserContext, files: dict[str, str], name: str, width: int) -> None:
    """Wide tables scroll in their own box; the page itself fits."""
    page = context.new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(files[name])
    assert page.evaluate("document.documentElement.scrollWidth - window.innerWidth") <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["one", "many", "dense"])
def test_axe_finds_no_violation(chrome: Browser, files: dict[str, str], name: str, scheme: str) -> None:
    """axe-core has nothing to say, in either theme, with everything unfolded."""
    script = axe_script()
    if script is None:
        pytest.skip("axe-core is not there (npm install axe-core, or ECMA2LINT_AXE=path of axe.min.js)")
    # axe is put in by the test; the page's own policy would refuse it, and rightly so
    context = chrome.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page = context.new_page()
    page.goto(files[name])
    page.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true })")
    page.add_script_tag(content=script.read_text(encoding="utf-8"))
    result: dict[str, Any] = page.evaluate("axe.run()")
    found = [(rule["id"], node["target"], node["failureSummary"]) for rule in result["violations"] for node in rule["nodes"]]
    assert found == []
    assert len(result["passes"]) > 20
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_paper_has_every_finding(chrome: Browser, files: dict[str, str], tmp_path: Path, script: bool) -> None:
    """Printed to PDF, folded parts are unfolded, with and without JavaScript."""
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not there (Debian: apt-get install poppler-utils)")
    context = chrome.new_context(java_script_enabled=script)
    page = context.new_page()
    page.goto(files["many"])
    file = tmp_path / "report.pdf"
    page.pdf(path=str(file), format="A4", print_background=True)
    context.close()
    done = subprocess.run(["pdftotext", "-layout", str(file), "-"], capture_output=True, text=True, check=True, encoding="utf-8")
    text = re.sub(r"\s+", " ", done.stdout)
    document = sample_document()
    for target in document["targets"]:
        for rule in target["rules"]:
            for finding in rule["findings"]:
                assert finding["message"] in text
                assert finding["fingerprint"] in text
            for item in rule["undecided"]:
                assert item["settle"] in text
    assert "Contoso.Common" in text
    assert "new MACapabilities { FullExport = true };" in text
    assert "Filter findings" not in text
