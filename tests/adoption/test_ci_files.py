"""The action and the CI templates: valid by the platforms' own schemas, their scripts run as the platform runs them.

Needs the extra `adoption`, bash, and the package index (the scripts install the linter into an environment of their own).
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from adoption_samples import BAD_DLL, COMPLIANT, GOOD_DLL, full_export
from expectations import ROOT

REQUIRED = os.environ.get("ECMA2LINT_REQUIRE_ADOPTION") == "1"
SCAFFOLD = ROOT / "linter" / "ecma2lint" / "scaffold"
#: A schema, a file, and a change that the schema must refuse.
SCHEMAS = [
    ("vendor.github-actions", ROOT / "action.yml", "using: composite", "using: 7"),
    ("vendor.github-workflows", SCAFFOLD / "github.yml", "runs-on:", "runs-off:"),
    ("vendor.gitlab-ci", ROOT / "ci" / "gitlab" / "ecma2lint.gitlab-ci.yml", "when: always", "when: sometimes"),
    ("vendor.azure-pipelines", ROOT / "ci" / "azure" / "ecma2lint.yml", "- task:", "- tusk:"),
    ("vendor.azure-pipelines", SCAFFOLD / "azure.yml", "- task:", "- tusk:"),
]


def _need(condition: bool, message: str) -> None:
    if not condition:
        assert not REQUIRED, message
        pytest.skip(message)


@pytest.mark.parametrize(("schema", "file", "old", "new"), SCHEMAS)
def test_valid_by_the_platforms_schema(schema: str, file: Path, old: str, new: str, tmp_path: Path) -> None:
    """check-jsonschema, which carries the schemas, accepts the file, and refuses it once a key or a value is wrong."""
    _need(find_spec("check_jsonschema") is not None, "check-jsonschema is not installed: pip install -e '.[adoption]'")
    command = [sys.executable, "-m", "check_jsonschema", "--regex-variant", "nonunicode", "--builtin-schema", schema]
    done = subprocess.run([*command, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    wrong = tmp_path / file.name
    wrong.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    done = subprocess.run([*command, str(wrong)], capture_output=True, text=True, check=False)
    assert (done.returncode, "Schema validation errors" in done.stdout) == (1, True), done.stderr


def test_hooks_are_valid() -> None:
    """pre-commit itself accepts the manifest of the hooks."""
    _need(find_spec("pre_commit") is not None, "pre-commit is not installed: pip install -e '.[adoption]'")
    command = [sys.executable, "-m", "pre_commit", "validate-manifest", str(ROOT / ".pre-commit-hooks.yaml")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0
    command = [sys.executable, "-m", "pre_commit", "validate-config", str(SCAFFOLD / "pre-commit.yml")]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_init_writes_the_gitlab_template() -> None:
    """The template to include and the file that `init` writes are one and the same."""
    include = ROOT / "ci" / "gitlab" / "ecma2lint.gitlab-ci.yml"
    assert include.read_text(encoding="utf-8") == (SCAFFOLD / "gitlab.yml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def runner(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a build machine: a fresh Python on the path, nothing installed but pip."""
    _need(shutil.which("bash") is not None, "bash is not on the path")
    folder = tmp_path_factory.mktemp("runner") / "venv"
    subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    programs = folder / ("Scripts" if os.name == "nt" else "bin")
    environment = {**os.environ, "PATH": str(programs) + os.pathsep + os.environ["PATH"], "CI": "true"}
    environment.pop("PYTHONPATH", None)
    probe = [str(programs / "python"), "-m", "pip", "install", "--quiet", "dnfile", "pathspec", "jinja2", "hatchling"]
    installed = subprocess.run(probe, env=environment, capture_output=True, text=True, check=False)
    _need(installed.returncode == 0, f"the package index is not reachable: {installed.stderr[-300:]}")
    return environment


@pytest.fixture(params=["good", "bad"])
def project(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A checkout with a source and an assembly, good or bad; the name of the folder says which."""
    folder = tmp_path / f"{request.param} project"
    folder.mkdir()
    good = request.param == "good"
    (folder / "connector.py").write_text(COMPLIANT if good else full_export(), encoding="utf-8")
    (folder / "Contoso.dll").write_bytes((GOOD_DLL if good else BAD_DLL).read_bytes())
    return folder


def _yaml(file: Path) -> Any:
    yaml = pytest.importorskip("yaml") if not REQUIRED else __import__("yaml")
    return yaml.safe_load(file.read_text(encoding="utf-8"))


def _bash(script: str, folder: Path, environment: Mapping[str, str]) -> tuple[int, str]:
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
    done = subprocess.run(command, cwd=folder, env=dict(environment), capture_output=True, text=True, check=False, timeout=600)
    return done.returncode, done.stdout + done.stderr


def _filled(text: object, values: Mapping[str, str]) -> str:
    """A text with the platform's template expressions replaced."""
    return re.sub(r"\$\{\{\s*([\w.-]+)\s*\}\}", lambda match: values[match.group(1)], str(text))


def _steps(
    steps: list[dict[str, Any]], folder: Path, environment: Mapping[str, str], values: Mapping[str, str]
) -> tuple[int, str]:
    """Run the script steps one after the other, each in its own shell; stop at the first that fails."""
    said = ""
    for step in steps:
        script = step.get("run") or step.get("bash")
        if script:
            own = {key: _filled(value, values) for key, value in step.get("env", {}).items()}
            status, output = _bash(_filled(script, values), folder, {**environment, **own})
            said += output
            if status:
                return status, said
    return 0, said


def _github(runner: Mapping[str, str], project: Path, temp: Path) -> dict[str, str]:
    return {
        **runner,
        "GITHUB_ACTIONS": "true",
        "GITHUB_WORKSPACE": str(project),
        "GITHUB_ACTION_PATH": str(ROOT),
        "GITHUB_OUTPUT": str(temp / "output"),
        "GITHUB_STEP_SUMMARY": str(temp / "summary"),
        "RUNNER_TEMP": str(temp),
    }


@pytest.fixture
def temp(tmp_path: Path) -> Path:
    """The temporary folder of the build machine."""
    folder = tmp_path / "temp"
    folder.mkdir()
    return folder


def _sarif_results(file: Path) -> int:
    return sum(len(run["results"]) for run in json.loads(file.read_text(encoding="utf-8"))["runs"])


def test_action(runner: dict[str, str], project: Path, temp: Path) -> None:
    """The composite action sets its outputs, writes the step summary and SARIF, annotates, and ends with the linter's status."""
    action = _yaml(ROOT / "action.yml")
    values = {f"inputs.{name}": str(entry["default"]) for name, entry in action["inputs"].items()}
    values["inputs.paths"] = "connector.py\nContoso.dll\n"
    good = project.name.startswith("good")
    status, said = _steps(action["runs"]["steps"], project, _github(runner, project, temp), values)
    assert status == (0 if good else 1), said
    outputs = dict(line.split("=", 1) for line in (temp / "output").read_text(encoding="utf-8").splitlines())
    assert outputs == {"exit-status": str(status), "conclusion": "compliant" if good else "not compliant"}
    assert set(outputs) | {"sarif"} == set(action["outputs"])
    assert "Contoso.dll" in (temp / "summary").read_text(encoding="utf-8")
    assert (project / "ecma2lint.sarif").is_file()
    assert ("::error" in said) is not good


def test_action_without_a_connector(runner: dict[str, str], tmp_path: Path, temp: Path) -> None:
    """Where nothing is found, and where the arguments are wrong, the status is an output all the same."""
    action = _yaml(ROOT / "action.yml")
    values = {f"inputs.{name}": str(entry["default"]) for name, entry in action["inputs"].items()}
    for arguments, expected in (("", "5"), ("--profile absent", "2")):
        (temp / "output").unlink(missing_ok=True)
        values["inputs.arguments"] = arguments
        status, said = _steps(action["runs"]["steps"], tmp_path, _github(runner, tmp_path, temp), values)
        assert str(status) == expected, said
        assert f"exit-status={expected}\n" in (temp / "output").read_text(encoding="utf-8")


def test_github_workflow(runner: dict[str, str], project: Path, temp: Path) -> None:
    """The workflow that `init` writes does the same with its own steps."""
    job = _yaml(SCAFFOLD / "github.yml")["jobs"]["ecma2lint"]
    environment = {**_github(runner, project, temp), **job["env"], "ECMA2LINT_INSTALL": str(ROOT)}
    status, said = _steps(job["steps"], project, environment, {})
    assert status == (0 if project.name.startswith("good") else 1), said
    assert "Contoso.dll" in (temp / "summary").read_text(encoding="utf-8")
    assert (_sarif_results(project / "ecma2lint.sarif") > 0) or project.name.startswith("good")


def test_gitlab(runner: dict[str, str], project: Path) -> None:
    """The job fails on the bad project alone, and both reports that it names as artifacts are there."""
    job = _yaml(ROOT / "ci" / "gitlab" / "ecma2lint.gitlab-ci.yml")["ecma2lint"]
    environment = {
        **runner,
        "GITLAB_CI": "true",
        "CI_PROJECT_DIR": str(project),
        **job["variables"],
        "ECMA2LINT_INSTALL": str(ROOT),
    }
    status, said = _bash("\n".join(job["script"]), project, environment)
    assert status == (0 if project.name.startswith("good") else 1), said
    assert "COMPLIANT  Contoso.dll" in said
    reports = job["artifacts"]["reports"]
    issues = json.loads((project / reports["codequality"]).read_text(encoding="utf-8"))
    assert ("ECMA202" in {issue["check_name"].partition(" ")[0].partition(":")[0] for issue in issues}) is (status == 1)
    assert ElementTree.parse(project / reports["junit"]).getroot().tag == "testsuites"


@pytest.mark.parametrize("file", ["ci/azure/ecma2lint.yml", "linter/ecma2lint/scaffold/azure.yml"])
def test_azure(runner: dict[str, str], project: Path, temp: Path, file: str) -> None:
    """The steps annotate and fail on the bad project alone, and the test results are where the publishing step looks."""
    pipeline = _yaml(ROOT / file)
    values = {f"parameters.{entry['name']}": entry["default"] for entry in pipeline.get("parameters", [])}
    values["parameters.install"] = str(ROOT)
    environment = {**runner, "TF_BUILD": "True", "AGENT_TEMPDIRECTORY": str(temp), **pipeline.get("variables", {})}
    environment["ECMA2LINT_INSTALL"] = str(ROOT)
    status, said = _steps(pipeline["steps"], project, environment, values)
    assert status == (0 if project.name.startswith("good") else 1), said
    assert ("##vso[task.logissue type=error" in said) is (status == 1)
    (publish,) = [step["inputs"] for step in pipeline["steps"] if step.get("task", "").startswith("PublishTestResults")]
    assert publish["searchFolder"] == "$(Agent.TempDirectory)"
    assert ElementTree.parse(temp / publish["testResultsFiles"]).getroot().tag == "testsuites"
