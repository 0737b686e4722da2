"""Modules, classes and functions as scopes; a scope's bindings are read on first use, in one pass over its own statements."""

from __future__ import annotations

import ast
from functools import cached_property
from typing import TYPE_CHECKING

from ecma2lint.readers.python.bindings import Bindings, FunctionNode
from ecma2lint.readers.python.flow import Flow

if TYPE_CHECKING:
    from ecma2lint.readers.python.modules import Module

ScopeNode = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


class Scope:
    """A module, class or function scope; ``parent`` is the enclosing one."""

    __slots__ = ("__dict__", "module", "node", "parent")

    def __init__(self, node: ScopeNode, parent: Scope | None, module: Module) -> None:
        self.node = node
        self.parent = parent
        self.module = module

    @property
    def is_module(self) -> bool:
        """Whether this is the module's own scope."""
        return self.parent is None

    @property
    def is_class(self) -> bool:
        """Whether this is a class body."""
        return isinstance(self.node, ast.ClassDef)

    @property
    def is_function(self) -> bool:
        """Whether this is a function body."""
        return isinstance(self.node, FunctionNode)

    @property
    def qualified_name(self) -> str:
        """The name as Python's ``__qualname__`` gives it; empty for a module."""
        if isinstance(self.node, ast.Module) or self.parent is None:
            return ""
        outer = self.parent.qualified_name
        if self.parent.is_function:
            outer += ".<locals>"
        return f"{outer}.{self.node.name}" if outer else self.node.name

    @cached_property
    def bindings(self) -> Bindings:
        """The bindings of the scope's own statements."""
        flow = Flow(self)
        flow.run(self.node.body)
        return flow.result
