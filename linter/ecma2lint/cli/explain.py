"""``ecma2lint explain``: a rule or a control, with examples, backing, references and how to silence it."""

from __future__ import annotations

import argparse
import re
import textwrap
from collections.abc import Collection, Iterator

from ecma2lint.cli.common import add_settings_arguments, emit, settings_of
from ecma2lint.exit_status import ExitStatus
from ecma2lint.facts import TargetKind
from ecma2lint.faults import FaultError
from ecma2lint.packs import Packs
from ecma2lint.planning import packs_of
from ecma2lint.profiles import Control, Profile, load_profile
from ecma2lint.rule import AnalysisRule, Rule
from ecma2lint.rule_entry import rule_entry
from ecma2lint.rule_examples import LANGUAGES, ExampleBlock, example_blocks, replace_blocks
from ecma2lint.selection import did_you_mean

EXAMPLES = """examples:
  ecma2lint explain full-export                         a control and the rule that decides it
  ecma2lint explain ECMA102 --profile mim-2016          a rule, with its severity in another profile
  ecma2lint explain ECMA202 --language vb               with the examples in VB.NET
  ecma2lint explain ECMA202 --format json               the same, for a program
"""

#: What the examples are shown in unless the command line says otherwise.
_USUAL = ("csharp", "python")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of ``explain``."""
    parser.add_argument(
        "subject", metavar="RULE-or-CONTROL", help="an id (ECMA202), a rule's name or a control's id (full-export)"
    )
    parser.add_argument(
        "--language",
        action="append",
        choices=(*LANGUAGES, "all"),
        help="show the examples in this language (may be repeated; default: csharp and python; json holds all)",
    )
    add_settings_arguments(parser)
    parser.epilog = EXAMPLES
    parser.add_argument("--format", choices=("text", "json"), default="text")


def execute(options: argparse.Namespace) -> ExitStatus:
    """Print what is known of a rule or a control.

    Raises:
        FaultError: when there is neither, or settings, packs or profile are faulty.
    """
    settings = settings_of(options)
    packs = packs_of(settings)
    profile = load_profile(settings.profile, packs.profile_folders)
    rule = packs.find(options.subject) or packs.find(options.subject.upper())
    control = profile.control(options.subject)
    if rule is None and control is None:
        controls = [one.id for one in profile.controls]
        raise FaultError(
            f"{options.subject!r}", "there is no such rule or control", did_you_mean(options.subject, packs, controls)
        )
    if options.format == "json":
        emit(_json(rule, control, packs))
        return ExitStatus.OK
    if control:
        emit("".join(f"{line}\n" for line in _control(control, profile, packs)))
    if rule and control:
        emit("\n")
    if rule:
        languages = LANGUAGES if "all" in (options.language or ()) else options.language
        emit("".join(f"{line}\n" for line in _rule(rule, profile, languages)))
    return ExitStatus.OK


def _json(rule: Rule | None, control: Control | None, packs: Packs) -> str:
    import json

    from ecma2lint.records import as_json

    rules = [rule] if rule else [found for word in (control.rules if control else ()) if (found := packs.find(word))]
    document = {"control": as_json(control) if control else None, "rules": [rule_entry(one) for one in rules]}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _control(control: Control, profile: Profile, packs: Packs) -> Iterator[str]:
    yield f"Control {control.id}: {control.title}"
    yield ""
    yield f"Profile:   {profile.id} ({profile.host}, {profile.date})"
    yield f"Support:   {control.support}"
    yield f"Document:  {control.comment}"
    yield f"Source:    {profile.source}"
    yield f"Severity:  {control.severity.value}{', mandatory' if control.id in profile.mandatory else ''}"
    if not control.rules:
        yield "Rules:     none; the host supports it whatever the connector does"
    for word in control.rules:
        rule = packs.find(word)
        yield f"Rule:      {word} {rule.name if rule else ''} (`ecma2lint explain {word}`)"


def _rule(rule: Rule, profile: Profile, languages: Collection[str] | None) -> Iterator[str]:
    entry = rule_entry(rule)
    severity = profile.severity_of(rule.id, rule.severity)
    yield f"{rule.id} {rule.name}: {rule.title}"
    yield ""
    yield entry["summary"]
    yield ""
    yield f"Severity:  {severity.value if severity else 'off'} in {profile.id}"
    yield f"Backing:   {entry['backing']}"
    yield f"Since:     {entry['since']}"
    deciding = [control.id for control in profile.controls if rule.id in control.rules]
    if deciding:
        yield f"Decides:   {', '.join(deciding)}"
    for section in entry["sections"]:
        yield ""
        yield section["heading"]
        yield "-" * len(section["heading"])
        if section["heading"] == "Example":
            yield from _examples(section["body"], languages, rule)
        else:
            yield section["body"]
    if rule.options:
        yield ""
        yield "Options"
        yield "-------"
        for name, option in rule.options.items():
            yield f"{name}: {option.text} ({option.words}, default {option.default!r}); [rule-options.{rule.id}] in the settings"
    yield ""
    yield "How to silence it"
    yield "-----------------"
    yield from _silencing(rule, profile)


def _examples(body: str, languages: Collection[str] | None, rule: Rule) -> Iterator[str]:
    """The section with the blocks of some languages, indented below a title, and how to see the others."""
    present = tuple(dict.fromkeys(block.language for block in example_blocks(body)))
    shown = [one for one in present if one not in LANGUAGES or one in (_USUAL if languages is None else languages)]
    if not shown and languages is None:
        shown = list(present)

    def block_text(block: ExampleBlock) -> str:
        return f"{block.title}:\n\n{textwrap.indent(block.code, '    ')}" if block.language in shown else ""

    if shown:
        yield re.sub(r"\n{3,}", "\n\n", replace_blocks(body, block_text)).strip("\n")
    hidden = [one for one in present if one not in shown]
    if shown and hidden:
        yield ""
    if hidden:
        names = " and ".join(LANGUAGES[one] for one in hidden)
        words = " ".join(f"--language {one}" for one in hidden)
        yield f"{'Also' if shown else 'Only'} in {names}: `ecma2lint explain {rule.id} {words}`"


def _silencing(rule: Rule, profile: Profile) -> Iterator[str]:
    if profile.is_mandatory(rule.id):
        yield f"It decides a mandatory control of {profile.id}: nothing silences it."
        return
    if isinstance(rule, AnalysisRule) and rule.about == "waivers":
        yield "In the settings:"
    else:
        if TargetKind.PYTHON in rule.kinds:
            yield "In Python, at the end of the statement, or of the line with `def` or `class`:"
            yield f"    # ecma2lint: ignore[{rule.id}] why"
        if TargetKind.ASSEMBLY in rule.kinds:
            yield "In .NET, on the member or the type (SuppressMessage needs the symbol CODE_ANALYSIS), or on the assembly with"
            yield "Scope and Target:"
            yield f'    [SuppressMessage("Ecma2Lint", "{rule.id}:{rule.name}", Justification = "why")]'
            yield "In F# not on a property that implements an interface: the compiler drops it there."
        yield "For a time, with an owner, in the file of waivers (`ecma2lint waivers --help`):"
        yield f'    [[waivers]] with rule = "{rule.id}", target, owner, reason, created and expires'
        yield "In the settings, for some targets or for all:"
        yield f'    per-target-ignores."legacy/**" = ["{rule.id}"]'
    yield f'    ignore = ["{rule.id}"]'
    yield f'    severity.{rule.id} = "info"'
    yield "What is found now, and only that: `ecma2lint baseline create`"
