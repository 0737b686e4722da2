"""Pictures of the HTML report for the README, light and dark, made from a run over the fixtures.

Run: ``make screenshots``. Needs Chromium and the Python package playwright; writes ``docs/images/report-*.png``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from browser import browser, missing

ROOT = Path(__file__).resolve().parents[2]
IMAGES = ROOT / "docs" / "images"

#: One connector that fails in many ways, and one of each kind that shows what an overview looks like.
SINGLE = "fixtures/dotnet/everything-fails/bin/roslyn-release/EverythingFails.dll"
SEVERAL = (
    "fixtures/dotnet/all-compliant/bin/roslyn-release/AllCompliant.dll",
    SINGLE,
    "fixtures/dotnet/explicit-members/bin/roslyn-release/ExplicitMembers.dll",
    "fixtures/python/all-compliant",
    "fixtures/python/configuration-value",
    "fixtures/python/full-export",
)


def main() -> int:
    """Lint, render, photograph."""
    reason = missing()
    if reason:
        print(f"screenshots: {reason}", file=sys.stderr)
        return 2
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, browser() as chrome:
        for name, paths, width, height in (
            ("single", (SINGLE,), 1280, 1500),
            ("several", SEVERAL, 1280, 1250),
            ("narrow", (SINGLE,), 420, 1100),
        ):
            page_file = Path(folder) / f"{name}.html"
            _lint(paths, page_file)
            for scheme in ("light", "dark"):
                context = chrome.new_context(
                    viewport={"width": width, "height": height}, color_scheme="dark" if scheme == "dark" else "light"
                )
                page = context.new_page()
                page.goto(page_file.as_uri())
                picture = IMAGES / f"report-{name}-{scheme}.png"
                page.screenshot(path=str(picture))
                print(picture.relative_to(ROOT).as_posix())
                context.close()
    return 0


def _lint(paths: tuple[str, ...], file: Path) -> None:
    """A run with a fixed date, so that the pictures change only when the report does."""
    environment = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600"}
    command = [sys.executable, "-m", "ecma2lint", "check", *paths, "--exit-zero", "--output", f"html={file}"]
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main())
