"""The HTML report as a document: complete without script and style, self-contained, deterministic."""

from __future__ import annotations

import re
from base64 import b64encode
from hashlib import sha256
from html import unescape
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from report_sample import sample_document, sample_verdicts

from ecma2lint.report import render

VOID = {"wbr", "meta", "link", "input", "br", "img", "path", "circle", "use", "rect"}


class _Page(HTMLParser):
    """Text without script and style, ids, references, and whether elements nest."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.stack: list[str] = []
        self.text: list[str] = []
        self.ids: list[str] = []
        self.anchors: list[str] = []
        self.headings: list[str] = []
        self.errors: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if "id" in given:
            self.ids.append(given["id"] or "")
        if (given.get("href") or "").startswith("#"):
            self.anchors.append((given["href"] or "")[1:])
        if re.fullmatch(r"h\d", tag):
            self.headings.append(tag)
        if tag not in VOID:
            self.stack.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.stack.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.stack or self.stack.pop() != tag:
            self.errors.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data: str) -> None:
        if not {"script", "style"} & set(self.stack):
            self.text.append(data)


@pytest.fixture(params=[(0,), (1,), (2,), (3,), (0, 1, 2, 3), ()], ids=str)
def html(request: pytest.FixtureRequest) -> str:
    """The report over several choices of targets."""
    verdicts = sample_verdicts()
    return render("html", sample_document([verdicts[number] for number in request.param]))


def test_elements_nest_and_anchors_lead_somewhere(html: str) -> None:
    """Every element is closed where it should be, no id is there twice, and each inner link has its end."""
    page = _Page(html)
    assert page.errors == []
    assert page.stack == []
    assert len(page.ids) == len(set(page.ids))
    assert set(page.anchors) <= set(page.ids)


def test_one_h1_and_no_level_skipped(html: str) -> None:
    """The outline is sound."""
    levels = [int(tag[1]) for tag in _Page(html).headings]
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_nothing_is_fetched(html: str) -> None:
    """No element has a source, no style imports, and the policy forbids it."""
    assert not re.search(r"<(?:link|img|iframe|object|embed|base|audio|video|source)\b", html)
    assert not re.search(r"\bsrc=|@import|url\(", html)
    assert "default-src 'none'" in unescape(html)


def test_the_policy_names_exactly_our_script_and_style(html: str) -> None:
    """The hashes in the policy are those of the inline content, so that nothing else can run."""
    policy = unescape(html)
    for tag in ("script", "style"):
        contents = re.findall(rf"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
        assert len(contents) == 1
        digest = b64encode(sha256(contents[0].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy


def test_everything_is_there_without_script() -> None:
    """The text alone holds verdict, identity, every control with words and outcome, findings, remedies, rules and the run."""
    text = re.sub(r"\s+", " ", " ".join(_Page(render("html", sample_document())).text))
    for words in (
        "Not fully examined",
        "Of 4 targets, 2 not examined to the end, 1 not compliant, 1 compliant.",
        "Contoso.Hr 1.2.0.0",
        "8c1f0c44-5f6e-4c4a-9d57-0d8e8f6f0a11",
        "a" * 64,
        ".NETFramework,Version=v4.7.2",
        "2026-01-31 12:00:00 UTC",
        "5d41402abc4b2a76b9719d911017c592",
        "partially supported: one partition",
        "GetSchema is implemented explicitly",
        "Contoso.Hr.Connector::get_Capabilities, IL_0012",
        "Contoso.Hr.Defaults::Fill, IL_0008",
        "false is the contract's default",
        "capabilities.FullExport = True # all of it",
        "the host strips it",
        "return one partition whatever the configuration says",
        "Newtonsoft.Json.dll : does not mention the contract",
        "the metadata is truncated",
        "Microsoft.MetadirectoryServicesEx",
        "new MACapabilities { FullExport = true };",
        "ecma2lint check bin src --profile azuread-agent-2023-06",
    ):
        assert re.sub(r"\s+", " ", words) in text, words


def test_controls_stand_in_the_order_of_the_document() -> None:
    """The matrix has the profile's order, passes included."""
    page = render("html", sample_document(sample_verdicts()[:1]))
    titles = re.findall(r'<tr id="c-[\w-]+">\s*<th scope="row">([^<]+)</th>', page)
    assert titles == [control["title"] for control in sample_document()["targets"][0]["controls"]]


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((0,), "Not compliant"), ((2,), "Compliant"), ((1,), "Not fully examined"), ((), "Not fully examined")],
)
def test_the_verdict_is_the_heading(numbers: tuple[int, ...], words: str) -> None:
    """The first thing a reader meets is the verdict in words."""
    page = render("html", sample_document([sample_verdicts()[number] for number in numbers]))
    assert f'<h1 id="verdict-title">{words}</h1>' in page


def test_the_same_document_gives_the_same_bytes() -> None:
    """Two renderings do not differ."""
    assert render("html", sample_document()) == render("html", sample_document())


def test_an_empty_report_is_small() -> None:
    """What a report weighs before it holds anything stays below 60 KB."""
    assert len(render("html", sample_document([])).encode()) < 60_000
