"""Values in the hands of code that cannot be followed: what such code may run, and what may change there."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from ecma2lint.readers.heap import IMMUTABLE_TYPES, HeapObject, Opaque, Record, children
from ecma2lint.readers.lattice import Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.readers.python.evaluate_frames import CLASS, INSTANCE, MODULE, SCOPE
from ecma2lint.readers.python.evaluate_names import Names
from ecma2lint.readers.python.evaluate_special import UNASKED, changes_something
from ecma2lint.readers.python.evaluate_values import External, Function, Wrapped, held
from ecma2lint.records import replace


class Escapes(Names):
    """Handing values out."""

    #: Special methods of the sources that change something, with what is said of what they change.
    restless: dict[Function, Cause]

    def stir(self) -> None:
        """What special methods that change something can reach is unknown: they may have run since it was last looked at."""
        for function, cause in self.restless.items():
            self._let_go([function], cause)
            self.may_throw()

    def note_special_methods(self, cls: Record) -> None:
        """Remember the special methods of a class that change something."""
        for name, value in cls.fields.items():
            if name not in UNASKED:
                continue
            for atom in value.atoms:
                inner = atom.function.atom if isinstance(atom, Wrapped) else atom
                if isinstance(inner, Function) and inner not in self.restless and changes_something(inner.code.node):
                    self.restless[inner] = self.cause(f"depends on {inner.code.name}(), which may run at any time")

    def note_out_of_sight(self, value: Abstract) -> None:
        """Remember functions that a decorator which is not followed keeps: they may run whenever it likes."""
        for atom in value.atoms:
            if isinstance(atom, Function) and atom not in self.restless and changes_something(atom.code.node):
                self.restless[atom] = self.cause(f"depends on {atom.code.name}(), which may run at any time")

    def escape_function(self, function: Function, reason: str) -> None:
        """A function runs out of sight, any number of times: everything it can reach by name may change."""
        self._let_go([function], self.cause(reason))

    def escape(self, values: Iterable[Abstract], reason: str | Cause) -> None:
        """Hand values to code that cannot be followed: functions and methods among them may be called from there."""
        cause = reason if not isinstance(reason, str) else self.cause(reason)
        self._let_go([atom for value in values for atom in value.atoms], cause)

    def _let_go(self, pending: list[Atom], cause: Cause) -> None:
        """Open what is handed out, what hangs on it, and what the functions and methods among it can reach."""
        seen: set[Atom] = set()
        while pending:
            atom = pending.pop()
            if atom in seen or isinstance(atom, Const | External):
                continue
            seen.add(atom)
            if isinstance(atom, Function):
                self.called.add(atom.code)
                pending.extend(self._opened_from(single(atom), cause))
                pending.extend(self._names_used(atom, cause))
            elif isinstance(atom, Ref):
                record = self.record(atom)
                if record is not None and record.type == CLASS:
                    pending.extend(self._open_class(atom, record, cause))
                else:
                    pending.extend(self._opened_from(single(atom), cause))
            else:
                pending.extend(inner for value in held(atom) for inner in value.atoms)

    def _open_class(self, cls: Ref, record: Record, cause: Cause) -> list[Atom]:
        """A class is handed out: its attributes may change; its methods, which are returned with its bases, may run."""
        fields = dict(record.fields)
        found: list[Atom] = [Ref(base) for base in self.classes[cls.id].mro[1:] if isinstance(base, int)]
        for name, value in record.fields.items():
            found.extend(value.atoms)
            if value.cause is not None or not all(isinstance(atom, Function | Wrapped) for atom in value.atoms):
                fields[name] = self.unknown(cause, value)
        if fields != record.fields:
            self.put(cls.id, replace(record, fields=fields))
        return found

    def _names_used(self, function: Function, cause: Cause) -> list[Atom]:
        """What a function reaches through the names of its module, and of the modules it names; what it assigns there changes."""
        nodes = list(ast.walk(function.code.node))
        names = {node.id for node in nodes if isinstance(node, ast.Name)}
        assigned = {name for node in nodes if isinstance(node, ast.Global) for name in node.names}
        own = self.module_scopes[self.modules[function.code.module]]
        found = self._names_in(own, names, assigned, cause)
        record = self.record(Ref(own))
        fresh = {name: self.unknown(cause) for name in sorted(assigned) if record is not None and name not in record.fields}
        if record is not None and fresh:
            self.put(own, replace(record, fields={**record.fields, **fresh}))
        imported = [alias.name for node in nodes if isinstance(node, ast.Import | ast.ImportFrom) for alias in node.names]
        if imported or any((named := self.record(atom)) is not None and named.type == MODULE for atom in found):
            attributes = [node for node in nodes if isinstance(node, ast.Attribute)]
            names = {*imported, *(node.attr for node in attributes)}
            assigned = {node.attr for node in attributes if not isinstance(node.ctx, ast.Load)}
            for scope in self.module_scopes.values():
                found.extend(self._names_in(scope, names, assigned, cause))
        return found

    def _names_in(self, scope: int, names: set[str], assigned: set[str], cause: Cause) -> list[Atom]:
        record = self.record(Ref(scope))
        if record is None:
            return []
        found = [atom for name, value in record.fields.items() if name in names for atom in value.atoms]
        changed = {name: self.unknown(cause, value) for name, value in record.fields.items() if name in assigned}
        if changed:
            self.put(scope, replace(record, fields={**record.fields, **changed}))
        return found

    def _opened_from(self, value: Abstract, cause: Cause) -> list[Atom]:
        """Open the objects that hang on a value; the functions and classes found there are returned."""
        found: dict[Atom, None] = {}
        seen: set[int] = set()
        pending = [value]
        while pending:
            for atom in pending.pop().atoms:
                if isinstance(atom, Function):
                    if atom not in found:
                        found[atom] = None
                        pending.extend(self._captured(atom, cause))
                elif not isinstance(atom, Ref):
                    pending.extend(held(atom))
                elif atom.id not in seen:
                    seen.add(atom.id)
                    obj = self.heap.get(atom.id)
                    if obj is None or isinstance(obj, Opaque):
                        continue
                    if obj.type in (CLASS, MODULE):
                        found[atom] = None
                        continue
                    if isinstance(obj, Record) and obj.type == INSTANCE:
                        found.update(dict.fromkeys(self._methods(obj)))
                        pending.extend(value for name, value in obj.fields.items() if name != "__class__")
                    else:
                        pending.extend(children(obj))
                    if obj.type not in IMMUTABLE_TYPES:
                        self.put(atom.id, self._opened(obj, cause))
        return list(found)

    def _methods(self, instance: Record) -> Iterator[Atom]:
        """The methods of an object, those of its base classes included."""
        for cls in instance.fields["__class__"].refs:
            for base in self.classes[cls.id].mro:
                record = self.record(Ref(base)) if isinstance(base, int) else None
                for value in record.fields.values() if record is not None else ():
                    yield from (atom for atom in value.atoms if isinstance(atom, Function | Wrapped))

    def _captured(self, function: Function, cause: Cause) -> list[Abstract]:
        """What a function may change out of sight: the variables around it that it assigns, the objects of those it names."""
        found = [*function.defaults, *(value for _, value in function.keyword_defaults)]
        names = {node.id for node in ast.walk(function.code.node) if isinstance(node, ast.Name)}
        if names & {"super", "eval", "exec", "locals", "vars"}:
            names.update(name for scope in function.env if (found_in := self.record(Ref(scope))) for name in found_in.fields)
        assigned = {name for node in ast.walk(function.code.node) if isinstance(node, ast.Nonlocal) for name in node.names}
        for scope in function.env:
            record = self.record(Ref(scope))
            if record is None:
                continue
            found.extend(value for name, value in record.fields.items() if name in names)
            changed = {name: Abstract(value.refs, cause) for name, value in record.fields.items() if name in assigned}
            if changed:
                self.put(scope, replace(record, fields={**record.fields, **changed}))
        return found

    def _opened(self, obj: HeapObject, cause: Cause) -> HeapObject:
        if isinstance(obj, Record) and obj.type == SCOPE:
            # Code that cannot be followed may call the closure, which may assign these names.
            names = {name: Abstract(value.refs, cause) for name, value in obj.fields.items()}
            return replace(obj, fields=names)
        return Opaque(obj.type, cause, obj.place)
