"""The instructions of a method body (ECMA-335 partition III), decoded with one table over the body's bytes.

No disassembler library is needed for this: the whole grammar is one operand kind per opcode. Every operand is checked
against the end of the code and every branch against the instruction boundaries; what does not hold is an
:class:`IlError`, which makes the body's effects unknown and not the target unreadable.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from typing import Final, NamedTuple


class IlError(Exception):
    """The bytes are no valid sequence of instructions; the message says what does not hold."""


class Instruction(NamedTuple):
    """One instruction.

    ``op`` is the opcode, two-byte opcodes (``FE xx``) as ``0x100 + xx``. ``operand`` is a number (an immediate, a token, a
    variable's index, the offset a branch goes to), the offsets of a switch, a float, or None. ``end`` is the next offset.
    """

    offset: int
    op: int
    operand: int | float | tuple[int, ...] | None
    end: int


_NAMES: Final = (
    "nop break ldarg.0 ldarg.1 ldarg.2 ldarg.3 ldloc.0 ldloc.1 ldloc.2 ldloc.3 stloc.0 stloc.1 stloc.2 stloc.3 ldarg.s:B "
    "ldarga.s:B starg.s:B ldloc.s:B ldloca.s:B stloc.s:B ldnull ldc.i4.m1 ldc.i4.0 ldc.i4.1 ldc.i4.2 ldc.i4.3 ldc.i4.4 "
    "ldc.i4.5 ldc.i4.6 ldc.i4.7 ldc.i4.8 ldc.i4.s:b ldc.i4:i ldc.i8:q ldc.r4:f ldc.r8:d - dup pop jmp:T call:T calli:T ret "
    "br.s:j brfalse.s:j brtrue.s:j beq.s:j bge.s:j bgt.s:j ble.s:j blt.s:j bne.un.s:j bge.un.s:j bgt.un.s:j ble.un.s:j "
    "blt.un.s:j br:J brfalse:J brtrue:J beq:J bge:J bgt:J ble:J blt:J bne.un:J bge.un:J bgt.un:J ble.un:J blt.un:J switch:S "
    "ldind.i1 ldind.u1 ldind.i2 ldind.u2 ldind.i4 ldind.u4 ldind.i8 ldind.i ldind.r4 ldind.r8 ldind.ref stind.ref stind.i1 "
    "stind.i2 stind.i4 stind.i8 stind.r4 stind.r8 add sub mul div div.un rem rem.un and or xor shl shr shr.un neg not "
    "conv.i1 conv.i2 conv.i4 conv.i8 conv.r4 conv.r8 conv.u4 conv.u8 callvirt:T cpobj:T ldobj:T ldstr:T newobj:T "
    "castclass:T isinst:T conv.r.un - - unbox:T throw ldfld:T ldflda:T stfld:T ldsfld:T ldsflda:T stsfld:T stobj:T "
    "conv.ovf.i1.un conv.ovf.i2.un conv.ovf.i4.un conv.ovf.i8.un conv.ovf.u1.un conv.ovf.u2.un conv.ovf.u4.un "
    "conv.ovf.u8.un conv.ovf.i.un conv.ovf.u.un box:T newarr:T ldlen ldelema:T ldelem.i1 ldelem.u1 ldelem.i2 ldelem.u2 "
    "ldelem.i4 ldelem.u4 ldelem.i8 ldelem.i ldelem.r4 ldelem.r8 ldelem.ref stelem.i stelem.i1 stelem.i2 stelem.i4 stelem.i8 "
    "stelem.r4 stelem.r8 stelem.ref ldelem:T stelem:T unbox.any:T - - - - - - - - - - - - - conv.ovf.i1 conv.ovf.u1 "
    "conv.ovf.i2 conv.ovf.u2 conv.ovf.i4 conv.ovf.u4 conv.ovf.i8 conv.ovf.u8 - - - - - - - refanyval:T ckfinite - - "
    "mkrefany:T - - - - - - - - - ldtoken:T conv.u2 conv.u1 conv.i conv.ovf.i conv.ovf.u add.ovf add.ovf.un mul.ovf "
    "mul.ovf.un sub.ovf sub.ovf.un endfinally leave:J leave.s:j stind.i conv.u"
).split()
_NAMES_FE: Final = (
    "arglist ceq cgt cgt.un clt clt.un ldftn:T ldvirtftn:T - ldarg:H ldarga:H starg:H ldloc:H ldloca:H stloc:H localloc - "
    "endfilter unaligned.:B volatile. tail. initobj:T constrained.:T cpblk initblk no.:B rethrow - sizeof:T refanytype "
    "readonly."
).split()

#: The operand kind of every opcode: "" for none, None for opcodes that do not exist.
_KINDS: Final[list[str | None]] = [None] * 0x200
NAMES: Final[dict[int, str]] = {}
#: Opcodes by name.
OP: Final[dict[str, int]] = {}

for _base, _list in ((0, _NAMES), (0x100, _NAMES_FE)):
    for _number, _entry in enumerate(_list):
        if _entry == "-":
            continue
        _name, _, _kind = _entry.partition(":")
        _KINDS[_base + _number] = _kind
        NAMES[_base + _number] = _name
        OP[_name] = _base + _number

_FORMATS: Final = {
    "B": ("<B", 1),
    "b": ("<b", 1),
    "H": ("<H", 2),
    "i": ("<i", 4),
    "T": ("<I", 4),
    "q": ("<q", 8),
    "f": ("<f", 4),
    "d": ("<d", 8),
    "j": ("<b", 1),
    "J": ("<i", 4),
}
_READERS: Final = {kind: (struct.Struct(code).unpack_from, size) for kind, (code, size) in _FORMATS.items()}

#: Bodies longer than this are not followed (the longest methods of real connectors have some 20,000 instructions).
MAX_CODE: Final = 1 << 20


def decode(code: bytes) -> list[Instruction]:
    """All instructions of a body in order.

    Args:
        code: the bytes of the code alone, without the method header.

    Raises:
        IlError: an unknown opcode, an operand past the end, or a branch to something that is no instruction.
    """
    end = len(code)
    if end > MAX_CODE:
        raise IlError(f"a body of {end} bytes is too long")
    kinds, readers, make = _KINDS, _READERS, Instruction
    result: list[Instruction] = []
    append = result.append
    targets: list[int] = []
    at = 0
    try:
        while at < end:
            start = at
            op = code[at]
            at += 1
            if op == 0xFE:
                op = 0x100 + code[at]
                at += 1
            kind = kinds[op]
            if kind == "":
                append(make(start, op, None, at))
                continue
            if kind is None:
                raise IlError(f"unknown opcode 0x{op:02X} at IL_{start:04X}")
            if kind == "S":
                (count,) = struct.unpack_from("<I", code, at)
                at += 4
                if count > (end - at) // 4:
                    raise IlError(f"a switch at IL_{start:04X} reaches past the end of the code")
                offsets = struct.unpack_from(f"<{count}i", code, at)
                at += 4 * count
                absolute = tuple(at + offset for offset in offsets)
                targets.extend(absolute)
                append(make(start, op, absolute, at))
                continue
            unpack, size = readers[kind]
            (operand,) = unpack(code, at)
            at += size
            if kind in "jJ":
                operand += at
                targets.append(operand)
            append(make(start, op, operand, at))
    except (struct.error, IndexError):
        raise IlError(f"an instruction at IL_{start:04X} reaches past the end of the code") from None
    starts = {instruction.offset for instruction in result}
    for target in targets:
        if target not in starts:
            raise IlError(f"a branch goes to {target}, where no instruction starts")
    return result


_TOKEN_KINDS: Final = frozenset(number for number, kind in enumerate(_KINDS) if kind == "T")
_BRANCHES: Final = frozenset(number for number, kind in enumerate(_KINDS) if kind in ("j", "J", "S"))
_NO_FALL: Final = frozenset(
    OP[name] for name in ("ret", "throw", "rethrow", "br", "br.s", "leave", "leave.s", "endfinally", "endfilter", "jmp")
)


def tokens(code: bytes) -> list[tuple[int, int, int]]:
    """The instructions that name a token, as ``(offset, opcode, token)``: what a scan of a whole assembly needs.

    Raises:
        IlError: as :func:`decode`.
    """
    return [(i.offset, i.op, i.operand) for i in decode(code) if i.op in _TOKEN_KINDS and isinstance(i.operand, int)]


def is_branch(op: int) -> bool:
    """Whether the opcode names one or more targets."""
    return op in _BRANCHES


def falls_through(op: int) -> bool:
    """Whether the next instruction may follow."""
    return op not in _NO_FALL


def leaders(instructions: Sequence[Instruction], extra: Sequence[int] = ()) -> list[int]:
    """The offsets at which basic blocks start, ascending.

    Args:
        extra: further offsets at which a block starts: the bounds of exception clauses.
    """
    found = {0, *extra}
    for instruction in instructions:
        if instruction.op in _BRANCHES:
            operand = instruction.operand
            found.update(operand if isinstance(operand, tuple) else (int(operand or 0),))
            found.add(instruction.end)
        elif instruction.op in _NO_FALL:
            found.add(instruction.end)
    last = instructions[-1].end if instructions else 0
    return sorted(offset for offset in found if offset < last)
