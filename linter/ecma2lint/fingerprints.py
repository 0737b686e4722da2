"""Fingerprints of findings: stable over rebuilds, moved folders, blank lines and comments; changed by the code in question.

Version 1 hashes, each part behind its length: the rule's id, the target's stable name, the subject, the place (type and member
of the location), the normalised context and the index among findings that are equal in all of these. No line, column, IL
offset, metadata token or folder goes in. The context is the code at the finding's place when it is Python source, without
comment and superfluous space; for an assembly it is the rule's message with all offsets, tokens and line numbers taken out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence
from hashlib import sha256

from ecma2lint.facts import Target
from ecma2lint.verdicts import Finding

VERSION = "v1"

#: A string literal (kept as it is), or a comment up to the end of the line.
_LITERAL_OR_COMMENT = re.compile(r"""("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')|#.*""")
_PLACES = re.compile(r"\bIL_[0-9A-Fa-f]+\b|\b0x[0-9A-Fa-f]{8}\b|\bline \d+(?::\d+)?|\bcolumn \d+")
_SPACE = re.compile(r"\s+")


def stable_name(target: Target) -> str:
    """The name of a target without its folder: the assembly's name, else the module's (the package's for ``__init__.py``)."""
    if target.assembly is not None:
        return target.assembly.name
    parts = [part for part in target.path.replace("\\", "/").split("/") if part not in ("", ".")]
    if not parts:
        return target.path
    if parts[-1] == "__init__.py" and len(parts) > 1:
        return parts[-2]
    stem, dot, suffix = parts[-1].rpartition(".")
    return stem if dot and stem and suffix.lower() in ("py", "pyw", "dll", "exe") else parts[-1]


def normalised_code(line: str) -> str:
    """A line of Python source without its comment, and with every run of space as one space."""
    bare = _LITERAL_OR_COMMENT.sub(lambda match: match.group(1) or "", line)
    return _SPACE.sub(" ", bare).strip()


def normalised_message(message: str) -> str:
    """A rule's message without the places in it."""
    return _SPACE.sub(" ", _PLACES.sub("@", message)).strip()


def fingerprints(rule: str, target: Target, findings: Sequence[Finding], code_at: Callable[[Finding], str | None]) -> list[str]:
    """The fingerprints of all findings of one rule on one target, in their order.

    Args:
        rule: the rule's id.
        target: the target they are in.
        findings: all findings of the rule on the target, in a stable order.
        code_at: the source line at a finding's place, or None where there is none.
    """
    seen: Counter[tuple[str, ...]] = Counter()
    result: list[str] = []
    for finding in findings:
        place = "::".join(part for part in (finding.location.type, finding.location.member) if part)
        code = code_at(finding)
        context = normalised_message(finding.message) if code is None else normalised_code(code)
        key = (rule, stable_name(target), finding.subject, place, context)
        result.append(_digest((*key, str(seen[key]))))
        seen[key] += 1
    return result


def _digest(parts: tuple[str, ...]) -> str:
    digest = sha256()
    for part in parts:
        data = part.encode("utf-8", "surrogatepass")
        digest.update(f"{len(data)}:".encode())
        digest.update(data)
    return f"{VERSION}:{digest.hexdigest()[:32]}"
