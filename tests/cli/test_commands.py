"""The commands around `check`: config, init, completion, report, progress, and help with examples."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from adoption_samples import BAD_DLL, COMPLIANT, GOOD_DLL, Runner, full_export, waiver, write
from ecma2lint.__main__ import main
from ecma2lint.cli import COMMANDS, make_parser
from ecma2lint.cli.completion import SHELLS, commands_of
from ecma2lint.cli.progress import PATIENCE, with_progress
from ecma2lint.facts import Target, TargetKind
from ecma2lint.settings import json_schema, keys, read_file


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """A runner in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Runner(tmp_path, capsys)


def test_config_show_names_every_source_and_reason(run: Runner) -> None:
    """Every key is there with its value and source, and every rule with its level and why."""
    write(run.folder, ecma2lint__toml='fail-on = "warning"\nignore = ["ECMA203"]\n[severity]\nhierarchy = "info"\n')
    assert run("config", "show", "--select", "ECMA2,ECMA3") == 0
    lines = run.out.splitlines()
    assert lines[0] == "settings file: ecma2lint.toml"
    for key, _, _, _ in keys():
        assert sum(line.startswith(f"{key} = ") for line in lines) == 1, key
    by_start = {line.partition("  ")[0]: line for line in lines}
    assert next(line for line in lines if line.startswith('fail-on = "warning"')).endswith("# ecma2lint.toml")
    assert next(line for line in lines if line.startswith("select")).endswith("# command line")
    assert next(line for line in lines if line.startswith("strict")).endswith("# default")
    assert by_start["ECMA203"].endswith(f"off: {run.folder / 'ecma2lint.toml'}: ignore names ECMA203")
    assert by_start["ECMA303"].endswith("ecma2lint.toml: severity")
    assert by_start["ECMA202"].endswith("error: it decides the control full-export")
    assert by_start["ECMA101"].endswith("off: not in --select")


def test_config_show_for_a_target(run: Runner) -> None:
    """With a path the per-target ignores of that target are at work."""
    write(run.folder, ecma2lint__toml='[per-target-ignores]\n"old/**" = ["ECMA202"]\n')
    assert run("config", "show", "old/a.dll") == 0
    assert "off: per-target-ignores of ecma2lint.toml: old/**" in run.out
    assert run("config", "show", "new/a.dll") == 0
    assert "off: per-target-ignores" not in run.out
    assert run("config", "show", "--format", "json", "old/a.dll") == 0
    document = json.loads(run.out)
    assert document["settings"]["per-target-ignores"]["source"] == "ecma2lint.toml"
    (rule,) = [rule for rule in document["rules"] if rule["id"] == "ECMA202"]
    assert rule["why"].startswith("off: per-target-ignores")


def test_config_validate(run: Runner) -> None:
    """A sound file is 0; a fault in the file, the waivers or the baseline that it names is 2; no file at all says what to do."""
    assert run("config", "validate") == 2
    assert "ecma2lint init" in run.err
    write(run.folder, ecma2lint__toml="strict = true\n")
    assert run("config", "validate") == 0
    assert "ecma2lint.toml: no fault found" in run.out
    write(run.folder, ecma2lint__toml='waivers = "w.toml"\nbaseline = "b.json"\n', w__toml=waiver(expires="2026-01-02"))
    assert run("config", "validate") == 2
    assert "expired on 2026-01-02" in run.err
    assert "the baseline is missing" in run.err
    write(run.folder, other__toml="stric = true\n")
    assert run("config", "validate", "other.toml") == 2
    assert "did you mean 'strict'?" in run.err


def test_config_schema(run: Runner) -> None:
    """The schema that is printed is the one of the settings."""
    assert run("config", "schema") == 0
    assert json.loads(run.out) == json_schema()


def test_init_writes_a_settings_file_that_changes_nothing(run: Runner) -> None:
    """The file parses, is accepted, leaves every default as it is, shows every key, and says what the folder holds."""
    (run.folder / "bin").mkdir()
    (run.folder / "bin" / "Contoso.dll").write_bytes(GOOD_DLL.read_bytes())
    write(run.folder, connector__py=COMPLIANT)
    assert run("init") == 0
    assert "1 possible assembly (bin) and 1 possible Python connector (.)" in run.out
    assert "next: `ecma2lint check`" in run.out
    file = run.folder / "ecma2lint.toml"
    assert read_file(file) == {"profile": "azuread-agent-2023-06"}
    text = file.read_text(encoding="utf-8")
    for key, _, _, explanation in keys():
        assert f"{key} = " in text or f"[{key}" in text, key
        assert f"# {explanation}" in text
    uncommented = "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line or line.startswith("# ["))
    assert set(tomllib.loads(uncommented)) == {key for key, _, _, _ in keys()}, "uncommenting everything must be TOML"
    assert run("check") == 0


def test_init_leaves_debug_builds_out_where_release_builds_are(run: Runner) -> None:
    """Of two builds of one connector the debug build is excluded."""
    for build in ("Debug", "Release"):
        (run.folder / "bin" / build).mkdir(parents=True)
        (run.folder / "bin" / build / "Contoso.dll").write_bytes(BAD_DLL.read_bytes())
    assert run("init") == 0
    status, document = run.check()
    assert status == 1
    assert [target["path"] for target in document["targets"]] == ["bin/Release/Contoso.dll"]


def test_init_never_overwrites(run: Runner) -> None:
    """What is there stays as it is; where nothing is left to write the exit status is 2."""
    write(run.folder, pyproject__toml="[tool.ecma2lint]\nstrict = true\n")
    (run.folder / ".pre-commit-config.yaml").write_text("repos: []\n", encoding="utf-8")
    (run.folder / ".gitlab-ci.yml").write_text("stages: [test]\n", encoding="utf-8")
    assert run("init", "--hook", "--ci", "gitlab") == 0
    assert "pyproject.toml is there already" in run.out
    assert "      - id: ecma2lint" in run.out, "what to add to the hooks"
    assert "include: {local: ecma2lint.gitlab-ci.yml}" in run.out
    assert not (run.folder / "ecma2lint.toml").exists()
    assert (run.folder / ".pre-commit-config.yaml").read_text(encoding="utf-8") == "repos: []\n"
    assert (run.folder / ".gitlab-ci.yml").read_text(encoding="utf-8") == "stages: [test]\n"
    assert run("init", "--hook", "--ci", "gitlab") == 2
    assert "left alone" in run.err


def test_init_faults(run: Runner) -> None:
    """A folder that is not there and a profile that is not known are errors, and nothing is written."""
    assert run("init", "absent") == 2
    assert run("init", "--profile", "nope") == 2
    assert list(run.folder.iterdir()) == []


def test_completion_knows_every_command_and_option() -> None:
    """The data of the completion are those of the parser: each command, each of its options, each choice."""
    commands = {command.path: command for command in commands_of(make_parser(COMMANDS), ())}
    assert {name for name, _ in commands[()].commands} == set(COMMANDS)
    assert ("baseline", "create") in commands
    flags = {flag: option for option in commands[("check",)].options for flag in option.flags}
    assert flags["--fail-on"].choices == ("error", "warning", "info")
    assert flags["--strict"].takes_value is False
    assert flags["--profile"].takes_value is True
    assert commands[("completion",)].choices == SHELLS


@pytest.mark.parametrize("shell", SHELLS)
def test_completion_scripts_hold_every_word(run: Runner, shell: str) -> None:
    """Each script names every command and every long option of `check`."""
    assert run("completion", shell) == 0
    for command in COMMANDS:
        assert command in run.out
    for word in ("exit-zero", "show-suppressed", "per-target-ignores"):
        assert word in run.out


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not on the path")
@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (["ecma2lint", "ba"], {"baseline"}),
        (["ecma2lint", "baseline", "cr"], {"create"}),
        (["ecma2lint", "check", "--fail-on", "w"], {"warning"}),
        (["ecma2lint", "check", "--exit"], {"--exit-zero"}),
        (["ecma2lint", "baseline", "create", "--fo"], {"--force"}),
        (["ecma2lint", "completion", "z"], {"zsh"}),
    ],
)
def test_bash_completes(run: Runner, words: list[str], expected: set[str]) -> None:
    """bash itself, given the script, offers the right words."""
    assert run("completion", "bash") == 0
    quoted = " ".join(f"'{word}'" for word in words)
    script = run.out + f'\nCOMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _ecma2lint; printf "%s\\n" "${{COMPREPLY[@]}}"\n'
    done = subprocess.run(["bash", "-c", script], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == expected
    assert done.stderr == ""


@pytest.mark.parametrize("shell", ["zsh", "fish", "pwsh"])
def test_other_shells_take_the_script(run: Runner, shell: str, tmp_path: Path) -> None:
    """Where the shell is there, it reads the script without an error."""
    program = shutil.which(shell)
    if program is None:
        pytest.skip(f"{shell} is not on the path")
    assert run("completion", {"pwsh": "powershell"}.get(shell, shell)) == 0
    file = tmp_path / ("completion.ps1" if shell == "pwsh" else "completion")
    file.write_text(("autoload -U compinit && compinit -u\n" if shell == "zsh" else "") + run.out, encoding="utf-8")
    flags = ["-File"] if shell == "pwsh" else []
    done = subprocess.run([program, *flags, str(file)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_report_render_merge_diff(run: Runner) -> None:
    """A stored result renders in any format; two merge into one; a difference names what is new and sets the exit status."""
    write(run.folder, good__py=COMPLIANT, bad__py=full_export().replace("Contoso", "Fabrikam"))
    assert run("check", "good.py", "--output", "json=good.json") == 0
    assert run("check", "bad.py", "--output", "json=bad.json") == 1
    assert run("report", "render", "bad.json", "--format", "concise") == 0
    assert "ECMA202" in run.out
    assert run("report", "render", "bad.json", "--format", "html", "--output", "bad.html") == 0
    assert (run.folder / "bad.html").read_text(encoding="utf-8").startswith("<!")
    assert run("report", "merge", "good.json", "bad.json", "--output", "all.json") == 1
    merged = json.loads((run.folder / "all.json").read_text(encoding="utf-8"))
    assert [target["path"] for target in merged["targets"]] == ["good.py", "bad.py"]
    assert run("report", "merge", "good.json", "--format", "text") == 0
    assert run("report", "diff", "good.json", "bad.json") == 1
    assert "full-export" in run.out
    assert run("report", "diff", "bad.json", "bad.json", "--format", "markdown") == 0
    write(run.folder, torn__json="{")
    assert run("report", "render", "torn.json") == 2
    assert run("report", "render", "absent.json") == 2
    assert run("report", "render", "bad.json", "--format", "absent") == 2


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        """A stream that says it is a terminal."""
        return True


def _targets() -> Iterator[Target]:
    for number in range(4):
        yield Target(f"{number}.dll", TargetKind.ASSEMBLY)


def test_progress_shows_on_terminals_after_a_while() -> None:
    """A short run and a pipe see nothing; a long run on a terminal sees count and target, and a clean line in the end."""
    clock = iter([0.0, 0.5, PATIENCE + 1, PATIENCE + 1.05, PATIENCE + 2])
    terminal = _Terminal()
    assert len(list(with_progress(_targets(), terminal, lambda: next(clock)))) == 4
    written = terminal.getvalue()
    assert "2 targets judged, 3 s: 1.dll" in written
    assert "3 targets judged" not in written, "too soon after the last"
    assert "4 targets judged" in written
    assert written.endswith(" \r")
    for stream, times in ((_Terminal(), iter([0.0] * 9)), (io.StringIO(), iter(range(0, 90, 10)))):
        assert len(list(with_progress(_targets(), stream, lambda times=times: float(next(times))))) == 4  # type: ignore[misc]
        assert stream.getvalue() == ""


@pytest.mark.parametrize("command", COMMANDS)
def test_help_has_examples(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Each command's help shows examples that begin with the program's name."""
    with pytest.raises(SystemExit) as ended:
        main([command, "--help"])
    out = capsys.readouterr().out
    assert ended.value.code == 0
    assert "examples:" in out
    assert "ecma2lint " + command in out


@pytest.mark.parametrize("command", COMMANDS)
def test_examples_of_the_help_parse(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Every example that the help shows is a command line that the parser accepts."""
    with pytest.raises(SystemExit):
        main([command, "--help"])
    examples = capsys.readouterr().out.partition("examples:\n")[2].partition("\n\n")[0]
    parser = make_parser(COMMANDS)
    shown = 0
    for line in examples.splitlines():
        words = line.strip().partition("   ")[0].partition(" > ")[0].split()
        if words[:1] == ["ecma2lint"]:
            parser.parse_args(words[1:])
            shown += 1
    assert shown or command == "completion"


def test_importing_the_cli_imports_no_command() -> None:
    """The start of one command does not pay for the others."""
    code = (
        "import sys, ecma2lint.cli; ecma2lint.cli.make_parser(['check']); "
        "print(*(name for name in sys.modules if name.startswith('ecma2lint.cli.')))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(done.stdout.split()) == {"ecma2lint.cli.check", "ecma2lint.cli.common", "ecma2lint.cli.progress"}


def test_explain_shows_the_examples_of_the_languages_asked_for(run: Runner) -> None:
    """C# and Python unless the command line says otherwise, the code without its fences, and how to see the rest."""
    code = {
        "csharp": "new MACapabilities { FullExport = true }",
        "vb": "With {.FullExport = True}",
        "fsharp": "MACapabilities(FullExport = true)",
        "python": "capabilities.FullExport = True",
    }
    for asked, shown in (
        ((), ("csharp", "python")),
        (("vb",), ("vb",)),
        (("fsharp", "csharp"), ("csharp", "fsharp")),
        (("all",), tuple(code)),
    ):
        assert run("explain", "ECMA202", *(f"--language={one}" for one in asked)) == 0
        assert [language for language, text in code.items() if text in run.out] == list(shown)
        assert "```" not in run.out
        assert all((f"--language {one}" in run.out) == (one not in shown) for one in code)
    assert run("explain", "wrong-arity", "--language", "vb") == 0
    assert "Only in Python: `ecma2lint explain ECMA121 --language python`" in run.out
