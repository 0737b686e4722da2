"""What a contract class nowhere reads: properties of what the host hands over, and configuration parameters by their names.

"Nowhere" is said of everything that calling the members may run, and only where nothing else can read them: a base class or
an own assembly that receives the objects, a call by reflection or late binding, or a collection that is gone through makes it
unknown, with that reason.

Observations emitted here: ``never-reads`` and ``may-read-elsewhere`` (subject: the property, such as
``ValueChange.ModificationType``; detail: why), ``parameter-used`` (subject: the name) where a method is given the name, and
``parameters-open`` (detail: why parameters may be read under names that are not seen).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from ecma2lint.contract import NAMESPACE
from ecma2lint.facts import Location, Observation
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_code import Code
from ecma2lint.readers.assembly.evaluate_links import Links
from ecma2lint.readers.assembly.evaluate_pushed import pushed_types, variable
from ecma2lint.readers.assembly.evaluate_reach import callee_of
from ecma2lint.readers.assembly.handles import ExternalKind, ExternalMethod, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import NAMES, OP, IlError
from ecma2lint.readers.assembly.image import Image
from ecma2lint.records import dataclass, field

#: What is asked of, by interface: the property, the getters that read it, and the types through which somebody else may.
_PROPERTIES: Final = (
    (
        "IMAExtensible2CallImport",
        "OpenImportConnectionRunStep.ImportType",
        (("OpenImportConnectionRunStep", "get_ImportType"),),
        ("OpenImportConnectionRunStep", "ImportRunStep"),
    ),
    (
        "IMAExtensible2CallExport",
        "ValueChange.ModificationType",
        (("ValueChange", "get_ModificationType"),),
        ("CSEntryChange", "AttributeChange", "ValueChange"),
    ),
    (
        "IMAExtensible2CallExport",
        "CSEntryChange.ObjectModificationType",
        (("CSEntryChange", "get_ObjectModificationType"),),
        ("CSEntryChange",),
    ),
)
_CONFIGURATION: Final = ("ConfigParameter", "ConfigParameterKeyedCollection")
_LATE: Final = (
    "System.Reflection.MethodBase",
    "System.Reflection.MethodInfo",
    "System.Reflection.PropertyInfo",
    "System.Reflection.FieldInfo",
    "System.Reflection.ConstructorInfo",
    "System.Runtime.CompilerServices.CallSite",
    "System.Linq.Expressions.",
    "System.ComponentModel.TypeDescriptor",
    "System.ComponentModel.PropertyDescriptor",
    "System.Runtime.Serialization.",
    "System.Xml.Serialization.",
    "System.Web.Script.Serialization.",
    "System.Text.Json.",
    "Microsoft.CSharp.",
    "Microsoft.VisualBasic.CompilerServices.NewLateBinding",
    "Microsoft.VisualBasic.CompilerServices.LateBinding",
)
_LATE_ON_TYPE: Final = frozenset({"InvokeMember", "GetProperty", "GetProperties", "GetMethod", "GetMethods", "GetMember"})
_FETCH: Final = frozenset({"get_Item", "Contains"})
_PURE: Final = ("ldarg", "ldloc", "ldstr", "ldnull", "ldc.", "ldsfld")

_COMPUTED: Final = "a configuration parameter is read by a name that is no literal"

Key = tuple[Image, int]


@dataclass
class Usage:
    """One pass over the methods that a class may run."""

    links: Links
    type_: TypeHandle
    methods: Iterable[MethodHandle]
    _reads: set[tuple[str, str]] = field(default_factory=set)
    _late: str | None = None
    _receivers: list[tuple[str, str]] = field(default_factory=list)
    _open_names: str | None = None
    _named_by: list[tuple[Key, int]] = field(default_factory=list)
    _calls: dict[Key, list[tuple[Code, int]]] = field(default_factory=dict)
    _used: dict[Observation, None] = field(default_factory=dict)

    def observations(self, interfaces: Iterable[str]) -> Iterator[Observation]:
        """What is read nowhere, of what the interfaces hand over."""
        self._scan()
        place = Location(self.type_.name, token=self.type_.token)
        listed = frozenset(interfaces)
        for interface, subject, getters, types in _PROPERTIES:
            if interface in listed and not self._reads.intersection(getters):
                reason = self._elsewhere(types)
                kind = "may-read-elsewhere" if reason else "never-reads"
                yield Observation(kind, subject, reason or "", place)
        yield from self._used
        reason = self._open_names or self._elsewhere(_CONFIGURATION)
        if reason:
            yield Observation("parameters-open", "", reason, place)

    def _elsewhere(self, types: tuple[str, ...]) -> str | None:
        """Why code that is not seen may read objects of the types; None when none can."""
        for level in self.links.universe.chain(self.type_):
            foreign = (
                level.image is not self.type_.image if isinstance(level, TypeHandle) else level.kind is ExternalKind.UNREADABLE
            )
            if foreign:
                return f"its base {level.name} is not part of the assembly"
        if self._late:
            return f"{self._late} may read it by name"
        mention = re.compile(rf"\b(?:{'|'.join(types)})(?!\w)|^System\.Object(?:\[\])?$|^!")
        receiver = next((who for sig, who in self._receivers if mention.search(sig)), None)
        return f"{receiver}, which is not part of the assembly, may read it" if receiver else None

    def _scan(self) -> None:
        for method in self.methods:
            try:
                code = self.links.code(method)
            except (IlError, UnreadableAssembly):
                self._late = "code that cannot be read"
                continue
            if code is not None:
                self._scan_code(code)
        self._helpers()

    def _helpers(self) -> None:
        """Methods that read the parameter they are given the name of: is it a literal wherever they are called?"""
        seen: set[tuple[Key, int]] = set()
        while self._named_by and self._open_names is None:
            entry = self._named_by.pop()
            if entry in seen:
                continue
            seen.add(entry)
            key, number = entry
            callee = MethodHandle(*key)
            behind = len(callee.signature.parameters) + (not callee.is_static) - number
            for code, index in self._calls.get(key, ()):
                first = index - behind
                plain = code.instructions[index].op != OP["ldftn"] and first >= 0 and self._plain(code, first, index)
                if not plain or not self._named(code, first):
                    self._open_names = _COMPUTED
            if callee.is_virtual:
                self._open_names = _COMPUTED

    def _named(self, code: Code, index: int) -> bool:
        """Whether an instruction puts a literal name on the stack, or an argument, whose callers are looked at then."""
        instruction = code.instructions[index]
        name = NAMES[instruction.op]
        if name.startswith("ldarg") and not name.startswith("ldarga"):
            self._named_by.append((code.method.key, variable(name, instruction.operand)))
            return True
        if instruction.op != OP["ldstr"] or not isinstance(instruction.operand, int):
            return False
        place = Location(code.type_name, code.name, code.token, instruction.offset, path=code.path)
        self._used[Observation("parameter-used", code.image.user_string(instruction.operand), "", place)] = None
        return True

    def _scan_code(self, code: Code) -> None:
        for index, instruction in enumerate(code.instructions):
            callee = callee_of(self.links, code, instruction)
            if isinstance(callee, MethodHandle):
                self._calls.setdefault(callee.key, []).append((code, index))
                if callee.image is not code.image:
                    self._receives(code, index, callee)
            elif callee is not None:
                self._external(code, index, callee)

    def _external(self, code: Code, index: int, callee: ExternalMethod) -> None:
        owner = callee.owner.name
        simple = owner.removeprefix(NAMESPACE + ".")
        if owner.startswith(_LATE) or (owner == "System.Type" and callee.name in _LATE_ON_TYPE):
            self._late = self._late or str(callee)
        elif owner.startswith(NAMESPACE + "."):
            self._reads.add((simple, callee.name))
        elif callee.owner.kind is ExternalKind.UNREADABLE:
            self._receives(code, index, callee)
        self._configuration(code, index, callee)

    def _receives(self, code: Code, index: int, callee: MethodHandle | ExternalMethod) -> None:
        """Remember what a method outside of the assembly and the framework is handed."""
        parameters = [str(one) for one in callee.signature.parameters]
        types = pushed_types(self.links, code, index)
        if parameters and parameters[-1] == "System.Object" and types:
            parameters[-1:] = types
        owner = callee.declaring_type if isinstance(callee, MethodHandle) else callee.owner
        self._receivers.extend((one, f"{owner.name}::{callee.name}") for one in (*parameters, str(owner)))
        self._receivers.extend((str(one), f"{owner.name}::{callee.name}") for one in callee.arguments)

    def _configuration(self, code: Code, index: int, callee: ExternalMethod) -> None:
        """A use of the collection of parameters that reads one whose name is not a literal, or all of them."""
        spelled = " ".join((str(callee.owner), *map(str, callee.arguments)))
        if not re.search(r"\bConfigParameter(?:KeyedCollection)?(?!\w)", spelled):
            return
        if callee.name not in _FETCH:
            if callee.owner.name != f"{NAMESPACE}.ConfigParameter":
                self._open_names = self._open_names or f"{callee.name} goes through the configuration parameters"
        elif index == 0 or not self._named(code, index - 1):
            self._open_names = self._open_names or _COMPUTED

    @staticmethod
    def _plain(code: Code, first: int, end: int) -> bool:
        """Whether instructions put one value each on the stack, so that they are the arguments of the call behind them."""
        return all(NAMES[one.op].startswith(_PURE) for one in code.instructions[first:end])
