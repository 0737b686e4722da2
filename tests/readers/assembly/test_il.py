"""The IL decoder: operands, branches, blocks, and what it refuses."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ecma2lint.readers.assembly.il import NAMES, OP, IlError, decode, falls_through, is_branch, leaders, tokens


def test_opcodes_have_the_numbers_of_the_standard() -> None:
    """Spot checks over both pages of ECMA-335 III: a slip in the table would move everything behind it."""
    expected = {
        "ldstr": 0x72,
        "newobj": 0x73,
        "box": 0x8C,
        "ldelem": 0xA3,
        "unbox.any": 0xA5,
        "conv.ovf.i1": 0xB3,
        "ckfinite": 0xC3,
    }
    expected |= {"mkrefany": 0xC6, "ldtoken": 0xD0, "endfinally": 0xDC, "conv.u": 0xE0, "ceq": 0x101, "ldftn": 0x106}
    expected |= {"endfilter": 0x111, "initobj": 0x115, "rethrow": 0x11A, "sizeof": 0x11C, "readonly.": 0x11E}
    assert {name: OP[name] for name in expected} == expected


def test_operands_are_decoded_by_kind() -> None:
    """Short and long immediates are signed, tokens are not, branches become absolute offsets."""
    code = bytes([0x1F, 0xFE, 0x20, 0xFF, 0xFF, 0xFF, 0xFF, 0x72, 1, 0, 0, 0x70, 0x2B, 0x00, 0xFE, 0x0C, 2, 0, 0x2A])
    found = [(NAMES[i.op], i.operand) for i in decode(code)]
    assert found == [("ldc.i4.s", -2), ("ldc.i4", -1), ("ldstr", 0x70000001), ("br.s", 14), ("ldloc", 2), ("ret", None)]


def test_a_switch_names_all_its_targets() -> None:
    """Switch offsets count from the end of the instruction."""
    code = bytes([0x16, 0x45, 2, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0x00, 0x2A])
    assert decode(code)[1].operand == (14, 15)


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (b"\x24", "unknown opcode"),
        (b"\xfe", "reaches past the end"),
        (b"\x20\x01\x02", "reaches past the end"),
        (b"\x2b\x01\x00", "no instruction starts"),
        (b"\x2b\xf0", "no instruction starts"),
        (b"\x38\x01\x00\x00\x00\x1f\x07", "no instruction starts"),
        (b"\x45\xff\xff\xff\xff", "reaches past the end"),
    ],
)
def test_damage_is_an_il_error_with_the_reason(code: bytes, reason: str) -> None:
    """Unknown opcodes, cut operands and branches into the middle of an instruction are refused."""
    with pytest.raises(IlError, match=reason):
        decode(code)


@given(st.binary(max_size=200))
def test_any_bytes_decode_or_are_refused(code: bytes) -> None:
    """No other exception leaves the decoder, and what it returns covers the code without gaps."""
    try:
        found = decode(code)
    except IlError:
        return
    assert [i.offset for i in found] == [0, *(i.end for i in found)][: len(found)]
    assert sum(i.end - i.offset for i in found) == len(code)


def test_blocks_start_at_targets_and_behind_branches() -> None:
    """The first instruction, every target, and what follows a branch or a return."""
    instructions = decode(bytes([0x16, 0x2D, 0x01, 0x2A, 0x16, 0x2A]))
    assert leaders(instructions) == [0, 3, 4]
    assert is_branch(OP["switch"])
    assert not falls_through(OP["throw"])


def test_tokens_lists_what_names_metadata() -> None:
    """Only instructions with a token operand, with their offsets."""
    assert tokens(bytes([0x00, 0x72, 1, 0, 0, 0x70, 0x26, 0x2A])) == [(1, OP["ldstr"], 0x70000001)]


def test_decoding_is_linear() -> None:
    """A body of half a megabyte decodes in well under the time a backtracking decoder would take."""
    start = time.perf_counter()
    assert len(decode(b"\x00" * 500_000)) == 500_000
    assert time.perf_counter() - start < 20
