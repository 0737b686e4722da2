"""The pages of rules, profiles and controls, as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from ecma2lint.facts import TargetKind
from ecma2lint.packs import Packs
from ecma2lint.profiles import Control, Profile
from ecma2lint.rule import AnalysisRule, Rule
from ecma2lint.rule_entry import rule_entry
from ecma2lint.rule_examples import LANGUAGES, ExampleBlock, example_blocks, replace_blocks

ProfiledControl = tuple[Profile, Control]

#: The groups of ids, as the architecture numbers them.
GROUPS = {
    "0": "The analysis itself",
    "1": "Contract: visibility, naming, completeness",
    "2": "Capabilities",
    "3": "Schema, partitions and hierarchies",
    "4": "Import and export behaviour",
    "5": "Parameters and secrets",
    "6": "Assembly and dependencies",
    "7": "Deployment",
    "8": "Configuration files",
    "9": "Rules of users",
}

_ADDRESS = re.compile(r"(?<![<(\[`])(https://[^\s<>]+?)(?=[.,;:]?(?:\s|$))")


def rules_page(rules: Sequence[Rule], profiles: Sequence[Profile]) -> str:
    """The table of all rules, by group, with the severity in each profile."""
    lines = [
        "# Rules",
        "",
        f"All {len(rules)} rules of the built-in pack, with their severity in each [profile](../../profiles.md). "
        "`ecma2lint rules` prints the same list, `ecma2lint explain ID` the page of a rule.",
    ]
    for digit, group in groupby(rules, key=lambda rule: rule.id[4]):
        lines += ["", f"## {GROUPS[digit]}", ""]
        lines += _table(("rule", "name", "what is found", *(profile.id for profile in profiles)))
        lines += [
            _row(
                f"[{rule.id}]({rule.id}.md)",
                f"`{rule.name}`",
                plain(rule.title),
                *(_severity(profile, rule) for profile in profiles),
            )
            for rule in group
        ]
    return "\n".join(lines) + "\n"


def rule_page(rule: Rule, profiles: Sequence[Profile]) -> str:
    """The page of one rule: its documentation, its severities, how to silence it."""
    entry = rule_entry(rule)
    lines = [f"# {rule.id} {rule.name}", "", f"**{plain(rule.title)}.** {entry['summary']}", ""]
    lines += _table(("profile", "severity", "controls that it decides"))
    for profile in profiles:
        controls = [f"[{one.title}](../controls/{one.id}.md)" for one in profile.controls if rule.id in one.rules]
        name = f"[{profile.id}](../profiles/{profile.id}.md)"
        lines.append(_row(name, _severity(profile, rule), ", ".join(controls) or "none"))
    kinds = ", ".join(kind.value for kind in TargetKind if kind in rule.kinds)
    lines += ["", f"Backing: {entry['backing']}. Reads: {kinds}. Since {entry['since']}."]
    for section in entry["sections"]:
        body = _examples(section["body"]) if section["heading"] == "Example" else _linked(section["body"])
        lines += ["", f"## {section['heading']}", "", body]
    if rule.options:
        lines += ["", "## Options", "", *_table(("option", "type", "default", "meaning"))]
        lines += [_row(f"`{name}`", one.words, f"`{one.default!r}`", one.text) for name, one in rule.options.items()]
        lines += ["", f"In the settings: `[rule-options.{rule.id}]`."]
    return "\n".join([*lines, "", "## How to silence it", "", *_silencing(rule)]) + "\n"


def profile_page(profile: Profile, packs: Packs) -> str:
    """The page of one profile: its controls, and what it makes of the rules outside them."""
    lines = [f"# {profile.id}", "", f"{profile.title}.", "", f"Host: {profile.host}. Date of the document: {profile.date}."]
    lines += [f"Source: <{profile.source}>", "", "## Controls", ""]
    lines += _table(("control", "support", "the document's comment", "severity", "rules"))
    for control in profile.controls:
        name = f"[{control.title}](../controls/{control.id}.md)"
        lines.append(
            _row(name, control.support, plain(control.comment), control.severity.value, _rule_links(control.rules, packs))
        )
    lines += ["", "## Severities of rules outside the controls", ""]
    own = {word: level for word, level in profile.severities.items() if packs.find(word)}
    if own:
        lines += _table(("rule", "severity here", "severity of the rule"))
        for word, level in sorted(own.items()):
            rule = packs.find(word)
            usual = rule.severity.value if rule else ""
            lines.append(_row(_rule_links((word,), packs), level.value if level else "off", usual))
    else:
        lines.append("Every rule has its own severity.")
    return "\n".join(lines) + "\n"


def control_page(name: str, stand: Sequence[ProfiledControl], packs: Packs) -> str:
    """The page of one control: what each profile says of it, and the rules that decide it."""
    lines = [f"# {stand[0][1].title}", "", f"Control `{name}`.", ""]
    lines += _table(("profile", "support", "the document's comment", "severity", "decided by"))
    for profile, control in stand:
        rules = _rule_links(control.rules, packs) if control.rules else "no rule: not applicable there"
        where = f"[{profile.id}](../profiles/{profile.id}.md)"
        lines.append(_row(where, control.support, plain(control.comment), control.severity.value, rules))
    for word in dict.fromkeys(word for _, control in stand for word in control.rules):
        rule = packs.find(word)
        if rule is not None:
            lines += ["", f"## {rule.id} {rule.name}", "", rule_entry(rule)["summary"], "", f"[More](../rules/{rule.id}.md)"]
    lines += ["", f"`ecma2lint explain {name}` prints it for the profile in use."]
    return "\n".join(lines) + "\n"


def _silencing(rule: Rule) -> Iterator[str]:
    yield "See [Exceptions](../../exceptions.md); controls that a profile makes mandatory cannot be silenced."
    yield ""
    if not (isinstance(rule, AnalysisRule) and rule.about == "waivers"):
        if TargetKind.PYTHON in rule.kinds:
            yield f"- Python: `# ecma2lint: ignore[{rule.id}] why`"
        if TargetKind.ASSEMBLY in rule.kinds:
            attribute = f'[SuppressMessage("Ecma2Lint", "{rule.id}:{rule.name}", Justification = "why")]'
            yield f"- .NET: `{attribute}`; in F# not on a property that implements an interface: the compiler drops it there"
        yield f'- for a time, with an owner: a waiver with `rule = "{rule.id}"`'
        yield f'- in the settings, for some targets: `per-target-ignores."legacy/**" = ["{rule.id}"]`'
    yield f'- in the settings, for all: `ignore = ["{rule.id}"]` or `severity.{rule.id} = "info"`'


def _examples(body: str) -> str:
    """The examples as tabs, one per language, when there is nothing between them; else in their order, with a title."""
    blocks = example_blocks(body)
    if not blocks:
        return _linked(body)
    if replace_blocks(body, lambda _: "").strip():
        return replace_blocks(body, _fenced)
    lines: list[str] = []
    for language in dict.fromkeys(block.language for block in blocks):
        lines += [f'=== "{LANGUAGES.get(language, language)}"', ""]
        group = [block for block in blocks if block.language == language]
        for block in group:
            marked = _differing(block, group)
            lines += [f"    {line}".rstrip() for line in _fenced(block, marked).splitlines()]
            lines.append("")
    return "\n".join(lines).rstrip()


def _differing(block: ExampleBlock, group: Sequence[ExampleBlock]) -> list[int]:
    """The lines, from 1, that a bad block and the good one beside it do not share; none where they share less than half."""
    others = [one for one in group if one.bad != block.bad]
    if len(group) != 2 or len(others) != 1:
        return []
    mine, theirs = block.code.splitlines(), others[0].code.splitlines()
    same = SequenceMatcher(None, mine, theirs, autojunk=False).get_matching_blocks()
    shared = {line for match in same for line in range(match.a + 1, match.a + match.size + 1)}
    differing = [number for number, line in enumerate(mine, 1) if number not in shared and line.strip()]
    return differing if 2 * len(shared) >= len(mine) else []


def _fenced(block: ExampleBlock, marked: Sequence[int] = ()) -> str:
    """The block with the name its language has in Pygments, and the lines that are marked."""
    language = {"vb": "vbnet"}.get(block.language, block.language)
    marks = f' hl_lines="{" ".join(map(str, marked))}"' if marked else ""
    return f'```{language} title="{"bad" if block.bad else "good"}"{marks}\n{block.code}```'


def _linked(text: str) -> str:
    """Bare addresses as links, outside fenced blocks."""
    parts = re.split(r"(^```.*?^```$)", text, flags=re.MULTILINE | re.DOTALL)
    return "".join(part if part.startswith("```") else _ADDRESS.sub(r"<\1>", part) for part in parts)


def plain(text: str) -> str:
    """Text that is not Markdown, as Markdown; code between backticks stays code."""
    parts = re.split(r"(`[^`]*`)", text)
    return "".join(part if part.startswith("`") else re.sub(r"([*_\[\]])", r"\\\1", part.replace("<", "&lt;")) for part in parts)


def _severity(profile: Profile, rule: Rule) -> str:
    level = profile.severity_of(rule.id, rule.severity)
    return level.value if level else "off"


def _rule_links(words: Sequence[str], packs: Packs) -> str:
    found = [(word, packs.find(word)) for word in words]
    return ", ".join(f"[{rule.id} {rule.name}](../rules/{rule.id}.md)" if rule else f"`{word}`" for word, rule in found) or "none"


def _table(headings: Sequence[str]) -> list[str]:
    return [_row(*headings), _row(*("---" for _ in headings))]


def _row(*cells: str) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
