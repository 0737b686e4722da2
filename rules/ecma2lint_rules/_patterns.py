"""What can be said of a .NET regular expression, and of a drop-down's list of values, without running .NET."""

from __future__ import annotations

import re

#: Constructs that both .NET and Python read alike; a pattern that holds anything else is not tried out here.
_COMMON = re.compile(
    r"(?:\\[dDwWsSbBnrt.^$*+?()\[\]{}|/\\-]|[^\\(\[]|\((?!\?)|\(\?[:=!]|\[(?:\\[dDwWsS.\-\]\[^\\/]|[^\\\[\]])+\])*"
)


def pattern_fault(pattern: str) -> str | None:
    """Why .NET certainly refuses a regular expression, or None.

    Only what is wrong under every option is reported: unbalanced brackets, a backslash at the end, a quantifier with nothing
    before it.
    """
    if "(?#" in pattern or re.search(r"\(\?[a-z-]*x", pattern):
        return None
    depth, position, empty = 0, 0, True
    while position < len(pattern):
        char = pattern[position]
        if char == "\\":
            if position + 1 == len(pattern):
                return "it ends with a single backslash"
            position += 2
            empty = False
            continue
        if char == "[":
            end = _class_end(pattern, position)
            if end is None:
                return f"the bracket at position {position + 1} is not closed"
            position, empty = end + 1, False
            continue
        if char == ")":
            depth -= 1
            if depth < 0:
                return f"the parenthesis at position {position + 1} was not opened"
        if char == "(":
            depth += 1
            if pattern[position + 1 : position + 2] == "?":
                position += 1
        elif char in "*+?" and empty:
            return f"the quantifier '{char}' at position {position + 1} follows nothing"
        empty = char in "(|"
        position += 1
    return "a parenthesis is not closed" if depth else None


def _class_end(pattern: str, start: int) -> int | None:
    """Where a character class ends; a bracket right after the opening one is a literal, ``-[`` opens a subtraction."""
    position = start + 1
    if pattern[position : position + 1] == "^":
        position += 1
    if pattern[position : position + 1] == "]":
        position += 1
    while position < len(pattern):
        char = pattern[position]
        if char == "]":
            return position
        if char == "\\":
            position += 1
        elif char == "[" and pattern[position - 1] == "-":
            end = _class_end(pattern, position)
            if end is None:
                return None
            position = end
        elif char == "[" and pattern[position + 1 : position + 2] == ":":
            return len(pattern) - 1
        position += 1
    return None


def certainly_refuses(pattern: str, text: str) -> bool:
    """Whether no part of a text matches a pattern, in .NET as in Python; False where that is not certain."""
    costly = re.search(r"\)[*+?{]", pattern) or len(re.findall(r"[*+{]", pattern)) > 3
    if costly or len(pattern) > 200 or len(text) > 64 or not _COMMON.fullmatch(pattern):
        return False
    try:
        return re.search(pattern, text) is None
    except (re.error, RecursionError, OverflowError):
        return False


def dropdown_values(validation: str) -> tuple[str, ...]:
    """The values of a drop-down: separated by commas, a comma within a value has a backslash before it."""
    parts = re.split(r"(?<!\\),", validation)
    return tuple(part.replace("\\,", ",").strip() for part in parts if part.strip())
