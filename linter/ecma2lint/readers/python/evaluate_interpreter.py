"""The evaluator put together from its parts."""

from __future__ import annotations

from ecma2lint.contract import ContractVersion
from ecma2lint.readers.heap import Heap, Record, Sequence
from ecma2lint.readers.lattice import Abstract, Atom, Const, Ref, single
from ecma2lint.readers.python import evaluate_contract as contract_calls
from ecma2lint.readers.python.evaluate_attributes import Attributes
from ecma2lint.readers.python.evaluate_frames import DICT, INSTANCE, LIST, SET
from ecma2lint.readers.python.evaluate_machine import Machine
from ecma2lint.readers.python.evaluate_statements import Statements
from ecma2lint.readers.python.evaluate_values import External, Plain, Raised, Range, Tuple
from ecma2lint.readers.python.modules import Module

_TYPE_NAMES = {"builtins.str": "str", "builtins.bool": "bool", "builtins.int": "int", "builtins.float": "float"}


class Interpreter(Attributes, Statements):
    """Evaluates Python code of a program abstractly."""

    def __init__(self, target: Module, contract: ContractVersion) -> None:
        Machine.__init__(self, target, contract)
        self._module_records = {}
        self.annotations = {}
        self.restless = {}
        self.outdated = set()
        self.data_fields = {}
        self.at_large = {}
        self.replaced = {}
        self.abstract = set()
        self.taints = {}
        self.restless = {}
        self.outdated = set()
        self.names_read: set[tuple[int, str]] = set()

    def reset(self, heap: Heap) -> None:
        """Start a member on a state, with a fresh budget."""
        self.heap, self.dead = heap, False
        self.steps = self.depth = self.rounds = 0
        self.frames.clear()
        self.handlers = [[]]
        self.sites.clear()
        self.counts.clear()
        self._why = None

    def external_attribute(self, path: str, name: str) -> Abstract:
        """An attribute of something outside the sources."""
        if self.replaced and (cause := self.replacement(f"{path}.{name}")) is not None:
            return self.unknown(cause)
        return contract_calls.external_attribute(self, path, name)

    def call_unknown_value(self, reason: str, *atoms: Atom) -> Abstract:
        """An operation on values that is not modelled: it may raise and change them."""
        return self.call_unknown(reason, [single(atom) for atom in atoms], {})

    def instance_of(self, atom: Atom, cls: Atom) -> bool | None:
        """``isinstance`` on one alternative; None when not known."""
        if isinstance(cls, External) and cls.path in ("builtins.str", "builtins.bool", "builtins.int", "builtins.float"):
            name = _TYPE_NAMES[cls.path]
            if isinstance(atom, Const):
                return atom.type == name or (name == "int" and atom.type == "bool")
            if isinstance(atom, Plain):
                return atom.type == name
            return False if isinstance(atom, Tuple) else None if not isinstance(atom, Ref) else self._heap_is(atom, "")
        if isinstance(cls, External) and cls.path in ("builtins.list", "builtins.dict", "builtins.set", "builtins.tuple"):
            wanted = cls.path.partition(".")[2]
            if isinstance(atom, Ref):
                return self._heap_is(atom, wanted)
            if isinstance(atom, Tuple):
                return wanted == "tuple" and not isinstance(atom, Range)
            return False if isinstance(atom, Const | Plain) else None
        if isinstance(cls, Ref) and cls.id in self.classes:
            record = self.record(atom)
            if record is not None and record.type == INSTANCE:
                own = record.fields["__class__"].only_ref
                info = self.classes.get(own.id) if own is not None else None
                if info is not None and cls.id in info.mro:
                    return True
                return None if info is None or None in info.mro or self._virtual(cls) else False
            return False if isinstance(atom, Const | Plain | Tuple) and not self._virtual(cls) else None
        return False if isinstance(atom, Raised) else None

    def _virtual(self, cls: Ref) -> bool:
        """Whether a class may count objects of other classes among its instances."""
        info = self.classes[cls.id]
        if info.strange or info.virtual or any(isinstance(b, str) and b.startswith("typing.Protocol") for b in info.mro):
            return True
        return any(self.class_chain(cls.id, name) is not None for name in ("__subclasshook__", "__instancecheck__"))

    def _heap_is(self, atom: Ref, wanted: str) -> bool | None:
        obj = self.heap.get(atom.id)
        if isinstance(obj, Sequence):
            return obj.type == wanted
        if isinstance(obj, Record) and obj.type not in (LIST, DICT, SET):
            return False
        return None
