"""Runs the fixes on a source given as text, judged by the default profile with all its rules."""

from __future__ import annotations

from pathlib import Path

from ecma2lint.dispositions import Exceptions
from ecma2lint.engine import Plan, judge
from ecma2lint.fixes.engine import Repair, repair
from ecma2lint.readers import python
from ecma2lint.readers.python.options import PythonOptions
from ecma2lint.readers.source import Source
from ecma2lint.records import replace
from ecma2lint.verdicts import TargetVerdict
from expectations import plan

HEAD = "import clr\nfrom Microsoft.MetadirectoryServices import *\n\n\n"
SCHEMA = "    def GetSchema(self, configParameters):\n        return Schema.Create()\n"
CAPABILITIES = "    def get_Capabilities(self):\n        return MACapabilities()\n"


def judged(source: Source, options: PythonOptions | None = None, by: Plan | None = None) -> TargetVerdict:
    """The verdict on a source."""
    used = by or replace(plan(), exceptions=Exceptions())
    return judge(python.read(source, options or PythonOptions()), used)


def repaired(source: str | bytes, path: Path, *, unsafe: bool = False, by: Plan | None = None) -> Repair:
    """The repair of a source, which is written to a path first, as neighbours would find it there."""
    data = source.encode() if isinstance(source, str) else source
    path.write_bytes(data)
    return repair(Source(path, path.name, data), lambda changed: judged(changed, by=by), unsafe=unsafe)


def fixed(source: str, path: Path, *, unsafe: bool = False) -> str:
    """The text that a source becomes; it must come to rest: repairing it again changes nothing."""
    found = repaired(source, path, unsafe=unsafe)
    assert found.failure is None, found.failure
    again = repaired(found.after, path, unsafe=unsafe)
    assert not again.changed
    assert not again.done
    return found.after.decode()


def connector(body: str, bases: str = "IMAExtensible2GetSchema", head: str = HEAD) -> str:
    """A module with one class of that body."""
    return f'{head}class Connector({bases}):\n    __namespace__ = "Contoso"\n\n{body}'
