"""What the evaluation of a class saw apart from values; the rules judge it.

By scanning the class and its helpers: ``engine-only-call``, ``bad-value-type``, ``set-read-only``, ``parameter-used``,
``parameter-asked``, ``parameter-read`` (detail: ``Value`` or ``SecureValue``), ``secret-literal``. Others come from results and
from the model of the contract: see :mod:`ecma2lint.readers.results`, :mod:`ecma2lint.readers.contract_model` and
:mod:`ecma2lint.readers.contract_factories`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ecma2lint.contract import NAMESPACE
from ecma2lint.facts import Location, Observation
from ecma2lint.readers.assembly.damage import UnreadableAssembly
from ecma2lint.readers.assembly.evaluate_code import CATCH, FILTER, Code
from ecma2lint.readers.assembly.evaluate_links import Links
from ecma2lint.readers.assembly.evaluate_pushed import pushed_types, variable
from ecma2lint.readers.assembly.evaluate_reach import callee_of
from ecma2lint.readers.assembly.handles import ExternalMethod, MethodHandle, TypeHandle
from ecma2lint.readers.assembly.il import NAMES, OP, IlError, Instruction
from ecma2lint.readers.assembly.image import Image
from ecma2lint.readers.contract_factories import NEW_RESULT_IDENTIFIER
from ecma2lint.readers.secrets import secret_in

_NOPS = (OP["nop"], OP["break"])
_HARMLESS = (OP["ldstr"], OP["ldnull"])
_PLAIN_LOADS = frozenset({"ldnull", "ldc", "ldloc", "ldarg", "ldstr", "ldsfld"})
#: Helpers that throw for each other.
MAX_HELPERS = 4


def only_throws(links: Links, method: MethodHandle, depth: int = 0) -> str | None:
    """The exception type of a body that does nothing but throw a new exception; None for any other body.

    The exception may be made by a method of the same assembly that does nothing else, or thrown by one.
    """
    try:
        code = links.code(method)
    except (IlError, UnreadableAssembly):
        return None
    if code is None or code.clauses or depth > MAX_HELPERS:
        return None
    steps = _straightened([i for i in code.instructions if not _harmless(i)])
    if not steps:
        return None
    first = callee_of(links, code, steps[0])
    if len(steps) == 2 and steps[1].op == OP["throw"] and first is not None:
        return _type_name(first) if steps[0].op == OP["newobj"] else _made(links, steps[0], first)
    if isinstance(first, MethodHandle) and _certain(steps[0], first):
        return only_throws(links, first, depth + 1)
    return None


def _made(links: Links, instruction: Instruction, callee: MethodHandle | ExternalMethod) -> str | None:
    """The type of what a helper makes that does nothing but return a new object."""
    if not isinstance(callee, MethodHandle) or not _certain(instruction, callee):
        return None
    try:
        code = links.code(callee)
    except (IlError, UnreadableAssembly):
        return None
    if code is None or code.clauses:
        return None
    steps = _straightened([i for i in code.instructions if not _harmless(i) and NAMES[i.op] not in ("br", "br.s")])
    made = callee_of(links, code, steps[0]) if len(steps) == 2 and steps[0].op == OP["newobj"] else None
    return _type_name(made) if made is not None and steps[1].op == OP["ret"] else None


def _certain(instruction: Instruction, callee: MethodHandle) -> bool:
    """Whether a call runs that very method."""
    return instruction.op == OP["call"] or (instruction.op == OP["callvirt"] and not callee.is_virtual)


def _type_name(constructor: MethodHandle | ExternalMethod) -> str:
    return (constructor.declaring_type if isinstance(constructor, MethodHandle) else constructor.owner).name


def _harmless(instruction: Instruction) -> bool:
    name = NAMES[instruction.op]
    return instruction.op in _NOPS or instruction.op in _HARMLESS or (name.startswith("ldarg") and not name.startswith("ldarga"))


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
    name = NAMES[instruction.op]
    return variable(name, instruction.operand) if name.partition(".")[0] == kind else None


def observe_class(
    links: Links,
    type_: TypeHandle,
    reached: Mapping[tuple[Image, int], MethodHandle],
    seen: Iterable[Observation],
) -> Iterator[Observation]:
    """What scanning the bodies of the class and of what it calls in the same assembly shows, in order of the methods.

    Args:
        reached: the methods that calling its members may run.
        seen: what running the members showed; it says which parameters are read where their names are no literals.
    """
    names = _names_by_place(seen)
    for key in sorted({**reached, **_own(type_)}, key=lambda key: key[1]):
        try:
            code = links.code(MethodHandle(*key))
        except (IlError, UnreadableAssembly):
            continue
        if code is None:
            continue
        yield from _secrets(code)
        if key in reached:
            yield from _calls(links, code)
            yield from parameter_reads(links, code, names)


def _own(type_: TypeHandle) -> dict[tuple[Image, int], MethodHandle]:
    """The methods of the class and of the types within it: a secret is one even where nobody runs the code."""
    image = type_.image
    owners = [type_.row, *(row for row in range(1, len(image.type_defs) + 1) if _inside(image.enclosing, row, type_.row))]
    return {(image, row): MethodHandle(image, row) for owner in owners for row in image.methods_of(owner)}


def _inside(enclosing: Mapping[int, int], row: int, outer: int) -> bool:
    for _ in range(64):
        if row not in enclosing:
            return False
        row = enclosing[row]
        if row == outer:
            return True
    return False


def _names_by_place(seen: Iterable[Observation]) -> dict[Location, tuple[str, ...]]:
    found: dict[Location, tuple[str, ...]] = {}
    for one in seen:
        if one.kind == "parameter-used":
            found[one.location] = (*found.get(one.location, ()), one.subject)
    return found


def _secrets(code: Code) -> Iterator[Observation]:
    for instruction in code.instructions:
        literal = _literal(code, instruction)
        secret = secret_in(literal) if literal is not None else None
        if secret is not None:
            yield Observation("secret-literal", secret, "a literal in the code", _location(code, instruction))


def _literal(code: Code, instruction: Instruction) -> str | None:
    if instruction.op != OP["ldstr"] or not isinstance(instruction.operand, int):
        return None
    try:
        return code.image.user_string(instruction.operand)
    except UnreadableAssembly:
        return None


_ENGINE_ONLY = {"Utils": frozenset({"get_MAs", "FindMVEntries", "get_TransactionProperties", "get_InPreviewMode"})}
_VALUE_FACTORIES = frozenset({"CreateAttributeAdd", "CreateAttributeReplace", "CreateAttributeUpdate", "CreateAnchorAttribute"})
#: Value types that no attribute type takes. Others, enumerations among them, were not tried.
_BAD_VALUES = frozenset(
    f"System.{name}"
    for name in (
        *("Guid", "DateTime", "DateTimeOffset", "TimeSpan", "Double", "Single", "Decimal"),
        *("UInt16", "UInt32", "UInt64", "SByte", "Char"),
    )
)
#: The collections of F#, whatever they hold: none of them is a list that the contract takes.
_FSHARP_COLLECTION = re.compile(r"(Microsoft\.FSharp\.Collections\.FSharp(?:List|Set|Map)`\d)<.*>")
_COLLECTION = re.compile(
    r"(System\.Collections\.(?:Generic|ObjectModel)\.(?:List|Dictionary|HashSet|SortedSet|Queue|Stack|Collection"
    r"|ReadOnlyCollection|IList|ICollection|ISet|IDictionary)`\d)<(.*)>"
)


def _calls(links: Links, code: Code) -> Iterator[Observation]:
    for index, instruction in enumerate(code.instructions):
        callee = callee_of(links, code, instruction)
        if not isinstance(callee, ExternalMethod) or not callee.owner.name.startswith(NAMESPACE + "."):
            continue
        simple = callee.owner.name.removeprefix(NAMESPACE + ".")
        if callee.name in _ENGINE_ONLY.get(simple, ()):
            what = f"{simple}.{callee.name.removeprefix('get_')}"
            yield Observation("engine-only-call", what, "", _location(code, instruction))
        elif callee.name == "SetReadOnly" and simple in ("Schema", "SchemaType"):
            yield Observation("set-read-only", simple, f"{simple}.SetReadOnly() is called", _location(code, instruction))
        elif callee.name in _VALUE_FACTORIES or (simple, callee.name) == ("AnchorAttribute", "Create"):
            bad = _bad_value(links, code, index, callee)
            if bad is not None:
                yield Observation("bad-value-type", bad, f"{simple}.{callee.name}", _location(code, instruction))
        elif (simple, callee.name) == ("CSEntryChangeResult", "Create") and _gets_new_identifier(
            links, code, index, len(callee.signature.parameters)
        ):
            yield Observation("result-identifier", "Guid.NewGuid()", NEW_RESULT_IDENTIFIER, _location(code, instruction))


def _gets_new_identifier(links: Links, code: Code, index: int, count: int) -> bool:
    """Whether the first argument is plainly ``Guid.NewGuid()``: in lambdas, too, that the evaluation does not enter."""
    window = code.instructions[max(index - count, 0) : index + 1]
    if len(window) <= count or len({code.block_of.get(one.offset) for one in window}) != 1:
        return False
    made = callee_of(links, code, window[0])
    simple = all(NAMES[one.op].partition(".")[0] in _PLAIN_LOADS for one in window[1:-1])
    return isinstance(made, ExternalMethod) and (made.owner.name, made.name) == ("System.Guid", "NewGuid") and simple


def _bad_value(links: Links, code: Code, index: int, callee: ExternalMethod) -> str | None:
    """The CLR type of the value pushed last, when the contract does not take it."""
    parameters = callee.signature.parameters
    if len(parameters) != 2 or str(parameters[1]) != "System.Object":
        return None
    types = pushed_types(links, code, index)
    bad = [_refused(name) for name in sorted(types)]
    return bad[0] if bad and None not in bad else None


def _refused(name: str) -> str | None:
    """What to call a type of which no value is an attribute's; None when some may be."""
    if name in _BAD_VALUES:
        return name
    fsharp = _FSHARP_COLLECTION.fullmatch(name)
    if fsharp is not None:
        return fsharp[1]
    collection = _COLLECTION.fullmatch(name)
    if collection is not None and collection[2] not in ("System.Object", "System.Byte"):
        return collection[1]
    if name.endswith("[]") and name not in ("System.Byte[]", "System.Object[]") and not name.startswith("!"):
        return name
    return None


def _next_calls(links: Links, code: Code, index: int) -> tuple[str | None, ...]:
    """What is called on the object that the call at an index returns; None for a use that is no call of a contract type.

    The object is followed through a variable that nothing else is stored in.
    """
    following = code.instructions[index + 1 : index + 2]
    if not following:
        return (None,)
    name = NAMES[following[0].op]
    if not name.startswith("stloc"):
        callee = callee_of(links, code, following[0])
        return (callee.name if isinstance(callee, ExternalMethod) else None,)
    number = variable(name, following[0].operand)
    stores = sum(
        NAMES[one.op].startswith("stloc") and variable(NAMES[one.op], one.operand) == number for one in code.instructions
    )
    if stores != 1 or number in code.addressed_locals:
        return (None,)
    uses: list[str | None] = []
    for at, one in enumerate(code.instructions[:-1]):
        if NAMES[one.op].startswith("ldloc") and variable(NAMES[one.op], one.operand) == number:
            callee = callee_of(links, code, code.instructions[at + 1])
            uses.append(callee.name if isinstance(callee, ExternalMethod) else None)
    return tuple(uses)


def parameter_reads(links: Links, code: Code, names: Mapping[Location, tuple[str, ...]]) -> Iterator[Observation]:
    """How the configuration parameters that a body fetches are read.

    A body that asks whether a parameter is encrypted reads each in its way: nothing is said of it. The collection is recognised
    by its type, the name is a literal or what running the code showed.
    """
    asks = any(
        isinstance(callee, ExternalMethod) and callee.name == "get_IsEncrypted"
        for callee in (callee_of(links, code, one) for one in code.instructions)
    )
    for index, instruction in enumerate(code.instructions):
        callee = callee_of(links, code, instruction)
        if not isinstance(callee, ExternalMethod) or callee.name not in ("get_Item", "Contains"):
            continue
        if not is_configuration(str(callee.owner)):
            continue
        place = _location(code, instruction)
        literal = _literal(code, code.instructions[index - 1]) if index else None
        found = dict.fromkeys((*((literal,) if literal is not None else ()), *names.get(place, ())))
        if callee.name == "Contains":
            for name in found:
                yield Observation("parameter-asked", name, "", place)
            continue
        caught = any(clause.flags in (CATCH, FILTER) for clause in code.enclosing_clauses(instruction.offset))
        for name in found:
            yield Observation("parameter-used", name, "", place)
            if caught:
                yield Observation("parameter-asked", name, "", place)
        for how in () if asks else dict.fromkeys(_next_calls(links, code, index)):
            if how in ("get_Value", "get_SecureValue"):
                for name in found:
                    yield Observation("parameter-read", name, how.removeprefix("get_"), place)


def is_configuration(owner: str) -> bool:
    """Whether a type is the collection of configuration parameters."""
    return re.search(r"\bConfigParameter(?:KeyedCollection)?(?!\w)", owner) is not None


def _location(code: Code, instruction: Instruction) -> Location:
    return Location(code.type_name, code.name, code.token, instruction.offset, path=code.path)
