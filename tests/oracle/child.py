"""Runs connectors under a CLR: the child process of the oracle.

    python child.py ORDER.json RESULTS.jsonl

The order names the runtime, the contract, the host simulator and the jobs; one JSON line per job goes to the results file,
standard output is left to the connectors. Members are called by the host simulator, in C#, through the contract's interfaces.
Never imported by a test: loading a CLR is for this process alone.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

Report = dict[str, Any]


def load(runtime: str) -> None:
    """Load the runtime into this process."""
    import clr_loader
    import pythonnet

    if runtime == "mono":
        pythonnet.load(clr_loader.get_mono())
        return
    settings = {
        "runtimeOptions": {
            "tfm": "netcoreapp3.1",
            "framework": {"name": "Microsoft.NETCore.App", "version": "3.1.0"},
            "configProperties": {"System.Globalization.Invariant": True},
        }
    }
    Path("rc.json").write_text(json.dumps(settings), encoding="utf-8")
    pythonnet.load(clr_loader.get_coreclr(runtime_config="rc.json", dotnet_root=os.environ["DOTNET_ROOT"]))


def host(order: Report) -> Any:
    """The host simulator, with the contract loaded for it."""
    import clr

    clr.AddReference(order["contract"])
    clr.AddReference(order["simulator"])
    simulator = importlib.import_module("HostSimulator").Host
    simulator.UseFolders("\n".join([str(Path(order["contract"]).parent), *order["folders"]]))
    return simulator


def lines(configuration: dict[str, str]) -> str:
    """A configuration in the form the simulator takes."""
    return "\n".join(f"{name}={value}" for name, value in configuration.items())


def run_version(_host: Any, _job: Report) -> Report:
    """Which runtime this is."""
    from System import Environment

    return {"version": str(Environment.Version)}


def run_assembly(simulator: Any, job: Report) -> Report:
    """Inspect the named types of an assembly with each configuration, or call every member of theirs."""
    call = simulator.Exercise if job.get("everything") else simulator.Inspect
    inspected = {
        name: [json.loads(call(job["path"], name, lines(configuration))) for configuration in job["configurations"]]
        for name in job["types"]
    }
    return {"classes": inspected}


def emitted_types() -> list[Any]:
    """The CLR types that pythonnet has emitted for Python classes in this process."""
    from System import AppDomain

    return [
        kind
        for assembly in AppDomain.CurrentDomain.GetAssemblies()
        if assembly.IsDynamic
        for kind in assembly.GetTypes()
        if any(interface.Name == "IPythonDerivedType" for interface in kind.GetInterfaces())
    ]


def shared_type(simulator: Any, cls: Any, configuration: dict[str, str]) -> Report:
    """Exercise an object of a Python class that shares the CLR type of its base: only Python can create one."""
    try:
        instance = cls()
    except Exception as error:
        return {"created": False, "error": {"types": [type(error).__name__], "message": str(error)[:300]}}
    report: Report = {"members": {}}
    # Mono hands a Python object over without its .NET side once in a while: it then has no interface, and is handed over again.
    for _ in range(3):
        report = report if report["members"] else json.loads(simulator.ExerciseObject(instance, lines(configuration)))
    return report


def run_python(simulator: Any, job: Report) -> Report:
    """Import a Python connector and exercise every CLR type that pythonnet emitted for it, and try the classes it did not."""
    before = {kind.FullName for kind in emitted_types()}
    sys.path.insert(0, job["root"])
    try:
        module = importlib.import_module(job["module"])
    except BaseException as error:
        return {"import": type(error).__name__, "message": str(error)[:300], "classes": {}}
    finally:
        sys.path.remove(job["root"])
    classes: Report = {}
    for kind in emitted_types():
        if kind.FullName in before:
            continue
        exercised = [json.loads(simulator.ExerciseType(kind, lines(configuration))) for configuration in job["configurations"]]
        classes[str(kind.FullName)] = exercised
    for name in job["loadable"]:
        if name not in classes and f".{name}" not in classes and (cls := getattr(module, name.rpartition(".")[2], None)):
            classes[name] = [shared_type(simulator, cls, configuration) for configuration in job["configurations"]]
    for name in job["unregistered"]:
        try:
            getattr(module, name)()
            classes[name] = [{"created": True, "error": None, "members": {}}]
        except Exception as error:
            classes[name] = [{"created": False, "error": {"types": [type(error).__name__], "message": str(error)[:300]}}]
    return {"import": "ok", "classes": classes}


RUN = {"version": run_version, "assembly": run_assembly, "python": run_python}


def main() -> None:
    """Run the order."""
    order = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    load(order["runtime"])
    simulator = host(order)
    with Path(sys.argv[2]).open("w", encoding="utf-8") as results:
        for job in order["jobs"]:
            try:
                report = RUN[job["kind"]](simulator, job)
            except Exception as error:
                report = {"crashed": f"{type(error).__name__}: {str(error)[:500]}"}
            results.write(json.dumps(report) + "\n")
            results.flush()
    # Foreground threads and finalizers of a connector must not keep or break the child.
    os._exit(0)


if __name__ == "__main__":
    main()
