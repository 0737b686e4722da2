"""Special methods that run where no call stands: which of them change something.

A comparison, a truth test, a dictionary key or a piece of formatted text runs a method of the object without saying so. The
evaluator does not run these methods at their place. That is right as long as they only look; one that changes something makes
what it can reach unknown at any time.
"""

from __future__ import annotations

import ast
from typing import Final

#: Methods that Python calls on its own and the evaluator does not run where Python does.
UNASKED: Final = frozenset(
    {"__index__", "__int__", "__float__", "__complex__", "__bytes__", "__dir__", "__missing__", "__length_hint__", "__reversed__"}
    | {"__instancecheck__", "__subclasscheck__", "__subclasshook__", "__round__", "__abs__", "__fspath__", "__reduce__"}
)
#: Functions of Python and methods of its own types that change nothing.
_LOOKING: Final = frozenset(
    {"abs", "all", "any", "bool", "bytes", "dict", "enumerate", "float", "format", "frozenset", "getattr", "hasattr", "hash"}
    | {"id", "int", "isinstance", "issubclass", "iter", "len", "list", "max", "min", "range", "repr", "reversed", "round"}
    | {"set", "sorted", "str", "sum", "super", "tuple", "type", "vars", "zip"}
)
_LOOKING_METHODS: Final = frozenset(
    {"casefold", "copy", "count", "endswith", "format", "get", "index", "items", "join", "keys", "lower", "replace", "split"}
    | {"startswith", "strip", "title", "upper", "values", "ToString", "Equals", "GetHashCode"}
    | {"__bool__", "__len__", "__hash__", "__index__", "__repr__", "__str__", "__format__", "__eq__", "__ne__"}
    | {"__lt__", "__le__", "__gt__", "__ge__", "__getattribute__", "__init_subclass__"}
)
_CHANGING: Final = (ast.Global, ast.Nonlocal, ast.Raise, ast.Assert, ast.With, ast.Import, ast.ImportFrom, ast.Yield, ast.Await)


def changes_something(function: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> bool:
    """Whether a body does anything but look: assign outside its own variables, raise, or call what is not known to look only."""
    return any(_changes(node) for node in ast.walk(function))


def _changes(node: ast.AST) -> bool:
    if isinstance(node, ast.Call):
        called = node.func
        if isinstance(called, ast.Name):
            return called.id not in _LOOKING
        return not (isinstance(called, ast.Attribute) and called.attr in _LOOKING_METHODS)
    if isinstance(node, ast.Attribute | ast.Subscript):
        return not isinstance(node.ctx, ast.Load)
    return isinstance(node, _CHANGING)
