"""Holds an evaluation against what the connector really does in the simulator: the truth of the differential tests."""

from __future__ import annotations

import contextlib
import io
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ecma2lint.facts import ContractClass, Count, Target, Value
from ecma2lint.readers.python.reader import read
from ecma2lint.readers.source import Source
from readers.python.evaluate_simulator import ConfigParameters, capabilities_truth, load, simulated

#: Orders in which a host may call members: any member, any number of times.
CALLS = ("CSP", "CCSP", "EPSCC", "CEC", "SSPPC", "ECEC")


def evaluated(source: str, siblings: Mapping[str, str]) -> Target:
    """The facts of a connector whose visible siblings lie beside it."""
    with tempfile.TemporaryDirectory() as folder:
        for name, text in siblings.items():
            if not name.startswith("_"):
                (Path(folder) / f"{name}.py").write_text(text, encoding="utf-8")
        path = Path(folder) / "connector.py"
        path.write_text(source, encoding="utf-8")
        return read(Source(path, "connector.py", source.encode()))


def the_class(target: Target) -> ContractClass:
    """The class named Connector."""
    assert target.error is None, target.error
    return next(cls for cls in target.classes if cls.type.rpartition(".")[2] == "Connector")


def _wrong(value: Value, truth: object) -> bool:
    return bool(value.values) and not any(type(v) is type(truth) and v == truth for v in value.values)


def _outside(count: Count, truth: int) -> bool:
    return truth < count.minimum or (count.maximum is not None and truth > count.maximum)


def contradictions(
    cls: ContractClass, source: str, siblings: Mapping[str, str], environments: Iterable[Mapping[str, str]]
) -> list[str]:
    """Every decided fact that a run contradicts."""
    found: list[str] = []
    runtime = {name.lstrip("_"): text for name, text in siblings.items()}
    for environment in environments:
        for calls in CALLS:
            with simulated(runtime, environment):
                connector = load(source)
                for step, call in enumerate(calls):
                    for problem in _check(cls, connector, call, environment):
                        found.append(f"{problem} in {dict(environment)} after {calls[:step]!r}")
    return list(dict.fromkeys(found))


def observed(source: str, siblings: Mapping[str, str], environments: Iterable[Mapping[str, str]]) -> dict[str, set[object]]:
    """Every value each capability has in any of the environments, at the first call and at the second."""
    found: dict[str, set[object]] = {}
    runtime = {name.lstrip("_"): text for name, text in siblings.items()}
    for environment in environments:
        with simulated(runtime, environment):
            connector = load(source)
            for _ in range(2):
                for name, value in (capabilities_truth(_run(connector.get_Capabilities)) or {}).items():
                    found.setdefault(name, set()).add(value)
    return found


def _check(cls: ContractClass, connector: Any, call: str, environment: Mapping[str, str]) -> Iterable[str]:
    parameters = ConfigParameters(environment)
    if call == "E":
        if hasattr(connector, "OpenExportConnection"):
            _run(lambda: connector.OpenExportConnection(parameters, None, None))
        return
    if call == "C" and cls.capabilities is not None:
        result = _run(lambda: connector.get_Capabilities() if hasattr(connector, "get_Capabilities") else connector.Capabilities)
        truth = capabilities_truth(result)
        if truth is None:
            if result is None and any(value.known for value in cls.capabilities.values.values()):
                yield "Capabilities returned None where values are known"
            return
        for name, value in cls.capabilities.values.items():
            if _wrong(value, truth[name]):
                yield f"{name} is {truth[name]!r}, evaluated {value.certainty} {value.values}"
    if call == "S" and cls.object_types is not None and hasattr(connector, "GetSchema"):
        schema = _run(lambda: connector.GetSchema(parameters))
        if schema is None or isinstance(schema, Exception):
            return
        types = list(schema.Types)
        if _outside(cls.object_types.count, len(types)):
            yield f"{len(types)} object types, evaluated {cls.object_types.count}"
        if cls.object_types.count.maximum is not None:
            known = [t for t in cls.object_types.types if not t.name.known]
            if not known:
                missing = [t.Name for t in types if t.Name not in cls.object_types.names]
                if missing:
                    yield f"object types {missing} are not among {cls.object_types.names}"
        present = {t.Name: t for t in types}
        for fact in cls.object_types.types:
            if fact.always and fact.name.known and fact.name.value not in present:
                yield f"object type {fact.name.value} is not always there"
            if fact.name.known and fact.complete and sum(f.name.values == fact.name.values for f in cls.object_types.types) == 1:
                real = present.get(str(fact.name.value))
                if real is not None and _wrong(fact.locked, real.Locked):
                    yield f"{fact.name.value} locked is {real.Locked}"
                if real is not None and len(list(real.Attributes)) > len(fact.attributes):
                    yield f"{fact.name.value} has more attributes"
    if call == "P" and cls.partitions.implemented and hasattr(connector, "GetPartitions"):
        listed = _run(lambda: connector.GetPartitions(parameters))
        if listed is not None and not isinstance(listed, Exception) and _outside(cls.partitions.count, len(listed)):
            yield f"{len(listed)} partitions, evaluated {cls.partitions.count}"


def _run(call: Any) -> Any:
    try:
        with contextlib.redirect_stdout(io.StringIO()):
            return call()
    except Exception as error:
        return error
