"""The HTML compliance report: one file, complete without script and style, deterministic, no network."""

from __future__ import annotations

import re
from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import ResultDocument
from ecma2lint_reports import json_document
from ecma2lint_reports._words import OUTCOME_WORDS, count
from ecma2lint_reports.html.view import report_view

if TYPE_CHECKING:
    from jinja2 import Environment

NAME = "html"
DESCRIPTION = "the compliance report as one HTML file"
EXTENSION = ".html"

_PACKAGE = "ecma2lint_reports.html"
_POLICY = "base-uri 'none'; form-action 'none'"


def render(document: ResultDocument, options: RenderOptions) -> str:
    """The page. Everything that varies comes from the document: same document, same bytes."""
    digest = sha256(json_document.render(document, options).encode()).hexdigest()
    style, script = _asset("report.css"), _asset("report.js")
    page = _environment().get_template("report.html.j2")
    return (
        page.render(
            view=report_view(document, digest),
            style=style,
            script=script,
            policy=f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; {_POLICY}",
        )
        + "\n"
    )


def _asset(name: str) -> str:
    """A file of the package, with the line ends that the hash in the policy is made over."""
    return files(_PACKAGE).joinpath(name).read_text(encoding="utf-8").replace("\r\n", "\n").strip()


def _hash(content: str) -> str:
    """The source expression that lets a browser run this inline content and no other."""
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader(_PACKAGE),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
    )
    environment.filters["words"] = lambda outcome: OUTCOME_WORDS.get(outcome, outcome)
    environment.filters["counted"] = count
    environment.filters["humps"] = lambda text: re.split(r"(?<=[a-z])(?=[A-Z])", text)
    environment.filters["key"] = lambda text: text.replace(" ", "-")
    return environment
