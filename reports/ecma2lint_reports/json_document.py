"""The result document itself, as JSON."""

from __future__ import annotations

import json

from ecma2lint.report import RenderOptions
from ecma2lint.result_types import ResultDocument

NAME = "json"
DESCRIPTION = "the result document ecma2lint/result/1"
EXTENSION = ".json"


def render(document: ResultDocument, options: RenderOptions) -> str:
    """The document, in ASCII, so that no stream and no bidi character can spoil it."""
    return json.dumps(document, indent=1) + "\n"
