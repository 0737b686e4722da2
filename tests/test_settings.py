"""Settings: layers, sources, every key at work, and errors that name file, key, what was found and what is expected."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from adoption_samples import BAD_DLL, Runner, findings, full_export, outcome, write
from ecma2lint.faults import FaultError
from ecma2lint.settings import COMMAND_LINE, DEFAULT, json_schema, keys, load_settings, read_file

SCHEMA_FILE = Path(__file__).parent.parent / "linter" / "ecma2lint" / "schemas" / "settings.json"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """A runner in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Runner(tmp_path, capsys)


def test_layers_and_their_sources(tmp_path: Path) -> None:
    """The command line goes before the file, the file before the default, and each value knows where it is from."""
    write(tmp_path, ecma2lint__toml='fail-on = "info"\nstrict = true\n[severity]\nECMA202 = "info"\nECMA203 = "off"\n')
    settings = load_settings(tmp_path, {"fail_on": "warning", "severity": {"ECMA202": "error"}, "profile": None})
    assert (settings.fail_on, settings.origins["fail_on"]) == ("warning", COMMAND_LINE)
    assert (settings.strict, settings.origins["strict"]) == (True, "ecma2lint.toml")
    assert (settings.profile, settings.origins["profile"]) == ("azuread-agent-2023-06", DEFAULT)
    assert settings.severity == {"ECMA202": "error", "ECMA203": "off"}
    assert settings.file == tmp_path / "ecma2lint.toml"


def test_the_nearest_file_upward_is_used(tmp_path: Path) -> None:
    """A nearer file goes before one above, ecma2lint.toml before pyproject.toml; one without our table is none of ours."""
    inner = tmp_path / "a" / "b"
    inner.mkdir(parents=True)
    write(tmp_path, pyproject__toml="[tool.ecma2lint]\nstrict = true\n")
    write(tmp_path / "a", pyproject__toml="[tool.other]\nx = 1\n")
    assert load_settings(inner, {}).file == tmp_path / "pyproject.toml"
    assert load_settings(inner, {}).strict is True
    write(tmp_path, ecma2lint__toml="strict = false\n")
    assert load_settings(inner, {}).file == tmp_path / "ecma2lint.toml"
    assert load_settings(inner, {}, isolated=True).file is None


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("stric = true\n", ["unknown key 'stric'", "did you mean 'strict'?"]),
        ('strict = "yes"\n', ["strict is 'yes'", "it must be true or false"]),
        ('fail-on = "warnings"\n', ["fail-on is 'warnings'", "one of error, warning, info", "did you mean 'warning'?"]),
        ("select = [1]\n", ["select is [1]", "a list of texts"]),
        ('[severity]\nECMA202 = "fatal"\n', ["severity is {'ECMA202': 'fatal'}", "a table of rule = severity"]),
        ("strict = \n", ["is not valid TOML"]),
    ],
)
def test_errors_name_file_key_found_and_expected(tmp_path: Path, text: str, parts: list[str]) -> None:
    """What is wrong in a file is said in one line with the file, the key, what was found and what is expected."""
    file = tmp_path / "ecma2lint.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(FaultError) as raised:
        read_file(file)
    message = str(raised.value)
    assert str(file) in message
    assert len(message.splitlines()) == 1
    for part in parts:
        assert part in message


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ('ignore = ["ful-export"]\n', ["ecma2lint.toml: ignore: rule 'ful-export'", "did you mean full-export?"]),
        ('[severity]\nECMA9999 = "error"\n', ["ecma2lint.toml: severity: rule 'ECMA9999'", "no such rule"]),
        ('[per-target-ignores]\n"*.py" = ["nope"]\n', ["per-target-ignores: *.py: rule 'nope'"]),
        ("[rule-options.ECMA006]\nday = 3\n", ["rule-options: ECMA006", "unknown option 'day'", "did you mean 'days'?"]),
        ('[rule-options.ECMA006]\ndays = "3"\n', ["days is '3'", "a whole number"]),
        ("[rule-options.ECMA202]\nx = 1\n", ["unknown option 'x'", "it has no options"]),
        ('profile = "mim"\n', ["profile mim", "choose one of"]),
        ('rule-packs = ["absent"]\n', ["rule pack absent"]),
        ('profile-path = ["nowhere"]\n', ["profile-path", "no such folder"]),
    ],
)
def test_faulty_names_end_with_status_2(run: Runner, text: str, parts: list[str]) -> None:
    """An unknown rule, option, profile, pack or folder stops the run with exit status 2 and says where it stands."""
    write(run.folder, ecma2lint__toml=text, connector__py=full_export())
    assert run("check") == 2
    assert len(run.err.splitlines()) == 1
    for part in parts:
        assert part in run.err


def test_severity_and_ignore_and_select(run: Runner) -> None:
    """Severities, ignore and select of the file decide whether full-export fails the run."""
    write(run.folder, connector__py=full_export())
    assert run.check()[0] == 1
    for text, status, result in [
        ('[severity]\nfull-export = "warning"\n', 0, "fail"),
        ('[severity]\nECMA2 = "warning"\nECMA202 = "error"\n', 1, "fail"),
        ('[severity]\nECMA202 = "off"\n', 0, "not-applicable"),
        ('ignore = ["ECMA20"]\n', 0, "not-applicable"),
        ('select = ["hierarchy"]\n', 0, "not-applicable"),
        ('select = ["full-export"]\n', 1, "fail"),
        ('fail-on = "warning"\n[severity]\nfull-export = "warning"\n', 1, "fail"),
    ]:
        write(run.folder, ecma2lint__toml=text)
        found, document = run.check()
        assert (found, outcome(document)) == (status, result), text
        assert document["run"]["settings"] == "ecma2lint.toml"


def test_a_severity_switches_on_what_the_profile_leaves_off(run: Runner) -> None:
    """A rule that mim-2016 has off runs when the settings give it a severity."""
    write(run.folder, connector__py=full_export())
    assert findings(run.check("--profile", "mim-2016")[1]) == []
    assert len(findings(run.check("--profile", "mim-2016", "--severity", "full-export=warning")[1])) == 1


def test_per_target_ignores(run: Runner) -> None:
    """A glob leaves a rule out for the targets it fits, seen from the file's folder, wherever the run starts."""
    (run.folder / "old").mkdir()
    (run.folder / "new").mkdir()
    write(run.folder / "old", connector__py=full_export())
    write(run.folder / "new", connector__py=full_export())
    write(run.folder, ecma2lint__toml='[per-target-ignores]\n"old/**" = ["full-export"]\n')
    status, document = run.check()
    assert status == 1
    assert {target["path"]: len(findings({"targets": [target]})) for target in document["targets"]} == {
        "new/connector.py": 1,
        "old/connector.py": 0,
    }
    (old,) = [target for target in document["targets"] if target["path"].startswith("old")]
    (result,) = [rule for rule in old["rules"] if rule["id"] == "ECMA202"]
    assert result["outcome"] == "not-applicable"
    assert "per-target-ignores of ecma2lint.toml: old/**" in result["reason"]
    assert run("check", str(run.folder / "old")) == 0


def test_per_target_ignores_of_one_type(run: Runner) -> None:
    """`Assembly.dll!Type` excepts the findings of that type alone, and shows them as suppressed."""
    (run.folder / BAD_DLL.name).write_bytes(BAD_DLL.read_bytes())
    write(run.folder, ecma2lint__toml=f'[per-target-ignores]\n"{BAD_DLL.name}!Contoso.Connector" = ["ECMA202"]\n')
    status, document = run.check()
    assert (status, outcome(document)) == (0, "waived")
    (finding,) = findings(document)
    assert finding["status"] == "suppressed"
    write(run.folder, ecma2lint__toml=f'[per-target-ignores]\n"{BAD_DLL.name}!Contoso.Other" = ["ECMA202"]\n')
    assert run.check()[0] == 1


def test_exclude_is_seen_from_the_files_folder(run: Runner, monkeypatch: pytest.MonkeyPatch) -> None:
    """An anchored pattern means the folder of the settings file, also when the run starts below it."""
    (run.folder / "old").mkdir()
    write(run.folder / "old", connector__py=full_export())
    write(run.folder, ecma2lint__toml='exclude = ["/old/"]\n')
    assert run("check") == 5
    monkeypatch.chdir(run.folder / "old")
    assert run("check") == 5
    assert run("check", "--exclude", "nothing") == 1


def test_strict_can_be_taken_back(run: Runner) -> None:
    """`--no-strict` overrides `strict = true` of the file."""
    source = full_export().replace("FullExport = True", "FullExport = unknown()")
    write(run.folder, connector__py=source, ecma2lint__toml="strict = true\n")
    assert run("check") == 1
    assert run("check", "--no-strict") == 0


def test_entry_point_and_dialect(run: Runner) -> None:
    """Form B is read only where the settings name the class and the dialect."""
    plain = full_export().replace("    IMAExtensible2GetSchema,\n", "", 1)
    head, _, body = plain.partition("class Connector(")
    source = head + "class Connector:\n" + body.partition("):\n")[2]
    write(run.folder, plain__py=source)
    assert run("check") == 5
    write(run.folder, ecma2lint__toml='entry-point = ["plain.py:Connector"]\ndialect = "shim"\n')
    status, document = run.check()
    assert (status, len(findings(document))) == (1, 1)


def test_command_line_tables(run: Runner) -> None:
    """Severities, per-target ignores and rule options can be given on the command line, and are checked there as well."""
    write(run.folder, connector__py=full_export())
    assert run("check", "--severity", "full-export=info") == 0
    assert run("check", "--per-target-ignores", "connector.py=full-export") == 0
    assert run("check", "--rule-options", "ECMA006.days=30", "--ignore", "full-export") == 0
    for arguments, part in [
        (("--severity", "full-export"), "NAME=VALUE"),
        (("--severity", "full-export=fatal"), "choose one of: error, warning, info, off"),
        (("--rule-options", "ECMA006.days=soon"), "a whole number"),
        (("--per-target-ignores", "=ECMA202"), "NAME=VALUE"),
    ]:
        assert run("check", *arguments) == 2
        assert part in run.err


def test_named_settings_file(run: Runner) -> None:
    """`--config` reads that file; a missing one is an error that names the next command."""
    write(run.folder, connector__py=full_export(), other__toml='ignore = ["full-export"]\n')
    assert run("check", "--config", "other.toml") == 0
    assert run("check", "--config", "absent.toml") == 2
    assert "ecma2lint init" in run.err


def test_the_file_in_use_is_told(run: Runner) -> None:
    """`--verbose` says on standard error which settings file was used, or that none was."""
    write(run.folder, connector__py=full_export())
    run("check", "--verbose")
    assert "settings: no file, the defaults" in run.err
    write(run.folder, ecma2lint__toml="")
    run("check", "--verbose")
    assert "settings: ecma2lint.toml" in run.err


def test_committed_schema_is_current() -> None:
    """The JSON Schema in the package is what the settings give, and a sound schema with every key."""
    assert json.loads(SCHEMA_FILE.read_text(encoding="utf-8")) == json_schema()
    Draft202012Validator.check_schema(json_schema())
    assert set(json_schema()["properties"]) == {key for key, _, _, _ in keys()}


@pytest.mark.parametrize(
    ("document", "sound"),
    [
        ({"strict": True, "severity": {"ECMA202": "off"}, "per-target-ignores": {"*": ["ECMA1"]}}, True),
        ({"strict": "yes"}, False),
        ({"severity": {"ECMA202": "fatal"}}, False),
        ({"unknown": 1}, False),
    ],
)
def test_schema_agrees_with_the_reader(tmp_path: Path, document: dict[str, object], sound: bool) -> None:
    """The schema and the reader accept and refuse the same settings."""
    assert Draft202012Validator(json_schema()).is_valid(document) is sound
    file = tmp_path / "ecma2lint.toml"
    file.write_text("".join(f"{key} = {_inline(value)}\n" for key, value in document.items()), encoding="utf-8")
    if sound:
        assert read_file(file)
    else:
        with pytest.raises(FaultError):
            read_file(file)


def _inline(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{json.dumps(key)} = {json.dumps(item)}" for key, item in value.items()) + "}"
    return json.dumps(value)
