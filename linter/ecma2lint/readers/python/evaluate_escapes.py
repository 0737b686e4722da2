"""Values in the hands of code that cannot be followed: what such code may run, and what may change there."""

from __future__ import annotations

import ast
from collections.abc import Iterable

from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.readers.python.evaluate_frames import CLASS
from ecma2lint.readers.python.evaluate_names import Names
from ecma2lint.readers.python.evaluate_values import NEVER, Bound, Code, External, Function, Partial, Wrapped, held
from ecma2lint.records import replace


class Escapes(Names):
    """Handing values out."""

    _escaped: set[Code]

    def escape_function(self, function: Function, reason: str) -> None:
        """A function runs out of sight, any number of times: everything it can reach by name may change."""
        cause = self.cause(reason)
        pending: list[Atom] = [function]
        seen: set[Code] = set()
        while pending:
            current = pending.pop()
            if isinstance(current, Function):
                if current.code in seen:
                    continue
                seen.add(current.code)
                self.called.add(current.code)
                self._escape([single(current)], cause)
                pending.extend(self._names_used(current, cause))
            elif isinstance(current, Ref):
                record = self.record(current)
                if record is not None and record.type == CLASS:
                    plain = (Function, Wrapped)
                    fields = {
                        name: value
                        if value.cause is None and all(isinstance(a, plain) for a in value.atoms)
                        else self.unknown(cause, value)
                        for name, value in record.fields.items()
                    }
                    for value in record.fields.values():
                        pending.extend(a for a in value.atoms if isinstance(a, plain) and a not in pending)
                    if any(fields[name] != value for name, value in record.fields.items()):
                        self.put(current.id, replace(record, fields=fields))
                else:
                    self._escape([single(current)], cause)
            else:
                for value in held(current):
                    pending.extend(atom for atom in value.atoms if isinstance(atom, Function | Wrapped | Bound))

    def _names_used(self, function: Function, cause: Cause) -> list[Atom]:
        scope = self.module_scopes[self.modules[function.code.module]]
        record = self.record(Ref(scope))
        if record is None:
            return []
        found: list[Atom] = []
        changed: dict[str, Abstract] = {}
        for node in ast.walk(function.code.node):
            if isinstance(node, ast.Name) and node.id in record.fields:
                found.extend(a for a in record.fields[node.id].atoms if isinstance(a, Function | Ref | Wrapped | Bound | Partial))
            elif isinstance(node, ast.Global):
                changed.update((name, self.unknown(cause, record.fields.get(name, NEVER))) for name in node.names)
        if changed:
            self.put(scope, replace(record, fields={**record.fields, **changed}))
        return found

    def escape(self, values: Iterable[Abstract], reason: str | Cause) -> None:
        """Hand values to code that cannot be followed; functions among them may be called from there."""
        cause = reason if not isinstance(reason, str) else self.cause(reason)
        listed = list(values)
        self._escape(list(listed), cause)
        pending = [atom for value in listed for atom in value.atoms]
        seen: set[Atom] = set()
        while pending:
            atom = pending.pop()
            if atom in seen or isinstance(atom, Const | External):
                continue
            seen.add(atom)
            if isinstance(atom, Function):
                self.escape_function(atom, cause.reason)
            elif isinstance(atom, Ref):
                record = self.record(atom)
                if record is not None and record.type == CLASS:
                    self.escape_function_class(atom, cause.reason)
            else:
                pending.extend(inner for value in held(atom) for inner in value.atoms)

    def escape_function_class(self, cls: Ref, reason: str) -> None:
        """A class is handed out: its methods may run, its attributes may change."""
        record = self.record(cls)
        if record is None:
            return
        cause = self.cause(reason)
        fields = dict(record.fields)
        for name, value in record.fields.items():
            for atom in value.atoms:
                inner = atom.function.atom if isinstance(atom, Wrapped) else atom
                if isinstance(inner, Function) and inner.code not in self._escaped:
                    self._escaped.add(inner.code)
                    self.escape_function(inner, reason)
            if value.cause is None and not all(isinstance(atom, Function | Wrapped) for atom in value.atoms):
                self._escape([value], cause)
                fields[name] = self.unknown(cause, value)
        self.put(cls.id, replace(record, fields=fields))
