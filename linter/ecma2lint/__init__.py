"""ecma2lint: a static compliance linter for ECMA 2.0 connectors."""

__version__ = "0.1.0"
