"""Values in the hands of code that cannot be followed: what such code may run, and what may change there."""

from __future__ import annotations

from collections.abc import Iterable

from ecma2lint.readers.heap import IMMUTABLE_TYPES, HeapObject, Opaque, Record, children
from ecma2lint.readers.lattice import ABSENT, Abstract, Atom, Cause, Const, Ref, single
from ecma2lint.readers.python.evaluate_frames import CLASS, MODULE, SCOPE
from ecma2lint.readers.python.evaluate_names import Names
from ecma2lint.readers.python.evaluate_special import UNASKED, changes_something
from ecma2lint.readers.python.evaluate_values import NEVER, Code, External, Function, Uses, Wrapped, held
from ecma2lint.records import dataclass, field, replace

_PLAIN = (Function, Wrapped)
#: Names through which code gets at every variable of a module.
_REACHING_ALL = frozenset({"eval", "exec", "globals"})
_MODULES_BY_NAME = frozenset({("sys", "modules"), ("sys", "_getframe")})


@dataclass(slots=True)
class _Reach:
    """What code out of sight may run: functions, and classes (True: handed out as such, not through an instance)."""

    functions: dict[tuple[Code, tuple[int, ...]], Function] = field(default_factory=dict)
    classes: dict[int, bool] = field(default_factory=dict)
    stores: set[str] = field(default_factory=set)


class Escapes(Names):
    """Handing values out."""

    #: Special methods of the sources that change something and run unasked, with what is said of what they change.
    restless: dict[Function, Cause]
    #: Functions and classes that code which cannot be followed has got hold of: it may run them whenever it is called.
    at_large: dict[Atom, None]

    def stir(self) -> None:
        """What special methods that change something can reach is unknown: they may have run since it was last looked at."""
        for function, cause in self.restless.items():
            self.run_out_of_sight([function], cause)
            self.may_throw()

    def note_special_methods(self, cls: Record) -> None:
        """Remember the special methods of a class that change something and run where they are not followed."""
        for name in UNASKED & cls.fields.keys():
            for atom in cls.fields[name].atoms:
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
        self.run_out_of_sight([function], self.cause(reason))

    def escape(self, values: Iterable[Abstract], reason: str | Cause) -> None:
        """Hand values to code that cannot be followed; the functions and methods among them may be called from there."""
        cause = reason if not isinstance(reason, str) else self.cause(reason)
        functions, definitions = self._escape(list(values), cause)
        modules = [record for ref in definitions if (record := self.record(ref)) is not None and record.type == MODULE]
        definitions += self._whole_scopes([ref.id for module in modules for ref in module.fields["scope"].refs], cause)
        if functions or definitions:
            self.at_large.update(dict.fromkeys([*functions, *definitions]))
            self.run_out_of_sight([*functions, *definitions], cause)

    def escape_class(self, cls: Ref, reason: str) -> None:
        """Objects of a class are in the hands of code that cannot be followed: their methods may run."""
        self.at_large[cls] = None
        self.run_out_of_sight([cls], self.cause(reason))

    def run_at_large(self, cause: Cause) -> None:
        """Code that cannot be followed runs: whatever it was given before may run with it."""
        if self.at_large:
            self.run_out_of_sight(list(self.at_large), cause)

    def run_out_of_sight(self, atoms: list[Atom], cause: Cause) -> None:
        """Functions, and the methods of classes, run any number of times: all that they can reach by name may change."""
        reach = _Reach()
        pending = list(atoms)
        while pending:
            atom = pending.pop()
            if isinstance(atom, Function):
                if (atom.code, atom.env) in reach.functions:
                    continue
                reach.functions[atom.code, atom.env] = atom
                self.called.add(atom.code)
                reach.stores |= atom.code.uses.stores
                self.steps += 1
                functions, definitions = self._escape([single(atom)], cause)
                pending.extend(functions)
                pending.extend(definitions)
                pending.extend(self._names_used(atom, cause))
            elif isinstance(atom, Ref):
                pending.extend(self._object_reached(atom, reach, cause))
            else:
                pending.extend(inner for value in held(atom) for inner in value.atoms if not isinstance(inner, Const | External))
        for id_ in reach.classes:
            self._class_changed(id_, reach, cause)

    def _object_reached(self, atom: Ref, reach: _Reach, cause: Cause) -> list[Atom]:
        record = self.record(atom)
        if record is not None and record.type == CLASS:
            if atom.id in reach.classes:
                return []
            reach.classes[atom.id] = True
            found: list[Atom] = [Ref(base) for base in self.classes[atom.id].mro if isinstance(base, int) and base != atom.id]
            for value in record.fields.values():
                found.extend(a for a in value.atoms if isinstance(a, _PLAIN))
            return found
        if record is not None and record.type == MODULE:
            return []
        functions, definitions = self._escape([single(atom)], cause)
        return [*functions, *definitions]

    def _class_changed(self, id_: int, reach: _Reach, cause: Cause) -> None:
        """The attributes of a class that the functions which ran may have assigned, and the objects it holds."""
        record = self.record(Ref(id_))
        if record is None:
            return
        fields = dict(record.fields)
        for name, value in record.fields.items():
            data = value.cause is None and not all(isinstance(a, _PLAIN) for a in value.atoms)
            if data and not all(isinstance(a, Const) for a in value.atoms):
                self._escape([value], cause)
            if name in reach.stores or ("*" in reach.stores and data):
                fields[name] = self.unknown(cause, value)
        for name in reach.stores - fields.keys() - {"*"}:
            fields[name] = Abstract((ABSENT,), cause)
        if fields != record.fields:
            self.put(id_, replace(record, fields=fields))

    def _names_used(self, function: Function, cause: Cause) -> list[Atom]:
        uses = function.code.uses
        scope = self.module_scopes[self.modules[function.code.module]]
        record = self.record(Ref(scope))
        if record is None:
            return []
        found: list[Atom] = []
        if uses.members & _MODULES_BY_NAME:
            found.extend(self._whole_scopes(list(self.module_scopes.values()), cause))
        elif uses.names & _REACHING_ALL:
            found.extend(self._whole_scopes([scope], cause))
        for name in uses.names & record.fields.keys():
            found.extend(a for a in record.fields[name].atoms if not isinstance(a, Const | External))
        if uses.globals:
            self._names_changed(scope, uses.globals, cause)
        if uses.imported:
            found.extend(self._imported_names(uses, cause))
        for name, member in uses.members:
            for atom in record.fields[name].atoms if name in record.fields else ():
                module = self.record(atom)
                if module is None or module.type != MODULE:
                    continue
                inner = next(iter(module.fields["scope"].refs))
                names = self.record(inner)
                if names is not None and member in names.fields:
                    found.extend(a for a in names.fields[member].atoms if not isinstance(a, Const | External))
                if member in uses.stores:
                    self._names_changed(inner.id, frozenset({member}), cause)
        return found

    def _whole_scopes(self, scopes: list[int], cause: Cause) -> list[Atom]:
        """All variables of modules may change; the functions and classes among them, which are returned, may run."""
        found: list[Atom] = []
        for scope in scopes:
            record = self.record(Ref(scope))
            if record is None:
                continue
            functions, definitions = self._escape(list(record.fields.values()), cause)
            found += [*functions, *definitions]
            plain = (*_PLAIN, External)
            names = [
                name
                for name, value in record.fields.items()
                if value.cause is not None or not all(isinstance(a, plain) or self._is_definition(a) for a in value.atoms)
            ]
            self._names_changed(scope, frozenset(names), cause)
        return found

    def _is_definition(self, atom: Atom) -> bool:
        record = self.record(atom)
        return record is not None and record.type in (CLASS, MODULE)

    def _imported_names(self, uses: Uses, cause: Cause) -> list[Atom]:
        """What a function that imports by itself may reach: whatever has one of the names it uses, in any module."""
        found: list[Atom] = []
        names = uses.imported | {member for _, member in uses.members}
        for scope in self.module_scopes.values():
            record = self.record(Ref(scope))
            shared = names & record.fields.keys() if record is not None else frozenset()
            for name in shared:
                found.extend(a for a in record.fields[name].atoms if not isinstance(a, Const | External))  # type: ignore[union-attr]
            if shared & uses.stores:
                self._names_changed(scope, frozenset(shared & uses.stores), cause)
        return found

    def _names_changed(self, scope: int, names: frozenset[str], cause: Cause) -> None:
        record = self.record(Ref(scope))
        if record is not None:
            changed = {name: self.unknown(cause, record.fields.get(name, NEVER)) for name in names}
            self.put(scope, replace(record, fields={**record.fields, **changed}))

    # --- opening objects ----------------------------------------------------------------------------------------------

    def _escape(self, values: list[Abstract], cause: Cause) -> tuple[list[Function], list[Atom]]:
        """Make everything that can be reached unknown; the functions and the classes and modules among it."""
        seen: set[int] = set()
        functions: dict[Function, None] = {}
        definitions: list[Atom] = []
        pending = list(values)
        while pending:
            value = pending.pop()
            for atom in value.atoms:
                if not isinstance(atom, Ref):
                    if isinstance(atom, Function):
                        if atom not in functions:
                            functions[atom] = None
                            pending.extend(self._captured(atom, cause))
                    elif not isinstance(atom, Const):
                        pending.extend(held(atom))
                    continue
                if atom.id in seen:
                    continue
                seen.add(atom.id)
                obj = self.heap.get(atom.id)
                if obj is None or isinstance(obj, Opaque):
                    continue
                if obj.type in (CLASS, MODULE):
                    definitions.append(atom)
                    continue
                pending.extend(children(obj))
                if obj.type not in IMMUTABLE_TYPES:
                    self.put(atom.id, self._opened(obj, cause))
        return list(functions), definitions

    def _captured(self, function: Function, cause: Cause) -> list[Abstract]:
        """What a function may change out of sight: the variables around it that it assigns, the objects of those it names."""
        found = [*function.defaults, *(value for _, value in function.keyword_defaults)]
        uses = function.code.uses
        names = set(uses.names)
        if names & {"super", "eval", "exec", "locals", "vars"}:
            names.update(name for scope in function.env if (found_in := self.record(Ref(scope))) for name in found_in.fields)
        assigned = uses.nonlocals
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
