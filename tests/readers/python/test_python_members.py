"""Members are bound as pythonnet binds them: the rows of the table seen on Mono and .NET Core, one by one."""

from __future__ import annotations

from pathlib import Path
from textwrap import indent

import pytest

from ecma2lint.facts import NotLoadable
from ecma2lint.readers.python import PythonOptions
from readers.python.python_sources import IMPORTS, implementation, observations, only_class, read_text

pytestmark = pytest.mark.usefixtures("no_evaluation")


def connector(body: str, head: str = "class C(IMAExtensible2GetCapabilities):", before: str = "", after: str = "") -> str:
    return f'{IMPORTS}{before}{head}\n    __namespace__ = "Contoso"\n{indent(body, "    ")}\n{after}'


BOUND = {
    "method": "def get_Capabilities(self): return MACapabilities()",
    "two definitions": "get_Capabilities = 5\ndef get_Capabilities(self): return MACapabilities()",
    "clrproperty": "@clr.clrproperty(MACapabilities)\ndef Capabilities(self): return MACapabilities()",
    "clrproperty call": "def _get(self): return MACapabilities()\nCapabilities = clr.clrproperty(MACapabilities, _get)",
    "lambda": "get_Capabilities = lambda self: MACapabilities()",
    "staticmethod": "@staticmethod\ndef get_Capabilities(): return MACapabilities()",
    "classmethod": "@classmethod\ndef get_Capabilities(cls): return MACapabilities()",
    "staticmethod call": "get_Capabilities = staticmethod(lambda: MACapabilities())",
    "decorated": "@traced\ndef get_Capabilities(self): return MACapabilities()",
    "alias": "def _build(self): return MACapabilities()\nget_Capabilities = _build",
    "module function": "get_Capabilities = build",
    "true condition": "if True:\n    def get_Capabilities(self): return MACapabilities()",
    "both branches": "if flag():\n    def get_Capabilities(self): pass\nelse:\n    def get_Capabilities(self): return None",
    "partial": "import functools\nget_Capabilities = functools.partial(build, 1)",
    "imported": "from impl import get_Capabilities",
}


@pytest.mark.parametrize("body", BOUND.values(), ids=BOUND.keys())
def test_what_binds_the_property(tmp_path: Path, body: str) -> None:
    """Each of these is found under get_Capabilities and can be called, or is a clrproperty of the contract's type."""
    (tmp_path / "impl.py").write_text("def get_Capabilities(self): return None\n", encoding="utf-8")
    cls = only_class(read_text(tmp_path, connector(body, before="def build(self): return MACapabilities()\n")))
    assert implementation(cls) == "implicit"
    (interface,) = cls.interfaces
    assert interface.members[0].accessibility == "public"
    assert interface.members[0].implemented_by in {"Contoso.C::get_Capabilities", "Contoso.C::Capabilities"}


#: Body, and the candidate that is reported in its place.
NOT_BOUND = {
    "nothing": ("pass", None),
    "property": ("@property\ndef Capabilities(self): return MACapabilities()", "property:Capabilities"),
    "property setter": (
        "@property\ndef Capabilities(self): return 1\n@Capabilities.setter\ndef Capabilities(self, value): pass",
        "property:Capabilities",
    ),
    "value": ("Capabilities = None", "attribute:Capabilities"),
    "method of that name": ("def Capabilities(self): return MACapabilities()", "attribute:Capabilities"),
    "number": ("get_Capabilities = 5", "attribute:get_Capabilities"),
    "clr object": ("get_Capabilities = MACapabilities()", "attribute:get_Capabilities"),
    "annotation only": ("get_Capabilities: object", None),
    "type checking": ("if TYPE_CHECKING:\n    def get_Capabilities(self): pass", None),
    "setter": ("def set_Capabilities(self, value): pass", "misspelt:set_Capabilities"),
    "deleted": ("def get_Capabilities(self): pass\ndel get_Capabilities", None),
    "false condition": ("if False:\n    def get_Capabilities(self): pass\nelse:\n    def get_Capability(self): pass", None),
    "wrong clrproperty type": ("@clr.clrproperty(Schema)\ndef Capabilities(self): pass", "property:Capabilities"),
    "clrproperty in another case": ("@clr.clrproperty(MACapabilities)\ndef capabilities(self): pass", "case:capabilities"),
    "case": ("def Get_Capabilities(self): pass", "case:Get_Capabilities"),
    "snake case": ("def get_capabilities(self): pass", "case:get_capabilities"),
    "misspelt": ("def get_Capabilites(self): pass", "misspelt:get_Capabilites"),
    "underscore": ("def _get_Capabilities(self): pass", "underscore:_get_Capabilities"),
    "mangled": ("def __get_Capabilities(self): pass", "mangled:__get_Capabilities"),
    "prefixed": (
        "def IMAExtensible2GetCapabilities_get_Capabilities(self): pass",
        "prefixed:IMAExtensible2GetCapabilities_get_Capabilities",
    ),
    "clrname": (
        "@clr.clrmethod(MACapabilities, [], clrname='get_Capabilities')\ndef other(self): pass",
        "clrname:other",
    ),
    "getattr hook": ("def __getattr__(self, name): return lambda: None", None),
    "private value": ("_Capabilities = None", None),
    "unrelated": ("def connect(self): pass", None),
}


@pytest.mark.parametrize(("body", "candidate"), NOT_BOUND.values(), ids=NOT_BOUND.keys())
def test_what_does_not_bind_the_property(tmp_path: Path, body: str, candidate: str | None) -> None:
    """The member is missing, and the detail and the candidate say what stands there instead."""
    target = read_text(tmp_path, connector(body))
    assert implementation(only_class(target)) == "missing"
    found = [seen.detail for seen in observations(target, "missing-member-candidate")]
    assert found == ([candidate] if candidate else [])
    member = only_class(target).interfaces[0].members[0]
    assert member.detail
    assert member.accessibility is None
    assert (candidate or "defines no get_Capabilities").partition(":")[2] in member.detail


def test_the_name_of_another_member_is_no_candidate(tmp_path: Path) -> None:
    """OpenExportConnection is no misspelling of OpenImportConnection."""
    body = "def OpenExportConnection(self, a, b, c): pass"
    target = read_text(tmp_path, connector(body, "class C(IMAExtensible2CallImport):"))
    assert observations(target, "missing-member-candidate") == []


UNRESOLVED = {
    "condition": ("if flag():\n    def get_Capabilities(self): pass", "condition"),
    "unknown call": ("get_Capabilities = make()", "call"),
    "loop": ("for get_Capabilities in (): pass", "run time"),
    "exec": ("exec(source)", "exec"),
    "locals": ("locals()['get_Capabilities'] = make()", "locals"),
    "set in init": ("def __init__(self):\n    self.get_Capabilities = make()", "__init__"),
    "getattribute": ("def __getattribute__(self, name): return make()", "__getattribute__"),
    "unknown property": ("@lazy_property\ndef get_Capabilities(self): pass", "decorator"),
    "unknown clrproperty type": ("@clr.clrproperty(KIND)\ndef Capabilities(self): pass", ""),
}


@pytest.mark.parametrize(("body", "reason"), UNRESOLVED.values(), ids=UNRESOLVED.keys())
def test_what_may_bind_the_property(tmp_path: Path, body: str, reason: str) -> None:
    """Neither missing nor bound: unresolved, with the reason."""
    cls = only_class(read_text(tmp_path, connector(body)))
    assert implementation(cls) == "unresolved"
    assert reason in (cls.interfaces[0].members[0].detail or "")


@pytest.mark.parametrize(
    "head",
    [
        "class C(IMAExtensible2GetCapabilities, make_base()):",
        "class C(IMAExtensible2GetCapabilities, *BASES):",
        "class C(IMAExtensible2GetCapabilities, vendor.Base):",
        "class C(IMAExtensible2GetCapabilities, metaclass=Meta):",
        "class C(IMAExtensible2GetCapabilities, **options):",
        "@register\nclass C(IMAExtensible2GetCapabilities):",
    ],
)
def test_unknown_bases_leave_members_unresolved(tmp_path: Path, head: str) -> None:
    """A base, metaclass or class decorator that is not followed may bring the member: it is not called missing."""
    before = "import vendor\nfrom tools import BASES, Meta, register, options\n"
    cls = only_class(read_text(tmp_path, connector("pass", head, before)))
    assert implementation(cls) == "unresolved"


def test_a_class_with_an_unknown_base_only_is_read_by_its_members(tmp_path: Path) -> None:
    """A .NET type with members of the contract and an unread base is listed, its other members unresolved."""
    body = "def OpenImportConnection(self, a, b, c): pass"
    target = read_text(tmp_path, connector(body, "class C(vendor.Base):", "import vendor\n"))
    cls = only_class(target)
    assert [interface.name for interface in cls.interfaces] == ["IMAExtensible2CallImport"]
    assert implementation(cls, "OpenImportConnection") == "implicit"
    assert implementation(cls, "GetImportEntries") == "unresolved"
    assert len(observations(target, "unresolved-base")) == 1


BASE = "class Base(IMAExtensible2GetCapabilities):\n    {ns}def get_Capabilities(self): pass\n"


@pytest.mark.parametrize(
    ("base_ns", "derived_body", "derived_type", "bound", "base_reason"),
    [
        ('__namespace__ = "N"\n    ', "pass", "N.Derived", "implicit", (NotLoadable.ABSTRACT,)),
        ('__namespace__ = "N"\n    ', '__namespace__ = "M"', "M.Derived", "missing", ()),
        ("", '__namespace__ = "M"', "M.Derived", "missing", (NotLoadable.ABSTRACT,)),
        ("", '__namespace__ = "M"\n    def get_Capabilities(self): pass', "M.Derived", "implicit", (NotLoadable.ABSTRACT,)),
        ('__namespace__ = "N"\n    ', '__namespace__ = "M"\n    def get_Capabilities(self): pass', "M.Derived", "implicit", ()),
    ],
)
def test_inheritance_and_namespaces(
    tmp_path: Path, base_ns: str, derived_body: str, derived_type: str, bound: str, base_reason: tuple[NotLoadable, ...]
) -> None:
    """A class that sets ``__namespace__`` itself does not see its base's Python members; one that does not, shares its type."""
    text = IMPORTS + BASE.format(ns=base_ns) + f"class Derived(Base):\n    {derived_body}\n"
    target = read_text(tmp_path, text)
    assert target.error is None
    base, derived = target.classes
    assert derived.type == derived_type
    assert implementation(derived) == bound
    assert derived.loadable
    assert base.not_loadable_because == base_reason
    repeated = observations(target, "repeated-namespace")
    assert len(repeated) == (1 if bound == "missing" and base_ns else 0)


def test_a_base_that_a_sibling_derives_from_is_no_defective_connector(tmp_path: Path) -> None:
    """A base without ``__namespace__`` whose subclass stands in a sibling module only serves as a base."""
    (tmp_path / "leaf.py").write_text(
        "from connector import Base\nclass Leaf(Base):\n    __namespace__ = 'N'\n", encoding="utf-8"
    )
    cls = only_class(read_text(tmp_path, IMPORTS + BASE.format(ns="")))
    assert cls.not_loadable_because == (NotLoadable.ABSTRACT,)


@pytest.mark.parametrize(
    ("line", "type_name", "reasons"),
    [
        ('__namespace__ = "A.B"', "A.B.C", ()),
        ('PREFIX = "A"\n    __namespace__ = PREFIX + ".B"', "A.B.C", ()),
        ("__namespace__ = NAME", "Named.C", ()),
        ('__namespace__ = ""', "C", ()),
        ("__namespace__ = None", "C", ()),
        ("__namespace__ = make()", "C", ()),
        ('__assembly__ = "X"', "C", ()),
        ("__namespace__ = 3", "C", (NotLoadable.NO_NAMESPACE,)),
        ("pass", "C", (NotLoadable.NO_NAMESPACE,)),
    ],
)
def test_namespaces(tmp_path: Path, line: str, type_name: str, reasons: tuple[NotLoadable, ...]) -> None:
    """The .NET name comes from ``__namespace__``; without it or ``__assembly__`` nothing can be loaded."""
    text = f'{IMPORTS}NAME = "Named"\nclass C(IMAExtensible2GetSchema):\n    {line}\n    def GetSchema(self, p): pass\n'
    target = read_text(tmp_path, text)
    cls = only_class(target)
    assert (cls.type, cls.not_loadable_because) == (type_name, reasons)
    assert len(observations(target, "no-namespace")) == len(reasons)


def test_ironpython_binds_properties_by_their_own_name(tmp_path: Path) -> None:
    """In IronPython a plain attribute or property implements an interface property, and no ``__namespace__`` is needed."""
    text = f"{IMPORTS}class C(IMAExtensible2GetCapabilities):\n    @property\n    def Capabilities(self): pass\n"
    cls = only_class(read_text(tmp_path, text, options=PythonOptions("ironpython")))
    assert implementation(cls) == "implicit"
    assert cls.loadable


DUCK = """
class Duck:
    def __init__(self): self.x = 1
    @property
    def Capabilities(self): return self.x
    def GetImportEntries(self, step): return None
"""


@pytest.mark.parametrize("entry", ["Duck", "connector.py:Duck", "src/connector.py:Duck"])
def test_a_named_plain_class_is_form_b(tmp_path: Path, entry: str) -> None:
    """An entry point makes a plain class a connector: properties are fine, triples must be complete, no namespace is needed."""
    target = read_text(tmp_path, DUCK, "src/connector.py", PythonOptions("shim", (entry,)))
    cls = only_class(target)
    assert cls.loadable
    assert implementation(cls) == "implicit"
    assert implementation(cls, "GetImportEntries") == "implicit"
    assert implementation(cls, "OpenImportConnection") == "missing"
    assert observations(target, "init-state") == []


def test_a_plain_class_that_is_not_named_is_no_connector(tmp_path: Path) -> None:
    """Without the settings nothing is assumed of a plain class; another class's name does not help."""
    assert read_text(tmp_path, DUCK).classes == ()
    assert read_text(tmp_path, DUCK, options=PythonOptions("shim", ("other.py:Duck", "Other"))).classes == ()
