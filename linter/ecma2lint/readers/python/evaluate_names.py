"""Names and scopes: what a function binds, where a name is looked up, and what imports bind."""

from __future__ import annotations

import ast
import builtins
import sys
from collections.abc import Iterator
from functools import lru_cache

from ecma2lint.contract import NAMESPACE
from ecma2lint.readers.heap import Opaque, Record
from ecma2lint.readers.lattice import ABSENT, Abstract, Ref, join, join_all, single
from ecma2lint.readers.python.api import api_types
from ecma2lint.readers.python.evaluate_causes import cause_of
from ecma2lint.readers.python.evaluate_frames import MODULE, SCOPE, Frame
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_values import NEVER, BoundNames, Code, External, to_value
from ecma2lint.readers.python.modules import Module
from ecma2lint.records import replace

_NESTED = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
_COMPREHENSIONS = (ast.ListComp, ast.SetComp, ast.DictComp, ast.GeneratorExp)
FunctionNode = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda


def own_nodes(roots: list[ast.AST]) -> Iterator[ast.AST]:
    """The nodes of a scope, without those of the scopes nested in it."""
    pending = list(reversed(roots))
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, _NESTED):
            if not isinstance(node, ast.Lambda):
                pending.extend(node.decorator_list)
            if isinstance(node, ast.ClassDef):
                pending.extend(node.bases)
                pending.extend(keyword.value for keyword in node.keywords)
            else:
                pending.extend(node.args.defaults)
                pending.extend(default for default in node.args.kw_defaults if default is not None)
            continue
        if isinstance(node, _COMPREHENSIONS):
            # Only what a comprehension gives to the scope around it: its first iterable and names bound by ``:=``.
            pending.append(node.generators[0].iter)
            pending.extend(inner for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr | ast.Yield | ast.YieldFrom))
            continue
        pending.extend(ast.iter_child_nodes(node))


def _bound_names(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Name):
        if not isinstance(node.ctx, ast.Load):
            yield node.id
    elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        yield node.name
    elif isinstance(node, ast.Import | ast.ImportFrom):
        for alias in node.names:
            yield alias.asname or alias.name.partition(".")[0]
    elif isinstance(node, ast.ExceptHandler | ast.MatchAs | ast.MatchStar):
        if node.name:
            yield node.name
    elif isinstance(node, ast.MatchMapping) and node.rest:
        yield node.rest


def mangled_name(name: str, owner: str | None) -> str:
    """A private name as code of the class of that name sees it."""
    if owner is not None and name.startswith("__") and not name.endswith("__"):
        return f"_{owner.lstrip('_')}{name}"
    return name


def code_of(node: FunctionNode, name: str, module: int, owner: int | None, owner_name: str | None) -> Code:
    """The code of a function; what it binds is looked up when it is called."""
    return Code(node, name, module, owner, lambda: _bound_by(node, owner_name))


def _bound_by(node: FunctionNode, owner_name: str | None) -> BoundNames:
    args = node.args
    parameters = [*args.posonlyargs, *args.args, *args.kwonlyargs, *(extra for extra in (args.vararg, args.kwarg) if extra)]
    bound = {parameter.arg for parameter in parameters}
    globals_: set[str] = set()
    nonlocals: set[str] = set()
    generator = closures = False
    body: list[ast.AST] = [node.body] if isinstance(node, ast.Lambda) else list(node.body)
    for inner in own_nodes(body):
        bound.update(mangled_name(found, owner_name) for found in _bound_names(inner))
        if isinstance(inner, ast.Global):
            globals_.update(inner.names)
        elif isinstance(inner, ast.Nonlocal):
            nonlocals.update(inner.names)
        elif isinstance(inner, ast.Yield | ast.YieldFrom):
            generator = True
        elif isinstance(inner, _NESTED) or (isinstance(inner, _COMPREHENSIONS) and _captures(inner)):
            closures = True
    return BoundNames(frozenset(bound - globals_ - nonlocals), frozenset(globals_), frozenset(nonlocals), generator, closures)


def declared_in(node: ast.ClassDef) -> tuple[frozenset[str], frozenset[str]]:
    """The names a class body declares ``global`` and ``nonlocal``."""
    nodes = list(own_nodes(list(node.body)))
    globals_ = {name for inner in nodes if isinstance(inner, ast.Global) for name in inner.names}
    nonlocals = {name for inner in nodes if isinstance(inner, ast.Nonlocal) for name in inner.names}
    return frozenset(globals_), frozenset(nonlocals)


def _captures(node: ast.AST) -> bool:
    return any(isinstance(inner, ast.Lambda) for inner in ast.walk(node))


def comprehension_code(node: ast.expr, generators: list[ast.comprehension], frame: Frame) -> Code:
    """The scope of a comprehension: its targets; names bound by ``:=`` belong to the scope around it."""
    bound = {name for generator in generators for inner in ast.walk(generator.target) for name in _bound_names(inner)}
    outside = {inner.target.id for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr)}
    place = ast.Lambda(args=ast.arguments([], [], None, [], [], None, []), body=node)
    names = BoundNames(frozenset(bound), frozenset(), frozenset(outside), False, _captures(node))
    return Code(ast.copy_location(place, node), frame.name, frame.module, frame.owner, lambda: names)


@lru_cache(maxsize=1)
def _contract_names() -> frozenset[str]:
    return frozenset(api_types())


#: Names every module has, with the reason why they are not known.
MODULE_NAMES = {
    "__builtins__": "the names of Python itself",
    "__name__": "the module's name",
    "__file__": "depends on where the connector is installed",
    "__doc__": "the module's documentation",
    "__package__": "the module's package",
    "__spec__": "the module's name",
    "__loader__": "depends on the Python installation",
    "__annotations__": "the module's annotations",
    "__cached__": "depends on where the connector is installed",
}


class Names(Machine):
    """Looking up, binding and importing names."""

    def new_scope(self, names: dict[str, Abstract], captured: bool = True) -> int:
        """A record for the names of a scope; ``captured``: functions defined in it may keep it alive."""
        record = Record(SCOPE, names, partial=True)
        if not captured and self.rounds:
            # One call after the other: the scope of the last one is gone, so its place is taken over.
            site = ("scope", self.node, tuple(frame.call for frame in self.frames), tuple(names))
            if site in self.sites:
                self.put(self.sites[site], record)
                return self.sites[site]
            rounds, self.rounds = self.rounds, 0
            self.sites[site] = self.allocate(record).id
            self.rounds = rounds
            return self.sites[site]
        return self.allocate(record).id

    def mangled(self, name: str) -> str:
        """A private name as code of a class sees it."""
        owner = self.frames[-1].owner
        return mangled_name(name, self.classes[owner].name) if owner is not None else name

    def module_scope(self, frame: Frame) -> int:
        """The scope of the module a frame runs in."""
        return self.module_scopes[self.modules[frame.module]]

    def _places(self, name: str, frame: Frame) -> Iterator[int]:
        """The scopes a name may be in, innermost first."""
        module = self.module_scope(frame)
        code = frame.code
        if code is None:
            if name not in frame.globals and name not in frame.nonlocals:
                yield frame.scope
            if frame.scope == module or name in frame.globals:
                if frame.scope != module:
                    yield module
                return
        elif name in code.names.locals:
            yield frame.scope
            return
        if code is None or name not in code.names.globals:
            for scope in frame.env:
                record = self.heap.get(scope)
                if not isinstance(record, Record) or name in record.fields:
                    yield scope
                    return
        yield module

    def load_name(self, name: str) -> Abstract:
        """The value of a name; what is bound on some paths only may be found further out."""
        name = self.mangled(name)
        frame = self.frames[-1]
        scope = frame.scope
        found: list[Abstract] = []
        for scope in self._places(name, frame):
            record = self.heap.get(scope)
            if isinstance(record, Opaque):
                return self.unknown(record.cause, *found)
            value = record.fields.get(name) if isinstance(record, Record) else None
            if value is None or (value.atoms == (ABSENT,) and value.cause is None):
                continue
            value = self.tainted(scope, name, value)
            found.append(_bound(value))
            if ABSENT not in value.atoms:
                return join_all(found)
        if scope == self.module_scope(frame) and (not found or self.replaced or hasattr(builtins, name) or name in MODULE_NAMES):
            found.append(self._builtin_name(scope, name))
            return join_all(found)
        error = "UnboundLocalError" if scope == frame.scope and frame.code is not None else "NameError"
        if not found:
            return self.throw_builtin(error)
        self.may_throw(External(f"builtins.{error}"))
        return join_all(found)

    #: Module variables that functions which were not followed may assign, with the reason.
    taints: dict[tuple[int, str], str]
    names_read: set[tuple[int, str]]

    def lose_names(self, reason: str) -> None:
        """Code got hold of the variables of every module in a way that cannot be followed."""
        self.names_lost = self.names_lost or reason

    def tainted(self, scope: int, name: str, value: Abstract) -> Abstract:
        """A variable of a module as far as nobody changes it out of sight."""
        if self.names_lost is not None:
            return self.unknown(self.names_lost, value)
        if len(self.frames) > 1 and self.frames[-1].code is not None:
            self.names_read.add((scope, name))
        reason = self.taints.get((scope, name)) if self.taints else None
        return self.unknown(reason, value) if reason else value

    def _builtin_name(self, scope: int, name: str) -> Abstract:
        record = self.heap.get(scope)
        star = record.fields.get("*") if isinstance(record, Record) else None
        if star is not None and star.cause is not None:
            return self.unknown(star.cause)
        if star is not None and name[:1].isupper() and name not in ("Exception", "BaseException") and not hasattr(builtins, name):
            return single(External(f"System.{name}"))
        if self.replaced and (cause := self.replacement(f"builtins.{name}")) is not None:
            return self.unknown(cause)
        if name == "__builtins__":
            self.lose_names("__builtins__ gives access to every name")
        if name in MODULE_NAMES:
            return self.unknown(MODULE_NAMES[name])
        if hasattr(builtins, name):
            return single(External(f"builtins.{name}"))
        return self.throw_builtin("NameError")

    def store_name(self, name: str, value: Abstract) -> None:
        """Bind a name in the scope it belongs to."""
        name = self.mangled(name)
        frame = self.frames[-1]
        scope = frame.scope
        code = frame.code
        outer = name not in code.names.locals if code is not None else name in frame.globals or name in frame.nonlocals
        if outer:
            scope = self.module_scope(frame)
            if name in (code.names.nonlocals if code is not None else frame.nonlocals):
                scope = next(
                    (id_ for id_ in frame.env if isinstance(record := self.heap.get(id_), Record) and name in record.fields),
                    scope,
                )
        record = self.heap.get(scope)
        if isinstance(record, Record):
            if name in record.fields and record.summary:
                # One record stands for the scopes of several calls: what was there before stays possible.
                self.put(scope, replace(record, fields={**record.fields, name: join(record.fields[name], value)}))
            else:
                self.put(scope, replace(record, fields={**record.fields, name: value}))

    # --- imports ------------------------------------------------------------------------------------------------------

    def import_statement(self, node: ast.Import | ast.ImportFrom) -> None:
        """Bind what an import brings."""
        if isinstance(node, ast.Import):
            for alias in node.names:
                value = self.import_module(node, alias.name, 0)
                if alias.asname is None and "." in alias.name:
                    value = self.import_module(node, alias.name.partition(".")[0], 0)
                if self.dead:
                    return
                self.store_name(alias.asname or alias.name.partition(".")[0], value)
            return
        dotted = node.module or ""
        for alias in node.names:
            module = self.import_module(node, dotted, node.level)
            if self.dead:
                return
            if alias.name == "*":
                self._import_star(module)
            else:
                value = self._imported(module, alias.name, node)
                if self.dead:
                    return
                self.store_name(alias.asname or alias.name, value)

    def _imported(self, module: Abstract, name: str, node: ast.ImportFrom) -> Abstract:
        atom = module.atom
        if isinstance(atom, External):
            if atom.path == NAMESPACE and name not in _contract_names():
                return self.throw_builtin("ImportError")
            if not atom.path.startswith(("System", "Microsoft", "clr")):
                self.may_throw(External("builtins.ImportError"))
            return single(External(f"{atom.path}.{name}"))
        if isinstance(atom, Ref):
            own = next((found for found, id_ in self._module_records.items() if id_ == atom.id), None)
            record = self.record(atom)
            scope = self.record(next(iter(record.fields["scope"].refs))) if record is not None else None
            value = scope.fields.get(name) if scope is not None else None
            missing = value is None or (value.atoms == (ABSENT,) and value.cause is None)
            if own is not None and missing and (found := own.program.submodule(own, name)):
                return self.load_module(found)
        return self.get_attribute(module, name)

    def _import_star(self, module: Abstract) -> None:
        frame = self.frames[-1]
        scope = self.record(Ref(frame.scope))
        atom = module.atom
        if scope is None:
            return
        fields = dict(scope.fields)
        if isinstance(atom, External) and atom.path == NAMESPACE:
            fields.update((name, single(External(f"{NAMESPACE}.{name}"))) for name in _contract_names())
        elif isinstance(atom, External) and atom.path.partition(".")[0] in ("System", "Microsoft"):
            fields.setdefault("*", to_value(True))
        elif isinstance(atom, Ref):
            record = self.record(atom)
            other = self.record(next(iter(record.fields["scope"].refs))) if record is not None else None
            names = other.fields if other is not None else {}
            exported = names.get("__all__")
            if exported is not None:
                listed = self.iterate(exported)
                wanted = {a.value for v, _ in listed for a in v.atoms} if isinstance(listed, list) else None  # type: ignore[attr-defined]
                names = {name: value for name, value in names.items() if wanted is None or name in wanted}
                if wanted is None:
                    fields["*"] = self.unknown("__all__ of a module is not known")
            for name, value in names.items():
                if exported is None and name.startswith("_"):
                    continue
                # A name that is bound on some paths only leaves on the others what was there before.
                before = fields.get(name)
                fields[name] = join(_bound(value), before) if ABSENT in value.atoms and before is not None else value
        else:
            reason = module.cause or self.cause("names come from a module that is not read")
            fields = {name: self.unknown(reason, value) for name, value in fields.items()}
            fields["*"] = self.unknown(reason)
        self.put(frame.scope, replace(scope, fields=fields))

    _module_records: dict[Module, int]

    def import_module(self, node: ast.stmt, dotted: str, level: int) -> Abstract:
        """The module an import names: one of the sources, or something outside by its path."""
        importer = self.modules[self.frames[-1].module]
        for end in range(1, dotted.count(".") + 1) if not level else ():
            # A package runs before what lies in it.
            package = importer.program.find(".".join(dotted.split(".")[:end]), 0, importer)
            if package is not None and not self.dead:
                self.load_module(package)
        if self.dead:
            return NEVER
        found = importer.program.find(dotted, level, importer)
        if found is not None:
            return self.load_module(found)
        root = dotted.partition(".")[0]
        if level:
            self.may_throw(External("builtins.ImportError"))
            return self.unknown(f"module {dotted or '.'}, which is not read")
        if root not in ("System", "Microsoft", "clr") and root not in sys.stdlib_module_names:
            self.may_throw(External("builtins.ImportError"))
        if root in ("System", "Microsoft", "clr") or root in sys.stdlib_module_names:
            return single(External(dotted))
        return self.unknown(cause_of(dotted))

    def every_module(self, reason: str) -> Abstract:
        """A module whose name is not known: it may be any of the sources."""
        return self.unknown(reason, *(single(Ref(id_)) for id_ in self._module_records.values()))

    def load_module(self, module: Module) -> Abstract:
        """Run the body of a module once and yield the module object."""
        if module in self._module_records:
            return single(Ref(self._module_records[module]))
        if module.broken:
            return self.unknown(f"module {module.name}, which is not read: {module.broken}")
        self.modules.append(module)
        rounds, self.rounds = self.rounds, 0
        scope = self.new_scope({})
        self.module_scopes[module] = scope
        record = self.allocate(Record(MODULE, {"scope": single(Ref(scope))}))
        self._module_records[module] = record.id
        frame = Frame(len(self.modules) - 1, scope, (), None, module.name)
        node = self.node
        self.frames.append(frame)
        self.execute(module.tree.body)
        self.frames.pop()
        self.node, self.rounds = node, rounds
        if self.dead:
            return NEVER
        folder = module.path.parent.parent if module.path.name == "__init__.py" else module.path.parent
        for package, id_ in self.module_scopes.items():
            if (
                package.path == folder / "__init__.py"
                and package is not module
                and isinstance(names := self.heap.get(id_), Record)
            ):
                # A submodule becomes an attribute of its package.
                name = module.path.parent.name if module.path.name == "__init__.py" else module.path.stem
                self.put(id_, replace(names, fields={**names.fields, name: single(record)}))
        return single(record)


def _bound(value: Abstract) -> Abstract:
    """A value without the possibility that nothing is bound."""
    return replace(value, atoms=tuple(atom for atom in value.atoms if atom is not ABSENT)) if ABSENT in value.atoms else value
