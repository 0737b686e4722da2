"""The run-time library of Visual Basic: what ``vbc`` emits calls of for conversions, comparisons, ``Select Case`` and the like.

Carried out on constants where the host's culture cannot make a difference; everything else counts as not followed.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly import evaluate_vb_text
from ecma2lint.readers.assembly.evaluate_arithmetic import wrap
from ecma2lint.readers.assembly.evaluate_branches import truth
from ecma2lint.readers.assembly.evaluate_constants import Args, combined, concatenated
from ecma2lint.readers.assembly.evaluate_state import SOME_BOOL, VOID, ZERO, Boxed, boolean, integer
from ecma2lint.readers.assembly.handles import ExternalMethod
from ecma2lint.readers.contract_types import Thrown
from ecma2lint.readers.heap import Record, Sequence
from ecma2lint.readers.lattice import NULL_ATOM, Abstract, Atom, Const, constant, join_all, single, text
from ecma2lint.records import replace

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_framework import Framework

NAMESPACE: Final = "Microsoft.VisualBasic."
_SERVICES: Final = NAMESPACE + "CompilerServices."
#: Conversions to whole numbers: bits and whether they are signed.
_NUMBERS: Final = {
    "ToInteger": (32, True),
    "ToLong": (64, True),
    "ToShort": (16, True),
    "ToByte": (8, False),
    "ToSByte": (8, True),
    "ToUShort": (16, False),
    "ToUInteger": (32, False),
}
_INTEGERS: Final = frozenset(f"System.{name}" for name in ("SByte", "Byte", "Int16", "UInt16", "Int32", "UInt32", "Int64"))
_RELATIONS: Final[dict[str, Callable[[int, int], bool]]] = {
    "Equal": lambda a, b: a == b,
    "NotEqual": lambda a, b: a != b,
    "Less": lambda a, b: a < b,
    "LessEqual": lambda a, b: a <= b,
    "Greater": lambda a, b: a > b,
    "GreaterEqual": lambda a, b: a >= b,
}
_OPERATORS: Final[dict[str, Callable[[int, int], int]]] = {
    "AddObject": lambda a, b: a + b,
    "SubtractObject": lambda a, b: a - b,
    "MultiplyObject": lambda a, b: a * b,
}


def call(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    """A function of the library; None when it is not known."""
    owner = callee.owner.name.removeprefix(NAMESPACE)
    if owner == "CompilerServices.Conversions":
        return _conversion(framework, callee, name, args)
    if owner == "CompilerServices.Operators":
        return _operator(framework, name, args)
    if owner == "CompilerServices.ProjectData" and name in ("SetProjectError", "ClearProjectError"):
        # They fill and clear the Err object, which is not followed.
        return VOID
    if owner == "CompilerServices.Utils" and name == "CopyArray" and len(args) == 2:
        return _copied(framework, args[0], args[1])
    if owner == "Interaction":
        return _interaction(framework, name, args)
    if owner in ("Information", "CompilerServices.Versioned"):
        return _information(framework, name, args)
    if owner == "Conversion" and name in ("Int", "Fix") and str(callee.signature.parameters[0]) in _INTEGERS:
        return args[0]
    return evaluate_vb_text.call(framework, owner, name, args)


def construct(framework: Framework, owner: str) -> Abstract | None:
    """``new`` of a type of the library: the flag beside a ``Static`` local."""
    if owner != _SERVICES + "StaticLocalInitFlag":
        return None
    return single(framework.machine.allocate(Record("static flag", {"State": ZERO}, {}, framework.machine.place())))


def _each(value: Abstract, function: Callable[[Atom], Abstract | None]) -> Abstract | None:
    """The function of every alternative; None when it is not known for one, or when it throws for some only."""
    if value.cause is not None:
        return Abstract((), value.cause)
    results: list[Abstract] = []
    thrown: list[Thrown] = []
    for atom in value.atoms:
        try:
            result = function(atom)
        except Thrown as error:
            thrown.append(error)
            continue
        if result is None:
            return None
        results.append(result)
    if thrown and not results:
        raise thrown[0]
    return join_all(results, value.why) if results and not thrown else None


# Conversions


def _conversion(framework: Framework, callee: ExternalMethod, name: str, args: Args) -> Abstract | None:
    if len(args) != 1 or not callee.signature.parameters:
        return None
    source = str(callee.signature.parameters[0])
    if name == "ToBoolean":
        return _each(args[0], lambda atom: _to_boolean(framework, atom))
    if name in _NUMBERS:
        bits, signed = _NUMBERS[name]
        return _each(args[0], lambda atom: _to_number(framework, atom, bits, signed))
    if name == "ToString":
        return _each(args[0], lambda atom: _to_string(framework, atom, source))
    if name == "ToChar":
        return _each(args[0], _to_char)
    if name == "ToGenericParameter" and len(callee.arguments) == 1:
        wanted = str(callee.arguments[0])
        opened = framework.steps.opened
        return _each(args[0], lambda atom: opened(atom) if isinstance(atom, Boxed) and atom.type == wanted else None)
    return None


def _cast(word: str, wanted: str) -> Thrown:
    return Thrown("System.InvalidCastException", f"'{word}' is no {wanted}")


def _whole(word: str) -> int | None:
    """The number a text holds; None when it may hold one that the culture decides."""
    digits = word.strip(" ")
    return int(digits) if digits.lstrip("+-").isdecimal() and digits.isascii() and len(digits) < 16 else None


def _to_boolean(framework: Framework, atom: Atom) -> Abstract | None:
    plain = _held(framework, atom)
    if plain == NULL_ATOM:
        return boolean(False)
    if not isinstance(plain, Const) or plain.type not in ("int", "long", "str", "bool"):
        return None
    if not isinstance(plain.value, str):
        return boolean(bool(plain.value))
    word = plain.value.lower()
    if word in ("true", "false"):
        return boolean(word == "true")
    number = _whole(plain.value)
    if number is not None:
        return boolean(number != 0)
    if plain.value.isascii() and plain.value.isalpha():
        raise _cast(plain.value, "Boolean")
    return None


def _to_number(framework: Framework, atom: Atom, bits: int, signed: bool) -> Abstract | None:
    plain = _held(framework, atom)
    if plain == NULL_ATOM:
        value: int | None = 0
    elif isinstance(plain, Const) and isinstance(plain.value, str):
        value = _whole(plain.value)
        if value is None and plain.value.isascii() and plain.value.isalpha():
            raise _cast(plain.value, "number")
    elif isinstance(plain, Const) and isinstance(plain.value, int):
        is_bool = isinstance(atom, Boxed) and atom.type == "System.Boolean"
        # True counts as -1, and in Byte and the other types without a sign as their largest number.
        value = wrap(-1, bits, signed) if is_bool and plain.value else plain.value
    else:
        return None
    if value is None:
        return None
    low, high = (-(1 << bits - 1), 1 << bits - 1) if signed else (0, 1 << bits)
    if not low <= value < high:
        raise Thrown("System.OverflowException", f"{value} is out of range")
    return constant("long" if bits == 64 else "int", wrap(value, bits, signed or bits == 32))


def _to_string(framework: Framework, atom: Atom, source: str) -> Abstract | None:
    if source == "System.Boolean":
        return text("True" if truth(atom) else "False") if isinstance(atom, Const) else None
    if source == "System.Char":
        return _each(single(Boxed(source, single(atom))), lambda a: framework.text_of(single(a)))
    if atom == NULL_ATOM:
        return single(NULL_ATOM)
    if isinstance(atom, Const) and (atom.type == "str" or source in _INTEGERS):
        return text(_number_text(atom.value, source))
    if isinstance(atom, Boxed) and atom.type in _INTEGERS | {"System.Boolean", "System.Char", "System.String"}:
        return framework.text_of(single(atom))
    return None


def _number_text(value: object, source: str) -> str:
    return str(value & 0xFFFFFFFF) if source == "System.UInt32" and isinstance(value, int) else str(value)


def _to_char(atom: Atom) -> Abstract | None:
    plain = _plain(atom)
    if plain == NULL_ATOM or (isinstance(plain, Const) and plain.value == ""):
        return ZERO
    if isinstance(plain, Const) and isinstance(plain.value, str):
        return integer(ord(plain.value[0])) if plain.value[0] < "\ud800" else None
    return None


def _held(framework: Framework, atom: Atom) -> Atom | None:
    """The constant an object holds whose conversion to a number is its number; a character, for one, cannot be converted."""
    if not isinstance(atom, Boxed):
        return atom
    whole = atom.type in _INTEGERS - {"System.UInt32"} or atom.type == "System.Boolean"
    return atom.value.atom if whole or framework.enum_values(atom.type) is not None else None


def _plain(atom: Atom) -> Atom | None:
    return atom.value.atom if isinstance(atom, Boxed) else atom


# Operators


def _operator(framework: Framework, name: str, args: Args) -> Abstract | None:
    if name == "CompareString" and len(args) == 3:
        return combined(args, evaluate_vb_text.compared)
    if name in ("ConcatenateObject",) and len(args) == 2:
        parts = [_each(arg, lambda atom: _to_string(framework, atom, "System.Object")) for arg in args]
        return concatenated([part for part in parts if part is not None]) if None not in parts else None
    if name.startswith(("ConditionalCompareObject", "CompareObject")) and len(args) == 3:
        relation = _RELATIONS.get(name.rpartition("Object")[2])
        answer = _compared_objects(args, relation) if relation is not None else None
        if answer is None or name.startswith("Conditional"):
            return answer
        return single(Boxed("System.Boolean", answer))
    if name in _OPERATORS and len(args) == 2:
        return _computed(name, args)
    return None


def _compared_objects(args: Args, relation: Callable[[int, int], bool]) -> Abstract | None:
    """The comparison of two objects: whole numbers with each other, texts with each other."""
    left, right, mode = args[0].atom, args[1].atom, args[2].atom
    a, b = _plain(left) if left is not None else None, _plain(right) if right is not None else None
    if not isinstance(a, Const) or not isinstance(b, Const) or not isinstance(mode, Const):
        return None
    if _is_whole(left) and _is_whole(right) and isinstance(a.value, int) and isinstance(b.value, int):
        return boolean(relation(a.value, b.value))
    if "str" in (a.type, b.type) and {a.type, b.type} <= {"str", "null"}:
        order = evaluate_vb_text.compared(a.value, b.value, mode.value)
        if order is None:
            return None
        answers = {relation(int(atom.value), 0) for atom in order.atoms if isinstance(atom, Const) and atom.value is not None}
        return boolean(answers.pop()) if len(answers) == 1 else SOME_BOOL
    return None


def _is_whole(atom: Atom | None) -> bool:
    return isinstance(atom, Boxed) and atom.type in _INTEGERS - {"System.UInt32"}


def _computed(name: str, args: Args) -> Abstract | None:
    """Arithmetic on two ``Integer`` objects whose result is an ``Integer``; ``+`` on two texts."""
    left, right = args[0].atom, args[1].atom
    if isinstance(left, Const) and isinstance(right, Const) and name == "AddObject" and left.type == right.type == "str":
        return concatenated(args)
    if not (isinstance(left, Boxed) and isinstance(right, Boxed) and left.type == right.type == "System.Int32"):
        return None
    a, b = left.value.atom, right.value.atom
    if not (isinstance(a, Const) and isinstance(b, Const) and isinstance(a.value, int) and isinstance(b.value, int)):
        return None
    number = _OPERATORS[name](a.value, b.value)
    return single(Boxed("System.Int32", integer(number))) if wrap(number, 32) == number else None


# Functions


def _interaction(framework: Framework, name: str, args: Args) -> Abstract | None:
    if name == "IIf" and len(args) == 3 and args[0].known:
        chosen = truth(args[0].atom)
        return None if chosen is None else args[1] if chosen else args[2]
    if name == "Switch" and len(args) == 1 and args[0].only_ref is not None:
        array = framework.machine.heap.get(args[0].only_ref.id)
        if not isinstance(array, Sequence) or not array.exact or len(array.elements) % 2:
            return None
        for at in range(0, len(array.elements), 2):
            answer = _each(array.elements[at].value, lambda atom: _to_boolean(framework, atom))
            if answer is None or not answer.known:
                return None
            if truth(answer.atom):
                return array.elements[at + 1].value
        return single(NULL_ATOM)
    return None


def _information(framework: Framework, name: str, args: Args) -> Abstract | None:
    if name == "IsNothing" and len(args) == 1:
        return _each(args[0], lambda atom: boolean(atom == NULL_ATOM))
    if name == "IsNumeric" and len(args) == 1:
        return _each(args[0], _is_numeric)
    if name in ("UBound", "LBound") and args:
        if len(args) == 2 and args[1].atom != Const("int", 1):
            return None
        array = framework.machine.heap.get(args[0].only_ref.id) if args[0].only_ref else None
        if isinstance(array, Sequence) and array.exact and array.type.endswith("[]"):
            return integer(len(array.elements) - 1 if name == "UBound" else 0)
    return None


def _is_numeric(atom: Atom) -> Abstract | None:
    plain = _plain(atom)
    if plain == NULL_ATOM:
        return boolean(False)
    if isinstance(atom, Boxed) and atom.type in _INTEGERS | {"System.Boolean"}:
        return boolean(True)
    if isinstance(plain, Const) and isinstance(plain.value, str):
        if _whole(plain.value) is not None:
            return boolean(True)
        return boolean(False) if plain.value.isascii() and plain.value.isalpha() else None
    return None


def _copied(framework: Framework, source: Abstract, target: Abstract) -> Abstract | None:
    """``ReDim Preserve``: the old elements in the new array."""
    if source.atom == NULL_ATOM:
        return target
    heap = framework.machine.heap
    old = heap.get(source.only_ref.id) if source.only_ref else None
    ref = target.only_ref
    new = heap.get(ref.id) if ref else None
    if ref is None or not isinstance(old, Sequence) or not isinstance(new, Sequence) or new.summary:
        return None
    if not (old.exact and new.exact and old.type.endswith("[]") and new.type.endswith("[]")):
        return None
    number = min(len(old.elements), len(new.elements))
    # Structs are copied into it.
    copied = framework.steps.copied
    kept = tuple(replace(element, value=copied(element.value)) for element in old.elements[:number])
    heap.put(ref.id, replace(new, elements=kept + new.elements[number:]))
    return target
