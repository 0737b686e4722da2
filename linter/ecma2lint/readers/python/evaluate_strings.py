"""The methods of strings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

from ecma2lint.readers.lattice import Abstract
from ecma2lint.readers.python import evaluate_collections as collections
from ecma2lint.readers.python import evaluate_lookup as lookups
from ecma2lint.readers.python.evaluate_computed import Args, Keywords, apply, to_text
from ecma2lint.readers.python.evaluate_frames import LIST
from ecma2lint.readers.python.evaluate_operators import LONGEST
from ecma2lint.readers.python.evaluate_values import known_text, to_value

if TYPE_CHECKING:
    from ecma2lint.readers.python.evaluate_calls import Calls as Evaluator

_STRING: Final = frozenset(
    {
        *("upper", "lower", "strip", "lstrip", "rstrip", "title", "capitalize", "casefold", "swapcase", "startswith", "endswith"),
        *("replace", "find", "rfind", "index", "count", "isdigit", "isalpha", "isalnum", "isupper", "islower", "isspace"),
        *(
            "removeprefix",
            "removesuffix",
            "partition",
            "rpartition",
            "zfill",
            "istitle",
            "isnumeric",
            "isdecimal",
            "isidentifier",
        ),
    }
)


def string_method(machine: Evaluator, text: str, name: str, args: Args, keywords: Keywords) -> Abstract:
    """Call a method of a known string."""
    if name == "join" and len(args) == 1:
        items = machine.iterate(args[0])
        if isinstance(items, list) and all(always for _, always in items):
            parts = [known_text(value) for value, _ in items]
            if None not in parts:
                return to_value(text.join(str(part) for part in parts))
        machine.may_throw()
        return machine.unknown(items if not isinstance(items, list) else "a string that is put together from unknown parts")
    if name in ("split", "splitlines", "rsplit") and not keywords:
        plain = [lookups.to_plain(value) for value in args]
        if None not in plain:
            try:
                parts = getattr(text, name)(*(item[1] for item in plain if item is not None))
            except (TypeError, ValueError) as error:
                return machine.throw_builtin(type(error).__name__)
            return collections.new_sequence(machine, LIST, [(to_value(part), True) for part in parts])
        machine.may_throw()
        return collections.new_sequence(machine, LIST, machine.cause("a string that is split in an unknown way"))
    if name == "format":
        if "{" in text and not _simple_format(text):
            return _formatted(machine, text, args, keywords)
        shown = [to_text(machine, value) for value in args]
        named = {key: to_text(machine, value) for key, value in keywords.items()}
        texts = [known_text(value) for value in (*shown, *named.values())]
        if None in texts:
            machine.may_throw()
            return machine.unknown(
                next(v.reason for v in (*shown, *named.values()) if known_text(v) is None) or "a formatted value"
            )
        try:
            return to_value(text.format(*(known_text(v) for v in shown), **{k: known_text(v) for k, v in named.items()}))
        except (IndexError, KeyError, ValueError, AttributeError) as error:
            return machine.throw_builtin(type(error).__name__)
    unknown = next((value.cause for value in (*args, *keywords.values()) if value.cause is not None), None)
    if unknown is not None:
        machine.may_throw()
        return machine.unknown(unknown)
    if name in _STRING and not keywords:

        def run(*values: Any) -> Any:
            if name == "zfill" and values and isinstance(values[0], int) and values[0] > LONGEST:
                raise ValueError
            if name == "replace" and len(values) > 1 and len(text) * max(len(str(values[1])), 1) > LONGEST:
                raise ValueError
            return getattr(text, name)(*values)

        return apply(machine, run, args, 0, [])
    return machine.call_unknown(f"str.{name}() is not modelled", args, keywords)


def _formatted(machine: Evaluator, text: str, args: Args, keywords: Keywords) -> Abstract:
    """``str.format`` with specifications, of known constants."""
    plain = [lookups.to_plain(value) for value in (*args, *keywords.values())]
    # A width could ask for any amount of memory, a dotted field for any attribute.
    digits = max((len(run) for run in re.findall(r"\d+", text)), default=0)
    nested = re.search(r"{[^{}]*{", text.replace("{{", "")) is not None
    if None in plain or digits > 4 or nested or "." in re.sub(r":[^{}]*", "", text):
        return machine.call_unknown("a format string that is not modelled", args, keywords)
    values = [item[1] for item in plain if item is not None]
    try:
        return to_value(text.format(*values[: len(args)], **dict(zip(keywords, values[len(args) :], strict=True))))
    except (IndexError, KeyError, ValueError, AttributeError, TypeError) as error:
        return machine.throw_builtin(type(error).__name__)


def _simple_format(text: str) -> bool:
    import string

    try:
        return all(not spec and not conversion and (field is None or field.isidentifier() or field.isdigit() or not field)
                   for _, field, spec, conversion in string.Formatter().parse(text))  # fmt: skip
    except ValueError:
        return False
