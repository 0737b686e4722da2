"""Rule packs: where rules and profiles come from.

The built-in pack is known by its module's name, so that a plain run looks up no entry points; further packs are found through
the entry-point group ``ecma2lint.rules`` when the settings name them.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import ModuleType

from ecma2lint.faults import FaultError
from ecma2lint.records import dataclass
from ecma2lint.rule import Rule

BUILTIN = "ecma2lint_rules"


@dataclass(frozen=True)
class Packs:
    """All rules by id order, and the folders that hold profiles."""

    rules: tuple[Rule, ...]
    profile_folders: tuple[Path, ...]

    def find(self, word: str) -> Rule | None:
        """The rule of that id or name."""
        return next((rule for rule in self.rules if word in (rule.id, rule.name)), None)


def load_packs(extra: tuple[str, ...] = ()) -> Packs:
    """Load the built-in pack and the named ones.

    Args:
        extra: names of entry points in the group ``ecma2lint.rules``.

    Raises:
        FaultError: when a pack does not import, does not offer rules, or repeats an id or a name.
    """
    modules = [_import(BUILTIN, BUILTIN), *(_entry_point(name) for name in extra)]
    rules: list[Rule] = []
    folders: list[Path] = []
    for module in modules:
        try:
            rules.extend(rule() for rule in module.rule_classes())
            folders.append(module.PROFILES)
        except Exception as error:
            raise FaultError(f"rule pack {module.__name__}", f"does not load: {error!r}", "mend or remove the pack") from error
    _refuse_repeats(rules)
    return Packs(tuple(sorted(rules, key=lambda rule: rule.id)), tuple(folders))


def _import(module: str, name: str) -> ModuleType:
    try:
        return import_module(module)
    except Exception as error:
        raise FaultError(f"rule pack {name}", f"does not import: {error!r}", "install or mend the pack") from error


def _entry_point(name: str) -> ModuleType:
    from importlib.metadata import entry_points

    for entry in entry_points(group="ecma2lint.rules", name=name):
        return _import(entry.module, name)
    raise FaultError(f"rule pack {name}", "no installed distribution offers it", "install it or correct the name")


def _refuse_repeats(rules: list[Rule]) -> None:
    seen: dict[str, Rule] = {}
    for rule in rules:
        for word in (rule.id, rule.name):
            if word in seen:
                raise FaultError(
                    f"rule {word}",
                    f"is defined twice, in {type(seen[word]).__module__} and {type(rule).__module__}",
                    "give one of them another id and name",
                )
            seen[word] = rule
