"""What the evaluation of a class saw apart from values; the rules judge it.

Kinds, by result: ``returns-null`` and ``may-return-null`` (subject: the member; detail: the page, if any), ``csentries-null``,
``more-to-import-constant-true``. By scanning the class and its helpers: ``engine-only-call``, ``bad-value-type``,
``parameter-read`` (detail: ``Value`` or ``SecureValue``), ``secret-literal``. Others come from the model of the contract:
see :mod:`ecma2lint.readers.contract_model` and :mod:`ecma2lint.readers.contract_factories`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from ecma2lint.contract import NAMESPACE
from ecma2lint.facts import Location, Observation
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_code import Code
from ecma2lint.readers.assembly.evaluate_links import Context, Links
from ecma2lint.readers.assembly.evaluate_members import MemberResults
from ecma2lint.readers.assembly.handles import ExternalMethod, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import NAMES, OP, IlError, Instruction
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.assembly.signatures import Generic
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import NULL_ATOM, Const, Place

_EMPTY = Context()
_CALLS = (OP["call"], OP["callvirt"], OP["newobj"], OP["ldftn"], OP["ldvirtftn"])
_NOPS = (OP["nop"], OP["break"])
_HARMLESS = (OP["ldstr"], OP["ldnull"])
MAX_METHODS = 4_000


def only_throws(links: Links, method: MethodHandle) -> str | None:
    """The exception type of a body that does nothing but throw a new exception; None for any other body."""
    try:
        code = links.code(method)
    except (IlError, UnreadableAssembly):
        return None
    if code is None or code.clauses:
        return None
    rest = [i for i in code.instructions if i.op not in _NOPS]
    created = _straightened([i for i in rest if i.op not in _HARMLESS])
    if (
        len(created) != 2
        or created[0].op != OP["newobj"]
        or created[1].op != OP["throw"]
        or not isinstance(created[0].operand, int)
    ):
        return None
    try:
        callee = links.method(method.image, created[0].operand, Context(method.type_arguments, method.arguments))
    except UnreadableAssembly:
        return None
    owner = callee.declaring_type if isinstance(callee, MethodHandle) else callee.owner
    return owner.name


def _straightened(instructions: list[Instruction]) -> list[Instruction]:
    """Without the pairs that store a value in a variable and load it again: F# writes them for ``raise <| e``."""
    kept: list[Instruction] = []
    for instruction in instructions:
        stored = _variable(kept[-1], "stloc") if kept else None
        if stored is not None and stored == _variable(instruction, "ldloc"):
            kept.pop()
        else:
            kept.append(instruction)
    return kept


def _variable(instruction: Instruction, kind: str) -> int | None:
    """The number of the variable that an instruction of that kind names."""
    base, _, short = NAMES[instruction.op].partition(".")
    if base != kind:
        return None
    return instruction.operand if isinstance(instruction.operand, int) else int(short)


def result_observations(member: str, found: MemberResults, place: Place, detail: str) -> Iterator[Observation]:
    """What the results of a member say: null, entries never set, more to import for ever."""
    values = [result.value for result in found.results]
    if found.cause is not None or not values:
        return
    nulls = [NULL_ATOM in value.atoms and value.cause is None for value in values]
    if any(nulls):
        only = all(value.atoms == (NULL_ATOM,) and value.cause is None for value in values)
        yield Observation("returns-null" if only else "may-return-null", member, detail, place.location)
    if member != "GetImportEntries":
        return
    records = [result.heap.get(ref.id) for result in found.results for ref in result.value.refs]
    complete = bool(records) and all(value.cause is None for value in values)
    entries = [r.fields["CSEntries"] for r in records if isinstance(r, Record) and r.type == "GetImportEntriesResults"]
    if complete and entries and len(entries) == len(records):
        if all(value.atoms == (NULL_ATOM,) and value.cause is None for value in entries):
            yield Observation("csentries-null", member, "CSEntries is never set", place.location)
        more = [r.fields["MoreToImport"] for r in records if isinstance(r, Record)]
        if all(value.atom == Const("bool", True) for value in more):
            yield Observation("more-to-import-constant-true", member, "MoreToImport is true on every path", place.location)


def observe_class(links: Links, type_: TypeHandle, members: Mapping[tuple[str, str], MethodHandle]) -> Iterator[Observation]:
    """What scanning the bodies of the class and of what it calls in the same assembly shows, in order of the methods."""
    methods = _methods(links, type_, members)
    for key in sorted(methods, key=lambda key: key[1]):
        method = MethodHandle(*key)
        try:
            code = links.code(method)
        except (IlError, UnreadableAssembly):
            continue
        if code is not None:
            yield from _observe_code(links, code)


def _methods(links: Links, type_: TypeHandle, members: Mapping[tuple[str, str], MethodHandle]) -> dict[tuple[Image, int], None]:
    image = type_.image
    found: dict[tuple[Image, int], None] = {}
    pending: list[MethodHandle] = [method for method in members.values() if method.image is image]
    owners = [type_.row, *(row for row in range(1, len(image.type_defs) + 1) if _inside(image.enclosing, row, type_.row))]
    pending.extend(MethodHandle(image, row) for owner in owners for row in image.methods_of(owner))
    while pending and len(found) < MAX_METHODS:
        method = pending.pop()
        if method.key in found:
            continue
        found[method.key] = None
        try:
            code = links.code(method)
        except (IlError, UnreadableAssembly):
            continue
        for instruction in code.instructions if code is not None else ():
            callee = _callee(links, code, instruction) if code is not None else None
            if isinstance(callee, MethodHandle) and callee.image is image and callee.key not in found:
                pending.append(MethodHandle(image, callee.row))
    return found


def _inside(enclosing: Mapping[int, int], row: int, outer: int) -> bool:
    for _ in range(64):
        if row not in enclosing:
            return False
        row = enclosing[row]
        if row == outer:
            return True
    return False


def _callee(links: Links, code: Code, instruction: Instruction) -> MethodHandle | ExternalMethod | None:
    if instruction.op not in _CALLS or not isinstance(instruction.operand, int):
        return None
    try:
        return links.method(code.image, instruction.operand, _EMPTY)
    except UnreadableAssembly:
        return None


_ENGINE_ONLY = {
    "Utils": frozenset({"get_MAs", "FindMVEntries", "get_TransactionProperties", "get_InPreviewMode", "get_WorkingDirectory"}),
    "MAUtils": frozenset({"get_MAFolder"}),
}
_VALUE_FACTORIES = frozenset({"CreateAttributeAdd", "CreateAttributeReplace", "CreateAttributeUpdate", "CreateAnchorAttribute"})
_GOOD_VALUES = frozenset(
    f"System.{name}" for name in ("String", "Int16", "Int32", "Int64", "Boolean", "Byte[]", "Object", "Byte")
)
_PASSWORD = re.compile(r"(?:^|;)\s*(?:password|pwd)\s*=\s*([^;\s{}<>\[\]$%][^;{}]*)", re.IGNORECASE)
_OTHER_KEY = re.compile(
    r"(?:^|;)\s*(?:data source|server|host|user id|uid|user|username|database|initial catalog|provider|driver)\s*=", re.IGNORECASE
)
_BEARER = re.compile(r"\bBearer\s+[A-Za-z0-9\-._~+/]{16,}=*")


def _observe_code(links: Links, code: Code) -> Iterator[Observation]:
    names: dict[int, str] = {}
    name: str | None = None
    for index, instruction in enumerate(code.instructions):
        if instruction.op == OP["ldstr"] and isinstance(instruction.operand, int):
            try:
                literal = code.image.user_string(instruction.operand)
            except UnreadableAssembly:
                continue
            names[index] = literal
            secret = _secret(literal)
            if secret is not None:
                yield Observation("secret-literal", secret, "a literal in the code", _location(code, instruction))
            continue
        callee = _callee(links, code, instruction)
        if not isinstance(callee, ExternalMethod):
            continue
        owner = callee.owner.name
        simple = owner.removeprefix(NAMESPACE + ".")
        if owner.startswith(NAMESPACE + ".") and callee.name in _ENGINE_ONLY.get(simple, ()):
            yield Observation(
                "engine-only-call", f"{simple}.{callee.name.removeprefix('get_')}", "", _location(code, instruction)
            )
        elif callee.name == "get_Item" and f"{NAMESPACE}.ConfigParameter" in str(callee.owner):
            name = names.get(index - 1)
            following = _next_call(links, code, index)
            if name is not None and following in ("get_Value", "get_SecureValue"):
                yield Observation("parameter-read", name, following.removeprefix("get_"), _location(code, instruction))
        elif owner.startswith(NAMESPACE + ".") and (
            callee.name in _VALUE_FACTORIES or (simple, callee.name) == ("AnchorAttribute", "Create")
        ):
            bad = _bad_value(links, code, index, callee)
            if bad is not None:
                yield Observation("bad-value-type", bad, f"{simple}.{callee.name}", _location(code, instruction))


def _next_call(links: Links, code: Code, index: int) -> str | None:
    following = code.instructions[index + 1 : index + 2]
    callee = _callee(links, code, following[0]) if following else None
    return callee.name if isinstance(callee, ExternalMethod) else None


def _bad_value(links: Links, code: Code, index: int, callee: ExternalMethod) -> str | None:
    """The CLR type of the value pushed last, when the contract does not take it."""
    parameters = callee.signature.parameters
    if index == 0 or len(parameters) != 2 or str(parameters[1]) != "System.Object":
        return None
    before = code.instructions[index - 1]
    if code.block_of[before.offset] != code.block_of[code.instructions[index].offset] or not isinstance(before.operand, int):
        return None
    try:
        if before.op == OP["box"]:
            sig = links.type(code.image, before.operand, _EMPTY)
            name = str(sig)
            framework = name.startswith("System.") and not isinstance(sig, Generic)
            return name if framework and name not in _GOOD_VALUES else None
        if before.op == OP["newobj"]:
            created = links.method(code.image, before.operand, _EMPTY)
            owner = created.owner.name if isinstance(created, ExternalMethod) else ""
            return owner if owner.startswith("System.Collections.") else None
    except UnreadableAssembly:
        return None
    return None


def _secret(literal: str) -> str | None:
    """What a literal gives away, without the secret itself; None when it is no secret for certain."""
    found = _PASSWORD.search(literal)
    if found is not None and _OTHER_KEY.search(literal) and len(found.group(1).strip()) > 1:
        return "a connection string with a password"
    return "a bearer token" if _BEARER.search(literal) else None


def _location(code: Code, instruction: Instruction) -> Location:
    return Location(code.type_name, code.name, code.token, instruction.offset, path=code.path)
