"""Expressions: literals, operators, conditions, comprehensions, subscripts, formatted strings."""

from __future__ import annotations

import ast
from collections.abc import Callable
from functools import partial
from typing import Any

from ecma2lint.readers.lattice import FALSE, TRUE, Abstract, Atom, Cause, Const, Heap, Ref, join, single
from ecma2lint.readers.python import evaluate_builtins as builtin
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_operators as operators
from ecma2lint.readers.python.evaluate_calls import Calls
from ecma2lint.readers.python.evaluate_causes import cause_of
from ecma2lint.readers.python.evaluate_machine import DEPTH_LIMIT, DICT, INSTANCE, LIST, SET, Frame, join_values
from ecma2lint.readers.python.evaluate_names import code_of, comprehension_code
from ecma2lint.readers.python.evaluate_values import (
    NEVER,
    External,
    Method,
    NotPlainError,
    Raised,
    Super,
    Tuple,
    boolean,
    either,
    python_value,
    to_value,
    truth,
)


class Expressions(Calls):
    """Evaluating expressions."""

    def evaluate(self, node: ast.expr) -> Abstract:
        """The value of an expression; nothing at all when its evaluation certainly raises."""
        if self.dead:
            return NEVER
        self.tick(node)
        handler = _HANDLERS.get(type(node))
        if handler is None:
            return self._not_followed(node)
        if self.depth >= 2 * DEPTH_LIMIT:
            return self._not_followed(node)
        self.depth += 1
        outer = self.node
        value = handler(self, node)
        self.node = outer
        self.depth -= 1
        return value if not self.dead else NEVER

    def _not_followed(self, node: ast.expr) -> Abstract:
        """An expression of a kind that is not modelled (await, yield): everything it names may change."""
        reason = f"{type(node).__name__.lower()} expressions are not followed"
        values = [self.load_name(n.id) for n in ast.walk(node) if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Load)]
        return self.call_unknown(reason, values, {})

    # --- leaves -------------------------------------------------------------------------------------------------------

    def _constant(self, node: ast.Constant) -> Abstract:
        return to_value(node.value)

    def _name(self, node: ast.Name) -> Abstract:
        return self.load_name(node.id)

    def _attribute(self, node: ast.Attribute) -> Abstract:
        value = self.evaluate(node.value)
        self.node = node
        return self.get_attribute(value, self.mangled(node.attr)) if not self.dead else NEVER

    def _joined_string(self, node: ast.JoinedStr) -> Abstract:
        result = to_value("")
        for part in node.values:
            piece = self.evaluate(part)
            if self.dead:
                return NEVER
            result = self.binary(ast.Add, result, piece)
        return result

    def _formatted(self, node: ast.FormattedValue) -> Abstract:
        value = self.evaluate(node.value)
        spec = self.evaluate(node.format_spec) if node.format_spec is not None else to_value("")
        if self.dead:
            return NEVER
        if node.conversion not in (-1, ord("s")) or spec.atoms != to_value("").atoms or spec.cause is not None:
            return self.call_unknown("a formatted value", [], {})
        return builtin.to_text(self, value)

    # --- operators ----------------------------------------------------------------------------------------------------

    def binary(self, kind: type[ast.operator], left: Abstract, right: Abstract) -> Abstract:
        """The result of a binary operator."""
        if left.cause is not None or right.cause is not None:
            self.may_throw()
            return self.unknown(left.cause or right.cause or "", left, right)
        why = left.why or right.why
        if len(left.atoms) == len(right.atoms) == 1:
            return self._binary_atoms(kind, left.atoms[0], right.atoms[0])
        ways = [lambda a=a, b=b: self._binary_atoms(kind, a, b) for a in left.atoms for b in right.atoms]
        return self.either_way(why, ways) if ways else NEVER  # type: ignore[arg-type]

    def _binary_atoms(self, kind: type[ast.operator], left: Atom, right: Atom) -> Abstract:
        if isinstance(left, Ref) or isinstance(right, Ref):
            return collections.binary(self, kind, left, right)
        try:
            return single(operators.binary(kind, left, right))
        except operators.RaisesError as error:
            return self.throw_builtin(error.name)
        except operators.NotModelledError:
            self.may_throw()
            return self.call_unknown("an operator on these values is not modelled", [single(left), single(right)], {})

    def _binary(self, node: ast.BinOp) -> Abstract:
        left = self.evaluate(node.left)
        right = self.evaluate(node.right)
        return self.binary(type(node.op), left, right) if not self.dead else NEVER

    def _unary(self, node: ast.UnaryOp) -> Abstract:
        value = self.evaluate(node.operand)
        if self.dead:
            return NEVER
        if isinstance(node.op, ast.Not):
            return self.negate(self.condition(value))
        if value.cause is not None:
            self.may_throw()
            return self.unknown(value.cause)
        kind = type(node.op)

        def one(atom: Atom) -> Abstract:
            try:
                return single(operators.unary(kind, atom))
            except operators.RaisesError as error:
                return self.throw_builtin(error.name)
            except operators.NotModelledError:
                return self.call_unknown("an operator on this value is not modelled", [single(atom)], {})

        return self.over_atoms(value, one)

    @staticmethod
    def negate(value: Abstract) -> Abstract:
        """``not`` of a value of bools."""
        return Abstract(tuple(Const("bool", not atom.value) for atom in value.atoms if isinstance(atom, Const)), None, value.why)

    def condition(self, value: Abstract) -> Abstract:
        """``bool(value)``: True, False or both, with the cause."""
        if value.cause is not None:
            return either(value.cause)
        found = {self._truth_of(atom) for atom in value.atoms}
        if None in found or len(found) > 1:
            outside = next((atom for atom in value.atoms if isinstance(atom, External)), None)
            reason = cause_of(outside.path) if outside is not None else "depends on a condition that is not known"
            why = value.why or self.cause(reason)
            return either(why)
        return boolean(bool(next(iter(found)))) if found else NEVER

    def _truth_of(self, atom: Atom) -> bool | None:
        return collections.truth_of(self, atom) if isinstance(atom, Ref) else truth(atom)

    def truth(self, value: Abstract) -> bool | None:
        """The truth of a value, None when both are possible."""
        result = self.condition(value)
        return None if len(result.atoms) != 1 else result == TRUE

    def _boolean(self, node: ast.BoolOp) -> Abstract:
        return self._boolean_rest(node.values, isinstance(node.op, ast.And))

    def _boolean_rest(self, nodes: list[ast.expr], conjunction: bool) -> Abstract:
        value = self.evaluate(nodes[0])
        if self.dead or len(nodes) == 1:
            return value
        known = self.truth(value)
        if known is conjunction:
            return self._boolean_rest(nodes[1:], conjunction)
        if known is not None:
            return value
        stays = self.narrowed(value, not conjunction)
        why = self.condition(value).why
        return self.either_way(
            why,
            [lambda: stays, lambda: self._narrowed_rest(nodes, conjunction)],
        )

    def _narrowed_rest(self, nodes: list[ast.expr], conjunction: bool) -> Abstract:
        self.assume(nodes[0], conjunction)
        return self._boolean_rest(nodes[1:], conjunction) if not self.dead else NEVER

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
            for position, part in enumerate(test.values):
                # What a later part may have changed is no longer what this one saw.
                if not any(
                    isinstance(n, ast.Call | ast.NamedExpr) for later in test.values[position + 1 :] for n in ast.walk(later)
                ):
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
        frame, name = self.frames[-1], test.id
        if frame.code is None or name not in frame.code.locals:
            return
        record = self.record(Ref(frame.scope))
        value = record.fields.get(name) if record is not None else None
        if record is None or value is None or value.cause is not None or record.summary:
            return
        atoms = tuple(atom for atom in value.atoms if keep(atom))
        if atoms and len(atoms) < len(value.atoms):
            self.put(frame.scope, builtin.with_field(record, name, Abstract(atoms, None, value.why)))

    def _narrow_attribute(self, test: ast.Attribute, keep: Callable[[Atom], bool]) -> None:
        """Narrow ``self.name`` on an object of the sources, unless reading it runs code."""
        owner = self.evaluate(test.value).atom if isinstance(test.value, ast.Name) else None
        record = self.record(owner) if owner is not None else None
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
            self.put(owner.id, builtin.with_field(record, name, Abstract(atoms, None, value.why)))

    @staticmethod
    def _compares(kind: type[ast.cmpop], left: Atom, right: Atom) -> bool | None:
        try:
            return operators.compare(kind, left, right) if not isinstance(left, Ref) or kind in (ast.Is, ast.IsNot) else None
        except operators.RaisesError:
            return None

    def _compare(self, node: ast.Compare) -> Abstract:
        left = self.evaluate(node.left)
        result = TRUE
        for position, (operator, comparator) in enumerate(zip(node.ops, node.comparators, strict=True)):
            if position and self.truth(result) is None:
                right = self.evaluate(comparator)
                if self.dead:
                    return NEVER
                result = either(result.why)
                left = right
                continue
            right = self.evaluate(comparator)
            if self.dead:
                return NEVER
            result = self.compare(type(operator), left, right)
            if result == FALSE or self.dead:
                return result
            left = right
        return result

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
            return collections.compare(self, kind, left, right)
        if isinstance(left, Ref) and left == right and getattr(self.heap.get(left.id), "summary", True):
            return either(self.cause("depends on which of several objects it is"))
        if kind in (ast.In, ast.NotIn) and isinstance(right, Tuple):
            return collections.contains(self, kind, left, [(item, True) for item in right.items])
        try:
            known = operators.compare(kind, left, right)
        except operators.RaisesError:
            return NEVER
        if known is None:
            outside = left if isinstance(left, External) else right
            reason = cause_of(outside.path) if isinstance(outside, External) else "depends on a comparison that is not modelled"
            return either(self.cause(reason))
        return boolean(known)

    def _conditional(self, node: ast.IfExp) -> Abstract:
        test = self.condition(self.evaluate(node.test))
        if self.dead:
            return NEVER
        if len(test.atoms) == 1:
            return self.evaluate(node.body if test == TRUE else node.orelse)

        def way(outcome: bool, branch: ast.expr) -> Abstract:
            self.assume(node.test, outcome)
            return self.evaluate(branch)

        return self.either_way(test.why, [lambda: way(True, node.body), lambda: way(False, node.orelse)])

    def _walrus(self, node: ast.NamedExpr) -> Abstract:
        value = self.evaluate(node.value)
        if not self.dead:
            self.store_name(node.target.id, value)
        return value

    # --- collections --------------------------------------------------------------------------------------------------

    def elements(self, nodes: list[ast.expr]) -> list[tuple[Abstract, bool]] | Cause:
        """The elements of a display, starred ones spread; the cause when their number is not known."""
        result: list[tuple[Abstract, bool]] = []
        unclear: Cause | None = None
        for node in nodes:
            if isinstance(node, ast.Starred):
                spread = self.iterate(self.evaluate(node.value))
                if isinstance(spread, Cause):
                    unclear = spread
                else:
                    result.extend(spread)
            else:
                result.append((self.evaluate(node), True))
        if unclear is not None:
            self.escape([value for value, _ in result], unclear)
            return unclear
        return result

    def _tuple(self, node: ast.Tuple) -> Abstract:
        items = self.elements(node.elts)
        if isinstance(items, Cause) or not all(always for _, always in items):
            return self.unknown(items if isinstance(items, Cause) else "a tuple whose length is not known")
        return single(Tuple(tuple(value for value, _ in items)))

    def _list(self, node: ast.List) -> Abstract:
        return collections.new_sequence(self, LIST, self.elements(node.elts))

    def _set(self, node: ast.Set) -> Abstract:
        return collections.new_set(self, self.elements(node.elts))

    def _dict(self, node: ast.Dict) -> Abstract:
        result = builtin.new_dict(self, [])
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                collections.update_dict(self, result, self.evaluate(value))
            else:
                name = self.evaluate(key)
                item = self.evaluate(value)
                if not self.dead:
                    collections.set_item(self, result, name, item)
            if self.dead:
                return NEVER
        return result

    def _comprehension(self, node: ast.ListComp | ast.SetComp | ast.GeneratorExp | ast.DictComp) -> Abstract:
        first = self.evaluate(node.generators[0].iter)
        if self.dead:
            return NEVER
        frame = self.frames[-1]
        code = comprehension_code(node, node.generators, frame)
        env = frame.env if frame.code is None else (frame.scope, *frame.env)
        names = dict.fromkeys(code.locals, NEVER)
        kind = {ast.SetComp: SET, ast.DictComp: DICT}.get(type(node), LIST)
        target = builtin.new_dict(self, []) if kind == DICT else collections.new_sequence(self, kind, [])
        inner = Frame(frame.module, self.new_scope(names, code.closures), env, code, frame.name, frame.owner)
        before = self.heap.fork() if isinstance(node, ast.GeneratorExp) else None
        self.frames.append(inner)
        try:
            self._generate(node, 0, first, target)
        finally:
            self.frames.pop()
        if before is not None and not self.dead and self._changed_since(before):
            return self._open_changes(before, target)
        if before is not None and not self.dead and not self.eager:
            return self.unknown("a generator expression that is kept is not followed", target)
        return target

    #: Whether a generator expression is used up by the call it is written in.
    eager = False

    def _open_changes(self, before: Heap, target: Abstract) -> Abstract:
        """A generator expression changed objects: when, and how often, is not known."""
        cause = self.cause("a generator expression with side effects is not followed")
        for id_, obj in self.heap.flat().items():
            old = before.get(id_)
            if old is not None and old is not obj:
                self.put(id_, builtin.forgotten(obj, cause))
        return self.unknown(cause, target)

    def _changed_since(self, before: Heap) -> bool:
        """Whether evaluation changed an object that was there before."""
        recent = self.heap.flat()
        return any(before.get(id_) is not None and before.get(id_) is not obj for id_, obj in recent.items())

    def _generate(self, node: Any, position: int, source: Abstract | None, target: Abstract) -> None:
        if position == len(node.generators):
            if isinstance(node, ast.DictComp):
                key, value = self.evaluate(node.key), self.evaluate(node.value)
                if not self.dead:
                    collections.set_item(self, target, key, value)
            else:
                element = self.evaluate(node.elt)
                if not self.dead:
                    collections.append(self, target, element)
            return
        generator = node.generators[position]
        iterable = source if source is not None else self.evaluate(generator.iter)
        if self.dead:
            return
        if generator.is_async:
            self.escape([target, iterable], "an async comprehension is not followed")
            return

        def body() -> None:
            for test in generator.ifs:
                outcome = self.condition(self.evaluate(test))
                if self.dead or outcome == FALSE:
                    return
                if outcome != TRUE:
                    self.fork_rest(outcome.why, partial(self._after_test, node, position, generator, test, target))
                    return
            self._generate(node, position + 1, None, target)

        self.loop_over(generator.target, iterable, body, None)

    def _after_test(self, node: Any, position: int, generator: ast.comprehension, test: ast.expr, target: Abstract) -> None:
        """One condition came out true on this path; go on with those behind it."""
        self.assume(test, True)
        for later in generator.ifs[generator.ifs.index(test) + 1 :]:
            outcome = self.condition(self.evaluate(later))
            if self.dead or outcome == FALSE:
                return
            if outcome != TRUE:
                self.fork_rest(outcome.why, partial(self._after_test, node, position, generator, later, target))
                return
        self._generate(node, position + 1, None, target)

    def fork_rest(self, why: Cause | None, way: Callable[[], None]) -> None:
        """Run something on one of two paths and join."""
        other = self.heap.fork()
        way()
        self.merge(other, False, why)

    def _subscript(self, node: ast.Subscript) -> Abstract:
        value = self.evaluate(node.value)
        if isinstance(node.slice, ast.Slice):
            parts = [
                self.evaluate(part) if part is not None else to_value(None)
                for part in (node.slice.lower, node.slice.upper, node.slice.step)
            ]
            return collections.slice_of(self, value, parts) if not self.dead else NEVER
        key = self.evaluate(node.slice)
        self.node = node
        return self.subscript(value, key) if not self.dead else NEVER

    def subscript(self, value: Abstract, key: Abstract) -> Abstract:
        """Read ``value[key]``."""
        return collections.subscript(self, value, key)

    def iterate(self, value: Abstract) -> list[tuple[Abstract, bool]] | Cause:
        """The elements of an iterable."""
        return collections.iterate(self, value)

    def _lambda(self, node: ast.Lambda) -> Abstract:
        frame = self.frames[-1]
        owner = self.classes[frame.owner].name if frame.owner is not None else None
        return self.function_value(node, code_of(node, "<lambda>", frame.module, frame.owner, owner))

    def _call(self, node: ast.Call) -> Abstract:
        if isinstance(node.func, ast.Name) and node.func.id == "super" and not node.keywords:
            return self._super(node)
        function = self.evaluate(node.func)
        args = self._arguments(node, function)
        keywords: dict[str, Abstract] = {}
        unclear: Cause | None = args if isinstance(args, Cause) else None
        for keyword in node.keywords:
            value = self.evaluate(keyword.value)
            if self.dead:
                return NEVER
            if keyword.arg is not None:
                keywords[keyword.arg] = value
                continue
            items = collections.known_items(self, value)
            if isinstance(items, Cause):
                unclear = unclear or items
                self.escape([value], items)
            else:
                keywords.update(items)
        if self.dead:
            return NEVER
        self.node = node
        values = [value for value, _ in args] if isinstance(args, list) else []
        if unclear is None and isinstance(args, list) and not all(always for _, always in args):
            unclear = self.cause("how many arguments are passed is not known")
        if unclear is not None:
            return self.call_unknown(unclear.reason, values, keywords, function)
        return self.call(function, values, keywords)

    def _arguments(self, node: ast.Call, function: Abstract) -> list[tuple[Abstract, bool]] | Cause:
        """The positional arguments; a generator expression is run when the function certainly uses it up at once."""
        if len(node.args) != 1 or not isinstance(node.args[0], ast.GeneratorExp):
            return self.elements(node.args)
        atom = function.atom
        path = atom.path if isinstance(atom, External) else "str.join" if isinstance(atom, Method) and atom.name == "join" else ""
        kept, self.eager = self.eager, path in _CONSUMERS
        if path not in ("builtins.any", "builtins.all"):
            args = self.elements(node.args)
            self.eager = kept
            return args
        # any() and all() stop early: what would raise behind that point must not end the path.
        start = self.heap.fork()
        collected: list[tuple[Heap, Raised | None]] = []
        self.handlers.append(collected)
        value = self.evaluate(node.args[0])
        self.handlers.pop()
        self.eager = kept
        if self.dead or collected:
            self.heap, self.dead = start, False
            names = [
                self.load_name(n.id)
                for n in ast.walk(node.args[0])
                if isinstance(n, ast.Name) and n.id not in _bound_in(node.args[0])
            ]
            return [(self.call_unknown("a generator expression that may raise is not followed", names, {}), True)]
        return [(value, True)]

    def _super(self, node: ast.Call) -> Abstract:
        frame = next((f for f in reversed(self.frames) if f.receiver is not None or f.owner is None), self.frames[-1])
        if not node.args and frame.owner is not None and frame.receiver is not None:
            return single(Super(frame.owner, frame.receiver))
        values = [self.evaluate(arg).atom for arg in node.args]
        if len(values) == 2 and isinstance(values[0], Ref) and values[0].id in self.classes and values[1] is not None:
            return single(Super(values[0].id, values[1]))
        return self.unknown("super() of something that is not known")


def _bound_in(node: ast.GeneratorExp) -> set[str]:
    return {n.id for n in ast.walk(node) if isinstance(n, ast.Name) and not isinstance(n.ctx, ast.Load)}


_CONSUMERS = frozenset(
    {
        "str.join",
        *(
            f"builtins.{name}"
            for name in ("list", "tuple", "set", "frozenset", "dict", "sorted", "sum", "min", "max", "any", "all")
        ),
    }
)

_HANDLERS: dict[type[ast.expr], Callable[[Expressions, Any], Abstract]] = {
    ast.Constant: Expressions._constant,
    ast.Name: Expressions._name,
    ast.Attribute: Expressions._attribute,
    ast.JoinedStr: Expressions._joined_string,
    ast.FormattedValue: Expressions._formatted,
    ast.BinOp: Expressions._binary,
    ast.UnaryOp: Expressions._unary,
    ast.BoolOp: Expressions._boolean,
    ast.Compare: Expressions._compare,
    ast.IfExp: Expressions._conditional,
    ast.NamedExpr: Expressions._walrus,
    ast.Tuple: Expressions._tuple,
    ast.List: Expressions._list,
    ast.Set: Expressions._set,
    ast.Dict: Expressions._dict,
    ast.ListComp: Expressions._comprehension,
    ast.SetComp: Expressions._comprehension,
    ast.GeneratorExp: Expressions._comprehension,
    ast.DictComp: Expressions._comprehension,
    ast.Subscript: Expressions._subscript,
    ast.Lambda: Expressions._lambda,
    ast.Call: Expressions._call,
}

__all__ = ["Expressions", "NotPlainError", "join", "python_value"]
