"""What is observed on classes and in code: each kind where it must be, and not where it must not."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from ecma2lint.readers.python import PythonOptions
from readers.python.python_sources import IMPORTS, observations, read_text

pytestmark = pytest.mark.usefixtures("no_evaluation")

HEAD = f'{IMPORTS}class C(IMAExtensible2GetSchema, IMAExtensible2GetParameters):\n    __namespace__ = "N"\n'


def found(
    folder: Path, body: str, kind: str, head: str = HEAD, after: str = "", options: PythonOptions | None = None
) -> list[str]:
    target = read_text(folder, head + indent(body, "    ") + "\n" + after, options=options)
    return [f"{seen.subject}|{seen.detail}" for seen in observations(target, kind)]


ARITY = {
    "self, p": None,
    "self, other_name": None,
    "self, *args": None,
    "*args": None,
    "self, p, extra=1": None,
    "self, p, *, key=1": None,
    "self, p, **kw": None,
    "this, /, p": None,
    "self": "takes 0 positional arguments, the host passes 1",
    "": "takes no argument, not even self, the host passes 1",
    "self, p, q": "takes 2 positional arguments, the host passes 1",
    "self, p, q, r=1": "takes 2 to 3 positional arguments, the host passes 1",
    "self, p, q, *args": "takes at least 2 positional arguments, the host passes 1",
    "self, p, *, key": "requires the keyword-only argument 'key', the host passes 1 positional",
}


@pytest.mark.parametrize(("parameters", "problem"), ARITY.items(), ids=ARITY.keys())
def test_arity(tmp_path: Path, parameters: str, problem: str | None) -> None:
    """The host passes the contract's arguments by position: defaults and stars are fine, anything else is not."""
    expected = [f"IMAExtensible2GetSchema.GetSchema|{problem}"] if problem else []
    assert found(tmp_path, f"def GetSchema({parameters}): pass", "wrong-arity") == expected


@pytest.mark.parametrize(
    ("body", "count"),
    [
        ("@staticmethod\ndef GetSchema(p): pass", 0),
        ("@staticmethod\ndef GetSchema(self, p): pass", 1),
        ("@classmethod\ndef GetSchema(cls, p): pass", 0),
        ("@unknown\ndef GetSchema(): pass", 0),
        ("GetSchema = lambda self, p: None", 0),
        ("GetSchema = lambda self: None", 1),
        ("GetSchema = staticmethod(lambda p: None)", 0),
    ],
)
def test_arity_through_decorators_and_lambdas(tmp_path: Path, body: str, count: int) -> None:
    """The receiver counts as the decorator says; what an unknown decorator makes of it is not judged."""
    assert len(found(tmp_path, body, "wrong-arity")) == count


@pytest.mark.parametrize(
    ("body", "kind", "count"),
    [
        ("async def GetSchema(self, p): pass", "async-member", 1),
        ("@run\nasync def GetSchema(self, p): pass", "async-member", 0),
        ("async def helper(self): pass", "async-member", 0),
        ("def GetSchema(self, p):\n    for x in p:\n        yield x", "generator-member", 1),
        ("def GetSchema(self, p):\n    yield from p", "generator-member", 1),
        ("def GetSchema(self, p):\n    def inner():\n        yield 1\n    return inner()", "generator-member", 0),
        ("def GetSchema(self, p):\n    return list(x for x in p)", "generator-member", 0),
        ("@as_list\ndef GetSchema(self, p):\n    yield 1", "generator-member", 0),
    ],
)
def test_coroutines_and_generators(tmp_path: Path, body: str, kind: str, count: int) -> None:
    """Only the member's own body counts, and only when no unknown decorator wraps it."""
    assert len(found(tmp_path, body, kind)) == count


MIXINS = {
    "(Mixin, IMAExtensible2GetSchema)": "the Python class Mixin",
    "(IMAExtensible2GetSchema, Mixin)": "the Python class Mixin",
    "(IMAExtensible2GetSchema, object)": "the Python class object",
    "(IMAExtensible2GetSchema, Generic[T])": "the Python class typing.Generic",
    "(IMAExtensible2GetSchema, ABC)": "the Python class abc.ABC",
    "(IMAExtensible2GetSchema, metaclass=ABCMeta)": "the metaclass ABCMeta",
    "(IMAExtensible2GetSchema, System.Object)": None,
    "(IMAExtensible2GetSchema, IMAExtensible2GetPartitions)": None,
    "(IMAExtensible2GetSchema, vendor.Base)": None,
    "(Based)": None,
}


@pytest.mark.parametrize(("bases", "detail"), MIXINS.items(), ids=MIXINS.keys())
def test_python_bases_beside_an_interface(tmp_path: Path, bases: str, detail: str | None) -> None:
    """pythonnet refuses Python classes and ABCMeta beside a .NET type; .NET types and unknown classes are not blamed."""
    head = (
        f"{IMPORTS}import System, vendor\nfrom abc import ABC, ABCMeta\nfrom typing import Generic, TypeVar\nT = TypeVar('T')\n"
        f"class Mixin: pass\nclass Based(IMAExtensible2GetSchema): pass\nclass C{bases}:\n    __namespace__ = 'N'\n"
    )
    expected = [f"N.C|{detail}"] if detail else []
    assert found(tmp_path, "def GetSchema(self, p): pass", "python-mixin-base", head) == expected


def test_slots_and_lay_out_conflicts(tmp_path: Path) -> None:
    """``__slots__`` and a second interface beside a base that alone is a .NET type fail when the class is defined."""
    assert found(tmp_path, "__slots__ = ()", "python-mixin-base") == ["N.C|__slots__"]
    after = "class D(C, IMAExtensible2GetPartitions): pass\n"
    assert len(found(tmp_path, "pass", "python-mixin-base", after=after)) == 1
    after = "class D(C, IMAExtensible2GetPartitions):\n    __namespace__ = 'M'\n"
    assert found(tmp_path, "pass", "python-mixin-base", after=after) == []


@pytest.mark.parametrize(
    ("second", "count"),
    [
        ("class C(IMAExtensible2GetSchema):\n    __namespace__ = 'N'\n", 1),
        ("class C(IMAExtensible2GetSchema):\n    __namespace__ = 'M'\n", 0),
        ("class C:\n    __namespace__ = 'N'\n", 0),
        ("def make():\n    class C(IMAExtensible2GetSchema):\n        __namespace__ = 'N'\n", 0),
    ],
)
def test_duplicate_clr_names(tmp_path: Path, second: str, count: int) -> None:
    """Two .NET types of one name that are both defined on import clash; other classes do not."""
    assert len(found(tmp_path, "pass", "duplicate-clr-name", after=second)) == count


def test_exclusive_definitions_are_no_duplicates(tmp_path: Path) -> None:
    """Of two branches only one runs."""
    cls = "class C(IMAExtensible2GetSchema):\n        __namespace__ = 'N'\n"
    text = f"{IMPORTS}if flag():\n    {cls}else:\n    {cls}"
    assert observations(read_text(tmp_path, text), "duplicate-clr-name") == []


def test_duplicates_in_the_package_are_found(tmp_path: Path) -> None:
    """A module of the same package that defines the same .NET type clashes with it."""
    package = tmp_path / "acme"
    package.mkdir()
    (package / "__init__.py").write_text("", encoding="utf-8")
    (package / "other.py").write_text(HEAD + "    pass\n", encoding="utf-8")
    (seen,) = observations(read_text(tmp_path, HEAD + "    pass\n", "acme/connector.py"), "duplicate-clr-name")
    assert seen.subject == "N.C"
    assert "other.py" in seen.detail


CODE = {
    "misspelt": ("c = MACapabilities()\nc.DeltaImprt = False", "misspelt-attribute", ["MACapabilities.DeltaImprt|DeltaImport"]),
    "wrong case": (
        "r = GetImportEntriesResults()\nr.MoreToimport = True",
        "misspelt-attribute",
        ["GetImportEntriesResults.MoreToimport|MoreToImport"],
    ),
    "nothing near": ("c = MACapabilities()\nc.Whatever = 1", "misspelt-attribute", ["MACapabilities.Whatever|"]),
    "factory": ("e = CSEntryChange.Create()\ne.ObjectTyp = 'x'", "misspelt-attribute", ["CSEntryChange.ObjectTyp|ObjectType"]),
    "setattr": (
        "c = MACapabilities()\nsetattr(c, 'DeltaImprt', 1)",
        "misspelt-attribute",
        ["MACapabilities.DeltaImprt|DeltaImport"],
    ),
    "right": ("c = MACapabilities()\nc.DeltaImport = False", "misspelt-attribute", []),
    "inherited": ("r = GetImportEntriesResults()\nr.CustomData = ''", "misspelt-attribute", []),
    "rebound": ("c = MACapabilities()\nc = wrap(c)\nc.DeltaImprt = False", "misspelt-attribute", []),
    "parameter": ("p.DeltaImprt = False", "misspelt-attribute", []),
    "another type": ("c = Options()\nc.DeltaImprt = False", "misspelt-attribute", []),
    "loop variable": ("for c in (MACapabilities(),):\n    c.DeltaImprt = False", "misspelt-attribute", []),
    "private": ("c = MACapabilities()\nc._note = 1", "misspelt-attribute", []),
    "in branch": (
        "if p:\n    c = MACapabilities()\nelse:\n    c = MACapabilities()\nc.DeltaImprt = False",
        "misspelt-attribute",
        ["MACapabilities.DeltaImprt|DeltaImport"],
    ),
    "int for enum": (
        "c = MACapabilities()\nc.ExportType = 2",
        "int-for-enum",
        ["MACapabilities.ExportType|2 where MAExportType is due"],
    ),
    "str for enum": (
        "c = MACapabilities()\nc.ExportType = 'x'",
        "int-for-enum",
        ["MACapabilities.ExportType|'x' where MAExportType is due"],
    ),
    "enum for enum": ("c = MACapabilities()\nc.ExportType = MAExportType.ObjectReplace", "int-for-enum", []),
    "int for bool": (
        "c = MACapabilities()\nc.FullExport = 1",
        "non-bool-for-bool",
        ["MACapabilities.FullExport|1 where a Boolean is due"],
    ),
    "bool for bool": ("c = MACapabilities()\nc.FullExport = True", "non-bool-for-bool", []),
    "keywords": (
        "return wrap(MACapabilities(DeltaImport=True))",
        "capabilities-keyword-arguments",
        ["MACapabilities|DeltaImport"],
    ),
    "keywords of another": ("return Options(DeltaImport=True)", "capabilities-keyword-arguments", []),
    "shadowed": ("from x import MACapabilities\nreturn MACapabilities(DeltaImport=True)", "capabilities-keyword-arguments", []),
}


@pytest.mark.parametrize(("body", "kind", "expected"), CODE.values(), ids=CODE.keys())
def test_code_that_uses_contract_objects(tmp_path: Path, body: str, kind: str, expected: list[str]) -> None:
    """Only objects that are certainly of the contract's type are judged."""
    assert found(tmp_path, "def GetSchema(self, p):\n" + indent(body, "    "), kind) == expected


def test_keyword_arguments_are_fine_in_ironpython(tmp_path: Path) -> None:
    """IronPython sets properties from keyword arguments."""
    body = "def GetSchema(self, p): return MACapabilities(DeltaImport=True)"
    assert found(tmp_path, body, "capabilities-keyword-arguments", options=PythonOptions("ironpython")) == []


@pytest.mark.parametrize(
    ("after", "count"),
    [
        ("C.GetSchema = lambda self, p: None", 1),
        ("setattr(C, 'GetSchema', None)", 1),
        ("C.helper = 1", 0),
        ("D = object()\nD.GetSchema = 1", 0),
        ("C.GetPartitions = 1", 0),
    ],
)
def test_members_assigned_after_the_class(tmp_path: Path, after: str, count: int) -> None:
    """A member assigned to the class later is seen where the class is certainly meant, and is still missing."""
    assert len(found(tmp_path, "pass", "assigned-after-class", after=after)) == count


INIT = "def __init__(self):\n    self.client = 1\n    self.other = 2\n"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (INIT + "def GetSchema(self, p): return self.client", ["self.client|set in __init__ only, read in GetSchema"]),
        (
            INIT + "def _use(self): return self.client\ndef GetSchema(self, p): return self._use()",
            ["self.client|set in __init__ only, read in GetSchema through _use"],
        ),
        (INIT + "def GetSchema(self, p):\n    self.client = p\n    return self.client", []),
        (INIT + "def ValidateConfigParameters(self, p, q): self.client = p\ndef GetSchema(self, p): return self.client", []),
        (INIT + "client = None\ndef GetSchema(self, p): return self.client", []),
        (INIT + "def __getattr__(self, name): return 1\ndef GetSchema(self, p): return self.client", []),
        (INIT + "def GetSchema(self, p): return getattr(self, 'client', None)", []),
        (
            INIT + "def GetSchema(self, p):\n    try:\n        return self.client\n    except AttributeError:\n        return 1",
            [],
        ),
        (INIT + "if True:\n    def open(self): self.client = 1\ndef GetSchema(self, p): return self.client", []),
        (INIT + "def unrelated(self): return self.client\ndef GetSchema(self, p): return 1", []),
    ],
)
def test_state_of_init(tmp_path: Path, body: str, expected: list[str]) -> None:
    """State that only ``__init__`` sets is named where a member reads it, unless it may come from elsewhere."""
    assert found(tmp_path, body, "init-state") == expected


@pytest.mark.parametrize(
    ("test", "count"),
    [
        ("page == 1", 1),
        ("0 != page", 1),
        ("page in (0, 1)", 1),
        ("page == ConfigParameterPage.Global", 0),
        ("int(page) == 1", 0),
        ("len(p) == 1", 0),
        ("page in PAGES", 0),
    ],
)
def test_pages_compared_with_numbers(tmp_path: Path, test: str, count: int) -> None:
    """The page is an enumeration value, which never equals a number."""
    body = f"def GetConfigParameters(self, p, page):\n    if {test}:\n        return None"
    assert len(found(tmp_path, body, "page-compare-int")) == count


def test_locations_are_exact(tmp_path: Path) -> None:
    """Line and column are 1-based, the column counts characters."""
    body = "def GetSchema(self, p):\n    ä = MACapabilities(); ä.DeltaImprt = 1"
    target = read_text(tmp_path, HEAD + indent(body, "    ") + "\n")
    (seen,) = observations(target, "misspelt-attribute")
    text = (tmp_path / "connector.py").read_text(encoding="utf-8").split("\n")
    assert seen.location.line is not None and seen.location.column is not None
    assert text[seen.location.line - 1][seen.location.column - 1 :].startswith("ä.DeltaImprt")


def test_enum_none_goes_on_with_the_rest(tmp_path: Path) -> None:
    """The file that Python cannot parse is still judged, and its place is on the target."""
    target = read_text(tmp_path, HEAD + "    def GetSchema(self, p): return MADistinguishedNameStyle.None\n")
    (seen,) = target.observations
    assert (seen.kind, seen.subject, seen.location.line, seen.location.column) == (
        "enum-none",
        "MADistinguishedNameStyle.None",
        5,
        36,
    )
    assert len(target.classes) == 1


@pytest.mark.parametrize(
    ("name", "kind"), [("IMAExtensibleFileImport", "legacy-interface"), ("IMVSynchronization", "rules-extension")]
)
@pytest.mark.parametrize("bases", ["IMAExtensible2GetSchema, {}", "{}"])
def test_interfaces_beside_the_contract(tmp_path: Path, bases: str, name: str, kind: str) -> None:
    """An interface of ECMA 1 or of a rules extension is named, listed beside those of ECMA 2.0 or alone, and inherited too."""
    head = (
        f"{IMPORTS}from Microsoft.MetadirectoryServices import {name}\nclass C({bases.format(name)}):\n    __namespace__ = 'N'\n"
    )
    assert found(tmp_path, "pass", kind, head) == [f"N.C|{name}"]
    derived = "class D(C):\n    __namespace__ = 'M'\n"
    assert found(tmp_path, "pass", kind, head, derived) == [f"N.C|{name}", f"M.D|{name}"]
    assert not found(tmp_path, "pass", kind, head.replace(bases.format(name), "object"))
