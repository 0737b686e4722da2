"""Names may be anything: no format may be broken by what an assembly or a file is called."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser
from typing import Any
from xml.etree.ElementTree import fromstring

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_sample import ASSEMBLY, BROKEN, failing, sample_document, verdict

from ecma2lint.facts import Location, TargetError
from ecma2lint.records import replace
from ecma2lint.report import RenderOptions, render
from ecma2lint.result_types import ResultDocument
from ecma2lint.verdicts import Conclusion, Evidence, Finding, Outcome, RuleResult, RunFault, Severity, TargetVerdict, Undecided
from ecma2lint_reports._words import visible

TRAPS = [
    "<script>alert(1)</script>",
    "</details></main><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "{{ 7 * 7 }}{% raw %}",
    "</style><style>",
    "]]>",
    "a\nb\r\nc",
    "::error file=x::owned",
    "##vso[task.complete result=Succeeded;]ok",
    "x]##vso[task.setvariable variable=a]b",
    "\u202egnirts\u2066",
    "\x00\x1b[31m\x07",
    "\ud800 lone",
    "\u2028\u2029\x85",
    "`code` **b** [l](javascript:alert(1))",
    "https://evil.example/<b>'\"",
    "javascript:alert(1)",
    "]\n\n# heading\n\n| a |",
    "```\nfence",
    "\ufffe\uffff\U000e0001",
    "../../etc/passwd",
    "C:\\a\\b.dll",
    "",
]
HOSTILE = st.one_of(
    st.sampled_from(TRAPS), st.text(max_size=40), st.builds("{}{}".format, st.sampled_from(TRAPS), st.text(max_size=8))
)


def _document(name: str) -> ResultDocument:
    """A run in which every text that comes from outside is the name."""
    place = Location(name, name, 0x06000001, 3, path=name or None)
    assert ASSEMBLY.assembly
    target = replace(
        ASSEMBLY,
        path=name,
        assembly=replace(ASSEMBLY.assembly, name=name, version=name, target_framework=name),
        classes=tuple(replace(cls, type=name) for cls in ASSEMBLY.classes),
    )
    results = {
        "ECMA202": failing("ECMA202", Finding(name, place, (name,), name, name, (place,))),
        "ECMA302": RuleResult(
            "ECMA302",
            "several-partitions",
            Severity.ERROR,
            Outcome.UNDECIDED,
            name,
            (),
            (Undecided(name, place, name, (), name),),
        ),
        "ECMA101": RuleResult("ECMA101", "non-public-member", Severity.ERROR, Outcome.ERROR, name),
        "ECMA303": RuleResult("ECMA303", "hierarchy", Severity.ERROR, Outcome.PASS, name, (), (), (Evidence(name, place),)),
    }
    torn = replace(BROKEN, path=name, error=TargetError(name, name, place))
    document = sample_document(
        [verdict(target, results, Conclusion.NOT_COMPLIANT, name), TargetVerdict(torn, Conclusion.ERROR, name, (), ())],
        (RunFault(name, name, name),),
    )
    document["not_examined"].append({"path": name, "reason": name})
    document["run"]["reproduce"] = name
    document["profile"]["title"] = document["profile"]["source"] = name
    return document


class _Dom(HTMLParser):
    """Counts elements, and keeps attributes that could act."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: dict[str, int] = {}
        self.acting: list[tuple[str, str, str | None]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[tag] = self.elements.get(tag, 0) + 1
        for name, value in attrs:
            if name.startswith("on") or name in ("style", "src", "srcdoc", "formaction"):
                self.acting.append((tag, name, value))
            if name == "href" and not re.match(r"#|https?://", value or ""):
                self.acting.append((tag, name, value))


def _dom(html: str) -> _Dom:
    dom = _Dom()
    dom.feed(html)
    dom.close()
    return dom


#: What markup a name may bring with it: our own inline code, emphasis and addresses.
_PROSE = {"code", "strong", "em", "a", "span", "dd", "dt", "div"}
_USUAL = _dom(render("html", _document("plain"))).elements


@settings(deadline=None, max_examples=60)
@given(HOSTILE)
def test_html_has_no_element_that_a_name_brought(name: str) -> None:
    """Whatever the names are, the page has the same elements, no handler, no source, and no address but anchors and http."""
    html = render("html", _document(name))
    dom = _dom(html)
    assert dom.acting == []
    structure = {tag: number for tag, number in dom.elements.items() if tag not in _PROSE}
    usual = {tag: number for tag, number in _USUAL.items() if tag not in _PROSE}
    for tag in ("script", "style", "main", "details", "img", "iframe", "form", "table", "tr"):
        assert structure.get(tag) == usual.get(tag)
    assert set(structure) <= set(usual)


@settings(deadline=None, max_examples=60)
@given(HOSTILE)
def test_xml_stays_legal(name: str) -> None:
    """The JUnit report parses, and has the cases it has with plain names."""
    root = fromstring(render("junit", _document(name)))
    assert len(root.findall(".//testcase")) == 10


@settings(deadline=None, max_examples=60)
@given(HOSTILE, st.sampled_from(["github", "azure", "msbuild", "concise"]))
def test_annotations_stay_one_line_each(name: str, form: str) -> None:
    """No name can begin a line, and with it a command of its own."""
    shown = render(form, _document(name))
    assert len(shown.splitlines()) == len(render(form, _document("plain")).splitlines())
    assert all(char.isprintable() or char.isspace() for char in shown)
    for line in shown.splitlines():
        if form == "github":
            assert re.match(r"::(error|warning|notice) [^:]*(?<!:)::", line)
        if form == "azure":
            properties = re.match(r"##vso\[task\.logissue type=(error|warning);sourcepath=[^;\]]*;code=[\w-]+;\]", line)
            assert properties or line.startswith("info ")


@settings(deadline=None, max_examples=40)
@given(HOSTILE, st.sampled_from(["sarif", "sarif-github", "gitlab", "sonar", "json", "jsonl"]))
def test_json_formats_stay_json(name: str, form: str) -> None:
    """Every JSON format parses and is ASCII: no stream can spoil it."""
    shown = render(form, _document(name))
    assert shown.isascii()
    for line in shown.splitlines() if form == "jsonl" else [shown]:
        json.loads(line)


@settings(deadline=None, max_examples=40)
@given(HOSTILE, st.booleans())
def test_text_has_no_control_character(name: str, unicode: bool) -> None:
    """Nothing that moves the cursor or turns the line reaches a terminal."""
    shown = render("text", _document(name), RenderOptions(unicode=unicode))
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\u200b-\u200f\ufeff]", shown)
    shown.encode("utf-8" if unicode else "ascii")


@settings(deadline=None, max_examples=40)
@given(HOSTILE)
def test_markdown_has_no_markup_that_a_name_brought(name: str) -> None:
    """Headings, tables and folds are ours alone, and no raw HTML but our own."""
    shown = render("markdown", _document(name))
    usual = render("markdown", _document("plain"))
    for pattern in (r"^#+ ", r"^\|", r"^<details>", r"^```"):
        assert len(re.findall(pattern, shown, re.MULTILINE)) == len(re.findall(pattern, usual, re.MULTILINE))
    outside = re.sub(r"(`+)(?:(?!\1)[\s\S])+?\1(?!`)", "", shown)
    assert set(re.findall(r"</?\w+", outside)) <= {"<details", "</details", "<summary", "</summary", "<b", "</b", "<sub", "</sub"}


@given(st.text())
def test_visible_text_is_printable_and_one_line(text: str) -> None:
    """What readers see has no control, bidi or line-breaking character, and plain text is untouched."""
    shown = visible(text)
    assert len(shown.splitlines()) <= 1
    assert all(char.isprintable() or char.isspace() for char in shown)
    if text.isprintable():
        assert shown == text


@pytest.mark.parametrize(
    ("text", "shown"), [("a\tb", "a\\tb"), ("\u202e", "\\u202e"), ("\x1b", "\\x1b"), ("\U000e0001", "\\U000e0001")]
)
def test_escapes_are_those_of_python(text: str, shown: str) -> None:
    """An invisible character is shown by its number."""
    assert visible(text) == shown


def test_documents_with_unknown_keys_do_not_reach_a_writer() -> None:
    """A stored document with a key of another version is refused, not half shown."""
    from ecma2lint.faults import FaultError
    from ecma2lint.report_ops import parse_result

    document: dict[str, Any] = json.loads(render("json", sample_document()))
    document["targets"][0]["verdict"] = "fine"
    with pytest.raises(FaultError, match="verdict"):
        parse_result(json.dumps(document), "r.json")
