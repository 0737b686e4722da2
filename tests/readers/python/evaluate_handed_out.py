"""Programs that hand something to code that is not read, and more on exceptions and context managers, one to a line."""

# ruff: noqa: E501 - programs of one line are easier to compare than wrapped ones
from __future__ import annotations

from readers.python.evaluate_programs import Program

_VENDOR = "def call(f):\n    f()\ndef run(x):\n    x.flip()\n"
_FLIP = "from vendor import call, run\nSTATE = [True]\nFLAG = True\ndef flip():\n    global FLAG\n    FLAG = False\n    STATE[0] = False\n"
_READ = "\nc.FullExport = STATE[0]\nc.DeltaImport = FLAG"
_UNREAD = {"_vendor": _VENDOR}

HANDED_OUT = (
    Program("nonlocal closure", _FLIP, "flag = False\nn = [False]\ndef inc():\n    nonlocal flag\n    flag = True\n    n[0] = True\ncall(inc)\nc.FullExport = flag\nc.DeltaImport = n[0]", "FullExport DeltaImport", siblings=_UNREAD),
    Program("nonlocal object", _FLIP, "d = c\ndef inc():\n    nonlocal d\n    d = None\ncall(inc)\ntry:\n    d.FullExport = True\nexcept AttributeError: pass", "FullExport DeltaImport ConcurrentOperation", siblings=_UNREAD),
    Program("global unbound", _FLIP + "def mk():\n    global NEW\n    NEW = True\n", "call(mk)\ntry:\n    c.FullExport = NEW\nexcept NameError:\n    c.DeltaImport = False", "FullExport DeltaImport", siblings=_UNREAD),
    Program("eval", _FLIP, "call(lambda: eval('flip()'))" + _READ, "FullExport DeltaImport ConcurrentOperation", siblings=_UNREAD),
    Program("exec", _FLIP, "def go():\n    exec('global FLAG; FLAG = False; STATE[0] = False')\ncall(go)" + _READ, "FullExport DeltaImport ConcurrentOperation", siblings=_UNREAD),
    Program("globals", _FLIP, "def go():\n    globals()['FLAG'] = False\n    globals()['STATE'][0] = False\ncall(go)" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("globals direct", _FLIP, "globals()['FLAG'] = False\nglobals()['STATE'][0] = False" + _READ, "FullExport DeltaImport ConcurrentOperation", siblings=_UNREAD),
    Program("eval direct", _FLIP, "eval('flip()')" + _READ, "FullExport DeltaImport ConcurrentOperation", siblings=_UNREAD),
    Program("sys modules", _FLIP + "import sys\n", "def go():\n    m = sys.modules[__name__]\n    m.FLAG = False\n    m.STATE[0] = False\ncall(go)" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("sys modules direct", _FLIP + "import sys\n", "m = sys.modules['connector']\nm.FLAG = False\nm.STATE[0] = False" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("importlib", _FLIP + "import importlib\n", "m = importlib.import_module('connector')\nm.FLAG = False\nm.STATE[0] = False" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("super closure", _FLIP + "class A:\n    def f(self): flip()\nclass B(A):\n    def f(self):\n        super().f()\n", "call(B().f)" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("class handed", _FLIP + "class A:\n    x = True\n    @staticmethod\n    def flip(): A.x = False\n", "run(A)\nc.FullExport = A.x", "FullExport", siblings=_UNREAD),
    Program("module handed", "import helpers\nfrom vendor import run\n", "run(helpers)\nc.FullExport = helpers.STATE[0]", "FullExport", siblings={**_UNREAD, "helpers": "STATE = [True]\ndef flip():\n    STATE[0] = False\n"}),
    Program("nested list", _FLIP, "l = [[[c]]]\ncall(lambda: l[0][0][0].set_FullExport(True))", "FullExport DeltaImport ConcurrentOperation", siblings=_UNREAD),
    Program("tuple list", _FLIP, "l = ([c],)\ncall(lambda: l[0][0].set_FullExport(True))", "FullExport DeltaImport ConcurrentOperation", siblings=_UNREAD),
    Program("generator handed", _FLIP, "def gen():\n    flip()\n    yield 1\ncall(lambda: list(gen()))" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("bound method partial", _FLIP + "from functools import partial\nclass A:\n    def m(self, k): flip()\n", "call(partial(A().m, 1))" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("cached", _FLIP + "from functools import lru_cache\n@lru_cache\ndef cf(): flip()\n", "call(cf)" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("property setter", _FLIP + "class A:\n    @property\n    def x(self): return 1\n    @x.setter\n    def x(self, v): flip()\n", "a = A()\ndef go():\n    a.x = 1\ncall(go)" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("default arg", _FLIP, "def go(l=STATE):\n    l[0] = False\ncall(go)" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("kw default", _FLIP, "def go(*, l=STATE):\n    l[0] = False\ncall(go)" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("closure in closure", _FLIP, "x = [True]\ndef a():\n    def b():\n        x[0] = False\n    b()\ncall(a)\nc.FullExport = x[0]", "FullExport", siblings=_UNREAD),
    Program("function attribute", _FLIP, "def go(): go.f()\ngo.f = flip\ncall(go)" + _READ, "FullExport DeltaImport", siblings=_UNREAD),
    Program("dict of bound", _FLIP + "class A:\n    def __init__(self, c): self.c = c\n    def m(self): self.c.FullExport = True\n", "d = {'k': A(c).m}\ncall(lambda: d['k']())", "FullExport DeltaImport ConcurrentOperation", siblings=_UNREAD),
    Program("reraise bare nested", "class E(Exception): pass\n", "def f():\n    try:\n        raise E()\n    except E:\n        try:\n            raise ValueError()\n        except ValueError:\n            pass\n        raise\ntry:\n    f()\nexcept ValueError:\n    c.FullExport = True\nexcept E:\n    c.DeltaImport = False"),
    Program("reraise bare two", "class E(Exception): pass\n", "def f():\n    try:\n        if os.environ.get('X'): raise E()\n        raise ValueError()\n    except Exception:\n        raise\ntry:\n    f()\nexcept ValueError:\n    c.FullExport = True\nexcept E:\n    c.DeltaImport = False"),
    Program("raise unknown var", "class E(Exception): pass\n", "def f(e):\n    raise e\ntry:\n    f(E() if os.environ.get('X') else ValueError())\nexcept E:\n    c.FullExport = True\nexcept ValueError:\n    c.DeltaImport = False"),
    Program("raise str", "class E(Exception): pass\n", "try:\n    raise 'x'\nexcept TypeError:\n    c.FullExport = True"),
    Program("as name two", "class E(Exception): pass\n", "try:\n    if os.environ.get('X'): raise E()\n    raise ValueError()\nexcept (E, ValueError) as e:\n    c.FullExport = isinstance(e, E)\n    raised = e\ntry:\n    raise raised\nexcept E:\n    c.DeltaImport = False\nexcept ValueError: pass"),
    Program("assert in try", "class E(Exception): pass\n", "x = 0\ntry:\n    x = 1\n    assert False\n    x = 2\nexcept AssertionError:\n    c.FullExport = x == 1", "FullExport"),
    Program("assert true", "class E(Exception): pass\n", "try:\n    assert True\n    c.FullExport = True\nexcept AssertionError:\n    c.DeltaImport = False"),
    Program("finally return states", "class E(Exception): pass\n", "def f(c):\n    for i in (1, 2):\n        try:\n            if i == 1: continue\n            return i\n        finally:\n            c.FullExport = not c.FullExport\n    return 0\nc.DeltaImport = f(c) == 0"),
    Program("finally break only", "class E(Exception): pass\n", "for i in (1, 2, 3):\n    try:\n        break\n    finally:\n        c.FullExport = True\nc.DeltaImport = i == 3"),
    Program("finally override return", "class E(Exception): pass\n", "def f():\n    for _ in (1,):\n        try:\n            return 1\n        finally:\n            break\n    return 2\nc.FullExport = f() == 2"),
    Program("finally raise", "class E(Exception): pass\n", "try:\n    try:\n        c.FullExport = True\n    finally:\n        raise E()\nexcept E:\n    c.DeltaImport = False"),
    Program("nested handler order", "class E(Exception): pass\n", "try:\n    try:\n        raise E()\n    except ValueError:\n        c.FullExport = True\n    finally:\n        c.DeltaImport = False\nexcept E:\n    c.ConcurrentOperation = False"),
    Program("maybe raised then else", "class E(Exception): pass\n", "def f():\n    if os.environ.get('X'): raise E()\ntry:\n    f()\nexcept E:\n    pass\nelse:\n    c.FullExport = True\nfinally:\n    c.DeltaImport = False"),
    Program("with order", "class M:\n    def __init__(self, l, s=False): self.l, self.s = l, s\n    def __enter__(self):\n        self.l.append(1)\n        return self.l\n    def __exit__(self, *a):\n        self.l.append(2)\n        return self.s\n", "l = []\nwith M(l) as m, M(l):\n    m.append(5)\nc.FullExport = l == [1, 1, 5, 2, 2]"),
    Program("with exc order", "class M:\n    def __init__(self, l, s=False): self.l, self.s = l, s\n    def __enter__(self):\n        self.l.append(1)\n        return self.l\n    def __exit__(self, *a):\n        self.l.append(2)\n        return self.s\n", "l = []\ntry:\n    with M(l), M(l):\n        raise ValueError()\nexcept ValueError:\n    l.append(9)\nc.FullExport = l == [1, 1, 2, 2, 9]\nc.DeltaImport = len(l) == 4"),
    Program("with swallow inner", "class M:\n    def __init__(self, l, s=False): self.l, self.s = l, s\n    def __enter__(self):\n        self.l.append(1)\n        return self.l\n    def __exit__(self, *a):\n        self.l.append(2)\n        return self.s\n", "l = []\nwith M(l), M(l, True):\n    raise ValueError()\nc.FullExport = l == [1, 1, 2, 2]"),
    Program("with continue", "class M:\n    def __init__(self, l, s=False): self.l, self.s = l, s\n    def __enter__(self):\n        self.l.append(1)\n        return self.l\n    def __exit__(self, *a):\n        self.l.append(2)\n        return self.s\n", "l = []\nfor i in (1, 2):\n    with M(l):\n        continue\nc.FullExport = len(l) == 4", "FullExport"),
    Program("with enter raises", "class M:\n    def __enter__(self): raise ValueError()\n    def __exit__(self, *a): return True\n", "try:\n    with M():\n        c.FullExport = True\nexcept ValueError:\n    c.DeltaImport = False"),
)  # fmt: skip
