"""Literals that hold a secret for certain, as both readers judge them: a connection string, a bearer token, a private key.

What only looks like one is none: the name of a parameter or attribute, a placeholder, an address, a sentence.
"""

from __future__ import annotations

import re

#: Longer literals are documents, and a pattern over them takes its time.
_LONGEST = 4096

_PASSWORD = re.compile(r"(?:^|;)\s*(?:password|pwd)\s*=\s*([^;\s{}<>\[\]$%@][^;{}]*)", re.IGNORECASE)
_OTHER_KEY = re.compile(
    r"(?:^|;)\s*(?:data source|server|host|user id|uid|user|username|database|initial catalog|provider|driver)\s*=", re.IGNORECASE
)
_BEARER = re.compile(r"\bBearer\s+([A-Za-z0-9\-._~+/]{16,}=*)")
_KEY = re.compile(r"-----BEGIN [A-Z ]*PRIVATE KEY-----\s*[A-Za-z0-9+/=]{16,}")

_SECRET_NAME = re.compile(r"(?i)(?:password|passwd|pwd|secret|token|api_?key|credential)s?$")
_PLACEHOLDER = re.compile(
    r"(?i)^(?:x+|\*+|\.+|\?+|<.*>|\{.*\}|\[.*\]|\$.*|%.*%|@.*|none|null|nil|empty|change_?me|password|passwd|pwd|secret|token"
    r"|your\b.*|my_?password|todo|placeholder|redacted|hidden)$"
)
#: Words and identifiers: what names a thing rather than being a secret. A secret worth the name has a digit or a sign in it.
_NAME = re.compile(r"^[^\W\d]+(?:[\s_.:/-]*[^\W\d]+)*[.:]?$")


def secret_in(literal: str) -> str | None:
    """What a literal gives away, in words that do not repeat it; None when it holds no secret for certain."""
    if len(literal) > _LONGEST:
        return None
    found = _PASSWORD.search(literal)
    if (
        found is not None
        and _OTHER_KEY.search(literal)
        and len(found[1].strip()) > 1
        and not _PLACEHOLDER.match(found[1].strip())
    ):
        return "a connection string with a password"
    bearer = _BEARER.search(literal)
    if bearer is not None and re.search(r"\d", bearer[1]):
        return "a bearer token"
    return "a private key" if _KEY.search(literal) else None


def secret_assigned(name: str, literal: str) -> bool:
    """Whether a literal that is assigned to a variable named like a secret is one, and not the name of something."""
    if not _SECRET_NAME.search(name) or len(literal) > _LONGEST:
        return False
    return not (
        not literal
        or _PLACEHOLDER.match(literal)
        or _NAME.match(literal)
        or "://" in literal
        or re.search(r"\s", literal.strip())
    )
