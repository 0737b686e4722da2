"""The built-in report writers: one module per format, imported only when the format is asked for."""

from __future__ import annotations

#: Format to module, in the order in which help shows them.
FORMATS: dict[str, str] = {
    name: f"ecma2lint_reports.{name.replace('-', '_')}"
    for name in (
        "text",
        "concise",
        "json",
        "jsonl",
        "sarif",
        "sarif-github",
        "junit",
        "github",
        "gitlab",
        "azure",
        "msbuild",
        "markdown",
        "sonar",
        "html",
    )
}
FORMATS["json"] = "ecma2lint_reports.json_document"
FORMATS["jsonl"] = "ecma2lint_reports.json_lines"
FORMATS["html"] = "ecma2lint_reports.html.writer"
