"""The fix for a suppression that covers nothing: the rule's word goes, and with the last word the comment."""

from __future__ import annotations

import io
import re
import tokenize

from ecma2lint.facts import Location
from ecma2lint.fixes.model import EditComment, Fix, Place, Sheet
from ecma2lint.verdicts import Finding

_IGNORE = re.compile(r"#\s*ecma2lint:\s*ignore\s*\[(?P<words>[^\]]*)\](?:(?!\s#).)*", re.IGNORECASE)


def remove_unused(finding: Finding, sheet: Sheet) -> Fix | None:
    """Take the rule out of the comment, and the comment away when it names no other; other comments on the line stay."""
    found = _comment(finding.location, sheet)
    if found is None:
        return None
    place, comment = found
    assert finding.location.column is not None
    match = _IGNORE.match(comment, finding.location.column - place.column)
    words = [word.strip() for word in match["words"].split(",")] if match else []
    if match is None or finding.subject not in words:
        return None
    kept = [word for word in words if word and word != finding.subject]
    if kept:
        new = comment[: match.start("words")] + ", ".join(kept) + comment[match.end("words") :]
        return Fix((EditComment(place, comment, new),), f"takes {finding.subject} out of a suppression that covers nothing of it")
    before, behind = comment[: match.start()].rstrip(), comment[match.end() :].strip()
    new = f"{before} {behind}".strip()
    return Fix((EditComment(place, comment, new),), f"removes the suppression of {finding.subject}, which covers nothing")


def _comment(location: Location, sheet: Sheet) -> tuple[Place, str] | None:
    """The comment that holds a place, and where it starts."""
    if location.path is not None or location.line is None or location.column is None:
        return None
    try:
        for token in tokenize.generate_tokens(io.StringIO(sheet.parsed.text, newline=None).readline):
            row, column = token.start
            if token.type == tokenize.COMMENT and row == location.line and column < location.column:
                return Place(row, column + 1), token.string
    except (tokenize.TokenError, SyntaxError):
        return None
    return None
