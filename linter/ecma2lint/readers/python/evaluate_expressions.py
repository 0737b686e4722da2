"""Expressions: literals, operators, conditions, comprehensions, subscripts, formatted strings."""

from __future__ import annotations

import ast
from collections.abc import Callable
from typing import Any

from ecma2lint.readers.heap import Heap
from ecma2lint.readers.lattice import TRUE, Abstract, Atom, Cause, Ref, single
from ecma2lint.readers.python import evaluate_changes as changes
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_computed as computed
from ecma2lint.readers.python import evaluate_dunders as dunders
from ecma2lint.readers.python import evaluate_lookup as lookups
from ecma2lint.readers.python import evaluate_methods as methods
from ecma2lint.readers.python import evaluate_operators as operators
from ecma2lint.readers.python.evaluate_comprehensions import Comprehensions
from ecma2lint.readers.python.evaluate_frames import LIST
from ecma2lint.readers.python.evaluate_machine import DEPTH_LIMIT
from ecma2lint.readers.python.evaluate_names import code_of
from ecma2lint.readers.python.evaluate_values import NEVER, External, Method, Raised, Super, Tuple, to_value


class Expressions(Comprehensions):
    """Evaluating expressions."""

    def evaluate(self, node: ast.expr) -> Abstract:
        """The value of an expression; nothing at all when its evaluation certainly raises."""
        if self.dead:
            return NEVER
        self.tick(node)
        if self.restless:
            self.stir()
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
        if node.conversion in (ord("r"), ord("a")) or spec != to_value(""):
            return computed.formatted(self, value, spec, node.conversion)
        own = ("__str__", "__repr__") if node.conversion == ord("s") else ("__format__", "__str__", "__repr__")
        return computed.to_text(self, value, *own)

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
            return lookups.binary(self, kind, left, right)
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
            own = dunders.unary(self, kind, atom)
            if own is not None:
                return own
            try:
                return single(operators.unary(kind, atom))
            except operators.RaisesError as error:
                return self.throw_builtin(error.name)
            except operators.NotModelledError:
                return self.call_unknown("an operator on this value is not modelled", [single(atom)], {})

        return self.over_atoms(value, one)

    def _boolean(self, node: ast.BoolOp) -> Abstract:
        return self._boolean_rest(node.values, isinstance(node.op, ast.And))

    def _boolean_rest(self, nodes: list[ast.expr], conjunction: bool) -> Abstract:
        value = self.evaluate(nodes[0])
        if self.dead or len(nodes) == 1:
            return value
        writes = self.writes
        result = self._boolean_behind(value, nodes, conjunction)
        (self.outdated.discard if self.writes == writes else self.outdated.add)(nodes[0])
        return result

    def _boolean_behind(self, value: Abstract, nodes: list[ast.expr], conjunction: bool) -> Abstract:
        outcome = self.condition(value)
        if self.dead:
            return NEVER
        if len(outcome.atoms) == 1:
            return self._boolean_rest(nodes[1:], conjunction) if (outcome == TRUE) is conjunction else value
        stays = self.narrowed(value, not conjunction)
        return self.either_way(
            outcome.why,
            [lambda: stays, lambda: self._narrowed_rest(nodes, conjunction)],
        )

    def _narrowed_rest(self, nodes: list[ast.expr], conjunction: bool) -> Abstract:
        writes = self.writes
        self.assume(nodes[0], conjunction)
        # What is learnt of a value does not change it.
        self.writes = writes
        return self._boolean_rest(nodes[1:], conjunction) if not self.dead else NEVER

    def _compare(self, node: ast.Compare) -> Abstract:
        return self._compare_rest(self.evaluate(node.left), node, 0)

    def _compare_rest(self, left: Abstract, node: ast.Compare, position: int) -> Abstract:
        """The comparisons from a position on: each is made only when the one before it came out true."""
        right = self.evaluate(node.comparators[position])
        if self.dead:
            return NEVER
        result = self.compare(type(node.ops[position]), left, right)
        if self.dead or position == len(node.ops) - 1:
            return result
        outcome = self.condition(result)
        if self.dead:
            return NEVER
        if len(outcome.atoms) == 1:
            return self._compare_rest(right, node, position + 1) if outcome == TRUE else result
        ends = self.narrowed(result, False)
        return self.either_way(outcome.why, [lambda: ends, lambda: self._compare_rest(right, node, position + 1)])

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
                value = self.evaluate(node.value)
                spread = self.iterate(value)
                if isinstance(spread, Cause):
                    unclear = spread
                    result.append((collections.element_of(self, value, spread), True))
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
        result = collections.new_dict(self, [])
        for key, value in zip(node.keys, node.values, strict=True):
            if key is None:
                changes.update_dict(self, result, self.evaluate(value))
            else:
                name = self.evaluate(key)
                item = self.evaluate(value)
                if not self.dead:
                    changes.set_item(self, result, name, item)
            if self.dead:
                return NEVER
        return result

    def _subscript(self, node: ast.Subscript) -> Abstract:
        value = self.evaluate(node.value)
        if isinstance(node.slice, ast.Slice):
            parts = [
                self.evaluate(part) if part is not None else to_value(None)
                for part in (node.slice.lower, node.slice.upper, node.slice.step)
            ]
            return lookups.slice_of(self, value, parts) if not self.dead else NEVER
        key = self.evaluate(node.slice)
        self.node = node
        return self.subscript(value, key) if not self.dead else NEVER

    def subscript(self, value: Abstract, key: Abstract) -> Abstract:
        """Read ``value[key]``."""
        return lookups.subscript(self, value, key)

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
        if len(node.args) != 1 or not isinstance(node.args[0], ast.GeneratorExp | ast.Call):
            return self.elements(node.args)
        atom = function.atom
        path = atom.path if isinstance(atom, External) else "str.join" if isinstance(atom, Method) and atom.name == "join" else ""
        if isinstance(node.args[0], ast.Call):
            if path in _CONSUMERS - {"builtins.any", "builtins.all"}:
                self.used_up = node.args[0]
            return self.elements(node.args)
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
        if self.dead or collected or self._changed_since(start):
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


def _yield(machine: Expressions, node: ast.Yield) -> Abstract:
    value = machine.evaluate(node.value) if node.value is not None else to_value(None)
    target = machine.frames[-1].yielded
    if target is None:
        return machine._not_followed(node)
    if not machine.dead:
        collections.append(machine, target, value)
    return machine.unknown("what a generator is sent")


def _yield_from(machine: Expressions, node: ast.YieldFrom) -> Abstract:
    value = machine.evaluate(node.value)
    target = machine.frames[-1].yielded
    if target is None:
        return machine._not_followed(node)
    if not machine.dead:
        methods.extend(machine, target, value)
    return machine.unknown("what a generator returns")


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
    ast.Yield: _yield,
    ast.YieldFrom: _yield_from,
}
