"""The examples in the documentation of a rule: fenced blocks of one language each, marked bad or good."""

from __future__ import annotations

import re
from collections.abc import Callable

from ecma2lint.records import dataclass

#: The languages of examples, in the order of the documentation, as people write their names.
LANGUAGES = {"csharp": "C#", "vb": "VB.NET", "fsharp": "F#", "python": "Python"}

_BLOCK = re.compile(r"^```(\w+) (bad|good)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class ExampleBlock:
    """One block: its language by the word behind the fence, its code without the fences."""

    language: str
    bad: bool
    code: str

    @property
    def title(self) -> str:
        """``C#, bad``."""
        return f"{LANGUAGES.get(self.language, self.language)}, {'bad' if self.bad else 'good'}"


def example_blocks(body: str) -> tuple[ExampleBlock, ...]:
    """The blocks of a section, in their order."""
    return tuple(_block(match) for match in _BLOCK.finditer(body))


def replace_blocks(body: str, function: Callable[[ExampleBlock], str]) -> str:
    """A section with each block replaced by what a function makes of it."""
    return _BLOCK.sub(lambda match: function(_block(match)), body)


def _block(match: re.Match[str]) -> ExampleBlock:
    return ExampleBlock(match[1], match[2] == "bad", match[3])
