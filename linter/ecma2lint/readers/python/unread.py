"""What a Python connector nowhere reads: properties of what the host hands over, and configuration parameters it defines.

The objects of the host are followed by the names that may hold them, over all own modules; a name counts as holding one
wherever it stands. Where one gets into hands that are not seen (a library, a collection, a return value), the answer is unknown,
with that reason. A property counts as read when its name stands anywhere, as an attribute or as text.

Observations emitted here: those of :mod:`ecma2lint.readers.assembly.evaluate_usage`, under the same names, and
``parameter-asked`` for a parameter of which code asks whether it is there, or that it fetches where an exception is caught.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from ecma2lint.facts import Observation
from ecma2lint.readers.python.classes import OwnedClass
from ecma2lint.readers.python.gate import FLAT_FIELDS
from ecma2lint.readers.python.members import BoundMember
from ecma2lint.readers.python.modules import Module

#: What is asked of, by member: the property, the parameter that hands the object over, and what leads to objects that have it.
_PROPERTIES: Final = (
    ("OpenImportConnection", "OpenImportConnectionRunStep.ImportType", "importRunStep", frozenset[str]()),
    ("PutExportEntries", "ValueChange.ModificationType", "csentries", frozenset({"AttributeChanges", "ValueChanges"})),
    ("PutExportEntries", "CSEntryChange.ObjectModificationType", "csentries", frozenset[str]()),
)
_HARMLESS: Final = frozenset({"len", "print", "bool", "isinstance", "type", "str", "repr", "id", "any", "all"})
_SAME: Final = frozenset({"list", "tuple", "sorted", "iter", "reversed", "enumerate", "set"})
_ASKS: Final = frozenset({"Contains", "ContainsKey", "get_Item"})

_NO_CONSTANT: Final = "a parameter is read by a name that is no constant"

_NOTED: Final = frozenset({ast.Attribute, ast.FunctionDef, ast.AsyncFunctionDef, ast.Call, ast.arg})
_DYNAMIC_CALLS: Final = ("exec", "eval", "vars", "attrgetter", "methodcaller")
_DYNAMIC_ATTRIBUTES: Final = ("__dict__", "__getattribute__", "InvokeMember", "GetProperty")
_FLAT: Final = frozenset({type(None), str, int, bool})

Functions = dict[str, list[ast.FunctionDef | ast.AsyncFunctionDef]]


def unread(cls: OwnedClass, members: Iterable[BoundMember], modules: Iterable[Module]) -> Iterator[Observation]:
    """What nothing in the modules reads.

    Args:
        cls: the contract class.
        members: its bound members.
        modules: the linted module and the own ones read for it.
    """
    listed = list(members)
    read = list(modules)
    source = _Source(read)
    broken = next((module.name for module in read if module.broken), None)
    foreign = f"the base {cls.unknown_bases[0][1].name}" if cls.unknown_bases else broken or source.dynamic()
    place = cls.module.location(cls.node, cls.type_name)
    for member, subject, parameter, inner in _PROPERTIES:
        bound = [one for one in listed if one.contract.name == member and one.function is not None]
        if not bound or source.says(subject.partition(".")[2]):
            continue
        reason = f"{foreign} may read it" if foreign else _Flow(source, inner).leak(_names(bound, parameter))
        yield Observation("may-read-elsewhere" if reason else "never-reads", subject, reason or "", place)
    flow = _Flow(source, frozenset(), single=True)
    reason = flow.leak(_names(listed, "configParameters"))
    for text in sorted(flow.used):
        yield Observation("parameter-used", text, "", place)
    for text in sorted(flow.asked):
        yield Observation("parameter-asked", text, "", place)
    if foreign or reason:
        yield Observation("parameters-open", "", f"{foreign} may read them" if foreign else reason or "", place)


def _names(members: Iterable[BoundMember], parameter: str) -> set[str] | None:
    """What the members call what the host passes as that parameter; None when that is not plain to see."""
    names: set[str] = set()
    for bound in members:
        wanted = [name for name, _ in bound.contract.parameters]
        if parameter not in wanted or bound.function is None:
            continue
        arguments = [argument.arg for argument in (*bound.function.args.posonlyargs, *bound.function.args.args)]
        position = wanted.index(parameter) + len(arguments) - len(wanted)
        if bound.function.args.vararg or not 0 <= position < len(arguments) or len(arguments) - len(wanted) not in (0, 1):
            return None
        names.add(arguments[position])
    return names


class _Source:
    """What the own modules say of names: nodes that stand for a name are filed under it.

    Only statements in whose text a name that is asked for stands are gone through, the methods of classes one by one.
    """

    def __init__(self, modules: list[Module]) -> None:
        self.parents: dict[ast.AST, ast.AST] = {}
        self._words: set[str] = set()
        self._functions: Functions = {}
        self._named: dict[str, list[ast.Name | ast.Attribute]] = {}
        self._arguments: dict[str, list[ast.arg]] = {}
        self._dynamic: str | None = None
        self._fields: dict[type, tuple[str, ...]] = {}
        self._waiting: list[tuple[str, ast.stmt]] = []
        for module in modules:
            self._split(module.tree, module.parsed.lines)

    def _split(self, owner: ast.Module | ast.ClassDef, lines: list[str]) -> None:
        for statement in owner.body:
            self.parents[statement] = owner
            decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
            if isinstance(statement, ast.ClassDef):
                heads = [*statement.bases, *statement.keywords, *decorators]
                self.parents.update(dict.fromkeys(heads, statement))
                self._walk(heads)
                self._split(statement, lines)
                continue
            start = min([statement.lineno, *(one.lineno for one in decorators)])
            text = "\n".join(lines[start - 1 : statement.end_lineno])
            if text.isascii():
                self._waiting.append((text, statement))
            else:
                # Python takes several spellings of such a name for one.
                self._walk([statement])

    def _look(self, *names: str) -> None:
        """Go through every statement in which one of the names stands."""
        found = [statement for text, statement in self._waiting if any(name in text for name in names)]
        if found:
            self._waiting = [entry for entry in self._waiting if not any(name in entry[0] for name in names)]
            self._walk(found)

    def says(self, word: str) -> bool:
        """Whether an attribute of that name is read, or a text that is the word stands anywhere."""
        for entry in [entry for entry in self._waiting if word in entry[0]]:
            if word in self._words:
                break
            self._waiting.remove(entry)
            self._walk([entry[1]])
        if word not in self._words:
            # Texts may be written in pieces.
            self._look("")
        return word in self._words

    def dynamic(self) -> str | None:
        """A place where names are put together at run time, in words."""
        self._look(*_DYNAMIC_CALLS, *_DYNAMIC_ATTRIBUTES, "getattr")
        return self._dynamic

    def named(self, name: str) -> list[ast.Name | ast.Attribute]:
        """The names and attributes of that name."""
        self._look(name)
        return self._named.get(name, [])

    def arguments(self, name: str) -> list[ast.arg]:
        """The arguments that functions take under that name."""
        self._look(name)
        return self._arguments.get(name, [])

    def functions(self, name: str) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        """The functions of that name."""
        self._look(name)
        return self._functions.get(name, [])

    def _walk(self, roots: Sequence[ast.AST]) -> None:
        parents, named, words, fields = self.parents, self._named, self._words, self._fields
        todo: list[Any] = list(roots)
        append = todo.append
        for node in todo:
            kind = node.__class__
            if kind is ast.Name:
                named.setdefault(node.id, []).append(node)
                continue
            if kind is ast.Constant:
                if node.value.__class__ is str:
                    words.add(node.value.removeprefix("get_"))
                continue
            if kind in _NOTED:
                self._note(node)
            names = fields.get(kind)
            if names is None:
                names = fields[kind] = tuple(name for name in kind._fields if name not in FLAT_FIELDS)
            for name in names:
                value = getattr(node, name)
                if value.__class__ is list:
                    for one in value:
                        if one.__class__ not in _FLAT:
                            parents[one] = node
                            append(one)
                elif value.__class__ not in _FLAT:
                    parents[value] = node
                    append(value)

    def _note(self, node: ast.AST) -> None:
        if isinstance(node, ast.Attribute):
            self._named.setdefault(node.attr, []).append(node)
            if isinstance(node.ctx, ast.Load):
                self._words.add(node.attr.removeprefix("get_"))
            if node.attr in _DYNAMIC_ATTRIBUTES:
                self._dynamic = f"{node.attr} at line {node.lineno}"
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            self._functions.setdefault(node.name, []).append(node)
        elif isinstance(node, ast.arg):
            self._arguments.setdefault(node.arg, []).append(node)
        elif isinstance(node, ast.Call):
            self._note_call(node)

    def _note_call(self, node: ast.Call) -> None:
        name = _called(node.func)
        if name in _DYNAMIC_CALLS:
            self._dynamic = f"{name}() at line {node.lineno}"
        elif name == "getattr" and (len(node.args) < 2 or not isinstance(node.args[1], ast.Constant)):
            self._dynamic = f"getattr() at line {node.lineno}"


def _called(func: ast.expr) -> str:
    return func.id if isinstance(func, ast.Name) else func.attr if isinstance(func, ast.Attribute) else ""


class _Flow:
    """Where objects of the host may get to, by the names of variables and attributes."""

    def __init__(self, source: _Source, inner: frozenset[str], *, single: bool = False) -> None:
        self.source = source
        self.inner = inner
        #: For the collection of parameters: one item is taken out by a constant name, and that is all that may happen to it.
        self.single = single
        self.names: set[str] = set()
        self.asked: set[str] = set()
        self.used: set[str] = set()

    def leak(self, names: set[str] | None) -> str | None:
        """Why somebody who is not seen may get the objects; None when nobody can."""
        if names is None:
            return "how the member takes its arguments is not plain to see"
        self.names = set(names)
        done: set[str] = set()
        while pending := sorted(self.names | self.inner, key=str) if not done else sorted(self.names - done):
            done.update(pending)
            for name in pending:
                for named in self.source.named(name):
                    node: ast.AST | None = named
                    # What holds the object may make the expression around it hold it too.
                    while isinstance(node, ast.expr) and self._holds(node):
                        reason = self._use(node)
                        if reason:
                            return f"{reason} at line {node.lineno}"
                        node = self.source.parents.get(node)
        return None

    def _holds(self, node: ast.AST) -> bool:
        if isinstance(node, ast.Name):
            return node.id in self.names and isinstance(node.ctx, ast.Load)
        if isinstance(node, ast.Attribute):
            return isinstance(node.ctx, ast.Load) and (node.attr in self.names or (node.attr in self.inner))
        if isinstance(node, ast.Subscript):
            return not self.single and isinstance(node.ctx, ast.Load) and self._holds(node.value)
        if isinstance(node, ast.BoolOp):
            return any(self._holds(one) for one in node.values)
        if isinstance(node, ast.IfExp):
            return self._holds(node.body) or self._holds(node.orelse)
        if isinstance(node, ast.Call):
            return not self.single and _called(node.func) in _SAME and any(self._holds(one) for one in node.args)
        return False

    def _use(self, node: ast.expr) -> str | None:
        """What is wrong with the place where an expression that holds an object stands."""
        parent = self.source.parents.get(node)
        if isinstance(parent, ast.Attribute | ast.Expr | ast.Compare | ast.FormattedValue | ast.If | ast.While | ast.UnaryOp):
            return self._compared(parent, node)
        if isinstance(parent, ast.Subscript):
            if self.single and parent.value is node:
                return self._fetched(parent)
            return None
        if isinstance(parent, ast.BoolOp | ast.IfExp):
            return None
        if isinstance(parent, ast.For | ast.comprehension) and parent.iter is node:
            return "all parameters are gone through" if self.single else self._into(parent.target)
        if isinstance(parent, ast.Assign) and parent.value is node:
            return next((reason for target in parent.targets if (reason := self._into(target))), None)
        if isinstance(parent, ast.AnnAssign | ast.NamedExpr) and parent.value is node:
            return self._into(parent.target)
        if isinstance(parent, ast.keyword):
            outer = self.source.parents.get(parent)
            return self._passed(outer, parent.arg) if isinstance(outer, ast.Call) else "it is handed on"
        if isinstance(parent, ast.Call):
            return self._passed(parent, node)
        return "it is handed on"

    def _compared(self, parent: ast.AST, node: ast.expr) -> str | None:
        if isinstance(parent, ast.Attribute) and self.single:
            call = self.source.parents.get(parent)
            if parent.attr in _ASKS and isinstance(call, ast.Call) and len(call.args) == 1:
                if parent.attr.startswith("Contains"):
                    self._ask(call.args[0])
                return self._key(call.args[0])
            return "all parameters are gone through" if parent.value is node else None
        inside = isinstance(parent, ast.Compare) and isinstance(parent.ops[0], ast.In | ast.NotIn)
        if isinstance(parent, ast.Compare) and inside and self.single and parent.left is not node:
            self._ask(parent.left)
            return self._key(parent.left)
        return None

    def _fetched(self, item: ast.Subscript) -> str | None:
        """A parameter that is fetched by its name."""
        at: ast.AST | None = item
        while at is not None and not isinstance(at, ast.FunctionDef | ast.AsyncFunctionDef):
            if isinstance(at, ast.Try) and at.handlers:
                self._ask(item.slice)
            at = self.source.parents.get(at)
        return self._key(item.slice)

    def _ask(self, key: ast.expr) -> None:
        if isinstance(key, ast.Constant) and isinstance(key.value, str):
            self.asked.add(key.value)

    def _key(self, key: ast.expr) -> str | None:
        """A name that is no text and no variable that only ever holds texts."""
        if isinstance(key, ast.Constant):
            self._note(key)
            return None
        name = key.id if isinstance(key, ast.Name) else key.attr if isinstance(key, ast.Attribute) else None
        if name is None:
            return "the name of a parameter is put together"
        stores = [node for node in self.source.named(name) if isinstance(node.ctx, ast.Store)]
        arguments = self.source.arguments(name)
        if not all(self._constant(node) for node in stores):
            return _NO_CONSTANT
        reason = next((reason for argument in arguments if (reason := self._argument(argument))), None)
        return reason or (None if stores or arguments else _NO_CONSTANT)

    def _note(self, key: ast.Constant) -> None:
        if isinstance(key.value, str):
            self.used.add(key.value)

    def _constant(self, node: ast.AST) -> bool:
        parent = self.source.parents.get(node)
        if not isinstance(parent, ast.Assign | ast.AnnAssign) or not isinstance(parent.value, ast.Constant):
            return False
        self._note(parent.value)
        return True

    def _argument(self, argument: ast.arg) -> str | None:
        """Whether every call of a function passes a text for an argument that serves as a name."""
        holder = self.source.parents.get(argument)
        function = self.source.parents.get(holder) if holder else None
        bad = _NO_CONSTANT
        if not isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef):
            return bad
        arguments = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
        if argument.arg not in arguments:
            return bad
        for node in self.source.named(function.name):
            call = self.source.parents.get(node)
            if not isinstance(call, ast.Call) or call.func is not node:
                return bad
            passed = [one.value for one in call.keywords if one.arg == argument.arg]
            bound = isinstance(node, ast.Attribute) and arguments[:1] in (["self"], ["cls"])
            position = arguments.index(argument.arg) - bound
            passed += call.args[position : position + 1]
            if any(isinstance(one, ast.Starred) for one in call.args) or any(one.arg is None for one in call.keywords):
                return bad
            defaults = function.args.defaults
            default = arguments.index(argument.arg) - len(arguments) + len(defaults)
            for one in passed or (defaults[default : default + 1] if default >= 0 else []):
                if not isinstance(one, ast.Constant):
                    return bad
                self._note(one)
        return None

    def _into(self, target: ast.expr) -> str | None:
        """Names and attributes that hold the object from here on."""
        for node in ast.walk(target):
            if isinstance(node, ast.Name | ast.Attribute) and isinstance(node.ctx, ast.Store):
                self.names.add(_spelled(node))
            elif isinstance(node, ast.Subscript):
                return "it is put into a collection"
        return None

    def _passed(self, call: ast.Call, what: ast.expr | str | None) -> str | None:
        """An argument of a call: own functions get it under the names of their parameters."""
        name = _called(call.func)
        if isinstance(what, ast.expr) and call.func is what:
            return None
        functions = self.source.functions(name) if name else []
        if not functions:
            harmless = isinstance(call.func, ast.Name) and (name in _HARMLESS or (name in _SAME and not self.single))
            return None if harmless else f"it is passed to {name or 'code that is not seen'}"
        for function in functions:
            arguments = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
            if isinstance(what, str):
                self.names.add(what)
            elif what in call.args and not function.args.vararg:
                position = call.args.index(what)
                bound = isinstance(call.func, ast.Attribute) and arguments[:1] in (["self"], ["cls"])
                self.names.update(arguments[max(position, bound) : position + 1 + bound])
            else:
                return f"it is passed to {name}"
        return None


def _spelled(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr
