"""Members under a wrong name: what is renamed, what is left, and what is not safe."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixes.fixing import CAPABILITIES, HEAD, SCHEMA, connector, fixed, repaired

HIDDEN = SCHEMA.replace("GetSchema", "_GetSchema")
PROPERTY = "IMAExtensible2GetCapabilities"


@pytest.mark.parametrize(
    "name",
    [
        "_GetSchema",
        "__GetSchema",
        "IMAExtensible2GetSchema_GetSchema",
        "Contoso_GetSchema",
        "getSchema",
        "get_schema",
        "GetShema",
    ],
)
def test_a_wrong_name_becomes_the_contracts(name: str, tmp_path: Path) -> None:
    """Hidden, mangled, prefixed, in another case or misspelt: the method gets the contract's name, and nothing else changes."""
    source = connector(SCHEMA.replace("GetSchema", name))
    assert fixed(source, tmp_path / "connector.py") == connector(SCHEMA)


def test_uses_are_renamed_with_the_member(tmp_path: Path) -> None:
    """Uses through self, super, the class, an object of it and getattr follow; an unrelated object's attribute does not."""
    body = """    def _GetSchema(self, configParameters):  # the schema
        return Schema.Create()

    def again(me, other: "Connector"):
        alias = me._GetSchema
        lazy = getattr(me, '_GetSchema')
        return [Connector._GetSchema(me, None), type(me)._GetSchema, [alias, lazy, Other()._GetSchema]]

    kept = _GetSchema


class Other:
    def _GetSchema(self): ...


class Derived(Connector):
    def _GetSchema(self, configParameters):
        return super()._GetSchema(configParameters)


Connector()._GetSchema(None)
"""
    expected = body.replace("_GetSchema", "GetSchema").replace("Other().GetSchema", "Other()._GetSchema")
    expected = expected.replace("def GetSchema(self): ...", "def _GetSchema(self): ...")
    assert fixed(connector(body), tmp_path / "connector.py") == connector(expected)


def test_mangled_uses_in_and_outside_the_class(tmp_path: Path) -> None:
    """Inside the class the use is written with two underscores, outside with the class's name before them."""
    body = """    def __GetSchema(self, configParameters):
        return Schema.Create()

    def again(self):
        return self.__GetSchema(None)


class Other:
    def again(self):
        return self.__GetSchema(None)


Connector()._Connector__GetSchema(None)
"""
    expected = body.replace("def __GetSchema", "def GetSchema").replace("._Connector__GetSchema", ".GetSchema")
    expected = expected.replace("self.__GetSchema", "self.GetSchema", 1)
    assert fixed(connector(body), tmp_path / "connector.py") == connector(expected)


def test_a_property_becomes_the_getter_and_its_uses_calls(tmp_path: Path) -> None:
    """The decorator goes, the comments around it stay, and reads of the property become calls."""
    body = """    # above
    @property  # beside
    # below
    def Capabilities(self):
        return MACapabilities()

    def full(self):
        return (self.Capabilities.FullExport, self . Capabilities)  # both
"""
    expected = """    # above
    # beside
    # below
    def get_Capabilities(self):
        return MACapabilities()

    def full(self):
        return (self.get_Capabilities().FullExport, self . get_Capabilities())  # both
"""
    assert fixed(connector(body, PROPERTY), tmp_path / "connector.py") == connector(expected, PROPERTY)


@pytest.mark.parametrize("name", ["Capabilities", "capabilities", "_Capabilities", "getCapabilities"])
@pytest.mark.parametrize("decorator", ["", "    @property\n"])
def test_getters_under_other_names(name: str, decorator: str, tmp_path: Path) -> None:
    """A method or a plain property, whatever form of the name it has, becomes get_Capabilities."""
    source = connector(decorator + CAPABILITIES.replace("get_Capabilities", name), PROPERTY)
    assert fixed(source, tmp_path / "connector.py") == connector(CAPABILITIES, PROPERTY)


def test_a_clrproperty_gets_the_propertys_name(tmp_path: Path) -> None:
    """A clr.clrproperty is bound by the property's own name, so the decorator stays."""
    body = CAPABILITIES.replace("get_Capabilities", "capabilities")
    source = connector("    @clr.clrproperty(MACapabilities)\n" + body, PROPERTY)
    expected = connector("    @clr.clrproperty(MACapabilities)\n" + body.replace("capabilities", "Capabilities"), PROPERTY)
    assert fixed(source, tmp_path / "connector.py") == expected


NAMED = CAPABILITIES.replace("get_", "")
DERIVED = f'\n\nclass Derived(Connector):\n    __namespace__ = "Contoso"\n\n{CAPABILITIES}'


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("    Capabilities = MACapabilities()\n", "is no function"),
        (f"    @property\n{NAMED}\n    @Capabilities.setter\n    def Capabilities(self, value): ...\n", "more than once"),
        (f"    @property\n{NAMED}\n    def reset(self):\n        self.Capabilities = 1\n", "assigned or deleted"),
        (NAMED.replace("Cap", "_Cap") + DERIVED, "Derived binds get_Capabilities already"),
        (f"    import functools\n\n    @functools.cached_property\n{NAMED}", "no plain @property"),
        (f"    @clr.clrproperty(System.Object)\n{NAMED}", "another type"),
        (f'    @clr.clrmethod(MACapabilities, [], clrname="get_Capabilities")\n{NAMED.replace("Cap", "Other")}', "clrname"),
    ],
)
def test_what_is_left_to_the_author(body: str, reason: str, tmp_path: Path) -> None:
    """Where the name is bound twice, assigned, taken, or no method at all, nothing is changed and the reason is told."""
    source = connector(body, PROPERTY, HEAD.replace("import clr\n", "import clr\nimport System\n"))
    found = repaired(source, tmp_path / "connector.py", unsafe=True)
    assert not found.changed
    assert [left for left in found.left if left.rule == "ECMA111" and reason in left.reason], found


@pytest.mark.parametrize(
    ("body", "caution"),
    [
        (SCHEMA.replace("GetSchema(self, configParameters)", "_GetSchema(self)"), "may be another method"),
        (HIDDEN + "\n    def use(self, it):\n        return it._GetSchema\n", "may mean this"),
        (HIDDEN + "\n    def use(self):\n        return (lambda self: self._GetSchema)(3)\n", "may mean this"),
        (HIDDEN + "\n    def use(self):\n        return [self._GetSchema for self in ()]\n", "may mean this"),
        (HIDDEN + "\n    @staticmethod\n    def use(self):\n        return self._GetSchema\n", "may mean this"),
        (HIDDEN + "\n    def use(self):\n        self = self.other\n        return self._GetSchema\n", "may mean this"),
        (HIDDEN + '\n    TABLE = {"schema": "_GetSchema"}\n', "as text"),
        (
            SCHEMA.replace("GetSchema", "GetShema") + "\n    def use(self):\n        return self.GetShema(1)\n",
            "used by other code",
        ),
        (HIDDEN + SCHEMA.replace("GetSchema", "getSchema"), "may be meant as well"),
    ],
)
def test_what_may_be_meant_otherwise_is_not_safe(body: str, caution: str, tmp_path: Path) -> None:
    """Another arity, uses that cannot be told, and rivals make a renaming unsafe: only --unsafe-fixes does it."""
    found = repaired(connector(body), tmp_path / "connector.py")
    assert not found.changed
    assert all(caution in left.reason and left.unsafe for left in found.left if left.rule == "ECMA111"), found.left
    assert "def GetSchema(" in repaired(connector(body), tmp_path / "connector.py", unsafe=True).after.decode()


def test_what_only_may_be_a_use_stays_as_it_is(tmp_path: Path) -> None:
    """An unsafe renaming leaves alone what is not certainly a use of the member."""
    body = HIDDEN + "\n    def use(self, it):\n        return it._GetSchema\n"
    assert "it._GetSchema" in fixed(connector(body), tmp_path / "connector.py", unsafe=True)


def test_a_use_in_a_neighbour_makes_it_unsafe(tmp_path: Path) -> None:
    """A file beside it that uses the name stays as it is, so the renaming must be asked for."""
    (tmp_path / "run.py").write_text("from connector import Connector\nConnector()._GetSchema(None)\n")
    found = repaired(connector(HIDDEN), tmp_path / "connector.py")
    assert not found.changed
    assert {left.reason for left in found.left} >= {"run.py uses the name too, and stays as it is"}


def test_a_member_of_a_base_in_another_file_is_left(tmp_path: Path) -> None:
    """What is defined in another file is corrected there."""
    (tmp_path / "base.py").write_text(f"{HEAD}class Base(IMAExtensible2GetSchema):\n{SCHEMA.replace('GetSchema', '_GetSchema')}")
    source = f'{HEAD}from base import Base\n\n\nclass Connector(Base):\n    __namespace__ = "Contoso"\n'
    found = repaired(source, tmp_path / "connector.py", unsafe=True)
    assert not found.changed


def test_a_name_of_the_module_and_of_the_class_is_left(tmp_path: Path) -> None:
    """Where the class body uses the name and the module has one too, which is meant depends on the order: nothing is done."""
    found = repaired(connector("    before = _GetSchema\n\n" + HIDDEN, head=HEAD + "_GetSchema = 1\n"), tmp_path / "connector.py")
    assert not found.changed
    assert {left.reason for left in found.left if left.rule == "ECMA111"} == {"_GetSchema is also a name of the module"}


def test_a_name_that_is_as_near_to_two_members_is_left(tmp_path: Path) -> None:
    """One misspelt name, two missing members it may be: its author knows which."""
    body = "    def get_XmportDefaultPageSize(self):\n        return 100\n"
    source = connector(body, "IMAExtensible2CallImport, IMAExtensible2CallExport")
    found = repaired(source, tmp_path / "connector.py", unsafe=True)
    assert not found.changed
    assert len([left for left in found.left if left.rule == "ECMA111" and "may also be meant as" in left.reason]) == 2
