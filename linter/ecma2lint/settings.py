"""Settings in layers: defaults, then ``pyproject.toml`` or ``ecma2lint.toml``, then the command line.

The file is the nearest upward from the working folder; in one folder ``ecma2lint.toml`` goes before ``pyproject.toml``. Keys are
the long options of ``check``. An unknown key or a wrong type is an error that names file, key, what was found and what is
expected. Paths and globs in a file are relative to its folder. What the command line gives replaces the file's value; a table is
laid over the file's table, key by key.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ecma2lint.faults import FaultError
from ecma2lint.profiles import DEFAULT_PROFILE
from ecma2lint.records import dataclass, field, fields, replace

FILE_NAMES = ("ecma2lint.toml", "pyproject.toml")
DEFAULT = "default"
COMMAND_LINE = "command line"

_SEVERITIES = ("error", "warning", "info")


@dataclass(frozen=True)
class Kind:
    """The type of a setting: how errors name it, and its JSON Schema."""

    words: str
    schema: Mapping[str, Any]

    def accepts(self, value: object) -> bool:
        """Whether a value read from TOML is of this type."""
        return _accepts(value, self.schema)


def _choice(*words: str) -> Kind:
    return Kind("one of " + ", ".join(words), {"enum": list(words)})


_TEXT = Kind("a text", {"type": "string"})
_TRUTH = Kind("true or false", {"type": "boolean"})
_TEXTS = Kind("a list of texts", {"type": "array", "items": {"type": "string"}})
_LEVELS = Kind("a table of rule = severity", {"type": "object", "additionalProperties": {"enum": [*_SEVERITIES, "off"]}})
_RULES_BY_GLOB = Kind(
    "a table of glob = list of rules",
    {"type": "object", "additionalProperties": {"type": "array", "items": {"type": "string"}}},
)
_OPTIONS = Kind("a table of rule = table of options", {"type": "object", "additionalProperties": {"type": "object"}})


def _about(kind: Kind, text: str) -> dict[str, Any]:
    return {"kind": kind, "text": text}


@dataclass(frozen=True)
class Settings:
    """Every setting with its effective value; ``origins`` says where each comes from, ``file`` which file was used."""

    profile: str = field(default=DEFAULT_PROFILE, metadata=_about(_TEXT, "the host to judge by"))
    select: tuple[str, ...] = field(default=(), metadata=_about(_TEXTS, "only these rules: ids, names or id prefixes"))
    ignore: tuple[str, ...] = field(default=(), metadata=_about(_TEXTS, "not these rules: ids, names or id prefixes"))
    exclude: tuple[str, ...] = field(default=(), metadata=_about(_TEXTS, "leave out what these gitignore-style patterns match"))
    fail_on: str = field(
        default="error", metadata=_about(_choice(*_SEVERITIES), "the severity from which a finding fails the run")
    )
    strict: bool = field(default=False, metadata=_about(_TRUTH, "fail when anything is undecided"))
    dialect: str = field(
        default="pythonnet", metadata=_about(_choice("pythonnet", "ironpython", "shim"), "how Python connectors are hosted")
    )
    entry_point: tuple[str, ...] = field(
        default=(), metadata=_about(_TEXTS, "plain Python classes that a shim calls, as module.py:Class")
    )
    severity: dict[str, str] = field(default_factory=dict, metadata=_about(_LEVELS, "severities by rule id or name"))
    per_target_ignores: dict[str, tuple[str, ...]] = field(
        default_factory=dict,
        metadata=_about(
            _RULES_BY_GLOB, "rules to leave out by target; for one type of an assembly `Assembly.dll!Namespace.Type`"
        ),
    )
    rule_options: dict[str, dict[str, Any]] = field(default_factory=dict, metadata=_about(_OPTIONS, "options that rules declare"))
    rule_packs: tuple[str, ...] = field(
        default=(), metadata=_about(_TEXTS, "further rule packs, by the name of their entry point")
    )
    profile_path: tuple[str, ...] = field(default=(), metadata=_about(_TEXTS, "folders with profiles of your own"))
    waivers: str = field(default="", metadata=_about(_TEXT, "the file of waivers"))
    baseline: str = field(default="", metadata=_about(_TEXT, "the file of the baseline"))
    ignore_suppressions: bool = field(
        default=False, metadata=_about(_TRUTH, "count findings that are suppressed in the code as well")
    )
    fail_on_new: bool = field(
        default=False, metadata=_about(_TRUTH, "with a baseline: fail on any new finding, whatever its severity")
    )
    file: Path | None = None
    origins: dict[str, str] = field(default_factory=dict)

    def folder_of(self, name: str) -> Path:
        """What the paths and globs of a field are relative to: the file's folder, or the working folder."""
        return self.file.parent if self.file and self.origins.get(name) == self.file.name else Path()

    def place_of(self, name: str) -> str:
        """Where a field's value comes from, as errors say it: ``ecma2lint.toml: ignore`` or ``--ignore``."""
        key = name.replace("_", "-")
        return f"--{key}" if self.origins.get(name) == COMMAND_LINE else f"{self.file or DEFAULT}: {key}"

    def path(self, name: str) -> Path | None:
        """The file that a field names, or None when it names none."""
        value: str = getattr(self, name)
        if not value:
            return None
        file = self.folder_of(name) / value
        here = Path.cwd()
        return file.relative_to(here) if file.is_relative_to(here) else file

    @property
    def profile_folders(self) -> tuple[Path, ...]:
        """The folders of ``profile-path``."""
        return tuple(self.folder_of("profile_path") / folder for folder in self.profile_path)


def keys() -> Iterator[tuple[str, str, Kind, str]]:
    """Every setting: its key in a file, its field, its kind and a line of explanation."""
    for one in fields(Settings):
        if "kind" in one.metadata:
            yield one.name.replace("_", "-"), one.name, one.metadata["kind"], one.metadata["text"]


def load_settings(start: Path, overrides: Mapping[str, Any], *, isolated: bool = False, file: Path | None = None) -> Settings:
    """The effective settings.

    Args:
        start: the folder to look upward from.
        overrides: fields given on the command line; None means not given.
        isolated: read no file.
        file: read this file instead of looking for one.

    Raises:
        FaultError: when the file does not parse, or holds an unknown key or a wrong type.
    """
    settings = Settings(origins={name: DEFAULT for _, name, _, _ in keys()})
    file = None if isolated else file or find_file(start)
    if file:
        settings = _overlay(settings, read_file(file), file.name)
        settings = replace(settings, file=file)
    given = {name: value for name, value in overrides.items() if value is not None}
    return _overlay(settings, given, COMMAND_LINE)


def find_file(start: Path) -> Path | None:
    """The nearest settings file upward: an ``ecma2lint.toml``, or a ``pyproject.toml`` with our table."""
    for folder in (start.resolve(), *start.resolve().parents):
        for name in FILE_NAMES:
            file = folder / name
            if file.is_file() and (name != "pyproject.toml" or b"[tool.ecma2lint" in _bytes(file)):
                return file
    return None


def _bytes(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except FileNotFoundError as error:
        raise FaultError(str(file), "there is no such settings file", "correct the path, or run `ecma2lint init`") from error
    except OSError as error:
        raise FaultError(str(file), f"cannot be read: {error.strerror}", "grant read access to it") from error


def _overlay(settings: Settings, values: Mapping[str, Any], origin: str) -> Settings:
    if not values:
        return settings
    laid: dict[str, Any] = {
        name: {**getattr(settings, name), **value} if isinstance(value, dict) else value for name, value in values.items()
    }
    origins = {**settings.origins, **dict.fromkeys(values, origin)}
    return replace(settings, **laid, origins=origins)


def read_file(file: Path) -> dict[str, Any]:
    """The fields a settings file gives, checked.

    Raises:
        FaultError: when it cannot be read, does not parse, or holds an unknown key or a wrong type.
    """
    import tomllib

    try:
        data = tomllib.loads(_bytes(file).decode("utf-8"))
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise FaultError(str(file), f"is not valid TOML: {error}", "mend the file") from error
    if file.name == "pyproject.toml":
        tools = data.get("tool")
        data = tools.get("ecma2lint", {}) if isinstance(tools, dict) else {}
        if not isinstance(data, dict):
            raise FaultError(str(file), f"tool.ecma2lint is {_shown(data)}", "it must be a table")
    known = {key: (name, kind) for key, name, kind, _ in keys()}
    values: dict[str, Any] = {}
    for key, value in data.items():
        if key not in known:
            raise FaultError(str(file), f"unknown key {key!r}", _nearest(key, list(known)))
        name, kind = known[key]
        if not kind.accepts(value):
            near = _nearest_choice(value, kind)
            raise FaultError(str(file), f"{key} is {_shown(value)}", f"it must be {kind.words}{near}")
        values[name] = _frozen(value)
    return values


def _nearest(key: str, known: list[str]) -> str:
    from difflib import get_close_matches

    near = get_close_matches(key, known, 1, 0.5)
    return f"did you mean {near[0]!r}?" if near else f"known keys: {', '.join(known)}"


def _nearest_choice(value: object, kind: Kind) -> str:
    from difflib import get_close_matches

    choices = [str(choice) for choice in kind.schema.get("enum", ())]
    near = get_close_matches(str(value), choices, 1, 0.5)
    return f"; did you mean {near[0]!r}?" if near else ""


def _shown(value: object) -> str:
    text = repr(value)
    return text if len(text) <= 60 else text[:57] + "..."


def _frozen(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return {key: _frozen(item) for key, item in value.items()}
    return value


def _accepts(value: object, schema: Mapping[str, Any]) -> bool:
    """Checks a value against the few forms of JSON Schema that settings use."""
    if "enum" in schema:
        return value in schema["enum"]
    if schema["type"] == "string":
        return isinstance(value, str)
    if schema["type"] == "boolean":
        return isinstance(value, bool)
    if schema["type"] == "array":
        return isinstance(value, list) and all(_accepts(item, schema["items"]) for item in value)
    inner = schema.get("additionalProperties")
    return isinstance(value, dict) and (inner is None or all(_accepts(item, inner) for item in value.values()))


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the settings, made from the same fields that read them."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "ecma2lint settings",
        "type": "object",
        "additionalProperties": False,
        "properties": {key: {**kind.schema, "description": text} for key, _, kind, text in keys()},
    }
