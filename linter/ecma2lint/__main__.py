"""The entry point. ``--version`` answers without importing anything else: it is what tools ask first and often."""

from __future__ import annotations

import sys


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; returns the exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    if given == ["--version"]:
        from ecma2lint import __version__

        print(f"ecma2lint {__version__}")
        return 0
    from ecma2lint.cli import run

    return run(given)


if __name__ == "__main__":
    sys.exit(main())
