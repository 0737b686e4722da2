"""Why something outside the sources is not known, in words, by its dotted path."""

from __future__ import annotations

from typing import Final

_CAUSES: Final = (
    ("os.environ", "depends on an environment variable"),
    ("os.getenv", "depends on an environment variable"),
    ("System.Environment.GetEnvironmentVariable", "depends on an environment variable"),
    ("System.Environment", "depends on the machine"),
    ("builtins.open", "depends on a file"),
    ("builtins.input", "depends on a person's input"),
    ("builtins.__import__", "depends on a module that is loaded at run time"),
    ("builtins.exec", "depends on code that is made at run time"),
    ("builtins.eval", "depends on code that is made at run time"),
    ("pathlib", "depends on a file"),
    ("io", "depends on a file"),
    ("os", "depends on the operating system"),
    ("System.IO", "depends on a file"),
    ("json", "depends on JSON data"),
    ("configparser", "depends on a file"),
    ("csv", "depends on a file"),
    ("tomllib", "depends on a file"),
    ("yaml", "depends on YAML data"),
    ("xml", "depends on XML data"),
    ("requests", "depends on the network"),
    ("urllib", "depends on the network"),
    ("http", "depends on the network"),
    ("socket", "depends on the network"),
    ("ssl", "depends on the network"),
    ("ftplib", "depends on the network"),
    ("ldap3", "depends on the network"),
    ("System.Net", "depends on the network"),
    ("winreg", "depends on the registry"),
    ("Microsoft.Win32", "depends on the registry"),
    ("datetime", "depends on the time"),
    ("time", "depends on the time"),
    ("System.DateTime", "depends on the time"),
    ("random", "is random"),
    ("secrets", "is random"),
    ("uuid", "is random"),
    ("System.Random", "is random"),
    ("sqlite3", "depends on a database"),
    ("pyodbc", "depends on a database"),
    ("psycopg2", "depends on a database"),
    ("pymssql", "depends on a database"),
    ("System.Data", "depends on a database"),
    ("subprocess", "depends on another process"),
    ("platform", "depends on the machine"),
    ("sys", "depends on the Python installation"),
    ("importlib", "depends on a module that is loaded at run time"),
    ("threading", "depends on another thread"),
)


def cause_of(path: str) -> str:
    """The reason why what lies behind a dotted path is not known."""
    best = max((prefix for prefix, _ in _CAUSES if path == prefix or path.startswith(prefix + ".")), key=len, default=None)
    if best is not None:
        return next(reason for prefix, reason in _CAUSES if prefix == best)
    module, _, name = path.rpartition(".")
    if not module:
        return f"module {name}, which is not read"
    if module == "builtins":
        return f"the result of {name}() is not modelled"
    return f"function {name} of module {module}, which is not read"


def environment_reason(name: str | None) -> str:
    """The reason for the value of an environment variable."""
    return f"depends on environment variable '{name}'" if name else "depends on an environment variable"
