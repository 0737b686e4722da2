"""``ecma2lint completion``: completion scripts, printed from the parser's own data."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from ecma2lint.cli.common import emit
from ecma2lint.exit_status import ExitStatus
from ecma2lint.records import dataclass

SHELLS = ("bash", "zsh", "fish", "powershell")

EXAMPLES = """examples:
  bash        eval "$(ecma2lint completion bash)"          in ~/.bashrc
  zsh         eval "$(ecma2lint completion zsh)"           in ~/.zshrc, after compinit
  fish        ecma2lint completion fish | source           in ~/.config/fish/config.fish
  PowerShell  ecma2lint completion powershell | Out-String | Invoke-Expression    in $PROFILE
"""


@dataclass(frozen=True)
class Option:
    """An option of a command: its spellings, the words it takes (empty when any or none), whether it takes a value."""

    flags: tuple[str, ...]
    choices: tuple[str, ...]
    takes_value: bool
    help: str


@dataclass(frozen=True)
class Command:
    """A command line up to a subcommand: its words, its subcommands with their help, its options and positional choices."""

    path: tuple[str, ...]
    commands: tuple[tuple[str, str], ...]
    options: tuple[Option, ...]
    choices: tuple[str, ...]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``completion``."""
    parser.epilog = EXAMPLES
    parser.add_argument("shell", choices=SHELLS)


def execute(options: argparse.Namespace) -> ExitStatus:
    """Print the script of a shell."""
    from ecma2lint.cli import COMMANDS, make_parser

    commands = list(commands_of(make_parser(COMMANDS), ()))
    emit({"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[options.shell](commands))
    return ExitStatus.OK


def commands_of(parser: argparse.ArgumentParser, path: tuple[str, ...]) -> Iterator[Command]:
    """Every command and subcommand of a parser; argparse offers no public way to its actions."""
    options: list[Option] = []
    words: list[str] = []
    inner: dict[str, argparse.ArgumentParser] = {}
    helps: dict[str, str] = {}
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            inner = dict(action.choices)
            helps = {choice.dest: choice.help or "" for choice in action._choices_actions}
        elif action.option_strings:
            choices = tuple(str(choice) for choice in action.choices or ())
            text = (action.help or "").replace("%(default)s", str(action.default))
            options.append(Option(tuple(action.option_strings), choices, action.nargs != 0, text))
        elif action.choices:
            words += [str(choice) for choice in action.choices]
    yield Command(path, tuple((name, helps.get(name, "")) for name in inner), tuple(options), tuple(words))
    for name, sub in inner.items():
        yield from commands_of(sub, (*path, name))


def _words(command: Command) -> list[str]:
    flags = [flag for option in command.options for flag in option.flags]
    return [name for name, _ in command.commands] + list(command.choices) + flags


def _valued(command: Command) -> Iterator[tuple[str, tuple[str, ...]]]:
    for option in command.options:
        if option.choices:
            for flag in option.flags:
                yield flag, option.choices


def _path_case(commands: list[Command], line: str) -> str:
    """The arms of a shell ``case`` over the path of a command, for bash."""
    return "".join(
        f"    {'/'.join(('ecma2lint', *command.path))!r}) {line.format(words=' '.join(_words(command)))} ;;\n"
        for command in commands
    )


def _bash(commands: list[Command]) -> str:
    values = "".join(
        f"    {'/'.join(('ecma2lint', *command.path))!r}' '{flag!r}) words={' '.join(choices)!r} ;;\n"
        for command in commands
        for flag, choices in _valued(command)
    )
    names = " ".join(sorted({name for command in commands for name, _ in command.commands}))
    return f"""# bash completion of ecma2lint
_ecma2lint() {{
  local current="${{COMP_WORDS[COMP_CWORD]}}" previous="${{COMP_WORDS[COMP_CWORD-1]}}" path=ecma2lint words= index
  for ((index = 1; index < COMP_CWORD; index++)); do
    case " {names} " in *" ${{COMP_WORDS[index]}} "*) path="$path/${{COMP_WORDS[index]}}" ;; esac
  done
  case "$path $previous" in
{values}  esac
  if [ -z "$words" ]; then
    case "$path" in
{_path_case(commands, "words='{words}'")}    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}}
complete -o default -o bashdefault -F _ecma2lint ecma2lint
"""


def _zsh(commands: list[Command]) -> str:
    return f"""# zsh completion of ecma2lint
autoload -U +X bashcompinit && bashcompinit
{_bash(commands).split(chr(10), 1)[1]}"""


def _fish(commands: list[Command]) -> str:
    lines = ["# fish completion of ecma2lint"]
    for command in commands:
        names = " ".join(name for name, _ in command.commands)
        seen = [f"__fish_seen_subcommand_from {name}" for name in command.path]
        if names:
            seen.append(f"not __fish_seen_subcommand_from {names}")
        start = f"complete -c ecma2lint -n '{'; and '.join(seen)}'" if seen else "complete -c ecma2lint"
        lines += [f"{start} -a {name} -d {_quoted(text)}" for name, text in command.commands]
        lines += [f"{start} -a {word}" for word in command.choices]
        for option in command.options:
            flags = "".join(f" -l {flag[2:]}" if flag.startswith("--") else f" -s {flag[1:]}" for flag in option.flags)
            choices = f" -x -a '{' '.join(option.choices)}'" if option.choices else " -r" if option.takes_value else ""
            lines.append(f"{start}{flags}{choices} -d {_quoted(option.help)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace("'", "\\'")
    return f"'{escaped}'"


def _powershell(commands: list[Command]) -> str:
    def array(words: list[str]) -> str:
        return "@(" + ", ".join("'" + word.replace("'", "''") + "'" for word in words) + ")"

    words = "".join(f"    '{'/'.join(('ecma2lint', *command.path))}' = {array(_words(command))}\n" for command in commands)
    values = "".join(
        f"    '{'/'.join(('ecma2lint', *command.path))} {flag}' = {array(list(choices))}\n"
        for command in commands
        for flag, choices in _valued(command)
    )
    return f"""# PowerShell completion of ecma2lint
Register-ArgumentCompleter -Native -CommandName ecma2lint -ScriptBlock {{
  param($word, $ast, $position)
  $words = @{{
{words}  }}
  $values = @{{
{values}  }}
  $given = @($ast.CommandElements | Where-Object {{ $_.Extent.EndOffset -lt $position }} | ForEach-Object {{ $_.ToString() }})
  $path = 'ecma2lint'
  foreach ($part in $given | Select-Object -Skip 1) {{ if ($words.ContainsKey("$path/$part")) {{ $path = "$path/$part" }} }}
  $key = if ($given.Count) {{ "$path $($given[-1])" }} else {{ '' }}
  $found = if ($values.ContainsKey($key)) {{ $values[$key] }} else {{ $words[$path] }}
  $found | Where-Object {{ $_ -like "$word*" }} | ForEach-Object {{
    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
  }}
}}
"""
