"""``ecma2lint init``: a commented settings file and, if asked, a commit hook and a CI file. Nothing is ever overwritten."""

from __future__ import annotations

import argparse
import json
import os
from importlib.resources import files
from pathlib import Path

from ecma2lint.atomic import write_text_atomically
from ecma2lint.cli.common import emit
from ecma2lint.discovery import discover
from ecma2lint.exit_status import ExitStatus
from ecma2lint.facts import TargetKind
from ecma2lint.faults import FaultError
from ecma2lint.packs import load_packs
from ecma2lint.profiles import DEFAULT_PROFILE, load_profile
from ecma2lint.records import dataclass
from ecma2lint.settings import Settings, find_file, keys

EXAMPLES = """examples:
  ecma2lint init                          ecma2lint.toml, after a look at this folder
  ecma2lint init --hook --ci github       a commit hook and a workflow, too
  ecma2lint init connectors --profile mim-2016
"""

#: Platform -> the file, and the file beside it when the first is taken, with how to bring it into use.
_CI = {
    "github": (".github/workflows/ecma2lint.yml", "", ""),
    "gitlab": (".gitlab-ci.yml", "ecma2lint.gitlab-ci.yml", "add `include: {{local: {file}}}` to .gitlab-ci.yml"),
    "azure": ("azure-pipelines.yml", "azure-pipelines-ecma2lint.yml", "make a pipeline of {file}"),
}
#: An example of each setting that is a table.
_TABLES = {
    "severity": ("[severity]", 'full-export = "warning"'),
    "per-target-ignores": ("[per-target-ignores]", '"legacy/**" = ["ECMA3"]', '"Contoso.dll!Contoso.Connector" = ["ECMA202"]'),
    "rule-options": ("[rule-options.ECMA006]", "days = 30"),
}
_HOOK = ".pre-commit-config.yaml"


@dataclass(frozen=True)
class Holdings:
    """What a folder holds: the folders of its connector candidates, by kind, and how many there are."""

    assemblies: tuple[str, ...]
    sources: tuple[str, ...]

    def __str__(self) -> str:
        parts = [
            f"{len(found)} possible {noun}{'' if len(found) == 1 else 's'} ({', '.join(_folders(found))})"
            for noun, found in (("assembly", self.assemblies), ("Python connector", self.sources))
            if found
        ]
        return " and ".join(parts).replace("assemblys", "assemblies") or "no connector yet"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``init``."""
    parser.epilog = EXAMPLES
    parser.add_argument("folder", nargs="?", default=".", metavar="FOLDER", help="where to write (default: this folder)")
    parser.add_argument("--profile", default=DEFAULT_PROFILE, help="the host to judge by (default: %(default)s)")
    parser.add_argument("--hook", action="store_true", help=f"write {_HOOK} as well")
    parser.add_argument("--ci", action="append", default=[], choices=tuple(_CI), help="write the file of a CI platform as well")


def execute(options: argparse.Namespace) -> ExitStatus:
    """Look at the folder and write what is missing.

    Raises:
        FaultError: when all that was asked for is there already, the profile is unknown, or the folder cannot be written.
    """
    root = Path(options.folder)
    if not root.is_dir():
        raise FaultError(str(root), "there is no such folder", "create it, or name another")
    load_profile(options.profile, load_packs().profile_folders)
    holdings = holdings_of(root)
    emit(f"{root.as_posix()}: {holdings}\n")
    written = [_settings(root, options.profile, holdings)]
    if options.hook:
        written.append(_hook(root))
    written += [_ci(root, platform) for platform in dict.fromkeys(options.ci)]
    if not any(written):
        raise FaultError(root.as_posix(), "everything asked for is there already, and was left alone", "edit it by hand")
    emit("next: `ecma2lint check`; with old findings to accept, `ecma2lint baseline create`\n")
    return ExitStatus.OK


def holdings_of(root: Path) -> Holdings:
    """The candidates below a folder, as paths from there."""
    found: dict[TargetKind, list[str]] = {TargetKind.ASSEMBLY: [], TargetKind.PYTHON: []}
    for candidate in discover([root], lambda _: False):
        found[candidate.kind].append(os.path.relpath(candidate.path, root).replace(os.sep, "/"))
    return Holdings(tuple(found[TargetKind.ASSEMBLY]), tuple(found[TargetKind.PYTHON]))


def _folders(paths: tuple[str, ...]) -> list[str]:
    folders = list(dict.fromkeys(path.rpartition("/")[0] or "." for path in paths))
    return [*folders[:3], *(["..."] if len(folders) > 3 else [])]


def settings_text(profile: str, holdings: Holdings) -> str:
    """A commented settings file: every key with what it means and its default; tables last, as TOML wants them."""
    lines = [
        "# Settings of ecma2lint. What is commented out is the default; `ecma2lint config show` says what is in force.",
        f"# When this was written, the folder held {holdings}.",
    ]
    defaults = Settings()
    suggested = _suggestions(profile, holdings)
    tables: list[str] = []
    for key, name, _, text in keys():
        if key in _TABLES:
            tables += ["", f"# {text}", *(f"# {line}" for line in _TABLES[key])]
        elif name in suggested:
            value, why = suggested[name]
            lines += ["", f"# {text}{f' ({why})' if why else ''}", f"{key} = {_toml(value)}"]
        else:
            lines += ["", f"# {text}", f"# {key} = {_toml(getattr(defaults, name))}"]
    return "\n".join([*lines, *tables]) + "\n"


def _suggestions(profile: str, holdings: Holdings) -> dict[str, tuple[object, str]]:
    suggested: dict[str, tuple[object, str]] = {"profile": (profile, "")}
    names = [path.lower().split("/") for path in holdings.assemblies]
    released = {parts[-1] for parts in names if "release" in parts}
    if any("debug" in parts and parts[-1] in released for parts in names):
        suggested["exclude"] = (("**/[Dd]ebug/",), "the release builds of the same connectors are judged")
    return suggested


def _toml(value: object) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(json.dumps(item) for item in value)}]"
    return json.dumps(value)


def _settings(root: Path, profile: str, holdings: Holdings) -> bool:
    there = find_file(root)
    if there is not None and there.parent == root.resolve():
        emit(f"{there.name} is there already, and was left alone\n")
        return False
    return _write(root / "ecma2lint.toml", settings_text(profile, holdings))


def _hook(root: Path) -> bool:
    text = (files("ecma2lint.scaffold") / "pre-commit.yml").read_text(encoding="utf-8")
    if (root / _HOOK).exists():
        hook = text[text.index("  - repo:") :]
        emit(f"{_HOOK} is there already, and was left alone; add below its `repos:`\n{hook}")
        return False
    if not (root / ".git").exists():
        emit("this folder is no git repository yet: run `git init` before `pre-commit install`\n")
    return _write(root / _HOOK, text, "run `pre-commit install`")


def _ci(root: Path, platform: str) -> bool:
    first, second, use = _CI[platform]
    text = (files("ecma2lint.scaffold") / f"{platform}.yml").read_text(encoding="utf-8")
    if not (root / first).exists():
        return _write(root / first, text)
    if second and not (root / second).exists():
        return _write(root / second, text, use.format(file=second))
    emit(f"{second or first} is there already, and was left alone\n")
    return False


def _write(file: Path, text: str, then: str = "") -> bool:
    try:
        write_text_atomically(file, text)
    except OSError as error:
        raise FaultError(str(file), f"cannot be written: {error.strerror}", "name a folder you may write") from error
    emit(f"wrote {file.as_posix()}{f'; {then}' if then else ''}\n")
    return True
