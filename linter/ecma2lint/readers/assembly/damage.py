"""Why an assembly cannot be read: the one exception of this package."""

from __future__ import annotations

from typing import Final

REBUILD: Final = "copy the file again or rebuild the assembly"


class UnreadableAssembly(Exception):  # noqa: N818 - a state of the input, not a programming error
    """The bytes are no assembly that can be judged.

    Args:
        cause: what does not hold, one line.
        remedy: what the user can do about it, one line.
    """

    def __init__(self, cause: str, remedy: str = REBUILD) -> None:
        self.cause = one_line(cause)
        super().__init__(self.cause)
        self.remedy = remedy


def one_line(text: str) -> str:
    """The text with everything that does not print as an escape: names in damaged files may hold anything."""
    return "".join(char if char.isprintable() else ascii(char)[1:-1] for char in text)


def corrupt(check: str) -> UnreadableAssembly:
    """The error for metadata in which a check failed.

    Args:
        check: what does not hold, such as ``"row 7 of TypeDef names string 0x9000 outside the heap"``.
    """
    return UnreadableAssembly(f"corrupt metadata: {check}")


def truncated(what: str) -> UnreadableAssembly:
    """The error for a file that ends too early; ``what`` says which part reaches past the end."""
    return UnreadableAssembly(f"truncated file: {what}")
