"""Every rule file is whole: id, name, documentation, examples; and the profiles fit the rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rule_examples import LANGUAGES, examples_of

import ecma2lint_rules
from ecma2lint.profiles import load_profile, profile_ids
from ecma2lint.rule import Backing, Rule
from ecma2lint.rule_entry import rule_entry
from ecma2lint.verdicts import Severity
from expectations import packs

RULES = packs().rules
SUBJECTS = {"analysis": "0", "contract": "1", "capabilities": "2", "schema": "3", "behaviour": "4", "parameters": "5"}
HEADINGS = ["What it finds", "Why it matters", "Example", "How to fix it", "References"]

#: Rules whose bad example cannot be compiled or read like the others, and why.
NO_BAD_EXAMPLE = {
    "enum-none": "the file does not parse, so the harness cannot hold it beside the others",
    "merged-contract": "an example would have to contain the contract",
    "unused-waiver": "waivers stand in a file of their own",
    "mandatory-suppression": "the settings say what is mandatory",
    "expiring-waiver": "waivers stand in a file of their own",
}

PROFILES = list(profile_ids((ecma2lint_rules.PROFILES,)))


def _without_example(rule: Rule) -> bool:
    """Whether a rule about waivers and settings, which are no code, may do without examples."""
    return rule.name in NO_BAD_EXAMPLE and rule.id.startswith("ECMA0")


def _file(rule: Rule) -> Path:
    return Path(str(__import__(type(rule).__module__, fromlist=["x"]).__file__))


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_id_and_place(rule: Rule) -> None:
    """The id belongs to the group of its subject, and the file is named after the rule."""
    file = _file(rule)
    assert re.fullmatch(r"ECMA\d{3}", rule.id)
    assert rule.id[4] == SUBJECTS[file.parent.name]
    assert file.stem == rule.name.replace("-", "_")
    assert file.read_text(encoding="utf-8").startswith(f'"""{rule.id}: ')


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_name_and_title(rule: Rule) -> None:
    """The name is kebab-case; the title is a phrase, not a sentence."""
    assert re.fullmatch(r"[a-z]+(-[a-z0-9]+)*", rule.name)
    assert rule.title.strip()
    assert not rule.title.endswith(".")
    assert len(rule.title) <= 60


def test_ids_and_names_are_unique() -> None:
    """No id, name or title is used twice."""
    for words in ([rule.id for rule in RULES], [rule.name for rule in RULES], [rule.title for rule in RULES]):
        assert sorted(words) == sorted(set(words))


def test_each_file_holds_one_rule() -> None:
    """Every module of a subject holds exactly one rule class."""
    root = Path(ecma2lint_rules.__file__).parent
    files = {file for subject in SUBJECTS for file in (root / subject).glob("*.py") if not file.stem.startswith("_")}
    assert files == {_file(rule) for rule in RULES}
    assert len(files) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_documentation(rule: Rule) -> None:
    """The docstring has a summary and all headings in order, none of them empty, and names its sources."""
    entry = rule_entry(rule)
    assert entry["summary"]
    expected = [heading for heading in HEADINGS if heading != "Example" or not _without_example(rule)]
    assert [section["heading"] for section in entry["sections"]] == expected
    assert all(section["body"] for section in entry["sections"])
    assert entry["references"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_backing_and_version(rule: Rule) -> None:
    """What is only inferred is at most a warning; the version that brought the rule is a version."""
    if rule.backing is Backing.INFERRED:
        assert rule.severity is not Severity.ERROR
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)


@pytest.mark.parametrize("rule", [rule for rule in RULES if not _without_example(rule)], ids=lambda rule: rule.id)
def test_examples_are_there(rule: Rule) -> None:
    """A rule shows what is bad and what is good, in languages the linter reads."""
    examples = list(examples_of(rule))
    body = next(section["body"] for section in rule_entry(rule)["sections"] if section["heading"] == "Example")
    assert len(examples) == sum(line.startswith("```") for line in body.splitlines()) / 2
    assert {example.language for example in examples} <= set(LANGUAGES)
    assert any(not example.bad for example in examples)
    assert any(example.bad for example in examples) != (rule.name in NO_BAD_EXAMPLE)


@pytest.mark.parametrize("name", PROFILES)
def test_profiles_name_existing_rules(name: str) -> None:
    """A profile names only rules that exist, and weighs no rule that is inferred as an error."""
    profile = load_profile(name, (ecma2lint_rules.PROFILES,))
    rules = {rule.id: rule for rule in RULES}
    named = {rule for control in profile.controls for rule in control.rules} | set(profile.severities)
    assert named <= set(rules)
    for rule in RULES:
        if rule.backing is Backing.INFERRED:
            assert profile.severity_of(rule.id, rule.severity) is not Severity.ERROR


def test_no_profile_weighs_a_rule_more_than_the_rule_itself() -> None:
    """Profiles lower or switch off: what a rule says of its severity is the most it can be."""
    for name in PROFILES:
        profile = load_profile(name, (ecma2lint_rules.PROFILES,))
        for rule in RULES:
            severity = profile.severity_of(rule.id, rule.severity)
            assert severity is None or severity.rank <= rule.severity.rank, (name, rule.id)
