"""A rule as the result document describes it: its attributes and the sections of its documentation."""

from __future__ import annotations

import inspect

from ecma2lint.result_types import RuleEntry, SectionEntry
from ecma2lint.rule import Rule


def rule_entry(rule: Rule) -> RuleEntry:
    """Describe a rule, with the Markdown of its docstring split at the second-level headings."""
    summary, sections = _split(inspect.cleandoc(type(rule).__doc__ or ""))
    body = {section["heading"]: section["body"] for section in sections}
    return {
        "id": rule.id,
        "name": rule.name,
        "title": rule.title,
        "severity": rule.severity.value,
        "backing": rule.backing.value,
        "since": rule.since,
        "summary": summary,
        "why": body.get("Why it matters", ""),
        "remedy": body.get("How to fix it", ""),
        "references": _items(body.get("References", "")),
        "sections": sections,
    }


def _split(text: str) -> tuple[str, list[SectionEntry]]:
    summary: list[str] = []
    sections: list[tuple[str, list[str]]] = []
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        if line.startswith("## ") and not fenced:
            sections.append((line[3:].strip(), []))
        else:
            (sections[-1][1] if sections else summary).append(line)
    return "\n".join(summary).strip(), [{"heading": name, "body": "\n".join(lines).strip()} for name, lines in sections]


def _items(body: str) -> list[str]:
    """The items of a Markdown list; lines that continue one are joined to it."""
    items: list[str] = []
    for line in body.splitlines():
        if line.startswith(("- ", "* ")):
            items.append(line[2:].strip())
        elif line.strip() and items:
            items[-1] += " " + line.strip()
        elif line.strip():
            items.append(line.strip())
    return items
