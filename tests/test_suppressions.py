"""Suppressions in the code: what each covers, what has no effect, and what is said of those that are wrong or unused."""

from __future__ import annotations

import importlib.util
import time
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from adoption_samples import COMPLIANT, FULL_EXPORT, Runner, findings, full_export, outcome, write
from ecma2lint.facts import Location, Suppression, TargetError
from ecma2lint.readers.assembly import read
from ecma2lint.readers.python.gate import parse
from ecma2lint.readers.python.suppressions import suppressions
from ecma2lint.readers.source import Source
from ecma2lint.suppressions import covers, disposition, works
from ecma2lint.verdicts import Finding
from expectations import FIXTURES

SUPPRESSED = Path(__file__).parent / "adoption" / "suppressed" / "Suppressed.dll"


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """A runner in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return Runner(tmp_path, capsys)


@pytest.mark.parametrize("word", ["ECMA202", "full-export", "ECMA203, ECMA202", "full-export ,normalizations"])
def test_a_comment_with_a_reason_suppresses(run: Runner, word: str) -> None:
    """The finding stays in the document, marked and with the reason, and counts no more; the control reads waived."""
    write(run.folder, connector__py=full_export(f"  # ecma2lint: ignore[{word}] the agent never runs it"))
    status, document = run.check()
    (finding,) = findings(document)
    assert (status, outcome(document)) == (0, "waived")
    assert finding["status"] == "suppressed"
    assert finding["justification"]["reason"] == "the agent never runs it"
    assert document["summary"]["findings"]["error"] == 0


@pytest.mark.parametrize(
    ("comment", "rule", "part"),
    [
        ("# ecma2lint: ignore[ECMA202]", "ECMA001", "gives no reason"),
        ("# ecma2lint: ignore[ECMA202] --", "ECMA001", "gives no reason"),
        ("# ecma2lint: ignore", "ECMA002", "no blanket form"),
        ("# ecma2lint: ignore[] because", "ECMA002", "no blanket form"),
        ("# ecma2lint: ignore[*] because", "ECMA002", "names *"),
        ("# ecma2lint: ignore[ECMA2] because", "ECMA002", "names ECMA2"),
        ("# ecma2lint: ignore[ful-export] because", "ECMA002", "names ful-export"),
        ("# ecma2lint: disable[ECMA202] because", "ECMA002", "not of the form"),
    ],
)
def test_what_suppresses_nothing_is_reported(run: Runner, comment: str, rule: str, part: str) -> None:
    """Without a reason, without a rule, with a prefix or a misspelling: the finding counts, and the comment is a finding too."""
    write(run.folder, connector__py=full_export(f"  {comment}"))
    status, document = run.check()
    (said,) = findings(document, rule)
    assert (status, outcome(document)) == (1, "fail")
    assert part in said["message"]
    line = full_export().splitlines().index(f"        {FULL_EXPORT.replace('False', 'True')}") + 1
    assert said["location"]["line"] == line


def test_one_known_and_one_unknown_rule(run: Runner) -> None:
    """The known rule is suppressed, the unknown one reported."""
    write(run.folder, connector__py=full_export("  # ecma2lint: ignore[ECMA202, ECMA999] because"))
    _, document = run.check()
    assert outcome(document) == "waived"
    assert [one["subject"] for one in findings(document, "ECMA002")] == ["ECMA999"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        capabilities.FullExport", "        # ecma2lint: ignore[ECMA202] because\n        capabilities.FullExport"),
        ("(self):\n        capabilities = ", "(self):  # ecma2lint: ignore[ECMA202] because\n        capabilities = "),
        ("    def get_Capabilities", "    # ecma2lint: ignore[ECMA202] because\n    def get_Capabilities"),
        ("class Connector(\n", "class Connector(  # ecma2lint: ignore[ECMA202] because\n"),
        (
            "capabilities.FullExport = True",
            "capabilities.FullExport = (\n            True\n        )  # ecma2lint: ignore[ECMA202] x",
        ),
        ("FullExport = True", "FullExport = True  # noqa: E501 # ecma2lint: ignore[ECMA202] because # noqa"),
        ("FullExport = True", "FullExport = True  # ECMA2LINT: Ignore [ECMA202] - because"),
    ],
)
def test_places_that_cover(run: Runner, old: str, new: str) -> None:
    """At the end of the statement, above it, on the line of the member or of the class, in a statement of several lines."""
    source = full_export()
    assert source.count(old) == 1
    write(run.folder, connector__py=source.replace(old, new))
    status, document = run.check()
    assert (status, outcome(document)) == (0, "waived")
    assert findings(document, "ECMA003") == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("        return capabilities", "        # ecma2lint: ignore[ECMA202] because\n        return capabilities"),
        ("    def GetSchema", "    # ecma2lint: ignore[ECMA202] because\n    def GetSchema"),
        ("import clr\n", "import clr  # ecma2lint: ignore[ECMA202] because\n"),
        ("FullExport = True", 'FullExport = True; note = "# ecma2lint: ignore[ECMA202] because"'),
    ],
)
def test_places_that_do_not_cover(run: Runner, old: str, new: str) -> None:
    """On another statement, another member, an import: the finding counts. In a string it is no comment at all."""
    source = full_export()
    assert source.count(old) == 1
    write(run.folder, connector__py=source.replace(old, new))
    status, document = run.check()
    assert (status, outcome(document)) == (1, "fail")
    assert len(findings(document, "ECMA003")) == (0 if "note" in new else 1)


def test_unused_is_reported_only_where_the_rule_decided(run: Runner) -> None:
    """A suppression of a rule that found nothing is unused; of a rule that is off, undecided or not applicable nobody knows."""
    comment = "  # ecma2lint: ignore[ECMA202] because"
    write(run.folder, connector__py=COMPLIANT.replace(FULL_EXPORT, FULL_EXPORT + comment))
    assert [one["severity"] for one in findings(run.check()[1], "ECMA003")] == ["warning"]
    assert findings(run.check("--ignore", "ECMA202")[1], "ECMA003") == []
    write(run.folder, connector__py=COMPLIANT.replace(FULL_EXPORT, f"capabilities.FullExport = read(){comment}"))
    assert findings(run.check()[1], "ECMA003") == []


def test_an_undecided_place_can_be_suppressed(run: Runner) -> None:
    """What cannot be decided is settled by the author's word: the control reads waived and --strict passes."""
    source = COMPLIANT.replace(FULL_EXPORT, "capabilities.FullExport = read()")
    write(run.folder, connector__py=source)
    assert run.check("--strict")[0] == 1
    header = "def get_Capabilities(self):"
    write(run.folder, connector__py=source.replace(header, f"{header}  # ecma2lint: ignore[ECMA202] it reads false"))
    status, document = run.check("--strict", "--select", "ECMA202")
    assert (status, outcome(document)) == (0, "waived")


def test_ignore_suppressions_and_show_suppressed(run: Runner) -> None:
    """`--ignore-suppressions` counts everything; the text shows what is suppressed only when asked."""
    write(run.folder, connector__py=full_export("  # ecma2lint: ignore[ECMA202] because"))
    assert run("check", "--ignore-suppressions") == 1
    assert run("check") == 0
    assert "ECMA202 full-export" not in run.out
    assert run("check", "--show-suppressed") == 0
    assert "ECMA202 full-export (suppressed)" in run.out
    assert "because   because" in run.out


def test_a_suppression_in_a_neighbour_counts(run: Runner) -> None:
    """A finding that lies in a base class of another module is covered by the comment there, which is not unused in itself."""
    source = full_export("  # ecma2lint: ignore[ECMA202] because").replace('    __namespace__ = "Contoso"\n', "")
    head, _, rest = source.partition("    def get_Capabilities")
    body, _, tail = rest.partition("\n\n")
    base = "from Microsoft.MetadirectoryServices import *\n\n\n"
    base += f'class Base(IMAExtensible2GetCapabilities):\n    __namespace__ = "Contoso"\n\n    def get_Capabilities{body}\n'
    connector = head.replace("class Connector(", "from base import Base\n\n\nclass Connector(\n    Base,") + tail
    connector = connector.replace("    IMAExtensible2GetCapabilities,\n", "")
    write(run.folder, base__py=base, connector__py=connector)
    _, document = run.check("connector.py")
    assert [one["status"] for one in findings(document)] == ["suppressed"]
    assert findings(run.check()[1], "ECMA003") == []


def test_metadata_suppressions(run: Runner) -> None:
    """Attributes on member, type and assembly are read; without Justification, unknown or unused they are reported."""
    _, document = run.check(str(SUPPRESSED))
    for rule, reason in [
        ("ECMA202", "the agent never runs it"),
        ("ECMA203", "the target folds case itself"),
        ("ECMA102", "kept for the old host"),
    ]:
        (finding,) = findings(document, rule)
        assert (finding["status"], finding["justification"]["reason"]) == ("suppressed", reason), rule
    assert [one["status"] for one in findings(document, "ECMA301")] == ["new"]
    assert [one["subject"] for one in findings(document, "ECMA001")] == ["ECMA301"]
    assert sorted(one["subject"] for one in findings(document, "ECMA002")) == ["ECMA302", "ECMA999"]
    assert sorted(one["subject"] for one in findings(document, "ECMA003")) == ["ECMA303", "export-password-in-first-pass"]


def _build() -> ModuleType:
    spec = importlib.util.spec_from_file_location("fixture_build", FIXTURES / "toolchain" / "build.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    import sys

    sys.modules["fixture_build"] = module
    spec.loader.exec_module(module)
    return module


def test_the_suppressed_assembly_is_what_its_source_gives(tmp_path: Path) -> None:
    """The committed assembly is reproduced byte by byte from the source beside it."""
    build = _build()
    reason = build.find_compilers().reason_against("csharp", "roslyn-release")
    if reason:
        pytest.skip(reason)
    folder = SUPPRESSED.parent
    sources = (folder / "Suppressed.cs", build.HERE / "Plumbing.cs", build.HERE / "TargetFramework.cs")
    path_map = ((folder, "/_/suppressed"), (build.HERE, "/_/toolchain"))
    out = tmp_path / "Suppressed.dll"
    (result,) = build.compile_many(
        [build.Job(sources, "csharp", "roslyn-release", out, (build.CONTRACT_DLL,), path_map=path_map)]
    )
    assert result.error is None
    assert out.read_bytes() == SUPPRESSED.read_bytes()


def test_of_two_methods_of_one_name_the_token_decides() -> None:
    """An attribute on one overload does not cover a finding in the other; one on a property covers its accessors."""
    place = Location(type="C", member="GetSchema", token=0x06000002)
    on_method = Suppression(("ECMA102",), "why", Location(token=0x06000003), type="C", member="GetSchema")
    on_property = Suppression(("ECMA102",), "why", Location(token=0x17000001), type="C", member="Capabilities")
    assert not covers(on_method, Finding("x", place))
    assert covers(on_method, Finding("x", Location(type="C", member="GetSchema", token=0x06000003)))
    assert covers(on_property, Finding("x", Location(type="C", member="get_Capabilities", token=0x06000009)))
    assert not covers(on_property, Finding("x", place))


@pytest.mark.parametrize(
    ("type_", "subject", "covered"),
    [("N.C", "", True), ("N.C+Inner", "", True), ("N.CD", "", False), ("N", "", False), (None, "N.C::GetSchema", True)],
)
def test_a_type_covers_itself_and_what_is_nested(type_: str | None, subject: str, covered: bool) -> None:
    """By the finding's place or by what it is about, and never a type whose name merely begins alike."""
    suppression = Suppression(("ECMA102",), "why", type="N.C")
    assert covers(suppression, Finding("x", Location(type=type_), subject=subject)) is covered


@given(
    rules=st.lists(st.sampled_from(["ECMA202", "full-export", "ECMA203", "nonsense"]), max_size=3),
    reason=st.sampled_from(["", "why"]),
    fault=st.sampled_from([None, "broken"]),
    line=st.integers(1, 9),
    lines=st.tuples(st.integers(1, 9), st.integers(1, 9)),
)
def test_nothing_suppresses_without_rule_reason_and_place(
    rules: list[str], reason: str, fault: str | None, line: int, lines: tuple[int, int]
) -> None:
    """A disposition exists exactly when the rule is named, a reason given, the form right and the line inside."""
    names = {"ECMA202": "ECMA202", "full-export": "ECMA202", "ECMA203": "ECMA203"}
    suppression = Suppression(tuple(rules), reason, lines=lines, fault=fault)
    found = disposition("ECMA202", Finding("x", Location(line=line)), [suppression], names)
    named = bool({"ECMA202", "full-export"} & set(rules))
    assert (found is not None) == (named and bool(reason) and fault is None and lines[0] <= line <= lines[1])
    assert works(suppression) == (bool(rules) and bool(reason) and fault is None)


_LINES = st.sampled_from(
    [
        "x = 1",
        "x = (1,",
        "     2)",
        "def f(self):",
        "class C:",
        "@d",
        "    pass",
        "    match x:",
        "        case 1:",
        "            y = 2",
        "    else:",
        "if x:",
        '"""',
        "",
    ]
)
_COMMENTS = st.sampled_from(
    ["", "  # ecma2lint: ignore[ECMA202] why", "# ecma2lint: ignore", " # ecma2lint:", "\f# ECMA2LINT: ignore[x"]
)


@given(st.lists(st.tuples(_LINES, _COMMENTS), max_size=12))
def test_any_source_that_parses_yields_places_inside_it(lines: list[tuple[str, str]]) -> None:
    """Reading suppressions never raises; each lies on a line that holds the mark, and covers lines of the source in order."""
    text = "\n".join(line + comment for line, comment in lines) + "\n"
    parsed = parse(text.encode())
    if isinstance(parsed, TargetError):
        return
    for found in suppressions(parsed, ()):
        assert found.lines is not None and found.location.line is not None
        assert "ecma2lint:" in parsed.lines[found.location.line - 1].lower()
        assert 1 <= found.lines[0] <= found.lines[1] <= len(parsed.lines)


def test_many_suppressions_take_time_in_proportion() -> None:
    """A source of twenty thousand suppressed lines is read within seconds."""
    source = "".join(f"x{number} = 1  # ecma2lint: ignore[A] b\n" for number in range(20_000))
    parsed = parse(source.encode())
    assert not isinstance(parsed, TargetError)
    began = time.perf_counter()
    assert len(suppressions(parsed, ())) == 20_000
    assert time.perf_counter() - began < 5


_DATA = SUPPRESSED.read_bytes()
_FIRST = _DATA.find(b"Ecma2Lint") - 4
_LAST = _DATA.rfind(b"Justification") + 60


@given(st.lists(st.tuples(st.integers(_FIRST, _LAST), st.integers(0, 255)), min_size=1, max_size=6))
def test_damaged_attributes_end_in_facts_or_an_error(changes: list[tuple[int, int]]) -> None:
    """Whatever bytes the attributes hold, the assembly is read or refused with a cause that is no fault of the reader's own."""
    data = bytearray(_DATA)
    for at, value in changes:
        data[at] = value
    target = read(Source(SUPPRESSED, "Suppressed.dll", bytes(data)))
    assert target.error is None or "internal error" not in target.error.cause
