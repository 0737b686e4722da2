"""What is seen in a member's body and in what it returned: members that only throw, nulls, literals that look like secrets."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from ecma2lint.facts import Implementation, Observation
from ecma2lint.readers.lattice import Cause
from ecma2lint.readers.model_facts import Result
from ecma2lint.readers.python.members import BoundMember
from ecma2lint.readers.python.modules import Module
from ecma2lint.readers.results import result_observations
from ecma2lint.readers.secrets import secret_assigned, secret_in


def only_throws(bound: BoundMember) -> str | None:
    """The type of the exception a member's body does nothing but raise."""
    node = bound.function
    if node is None or isinstance(node, ast.Lambda):
        return None
    body = [
        statement
        for statement in node.body
        if not (isinstance(statement, ast.Expr) and isinstance(statement.value, ast.Constant))
    ]
    if len(body) != 1 or not isinstance(body[0], ast.Raise) or body[0].exc is None:
        return None
    raised = body[0].exc.func if isinstance(body[0].exc, ast.Call) else body[0].exc
    return ast.unparse(raised) if isinstance(raised, ast.Name | ast.Attribute) else None


def returned_observations(bound: BoundMember, results: list[Result], problem: str | None) -> Iterator[Observation]:
    """What is wrong with what a member returned: null where an object is due, results without entries.

    Args:
        results: what its calls returned; none when it raises on every path.
        problem: why it could not be evaluated at all, or None.
    """
    member = bound.contract
    absent = bound.fact.implementation in (Implementation.MISSING, Implementation.UNRESOLVED)
    if member.returns == "System.Void" or absent:
        return
    location = bound.fact.location
    cause = Cause(problem) if problem is not None else None
    yield from result_observations(f"{member.interface}.{member.name}", results, cause, location)


#: Substrings, for a pattern over the whole of a large source costs a tenth of its parse.
_SECRET_WORDS = ("passw", "pwd", "secret", "token", "apikey", "api_key", "credential", "bearer", "private key")


def secrets(module: Module) -> Iterator[Observation]:
    """Literals assigned to names like passwords, and texts that hold one."""
    text = module.parsed.text.lower()
    if not any(word in text for word in _SECRET_WORDS):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            value = node.value
            if not isinstance(value, ast.Constant) or not isinstance(value.value, str):
                continue
            for target in targets:
                name = target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""
                if secret_assigned(name, value.value):
                    yield Observation("secret-literal", name, "a literal is assigned", module.location(value))
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found = secret_in(node.value)
            if found is not None:
                yield Observation("secret-literal", found, "a literal in the code", module.location(node))
