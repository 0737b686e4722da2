"""What a name may mean: the symbols that :func:`ecma2lint.readers.python.binder.resolve` returns."""

from __future__ import annotations

import ast

from ecma2lint.readers.python.bindings import FunctionNode
from ecma2lint.readers.python.modules import Module
from ecma2lint.readers.python.scopes import Scope
from ecma2lint.records import dataclass


@dataclass(frozen=True, slots=True)
class ContractNamespace:
    """The namespace of the contract."""


@dataclass(frozen=True, slots=True)
class ContractType:
    """A type of the contract by simple name."""

    name: str


@dataclass(frozen=True, slots=True)
class EnumValue:
    """A value of a contract enumeration."""

    enum: str
    name: str
    number: int


@dataclass(frozen=True, slots=True)
class ContractAttribute:
    """An attribute of a contract type that is no enumeration value."""

    type: str
    name: str


@dataclass(frozen=True, slots=True)
class OwnClass:
    """A class of the program, by its scope."""

    scope: Scope

    @property
    def node(self) -> ast.ClassDef:
        """The class statement."""
        assert isinstance(self.scope.node, ast.ClassDef)
        return self.scope.node


@dataclass(frozen=True, slots=True)
class OwnFunction:
    """A function of the program; ``owner`` is the class whose body it stands in."""

    node: FunctionNode
    scope: Scope
    owner: OwnClass | None


@dataclass(frozen=True, slots=True)
class OwnModule:
    """A module of the program."""

    module: Module


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that is no reference, and the scope it is to be evaluated in."""

    node: ast.expr
    scope: Scope


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a function."""

    name: str
    scope: Scope


@dataclass(frozen=True, slots=True)
class External:
    """A dotted name of a module that is not ours."""

    name: str


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nothing that can be named, and why."""

    reason: str


Symbol = (
    ContractNamespace
    | ContractType
    | EnumValue
    | ContractAttribute
    | OwnClass
    | OwnFunction
    | OwnModule
    | Expression
    | Parameter
    | External
    | Unknown
)
Symbols = tuple[Symbol, ...]
