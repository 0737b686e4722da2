"""What can be said of a .NET regular expression, and of a drop-down's list of values, without running .NET."""

from __future__ import annotations

import re

#: Constructs that both .NET and Python read alike; a pattern that holds anything else is not tried out here.
_COMMON = re.compile(
    r"(?:\\[dDwWsSbBnrt.^$*+?()\[\]{}|/\\-]|[^\\(\[]|\((?!\?)|\(\?[:=!]|\[(?:\\[dDwWsS.\-\]\[^\\/]|[^\\\[\]])+\])*"
)


#: A quantifier in braces; anything else in braces is literal text.
_BRACES = re.compile(r"\{(\d+)(?:,(\d*))?\}")


def pattern_fault(pattern: str) -> str | None:
    """Why .NET certainly refuses a regular expression, or None.

    Only what is wrong under every option is reported: unbalanced brackets, a backslash at the end, a quantifier with nothing or
    another quantifier before it, bounds and ranges in reverse order, and the groups that only Python knows.
    """
    if "(?#" in pattern or re.search(r"\(\?[a-z-]*x", pattern):
        return None
    depth, position, before = 0, 0, "nothing"
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            if position + 1 == len(pattern):
                return "it ends with a single backslash"
            position += 2
            before = "something"
            continue
        if char == "[":
            end, fault = _class(pattern, position)
            if end is None or fault:
                return fault or f"the bracket at position {position + 1} is not closed"
            position, before = end + 1, "something"
            continue
        length, fault = _quantifier(pattern, position, before)
        if fault:
            return fault
        if length:
            position, before = position + length, "a quantifier"
            continue
        if char == ")":
            depth -= 1
            if depth < 0:
                return f"the parenthesis at position {position + 1} was not opened"
        if char == "(":
            depth += 1
            if pattern.startswith("(?P", position):
                return f"the group at position {position + 1} is written as Python does"
            if pattern[position + 1 : position + 2] == "?":
                position += 1
        before = "nothing" if char in "(|" else "something"
        position += 1
    return "a parenthesis is not closed" if depth else None


def _quantifier(pattern: str, position: int, before: str) -> tuple[int, str | None]:
    """The length of the quantifier at a position, 0 when there is none; and what is wrong with it."""
    braces = _BRACES.match(pattern, position)
    if pattern[position] not in "*+?" and braces is None:
        return 0, None
    text = braces[0] if braces else pattern[position]
    if before != "something":
        return 0, f"the quantifier '{text}' at position {position + 1} follows {before}"
    if braces and braces[2] and int(braces[1]) > int(braces[2]):
        return 0, f"the bounds of '{text}' are in reverse order"
    lazy = pattern.startswith("?", position + len(text))
    return len(text) + lazy, None


def _class(pattern: str, start: int) -> tuple[int | None, str | None]:
    """Where a character class ends, and a range in it that is in reverse order.

    A bracket right after the opening one is a literal, ``-[`` opens a subtraction.
    """
    position = start + 1
    if pattern[position : position + 1] == "^":
        position += 1
    first = position
    if pattern[position : position + 1] == "]":
        position += 1
    while position < len(pattern):
        char = pattern[position]
        if char == "]":
            return position, None
        following = pattern[position + 2 : position + 3]
        if char == "\\":
            position += 1
        elif char == "[" and pattern[position - 1] == "-" and position - 1 > first:
            end, fault = _class(pattern, position)
            if end is None or fault:
                return None, fault
            position = end
        elif char == "[" and pattern[position + 1 : position + 2] == ":":
            return len(pattern) - 1, None
        elif pattern[position + 1 : position + 2] == "-" and following not in ("", "]", "[", "\\"):
            if char.isascii() and following.isascii() and char > following:
                return None, f"the range '{char}-{following}' is in reverse order"
            position += 2
        position += 1
    return None, None


def certainly_refuses(pattern: str, text: str) -> bool:
    """Whether no part of a text matches a pattern, in .NET as in Python; False where that is not certain."""
    costly = re.search(r"\)[*+?{]", pattern) or len(re.findall(r"[*+{]", pattern)) > 3
    if costly or not (pattern + text).isascii() or len(pattern) > 200 or len(text) > 64 or not _COMMON.fullmatch(pattern):
        return False
    try:
        return re.search(pattern, text) is None
    except (re.error, RecursionError, OverflowError):
        return False


def dropdown_values(validation: str) -> tuple[str, ...]:
    """The values of a drop-down: separated by commas, a comma within a value has a backslash before it."""
    parts = re.split(r"(?<!\\),", validation)
    return tuple(part.replace("\\,", ",").strip() for part in parts if part.strip())
