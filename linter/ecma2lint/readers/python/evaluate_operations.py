"""What every part of the evaluator can ask of the others: the parts are mixins over it."""

from __future__ import annotations

import ast
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable

from ecma2lint.readers.heap import Heap, Record
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Ref
from ecma2lint.readers.python.modules import Module


class Operations(ABC):
    """The operations of the evaluator."""

    @abstractmethod
    def evaluate(self, node: ast.expr) -> Abstract:
        """The value of an expression."""

    @abstractmethod
    def execute(self, block: list[ast.stmt]) -> None:
        """Run statements."""

    @abstractmethod
    def assign(self, target: ast.expr, value: Abstract) -> None:
        """Bind a target."""

    @abstractmethod
    def call(self, function: Abstract, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """Call a value."""

    @abstractmethod
    def call_atom(self, function: Atom, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """Call one alternative of a value."""

    @abstractmethod
    def get_attribute(self, value: Abstract, name: str) -> Abstract:
        """Read an attribute."""

    @abstractmethod
    def set_attribute(self, target: Abstract, name: str, value: Abstract | None) -> None:
        """Assign an attribute; None deletes it."""

    @abstractmethod
    def subscript(self, value: Abstract, key: Abstract) -> Abstract:
        """Read ``value[key]``."""

    @abstractmethod
    def _changed_since(self, before: Heap) -> bool:
        """Whether evaluation changed an object that was there before."""

    @abstractmethod
    def elements(self, nodes: list[ast.expr]) -> list[tuple[Abstract, bool]] | Cause:
        """The elements of a display, starred ones spread."""

    @abstractmethod
    def iterate(self, value: Abstract) -> list[tuple[Abstract, bool]] | Cause:
        """The elements of an iterable in order, each with whether it is always there; the cause when they are not known."""

    @abstractmethod
    def truth(self, value: Abstract) -> bool | None:
        """The truth of a value, None when both are possible."""

    @abstractmethod
    def external_attribute(self, path: str, name: str) -> Abstract:
        """An attribute of something outside the sources."""

    @abstractmethod
    def import_module(self, node: ast.stmt, dotted: str, level: int) -> Abstract:
        """The module an import names."""

    @abstractmethod
    def instance_of(self, atom: Atom, cls: Atom) -> bool | None:
        """``isinstance`` on one alternative; None when not known."""

    @abstractmethod
    def condition(self, value: Abstract) -> Abstract:
        """``bool(value)``: True, False or both, with the cause."""

    @abstractmethod
    def compare(self, kind: type[ast.cmpop], left: Abstract, right: Abstract) -> Abstract:
        """The outcome of one comparison."""

    @abstractmethod
    def class_chain(self, cls: int, name: str, after: int | None = None) -> Abstract | None:
        """What the resolution order of a class finds for a name."""

    @abstractmethod
    def load_module(self, module: Module) -> Abstract:
        """Run the body of a module once and yield the module object."""

    @abstractmethod
    def call_unknown(self, reason: str, args: list[Abstract], keywords: dict[str, Abstract], *others: Abstract) -> Abstract:
        """A call of code that cannot be followed."""

    @abstractmethod
    def call_unknown_value(self, reason: str, *atoms: Atom) -> Abstract:
        """An operation on values that is not modelled: it may raise and change them."""

    @abstractmethod
    def loop_over(self, target: ast.expr, iterable: Abstract, body: Callable[[], None], node: ast.For | None) -> None:
        """Run a body for every element of an iterable."""

    @abstractmethod
    def escape(self, values: Iterable[Abstract], reason: str | Cause) -> None:
        """Hand values to code that cannot be followed: what it may change is unknown from here on."""

    @abstractmethod
    def note_special_methods(self, cls: Record) -> None:
        """Remember the special methods of a class that change something and run where they are not followed."""

    @abstractmethod
    def instantiate(self, cls: Ref, args: list[Abstract], keywords: dict[str, Abstract]) -> Abstract:
        """Make an instance of a class of the sources."""

    @abstractmethod
    def new_instance(self, cls: Ref) -> Ref:
        """An instance without attributes."""

    @abstractmethod
    def bind_all(self, found: Abstract, cls: Ref, receiver: Atom, instance: Atom | None) -> Abstract:
        """What reading makes of what a class holds."""

    @abstractmethod
    def or_missing(self, way: Callable[[], Abstract], missing: Callable[[], Abstract], why: str) -> Abstract:
        """A value, and something else on the paths on which reading it raises AttributeError."""

    @abstractmethod
    def plain_attribute(self, atom: Ref, name: str) -> Abstract:
        """``object.__getattribute__``."""

    @abstractmethod
    def set_plain(self, target: Abstract, atom: Atom, name: str, value: Abstract | None) -> None:
        """``object.__setattr__`` and ``object.__delattr__``."""

    @abstractmethod
    def binary(self, kind: type[ast.operator], left: Abstract, right: Abstract) -> Abstract:
        """The result of a binary operator."""

    @abstractmethod
    def negate(self, value: Abstract) -> Abstract:
        """``not`` of a value of bools."""

    @abstractmethod
    def lose_names(self, reason: str) -> None:
        """Code got hold of the variables of every module in a way that cannot be followed."""

    @abstractmethod
    def tainted(self, scope: int, name: str, value: Abstract) -> Abstract:
        """A variable of a module as far as nobody changes it out of sight."""

    @abstractmethod
    def every_module(self, reason: str) -> Abstract:
        """A module whose name is not known: it may be any of the sources."""
