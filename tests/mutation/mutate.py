"""Mutation runs on the evaluators: which small changes of a module no test notices.

``python tests/mutation/mutate.py heap assembly.evaluate_memory --tests tests/readers/test_heap.py`` prints every mutant that
survives. The operators are those of mutmut; each mutant is tried in a fork of a process that has imported everything, by putting
the mutated code object in the function's place, so that one costs little more than the tests it takes to notice it.
See README.md for what the results mean and what was found.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib
import inspect
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import CodeType, FunctionType
from typing import Any

import libcst as cst
import pytest
from libcst.metadata import ByteSpanPositionProvider, MetadataWrapper, PositionProvider
from mutmut.mutation.mutators import mutation_operators, operator_arg_removal, operator_string

#: Calls whose arguments are the words and places of reasons.
_WORDS = frozenset({"unknown", "Cause", "Thrown", "Budget", "unknown_value"})
_SKIPPED = (cst.Annotation, cst.Decorator, cst.Import, cst.ImportFrom)


@dataclass(frozen=True)
class Mutant:
    """One change: the function it is in, its line, the text that goes and the text that comes, and the whole source then."""

    function: str
    line: int
    old: str
    new: str
    source: bytes

    def __str__(self) -> str:
        return f"{self.line} {self.function}: {' '.join(self.old.split())[:70]}  ->  {' '.join(self.new.split())[:70]}"


def _changes(node: cst.CSTNode) -> Iterator[cst.CSTNode]:
    """What may stand in a node's place: mutmut's changes, forced conditions, and calls left out."""
    for kind, operator in mutation_operators:
        if isinstance(node, kind) and operator not in (operator_arg_removal, operator_string):
            yield from operator(node)
    if isinstance(node, cst.SimpleString) and " " not in node.value and not node.value.startswith('"""'):
        yield from list(operator_string(node))[:1]
    if isinstance(node, cst.Call):
        for index, arg in enumerate(node.args):
            if not arg.star:
                args = [*node.args[:index], arg.with_changes(value=cst.Name("None")), *node.args[index + 1 :]]
                yield node.with_changes(args=args)
    if isinstance(node, cst.Expr) and isinstance(node.value, cst.Call):
        yield cst.Pass()


class _Finder(cst.CSTVisitor):
    METADATA_DEPENDENCIES = (PositionProvider, ByteSpanPositionProvider)

    def __init__(self, source: bytes, module: cst.Module) -> None:
        super().__init__()
        self.source, self.module = source, module
        self.scopes: list[cst.FunctionDef | cst.ClassDef] = []
        self.found: dict[bytes, Mutant] = {}

    def on_visit(self, node: cst.CSTNode) -> bool:
        words = isinstance(node, cst.Call) and isinstance(node.func, cst.Name) and node.func.value in _WORDS
        if words or isinstance(node, _SKIPPED):
            return False
        if isinstance(node, cst.FunctionDef | cst.ClassDef):
            self.scopes.append(node)
        for change in _changes(node):
            self._add(node, change)
        if isinstance(node, cst.If):
            for operator, word in ((cst.And(), "False"), (cst.Or(), "True")):
                test = node.test.with_changes(lpar=[cst.LeftParen()], rpar=[cst.RightParen()])
                self._add(node.test, cst.BooleanOperation(test, operator, cst.Name(word)))
        return True

    def on_leave(self, original_node: cst.CSTNode) -> None:
        if self.scopes and self.scopes[-1] is original_node:
            self.scopes.pop()

    def _add(self, node: cst.CSTNode, change: cst.CSTNode) -> None:
        span = self.get_metadata(ByteSpanPositionProvider, node, None)
        function = next((scope for scope in self.scopes if isinstance(scope, cst.FunctionDef)), None)
        if span is None or function is None:
            return
        body = self.get_metadata(ByteSpanPositionProvider, function.body)
        if span.start < body.start:
            return
        names = [scope.name.value for scope in self.scopes[: self.scopes.index(function) + 1]]
        text = self.module.code_for_node(change).strip()
        text = f" {text}" if isinstance(change, cst.ComparisonTarget) else text
        end = span.start + span.length
        source = self.source[: span.start] + text.encode() + self.source[end:]
        with contextlib.suppress(SyntaxError):
            compile(source, "mutant", "exec", dont_inherit=True)
            line = self.get_metadata(PositionProvider, node).start.line
            self.found.setdefault(source, Mutant(".".join(names), line, self.source[span.start : end].decode(), text, source))


def mutants(path: Path) -> list[Mutant]:
    """All mutants of a module's functions and methods; tables and defaults of the module itself are left alone."""
    source = path.read_bytes()
    wrapper = MetadataWrapper(cst.parse_module(source))
    finder = _Finder(source, wrapper.module)
    wrapper.visit(finder)
    return list(finder.found.values())


def _code(inside: CodeType, name: str) -> CodeType:
    """The code object of a function by its qualified name."""
    pending = [inside]
    while pending:
        for constant in pending.pop().co_consts:
            if isinstance(constant, CodeType):
                if constant.co_qualname == name:
                    return constant
                pending.append(constant)
    raise LookupError(name)


def _function(module: object, name: str) -> FunctionType:
    """The function of that qualified name, whatever it is wrapped in."""
    *classes, last = name.split(".")
    for part in classes:
        module = getattr(module, part)
    found: Any = inspect.getattr_static(module, last)
    found = getattr(found, "fget", None) or getattr(found, "func", None) or inspect.unwrap(getattr(found, "__func__", found))
    assert isinstance(found, FunctionType), name
    return found


def _notices(function: FunctionType, code: CodeType, tests: list[str], seconds: int) -> bool:
    """Whether the tests fail, do not end, or crash with that code in the function's place.

    The parent never runs them itself: what they keep for the session would hide the mutant.
    """
    child = os.fork()
    if child == 0:
        signal.alarm(seconds)
        function.__code__ = code
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
            os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests]))
    return os.waitpid(child, 0)[1] != 0


def main() -> int:
    """Run and print; the number of survivors is no error."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("modules", nargs="+", help="modules below ecma2lint.readers, such as heap or assembly.evaluate_memory")
    parser.add_argument("--tests", nargs="+", required=True, help="what pytest runs, the fastest first")
    parser.add_argument("--every", type=int, default=1, help="take only every so many mutants")
    parser.add_argument("--seconds", type=int, default=120, help="a mutant that takes longer is noticed")
    options = parser.parse_args()
    for name in options.modules:
        module = importlib.import_module(f"ecma2lint.readers.{name}")
        path = Path(str(module.__file__))
        chosen = mutants(path)[:: options.every]
        first = _function(module, chosen[0].function)
        if _notices(first, first.__code__, options.tests, options.seconds):
            print("the tests fail without any mutant")
            return 1
        survivors = 0
        for mutant in chosen:
            code = _code(compile(mutant.source, str(path), "exec", dont_inherit=True), mutant.function)
            if not _notices(_function(module, mutant.function), code, options.tests, options.seconds):
                survivors += 1
                print(f"{path.name}:{mutant}", flush=True)
        print(f"{name}: {len(chosen)} mutants, {len(chosen) - survivors} noticed, {survivors} not", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
