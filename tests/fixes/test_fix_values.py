"""Values, loading and comments: capabilities, misspelt properties, __namespace__, Enum.None, suppressions."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixes.fixing import HEAD, SCHEMA, connector, fixed, repaired

BASES = "IMAExtensible2GetCapabilities"
UNSUPPORTED = (
    "FullExport",
    "ExportPasswordInFirstPass",
    "SupportHierarchy",
    "ConcurrentOperation",
    "DeleteAddAsReplace",
)


def _capabilities(*lines: str) -> str:
    body = "".join(f"        {line}\n" for line in ("c = MACapabilities()", *lines, "return c"))
    return connector(f"    def get_Capabilities(self):\n{body}", BASES)


@pytest.mark.parametrize("name", UNSUPPORTED)
@pytest.mark.parametrize(
    "store", ["c.{0} = ( True )  # on", "c.{0}: bool = True", 'setattr(c, "{0}", True)', "c.set_{0}(True)"]
)  # fmt: skip
def test_an_unsupported_capability_is_set_to_false(name: str, store: str, tmp_path: Path) -> None:
    """Every way to assign the literal True becomes False, and only when asked for: it changes what is declared."""
    source = _capabilities(store.format(name))
    found = repaired(source, tmp_path / "connector.py")
    assert not found.changed
    assert {left.unsafe for left in found.left if name in left.unsafe} == {f"sets {name} to False"}
    assert fixed(source, tmp_path / "connector.py", unsafe=True) == source.replace("True", "False")


@pytest.mark.parametrize(
    "value",
    [
        "MANormalizations.Uppercase",
        "MANormalizations.Uppercase | MANormalizations.RemoveAccents",
        'getattr(MANormalizations, "RemoveAccents")',
    ],
)
def test_normalizations_become_none(value: str, tmp_path: Path) -> None:
    """A combination of the enumeration's own values becomes the value None, fetched by name."""
    source = _capabilities(f"c.Normalizations = {value}  # why")
    expected = _capabilities('c.Normalizations = getattr(MANormalizations, "None")  # why')
    assert fixed(source, tmp_path / "connector.py", unsafe=True) == expected


@pytest.mark.parametrize("lines", [("full = True", "c.FullExport = full"), ("c.FullExport = c.DeltaImport = True",)])
def test_a_value_that_is_not_written_there_is_left(lines: tuple[str, ...], tmp_path: Path) -> None:
    """A variable, and a value that another target gets too, stay as they are, with the reason."""
    found = repaired(_capabilities(*lines), tmp_path / "connector.py", unsafe=True)
    assert not found.changed
    assert any("constant" in left.reason or "plain assignment" in left.reason for left in found.left if left.rule == "ECMA202")


def test_a_capability_of_a_neighbour_is_left(tmp_path: Path) -> None:
    """An assignment in another file is named and not touched."""
    (tmp_path / "defaults.py").write_text(f"{HEAD}def fill(c):\n    c.FullExport = True\n")
    body = "    def get_Capabilities(self):\n        c = MACapabilities()\n        fill(c)\n        return c\n"
    source = connector(body, BASES, HEAD + "from defaults import fill\n\n\n")
    found = repaired(source, tmp_path / "connector.py", unsafe=True)
    assert not found.changed
    assert [left.reason for left in found.left if left.rule == "ECMA202"] == [
        "FullExport is assigned in defaults.py; correct it there"
    ]


def test_a_misspelt_property_is_corrected_wherever_the_function_uses_it(tmp_path: Path) -> None:
    """Stores, reads and setattr of the misspelt name on that object get the right one."""
    lines = ("c.DeltaImprt = False", 'setattr(c, "DeltaImprt", c.DeltaImprt)  # DeltaImprt')
    expected = ("c.DeltaImport = False", 'setattr(c, "DeltaImport", c.DeltaImport)  # DeltaImprt')
    assert fixed(_capabilities(*lines), tmp_path / "connector.py") == _capabilities(*expected)


@pytest.mark.parametrize(
    ("lines", "caution"),
    [
        (("c.DeltaImprt = False", "c.DeltaImport = True"), "depends on the order"),
        (("c.SupportEmport = False",), "not certain"),
        (("c.DltImprt = False",), "not certain"),
        (("c.DeltaImprt = False", "lazy = lambda it: it.DeltaImprt"), "stays there as it is"),
    ],
)
def test_a_correction_that_may_mean_something_else_is_not_safe(lines: tuple[str, ...], caution: str, tmp_path: Path) -> None:
    """Where the right name is used as well, or another is as near, the correction must be asked for."""
    found = repaired(_capabilities(*lines), tmp_path / "connector.py")
    assert not found.changed
    assert [left for left in found.left if left.rule == "ECMA221" and caution in left.reason and left.unsafe], found.left


@pytest.mark.parametrize(
    ("name", "namespace"),
    [("my_directory.py", "MyDirectory"), ("contoso/sync/connector.py", "Contoso.Sync"), ("9-lives.py", "_9Lives")],
)
def test_a_namespace_is_named_after_package_or_module(name: str, namespace: str, tmp_path: Path) -> None:
    """The name is that of the package, else of the module, written as .NET writes names; it is told."""
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    for folder in path.relative_to(tmp_path).parents[:-1]:
        (tmp_path / folder / "__init__.py").touch()
    source = f"{HEAD}class Connector(IMAExtensible2GetSchema):\n{SCHEMA}"
    expected = source.replace("Schema):\n", f'Schema):\n    __namespace__ = "{namespace}"\n\n', 1)
    found = repaired(source, path)
    assert found.after.decode() == expected
    assert f'adds __namespace__ = "{namespace}"' in found.done[0].sentence


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('    """About it."""\n', '    """About it."""\n\n    __namespace__ = "Connector"\n'),
        ('    """About it."""  # yes\n\n', '    """About it."""  # yes\n\n    __namespace__ = "Connector"\n\n'),
        ("    # first\n    x = 1\n", '    __namespace__ = "Connector"\n    # first\n    x = 1\n'),
        ("\n    # of the method\n", '    __namespace__ = "Connector"\n\n    # of the method\n'),
    ],
)
def test_where_a_namespace_is_written(before: str, after: str, tmp_path: Path) -> None:
    """It stands first in the class, behind a docstring; comments keep their lines."""
    head = f"{HEAD}class Connector(IMAExtensible2GetSchema):  # it\n"
    done = fixed(head + before + SCHEMA, tmp_path / "connector.py")
    assert done.replace("\n\n    def", "\n    def") == (head + after + SCHEMA).replace("\n\n    def", "\n    def")


def test_a_namespace_in_a_class_of_one_line(tmp_path: Path) -> None:
    """A class whose body stands on its own line gets the assignment there."""
    source = f"{HEAD}class Connector(IMAExtensible2GetSchema): GetSchema = lambda self, p: Schema.Create()  # short\n"
    expected = source.replace("GetSchema = ", '__namespace__ = "Connector"; GetSchema = ')
    assert fixed(source, tmp_path / "connector.py") == expected


def test_a_namespace_goes_where_the_interfaces_are(tmp_path: Path) -> None:
    """In a subclass it would lose the members of the base, so the base gets it."""
    source = f"{HEAD}class Base(IMAExtensible2GetSchema):\n{SCHEMA}\n\nclass Connector(Base):\n    pass\n"
    expected = source.replace("GetSchema):\n", 'GetSchema):\n    __namespace__ = "Connector"\n\n', 1)
    assert fixed(source, tmp_path / "connector.py") == expected


def test_a_namespace_that_would_lose_members_is_left(tmp_path: Path) -> None:
    """Members of a plain Python base would be lost behind a __namespace__, so nothing is done."""
    source = f"{HEAD}class Base(System.Object):\n{SCHEMA}\n\nclass Connector(Base, IMAExtensible2GetSchema):\n    pass\n"
    found = repaired(source.replace("import clr\n", "import clr\nimport System\n"), tmp_path / "connector.py", unsafe=True)
    assert not found.changed
    assert [left for left in found.left if left.rule == "ECMA123"]


def test_enum_none_is_fetched_by_name(tmp_path: Path) -> None:
    """Each Enum.None becomes a getattr, and what it hid is then fixed as well; text and comments with it stay."""
    lines = (
        "c.DistinguishedNameStyle = MADistinguishedNameStyle.None  # not MADistinguishedNameStyle.None",
        "c.Normalizations = (MANormalizations . None)",
        'c.DeltaImprt = "MANormalizations.None"',
    )
    expected = (
        'c.DistinguishedNameStyle = getattr(MADistinguishedNameStyle, "None")  # not MADistinguishedNameStyle.None',
        'c.Normalizations = (getattr(MANormalizations, "None"))',
        'c.DeltaImport = "MANormalizations.None"',
    )
    assert fixed(_capabilities(*lines), tmp_path / "connector.py") == _capabilities(*expected)


TWO = f"class Left(IMAExtensible2GetSchema):\n{SCHEMA}\n\nclass Right(IMAExtensible2GetPartitions):\n    pass\n\n\n"
BASE = "class Base:\n    pass\n\n\n"
INNER = SCHEMA.replace("    ", "        ")
NESTED = f'class A:\n    class Connector(IMAExtensible2GetSchema):\n        __namespace__ = "Contoso"\n{INNER}\n\n'


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        (f"{HEAD}{BASE}class Connector(Base, IMAExtensible2GetSchema):\n{SCHEMA}", "would be lost behind"),
        (f"{HEAD}{NESTED}class Connector(IMAExtensible2GetSchema):\n{SCHEMA}", "there is a class Contoso.Connector already"),
        (f"{HEAD}{TWO}class Connector(Left, Right):\n    pass\n", "several of its classes list .NET bases"),
        (f"{HEAD}import far\n\n\nclass Connector(far.Base, IMAExtensible2GetSchema):\n{SCHEMA}", "could not be read"),
        (f'{HEAD}class Connector(IMAExtensible2GetSchema):\n    "it"; x = 1\n{SCHEMA}', "follows the docstring"),
    ],
)
def test_where_a_namespace_belongs_is_not_guessed(source: str, reason: str, tmp_path: Path) -> None:
    """A Python base, a base that was not read, a type of that name, and a crowded first line leave it to the author."""
    found = repaired(source, tmp_path / "connector.py", unsafe=True)
    assert not found.changed
    assert [left for left in found.left if left.rule == "ECMA123" and reason in left.reason], found


def test_comments_inside_a_value_are_kept(tmp_path: Path) -> None:
    """A value with a comment in it is not replaced, since the comment would be lost; nor is an Enum.None with one."""
    for value, rule in (
        ("(MANormalizations.Uppercase  # why\n            | MANormalizations.RemoveAccents)", "ECMA203"),
        ("(MANormalizations  # why\n            .None)", "ECMA127"),
    ):
        found = repaired(_capabilities(f"c.Normalizations = {value}"), tmp_path / "connector.py", unsafe=True)
        assert not found.changed
        assert rule in {left.rule for left in found.left}


def test_an_unused_suppression_inside_a_value_goes_first(tmp_path: Path) -> None:
    """Two repairs that meet in one expression are made one after the other."""
    comment = "  # ecma2lint: ignore[ECMA125] agreed"
    value = f"(MANormalizations.Uppercase{comment}\n            | MANormalizations.RemoveAccents)"
    expected = _capabilities('c.Normalizations = (getattr(MANormalizations, "None"))')
    assert fixed(_capabilities(f"c.Normalizations = {value}"), tmp_path / "connector.py", unsafe=True) == expected


def test_enum_none_as_a_target_is_left(tmp_path: Path) -> None:
    """Where no call can stand, the file stays as it is and the reason is told."""
    source = _capabilities("MANormalizations.None = 1", "c.DeltaImprt = False")
    found = repaired(source, tmp_path / "connector.py", unsafe=True)
    assert not found.changed
    assert found.failure or any(left.rule == "ECMA127" for left in found.left)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("c.FullExport = False  # ecma2lint: ignore[ECMA202] agreed\n", "c.FullExport = False\n"),
        (
            "c.FullExport = False  # noqa # ecma2lint: ignore[full-export] agreed # pragma\n",
            "c.FullExport = False  # noqa # pragma\n",
        ),
        ("# ecma2lint: ignore[ECMA202] agreed\n        c.FullExport = False\n", "c.FullExport = False\n"),
        (
            "c.FullExport = True  # ecma2lint: ignore[ECMA202, ECMA203, ECMA201] agreed\n",
            "c.FullExport = True  # ecma2lint: ignore[ECMA202] agreed\n",
        ),
    ],
)
def test_an_unused_suppression_is_removed(before: str, after: str, tmp_path: Path) -> None:
    """What covers nothing goes; other rules and other comments on the line stay, and so does what is suppressed."""
    source, expected = _capabilities(before.rstrip("\n")), _capabilities(after.rstrip("\n"))
    assert fixed(source, tmp_path / "connector.py", unsafe=True) == expected
