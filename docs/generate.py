"""MkDocs hook: the pages that are made from the program itself, at each build; none of them is committed.

Rules come from the built-in pack, profiles from its folder, the command line from the parser, settings from their fields.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from command_line_pages import command_line_page, exit_statuses_page, formats_page, settings_page
from rule_pages import ProfiledControl, control_page, profile_page, rule_page, rules_page

from ecma2lint.packs import load_packs
from ecma2lint.profiles import Profile, load_profile, profile_ids

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files


def pages() -> Iterator[tuple[str, str]]:
    """Every generated page: its path below the documentation's folder, and its Markdown."""
    packs = load_packs()
    profiles = [load_profile(name, packs.profile_folders) for name in profile_ids(packs.profile_folders)]
    yield "reference/rules/index.md", rules_page(packs.rules, profiles)
    for rule in packs.rules:
        yield f"reference/rules/{rule.id}.md", rule_page(rule, profiles)
    for profile in profiles:
        yield f"reference/profiles/{profile.id}.md", profile_page(profile, packs)
    for control, stand in _controls(profiles):
        yield f"reference/controls/{control}.md", control_page(control, stand, packs)
    yield "reference/command-line.md", command_line_page()
    yield "reference/settings.md", settings_page(packs.rules)
    yield "reference/exit-statuses.md", exit_statuses_page()
    yield "reference/formats.md", formats_page()


def _controls(profiles: Sequence[Profile]) -> Iterator[tuple[str, list[ProfiledControl]]]:
    """Each control's id, with what every profile that has it says of it."""
    ids = dict.fromkeys(control.id for profile in profiles for control in profile.controls)
    for name in ids:
        found = [(profile, profile.control(name)) for profile in profiles]
        yield name, [(profile, control) for profile, control in found if control is not None]


def navigation(paths: Sequence[str]) -> list[Any]:
    """The part of the navigation that holds the generated pages."""

    def below(folder: str) -> list[str]:
        return [path for path in paths if path.startswith(f"reference/{folder}/")]

    plain = [path for path in paths if path.count("/") == 1]
    return [*plain, {"Rules": below("rules")}, {"Profiles": below("profiles")}, {"Controls": below("controls")}]


def on_page_markdown(markdown: str, **_: object) -> str:
    """No button to copy a console block: it would copy prompts and output as well."""
    return markdown.replace("```console\n", "``` { .console .no-copy }\n")


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the generated pages to those that are read from the folder, and fill the navigation."""
    from mkdocs.structure.files import File

    made = dict(pages())
    for path, content in made.items():
        files.append(File.generated(config, path, content=content))
    filled = {
        "Reference": navigation(list(made)),
        "Decisions": sorted(file.src_uri for file in files if file.src_uri.startswith("adr/")),
    }
    nav: list[Any] = config.nav or []
    config.nav = [
        {key: filled.get(key, value) for key, value in item.items()} if isinstance(item, dict) else item for item in nav
    ]
    return files
