"""Code that runs where no call stands, or out of sight: what it changes is never taken for what it was before."""

# ruff: noqa: E501 - sources of one line are easier to read than wrapped ones
from __future__ import annotations

from textwrap import indent

import pytest

from ecma2lint.facts import Value
from readers.python.evaluate_patterns import HEAD
from readers.python.evaluate_truth import contradictions, evaluated, the_class

#: A special method, what it returns, and operations that run it without naming it.
OPERATIONS = {
    ("__bool__", "True"): ["if b: pass", "not b", "b and 1", "b or 1", "bool(b)", "while b: break", "1 if b else 2", "any([b])", "all([b])", "list(filter(None, [b]))", "assert b", "[1 for _ in (1,) if b]"],
    ("__len__", "1"): ["len(b)", "if b: pass", "bool(b)"],
    ("__eq__", "True"): ["b == 1", "1 == b", "b != 1", "b in [1]", "1 in [b]", "[b] == [1]", "(b,) == (1,)", "[1].index(b)", "[1].count(b)", "0 < 1 == b", "b in (1, 2)", "match b:\n        case 1: pass"],
    ("__ne__", "True"): ["b != 1"],
    ("__lt__", "True"): ["b < 1", "1 > b", "sorted([b, b])", "max(b, b)", "min([b, b])", "x = [b, b]; x.sort()"],
    ("__contains__", "True"): ["1 in b", "1 not in b"],
    ("__getitem__", "1"): ["b[0]", "list(zip([1], b))", "for _ in b: break"],
    ("__setitem__", "1"): ["b[0] = 1", "b[0:1] = 1"],
    ("__delitem__", "1"): ["del b[0]"],
    ("__hash__", "1"): ["hash(b)", "{b}", "{b: 1}", "{}.get(b)", "set([b])", "b in {1}", "x = {}; x[b] = 1", "dict([(b, 1)])", "frozenset([b])", "set().add(b)", "x = {}; x.setdefault(b, 1)", "{1: 2}.pop(b, 0)"],
    ("__str__", "'a'"): ["str(b)", "f'{b}'", "'%s' % b", "'{}'.format(b)", "print(b)", "list(map(str, [b]))", "'-'.join(str(x) for x in [b])"],
    ("__repr__", "'a'"): ["repr(b)", "f'{b!r}'", "'%r' % b", "str([b])", "f'{[b]}'"],
    ("__format__", "'a'"): ["f'{b:x}'", "format(b)", "'{:x}'.format(b)"],
    ("__iter__", "iter([])"): ["list(b)", "for _ in b: pass", "[*b]", "set(b)", "tuple(b)", "sorted(b)", "any(b)", "sum(b)", "x, = b", "dict(b)", "','.join(b)", "[1 for _ in b]", "1 in b", "list(enumerate(b))", "max(b)", "print(*b)", "y = []; y.extend(b)", "y = []; y += b", "y = []; y[0:0] = b", "(lambda *a: 1)(*b)", "{}.update(b)"],
    ("__call__", "1"): ["b()", "list(map(b, [1]))", "sorted([1, 2], key=b)", "list(filter(b, [1]))", "max([1, 2], key=b)", "x = [1, 2]; x.sort(key=b)"],
    ("__add__", "1"): ["b + 1", "b += 1", "sum([1], b)"],
    ("__radd__", "1"): ["1 + b", "sum([b])", "x = 1; x += b"],
    ("__iadd__", "1"): ["b += 1"],
    ("__neg__", "1"): ["-b"],
    ("__int__", "1"): ["int(b)", "'%d' % b"],
    ("__index__", "0"): ["[1][b]", "range(b)", "'a' * b", "[1] * b", "(1,)[0:b]"],
    ("__enter__", "1"): ["with b: pass"],
    ("__getattr__", "1"): ["b.q", "getattr(b, 'q', 1)", "hasattr(b, 'q')"],
    ("__getattribute__", "1"): ["b.full2", "hasattr(b, 'q')"],
    ("__setattr__", "1"): ["b.q = 1", "setattr(b, 'q', 1)"],
    ("__delattr__", "1"): ["del b.full2"],
    ("__reversed__", "iter([])"): ["list(reversed(b))"],
    ("__del__", "1"): ["del b", "b = 1"],
}  # fmt: skip
_CASES = [(method, result, operation) for (method, result), operations in OPERATIONS.items() for operation in operations]


def program(before: str, statements: str) -> str:
    """A connector whose ``get_Capabilities`` makes ``c``, runs the statements and returns it."""
    body = f"def get_Capabilities(self):\n    c = MACapabilities()\n{indent(statements, '    ')}\n    return c\n"
    return f"{HEAD}{before}\n\nclass Connector(IMAExtensible2GetCapabilities):\n    __namespace__ = 'Contoso'\n{indent(body, '    ')}"


def capability(name: str, source: str, siblings: dict[str, str]) -> Value:
    """What is known of a capability, which no run contradicts."""
    cls = the_class(evaluated(source, siblings))
    assert contradictions(cls, source, siblings, ({}, {"X": "1"}, {"Y": "1"}, {"X": "1", "Y": "1"})) == []
    assert cls.capabilities is not None
    return cls.capabilities.values[name]


@pytest.mark.parametrize(("method", "result", "operation"), _CASES)
def test_a_special_method_that_changes_something_is_reckoned_with(method: str, result: str, operation: str) -> None:
    """Whatever runs a special method unasked, what the method changes is not taken for what it was before."""
    before = f"STATE = [True]\nclass B:\n    full2 = True\n    def {method}(self, *a, **k):\n        STATE[0] = False\n        return {result}\n"
    statements = f"STATE[0] = True\nb = B()\ntry:\n    {operation}\nexcept Exception:\n    pass\nc.FullExport = STATE[0]"
    capability("FullExport", program(before, statements), {})


_LOOKING = """\
STATE = [True]
class B:
    def __init__(self, value):
        self.value = value
    def __eq__(self, other):
        return isinstance(other, B) and self.value == other.value
    def __hash__(self):
        return hash(self.value)
    def __repr__(self):
        return f'B({self.value!r})'
    def __len__(self):
        return len(STATE)
    def __call__(self):
        self.called = self.value
        return self.called
"""


def test_special_methods_that_only_look_leave_everything_known() -> None:
    """Objects that compare, hash and show themselves cost no decided value, nor does one that is called."""
    statements = (
        "b = B(True)\n{b: 1}\nprint(b, b == 1)\nif b: pass\nc.FullExport = STATE[0] and b()\nc.DeltaImport = len(STATE) == 2"
    )
    source = program(_LOOKING, statements)
    assert capability("FullExport", source, {}).value is True
    assert capability("DeltaImport", source, {}).value is False


_VENDOR = """\
class Base:
    def __init__(self):
        self.setup()
def run(x):
    x.flip()
def each(xs):
    for x in xs:
        x()
def deep(d):
    d['k'][0]()
def call(f):
    f()
"""
_FLIP = "STATE = [True]\nFLAG = True\ndef flip():\n    global FLAG\n    STATE[0] = False\n    FLAG = False\n"
_METHOD = "STATE = [True]\nFLAG = True\nclass A:\n    def flip(self):\n        global FLAG\n        STATE[0] = FLAG = False\nclass B(A):\n    pass\n"


@pytest.mark.parametrize(
    ("before", "statements"),
    [
        (_METHOD, "run(B())"),
        (_METHOD, "b = B()\nrun(b)"),
        (_METHOD, "run([B()][0])"),
        (_METHOD, "deep({'k': [B().flip]})"),
        (_METHOD, "call(lambda: B().flip())"),
        (_FLIP, "call(flip)"),
        (_FLIP, "each([flip])"),
        (_FLIP, "each({flip})"),
        (_FLIP, "deep({'k': [flip]})"),
        (_FLIP, "call(lambda: flip())"),
        (_FLIP, "from functools import partial\ncall(partial(call, flip))"),
        (_FLIP + "class Box:\n    def __init__(self, f):\n        self.f = f\n    def flip(self):\n        self.f()\n", "run(Box(flip))"),
        (_FLIP + "class X(Base):\n    def setup(self):\n        flip()\n", "X()"),
        (_FLIP + "class X:\n    def __new__(cls):\n        flip()\n        return object.__new__(cls)\n", "X()"),
        (_FLIP + "class X:\n    def __del__(self):\n        flip()\n", "X()"),
        (_FLIP + "class M(type):\n    def __call__(cls):\n        flip()\nclass X(metaclass=M):\n    pass\n", "X()"),
        (_FLIP + "class X:\n    def __init_subclass__(cls):\n        flip()\n", "class D(X): pass"),
        (_FLIP + "class X:\n    def __set_name__(self, a, b):\n        flip()\n", "class D:\n    x = X()"),
        (_FLIP + "class X:\n    def __get__(self, a, b):\n        flip()\nclass D:\n    x = X()\n", "D.x"),
        (_FLIP + "class X:\n    @property\n    def p(self):\n        flip()\n", "x = X()\ncall(lambda: x.p)"),
        (_FLIP + "class X:\n    pass\n", "X.__bool__ = lambda self: flip() or True\nif X(): pass"),
        (_FLIP + "class X:\n    @property\n    def p(self):\n        flip()\n", "hasattr(X(), 'p')"),
    ],
)  # fmt: skip
def test_what_unknown_code_may_run_is_reckoned_with(before: str, statements: str) -> None:
    """Functions and methods that can be reached from what is handed out may run there, wherever they are kept."""
    source = program(
        f"from vendor import Base, call, deep, each, run\n{before}",
        f"{statements}\nc.FullExport = STATE[0]\nc.DeltaImport = FLAG",
    )
    capability("FullExport", source, {"_vendor": _VENDOR})


@pytest.mark.parametrize(
    "body", ["helpers.flip()", "from helpers import flip\n    flip()", "helpers.FLAG = helpers.STATE[0] = False"]
)
def test_unknown_code_reaches_other_modules_through_functions(body: str) -> None:
    """A function that is handed out may change the modules it names."""
    statements = f"def go():\n    {body}\ncall(go)\nc.FullExport = helpers.STATE[0]\nc.DeltaImport = helpers.FLAG"
    source = program("import helpers\nfrom vendor import call", statements)
    siblings = {"_vendor": _VENDOR, "helpers": _FLIP}
    assert not capability("FullExport", source, siblings).known
    assert not capability("DeltaImport", source, siblings).known


def test_what_is_handed_out_leaves_the_rest_known() -> None:
    """Unknown code gets at nothing that what it is handed does not name."""
    statements = "call(lambda: None)\nrun(B())\nc.FullExport = STATE[0]"
    source = program(f"from vendor import call, run\n{_FLIP}class B:\n    def flip(self):\n        return 1\n", statements)
    assert capability("FullExport", source, {"_vendor": _VENDOR}).value is True


_SWITCH = """\
class B:
    full = True
    @property
    def again(self):
        self.full = bool(os.environ.get('Y'))
        return True
    @property
    def flip(self):
        self.full = not self.full
        return True
b = B()
"""


@pytest.mark.parametrize("condition", ["b.full and b.again", "not b.full and b.flip", "b.full is True and b.again", "not (b.full or not b.flip)", "not b.full and [b.flip for _ in (1,)]"])  # fmt: skip
@pytest.mark.parametrize("form", ["if {}:\n    c.FullExport = b.full\nelse:\n    c.DeltaImport = b.full", "while {}:\n    c.FullExport = b.full\n    break\nelse:\n    c.DeltaImport = b.full", "c.FullExport = b.full if {} else not b.full"])  # fmt: skip
def test_a_condition_says_nothing_of_what_its_later_parts_changed(condition: str, form: str) -> None:
    """What the first part of a condition saw may be changed by a property that a later part reads."""
    capability("FullExport", program("", f"{_SWITCH}b.full = bool(os.environ.get('X'))\n{form.format(condition)}"), {})


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("x = None if os.environ.get('X') else True\nif x is None:\n    x = True\nc.FullExport = x", {True}),
        ("x = None if os.environ.get('X') else True\nif not x:\n    x = True\nc.FullExport = x", {True}),
        ("x = None if os.environ.get('X') else True\nif x is not None:\n    c.FullExport = x", {True, False}),
        ("x = 0 if os.environ.get('X') else 2\nif x == 2:\n    c.FullExport = x == 2\nelse:\n    c.FullExport = x != 2", {True}),
        ("x = 0 if os.environ.get('X') else 2\nif x != 2:\n    c.FullExport = x == 0\nelse:\n    c.FullExport = x == 2", {True}),
        (
            "x = 0 if os.environ.get('X') else 2\ny = os.environ.get('Y')\nif x and y:\n    c.FullExport = x == 2\nelse:\n    c.FullExport = True",
            {True},
        ),
        (
            "x = 0 if os.environ.get('X') else 2\ny = os.environ.get('Y')\nif not (x or y):\n    c.FullExport = x == 0\nelse:\n    c.FullExport = True",
            {True},
        ),
        (
            "x = 0 if os.environ.get('X') else 2\nif x or os.environ.get('Y'):\n    c.FullExport = x == 2\nelse:\n    c.FullExport = x == 0",
            {True, False},
        ),
        ("if (x := 0 if os.environ.get('X') else 2):\n    c.FullExport = x == 2\nelse:\n    c.FullExport = x == 0", {True}),
        ("x = [0 if os.environ.get('X') else 2]\nfor y in x:\n    c.FullExport = y == 2 if y else y == 0", {True}),
        ("x = 0 if os.environ.get('X') else 2\nc.FullExport = [y for y in (1,) if x] == [1] or x == 0", {True, False}),
        ("x = 0 if os.environ.get('X') else 2\nc.FullExport = (x and x == 2) == True or x == 0", {True, False}),
        ("x = 0 if os.environ.get('X') else 2\nwhile x != 0:\n    c.FullExport = x == 1\n    x = 0", {False}),
        ("x = 0 if os.environ.get('X') else 2\nwhile x:\n    x = 0\nc.FullExport = x == 0", {True}),
        (
            "b = B()\nb.full = None if os.environ.get('X') else True\nif b.full is None:\n    b.full = True\nc.FullExport = b.full",
            {True},
        ),
        ("B.full = None if os.environ.get('X') else True\nif B.full is None:\n    B.full = True\nc.FullExport = B.full", {True}),
        ("B.full = None if os.environ.get('X') else True\nif not B.full:\n    B.full = True\nc.FullExport = B().full", {True}),
    ],
)
def test_what_a_condition_says_of_its_variables(statements: str, expected: set[bool]) -> None:
    """On each way out of a condition only the values are left with which it came out so."""
    assert set(capability("FullExport", program("class B:\n    full = True", statements), {}).values) == expected


def test_the_rest_of_a_chain_runs_only_if_the_first_comparison_holds() -> None:
    """``a < b < f()`` calls ``f`` on some paths only."""
    before = "def f(c):\n    c.FullExport = True\n    return 5\n"
    for chain, expected in (("10 < n < f(c)", {True, False}), ("10 < 9 < f(c)", {False}), ("1 < 3 < f(c)", {True})):
        source = program(before, f"n = len(os.environ.get('X', ''))\nif {chain}:\n    c.DeltaImport = False")
        assert set(capability("FullExport", source, {}).values) == expected


@pytest.mark.parametrize(
    ("before", "cases"),
    [
        (
            "m = 'a' if os.environ.get('X') else 'b'\nx = 'keep'",
            "    case 'a' as x:\n        pass\n    case _:\n        c.FullExport = x == 'keep'",
        ),
        (
            "m = 'a' if os.environ.get('X') else 'b'\nx = 'keep'",
            "    case 'a' | 'c' as x:\n        c.FullExport = x == 'a'\n    case _:\n        c.FullExport = x == 'keep'",
        ),
        (
            "m = [1] if os.environ.get('X') else 'b'\nx = c",
            "    case [x]:\n        x = c\n    case _:\n        pass\nx.FullExport = True",
        ),
        (
            "m = 'a'",
            "    case y if os.environ.get('X'):\n        c.FullExport = y == 'a'\n    case _:\n        c.FullExport = y == 'a'",
        ),
    ],
)
def test_a_pattern_that_does_not_match_binds_nothing(before: str, cases: str) -> None:
    """The names of a pattern are bound on the path on which it matches, and keep what they had on the other."""
    assert True in capability("FullExport", program("", f"{before}\nmatch m:\n{cases}"), {}).values
