"""The built-in rule pack: one file per rule, grouped by subject, and the profiles beside them.

A rule is found by lying here: each module of a subject package holds exactly one rule class. Nothing else registers it.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from ecma2lint.rule import Rule

PROFILES = Path(__file__).parent / "profiles"

SUBJECTS = ("analysis", "contract", "capabilities", "schema", "behaviour", "parameters")


def rule_classes() -> tuple[type[Rule], ...]:
    """All rules of the pack, ordered by id."""
    root = Path(__file__).parent
    found: list[type[Rule]] = []
    for subject in SUBJECTS:
        for file in (root / subject).glob("*.py"):
            if file.stem.startswith("_"):
                continue
            module = import_module(f"{__name__}.{subject}.{file.stem}")
            found.extend(
                value
                for value in vars(module).values()
                if isinstance(value, type) and issubclass(value, Rule) and value.__module__ == module.__name__
            )
    return tuple(sorted(found, key=lambda rule: rule.id))
