"""Conditions: truth, comparison, and what a condition that came out one way says of its variables."""

from __future__ import annotations

import ast
from collections.abc import Callable

from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import ABSENT, TRUE, Abstract, Atom, Const, Ref, single
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python import evaluate_lookup as lookups
from ecma2lint.readers.python import evaluate_namespaces as namespaces
from ecma2lint.readers.python import evaluate_operators as operators
from ecma2lint.readers.python import evaluate_records as records
from ecma2lint.readers.python.evaluate_calls import Calls
from ecma2lint.readers.python.evaluate_causes import cause_of
from ecma2lint.readers.python.evaluate_equality import equal, key_of
from ecma2lint.readers.python.evaluate_frames import CLASS, INSTANCE
from ecma2lint.readers.python.evaluate_machine import join_values
from ecma2lint.readers.python.evaluate_values import NEVER, External, Namespace, Tuple, boolean, either, to_value, truth


class Conditions(Calls):
    """Deciding conditions."""

    #: Parts of ``and`` and ``or`` behind which, when they were last evaluated, a later part changed something.
    outdated: set[ast.expr]

    @staticmethod
    def negate(value: Abstract) -> Abstract:
        """``not`` of a value of bools."""
        return Abstract(tuple(Const("bool", not atom.value) for atom in value.atoms if isinstance(atom, Const)), None, value.why)

    def condition(self, value: Abstract) -> Abstract:
        """``bool(value)``: True, False or both, with the cause."""
        owners = [atom for atom in value.atoms if dunders.has(self, atom, "__bool__", "__len__")]
        if value.cause is not None:
            if owners:
                self.call_unknown(value.cause.reason, [single(atom) for atom in owners], {})
            return either(value.cause)
        if owners:
            return self.each(
                value,
                lambda atom: dunders.truth(self, atom) if atom in owners else self.condition(single(atom)),
                either,
            )
        found = {self._truth_of(atom) for atom in value.atoms}
        if None in found or len(found) > 1:
            outside = next((atom for atom in value.atoms if isinstance(atom, External)), None)
            reason = cause_of(outside.path) if outside is not None else "depends on a condition that is not known"
            why = value.why or self.cause(reason)
            return either(why)
        return boolean(bool(next(iter(found)))) if found else NEVER

    def _truth_of(self, atom: Atom) -> bool | None:
        return lookups.truth_of(self, atom) if isinstance(atom, Ref) else truth(atom)

    def truth(self, value: Abstract) -> bool | None:
        """The truth of a value, None when both are possible."""
        result = self.condition(value)
        return None if len(result.atoms) != 1 else result == TRUE

    def narrowed(self, value: Abstract, outcome: bool) -> Abstract:
        """The alternatives of a value whose truth may be ``outcome``."""
        if value.cause is not None:
            return value
        return Abstract(tuple(atom for atom in value.atoms if self._truth_of(atom) in (outcome, None)), None, value.why)

    def assume(self, test: ast.expr, outcome: bool) -> None:
        """Narrow the variables of a condition that is known to have come out this way; the path may turn out impossible."""
        if isinstance(test, ast.UnaryOp) and isinstance(test.op, ast.Not):
            self.assume(test.operand, not outcome)
        elif isinstance(test, ast.BoolOp) and isinstance(test.op, ast.And) is outcome:
            for part in test.values:
                # What a later part has changed is no longer what this one saw.
                if part not in self.outdated:
                    self.assume(part, outcome)
        elif isinstance(test, ast.Name | ast.Attribute):
            self._narrow(test, lambda atom: self._truth_of(atom) in (outcome, None))
        elif isinstance(test, ast.NamedExpr):
            self.assume(test.target, outcome)
        elif isinstance(test, ast.Compare) and len(test.ops) == 1 and isinstance(test.left, ast.Name | ast.Attribute):
            other = test.comparators[0]
            kind = type(test.ops[0])
            if isinstance(other, ast.Constant) and kind in (ast.Eq, ast.NotEq, ast.Is, ast.IsNot):
                atom = to_value(other.value).atoms[0]
                self._narrow(test.left, lambda a: self._compares(kind, a, atom) in (outcome, None))

    def _narrow(self, test: ast.Name | ast.Attribute, keep: Callable[[Atom], bool]) -> None:
        if isinstance(test, ast.Attribute):
            self._narrow_attribute(test, keep)
            return
        name = self.mangled(test.id)
        for scope in self._places(name, self.frames[-1]):
            record = self.record(Ref(scope))
            value = record.fields.get(name) if record is not None else None
            if record is None or value is None:
                continue
            if value.cause is None and not record.summary and ABSENT not in value.atoms:
                atoms = tuple(atom for atom in value.atoms if keep(atom))
                if atoms and len(atoms) < len(value.atoms):
                    self.put(scope, records.with_field(record, name, Abstract(atoms, None, value.why)))
            return

    def _narrow_attribute(self, test: ast.Attribute, keep: Callable[[Atom], bool]) -> None:
        """Narrow ``self.name`` on an object of the sources, unless reading it runs code."""
        owner = self.evaluate(test.value).atom if isinstance(test.value, ast.Name) else None
        record = self.record(owner) if owner is not None else None
        if record is not None and record.type == CLASS and isinstance(owner, Ref) and not self.dead:
            self._narrow_class(owner, record, self.mangled(test.attr), keep)
            return
        cls = record.fields["__class__"].only_ref if record is not None and record.type == INSTANCE else None
        if record is None or cls is None or record.summary or not isinstance(owner, Ref) or self.dead:
            return
        name = self.mangled(test.attr)
        found = self.class_chain(cls.id, name)
        if found is not None and not all(isinstance(atom, Const | Ref) for atom in found.atoms):
            return
        if any(isinstance(atom, Ref) for atom in found.atoms) if found is not None else self.class_chain(cls.id, "__getattr__"):
            return
        value = self.get_attribute(single(owner), name)
        atoms = tuple(atom for atom in value.atoms if keep(atom))
        if value.cause is None and atoms and len(atoms) < len(value.atoms):
            self.put(owner.id, records.with_field(record, name, Abstract(atoms, None, value.why)))

    def _narrow_class(self, owner: Ref, record: Record, name: str, keep: Callable[[Atom], bool]) -> None:
        """Narrow an attribute that stands in the class itself."""
        value = record.fields.get(name)
        if value is None or value.cause is not None or not all(isinstance(atom, Const | Ref) for atom in value.atoms):
            return
        atoms = tuple(atom for atom in value.atoms if keep(atom))
        if atoms and len(atoms) < len(value.atoms):
            self.put(owner.id, records.with_field(record, name, Abstract(atoms, None, value.why)))

    @staticmethod
    def _compares(kind: type[ast.cmpop], left: Atom, right: Atom) -> bool | None:
        try:
            return operators.compare(kind, left, right) if not isinstance(left, Ref) or kind in (ast.Is, ast.IsNot) else None
        except operators.RaisesError:
            return None

    def compare(self, kind: type[ast.cmpop], left: Abstract, right: Abstract) -> Abstract:
        """The outcome of one comparison."""
        if left.cause is not None or right.cause is not None:
            if kind in (ast.Is, ast.IsNot):
                return either(left.cause or right.cause)
            self.may_throw()
            return either(left.cause or right.cause)
        results = []
        for a in left.atoms:
            for b in right.atoms:
                results.append(self._compare_atoms(kind, a, b))
        why = left.why or right.why
        outcomes = [value for value in results if value.atoms]
        if not outcomes:
            return self.throw_builtin("TypeError")
        if len(outcomes) < len(results):
            self.may_throw()
        return join_values(outcomes, why)

    def _compare_atoms(self, kind: type[ast.cmpop], left: Atom, right: Atom) -> Abstract:
        if (isinstance(left, Ref) or isinstance(right, Ref)) and kind not in (ast.Is, ast.IsNot):
            return lookups.compare(self, kind, left, right)
        if isinstance(left, Ref) and left == right and getattr(self.heap.get(left.id), "summary", True):
            return either(self.cause("depends on which of several objects it is"))
        if kind in (ast.In, ast.NotIn) and isinstance(right, Namespace):
            inside = namespaces.contains(self, right, single(left))
            return inside if kind is ast.In else self.negate(inside)
        if kind in (ast.In, ast.NotIn) and isinstance(right, Tuple):
            return lookups.contains(self, kind, left, [(item, True) for item in right.items])
        if isinstance(left, Tuple) and isinstance(right, Tuple) and kind not in (ast.Is, ast.IsNot):
            same = equal(self, left, right) if kind in (ast.Eq, ast.NotEq) else None
            if same is not None:
                return boolean(same == (kind is ast.Eq))
            held_on = [single(inner) for atom in (left, right) for value in atom.items for inner in value.atoms]
            for value in held_on:
                key_of(self, value)
        try:
            known = operators.compare(kind, left, right)
        except operators.RaisesError:
            return NEVER
        if known is None:
            outside = left if isinstance(left, External) else right
            reason = cause_of(outside.path) if isinstance(outside, External) else "depends on a comparison that is not modelled"
            return either(self.cause(reason))
        return boolean(known)
