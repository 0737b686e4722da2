"""One assembly in memory: its metadata, method bodies and bytes by RVA. dnfile opens the file."""

from __future__ import annotations

import struct
from typing import Any, Final, NamedTuple

from ecma2lint.readers.assembly.damage import corrupt
from ecma2lint.readers.assembly.headers import Headers, locate, read_headers
from ecma2lint.readers.assembly.metadata import Metadata
from ecma2lint.readers.assembly.tables import Table, table_layout

MAX_CODE: Final = 4 * 1024 * 1024

_MORE_SECTIONS: Final = 0x80


class Clause(NamedTuple):
    """An exception handling clause: byte ranges in the code; ``filter_or_type`` is a token or the filter's offset.

    ``flags``: 0 catch, 1 filter, 2 finally, 4 fault (ECMA-335 II.25.4.6).
    """

    flags: int
    try_offset: int
    try_length: int
    handler_offset: int
    handler_length: int
    filter_or_type: int


class MethodBody(NamedTuple):
    """A method body; ``locals_token`` is a StandAloneSig token or 0."""

    max_stack: int
    init_locals: bool
    locals_token: int
    code: bytes
    clauses: tuple[Clause, ...]


class Image(Metadata):
    """An opened assembly. Create it with :func:`open_image`."""

    def __init__(self, data: bytes, headers: Headers, streams: dict[str, bytes]) -> None:
        super().__init__(streams)
        self.data = data
        self.headers = headers

    def bytes_at(self, rva: int, size: int, what: str = "initial field data") -> bytes:
        """``size`` bytes at an RVA."""
        offset = locate(self.headers.sections, rva, size, what)
        return self.data[offset : offset + size]

    def method_body(self, rva: int) -> MethodBody:
        """The body at an RVA (ECMA-335 II.25.4)."""
        what = "a method body"
        offset = locate(self.headers.sections, rva, 1, what)
        first = self.data[offset]
        if first & 3 == 2:
            return MethodBody(8, False, 0, self.bytes_at(rva + 1, first >> 2, what), ())
        if first & 3 != 3:
            raise corrupt(f"a method body at RVA 0x{rva:X} has no valid header")
        flags, max_stack, size, locals_token = struct.unpack("<HHII", self.bytes_at(rva, 12, what))
        if flags >> 12 != 3 or size > MAX_CODE:
            raise corrupt(f"a method body at RVA 0x{rva:X} has no valid header")
        code = self.bytes_at(rva + 12, size, what)
        if locals_token and (
            locals_token >> 24 != Table.STAND_ALONE_SIG or not 0 < locals_token & 0xFFFFFF <= self.counts[Table.STAND_ALONE_SIG]
        ):
            raise corrupt(f"a method body at RVA 0x{rva:X} names locals 0x{locals_token:08X} that do not exist")
        clauses = self._clauses(rva, size) if flags & 8 else ()
        return MethodBody(max_stack, bool(flags & 0x10), locals_token, code, clauses)

    def _clauses(self, rva: int, code_size: int) -> tuple[Clause, ...]:
        """The exception clauses in the sections that follow the code at the next multiple of four."""
        clauses: list[Clause] = []
        at = rva + 12 + code_size
        more = True
        while more:
            at += -at % 4
            what = "exception clauses"
            header = self.bytes_at(at, 4, what)
            kind, fat = header[0], bool(header[0] & 0x40)
            size = int.from_bytes(header[1:4], "little") if fat else header[1]
            if not kind & 1 or size < 4:
                raise corrupt(f"a method body at RVA 0x{rva:X} has an unknown extra section")
            raw = self.bytes_at(at, size, what)[4:]
            pattern = "<IIIIII" if fat else "<HHBHBI"
            width = struct.calcsize(pattern)
            clauses += [Clause(*fields) for fields in struct.iter_unpack(pattern, raw[: len(raw) // width * width])]
            at += size
            more = bool(kind & _MORE_SECTIONS)
        for clause in clauses:
            if (
                clause.try_offset + clause.try_length > code_size
                or clause.handler_offset + clause.handler_length > code_size
                or (clause.flags == 1 and clause.filter_or_type >= code_size)
            ):
                raise corrupt(f"an exception clause of the body at RVA 0x{rva:X} lies outside the code")
        return tuple(clauses)


def open_image(data: bytes) -> Image:
    """Open an assembly.

    Raises:
        UnreadableAssembly: not an assembly that can be read, with cause and remedy.
    """
    headers = read_headers(data)
    _check_tables(data, headers)
    return Image(data, headers, _opened(data))


def _check_tables(data: bytes, headers: Headers) -> None:
    """Check the row counts before dnfile sizes lists by them."""
    for name in ("#~", "#-", "#Schema"):
        if name in headers.streams:
            start, size = headers.streams[name]
            table_layout(data[start : start + size])


def _opened(data: bytes) -> dict[str, bytes]:
    """The streams as dnfile finds them, by name."""
    import logging

    logging.getLogger("dnfile").setLevel(logging.CRITICAL)  # it warns about sound files too
    import dnfile

    opener: Any = dnfile.dnPE

    try:
        pe = opener(data=data, fast_load=True, clr_lazy_load=True)
        pe.parse_data_directories(directories=[14])  # the COM descriptor alone
    except Exception as error:  # dnfile lets many kinds out on damaged input
        raise corrupt(f"dnfile cannot open it ({type(error).__name__})") from None
    net = pe.net
    if net is None or net.metadata is None or net.mdtables is None:
        raise corrupt("there is a COM descriptor, but no metadata could be read")
    return {name.decode("ascii", "backslashreplace"): bytes(stream.__data__) for name, stream in net.metadata.streams.items()}
