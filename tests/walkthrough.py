"""Runs a page of the documentation as its text says: file blocks are written, commands run in one shell, output compared.

A fenced block with a `title="path"` is a file; it is written below the folder of the run. A `console` block holds commands behind
`$ ` with the output that must follow, up to the next command. In the output a line `...` stands for any lines, and `...` inside
a line for any characters. A command must end with status 0, unless `$ echo $?` follows, which then says the status. All blocks
of a page share one shell and one folder, in the order of the page.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

_BLOCK = re.compile(
    r'^(?P<indent> *)```(?P<language>\w+)(?: title="(?P<title>[^"]+)")?\n(?P<body>.*?)^(?P=indent)```$', re.M | re.S
)
_MARK = "=== walkthrough"


@dataclass(frozen=True)
class FileBlock:
    """A file that the page gives: its path from the folder of the run, and its text."""

    path: str
    text: str


@dataclass(frozen=True)
class Command:
    """A command of the page, the line of the page it stands in, and the output that the page shows."""

    line: int
    text: str
    output: str


Step = FileBlock | Command


def steps(page: str) -> Iterator[Step]:
    """The steps of a page, in order."""
    for block in _BLOCK.finditer(page):
        indent = block["indent"]
        body = "".join(line.removeprefix(indent) for line in block["body"].splitlines(keepends=True))
        if block["title"]:
            yield FileBlock(block["title"], body)
        elif block["language"] == "console":
            yield from _commands(body, page.count("\n", 0, block.start("body")) + 1)


def _commands(body: str, first_line: int) -> Iterator[Command]:
    """The commands of a console block; a command whose line ends in a backslash goes on in the next."""
    lines = body.splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("$ ")]
    assert starts and starts[0] == 0, f"line {first_line}: a console block starts with a command"
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        last = start
        while lines[last].endswith("\\"):
            last += 1
        text = "\n".join([lines[start][2:], *lines[start + 1 : last + 1]])
        yield Command(first_line + start, text, "\n".join(lines[last + 1 : end]).strip("\n"))


def run_page(page: Path, folder: Path, variables: Mapping[str, str]) -> None:
    """Run all steps of a page in an empty folder, and hold what happens against what the page says.

    Raises:
        AssertionError: naming the page's line, with the output that the page shows and the one that came.
    """
    found = list(steps(page.read_text(encoding="utf-8")))
    commands = [step for step in found if isinstance(step, Command)]
    assert commands, f"{page.name} holds no command"
    outputs = _run(found, folder, variables)
    for number, (command, (output, status)) in enumerate(zip(commands, outputs, strict=True)):
        where = f"{page.name}, line {command.line}: $ {command.text}"
        assert fits(command.output, output), f"{where}\n--- the page shows\n{command.output}\n--- it printed\n{output}"
        told = number + 1 < len(commands) and commands[number + 1].text == "echo $?"
        assert told or status == 0, f"{where}\nended with status {status}, and the page does not say so\n{output}"


def _run(found: list[Step], folder: Path, variables: Mapping[str, str]) -> list[tuple[str, int]]:
    """The output (both streams) and the exit status of every command."""
    script: list[str] = []
    for number, step in enumerate(found):
        if isinstance(step, FileBlock):
            end = f"END_OF_FILE_{number}"
            script.append(f"mkdir -p '{Path(step.path).parent.as_posix()}'\ncat > '{step.path}' <<'{end}'\n{step.text}{end}")
        else:
            # the subshell hands the status on, so that `echo $?` sees it
            script.append(f'{step.text}\n_status=$?\nprintf "\\n{_MARK} %s\\n" "$_status"\n(exit "$_status")')
    done = subprocess.run(
        [shell(), "-c", "\n".join(script)],
        cwd=folder,
        env=_environment(folder, variables),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        timeout=600,
        check=False,
    )
    text = done.stdout.decode("utf-8").replace("\r\n", "\n")
    parts = re.split(rf"\n?^{_MARK} (\d+)\n", text, flags=re.M)
    return [(output.strip("\n"), int(status)) for output, status in zip(parts[0:-1:2], parts[1::2], strict=True)]


def shell() -> str:
    """A POSIX shell; git for Windows brings one."""
    found = shutil.which("sh")
    assert found, "no POSIX shell"
    return found


def _environment(folder: Path, variables: Mapping[str, str]) -> dict[str, str]:
    """An environment as a newcomer's: this environment's commands on the path, nobody's settings of git or pre-commit."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "ECMA2LINT_", "PRE_COMMIT"))}
    home = folder.parent / f"{folder.name}-home"
    home.mkdir()
    return {
        **kept,
        "PATH": os.pathsep.join([str(Path(sys.executable).parent), kept.get("PATH", "")]),
        "HOME": str(home),
        "PRE_COMMIT_HOME": str(home / "pre-commit"),
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_NOSYSTEM": "1",
        **{f"GIT_{who}_{what}": value for who in ("AUTHOR", "COMMITTER") for what, value in _IDENTITY.items()},
        "ECMA2LINT_CLONE": ROOT.as_posix(),
        "COLUMNS": "80",
        "LC_ALL": "C.UTF-8",
        "NO_COLOR": "1",
        "PYTHONUTF8": "1",
        **variables,
    }


_IDENTITY = {"NAME": "Newcomer", "EMAIL": "newcomer@contoso.example"}


def fits(shown: str, printed: str) -> bool:
    """Whether an output is what a page shows."""
    pattern = "".join(
        r"(?:.*\n)*?" if line.strip() == "..." else ".*?".join(re.escape(part) for part in line.rstrip().split("...")) + r" *\n"
        for line in shown.splitlines()
    )
    return re.fullmatch(pattern, f"{printed}\n" if printed else "") is not None
