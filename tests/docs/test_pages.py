"""The hand-written pages: their commands run as they stand there, and what they show of files is what the program accepts."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ecma2lint.baseline import SCHEMA_ID as BASELINE_SCHEMA
from walkthrough import ROOT, Command, FileBlock, run_page, steps

DOCS = ROOT / "docs"
PYTHON = ROOT / "fixtures" / "python"
COMPLIANT = PYTHON / "all-compliant" / "connector.py"
#: The tutorial has a test of its own, for it needs git and pre-commit.
PAGES = sorted(
    page.stem
    for page in DOCS.glob("*.md")
    if page.stem != "tutorial" and any(isinstance(step, Command) for step in steps(page.read_text(encoding="utf-8")))
)


@pytest.mark.parametrize("name", PAGES)
def test_the_commands_of_a_page_do_what_the_page_shows(name: str, tmp_path: Path) -> None:
    """Run in their order in an empty folder, the commands print what the page shows, and end with the statuses it tells."""
    if not shutil.which("sh"):
        pytest.skip("the commands of the pages need a POSIX shell")
    folder = tmp_path / "folder"
    folder.mkdir()
    run_page(DOCS / f"{name}.md", folder, {})


def test_pages_with_commands_are_found() -> None:
    """The test above runs something: the pages that show commands are among its cases."""
    assert {"exceptions", "first-run", "fixes", "profiles", "reports", "settings"} <= set(PAGES)


def test_the_rule_pack_of_the_page_works(tmp_path: Path) -> None:
    """Installed as its page says, the pack's rule passes one connector, finds another wanting and leaves a third undecided."""
    for step in steps((DOCS / "rule-packs.md").read_text(encoding="utf-8")):
        assert isinstance(step, FileBlock)
        file = tmp_path / step.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(step.text, encoding="utf-8")
    project = tomllib.loads((tmp_path / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    # what an installer writes, without a network
    installed = tmp_path / "contoso_ecma2lint_rules-1.0.dist-info"
    installed.mkdir()
    (installed / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: 1.0\n", encoding="utf-8")
    groups = [
        f"[{group}]\n" + "".join(f"{name} = {module}\n" for name, module in entries.items())
        for group, entries in project["entry-points"].items()
    ]
    (installed / "entry_points.txt").write_text("".join(groups), encoding="utf-8")
    source = COMPLIANT.read_text(encoding="utf-8")
    (tmp_path / "user.py").write_text(source, encoding="utf-8")
    shutil.copy(PYTHON / "type-by-configuration" / "connector.py", tmp_path / "either.py")
    (tmp_path / "person.py").write_text(source.replace('"user"', '"person"'), encoding="utf-8")
    code = "import sys; sys.path.insert(0, '.'); from ecma2lint.__main__ import main; sys.exit(main(sys.argv[1:]))"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", "person.py", "user.py", "either.py", "--select", "ECMA901", "--format", "json"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    targets = {target["path"]: target for target in json.loads(done.stdout)["targets"]}
    outcomes = {
        path: next(one for one in target["rules"] if one["id"] == "ECMA901")["outcome"] for path, target in targets.items()
    }
    assert outcomes == {"person.py": "pass", "user.py": "fail", "either.py": "undecided"}


def test_the_schema_ids_of_the_versioning_page_are_those_of_the_program(tmp_path: Path) -> None:
    """Facts, results and baselines carry the ids that the page promises."""
    promised = (DOCS / "versioning.md").read_text(encoding="utf-8")
    command = [sys.executable, "-m", "ecma2lint"]
    for arguments in (
        ["inspect", str(COMPLIANT), "--format", "json"],
        ["check", str(COMPLIANT), "--format", "json", "--isolated"],
    ):
        done = subprocess.run(
            [*command, *arguments], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120, check=True
        )
        assert f"`{json.loads(done.stdout)['schema']}`" in promised
    assert f"`{BASELINE_SCHEMA}`" in promised


def test_the_hook_and_the_targets_of_the_page_are_those_of_the_program() -> None:
    """The hook on the page is the one that `init` writes; the properties of MSBuild and the variables of GitLab exist."""
    page = (DOCS / "continuous-integration.md").read_text(encoding="utf-8")
    scaffold = (ROOT / "linter" / "ecma2lint" / "scaffold" / "pre-commit.yml").read_text(encoding="utf-8")
    assert scaffold[scaffold.index("repos:") :] in page
    targets = (ROOT / "ci" / "msbuild" / "Ecma2Lint.targets").read_text(encoding="utf-8")
    assert all(f"$({name})" in targets for name in ("Ecma2LintEnabled", "Ecma2LintCommand", "Ecma2LintArguments"))
    gitlab = (ROOT / "ci" / "gitlab" / "ecma2lint.gitlab-ci.yml").read_text(encoding="utf-8")
    assert all(f"{name}:" in gitlab and name in page for name in ("ECMA2LINT_INSTALL", "ECMA2LINT_PATHS", "ECMA2LINT_ARGUMENTS"))
    hooks = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    assert all(f"- id: {name}\n" in hooks and f"`{name}`" in page for name in ("ecma2lint", "ecma2lint-all"))
