"""The bytes of one target, read once, with its identity."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path

from ecma2lint.records import dataclass


@dataclass(frozen=True)
class Source:
    """A file that was read: where it lies, how reports name it, and its bytes.

    ``display`` uses forward slashes on every platform.
    """

    path: Path
    display: str
    data: bytes

    @cached_property
    def sha256(self) -> str:
        """The SHA-256 of the bytes in lower-case hexadecimal."""
        import hashlib

        return hashlib.sha256(self.data).hexdigest()
