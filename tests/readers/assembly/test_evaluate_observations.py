"""What the evaluation of a class sees apart from values, on one connector that does everything wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecma2lint.facts import ContractClass
from oracle import clr
from oracle.test_generated_dotnet import builds, read_classes, toolchain

SOURCE = Path(__file__).resolve().parent / "data" / "evaluate_observations" / "Observations.cs"

EXPECTED = {
    ("set-read-only", "Schema"),
    ("duplicate-key", "u"),
    ("invalid-schema-call", "CreateAnchorAttribute"),
    ("returns-null", "GetConfigParameters"),
    ("returns-null", "OpenImportConnection"),
    ("may-return-null", "CloseImportConnection"),
    ("change-not-allowed", "Replace"),
    ("result-identifier", "Guid.NewGuid()"),
    ("engine-only-call", "Utils.InPreviewMode"),
    ("parameter-used", "Server"),
    ("parameter-used", "Pwd"),
    ("parameter-read", "Server"),
    ("parameter-read", "Pwd"),
    ("bad-value-type", "System.DateTime"),
    ("bad-value-type", "System.Guid"),
    ("bad-value-type", "System.Collections.Generic.List`1"),
    ("never-reads", "OpenImportConnectionRunStep.ImportType"),
    ("never-reads", "ValueChange.ModificationType"),
    ("never-reads", "CSEntryChange.ObjectModificationType"),
    ("secret-literal", "a connection string with a password"),
}


@pytest.fixture(scope="module")
def classes(tmp_path_factory: pytest.TempPathFactory) -> dict[str, ContractClass]:
    """The class as each compiler built it."""
    folder = tmp_path_factory.mktemp("observations")
    build = toolchain()
    jobs = [build.Job((SOURCE,), "csharp", name, folder / name / "Observations.dll", (clr.CONTRACT_DLL,)) for name in builds()]
    results = build.compile_many(jobs)
    assert not [result.error for result in results if result.error]
    return {result.job.build: read_classes(result.job.out)["C"] for result in results}


def test_everything_wrong_is_seen_and_nothing_else(classes: dict[str, ContractClass]) -> None:
    """Each kind with its subject, by every compiler alike; a connection string without a password is no secret."""
    for build, cls in classes.items():
        assert {(seen.kind, seen.subject) for seen in cls.observations} == EXPECTED, build


def test_null_is_said_of_the_pages_that_get_it(classes: dict[str, ContractClass]) -> None:
    """The parameters of the first page are there; every other page gets null."""
    for cls in classes.values():
        pages = [seen.detail for seen in cls.observations if seen.subject == "GetConfigParameters"]
        assert pages == ["Global", "RunStep", "Partition", "Capabilities", "Schema"]
        assert [(p.name.value, p.kind, p.page.values) for p in cls.parameters] == [
            ("Server", "String", ("Connectivity",)),
            ("Pwd", "EncryptedString", ("Connectivity",)),
        ]


def test_page_sizes_and_throwing_members(classes: dict[str, ContractClass]) -> None:
    """Constants, initialised auto-properties and arithmetic give numbers; a body that only throws a variable names it."""
    for cls in classes.values():
        assert [value.values for value in cls.page_sizes.values()] == [(100,), (500,), (10,), (20,)]
        member = cls.member("IMAExtensible2CallExport", "CloseExportConnection")
        assert member is not None
        assert member.only_throws == "System.NotImplementedException"
