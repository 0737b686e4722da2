"""The gate refuses what is no Python 3 source, each with its cause, and recovers ``Enum.None``."""

from __future__ import annotations

import ast
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ecma2lint.facts import TargetError
from ecma2lint.readers.python.gate import SIZE_LIMIT, Parsed, parse


def refused(data: bytes) -> TargetError:
    found = parse(data)
    assert isinstance(found, TargetError)
    return found


def accepted(data: bytes) -> Parsed:
    found = parse(data)
    assert isinstance(found, Parsed), found
    return found


@pytest.mark.parametrize(
    ("source", "line"),
    [
        (b'x = 1\nprint "x"\n', 2),
        (b"try:\n    pass\nexcept X, e:\n    pass\n", 3),
        (b"x = `y`\n", 1),
        (b'exec "x = 1"\n', 1),
        (b"if 1 <> 2:\n    pass\n", 1),
        (b"x = 10L\n", 1),
        (b'raise E, "text"\n', 1),
        (b'x = 0777\nprint "x"\n', 1),
    ],
)
def test_python_2_source_is_named_as_such(source: bytes, line: int) -> None:
    """The syntax only Python 2 has is told apart from a mistake, with its line."""
    error = refused(source)
    assert error.cause == "Python 2 / IronPython 2 source is not analysed"
    assert error.location.line == line


@pytest.mark.parametrize("source", [b"x = 007\n", b"def f(a, b=g(1), c:\n    pass\n", b"class C(:\n    pass\n", b"x = = 1\n"])
def test_a_mistake_is_not_taken_for_python_2(source: bytes) -> None:
    """A plain syntax error gives line, column and Python's own message."""
    error = refused(source)
    assert error.cause.startswith("Python syntax error at line 1, column ")
    assert error.location.line == 1
    assert error.location.column is not None


@pytest.mark.parametrize(
    ("source", "part"),
    [
        (b'x = "\xf6"\n', "byte 0xF6 is not valid in the UTF-8"),
        (b'# coding: ascii\nx = "\xf6"\n', "declared encoding 'ascii'"),
        (b"# coding: nonsense\n", "'nonsense' is unknown"),
        (b"# coding: punycode\n", "cannot hold Python source"),
        (b"# coding: rot13\n", "cannot be decoded"),
        (b"\xef\xbb\xbf# coding: latin-1\n", "starts with the UTF-8 mark"),
        ("x = 1\n".encode("utf-16"), "UTF-16"),
        (b"x = 1\0\n", "NUL byte"),
    ],
)
def test_wrong_encodings_are_named(source: bytes, part: str) -> None:
    """Bytes that do not fit the declared or default encoding are refused with the encoding."""
    assert part in refused(source).cause


def test_declared_encodings_are_honoured() -> None:
    """A Latin-1 source with its cookie on the second line is read."""
    assert "ö" in accepted(b"#!python\n# -*- coding: latin-1 -*-\nx = '\xf6'\n").text


@pytest.mark.parametrize(
    "source",
    [
        "x = " + "(" * 5000,
        "x = " + "lambda: " * 6000 + "0",
        "x = " + "not " * 20000 + "1",
        "x = " + "1 + " * 20000 + "1",
        "x = a" + ".b" * 6000,
        "x = a" + ".b" * 300,
        "".join(" " * depth + "if a:\n" for depth in range(300)),
    ],
    ids=["parentheses", "lambda", "not", "plus", "attributes", "attributes that parse", "blocks"],
)
def test_nesting_bombs_are_refused(source: str) -> None:
    """Whatever is nested more deeply than the limit ends in one error, whether or not Python itself parses it."""
    assert "nested more deeply than the limit of 200" in refused(source.encode()).cause


def test_deep_but_reasonable_sources_pass() -> None:
    """The deepest nesting of real code is far below the limit."""
    accepted(b"x = " + b"[" * 90 + b"]" * 90)


def test_oversized_sources_name_the_limit() -> None:
    """A source over 1 MB is refused before it is parsed."""
    error = refused(b"#" * (SIZE_LIMIT + 1))
    assert "1,048,576" in error.cause
    accepted(b"#" * SIZE_LIMIT)


def test_warnings_of_the_source_stay_silent() -> None:
    """An invalid escape in the linted source is neither shown nor, under -W error, a syntax error."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        accepted(b"x = '\\d'\n")


def test_enum_none_is_recovered_and_reported() -> None:
    """``X.None`` is read as the attribute None; every place is reported with its dotted name, line and column."""
    source = "é = mms.MANormalizations.None\ny = f(MADistinguishedNameStyle . None, 'X.None')  # X.None\n"
    parsed = accepted(source.encode())
    assert [(none.name, none.location.line, none.location.column) for none in parsed.enum_nones] == [
        ("mms.MANormalizations.None", 1, 5),
        ("MADistinguishedNameStyle.None", 2, 7),
    ]
    attributes = [node.attr for node in ast.walk(parsed.tree) if isinstance(node, ast.Attribute)]
    assert attributes.count("None") == 2
    assert "'X.None'" in ast.unparse(parsed.tree)


def test_enum_none_does_not_hide_another_syntax_error() -> None:
    """After the recovery the rest must still parse; the error that remains is the one reported."""
    error = refused(b"x = E.None\ny = = 1\n")
    assert error.location.line == 2


@pytest.mark.parametrize("source", [b"x = 1.None\n", b"x = .None\n", b"f(None=1)\n"])
def test_only_an_attribute_none_is_recovered(source: bytes) -> None:
    """None without a name and a dot before it stays a syntax error."""
    refused(source)


def test_columns_count_characters() -> None:
    """ast counts UTF-8 bytes; locations count characters from one."""
    parsed = accepted("x = 'äöü' + y\n".encode())
    assert parsed.column(1, len("x = 'äöü' + ".encode())) == 13


@settings(max_examples=150, deadline=None)
@given(st.one_of(st.binary(max_size=300), st.text(max_size=200).map(lambda text: text.encode("utf-8", "replace"))))
def test_any_bytes_end_in_a_tree_or_an_error(data: bytes) -> None:
    """No input raises."""
    assert isinstance(parse(data), Parsed | TargetError)
