"""Which handlers an exception of a known type reaches."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from ecma2lint.readers.assembly.handles import External, TypeHandle
from ecma2lint.readers.heap import Record
from ecma2lint.readers.lattice import Abstract, Ref

if TYPE_CHECKING:
    from ecma2lint.readers.assembly.evaluate_machine import Machine

_BASES: Final = {
    "System.Exception": "System.Object",
    "System.SystemException": "System.Exception",
    "System.ApplicationException": "System.Exception",
    "System.ArgumentException": "System.SystemException",
    "System.ArgumentNullException": "System.ArgumentException",
    "System.ArgumentOutOfRangeException": "System.ArgumentException",
    "System.ArithmeticException": "System.SystemException",
    "System.DivideByZeroException": "System.ArithmeticException",
    "System.OverflowException": "System.ArithmeticException",
    "System.FormatException": "System.SystemException",
    "System.IndexOutOfRangeException": "System.SystemException",
    "System.InvalidCastException": "System.SystemException",
    "System.InvalidOperationException": "System.SystemException",
    "System.NotImplementedException": "System.SystemException",
    "System.NotSupportedException": "System.SystemException",
    "System.NullReferenceException": "System.SystemException",
    "System.TimeoutException": "System.SystemException",
    "System.UnauthorizedAccessException": "System.SystemException",
    "System.Collections.Generic.KeyNotFoundException": "System.SystemException",
    "System.IO.IOException": "System.SystemException",
    "System.IO.FileNotFoundException": "System.IO.IOException",
}


def catches(machine: Machine, thrown: Abstract | None, caught: str) -> bool | None:
    """Whether a handler for exceptions of one type takes what was thrown; None when that cannot be told."""
    if caught in ("System.Object", "System.Exception"):
        return True
    ref = thrown.only_ref if thrown is not None else None
    record = machine.heap.get(ref.id) if isinstance(ref, Ref) else None
    return is_exception(machine, record.type, caught) if isinstance(record, Record) else None


def is_exception(machine: Machine, type_name: str, wanted: str) -> bool | None:
    """Whether exceptions of a type (as records name it) are exceptions of another; None when a base is not known."""
    name: str | None = type_name
    own = machine.calls.types.get(type_name)
    if own is not None:
        for level in machine.universe.chain(own):
            if str(level) == wanted:
                return True
            name = level.name if isinstance(level, External) else None
    while name is not None and name in _BASES:
        if name == wanted:
            return True
        name = _BASES[name]
    if name != "System.Object":
        return True if name == wanted else None
    if wanted in _BASES:
        return False
    return False if any(isinstance(t, TypeHandle) and str(t) == wanted for t in machine.calls.types.values()) else None
