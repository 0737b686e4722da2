"""Schema, partitions, hierarchy, parameters, page sizes, observations and limits of the Python evaluator."""

# ruff: noqa: E501 - sources of one line are easier to read than wrapped ones
from __future__ import annotations

import time
from textwrap import dedent, indent

import pytest

from ecma2lint.facts import Certainty, ContractClass, Origin
from readers.python.evaluate_patterns import HEAD
from readers.python.evaluate_truth import evaluated, the_class


def connector(bases: str, body: str, before: str = "") -> ContractClass:
    """The facts of a class with these bases and this body."""
    text = f"{HEAD}{dedent(before)}\n\nclass Connector({bases}):\n    __namespace__ = 'Contoso'\n{indent(dedent(body), '    ')}"
    return the_class(evaluated(text, {}))


def schema(statements: str, before: str = "") -> ContractClass:
    """The facts of a connector whose GetSchema makes ``s``, runs the statements and returns it."""
    body = (
        "def GetSchema(self, configParameters):\n    s = Schema.Create()\n"
        + indent(dedent(statements), "    ")
        + "\n    return s\n"
    )
    return connector("IMAExtensible2GetSchema", body, before)


def test_schema_from_a_literal_table() -> None:
    """A table of names and types becomes object types with attributes, all known."""
    cls = schema(
        """
        for name, attributes in TYPES.items():
            t = SchemaType.Create(typeName=name, lockAnchorDefinition=False)
            t.Attributes.Add(SchemaAttribute.CreateAnchorAttribute("id", AttributeType.String, AttributeOperation.ImportOnly))
            for attribute, kind, many in attributes:
                make = SchemaAttribute.CreateMultiValuedAttribute if many else SchemaAttribute.CreateSingleValuedAttribute
                t.Attributes.Add(make(attribute, kind))
            s.Types.Add(t)
        """,
        "TYPES = {'user': [('mail', AttributeType.String, False), ('groups', AttributeType.Reference, True)]}",
    )
    assert cls.object_types is not None
    assert (cls.object_types.count.certainty, cls.object_types.count.minimum, cls.object_types.names) == (
        Certainty.KNOWN,
        1,
        ("user",),
    )
    (user,) = cls.object_types.types
    assert user.complete and user.always and user.locked.value is False
    shown = [(a.name.value, a.data_type.value, a.multi_valued.value, a.anchor.value, a.operation.value) for a in user.attributes]
    assert shown == [
        ("id", "String", False, True, "ImportOnly"),
        ("mail", "String", False, False, "ImportExport"),
        ("groups", "Reference", True, False, "ImportExport"),
    ]


@pytest.mark.parametrize(
    "loop",
    [
        "for n in self.client.types():\n    s.Types.Add(SchemaType.Create(n, False))",
        "rows = iter(open('x'))\nwhile rows:\n    s.Types.Add(SchemaType.Create(next(rows), False))",
        "[s.Types.Add(SchemaType.Create(n, False)) for n in os.listdir('.')]",
        "any(s.Types.Add(SchemaType.Create(n, False)) for n in os.listdir('.'))",
        "list(map(lambda n: s.Types.Add(SchemaType.Create(n, False)), os.listdir('.')))",
        "os.walk('.', lambda n: s.Types.Add(SchemaType.Create(n, False)))",
    ],
)
def test_an_empty_schema_is_never_concluded_from_a_loop_over_unknown_data(loop: str) -> None:
    """What a loop that could not be followed adds to leaves the number of object types open."""
    cls = schema(loop)
    assert cls.object_types is not None
    assert cls.object_types.count.maximum is None and cls.object_types.count.certainty is Certainty.UNKNOWN


def test_partitions_on_some_paths() -> None:
    """A partition behind a condition of the configuration makes the count one of two, with the parameter in the reason."""
    cls = connector(
        "IMAExtensible2GetPartitions",
        """
        def GetPartitions(self, configParameters):
            found = List[Partition]()
            found.Add(Partition.Create(Guid("00000000-0000-0000-0000-000000000001"), "DC=a"))
            if configParameters["Export mode"].Value == "all":
                found.Add(Partition.Create(Guid.NewGuid(), "", "b"))
            return found
        """,
    )
    count = cls.partitions.count
    assert (count.certainty, count.minimum, count.maximum) == (Certainty.ONE_OF, 1, 2)
    assert count.reason == "depends on configuration parameter 'Export mode'"
    first, second = cls.partitions.partitions
    assert first.identifier.value == "00000000-0000-0000-0000-000000000001" and first.dn.value == "DC=a"
    assert "NewGuid" in (second.identifier.reason or "")
    assert [o.subject for o in cls.observations if o.kind == "parameter-read"] == ["Export mode"]


def test_parameters_are_read_page_by_page() -> None:
    """Definitions carry the page they are returned for."""
    cls = connector(
        "IMAExtensible2GetParameters",
        """
        def GetConfigParameters(self, configParameters, page):
            found = List[ConfigParameterDefinition]()
            if page == ConfigParameterPage.Connectivity:
                found.Add(ConfigParameterDefinition.CreateStringParameter("Server", "", "localhost"))
                found.Add(ConfigParameterDefinition.CreateEncryptedStringParameter("Password", ""))
            elif page == ConfigParameterPage.Global:
                found.Add(ConfigParameterDefinition.CreateCheckBoxParameter("Full", True))
            return found
        def ValidateConfigParameters(self, configParameters, page):
            return ParameterValidationResult()
        """,
    )
    shown = [(p.name.value, p.kind, p.page.value, p.default.value if p.default else None) for p in cls.parameters]
    assert shown == [
        ("Server", "String", "Connectivity", "localhost"),
        ("Password", "EncryptedString", "Connectivity", None),
        ("Full", "CheckBox", "Global", True),
    ]


def test_origin_place_and_trace_of_a_capability() -> None:
    """A capability says whether it was assigned, where, and through which calls."""
    cls = connector(
        "IMAExtensible2GetCapabilities",
        "def get_Capabilities(self):\n    c = MACapabilities()\n    fill(c)\n    return c\n",
        "def fill(c):\n    c.FullExport = True\n",
    )
    assert cls.capabilities is not None
    value = cls.capabilities.values["FullExport"]
    assert value.origin is Origin.ASSIGNED and value.location.line == 9 and value.trace[-1].line == 16
    assert cls.capabilities.values["DeltaImport"].origin is Origin.DEFAULT


def observed(bases: str, body: str, before: str = "") -> set[tuple[str, str]]:
    """Kinds and subjects of the observations."""
    return {(o.kind, o.subject) for o in connector(bases, body, before).observations}


@pytest.mark.parametrize(
    ("statements", "expected"),
    [
        ("pass", ("returns-null", "IMAExtensible2GetSchema.GetSchema")),
        ("if os.environ.get('X'):\n    return Schema.Create()", ("may-return-null", "IMAExtensible2GetSchema.GetSchema")),
        ("s = Schema.Create()\ns.SetReadOnly()\nreturn s", ("set-read-only", "Schema")),
        ("Utils.InPreviewMode\nreturn Schema.Create()", ("engine-only-call", "Utils.InPreviewMode")),
        ("SchemaAttribute.CreateAnchorAttribute('x', AttributeType.Boolean)", ("invalid-schema-call", "CreateAnchorAttribute")),
        (
            "s = Schema.Create()\nfor _ in range(2):\n    s.Types.Add(SchemaType.Create('a', False))\nreturn s",
            ("duplicate-key", "a"),
        ),
        ("AttributeChange.CreateAttributeAdd('when', 1.5)", ("bad-value-type", "when")),
        ("import uuid\nAnchorAttribute.Create('id', uuid.uuid4())", ("bad-value-type", "id")),
        ("c = CSEntryChange.Create()\nc.ObjectModificationType = ObjectModificationType.Add\n"
         "c.ObjectModificationType = ObjectModificationType.Delete", ("omt-set-twice", "ObjectModificationType")),
        ("c = MACapabilities()\nc.FullExport = 1", ("wrong-capability-type", "FullExport")),
        ("c = MACapabilities()\nc.ExportType = None", ("wrong-capability-type", "ExportType")),
    ],
)  # fmt: skip
def test_observations(statements: str, expected: tuple[str, str]) -> None:
    """Each mistake is seen where it stands."""
    body = "def GetSchema(self, configParameters):\n" + indent(statements, "    ") + "\n"
    assert expected in observed("IMAExtensible2GetSchema", body)


def test_import_results() -> None:
    """CSEntries left null and MoreToImport that is always true are seen."""
    found = observed(
        "IMAExtensible2CallImport",
        "def GetImportEntries(self, importRunStep):\n    r = GetImportEntriesResults()\n    r.MoreToImport = True\n    return r\n",
    )
    assert {kind for kind, _ in found} >= {"csentries-null", "more-to-import-constant-true"}


def test_members_that_only_throw() -> None:
    """A body that does nothing but raise names its exception."""
    cls = connector(
        "IMAExtensible2GetPartitions",
        "def GetPartitions(self, configParameters):\n    'doc'\n    raise NotImplementedError('later')\n",
    )
    member = cls.member("IMAExtensible2GetPartitions", "GetPartitions")
    assert member is not None and member.only_throws == "NotImplementedError"


def test_page_sizes() -> None:
    """Page sizes are evaluated like everything else."""
    cls = connector(
        "IMAExtensible2CallImport",
        "def get_ImportDefaultPageSize(self):\n    return SIZE * 2\ndef get_ImportMaxPageSize(self):\n    return int(os.environ['S'])\n",
        "SIZE = 50",
    )
    assert cls.page_sizes["ImportDefaultPageSize"].value == 100
    assert cls.page_sizes["ImportMaxPageSize"].reason == "depends on environment variable 'S'"


@pytest.mark.parametrize(
    "body",
    [
        "while True:\n    pass",
        "x = 2\nwhile x:\n    x = x * x",
        "x = 'a'\nfor _ in range(100):\n    x = x + x",
        "x = []\nx.append(x)\nfor y in x:\n    x.append(y)",
        "def f(n):\n    return f(n + 1) + f(n + 2)\nf(0)",
        "x = '%99999999d' % 5",
        "x = 'a'.zfill(10 ** 9)",
        "x = 10 ** 10 ** 10",
        "x = [[0] * 2000 for _ in range(2000)]",
        "for a in range(1000):\n    for b in range(1000):\n        for d in range(1000):\n            c.FullExport = True",
    ],
)
def test_hostile_bodies_end(body: str) -> None:
    """Endless loops, explosions and recursion end in facts, in bounded time."""
    start = time.perf_counter()
    text = "def get_Capabilities(self):\n    c = MACapabilities()\n" + indent(body, "    ") + "\n    return c\n"
    cls = connector("IMAExtensible2GetCapabilities", text)
    assert cls.capabilities is not None
    assert time.perf_counter() - start < 30
