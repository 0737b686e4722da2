"""The documentation site: it builds strictly, misses no rule, links to nothing that is not there, and loads nothing from afar."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from ecma2lint.cli import COMMANDS
from ecma2lint.exit_status import ExitStatus
from ecma2lint.packs import load_packs
from ecma2lint.profiles import load_profile, profile_ids
from ecma2lint.report import format_names
from ecma2lint.settings import keys
from walkthrough import ROOT

#: Elements whose attribute makes a browser load something; a link that a reader may click is none of them.
_LOADING = {
    "script": ("src",),
    "link": ("href",),
    "img": ("src", "srcset"),
    "iframe": ("src",),
    "source": ("src", "srcset"),
    "video": ("src", "poster"),
    "audio": ("src",),
    "object": ("data",),
    "embed": ("src",),
    "form": ("action",),
}


class Page(HTMLParser):
    """What a page loads, links to, offers as anchors, and shows as text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.loads: list[str] = []
        self.links: list[str] = []
        self.anchors: set[str] = set()
        self.text: list[str] = []
        self._silent = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        self._silent = tag in ("script", "style")
        self.loads += [value for name in _LOADING.get(tag, ()) if (value := given.get(name))]
        self.anchors |= {value for name in ("id", "name") if (value := given.get(name))}
        if tag == "a" and (target := given.get("href")):
            self.links.append(target)

    def handle_endtag(self, tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.text.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built strictly from the working tree."""
    if find_spec("mkdocs") is None or find_spec("material") is None:
        reason = "MkDocs Material is not installed; `pip install ecma2lint[docs]` brings it"
        if os.environ.get("ECMA2LINT_REQUIRE_DOCS"):
            pytest.fail(reason)
        pytest.skip(reason)
    folder = tmp_path_factory.mktemp("site")
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    return folder


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, Page]:
    """Every page of the site by its path."""
    return {file.relative_to(site).as_posix(): Page(file.read_text(encoding="utf-8")) for file in site.rglob("*.html")}


def _text(page: Page) -> str:
    return " ".join("".join(page.text).split())


def test_every_rule_profile_and_control_has_a_page_with_its_words(pages: dict[str, Page]) -> None:
    """Each page exists under the id, names the rule or control, and is linked from the table of its kind."""
    packs = load_packs()
    assert len(packs.rules) >= 90
    linked = set(pages["reference/rules/index.html"].links)
    for rule in packs.rules:
        text = _text(pages[f"reference/rules/{rule.id}.html"])
        assert f"{rule.id} {rule.name}" in text and f"{rule.title}." in text
        assert "How to silence it" in text
        assert f"{rule.id}.html" in linked
    for name in profile_ids(packs.profile_folders):
        profile = load_profile(name, packs.profile_folders)
        table = set(pages[f"reference/profiles/{name}.html"].links)
        for control in profile.controls:
            assert name in _text(pages[f"reference/controls/{control.id}.html"])
            assert f"../controls/{control.id}.html" in table


def test_the_reference_names_every_command_setting_format_and_status(pages: dict[str, Page]) -> None:
    """What the parser, the settings, the formats and the exit statuses hold stands on their pages."""
    commands = _text(pages["reference/command-line.html"])
    assert all(f"usage: ecma2lint {name}" in commands for name in COMMANDS)
    assert all(word in commands for word in ("--fail-on-new", "--unsafe-fixes", "usage: ecma2lint baseline update"))
    settings = _text(pages["reference/settings.html"])
    assert all(key in settings and text.replace("`", "") in settings for key, _, _, text in keys())
    formats = _text(pages["reference/formats.html"])
    assert all(f" {name} " in formats for name in format_names())
    statuses = _text(pages["reference/exit-statuses.html"])
    assert all(f" {int(status)} " in statuses for status in ExitStatus)


def _broken(site: Path, pages: dict[str, Page]) -> Iterator[str]:
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (site / path).parent / unquote(parts.path) if parts.path else site / path
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file():
                yield f"{path}: {link}"
            elif parts.fragment and target.suffix == ".html":
                found = pages[target.resolve().relative_to(site.resolve()).as_posix()]
                if unquote(parts.fragment) not in found.anchors:
                    yield f"{path}: {link} has no such anchor"


def test_every_link_within_the_site_resolves(site: Path, pages: dict[str, Page]) -> None:
    """Pages, files and anchors that a page links to are there; only the page for unknown addresses has absolute links."""
    rest = {path: page for path, page in pages.items() if path != "404.html"}
    assert not list(_broken(site, rest))


def test_no_page_loads_anything_from_another_host(site: Path, pages: dict[str, Page]) -> None:
    """Scripts, styles, fonts and pictures come from the site itself, in the pages and in the style sheets."""
    loads = {(path, target) for path, page in pages.items() for target in page.loads}
    assert len(loads) > len(pages)
    assert not [pair for pair in loads if urlsplit(pair[1]).netloc or urlsplit(pair[1]).scheme not in ("", "data")]
    for sheet in site.rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "@import" not in text
        assert "url(http" not in text and "url(//" not in text and 'url("http' not in text


def test_examples_are_shown_as_tabs_without_the_marks_of_the_docstrings(pages: dict[str, Page]) -> None:
    """A rule's examples appear per language, titled bad and good, with the code as it stands in the rule."""
    text = _text(pages["reference/rules/ECMA202.html"])
    assert "C#VB.NETF#Python" in text and "capabilities.FullExport = True" in text
    assert "C#" not in _text(pages["reference/rules/ECMA121.html"]), "a rule for Python alone"
    assert not [path for path, page in pages.items() if "```" in "".join(page.text)]


def test_what_differs_between_bad_and_good_is_marked(site: Path) -> None:
    """In each language the line that makes the example bad stands out, and the line that makes it good; nothing else does."""
    html = (site / "reference/rules/ECMA408.html").read_text(encoding="utf-8")
    marked = [re.sub("<[^>]+>", "", line) for line in re.findall('<span class="hll">(.*)', html)]
    assert len(marked) == 8
    assert all("CreateAttributeReplace" in line for line in marked[::2])
    assert all("CreateAttributeAdd" in line for line in marked[1::2])
