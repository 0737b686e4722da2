"""What is seen in a member's body and in what it returned: members that only throw, nulls, literals that look like secrets."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator

from ecma2lint.facts import Observation
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import NULL_ATOM, Ref
from ecma2lint.readers.model_facts import Result
from ecma2lint.readers.python.members import BoundMember
from ecma2lint.readers.python.modules import Module

_SECRET_NAME = re.compile(r"(?i)(password|passwd|pwd|secret|token|api_?key|client_?secret|credential)s?$")
_SECRET_TEXT = re.compile(
    r"(?i)(?:\b(?:password|pwd)\s*=\s*[^;\s'\"{}<>%]{3,}|\bBearer\s+[A-Za-z0-9\-._~+/]{12,}|-----BEGIN [A-Z ]*PRIVATE KEY-----)"
)
_PLACEHOLDER = re.compile(r"(?i)^(|x+|\*+|<.*>|\{.*\}|\$.*|%.*%|none|null|changeme|password|secret|token|your.*)$")


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


def returned_observations(bound: BoundMember, results: list[Result], reaches: bool) -> Iterator[Observation]:
    """What is wrong with what a member returned: null where an object is due, results without entries."""
    if not results or not reaches:
        return
    member = bound.contract
    subject = f"{member.interface}.{member.name}"
    location = bound.fact.location
    if member.returns != "System.Void":
        atoms = {atom for result in results for atom in result.value.atoms}
        certain = all(result.value.cause is None for result in results)
        if certain and atoms == {NULL_ATOM}:
            yield Observation("returns-null", subject, "returns None on every path", location)
        elif NULL_ATOM in atoms:
            yield Observation("may-return-null", subject, "returns None on some path", location)
    if member.name == "GetImportEntries":
        yield from _import_results(subject, results, bound)


def _import_results(subject: str, results: list[Result], bound: BoundMember) -> Iterator[Observation]:
    records: list[Record] = []
    for result in results:
        for atom in result.value.atoms:
            obj = result.heap.get(atom.id) if isinstance(atom, Ref) else None
            if isinstance(obj, Record) and obj.type == "GetImportEntriesResults":
                records.append(obj)
            else:
                return
        if result.value.cause is not None:
            return
    if any(NULL_ATOM in record.fields["CSEntries"].atoms for record in records):
        yield Observation("csentries-null", subject, "CSEntries stays null on some path", bound.fact.location)
    if records and all(record.fields["MoreToImport"].known and _is_true(record) for record in records):
        yield Observation("more-to-import-constant-true", subject, "MoreToImport is true on every path", bound.fact.location)


def _is_true(record: Record) -> bool:
    return getattr(record.fields["MoreToImport"].atom, "value", None) is True


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
            if not isinstance(value, ast.Constant) or not isinstance(value.value, str) or _PLACEHOLDER.match(value.value):
                continue
            for target in targets:
                name = target.id if isinstance(target, ast.Name) else target.attr if isinstance(target, ast.Attribute) else ""
                if _SECRET_NAME.search(name) and not re.search(r"\s|^[A-Z][a-z]+( [a-z]+)*$", value.value):
                    yield Observation("secret-literal", name, "a literal is assigned", module.location(value))
        elif (
            isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and len(node.value) < 4096
            and _SECRET_TEXT.search(node.value)
        ):
            found = _SECRET_TEXT.search(node.value)
            subject = (found.group(0) if found else "").partition("=")[0].split()[0]
            yield Observation("secret-literal", subject, "a literal holds a secret", module.location(node))
