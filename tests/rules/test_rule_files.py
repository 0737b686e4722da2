"""Every rule file is whole: id, name, documentation, examples; and the profiles fit the rules."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rule_examples import DOTNET_LANGUAGES, examples_of

import ecma2lint_rules
from ecma2lint.facts import TargetKind
from ecma2lint.profiles import load_profile, profile_ids
from ecma2lint.rule import Backing, Rule
from ecma2lint.rule_entry import rule_entry
from ecma2lint.rule_examples import LANGUAGES, replace_blocks
from ecma2lint.verdicts import Severity
from expectations import packs

RULES = packs().rules
SUBJECTS = {"analysis": "0", "contract": "1", "capabilities": "2", "schema": "3", "behaviour": "4", "parameters": "5"}
HEADINGS = ["What it finds", "Why it matters", "Example", "How to fix it", "References"]

_ABOUT_WAIVERS = "waivers stand in a file of their own"
_NO_SUCH_CLASS = "the compiler refuses a class that leaves a member out"
_ALWAYS_EXPLICIT = "in F# every member of an interface is private and carries the interface's name"
#: The examples that a rule does without, though it reads their language, and why: by language and verdict, by either alone,
#: or all of them.
WITHOUT_EXAMPLE = {
    ("unused-waiver", ""): _ABOUT_WAIVERS,
    ("expiring-waiver", ""): _ABOUT_WAIVERS,
    ("mandatory-suppression", ""): "the settings say what is mandatory",
    ("non-public-member", "fsharp good"): _ALWAYS_EXPLICIT,
    ("prefixed-member", "fsharp good"): _ALWAYS_EXPLICIT,
    ("merged-contract", "bad"): "a tool merges the contract into the assembly: no code of the connector shows it",
    ("missing-member", "csharp"): _NO_SUCH_CLASS,
    ("missing-member", "vb"): _NO_SUCH_CLASS,
    ("missing-member", "fsharp"): _NO_SUCH_CLASS,
}

PROFILES = list(profile_ids((ecma2lint_rules.PROFILES,)))


def _promised(rule: Rule) -> set[tuple[str, str]]:
    """The language and the verdict of every example that a rule owes: those of the kinds it reads, less the exceptions."""
    languages = [*(DOTNET_LANGUAGES if TargetKind.ASSEMBLY in rule.kinds else ())]
    languages += ["python"] if TargetKind.PYTHON in rule.kinds else []
    excepted = [set(words.split()) for name, words in WITHOUT_EXAMPLE if name == rule.name]
    pairs = {(language, verdict) for language in languages for verdict in ("bad", "good")}
    return {pair for pair in pairs if not any(words <= set(pair) for words in excepted)}


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
    expected = [heading for heading in HEADINGS if heading != "Example" or _promised(rule)]
    assert [section["heading"] for section in entry["sections"]] == expected
    assert all(section["body"] for section in entry["sections"])
    assert entry["references"]


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_backing_and_version(rule: Rule) -> None:
    """What is only inferred is at most a warning; the version that brought the rule is a version."""
    if rule.backing is Backing.INFERRED:
        assert rule.severity is not Severity.ERROR
    assert re.fullmatch(r"\d+\.\d+\.\d+", rule.since)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_in_every_language(rule: Rule) -> None:
    """A rule shows what is bad and what is good in every language it reads, language by language, and in no other."""
    examples = list(examples_of(rule))
    assert {(example.language, "bad" if example.bad else "good") for example in examples} == _promised(rule)
    languages = [example.language for example in examples]
    assert list(dict.fromkeys(languages)) == [language for language in LANGUAGES if language in languages]
    assert languages == sorted(languages, key=list(LANGUAGES).index)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_examples_are_all_that_the_section_holds(rule: Rule) -> None:
    """Every fence opens or closes an example: none is left out for a misspelt mark."""
    body = next((section["body"] for section in rule_entry(rule)["sections"] if section["heading"] == "Example"), "")
    assert 2 * len(list(examples_of(rule))) == sum(line.startswith("```") for line in body.splitlines())
    assert not replace_blocks(body, lambda _: "").strip()


def test_no_exception_outlives_its_rule() -> None:
    """Every exception is about a rule that exists and an example that its kinds would promise."""
    for name, words in WITHOUT_EXAMPLE:
        (rule,) = [rule for rule in RULES if rule.name == name]
        languages = {*(DOTNET_LANGUAGES if TargetKind.ASSEMBLY in rule.kinds else ())}
        languages |= {"python"} if TargetKind.PYTHON in rule.kinds else set()
        assert set(words.split()) <= languages | {"bad", "good"}


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
