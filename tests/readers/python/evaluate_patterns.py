"""Hand-written connectors, pattern by pattern, with the capabilities the author worked out by hand.

In ``expected`` a plain value is *known*, a set is *one of*, and a string starting with ``?`` is *unknown* with a reason that
contains the rest of the string.
"""

# ruff: noqa: E501 - sources of one line are easier to read than wrapped ones
from __future__ import annotations

from dataclasses import dataclass, field
from textwrap import dedent, indent
from typing import Any

HEAD = """\
import clr
import os
clr.AddReference("Microsoft.MetadirectoryServicesEx")
from Microsoft.MetadirectoryServices import *
from System.Collections.Generic import List
import System
from System import Guid
"""


@dataclass(frozen=True)
class Pattern:
    """One connector: its source, its sibling modules, and what must be found.

    A sibling whose name starts with an underscore exists at run time only (under the name without it): the linter does not see it.
    """

    name: str
    source: str
    expected: dict[str, Any]
    siblings: dict[str, str] = field(default_factory=dict)


def _pattern(name: str, before: str, body: str, expected: dict[str, Any], after: str = "", **siblings: str) -> Pattern:
    """``before``: module code; ``body``: class code; ``after``: module code behind the class."""
    text = (
        f"{HEAD}{dedent(before)}\n\nclass Connector(IMAExtensible2GetCapabilities):\n"
        f'    __namespace__ = "Contoso"\n{indent(dedent(body), "    ")}\n{dedent(after)}'
    )
    return Pattern(name, text, expected, {key: dedent(value) for key, value in siblings.items()})


def _getter(name: str, before: str, statements: str, expected: dict[str, Any], after: str = "", **siblings: str) -> Pattern:
    """A pattern whose ``get_Capabilities`` makes ``c``, runs the statements and returns it."""
    body = "def get_Capabilities(self):\n    c = MACapabilities()\n" + indent(dedent(statements), "    ") + "\n    return c\n"
    return _pattern(name, before, body, expected, after, **siblings)


CAPABILITY_PATTERNS = (
    _getter("straight line", "", "c.FullExport = True", {"FullExport": True, "DeltaImport": True}),
    _getter("last write wins", "", "c.FullExport = True\nc.FullExport = False", {"FullExport": False}),
    _getter(
        "enum by name",
        "",
        "c.ExportType = MAExportType.AttributeReplace\nc.DistinguishedNameStyle = MADistinguishedNameStyle.Ldap",
        {"ExportType": "AttributeReplace", "DistinguishedNameStyle": "Ldap", "ObjectRename": True},
    ),
    _getter("enum by number", "", "c.ExportType = MAExportType(2)", {"ExportType": "AttributeReplace"}),
    _getter("enum from module", "import Microsoft.MetadirectoryServices as mms", "c.ExportType = mms.MAExportType(5)", {
        "ExportType": "MultivaluedReferenceAttributeUpdate"
    }),  # fmt: skip
    _getter(
        "style None resets rename",
        "",
        "c.ObjectRename = True\nc.DistinguishedNameStyle = getattr(MADistinguishedNameStyle, 'None')",
        {"DistinguishedNameStyle": "None", "ObjectRename": False},
    ),
    _getter(
        "rename after style None survives",
        "",
        "c.DistinguishedNameStyle = getattr(MADistinguishedNameStyle, 'None')\nc.ObjectRename = True",
        {"DistinguishedNameStyle": "None", "ObjectRename": True},
    ),
    _getter(
        "style None on one path",
        "",
        "if os.environ.get('X'):\n    c.DistinguishedNameStyle = MADistinguishedNameStyle(0)",
        {"DistinguishedNameStyle": {"None", "Generic"}, "ObjectRename": {True, False}},
    ),
    _getter(
        "flags",
        "",
        "c.Normalizations = MANormalizations.Uppercase | MANormalizations.RemoveAccents",
        {"Normalizations": "Uppercase, RemoveAccents"},
    ),
    _getter(
        "flags augmented",
        "",
        "c.Normalizations = MANormalizations.Uppercase\nc.Normalizations |= MANormalizations.RemoveAccents",
        {"Normalizations": "Uppercase, RemoveAccents"},
    ),
    _getter("setter method", "", "c.set_DeltaImport(False)\nc.set_FullExport(True)", {"DeltaImport": False, "FullExport": True}),
    _getter(
        "setattr literal loop",
        "CFG = {'FullExport': True, 'DeltaImport': False}",
        "for k, v in CFG.items():\n    setattr(c, k, v)",
        {"FullExport": True, "DeltaImport": False, "ConcurrentOperation": True},
    ),
    _getter(
        "setattr unknown name", "", "setattr(c, os.environ['NAME'], True)", {"FullExport": "?", "DeltaImport": "?"}
    ),
    _getter(
        "misspelt",
        "",
        "c.DeltaImprt = False",
        {"DeltaImport": True},
    ),
    _getter("branch unknown", "", "if os.environ.get('X'):\n    c.FullExport = True", {"FullExport": {True, False}}),
    _getter(
        "branch both",
        "",
        "if os.environ.get('X'):\n    c.DeltaImport = False\nelse:\n    c.DeltaImport = False",
        {"DeltaImport": False},
    ),
    _getter("branch known", "DEBUG = False", "if DEBUG:\n    c.FullExport = True", {"FullExport": False}),
    _getter("conditional expression", "", "c.FullExport = True if 3 > 2 else False", {"FullExport": True}),
    _getter("boolean operators", "A = True\nB = 0", "c.FullExport = A and not B\nc.DeltaImport = bool(B or '')", {
        "FullExport": True, "DeltaImport": False
    }),  # fmt: skip
    _getter(
        "from environment", "", "c.FullExport = os.environ['FULL'] == '1'", {"FullExport": {True, False}}
    ),
    _getter(
        "or default", "NAME = ''", "mode = NAME or 'full'\nc.FullExport = mode == 'full'", {"FullExport": True}
    ),
    _getter("walrus", "", "if (n := len('abc')) == 3:\n    c.FullExport = True", {"FullExport": True}),
    _getter("tuple unpacking", "", "a, (b, *rest) = True, (False, 1, 2)\nc.FullExport = a\nc.DeltaImport = b\n"
            "c.ConcurrentOperation = len(rest) == 3", {"FullExport": True, "DeltaImport": False, "ConcurrentOperation": False}),
    _getter("chained assignment", "", "c.FullExport = c.ExportPasswordInFirstPass = True",
            {"FullExport": True, "ExportPasswordInFirstPass": True}),
    _getter("string methods", "", "c.FullExport = ' Yes '.strip().lower() in ('yes', 'y')", {"FullExport": True}),
    _getter("f-string enum name", "", "kind = 'Attribute'\nc.ExportType = getattr(MAExportType, f'{kind}Replace')",
            {"ExportType": "AttributeReplace"}),
    _getter("range loop", "", "n = 0\nfor i in range(4):\n    n += i\nc.FullExport = n == 6", {"FullExport": True}),
    _getter("enumerate zip", "", "for i, (k, v) in enumerate(zip(['FullExport', 'DeltaImport'], (True, False))):\n"
            "    setattr(c, k, v)", {"FullExport": True, "DeltaImport": False}),
    _getter("while counter", "", "i = 0\nwhile i < 3:\n    i += 1\nelse:\n    c.FullExport = True\nc.DeltaImport = i != 3",
            {"FullExport": True, "DeltaImport": False}),
    _getter("loop with break", "", "for name in ('A', 'FullExport', 'DeltaImport'):\n    if name == 'FullExport':\n"
            "        setattr(c, name, True)\n        break\nelse:\n    c.DeltaImport = False", {"FullExport": True, "DeltaImport": True}),
    _getter("loop over unknown", "", "for x in os.environ:\n    c.FullExport = True", {"FullExport": {True, False}}),
    _getter("flag from unknown loop", "", "found = False\nfor x in os.environ:\n    if x == 'FULL':\n        found = True\n"
            "        break\nc.FullExport = found", {"FullExport": {True, False}}),
    _getter("comprehension", "", "names = [n for n in ('FullExport', 'ExportType', 'DeltaImport') if n != 'ExportType']\n"
            "for n in names:\n    setattr(c, n, n == 'FullExport')", {"FullExport": True, "DeltaImport": False}),
    _getter("dict comprehension", "", "table = {k: not v for k, v in {'FullExport': False}.items()}\nc.FullExport = table['FullExport']",
            {"FullExport": True}),
    _getter("early return", "", "if os.environ.get('X'):\n    return c\nc.FullExport = True", {"FullExport": {True, False}}),
    _getter("early return known", "X = 1", "if X:\n    return c\nc.FullExport = True", {"FullExport": False}),
    _getter("raise path", "", "if os.environ.get('X'):\n    c.FullExport = True\n    raise RuntimeError('x')", {"FullExport": False}),
    _getter("try known", "", "try:\n    c.FullExport = True\nexcept ValueError:\n    c.DeltaImport = False",
            {"FullExport": True, "DeltaImport": True}),
    _getter("try unknown call", "", "try:\n    v = int(os.environ['X'])\n    c.FullExport = True\nexcept Exception:\n"
            "    c.DeltaImport = False", {"FullExport": {True, False}, "DeltaImport": {True, False}}),
    _getter("try partial", "", "try:\n    c.FullExport = True\n    open('x')\n    c.FullExport = False\nexcept OSError:\n    pass",
            {"FullExport": {True, False}}),
    _getter("try raise caught", "", "try:\n    raise ValueError()\nexcept ValueError:\n    c.FullExport = True", {"FullExport": True}),
    _getter("finally", "", "try:\n    os.listdir('.')\nfinally:\n    c.FullExport = True", {"FullExport": True}),
    _getter("try else", "", "try:\n    pass\nexcept Exception:\n    c.FullExport = True\nelse:\n    c.DeltaImport = False",
            {"FullExport": False, "DeltaImport": False}),
    _getter("match", "MODE = 'b'", "match MODE:\n    case 'a':\n        c.FullExport = True\n    case 'b' | 'c':\n"
            "        c.DeltaImport = False\n    case _:\n        c.ConcurrentOperation = False",
            {"FullExport": False, "DeltaImport": False, "ConcurrentOperation": True}),
    _getter("match unknown", "", "match os.environ.get('M'):\n    case 'a':\n        c.FullExport = True\n    case _:\n"
            "        c.DeltaImport = False", {"FullExport": {True, False}, "DeltaImport": {True, False}}),
    _getter("module function", "def fill(x, value=True):\n    x.FullExport = value\n    return x", "fill(c)", {"FullExport": True}),
    _getter("module function keyword", "def fill(x, *, full, **more):\n    x.FullExport = full\n    x.DeltaImport = more['delta']",
            "fill(c, delta=False, full=True)", {"FullExport": True, "DeltaImport": False}),
    _getter("star arguments", "def fill(x, *names, **values):\n    for n in names:\n        setattr(x, n, True)\n"
            "    for n in values:\n        setattr(x, n, values[n])",
            "fill(c, *['FullExport'], **{'DeltaImport': False})", {"FullExport": True, "DeltaImport": False}),
    _getter("unread function", "from vendor_settings import fill", "fill(c)\nc.DeltaImport = False", {"FullExport": "?vendor_settings"},
            _vendor_settings="def fill(x):\n    x.FullExport = True\n"),
    _getter("lambda", "", "yes = lambda v: v\nc.FullExport = yes(True)", {"FullExport": True}),
    _getter("closure", "", "value = False\ndef flip():\n    nonlocal value\n    value = not value\nflip()\nc.FullExport = value",
            {"FullExport": True}),
    _getter("closure late binding", "", "value = False\ndef get():\n    return value\nvalue = True\nc.FullExport = get()",
            {"FullExport": True}),
    _getter("recursion", "def down(n):\n    return True if n == 0 else down(n - 1)", "c.FullExport = down(3)", {"FullExport": True}),
    _getter("recursion without end", "def f(n):\n    return f(n + 1)", "if os.environ.get('X'):\n    c.FullExport = f(0)",
            {"DeltaImport": True}),
    _getter("lru_cache", "from functools import lru_cache\n@lru_cache(maxsize=None)\ndef full():\n    return True",
            "c.FullExport = full()", {"FullExport": True}),
    _getter("global written elsewhere", "FULL = False\ndef other():\n    global FULL\n    FULL = True", "c.FullExport = FULL",
            {"FullExport": "?"}),
    _getter("assert and del", "", "x = 1\nassert x == 1\ndel x\nc.FullExport = True", {"FullExport": True}),
    _getter("with", "class Guard:\n    def __enter__(self):\n        return True\n    def __exit__(self, *a):\n        return False",
            "with Guard() as g:\n    c.FullExport = g", {"FullExport": True}),
    _getter("own class", "class Settings:\n    delta = False\n    def __init__(self, full):\n        self.full = full\n"
            "    @property\n    def both(self):\n        return self.full and not self.delta\n    @staticmethod\n"
            "    def yes():\n        return True\n    @classmethod\n    def make(cls):\n        return cls(cls.yes())",
            "s = Settings.make()\nc.FullExport = s.both\nc.DeltaImport = s.delta", {"FullExport": True, "DeltaImport": False}),
    _getter("dataclass", "from dataclasses import dataclass\n@dataclass\nclass S:\n    full: bool\n    delta: bool = False",
            "s = S(True)\nc.FullExport = s.full\nc.DeltaImport = s.delta", {"FullExport": True, "DeltaImport": False}),
    _getter("module constant from expression", "MODES = ('a', 'b')\nFULL = 'b' in MODES\nif FULL:\n    DELTA = False\nelse:\n    DELTA = True",
            "c.FullExport = FULL\nc.DeltaImport = DELTA", {"FullExport": True, "DeltaImport": False}),
    _getter("unknown operand", "import random", "c.FullExport = random.random() > 0.5", {"FullExport": {True, False}}),
    _getter("datetime", "import datetime", "c.FullExport = datetime.datetime.now().year > 2000", {"FullExport": {True, False}}),
    _getter("mutable module constant", "CFG = {'full': False}\ndef other():\n    CFG['full'] = True", "c.FullExport = CFG['full']",
            {"FullExport": False}),
    _getter("passed to print", "", "c.FullExport = True\nprint(c)", {"FullExport": True}),
    _getter("alias", "", "d = c\nd.FullExport = True", {"FullExport": True}),
    _getter("list of objects", "", "for x in [c, MACapabilities()]:\n    x.FullExport = True", {"FullExport": True}),
    _getter("either object", "", "other = MACapabilities()\nx = c if os.environ.get('A') else other\nx.FullExport = True",
            {"FullExport": {True, False}}),
    _pattern("class attribute", "", "FULL = True\ndef get_Capabilities(self):\n    c = MACapabilities()\n    c.FullExport = self.FULL\n"
             "    c.DeltaImport = not Connector.FULL\n    return c", {"FullExport": True, "DeltaImport": False}),
    _pattern("set in __init__ only", "", "def __init__(self):\n    self.full = True\ndef get_Capabilities(self):\n"
             "    c = MACapabilities()\n    c.FullExport = self.full\n    return c", {"FullExport": "?__init__"}),
    _pattern("default overridden in __init__", "", "full = False\ndef __init__(self):\n    self.full = True\ndef get_Capabilities(self):\n"
             "    c = MACapabilities()\n    c.FullExport = self.full\n    return c", {"DeltaImport": True}),
    _pattern("self method", "", "def get_Capabilities(self):\n    c = MACapabilities()\n    self._fill(c)\n    return c\n"
             "def _fill(self, c):\n    c.FullExport = True", {"FullExport": True}),
    _pattern("name mangling", "", "__full = True\ndef get_Capabilities(self):\n    c = MACapabilities()\n    c.FullExport = self.__full\n"
             "    return c", {"FullExport": True}),
    _pattern("static and class method", "", "@staticmethod\ndef yes():\n    return True\n@classmethod\ndef no(cls):\n"
             "    return not cls.yes()\ndef get_Capabilities(self):\n    c = MACapabilities()\n    c.FullExport = self.yes()\n"
             "    c.DeltaImport = self.no()\n    return c", {"FullExport": True, "DeltaImport": False}),
    _pattern("memoised", "", "_caps = None\ndef get_Capabilities(self):\n    if self._caps is None:\n        self._caps = MACapabilities()\n"
             "        self._caps.FullExport = True\n    return self._caps", {"FullExport": True, "DeltaImport": True}),
    _pattern("clrproperty", "", "@clr.clrproperty(MACapabilities)\ndef Capabilities(self):\n    c = MACapabilities()\n"
             "    c.FullExport = True\n    return c", {"FullExport": True}),
    _pattern("lambda member", "def make():\n    c = MACapabilities()\n    c.FullExport = True\n    return c",
             "get_Capabilities = lambda self: make()", {"FullExport": True}),
    _pattern("returns None on a path", "", "def get_Capabilities(self):\n    if os.environ.get('X'):\n        return MACapabilities()",
             {"FullExport": "?"}),
)  # fmt: skip
