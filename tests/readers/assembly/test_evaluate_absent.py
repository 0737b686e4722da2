"""Fields of types in an assembly that is not there: what they hold is not known, and what is stored in them is out of sight."""

from __future__ import annotations

from pathlib import Path

import pytest

from ecma2lint.facts import Certainty, ContractClass
from oracle import clr
from oracle.test_generated_dotnet import builds, read_classes, toolchain

LIBRARY = """using System.Collections.Generic;
public class Held { public List<string> List; public string Name = "n";
    public static List<string> Kept; public static string Word = "w"; }
"""
CONNECTOR = """using System.Collections.Generic;
using Microsoft.MetadirectoryServices;
using CP = System.Collections.ObjectModel.KeyedCollection<string, Microsoft.MetadirectoryServices.ConfigParameter>;
static class Do {
    public static void Set(ref string at, string value) { at = value; }
    public static Schema Of(IEnumerable<string> names) {
        var s = Schema.Create();
        foreach (var name in names) s.Types.Add(SchemaType.Create(name, true));
        return s;
    }
}
"""
#: Bodies of GetSchema, and whether the number of object types is known.
BODIES = {
    "StoredInAnObject": ('var l = new List<string> { "a" }; new Held().List = l; return Do.Of(l);', False),
    "StoredInAStatic": ('var l = new List<string> { "a" }; Held.Kept = l; return Do.Of(l);', False),
    "ReadFromAnObject": ("return Do.Of(new[] { new Held().Name });", True),
    "ReadFromAStatic": ("return Do.Of(new[] { Held.Word });", True),
    "WrittenByReference": ('var h = new Held(); Do.Set(ref h.Name, "x"); return Do.Of(new[] { h.Name });', True),
    "StaticWrittenByReference": ('Do.Set(ref Held.Word, "x"); return Do.Of(new[] { Held.Word });', True),
}


@pytest.fixture(scope="module", params=["roslyn-release", "mcs"])
def classes(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, ContractClass]:
    """The connectors, read without the assembly they use."""
    build: str = request.param
    if build not in builds():
        pytest.skip(f"no compiler for {build}")
    folder = tmp_path_factory.mktemp("absent")
    library, connector = folder / "Library.cs", folder / "Connector.cs"
    library.write_text(LIBRARY, encoding="utf-8")
    bodies = (
        f"public class {name} : IMAExtensible2GetSchema {{ public Schema GetSchema(CP p) {{ {body} }} }}\n"
        for name, (body, _) in BODIES.items()
    )
    connector.write_text(CONNECTOR + "".join(bodies), encoding="utf-8")
    beside, out = folder / "there" / "Library.dll", folder / "here" / "Connector.dll"
    jobs = ((library, beside, ()), (connector, out, (beside,)))
    for source, target, references in jobs:
        (result,) = toolchain().compile_many(
            [toolchain().Job((source,), "csharp", build, target, (Path(clr.CONTRACT_DLL), *references))]
        )
        assert result.error is None, result.error
    return read_classes(out)


@pytest.mark.parametrize("name", BODIES)
def test_nothing_is_known_of_what_goes_through_such_a_field(name: str, classes: dict[str, ContractClass]) -> None:
    """A list that was stored there may have grown; a text that comes from there may be any."""
    types = classes[name].object_types
    assert types is not None
    if not BODIES[name][1]:
        assert types.count.certainty is Certainty.UNKNOWN
    else:
        assert (types.count.minimum, types.count.maximum, types.names) == (1, 1, ())
        assert "not read" in (types.types[0].name.reason or "")
